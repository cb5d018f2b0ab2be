// Implicit conversions: a value where another type is expected. Most print nothing of their own; the C that
// carries the dialect's types is the same for all channels, slices and function values.
//
//   T → any                 GOC_BOX(descriptor, T, e), or GOC_DIRECT where the value is a pointer
//   T, T * → interface      (goc_iface){ &table, data }
//   interface → any         goc_iface_any(e); → another interface: goc_iface_of(&interface, …)
//   C function → func       &goc_f_NAME, a constant object; a function pointer: goc_func_of(p)
//   nil                     the zero of what is expected
//
// Text and nodes convert alike: an operand is either.
#include "../arena.h"
#include "../buf.h"
#include "../map.h"
#include "typedesc.h"
#include <string.h>

typedef struct operand {
	node *n;                // NULL: text
	const char *text;
	const type *type;       // NULL: unknown
} operand;

static void put(emit *e, operand o)
{
	if (o.n)
		emit_node(e, o.n);
	else
		emit_str(e, o.text);
}

static type_kind kind_of(const type *t)
{
	return t ? t->canonical->kind : T_UNKNOWN;
}

static bool is_c_function(const type *t)
{
	const type *c = t->canonical;
	return c->kind == T_CFUNC || (c->kind == T_POINTER && c->elem && c->elem->canonical->kind == T_CFUNC);
}

static bool is_anonymous_struct(const type *t)
{
	const type *c = t->canonical;
	return c->kind == T_STRUCT && !(c->tag && *c->tag) && !t->name && !type_record_typedef(c);
}

// ---- nil -------------------------------------------------------------------------------------------------

static bool is_null_name(const node *n)
{
	return n->kind == N_NULL || (n->kind == N_IDENTIFIER && node_is(n, "NULL"));
}

// C's null pointer constants. A bare 0 is one only where no number could be meant.
static bool is_nil(node *n, bool zero_too)
{
	n = node_skip_parens(n);
	if (n->word == W_NIL || (n->type && n->type->kind == T_NIL) || is_null_name(n))
		return true;
	if (n->kind == N_CAST) {
		const type *to = n->type ? n->type->canonical : NULL;
		node *value = node_field(n, F_VALUE);
		return to && to->kind == T_POINTER && to->elem && to->elem->canonical->kind == T_VOID && value && is_nil(value, true);
	}
	return zero_too && n->kind == N_NUMBER && node_is(n, "0");
}

static bool put_nil(emit *e, operand o, const type *to)
{
	type_kind k = kind_of(to);
	bool pointer = o.type && o.type->kind == T_NIL;
	if (!pointer && !(o.n && is_nil(o.n, k != T_ANY)))
		return false;
	switch (k) {
	case T_SLICE: emit_str(e, "(goc_slice){0}"); return true;
	case T_ANY: emit_str(e, "(goc_any){0}"); return true;
	case T_INTERFACE: emit_str(e, "(goc_iface){0}"); return true;
	case T_CHAN: case T_FUNC: case T_STRING: emit_str(e, "((void *)0)"); return true;
	default: return false;
	}
}

// ---- Function values -----------------------------------------------------------------------------------------

static map constants;       // C name → the object made of it

// The function that an expression names, `f` or `&f`; NULL: known only at run time.
static const char *named_function(node *n, decl **fn)
{
	n = node_skip_parens(n);
	if (n->kind == N_POINTER_EXPRESSION && node_is(n->first, "&"))
		n = node_skip_parens(node_field(n, F_ARGUMENT));
	if (n->symbol && n->type && n->type->canonical->kind == T_CFUNC)
		return n->symbol;
	if (n->kind != N_IDENTIFIER || !n->decl || n->decl->kind != D_FUNC)
		return NULL;
	*fn = n->decl;
	return n->decl->name;
}

static void put_function(emit *e, operand o)
{
	decl *fn = NULL;
	const char *name = o.n ? named_function(o.n, &fn) : NULL;
	if (!name) {
		emit_str(e, "goc_func_of((void *)(");
		put(e, o);
		emit_str(e, "))");
		return;
	}
	const char *object = map_get(&constants, name);
	if (!object) {
		object = arena_printf("goc_f_%s", name);
		map_set(&constants, name, (void *)object);
		if (fn)
			unit_need(e, fn);
		emit_hoist(e, arena_printf("static goc_func %s = { (void *)%s };\n", object, name));
	}
	emit_text(e, "&%s", object);
}

static bool to_function(emit *e, operand o, const type *to)
{
	if (kind_of(to) == T_FUNC && is_c_function(o.type)) {
		put_function(e, o);
		return true;
	}
	node *literal = o.n ? node_skip_parens(o.n) : NULL;
	if (literal && literal->kind == N_FUNC_LITERAL && is_c_function(to)) {
		closure_as_pointer(e, literal);
		return true;
	}
	return false;
}

// ---- Structs without a name ----------------------------------------------------------------------------------

