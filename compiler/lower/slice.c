// Slices: s[i], x[i:j:k], make, append, copy, len and cap. What they become is in goc/goc.h.
//
// GOC_AT is an lvalue, so assignments, op=, ++, & and members of an element need nothing of their own.
#include "../source.h"
#include "typedesc.h"

static const type *canonical(const node *n)
{
	static const type unknown = { .kind = T_UNKNOWN, .canonical = (type *)&unknown };
	return n && n->type ? n->type->canonical : &unknown;
}

static node *argument_of(node *call, int i)
{
	node *a = node_first_named(node_field(call, F_ARGUMENTS));
	while (a && i-- > 0)
		a = node_next_named(a);
	return a;
}

static const char *element_c(const type *slice)
{
	return type_c(slice->canonical->elem);
}

// ---- s[i] ------------------------------------------------------------------------------------------------

void lower_subscript(emit *e, node *n)
{
	node *s = node_field(n, F_ARGUMENT), *index = node_field(n, F_INDEX);
	if (canonical(s)->kind != T_SLICE) {
		emit_children(e, n);
		return;
	}
	emit_text(e, "GOC_AT(%s, ", element_c(canonical(s)));
	emit_node(e, s);
	emit_str(e, ", ");
	emit_gap(e, n->src, s->end, index->start);
	emit_node(e, index);
	emit_gap(e, n->src, index->end, n->end);
	emit_str(e, ")");
}

// ---- x[i:j:k] --------------------------------------------------------------------------------------------

static void bound(emit *e, node *b, const char *omitted)
{
	emit_str(e, ", ");
	if (b)
		emit_node(e, b);
	else
		emit_str(e, omitted);
}

void lower_slice(emit *e, node *n)
{
	node *s = node_field(n, F_ARGUMENT);
	const type *t = canonical(s);
	bool text = canonical(n)->kind == T_STRING;
	if (t->kind == T_ARRAY && !text) {
		emit_str(e, "goc_array_cut(");
		emit_node(e, s);
		if (t->count >= 0)
			emit_text(e, ", %ld", t->count);
		else
			emit_text(e, ", (int)(sizeof(%s) / sizeof(%s))", emit_string(e, s), element_c(t));
	} else {
		emit_str(e, text ? "goc_string_cut(" : t->kind == T_SLICE ? "goc_slice_cut(" : "goc_pointer_cut(");
		emit_node(e, s);
	}
	if (!text)
		emit_text(e, ", sizeof(%s)", element_c(t));
	bound(e, node_field(n, F_START), "0");
	bound(e, node_field(n, F_END), "GOC_OMITTED");
	if (!text && (t->kind == T_SLICE || t->kind == T_ARRAY))
		bound(e, node_field(n, F_MAX), "GOC_OMITTED");
	emit_gap(e, n->src, n->last->start, n->end);
	emit_str(e, ")");
}

// ---- make, len, cap ------------------------------------------------------------------------------------------

void builtin_make_slice(emit *e, node *call)
{
	node *len = argument_of(call, 1), *cap = argument_of(call, 2);
	emit_text(e, "goc_slice_make(sizeof(%s)", element_c(call->type));
	bound(e, len, "0");
	bound(e, cap, "GOC_OMITTED");
	emit_str(e, ")");
}

void builtin_len(emit *e, node *call)
{
	node *x = argument_of(call, 0);
	const type *t = canonical(x);
	bool cap = node_field(call, F_FUNCTION)->word == W_CAP;
	switch (t->kind) {
	case T_SLICE:
		member_emit(e, x, cap ? "cap" : "len");
		break;
	case T_ARRAY:
		if (t->count >= 0)
			emit_text(e, "%ld", t->count);
		else
			emit_text(e, "(int)(sizeof(%s) / sizeof(%s))", emit_string(e, x), element_c(t));
		emit_gap(e, call->src, call->start, call->end);
		break;
	case T_CHAN:
		builtin_chan_len(e, call);
		break;
	default:
		emit_str(e, "goc_string_len(");
		emit_node(e, x);
		emit_str(e, ")");
		break;
	}
}

// ---- append, copy --------------------------------------------------------------------------------------------

// A slice of the same element, or a string's bytes.
static void slice_or_text(emit *e, node *x)
{
	const type *t = canonical(x);
	bool text = x->type && (type_is_text(x->type) || t->kind == T_ARRAY);
	if (text)
		emit_str(e, "goc_string_view(");
	if (node_skip_parens(x)->word == W_NIL)
		emit_str(e, "(goc_slice){0}");
	else
		emit_node(e, x);
	if (text)
		emit_str(e, ")");
}

static void append_values(emit *e, const char *name, node *s, node *first, const type *t)
{
	const type *elem = t->canonical->elem;
	bool single = !node_next_named(first);
	emit_str(e, single ? "GOC_APPEND(" : "goc_slice_append(");
	if (single)
		emit_text(e, "%s, ", type_c(elem));
	if (name)
		emit_str(e, name);
	else
		convert_emit(e, s, t);
	if (single) {
		emit_str(e, ", ");
		convert_emit(e, first, elem);
		emit_str(e, ")");
		return;
	}
	emit_text(e, ", sizeof(%s), (%s){ ", type_c(elem), type_declare(elem, "[]"));
	int n = 0;
	for (node *a = first; a; a = node_next_named(a), n++) {
		emit_str(e, n ? ", " : "");
		convert_emit(e, a, elem);
	}
	emit_text(e, " }, %d)", n);
}

static bool any_matters(node *first)
{
	for (node *a = first; a; a = node_next_named(a))
		if (order_matters(a))
			return true;
	return false;
}

void builtin_append(emit *e, node *call)
{
	node *s = argument_of(call, 0), *more = argument_of(call, 1);
	const type *t = s->type && canonical(s)->kind == T_SLICE ? s->type : call->type;
	if (!more) {
		emit_str(e, "(");
		convert_emit(e, s, t);
		emit_str(e, ")");
	} else if (more->kind == N_SPREAD) {
		emit_str(e, "goc_slice_append_slice(");
		convert_emit(e, s, t);
		emit_text(e, ", sizeof(%s), ", element_c(t));
		slice_or_text(e, node_field(more, F_VALUE));
		emit_str(e, ")");
	} else if (node_next_named(more) && order_matters(s) && any_matters(more)) {
		const char *name = emit_unique(e, "goc_s");     // the slice before what is appended to it
		emit_text(e, "({ goc_slice %s = ", name);
		convert_emit(e, s, t);
		emit_str(e, "; ");
		append_values(e, name, s, more, t);
		emit_str(e, "; })");
	} else {
		append_values(e, NULL, s, more, t);
	}
}

void builtin_copy(emit *e, node *call)
{
	node *to = argument_of(call, 0), *from = argument_of(call, 1);
	emit_str(e, "goc_slice_copy(");
	emit_node(e, to);
	emit_str(e, ", ");
	slice_or_text(e, from);
	emit_text(e, ", sizeof(%s))", element_c(canonical(to)));
}
