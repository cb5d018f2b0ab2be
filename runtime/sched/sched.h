// What the packages runtime, runtime/debug and testing ask of the scheduler.
#ifndef GOC_SCHED_SCHED_H
#define GOC_SCHED_SCHED_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "sched/park.h"

int goc__num_goroutine(void);
int goc__gomaxprocs(int n);            // sets when n > 0 (stops nobody; takes effect as processors are let go); returns the former
int goc__num_cpu(void);                // that the process may use: affinity mask and cgroup quota
uint64_t goc__goroutine_id(void);      // of the caller
bool goc__on_goroutine(void);          // false on a worker's own stack: nothing of the program runs here
int goc__set_max_threads(int n);       // returns the former; default 10000
void goc__lock_os_thread(void);        // pins; counts
void goc__unlock_os_thread(void);

// goc__g_exit (panic.h): ends the calling goroutine at once, running nothing. When the main goroutine ends so, the others go on.

// Calls visit for every goroutine that lives (fresh ones too, with pc and fp 0), by number (unless there are
// thousands), under no lock: states are as last seen. The caller's own entry has pc and fp 0 as well.
typedef struct goc__ginfo {
	uint64_t id, parent;
	const char *state;             // "running", "runnable", or the wait's reason
	int64_t waiting_ns;            // since when it waits, 0 unknown
	void *pc, *fp;                 // where a parked one stopped: for goc__trace_stack
	void *lo, *hi;                 // its stack
	const void *go_pc;                   // return address of its `go`; NULL for main
	bool is_current, locked, is_thread;
} goc__ginfo;
void goc__each_goroutine(void (*visit)(const goc__ginfo *g, void *arg), void *arg);

// Whether addr lies in the guard below some goroutine's stack (any thread, signal-safe).
bool goc__stack_guard_hit(void *addr);
// The caller's stack, lowest usable byte and end.
void goc__stack_bounds(char **lo, char **hi);

#endif