// One type to the dialect, two to C where one of them was declared by the program's own text.
// What one and the same text declared is one type to C, too, unless it is boxed.
static bool to_anonymous(emit *e, operand o, const type *to, bool boxed)
{
	if (!is_anonymous_struct(to) || !o.type || !is_anonymous_struct(o.type))
		return false;
	const char *a = o.type->canonical->usr, *b = to->canonical->usr;
	if (!boxed && (o.type->canonical == to->canonical || (a && b && strcmp(a, b) == 0)))
		return false;
	node *n = o.n ? node_skip_parens(o.n) : NULL;
	if (!n || n->kind == N_COMPOSITE_LITERAL || n->kind == N_RECEIVE)
		return false;
	emit_str(e, "({ __auto_type goc_v_ = ");
	put(e, o);
	emit_text(e, "; %s goc_w_; __builtin_memcpy(&goc_w_, &goc_v_, sizeof goc_w_); goc_w_; })", type_c(to));
	return true;
}

// ---- any ------------------------------------------------------------------------------------------------------

// An array of known length is boxed with its elements, as Go's; char arrays are strings.
static bool is_array_value(const type *t)
{
	const type *c = t->canonical;
	return c->kind == T_ARRAY && c->count > 0 && !c->elem->canonical->is_char;
}

// What a value of type t is once it is read: other arrays are pointers to their first element.
static const type *value_type(const type *t)
{
	const type *c = t->canonical;
	if (c->kind != T_ARRAY)
		return t;
	type *p = arena_alloc(sizeof *p);
	*p = (type){ .kind = T_POINTER, .elem = c->elem, .size = (long)sizeof(void *), .align = (long)sizeof(void *) };
	p->canonical = p;
	p->key = arena_printf("%s *", c->elem->canonical->key ? c->elem->canonical->key : "");
	return p;
}

static const type *unqualified(const type *t)
{
	if (!t->is_const)
		return t;
	type *copy = arena_copy(t, sizeof *t);
	copy->is_const = false;
	copy->c = NULL;
	return copy;
}

static void box(emit *e, operand o)
{
	const type *t = unqualified(is_array_value(o.type) ? o.type : value_type(o.type));
	if (is_array_value(t)) {
		emit_text(e, "goc_box(&%s, ", typedesc(e, t));
		e->uses_type = true;
		put(e, o);
	} else if (is_c_function(t)) {
		emit_text(e, "GOC_DIRECT(%s, ", typedesc(e, t));
		put_function(e, o);
	} else if (type_is_direct(t)) {
		const char *descriptor = typedesc(e, t);
		if (strcmp(descriptor, "goc_type_string") == 0)
			emit_str(e, "GOC_TEXT(");
		else
			emit_text(e, "GOC_DIRECT(%s, ", descriptor);
		put(e, o);
	} else if (typedesc_basic(t)) {
		emit_text(e, "GOC_ANY(%s, ", typedesc_basic(t));
		e->uses_type = true;
		put(e, o);
	} else {
		emit_text(e, "GOC_BOX(%s, %s, ", typedesc(e, t), type_c(t));
		if (!to_anonymous(e, o, t, true))
			put(e, o);
	}
	emit_str(e, ")");
}

static bool to_any(emit *e, operand o)
{
	switch (kind_of(o.type)) {
	case T_ANY: case T_UNKNOWN: case T_VOID: case T_TUPLE:
		return false;
	case T_INTERFACE:
		e->uses_type = true;
		emit_str(e, "goc_iface_any(");
		put(e, o);
		emit_str(e, ")");
		return true;
	default:
		box(e, o);
		return true;
	}
}

// ---- Interfaces --------------------------------------------------------------------------------------------------

static bool same_methods(const type *a, const type *b)
{
	a = a->canonical;
	b = b->canonical;
	if (a == b || type_same(a, b))
		return true;
	if (a->nmethods != b->nmethods)
		return false;
	for (int i = 0; i < a->nmethods; i++)
		if (strcmp(a->methods[i].name, b->methods[i].name) != 0)
			return false;
	return true;
}

static bool to_interface(emit *e, operand o, const type *to)
{
	switch (kind_of(o.type)) {
	case T_UNKNOWN: case T_VOID: case T_TUPLE:
		return false;
	case T_INTERFACE: case T_ANY:
		if (o.type->canonical->kind == T_INTERFACE && same_methods(o.type, to))
			return false;
		emit_text(e, "goc_iface_of(&%s, ", typedesc_interface(e, to));
		if (!to_any(e, o))
			put(e, o);
		emit_str(e, ")");
		return true;
	default: break;
	}
	const type *t = unqualified(value_type(o.type));
	emit_text(e, "(goc_iface){ &%s, ", typedesc_table(e, t, to));
	if (type_is_direct(t)) {
		emit_str(e, "(void *)(");
		put(e, o);
		emit_str(e, ")");
	} else {
		box(e, o);
		emit_str(e, ".data");
	}
	emit_str(e, " }");
	return true;
}

// ---- The conversion --------------------------------------------------------------------------------------------

static bool is_number(const type *t)
{
	type_kind k = kind_of(t);
	return k == T_INT || k == T_FLOAT || k == T_BOOL || k == T_ENUM || k == T_COMPLEX;
}

