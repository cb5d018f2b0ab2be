// Integers and booleans: %d %b %o %O %x %X, and %t. Digits are written from the right into a small
// array; zeros that a precision or the 0 flag asks for may exceed it and go straight into the text.
#include "printer.h"

static const char lower[] = "0123456789abcdefx", upper[] = "0123456789ABCDEFX";

void goc__fmt_bool(struct printer *p, bool v, uint32_t verb)
{
	if (verb != 't' && verb != 'v')
		goc__fmt_bad_verb(p, verb);
	else if (v)
		goc__fmt_pad(p, "true", 4);
	else
		goc__fmt_pad(p, "false", 5);
}

const char goc__two_digits[] =
	"0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849"
	"5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";

// Writes v's digits so that they end before `end`; returns the first.
static char *digits_of(char *end, uint64_t v, int base, const char *digits)
{
	if (base == 10) {
		for (; v >= 100; v /= 100)
			memcpy(end -= 2, goc__two_digits + v % 100 * 2, 2);
		if (v >= 10)
			return memcpy(end - 2, goc__two_digits + v * 2, 2);
		*--end = (char)('0' + v);
		return end;
	}
	int shift = base == 16 ? 4 : base == 8 ? 3 : 1;
	do
		*--end = digits[v & (uint64_t)(base - 1)];
	while (v >>= shift);
	return end;
}

// How many zeros stand before n digits: as the precision asks, or the 0 flag with a width.
static int leading_zeros(const struct printer *p, int n, bool sign)
{
	int want = 0;
	if (p->has_prec)
		want = p->prec;
	else if (p->zero && !p->minus && p->has_width)
		want = p->width - sign;
	return want > n ? want - n : 0;
}

static void number(struct printer *p, uint64_t v, bool is_signed, int base, bool big_o, const char *digits)
{
	char buf[64], head[8];
	bool negative = is_signed && (int64_t)v < 0;
	if (negative)
		v = -v;
	if (p->has_prec && p->prec == 0 && v == 0) {    // nothing but padding, with spaces
		bool zero = p->zero;
		p->zero = false;
		goc__fmt_fill(p, p->width);
		p->zero = zero;
		return;
	}
	char *first = digits_of(buf + sizeof buf, v, base, digits);
	int n = (int)(buf + sizeof buf - first), nhead = 0;
	char sign = negative ? '-' : p->plus ? '+' : p->space ? ' ' : '\0';
	int zeros = leading_zeros(p, n, sign != '\0');
	if (sign)
		head[nhead++] = sign;
	if (big_o) {
		head[nhead++] = '0';
		head[nhead++] = 'o';
	}
	if (p->sharp && base != 10) {
		bool octal = base == 8;
		if (!octal || (zeros == 0 && *first != '0'))
			head[nhead++] = '0';
		if (!octal)
			head[nhead++] = base == 2 ? 'b' : digits[16];
	}
	int fill = p->has_width ? p->width - nhead - zeros - n : 0;
	char *to = fmt_room(p, (size_t)(nhead + zeros + n + (fill > 0 ? fill : 0)));
	if (fill > 0 && !p->minus)
		to = (char *)memset(to, ' ', (size_t)fill) + fill;
	memcpy(to, head, (size_t)nhead);
	memset(to + nhead, '0', (size_t)zeros);
	memcpy(to + nhead + zeros, first, (size_t)n);
	to += nhead + zeros + n;
	if (fill > 0 && p->minus)
		to = (char *)memset(to, ' ', (size_t)fill) + fill;
	p->len = (size_t)(to - p->text);
}

void goc__fmt_hex(struct printer *p, uint64_t v, bool leading_0x)
{
	bool sharp = p->sharp;
	p->sharp = leading_0x;
	number(p, v, false, 16, false, lower);
	p->sharp = sharp;
}

// Plain decimal without flags is what most programs print.
static void plain(struct printer *p, uint64_t v, bool negative)
{
	char buf[24], *end = buf + sizeof buf;
	char *first = digits_of(end, negative ? -v : v, 10, lower);
	if (negative)
		*--first = '-';
	fmt_bytes(p, first, (size_t)(end - first));
}

void goc__fmt_integer(struct printer *p, uint64_t v, bool is_signed, uint32_t verb)
{
	switch (verb) {
	case 'v':
		if (p->sharp_v && !is_signed) {
			goc__fmt_hex(p, v, true);
			return;
		}
		// fallthrough
	case 'd':
		if (p->has_width || p->has_prec || p->plus || p->space)
			number(p, v, is_signed, 10, false, lower);
		else
			plain(p, v, is_signed && (int64_t)v < 0);
		return;
	case 'b': number(p, v, is_signed, 2, false, lower); return;
	case 'o': number(p, v, is_signed, 8, false, lower); return;
	case 'O': number(p, v, is_signed, 8, true, lower); return;
	case 'x': number(p, v, is_signed, 16, false, lower); return;
	case 'X': number(p, v, is_signed, 16, false, upper); return;
	case 'c': goc__fmt_char(p, v); return;
	case 'q': goc__fmt_quoted_char(p, v); return;
	case 'U': goc__fmt_unicode(p, v); return;
	default: goc__fmt_bad_verb(p, verb);
	}
}
