// A source file in memory, and where things are in it.
#ifndef GOC_SOURCE_H
#define GOC_SOURCE_H
#include <stdbool.h>
#include <stdint.h>

typedef struct source {
	const char *path;       // as the user gave it; messages and #line say it
	const char *dir;        // its folder, "." for none
	const char *text;       // NUL-terminated; never changed
	uint32_t len;
	uint32_t *lines;        // offset of each line's first byte
	uint32_t nlines;
} source;

// Reads path. NULL and an errno value in *error when it can't be read (EISDIR for a folder, EFBIG past 2 GiB).
source *source_read(const char *path, int *error);
source *source_of_text(const char *path, const char *text, uint32_t len);
uint32_t source_line(const source *s, uint32_t offset);     // from 1
uint32_t source_column(const source *s, uint32_t offset);   // from 1, in bytes as gcc counts; a tab is one
#endif
