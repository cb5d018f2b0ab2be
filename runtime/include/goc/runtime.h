// Package runtime: the scheduler and the collector as a program sees them.
//
//	fmt.Println(runtime.NumGoroutine());            // 1
//	int before = runtime.GOMAXPROCS(2);
//	runtime.GOMAXPROCS(before);
#ifndef GOC_RUNTIME_H
#define GOC_RUNTIME_H
#include <goc/goc.h>

#define runtime_GOOS "linux"
#define runtime_Compiler "gcc-go"

// What run-time panics are: recover() gives them as a value that has these methods.
// interface {
//	string Error(void);
//	void RuntimeError(void);
// }
typedef goc_iface runtime_Error;   // tab->fn: Error, RuntimeError

// Sets the number of logical processors for n >= 1 and returns what it was. Stops the world shortly.
int runtime_GOMAXPROCS(int n);
int runtime_NumCPU(void);       // that the process may use, as seen at its start
int runtime_NumGoroutine(void);
void runtime_Gosched(void);     // lets others run first; parks
void runtime_Goexit(void);      // runs the deferred calls and ends this goroutine; of main: the others go on
// Pins the goroutine to its thread until as many Unlocks; a pinned goroutine that ends takes the thread with it.
void runtime_LockOSThread(void);
void runtime_UnlockOSThread(void);
goc_string runtime_Version(void);
void runtime_KeepAlive(goc_any x);      // x is reachable up to here

// Writes the trace of this goroutine, or of all, into buf; returns the bytes written, cut to fit.
int runtime_Stack(goc_slice buf, goc_bool all);

// ---- Memory --------------------------------------------------------------------------------------

void runtime_GC(void);  // a whole collection; returns when it is done

typedef struct runtime_MemStats {
	goc_uint64 Alloc, TotalAlloc, Sys;  // bytes in use (with what a collection would free), allocated since the start, taken from the system
	goc_uint64 Mallocs, Frees;  // estimates: the collector counts bytes
	goc_uint64 HeapAlloc, HeapSys, HeapIdle, HeapInuse, HeapReleased, HeapObjects;
	goc_uint64 StackInuse, StackSys;
	goc_uint64 NextGC, LastGC, PauseTotalNs;
	goc_uint32 NumGC, NumForcedGC;
} runtime_MemStats;
void runtime_ReadMemStats(runtime_MemStats *m);

#endif
