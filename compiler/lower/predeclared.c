// The predeclared words and the types' spellings, token for token: string → goc_string, true → 1 as a
// goc_bool, pkg.Name → pkg_Name. A word that the program hides has no `word` and is copied.
//
// A channel or function value is a pointer, whose `*` belongs to the declarators in C: variable.c prints those
// (declare_specifier). Everywhere else (a cast, an argument) the type stands alone and its `*` with it.
#include "../words.h"
#include "lower.h"

void lower_identifier(emit *e, node *n)
{
	if (n->symbol)
		emit_str(e, n->symbol);
	else if (n->word == W_NIL)
		emit_str(e, "((void *)0)");
	else if (n->word == W_TRUE || n->word == W_FALSE)
		emit_str(e, n->word == W_TRUE ? "((goc_bool)1)" : "((goc_bool)0)");
	else if (word_is_type(n->word))
		emit_str(e, word_c(n->word));
	else if (!capture_use(e, n))
		emit_children(e, n);
}

void lower_type_word(emit *e, node *n)
{
	if (n->symbol)
		emit_str(e, n->symbol);
	else if (word_is_type(n->word))
		emit_str(e, word_c(n->word));
	else if (!local_auto_type(e, n))
		emit_children(e, n);
}

void lower_true(emit *e, node *n)
{
	if (n->word == W_TRUE)
		emit_str(e, "((goc_bool)1)");
	else
		emit_children(e, n);
}

void lower_false(emit *e, node *n)
{
	if (n->word == W_FALSE)
		emit_str(e, "((goc_bool)0)");
	else
		emit_children(e, n);
}

void lower_qualified_type(emit *e, node *n)
{
	emit_str(e, n->symbol ? n->symbol : node_text(n));
}

// `interface node { … };` declares a tag for the translator alone.
static bool is_bare_interface(const node *n)
{
	return n->kind == N_INTERFACE_TYPE && n->field != F_TYPE && n->next && node_is(n->next, ";");
}

void lower_extension_type(emit *e, node *n)
{
	if (is_bare_interface(n))
		return;
	const char *star = declare_specifier(e, n);
	if (*star)
		emit_text(e, " %s", star);
}