// `c ? a : b` whose arms need conversions of their own.
static bool splits(node *n, const type *to)
{
	type_kind k = kind_of(to);
	if (n->kind != N_CONDITIONAL || !node_field(n, F_CONSEQUENCE) ||
		(k != T_ANY && k != T_INTERFACE && k != T_FUNC && k != T_SLICE))
		return false;
	node *a = node_field(n, F_CONSEQUENCE), *b = node_field(n, F_ALTERNATIVE);
	return !(is_number(a->type) && is_number(b->type));
}

static void split(emit *e, node *n, const type *to)
{
	node *condition = node_field(n, F_CONDITION), *a = node_field(n, F_CONSEQUENCE), *b = node_field(n, F_ALTERNATIVE);
	emit_str(e, "(");
	emit_node(e, condition);
	emit_copy(e, n->src, condition->end, a->start);
	convert_emit(e, a, to);
	emit_copy(e, n->src, a->end, b->start);
	convert_emit(e, b, to);
	emit_str(e, ")");
}

static bool convert(emit *e, operand o, const type *to)
{
	if (!to || put_nil(e, o, to))
		return to != NULL;
	if (!o.type)
		return false;
	switch (kind_of(to)) {
	case T_ANY: return to_any(e, o);
	case T_INTERFACE: return to_interface(e, o, to);
	case T_STRUCT: return to_anonymous(e, o, to, false);
	default: return to_function(e, o, to);
	}
}

void convert_emit(emit *e, node *expr, const type *to)
{
	node *inner = node_skip_parens(expr);
	if (expr->kind == N_INITIALIZER_LIST) {
		convert_list(e, expr, to);
		return;
	}
	if (to && splits(inner, to)) {
		split(e, inner, to);
		return;
	}
	operand o = { .n = expr, .type = expr->type ? expr->type : inner->type };
	if (!convert(e, o, to))
		emit_node(e, expr);
}

void convert_text(emit *e, const char *text, const type *from, const type *to)
{
	operand o = { .text = text, .type = from };
	if (!convert(e, o, to))
		emit_str(e, text);
}

bool convert_needed(const type *from, const type *to)
{
	type_kind f = kind_of(from), t = kind_of(to);
	if (f == T_UNKNOWN || t == T_UNKNOWN)
		return false;
	switch (t) {
	case T_ANY: return f != T_ANY;
	case T_INTERFACE: return f != T_INTERFACE || !same_methods(from, to);
	case T_SLICE: return f == T_NIL;
	case T_FUNC: return is_c_function(from);
	case T_STRUCT: return is_anonymous_struct(to) && f == T_STRUCT && from->canonical != to->canonical;
	case T_POINTER: return f == T_FUNC && is_c_function(to);
	default: return false;
	}
}

// ---- T(e) ------------------------------------------------------------------------------------------------------

static bool is_rune_slice(const type *t)
{
	const type *c = t->canonical->elem->canonical;
	return c->kind == T_INT && c->size == 4;
}

static void call_of(emit *e, const char *function, node *expr)
{
	emit_text(e, "%s(", function);
	emit_node(e, expr);
	emit_str(e, ")");
}

static void to_string(emit *e, node *expr, const type *to)
{
	const type *from = expr->type;
	switch (kind_of(from)) {
	case T_SLICE:
		call_of(e, is_rune_slice(from) ? "goc_string_from_runes" : "goc_string_from_bytes", expr);
		break;
	case T_INT: case T_ENUM:
		call_of(e, "goc_string_from_rune", expr);
		break;
	default:
		emit_text(e, "((%s)", type_c(to));
		call_of(e, "", expr);
		emit_str(e, ")");
		break;
	}
}

static void to_slice(emit *e, node *expr, const type *to)
{
	const type *from = expr->type;
	if (is_nil(expr, true))
		emit_str(e, "((goc_slice){0})");
	else if (from && (type_is_text(from) || kind_of(from) == T_ARRAY))
		call_of(e, is_rune_slice(to) ? "goc_string_runes" : "goc_string_bytes", expr);
	else
		emit_node(e, expr);
}

void convert_explicit(emit *e, node *expr, const type *to)
{
	switch (kind_of(to)) {
	case T_STRING:
		to_string(e, expr, to);
		return;
	case T_SLICE:
		to_slice(e, expr, to);
		return;
	case T_ANY: case T_INTERFACE: case T_FUNC:
		emit_str(e, "(");
		convert_emit(e, expr, to);
		emit_str(e, ")");
		return;
	case T_STRUCT: case T_UNION: case T_UNKNOWN:
		call_of(e, "", expr);
		return;
	default:
		emit_text(e, "((%s)", type_c(to));
		call_of(e, "", expr);
		emit_str(e, ")");
		return;
	}
}

// C's own form, `(T)e`, where T is none of C's scalars.
void lower_cast(emit *e, node *n)
{
	node *value = node_field(n, F_VALUE);
	switch (kind_of(n->type)) {
	case T_ANY: case T_INTERFACE: case T_FUNC: case T_SLICE:
		convert_explicit(e, value, n->type);
		return;
	default:
		emit_children(e, n);
	}
}
