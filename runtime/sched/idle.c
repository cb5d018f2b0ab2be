// Idle processors and workers: how they wait for work, and how they are woken.
//
//	           find work                       nothing left
//	SEARCHING ───────────► ACTIVE ─────────────────────────────► IDLE
//	(has a P, outside)     (has a P, may be inside)              (no P, sleeps on m->wake)
//	    ▲                                                          │
//	    └────────── woken with a P, or the watcher's clock ────────┘
//
// Waking is lazy: a processor with two fresh goroutines or four woken ones waiting wakes an idle one; fewer are usually
// picked up soon by the processor that they wait on, and moving them costs more than waiting. One idle worker,
// the watcher, looks by the clock, after 100 µs and then more seldom up to 1 ms while anything runs, and at
// the first timer's deadline; a lone goroutine that sat through two looks is taken.
//
// Nothing is lost: what is in a processor's queue belongs to an active worker, which looks there before it
// idles; what is in the global queue is put under goc__sched.lock, under which a worker looks before it is
// listed idle, and whoever puts it wakes an idle one afterwards; timers' deadlines are read when idling,
// and whoever starts one in a heap that is not its own kicks the watcher.
#include "sched/proc.h"
#include <limits.h>
#include <stdlib.h>

enum { BACKOFF_FIRST = 100, BACKOFF_MOST = 1000 };     // µs
enum { UNWANTED = 10000000 };                          // ns

// ---- M and P ------------------------------------------------------------------------------------------

goc__m *goc__m_new(bool foreign)
{
	goc__m *m;

	goc__mutex_lock(&goc__sched.lock);
	for (m = goc__sched.all_m; m && (m->in_use || m->foreign != foreign); m = m->next)
		;
	if (m) {
		m->in_use = true;
		goc__mutex_unlock(&goc__sched.lock);
		return m;
	}
	m = calloc(1, sizeof *m);
	if (!m)
		goc__throw("out of memory for a thread");
	m->in_use = true;
	m->foreign = foreign;
	m->random = (uint64_t)(uintptr_t)m * 0x9e3779b97f4a7c15u + 1;
	m->next = goc__sched.all_m;
	atomic_store_explicit(&goc__sched.all_m, m, memory_order_release);
	goc__mutex_unlock(&goc__sched.lock);
	return m;
}

goc__p *goc__p_make(int id)
{
	goc__p *p = aligned_alloc(64, (sizeof *p + 63) & ~(size_t)63);

	if (!p)
		goc__throw("out of memory for a processor");
	*p = (goc__p){ .id = id };
	p->timers.p = p;
	goc__sched.ps[id] = p;
	atomic_store(&goc__sched.made, id + 1);
	return p;
}

void goc__p_give(goc__m *m, goc__p *p)
{
	m->p = p;
	atomic_store_explicit(&p->m, m, memory_order_release);
}

static goc__p *idle_p_take_locked(void)
{
	goc__p *p = goc__sched.idle_p;

	if (p) {
		goc__sched.idle_p = p->next_idle;
		goc__sched.idle_ps--;
		p->idle = false;
	}
	return p;
}

// p has no worker. A processor beyond GOMAXPROCS is just left.
static void idle_p_put_locked(goc__p *p)
{
	atomic_store_explicit(&p->m, NULL, memory_order_release);
	if (p->id >= goc__sched.procs)
		return;
	p->idle = true;
	p->next_idle = goc__sched.idle_p;
	goc__sched.idle_p = p;
	goc__sched.idle_ps++;
}

void goc__p_release(goc__p *p)
{
	goc__mutex_lock(&goc__sched.lock);
	idle_p_put_locked(p);
	goc__mutex_unlock(&goc__sched.lock);
}

goc__p *goc__idle_p_take(void)
{
	goc__mutex_lock(&goc__sched.lock);
	goc__p *p = idle_p_take_locked();
	goc__mutex_unlock(&goc__sched.lock);
	return p;
}

// GOMAXPROCS changed under goc__sched.lock: the idle list and the rest follow.
void goc__procs_changed_locked(void)
{
	goc__sched.idle_p = NULL;
	goc__sched.idle_ps = 0;
	for (int i = 0; i < goc__sched.procs; i++) {
		goc__p *p = goc__sched.ps[i];
		if (!p)
			p = goc__p_make(i);
		if (!p->m)
			idle_p_put_locked(p);
	}
	for (int i = goc__sched.procs; i < goc__sched.made; i++)
		atomic_store(&goc__sched.ps[i]->rotate, GOC__LOOK);
}

