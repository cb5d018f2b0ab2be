// Strings, byte slices and characters: %s %q %x %X of texts, %c %q %U of numbers. Widths and precisions
// count characters (code points), except for %x, whose precision counts bytes. Quoting is Go's
// strconv.Quote: what cannot be printed, or with the + flag is not ASCII, is escaped.
#include "printer.h"

static const char lower[] = "0123456789abcdefx", upper[] = "0123456789ABCDEFX";

// ---- %s ------------------------------------------------------------------------------------------

// The bytes of the first `prec` characters, where a precision is given.
static size_t truncated(const struct printer *p, const char *s, size_t n)
{
	if (!p->has_prec)
		return n;
	size_t i = 0;
	for (int left = p->prec; i < n && left > 0; left--) {
		uint32_t r;
		i += (size_t)goc__decode_rune(s + i, n - i, &r);
	}
	return i;
}

void goc__fmt_s(struct printer *p, const char *s, size_t n)
{
	goc__fmt_pad(p, s, truncated(p, s, n));
}

// ---- %x ------------------------------------------------------------------------------------------

// "68 69", with the sharp flag "0x6869" or "0x68 0x69".
static void hex(struct printer *p, const uint8_t *b, size_t n, const char *digits)
{
	if (p->has_prec && (size_t)p->prec < n)
		n = (size_t)p->prec;
	size_t width = 2 * n;
	if (n == 0) {
		goc__fmt_fill(p, p->has_width ? p->width : 0);
		return;
	}
	if (p->space)
		width = width * (p->sharp ? 2 : 1) + n - 1;
	else if (p->sharp)
		width += 2;
	int fill = p->has_width && (size_t)p->width > width ? p->width - (int)width : 0;
	if (!p->minus)
		goc__fmt_fill(p, fill);
	char *to = fmt_room(p, width);
	for (size_t i = 0; i < n; i++) {
		if (p->space && i > 0)
			*to++ = ' ';
		if (p->sharp && (p->space || i == 0)) {
			*to++ = '0';
			*to++ = digits[16];
		}
		*to++ = digits[b[i] >> 4];
		*to++ = digits[b[i] & 15];
	}
	p->len += width;
	if (p->minus)
		goc__fmt_fill(p, fill);
}

// ---- %q ------------------------------------------------------------------------------------------

static void hex_escape(struct printer *p, const char *mark, uint32_t r, int ndigits)
{
	fmt_text(p, mark);
	while (ndigits-- > 0)
		fmt_byte(p, lower[r >> (4 * ndigits) & 15]);
}

static void escape(struct printer *p, uint32_t r, char quote)
{
	static const char letters[] = "\aa\bb\ff\nn\rr\tt\vv";
	if (r == (uint32_t)quote || r == '\\') {
		fmt_byte(p, '\\');
		fmt_byte(p, (char)r);
		return;
	}
	if (p->plus ? r < 128 && goc__is_print(r) : goc__is_print(r)) {
		goc__fmt_rune(p, r);
		return;
	}
	for (const char *l = letters; *l; l += 2)
		if (r == (uint32_t)*l) {
			fmt_byte(p, '\\');
			fmt_byte(p, l[1]);
			return;
		}
	if (r < ' ' || r == 0x7f)
		hex_escape(p, "\\x", r, 2);
	else if (r < 0x10000)
		hex_escape(p, "\\u", r, 4);
	else
		hex_escape(p, "\\U", r, 8);
}

// A raw string can hold any text on one line without control characters (other than tab) and backquotes.
static bool can_backquote(const char *s, size_t n)
{
	for (size_t i = 0; i < n;) {
		uint32_t r;
		int size = goc__decode_rune(s + i, n - i, &r);
		if (r == 0xFEFF || (r == 0xFFFD && size == 1) || (r < ' ' && r != '\t') || r == '`' || r == 0x7f)
			return false;
		i += (size_t)size;
	}
	return true;
}

// Pads what was written since `from`.
static void pad_since(struct printer *p, size_t from)
{
	if (!p->has_width)
		return;
	int fill = p->width - (int)goc__count_runes(p->text + from, p->len - from);
	if (fill <= 0)
		return;
	size_t n = p->len - from;
	goc__fmt_fill(p, fill);
	if (!p->minus) {            // the padding belongs before the text
		char *text = p->text + from;
		char mark = text[n];
		memmove(text + fill, text, n);
		memset(text, mark, (size_t)fill);
	}
}

