// The rules for one construct each, in the order of docs/language.md.
#include "check.h"
#include "arena.h"
#include "diag.h"
#include "probe.h"
#include "source.h"
#include "symbols.h"
#include "syntax.h"
#include "types.h"
#include "typing.h"
#include "words.h"
#include <string.h>

static type_kind kind_of(const type *t)
{
	return t->canonical->kind;
}

static bool is_known(const type *t)
{
	return kind_of(t) != T_UNKNOWN;
}

// A line that begins in `<-` goes on with the line before it if that lacks its `;`.
static void check_continuation(node *left, node *arrow)
{
	if (left && arrow && source_line(left->src, arrow->start) > source_line(left->src, left->end))
		diag_warning(arrow, NULL, "this line goes on with the statement before it: is a ';' missing there?");
}

// ---- Channels --------------------------------------------------------------------------------------------

void check_send(node *n)
{
	node *channel = node_field(n, F_CHANNEL), *value = node_field(n, F_VALUE);
	const type *t = infer(channel);
	check_continuation(channel, channel->next);
	if (!is_known(t))
		return;
	if (kind_of(t) != T_CHAN) {
		type_kind k = kind_of(t);
		bool compares = k == T_INT || k == T_FLOAT || k == T_BOOL || k == T_ENUM || k == T_POINTER || k == T_ARRAY || k == T_STRING;
		if (compares && n->field != F_COMMUNICATION)
			diag_warning(channel, "unused-value", "no send: '%s' is no channel, so this compares with a negated value", type_show(t));
		else
			diag_error(channel, "cannot send to '%s': it is no channel", type_show(t));
		return;
	}
	if (t->canonical->dir == DIR_RECV)
		diag_error(channel, "cannot send to receive-only channel %s of type '%s'", check_text(channel), type_show(t));
	check_element(value, t->canonical->elem, "send");
}

void check_receive(node *n)
{
	node *channel = node_field(n, F_ARGUMENT);
	const type *t = infer(channel);
	if (!is_known(t))
		return;
	if (kind_of(t) != T_CHAN)
		diag_error(n, "cannot receive from '%s'", type_show(t));
	else if (t->canonical->dir == DIR_SEND)
		diag_error(n, "cannot receive from send-only channel %s of type '%s'", check_text(channel), type_show(t));
}

static void check_close(node *call, node *arg)
{
	const type *t = arg ? infer(arg) : NULL;
	if (!t) {
		diag_error(call, "close takes a channel");
		return;
	}
	if (is_known(t) && kind_of(t) != T_CHAN)
		diag_error(arg, "cannot close '%s': it is no channel", type_show(t));
	else if (is_known(t) && t->canonical->dir == DIR_RECV)
		diag_error(arg, "cannot close receive-only channel %s of type '%s'", check_text(arg), type_show(t));
}

void check_select_case(node *n)
{
	node *c = node_field(n, F_COMMUNICATION);
	if (!c || c->kind == N_SEND)
		return;
	node *e = c;
	if (c->kind == N_SHORT_VAR) {
		node *right = node_field(c, F_RIGHT);
		e = right ? node_first_named(right) : NULL;
	} else {
		node **parts;
		int count = check_split_comma(c, &parts);
		e = node_skip_parens(parts[count - 1]);
		if (e && e->kind == N_ASSIGNMENT)
			e = node_field(e, F_RIGHT);
	}
	e = node_skip_parens(e);
	if (!e || e->kind != N_RECEIVE)
		diag_error(c, "a select case must be a send or a receive");
}

// ---- go, defer -------------------------------------------------------------------------------------------

void check_go(node *n)
{
	const char *what = n->kind == N_GO ? "go" : "defer";
	node *call = node_field(n, F_CALL);
	if (!call || call->kind == N_CALL) {
		if (call && call->call == CALL_CONVERT)
			diag_error(call, "%s needs a function call, not a conversion", what);
		return;
	}
	node *inner = node_skip_parens(call);
	if (inner && inner != call && inner->kind == N_CALL)
		diag_error(call, "the call in %s must not be in parentheses", what);
	else
		diag_error(call, "%s needs a function call: write %s %s(…)", what, what, node_text(call));
}

