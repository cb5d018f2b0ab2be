// Plain C that looks extended: the last word is gcc's.
#ifndef GOC_PLAIN_H
#define GOC_PLAIN_H
#include "model.h"
#include "options.h"

// u's tree has extensions in it. True if gcc takes the text as C nonetheless, which then is what it means: macros
// mislead a parser that sees unpreprocessed text (`FOREACH(x) { … }` looks like a composite literal), and a
// function in a header can hide a word. gcc is not asked where the tree leaves no doubt.
bool plain_is_c(const unit *u, const options *o);
// Asks gcc at once.
bool plain_accepts(const source *s, const options *o);
#endif
