// Floating-point and complex numbers: %e %f %g %b %x and their capitals, as Go's strconv.FormatFloat and
// fmt lay them out. A number is written into a text of its own, sign first, and then padded: zeros go
// between the sign and the number, and never before Inf and NaN.
#include "printer.h"

#include <math.h>

// A number's text; room for all that was asked for is made beforehand.
struct text {
	char *at;
	size_t n;
	char local[400];
};

static void put(struct text *t, char c) { t->at[t->n++] = c; }

static void put_n(struct text *t, const char *s, size_t n)
{
	memcpy(t->at + t->n, s, n);
	t->n += n;
}

static void put_zeros(struct text *t, int n)
{
	for (; n > 0; n--)
		put(t, '0');
}

static void put_decimal(struct text *t, uint64_t v, int least)
{
	char digits[24];
	int i = sizeof digits;
	for (; v || least > 0; v /= 10, least--)
		digits[--i] = (char)('0' + v % 10);
	put_n(t, digits + i, sizeof digits - (size_t)i);
}

static void put_exponent(struct text *t, char mark, int e)
{
	put(t, mark);
	put(t, e < 0 ? '-' : '+');
	put_decimal(t, (uint64_t)(e < 0 ? -e : e), 2);
}

// ---- Layouts ---------------------------------------------------------------------------------------

// d.ddde±dd with prec digits after the point.
static void layout_e(struct text *t, const struct goc__digits *d, int prec, char e)
{
	put(t, d->n ? d->d[0] : '0');
	if (prec > 0) {
		int have = d->n - 1 < 0 ? 0 : d->n - 1 < prec ? d->n - 1 : prec;
		put(t, '.');
		put_n(t, d->d + 1, (size_t)have);
		put_zeros(t, prec - have);
	}
	put_exponent(t, e, d->n ? d->point - 1 : 0);
}

// ddd.ddd with prec digits after the point.
static void layout_f(struct text *t, const struct goc__digits *d, int prec)
{
	int whole = d->point > 0 ? d->point : 0;
	if (whole == 0)
		put(t, '0');
	int have = d->n < whole ? d->n : whole;
	put_n(t, d->d, (size_t)have);
	put_zeros(t, whole - have);
	if (prec <= 0)
		return;
	put(t, '.');
	int zeros = d->point < 0 ? -d->point : 0;
	zeros = zeros < prec ? zeros : prec;
	put_zeros(t, zeros);
	int more = d->n - have < prec - zeros ? d->n - have : prec - zeros;
	put_n(t, d->d + have, (size_t)more);
	put_zeros(t, prec - zeros - more);
}

// %e for exponents below -4 or from the precision on (6 for the shortest digits), else %f; no trailing zeros.
static void layout_g(struct text *t, const struct goc__digits *d, int prec, char e, bool shortest)
{
	int limit = prec;
	if (limit > d->n && d->n >= d->point)
		limit = d->n;
	if (shortest)
		limit = 6;
	int exponent = d->point - 1;
	if (exponent < -4 || exponent >= limit) {
		layout_e(t, d, (prec > d->n ? d->n : prec) - 1, e);
		return;
	}
	if (prec > d->point)
		prec = d->n;
	layout_f(t, d, prec - d->point);
}

// A number of the type's own mantissa: v = mantissa * 2^exponent.
static uint64_t mantissa_of(double v, bool is_float, int *exponent)
{
	int bits = is_float ? 24 : 53, least = is_float ? -149 : -1074;
	int e;
	frexp(v, &e);
	e -= bits;
	if (v == 0 || e < least)
		e = least;
	*exponent = e;
	return (uint64_t)ldexp(v, -e);
}

static void layout_b(struct text *t, double v, bool is_float)
{
	int e;
	put_decimal(t, mantissa_of(v, is_float, &e), 1);
	put(t, 'p');
	put(t, e < 0 ? '-' : '+');
	put_decimal(t, (uint64_t)(e < 0 ? -e : e), 1);
}

