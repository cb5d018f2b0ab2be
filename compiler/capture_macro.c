// Macros of the file whose bodies matter to a function: they name a captured variable, or return. The names in a
// macro's body cannot be rewritten where it is used, so `N` with `#define N n` would name the pointer to n's cell:
// an error that says so.
#include "capture.h"
#include "arena.h"
#include "diag.h"
#include <ctype.h>
#include <string.h>

static bool is_name_char(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

static bool names(const char *text, const char *name)
{
	size_t len = strlen(name);
	for (const char *p = text; (p = strstr(p, name)); p += len)
		if ((p == text || (!is_name_char(p[-1]) && p[-1] != '.' && p[-1] != '>')) && !is_name_char(p[len]))
			return true;
	return false;
}

// The first use of the macro below n, behind the variable's declaration.
static node *use_of(node *n, const char *macro, uint32_t behind)
{
	if (n->kind == N_IDENTIFIER && n->start > behind && !n->decl && node_is(n, macro))
		return n;
	for (node *c = n->first; c; c = c->next) {
		node *found = c->end > behind ? use_of(c, macro, behind) : NULL;
		if (found)
			return found;
	}
	return NULL;
}

static void check_macro(node *macro, const decl *d)
{
	node *name = node_field(macro, F_NAME), *body = node_field(macro, F_VALUE), *parameters = node_field(macro, F_PARAMETERS);
	if (!name || !body || !names(node_text(body), d->name) || (parameters && names(node_text(parameters), d->name)))
		return;
	node *fn = d->fn ? d->fn : node_function(d->ident), *use = fn ? use_of(fn, node_text(name), d->ident->end) : NULL;
	if (use) {
		diag_error(use, "macro '%s' names '%s', which a closure captures", node_text(name), d->name);
		diag_note(macro, "the macro is defined here");
	}
}

static void collect(node *n, node ***macros, int *count)
{
	if (n->kind == N_PREPROC_DEF || n->kind == N_PREPROC_FUNCTION_DEF)
		ARENA_PUSH(*macros, *count, n);
	for (node *c = n->first; c; c = c->next)
		collect(c, macros, count);
}

// The macros that the file of root defines: collected once.
static node **macros_of(node *root, int *count)
{
	static node *known, **macros;
	static int n;
	if (root != known) {
		macros = NULL;
		n = 0;
		collect(root, &macros, &n);
		known = root;
	}
	*count = n;
	return macros;
}

static void check_captures(node *n, node **macros, int count)
{
	for (int i = 0; n->kind == N_FUNC_LITERAL && i < n->ncaptures; i++)
		for (int m = 0; m < count; m++)
			check_macro(macros[m], n->captures[i]);
	for (node *c = n->first; c; c = c->next)
		check_captures(c, macros, count);
}

bool macro_returns(const node *fn)
{
	node *root = (node *)fn;
	int count;
	while (root->parent)
		root = root->parent;
	node **macros = macros_of(root, &count);
	for (int i = 0; i < count; i++) {
		node *name = node_field(macros[i], F_NAME), *body = node_field(macros[i], F_VALUE);
		if (name && body && names(node_text(body), "return") && use_of(node_field(fn, F_BODY), node_text(name), 0))
			return true;
	}
	return false;
}

void capture_check_macros(node *root)
{
	int count;
	node **macros = macros_of(root, &count);
	if (count)
		check_captures(root, macros, count);
}