// ---- := --------------------------------------------------------------------------------------------------

static int gather(node *list, node ***out)
{
	int n = 0;
	*out = NULL;
	for (node *c = list ? node_first_named(list) : NULL; c; c = node_next_named(c))
		ARENA_PUSH(*out, n, c);
	return n;
}

static bool is_comma_ok(node *e)
{
	e = node_skip_parens(e);
	return e && (e->kind == N_RECEIVE || e->kind == N_TYPE_ASSERTION);
}

static void check_counts(node *at, int left, node **right, int nright)
{
	if (left == nright && nright > 1) {
		return;
	}
	if (nright == 1) {
		const type *t = infer(node_skip_parens(right[0]));
		int gives = t->kind == T_TUPLE ? t->nresults : kind_of(t) == T_VOID ? 0 : 1;
		if (gives == left || !is_known(t) || (left == 2 && is_comma_ok(right[0])))
			return;
		if (gives == 0)
			diag_error(right[0], "%s gives no value", check_text(right[0]));
		else
			diag_error(at, "assignment mismatch: %d variable%s but %s gives %d value%s", left, left == 1 ? "" : "s", check_text(right[0]),
				gives, gives == 1 ? "" : "s");
		return;
	}
	diag_error(at, "assignment mismatch: %d variable%s but %d values", left, left == 1 ? "" : "s", nright);
}

static void check_variables(node **left, int n)
{
	bool any = false;
	for (int i = 0; i < n; i++) {
		if (left[i]->kind != N_IDENTIFIER) {
			diag_error(left[i], "%s on the left of := is no name", check_text(left[i]));
			return;
		}
		any |= !node_is(left[i], "_") && left[i]->decl && left[i]->decl->ident == left[i];
	}
	if (!any)
		diag_error(left[0]->parent->next && !left[0]->parent->next->named ? left[0]->parent->next : left[0], "no new variables on left side of :=");
}

static void check_init_value(node *value)
{
	const type *t = infer(value);
	if (kind_of(t) == T_NIL)
		diag_error(value, "use of untyped nil in :=: say the type");
	else if (kind_of(t) == T_VOID)
		diag_error(value, "%s gives no value", check_text(value));
}

void check_short_var(node *n)
{
	node **left, **right;
	int nleft = gather(node_field(n, F_LEFT), &left), nright = gather(node_field(n, F_RIGHT), &right);
	if (n->parent && n->parent->kind == N_TRANSLATION_UNIT) {
		diag_error(n, ":= outside a function: write the type, `T %s = …;`", nleft ? node_text(left[0]) : "x");
		return;
	}
	if (!nleft || !nright)
		return;
	check_variables(left, nleft);
	check_counts(n, nleft, right, nright);
	for (int i = 0; i < nright && (nright > 1 || nleft == 1); i++)
		check_init_value(right[i]);
	for (int i = 0; i < nleft && nleft == nright; i++)
		if (left[i]->kind == N_IDENTIFIER && left[i]->decl && left[i]->decl->ident != left[i])
			check_assignable(right[i], declare_type(left[i]->decl), "assignment");
}

// `T x := e` parses as a declaration with := for =.
void check_declaration(node *n)
{
	for (node *c = n->first; c; c = c->next) {
		if (c->kind != N_INIT_DECLARATOR)
			continue;
		node *name = declarator_name(node_field(c, F_DECLARATOR)), *value = node_field(c, F_VALUE);
		for (node *t = c->first; t; t = t->next)
			if (!t->named && node_is(t, ":="))
				diag_error(t, "a type and := together: write either '%s := …' or the type with =", name ? node_text(name) : "x");
		if (name && name->decl && value)
			check_assignable(value, declare_type(name->decl), "initialisation");
	}
}

