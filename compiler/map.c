// Open addressing with linear probing, at most three quarters full. Nothing is ever taken out.
#include "map.h"
#include "arena.h"
#include <string.h>

struct map_slot {
	const char *key;        // NULL in pair maps
	uint32_t a, b;
	void *value;            // NULL: the slot is free
};

// FNV-1a, public domain (Fowler, Noll, Vo).
static uint64_t hash_text(const char *key)
{
	uint64_t h = 14695981039346656037u;
	for (; *key; key++)
		h = (h ^ (unsigned char)*key) * 1099511628211u;
	return h;
}

static uint64_t hash_pair(uint32_t a, uint32_t b)
{
	uint64_t h = ((uint64_t)a << 32 | b) * 0x9E3779B97F4A7C15u;
	return h ^ h >> 29;
}

static uint64_t hash_slot(const struct map_slot *s)
{
	return s->key ? hash_text(s->key) : hash_pair(s->a, s->b);
}

static bool same(const struct map_slot *s, const char *key, uint32_t a, uint32_t b)
{
	return key ? s->key && !strcmp(s->key, key) : !s->key && s->a == a && s->b == b;
}

static struct map_slot *find(const map *m, uint64_t hash, const char *key, uint32_t a, uint32_t b)
{
	size_t i = hash & (m->cap - 1);
	while (m->slots[i].value && !same(&m->slots[i], key, a, b))
		i = (i + 1) & (m->cap - 1);
	return &m->slots[i];
}

static void grow(map *m)
{
	map bigger = { .cap = m->cap ? 2 * m->cap : 64, .count = m->count };
	bigger.slots = arena_alloc(bigger.cap * sizeof *bigger.slots);
	for (size_t i = 0; i < m->cap; i++) {
		struct map_slot *s = &m->slots[i];
		if (s->value)
			*find(&bigger, hash_slot(s), s->key, s->a, s->b) = *s;
	}
	*m = bigger;
}

static void set(map *m, uint64_t hash, const char *key, uint32_t a, uint32_t b, void *value)
{
	if (4 * (m->count + 1) > 3 * m->cap)
		grow(m);
	struct map_slot *s = find(m, hash, key, a, b);
	if (!s->value)
		m->count++;
	*s = (struct map_slot){ key, a, b, value };
}

void *map_get(const map *m, const char *key)
{
	return m->cap ? find(m, hash_text(key), key, 0, 0)->value : NULL;
}

void map_set(map *m, const char *key, void *value)
{
	set(m, hash_text(key), key, 0, 0, value);
}

void *map_get_pair(const map *m, uint32_t a, uint32_t b)
{
	return m->cap ? find(m, hash_pair(a, b), NULL, a, b)->value : NULL;
}

void map_set_pair(map *m, uint32_t a, uint32_t b, void *value)
{
	set(m, hash_pair(a, b), NULL, a, b, value);
}