// 0x1.hhhp±dd, rounded half to even to prec digits when prec >= 0.
static void layout_x(struct text *t, double v, int prec, bool capital)
{
	const char *digits = capital ? "0123456789ABCDEF" : "0123456789abcdef";
	int e = 0;
	uint64_t m = 0;             // 1 + 60 bits
	if (v != 0) {
		m = (uint64_t)ldexp(frexp(v, &e), 61);
		e--;
	}
	if (prec >= 0 && prec < 15) {
		int cut = 60 - 4 * prec;
		uint64_t rest = m & ((1ull << cut) - 1), half = 1ull << (cut - 1);
		m >>= cut;
		if (rest > half || (rest == half && (m & 1)))
			m++;
		m <<= cut;
		if (m >> 61) {
			m >>= 1;
			e++;
		}
	}
	put(t, '0');
	put(t, capital ? 'X' : 'x');
	put(t, (char)('0' + (m >> 60)));
	m = m << 4;
	if (prec < 0 ? m != 0 : prec > 0) {
		put(t, '.');
		for (int i = 0; prec < 0 ? m != 0 : i < prec; i++, m <<= 4)
			put(t, digits[m >> 60]);
	}
	put_exponent(t, capital ? 'P' : 'p', e);
}

// ---- Flags and padding -----------------------------------------------------------------------------

// The sharp flag: a decimal point always, and for %g and %x trailing zeros up to the precision (6 without).
static void keep_point(struct text *t, char verb, int prec)
{
	int digits = verb == 'g' || verb == 'G' || verb == 'x' ? (prec < 0 ? 6 : prec) : 0;
	bool hex = verb == 'x' || verb == 'X', point = false, nonzero = false;
	size_t i = 1;               // after the sign
	for (; i < t->n; i++) {
		char c = t->at[i];
		if (c == 'p' || c == 'P' || (!hex && (c == 'e' || c == 'E')))
			break;
		if (c == '.') {
			point = true;
			continue;
		}
		nonzero |= c != '0';
		digits -= nonzero;
	}
	char tail[16];
	size_t ntail = t->n - i;
	memcpy(tail, t->at + i, ntail);
	t->n = i;
	if (!point) {
		digits -= t->n == 2 && t->at[1] == '0';
		put(t, '.');
	}
	put_zeros(t, digits);
	put_n(t, tail, ntail);
}

static void finish(struct printer *p, struct text *t, bool is_number)
{
	char *s = t->at;
	size_t n = t->n;
	bool zero = p->zero;
	if (p->space && *s == '+' && !p->plus)
		*s = ' ';
	if (!is_number) {
		p->zero = false;
		if (s[1] == 'N' && !p->space && !p->plus) {
			s++;
			n--;
		}
		goc__fmt_pad(p, s, n);
		p->zero = zero;
		return;
	}
	if (*s == '+' && !p->plus) {
		goc__fmt_pad(p, s + 1, n - 1);
		return;
	}
	if (zero && !p->minus && p->has_width && (size_t)p->width > n) {    // the sign before the zeros
		fmt_byte(p, *s);
		goc__fmt_fill(p, p->width - (int)n);
		fmt_bytes(p, s + 1, n - 1);
		return;
	}
	goc__fmt_pad(p, s, n);
}

// ---- A number --------------------------------------------------------------------------------------

static void find_digits(struct goc__digits *d, long double v, size_t size, char verb, int prec)
{
	int n = verb == 'e' || verb == 'E' ? prec + 1 : verb != 'f' && prec == 0 ? 1 : prec;
	if (prec < 0 && size > 8)
		goc__digits_shortest_long(d, v);
	else if (prec < 0)
		goc__digits_shortest(d, (double)v, size == 4);
	else if (size > 8)
		goc__digits_rounded_long(d, v, n, verb == 'f');
	else
		goc__digits_rounded(d, (double)v, n, verb == 'f');
}