// ---- Assignment ------------------------------------------------------------------------------------------

static bool is_plain(const node *assignment)
{
	const node *op = node_field(assignment, F_OPERATOR);
	return !op || node_is(op, "=");
}

void check_assignment(node *n)
{
	node *left = node_skip_parens(node_field(n, F_LEFT)), *right = node_field(n, F_RIGHT);
	if (!left || !right || !is_plain(n))
		return;
	if (left->kind == N_SLICE_EXPRESSION) {
		diag_error(left, "cannot assign to the slice expression %s", check_text(left));
		return;
	}
	// In `a, b = f()` the right side answers for all of the left.
	if (n->parent && n->parent->kind == N_COMMA && (infer(node_skip_parens(right))->kind == T_TUPLE || is_comma_ok(right)))
		return;
	if (node_is(left, "_"))
		return;
	const type *t = infer(node_skip_parens(right));
	if (t->kind == T_TUPLE)
		diag_error(n, "assignment mismatch: 1 variable but %s gives %d values", check_text(right), t->nresults);
	else
		check_assignable(right, infer(left), "assignment");
}

static bool is_name_like(const node *n)
{
	return n->kind == N_IDENTIFIER || n->kind == N_FIELD_EXPRESSION || n->kind == N_SUBSCRIPT || n->kind == N_POINTER_EXPRESSION;
}

// `a, b = f();`: a comma expression whose last part assigns several values.
static void check_tuple_assignment(node *comma)
{
	node **parts;
	int n = check_split_comma(comma, &parts);
	int first = 0;
	while (first < n && parts[first]->kind != N_ASSIGNMENT)
		first++;
	if (first == n || !is_plain(parts[first]))
		return;
	node *right = node_field(parts[first], F_RIGHT);
	const type *t = infer(node_skip_parens(right));
	for (int i = 0; i < first; i++)
		if (!is_name_like(parts[i]))
			return;
	if (t->kind == T_TUPLE && first + 1 != t->nresults)
		diag_error(comma, "assignment mismatch: %d variables but %s gives %d values", first + 1, check_text(right), t->nresults);
	else if (first + 1 < n && t->kind != T_TUPLE && !is_comma_ok(right) && n == 2 * first + 1)
		diag_warning(comma, "comma", "this is C's comma: only the last variable is assigned");
}

static void check_discarded(node *e)
{
	node *f = e->kind == N_CALL && e->call == CALL_BUILTIN ? node_field(e, F_FUNCTION) : NULL;
	if (f && f->word == W_APPEND)
		diag_error(e, "%s is not used: assign what append gives", check_text(e));
	else if (f && (f->word == W_MAKE || f->word == W_NEW))
		diag_warning(e, "unused-value", "%s is not used", check_text(e));
	else if (e->kind == N_COMPOSITE_LITERAL || e->kind == N_FUNC_LITERAL)
		diag_warning(e, "unused-value", "%s is not used", check_text(e));
}

void check_expression_statement(node *n)
{
	node *e = node_first_named(n);
	if (!e)
		return;
	if (e->kind == N_COMMA)
		check_tuple_assignment(e);
	check_discarded(e);
}

// ---- Calls -----------------------------------------------------------------------------------------------

