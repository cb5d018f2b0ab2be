// Strings: NUL-terminated UTF-8, nil reads as "". Decoding is Go's: a byte that starts no valid sequence is
// U+FFFD of width one; overlong forms, surrogates and what lies past U+10FFFF are not valid.
//
// Every function here that makes a string copies: a string is never changed after it is made, and a part of
// one needs its own terminator.
#include "value.h"

#include <limits.h>
#include <string.h>

enum { RUNE_ERROR = 0xFFFD, RUNE_MAX = 0x10FFFF };

static char *text_of(goc_size n)
{
	char *p = goc_new_atomic(n + 1);
	p[n] = '\0';
	return p;
}

static int checked_len(goc_size n)
{
	if (n > INT_MAX)
		goc_panic_runtime("string: len out of range");
	return (int)n;
}

int goc_string_len(goc_string s)
{
	return s ? checked_len(strlen(s)) : 0;
}

goc_string goc_string_cut(goc_string s, goc_int64 i, goc_int64 j)
{
	int len = goc_string_len(s);
	goc_slice part = goc_array_cut((void *)s, len, 1, i, j, GOC_OMITTED);
	if (part.len == 0)
		return "";
	return part.ptr == s && part.len == len ? s : memcpy(text_of((goc_size)part.len), part.ptr, (goc_size)part.len);
}

goc_string goc_string_from_bytes(goc_slice bytes)
{
	if (bytes.len == 0)
		return "";
	return memcpy(text_of((goc_size)bytes.len), bytes.ptr, (goc_size)bytes.len);
}

goc_slice goc_string_bytes(goc_string s)
{
	int n = goc_string_len(s);
	if (n == 0)
		return goc_slice_make(1, 0, 0);
	goc_size room = goc__round_size((goc_size)n);
	char *p = goc_new_atomic(room);
	memcpy(p, s, (goc_size)n);
	memset(p + n, 0, room - (goc_size)n);
	return (goc_slice){ p, n, room > INT_MAX ? n : (int)room };
}

goc_slice goc_string_view(goc_string s)
{
	int n = goc_string_len(s);
	return (goc_slice){ (void *)s, n, n };
}

// ---- Runes ---------------------------------------------------------------------------------------

static int encode(goc_int64 r, char *to)
{
	if (r < 0 || r > RUNE_MAX || (r >= 0xD800 && r <= 0xDFFF))
		r = RUNE_ERROR;
	unsigned c = (unsigned)r;
	if (c < 0x80)
		return to[0] = (char)c, 1;
	if (c < 0x800) {
		to[0] = (char)(0xC0 | c >> 6);
		to[1] = (char)(0x80 | (c & 0x3F));
		return 2;
	}
	if (c < 0x10000) {
		to[0] = (char)(0xE0 | c >> 12);
		to[1] = (char)(0x80 | (c >> 6 & 0x3F));
		to[2] = (char)(0x80 | (c & 0x3F));
		return 3;
	}
	to[0] = (char)(0xF0 | c >> 18);
	to[1] = (char)(0x80 | (c >> 12 & 0x3F));
	to[2] = (char)(0x80 | (c >> 6 & 0x3F));
	to[3] = (char)(0x80 | (c & 0x3F));
	return 4;
}

goc_rune goc_string_rune(goc_string s, int i, int *next)
{
	const unsigned char *p = (const unsigned char *)s + i;
	*next = i + 1;
	unsigned first = p[0];
	if (first < 0x80)
		return (goc_rune)first;
	// first byte 110xxxxx, 1110xxxx, 11110xxx: one, two, three more; and the least value so written.
	int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
	if (first < 0xC2 || first > 0xF4)
		return RUNE_ERROR;
	static const unsigned least[] = { 0, 0x80, 0x800, 0x10000 };
	unsigned c = first & (0x3Fu >> more);
	for (int k = 1; k <= more; k++) {       // the terminator is no continuation byte: never read past it
		if ((p[k] & 0xC0) != 0x80)
			return RUNE_ERROR;
		c = c << 6 | (p[k] & 0x3F);
	}
	if (c < least[more] || c > RUNE_MAX || (c >= 0xD800 && c <= 0xDFFF))
		return RUNE_ERROR;
	*next = i + 1 + more;
	return (goc_rune)c;
}

goc_string goc_string_from_rune(goc_int64 r)
{
	char *p = goc_new_atomic(8);
	p[encode(r, p)] = '\0';
	return p;
}

goc_string goc_string_from_runes(goc_slice runes)
{
	const goc_rune *r = runes.ptr;
	char unit[4];
	goc_size n = 0;
	for (int i = 0; i < runes.len; i++)
		n += (goc_size)encode(r[i], unit);
	char *text = text_of((goc_size)checked_len(n)), *p = text;
	for (int i = 0; i < runes.len; i++) {
		int bytes = encode(r[i], unit);
		memcpy(p, unit, (goc_size)bytes);
		p += bytes;
	}
	return text;
}

goc_slice goc_string_runes(goc_string s)
{
	int n = 0, len = goc_string_len(s);
	for (int i = 0; i < len; n++)
		goc_string_rune(s, i, &i);
	goc_slice runes = goc_slice_make(sizeof(goc_rune), n, n);
	goc_rune *to = runes.ptr;
	for (int i = 0; i < len; )
		*to++ = goc_string_rune(s, i, &i);
	return runes;
}
