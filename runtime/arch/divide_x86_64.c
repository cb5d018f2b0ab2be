// Why did a division trap? x86 raises one exception for a zero divisor and for a quotient that does not fit
// (INT_MIN / -1); the instruction says where the divisor is.
#define _GNU_SOURCE
#include "divide.h"
#include <string.h>

// A register by its number in an instruction.
static greg_t reg(const greg_t *r, int number)
{
	static const int where[16] = {
		REG_RAX, REG_RCX, REG_RDX, REG_RBX, REG_RSP, REG_RBP, REG_RSI, REG_RDI,
		REG_R8, REG_R9, REG_R10, REG_R11, REG_R12, REG_R13, REG_R14, REG_R15,
	};
	return r[where[number]];
}

static greg_t displacement(const unsigned char *p, int size)
{
	signed char byte;
	int word;

	if (size == 1) {
		memcpy(&byte, p, 1);
		return byte;
	}
	memcpy(&word, p, 4);
	return word;
}

// The address of a memory operand whose ModRM byte is at p.
static const unsigned char *operand(const greg_t *r, const unsigned char *p, int rex)
{
	int mod = p[0] >> 6, rm = p[0] & 7;
	greg_t at = 0;

	p++;
	if (mod == 0 && rm == 5)                // from the next instruction, which a divide ends before
		return p + 4 + displacement(p, 4);
	if (rm == 4) {
		int sib = *p++, index = (sib >> 3 & 7) | (rex & 2) << 2, base = sib & 7;
		if (index != 4)
			at += reg(r, index) << (sib >> 6);
		if (mod == 0 && base == 5)
			return (const unsigned char *)(at + displacement(p, 4));
		at += reg(r, base | (rex & 1) << 3);
	} else {
		at += reg(r, rm | (rex & 1) << 3);
	}
	if (mod)
		at += displacement(p, mod == 1 ? 1 : 4);
	return (const unsigned char *)at;
}

int goc__divisor_is_zero(const greg_t *r)
{
	const unsigned char *p = (const unsigned char *)r[REG_RIP];
	int rex = 0, size = 4;

	if (*p == 0x66)
		p++, size = 2;
	if ((*p & 0xf0) == 0x40)
		rex = *p++;
	if (rex & 8)
		size = 8;
	if (*p != 0xf6 && *p != 0xf7)
		return 1;                       // no divide that we know
	if (*p++ == 0xf6)
		size = 1;
	greg_t value = 0;
	if (*p >> 6 != 3) {
		memcpy(&value, operand(r, p, rex), size);
		return value == 0;
	}
	int number = (*p & 7) | (rex & 1) << 3;
	if (size == 1 && !rex && number >= 4)   // ah, ch, dh, bh
		value = reg(r, number - 4) >> 8;
	else
		value = reg(r, number);
	return size == 8 ? value == 0 : (value & ((1ll << 8 * size) - 1)) == 0;
}