static void check_builtin(node *n, word w, node **args, int nargs)
{
	const type *t = nargs ? infer(args[0]) : NULL;
	switch (w) {
	case W_CLOSE:
		check_close(n, nargs ? args[0] : NULL);
		break;
	case W_MAKE: {
		const type *made = n->type;
		if (!nargs)
			diag_error(n, "make takes a channel or slice type first");
		else if (args[0]->kind != N_TYPE_DESCRIPTOR && !symbol_is_type(args[0]))
			diag_error(args[0], "make takes a channel or slice type first, not %s", check_text(args[0]));
		else if (made && is_known(made) && kind_of(made) != T_CHAN && kind_of(made) != T_SLICE)
			diag_error(nargs ? args[0] : n, "cannot make '%s': it is no channel and no slice", type_show(made));
		else if (made && kind_of(made) == T_SLICE && nargs < 2)
			diag_error(n, "make of a slice needs its length");
		break;
	}
	case W_LEN: case W_CAP:
		if (nargs != 1)
			diag_error(n, "%s takes one argument", word_text(w));
		else if (is_known(t) && kind_of(t) != T_CHAN && kind_of(t) != T_SLICE && kind_of(t) != T_ARRAY && (w == W_CAP || !type_is_text(t)))
			diag_error(args[0], "'%s' has no %s", type_show(t), word_text(w));
		break;
	case W_APPEND:
		if (!nargs || (is_known(t) && kind_of(t) != T_SLICE && kind_of(t) != T_NIL))
			diag_error(nargs ? args[0] : n, "append takes a slice first%s%s", nargs ? ", not " : "", nargs ? type_show(t) : "");
		else if (is_known(t) && kind_of(t) == T_SLICE)
			for (int i = 1; i < nargs; i++)
				if (args[i]->kind != N_SPREAD)
					check_element(args[i], t->canonical->elem, "append");
		break;
	case W_COPY:
		if (nargs != 2 || (is_known(t) && kind_of(t) != T_SLICE))
			diag_error(n, "copy takes two slices");
		break;
	default:
		break;
	}
}

static const type *called(const type *t)
{
	const type *c = t->canonical;
	return c->kind == T_POINTER && kind_of(c->elem) == T_CFUNC ? c->elem->canonical : c;
}

static void check_arguments(node *n, const type *f, node **args, int nargs)
{
	const type *only = nargs == 1 ? infer(args[0]) : NULL;
	int fixed = f->nparams - (f->go_variadic ? 1 : 0);
	bool spread = nargs > 0 && args[nargs - 1]->kind == N_SPREAD;
	if (only && only->kind == T_TUPLE) {
		if (f->go_variadic ? only->nresults < fixed : only->nresults != fixed)
			diag_error(n, "wrong number of arguments in call: %s gives %d, wanted %d", check_text(args[0]), only->nresults, fixed);
		return;
	}
	if (nargs < fixed || (nargs > fixed && !f->go_variadic && !f->variadic)) {
		diag_error(nargs > fixed ? args[fixed] : n->last && n->last->last ? n->last->last : n, "%s arguments in call to %s: have %d, want %s%d",
			nargs < fixed ? "too few" : "too many", check_text(node_field(n, F_FUNCTION)), nargs, f->go_variadic ? "at least " : "", fixed);
		return;
	}
	for (int i = 0; i < nargs; i++) {
		if (i < fixed)
			check_assignable(args[i], f->params[i], "argument");
		else if (f->go_variadic)
			check_assignable(args[i]->kind == N_SPREAD ? node_field(args[i], F_VALUE) : args[i],
				spread ? f->params[fixed] : f->params[fixed]->canonical->elem, "argument");
	}
}

void check_call(node *n)
{
	node *f = node_field(n, F_FUNCTION), **args;
	int nargs = gather(node_field(n, F_ARGUMENTS), &args);
	if (!f)
		return;
	if (n->call == CALL_BUILTIN) {
		check_builtin(n, (word)f->word, args, nargs);
		return;
	}
	if (n->call == CALL_CONVERT)
		return;
	const type *t = infer(f), *callee = called(t);
	if (callee->kind == T_FUNC || (callee->kind == T_CFUNC && n->call == CALL_FUNC))
		check_arguments(n, callee, args, nargs);
	else if (callee->kind == T_CFUNC && !callee->unprototyped)
		for (int i = 0; i < nargs && i < callee->nparams; i++)
			check_assignable(args[i], callee->params[i], "argument");
	else if (is_known(t) && (kind_of(t) == T_CHAN || kind_of(t) == T_SLICE || kind_of(t) == T_ANY || kind_of(t) == T_INTERFACE))
		diag_error(f, "cannot call %s of type '%s'", check_text(f), type_show(t));
	check_format(n);
}

