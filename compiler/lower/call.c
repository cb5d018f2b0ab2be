// Calls, members and comparisons: arguments converted to their parameters' types, `...T` made a slice, receivers'
// addresses, function values called through their code.
//
// Go evaluates arguments from left to right, gcc usually from right to left. Where two of them have effects, the
// call becomes a statement expression that takes them into temporaries in order first; elsewhere it stays as it
// was written. The elements of a variadic part stand in an array's initialiser, which gcc evaluates in order.
#include "../arena.h"
#include "../words.h"
#include "lower.h"
#include <string.h>

enum { MOST = 128 };

// What lower_call found out before printing: kept in call->lowering for call_arguments.
typedef struct plan {
	node *arguments[MOST];
	int n;
	const char *texts[MOST];    // a temporary that holds the argument; NULL: print it
	const char *packed;         // the temporary that holds the slice of `...T`; NULL
	const char *tuple;          // the struct of a call whose several results are the arguments; NULL
} plan;

static bool is_slice_packed(const type *callee, const plan *p)
{
	return callee->go_variadic && !(p->n && p->arguments[p->n - 1]->kind == N_SPREAD);
}

// How many of the callee's parameters are not written in the parentheses: a method's receiver.
static int skipped(const node *call)
{
	return call->call == CALL_METHOD ? 1 : 0;
}

static const type *callee_type(const node *call)
{
	const node *f = node_field(call, F_FUNCTION);
	const type *t = call->call == CALL_METHOD && call->method ? call->method->fn->type : f->type;
	t = t ? t->canonical : NULL;
	if (t && t->kind == T_POINTER)
		t = t->elem->canonical;
	return t && (t->kind == T_CFUNC || t->kind == T_FUNC) ? t : NULL;
}

static plan *plan_of(node *call)
{
	if (call->lowering)
		return call->lowering;
	plan *p = call->lowering = emit_memory(sizeof *p);
	node *list = node_field(call, F_ARGUMENTS);
	for (node *c = list ? node_first_named(list) : NULL; c && p->n < MOST; c = node_next_named(c))
		p->arguments[p->n++] = c;
	return p;
}

static node *tuple_argument(const plan *p)
{
	node *only = p->n == 1 ? node_skip_parens(p->arguments[0]) : NULL;
	return only && only->type && only->type->kind == T_TUPLE ? only : NULL;
}

static const type *parameter(const type *callee, int i)
{
	return callee && i < callee->nparams ? callee->params[i] : NULL;
}

static void argument(emit *e, const plan *p, int i, const type *to)
{
	node *n = p->arguments[i];
	if (p->texts[i])
		emit_str(e, p->texts[i]);
	else if (n->kind == N_SPREAD)
		convert_emit(e, node_field(n, F_VALUE), to);
	else if (to)
		convert_emit(e, n, to);
	else
		emit_node(e, n);
}

// The comma before n, with the text that stood behind the comma in the source.
static void separator(emit *e, const node *n)
{
	emit_str(e, ",");
	if (n->prev->kind == N_TOKEN && node_is(n->prev, ",") && n->prev->end < n->start)
		emit_copy(e, n->src, n->prev->end, n->start);
	else
		emit_str(e, " ");
}

// The slice of a `...T` parameter: arguments first … of the call.
static void pack(emit *e, node *call, const plan *p, int first, const type *slice)
{
	const type *elem = slice->canonical->elem;
	const node *f = node_field(call, F_FUNCTION);
	if (first >= p->n) {
		emit_str(e, "(goc_slice){}");
		return;
	}
	// A package does not keep what it is handed; a program's func may.
	emit_text(e, "%s(%d, %s", f->symbol && !call->method ? "GOC_ARGS" : "GOC_LIST", p->n - first, type_c(elem));
	for (int i = first; i < p->n; i++) {
		separator(e, p->arguments[i]);
		argument(e, p, i, elem);
	}
	emit_str(e, ")");
}

