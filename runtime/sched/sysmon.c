// sysmon: the thread with the clock. Every millisecond while anything is active it asks of each processor
// whether it still picks goroutines:
//
//	its thread's CPU clock stands still     the goroutine is blocked in the kernel: the processor is taken
//	10 ms without a pick, work waits        the goroutine is asked to let others run (goc_poll, any entry)
//	… and 2 ms later still none             it computes in C code: the processor is taken, while few do so
//	10 ms                                   rotation: the next pick takes from another queue
//	a timer is due there                    likewise
//	something waits that nobody looks at    an idle worker is woken
//
// It is no worker: it holds no processor, is not known to the collector and allocates nothing collected.
#include "sched/proc.h"
#include <pthread.h>
#include <signal.h>

enum { TICK = 1000000, TICK_LEAST = 50000, SLICE = 10 * TICK, GRACE = 2 * TICK, QUIET = 20, TRIM = 256 };
enum { STACK = 256 << 10 };            // a fatal error's trace has to fit
enum { COMPUTING_MOST = 256 };         // threads without a processor past which none is taken from one that computes

extern volatile int goc_preempt;
_Atomic long goc__sysmon_tid;
sigset_t goc__first_mask;
static _Atomic uint32_t asleep;        // 1: sleeps until nudged; futex. Pairs with active in goc__activate

void goc__sysmon_nudge(void)
{
	if (atomic_load(&asleep) && atomic_exchange(&asleep, 0))
		goc__futex_wake(&asleep, 1);
}

static bool others_wait(goc__p *p, int64_t now)
{
	int64_t first = atomic_load_explicit(&p->timers.first, memory_order_relaxed);

	return goc__work_waits(p) || atomic_load(&goc__sched.global_n) || (first && first <= now);
}

// The goroutine on p has run since p->seen_when; its thread's CPU clock stood at seen_cpu at seen_cpu_when.
// Returns whether the processor was taken.
static bool look_at_runner(goc__p *p, goc__m *m, int64_t now)
{
	int64_t ran = now - p->seen_when, cpu, since = now - p->seen_cpu_when;

	if (!m->g || m->inside || !others_wait(p, now)) {
		p->seen_cpu = -1;
		return false;
	}
	cpu = goc__thread_cputime(m->tid);
	if (p->seen_cpu >= 0 && cpu >= 0 && cpu - p->seen_cpu < since / 16 && goc__thread_sleeps(m->tid) && goc__retake(p))
		return true;
	p->seen_cpu = cpu;
	p->seen_cpu_when = now;
	if (ran >= SLICE + GRACE && atomic_load(&goc__sched.blocked) < COMPUTING_MOST && goc__retake(p))
		return true;
	if (ran >= SLICE) {
		atomic_fetch_or(&m->attention, GOC__ASK_PREEMPT);
		goc_preempt = 1;
	}
	return false;
}

static bool look_at(goc__p *p, int64_t now, bool slice)
{
	goc__m *m = p->m;
	int64_t first = atomic_load_explicit(&p->timers.first, memory_order_relaxed);

	if (!m)
		return false;
	if (slice && (goc__work_waits(p) || atomic_load(&goc__sched.global_n)))
		atomic_fetch_or(&p->rotate, GOC__ROTATE);
	if (first && first <= now)
		atomic_fetch_or(&p->rotate, GOC__LOOK);
	if (p->seen_ticks != p->ticks) {
		p->seen_ticks = p->ticks;
		p->seen_when = now;
		p->seen_cpu = m->g && others_wait(p, now) ? goc__thread_cputime(m->tid) : -1;
		p->seen_cpu_when = now;
		return false;
	}
	if (atomic_load(&goc__sched.idle_ps) && (goc__work_waits(p) || (first && first <= now)))
		goc__wake_greedy();
	return look_at_runner(p, m, now);
}

static void sleep_deeply(void)
{
	atomic_store(&asleep, 1);
	if (atomic_load(&goc__sched.active) > 0) {
		atomic_store(&asleep, 0);
		return;
	}
	while (atomic_load(&asleep))
		goc__futex_wait(&asleep, 1, -1);
}

// The next tick: every ms, sooner while processors are being taken (a thousand goroutines may be about to
// block one after another), and when a timer is due.
static int64_t next_tick(int64_t now, bool took)
{
	static int64_t tick = TICK;
	int64_t first = goc__timers_first(), wait;

	tick = took ? TICK_LEAST : tick * 2 < TICK ? tick * 2 : TICK;
	wait = tick;

	if (first != INT64_MAX && first > now && first - now < wait)
		wait = first - now;
	return wait;
}

static void *sysmon(void *arg)
{
	static _Atomic uint32_t never;
	int64_t now, sliced = 0;
	int quiet = 0;
	bool took = false;

	(void)arg;
	goc__sysmon_tid = goc__tid();
	goc__thread_slack();
	for (;;) {
		now = goc__nanotime();
		atomic_store_explicit(&goc__sched.coarse, now, memory_order_relaxed);
		goc__futex_wait(&never, 0, next_tick(now, took));
		now = goc__nanotime();
		atomic_store_explicit(&goc__sched.coarse, now, memory_order_relaxed);
		goc__schedtrace(now);
		if (atomic_load(&goc__sched.active) > 0) {
			bool slice = now - sliced >= SLICE;
			if (slice)
				sliced = now;
			if (slice && atomic_load(&goc__sched.blocked) > 0)
				goc_preempt = 1;       // loops whose processor was taken find out
			took = false;
			for (int i = 0; i < goc__sched.made; i++)
				took |= look_at(goc__sched.ps[i], now, slice);
			quiet = 0;
		} else if (++quiet > QUIET && goc__stacks_give_back(TRIM) == 0 && !goc__schedtrace_on()) {
			sleep_deeply();
		}
	}
	return NULL;
}

void goc__sysmon_start(void)
{
	pthread_attr_t a;
	pthread_t t;
	sigset_t all;

	pthread_attr_init(&a);
	pthread_attr_setdetachstate(&a, PTHREAD_CREATE_DETACHED);
	pthread_attr_setstacksize(&a, STACK + goc__tls_size);
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &goc__first_mask);      // the program's handlers never run there
	if (pthread_create(&t, &a, sysmon, NULL) != 0)
		goc__throw("cannot make sysmon's thread");
	pthread_sigmask(SIG_SETMASK, &goc__first_mask, NULL);
	pthread_attr_destroy(&a);
}