// ---- Functions -------------------------------------------------------------------------------------------

static bool shape_of(node *function, type **t)
{
	if (!function || function->kind == N_FUNCTION_DEFINITION)
		return false;
	*t = declare_func(function, T_FUNC);
	return true;
}

void check_return(node *n)
{
	node *function = node_function(n), *e = node_first_named(n), **values;
	type *t;
	if (!shape_of(function, &t)) {
		node *name = function ? declarator_name(node_field(function, F_DECLARATOR)) : NULL;
		const type *f = name && name->decl ? declare_type(name->decl)->canonical : NULL;
		if (e && f && f->kind == T_CFUNC && f->nresults == 1)
			check_assignable(e, f->results[0], "return");
		return;
	}
	node *result = node_field(function, F_RESULT), *first = result && result->kind == N_RESULT_LIST ? node_first_named(result) : NULL;
	bool named = first && declarator_name(node_field(first, F_DECLARATOR));
	if (!e) {
		if (t->nresults && !named)
			diag_error(n, "return without the %d value%s that the function gives", t->nresults, t->nresults == 1 ? "" : "s");
		return;
	}
	int count = check_split_comma(e, &values);
	if (t->nresults == 0 && count == 1 && kind_of(infer(e)) == T_VOID)
		return;
	if (t->nresults == 0)
		diag_error(e, "return with a value in a function that gives none");
	else if (t->nresults == 1 && count > 1)
		diag_error(e, "wrong number of values in return: have %d values, want 1", count);
	else
		check_values(e, values, count, t->results, t->nresults, "return");
}

// `a int` parses as a parameter of type a named int.
static void check_go_order(node *list)
{
	for (node *p = list ? list->first : NULL; p; p = p->next) {
		node *t = p->kind == N_PARAMETER ? node_field(p, F_TYPE) : NULL, *d = t ? node_field(p, F_DECLARATOR) : NULL;
		if (!d || d->kind != N_IDENTIFIER || t->kind != N_TYPE_IDENTIFIER || kind_of(declare_node(t)) != T_UNKNOWN)
			continue;
		const ref *r = types_global(node_text(d));
		word w = word_of(node_text(d), d->end - d->start);
		if (word_is_type(w) || type_basic(node_text(d)) || symbol_is_type(d) || (r && r->kind == REF_TYPEDEF)) {
			diag_error(p, "the type comes first: write '%s %s'", node_text(d), node_text(t));
			return;
		}
	}
}

static void check_result_parentheses(node *n)
{
	node *result = node_field(n, F_RESULT);
	if (!result || result->kind != N_TYPE_DESCRIPTOR)
		return;
	node *t = node_field(result, F_TYPE), *d = node_field(result, F_DECLARATOR);
	if (d)
		diag_error(result, "a result type with '%s' needs parentheses: write (%s)", node_text(d), node_text(result));
	else if (t && (t->kind == N_STRUCT || t->kind == N_UNION || t->kind == N_ENUM) && !node_field(t, F_BODY) && n->kind == N_FUNC_DEFINITION)
		diag_error(result, "this result type needs parentheses: write (%s)", node_text(result));
}

void check_func(node *n)
{
	node *receiver = node_field(n, F_RECEIVER), *p = receiver ? node_child(receiver, N_PARAMETER) : NULL;
	node *result = node_field(n, F_RESULT);
	check_go_order(node_field(n, F_PARAMETERS));
	if (result && result->kind == N_RESULT_LIST)
		check_go_order(result);
	check_result_parentheses(n);
	if (p && !declarator_name(node_field(p, F_DECLARATOR)))
		diag_error(p, "the receiver needs a name");
	if (n->kind == N_FUNC_DEFINITION)
		check_missing_return(n);
}

