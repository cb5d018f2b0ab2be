// Statements in the probe: declarations by :=, loops, select and switches as blocks whose variables have their types.
#include "probe_parts.h"
#include "arena.h"
#include "source.h"
#include "symbols.h"
#include "types.h"
#include "words.h"
#include <stdlib.h>
#include <string.h>

static bool in_braces_of(const node *block, const char *name, uint32_t before)
{
	for (const node *c = block->first; c && c->start < before; c = c->next) {
		if (c->kind == N_DECLARATION) {
			for (node *d = c->first; d; d = d->next) {
				node *id = d->field == F_DECLARATOR ? declarator_name(d->kind == N_INIT_DECLARATOR ? node_field(d, F_DECLARATOR) : d) : NULL;
				if (id && id->start < before && node_is(id, name))
					return true;
			}
		} else if (c->kind == N_SHORT_VAR) {
			node *left = node_field(c, F_LEFT);
			for (node *id = left ? left->first : NULL; id; id = id->next)
				if (id->kind == N_IDENTIFIER && id->start < before && c->end <= before && node_is(id, name))
					return true;
		} else if (c->kind == N_LABELED_STATEMENT && c->end < before) {
			if (in_braces_of(c, name, before))
				return true;
		}
	}
	return false;
}

static bool in_parameters(const node *list, const char *name)
{
	for (node *c = list ? list->first : NULL; c; c = c->next) {
		node *id = c->named ? declarator_name(node_field(c, F_DECLARATOR)) : NULL;
		if (id && node_is(id, name))
			return true;
	}
	return false;
}

bool short_var_is_new(const node *ident)
{
	const node *statement = ident->parent;
	while (statement && statement->kind != N_SHORT_VAR)
		statement = statement->parent;
	if (!statement || ident->kind != N_IDENTIFIER)
		return false;
	node *block = statement->parent;
	while (block && block->kind == N_LABELED_STATEMENT)
		block = block->parent;
	const char *name = node_text(ident);
	for (const node *c = ident->parent->first; c && c != ident; c = c->next)
		if (c->kind == N_IDENTIFIER && node_is(c, name))
			return false;
	if (!block || (block->kind != N_COMPOUND_STATEMENT && block->kind != N_SELECT_CASE && block->kind != N_TYPE_CASE) ||
		statement->field == F_COMMUNICATION)
		return true;
	if (in_braces_of(block, name, statement->start))
		return false;
	if (block->kind == N_SELECT_CASE) {
		node *comm = node_field(block, F_COMMUNICATION), *left = comm && comm->kind == N_SHORT_VAR ? node_field(comm, F_LEFT) : NULL;
		for (node *id = left ? left->first : NULL; id; id = id->next)
			if (node_is(id, name))
				return false;
		return true;
	}
	node *f = block->parent;
	if (!f || block->field != F_BODY)
		return true;
	if (f->kind == N_FUNC_LITERAL || f->kind == N_FUNC_DEFINITION)
		return !in_parameters(node_field(f, F_PARAMETERS), name) && !in_parameters(node_field(f, F_RECEIVER), name) &&
			!(probe_is_result_list(node_field(f, F_RESULT)) && in_parameters(node_field(f, F_RESULT), name));
	if (f->kind == N_FUNCTION_DEFINITION)
		return !in_parameters(node_field(node_field(f, F_DECLARATOR), F_PARAMETERS), name);
	return true;
}

static void print_new_variable(probe *p, node *ident, const char *value)
{
	if (node_is(ident, "_") || ident->kind != N_IDENTIFIER || !short_var_is_new(ident))
		return;
	const char *known = ident->type ? symbol_probe_type(ident->type) : NULL;
	if (known)
		buf_printf(p->out, "%s ", known);
	else
		probe_put(p, "__auto_type ");
	probe_node(p, ident);
	if (known)
		probe_put(p, "; ");
	else
		buf_printf(p->out, " = %s; ", value);
}

// A string literal, alone or concatenated, in parentheses or not: := makes it a string.
static bool is_string(node *n)
{
	n = node_skip_parens(n);
	return n && (n->kind == N_STRING || n->kind == N_CONCATENATED_STRING);
}

