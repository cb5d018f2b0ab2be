// Where a captured variable lives. The cheapest place that keeps Go's meaning:
//
//	CAP_COPY     never assigned after its initialiser, its address never taken: each closure has its own copy.
//	CAP_ADDRESS  every closure that names it is gone before the variable is (called at once; deferred, of a
//	             variable that lives as long as the function): it stays a plain local, closures point at it.
//	             Static locals, too: they live for ever.
//	CAP_CELL     all others: a cell in the collected heap, and the name becomes a pointer to it, `(*x)`.
//
// A local whose address stands in the operands of go, a send or a return gets a cell as well, captured or not.
//
// One pass finds what is done to each variable, a second one decides: the decision needs every use, also those
// behind the literal.
#include "capture.h"
#include "arena.h"
#include "diag.h"
#include <string.h>

// ---- Questions about nodes -------------------------------------------------------------------------------

static const node *skip_parens_up(const node *n)
{
	while (n->parent && n->parent->kind == N_PARENTHESIZED)
		n = n->parent;
	return n;
}

static bool is_callee(const node *n)
{
	return n->parent && n->parent->kind == N_CALL && n->field == F_FUNCTION;
}

static const node *called_by(const node *literal)
{
	const node *n = skip_parens_up(literal);
	return is_callee(n) ? n->parent : NULL;
}

bool literal_called_at_once(const node *literal)
{
	const node *call = called_by(literal);
	if (!call)
		return false;
	const node *user = skip_parens_up(call)->parent;
	return !user || (user->kind != N_GO && user->kind != N_DEFER);
}

bool literal_only_deferred(const node *literal)
{
	const node *call = called_by(literal);
	return call && skip_parens_up(call)->parent->kind == N_DEFER;
}

static bool is_function(const node *n)
{
	return n->kind == N_FUNC_LITERAL || n->kind == N_FUNC_DEFINITION || n->kind == N_FUNCTION_DEFINITION;
}

static bool is_loop(const node *n)
{
	switch (n->kind) {
	case N_FOR: case N_FOR_RANGE: case N_FOR_CONDITION: case N_FOR_EVER: case N_WHILE: case N_DO: return true;
	default: return false;
	}
}

static bool in_loop(const node *n)
{
	for (n = n->parent; n && !is_function(n); n = n->parent)
		if (is_loop(n))
			return true;
	return false;
}

// Whether a goto behind `at` in this function leads to a label before it.
static bool goto_leads_back(const node *n, const node *fn, uint32_t at)
{
	if (n->kind == N_GOTO && n->start > at) {
		for (const node *l = node_first_named(n); l; l = node_next_named(l)) {
			char label[256];
			size_t len = l->end - l->start;
			if (len >= sizeof label)
				return true;
			const char *body = node_text(fn);
			memcpy(label, node_text(l), len);
			label[len] = 0;
			for (const char *p = body; (p = strstr(p, label)) && p < body + (at - fn->start); p += len)
				if (p[len] == ':' || p[len] == ' ')
					return true;
		}
		return n->first && n->first->next && n->first->next->kind == N_TOKEN;   // goto *p: anywhere
	}
	for (const node *c = n->first; c; c = c->next)
		if (!is_function(c) && goto_leads_back(c, fn, at))
			return true;
	return false;
}

bool defer_repeats(const node *defer)
{
	const node *fn = node_function(defer);
	return in_loop(defer) || (fn && goto_leads_back(fn, fn, defer->start));
}

static bool is_local(const decl *d)
{
	return d && (d->kind == D_VAR || d->kind == D_PARAM) && !d->is_global && !d->is_extern && d->ident;
}

static node *owner(const decl *d)
{
	return d->fn ? d->fn : node_function(d->ident);
}

static bool is_array(const node *n)
{
	if (n->kind == N_IDENTIFIER && n->decl && n->decl->kind == D_PARAM)
		return false;           // a pointer, whatever it is written as
	return n->type && n->type->canonical && n->type->canonical->kind == T_ARRAY;
}

static bool is_pointer(const node *n)
{
	return n->type && n->type->canonical && n->type->canonical->kind == T_POINTER;
}

// The largest expression that is (a part of) the object that the identifier names: x, x.a, x.a[3], (x).
static node *whole_lvalue(node *n)
{
	for (node *p; (p = n->parent); n = p) {
		bool part = p->kind == N_PARENTHESIZED || (p->kind == N_FIELD_EXPRESSION && n->field == F_ARGUMENT && !p->method && !is_pointer(n)) ||
		            (p->kind == N_SUBSCRIPT && n->field == F_ARGUMENT && is_array(n));
		if (!part || (p->kind == N_FIELD_EXPRESSION && node_field(p, F_OPERATOR) && node_is(node_field(p, F_OPERATOR), "->")))
			return n;
	}
	return n;
}

