// Reads one value for a pointer, by the kind of what it points at: the longest run of characters that can
// be such a value, converted as Go's strconv converts it.
#define _GNU_SOURCE
#include "scanner.h"
#include "printer.h"

#include <errno.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>

static const char decimal[] = "0123456789", hexadecimal[] = "0123456789aAbBcCdDeEfF";

static bool verb_fits(struct scanner *s, uint32_t verb, const char *verbs, const char *kind)
{
	if (verb < 128 && strchr(verbs, (int)verb))
		return true;
	char utf8[5] = { 0 };
	goc__encode_rune(utf8, verb);
	return goc__scan_fail(s, "bad verb '%", utf8, "' for ", kind, (char *)0);
}

static bool begin(struct scanner *s)
{
	goc__scan_skip_space(s);
	return goc__scan_more(s);
}

// ---- Booleans ----------------------------------------------------------------------------------------

// The rest of "true" or "false", if there is more than the first letter: pairs of both cases of each.
static bool rest_of_word(struct scanner *s, const char *pairs)
{
	char set[3] = { 0 };
	for (bool first = true; *pairs; pairs += 2, first = false) {
		memcpy(set, pairs, 2);
		if (!goc__scan_accept(s, set))
			return first || goc__scan_fail(s, "syntax error scanning boolean", (char *)0);
	}
	return true;
}

static bool scan_bool(struct scanner *s, uint32_t verb, goc_bool *value)
{
	if (!begin(s) || !verb_fits(s, verb, "tv", "boolean"))
		return false;
	int32_t r = goc__scan_rune(s);
	if ((r | 32) == 't' && !rest_of_word(s, "rRuUeE"))
		return false;
	if ((r | 32) == 'f' && !rest_of_word(s, "aAlLsSeE"))
		return false;
	*value = r == '1' || (r | 32) == 't';
	return true;
}

// ---- Integers ----------------------------------------------------------------------------------------

// Underscores stand between digits, or between a prefix and a digit.
static bool underscores_fit(const char *digits, bool prefixed)
{
	bool digit = prefixed;
	for (; *digits; digits++) {
		if (*digits == '_' && !digit)
			return false;
		digit = *digits != '_';
	}
	return digit;
}

// The token's number: sign, prefix (base 0), digits. Go's errors.
static bool parse_integer(struct scanner *s, int base, bool is_signed, uint64_t *value)
{
	const char *token = text_peek(&s->token), *p = token, *wrong = NULL;
	const char *name = is_signed ? "strconv.ParseInt: parsing \"" : "strconv.ParseUint: parsing \"";
	bool negative = *p == '-', prefixed = false;
	p += *p == '-' || *p == '+';
	if (base == 0) {
		base = 10;
		if (p[0] == '0' && p[1]) {
			int c = p[1] | 32;
			base = c == 'x' ? 16 : c == 'b' ? 2 : 8;
			p += c == 'x' || c == 'b' || c == 'o' ? 2 : 1;
			prefixed = true;
		}
	}
	if (!*p || !underscores_fit(p, prefixed))
		wrong = "\": invalid syntax";
	uint64_t n = 0, most = is_signed ? (uint64_t)INT64_MAX + negative : UINT64_MAX;
	for (; *p && !wrong; p++) {
		if (*p == '_')
			continue;
		uint64_t digit = (uint64_t)(*p <= '9' ? *p - '0' : (*p | 32) - 'a' + 10);
		if (__builtin_mul_overflow(n, (uint64_t)base, &n) || __builtin_add_overflow(n, digit, &n) || n > most)
			wrong = "\": value out of range";
	}
	*value = negative ? -n : n;
	return wrong ? goc__scan_fail(s, name, token, wrong, (char *)0) : true;
}

// %v: 0x, 0o, 0b and 0 choose the base. Returns the digits that may follow.
static const char *base_prefix(struct scanner *s, bool *have_digits)
{
	*have_digits = false;
	if (!goc__scan_accept(s, "0"))
		return "0123456789_";
	*have_digits = true;
	if (goc__scan_accept(s, "bB"))
		return "01_";
	if (goc__scan_accept(s, "xX"))
		return "0123456789aAbBcCdDeEfF_";
	goc__scan_accept(s, "oO");
	return "01234567_";
}

