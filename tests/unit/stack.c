// Stacks: sizes, guards that fault, memory that is given back reads as zeroes, slots are used again.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include <unistd.h>
#include <fcntl.h>
#include "core/stack.h"

enum { ROOM = 400, MANY = 300 };

// Reading for write(2): EFAULT instead of a signal.
static int faults(char *p)
{
	int fd[2], bad;

	assert_int_equal(pipe(fd), 0);
	bad = write(fd[1], p, 1) < 0;
	close(fd[0]);
	close(fd[1]);
	return bad;
}

static void sizes_are_read(void **state)
{
	(void)state;
	assert_int_equal(goc__stack_parse("65536"), 65536);
	assert_int_equal(goc__stack_parse("256K"), 256 << 10);
	assert_int_equal(goc__stack_parse("1M"), 1 << 20);
	assert_int_equal(goc__stack_parse("1Mi"), 0);
	assert_int_equal(goc__stack_parse(""), 0);
	assert_int_equal(goc__stack_parse("12"), 0);
}

static int count;
static void counted(const goc__stack *s, void *arg)
{
	(void)s;
	(void)arg;
	count++;
}

static void taken_used_given(void **state)
{
	static goc__stack s[MANY], t;
	bool guard;

	(void)state;
	for (int i = 0; i < MANY; i++) {
		assert_true(goc__stack_take(&s[i]));
		assert_true(s[i].hi - s[i].lo >= 190 << 10);
		assert_int_equal((uintptr_t)s[i].hi % 64, 0);
		memset(s[i].hi, i, ROOM);
		s[i].lo[0] = s[i].hi[-1] = 1;
		assert_true(goc__stack_find(s[i].lo, &t, &guard) && !guard && t.hi == s[i].hi);
		assert_true(goc__stack_find(s[i].lo - 1, &t, &guard) && guard && t.hi == s[i].hi);
		assert_true(goc__stack_find(s[i].lo - (64 << 10), &t, &guard) && guard);
	}
	assert_true(faults(s[7].lo - 1) && faults(s[7].lo - (64 << 10)) && !faults(s[7].lo));
	for (int i = 0; i < MANY; i++)
		for (int j = 0; j < ROOM; j++)
			assert_int_equal((unsigned char)s[i].hi[j], i & 255);
	count = 0;
	goc__stack_each(counted, NULL);
	assert_int_equal(count, MANY);
	for (int i = 0; i < MANY; i += 2)
		goc__stack_give(&s[i]);
	count = 0;
	goc__stack_each(counted, NULL);
	assert_int_equal(count, MANY / 2);
	assert_false(goc__stack_find(s[0].lo, &t, &guard));
	for (int i = 0; i < MANY; i += 2) {
		assert_true(goc__stack_take(&t));
		assert_int_equal(t.hi[0] | t.hi[ROOM - 1] | t.lo[0] | t.hi[-1], 0);
		assert_true(faults(t.lo - 1));
	}
	count = 0;
	goc__stack_each(counted, NULL);
	assert_int_equal(count, MANY);
}

static void big_one(void **state)
{
	goc__stack s;

	(void)state;
	assert_true(goc__stack_take_big(&s, 8 << 20));
	assert_true(s.hi - s.lo >= 8 << 20);
	assert_true(faults(s.lo - 1));
}

static int setup(void **state)
{
	(void)state;
	goc__stack_init(256 << 10, ROOM);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sizes_are_read), cmocka_unit_test(taken_used_given), cmocka_unit_test(big_one),
	};
	return cmocka_run_group_tests(tests, setup, NULL);
}
