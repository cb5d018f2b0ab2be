// sync.Map: chained hashing under an RWMutex. Readers share it. Hashing and comparing may panic for a key
// that == cannot compare, and does so before the lock is taken: a key of the same type is hashed first.
//
// Range goes through a copy of the pairs that it makes at its start, so that its function may change the
// map, and looks each key up again: it sees what is there now, and no key twice.
#include "hash.h"

#include <goc/sync.h>
#include <stdbool.h>
#include <stddef.h>

struct pair { struct pair *next; goc_uint64 hash; goc_any key, value; };

// What the private member points at; under mu.
struct table {
	struct pair **buckets;
	goc_size n, size;           // pairs; buckets, a power of two
};

static struct pair **place(const struct table *t, goc_uint64 hash, goc_any key)
{
	struct pair **p = &t->buckets[hash & (t->size - 1)];
	while (*p && !((*p)->hash == hash && goc_any_equal((*p)->key, key)))
		p = &(*p)->next;
	return p;
}

static struct pair *find(sync_Map *m, goc_uint64 hash, goc_any key)
{
	return m->table ? *place(m->table, hash, key) : NULL;
}

static void grow(struct table *t)
{
	goc_size size = t->size ? t->size * 2 : 8;
	struct pair **buckets = goc_new(size * sizeof *buckets);
	for (goc_size i = 0; i < t->size; i++)
		for (struct pair *p = t->buckets[i], *next; p; p = next) {
			next = p->next;
			p->next = buckets[p->hash & (size - 1)];
			buckets[p->hash & (size - 1)] = p;
		}
	t->buckets = buckets;
	t->size = size;
}

// Adds a key that is not there.
static void add(sync_Map *m, goc_uint64 hash, goc_any key, goc_any value)
{
	if (!m->table)
		m->table = goc_new(sizeof(struct table));
	struct table *t = m->table;
	if (t->n >= t->size)
		grow(t);
	struct pair *p = goc_new(sizeof *p), **bucket = &t->buckets[hash & (t->size - 1)];
	*p = (struct pair){ *bucket, hash, key, value };
	*bucket = p;
	t->n++;
}

static void take_off(sync_Map *m, goc_uint64 hash, goc_any key)
{
	struct table *t = m->table;
	struct pair **p = place(t, hash, key);
	*p = (*p)->next;
	t->n--;
}

struct sync_Map_Load_results sync_Map_Load(sync_Map *m, goc_any key)
{
	struct sync_Map_Load_results r = { 0 };
	goc_uint64 hash = goc__hash(key);
	sync_RWMutex_RLock(&m->mu);
	struct pair *p = find(m, hash, key);
	if (p) {
		r.value = p->value;
		r.ok = true;
	}
	sync_RWMutex_RUnlock(&m->mu);
	return r;
}

struct sync_Map_Swap_results sync_Map_Swap(sync_Map *m, goc_any key, goc_any value)
{
	struct sync_Map_Swap_results r = { 0 };
	goc_uint64 hash = goc__hash(key);
	sync_RWMutex_Lock(&m->mu);
	struct pair *p = find(m, hash, key);
	if (p) {
		r.previous = p->value;
		r.loaded = true;
		p->value = value;
	} else {
		add(m, hash, key, value);
	}
	sync_RWMutex_Unlock(&m->mu);
	return r;
}

void sync_Map_Store(sync_Map *m, goc_any key, goc_any value)
{
	sync_Map_Swap(m, key, value);
}

struct sync_Map_LoadOrStore_results sync_Map_LoadOrStore(sync_Map *m, goc_any key, goc_any value)
{
	struct sync_Map_Load_results had = sync_Map_Load(m, key);
	struct sync_Map_LoadOrStore_results r = { had.value, had.ok };
	if (had.ok)
		return r;
	goc_uint64 hash = goc__hash(key);
	sync_RWMutex_Lock(&m->mu);
	struct pair *p = find(m, hash, key);
	r.loaded = p != NULL;
	r.actual = p ? p->value : value;
	if (!p)
		add(m, hash, key, value);
	sync_RWMutex_Unlock(&m->mu);
	return r;
}

struct sync_Map_LoadAndDelete_results sync_Map_LoadAndDelete(sync_Map *m, goc_any key)
{
	struct sync_Map_LoadAndDelete_results r = { 0 };
	goc_uint64 hash = goc__hash(key);
	sync_RWMutex_Lock(&m->mu);
	struct pair *p = find(m, hash, key);
	if (p) {
		r.value = p->value;
		r.loaded = true;
		take_off(m, hash, key);
	}
	sync_RWMutex_Unlock(&m->mu);
	return r;
}

void sync_Map_Delete(sync_Map *m, goc_any key)
{
	sync_Map_LoadAndDelete(m, key);
}

// Comparing calls panics for what == cannot compare: asked before the lock.
static void need_comparable(goc_any old)
{
	goc_any_equal(old, old);
}

goc_bool sync_Map_CompareAndSwap(sync_Map *m, goc_any key, goc_any old, goc_any new_value)
{
	goc_uint64 hash = goc__hash(key);
	need_comparable(old);
	sync_RWMutex_Lock(&m->mu);
	struct pair *p = find(m, hash, key);
	bool same = p && goc_any_equal(p->value, old);
	if (same)
		p->value = new_value;
	sync_RWMutex_Unlock(&m->mu);
	return same;
}

goc_bool sync_Map_CompareAndDelete(sync_Map *m, goc_any key, goc_any old)
{
	goc_uint64 hash = goc__hash(key);
	need_comparable(old);
	sync_RWMutex_Lock(&m->mu);
	struct pair *p = find(m, hash, key);
	bool same = p && goc_any_equal(p->value, old);
	if (same)
		take_off(m, hash, key);
	sync_RWMutex_Unlock(&m->mu);
	return same;
}

void sync_Map_Range(sync_Map *m, goc_func *f)
{
	goc_any *keys = NULL;
	goc_size n = 0;
	sync_RWMutex_RLock(&m->mu);
	struct table *t = m->table;
	if (t)
		keys = goc_new((t->n + 1) * sizeof *keys);
	for (goc_size i = 0; t && i < t->size; i++)
		for (struct pair *p = t->buckets[i]; p; p = p->next)
			keys[n++] = p->key;
	sync_RWMutex_RUnlock(&m->mu);
	for (goc_size i = 0; i < n; i++) {
		struct sync_Map_Load_results r = sync_Map_Load(m, keys[i]);
		if (r.ok && !((goc_bool (*)(goc_any, goc_any, void *))f->code)(keys[i], r.value, f))
			return;
	}
}

void sync_Map_Clear(sync_Map *m)
{
	sync_RWMutex_Lock(&m->mu);
	m->table = NULL;
	sync_RWMutex_Unlock(&m->mu);
}
