// Stack traces in .gc lines: of the caller, of any parked goroutine, of all. Symbolised in process by
// libbacktrace, inlined frames included. Functions of the runtime itself (goc_…) are left out, literals
// print as in Go: `main.func1`.
//
// Everything here writes to a file descriptor with a buffer of its own, takes no lock of stdio and none
// of the collector's, so that it works in a dying process.
#ifndef GOC_SCHED_TRACE_H
#define GOC_SCHED_TRACE_H
#include <goc/goc.h>
#include <stdarg.h>

typedef struct goc_out {        // where a trace is printed: fd, or the buffer alone when fd < 0
	int fd;
	goc_size n, cap, lost;
	char *text;
} goc_out;
#define GOC_OUT_FD(fd_, array) ((goc_out){ .fd = (fd_), .cap = sizeof(array), .text = (array) })
void goc__out(goc_out *o, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void goc__out_v(goc_out *o, const char *fmt, va_list ap);
void goc__out_flush(goc_out *o);

// The frames of the calling stack, innermost first, without the runtime's own.
void goc__trace_here(goc_out *o);
// The frames of a stopped stack: pc and the frame pointer it stopped with; lo and hi bound the stack that fp
// may walk through.
void goc__trace_stack(goc_out *o, const void *pc, const void *fp, const void *lo, const void *hi);
// The frames of n addresses, innermost first, as goc__trace_pcs gives them.
void goc__trace_list(goc_out *o, const void *const *pcs, int n);
// "created by F at file.gc:LINE\n" for the return address of a goc_go; nothing for NULL.
void goc__trace_created(goc_out *o, const void *pc);
// "F at file.gc:LINE" into text: for GODEBUG, GOC_TRACE, runtime.Caller. False: nothing is known of pc.
int goc__trace_name(const void *pc, char *text, goc_size n);
// Function, file and line of a return address, innermost inlined frame first; the texts live as long as the process.
typedef struct goc_place { const char *function, *file; int line; } goc_place;
int goc__trace_places(const void *pc, goc_place *places, int n);        // how many there are
// Return addresses of the calling stack, innermost first, skip of them left out. Returns how many.
int goc__trace_pcs(int skip, const void **pcs, int n);

// "goroutine N [running]:", its trace and created by, of the calling goroutine.
void goc__trace_self(goc_out *o);
// The same from a signal handler, for the code that stopped at pc with frame pointer fp.
void goc__trace_self_at(goc_out *o, const void *pc, const void *fp);
// The same for every goroutine but the calling one, a blank line before each: the scheduler's list.
void goc__trace_others(goc_out *o);

// GOTRACEBACK: none, single (default), all, system, crash.
enum goc_traceback { GOC_TB_NONE, GOC_TB_SINGLE, GOC_TB_ALL, GOC_TB_CRASH };
enum goc_traceback goc__traceback(void);

#endif
