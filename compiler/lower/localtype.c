// Types that a function declares for itself, where literals, `go` or `defer` make functions of parts of it: those
// stand before the function and may name the types, so that the types go there, too.
//
// A type moves under its own name, which must be declared nowhere else in the file; one that shares its name
// stays where it is.
#include "lower.h"
#include <string.h>

static bool hoists(const node *n)
{
	if (n->kind == N_FUNC_LITERAL || n->kind == N_GO || n->kind == N_DEFER)
		return true;
	for (const node *c = n->first; c; c = c->next)
		if (hoists(c))
			return true;
	return false;
}

static bool is_tagged(const node *n)
{
	return n->kind == N_STRUCT || n->kind == N_UNION || n->kind == N_ENUM;
}

// How often a type of this name is defined below n: tags and typedef names are counted alike.
static int definitions(const node *n, const char *name)
{
	int count = 0;
	const node *defined = is_tagged(n) && node_field(n, F_BODY) ? node_field(n, F_NAME) :
	                      n->kind == N_TYPE_DEFINITION ? declarator_name(node_field(n, F_DECLARATOR)) : NULL;
	if (defined && node_is(defined, name))
		count++;
	for (const node *c = n->first; c; c = c->next)
		count += definitions(c, name);
	return count;
}

static bool moves(emit *e, node *n, const node *name)
{
	node *fn = e->fn ? node_function(n) : NULL;
	if (!fn || !name)
		return false;
	for (node *outer; (outer = node_function(fn)); fn = outer)
		;
	return hoists(node_field(fn, F_BODY)) && definitions(e->unit->root, node_text(name)) == 1;
}

static const char *flat_text(emit *e, node *n)
{
	emit_push_flat(e);
	emit_children(e, n);
	return emit_pop(e);
}

void lower_tagged_type(emit *e, node *n)
{
	node *name = node_field(n, F_NAME);
	if (!node_field(n, F_BODY) || !moves(e, n, name)) {
		emit_children(e, n);
		return;
	}
	emit_hoist_at(e, n->src, n->start, emit_format("%s;", flat_text(e, n)));
	if (n->parent->kind != N_COMPOUND_STATEMENT && n->parent->kind != N_CASE)
		emit_text(e, "%s %s", n->kind == N_STRUCT ? "struct" : n->kind == N_UNION ? "union" : "enum", node_text(name));
}

void lower_type_definition(emit *e, node *n)
{
	node *declarator = node_field(n, F_DECLARATOR), *name = declarator ? declarator_name(declarator) : NULL;
	if (!moves(e, n, name)) {
		lower_declaration(e, n);
		return;
	}
	emit_push_flat(e);
	lower_declaration(e, n);
	emit_hoist_at(e, n->src, n->start, emit_pop(e));
}