static bool scan_char(struct scanner *s, int bits, uint64_t *value)
{
	if (!goc__scan_more(s))
		return false;
	int32_t r = goc__scan_rune(s);
	*value = (uint64_t)r;
	if (bits >= 32 || (int64_t)((uint64_t)r << (64 - bits)) >> (64 - bits) == r)
		return true;
	char utf8[5] = { 0 };
	goc__encode_rune(utf8, (uint32_t)r);
	return goc__scan_fail(s, "overflow on character value ", utf8, (char *)0);
}

static bool scan_integer(struct scanner *s, uint32_t verb, int bits, bool is_signed, uint64_t *value)
{
	if (verb == 'c')
		return scan_char(s, bits, value);
	if (!begin(s) || !verb_fits(s, verb, "bdoUxXv", "integer"))
		return false;
	const char *digits = decimal;
	bool have_digits = false;
	int base = verb == 'v' ? 0 : verb == 'b' ? 2 : verb == 'o' ? 8 : verb == 'd' ? 10 : 16;
	if (verb == 'U') {
		bool prefix = goc__scan_accept(s, "U") && goc__scan_accept(s, "+");
		text_start(&s->token);
		if (!prefix)
			return goc__scan_fail(s, "bad unicode format ", (char *)0);
	} else if (is_signed) {
		goc__scan_accept(s, "+-");
	}
	if (verb == 'v')
		digits = base_prefix(s, &have_digits);
	else
		digits = base == 2 ? "01" : base == 8 ? "01234567" : base == 16 ? hexadecimal : decimal;
	if (!have_digits && (!goc__scan_more(s) || !goc__scan_accept(s, digits)))
		return goc__scan_fail(s, "expected integer", (char *)0);
	while (goc__scan_accept(s, digits))
		;
	if (s->err.tab || !parse_integer(s, base, is_signed, value))
		return false;
	int unused = 64 - bits;
	uint64_t back = is_signed ? (uint64_t)((int64_t)(*value << unused) >> unused) : *value << unused >> unused;
	if (back == *value)
		return true;
	return goc__scan_fail(s, is_signed ? "integer overflow on token " : "unsigned integer overflow on token ",
		text_peek(&s->token), (char *)0);
}

// ---- Floats ------------------------------------------------------------------------------------------

static void float_token(struct scanner *s)
{
	const char *digits = "0123456789_", *exponent = "eEpP";
	text_start(&s->token);
	if (goc__scan_accept(s, "nN") && goc__scan_accept(s, "aA") && goc__scan_accept(s, "nN"))
		return;
	goc__scan_accept(s, "+-");
	if (goc__scan_accept(s, "iI") && goc__scan_accept(s, "nN") && goc__scan_accept(s, "fF"))
		return;
	if (goc__scan_accept(s, "0") && goc__scan_accept(s, "xX")) {
		digits = "0123456789aAbBcCdDeEfF_";
		exponent = "pP";
	}
	while (goc__scan_accept(s, digits))
		;
	if (goc__scan_accept(s, "."))
		while (goc__scan_accept(s, digits))
			;
	if (goc__scan_accept(s, exponent)) {
		goc__scan_accept(s, "+-");
		while (goc__scan_accept(s, "0123456789_"))
			;
	}
}

// A decimal point is a point, whatever the program's locale.
static locale_t c_locale(void)
{
	static locale_t made;
	locale_t l = __atomic_load_n(&made, __ATOMIC_ACQUIRE);
	if (!l) {
		l = newlocale(LC_ALL_MASK, "C", (locale_t)0);
		__atomic_store_n(&made, l, __ATOMIC_RELEASE);
	}
	return l;
}