// The local whose object (or part of it) n is, NULL: no local's.
static decl *root_local(node *n)
{
	for (;;) {
		if (n->kind == N_IDENTIFIER)
			return is_local(n->decl) ? n->decl : NULL;
		if (n->kind == N_PARENTHESIZED)
			n = node_first_named(n);
		else if (n->kind == N_FIELD_EXPRESSION || n->kind == N_SUBSCRIPT) {
			node *inner = node_field(n, F_ARGUMENT), *op = node_field(n, F_OPERATOR);
			if (!inner || is_pointer(inner) || (op && node_is(op, "->")) || (n->kind == N_SUBSCRIPT && !is_array(inner)))
				return NULL;
			n = inner;
		} else
			return NULL;
		if (!n)
			return NULL;
	}
}

static bool is_address_of(const node *n)
{
	const node *op = n->kind == N_POINTER_EXPRESSION ? node_field(n, F_OPERATOR) : NULL;
	return op && node_is(op, "&");
}

// ---- What is done to a variable ------------------------------------------------------------------------------

// A macro may assign to its arguments or take their addresses. (A name that libclang gave a type is a function.)
static bool is_macro_argument(const node *n)
{
	if (!n->parent || n->parent->kind != N_ARGUMENT_LIST)
		return false;
	const node *f = node_field(n->parent->parent, F_FUNCTION);
	return f && f->kind == N_IDENTIFIER && !f->decl && !f->word && !f->symbol && (!f->type || f->type->kind == T_UNKNOWN);
}

// `a, b = f()`: the left operands of such a comma are assigned.
static bool assigns_several(const node *comma)
{
	while (comma && comma->kind == N_COMMA)
		comma = node_field(comma, F_RIGHT);
	return comma && comma->kind == N_ASSIGNMENT;
}

static bool is_assigned(const node *whole)
{
	const node *p = whole->parent;
	switch (p->kind) {
	case N_ASSIGNMENT: return whole->field == F_LEFT;
	case N_UPDATE: return true;
	case N_COMMA: return whole->field == F_LEFT && assigns_several(p);
	case N_EXPRESSION_LIST: return p->field == F_LEFT;
	case N_OTHER: return p->named;          // asm operands
	default: return is_macro_argument(whole);
	}
}

// Is whole the address of a part of the variable, in itself or as it is used here?
static bool gives_address(const node *whole)
{
	const node *p = whole->parent;
	if (is_address_of(p) || is_macro_argument(whole))
		return true;
	if (p->kind == N_FIELD_EXPRESSION && p->method && p->method->by_pointer && !is_pointer(whole))
		return true;
	return is_array(whole) && p->kind != N_SIZEOF && p->kind != N_FOR_RANGE;
}

// The for statement whose first clause declares d, NULL.
static node *for_of(const decl *d)
{
	node *below = d->ident;
	for (node *p = below->parent; p && !is_function(p); below = p, p = p->parent)
		if (p->kind == N_FOR)
			return below->field == F_INITIALIZER ? p : NULL;
		else if (p->kind == N_COMPOUND_STATEMENT)
			return NULL;
	return NULL;
}

static bool is_within(const node *n, const node *outer)
{
	return outer && n->start >= outer->start && n->end <= outer->end;
}

static void add_capture(node *literal, decl *d)
{
	for (int i = 0; i < literal->ncaptures; i++)
		if (literal->captures[i] == d)
			return;
	ARENA_PUSH(literal->captures, literal->ncaptures, d);
}

// All literals between the use and the function that owns d.
static void note_capture(node *use, decl *d)
{
	node *home = owner(d);
	bool from_short_lived = true;
	node *outermost = NULL;

	for (node *f = node_function(use); f && f != home; f = node_function(f)) {
		if (f->kind != N_FUNC_LITERAL)
			return;
		add_capture(f, d);
		outermost = f;
		from_short_lived &= literal_called_at_once(f) || (literal_only_deferred(f) && !defer_repeats(f));
	}
	if (!outermost)
		return;
	d->captured = true;
	if (!from_short_lived)
		d->outlived = true;
	else if (literal_only_deferred(outermost))
		d->deferred = true;
	for (node *p = d->ident->parent; p && !is_function(p) && p->kind != N_COMPOUND_STATEMENT; p = p->parent)
		if ((p->kind == N_INIT_DECLARATOR || p->kind == N_SHORT_VAR) && is_within(use, p))
			d->captured_in_own_init = true;
}