void probe_short_var(probe *p, node *n)
{
	node *left = node_field(n, F_LEFT), *right = node_field(n, F_RIGHT);
	node *value = right ? node_first_named(right) : NULL, *variable = left ? node_first_named(left) : NULL;
	int first = p->unique + 1, count = 0;
	probe_put(p, "; ");
	for (node *v = value; v; v = node_next_named(v), count++) {
		buf_printf(p->out, is_string(v) ? "goc_string goc__t%d = (" : "__auto_type goc__t%d = (", ++p->unique);
		probe_node(p, v);
		probe_put(p, "); ");
	}
	bool pairs = count == 1 && variable && node_next_named(variable);
	int i = 0;
	for (node *v = variable; v; v = node_next_named(v), i++) {
		if (v->kind != N_IDENTIFIER || !short_var_is_new(v)) {
			if (!node_is(v, "_"))
				probe_voids(p, v), probe_put(p, "0; ");
			continue;
		}
		const char *from = arena_printf("goc__t%d", first + (pairs ? 0 : i));
		node *inner = pairs ? node_skip_parens(value) : NULL;
		if (inner && (inner->kind == N_RECEIVE || inner->kind == N_TYPE_ASSERTION))
			from = i ? "(_Bool)0" : from;
		else if (inner)
			from = arena_printf("goc__t%d.%s", first, symbol_result_name(inner, i));
		print_new_variable(p, v, from);
	}
}

void probe_send(probe *p, node *n)
{
	probe_put(p, "(");
	probe_voids(p, node_field(n, F_CHANNEL));
	probe_voids(p, node_field(n, F_VALUE));
	probe_put(p, "0)");
	if (n->last && node_is(n->last, ";"))
		probe_put(p, ";");
}

void probe_go(probe *p, node *n)
{
	probe_put(p, "(void)(");
	probe_node(p, node_field(n, F_CALL));
	probe_put(p, ");");
}

void probe_return(probe *p, node *n)
{
	node *e = node_first_named(n);
	probe_put(p, "(void)(");
	if (e)
		probe_node(p, e);
	probe_put(p, e ? ");" : "0);");
}

static void print_case_body(probe *p, node *after)
{
	for (node *c = after; c; c = c->next) {
		probe_put(p, " ");
		probe_node(p, c);
	}
}

static node *after_colon(node *n)
{
	for (node *c = n->first; c; c = c->next)
		if (!c->named && node_is(c, ":"))
			return c->next;
	return NULL;
}

void probe_select_case(probe *p, node *n)
{
	node *comm = node_field(n, F_COMMUNICATION);
	buf_printf(p->out, "case %d: { ", ++p->unique);
	if (comm) {
		probe_node(p, comm);
		probe_put(p, "; ");
	}
	print_case_body(p, after_colon(n));
	probe_put(p, " } ");
}

void probe_select(probe *p, node *n)
{
	node *body = node_field(n, F_BODY);
	probe_put(p, "switch (0) { ");
	for (node *c = body->first; c; c = c->next)
		if (c->kind == N_SELECT_CASE)
			probe_node(p, c);
	probe_put(p, "}");
}

static void print_type_case(probe *p, node *n, node *left, node *value)
{
	node *type = node_field(n, F_TYPE), *only = NULL;
	int types = 0;
	for (node *c = n->first; c; c = c->next)
		if (c->field == F_TYPE && c->named) {
			only = c;
			types++;
		}
	buf_printf(p->out, "case %d: { ", ++p->unique);
	bool nil = only && node_is(only, "nil");
	for (node *c = n->first; c; c = c->next)
		if (c->field == F_TYPE && c->named && !node_is(c, "nil") && (c != only || types > 1)) {
			probe_put(p, "(void)sizeof(");
			probe_type_of(p, c);
			probe_put(p, "); ");
		}
	if (types == 1 && !nil) {
		probe_type_of(p, type);
	} else {
		probe_put(p, "__typeof__(");
		probe_again(p, value, probe_node);
		probe_put(p, ")");
	}
	probe_put(p, " ");
	if (left) {
		probe_mark m = { (uint32_t)p->out->len, left, n };
		if (!p->quiet)
			ARENA_PUSH(probe_marks, probe_nmarks, m);
		probe_put(p, node_text(left));
	} else {
		buf_printf(p->out, "goc__u%d", p->unique);      // a struct's body needs a declaration to be seen in
	}
	probe_put(p, "; ");
	print_case_body(p, after_colon(n));
	probe_put(p, " } ");
}

