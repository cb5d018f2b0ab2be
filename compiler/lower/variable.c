// Declarations of C's form: variables, members, parameters, typedefs. The text stays; a type of the dialect
// becomes its C type, an initial value is converted, and a variable without one gets its zero where the
// language says so.
//
// A channel or function value is a pointer in C, so its `*` stands before each declarator: `chan int a, *b;`
// is `goc_chan *a, **b;`. A star before a declarator means "of pointers to the specifier" whatever the
// declarator is, so this is right for arrays and functions too; a qualifier of the type moves behind the star.
#include "../source.h"
#include "../typetext.h"
#include "lower.h"
#include <string.h>

// ---- Types ---------------------------------------------------------------------------------------------

const char *declare_specifier(emit *e, node *type_node)
{
	const type *t = type_node->type ? type_node->type->canonical : NULL;
	switch (type_node->kind) {
	case N_CHANNEL_TYPE: emit_str(e, "goc_chan"); return "*";
	case N_FUNCTION_TYPE: emit_str(e, "goc_func"); return "*";
	case N_SLICE_TYPE: emit_str(e, "goc_slice"); return "";
	case N_INTERFACE_TYPE: emit_str(e, t && t->kind == T_ANY ? "goc_any" : "goc_iface"); return "";
	case N_PARENTHESIZED_TYPE: emit_node(e, node_first_named(type_node)); return "";
	default: emit_node(e, type_node); return "";
	}
}

static bool is_pointer_word(const node *type_node)
{
	return type_node && (type_node->kind == N_CHANNEL_TYPE || type_node->kind == N_FUNCTION_TYPE);
}

const char *zero_initializer(const type *t)
{
	switch (t->canonical->kind) {
	case T_STRUCT: case T_UNION: case T_ARRAY: case T_SLICE: case T_ANY: case T_INTERFACE: case T_TUPLE: return "{}";
	default: return "0";
	}
}

void var_open(emit *e, decl *d)
{
	if (d->storage == CAP_CELL) {
		capture_open(e, d);
	} else if (type_is_nameless(d->type) || d->type->canonical->kind == T_UNKNOWN) {
		emit_text(e, "__auto_type %s = ", d->name);     // what C declared without a tag cannot be said again
	} else {
		emit_declare(e, d->type, d->name);
		emit_str(e, " = ");
	}
}

void var_close(emit *e, decl *d)
{
	if (d->storage == CAP_CELL)
		capture_close(e, d);
}

// ---- Which variables start as zero ------------------------------------------------------------------------

static bool has_child(const node *n, enum node_kind kind, const char *text)
{
	for (const node *c = n->first; c; c = c->next)
		if (c->kind == kind && (kind == N_STORAGE_CLASS ? node_is(c, text) : strstr(node_text(c), text) != NULL))
			return true;
	return false;
}

static bool is_variable_length(const type *t)
{
	for (t = t->canonical; t->kind == T_ARRAY; t = t->elem->canonical)
		if (t->count < 0)
			return true;
	return false;
}

// Declarations before a switch's first case are jumped over.
static bool is_jumped_over(const node *n)
{
	return n->parent->kind == N_COMPOUND_STATEMENT && n->parent->parent->kind == N_SWITCH;
}

static bool starts_as_zero(emit *e, node *declaration, const decl *d)
{
	if (!e->fn || declaration->kind != N_DECLARATION || !d || d->kind != D_VAR || d->type->canonical->kind == T_CFUNC)
		return false;
	if (!e->fn->is_func && !type_is_extension(d->type) && d->storage != CAP_CELL)
		return false;
	return !has_child(declaration, N_STORAGE_CLASS, "static") && !has_child(declaration, N_STORAGE_CLASS, "extern") &&
		!has_child(declaration, N_ATTRIBUTE_SPECIFIER, "uninitialized") && !is_variable_length(d->type) && !is_jumped_over(declaration);
}

// ---- Initialisers at file scope that need run time -------------------------------------------------------------

static bool runs(const node *n)
{
	switch (n->kind) {
	case N_RECEIVE: case N_FUNC_LITERAL: case N_COMPOSITE_LITERAL: case N_SLICE_EXPRESSION: case N_TYPE_ASSERTION: case N_TYPE_CONVERSION:
		return true;
	case N_CALL:
		if (n->call != CALL_C && n->call != CALL_CONVERT)
			return true;
		break;
	case N_FIELD_EXPRESSION:
		if (n->method)
			return true;
		break;
	case N_SIZEOF: return false;
	default: break;
	}
	for (const node *c = n->first; c; c = c->next)
		if (runs(c))
			return true;
	return false;
}