void check_literal(node *n)
{
	check_go_order(node_field(n, F_PARAMETERS));
	check_missing_return(n);
	for (int i = 0; i < n->ncaptures; i++) {
		const decl *d = n->captures[i];
		const type *t = declare_type(n->captures[i]);
		bool has_size = false;
		for (node *p = d->ident ? d->ident->parent : NULL; p && p != d->def; p = p->parent)
			has_size |= p->kind == N_ARRAY_DECLARATOR && node_field(p, F_SIZE);
		node *init = d->ident ? d->ident->parent : NULL;
		while (init && init != d->def && init->kind != N_INIT_DECLARATOR)
			init = init->parent;
		if (kind_of(t) == T_ARRAY && t->canonical->count < 0 && has_size && !(init && init->kind == N_INIT_DECLARATOR) && d->kind == D_VAR)
			diag_error(n, "a function literal cannot capture '%s': it is a variable-length array", d->name);
	}
}

// ---- Members ---------------------------------------------------------------------------------------------

static unit *bringer_of(const node *package)
{
	const char *name = node_text(package);
	for (unit *h = check_main()->headers; h; h = h->next)
		if (h->package && !strcmp(h->package, name))
			return h;
	return NULL;
}

static void add_name(func_entry *e, void *arg)
{
	struct { const char **names; int n; const char *prefix; } *l = arg;
	size_t len = strlen(l->prefix);
	if (!strncmp(e->symbol, l->prefix, len) && e->symbol[len] == '_')
		ARENA_PUSH(l->names, l->n, e->symbol + len + 1);
}

static void check_package_member(node *n)
{
	node *package = node_field(n, n->kind == N_QUALIFIED_TYPE ? F_PACKAGE : F_ARGUMENT), *name = node_field(n, n->kind == N_QUALIFIED_TYPE ? F_NAME : F_FIELD);
	const type *t = n->type ? n->type : declare_node(n);
	bool implicit = t->canonical->unprototyped;      // what libclang makes of a call of nobody knows what
	if (n->decl || n->is_type || types_global(n->symbol) || symbols_func_symbol(n->symbol) || (is_known(t) && !implicit))
		return;
	unit *h = package ? bringer_of(package) : NULL;
	struct { const char **names; int n; const char *prefix; } list = { .prefix = h ? h->prefix : "" };
	symbols_each_func(add_name, &list);
	ARENA_PUSH(list.names, list.n, NULL);
	const char *near = diag_nearest(node_text(name), list.names);
	if (near)
		diag_error(name, "undefined: %s.%s; did you mean %s.%s?", node_text(package), node_text(name), node_text(package), near);
	else
		diag_error(name, "undefined: %s.%s", node_text(package), node_text(name));
}

// Whether the file itself has the body of this struct. A C header's may have members by macros (st_mtime,
// s6_addr), of which gcc is the judge.
static bool has_body_in(const node *n, const type *record)
{
	if ((n->kind == N_STRUCT || n->kind == N_UNION) && node_field(n, F_BODY) && n->type && n->type->canonical == record)
		return true;
	for (const node *c = n->first; c; c = c->next)
		if (has_body_in(c, record))
			return true;
	return false;
}

static bool is_own_record(const node *n, const type *record)
{
	while (n->parent)
		n = n->parent;
	return has_body_in(n, record);
}

void check_member(node *n)
{
	if (n->symbol) {
		check_package_member(n);
		return;
	}
	if (n->kind == N_QUALIFIED_TYPE) {
		node *package = node_field(n, F_PACKAGE);
		diag_error(package, "package '%s' is not imported", node_text(package));
		return;
	}
	node *of = node_field(n, F_ARGUMENT), *name = node_field(n, F_FIELD);
	if (!of || !name || is_known(infer(n)) || n->method)
		return;
	const type *t = infer(of), *base = kind_of(t) == T_POINTER ? t->canonical->elem : t;
	type_kind k = kind_of(base);
	if (infer_field(base, node_text(name)))
		return;         // of a type that only C knows (a vector)
	bool record = (k == T_STRUCT || k == T_UNION) && base->canonical->is_complete &&
		is_own_record(n, base->canonical);
	if (k == T_INTERFACE || k == T_ANY || k == T_CHAN || k == T_SLICE || k == T_FUNC || k == T_STRING)
		diag_error(name, "'%s' has no method '%s'", type_show(base), node_text(name));
	else if (record || (is_known(base) && n->parent->kind == N_CALL && n->field == F_FUNCTION && k != T_POINTER))
		diag_error(name, "'%s' has no member or method '%s'", type_show(base), node_text(name));
}

