// any and interfaces: boxing, assertions, and finding the method table of a type for an interface.
//
// A boxed value is never written to again, so equal small values share one copy: bytes, small numbers and
// all-zero values are boxed without allocating.
//
// Tables that the translator knows are static objects of the generated code. Those that only an assertion
// asks for (`x.(I)`, a type switch) are made here once per interface and type and kept for ever in a hash
// table of lists that only grow at the head: readers take no lock, two racing writers may both add an
// entry, of which the first found is as good as the other. A type that lacks a method gets an entry too,
// so that asking again costs a look-up only.
#include "value.h"

#include <stdatomic.h>
#include <string.h>

// ---- Boxing --------------------------------------------------------------------------------------

enum { SMALL = 256 };

#define N1(n) { n }
#define N4(n) N1(n), N1((n) + 1), N1((n) + 2), N1((n) + 3)
#define N16(n) N4(n), N4((n) + 4), N4((n) + 8), N4((n) + 12)
#define N64(n) N16(n), N16((n) + 16), N16((n) + 32), N16((n) + 48)
// Little-endian: the first bytes of entry n are the number n in every width.
static const union { goc_uint64 number; } small[SMALL] = { N64(0), N64(64), N64(128), N64(192) };

static const void *shared_copy(const void *v, goc_size size)
{
	if (size <= sizeof(goc_uint64)) {
		goc_uint64 n = 0;
		memcpy(&n, v, size);
		return n < SMALL ? &small[n] : NULL;
	}
	if (size <= GOC_ZERO_SIZE && memcmp(v, goc__zero, size) == 0)
		return goc__zero;
	return NULL;
}

goc_any goc_box(const goc_type *t, const void *v)
{
	if (t->flags & GOC_TYPE_DIRECT)
		return (goc_any){ t, *(void *const *)v };
	goc_size size = t->size;
	const void *shared = shared_copy(v, size);
	if (shared)
		return (goc_any){ t, (void *)shared };
	if (goc__has_pointers(t))
		return (goc_any){ t, goc_new_copy(v, size) };
	return (goc_any){ t, memcpy(goc_new_atomic(size), v, size) };
}

goc_any goc_iface_any(goc_iface i)
{
	return i.tab ? (goc_any){ i.tab->type, i.data } : (goc_any){ NULL, NULL };
}

const void *goc_any_as(const goc_any *a, const goc_type *t)
{
	if (!goc_type_equal(a->type, t))
		return NULL;
	return t->flags & GOC_TYPE_DIRECT ? (const void *)&a->data : a->data;
}

// ---- Method tables -------------------------------------------------------------------------------

struct entry {
	const goc_interface *iface;
	const goc_type *type;
	const goc_itab *tab;        // NULL: the type lacks a method
	struct entry *next;         // immutable once the entry is in its list
};

enum { BUCKETS = 512 };
static _Atomic(struct entry *) buckets[BUCKETS];    // the release of push pairs with the acquire of itab_find

static unsigned bucket_of(const goc_interface *i, const goc_type *t)
{
	goc_uint64 h = ((goc_uintptr)i >> 3) * 0x9e3779b97f4a7c15u ^ ((goc_uintptr)t >> 3) * 0xc2b2ae3d27d4eb4fu;
	return (unsigned)(h >> 40) % BUCKETS;
}

// Both lists are sorted by name: one walk. Fills fn (may be NULL) in the interface's order and returns
// the first method that the type lacks, or NULL.
static const char *match(const goc_interface *i, const goc_type *t, void **fn)
{
	unsigned m = 0;
	for (unsigned k = 0; k < i->nmethods; k++) {
		const goc_method *want = &i->methods[k];
		int order = -1;
		while (m < t->nmethods && (order = strcmp(t->methods[m].name, want->name)) < 0)
			m++;
		if (m == t->nmethods || order != 0 || strcmp(t->methods[m].signature, want->signature) != 0)
			return want->name;
		if (fn)
			fn[k] = t->methods[m].fn;
	}
	return NULL;
}

static const goc_itab *make_tab(const goc_interface *i, const goc_type *t)
{
	goc_itab *tab = goc_new(sizeof *tab + i->nmethods * sizeof tab->fn[0]);
	tab->type = t;
	return match(i, t, tab->fn) ? NULL : tab;
}

const goc_itab *goc_itab_find(const goc_interface *i, const goc_type *t)
{
	if (!t)
		return NULL;
	_Atomic(struct entry *) *bucket = &buckets[bucket_of(i, t)];
	struct entry *head = atomic_load_explicit(bucket, memory_order_acquire);
	for (struct entry *e = head; e; e = e->next)
		if (e->iface == i && e->type == t)
			return e->tab;
	struct entry *e = goc_new(sizeof *e);
	*e = (struct entry){ i, t, make_tab(i, t), head };
	while (!atomic_compare_exchange_weak_explicit(bucket, &e->next, e, memory_order_release, memory_order_relaxed))
		;
	return e->tab;
}

const char *goc_missing_method(const goc_interface *i, const goc_type *t)
{
	return t ? match(i, t, NULL) : i->nmethods ? i->methods[0].name : NULL;
}

// The words are those of Go's runtime.TypeAssertionError.
void goc_panic_assert(const char *iface_name, const goc_type *have, const char *want, const char *missing)
{
	if (!have)
		goc_panic_plain("interface conversion: %s is nil, not %s", iface_name, want);
	if (missing)
		goc_panic_plain("interface conversion: %s is not %s: missing method %s", have->name, want, missing);
	goc_panic_plain("interface conversion: %s is %s, not %s", iface_name, have->name, want);
}

goc_iface goc_iface_of(const goc_interface *i, goc_any v)
{
	return (goc_iface){ goc_itab_find(i, v.type), v.data };
}

goc_bool goc_iface_as_ok(const goc_interface *i, goc_iface *to, goc_any x)
{
	goc_iface v = goc_iface_of(i, x);
	if (to)
		*to = v.tab ? v : (goc_iface){ NULL, NULL };
	return v.tab != NULL;
}

goc_iface goc_iface_as(const goc_interface *i, goc_any x)
{
	goc_iface v = goc_iface_of(i, x);
	if (!v.tab)
		goc_panic_assert("interface", x.type, i->name, goc_missing_method(i, x.type));
	return v;
}

goc_bool goc_any_as_any_ok(goc_any *to, goc_any x)
{
	if (to)
		*to = x;
	return x.type != NULL;
}

goc_any goc_any_as_any(goc_any x)
{
	if (!x.type)
		goc_panic_assert("interface", NULL, "interface {}", NULL);
	return x;
}