// ---- Several results as arguments ------------------------------------------------------------------------------

static int tuple_arguments(emit *e, const plan *p, const type *callee, int skip)
{
	const type *t = tuple_argument(p)->type;
	int n = 0, fixed = callee && callee->go_variadic ? callee->nparams - 1 - skip : t->nresults;
	for (; n < t->nresults && n < fixed; n++) {
		const type *to = parameter(callee, n + skip);
		emit_str(e, n ? ", " : "");
		convert_text(e, emit_format("%s.%s", p->tuple, func_result_name(t, n)), t->results[n], to ? to : t->results[n]);
	}
	if (callee && callee->go_variadic) {
		const type *elem = callee->params[callee->nparams - 1]->canonical->elem;
		emit_text(e, "%sGOC_LIST(%d, %s", n ? ", " : "", t->nresults - n, type_c(elem));
		for (; n < t->nresults; n++) {
			emit_str(e, ", ");
			convert_text(e, emit_format("%s.%s", p->tuple, func_result_name(t, n)), t->results[n], elem);
		}
		emit_str(e, ")");
	}
	return n;
}

// ---- Arguments ------------------------------------------------------------------------------------------------------

int call_arguments(emit *e, node *call, const type *callee)
{
	const plan *p = plan_of(call);
	int skip = skipped(call), written = p->n;
	if (p->tuple)
		return tuple_arguments(e, p, callee, skip);
	bool packs = callee && is_slice_packed(callee, p);
	int fixed = packs ? callee->nparams - 1 - skip : p->n;
	for (int i = 0; i < p->n && i < fixed; i++) {
		node *n = p->arguments[i];
		const type *to = parameter(callee, i + skip);
		if (i)
			separator(e, n);
		argument(e, p, i, to);
	}
	if (packs) {
		emit_str(e, fixed > 0 ? ", " : "");
		if (p->packed)
			emit_str(e, p->packed);
		else
			pack(e, call, p, fixed, callee->params[callee->nparams - 1]);
		written = fixed + 1;
	}
	return written;
}

void call_receiver(emit *e, node *x, const method *m)
{
	const type *want = m->fn->type->params[0]->canonical, *have = x->type->canonical;
	bool is_pointer = have->kind == T_POINTER;
	node *inner = node_skip_parens(x);
	if (want->kind == T_POINTER && m->by_pointer && !(is_pointer && type_same(have->elem, want->elem))) {
		if (inner->kind == N_CALL || inner->kind == N_RECEIVE || inner->kind == N_COMPOSITE_LITERAL) {
			emit_text(e, "(%s[]){ ", type_c(x->type));
			emit_node(e, x);
			emit_str(e, " }");
			return;
		}
		emit_str(e, "&");
	} else if (!m->by_pointer && is_pointer && !type_same(have, want)) {
		emit_str(e, "*");
	}
	emit_node(e, x);
}

// ---- Order -------------------------------------------------------------------------------------------------------------

static bool wants_order(const node *call)
{
	return call->call == CALL_FUNC || call->call == CALL_VALUE || call->call == CALL_METHOD || call->call == CALL_IFACE ||
		order_has_receive((node *)call);
}

static node *receiver_of(const node *call)
{
	node *f = node_field(call, F_FUNCTION);
	return f->kind == N_FIELD_EXPRESSION && !f->symbol ? node_field(f, F_ARGUMENT) : NULL;
}

static void temporary(emit *e, plan *p, int i, const type *to)
{
	const char *name = emit_unique(e, "goc_a");
	node *n = p->arguments[i];
	const type *t = to ? to : n->type;
	if (t && t->kind != T_UNKNOWN && t->canonical->kind != T_ARRAY && t->canonical->kind != T_NIL)
		emit_declare(e, t, name);
	else
		emit_text(e, "__auto_type %s", name);
	emit_str(e, " = ");
	argument(e, p, i, to);
	emit_str(e, "; ");
	p->texts[i] = name;
}

