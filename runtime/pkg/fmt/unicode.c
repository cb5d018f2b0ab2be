// UTF-8, and which characters Go's %q prints as they are.
#include "printer.h"

#include "printable.h"

int goc__decode_rune(const char *s, size_t n, uint32_t *r)
{
	const uint8_t *b = (const uint8_t *)s;
	uint32_t c = b[0];
	if (c < 0x80) {
		*r = c;
		return 1;
	}
	int more = c >= 0xC2 && c < 0xE0 ? 1 : c >= 0xE0 && c < 0xF0 ? 2 : c >= 0xF0 && c < 0xF5 ? 3 : 0;
	*r = 0xFFFD;
	if (more == 0 || n <= (size_t)more)
		return 1;
	uint32_t v = c & (0x3Fu >> more);
	for (int i = 1; i <= more; i++) {
		if ((b[i] & 0xC0) != 0x80)
			return 1;
		v = v << 6 | (b[i] & 0x3F);
	}
	// Too long a form, a surrogate, too large.
	if ((more == 2 && v < 0x800) || (more == 3 && v < 0x10000) || (v >= 0xD800 && v < 0xE000) || v > 0x10FFFF)
		return 1;
	*r = v;
	return more + 1;
}

int goc__encode_rune(char *to, uint32_t r)
{
	if (r > 0x10FFFF || (r >= 0xD800 && r < 0xE000))
		r = 0xFFFD;
	if (r < 0x80) {
		to[0] = (char)r;
		return 1;
	}
	if (r < 0x800) {
		to[0] = (char)(0xC0 | r >> 6);
		to[1] = (char)(0x80 | (r & 0x3F));
		return 2;
	}
	if (r < 0x10000) {
		to[0] = (char)(0xE0 | r >> 12);
		to[1] = (char)(0x80 | (r >> 6 & 0x3F));
		to[2] = (char)(0x80 | (r & 0x3F));
		return 3;
	}
	to[0] = (char)(0xF0 | r >> 18);
	to[1] = (char)(0x80 | (r >> 12 & 0x3F));
	to[2] = (char)(0x80 | (r >> 6 & 0x3F));
	to[3] = (char)(0x80 | (r & 0x3F));
	return 4;
}

size_t goc__count_runes(const char *s, size_t n)
{
	size_t count = 0;
	for (size_t i = 0; i < n; count++) {
		uint32_t r;
		i += (uint8_t)s[i] < 0x80 ? 1 : (size_t)goc__decode_rune(s + i, n - i, &r);
	}
	return count;
}

bool goc__is_print(uint32_t r)
{
	if (r < 0x7F)
		return r >= ' ';
	size_t low = 0, high = sizeof printable / sizeof *printable;
	while (low < high) {
		size_t mid = (low + high) / 2;
		if (r > printable[mid].last)
			low = mid + 1;
		else
			high = mid;
	}
	return low < sizeof printable / sizeof *printable && r >= printable[low].first;
}
