// ServeMux's patterns: read, compared, matched. Immutable once read.
#ifndef GOC_PKG_HTTP_PATTERN_H
#define GOC_PKG_HTTP_PATTERN_H
#include "http.h"

typedef struct segment {
	goc_string text;            // a literal, "/" for {$}; a wildcard's name
	bool wild, multi;           // multi: takes all that is left
} segment;

typedef struct pattern {
	goc_string text, method, host;
	segment *segments;
	int n;
} pattern;

// NULL and *why for a malformed one.
pattern *goc__pattern_read(goc_string text, const char **why);

enum relation { EQUIVALENT, MORE_GENERAL, MORE_SPECIFIC, DISJOINT, OVERLAPS };
enum relation goc__pattern_compare(const pattern *a, const pattern *b);     // paths and methods
bool goc__pattern_conflict(const pattern *a, const pattern *b);

// Whether the pattern takes an escaped path; values, if not NULL, has room for n segments' and gets *nvalues.
bool goc__pattern_match(const pattern *p, const char *path, struct header_line *values, int *nvalues);
bool goc__pattern_takes_method(const pattern *p, const char *method);
// A match that leaves nothing for a trailing wildcard.
bool goc__pattern_exact(const pattern *p, const char *path);

#endif
