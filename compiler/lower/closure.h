// Function literals for the other lowerings that call them without making a value of them (go, defer).
#ifndef GOC_LOWER_CLOSURE_H
#define GOC_LOWER_CLOSURE_H
#include "lower.h"

// What a literal became, before the current top-level item: `static R name(params…, void *goc_c)` and, where it
// captures, its environment `struct env { void *code; … }`.
typedef struct closure {
	const char *name;
	const char *env;            // "goc_main_1": the struct's tag, and the value's name where nothing is captured
	bool captures;
	bool takes_panic;           // only deferred and says recover(): the last parameter is `goc_panic *goc_p`
} closure;
closure *closure_hoist(emit *e, node *literal);         // once for each literal
// The environment as an initialiser list, `{ code, x, &y }`; of a literal that captures.
void closure_env(emit *e, node *literal, const char *code);

// Whether fn (a definition or literal) says recover() itself, not in a literal within, or defers it.
bool says_recover(const node *fn);

#endif
