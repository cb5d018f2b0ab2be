// The timers' heap against a plain list: random starts, moves and stops, then what fires by a given time, in which order.
// And the scheduler's use of it: nothing fires early, periods repeat, stop means stopped.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include "comm/timer.h"
#include "sched/proc.h"
#include "sched/sched.h"

enum { MANY = 500, FAR = 1000000000 };
static goc__timer t[MANY];
static int64_t due[MANY];      // 0: not pending
static int64_t last, fired;

static void fire(goc__timer *x, int64_t now)
{
	int i = (int)(x - t);

	(void)now;
	assert_true(due[i] >= last);
	last = due[i];
	due[i] = 0;
	fired++;
}

static goc__timers *heap_ok(void)
{
	goc__timers *h = atomic_load(&t[0].heap);
	goc__timer **at = atomic_load(&h->at);

	for (uint32_t i = 0; i < h->n; i++) {
		assert_int_equal(at[i]->index, i + 1);
		assert_true(i == 0 || at[(i - 1) / 4]->when <= at[i]->when);
	}
	assert_int_equal(h->first, h->n ? at[0]->when : 0);
	return h;
}

static void random_use(void **state)
{
	int64_t base = goc__nanotime() + (int64_t)FAR * 1000;
	goc__timers *h;
	goc__m *m;

	(void)state;
	srandom(17);
	goc__gomaxprocs(1);            // one heap
	for (int i = 0; i < MANY; i++)
		t[i].fire = fire;
	due[0] = base;
	goc__timer_start(&t[0], base);
	for (int step = 0; step < 20000; step++) {
		int i = (int)(random() % MANY);
		bool pending = due[i] != 0;
		if (random() % 3) {
			due[i] = base + random() % FAR;
			assert_int_equal(goc__timer_start(&t[i], due[i]), pending);
		} else {
			due[i] = 0;
			assert_int_equal(goc__timer_stop(&t[i]), pending);
		}
		if (step % 500 == 0)
			heap_ok();
	}
	h = heap_ok();
	for (int64_t now = base; now <= base + FAR; now += FAR / 10) {
		last = 0;
		m = goc__enter();
		goc__timers_run(h, now);
		goc__leave(m);
		heap_ok();
		for (int i = 0; i < MANY; i++)
			assert_true(due[i] == 0 || due[i] > now);
	}
	assert_int_equal(h->n, 0);
	assert_int_equal(h->strong, 0);
	assert_true(fired > 100);
}

static _Atomic int ticks;

static void tick(goc__timer *x, int64_t now)
{
	if (now < (int64_t)(intptr_t)x->arg)   // no assert: cmocka knows only its own thread
		abort();
	ticks++;
}

static void never_early(void **state)
{
	static goc__timer p = { .fire = tick, .period = 2000000 };

	(void)state;
	for (int64_t ns = 1; ns < 5000000; ns = ns * 2 + 77) {
		int64_t begin = goc__nanotime();
		goc__sleep(ns);
		assert_true(goc__nanotime() - begin >= ns);
	}
	p.arg = (void *)(intptr_t)(goc__nanotime() + 3000000);
	goc__timer_start(&p, (int64_t)(intptr_t)p.arg);
	goc__sleep(50000000);
	assert_true(goc__timer_stop(&p));
	assert_true(ticks >= 2 && ticks <= 25);
	int before = ticks;
	goc__sleep(6000000);
	assert_int_equal(ticks, before);
	assert_false(goc__timer_stop(&p));
}

static int run(int argc, char **argv)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(random_use), cmocka_unit_test(never_early) };

	(void)argc;
	(void)argv;
	goc__lock_os_thread();         // cmocka's state is thread-local
	return cmocka_run_group_tests(tests, NULL, NULL);
}

int main(int argc, char **argv) { return goc_main(run, argc, argv); }
