// What evaluating an expression does to others: the question behind left-to-right evaluation, which C leaves
// open and Go does not.
#include "lower.h"

static bool is_operand(const node *n)
{
	switch (n->kind) {
	case N_FUNC_LITERAL: case N_SIZEOF: case N_TYPE_DESCRIPTOR: case N_OFFSETOF: case N_TYPEOF: return false;
	default: return true;
	}
}

static bool is_effect(const node *n)
{
	switch (n->kind) {
	case N_CALL:
		if (n->call == CALL_CONVERT)
			return false;
		if (n->call == CALL_BUILTIN) {
			const node *f = node_field(n, F_FUNCTION);
			return f->word != W_LEN && f->word != W_CAP && f->word != W_MAKE && f->word != W_NEW;
		}
		return true;
	case N_RECEIVE: case N_ASSIGNMENT: case N_UPDATE: return true;
	default: return false;
	}
}

bool order_matters(node *n)
{
	if (!is_operand(n))
		return false;
	if (is_effect(n))
		return true;
	for (node *c = n->first; c; c = c->next)
		if (order_matters(c))
			return true;
	return false;
}

bool order_has_receive(node *n)
{
	if (!is_operand(n))
		return false;
	if (n->kind == N_RECEIVE)
		return true;
	for (node *c = n->first; c; c = c->next)
		if (order_has_receive(c))
			return true;
	return false;
}

bool order_names(node *n, const char *name)
{
	if (n->kind == N_IDENTIFIER && node_is(n, name))
		return true;
	for (node *c = n->first; c; c = c->next)
		if (order_names(c, name))
			return true;
	return false;
}

bool order_uses(node *n, const node *name)
{
	if (n->kind == N_IDENTIFIER && node_is(n, node_text(name)) && (!n->decl || !name->decl || n->decl == name->decl))
		return true;
	for (node *c = n->first; c; c = c->next)
		if (order_uses(c, name))
			return true;
	return false;
}
