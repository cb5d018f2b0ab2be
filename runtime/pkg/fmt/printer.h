// The printer behind fmt's Print family, shared by the files of this folder: where text is gathered, the
// flags of the verb at hand, and what prints a value of each kind.
//
// A printer lives on the stack of one call. Its text starts in an array of its own and moves to collected
// memory only when it outgrows that, so that most calls allocate nothing but the string they return. The
// methods that it calls (String, Error, GoString, Format) are the program's and may park or panic: a
// printer holds no lock, and nothing that a panic could leak.
//
// A value is given as its descriptor and the address of the value, for pointers too: `v` of a char * is a
// char **. See goc/type.h for the kinds.
#ifndef GOC_FMT_PRINTER_H
#define GOC_FMT_PRINTER_H
#include <goc/goc.h>
#include <goc/type.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

// What stands between % and the verb. Widths and precisions are meaningful with has_width and has_prec,
// and never negative. For %+v and %#v, plus_v and sharp_v stand in for plus and sharp, which are off.
#define VERB_FLAGS \
	int width, prec; \
	bool has_width, has_prec; \
	bool minus, plus, sharp, space, zero; \
	bool plus_v, sharp_v;

struct verb_flags { VERB_FLAGS };

struct printer {
	char *text;                 // local, or collected memory once it has grown
	size_t len, cap;

	union {
		struct { VERB_FLAGS };
		struct verb_flags flags;
	};

	bool erroring;              // inside %!verb(…): methods are not called
	bool panicking;             // printing what a method panicked with
	bool wraps;                 // Errorf: %w is a verb
	bool reordered;             // the format named operands by [n]
	goc_slice wrapped;          // []int: the operands that %w took
	const goc_type *type;       // what %!verb(type=value) says: the value at hand, NULL for nil
	const void *value;

	char local[480];
};

// ---- Text (print.c) ----------------------------------------------------------------------------

void goc__fmt_grow(struct printer *p, size_t more);    // room for `more` bytes after len

static inline char *fmt_room(struct printer *p, size_t n)
{
	if (__builtin_expect(p->cap - p->len < n, 0))
		goc__fmt_grow(p, n);
	return p->text + p->len;
}

static inline void fmt_byte(struct printer *p, char c)
{
	*fmt_room(p, 1) = c;
	p->len++;
}

// Most pieces are short: copied by two moves that may overlap, without a call.
static inline void fmt_copy(char *to, const char *s, size_t n)
{
	uint64_t head, tail;
	uint32_t head4, tail4;
	if (n > 16) {
		memcpy(to, s, n);
	} else if (n >= 8) {
		memcpy(&head, s, 8);
		memcpy(&tail, s + n - 8, 8);
		memcpy(to, &head, 8);
		memcpy(to + n - 8, &tail, 8);
	} else if (n >= 4) {
		memcpy(&head4, s, 4);
		memcpy(&tail4, s + n - 4, 4);
		memcpy(to, &head4, 4);
		memcpy(to + n - 4, &tail4, 4);
	} else if (n > 0) {
		to[0] = s[0];
		to[n / 2] = s[n / 2];
		to[n - 1] = s[n - 1];
	}
}

static inline void fmt_bytes(struct printer *p, const char *s, size_t n)
{
	fmt_copy(fmt_room(p, n), s, n);
	p->len += n;
}

static inline void fmt_text(struct printer *p, const char *s)
{
	fmt_bytes(p, s, strlen(s));
}

static inline void fmt_clear(struct printer *p)
{
	p->flags = (struct verb_flags){ 0 };
}

void goc__fmt_rune(struct printer *p, uint32_t r);              // r as UTF-8
void goc__fmt_fill(struct printer *p, int n);                   // n times the padding character
void goc__fmt_pad(struct printer *p, const char *s, size_t n);  // s, padded to the width in characters

// Prepares a printer; *p is otherwise uninitialised (its local array is never cleared).
static inline void fmt_start(struct printer *p)
{
	p->text = p->local;
	p->len = 0;
	p->cap = sizeof p->local;
	p->erroring = p->panicking = p->wraps = p->reordered = false;
	p->wrapped = (goc_slice){ 0 };
	fmt_clear(p);
}

