// Sleeping: a timer in the sleeper's frame.
#include "comm/timer.h"
#include "sched/proc.h"

static void wake(goc__timer *t, int64_t now)
{
	(void)now;
	goc__ready(t->arg);
}

struct sleep {
	goc__timer timer;
	int64_t until;
};

// On the scheduler's stack: the timer may fire at once, on another thread.
static bool begin(goc__g *g, void *arg)
{
	struct sleep *s = arg;

	s->timer.arg = g;
	goc__timer_start_inside(&s->timer, s->until);
	return true;
}

int64_t goc__deadline(int64_t ns)
{
	int64_t until;
	return __builtin_add_overflow(goc__nanotime(), ns, &until) ? INT64_MAX : until;
}

void goc__sleep(int64_t ns)
{
	struct sleep s = { .timer.fire = wake };

	if (ns <= 0)
		return;
	s.until = goc__deadline(ns);
	goc__park(GOC__WAIT_SLEEP, begin, &s);
}
