// GODEBUG=schedtrace=MS,scheddetail=1: the scheduler's state on standard error every so often, in Go's format.
//
// Printed by sysmon, without locks: each number is right by itself, at a moment of its own.
#include "sched/proc.h"
#include "sched/sched.h"
#include "sched/trace.h"
#include <stdlib.h>
#include <string.h>

static int64_t began, every, next;     // nanoseconds; every 0: off
static bool detail;

// The number of NAME=number in GODEBUG, 0 without one.
static long godebug(const char *name)
{
	const char *text = getenv("GODEBUG");
	size_t n = strlen(name);

	while (text && *text) {
		if (!strncmp(text, name, n) && text[n] == '=')
			return strtol(text + n + 1, NULL, 10);
		text = strchr(text, ',');
		if (text)
			text++;
	}
	return 0;
}

void goc__schedtrace_init(void)
{
	long ms = godebug("schedtrace");

	began = next = goc__nanotime();
	every = ms > 0 ? ms * (int64_t)1000000 : 0;
	detail = godebug("scheddetail") > 0;
}

bool goc__schedtrace_on(void) { return every > 0; }

static void print_processor(goc_out *o, const goc__p *p)
{
	goc__m *m = p->m;

	goc__out(o, "  P%d: idle=%s schedtick=%u thread=", p->id, p->idle ? "true" : "false", p->ticks);
	if (m && !p->idle)
		goc__out(o, "%ld", m->tid);
	else
		goc__out(o, "nil");
	goc__out(o, " runqsize=%u gfreecnt=%u timer=%s\n", p->queued, p->nfree, p->timers.first ? "true" : "false");
}

static void print_thread(goc_out *o, const goc__m *m)
{
	goc__out(o, "  M%ld: spinning=%s idle=%s blocked=%s foreign=%s\n", m->tid, m->searching ? "true" : "false",
	         m->idle_listed ? "true" : "false", m->blocked ? "true" : "false", m->foreign ? "true" : "false");
}

static void print_goroutine(const goc__ginfo *g, void *out)
{
	goc__out(out, "  G%llu: status=%s%s\n", (unsigned long long)g->id, g->state, g->locked ? ", locked to thread" : "");
}

static void print(goc_out *o, int64_t now)
{
	int procs = goc__sched.procs, idle = 0;

	for (goc__m *m = goc__sched.all_m; m; m = m->next)
		idle += m->in_use && m->idle_listed;
	goc__out(o, "SCHED %lldms: gomaxprocs=%d idleprocs=%d threads=%d spinningthreads=%d idlethreads=%d blockedthreads=%d runqueue=%u",
	         (long long)(now - began) / 1000000, procs, goc__sched.idle_ps, goc__sched.threads, goc__sched.searching, idle,
	         goc__sched.blocked, goc__sched.global_n);
	if (!detail) {
		for (int i = 0; i < procs && i < goc__sched.made; i++)
			goc__out(o, "%s%u", i ? " " : " [", goc__sched.ps[i]->queued);
		goc__out(o, "]\n");
		return;
	}
	goc__out(o, "\n");
	for (int i = 0; i < goc__sched.made; i++)
		print_processor(o, goc__sched.ps[i]);
	for (goc__m *m = goc__sched.all_m; m; m = m->next)
		if (m->in_use)
			print_thread(o, m);
	goc__each_goroutine(print_goroutine, o);
}

void goc__schedtrace(int64_t now)
{
	char text[2048];
	goc_out o = GOC_OUT_FD(2, text);

	if (!every || now < next)
		return;
	print(&o, now);
	goc__out_flush(&o);
	next = now + every - (now - began) % every;
}