goc_string goc__fmt_string(const struct printer *p);            // a fresh string of the text

// ---- Operands (value.c) ------------------------------------------------------------------------

void goc__fmt_any(struct printer *p, goc_any arg, uint32_t verb);
// A value inside another (depth > 0) or, at depth 0, one whose methods have been tried.
void goc__fmt_value(struct printer *p, const goc_type *t, const void *v, uint32_t verb, int depth);
void goc__fmt_bad_verb(struct printer *p, uint32_t verb);       // %!verb(type=value)
void goc__fmt_printf(struct printer *p, goc_string format, goc_slice args);    // format.c
void goc__fmt_print(struct printer *p, goc_slice args);
void goc__fmt_println(struct printer *p, goc_slice args);

// ---- methods.c ---------------------------------------------------------------------------------

// Prints through the value's Format, GoString, Error or String method; false when the verb or the type
// has none.
bool goc__fmt_methods(struct printer *p, const goc_type *t, const void *v, uint32_t verb);
// What a method of the type takes for its receiver.
static inline void *fmt_receiver(const goc_type *t, const void *v)
{
	return t->flags & GOC_TYPE_DIRECT ? *(void *const *)v : (void *)v;
}

// ---- Kinds -------------------------------------------------------------------------------------

void goc__fmt_bool(struct printer *p, bool v, uint32_t verb);                       // integer.c
extern const char goc__two_digits[];    // "00" to "99"
void goc__fmt_integer(struct printer *p, uint64_t v, bool is_signed, uint32_t verb);
void goc__fmt_hex(struct printer *p, uint64_t v, bool leading_0x);                  // as %x or %#x
void goc__fmt_float(struct printer *p, const goc_type *t, const void *v, uint32_t verb);    // float.c
void goc__fmt_complex(struct printer *p, const goc_type *t, const void *v, uint32_t verb);
void goc__fmt_str(struct printer *p, const char *s, size_t n, uint32_t verb);       // text.c
void goc__fmt_s(struct printer *p, const char *s, size_t n);                        // as %s
// bytes under v, d, s, x, X, q; false for other verbs. type_name is what %#v writes before the braces.
bool goc__fmt_byte_list(struct printer *p, const uint8_t *b, size_t n, uint32_t verb, const char *type_name);
void goc__fmt_char(struct printer *p, uint64_t c);                                  // %c
void goc__fmt_quoted_char(struct printer *p, uint64_t c);                           // %q of a number
void goc__fmt_unicode(struct printer *p, uint64_t c);                               // %U

// ---- digits.c: decimal digits of floating-point numbers -----------------------------------------

enum { FMT_DIGITS = 24 };       // room for what `short` forms need
// d[0].d[1]d[2]… × 10^(point-1), no trailing zeros; n is 0 for zero.
struct goc__digits {
	int n, point;
	char *d;                    // in buf, or collected memory for long ones
	char buf[FMT_DIGITS];
};
// The fewest digits that read back as v (a float when is_float).
void goc__digits_shortest(struct goc__digits *out, double v, bool is_float);
void goc__digits_shortest_long(struct goc__digits *out, long double v);
// v rounded (half to even on its exact value) to n significant digits, n > 0; or, with is_fraction, to n
// digits after the point, n >= 0.
void goc__digits_rounded(struct goc__digits *out, double v, int n, bool is_fraction);
void goc__digits_rounded_long(struct goc__digits *out, long double v, int n, bool is_fraction);

// ---- unicode.c ---------------------------------------------------------------------------------

bool goc__is_print(uint32_t r);     // Go's strconv.IsPrint
// Decodes a rune of the n > 0 bytes at s: its length, and 0xFFFD in *r with length 1 for bad UTF-8.
int goc__decode_rune(const char *s, size_t n, uint32_t *r);
int goc__encode_rune(char *to, uint32_t r);     // 1…4 bytes; bad runes become U+FFFD
size_t goc__count_runes(const char *s, size_t n);

#endif
