// Timers: a callback at a time of the monotonic clock. Each processor keeps a heap of its own; idle
// processors' heaps are served by whoever is awake. Never early; at most 1 ms late on an idle machine.
#ifndef GOC_COMM_TIMER_H
#define GOC_COMM_TIMER_H
#include <stdbool.h>
#include <stdint.h>

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
	struct goc__timers *_Atomic heap;  // the heap that it is or last was in; goc__timer_start pairs with steal
} goc__timer;

// fire runs outside, on a worker's own stack, standing for no goroutine, never twice at once for one
// timer unless it was started again. It must not park: it may call goc__ready, goc_go, goc_select with a
// default, goc_chan_close, and start or stop timers (itself too). It should be short.

int64_t goc__nanotime(void);           // monotonic, ns, > 0

// Starts t, or moves it if pending, to fire at `when` (goc__nanotime's scale; the past is now). Returns whether it was pending.
bool goc__timer_start(goc__timer *t, int64_t when);
// After it returns true, fire has not run and will not; false: not pending (fired, firing or never started).
bool goc__timer_stop(goc__timer *t);

// Parks the caller for ns nanoseconds, never less (ns <= 0: returns at once).
void goc__sleep(int64_t ns);
// `when` of now + ns, saturated instead of overflowing.
int64_t goc__deadline(int64_t ns);

#endif