// Prints `({ T goc_a1 = …; ` where the arguments must be evaluated before the call; true if it did.
static bool open_call(emit *e, node *call, const type *callee)
{
	plan *p = plan_of(call);
	node *tuple = tuple_argument(p);
	int skip = skipped(call), effects = 0, loose = 0;
	bool packs = callee && is_slice_packed(callee, p);
	int fixed = packs ? callee->nparams - 1 - skip : p->n;
	if (tuple) {
		p->tuple = emit_unique(e, "goc_r");
		emit_text(e, "({ %s %s = ", func_results_struct(e, tuple->type), p->tuple);
		emit_node(e, tuple);
		emit_str(e, "; ");
		return true;
	}
	node *receiver = receiver_of(call);
	effects += receiver && order_matters(receiver);
	for (int i = 0; i < p->n; i++) {
		bool matters = p->arguments[i]->kind != N_TYPE_DESCRIPTOR && order_matters(p->arguments[i]);
		effects += matters;
		loose += matters && i < fixed;
	}
	if (effects < 2 || loose == 0 || !wants_order(call))
		return false;
	emit_str(e, "({ ");
	for (int i = 0; i < p->n && i < fixed; i++)
		if (order_matters(p->arguments[i]))
			temporary(e, p, i, parameter(callee, i + skip));
	if (packs && fixed < p->n) {
		const char *name = emit_unique(e, "goc_a");
		emit_text(e, "goc_slice %s = ", name);
		pack(e, call, p, fixed, callee->params[callee->nparams - 1]);
		emit_str(e, "; ");
		p->packed = name;
	}
	return true;
}

// ---- Kinds of calls --------------------------------------------------------------------------------------------------------

const char *func_value_pointer(emit *e, const type *f)
{
	const char *list = "";
	for (int i = 0; i < f->nparams; i++)
		list = emit_format("%s%s, ", list, type_c(f->params[i]));
	list = emit_format("(*)(%svoid *)", list);
	return f->nresults == 1 ? type_declare(f->results[0], list) : emit_format("%s %s", func_result(e, f), list);
}

static void value_call(emit *e, node *call, const type *t)
{
	node *f = node_field(call, F_FUNCTION);
	bool simple = node_skip_parens(f)->kind == N_IDENTIFIER;
	const char *name = simple ? emit_string(e, f) : emit_unique(e, "goc_f");
	if (!simple) {
		emit_text(e, "({ goc_func *%s = ", name);
		emit_node(e, f);
		emit_str(e, "; ");
	}
	emit_text(e, "((%s)%s->code)(", func_value_pointer(e, t), name);
	if (call_arguments(e, call, t))
		emit_str(e, ", ");
	emit_text(e, simple ? "%s)" : "%s); })", name);
}

static void method_call(emit *e, node *call, const type *t)
{
	emit_text(e, "%s(", call->method->fn->name);
	call_receiver(e, receiver_of(call), call->method);
	if (plan_of(call)->n || t->go_variadic)
		emit_str(e, ", ");
	call_arguments(e, call, t);
	emit_str(e, ")");
}

static void plain_call(emit *e, node *call, const type *t)
{
	node *f = node_field(call, F_FUNCTION), *list = node_field(call, F_ARGUMENTS);
	emit_node(e, f);
	emit_copy(e, call->src, f->end, list->start);
	if (!t || t->unprototyped) {
		const plan *p = plan_of(call);
		bool moved = false;
		for (int i = 0; i < p->n; i++)
			moved |= p->texts[i] != NULL;
		if (!moved && !p->tuple) {
			emit_node(e, list);
			return;
		}
	}
	emit_str(e, "(");
	const plan *p = plan_of(call);
	if (p->n)
		emit_copy(e, call->src, list->first->end, p->arguments[0]->start);
	int written = call_arguments(e, call, t);
	if (p->n && written == p->n && !p->tuple)
		emit_copy(e, call->src, p->arguments[p->n - 1]->end, list->last->start);
	emit_str(e, ")");
}