// The token as a float of size bytes. 1.5p4 is 1.5·2⁴, which C's strtod does not read.
static bool parse_float(struct scanner *s, size_t size, long double *value)
{
	char *token = memcpy(goc_new_atomic(s->token.len + 1), text_peek(&s->token), s->token.len + 1), *end, *p;
	char *plain = memcpy(goc_new_atomic(s->token.len + 1), token, s->token.len + 1), *to = plain;
	for (p = token; *p; p++)
		if (*p != '_')
			*to++ = *p;
	*to = '\0';
	bool hex = strpbrk(plain, "xX");
	char *two = hex ? NULL : strpbrk(plain, "pP");
	if (two)
		*two = '\0';
	errno = 0;
	if (size == sizeof(float))
		*value = strtof_l(plain, &end, c_locale());
	else if (size == sizeof(double))
		*value = strtod_l(plain, &end, c_locale());
	else
		*value = strtold_l(plain, &end, c_locale());
	bool bad = end == plain || *end || (hex && !strpbrk(plain, "pP"));
	if (two && !bad) {
		*value = ldexpl(*value, (int)strtol(two + 1, &end, 10));
		bad = end == two + 1 || *end;
	}
	if (bad)
		return goc__scan_fail(s, "strconv.ParseFloat: parsing \"", token, "\": invalid syntax", (char *)0);
	if (errno == ERANGE && isinf(*value))
		return goc__scan_fail(s, "strconv.ParseFloat: parsing \"", token, "\": value out of range", (char *)0);
	return true;
}

static void store_float(void *to, size_t size, long double value)
{
	if (size == sizeof(float))
		*(float *)to = (float)value;
	else if (size == sizeof(double))
		*(double *)to = (double)value;
	else
		*(long double *)to = value;
}

static bool scan_float(struct scanner *s, uint32_t verb, const goc_type *t, void *to)
{
	long double value;
	if (!verb_fits(s, verb, "beEfFgGv", t->name) || !begin(s))
		return false;
	float_token(s);
	if (s->err.tab || !parse_float(s, t->size, &value))
		return false;
	store_float(to, t->size, value);
	return true;
}

static bool scan_complex(struct scanner *s, uint32_t verb, const goc_type *t, void *to)
{
	size_t half = t->size / 2;
	long double re, im;
	if (!verb_fits(s, verb, "beEfFgGv", "complex") || !begin(s))
		return false;
	bool paren = goc__scan_accept(s, "(");
	float_token(s);
	if (!parse_float(s, half, &re))
		return false;
	text_start(&s->token);
	bool sign = goc__scan_accept(s, "+-"), minus = sign && s->token.at[0] == '-';
	if (!sign)
		return goc__scan_fail(s, "syntax error scanning complex number", (char *)0);
	float_token(s);
	goc_size n = s->token.len;
	if (!goc__scan_accept(s, "i") || (paren && !goc__scan_accept(s, ")")))
		return goc__scan_fail(s, "syntax error scanning complex number", (char *)0);
	s->token.len = n;           // without what followed
	if (!parse_float(s, half, &im))
		return false;
	store_float(to, half, re);
	store_float((char *)to + half, half, minus ? -im : im);
	return true;
}

// ---- Strings -----------------------------------------------------------------------------------------

static void put_rune(struct scanner *s, int32_t r)
{
	char utf8[4];
	text_bytes(&s->token, utf8, (goc_size)goc__encode_rune(utf8, (uint32_t)r));
}

static bool scan_hex(struct scanner *s)
{
	for (;;) {
		int value = 0;
		for (int i = 0; i < 2; i++) {
			int32_t r = goc__scan_rune(s);
			const char *at = r > 0 && r < 128 ? strchr(decimal, r) : NULL;
			int digit = at ? (int)(at - decimal) : r >= 0 && (r | 32) >= 'a' && (r | 32) <= 'f' ? (r | 32) - 'a' + 10 : -1;
			if (digit < 0 && i == 0) {
				if (r != RUNE_END)
					goc__scan_back(s);
				return s->token.len > 0 || goc__scan_fail(s, "no hex data for %x string", (char *)0);
			}
			if (r == RUNE_END && !s->err.tab)
				s->err = io_ErrUnexpectedEOF;
			if (digit < 0)
				return goc__scan_fail(s, "illegal hex digit", (char *)0);
			value = value << 4 | digit;
		}
		text_char(&s->token, (char)value);
	}
}

// n hexadecimal digits of an escape, as a byte or a rune.
static bool escape_digits(struct scanner *s, int n, int base, int32_t first, uint32_t *value)
{
	*value = first >= 0 ? (uint32_t)(first - '0') : 0;
	for (; n > 0; n--) {
		int32_t r = goc__scan_rune(s);
		int digit = r >= '0' && r <= '9' ? r - '0' : (r | 32) >= 'a' && (r | 32) <= 'f' ? (r | 32) - 'a' + 10 : 99;
		if (digit >= base)
			return false;
		*value = *value * (uint32_t)base + (uint32_t)digit;
	}
	return true;
}

