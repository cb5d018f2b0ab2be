// Timers started, moved and stopped by many goroutines: each fires not before its time, once for each start that no stop or
// restart undid, and a stop that says so means that it did not fire.
#include "stress.h"

enum { TIMERS = 40, GOROUTINES = 8, STEPS = 1500 };

struct clock {
	goc__timer t;
	sync_Mutex mu;                 // one at a time decides about a timer; it fires when it likes
	_Atomic long fired;
	long due;                      // starts that were not undone
	_Atomic long not_before;       // fire must not see an earlier now
};
static struct clock *clocks;
static sync_WaitGroup wg;

static void fire(goc__timer *t, int64_t now)
{
	struct clock *c = t->arg;

	CHECK(now >= c->not_before && goc__nanotime() >= now);
	c->fired++;
	if ((now & 15) == 0)
		goc_go((void (*)(void *))goc_gosched, NULL, 0);
}

static void user(unsigned long *seed)
{
	rng r = { *seed };

	for (int i = 0; i < STEPS; i++) {
		struct clock *c = &clocks[rnd(&r, TIMERS)];
		sync_Mutex_Lock(&c->mu);
		if (rnd(&r, 3)) {
			int64_t when = goc__nanotime() + rnd(&r, 3000000);
			bool pending = goc__timer_stop(&c->t);         // else not_before would change under it
			c->due -= pending;
			while (c->fired != c->due)                     // it may be firing now, by the old time
				goc_gosched();
			c->not_before = when;
			CHECK(!goc__timer_start(&c->t, when));
			c->due++;
			if (rnd(&r, 4) == 0) {                         // later: allowed while pending
				bool still = goc__timer_start(&c->t, when + 1000000);
				c->due += !still;
			}
		} else {
			c->due -= goc__timer_stop(&c->t);
		}
		sync_Mutex_Unlock(&c->mu);
		if (rnd(&r, 8) == 0)
			goc__sleep(rnd(&r, 300000));
		if (rnd(&r, 500) == 0)
			GC_gcollect();
	}
	sync_WaitGroup_Done(&wg);
}

MAIN
{
	stress_begin(argc, argv);
	clocks = goc_new(sizeof *clocks * TIMERS);
	for (int i = 0; i < TIMERS; i++) {
		clocks[i].t.fire = fire;
		clocks[i].t.arg = &clocks[i];
	}
	sync_WaitGroup_Add(&wg, GOROUTINES);
	for (unsigned i = 0; i < GOROUTINES; i++)
		GO(user, (unsigned long){ stress_seed * 41 + i });
	sync_WaitGroup_Wait(&wg);
	goc__sleep(20000000);
	for (int i = 0; i < 100; i++) {        // fire may still be running on a loaded machine
		int open = 0;
		for (int j = 0; j < TIMERS; j++)
			open += clocks[j].fired != clocks[j].due;
		if (!open)
			break;
		goc__sleep(10000000);
	}
	for (int i = 0; i < TIMERS; i++)
		CHECK(clocks[i].fired == clocks[i].due);
	puts("ok");
	return 0;
}