static void layout(struct text *t, long double v, size_t size, char verb, int prec)
{
	if (verb == 'b') {
		layout_b(t, (double)v, size == 4);
		return;
	}
	if (verb == 'x' || verb == 'X') {
		layout_x(t, (double)v, prec, verb == 'X');
		return;
	}
	struct goc__digits d;
	find_digits(&d, v, size, verb, prec);
	bool shortest = prec < 0;
	if (verb == 'f')
		layout_f(t, &d, shortest ? d.n - d.point : prec);
	else if (verb == 'e' || verb == 'E')
		layout_e(t, &d, shortest ? d.n - 1 : prec, verb);
	else
		layout_g(t, &d, shortest ? d.n : prec ? prec : 1, verb == 'g' ? 'e' : 'E', shortest);
}

// How long a number can become, digits after the point that are asked for aside.
static size_t digits_room(long double v, char verb)
{
	double d = (double)v;
	if (verb != 'f' || (d > -1e15 && d < 1e15 && (d > 1e-15 || d < -1e-15)))
		return 100;
	int exponent = 0;
	if (isfinite(v))
		frexpl(v, &exponent);
	return (size_t)(exponent > 0 ? exponent / 3 : -exponent / 3) + 100;
}

// size is that of the C type. prec < 0: the shortest digits.
static void print_number(struct printer *p, long double v, size_t size, char verb, int prec)
{
	struct text t;              // its array stays as it is: clearing it took a third of the time
	t.at = t.local;
	t.n = 0;
	if (p->has_prec)
		prec = p->prec;
	size_t most = (size_t)(prec > 0 ? prec : 0) + digits_room(v, verb);
	if (most > sizeof t.local)
		t.at = goc_new_atomic(most);
	// A long double's classification is slow; a double's answers for all but long doubles.
	double d = (double)v;
	bool is_long = size > sizeof d, finite = is_long ? isfinite(v) : isfinite(d), nan = is_long ? isnan(v) : isnan(d);
	bool negative = is_long ? signbit(v) : signbit(d);
	put(&t, negative && !nan ? '-' : '+');
	if (finite) {
		layout(&t, negative ? -v : v, size, verb, prec);
		if (p->sharp && verb != 'b')
			keep_point(&t, verb, prec);
	} else {
		put_n(&t, nan ? "NaN" : "Inf", 3);
	}
	finish(p, &t, finite);
}

static void print_verb(struct printer *p, long double v, size_t size, uint32_t verb)
{
	switch (verb) {
	case 'v': print_number(p, v, size, 'g', -1); return;
	case 'F': print_number(p, v, size, 'f', 6); return;
	case 'f': case 'e': case 'E': print_number(p, v, size, (char)verb, 6); return;
	default: print_number(p, v, size, (char)verb, -1);
	}
}

static bool is_float_verb(uint32_t verb)
{
	return verb && verb < 128 && strchr("vbgGxXfFeE", (int)verb);
}

static long double load(const void *v, size_t size)
{
	if (size == sizeof(float))
		return *(const float *)v;
	if (size == sizeof(double))
		return *(const double *)v;
	return *(const long double *)v;
}

void goc__fmt_float(struct printer *p, const goc_type *t, const void *v, uint32_t verb)
{
	if (is_float_verb(verb))
		print_verb(p, load(v, t->size), t->size, verb);
	else
		goc__fmt_bad_verb(p, verb);
}

void goc__fmt_complex(struct printer *p, const goc_type *t, const void *v, uint32_t verb)
{
	if (!is_float_verb(verb)) {
		goc__fmt_bad_verb(p, verb);
		return;
	}
	size_t half = t->size / 2;
	bool plus = p->plus;
	fmt_byte(p, '(');
	print_verb(p, load(v, half), half, verb);
	p->plus = true;
	print_verb(p, load((const char *)v + half, half), half, verb);
	fmt_text(p, "i)");
	p->plus = plus;
}
