// Goroutines without a processor: in calls that block, said so by goc__blocking_begin or noticed by
// sysmon, and their way back in. And threads that are not the runtime's.
//
// The processor of a thread that is outside can be taken at any instant, without the thread's help:
//
//	sysmon, holding m->handoff                  the thread
//	attention |= TAKEN                          inside = 1
//	membarrier                                  (compiler barrier)
//	inside? then attention &= ~TAKEN, give up   attention? then settle: lock and unlock handoff,
//	else m->p = NULL, blocked                   look whether the processor is still there
//
// Either sysmon sees inside or the thread sees attention. A thread that finds itself without a processor takes
// an idle one, else queues its goroutine for others and sleeps as an idle worker.
#include "sched/fiber.h"
#include "sched/proc.h"
#include "sched/block.h"
#include "sched/sched.h"
#include <goc/goc.h>
#include <pthread.h>

volatile int goc_preempt;

bool goc__retake(goc__p *p)
{
	goc__m *m = p->m;
	bool ok = false;

	if (!m)
		return false;
	goc__mutex_lock(&m->handoff);
	if (m->p == p && m->g && !m->g->pinned && m->active) {
		atomic_fetch_or(&m->attention, GOC__ASK_TAKEN);
		goc__membarrier();                     // pairs with the fence in goc__enter
		ok = !m->inside && m->p == p && m->g;
		if (ok) {
			m->p = NULL;
			m->blocked = true;
			atomic_fetch_add(&goc__sched.blocked, 1);
			m->g->reason = GOC__WAIT_SYSCALL;
			goc__set_state(m->g, GOC__BLOCKED);
		} else {
			atomic_fetch_and(&m->attention, ~(uint32_t)GOC__ASK_TAKEN);
		}
	}
	if (ok)
		goc__deactivate(m);                    // before m can settle and activate again
	goc__mutex_unlock(&m->handoff);
	if (ok)
		goc__hand_on(p);
	return ok;
}

static bool queue_globally(goc__g *g, void *m)
{
	goc__set_state(g, GOC__RUNNABLE);
	goc__global_put(g);
	((goc__m *)m)->blocked = false;
	atomic_fetch_sub(&goc__sched.blocked, 1);
	goc__wake_one();
	return true;
}

goc__m *goc__block_end_slow(goc__m *m)
{
	goc__g *g = m->g;
	goc__p *p = goc__idle_p_take();

	if (p) {
		goc__p_give(m, p);
		m->blocked = false;
		atomic_fetch_sub(&goc__sched.blocked, 1);
		goc__set_state(g, GOC__RUNNING);
		goc__activate(m);
		return goc__enter();                   // sysmon may have taken this one too meanwhile
	}
	g->err = *m->err;
	m->commit = queue_globally;
	m->commit_arg = m;
	m->committing = g;
	m->g = NULL;
	goc__thread_g_set(&m->g0);
	goc__fiber_leave(g, &m->g0);
	goc__switch(&g->at, &m->at, &m->none);
	goc__fiber_arrive(g);
	return goc__thread_m();
}

goc__m *goc__enter_slow(goc__m *m)
{
	uint32_t asked = m->attention;

	goc_preempt = 0;                       // sysmon asks the others again
	if (asked & GOC__ASK_TAKEN) {
		goc__leave(m);                         // whoever holds handoff may wait for us to be outside
		goc__mutex_lock(&m->handoff);
		atomic_fetch_and(&m->attention, ~(uint32_t)GOC__ASK_TAKEN);
		goc__mutex_unlock(&m->handoff);
		return m->blocked ? goc__block_end_slow(m) : goc__enter();
	}
	if (m->foreign || !m->g || !m->p)              // on the scheduler's stack: it looks itself
		return m;
	if (asked & GOC__ASK_QUIT)
		return goc__requeue_inside(m, goc__runq_put);
	atomic_fetch_and(&m->attention, ~(uint32_t)GOC__ASK_PREEMPT);
	if (asked & GOC__ASK_PREEMPT)
		return goc__requeue_inside(m, goc__runq_put_yielded);
	return m;
}

void goc_poll_slow(void)
{
	goc_preempt = 0;
	goc__leave(goc__enter());
}

void goc__blocking_begin(enum goc__reason why)
{
	goc__m *m = goc__enter();
	goc__g *g = m->g;
	goc__p *p = m->p;

	if (m->foreign || !p || !g) {
		goc__leave(m);
		return;
	}
	goc__mutex_lock(&m->handoff);
	m->p = NULL;
	m->blocked = true;
	atomic_fetch_or(&m->attention, GOC__ASK_TAKEN);
	goc__mutex_unlock(&m->handoff);
	atomic_fetch_add(&goc__sched.blocked, 1);
	g->reason = (unsigned char)why;
	g->since = atomic_load_explicit(&goc__sched.coarse, memory_order_relaxed);
	goc__set_state(g, GOC__BLOCKED);
	goc__leave(m);
	goc__deactivate(m);
	goc__hand_on(p);
}

void goc__blocking_end(void)
{
	int err;
	goc__m *m = goc__thread_m();

	if (!m || m->foreign)
		return;
	err = *m->err;
	m = goc__enter();
	*m->err = err;
	goc__leave(m);
}

// ---- Foreign threads ---------------------------------------------------------------------------------

static pthread_key_t ending;

static void thread_ends(void *arg)
{
	goc__m *m = arg;

	goc__deactivate(m);
	goc__roots_thread_end();
	goc__thread_m_set(NULL);
	goc__thread_g_set(NULL);
	atomic_fetch_sub(&goc__sched.foreign, 1);
	goc__mutex_lock(&goc__sched.lock);
	m->in_use = false;
	goc__mutex_unlock(&goc__sched.lock);
}

static void make_key(void) { pthread_key_create(&ending, thread_ends); }

goc__m *goc__enter_foreign(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	goc__m *m;

	goc__start_once();
	pthread_once(&once, make_key);
	atomic_fetch_add(&goc__sched.foreign, 1);      // before anybody can take the thread for a known one
	m = goc__m_new(true);
	goc__m_enter_thread(m);
	m->g = &m->g0;
	m->g0.id = 0;
	goc__set_state(&m->g0, GOC__RUNNING);
	pthread_setspecific(ending, m);
	goc__activate(m);
	atomic_store(&m->inside, 1);
	return m;
}

goc_goroutine *goc__self_enter(void) { return &goc__current()->head; }
