// The decimal digits of floating-point numbers: the fewest that read back as the number, or as many as
// are asked for, correctly rounded.
//
// Both multiply the number's integer mantissa by a power of ten of 128 bits (powers.h). The shortest
// digits are found by Giulietti's Schubfach method: the two ends of the interval that rounds to the number
// and the number itself are scaled so that one digit more or less decides, and a product of 192 bits whose
// lost part is remembered in its last bit ("round to odd") compares exactly. A given number of digits, up
// to 17, is the rounded product; the power is rounded up, so only a product within one unit above a half
// is in doubt. Those, longer ones and long doubles go the long way, through libc's printf.
//
// Rejected: printf and strtod for everything, fifteen times slower than Go for %v of a double.
#include "printer.h"

#include "powers.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

typedef unsigned __int128 uint128;

// ---- Powers and logarithms ------------------------------------------------------------------------

static int floor_log2_pow10(int k) { return (k * 1741647) >> 19; }
static int floor_log10_pow2(int q) { return (q * 1262611) >> 22; }

// v = *c * 2^*q for finite v > 0.
static void split(double v, uint64_t *c, int *q)
{
	uint64_t bits;
	memcpy(&bits, &v, sizeof bits);
	uint64_t fraction = bits & ((1ull << 52) - 1);
	int exponent = (int)(bits >> 52 & 0x7FF);
	*c = exponent ? fraction | 1ull << 52 : fraction;
	*q = (exponent ? exponent : 1) - 1075;
}

// out = n * 10^k, without trailing zeros.
static void set_digits(struct goc__digits *out, uint64_t n, int k)
{
	char *end = out->buf + FMT_DIGITS, *d = end;
	if (n == 0) {
		out->d = d;
		out->n = out->point = 0;
		return;
	}
	while (n % 10 == 0) {
		n /= 10;
		k++;
	}
	for (; n >= 100; n /= 100)
		memcpy(d -= 2, goc__two_digits + n % 100 * 2, 2);
	if (n >= 10)
		memcpy(d -= 2, goc__two_digits + n * 2, 2);
	else
		*--d = (char)('0' + n);
	out->d = d;
	out->n = (int)(end - d);
	out->point = out->n + k;
}

// ---- Shortest --------------------------------------------------------------------------------------

// The upper 64 bits of power * c >> 64; the last bit also stands for everything below.
static uint64_t round_to_odd(int k, uint64_t c)
{
	uint64_t high = powers[k - FIRST_POWER].high, low = powers[k - FIRST_POWER].low;
	uint128 product = (uint128)high * c + (uint64_t)((uint128)low * c >> 64);
	return (uint64_t)(product >> 64) | ((uint64_t)product > 1);
}

// v = c * 2^q; closer_below: v is a power of two, and the number before it is half as far as the one after.
static void shortest(struct goc__digits *out, uint64_t c, int q, bool closer_below)
{
	bool open = c & 1;          // the ends round to v only when c is even
	int k = (q * 1262611 - (closer_below ? 524031 : 0)) >> 22;
	int shift = q + floor_log2_pow10(-k) + 1;
	// Four times the lower end, v, and the upper end, in units of 10^k.
	uint64_t low = round_to_odd(-k, (4 * c - 2 + closer_below) << shift) + open;
	uint64_t mid = round_to_odd(-k, 4 * c << shift);
	uint64_t high = round_to_odd(-k, (4 * c + 2) << shift) - open;
	uint64_t s = mid / 4;
	if (s >= 10) {              // one digit less, if exactly one such number is inside
		uint64_t t = s / 10;
		bool below = low <= 40 * t, above = 40 * t + 40 <= high;
		if (below != above) {
			set_digits(out, t + above, k + 1);
			return;
		}
	}
	bool below = low <= 4 * s, above = 4 * s + 4 <= high;
	if (below == above) {       // both or none: the nearer one, the even one of two
		uint64_t half = 4 * s + 2;
		above = mid > half || (mid == half && (s & 1));
	}
	set_digits(out, s + above, k);
}

void goc__digits_shortest(struct goc__digits *out, double v, bool is_float)
{
	uint64_t c;
	int q;
	if (v == 0) {
		set_digits(out, 0, 0);
		return;
	}
	split(v < 0 ? -v : v, &c, &q);
	if (!is_float) {
		if (q <= 0 && q > -53 && (c & ((1ull << -q) - 1)) == 0)
			set_digits(out, c >> -q, 0);    // an integer below 2^53 is its own shortest form
		else
			shortest(out, c, q, c == 1ull << 52 && q > -1074);
		return;
	}
	int drop = q < -149 - 29 ? -149 - q : 29;    // to float's 24 bits, or fewer for its subnormals
	c >>= drop;
	q += drop;
	shortest(out, c, q, c == 1ull << 23 && q > -149);
}