static void builtin_call(emit *e, node *n)
{
	node *f = node_field(n, F_FUNCTION), *first = node_first_named(node_field(n, F_ARGUMENTS));
	bool chan = (first && first->type && first->type->canonical->kind == T_CHAN) || (f->word == W_MAKE && n->type && n->type->canonical->kind == T_CHAN);
	switch (f->word) {
	case W_MAKE: (chan ? builtin_make_chan : builtin_make_slice)(e, n); break;
	case W_NEW: builtin_new(e, n); break;
	case W_LEN: case W_CAP: (chan ? builtin_chan_len : builtin_len)(e, n); break;
	case W_APPEND: builtin_append(e, n); break;
	case W_COPY: builtin_copy(e, n); break;
	case W_CLOSE: builtin_close(e, n); break;
	case W_PANIC: builtin_panic(e, n); break;
	case W_RECOVER: builtin_recover(e, n); break;
	default: builtin_print(e, n); break;
	}
}

void lower_call(emit *e, node *n)
{
	node *f = node_field(n, F_FUNCTION);
	const type *t = callee_type(n);
	if (n->call == CALL_BUILTIN) {
		builtin_call(e, n);
		return;
	}
	if (n->call == CALL_CONVERT) {
		convert_explicit(e, node_first_named(node_field(n, F_ARGUMENTS)), n->type);
		return;
	}
	if (!f || !node_field(n, F_ARGUMENTS)) {
		emit_children(e, n);
		return;
	}
	bool opened = open_call(e, n, t);
	if (n->call == CALL_METHOD && n->method)
		method_call(e, n, n->method->fn->type->canonical);
	else if (n->call == CALL_IFACE)
		iface_call(e, n);
	else if (n->call == CALL_VALUE && node_skip_parens(f)->kind == N_FUNC_LITERAL)
		closure_call(e, n);
	else if (n->call == CALL_VALUE && t)
		value_call(e, n, t);
	else
		plain_call(e, n, t);
	if (opened)
		emit_str(e, "; })");
}

// ---- Members ---------------------------------------------------------------------------------------------------------------------

void lower_field(emit *e, node *n)
{
	node *x = node_field(n, F_ARGUMENT), *field = node_field(n, F_FIELD), *operator = node_field(n, F_OPERATOR);
	const type *t = x->type ? x->type->canonical : NULL;
	if (n->symbol) {
		emit_str(e, n->symbol);
	} else if (n->method || (t && (t->kind == T_INTERFACE || t->kind == T_ANY))) {
		method_value(e, n);
	} else if (t && t->kind == T_POINTER && node_is(operator ? operator : field->prev, ".")) {
		emit_node(e, x);
		emit_copy(e, n->src, x->end, (operator ? operator : field->prev)->start);
		emit_str(e, "->");
		emit_node(e, field);
	} else {
		emit_children(e, n);
	}
}

void lower_conversion(emit *e, node *n)
{
	convert_explicit(e, node_field(n, F_ARGUMENT), n->type);
}

static bool is_compared_by_value(const node *n)
{
	switch (n->type ? n->type->canonical->kind : T_UNKNOWN) {
	case T_SLICE: case T_ANY: case T_INTERFACE: return true;
	default: return false;
	}
}

void lower_binary(emit *e, node *n)
{
	node *operator = node_field(n, F_OPERATOR);
	bool equality = operator && (node_is(operator, "==") || node_is(operator, "!="));
	if (equality && (is_compared_by_value(node_field(n, F_LEFT)) || is_compared_by_value(node_field(n, F_RIGHT))))
		compare_emit(e, n);
	else
		emit_children(e, n);
}
