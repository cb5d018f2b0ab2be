// fmt prints what Go's fmt prints: every line of fmt.txt (made by tools/fmt-table.go, which has the same
// values) gives a format, the names of operands and Go's text. The descriptors are written out here, as the
// translator would make them, so that neither the translator nor the scheduler is needed.
//
//	fmt [FILE]      FILE: another table, as tools/fmt-table.go all prints it
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <goc/errors.h>
#include <goc/fmt.h>
#include <goc/goc.h>
#include <goc/type.h>

// ---- Types -----------------------------------------------------------------------------------------

struct point { int X, Y; };
struct line { struct point From, To; goc_string Name; };
struct fail { int Code; };
struct box { goc_any V; goc_error E; int L; };
struct node { struct node *Next; goc_slice Data; };

#define COUNT(a) (sizeof(a) / sizeof *(a))
#define FIELD(s, f, t) { #f, t, offsetof(struct s, f), 0, 0 }
#define STRUCT(s, text, ...) \
	static const goc_field s##_fields[] = { __VA_ARGS__ }; \
	static const goc_type s##_type = { .kind = GOC_KIND_STRUCT, .flags = GOC_TYPE_NAMED, .size = sizeof(struct s), \
		.count = COUNT(s##_fields), .name = text, .key = "struct " text, .fields = s##_fields };
#define POINTER(name_, elem_, text) \
	static const goc_type name_ = { .kind = GOC_KIND_POINTER, .flags = GOC_TYPE_DIRECT, .size = 8, .name = text, .key = text, .elem = elem_ };
#define SLICE(name_, elem_, text) \
	static const goc_type name_ = { .kind = GOC_KIND_SLICE, .flags = GOC_TYPE_INCOMPARABLE, .size = sizeof(goc_slice), .name = text, .key = text, .elem = elem_ };
#define ARRAY(name_, elem_, n, bytes, text) \
	static const goc_type name_ = { .kind = GOC_KIND_ARRAY, .size = bytes, .count = n, .name = text, .key = text, .elem = elem_ };

static goc_string level_string(const int *l)
{
	char *s = malloc(32);
	sprintf(s, "level%d", *l);
	return s;
}
static const goc_method level_methods[] = { { "String", "func() string", level_string } };
static const goc_type level_type = { .kind = GOC_KIND_INT, .flags = GOC_TYPE_NAMED, .size = 4, .name = "level", .key = "level",
	.nmethods = 1, .methods = level_methods };
static const goc_type color_type = { .kind = GOC_KIND_ENUM, .flags = GOC_TYPE_NAMED, .size = 4, .name = "color", .key = "enum color" };

SLICE(ints_type, &goc_type_int, "[]int")
SLICE(bytes_type, &goc_type_uint8, "[]uint8")
SLICE(strings_type, &goc_type_string, "[]string")
SLICE(bools_type, &goc_type_bool, "[]bool")
SLICE(floats_type, &goc_type_float64, "[]float64")
SLICE(anys_type, &goc_type_any, "[]interface {}")
SLICE(errors_type, &goc_type_error, "[]error")
SLICE(levels_type, &level_type, "[]level")
ARRAY(array3_type, &goc_type_int, 3, 12, "[3]int")
ARRAY(array2_type, &goc_type_int, 2, 8, "[2]int")
ARRAY(bytearray_type, &goc_type_uint8, 3, 3, "[3]uint8")
STRUCT(point, "point", FIELD(point, X, &goc_type_int), FIELD(point, Y, &goc_type_int))
STRUCT(line, "line", FIELD(line, From, &point_type), FIELD(line, To, &point_type), FIELD(line, Name, &goc_type_string))
STRUCT(fail, "fail", FIELD(fail, Code, &goc_type_int))
STRUCT(box, "box", FIELD(box, V, &goc_type_any), FIELD(box, E, &goc_type_error), FIELD(box, L, &level_type))
static const goc_type node_pointer;
STRUCT(node, "node", FIELD(node, Next, &node_pointer), FIELD(node, Data, &ints_type))
static const goc_type node_pointer = { .kind = GOC_KIND_POINTER, .flags = GOC_TYPE_DIRECT, .size = 8, .name = "*node", .key = "*node", .elem = &node_type };
SLICE(points_type, &point_type, "[]point")
POINTER(point_pointer, &point_type, "*point")
POINTER(ints_pointer, &ints_type, "*[]int")
POINTER(array2_pointer, &array2_type, "*[2]int")
static const goc_type complex64_type = { .kind = GOC_KIND_COMPLEX, .size = 8, .name = "complex64", .key = "complex64" };
static const goc_type complex128_type = { .kind = GOC_KIND_COMPLEX, .size = 16, .name = "complex128", .key = "complex128" };
static const goc_type empty_type = { .kind = GOC_KIND_STRUCT, .name = "struct {}", .key = "struct {}" };

static goc_string fail_error(const struct fail *f)
{
	char *s = malloc(32);
	sprintf(s, "fail %d", f->Code);
	return s;
}
static const goc_method fail_methods[] = { { "Error", "func() string", fail_error } };
static const goc_type fail_pointer = { .kind = GOC_KIND_POINTER, .flags = GOC_TYPE_DIRECT, .size = 8, .name = "*fail", .key = "*fail",
	.elem = &fail_type, .nmethods = 1, .methods = fail_methods };

static goc_string duration_string(const int64_t *d)
{
	return *d == 1500000000 ? "1.5s" : "?";
}
static const goc_method duration_methods[] = { { "String", "func() string", duration_string } };
static const goc_type duration_type = { .kind = GOC_KIND_INT, .flags = GOC_TYPE_NAMED, .size = 8, .name = "time.Duration",
	.key = "time.Duration", .nmethods = 1, .methods = duration_methods };

// ---- Values ----------------------------------------------------------------------------------------

#define VALUE(type, T, ...) { &(type), &(T){ __VA_ARGS__ } }
#define LIST(T, n, ...) { (T[]){ __VA_ARGS__ }, n, n }

static struct named { const char *name; goc_any v; } values[] = {
	{ "nil", { NULL, NULL } },
	{ "true", VALUE(goc_type_bool, goc_bool, 1) }, { "false", VALUE(goc_type_bool, goc_bool, 0) },
	{ "int0", VALUE(goc_type_int, int, 0) }, { "int7", VALUE(goc_type_int, int, 7) }, { "int-42", VALUE(goc_type_int, int, -42) },
	{ "int65", VALUE(goc_type_int, int, 65) }, { "int8364", VALUE(goc_type_int, int, 8364) },
	{ "int128512", VALUE(goc_type_int, int, 128512) }, { "int-1", VALUE(goc_type_int, int, -1) },
	{ "int2000000000", VALUE(goc_type_int, int, 2000000000) }, { "int8-128", VALUE(goc_type_int8, int8_t, -128) },
	{ "int16-300", VALUE(goc_type_int16, int16_t, -300) }, { "int32-7", VALUE(goc_type_int32, int32_t, -7) },
	{ "int64min", VALUE(goc_type_int64, int64_t, INT64_MIN) }, { "int64max", VALUE(goc_type_int64, int64_t, INT64_MAX) },
	{ "uint8-200", VALUE(goc_type_uint8, uint8_t, 200) }, { "uint16-65535", VALUE(goc_type_uint16, uint16_t, 65535) },
	{ "uint32-77", VALUE(goc_type_uint32, uint32_t, 77) }, { "uint64max", VALUE(goc_type_uint64, uint64_t, UINT64_MAX) },
	{ "uintptr-4096", VALUE(goc_type_uintptr, uintptr_t, 4096) }, { "uint-9", VALUE(goc_type_uint32, uint32_t, 9) },
	{ "f0", VALUE(goc_type_float64, double, 0.0) }, { "f-0", VALUE(goc_type_float64, double, -0.0) },
	{ "f1", VALUE(goc_type_float64, double, 1.0) }, { "f-1.5", VALUE(goc_type_float64, double, -1.5) },
	{ "f0.1", VALUE(goc_type_float64, double, 0.1) }, { "fpi", VALUE(goc_type_float64, double, M_PI) },
	{ "f100000", VALUE(goc_type_float64, double, 100000.0) }, { "f1e6", VALUE(goc_type_float64, double, 1e6) },
	{ "f1e20", VALUE(goc_type_float64, double, 1e20) }, { "f1e21", VALUE(goc_type_float64, double, 1e21) },
	{ "f1e-5", VALUE(goc_type_float64, double, 1e-5) }, { "f123456.789", VALUE(goc_type_float64, double, 123456.789) },
	{ "f2.5", VALUE(goc_type_float64, double, 2.5) }, { "f0.125", VALUE(goc_type_float64, double, 0.125) },
	{ "fmax", VALUE(goc_type_float64, double, DBL_MAX) }, { "fmin", VALUE(goc_type_float64, double, DBL_TRUE_MIN) },
	{ "finf", VALUE(goc_type_float64, double, INFINITY) }, { "f-inf", VALUE(goc_type_float64, double, -INFINITY) },
	{ "fnan", VALUE(goc_type_float64, double, NAN) }, { "f32-0.1", VALUE(goc_type_float32, float, 0.1f) },
	{ "f32-16777216", VALUE(goc_type_float32, float, 16777216) }, { "f32max", VALUE(goc_type_float32, float, FLT_MAX) },
	{ "f32min", VALUE(goc_type_float32, float, FLT_TRUE_MIN) },
	{ "c64", { &complex64_type, (float[]){ 1.5f, -2 } } }, { "c128", { &complex128_type, (double[]){ -0.1, 3e20 } } },
	{ "sempty", { &goc_type_string, NULL } }, { "shi", { &goc_type_string, "hi" } },
	{ "sutf", { &goc_type_string, "héllo, 世界" } }, { "sctl", { &goc_type_string, "a\tb\n\"q\" \x01\x7f`\\'" } },
	{ "sbad", { &goc_type_string, "a\xffz" } }, { "suni", { &goc_type_string, "\u00a0\u200b\U0001f600\ufeff" } },
	{ "splain", { &goc_type_string, "say `no`" } },
	{ "bytes", VALUE(bytes_type, goc_slice, "abc\x00\xff", 5, 5) }, { "bytesnil", VALUE(bytes_type, goc_slice, 0) },
	{ "bytesempty", VALUE(bytes_type, goc_slice, "", 0, 0) },
	{ "ints", VALUE(ints_type, goc_slice, (int[]){ 1, -2, 3 }, 3, 3) }, { "intsnil", VALUE(ints_type, goc_slice, 0) },
	{ "strings", VALUE(strings_type, goc_slice, (goc_string[]){ "a", "b c" }, 2, 2) },
	{ "array3", { &array3_type, (int[]){ 1, 2, 3 } } }, { "bytearray", { &bytearray_type, (uint8_t[]){ 1, 2, 250 } } },
	{ "bools", VALUE(bools_type, goc_slice, (goc_bool[]){ 1, 0 }, 2, 2) },
	{ "floats", VALUE(floats_type, goc_slice, (double[]){ 1, 2.5 }, 2, 2) },
	{ "anys", VALUE(anys_type, goc_slice, ((goc_any[]){ VALUE(goc_type_int, int, 1), { &goc_type_string, "a" }, { NULL, NULL },
		VALUE(goc_type_float64, double, 2.5), VALUE(level_type, int, 2) }), 5, 5) },
	{ "point", VALUE(point_type, struct point, 1, -2) },
	{ "line", VALUE(line_type, struct line, { 1, 2 }, { 3, 4 }, "l") },
	{ "ppoint", { &point_pointer, &(struct point){ 5, 6 } } }, { "ppointnil", { &point_pointer, NULL } },
	{ "pints", { &ints_pointer, &(goc_slice){ (int[]){ 4, 5 }, 2, 2 } } }, { "parray", { &array2_pointer, (int[]){ 1, 2 } } },
	{ "color", VALUE(color_type, int, 2) }, { "level", VALUE(level_type, int, 3) },
	{ "levels", VALUE(levels_type, goc_slice, (int[]){ 1, 2 }, 2, 2) },
	{ "fail", { &fail_pointer, &(struct fail){ 7 } } },
	{ "boxnil", VALUE(box_type, struct box, .L = 0) },
	{ "node", VALUE(node_type, struct node, NULL, { (int[]){ 1 }, 1, 1 }) },
	{ "pnode", { &node_pointer, &(struct node){ 0 } } },
	{ "points", VALUE(points_type, goc_slice, ((struct point[]){ { 1, 2 }, { 3, 4 } }), 2, 2) },
	{ "duration", VALUE(duration_type, int64_t, 1500000000) }, { "struct0", { &empty_type, "" } },
	{ "errors", { NULL, NULL } }, { "error", { NULL, NULL } }, { "box", { NULL, NULL } },      // make_errors
};

static goc_any *value_of(const char *name)
{
	for (size_t i = 0; i < COUNT(values); i++)
		if (strcmp(values[i].name, name) == 0)
			return &values[i].v;
	fail_msg("no value %s", name);
	return NULL;
}

static void make_errors(void)
{
	static goc_error list[2];
	static goc_slice errs = { list, 2, 2 };
	static struct box box;
	static int one = 1;
	list[0] = errors_New("e1");
	*value_of("errors") = (goc_any){ &errors_type, &errs };
	*value_of("error") = goc_iface_any(errors_New("oops"));
	box = (struct box){ { &goc_type_int, &one }, errors_New("in"), 4 };
	*value_of("box") = (goc_any){ &box_type, &box };
}

// ---- The table ---------------------------------------------------------------------------------------

static const char *table = NULL;

static void unescape(char *s)
{
	char *to = s;
	for (; *s; s++) {
		if (*s == '\\') {
			s++;
			*to++ = *s == 'n' ? '\n' : *s == 't' ? '\t' : *s;
		} else {
			*to++ = *s;
		}
	}
	*to = '\0';
}

static void test_table(void **state)
{
	(void)state;
	make_errors();
	FILE *f = fopen(table, "r");
	if (!f)
		fail_msg("cannot read %s", table);
	char *line = NULL;
	size_t size = 0;
	int failed = 0, lines = 0;
	while (getline(&line, &size, f) > 0) {
		goc_any args[16];
		int n = 0;
		line[strcspn(line, "\n")] = '\0';
		char *rest = line, *format = strsep(&rest, "\t"), *names = strsep(&rest, "\t"), *name;
		while (names && *names && (name = strsep(&names, ",")))
			args[n++] = *value_of(name);
		unescape(format);
		unescape(rest);
		goc_string got = fmt_Sprintf(format, (goc_slice){ args, n, n });
		lines++;
		if (strcmp(got, rest) != 0 && failed++ < 40)
			print_error("%s:%d: Sprintf(\"%s\") of %s\n  gives  %s\n  not    %s\n", table, lines, format, n ? "these" : "nothing", got, rest);
	}
	fclose(f);
	if (failed)
		fail_msg("%d of %d lines differ", failed, lines);
}

// ---- What Go has not -----------------------------------------------------------------------------------

union number { int i; float f; };
struct flags { unsigned a : 3; int b : 4; unsigned c : 30; };
struct name { char text[8]; char letter; };

static const goc_type number_type = { .kind = GOC_KIND_UNION, .flags = GOC_TYPE_NAMED, .size = 4, .name = "number", .key = "union number" };
static const goc_field flags_fields[] = { { "a", &goc_type_uint, 0, 0, 3 }, { "b", &goc_type_int, 0, 3, 4 }, { "c", &goc_type_uint, 4, 0, 30 } };
static const goc_type flags_type = { .kind = GOC_KIND_STRUCT, .flags = GOC_TYPE_NAMED, .size = sizeof(struct flags), .count = 3,
	.name = "flags", .key = "struct flags", .fields = flags_fields };
ARRAY(chars_type, &goc_type_char, 8, 8, "[8]char")
STRUCT(name, "name", FIELD(name, text, &chars_type), FIELD(name, letter, &goc_type_char))

static void check(goc_string got, const char *want)
{
	assert_string_equal(got, want);
}

#define ARGS(...) ((goc_slice){ (goc_any[]){ __VA_ARGS__ }, COUNT(((goc_any[]){ __VA_ARGS__ })), 0 })

static void test_c_values(void **state)
{
	(void)state;
	goc_any u = VALUE(number_type, union number, .i = 0x01020304), b = VALUE(flags_type, struct flags, 5, -3, 1000000000);
	goc_any n = VALUE(name_type, struct name, "abc", 'x'), l = VALUE(goc_type_longdouble, long double, 0.1L);
	check(fmt_Sprintf("%v %x %T", ARGS(u, u, u)), "[4 3 2 1] 04030201 number");
	check(fmt_Sprintf("%v %+v", ARGS(b, b)), "{5 -3 1000000000} {a:5 b:-3 c:1000000000}");
	check(fmt_Sprintf("%v %#v %d", ARGS(n, n, n)), "{abc 120} name{text:\"abc\", letter:120} {[97 98 99 0 0 0 0 0] 120}");
	check(fmt_Sprintf("%v %.3f %e", ARGS(l, l, l)), "0.1 0.100 1.000000e-01");
}

static void test_print(void **state)
{
	(void)state;
	goc_any one = VALUE(goc_type_int, int, 1), hi = { &goc_type_string, "hi" }, nothing = { NULL, NULL };
	check(fmt_Sprint(ARGS(one, one, hi, one, hi, hi, one, one)), "1 1hi1hihi1 1");
	check(fmt_Sprintln(ARGS(one, hi, nothing)), "1 hi <nil>\n");
	check(fmt_Sprintln((goc_slice){ 0 }), "\n");
	goc_slice b = fmt_Appendf(fmt_Append((goc_slice){ 0 }, ARGS(one)), "-%d", ARGS(one));
	assert_int_equal(b.len, 3);
	assert_memory_equal(b.ptr, "1-1", 3);
}

static void test_errors(void **state)
{
	(void)state;
	goc_error a = errors_New("a"), b = errors_New("b");
	goc_error one = fmt_Errorf("one: %w", ARGS(goc_iface_any(a)));
	goc_error two = fmt_Errorf("two: %w, %w", ARGS(goc_iface_any(one), goc_iface_any(b)));
	check(fmt_Sprint(ARGS(goc_iface_any(two))), "two: one: a, b");
	assert_true(errors_Is(one, a));
	assert_true(errors_Is(two, a) && errors_Is(two, b));
	assert_false(errors_Is(one, b) || errors_Is(a, errors_New("a")));
	assert_ptr_equal(errors_Unwrap(one).data, a.data);
	assert_null(errors_Unwrap(two).tab);
	goc_error joined = errors_Join((goc_slice){ (goc_error[]){ a, { 0 }, b }, 3, 3 });
	check(fmt_Sprint(ARGS(goc_iface_any(joined))), "a\nb");
	assert_true(errors_Is(joined, b));
	assert_null(errors_Join((goc_slice){ 0 }).tab);
	check(fmt_Sprint(ARGS(goc_iface_any(fmt_Errorf("%w %w", ARGS(VALUE(goc_type_int, int, 1)))))), "%!w(int=1) %!w(MISSING)");
	check(fmt_Sprintf("%v %T", ARGS(goc_iface_any(fmt_Errorf("x", (goc_slice){ 0 })), goc_iface_any(one))), "x *fmt.wrapError");
	POINTER(fail_pointer_pointer, &fail_pointer, "**fail")
	static const struct { const goc_type *type; void *fn[1]; } tab = { &fail_pointer, { fail_error } };
	goc_error f = { (const goc_itab *)&tab, &(struct fail){ 3 } };
	struct fail *found = NULL;
	goc_any target = { &fail_pointer_pointer, &found };
	assert_true(errors_As(fmt_Errorf("deep: %w", ARGS(goc_iface_any(f))), target));
	assert_ptr_equal(found, f.data);
	assert_false(errors_As(a, target));
}

// A float in text reads back as the same float, by a path of its own.
static void test_floats(void **state)
{
	(void)state;
	goc_uint64 x = 88172645463325252;
	for (int i = 0; i < 200000; i++) {
		x ^= x << 13;
		x ^= x >> 7;
		x ^= x << 17;
		double d;
		memcpy(&d, &x, sizeof d);
		if (!isfinite(d))
			continue;
		goc_string s = fmt_Sprint(ARGS({ &goc_type_float64, &d }));
		if (strtod(s, NULL) != d)
			fail_msg("%s is not %.17g", s, d);
		char want[400];
		snprintf(want, sizeof want, "%.*e", i % 20, d);
		check(fmt_Sprintf("%.*e", ARGS(VALUE(goc_type_int, int, i % 20), { &goc_type_float64, &d })), want);
		d = (double)(int64_t)x / 1e13;
		snprintf(want, sizeof want, "%.*f", i % 20, d);
		check(fmt_Sprintf("%.*f", ARGS(VALUE(goc_type_int, int, i % 20), { &goc_type_float64, &d })), want);
	}
}

int main(int argc, char **argv)
{
	table = argc > 1 ? argv[1] : "tests/unit/fmt.txt";
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_table), cmocka_unit_test(test_c_values), cmocka_unit_test(test_print),
		cmocka_unit_test(test_errors), cmocka_unit_test(test_floats),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
