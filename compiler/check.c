// The rules, one function each, over every node of the main file.
#include "check.h"
#include "diag.h"
#include "syntax.h"

// A syntax error matters where an extension stands in it, and at the top of what tree-sitter could not read: what is
// only C's is left to the C compiler.
static void check_syntax(node *n)
{
	if (n->missing)
		diag_error(n->prev ? n->prev : n, "expected '%s' here", node_text(n));
	for (node *c = n->first; c; c = c->next)
		check_syntax(c);
}

void check_unit(unit *u)
{
	check_syntax(u->root);
}
