// Workers: threads that find goroutines and run them on a processor. How they idle is in idle.c.
//
// A worker's own stack has the loop: find, switch to the goroutine, come back when it has left. Coming back is the
// exception (park.c goes from goroutine to goroutine): only here timers run, other processors are stolen
// from, stacks are made, and functions that park with a function have it called.
#define _GNU_SOURCE
#include "sched/fiber.h"
#include "sched/proc.h"
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>

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

// From active and inside to idle and back.
static bool idle(goc__m *m)
{
	goc__leave(m);
	goc__deactivate(m);
	return goc__work_again(m);
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
	if (goc__unlikely(p->rotate) && atomic_exchange(&p->rotate, 0) & GOC__ROTATE && (w = goc__runq_pick_rotated(p)))
		return w;
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
	goc__p_release(part(m));
	goc__wake_one();
	return goc__work_again(m);
}

// A pinned goroutine runs on its own worker: that one gets the processor.
static bool hand_to_pinned(goc__m *m, goc__g *g)
{
	goc__m *to = g->pinned;

	to->gift = part(m);
	goc__rouse(to);
	return goc__work_again(m);
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
		goc__fiber_leave(&m->g0, g);
		goc__switch(&m->at, &g->at, &m->none);
		goc__fiber_arrive(&m->g0);
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

	if (!m->inside && !goc__work_again(m))
		return;
	for (;;) {
		g = m->pinned ? wait_pinned(m) : find(m);
		if (!g)
			return;
		run_on(m, g);
		if (!m->p && !m->pinned && !goc__work_again(m))     // it was taken while g was in the kernel
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
	m->tls = __builtin_thread_pointer();
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

_Noreturn void goc__thread_exhaustion(void)
{
	dprintf(2, "runtime: program exceeds %d-thread limit\n", goc__sched.max_threads);
	goc__fatal("thread exhaustion");
}

static void start_thread(goc__m *m)
{
	pthread_attr_t a;
	pthread_t t;
	int e;

	if (atomic_fetch_add(&goc__sched.threads, 1) >= goc__sched.max_threads)
		goc__thread_exhaustion();
	pthread_attr_init(&a);
	pthread_attr_setdetachstate(&a, PTHREAD_CREATE_DETACHED);
	pthread_attr_setstacksize(&a, THREAD_STACK + goc__tls_size);
	e = pthread_create(&t, &a, thread, m);
	pthread_attr_destroy(&a);
	if (e)
		goc__throw("cannot make a thread: error %d", e);
}

void goc__m_start(goc__p *p, goc__m *m, bool searching, bool greedy)
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
		goc__rouse(m);
}

bool goc__thread_known(long tid)
{
	for (goc__m *m = goc__sched.all_m; m; m = m->next)
		if (m->tid == tid && m->in_use)
			return true;
	return tid == goc__sysmon_tid;
}
