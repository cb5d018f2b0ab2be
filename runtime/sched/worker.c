// Workers: threads that run goroutines on processors, and how they idle, search and are woken.
//
//	           find work                       nothing left
//	SEARCHING ───────────► ACTIVE ─────────────────────────────► IDLE
//	(has a P, outside)     (has a P, may be inside)              (no P, sleeps on m->wake)
//	    ▲                                                          │
//	    └────────── woken with a P, or the watcher's clock ────────┘
//
// Waking is lazy: a processor with two goroutines or more waiting wakes an idle one; a lone one is usually
// picked up soon by the processor that it waits on, and moving it costs more than waiting. One idle worker,
// the watcher, looks by the clock, after 100 µs and then more seldom up to 1 ms while anything runs, and at
// the first timer's deadline; a lone goroutine that sat through two looks is taken.
//
// Nothing is lost: what is in a processor's queue belongs to an active worker, which looks there before it
// idles; what is in the global queue is put under goc__sched.lock, under which a worker looks before it is
// listed idle, and whoever puts it wakes an idle one afterwards; timers' deadlines are read when idling,
// and whoever starts one in a heap that is not its own kicks the watcher.
#define _GNU_SOURCE
#include "sched/proc.h"
#include "core/mem.h"
#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

enum { BACKOFF_FIRST = 100, BACKOFF_MOST = 1000 };     // µs
enum { THREAD_STACK = 512 << 10 };

goc__scheduler goc__sched = { .max_threads = 10000, .watch_until = INT64_MAX };
__thread goc__m *goc__this_m __attribute__((tls_model("initial-exec")));
__thread goc_goroutine *goc__self __attribute__((tls_model("initial-exec")));

// Not inlined, and hidden from what a compiler believes of thread-local addresses.
__attribute__((noinline)) int *goc_errno(void)
{
	int *e = &errno;
	__asm__ volatile("" : "+r"(e) : : "memory");
	return e;
}

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
		atomic_store(&goc__sched.ps[i]->rotate, 1);
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

static void rouse(goc__m *m)
{
	atomic_store_explicit(&m->wake, 1, memory_order_release);
	goc__futex_wake(&m->wake, 1);
}

static void start_with(goc__p *p, goc__m *m, bool searching, bool greedy);

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
		start_with(p, m, true, greedy);
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
	start_with(p, m, false, false);
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
static bool work_again(goc__m *m)
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

// From active and inside to idle and back.
static bool idle(goc__m *m)
{
	goc__leave(m);
	goc__deactivate(m);
	return work_again(m);
}

// ---- Finding -------------------------------------------------------------------------------------------------

static goc__work steal_any(goc__m *m)
{
	int n = goc__sched.made, start;
	goc__work w;

	m->random = m->random * 6364136223846793005u + 1442695040888963407u;
	start = (int)((m->random >> 33) % (uint64_t)n);
	for (int i = 0; i < n; i++) {
		goc__p *o = goc__sched.ps[(start + i) % n];
		if (o == m->p || atomic_load_explicit(&o->queued, memory_order_relaxed) < (m->greedy ? 1u : 2u))
			continue;
		if ((w = goc__runq_steal(m->p, o))) {
			m->greedy = false;
			if (m->p->queued >= 2)
				goc__wake_one();
			return w;
		}
	}
	m->greedy = false;
	return 0;
}

static void run_due_timers(goc__m *m)
{
	int64_t now = 0;

	for (int i = 0; i < goc__sched.made; i++) {
		goc__timers *h = &goc__sched.ps[i]->timers;
		int64_t first = atomic_load_explicit(&h->first, memory_order_relaxed);
		if (!first)
			continue;
		if (!now)
			now = goc__nanotime();
		if (first <= now)
			goc__timers_run(h, now);
	}
	(void)m;
}

static void attend(goc__m *m)
{
	uint32_t asked = atomic_fetch_and(&m->attention, ~(uint32_t)GOC__ASK_PREEMPT);

	if (asked & GOC__ASK_TAKEN) {          // sysmon looks at us: it will see us inside and let us be
		goc__mutex_lock(&m->handoff);
		goc__mutex_unlock(&m->handoff);
	}
}

static goc__work find_here(goc__m *m)
{
	goc__p *p = m->p;
	goc__work w = m->next_work;

	if (w) {
		m->next_work = 0;
		return w;
	}
	run_due_timers(m);
	if (goc__unlikely(p->rotate))
		return goc__runq_pick_rotated(p);
	if (p->ticks % 64 == 0 && (w = goc__global_pick(p)))
		return w;
	if ((w = goc__runq_pick(p)) || (w = goc__global_pick(p)))
		return w;
	return steal_any(m);
}

// What was picked but not run goes back.
static void unpick(goc__m *m)
{
	goc__work w = m->next_work;

	m->next_work = 0;
	if (w && goc__is_fresh(w))
		goc__runq_put_fresh(m->p, goc__work_record(w));
	else if (w)
		goc__runq_put(m->p, goc__work_g(w));
}

// Inside to outside, without a processor: m->p is returned.
static goc__p *part(goc__m *m)
{
	goc__p *p = m->p;

	unpick(m);
	goc__leave(m);
	goc__deactivate(m);
	m->p = NULL;
	return p;
}

