// Gathering text: see text.h.
#include "text.h"

#include <stdarg.h>
#include <stdio.h>

void goc__text_grow(struct text *t, goc_size more)
{
	goc_size cap = (t->len + more) * 2;
	char *to = goc_new_atomic(cap + 1);
	memcpy(to, t->at, t->len);
	t->at = to;
	t->cap = cap;
}

void goc__text_int(struct text *t, goc_int64 n, int width)
{
	char digits[24];
	int i = sizeof digits;
	goc_uint64 u = n < 0 ? -(goc_uint64)n : (goc_uint64)n;
	do
		digits[--i] = (char)('0' + u % 10);
	while ((u /= 10) || (int)sizeof digits - i < width);
	if (n < 0)
		digits[--i] = '-';
	text_bytes(t, digits + i, sizeof digits - (goc_size)i);
}

void goc__text_quote(struct text *t, goc_string s)
{
	static const char plain[] = "\a\b\f\n\r\t\v", letter[] = "abfnrtv";
	text_char(t, '"');
	for (const unsigned char *p = (const unsigned char *)(s ? s : ""); *p; p++) {
		const char *k = strchr(plain, *p);
		char hex[8];
		if (*p == '"' || *p == '\\') {
			text_char(t, '\\');
			text_char(t, (char)*p);
		} else if (k) {
			text_char(t, '\\');
			text_char(t, letter[k - plain]);
		} else if (*p < ' ' || *p == 0x7f) {
			snprintf(hex, sizeof hex, "\\x%02x", *p);
			text_add(t, hex);
		} else {
			text_char(t, (char)*p);
		}
	}
	text_char(t, '"');
}

void goc__text_quote_bytes(struct text *t, goc_string s)
{
	text_char(t, '"');
	for (const unsigned char *p = (const unsigned char *)(s ? s : ""); *p; p++) {
		char hex[8];
		if (*p < ' ' || *p >= 0x80) {
			snprintf(hex, sizeof hex, "\\x%02x", *p);
			text_add(t, hex);
			continue;
		}
		if (*p == '"' || *p == '\\')
			text_char(t, '\\');
		text_char(t, (char)*p);
	}
	text_char(t, '"');
}

goc_string goc__text_string(const struct text *t)
{
	char *s = goc_new_atomic(t->len + 1);
	memcpy(s, t->at, t->len);
	s[t->len] = '\0';
	return s;
}

goc_string goc__text_join(const char *first, ...)
{
	struct text t;
	text_start(&t);
	va_list ap;
	va_start(ap, first);
	for (const char *s = first; s; s = va_arg(ap, const char *))
		text_add(&t, s);
	va_end(ap);
	return goc__text_string(&t);
}
