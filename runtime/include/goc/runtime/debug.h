// Package runtime/debug: traces and the runtime's limits.
//
//	debug.PrintStack();             // to stderr
#ifndef GOC_RUNTIME_DEBUG_H
#define GOC_RUNTIME_DEBUG_H
#include <goc/goc.h>

void debug_PrintStack(void);    // this goroutine's trace to stderr
goc_slice debug_Stack(void);    // the same as text
// How many threads may exist; more are a fatal error. 10,000 at first. Returns what it was.
int debug_SetMaxThreads(int threads);
// Collect after the heap has grown by this part of what was live; negative: never. Returns what it was.
int debug_SetGCPercent(int percent);
void debug_FreeOSMemory(void);  // collects, then gives back what it can

#endif