static void note_use(node *n)
{
	decl *d = n->decl;
	if (!is_local(d) || d->ident == n)
		return;
	node *whole = whole_lvalue(n), *loop = for_of(d);
	bool outside = node_function(n) != owner(d);

	note_capture(n, d);
	if (is_assigned(whole)) {
		if (outside)
			d->assigned_in_literal = true;
		// The post statement's assignment makes the next iteration's variable, not this one's.
		if (!loop || outside || !is_within(n, node_field(loop, F_UPDATE)))
			d->reassigned = true;
	}
	// A literal in the loop's own clauses sees the variable change.
	if (outside && loop && !is_within(n, node_field(loop, F_BODY)))
		d->reassigned = true;
	if (gives_address(whole))
		d->address_taken = true;
}

// ---- Addresses that leave the function ----------------------------------------------------------------------------

// Pointers that leave by name.
static node **sent;
static int nsent;

static void note_escapes(node *n);

static void escape_parts(node *n)
{
	for (node *c = node_first_named(n); c; c = node_next_named(c))
		note_escapes(c);
}

static void escape_of(node *object)
{
	decl *d = object ? root_local(object) : NULL;
	if (d && !d->is_static)
		d->go_escapes = true;
}

// n's value leaves the function: which locals' addresses are in it?
static void note_escapes(node *n)
{
	if (!n)
		return;
	switch (n->kind) {
	case N_PARENTHESIZED: case N_CONDITIONAL: case N_INITIALIZER_LIST: case N_ARGUMENT_LIST: case N_EXPRESSION_LIST:
		escape_parts(n);
		break;
	case N_CAST: case N_INITIALIZER_PAIR: case N_COMPOUND_LITERAL: case N_COMPOSITE_LITERAL: case N_SPREAD:
		note_escapes(node_field(n, F_VALUE));
		break;
	case N_COMMA:
		escape_parts(n);
		break;
	case N_BINARY: {
		const node *op = node_field(n, F_OPERATOR);
		if (op && (node_is(op, "+") || node_is(op, "-")))
			escape_parts(n);
		break;
	}
	case N_CALL:
		if (n->call == CALL_CONVERT)
			note_escapes(node_field(n, F_ARGUMENTS));
		break;
	case N_TYPE_CONVERSION: case N_SLICE_EXPRESSION: {
		node *inner = node_field(n, F_ARGUMENT);
		if (n->kind == N_TYPE_CONVERSION || (inner && is_array(inner)))
			n->kind == N_TYPE_CONVERSION ? note_escapes(inner) : escape_of(inner);
		break;
	}
	case N_POINTER_EXPRESSION:
		if (is_address_of(n))
			escape_of(node_field(n, F_ARGUMENT));
		break;
	case N_IDENTIFIER: case N_FIELD_EXPRESSION: case N_SUBSCRIPT:
		if (n->kind == N_IDENTIFIER && is_local(n->decl) && is_pointer(n))
			ARENA_PUSH(sent, nsent, n);
		if (is_array(n))
			escape_of(n);
		else if (n->method && n->method->by_pointer)
			escape_of(node_field(n, F_ARGUMENT));
		break;
	default: break;
	}
}

static void note_go(node *call)
{
	while (call && call->kind == N_PARENTHESIZED)
		call = node_first_named(call);
	if (!call || call->kind != N_CALL)
		return;
	note_escapes(node_field(call, F_ARGUMENTS));
	node *f = node_field(call, F_FUNCTION);
	bool by_pointer = call->call == CALL_METHOD && call->method && call->method->by_pointer;
	if (f && f->kind == N_FIELD_EXPRESSION && by_pointer && !is_pointer(node_field(f, F_ARGUMENT)))
		escape_of(node_field(f, F_ARGUMENT));
}

static void first_pass(node *n)
{
	switch (n->kind) {
	case N_IDENTIFIER: note_use(n); break;
	case N_GO: note_go(node_field(n, F_CALL)); break;
	case N_SEND: note_escapes(node_field(n, F_VALUE)); break;
	case N_RETURN: escape_parts(n); break;
	default: break;
	}
	for (node *c = n->first; c; c = c->next)
		first_pass(c);
}

// ---- The decision ---------------------------------------------------------------------------------------------------

