// Package io: readers and writers. Read gives up to len(p) bytes and says how many; at the end 0 and EOF.
// Write takes all of p or says why not, and keeps nothing of p. Both may park, and so may everything here
// that calls them. stdio's streams are readers and writers as they are: fmt.Fprintln(stderr, "…").
//
//	b, err := io.ReadAll(io.LimitReader(stdin, 100));
#ifndef GOC_IO_H
#define GOC_IO_H
#include <goc/goc.h>

typedef goc_iface io_Reader;    // interface { (int, error) Read([]byte p); }
typedef goc_iface io_Writer;    // interface { (int, error) Write([]byte p); }
typedef goc_iface io_Closer;    // interface { error Close(void); }
typedef goc_iface io_ReadWriter;    // interface { (int, error) Read([]byte p); (int, error) Write([]byte p); }
typedef goc_iface io_ReadCloser;    // interface { error Close(void); (int, error) Read([]byte p); }
typedef goc_iface io_WriteCloser;    // interface { error Close(void); (int, error) Write([]byte p); }
typedef goc_iface io_ReadWriteCloser;    // interface { error Close(void); (int, error) Read([]byte p); (int, error) Write([]byte p); }
typedef goc_iface io_StringWriter;    // interface { (int, error) WriteString(string s); }

extern goc_error io_EOF;                    // "EOF": the end, where it may come
extern goc_error io_ErrUnexpectedEOF;       // "unexpected EOF": the end in the middle of something
extern goc_error io_ErrShortWrite;
extern goc_error io_ErrShortBuffer;
extern goc_error io_ErrNoProgress;
extern goc_error io_ErrClosedPipe;
extern io_Writer io_Discard;            // takes everything

// stdio's FILE. Read returns what there is, at least one byte; it tells the scheduler that it may block.
struct _IO_FILE;
struct _IO_FILE_Read_results { int n; goc_error err; };
struct _IO_FILE_Read_results _IO_FILE_Read(struct _IO_FILE *f, goc_slice p);
struct _IO_FILE_Write_results { int n; goc_error err; };
struct _IO_FILE_Write_results _IO_FILE_Write(struct _IO_FILE *f, goc_slice p);

#endif
