// Package io: readers and writers. Read gives up to len(p) bytes and says how many; at the end 0 and EOF.
// Write takes all of p or says why not, and keeps nothing of p. Both may park, and so may everything here
// that calls them. stdio's streams are readers and writers as they are: fmt.Fprintln(stderr, "…").
//
//	b, err := io.ReadAll(io.LimitReader(os.Stdin, 100));
//	fmt.Println(len(b), err);                               // 0 <nil>
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

// ---- Moving bytes ----------------------------------------------------------------------------------

// All of r to w, until the end, which is no error. Returns the bytes written and the first error.
struct io_Copy_results { goc_int64 written; goc_error err; };
struct io_Copy_results io_Copy(io_Writer to, io_Reader from);
struct io_CopyN_results { goc_int64 written; goc_error err; };
struct io_CopyN_results io_CopyN(io_Writer to, io_Reader from, goc_int64 n);    // io.EOF when there are fewer
struct io_ReadAll_results { goc_slice data; goc_error err; };
struct io_ReadAll_results io_ReadAll(io_Reader r);    // what was read before an error, too
// Fills p; io.EOF when nothing was there, io.ErrUnexpectedEOF when less.
struct io_ReadFull_results { int n; goc_error err; };
struct io_ReadFull_results io_ReadFull(io_Reader r, goc_slice p);
struct io_ReadAtLeast_results { int n; goc_error err; };
struct io_ReadAtLeast_results io_ReadAtLeast(io_Reader r, goc_slice p, int least);    // io.ErrShortBuffer for len(p) < least
struct io_WriteString_results { int n; goc_error err; };
struct io_WriteString_results io_WriteString(io_Writer w, goc_string s);    // by its WriteString where it has one

// ---- Readers and writers made of others --------------------------------------------------------------

io_Reader io_LimitReader(io_Reader r, goc_int64 n);    // ends after n bytes
io_Reader io_TeeReader(io_Reader r, io_Writer w);    // what is read from it is written to w
io_Reader io_MultiReader(goc_slice readers);    // one after the other
io_Writer io_MultiWriter(goc_slice writers);    // each Write goes to all, in order
io_ReadCloser io_NopCloser(io_Reader r);

// A pipe without a buffer: a Write parks until Reads have taken all of it, or an end is closed. For any number
// of goroutines.
typedef struct io_PipeReader { void *pipe; } io_PipeReader;     // private
typedef struct io_PipeWriter { void *pipe; } io_PipeWriter;
struct io_Pipe_results { io_PipeReader *r; io_PipeWriter *w; };
struct io_Pipe_results io_Pipe(void);
struct io_PipeReader_Read_results { int n; goc_error err; };
struct io_PipeReader_Read_results io_PipeReader_Read(io_PipeReader *r, goc_slice p);    // the writer's error, io.EOF for Close, at the end
goc_error io_PipeReader_Close(io_PipeReader *r);    // Writes give io.ErrClosedPipe from now on
goc_error io_PipeReader_CloseWithError(io_PipeReader *r, goc_error err);    // … or err
struct io_PipeWriter_Write_results { int n; goc_error err; };
struct io_PipeWriter_Write_results io_PipeWriter_Write(io_PipeWriter *w, goc_slice p);
goc_error io_PipeWriter_Close(io_PipeWriter *w);
goc_error io_PipeWriter_CloseWithError(io_PipeWriter *w, goc_error err);

// stdio's FILE. Read returns what there is, at least one byte; it tells the scheduler that it may block.
struct _IO_FILE;
struct _IO_FILE_Read_results { int n; goc_error err; };
struct _IO_FILE_Read_results _IO_FILE_Read(struct _IO_FILE *f, goc_slice p);
struct _IO_FILE_Write_results { int n; goc_error err; };
struct _IO_FILE_Write_results _IO_FILE_Write(struct _IO_FILE *f, goc_slice p);

#endif
