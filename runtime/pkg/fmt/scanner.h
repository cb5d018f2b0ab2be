// The reader behind fmt's Scan family: characters one at a time, with one step back, and the mode of the
// call. Lives on the stack of one call.
//
// A mistake or a failed read is kept in err, and from then on everything reads as the end of the input, so
// that what was begun comes to its end by itself; the caller looks at err once.
#ifndef GOC_FMT_SCANNER_H
#define GOC_FMT_SCANNER_H
#include "../error.h"
#include "../text.h"

#include <goc/io.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum { RUNE_END = -1 };

struct scanner {
	// The source: exactly one of the three.
	FILE *file;
	const char *text;           // what is left of it
	io_Reader reader;

	bool newline_is_space;      // Scan; otherwise a newline where a value should stand is a mistake
	bool newline_is_end;        // Scanln
	bool at_end;                // the end, or Scanln's newline, has been read
	int32_t last;               // the rune read last
	bool again;                 // it is to be read again
	uint8_t pending[4];         // bytes of a broken UTF-8 sequence, read but not used
	int npending;
	int64_t count, limit;       // runes read; where the width of the verb at hand ends
	goc_error err;
	struct text token;
};

// ---- Characters (scan_input.c) -----------------------------------------------------------------------

int32_t goc__scan_rune(struct scanner *s);              // the next one, or RUNE_END
void goc__scan_back(struct scanner *s);                 // reads the last one again
bool goc__scan_is_space(int32_t r);                     // Unicode's white space
void goc__scan_skip_space(struct scanner *s);           // newlines too, where they are space
bool goc__scan_peek(struct scanner *s, const char *set);    // is the next one of these ASCII characters?
bool goc__scan_accept(struct scanner *s, const char *set);  // the same; moves it to the token
// At least one more character: false, and err is io.EOF, at the end.
bool goc__scan_more(struct scanner *s);
// Keeps the first mistake; returns false.
bool goc__scan_fail(struct scanner *s, const char *first, ...) __attribute__((sentinel));

// ---- Values (scan_value.c) ---------------------------------------------------------------------------

// Reads a value for target, a pointer, under a verb. False after a mistake.
bool goc__scan_value(struct scanner *s, uint32_t verb, goc_any target);

// ---- Formats (scanf.c) -------------------------------------------------------------------------------

// Returns how many of args have got values.
int goc__scan_format(struct scanner *s, goc_string format, goc_slice args);

#endif