static void quoted(struct printer *p, const char *s, size_t n)
{
	n = truncated(p, s, n);
	size_t from = p->len;
	if (p->sharp && can_backquote(s, n)) {
		fmt_byte(p, '`');
		fmt_bytes(p, s, n);
		fmt_byte(p, '`');
		pad_since(p, from);
		return;
	}
	fmt_byte(p, '"');
	for (size_t i = 0; i < n;) {
		uint32_t r;
		int size = goc__decode_rune(s + i, n - i, &r);
		if (r == 0xFFFD && size == 1)
			hex_escape(p, "\\x", (uint8_t)s[i], 2);
		else
			escape(p, r, '"');
		i += (size_t)size;
	}
	fmt_byte(p, '"');
	pad_since(p, from);
}

// ---- Texts -----------------------------------------------------------------------------------------

void goc__fmt_str(struct printer *p, const char *s, size_t n, uint32_t verb)
{
	switch (verb) {
	case 'v':
		if (p->sharp_v)
			quoted(p, s, n);
		else
			goc__fmt_s(p, s, n);
		return;
	case 's': goc__fmt_s(p, s, n); return;
	case 'q': quoted(p, s, n); return;
	case 'x': hex(p, (const uint8_t *)s, n, lower); return;
	case 'X': hex(p, (const uint8_t *)s, n, upper); return;
	default: goc__fmt_bad_verb(p, verb);
	}
}

bool goc__fmt_byte_list(struct printer *p, const uint8_t *b, size_t n, uint32_t verb, const char *type_name)
{
	if (!b)
		b = (const uint8_t *)"";
	if (verb != 'v' && verb != 'd') {
		if (verb != 's' && verb != 'q' && verb != 'x' && verb != 'X')
			return false;
		goc__fmt_str(p, (const char *)b, n, verb);
		return true;
	}
	if (p->sharp_v)
		fmt_text(p, type_name);
	fmt_byte(p, p->sharp_v ? '{' : '[');
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			fmt_bytes(p, p->sharp_v ? ", " : " ", p->sharp_v ? 2 : 1);
		if (p->sharp_v)
			goc__fmt_hex(p, b[i], true);
		else
			goc__fmt_integer(p, b[i], false, 'd');
	}
	fmt_byte(p, p->sharp_v ? '}' : ']');
	return true;
}

// ---- Characters ------------------------------------------------------------------------------------

void goc__fmt_char(struct printer *p, uint64_t c)
{
	char utf8[4];
	int n = goc__encode_rune(utf8, c > 0x10FFFF ? 0xFFFD : (uint32_t)c);
	goc__fmt_pad(p, utf8, (size_t)n);
}

void goc__fmt_quoted_char(struct printer *p, uint64_t c)
{
	bool valid = c <= 0x10FFFF && !(c >= 0xD800 && c < 0xE000);
	size_t from = p->len;
	fmt_byte(p, '\'');
	escape(p, valid ? (uint32_t)c : 0xFFFD, '\'');
	fmt_byte(p, '\'');
	pad_since(p, from);
}

// "U+0078", with the sharp flag "U+0078 'x'" where x can be printed.
void goc__fmt_unicode(struct printer *p, uint64_t c)
{
	size_t from = p->len;
	int ndigits = 1;
	while (ndigits < 16 && c >> (4 * ndigits))
		ndigits++;
	fmt_text(p, "U+");
	int least = p->has_prec && p->prec > 4 ? p->prec : 4;
	for (int i = ndigits; i < least; i++)
		fmt_byte(p, '0');
	while (ndigits-- > 0)
		fmt_byte(p, upper[c >> (4 * ndigits) & 15]);
	if (p->sharp && c <= 0x10FFFF && goc__is_print((uint32_t)c)) {
		fmt_text(p, " '");
		goc__fmt_rune(p, (uint32_t)c);
		fmt_byte(p, '\'');
	}
	bool zero = p->zero;
	p->zero = false;
	pad_since(p, from);
	p->zero = zero;
}
