// What the files of core/ that implement the dialect's values (types, interfaces, slices, strings) share.
// Public declarations are in goc/goc.h and goc/type.h.
#ifndef GOC_CORE_VALUE_H
#define GOC_CORE_VALUE_H
#include <goc/goc.h>
#include <goc/type.h>
#include <stddef.h>

// sched/panic.c (see sched/panic.h): panics with a runtime.Error of the formatted text, which
// goc_panic_runtime opens with "runtime error: ". Declared here since core/ includes nothing of sched/.
_Noreturn void goc_panic_runtime(const char *fmt, ...) __attribute__((format(printf, 1, 2), cold));
_Noreturn void goc_panic_plain(const char *fmt, ...) __attribute__((format(printf, 1, 2), cold));

// What pointers to nothing point at: empty slices that are not nil, values of size zero, all-zero values.
// Never written to.
enum { GOC_ZERO_SIZE = 1024 };
extern const unsigned char goc__zero[GOC_ZERO_SIZE];

// The bytes that Go's allocator would hand out for a request of size, so that append gives the capacities
// that a Go program prints.
goc_size goc__round_size(goc_size size);

// A float as print and an uncaught panic show it: into out, of n bytes (40 are enough).
void goc__float_text(char *out, goc_size n, double v, int single);

// True when a value of the type may hold a pointer that the collector must see.
int goc__has_pointers(const goc_type *t);

#endif