// Does d live until its function's deferred calls have run? Parameters, results, and what the outermost block declares.
static bool lives_as_long_as_function(const decl *d)
{
	if (d->kind == D_PARAM)
		return true;
	for (const node *p = d->ident->parent; p; p = p->parent) {
		if (is_function(p))
			return true;
		switch (p->kind) {
		case N_COMPOUND_STATEMENT: return p->parent && is_function(p->parent);
		case N_FOR: case N_FOR_RANGE: case N_IF: case N_SWITCH: case N_TYPE_SWITCH: case N_SELECT_CASE: return false;
		default: break;
		}
	}
	return false;
}

// A declaration before a switch's first case runs for no case: a cell would never be made.
static void check_jumped_over(const decl *d)
{
	const node *p = d->ident->parent;
	while (p && p->kind != N_DECLARATION && !is_function(p))
		p = p->parent;
	if (d->storage == CAP_CELL && p && p->kind == N_DECLARATION && p->parent->kind == N_COMPOUND_STATEMENT && p->parent->parent->kind == N_SWITCH)
		diag_error(d->ident, "'%s' is captured: declare it before the switch, whose cases jump over it here", d->name);
}

static void decide(decl *d)
{
	if (!is_local(d) || d->storage != CAP_NONE)
		return;
	d->in_loop = in_loop(d->ident);
	d->loop_var = for_of(d) != NULL;
	bool array = d->kind != D_PARAM && d->type && d->type->canonical->kind == T_ARRAY;
	if (d->is_static)
		d->storage = d->captured ? CAP_ADDRESS : CAP_NONE;
	else if (d->go_escapes)
		d->storage = CAP_CELL;
	else if (!d->captured)
		return;
	else if (!d->reassigned && !d->address_taken && !d->captured_in_own_init && !array)
		d->storage = CAP_COPY;
	else if (!d->outlived && (!d->deferred || lives_as_long_as_function(d)))
		d->storage = CAP_ADDRESS;
	else
		d->storage = CAP_CELL;
	check_jumped_over(d);
}

static bool defers(const node *n)
{
	if (n->kind == N_DEFER)
		return true;
	for (const node *c = n->first; c; c = c->next)
		if (c->kind != N_FUNC_LITERAL && defers(c))
			return true;
	return false;
}

// `q = -1; q = a / b;`: gcc takes the first assignment for dead, though a recover may return it.
static void keep_results(node *n)
{
	decl *d = n->kind == N_IDENTIFIER && n->decl && n->decl->ident == n ? n->decl : NULL;
	if (d && d->type && !d->address_taken)
		switch (d->type->canonical->kind) {
		case T_BOOL: case T_INT: case T_FLOAT: case T_ENUM: case T_POINTER: case T_STRING: case T_CHAN: d->is_volatile = true; break;
		default: break;         // C has too many ways to take an aggregate's address
		}
	for (node *c = n->first; c; c = c->next)
		keep_results(c);
}

static void second_pass(node *n)
{
	if (n->kind == N_FUNC_DEFINITION || n->kind == N_FUNC_LITERAL) {
		node *result = node_field(n, F_RESULT), *body = node_field(n, F_BODY);
		if (result && result->kind == N_RESULT_LIST && body && defers(body))
			keep_results(result);
	}
	if (n->kind == N_IDENTIFIER && n->decl)
		decide(n->decl);
	for (node *c = n->first; c; c = c->next)
		second_pass(c);
}

// The only value that a local ever has, NULL: it has others, or none that is seen here.
static node *only_value(const decl *d)
{
	if (d->kind == D_PARAM || d->reassigned || d->address_taken)
		return NULL;
	for (node *p = d->ident->parent, *left = d->ident; p && !is_function(p); left = p, p = p->parent) {
		if (p->kind == N_INIT_DECLARATOR)
			return node_field(p, F_VALUE);
		if (p->kind != N_SHORT_VAR)
			continue;
		node *name = node_first_named(left), *value = node_first_named(node_field(p, F_RIGHT));
		for (; name && value && name != d->ident; name = node_next_named(name))
			value = node_next_named(value);
		return value;
	}
	return NULL;
}

// `p := &x; go f(p);`: x stays where it is, since only the operands themselves are looked at.
static void warn_of_pointers(void)
{
	for (int i = 0; i < nsent; i++) {
		node *value = only_value(sent[i]->decl);
		decl *d = value && is_address_of(value) ? root_local(node_field(value, F_ARGUMENT)) : NULL;
		if (d && !d->is_static && d->storage != CAP_CELL && !node_enclosing(sent[i], N_RETURN))
			diag_warning(sent[i], "go-address", "'%s' points at the local variable '%s', which may be gone when it is used", sent[i]->decl->name, d->name);
	}
}

void capture_analyse(node *root)
{
	first_pass(root);
	second_pass(root);
	warn_of_pointers();
	capture_check_macros(root);
}
