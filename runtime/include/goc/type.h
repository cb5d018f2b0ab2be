// Types at run time: what `any`, interfaces, assertions and fmt know of a value. The translator makes one
// descriptor a type as a weak constant `goc_type_…`, so that a link holds one of each.
#ifndef GOC_TYPE_H
#define GOC_TYPE_H
#include <goc/goc.h>

enum goc_kind {
	GOC_KIND_INVALID, GOC_KIND_BOOL, GOC_KIND_INT, GOC_KIND_UINT, GOC_KIND_FLOAT, GOC_KIND_COMPLEX,
	GOC_KIND_STRING,                    // string, char *, const char *
	GOC_KIND_POINTER, GOC_KIND_ARRAY, GOC_KIND_SLICE, GOC_KIND_CHAN, GOC_KIND_FUNC,
	GOC_KIND_STRUCT, GOC_KIND_UNION, GOC_KIND_ENUM, GOC_KIND_ANY, GOC_KIND_INTERFACE
};

enum {
	GOC_TYPE_DIRECT = 1,        // the value is a pointer and lies in goc_any.data itself
	GOC_TYPE_NAMED = 2,         // a type of its own (typedef with methods or of a package; struct, union, enum)
	GOC_TYPE_INCOMPARABLE = 4,  // == panics: slices, functions, what holds one
	GOC_TYPE_CHAR = 8           // plain char: prints as a number, a slice or array of it is bytes
};

typedef struct goc_field {
	const char *name;
	const goc_type *type;
	goc_uint32 offset;          // bytes; of the storage unit for a bit-field
	goc_uint8 bit, bits;        // bit-fields: first bit and width, else 0 and 0
} goc_field;

typedef struct goc_method {
	const char *name;           // sorted in byte order
	const char *signature;      // canonical text of parameters and results: equal text, equal type
	void *fn;                   // takes goc_any's data first, then the parameters
} goc_method;

struct goc_type {
	goc_uint8 kind, flags;
	goc_uint16 nmethods;
	goc_uint32 size;
	goc_uint32 count;           // array: elements; struct, union: fields
	const char *name;           // what %T prints: "int", "*main.T" is written "*T", "time.Duration", "[]string"
	const char *key;            // canonical text: two descriptors are one type when their keys are equal
	const goc_type *elem;       // pointer, array, slice, channel; an unsigned enum: uint, uint64
	const goc_field *fields;
	const goc_method *methods;
};

// An interface type at run time: what an assertion to it asks for.
typedef struct goc_interface {
	const char *name;           // for messages
	goc_uint32 nmethods;
	const goc_method *methods;  // name and signature, fn NULL; sorted
} goc_interface;

struct goc_itab {
	const goc_type *type;
	void *fn[];
};

// The descriptors of C's and the dialect's basic types (core/types.c).
extern const goc_type goc_type_bool, goc_type_char, goc_type_int8, goc_type_int16, goc_type_int32, goc_type_int,
	goc_type_int64, goc_type_uint8, goc_type_uint16, goc_type_uint32, goc_type_uint, goc_type_uint64,
	goc_type_uintptr, goc_type_float32, goc_type_float64, goc_type_longdouble, goc_type_string, goc_type_pointer,
	goc_type_any, goc_type_error;
// (char is goc_type_char; long and long long are int64, unsigned long … uint64; wchar_t, rune are int32; byte is uint8.)

// A value of a non-DIRECT type into any: copies the t->size bytes at v.
goc_any goc_box(const goc_type *t, const void *v);
#define GOC_BOX(t, T, ...) ({ __typeof__(T) goc_v_ = (__VA_ARGS__); goc_box(&(t), &goc_v_); })
#define GOC_DIRECT(t, ...) ((goc_any){ &(t), (void *)(__VA_ARGS__) })
// The same for the types above that C has as numbers, by Go's name (GOC_ANY(int, x + 1)), and for strings.
#define GOC_ANY(name, ...) ({ goc_##name goc_v_ = (__VA_ARGS__); goc_box(&goc_type_##name, &goc_v_); })
#define GOC_TEXT(...) ((goc_any){ &goc_type_string, (void *)(__VA_ARGS__) })
typedef int goc_int;
typedef char goc_char;
typedef long double goc_longdouble;

goc_any goc_iface_any(goc_iface i);                                    // any interface to any
goc_iface goc_iface_of(const goc_interface *i, goc_any v);             // v as i, which its type has; nil stays nil
// Assertions. To a concrete type: a pointer to the value (for DIRECT types to a copy of it) or NULL; to an interface: its table or NULL.
const void *goc_any_as(const goc_any *a, const goc_type *t);
const goc_itab *goc_itab_find(const goc_interface *i, const goc_type *t);
// Panics with Go's words: "interface conversion: interface {} is string, not int", "…: missing method M".
_Noreturn void goc_panic_assert(const char *iface_name, const goc_type *have, const char *want, const char *missing);
const char *goc_missing_method(const goc_interface *i, const goc_type *t);   // NULL: none
goc_bool goc_type_equal(const goc_type *a, const goc_type *b);
goc_bool goc_any_equal(goc_any a, goc_any b);                          // Go's ==; panics on incomparable types
goc_bool goc_iface_equal(goc_iface a, goc_iface b);
goc_bool goc_value_equal(const goc_type *t, const void *a, const void *b);

// x.(T) of an any, T a type of its own or C's: the value, or a panic in Go's words. from: the name of x's type.
#define GOC_AS(T, t, from, ...) \
	({ goc_any goc_x_ = (__VA_ARGS__); const void *goc_p_ = goc_any_as(&goc_x_, &(t)); \
	   if (!goc_p_) goc_panic_assert(from, goc_x_.type, (t).name, 0); \
	   *(__typeof__(T) const *)goc_p_; })
// v, ok = x.(T): stores the value, or zero, at to (may be NULL); the value is ok.
#define GOC_AS_OK(T, t, to, ...) \
	({ goc_any goc_x_ = (__VA_ARGS__); const void *goc_p_ = goc_any_as(&goc_x_, &(t)); __typeof__(T) *goc_to_ = (to); \
	   if (goc_to_ && goc_p_) *goc_to_ = *(__typeof__(T) const *)goc_p_; \
	   else if (goc_to_) __builtin_memset(goc_to_, 0, sizeof *goc_to_); \
	   (goc_bool)(goc_p_ != 0); })
// The same to an interface i. goc_any_as_any: x.(any), which only nil fails.
goc_iface goc_iface_as(const goc_interface *i, goc_any x);
goc_bool goc_iface_as_ok(const goc_interface *i, goc_iface *to, goc_any x);
goc_any goc_any_as_any(goc_any x);
goc_bool goc_any_as_any_ok(goc_any *to, goc_any x);

// The predeclared print and println: the values to standard error in the words of Go's runtime.
void goc_print(const goc_any *values, int n);
void goc_println(const goc_any *values, int n);

#endif
