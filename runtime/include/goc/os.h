// Package os: the process and its files.
//
//	if (len(os.Args) < 2) { fmt.Fprintln(os.Stderr, "usage:", os.Args[0], "FILE"); os.Exit(2); }
#ifndef GOC_OS_H
#define GOC_OS_H
#include <goc/goc.h>

// ---- The process ---------------------------------------------------------------------------------

extern goc_slice os_Args;                        // [0] is the program
void os_Exit(int code);    // ends the process at once: no deferred calls, stdio is flushed
goc_string os_Getenv(goc_string key);    // "" when it is not set; a copy
struct os_LookupEnv_results { goc_string value; goc_bool ok; };
struct os_LookupEnv_results os_LookupEnv(goc_string key);
goc_error os_Setenv(goc_string key, goc_string value);
goc_error os_Unsetenv(goc_string key);
goc_slice os_Environ(void);
int os_Getpid(void);
int os_Getppid(void);
struct os_Hostname_results { goc_string name; goc_error err; };
struct os_Hostname_results os_Hostname(void);
struct os_Getwd_results { goc_string dir; goc_error err; };
struct os_Getwd_results os_Getwd(void);

// ---- Files ---------------------------------------------------------------------------------------

// An open file. Stdin, Stdout and Stderr share stdio's buffers, so that their text keeps its order with
// stdio's; others are not buffered. Reads and writes block the goroutine only. Errors are *os.PathError, as
// in "open x: no such file or directory".
typedef struct os_File os_File;
extern os_File *os_Stdin, *os_Stdout, *os_Stderr;

struct os_Open_results { os_File *f; goc_error err; };
struct os_Open_results os_Open(goc_string path);    // for reading
struct os_Create_results { os_File *f; goc_error err; };
struct os_Create_results os_Create(goc_string path);    // for writing; empties it; mode 0666 before umask
struct os_File_Read_results { int n; goc_error err; };
struct os_File_Read_results os_File_Read(os_File *f, goc_slice p);    // 0 and io.EOF at the end
struct os_File_Write_results { int n; goc_error err; };
struct os_File_Write_results os_File_Write(os_File *f, goc_slice p);
struct os_File_WriteString_results { int n; goc_error err; };
struct os_File_WriteString_results os_File_WriteString(os_File *f, goc_string s);
goc_error os_File_Close(os_File *f);    // once; afterwards everything fails with "file already closed"
goc_string os_File_Name(os_File *f);
goc_uintptr os_File_Fd(os_File *f);
struct os_ReadFile_results { goc_slice data; goc_error err; };
struct os_ReadFile_results os_ReadFile(goc_string path);
goc_error os_WriteFile(goc_string path, goc_slice data, goc_uint32 mode);    // made with mode, or emptied
goc_error os_Remove(goc_string path);

extern goc_error os_ErrNotExist;            // what errors.Is finds in the errors of the functions above
extern goc_error os_ErrExist;
extern goc_error os_ErrPermission;
extern goc_error os_ErrClosed;

typedef struct os_PathError {
	goc_string Op;
	goc_string Path;
	goc_error Err;
} os_PathError;
goc_string os_PathError_Error(os_PathError *e);
goc_error os_PathError_Unwrap(os_PathError *e);

#endif