static bool scan_escape(struct scanner *s)
{
	static const char letters[] = "abfnrtv\\\"", plain[] = "\a\b\f\n\r\t\v\\\"";
	int32_t r = goc__scan_rune(s);
	uint32_t value;
	const char *at = r > 0 && r < 128 ? strchr(letters, r) : NULL;
	if (at) {
		text_char(&s->token, plain[at - letters]);
		return true;
	}
	if (r == 'x' || (r >= '0' && r <= '7')) {
		if (!(r == 'x' ? escape_digits(s, 2, 16, -1, &value) : escape_digits(s, 2, 8, r, &value)) || value > 255)
			return false;
		text_char(&s->token, (char)value);
		return true;
	}
	if ((r != 'u' && r != 'U') || !escape_digits(s, r == 'u' ? 4 : 8, 16, -1, &value)
		|| value > 0x10FFFF || (value >= 0xD800 && value < 0xE000))
		return false;
	put_rune(s, (int32_t)value);
	return true;
}

static bool scan_quoted(struct scanner *s)
{
	int32_t quote = goc__scan_rune(s), r;
	if (quote != '"' && quote != '`')
		return goc__scan_fail(s, "expected quoted string", (char *)0);
	while ((r = goc__scan_rune(s)) != quote) {
		if (r == RUNE_END) {
			if (!s->err.tab)
				s->err = io_ErrUnexpectedEOF;
			return false;
		}
		if (quote == '"' && (r == '\n' || (r == '\\' && !scan_escape(s))))
			return goc__scan_fail(s, "invalid syntax", (char *)0);
		if (quote == '`' || r != '\\')
			put_rune(s, r);
	}
	return true;
}

static bool scan_string(struct scanner *s, uint32_t verb)
{
	int32_t r;
	if (!verb_fits(s, verb, "svqxX", "string") || !begin(s))
		return false;
	if (verb == 'q')
		return scan_quoted(s);
	if (verb == 'x' || verb == 'X')
		return scan_hex(s);
	while ((r = goc__scan_rune(s)) != RUNE_END) {
		if (goc__scan_is_space(r)) {
			goc__scan_back(s);
			break;
		}
		put_rune(s, r);
	}
	return !s->err.tab;
}

// The token into an array of char, with a NUL.
static bool store_text(struct scanner *s, char *to, const goc_type *t)
{
	if (s->token.len >= t->count)
		return goc__scan_fail(s, "text too long for ", t->name, (char *)0);
	memcpy(to, text_peek(&s->token), s->token.len + 1);
	return true;
}

// ---- By kind -----------------------------------------------------------------------------------------

bool goc__scan_value(struct scanner *s, uint32_t verb, goc_any target)
{
	const goc_type *p = target.type, *t = p ? p->elem : NULL;
	uint64_t n;
	text_start(&s->token);
	if (!p || p->kind != GOC_KIND_POINTER || !t)
		return goc__scan_fail(s, "type not a pointer: ", p ? p->name : "<nil>", (char *)0);
	switch (t->kind) {
	case GOC_KIND_BOOL:
		return scan_bool(s, verb, target.data);
	case GOC_KIND_INT: case GOC_KIND_UINT: case GOC_KIND_ENUM:
		if (t->size > 8)
			break;
		if (!scan_integer(s, verb, (int)t->size * 8, t->kind != GOC_KIND_UINT, &n))
			return false;
		memcpy(target.data, &n, t->size);       // little-endian
		return true;
	case GOC_KIND_FLOAT:
		return scan_float(s, verb, t, target.data);
	case GOC_KIND_COMPLEX:
		return scan_complex(s, verb, t, target.data);
	case GOC_KIND_STRING:
		if (!scan_string(s, verb))
			return false;
		*(goc_string *)target.data = goc__text_string(&s->token);
		return true;
	case GOC_KIND_SLICE:
		if (t->elem->size != 1)
			break;
		if (!scan_string(s, verb))
			return false;
		*(goc_slice *)target.data = goc_slice_from(s->token.at, 1, (int)s->token.len);
		return true;
	case GOC_KIND_ARRAY:
		if (!(t->elem->flags & GOC_TYPE_CHAR))
			break;
		return scan_string(s, verb) && store_text(s, target.data, t);
	default:
		break;
	}
	return goc__scan_fail(s, "can't scan type: ", p->name, (char *)0);
}