// ---- Operators and literals --------------------------------------------------------------------------------

static bool is_null_constant(node *n)
{
	n = node_skip_parens(n);
	return n && (n->kind == N_NULL || n->word == W_NIL || (n->kind == N_NUMBER && node_is(n, "0")));
}

void check_binary(node *n)
{
	node *left = node_field(n, F_LEFT), *right = node_field(n, F_RIGHT), *op = node_field(n, F_OPERATOR);
	if (!left || !right || !op)
		return;
	const type *a = infer(left), *b = infer(right);
	if (node_is(op, "<") && op->src->text[op->end] == '-')
		check_continuation(left, op);
	bool equality = node_is(op, "==") || node_is(op, "!=");
	type_kind k = kind_of(a), l = kind_of(b);
	if (equality && ((k == T_STRING && node_skip_parens(right)->kind == N_STRING) || (l == T_STRING && node_skip_parens(left)->kind == N_STRING)))
		diag_warning(op, "address", "comparing strings with %s compares pointers: use strcmp", node_text(op));
	if (equality && ((k == T_SLICE && !is_null_constant(right)) || (l == T_SLICE && !is_null_constant(left))) && is_known(a) && is_known(b))
		diag_error(op, "slices can only be compared with nil");
	bool logical = node_is(op, "&&") || node_is(op, "||");
	if (!equality && !logical && (k == T_SLICE || k == T_ANY || k == T_INTERFACE || k == T_CHAN || k == T_FUNC || l == T_SLICE || l == T_ANY ||
		l == T_INTERFACE || l == T_CHAN || l == T_FUNC))
		diag_error(op, "operator '%s' is not defined on '%s'", node_text(op),
			type_show(k == T_SLICE || k == T_ANY || k == T_INTERFACE || k == T_CHAN || k == T_FUNC ? a : b));
}

void check_composite(node *n)
{
	const type *t = n->type ? n->type : infer(n);
	node *value = node_field(n, F_VALUE);
	if (kind_of(t) == T_SLICE)
		for (node *c = value ? node_first_named(value) : NULL; c; c = node_next_named(c)) {
			node *e = c->kind == N_INITIALIZER_PAIR ? node_field(c, F_VALUE) : c;
			if (e && e->kind != N_INITIALIZER_LIST)
				check_element(e, t->canonical->elem, "slice literal");
		}
	else if (is_known(t) && (kind_of(t) == T_CHAN || kind_of(t) == T_INT || kind_of(t) == T_FUNC || kind_of(t) == T_ANY || kind_of(t) == T_INTERFACE))
		diag_error(n, "'%s' has no literals in braces", type_show(t));
}

void check_assertion(node *n)
{
	node *value = node_field(n, F_VALUE);
	const type *t = infer(value), *to = n->type;
	if (is_known(t) && kind_of(t) != T_ANY && kind_of(t) != T_INTERFACE) {
		diag_error(value, "%s is no interface: '%s' has nothing to assert", check_text(value), type_show(t));
		return;
	}
	const char *why;
	if (kind_of(t) == T_INTERFACE && is_known(to) && kind_of(to) != T_INTERFACE && kind_of(to) != T_ANY) {
		const char *name = check_missing_method(to, t, &why);
		if (name)
			diag_error(node_field(n, F_TYPE), "impossible: '%s' does not implement '%s' (%s %s)", type_show(to), type_show(t), why, name);
	}
}

