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

static const char *keyword(const node *n)
{
	return n->kind == N_STRUCT ? "struct" : n->kind == N_UNION ? "union" : "enum";
}

static bool is_in_hoisting_function(emit *e, node *n)
{
	node *fn = e->fn ? node_function(n) : NULL;
	for (node *outer; fn && (outer = node_function(fn)); fn = outer)
		;
	return fn && hoists(node_field(fn, F_BODY));
}

// Types without a tag get one: a struct that of its shape, which closures spell, too; an enum its own.
static bool without_tag(emit *e, node *n)
{
	const type *t = n->type ? n->type->canonical : NULL;
	if (node_field(n, F_NAME) || !node_field(n, F_BODY) || n->parent->kind != N_DECLARATION || !is_in_hoisting_function(e, n))
		return false;
	if (n->kind == N_ENUM) {
		const char *tag = emit_unique(e, "goc_e");
		emit_push_flat(e);
		emit_node(e, node_field(n, F_BODY));
		emit_hoist_at(e, n->src, n->start, emit_format("enum %s %s;", tag, emit_pop(e)));
		emit_text(e, "enum %s", tag);
		return true;
	}
	if (!t || (t->kind != T_STRUCT && t->kind != T_UNION) || !t->is_anonymous)
		return false;
	emit_str(e, type_c(t));
	return true;
}

void lower_tagged_type(emit *e, node *n)
{
	node *name = node_field(n, F_NAME);
	if (without_tag(e, n))
		return;
	if (!node_field(n, F_BODY) || !moves(e, n, name)) {
		emit_children(e, n);
		return;
	}
	emit_hoist_at(e, n->src, n->start, emit_format("%s;", flat_text(e, n)));
	if (n->parent->kind != N_COMPOUND_STATEMENT && n->parent->kind != N_CASE)
		emit_text(e, "%s %s", keyword(n), node_text(name));
}

// The type of the first variable that a declaration gives its specifier's own type.
static const type *declared_type(const node *specifier)
{
	const node *c = specifier->parent->kind == N_DECLARATION ? specifier->next : NULL;
	for (; c; c = c->next) {
		const node *name = c->kind == N_INIT_DECLARATOR ? node_field(c, F_DECLARATOR) : c;
		if (name && name->kind == N_IDENTIFIER && name->decl)
			return name->decl->type;
	}
	return specifier->type;
}

static bool spell_out(emit *e, node *specifier)
{
	const type *t = is_in_hoisting_function(e, specifier) ? declared_type(specifier) : NULL;
	if (!t || t->canonical->kind == T_UNKNOWN)
		return false;
	emit_str(e, type_c(t));
	return true;
}

// `typeof(x)` names x as a type, where no pointer to it is put; `__auto_type` takes no pointer as its declarator.
void lower_typeof(emit *e, node *n)
{
	if (!spell_out(e, n))
		emit_children(e, n);
}

bool local_auto_type(emit *e, node *n)
{
	return node_is(n, "__auto_type") && spell_out(e, n);
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
