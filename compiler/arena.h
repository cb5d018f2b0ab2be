// Memory for one translation: never freed piece by piece, given back by exit.
#ifndef GOC_ARENA_H
#define GOC_ARENA_H
#include <stddef.h>

void *arena_alloc(size_t size);                 // zeroed, aligned for any type; ends the program when there is no memory
void *arena_copy(const void *from, size_t size);
char *arena_text(const char *from, size_t len); // NUL-terminated copy
char *arena_printf(const char *format, ...) __attribute__((format(printf, 1, 2)));

// Appends an element to an array that grows in the arena: ARENA_PUSH(list, count, element). The capacity is the next power of two.
#define ARENA_PUSH(list, n, x) \
	do { \
		if (((n) & ((n) - 1)) == 0) { \
			__typeof__(list) grown_ = arena_alloc(((n) ? 2 * (size_t)(n) : 1) * sizeof *(list)); \
			for (size_t i_ = 0; i_ < (size_t)(n); i_++) \
				grown_[i_] = (list)[i_]; \
			(list) = grown_; \
		} \
		(list)[(n)++] = (x); \
	} while (0)
#endif