static bool holds_converted(const type *t)
{
	t = t->canonical;
	switch (t->kind) {
	case T_ANY: case T_INTERFACE: case T_FUNC: case T_SLICE: return true;
	case T_ARRAY: return holds_converted(t->elem);
	case T_STRUCT: case T_UNION:
		for (int i = 0; i < t->nfields; i++)
			if (holds_converted(t->fields[i].type))
				return true;
		return false;
	default: return false;
	}
}

static bool needs_run_time(const node *value, const type *t)
{
	if (runs(value))
		return true;
	if (value->kind == N_INITIALIZER_LIST)
		return node_first_named(value) && holds_converted(t);
	return value->word != W_NIL && value->type && convert_needed(value->type, t);
}

static bool any_needs_run_time(const node *declaration)
{
	for (const node *c = declaration->first; c; c = c->next) {
		node *name = c->kind == N_INIT_DECLARATOR ? declarator_name((node *)c) : NULL;
		if (name && name->decl && needs_run_time(node_field(c, F_VALUE), name->decl->type))
			return true;
	}
	return false;
}

// The assignment that stands for a variable's initialiser in its initialising function.
static void assign_at_start(emit *e, const decl *d, node *value)
{
	const type *t = d->type->canonical;
	if (t->kind == T_ARRAY) {
		emit_text(e, "__builtin_memcpy(%s, &(__typeof__(%s))", d->name, d->name);
		convert_list(e, value, d->type);
		emit_text(e, ", sizeof %s); ", d->name);
		return;
	}
	emit_text(e, "%s = ", d->name);
	if (value->kind == N_INITIALIZER_LIST && (t->kind == T_SLICE || t->kind == T_ANY || t->kind == T_INTERFACE)) {
		emit_text(e, "({ %s = ", type_declare(d->type, "goc_v_"));
		convert_list(e, value, d->type);
		emit_str(e, "; goc_v_; })");
	} else if (value->kind == N_INITIALIZER_LIST) {
		emit_text(e, "(%s)", type_declare(d->type, ""));
		convert_list(e, value, d->type);
	} else {
		convert_emit(e, value, d->type);
	}
	emit_str(e, "; ");
}

// A literal among the initialisers stands before the variables that it may name.
static void declare_early(emit *e, node *declaration)
{
	for (node *c = declaration->first; c; c = c->next) {
		node *ident = c->kind == N_INIT_DECLARATOR ? declarator_name(c) : NULL;
		if (!ident || !ident->decl || !order_names(node_field(c, F_VALUE), ident->decl->name))
			continue;
		type t = *ident->decl->type;
		t.is_const = false;
		emit_before(e, emit_format("%s%s; ", ident->decl->is_static ? "static " : "", type_declare(&t, ident->decl->name)));
	}
}

static void run_at_start(emit *e, node *declaration)
{
	static const type no_arguments = { .kind = T_CFUNC };
	const char *name = emit_unique(e, "goc_vars");
	lower_fn fn = { .name = name, .type = &no_arguments, .result = "void", .is_func = true };
	e->fn = &fn;
	declare_early(e, declaration);
	emit_text(e, " static void %s(void) { ", name);
	for (node *c = declaration->first; c; c = c->next) {
		if (c->kind != N_INIT_DECLARATOR)
			continue;
		node *value = node_field(c, F_VALUE), *ident = declarator_name(c);
		if (!ident || !ident->decl)
			continue;
		if (needs_run_time(value, ident->decl->type))
			assign_at_start(e, ident->decl, value);
	}
	emit_str(e, "}");
	e->fn = NULL;
	unit_add_initializer(e, name, false);
}

// ---- Declarators ------------------------------------------------------------------------------------------------------

static void initial_value(emit *e, node *value, const decl *d)
{
	if (!d)
		emit_node(e, value);
	else if (value->kind == N_INITIALIZER_LIST)
		convert_list(e, value, d->type);
	else
		convert_emit(e, value, d->type);
}

// How many elements an array without a written size has.
static long elements(node *list, const type *t)
{
	long n = 0;
	for (node *c = node_first_named(list); c; c = node_next_named(c), n++)
		if (c->kind == N_INITIALIZER_PAIR)
			return t->canonical->count;
	return list->kind == N_INITIALIZER_LIST ? n : t->canonical->count;
}

