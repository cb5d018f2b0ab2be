// Timers: a callback at a time of the monotonic clock. Each processor keeps a heap of its own; idle
// processors' heaps are served by whoever is awake. Never early; at most 1 ms late on an idle machine.
#ifndef GOC_SCHED_TIMER_H
#define GOC_SCHED_TIMER_H
#include <stdbool.h>
#include <stdint.h>
#include <stdatomic.h>
#include "sched/park.h"

// Lives in its owner's object (usually collected memory: a pending timer keeps that object alive).
// All zeroes, with fire set, is a stopped timer. The owner sets the first four fields before the first
// start and does not change them while pending.
typedef struct goc__timer {
	void (*fire)(struct goc__timer *t, int64_t now);  // see below
	void *arg;                         // the owner's
	int64_t period;                    // > 0: starts again by itself (Ticker); else fires once
	bool weak;                         // does not keep a program from being deadlocked (no one can be waiting on it)
	// The scheduler's, under the heap's lock:
	int64_t when;                      // deadline while pending
	uint32_t index;                    // 1 + place in the heap; 0: not in one
	struct goc__timers *_Atomic heap;  // set at the first start, for good: each timer stays with its heap
} goc__timer;

// fire runs outside, on a worker's own stack, standing for no goroutine; it may run twice at once only if
// the timer is started again meanwhile. It must not park: it may call goc__ready, goc_go, goc_select with a
// default, goc_chan_close, and start or stop timers (itself too). It should be short.

int64_t goc__nanotime(void);           // monotonic, ns, > 0

// Starts t, or moves it if pending, to fire at `when` (goc__nanotime's scale; the past is now). Returns whether it was pending.
bool goc__timer_start(goc__timer *t, int64_t when);
// After it returns true, fire has not run and will not; false: not pending (fired, firing or never started).
bool goc__timer_stop(goc__timer *t);

// The same from inside.
bool goc__timer_start_inside(goc__timer *t, int64_t when);

// ---- For the scheduler --------------------------------------------------------------------------

// A processor's heap: four children a node, by deadline.
typedef struct goc__timers {
	goc__lock lock;
	_Atomic int64_t first;             // deadline of the first, 0: none; written under lock, read by all
	_Atomic uint32_t strong;           // how many are not weak; written under lock
	goc__timer **_Atomic at;           // malloc'ed; a root of the collector: [0, n) valid at every instant
	_Atomic uint32_t n;
	uint32_t cap;
	struct goc__p *p;
} goc__timers;

// Runs what is due by now. Called on the scheduler's stack by an active worker, inside; returns inside.
// Returns how many fired.
int goc__timers_run(goc__timers *h, int64_t now);

#endif