// p's place is given up: it lies beyond GOMAXPROCS.
static bool leave_p(goc__m *m)
{
	goc__p *p = m->p;

	unpick(m);
	goc__runq_drain(p);
	part(m);
	goc__mutex_lock(&goc__sched.lock);
	idle_p_put_locked(p);
	goc__mutex_unlock(&goc__sched.lock);
	goc__wake_one();
	return work_again(m);
}

// A pinned goroutine runs on its own worker: that one gets the processor.
static bool hand_to_pinned(goc__m *m, goc__g *g)
{
	goc__m *to = g->pinned;

	to->gift = part(m);
	rouse(to);
	return work_again(m);
}

// What m runs next; NULL: it shall quit. Called and returns inside, except that NULL is outside and idle.
static goc__g *find(goc__m *m)
{
	goc__work w;
	goc__g *g;

	for (;;) {
		if (goc__unlikely(m->attention)) {
			attend(m);
			if (m->attention & GOC__ASK_QUIT) {
				goc__hand_on(part(m));
				return NULL;
			}
		}
		if (goc__unlikely(m->p->id >= goc__sched.procs)) {
			if (!leave_p(m))
				return NULL;
			continue;
		}
		w = find_here(m);
		if (!w) {
			if (!idle(m))
				return NULL;
			continue;
		}
		g = goc__is_fresh(w) ? goc__bind(m, goc__work_record(w)) : goc__work_g(w);
		if (goc__likely(!g->pinned || g->pinned == m))
			return g;
		if (!hand_to_pinned(m, g))
			return NULL;
	}
}

// ---- Running ----------------------------------------------------------------------------------------------------

static void run_on(goc__m *m, goc__g *g)
{
	bool (*commit)(goc__g *, void *);

	do {
		m->g = g;
		g->m = m;
		goc__set_state(g, GOC__RUNNING);
		goc__thread_g_set(g);
		*m->err = g->err;
		goc__switch(&m->at, &g->at, &m->none);
		// Some goroutine, not always g, has left this thread: m->g is NULL.
		commit = m->commit;
		m->commit = NULL;
		g = m->committing;
	} while (commit && !commit(g, m->commit_arg));
}

// The worker is kept for a goroutine that is pinned to it and not runnable: its processor goes on without.
static goc__g *wait_pinned(goc__m *m)
{
	if (m->p)
		goc__hand_on(part(m));
	while (atomic_exchange_explicit(&m->wake, 0, memory_order_acquire) != 1) {
		if (atomic_load(&goc__sched.active) == 0)
			goc__all_idle();
		goc__futex_wait(&m->wake, 0, 1000000000);
	}
	goc__p_give(m, m->gift);
	goc__activate(m);
	atomic_store(&m->inside, 1);
	return m->pinned;
}

static void loop(goc__m *m)
{
	goc__g *g;

	if (!m->inside && !work_again(m))
		return;
	for (;;) {
		g = m->pinned ? wait_pinned(m) : find(m);
		if (!g)
			return;
		run_on(m, g);
		if (!m->p && !m->pinned && !work_again(m))     // it was taken while g was in the kernel
			return;
	}
}

void goc__schedule_until_quit(goc__m *m) { loop(m); }

// ---- Threads ----------------------------------------------------------------------------------------------------

void goc__m_enter_thread(goc__m *m)
{
	pthread_attr_t a;
	void *lo;
	size_t n;

	if (pthread_getattr_np(pthread_self(), &a) == 0) {
		pthread_attr_getstack(&a, &lo, &n);
		pthread_attr_destroy(&a);
		m->stack_lo = lo;
		m->stack_hi = (char *)lo + n;
	}
	m->err = &errno;
	m->tid = goc__tid();
	m->g0.thread = true;
	m->g0.m = m;
	m->g0.stack = (goc__stack){ m->stack_lo, m->stack_hi };
	goc__thread_m_set(m);
	goc__thread_g_set(&m->g0);
	goc__roots_thread(m);
}

static void *thread(void *arg)
{
	goc__m *m = arg;

	goc__m_enter_thread(m);
	goc__thread_slack();
	goc__fault_thread();
	pthread_sigmask(SIG_SETMASK, &goc__first_mask, NULL);  // sysmon, which may have made this thread, blocks all
	loop(m);
	goc__throw("a worker's loop ended");
	return NULL;
}

static void start_thread(goc__m *m)
{
	pthread_attr_t a;
	pthread_t t;
	int e;

	if (atomic_fetch_add(&goc__sched.threads, 1) >= goc__sched.max_threads)
		goc__fatal("thread exhaustion");
	pthread_attr_init(&a);
	pthread_attr_setdetachstate(&a, PTHREAD_CREATE_DETACHED);
	pthread_attr_setstacksize(&a, THREAD_STACK);
	e = pthread_create(&t, &a, thread, m);
	pthread_attr_destroy(&a);
	if (e)
		goc__throw("cannot make a thread: error %d", e);
}

static void start_with(goc__p *p, goc__m *m, bool searching, bool greedy)
{
	bool fresh = !m;

	if (fresh)
		m = goc__m_new(false);
	m->searching = searching;
	m->greedy = greedy;
	goc__p_give(m, p);
	if (fresh)
		start_thread(m);
	else
		rouse(m);
}

bool goc__thread_known(long tid)
{
	for (goc__m *m = goc__sched.all_m; m; m = m->next)
		if (m->tid == tid && m->in_use)
			return true;
	return tid == goc__sysmon_tid;
}