void check_type_switch(node *n)
{
	node *value = node_field(n, F_VALUE);
	const type *t = infer(value);
	if (is_known(t) && kind_of(t) != T_ANY && kind_of(t) != T_INTERFACE)
		diag_error(value, "%s is no interface: a type switch needs one, not '%s'", check_text(value), type_show(t));
}

void check_slice(node *n)
{
	node *of = node_field(n, F_ARGUMENT);
	const type *t = infer(of);
	type_kind k = kind_of(t);
	if (is_known(t) && k != T_SLICE && k != T_ARRAY && k != T_POINTER && k != T_STRING)
		diag_error(of, "cannot slice %s of type '%s'", check_text(of), type_show(t));
	else if (k == T_POINTER && !type_is_text(t) && (!node_field(n, F_START) || !node_field(n, F_END)))
		diag_error(n, "slicing a pointer needs both bounds");
}

void check_range(node *n)
{
	node *right = node_field(n, F_RIGHT), **left;
	const type *t = infer(right);
	int nleft = gather(node_field(n, F_LEFT), &left);
	type_kind k = kind_of(t);
	if (!is_known(t))
		return;
	bool ok = k == T_CHAN || k == T_SLICE || k == T_ARRAY || k == T_INT || k == T_ENUM || k == T_BOOL || type_is_text(t);
	if (!ok)
		diag_error(right, "cannot range over %s of type '%s'", check_text(right), type_show(t));
	else if (k == T_CHAN && t->canonical->dir == DIR_SEND)
		diag_error(right, "cannot range over send-only channel %s of type '%s'", check_text(right), type_show(t));
	else if (nleft > 2 || (nleft == 2 && (k == T_CHAN || k == T_INT || k == T_ENUM)))
		diag_error(left[nleft > 2 ? 2 : 1], "range over '%s' gives at most %d variable%s", type_show(t), nleft > 2 && k != T_CHAN && k != T_INT ? 2 : 1,
			nleft > 2 && k != T_CHAN && k != T_INT ? "s" : "");
}

void check_jump(node *n)
{
	check_labels(n);
}

// ---- Macro bodies ----------------------------------------------------------------------------------------

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// `pkg.Name` of an imported package.
static const char *find_package(const char *text)
{
	for (unit *h = check_main()->headers; h; h = h->next) {
		size_t len = h->package ? strlen(h->package) : 0;
		for (const char *at = text; len && (at = strstr(at, h->package)); at += len)
			if ((at == text || (!is_word(at[-1]) && at[-1] != '.' && at[-1] != '>')) && at[len] == '.' && is_word(at[len + 1]))
				return at;
	}
	return NULL;
}

// Between a macro's definition and its use the text is C's: tokens that only the dialect has are reported there.
void check_macro(node *n)
{
	node *body = node_field(n, F_VALUE);
	if (!body)
		return;
	const char *text = node_text(body), *found = NULL, *at;
	static const char *const starts[] = { "go ", "defer ", "select {", "chan ", "func(", ":=" };
	for (size_t i = 0; i < sizeof starts / sizeof *starts && !found; i++)
		if ((at = strstr(text, starts[i])) && (at == text || strchr(" \t{};(\n", at[-1])) && (starts[i][0] != 'g' || strchr(at, '(')))
			found = at;
	for (at = text; !found && (at = strstr(at, "<-")); at += 2) {
		const char *before = at;
		while (before > text && (before[-1] == ' ' || before[-1] == '\t'))
			before--;
		if (before == text || strchr("=({,;", before[-1]))
			found = at;
	}
	if (!found)
		found = find_package(text);
	if (found) {
		uint32_t start = body->start + (uint32_t)(found - text);
		diag_at(n->src, start, start + 2, DIAG_ERROR, "a macro's body cannot hold constructs of the dialect: make it a function");
	}
}
