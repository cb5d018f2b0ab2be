// Values made of parts: T{…}, &T{…}, []T{…}, new(T); and print and println, which take any values.
//
//   T{…}     ((T){ … })                 parentheses, so that its commas are safe in a macro's arguments
//   &T{…}    (T *)goc_new_copy(&(T){ … }, sizeof(T))
//   []T{…}   goc_slice_from((T[]){ … }, sizeof(T), n)
#include "../arena.h"
#include "../source.h"
#include "typedesc.h"

// How many elements a list without designators has; -1: it has some, C counts.
static int count_elements(node *list)
{
	int n = 0;
	for (node *c = node_first_named(list); c; c = node_next_named(c), n++)
		if (c->kind == N_INITIALIZER_PAIR)
			return -1;
	return n;
}

void composite_slice(emit *e, node *list, const type *t)
{
	const type *elem = t->canonical->elem;
	const char *c = type_c(elem), *array = type_declare(elem, "[]");
	int n = count_elements(list);
	bool ordered = initializer_open(e, list, t);
	if (n == 0) {
		emit_text(e, "goc_slice_make(sizeof(%s), 0, 0)", c);
		emit_gap(e, list->src, list->start, list->end);
	} else if (n > 0) {
		emit_text(e, "goc_slice_from((%s)", array);
		initializer_list(e, list, t);
		emit_text(e, ", sizeof(%s), %d)", c, n);
	} else {
		const char *name = emit_unique(e, "goc_e");
		emit_text(e, "({ %s = ", type_declare(elem, arena_printf("%s[]", name)));
		initializer_list(e, list, t);
		emit_text(e, "; goc_slice_from(%s, sizeof(%s), sizeof %s / sizeof(%s)); })", name, c, name, c);
	}
	if (ordered)
		emit_str(e, "; })");
}

void composite_new(emit *e, node *list, const type *t)
{
	const char *c = type_c(t);
	if (t->canonical->kind == T_SLICE) {
		emit_text(e, "((%s *)goc_new_copy((goc_slice[1]){ ", c);
		composite_slice(e, list, t);
		emit_text(e, " }, sizeof(%s)))", c);
		return;
	}
	bool ordered = initializer_open(e, list, t);
	emit_text(e, "((%s)goc_new_copy(&(%s)", type_declare(t, "*"), c);
	initializer_list(e, list, t);
	emit_text(e, ", sizeof(%s)))%s", c, ordered ? "; })" : "");
}

static const type *literal_type(node *n)
{
	node *t = node_field(n, F_TYPE);
	return t && t->type ? t->type : n->type;
}

void lower_composite(emit *e, node *n)
{
	const type *t = literal_type(n);
	node *list = node_field(n, F_VALUE);
	if (!t) {
		emit_children(e, n);
	} else if (t->canonical->kind == T_SLICE) {
		composite_slice(e, list, t);
	} else {
		bool ordered = initializer_open(e, list, t);
		emit_text(e, "((%s)", type_c(t));
		initializer_list(e, list, t);
		emit_str(e, ordered ? "); })" : ")");
	}
}

// ---- &x ------------------------------------------------------------------------------------------------------

// Whether the value of n leaves the function as it stands: in the operands of go, a send or a return, through
// literals, casts and ?:, not through another call.
static bool leaves_function(const node *n)
{
	for (const node *child = n, *p = n->parent; p; child = p, p = p->parent) {
		switch (p->kind) {
		case N_GO: case N_RETURN:
			return true;
		case N_SEND:
			return child->field == F_VALUE;
		case N_CALL:
			if (p->parent && p->parent->kind == N_GO)
				continue;
			return false;
		case N_ARGUMENT_LIST: case N_PARENTHESIZED: case N_CAST: case N_CONDITIONAL: case N_INITIALIZER_LIST:
		case N_INITIALIZER_PAIR: case N_COMPOUND_LITERAL: case N_COMPOSITE_LITERAL: case N_POINTER_EXPRESSION:
		case N_EXPRESSION_LIST: case N_COMMA:
			continue;
		default:
			return false;
		}
	}
	return false;
}

// C's compound literals at file scope live as long as the program, also when a function fills them in.
static bool is_at_file_scope(emit *e, node *n)
{
	return e->fn && !node_function(n);
}

// An unnamed object of C: `(T){ … }`.
void lower_compound(emit *e, node *n)
{
	node *type_node = node_field(n, F_TYPE), *list = node_field(n, F_VALUE);
	const type *t = n->type;
	if (!t || !list || !type_node) {
		emit_children(e, n);
		return;
	}
	bool lives = is_at_file_scope(e, n);
	if (lives)
		emit_text(e, "(*(%s)goc_new_copy(&", type_declare(t, "(*)"));
	emit_copy(e, n->src, n->start, type_node->start);
	emit_node(e, type_node);
	emit_copy(e, n->src, type_node->end, list->start);
	initializer_list(e, list, t);
	if (lives)
		emit_text(e, ", sizeof(%s)))", type_c(t));
}

void lower_address(emit *e, node *n)
{
	node *argument = node_skip_parens(node_field(n, F_ARGUMENT));
	bool address = node_is(n->first, "&");
	const type *t = argument->type;
	if (address && argument->kind == N_COMPOSITE_LITERAL && literal_type(argument)) {
		composite_new(e, node_field(argument, F_VALUE), literal_type(argument));
	} else if (address && argument->kind == N_COMPOUND_LITERAL && t && leaves_function(n)) {
		emit_text(e, "((%s)goc_new_copy(&", type_declare(t, "*"));
		emit_node(e, argument);
		emit_text(e, ", sizeof(%s)))", type_c(t));
	} else {
		emit_children(e, n);
	}
}

// ---- new, print, println -------------------------------------------------------------------------------------------

void builtin_new(emit *e, node *call)
{
	const type *t = call->type->canonical->elem;
	emit_text(e, "((%s)goc_new(sizeof(%s)))", type_c(call->type), type_c(t));
	emit_gap(e, call->src, node_field(call, F_FUNCTION)->end, call->end);
}

void builtin_print(emit *e, node *call)
{
	static const type any = { .kind = T_ANY, .canonical = (type *)&any };
	node *arguments = node_field(call, F_ARGUMENTS);
	const char *function = node_field(call, F_FUNCTION)->word == W_PRINT ? "goc_print" : "goc_println";
	e->uses_type = true;
	emit_text(e, "%s(", function);
	int n = 0;
	for (node *a = node_first_named(arguments); a; a = node_next_named(a), n++) {
		emit_str(e, n ? ", " : "(goc_any[]){ ");
		convert_emit(e, a, &any);
	}
	emit_text(e, n ? " }, %d)" : "0, %d)", n);
}
