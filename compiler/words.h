// Predeclared words, hidden words and package names: which identifier stands for what, by C's scopes.
#ifndef GOC_WORDS_H
#define GOC_WORDS_H
#include "model.h"

// Structural words (go, chan, select …) that the file declares: a copy of its text with their hidden uses
// replaced by non-words of the same length. NULL when there is none.
char *words_mask_hidden(node *root);
// Sets word, symbol and is_package in the tree. taken: predeclared words that a header's type or macro hides
// (by word; may be NULL).
void words_resolve(unit *u, const bool taken[W_WORDS]);
word word_of(const char *text, size_t len);
bool word_is_type(word w);
bool word_is_func(word w);
const char *word_text(word w);
const char *word_c(word w);         // what the word becomes in C: "goc_string"
#endif
