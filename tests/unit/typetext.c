// Types as text: C declarators, the dialect's spelling, run-time names, identity.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "arena.h"
#include "types.h"
#include "typetext.h"

static type *array_of(type *elem, long count)
{
	type *t = type_new(T_ARRAY);
	t->elem = elem;
	t->count = count;
	t->size = count * elem->size;
	return type_finish(t);
}

static type *function(type_kind kind, type *result, type *first, type *second)
{
	type *t = type_new(kind);
	if (first)
		ARENA_PUSH(t->params, t->nparams, first);
	if (second)
		ARENA_PUSH(t->params, t->nparams, second);
	if (result)
		ARENA_PUSH(t->results, t->nresults, result);
	return type_finish(t);
}

static type *constant(type *t)
{
	type *c = arena_copy(t, sizeof *t);
	c->is_const = true;
	c->c = NULL;
	return c;
}

static void declarators(void **state)
{
	(void)state;
	type *i = type_basic("int"), *text = type_pointer(constant(type_basic("char")));
	assert_string_equal(type_declare(i, "x"), "int x");
	assert_string_equal(type_declare(i, ""), "int");
	assert_string_equal(type_declare(text, "s"), "const char *s");
	assert_string_equal(type_declare(type_pointer(type_pointer(i)), "p"), "int **p");
	assert_string_equal(type_declare(array_of(type_pointer(i), 3), "a"), "int *a[3]");
	assert_string_equal(type_declare(type_pointer(array_of(i, 3)), "a"), "int (*a)[3]");
	assert_string_equal(type_declare(type_pointer(function(T_CFUNC, i, text, NULL)), "f"), "int (*f)(const char *)");
	type *maker = function(T_CFUNC, type_pointer(function(T_CFUNC, NULL, i, NULL)), NULL, NULL);
	assert_string_equal(type_declare(maker, "f"), "void (*f(void))(int)");
	assert_string_equal(type_declare(constant(type_pointer(i)), "p"), "int *const p");
	assert_string_equal(type_c(type_pointer(array_of(i, 3))), "__typeof__(int (*)[3])");
	assert_string_equal(type_declare(type_chan(i, DIR_SEND), "c"), "goc_chan *c");
	assert_string_equal(type_declare(array_of(type_chan(i, DIR_BOTH), 2), "c"), "goc_chan *c[2]");
	assert_string_equal(type_declare(type_slice(i), "s"), "goc_slice s");
	assert_string_equal(type_declare(type_pointer(type_slice(i)), "s"), "goc_slice *s");
	assert_string_equal(type_declare(function(T_FUNC, i, i, NULL), "f"), "goc_func *f");
	assert_string_equal(type_declare(type_word(W_ERROR), "err"), "goc_error err");
	assert_string_equal(type_declare(type_word(W_INT64), "n"), "goc_int64 n");
}

static void spelling(void **state)
{
	(void)state;
	type *i = type_basic("int");
	assert_string_equal(type_show(type_chan(i, DIR_SEND)), "chan<- int");
	assert_string_equal(type_show(type_chan(type_pointer(i), DIR_RECV)), "<-chan (int *)");
	assert_string_equal(type_show(type_slice(type_word(W_STRING))), "[]string");
	assert_string_equal(type_show(function(T_FUNC, type_word(W_ERROR), i, type_slice(i))), "func(int, []int) error");
	assert_string_equal(type_show(type_pointer(array_of(i, 2))), "int (*)[2]");
	type_package("time");
	assert_string_equal(type_show(type_named(type_basic("long"), "time_Duration")), "time.Duration");
	assert_string_equal(type_show(type_named(type_basic("long"), "my_Duration")), "my_Duration");
}

static void run_time_names(void **state)
{
	(void)state;
	type *i = type_basic("int");
	assert_string_equal(type_go_name(type_basic("long long")), "int64");
	assert_string_equal(type_go_name(type_basic("unsigned char")), "uint8");
	assert_string_equal(type_go_name(type_basic("char")), "char");
	assert_string_equal(type_go_name(type_word(W_RUNE)), "int32");
	assert_string_equal(type_go_name(type_pointer(i)), "*int");
	assert_string_equal(type_go_name(type_pointer(type_basic("char"))), "string");
	assert_string_equal(type_go_name(array_of(type_slice(i), 2)), "[2][]int");
	assert_string_equal(type_go_name(type_chan(type_chan(i, DIR_RECV), DIR_BOTH)), "chan (<-chan int)");
	assert_string_equal(type_go_name(function(T_FUNC, NULL, type_word(W_ANY), i)), "func(interface {}, int)");
	assert_string_equal(type_key(type_slice(type_word(W_RUNE))), type_key(type_slice(i)));     // one type
	assert_string_not_equal(type_mangled(type_pointer(i)), type_mangled(type_slice(i)));
	assert_string_not_equal(type_mangled(type_chan(i, DIR_SEND)), type_mangled(type_chan(i, DIR_RECV)));
}

static void identity(void **state)
{
	(void)state;
	type *i = type_basic("int");
	assert_true(type_same(type_slice(i), type_slice(type_named(i, "price"))));
	assert_false(type_same(type_slice(i), type_slice(type_basic("long"))));
	assert_false(type_same(type_chan(i, DIR_SEND), type_chan(i, DIR_BOTH)));
	assert_true(type_is_text(type_pointer(constant(type_basic("char")))));
	assert_false(type_is_text(type_pointer(type_basic("unsigned char"))));
	assert_true(type_is_extension(array_of(type_slice(i), 2)));
	assert_false(type_is_extension(type_pointer(type_slice(i))));
	assert_true(type_is_direct(type_chan(i, DIR_BOTH)));
	assert_false(type_is_direct(type_slice(i)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(declarators), cmocka_unit_test(spelling), cmocka_unit_test(run_time_names),
		cmocka_unit_test(identity),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
