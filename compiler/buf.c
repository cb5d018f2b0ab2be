// Growing text: doubles, never shrinks.
#include "buf.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void grow(buf *b, size_t more)
{
	if (b->len + more + 1 <= b->cap)
		return;
	size_t cap = b->cap ? b->cap : 256;
	while (cap < b->len + more + 1)
		cap *= 2;
	char *text = realloc(b->text, cap);
	if (!text) {
		fputs("goc-translate: out of memory\n", stderr);
		exit(1);
	}
	b->text = text;
	b->cap = cap;
}

void buf_put(buf *b, const char *text, size_t len)
{
	grow(b, len);
	memcpy(b->text + b->len, text, len);
	b->len += len;
	b->text[b->len] = 0;
}

void buf_puts(buf *b, const char *text)
{
	buf_put(b, text, strlen(text));
}

void buf_putc(buf *b, char c)
{
	buf_put(b, &c, 1);
}

void buf_vprintf(buf *b, const char *format, va_list ap)
{
	va_list again;
	va_copy(again, ap);
	int len = vsnprintf(NULL, 0, format, ap);
	grow(b, (size_t)len);
	vsnprintf(b->text + b->len, (size_t)len + 1, format, again);
	b->len += (size_t)len;
	va_end(again);
}

void buf_printf(buf *b, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	buf_vprintf(b, format, ap);
	va_end(ap);
}
