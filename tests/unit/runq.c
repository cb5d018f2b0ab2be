// Run queues of one processor: orders, counts, rotation, overflow into the global queue, stealing the oldest half,
// draining. On a lone thread, where the locks are no-ops.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "sched/proc.h"

enum { MANY = 1000 };
static goc__p p, q;
static goc__g g[MANY];
static goc__fresh r[MANY];

static int setup(void **state)
{
	(void)state;
	memset(&p, 0, sizeof p);
	memset(&q, 0, sizeof q);
	goc__sched.procs = 2;
	while (goc__global_pick(NULL))
		;
	return 0;
}

static void woken_first_in_first_out(void **state)
{
	(void)state;
	for (int i = 0; i < 200; i++)
		goc__runq_put(&p, &g[i]);
	assert_int_equal(p.queued, 200);
	for (int i = 0; i < 200; i++)
		assert_ptr_equal(goc__work_g(goc__runq_pick(&p)), &g[i]);
	assert_int_equal(p.queued, 0);
	assert_int_equal(goc__runq_pick(&p), 0);
}

static void fresh_last_in_first_out(void **state)
{
	(void)state;
	for (int i = 0; i < 200; i++)
		goc__runq_put_fresh(&p, &r[i]);
	for (int i = 200; i--;) {
		goc__work w = goc__runq_pick(&p);
		assert_true(goc__is_fresh(w));
		assert_ptr_equal(goc__work_record(w), &r[i]);
	}
}

static void order_of_sources(void **state)
{
	(void)state;
	goc__runq_put_yielded(&p, &g[0]);
	goc__runq_put_fresh(&p, &r[0]);
	goc__runq_put_spawner(&p, &g[1]);
	goc__runq_put(&p, &g[2]);
	goc__runq_put(&p, &g[3]);
	assert_ptr_equal(goc__runq_pick(&p), &g[2]);
	assert_ptr_equal(goc__runq_pick(&p), &g[3]);
	assert_ptr_equal(goc__runq_pick(&p), &g[1]);
	assert_ptr_equal(goc__work_record(goc__runq_pick(&p)), &r[0]);
	assert_ptr_equal(goc__runq_pick(&p), &g[0]);
}

static void spawner_waits_for_the_drain(void **state)
{
	(void)state;
	for (int i = 0; i < 200; i++)
		goc__runq_put_fresh(&p, &r[i]);
	goc__runq_put_spawner(&p, &g[0]);
	for (int i = 200; i-- > 128;)
		assert_true(goc__is_fresh(goc__runq_pick(&p)));
	assert_ptr_equal(goc__runq_pick(&p), &g[0]);
}

static void overflow_loses_nothing(void **state)
{
	static unsigned char seen[MANY];
	goc__work w;
	int n = 0;

	(void)state;
	memset(seen, 0, sizeof seen);
	for (int i = 0; i < MANY; i++)
		goc__runq_put(&p, &g[i]);
	assert_int_equal(p.queued + goc__sched.global_n, MANY);
	assert_true(goc__sched.global_n > 0);
	while ((w = goc__runq_pick(&p)) || (w = goc__global_pick(&p))) {
		assert_false(seen[goc__work_g(w) - g]++);
		n++;
	}
	assert_int_equal(n, MANY);
}

static void rotation_takes_every_source(void **state)
{
	int fresh_oldest = 0, yielded = 0, spawner = 0, global = 0;

	(void)state;
	goc__runq_put_yielded(&p, &g[0]);
	goc__runq_put_spawner(&p, &g[1]);
	goc__global_put(&g[2]);
	for (int i = 0; i < 150; i++)
		goc__runq_put_fresh(&p, &r[i]);
	for (int i = 0; i < 8; i++) {
		goc__work w = goc__runq_pick_rotated(&p);
		fresh_oldest += w == goc__work_fresh(&r[0]);
		yielded += w == goc__work_of(&g[0]);
		spawner += w == goc__work_of(&g[1]);
		global += w == goc__work_of(&g[2]);
	}
	assert_true(fresh_oldest && yielded && spawner && global);
}

static void thieves_take_the_oldest_half(void **state)
{
	(void)state;
	for (int i = 0; i < 100; i++)
		goc__runq_put_fresh(&p, &r[i]);
	assert_ptr_equal(goc__work_record(goc__runq_steal(&q, &p)), &r[0]);
	assert_int_equal(p.queued, 50);
	assert_int_equal(q.queued, 49);
	assert_ptr_equal(goc__work_record(goc__runq_pick(&q)), &r[49]);
	assert_ptr_equal(goc__work_record(goc__runq_pick(&p)), &r[99]);
	memset(&p, 0, sizeof p);
	goc__runq_put(&p, &g[7]);
	assert_ptr_equal(goc__runq_steal(&q, &p), &g[7]);
	assert_int_equal(p.queued, 0);
	assert_int_equal(goc__runq_steal(&q, &p), 0);
}

static void yield_picks_the_other(void **state)
{
	(void)state;
	goc__runq_put(&p, &g[1]);
	assert_ptr_equal(goc__runq_yield_locked(&p, &g[0]), &g[1]);
	assert_int_equal(p.queued, 1);
	assert_ptr_equal(goc__runq_pick(&p), &g[0]);
	assert_int_equal(goc__runq_yield_locked(&p, &g[0]), 0);        // stolen in between: still counted
	assert_int_equal(p.queued, 1);
}

static void drain_moves_all(void **state)
{
	(void)state;
	for (int i = 0; i < 10; i++) {
		goc__runq_put(&p, &g[i]);
		goc__runq_put_fresh(&p, &r[i]);
	}
	goc__runq_drain(&p);
	assert_int_equal(p.queued, 0);
	assert_int_equal(goc__sched.global_n, 20);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(woken_first_in_first_out, setup), cmocka_unit_test_setup(fresh_last_in_first_out, setup),
		cmocka_unit_test_setup(order_of_sources, setup), cmocka_unit_test_setup(spawner_waits_for_the_drain, setup),
		cmocka_unit_test_setup(overflow_loses_nothing, setup), cmocka_unit_test_setup(rotation_takes_every_source, setup),
		cmocka_unit_test_setup(thieves_take_the_oldest_half, setup), cmocka_unit_test_setup(yield_picks_the_other, setup),
		cmocka_unit_test_setup(drain_moves_all, setup),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
