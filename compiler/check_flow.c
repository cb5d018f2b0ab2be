// Control flow: a func with results must end in a terminating statement (Go's rules, over C's statements), and a
// labelled break or continue must name a statement around it that can be left or continued.
#include "check.h"
#include "arena.h"
#include "diag.h"
#include "source.h"
#include "typing.h"
#include <string.h>

static bool terminates(const node *n);

// A break in n that leaves n's own statement (or by the label).
static bool breaks_out(const node *n, const char *label, bool own)
{
	if (n->kind == N_BREAK) {
		node *to = node_field(n, F_LABEL);
		return to ? label && node_is(to, label) : own;
	}
	if (n->kind == N_FUNC_LITERAL)
		return false;
	bool nested = n->kind == N_FOR || n->kind == N_FOR_RANGE || n->kind == N_FOR_CONDITION || n->kind == N_FOR_EVER || n->kind == N_WHILE ||
		n->kind == N_DO || n->kind == N_SWITCH || n->kind == N_SELECT || n->kind == N_TYPE_SWITCH;
	for (const node *c = n->first; c; c = c->next)
		if (breaks_out(c, label, own && !nested))
			return true;
	return false;
}

static bool inner_breaks(const node *n)
{
	const char *label = n->parent && n->parent->kind == N_LABELED_STATEMENT ? node_text(node_field(n->parent, F_LABEL)) : NULL;
	for (const node *c = n->first; c; c = c->next)
		if (breaks_out(c, label, true))
			return true;
	return false;
}

static const node *last_statement(const node *block)
{
	const node *last = NULL;
	for (const node *c = block->first; c; c = c->next)
		if (c->named && c->kind != N_COMMENT && c->kind != N_FUNC_DEFINITION && !(c->kind == N_EXPRESSION_STATEMENT && c->first == c->last))
			last = c;
	return last;
}

static bool is_constant_true(const node *e)
{
	while (e && e->kind == N_PARENTHESIZED)
		e = node_first_named(e);
	return e && (node_is(e, "1") || node_is(e, "true"));
}

static bool is_endless(const node *n)
{
	const node *condition = node_field(n, F_CONDITION);
	if (n->kind == N_FOR_EVER)
		return true;
	if (n->kind == N_FOR && !condition)
		return true;
	return (n->kind == N_FOR || n->kind == N_FOR_CONDITION || n->kind == N_WHILE || n->kind == N_DO) && is_constant_true(condition);
}

// Functions that do not come back: panic, C's exit and abort, and what says _Noreturn is gcc's to know.
static bool never_returns(const node *call)
{
	static const char *const names[] = { "exit", "abort", "_exit", "_Exit", "quick_exit", "longjmp", "__builtin_unreachable", "__builtin_trap", "__builtin_abort" };
	node *f = node_field(call, F_FUNCTION);
	if (!f)
		return false;
	if (f->word)
		return node_is(f, "panic");
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (node_is(f, names[i]))
			return true;
	return false;
}

static bool cases_terminate(const node *body, bool falls)
{
	bool has_default = false;
	for (const node *c = body->first; c; c = c->next) {
		if (c->kind != N_CASE && c->kind != N_SELECT_CASE && c->kind != N_TYPE_CASE)
			continue;
		has_default |= c->first && node_is(c->first, "default");
		const node *last = last_statement(c), *next = c->next;
		while (next && next->kind != N_CASE)
			next = next->next;
		bool label_only = !last || last->field == F_VALUE || last->field == F_TYPE || last->field == F_COMMUNICATION;
		if (falls && next && (label_only || !terminates(last)))
			continue;
		if (label_only || !terminates(last))
			return false;
	}
	return has_default || !falls;
}

static bool has_default_case(const node *body)
{
	for (const node *c = body->first; c; c = c->next)
		if (c->first && node_is(c->first, "default"))
			return true;
	return false;
}

static bool terminates_expression(const node *n)
{
	const node *e = node_first_named(n);
	while (e && e->kind == N_PARENTHESIZED)
		e = node_first_named(e);
	return e && e->kind == N_CALL && never_returns(e);
}

static bool terminates(const node *n)
{
	const node *last, *other;
	switch (n->kind) {
	case N_RETURN: case N_GOTO:
		return true;
	case N_EXPRESSION_STATEMENT:
		return terminates_expression(n);
	case N_COMPOUND_STATEMENT:
		return (last = last_statement(n)) && terminates(last);
	case N_LABELED_STATEMENT: {
		const node *statement = NULL;
		for (const node *c = n->first; c; c = c->next)
			if (c->named && c->field != F_LABEL && c->kind != N_COMMENT)
				statement = c;
		return statement && terminates(statement);
	}
	case N_IF:
		other = node_field(n, F_ALTERNATIVE);
		return other && terminates(node_field(n, F_CONSEQUENCE)) && terminates(other->kind == N_ELSE ? node_first_named(other) : other);
	case N_FOR: case N_FOR_CONDITION: case N_FOR_EVER: case N_WHILE: case N_DO:
		return is_endless(n) && !inner_breaks(n);
	case N_SWITCH:
		return !inner_breaks(n) && cases_terminate(node_field(n, F_BODY), true);
	case N_SELECT:
		return !inner_breaks(n) && cases_terminate(node_field(n, F_BODY), false);
	case N_TYPE_SWITCH:
		return !inner_breaks(n) && has_default_case(node_field(n, F_BODY)) && cases_terminate(node_field(n, F_BODY), false);
	default:
		return false;
	}
}

void check_missing_return(node *function)
{
	node *body = node_field(function, F_BODY), *result = node_field(function, F_RESULT);
	if (!body || !result || !body->last)
		return;
	type *t = declare_func(function, T_FUNC);
	if (t->nresults == 0)
		return;
	const node *last = last_statement(body);
	// A statement that the C preprocessor makes (a macro call, #if branches) may well return.
	if (last && (last->kind == N_PREPROC_IF || last->kind == N_PREPROC_IFDEF))
		return;
	if (!last || !terminates(last))
		diag_error(body->last, "missing return at the end of a function that gives a value");
}

void check_labels(node *jump)
{
	node *label = node_field(jump, F_LABEL);
	if (!label)
		return;
	const char *name = node_text(label);
	for (node *p = jump->parent; p && p->kind != N_FUNC_LITERAL && p->kind != N_FUNC_DEFINITION && p->kind != N_FUNCTION_DEFINITION; p = p->parent) {
		if (p->kind != N_LABELED_STATEMENT || !node_is(node_field(p, F_LABEL), name))
			continue;
		node *s = p->last;
		bool loop = s->kind == N_FOR || s->kind == N_FOR_RANGE || s->kind == N_FOR_CONDITION || s->kind == N_FOR_EVER || s->kind == N_WHILE || s->kind == N_DO;
		bool other = s->kind == N_SWITCH || s->kind == N_SELECT || s->kind == N_TYPE_SWITCH;
		if (loop || (other && jump->kind == N_BREAK))
			return;
		diag_error(label, "invalid %s label '%s': it labels no %s", jump->kind == N_BREAK ? "break" : "continue", name,
			jump->kind == N_BREAK ? "loop, switch or select" : "loop");
		return;
	}
	diag_error(label, "label '%s' is not on a statement around this %s", name, jump->kind == N_BREAK ? "break" : "continue");
}