static void declarator(emit *e, node *declaration, node *n, const char *star, bool at_start)
{
	node *inner = n->kind == N_INIT_DECLARATOR ? node_field(n, F_DECLARATOR) : n;
	node *value = n->kind == N_INIT_DECLARATOR ? node_field(n, F_VALUE) : NULL, *name = declarator_name(inner);
	decl *d = name ? name->decl : NULL;
	bool is_variable = d && (d->kind == D_VAR || d->kind == D_PARAM) && declaration->kind == N_DECLARATION;
	emit_str(e, star);
	if (at_start && d && inner->kind == N_ARRAY_DECLARATOR && !node_field(inner, F_SIZE)) {     // the value that gave its size moves away
		emit_node(e, node_field(inner, F_DECLARATOR));
		emit_text(e, "[%ld]", elements(value, d->type));
	} else {
		emit_node(e, inner);
	}
	bool cell = is_variable && d->storage == CAP_CELL;
	if (value && at_start && d && needs_run_time(value, d->type))
		return;
	if (value) {
		emit_copy(e, n->src, inner->end, value->start);
		if (cell)
			capture_init_open(e, d);
		initial_value(e, value, is_variable ? d : NULL);
		if (cell)
			capture_init_close(e, d);
	} else if (starts_as_zero(e, declaration, d)) {
		emit_str(e, " = ");
		if (cell)
			capture_init_open(e, d);
		emit_str(e, zero_initializer(d->type));
		if (cell)
			capture_init_close(e, d);
	}
}

// A parameter that has no name for C (`_`), or another one while its cell is made.
static bool special_parameter(emit *e, node *n)
{
	node *name = declarator_name(node_field(n, F_DECLARATOR));
	if (n->kind != N_PARAMETER || !name)
		return false;
	if (node_is(name, "_")) {
		emit_type(e, name->type ? name->type : name->decl->type);
		return true;
	}
	if (!name->decl || name->decl->storage != CAP_CELL)
		return false;
	emit_declare(e, name->decl->type, emit_format("goc_%s", name->decl->name));
	return true;
}

// An interface type with nothing declared is for the translator alone.
static bool declares_nothing(const node *n)
{
	node *t = node_field(n, F_TYPE);
	return n->kind == N_DECLARATION && t && t->kind == N_INTERFACE_TYPE && !node_field(n, F_DECLARATOR);
}

void lower_declaration(emit *e, node *n)
{
	if (special_parameter(e, n) || declares_nothing(n))
		return;
	node *type_node = node_field(n, F_TYPE);
	bool at_start = !e->fn && n->kind == N_DECLARATION && any_needs_run_time(n), qualified = false;
	bool star_word = is_pointer_word(type_node), starred = false;
	const char *star = "";
	uint32_t at = n->start;
	for (node *c = n->first; c; c = c->next) {
		if (c->kind == N_TYPE_QUALIFIER && (star_word || at_start) && node_is(c, "const")) {
			qualified = true;
			at = c->end;
			while (at < n->end && n->src->text[at] == ' ')
				at++;
			continue;
		}
		if (at_start && starred) {      // the values come on their own lines, in the initialising function
			if (c->kind == N_TOKEN)
				emit_str(e, node_is(c, ",") ? ", " : ";");
		} else {
			emit_copy(e, n->src, at, c->start);
		}
		if (c == type_node)
			star = declare_specifier(e, c);
		else if (c->field == F_DECLARATOR)
			declarator(e, n, c, qualified && *star && !at_start ? "*const " : star, at_start);
		else if (!(at_start && starred))
			emit_node(e, c);
		starred |= c->field == F_DECLARATOR;
		at = c->end;
	}
	if (*star && !starred)
		emit_text(e, " %s", star);
	if (at_start)
		run_at_start(e, n);
	else
		emit_copy(e, n->src, at, n->end);
}

void lower_type_descriptor(emit *e, node *n)
{
	lower_declaration(e, n);
}

void lower_variadic_parameter(emit *e, node *n)
{
	node *name = declarator_name(node_field(n, F_DECLARATOR));
	bool cell = name && name->decl && name->decl->storage == CAP_CELL;
	emit_str(e, "goc_slice");
	if (name && !node_is(name, "_"))
		emit_text(e, " %s%s", cell ? "goc_" : "", node_text(name));
}
