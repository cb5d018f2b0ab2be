// Rule 1 of the language, every C file keeps its meaning, decided by the compiler that will compile it: where the tree
// has no construct that cannot be C, or has errors besides, `gcc -fsyntax-only` is run on the file. What is right
// as C is C, but for calls of predeclared functions that nothing declares: C of old would accept them as implicit.
//
// Tried and dropped: asking libclang. It refuses nested functions and other GNU C, and costs the same.
#include "plain.h"
#include "ask.h"
#include "buf.h"
#include "source.h"
#include "words.h"
#include <string.h>

// Constructs that no text of C can be taken for while the tree around them has no errors.
static bool is_beyond_doubt(int kind)
{
	switch (kind) {
	case N_IMPORT: case N_CHANNEL_TYPE: case N_SHORT_VAR: case N_GO: case N_DEFER: case N_SEND: case N_RECEIVE:
	case N_SELECT: case N_FOR_RANGE: case N_FUNC_LITERAL: case N_TYPE_SWITCH: case N_TYPE_ASSERTION:
		return true;
	default:
		return false;
	}
}

static void look(const node *n, bool *certain, bool *errors)
{
	*certain |= is_beyond_doubt(n->kind);
	*errors |= n->error || n->missing;
	for (const node *c = n->first; c; c = c->next)
		look(c, certain, errors);
}

// Does a message tell of a predeclared function that nothing declares? Without a channel or slice in the file, append,
// copy and close are C's all the same.
static bool calls_ours(const char *messages)
{
	static const char phrase[] = "implicit declaration of function '";
	for (const char *at = messages; (at = strstr(at, phrase)); ) {
		at += sizeof phrase - 1;
		word w = word_of(at, strcspn(at, "'"));
		if (word_is_func(w) && w != W_APPEND && w != W_COPY && w != W_CLOSE)
			return true;
	}
	return false;
}

bool plain_accepts(const source *s, const options *o)
{
	const char *const flags[] = { "-fsyntax-only", "-Wimplicit-function-declaration", "-fmax-errors=1", "-fno-diagnostics-color",
		"-iquote", s->dir, NULL };
	buf said = { 0 };
	bool c = strcmp(o->input, "-") ? ask_gcc(flags, o, o->input, 2, &said) : ask_gcc_text(flags, o, s->text, s->len, 2, &said);
	return c && !(said.text && calls_ours(said.text));
}

bool plain_is_c(const unit *u, const options *o)
{
	bool certain = false, errors = false;
	if (u->headers)
		return false;
	look(u->root, &certain, &errors);
	return (!certain || errors) && plain_accepts(u->src, o);
}
