// Parking and waking: from a goroutine's stack to the next one's.
//
// A goroutine that parks goes straight to the next that waits on its processor, without the scheduler's
// stack between, unless something out of the ordinary is due (a rotation, a question of sysmon's, a stack
// to be made, a pinned goroutine): then the loop of worker.c does it. The lock of what it waits for is let go by
// the switch itself, when the goroutine is whole and its stack left.
//
// Invariant: every switch happens inside, and every return from goc__switch is inside, on some worker:
// read goc__thread_m() again, and nothing thread-local from before.
#include "sched/fiber.h"
#include "sched/proc.h"
#include <goc/goc.h>

#define TEXT(name, text) text,
static const char *const reasons[] = { GOC__WAITS(TEXT) };
#undef TEXT

const char *goc__reason_text(enum goc__reason r) { return (unsigned)r < GOC__NWAITS ? reasons[r] : "?"; }

// What this processor runs next, if it can be switched to from here.
static inline goc__g *next_here(goc__m *m, goc__work w)
{
	goc__g *g;

	if (!w)
		return NULL;
	g = goc__is_fresh(w) ? goc__bind_warm(m, goc__work_record(w)) : goc__work_g(w);
	if (goc__unlikely(!g || g->pinned)) {
		m->next_work = w;
		return NULL;
	}
	return g;
}

static inline bool ordinary(goc__m *m)
{
	return goc__likely(!atomic_load_explicit(&m->p->rotate, memory_order_relaxed) &&
	                   !atomic_load_explicit(&m->attention, memory_order_relaxed) && !m->pinned);
}

static inline void now_runs(goc__m *m, goc__g *g)
{
	m->g = g;
	g->m = m;
	goc__set_state(g, GOC__RUNNING);
	goc__thread_g_set(g);
	*m->err = g->err;
}

// Leaves g's stack for next's or the scheduler's; *word is cleared on the way.
static inline goc__m *leave_stack(goc__m *m, goc__g *g, goc__g *next, _Atomic uint32_t *word)
{
	g->err = *m->err;
	if (goc__likely(next != NULL)) {
		now_runs(m, next);
		goc__fiber_leave(g, next);
		goc__switch(&g->at, &next->at, word);
	} else {
		m->g = NULL;
		goc__thread_g_set(&m->g0);
		goc__fiber_leave(g, &m->g0);
		goc__switch(&g->at, &m->at, word);
	}
	goc__fiber_arrive(g);
	return goc__thread_m();
}

// A foreign thread sleeps itself: its wake word was cleared before anybody could wake it.
static goc__m *sleep_thread(goc__m *m, goc__g *g)
{
	int err = *m->err;

	goc__leave(m);
	while (!atomic_load_explicit(&g->wake, memory_order_acquire))
		goc__futex_wait(&g->wake, 0, -1);
	*m->err = err;
	return goc__enter();
}

goc__m *goc__park_inside(goc__m *m, goc__lock *l, enum goc__reason why)
{
	goc__g *g = m->g;

	g->reason = (unsigned char)why;
	g->since = atomic_load_explicit(&goc__sched.coarse, memory_order_relaxed);
	goc__set_state(g, GOC__WAITING);
	if (goc__unlikely(g->thread)) {
		atomic_store_explicit(&g->wake, 0, memory_order_relaxed);
		if (l)
			goc__give(l);
		return sleep_thread(m, g);
	}
	return leave_stack(m, g, ordinary(m) ? next_here(m, goc__runq_pick_quick(m->p)) : NULL, l ? &l->held : &m->none);
}

static bool queue_again(goc__g *g, void *put)
{
	goc__set_state(g, GOC__RUNNABLE);
	((void (*)(goc__p *, goc__g *))put)(goc__thread_m()->p, g);
	return true;
}

goc__m *goc__requeue_inside(goc__m *m, void (*put)(goc__p *p, goc__g *g))
{
	m->commit = queue_again;
	m->commit_arg = (void *)put;
	m->committing = m->g;
	return leave_stack(m, m->g, NULL, &m->none);
}

// The end of a goroutine: m->g is dead and recycled already, its stack is left for good.
_Noreturn void goc__leave_dead(goc__m *m)
{
	goc__g *next = ordinary(m) ? next_here(m, goc__runq_pick(m->p)) : NULL;

	if (next) {
		now_runs(m, next);
		goc__fiber_leave(NULL, next);
		goc__jump(&next->at);
	}
	m->g = NULL;
	goc__thread_g_set(&m->g0);
	goc__fiber_leave(NULL, &m->g0);
	goc__jump(&m->at);
}

void goc_gosched(void)
{
	goc__m *m = goc__enter();
	goc__g *g = m->g, *next;
	goc__p *p = m->p;
	goc__work w;

	if (goc__unlikely(g->thread || !p)) {
		goc__leave(m);
		goc__thread_yield();
		return;
	}
	if (!ordinary(m)) {
		m = goc__requeue_inside(m, goc__runq_put_yielded);
		goc__leave(m);
		return;
	}
	if (!goc__work_waits(p)) {             // a chance for what only the scheduler sees: timers, the global queue
		if (goc__sched.global_n || p->timers.first || ++p->ticks % 64 == 0)
			m = goc__requeue_inside(m, goc__runq_put_yielded);
		goc__leave(m);
		return;
	}
	goc__take(&p->lock);                   // g may be stolen once this is let go: by the switch
	w = goc__runq_yield_locked(p, g);
	next = next_here(m, w);
	goc__set_state(g, GOC__RUNNABLE);
	m = leave_stack(m, g, next, &p->lock.held);
	goc__leave(m);
}

goc__m *goc__park_commit_inside(goc__m *m, enum goc__reason why, bool (*commit)(goc__g *g, void *arg), void *arg)
{
	goc__g *g = m->g;

	g->reason = (unsigned char)why;
	g->since = atomic_load_explicit(&goc__sched.coarse, memory_order_relaxed);
	goc__set_state(g, GOC__WAITING);
	if (goc__unlikely(g->thread)) {
		atomic_store_explicit(&g->wake, 0, memory_order_relaxed);
		return !commit || commit(g, arg) ? sleep_thread(m, g) : m;
	}
	m->commit = commit;
	m->commit_arg = arg;
	m->committing = g;
	return leave_stack(m, g, NULL, &m->none);
}

void goc__park(enum goc__reason why, bool (*commit)(goc__g *g, void *arg), void *arg)
{
	goc__leave(goc__park_commit_inside(goc__enter(), why, commit, arg));
}

void goc__ready_slow(goc__m *m, goc__g *g)
{
	if (goc__unlikely(g->thread)) {
		atomic_store_explicit(&g->wake, 1, memory_order_release);
		goc__futex_wake(&g->wake, 1);
		return;
	}
	goc__set_state(g, GOC__RUNNABLE);
	if (goc__unlikely(!m->p)) {
		goc__global_put(g);
		goc__wake_one();
		return;
	}
	goc__runq_put(m->p, g);
	if (goc__unlikely(atomic_load_explicit(&goc__sched.idle_ps, memory_order_relaxed)) && m->p->queued >= GOC__WAKE_WOKEN)
		goc__wake_one();
}

void goc__ready_inside(goc__g *g) { goc__ready_on(goc__thread_m(), g); }

void goc__ready(goc__g *g)
{
	goc__m *m = goc__enter();
	goc__ready_on(m, g);
	goc__leave(m);
}

goc__g *goc__current(void)
{
	goc__m *m = goc__thread_m();

	if (goc__unlikely(!m)) {
		m = goc__enter_foreign();
		goc__leave(m);
	}
	return m->g ? m->g : &m->g0;
}
