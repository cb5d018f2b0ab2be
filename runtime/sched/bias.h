// Being inside the runtime, and the locks that cost nothing while one thread is active there.
//
// A thread is *inside* between goc__enter and goc__leave: `m->inside` says so, by plain stores. *Active*
// threads may go inside; a worker is active while it has a processor and work, a foreign thread from its
// first entry on. goc__multi is set while two or more are active. Then:
//
// - While it is not set, one thread only can be inside, and locks are no-ops (not even stored to).
// - A thread that becomes the second active one sets goc__multi, makes all others see it by membarrier
//   and waits until they are outside; then nobody is in a section that was begun without locks.
// - It is cleared when one is left; that one may be inside, holding locks for real, and lets go of them by
//   storing 0 as always.
//
// The same words serve sysmon: it takes the processor of a thread that is outside (for long), by setting
// its attention, membarrier, and looking at `inside`. A thread that enters then sees attention and settles
// the matter under m->handoff before anything else.
//
// Whoever is inside may not wait for anything but a goc__lock or goc__mutex, nor touch the collector.
#ifndef GOC_SCHED_BIAS_H
#define GOC_SCHED_BIAS_H
#include "sched/g.h"

#pragma GCC visibility push(hidden)
extern _Atomic uint32_t goc__multi;            // read at each lock; written under bias.c's lock

goc__m *goc__enter_foreign(void);              // a thread without a worker: starts the runtime if need be
goc__m *goc__enter_slow(goc__m *m);            // attention was asked: may park; returns inside, on the worker of now
void goc__lock_wait(goc__lock *l);
void goc__activate(goc__m *m);                 // from outside
void goc__deactivate(goc__m *m);               // from outside; for good or until activate
#pragma GCC visibility pop

#define goc__fence() atomic_signal_fence(memory_order_seq_cst)

static inline __attribute__((always_inline)) goc__m *goc__enter(void)
{
	goc__m *m = goc__thread_m();

	if (goc__unlikely(!m))
		return goc__enter_foreign();
	atomic_store_explicit(&m->inside, 1, memory_order_relaxed);
	goc__fence();
	if (goc__unlikely(atomic_load_explicit(&m->attention, memory_order_relaxed)))
		return goc__enter_slow(m);
	return m;
}

static inline __attribute__((always_inline)) void goc__leave(goc__m *m)
{
	goc__fence();
	atomic_store_explicit(&m->inside, 0, memory_order_release);
}

static inline __attribute__((always_inline)) bool goc__alone(void)
{
	return !atomic_load_explicit(&goc__multi, memory_order_acquire);
}

static inline __attribute__((always_inline)) void goc__take(goc__lock *l)
{
	if (goc__likely(goc__alone()))
		return;
	if (goc__unlikely(atomic_exchange_explicit(&l->held, 1, memory_order_acquire)))
		goc__lock_wait(l);
}

static inline __attribute__((always_inline)) void goc__give(goc__lock *l)
{
	atomic_store_explicit(&l->held, 0, memory_order_release);
}

#endif