// ---- Waking -----------------------------------------------------------------------------------------------

static void unlist_locked(goc__m *m)
{
	goc__m **at = &goc__sched.idle_m;

	while (*at != m)
		at = &(*at)->next_idle;
	*at = m->next_idle;
	m->idle_listed = false;
	if (goc__sched.watcher == m) {
		goc__sched.watcher = NULL;
		goc__sched.watch_until = INT64_MAX;
	}
}

// An idle worker, not the watcher if there is another.
static goc__m *idle_m_take_locked(void)
{
	goc__m *m = goc__sched.idle_m;

	if (m && m == goc__sched.watcher && m->next_idle)
		m = m->next_idle;
	if (m)
		unlist_locked(m);
	return m;
}

void goc__rouse(goc__m *m)
{
	atomic_store_explicit(&m->wake, 1, memory_order_release);
	goc__futex_wake(&m->wake, 1);
}

static void wake_one(bool greedy)
{
	goc__p *p;
	goc__m *m = NULL;
	int none = 0;

	if (!atomic_load(&goc__sched.idle_ps) || !atomic_compare_exchange_strong(&goc__sched.searching, &none, 1))
		return;
	goc__mutex_lock(&goc__sched.lock);
	p = idle_p_take_locked();
	if (p)
		m = idle_m_take_locked();
	goc__mutex_unlock(&goc__sched.lock);
	if (!p)
		atomic_fetch_sub(&goc__sched.searching, 1);
	else
		goc__m_start(p, m, true, greedy);
}

void goc__wake_one(void) { wake_one(false); }

void goc__wake_greedy(void) { wake_one(true); }

void goc__hand_on(goc__p *p)
{
	goc__m *m = NULL;
	bool work = goc__work_waits(p) || p->id >= goc__sched.procs;

	goc__mutex_lock(&goc__sched.lock);
	work = work || goc__sched.global_n;
	if (!work && (goc__sched.watcher || goc__timers_first() == INT64_MAX)) {
		idle_p_put_locked(p);
		goc__mutex_unlock(&goc__sched.lock);
		goc__kick_watcher(goc__timers_first());
		return;
	}
	m = idle_m_take_locked();
	goc__mutex_unlock(&goc__sched.lock);
	goc__m_start(p, m, false, false);
}

void goc__kick_watcher(int64_t when)
{
	goc__m *w = NULL;

	if (when >= atomic_load(&goc__sched.watch_until))
		return;
	goc__mutex_lock(&goc__sched.lock);
	if (goc__sched.watcher && when < goc__sched.watch_until) {
		w = goc__sched.watcher;
		goc__sched.watch_until = when;
		atomic_store(&w->wake, 2);             // not woken with a processor: look at the clock again
	}
	goc__mutex_unlock(&goc__sched.lock);
	if (w)
		goc__futex_wake(&w->wake, 1);
	else
		goc__wake_one();               // it finds nothing and watches
}

// ---- Idling ----------------------------------------------------------------------------------------------

static bool due(void)
{
	int64_t first = goc__timers_first();
	return first != INT64_MAX && first <= goc__nanotime();
}

// Is there anything for a worker that has p and is outside? Reads without locks.
static bool anything(goc__m *m, bool count_looks)
{
	bool lone = false;

	if (atomic_load(&goc__sched.global_n) || (m->p && goc__work_waits(m->p)) || due())
		return true;
	for (int i = 0; i < goc__sched.made; i++) {
		goc__p *o = goc__sched.ps[i];
		uint32_t queued = atomic_load_explicit(&o->queued, memory_order_relaxed);
		if (queued >= 2)
			return true;
		if (queued == 1 && (m->greedy || o->watched_ticks == o->ticks))
			lone = true;
		if (count_looks)
			o->watched_ticks = o->ticks;
	}
	if (lone)
		m->greedy = true;
	return lone;
}

