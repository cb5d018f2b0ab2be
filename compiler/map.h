// Hash maps in the arena: from text and from a pair of 32-bit numbers to a pointer. A value is never NULL.
#ifndef GOC_MAP_H
#define GOC_MAP_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct map {
	struct map_slot *slots;
	size_t count, cap;
} map;

void *map_get(const map *m, const char *key);               // NULL: not there
void map_set(map *m, const char *key, void *value);         // the key is kept, not copied
void *map_get_pair(const map *m, uint32_t a, uint32_t b);
void map_set_pair(map *m, uint32_t a, uint32_t b, void *value);
#endif