void probe_type_switch(probe *p, node *n)
{
	node *initializer = node_field(n, F_INITIALIZER), *value = node_field(n, F_VALUE), *body = node_field(n, F_BODY);
	probe_put(p, "{ ");
	if (initializer) {
		probe_node(p, initializer);
		probe_put(p, "; ");
	}
	probe_put(p, "switch (");
	probe_voids(p, value);
	probe_put(p, "0) { ");
	for (node *c = body->first; c; c = c->next)
		if (c->kind == N_TYPE_CASE)
			print_type_case(p, c, node_field(n, F_LEFT), value);
	probe_put(p, "} }");
}

static void print_range_variable(probe *p, node *v, const char *macro, node *over)
{
	if (v->kind != N_IDENTIFIER || node_is(v, "_"))
		return;
	const char *known = v->type ? symbol_probe_type(v->type) : NULL;
	if (known) {
		buf_printf(p->out, "%s ", known);
	} else {
		buf_printf(p->out, "__typeof__((0, %s(", macro);
		probe_again(p, over, probe_node);
		probe_put(p, "))) ");
	}
	probe_node(p, v);
	probe_put(p, "; ");
}

void probe_range(probe *p, node *n)
{
	node *left = node_field(n, F_LEFT), *right = node_field(n, F_RIGHT), *operator = node_field(n, F_OPERATOR);
	node *first = left ? node_first_named(left) : NULL, *second = first ? node_next_named(first) : NULL;
	probe_put(p, "{ ");
	probe_voids(p, right);
	probe_put(p, "0; ");
	if (operator && node_is(operator, ":=")) {
		print_range_variable(p, first, second ? "GOC__KEY" : "GOC__ONLY", right);
		if (second)
			print_range_variable(p, second, "GOC__ELEM", right);
	} else if (left) {
		probe_voids(p, left);
		probe_put(p, "0; ");
	}
	probe_put(p, "for (;;) ");
	probe_node(p, node_field(n, F_BODY));
	probe_put(p, " }");
}

// if, switch, for with `:=` in their header: the declaration first, in a block of its own.
void probe_with_init(probe *p, node *n, node *header)
{
	node *initializer = node_field(header, F_INITIALIZER);
	probe_put(p, "{ ");
	probe_node(p, initializer);
	probe_put(p, "; ");
	for (node *c = n->first; c; c = c->next) {
		if (c == header) {
			probe_put(p, " (");
			probe_node(p, node_field(header, F_CONDITION));
			probe_put(p, ") ");
		} else {
			probe_node(p, c);
			probe_put(p, " ");
		}
	}
	probe_put(p, " }");
}

void probe_for(probe *p, node *n)
{
	node *initializer = node_field(n, F_INITIALIZER);
	if (!initializer || initializer->kind != N_SHORT_VAR) {
		probe_children(p, n);
		return;
	}
	probe_put(p, "{ ");
	probe_node(p, initializer);
	probe_put(p, "for (;");
	for (node *c = initializer->next->next; c; c = c->next) {
		probe_node(p, c);
		probe_put(p, " ");
	}
	probe_put(p, " }");
}

void probe_condition_loop(probe *p, node *n)
{
	probe_put(p, "while (");
	probe_node(p, node_field(n, F_CONDITION));
	probe_put(p, ") ");
	probe_node(p, node_field(n, F_BODY));
}

void probe_ever(probe *p, node *n)
{
	probe_put(p, "for (;;) ");
	probe_node(p, node_field(n, F_BODY));
}

void probe_labeled(probe *p, node *n)
{
	node *label = node_field(n, F_LABEL);
	for (node *c = n->first; c; c = c->next) {
		probe_node(p, c);
		probe_put(p, c != label && !c->named ? " ; " : " ");
	}
}

void probe_jump(probe *p, node *n)
{
	probe_put(p, n->kind == N_BREAK ? "break;" : "continue;");
}

// clang loses a declaration that stands right after `case x:`.
void probe_case(probe *p, node *n)
{
	uint32_t at = n->start;
	for (node *c = n->first; c; c = c->next) {
		probe_copy(p, n, at, c->start);
		probe_node(p, c);
		if (!c->named && node_is(c, ":"))
			probe_put(p, ";");
		at = c->end;
	}
	probe_copy(p, n, at, n->end);
}