// When the watcher shall look again.
static int64_t next_look(goc__m *m)
{
	int64_t until = goc__timers_first(), now;

	if (atomic_load(&goc__sched.idle_ps) == 0)
		return goc__nanotime() + UNWANTED;     // no processor to be had: who lets one go looks, and kicks
	if (atomic_load(&goc__sched.active) > 0) {
		m->backoff = m->backoff ? m->backoff * 2 : BACKOFF_FIRST;
		if (m->backoff > BACKOFF_MOST)
			m->backoff = BACKOFF_MOST;
		now = goc__nanotime();
		if (until > now + m->backoff * 1000)
			until = now + m->backoff * 1000;
	} else if (until == INT64_MAX && atomic_load(&goc__sched.blocked) == 0) {
		until = goc__nanotime() + 1000000000;  // threads unknown to us may have come or gone: ends.c
	}
	return until;
}

// m's processor, if any, and m become idle. False: there is work in the global queue, m keeps its processor.
static bool go_idle(goc__m *m)
{
	goc__p *p = m->p;

	goc__mutex_lock(&goc__sched.lock);
	if (p && (goc__sched.global_n || goc__work_waits(p)) && p->id < goc__sched.procs) {
		goc__mutex_unlock(&goc__sched.lock);
		return false;
	}
	if (p) {
		m->p = NULL;
		idle_p_put_locked(p);
	}
	if (m->searching) {
		m->searching = false;
		atomic_fetch_sub(&goc__sched.searching, 1);
	}
	m->greedy = false;
	m->next_idle = goc__sched.idle_m;
	goc__sched.idle_m = m;
	m->idle_listed = true;
	goc__mutex_unlock(&goc__sched.lock);
	return true;
}

// Becomes the watcher if there is none or m would wake earlier. Returns when to wake, < 0: not by the clock.
static int64_t watch(goc__m *m)
{
	int64_t until = next_look(m);

	goc__mutex_lock(&goc__sched.lock);
	if (!m->idle_listed) {
		until = -1;
	} else if (!goc__sched.watcher || goc__sched.watcher == m || until < goc__sched.watch_until) {
		goc__sched.watcher = m;
		goc__sched.watch_until = until;
	} else {
		until = -1;
	}
	goc__mutex_unlock(&goc__sched.lock);
	return until;
}

// Takes an idle processor for m, which is awake by itself. False: there is none, or m was just given one.
static bool help_oneself(goc__m *m)
{
	goc__p *p = NULL;

	goc__mutex_lock(&goc__sched.lock);
	if (m->idle_listed && (p = idle_p_take_locked())) {
		unlist_locked(m);
		atomic_fetch_add(&goc__sched.searching, 1);
		m->searching = true;
		goc__p_give(m, p);
	}
	goc__mutex_unlock(&goc__sched.lock);
	return p != NULL;
}

static bool quit_idle(goc__m *m)
{
	bool quit = false;

	goc__mutex_lock(&goc__sched.lock);
	if (m->idle_listed) {
		unlist_locked(m);
		quit = true;
	}
	goc__mutex_unlock(&goc__sched.lock);
	return quit;
}

// Sleeps until m has a processor. False: m shall quit (and has none).
static bool sleep_until_given(goc__m *m)
{
	m->backoff = 0;
	for (;;) {
		int64_t until, now, left = -1;
		uint32_t woken;

		if (atomic_load(&m->attention) & GOC__ASK_QUIT && quit_idle(m))
			return false;
		if (atomic_load(&goc__sched.active) == 0)
			goc__all_idle();
		until = watch(m);
		if (until >= 0 && until != INT64_MAX) {
			now = goc__nanotime();
			left = until > now ? until - now : 0;
		}
		if (left != 0)
			goc__futex_wait(&m->wake, 0, left);
		woken = atomic_exchange_explicit(&m->wake, 0, memory_order_acquire);
		if (woken == 1)
			return true;
		if (until >= 0 && anything(m, true) && help_oneself(m))
			return true;
	}
}

// m is outside and not active; afterwards it is active and inside, with a processor and something to find.
// False: m shall quit.
bool goc__work_again(goc__m *m)
{
	for (;;) {
		if (m->p && anything(m, false)) {
			goc__activate(m);
			atomic_store(&m->inside, 1);
			if (m->searching) {
				m->searching = false;
				atomic_fetch_sub(&goc__sched.searching, 1);
			}
			return true;
		}
		if (go_idle(m) && !sleep_until_given(m))
			return false;
	}
}
