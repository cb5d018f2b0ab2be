// Goroutines printed as Go prints them: a line with number and state, the trace, who created it.
#include "sched.h"
#include "stop.h"
#include "trace.h"
#include <stdlib.h>
#include <string.h>

// How one goroutine is found among all: the scheduler has no call for the caller's own alone.
static void print_self(const goc__ginfo *g, void *out)
{
	if (g->is_current)
		goc__trace_created(out, g->go_pc);
}

void goc__trace_self(goc_out *o)
{
	goc__out(o, "goroutine %llu [running]:\n", (unsigned long long)goc__goroutine_id());
	goc__trace_here(o);
	goc__each_goroutine(print_self, o);
}

void goc__trace_self_at(goc_out *o, const void *pc, const void *fp)
{
	char *lo, *hi;

	goc__stack_bounds(&lo, &hi);
	goc__out(o, "goroutine %llu [running]:\n", (unsigned long long)goc__goroutine_id());
	goc__trace_stack(o, pc, fp, lo, hi);
	goc__each_goroutine(print_self, o);
}

static void print_other(const goc__ginfo *g, void *out)
{
	goc_out *o = out;
	long minutes = g->waiting_ns / 60000000000;

	if (g->is_current)
		return;
	goc__out(o, "\ngoroutine %llu [%s", (unsigned long long)g->id, g->state);
	if (minutes > 0)
		goc__out(o, ", %ld minutes", minutes);
	goc__out(o, "%s]:\n", g->locked ? ", locked to thread" : "");
	const goc_stopped *stopped = g->pc ? NULL : goc__stopped(g->id);
	if (g->pc)
		goc__trace_stack(o, g->pc, g->fp, g->lo, g->hi);
	else if (stopped)
		goc__trace_list(o, stopped->pcs, stopped->n);
	else if (!strcmp(g->state, "running"))
		goc__out(o, "\tgoroutine running on other thread; stack unavailable\n");
	goc__trace_created(o, g->go_pc);
}

void goc__trace_others(goc_out *o)
{
	goc__each_goroutine(print_other, o);
}

enum goc_traceback goc__traceback(void)
{
	const char *s = getenv("GOTRACEBACK");

	if (!s || !*s || !strcmp(s, "single") || !strcmp(s, "1"))
		return GOC_TB_SINGLE;
	if (!strcmp(s, "none") || !strcmp(s, "0"))
		return GOC_TB_NONE;
	if (!strcmp(s, "crash"))
		return GOC_TB_CRASH;
	return GOC_TB_ALL;
}
