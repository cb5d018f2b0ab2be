// The descriptors of C's and the dialect's basic types, type identity, and the equality of values.
//
// Two descriptors are one type when their keys are equal: weak constants make them one object within a
// link, but a program and a .gc library that it loads have one each. Pointers are compared first, so that
// the keys are read only where types differ or come from two links.
//
// Names are Go's where Go has the type: C's `long` and `long long` are both int64, because what a program
// prints with %T or reads in a panic should not depend on which of them stdint.h chose. `char` keeps its
// own name: it is neither int8 nor uint8 in C.
#include "value.h"

#include <string.h>

const unsigned char goc__zero[GOC_ZERO_SIZE] __attribute__((aligned(64)));

#define BASIC(ident, kind_, flags_, type_, text) \
	const goc_type goc_type_##ident = { .kind = GOC_KIND_##kind_, .flags = flags_, .size = sizeof(type_), \
		.name = text, .key = text };
// What C has as a mere typedef of another type is that type under another name.
#define ALIAS(ident, kind_, type_, text, key_) \
	const goc_type goc_type_##ident = { .kind = GOC_KIND_##kind_, .size = sizeof(type_), .name = text, .key = key_ };

BASIC(bool, BOOL, 0, goc_bool, "bool")
BASIC(char, INT, GOC_TYPE_CHAR, char, "char")
BASIC(int8, INT, 0, goc_int8, "int8")
BASIC(int16, INT, 0, goc_int16, "int16")
BASIC(int, INT, 0, int, "int")
BASIC(int64, INT, 0, goc_int64, "int64")
BASIC(uint8, UINT, 0, goc_uint8, "uint8")
BASIC(uint16, UINT, 0, goc_uint16, "uint16")
BASIC(uint, UINT, 0, goc_uint, "uint")
BASIC(uint64, UINT, 0, goc_uint64, "uint64")
BASIC(float32, FLOAT, 0, float, "float32")
BASIC(float64, FLOAT, 0, double, "float64")
BASIC(longdouble, FLOAT, 0, long double, "long double")
BASIC(string, STRING, GOC_TYPE_DIRECT, goc_string, "string")
BASIC(pointer, POINTER, GOC_TYPE_DIRECT, void *, "unsafe.Pointer")
ALIAS(int32, INT, goc_int32, "int32", "int")
ALIAS(uint32, UINT, goc_uint32, "uint32", "uint")
ALIAS(uintptr, UINT, goc_uintptr, "uintptr", "uint64")
BASIC(any, ANY, 0, goc_any, "interface {}")

static const goc_method error_methods[] = { { "Error", "func() string", 0 } };
const goc_type goc_type_error = { .kind = GOC_KIND_INTERFACE, .size = sizeof(goc_iface), .name = "error",
	.key = "error", .nmethods = 1, .methods = error_methods };

goc_bool goc_type_equal(const goc_type *a, const goc_type *b)
{
	return a == b || (a && b && a->kind == b->kind && strcmp(a->key, b->key) == 0);
}

int goc__has_pointers(const goc_type *t)
{
	switch (t->kind) {
	case GOC_KIND_BOOL: case GOC_KIND_INT: case GOC_KIND_UINT: case GOC_KIND_FLOAT:
	case GOC_KIND_COMPLEX: case GOC_KIND_ENUM:
		return t->kind == GOC_KIND_UINT && t->size == sizeof(void *);  // uintptr's kin may hide one
	case GOC_KIND_ARRAY:
		return t->count && goc__has_pointers(t->elem);
	case GOC_KIND_STRUCT:
		for (goc_uint32 i = 0; i < t->count; i++)
			if (goc__has_pointers(t->fields[i].type))
				return 1;
		return 0;
	default:
		return 1;
	}
}

// ---- Equality ------------------------------------------------------------------------------------

static int same_text(const char *a, const char *b)
{
	return a == b || strcmp(a ? a : "", b ? b : "") == 0;
}

static int float_equal(const goc_type *t, const void *a, const void *b)
{
	if (t->size == sizeof(float))
		return *(const float *)a == *(const float *)b;
	if (t->size == sizeof(double))
		return *(const double *)a == *(const double *)b;
	return *(const long double *)a == *(const long double *)b;
}

// A complex value is two floats of half its size.
static int complex_equal(const goc_type *t, const void *a, const void *b)
{
	goc_type half = { .size = t->size / 2 };
	return float_equal(&half, a, b)
		&& float_equal(&half, (const char *)a + half.size, (const char *)b + half.size);
}

static unsigned field_bits(const goc_field *f, const void *base)
{
	goc_uint64 unit = 0;
	goc_size bytes = ((goc_size)f->bit + f->bits + 7) / 8;
	memcpy(&unit, (const char *)base + f->offset, bytes > 8 ? 8 : bytes);
	return (unsigned)(unit >> f->bit & (((goc_uint64)1 << f->bits) - 1));
}

static int field_equal(const goc_field *f, const void *a, const void *b)
{
	if (f->bits && f->bits <= 32)
		return field_bits(f, a) == field_bits(f, b);
	if (f->bits) {
		goc_uint64 x, y;
		memcpy(&x, (const char *)a + f->offset, 8);
		memcpy(&y, (const char *)b + f->offset, 8);
		return (x ^ y) >> f->bit << (64 - f->bits) == 0;
	}
	return goc_value_equal(f->type, (const char *)a + f->offset, (const char *)b + f->offset);
}

goc_bool goc_value_equal(const goc_type *t, const void *a, const void *b)
{
	if (t->flags & GOC_TYPE_INCOMPARABLE)
		goc_panic_runtime("comparing uncomparable type %s", t->name);
	switch (t->kind) {
	case GOC_KIND_FLOAT:
		return float_equal(t, a, b);
	case GOC_KIND_COMPLEX:
		return complex_equal(t, a, b);
	case GOC_KIND_STRING:
		return same_text(*(const char *const *)a, *(const char *const *)b);
	case GOC_KIND_ANY:
		return goc_any_equal(*(const goc_any *)a, *(const goc_any *)b);
	case GOC_KIND_INTERFACE:
		return goc_any_equal(goc_iface_any(*(const goc_iface *)a), goc_iface_any(*(const goc_iface *)b));
	case GOC_KIND_ARRAY:
		for (goc_size i = 0; i < t->count; i++)
			if (!goc_value_equal(t->elem, (const char *)a + i * t->elem->size, (const char *)b + i * t->elem->size))
				return 0;
		return 1;
	case GOC_KIND_STRUCT:
		for (goc_uint32 i = 0; i < t->count; i++)
			if (!field_equal(&t->fields[i], a, b))
				return 0;
		return 1;
	default:
		return memcmp(a, b, t->size) == 0;
	}
}

// Types differ: not equal. Same type: the values decide, and a type that Go cannot compare panics even
// where the two are one object.
goc_bool goc_any_equal(goc_any a, goc_any b)
{
	if (!goc_type_equal(a.type, b.type))
		return 0;
	if (!a.type)
		return 1;
	if (a.type->flags & GOC_TYPE_DIRECT)
		return goc_value_equal(a.type, &a.data, &b.data);
	return goc_value_equal(a.type, a.data, b.data);
}

goc_bool goc_iface_equal(goc_iface a, goc_iface b)
{
	return goc_any_equal(goc_iface_any(a), goc_iface_any(b));
}
