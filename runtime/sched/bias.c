// Who is active, and locks under contention: bias.h has the rules.
//
// bias_lock orders all changes of `active` and goc__multi. Whoever activates waits, holding it, for the others
// to be outside; they never take it while inside. Lock order: bias_lock before nothing.
#include "sched/bias.h"
#include "sched/proc.h"

_Atomic uint32_t goc__multi;
static goc__mutex bias_lock;

static void wait_outside(goc__m *m)
{
	int spins = 0;

	// acquire: pairs with goc__leave's release
	while (atomic_load_explicit(&m->inside, memory_order_acquire)) {
		if (++spins < 100)
			goc__pause();
		else
			goc__thread_yield();
	}
}

void goc__activate(goc__m *m)
{
	int others;

	if (m->active)
		return;
	goc__mutex_lock(&bias_lock);
	m->active = true;
	others = atomic_fetch_add(&goc__sched.active, 1);
	if (others == 0) {
		goc__sysmon_nudge();
	} else if (others == 1) {
		atomic_store(&goc__multi, 1);
		goc__membarrier();             // pairs with the fence in goc__enter
		for (goc__m *o = goc__sched.all_m; o; o = o->next)
			if (o != m && o->active)
				wait_outside(o);
	}
	goc__mutex_unlock(&bias_lock);
}

void goc__deactivate(goc__m *m)
{
	goc__mutex_lock(&bias_lock);
	if (m->active) {
		m->active = false;
		if (atomic_fetch_sub(&goc__sched.active, 1) == 2)
			atomic_store(&goc__multi, 0);
	}
	goc__mutex_unlock(&bias_lock);
}

// The holder may have lost its CPU: read without writing, more and more seldom, then let the kernel run it.
void goc__lock_wait(goc__lock *l)
{
	int wait = 4;

	do {
		for (int i = 0; i < wait; i++)
			goc__pause();
		if (wait < 256)
			wait *= 2;
		else
			goc__thread_yield();
	} while (atomic_load_explicit(&l->held, memory_order_relaxed) ||
	         atomic_exchange_explicit(&l->held, 1, memory_order_acquire));
}
