// Macros that stand for specifiers and attributes (`#define API __attribute__((…))`): the parser does not know them.
#ifndef GOC_SPECIFIERS_H
#define GOC_SPECIFIERS_H
#include "model.h"
#include "options.h"

// A copy of root's text in which such macros are words of C of the same length, where the parser made errors around
// them. NULL: there are none.
char *specifiers_masked(const node *root, const options *o);
// How much of the tree the parser could not make sense of: 0 for nothing.
uint32_t specifiers_errors(const node *root);
#endif
