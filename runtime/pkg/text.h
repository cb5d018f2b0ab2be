// Text gathered piece by piece: in an array of its own at first, so that short ones cost nothing but the string
// made at the end, then in collected memory. Lives on the stack of one call.
#ifndef GOC_PKG_TEXT_H
#define GOC_PKG_TEXT_H
#include <goc/goc.h>
#include <string.h>

struct text {
	char *at;                   // local, or collected memory once it has grown
	goc_size len, cap;          // cap leaves room for the terminator
	char local[232];
};

static inline void text_start(struct text *t)
{
	t->at = t->local;
	t->len = 0;
	t->cap = sizeof t->local - 1;
}

void goc__text_grow(struct text *t, goc_size more);

static inline void text_bytes(struct text *t, const char *s, goc_size n)
{
	if (t->cap - t->len < n)
		goc__text_grow(t, n);
	memcpy(t->at + t->len, s, n);
	t->len += n;
}

static inline void text_add(struct text *t, const char *s)
{
	if (s)
		text_bytes(t, s, strlen(s));
}

static inline void text_char(struct text *t, char c)
{
	text_bytes(t, &c, 1);
}

void goc__text_int(struct text *t, goc_int64 n, int width);     // decimal, at least width digits by zeros
void goc__text_quote(struct text *t, goc_string s);             // as Go's %q, for ASCII and valid UTF-8
void goc__text_quote_bytes(struct text *t, goc_string s);       // bytes that are not printable ASCII as \xNN
// The text so far, ended by a NUL; the text's own, until the next addition.
static inline const char *text_peek(struct text *t)
{
	t->at[t->len] = '\0';
	return t->at;
}
goc_string goc__text_string(const struct text *t);              // a fresh string
// A fresh string of all of them; a NULL ends the list.
goc_string goc__text_join(const char *first, ...) __attribute__((sentinel));

#endif
