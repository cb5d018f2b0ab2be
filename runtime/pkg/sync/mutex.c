// sync.Mutex: mutual exclusion that is fast while nobody starves and fair when somebody does.
//
// Normally Unlock frees the mutex and wakes the first waiter, which then competes with whoever comes by:
// those who already run mostly win, which saves a switch per critical section. One woken waiter at a time
// competes (WOKEN). A waiter that has lost for more than 1 ms makes the mutex STARVING: then Unlock hands it
// over to the first waiter without freeing it and newcomers queue at the end. Starvation ends with a
// waiter that got the mutex quickly or was the last.
//
// All of state and the queue belong to the holder of `lock`, a spin lock over some ten instructions.
#include "queue.h"
#include "comm/timer.h"
#include "sched/bias.h"
#include "sched/panic.h"

enum { LOCKED = 1, WOKEN = 2, STARVING = 4 };
enum { HANDED_OVER = 1 };       // goc__waiter.data: the mutex is yours
static const int64_t starving_ns = 1000000;

static __attribute__((noinline)) void lock_slow(sync_Mutex *m);     // apart, so that Lock itself needs no frame

void sync_Mutex_Lock(sync_Mutex *m)
{
	goc__m *self = goc__enter();
	goc__take(LOCK_OF(m));
	if (__builtin_expect(!(m->state & (LOCKED | STARVING)), 1)) {
		m->state |= LOCKED;
		goc__give(LOCK_OF(m));
		goc__leave(self);
		return;
	}
	lock_slow(m);
}

// The mutex was handed over in starvation: does that go on?
static void take_over(sync_Mutex *m, int64_t waited)
{
	goc__lock_enter(LOCK_OF(m));
	if (waited < starving_ns || goc__waitq_empty(QUEUE_OF(m)))
		m->state &= ~(goc_uint32)STARVING;
	goc__lock_leave(LOCK_OF(m));
}

// Called with the spin lock held, the mutex taken.
static void lock_slow(sync_Mutex *m)
{
	goc__waiter w = { .since = 0 };
	for (;;) {
		bool again = w.since != 0;
		if (!again)
			w.since = goc__nanotime();
		w.data = 0;
		uintptr_t got = goc__wait_as(QUEUE_OF(m), LOCK_OF(m), GOC__WAIT_MUTEX, again, &w);
		int64_t waited = goc__nanotime() - w.since;
		if (got == HANDED_OVER) {
			take_over(m, waited);
			return;
		}
		goc__lock_enter(LOCK_OF(m));
		m->state &= ~(goc_uint32)WOKEN;
		if (!(m->state & LOCKED)) {
			m->state |= LOCKED;
			goc__lock_leave(LOCK_OF(m));
			return;
		}
		if (waited > starving_ns)
			m->state |= STARVING;
	}
}

goc_bool sync_Mutex_TryLock(sync_Mutex *m)
{
	goc__lock_enter(LOCK_OF(m));
	bool is_free = !(m->state & (LOCKED | STARVING));
	if (is_free)
		m->state |= LOCKED;
	goc__lock_leave(LOCK_OF(m));
	return is_free;
}

// Others wait: hands over or wakes. Called with the spin lock held.
static __attribute__((noinline)) void pass_on(sync_Mutex *m)
{
	if (m->state & STARVING) {
		goc__waiter *w = goc__waitq_pop(QUEUE_OF(m));
		w->data = HANDED_OVER;
		goc__ready_inside(w->g);
		return;
	}
	m->state &= ~(goc_uint32)LOCKED;
	if (!(m->state & WOKEN)) {
		m->state |= WOKEN;
		goc__wake(QUEUE_OF(m), 1);
	}
}

void sync_Mutex_Unlock(sync_Mutex *m)
{
	goc__m *self = goc__enter();
	goc__take(LOCK_OF(m));
	if (__builtin_expect(!(m->state & LOCKED), 0)) {
		goc__give(LOCK_OF(m));
		goc__leave(self);
		goc__fatal("sync: unlock of unlocked mutex");
	}
	if (__builtin_expect(goc__waitq_empty(QUEUE_OF(m)), 1))
		m->state &= ~(goc_uint32)LOCKED;
	else
		pass_on(m);
	goc__give(LOCK_OF(m));
	goc__leave(self);
}
