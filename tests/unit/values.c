// Slices, strings, boxing, equality and method tables of the runtime (core/), alone: memory is malloc's and
// a panic is caught by setjmp, so that neither the collector nor the scheduler is needed.
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <goc/goc.h>
#include <goc/type.h>

static jmp_buf caught;
static char message[256];

_Noreturn void goc_panic_runtime(const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	vsnprintf(message, sizeof message, fmt, args);
	va_end(args);
	longjmp(caught, 1);
}

_Noreturn void goc_panic_plain(const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	vsnprintf(message, sizeof message, fmt, args);
	va_end(args);
	longjmp(caught, 1);
}

void *goc_new(goc_size size) { return calloc(1, size + 1); }
void *goc_new_atomic(goc_size size) { return malloc(size + 1); }
void *goc_new_copy(const void *from, goc_size size) { return memcpy(goc_new(size), from, size); }

#define expect_panic(text, expression) \
	do { \
		message[0] = '\0'; \
		if (!setjmp(caught)) { \
			(void)(expression); \
			fail_msg("no panic: %s", #expression); \
		} \
		assert_string_equal(message, text); \
	} while (0)

// ---- Slices ----------------------------------------------------------------------------------------

static goc_slice ints(int n)
{
	goc_slice s = goc_slice_make(sizeof(int), n, n);
	for (int i = 0; i < n; i++)
		((int *)s.ptr)[i] = i;
	return s;
}

static void slice_make(void **state)
{
	(void)state;
	goc_slice s = goc_slice_make(sizeof(int), 3, 5);
	assert_int_equal(s.len, 3);
	assert_int_equal(s.cap, 5);
	assert_int_equal(GOC_AT(int, s, 2), 0);
	goc_slice none = goc_slice_make(sizeof(int), 0, 0);
	assert_non_null(none.ptr);
	expect_panic("makeslice: len out of range", goc_slice_make(4, -1, 2));
	expect_panic("makeslice: len out of range", goc_slice_make(4, (goc_int64)INT_MAX + 1, 2));
	expect_panic("makeslice: cap out of range", goc_slice_make(4, 3, 2));
}

static void slice_index(void **state)
{
	(void)state;
	goc_slice s = ints(3);
	GOC_AT(int, s, 1) = 42;
	assert_int_equal(GOC_AT(int, s, 1), 42);
	expect_panic("index out of range [5] with length 3", GOC_AT(int, s, 5));
	expect_panic("index out of range [-1]", GOC_AT(int, s, -1));
	expect_panic("index out of range [0] with length 0", GOC_AT(int, ((goc_slice){ 0 }), 0));
}

static void slice_cut(void **state)
{
	(void)state;
	const goc_int64 no = GOC_OMITTED;
	goc_slice s = goc_slice_cut(ints(5), sizeof(int), 1, 3, no);
	assert_int_equal(s.len, 2);
	assert_int_equal(s.cap, 4);
	assert_int_equal(GOC_AT(int, s, 0), 1);
	goc_slice full = goc_slice_cut(s, sizeof(int), 0, 4, no);     // up to the capacity
	assert_int_equal(GOC_AT(int, full, 3), 4);
	goc_slice three = goc_slice_cut(ints(5), sizeof(int), 1, 2, 3);
	assert_int_equal(three.cap, 2);
	expect_panic("slice bounds out of range [:6] with capacity 5", goc_slice_cut(ints(5), 4, 0, 6, no));
	expect_panic("slice bounds out of range [3:2]", goc_slice_cut(ints(5), 4, 3, 2, no));
	expect_panic("slice bounds out of range [6:5]", goc_slice_cut(ints(5), 4, 6, no, no));
	expect_panic("slice bounds out of range [:-1]", goc_slice_cut(ints(5), 4, 0, -1, no));
	expect_panic("slice bounds out of range [-2:]", goc_slice_cut(ints(5), 4, -2, 1, no));
	expect_panic("slice bounds out of range [::9] with capacity 5", goc_slice_cut(ints(5), 4, 0, 1, 9));
	expect_panic("slice bounds out of range [:4:3]", goc_slice_cut(ints(5), 4, 0, 4, 3));
	expect_panic("slice bounds out of range [3:2:]", goc_slice_cut(ints(5), 4, 3, 2, 3));
	int array[3] = { 7, 8, 9 };
	expect_panic("slice bounds out of range [:5] with length 3", goc_array_cut(array, 3, 4, 0, 5, no));
	goc_slice nil = goc_slice_cut((goc_slice){ 0 }, 4, 0, 0, no);
	assert_null(nil.ptr);
	goc_slice p = goc_pointer_cut(array, sizeof(int), 1, 3);
	assert_int_equal(GOC_AT(int, p, 1), 9);
	assert_int_equal(p.cap, 2);
}

static void slice_append(void **state)
{
	(void)state;
	goc_slice s = { 0 };
	int last = -1, changes = 0, caps[16];
	for (int i = 0; i < 2000; i++) {
		s = goc_slice_append(s, sizeof(int), &i, 1);
		if (s.cap != last)
			caps[changes++] = last = s.cap;
	}
	static const int go[] = { 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 848, 1280, 1792, 2560 };  // Go's []int
	assert_int_equal(changes, (int)(sizeof go / sizeof go[0]));
	assert_memory_equal(caps, go, sizeof go);
	for (int i = 0; i < 2000; i++)
		assert_int_equal(GOC_AT(int, s, i), i);
	assert_int_equal(goc_slice_append((goc_slice){ 0 }, 1, "x", 1).cap, 8);
	assert_int_equal(goc_slice_append(ints(0), sizeof(int), (int[]){ 1, 2, 3 }, 3).cap, 3);
}

static void slice_aliasing(void **state)
{
	(void)state;
	goc_slice a = ints(4), b = goc_slice_cut(a, 4, 0, 2, GOC_OMITTED);
	b = goc_slice_append(b, 4, &(int){ 99 }, 1);       // within the capacity: a sees it
	assert_int_equal(GOC_AT(int, a, 2), 99);
	a = goc_slice_append_slice(a, 4, a);
	assert_int_equal(a.len, 8);
	assert_int_equal(GOC_AT(int, a, 6), 99);
	assert_int_equal(goc_slice_copy(goc_slice_cut(a, 4, 1, GOC_OMITTED, GOC_OMITTED), a, 4), 7);    // overlapping
	assert_int_equal(GOC_AT(int, a, 1), 0);
	assert_int_equal(GOC_AT(int, a, 2), 1);
	goc_slice huge = { (void *)1, INT_MAX, INT_MAX };
	expect_panic("growslice: len out of range", goc_slice_append(huge, 4, &(int){ 1 }, 1));
}

// ---- Strings ---------------------------------------------------------------------------------------

static void strings(void **state)
{
	(void)state;
	assert_int_equal(goc_string_len(NULL), 0);
	assert_string_equal(goc_string_cut("hello", 1, 3), "el");
	assert_string_equal(goc_string_cut("hello", 2, GOC_OMITTED), "llo");
	assert_string_equal(goc_string_cut(NULL, 0, GOC_OMITTED), "");
	expect_panic("slice bounds out of range [:9] with length 5", goc_string_cut("hello", 0, 9));
	expect_panic("slice bounds out of range [7:5]", goc_string_cut("hello", 7, GOC_OMITTED));
	goc_slice b = goc_string_bytes("abc");
	assert_int_equal(b.len, 3);
	((char *)b.ptr)[0] = 'X';
	assert_string_equal(goc_string_from_bytes(b), "Xbc");
	assert_string_equal(goc_string_from_rune(0x4E16), "\xe4\xb8\x96");
	assert_string_equal(goc_string_from_rune(-1), "\xef\xbf\xbd");
	assert_string_equal(goc_string_from_rune(0x1F600), "\xf0\x9f\x98\x80");
	goc_slice r = goc_string_runes("h\xc3\xa9!");
	assert_int_equal(r.len, 3);
	assert_int_equal(GOC_AT(goc_rune, r, 1), 0xE9);
	assert_string_equal(goc_string_from_runes(r), "h\xc3\xa9!");
}

static void decoding(void **state)
{
	(void)state;
	static const struct { const char *text; int rune, width; } cases[] = {
		{ "a", 'a', 1 }, { "\xc3\xa9", 0xE9, 2 }, { "\xe2\x82\xac", 0x20AC, 3 }, { "\xf0\x9f\x98\x80", 0x1F600, 4 },
		{ "\x80", 0xFFFD, 1 }, { "\xc3", 0xFFFD, 1 }, { "\xc0\x80", 0xFFFD, 1 }, { "\xe0\x80\x80", 0xFFFD, 1 },
		{ "\xed\xa0\x80", 0xFFFD, 1 }, { "\xf4\x90\x80\x80", 0xFFFD, 1 }, { "\xff", 0xFFFD, 1 },
		{ "\xe2\x82", 0xFFFD, 1 },
	};
	for (unsigned i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		int next = 0;
		assert_int_equal(goc_string_rune(cases[i].text, 0, &next), cases[i].rune);
		assert_int_equal(next, cases[i].width);
	}
}

// ---- any and interfaces -----------------------------------------------------------------------------

static void boxing(void **state)
{
	(void)state;
	goc_any a = GOC_BOX(goc_type_int, int, 41), b = GOC_BOX(goc_type_int, int, 41);
	assert_ptr_equal(a.data, b.data);       // small values share their copy
	assert_int_equal(*(int *)a.data, 41);
	goc_any big = GOC_BOX(goc_type_int64, long, 1L << 40);
	assert_int_equal(*(long *)big.data, 1L << 40);
	goc_any s = GOC_DIRECT(goc_type_string, "text");
	assert_string_equal(*(const char *const *)goc_any_as(&s, &goc_type_string), "text");
	assert_null(goc_any_as(&s, &goc_type_int));
	assert_int_equal(*(const int *)goc_any_as(&a, &goc_type_int), 41);
	assert_true(goc_any_equal(a, b));
	assert_false(goc_any_equal(a, GOC_BOX(goc_type_int64, long, 41)));
	assert_false(goc_any_equal(a, (goc_any){ 0 }));
	assert_true(goc_any_equal((goc_any){ 0 }, (goc_any){ 0 }));
	char other[] = "text";
	assert_true(goc_any_equal(s, GOC_DIRECT(goc_type_string, other)));
	assert_true(goc_any_equal(GOC_BOX(goc_type_float64, double, 0.0), GOC_BOX(goc_type_float64, double, -0.0)));
	double nan = __builtin_nan("");
	assert_false(goc_any_equal(GOC_BOX(goc_type_float64, double, nan), GOC_BOX(goc_type_float64, double, nan)));
}

struct bits { unsigned a : 3, b : 7; const char *name; };
static const goc_field bits_fields[] = {
	{ "a", &goc_type_uint, 0, 0, 3 }, { "b", &goc_type_uint, 0, 3, 7 },
	{ "name", &goc_type_string, offsetof(struct bits, name), 0, 0 },
};
static const goc_type type_bits = { .kind = GOC_KIND_STRUCT, .size = sizeof(struct bits), .count = 3,
	.name = "bits", .key = "struct bits", .fields = bits_fields };
static const goc_type type_ints = { .kind = GOC_KIND_SLICE, .flags = GOC_TYPE_INCOMPARABLE,
	.size = sizeof(goc_slice), .name = "[]int", .key = "[]int", .elem = &goc_type_int };

static void equality(void **state)
{
	(void)state;
	char text[] = "n";
	struct bits x = { 1, 2, "n" }, y = { 1, 2, text };
	assert_true(goc_value_equal(&type_bits, &x, &y));
	y.b = 3;
	assert_false(goc_value_equal(&type_bits, &x, &y));
	goc_any s = goc_box(&type_ints, &(goc_slice){ 0 });
	expect_panic("comparing uncomparable type []int", goc_any_equal(s, s));
}

static goc_string dog_name(void *d) { return *(const char **)d; }
static const goc_method dog_methods[] = { { "Legs", "func() int", NULL }, { "Name", "func() string", (void *)dog_name } };
static const char *dog_elem;
static const goc_type type_dog = { .kind = GOC_KIND_POINTER, .flags = GOC_TYPE_DIRECT, .size = sizeof(void *),
	.name = "*dog", .key = "*dog", .nmethods = 2, .methods = dog_methods };
static const goc_method namer_methods[] = { { "Name", "func() string", NULL } };
static const goc_interface namer = { "namer", 1, namer_methods };
static const goc_method walker_methods[] = { { "Name", "func() string", NULL }, { "Walk", "func()", NULL } };
static const goc_interface walker = { "walker", 2, walker_methods };
static const goc_method odd_methods[] = { { "Legs", "func() string", NULL } };
static const goc_interface odd = { "odd", 1, odd_methods };

static void method_tables(void **state)
{
	(void)state;
	dog_elem = "rex";
	const goc_itab *tab = goc_itab_find(&namer, &type_dog);
	assert_non_null(tab);
	assert_ptr_equal(tab, goc_itab_find(&namer, &type_dog));
	assert_string_equal(((goc_string (*)(void *))tab->fn[0])(&dog_elem), "rex");
	assert_null(goc_itab_find(&walker, &type_dog));
	assert_null(goc_itab_find(&walker, &type_dog));
	assert_null(goc_itab_find(&namer, NULL));
	assert_null(goc_itab_find(&odd, &type_dog));        // the name alone is not enough
	assert_string_equal(goc_missing_method(&walker, &type_dog), "Walk");
	assert_null(goc_missing_method(&namer, &type_dog));
	goc_any a = goc_iface_any((goc_iface){ tab, &dog_elem });
	assert_ptr_equal(a.type, &type_dog);
	expect_panic("interface conversion: interface {} is string, not int",
		(goc_panic_assert("interface {}", &goc_type_string, "int", NULL), 0));
	expect_panic("interface conversion: interface {} is nil, not int",
		(goc_panic_assert("interface {}", NULL, "int", NULL), 0));
	expect_panic("interface conversion: *dog is not walker: missing method Walk",
		(goc_panic_assert("interface {}", &type_dog, "walker", "Walk"), 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(slice_make), cmocka_unit_test(slice_index), cmocka_unit_test(slice_cut),
		cmocka_unit_test(slice_append), cmocka_unit_test(slice_aliasing), cmocka_unit_test(strings),
		cmocka_unit_test(decoding), cmocka_unit_test(boxing), cmocka_unit_test(equality),
		cmocka_unit_test(method_tables),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
