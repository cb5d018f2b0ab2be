// Bump allocation in large blocks. Blocks come zeroed from calloc, so nothing is cleared twice.
#include "arena.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 1 << 18 };

static char *block;
static size_t left;

void *arena_alloc(size_t size)
{
	size = (size + 15) & ~(size_t)15;
	if (size > left) {
		size_t need = size > BLOCK / 4 ? size : BLOCK;
		char *fresh = calloc(1, need);
		if (!fresh) {
			fputs("goc-translate: out of memory\n", stderr);
			exit(1);
		}
		if (need != BLOCK)
			return fresh;
		block = fresh;
		left = BLOCK;
	}
	void *p = block;
	block += size;
	left -= size;
	return p;
}

void *arena_copy(const void *from, size_t size)
{
	return memcpy(arena_alloc(size), from, size);
}

char *arena_text(const char *from, size_t len)
{
	char *t = arena_alloc(len + 1);
	memcpy(t, from, len);
	return t;
}

char *arena_printf(const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	int len = vsnprintf(NULL, 0, format, ap);
	va_end(ap);
	char *t = arena_alloc((size_t)len + 1);
	va_start(ap, format);
	vsnprintf(t, (size_t)len + 1, format, ap);
	va_end(ap);
	return t;
}