// ---- A given number of digits ----------------------------------------------------------------------

// *n = c * 2^q * 10^k, rounded to an integer below 2^63, half to even. False when in doubt.
static bool scaled(uint64_t c, int q, int k, uint64_t *n)
{
	if (k < FIRST_POWER || k > LAST_POWER)
		return false;
	int zeros = __builtin_clzll(c);
	c <<= zeros;
	uint128 low = (uint128)powers[k - FIRST_POWER].low * c;
	uint128 high = (uint128)powers[k - FIRST_POWER].high * c + (uint64_t)(low >> 64);
	// c * 2^q * 10^k = (high * 2^64 + (uint64_t)low) * 2^-shift
	int shift = -(q - zeros + floor_log2_pow10(k) - 127);
	if (shift > 192) {          // below a half
		*n = 0;
		return true;
	}
	if (shift < 130)
		return false;
	int cut = shift - 64;       // high's bits below the point: 66 to 128
	uint128 whole = cut == 128 ? 0 : high >> cut;
	uint128 half = (uint128)1 << (cut - 1);
	uint128 rest = cut == 128 ? high : high & (2 * half - 1);
	*n = (uint64_t)whole;
	if (rest > half) {
		++*n;
	} else if (rest == half) {
		if (k < 0 || k > 55)
			return false;
		*n += (uint64_t)low != 0 || (*n & 1);
	}
	return true;
}

static bool rounded(struct goc__digits *out, double v, int n, bool is_fraction)
{
	static const uint64_t ten_to[] = { 1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000,
		10000000000, 100000000000, 1000000000000, 10000000000000, 100000000000000, 1000000000000000,
		10000000000000000, 100000000000000000 };
	uint64_t c, digits;
	int q;
	split(v, &c, &q);
	int exponent = floor_log10_pow2(q + 63 - __builtin_clzll(c));    // of the first digit, or one less
	if (is_fraction) {
		if (n > 17 || exponent + 2 + n > 18)
			return false;
		if (exponent + 2 + n < 0) {
			set_digits(out, 0, 0);
			return true;
		}
		if (!scaled(c, q, n, &digits))
			return false;
		set_digits(out, digits, -n);
		return true;
	}
	if (n > 17)
		return false;
	if (!scaled(c, q, n - 1 - exponent, &digits))
		return false;
	if (digits >= ten_to[n]) {  // one digit too many: the exponent was one less, unless rounding made it 10…0
		exponent++;
		if (!scaled(c, q, n - 1 - exponent, &digits))
			return false;
	}
	set_digits(out, digits, exponent - (n - 1));
	return true;
}

// ---- The long way ----------------------------------------------------------------------------------

// Reads what printf's %e or %f wrote, whatever the locale's decimal point.
static void read_digits(struct goc__digits *out, const char *s, char *to)
{
	int n = 0, point = -1, exponent = 0;
	out->d = to;
	for (; *s && *s != 'e'; s++) {
		if (*s >= '0' && *s <= '9')
			to[n++] = *s;
		else if (point < 0)
			point = n;
	}
	if (point < 0)
		point = n;
	if (*s == 'e')
		exponent = atoi(s + 1);
	int zeros = 0;
	while (zeros < n && to[zeros] == '0')
		zeros++;
	while (n > zeros && to[n - 1] == '0')
		n--;
	memmove(to, to + zeros, (size_t)(n - zeros));
	out->n = n - zeros;
	out->point = out->n ? point - zeros + exponent : 0;
}

void goc__digits_rounded_long(struct goc__digits *out, long double v, int n, bool is_fraction)
{
	int whole = 0;
	frexpl(v, &whole);
	size_t size = (size_t)n + 40 + (is_fraction && whole > 0 ? (size_t)whole : 0);
	char *text = goc_new_atomic(2 * size);
	if ((double)v == v)         // a third of the time of long double
		snprintf(text, size, is_fraction ? "%.*f" : "%.*e", is_fraction ? n : n - 1, fabs((double)v));
	else
		snprintf(text, size, is_fraction ? "%.*Lf" : "%.*Le", is_fraction ? n : n - 1, fabsl(v));
	read_digits(out, text, text + size);
}

void goc__digits_rounded(struct goc__digits *out, double v, int n, bool is_fraction)
{
	if (v == 0)
		set_digits(out, 0, 0);
	else if (!rounded(out, v < 0 ? -v : v, n, is_fraction))
		goc__digits_rounded_long(out, v, n, is_fraction);
}

void goc__digits_shortest_long(struct goc__digits *out, long double v)
{
	if (v < 0)
		v = -v;
	char text[64];
	for (int n = 15; n <= 36; n++) {
		snprintf(text, sizeof text, "%.*Le", n - 1, v);
		if (strtold(text, NULL) == v)
			break;
	}
	read_digits(out, text, goc_new_atomic(sizeof text));
}
