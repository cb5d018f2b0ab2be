// Hashing by descriptor, as equality in core/types.c compares: text by its characters, numbers by their
// value (0 and -0 are equal, NaN equals nothing), structs and arrays member by member, interfaces by what they hold.
#include "hash.h"

#include "sched/panic.h"

#include <string.h>

static goc_uint64 mix(goc_uint64 h, goc_uint64 n)
{
	h = (h ^ n) * 0x9e3779b97f4a7c15u;
	return h ^ h >> 29;
}

static goc_uint64 hash_bytes(goc_uint64 h, const void *p, goc_size n)
{
	const unsigned char *b = p;
	goc_uint64 word = 0;
	for (; n >= 8; n -= 8, b += 8) {
		memcpy(&word, b, 8);
		h = mix(h, word);
	}
	word = n;
	for (; n; n--)
		word = word << 8 | *b++;
	return mix(h, word);
}

static goc_uint64 hash_value(goc_uint64 h, const goc_type *t, const void *v);

static goc_uint64 hash_any(goc_uint64 h, goc_any v)
{
	if (!v.type)
		return mix(h, 1);
	h = hash_bytes(h, v.type->key, strlen(v.type->key));
	return hash_value(h, v.type, v.type->flags & GOC_TYPE_DIRECT ? (const void *)&v.data : v.data);
}

static goc_uint64 hash_float(goc_uint64 h, const goc_type *t, const void *v)
{
	double d = t->size == sizeof(float) ? (double)*(const float *)v : t->size == sizeof(double) ? *(const double *)v
		: (double)*(const long double *)v;
	return d == 0 ? mix(h, 0) : hash_bytes(h, &d, sizeof d);
}

static goc_uint64 hash_fields(goc_uint64 h, const goc_type *t, const void *v)
{
	for (goc_uint32 i = 0; i < t->count; i++) {
		const goc_field *f = &t->fields[i];
		if (!f->bits)           // a bit-field adds nothing: equal values still have equal hashes
			h = hash_value(h, f->type, (const char *)v + f->offset);
	}
	return h;
}

static goc_uint64 hash_value(goc_uint64 h, const goc_type *t, const void *v)
{
	if (t->flags & GOC_TYPE_INCOMPARABLE)
		goc_panic_runtime("hash of unhashable type %s", t->name);
	switch (t->kind) {
	case GOC_KIND_STRING: {
		const char *s = *(const char *const *)v;
		return hash_bytes(h, s ? s : "", s ? strlen(s) : 0);
	}
	case GOC_KIND_FLOAT:
		return hash_float(h, t, v);
	case GOC_KIND_COMPLEX: {
		goc_type half = { .size = t->size / 2 };
		return hash_float(hash_float(h, &half, v), &half, (const char *)v + half.size);
	}
	case GOC_KIND_ANY:
		return hash_any(h, *(const goc_any *)v);
	case GOC_KIND_INTERFACE:
		return hash_any(h, goc_iface_any(*(const goc_iface *)v));
	case GOC_KIND_ARRAY:
		for (goc_uint32 i = 0; i < t->count; i++)
			h = hash_value(h, t->elem, (const char *)v + (goc_size)i * t->elem->size);
		return h;
	case GOC_KIND_STRUCT:
		return hash_fields(h, t, v);
	default:
		return hash_bytes(h, v, t->size);
	}
}

goc_uint64 goc__hash(goc_any v)
{
	return hash_any(0x243f6a8885a308d3u, v);
}
