// What the command line asked of one translation.
#ifndef GOC_OPTIONS_H
#define GOC_OPTIONS_H
#include <stdbool.h>

typedef struct options {
	const char *input;          // the .gc file
	const char *output;         // NULL: standard output
	const char **cpp_args;      // -D -U -I -include -std= -isystem … as given, for libclang
	int ncpp_args;
	const char **include_dirs;  // folders of -I, -iquote, -isystem in order, then the dialect's own: where .gh headers are looked for
	int ninclude_dirs;
	const char *dump;           // "tree", "probe", "model": printed instead of the translation
} options;
#endif
