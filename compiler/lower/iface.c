// Interfaces: calls of their methods, assertions, type switches, comparison, and methods as values.
//
//   x.M(a)            ((R (*)(void *, T))x.tab->fn[k])(x.data, a); a nil x faults, which panics as in Go
//   x.(T)             GOC_AS(T, descriptor, "name of x's type", x)
//   switch (x.(type)) { any x1 = x; …; switch (first case that fits) { case 1: { T v = …; … } break; … } }
#include "../arena.h"
#include "../source.h"
#include "typedesc.h"
#include <string.h>

static const type *canonical(const type *t)
{
	static const type unknown = { .kind = T_UNKNOWN, .canonical = (type *)&unknown };
	return t ? t->canonical : &unknown;
}

// A name or a member of one: may be evaluated twice.
static bool is_simple(node *n)
{
	n = node_skip_parens(n);
	if (n->kind == N_FIELD_EXPRESSION && !n->method)
		return is_simple(node_field(n, F_ARGUMENT));
	return n->kind == N_IDENTIFIER;
}

void member_emit(emit *e, node *x, const char *member)
{
	bool plain = x->kind == N_IDENTIFIER || x->kind == N_FIELD_EXPRESSION || x->kind == N_CALL || x->kind == N_SUBSCRIPT;
	emit_str(e, plain ? "" : "(");
	emit_node(e, x);
	emit_text(e, plain ? ".%s" : ").%s", member);
}

// ---- Calls -------------------------------------------------------------------------------------------------

static int method_index(const type *iface, const char *name)
{
	for (int i = 0; i < iface->nmethods; i++)
		if (strcmp(iface->methods[i].name, name) == 0)
			return i;
	return -1;
}

// "R (*)(void *, T1, T2)": how a method stands in a table.
static const char *table_type(emit *e, const type *f)
{
	const char *list = "void *";
	for (int i = 0; i < f->nparams; i++)
		list = arena_printf("%s, %s", list, type_declare(f->params[i], ""));
	const char *pointer = arena_printf("(*)(%s)", list);
	return f->nresults == 1 ? type_declare(f->results[0], pointer) : arena_printf("%s %s", func_result(e, f), pointer);
}

void iface_call(emit *e, node *call)
{
	node *callee = node_skip_parens(node_field(call, F_FUNCTION)), *x = node_field(callee, F_ARGUMENT);
	node *arguments = node_field(call, F_ARGUMENTS);
	const type *iface = canonical(x->type);
	int k = method_index(iface, node_text(node_field(callee, F_FIELD)));
	const type *f = iface->methods[k].func;
	const char *name;
	e->uses_type = true;
	if (is_simple(x)) {
		name = emit_string(e, x);
		emit_sync(e, x->src, x->start);
	} else {
		name = emit_unique(e, "goc_i");
		emit_text(e, "({ goc_iface %s = ", name);
		emit_node(e, x);
		emit_str(e, "; ");
	}
	emit_text(e, "((%s)%s.tab->fn[%d])(%s.data", table_type(e, f), name, k, name);
	if (node_first_named(arguments) || f->nparams)
		emit_str(e, ", ");
	call_arguments(e, call, f);
	emit_str(e, is_simple(x) ? ")" : "); })");
}

// ---- Methods as values ----------------------------------------------------------------------------------------

// The code of a bound method: takes the parameters and the function value, which holds the receiver.
static void bound_code(emit *e, const char *name, const type *receiver, const type *f, const char *call, const char *first)
{
	const char *list = "", *pass = "";
	for (int i = 0; i < f->nparams; i++) {
		list = arena_printf("%s%s, ", list, type_declare(f->params[i], arena_printf("goc_%d", i)));
		pass = arena_printf("%s, goc_%d", pass, i);
	}
	const char *head = arena_printf("%s(%svoid *goc_c)", name, list);
	head = f->nresults == 1 ? type_declare(f->results[0], head) : arena_printf("%s %s", func_result(e, f), head);
	emit_hoist(e, arena_printf("struct %s { goc_func f; %s; };\nstatic %s { struct %s *c = goc_c; %s%s%s(c->x%s%s); }\n", name,
		type_declare(receiver, "x"), head, name, first, f->nresults ? "return " : "", call, strstr(call, ".tab->") ? ".data" : "", pass));
}

void method_value(emit *e, node *field)
{
	node *x = node_field(field, F_ARGUMENT);
	const char *method = node_text(node_field(field, F_FIELD)), *name = emit_unique(e, "goc_b");
	const type *iface = canonical(x->type), *receiver, *f;
	const char *call, *forward;
	if (field->method) {
		type *own = arena_copy(field->method->fn->type, sizeof *own);
		receiver = own->params[0];
		own->params++;
		own->nparams--;
		f = own;
		call = field->method->fn->name;
		forward = closure_forward(name, field->method);
	} else {
		int k = method_index(iface, method);
		forward = arena_printf("goc_forward(%s, c->x.tab->fn[%d]); ", name, k);
		e->uses_defer = true;
		receiver = iface;
		f = iface->methods[k].func;
		e->uses_type = true;
		call = arena_printf("((%s)c->x.tab->fn[%d])", table_type(e, f), k);
	}
	bound_code(e, name, receiver, f, call, forward);
	const char *v = emit_unique(e, "goc_v");
	emit_text(e, "({ struct %s *%s = goc_new(sizeof *%s); %s->f.code = (void *)%s; %s->x = ", name, v, v, v, name, v);
	if (field->method)
		call_receiver(e, x, field->method);
	else
		emit_node(e, x);
	emit_text(e, "; (goc_func *)%s; })", v);
}

// ---- Assertions ---------------------------------------------------------------------------------------------

static void as_any(emit *e, node *x)
{
	static const type any = { .kind = T_ANY, .canonical = (type *)&any };
	convert_emit(e, x, &any);
}

static const char *asserted_name(const node *x)
{
	const type *c = canonical(x->type);
	return c->kind == T_INTERFACE ? type_go_name(x->type) : "interface {}";
}

void lower_type_assertion(emit *e, node *n)
{
	node *x = node_field(n, F_VALUE);
	const type *t = n->type;
	e->uses_type = true;
	switch (canonical(t)->kind) {
	case T_ANY:
		emit_str(e, "goc_any_as_any(");
		break;
	case T_INTERFACE:
		emit_text(e, "goc_iface_as(&%s, ", typedesc_interface(e, t));
		break;
	default:
		emit_text(e, "GOC_AS(%s, %s, \"%s\", ", type_c(t), typedesc(e, t), asserted_name(x));
		break;
	}
	as_any(e, x);
	emit_str(e, ")");
}

void assertion_ok(emit *e, node *n, const char *place)
{
	node *x = node_field(n, F_VALUE);
	node *type_node = node_field(n, F_TYPE);
	const type *t = type_node && type_node->type ? type_node->type : n->type;
	const char *to = place ? place : "0";
	e->uses_type = true;
	switch (canonical(t)->kind) {
	case T_ANY:
		emit_text(e, "goc_any_as_any_ok(%s, ", to);
		break;
	case T_INTERFACE:
		emit_text(e, "goc_iface_as_ok(&%s, %s, ", typedesc_interface(e, t), to);
		break;
	default:
		emit_text(e, "GOC_AS_OK(%s, %s, %s, ", type_c(t), typedesc(e, t), to);
		break;
	}
	as_any(e, x);
	emit_str(e, ")");
}

// ---- Type switches ---------------------------------------------------------------------------------------------

struct type_switch {
	const char *x;          // the value as an any
	const char *whole;      // the value as it was, where x's type is another interface
	const char *value;      // where the value lies, of the case that fits
	const char *tab;        // its table, where the case is an interface; NULL: no such case
	const type *type;       // of the value
};

static bool is_nil_case(const node *t)
{
	return node_is(t, "nil");
}

static bool is_case_type(const node *c)
{
	return c->field == F_TYPE && c->named;
}

static bool is_plain_interface(const node *t)
{
	return canonical(t->type)->kind == T_INTERFACE;
}

// The condition under which a case fits. A case alone notes where its value lies.
static void fits(emit *e, const struct type_switch *s, node *t, bool alone)
{
	if (is_nil_case(t)) {
		emit_text(e, "!%s.type", s->x);
	} else if (canonical(t->type)->kind == T_ANY) {
		emit_text(e, "%s.type", s->x);
	} else if (is_plain_interface(t)) {
		const char *find = arena_printf("goc_itab_find(&%s, %s.type)", typedesc_interface(e, t->type), s->x);
		emit_text(e, alone ? "(%s = %s)" : "%s%s", alone ? s->tab : "", find);
	} else {
		const char *find = arena_printf("goc_any_as(&%s, &%s)", s->x, typedesc(e, t->type));
		emit_text(e, alone ? "(%s = %s)" : "%s%s", alone ? s->value : "", find);
	}
}

static int count_types(node *c, node **only)
{
	int n = 0;
	for (node *t = c->first; t; t = t->next)
		if (is_case_type(t)) {
			*only = t;
			n++;
		}
	return n;
}

// `(fits the first case) ? 1 : (the second) ? 2 : … 0`, in the order of the text.
static void choose(emit *e, const struct type_switch *s, node *body)
{
	int k = 0;
	for (node *c = body->first; c; c = c->next) {
		node *only = NULL;
		if (c->kind != N_TYPE_CASE)
			continue;
		int n = count_types(c, &only);
		k++;
		for (node *t = c->first; t; t = t->next)
			if (is_case_type(t)) {
				fits(e, s, t, n == 1);
				emit_text(e, " ? %d : ", k);
			}
	}
	emit_str(e, "0");
}

static const char *case_value(const struct type_switch *s, node *only, int n)
{
	const char *whole = s->whole ? s->whole : s->x;
	if (n != 1 || is_nil_case(only) || canonical(only->type)->kind == T_ANY)
		return n == 1 && !is_nil_case(only) ? s->x : whole;
	if (is_plain_interface(only))
		return arena_printf("(goc_iface){ %s, %s.data }", s->tab, s->x);
	return arena_printf("*(%s const *)%s", type_c(only->type), s->value);
}

static void bind(emit *e, const struct type_switch *s, node *c, node *left, node *only, int n)
{
	decl *d = c->decl;
	if (!left || node_is(left, "_"))
		return;
	const type *t = n == 1 && !is_nil_case(only) ? only->type : s->type;
	if (d && !d->type)          // nothing names it
		d->type = (type *)t;
	if (d)
		var_open(e, d);
	else
		emit_text(e, "%s = ", type_declare(t, node_text(left)));
	emit_str(e, case_value(s, only, n));
	if (d)
		var_close(e, d);
	emit_text(e, "; (void)%s;", node_text(left));
}

static void print_case(emit *e, const struct type_switch *s, node *c, node *left, int k)
{
	node *only = NULL, *colon = c->first;
	int n = count_types(c, &only);
	while (colon && !node_is(colon, ":"))
		colon = colon->next;
	emit_sync_statement(e, c->src, c->start);
	if (n)
		emit_text(e, "case %d: {", k);
	else
		emit_str(e, "default: {");
	emit_gap(e, c->src, c->start, colon->end);
	emit_str(e, " ");
	bind(e, s, c, left, only, n);
	if (colon->next) {
		emit_copy(e, c->src, colon->end, colon->next->start);
		emit_nodes(e, colon->next, c->last);
	}
	emit_str(e, " break; }");
}

static bool has_interface_case(node *body)
{
	for (node *c = body->first; c; c = c->next)
		for (node *t = c->kind == N_TYPE_CASE ? c->first : NULL; t; t = t->next)
			if (is_case_type(t) && !is_nil_case(t) && is_plain_interface(t))
				return true;
	return false;
}

static void open_switch(emit *e, struct type_switch *s, node *n)
{
	node *x = node_field(n, F_VALUE), *initializer = node_field(n, F_INITIALIZER), *body = node_field(n, F_BODY);
	s->type = x->type;
	s->x = emit_unique(e, "goc_x");
	s->value = emit_unique(e, "goc_p");
	emit_str(e, "{ ");
	if (initializer) {
		emit_node(e, initializer);
		emit_str(e, "; ");
	}
	if (canonical(x->type)->kind == T_INTERFACE) {
		s->whole = emit_unique(e, "goc_i");
		emit_text(e, "goc_iface %s = ", s->whole);
		emit_node(e, x);
		e->uses_type = true;
		emit_text(e, "; goc_any %s = goc_iface_any(%s); ", s->x, s->whole);
	} else {
		emit_text(e, "goc_any %s = ", s->x);
		emit_node(e, x);
		emit_str(e, "; ");
	}
	emit_text(e, "const void *%s = 0; (void)%s, (void)%s; ", s->value, s->value, s->x);
	if (has_interface_case(body)) {
		s->tab = emit_unique(e, "goc_t");
		emit_text(e, "const goc_itab *%s = 0; (void)%s; ", s->tab, s->tab);
	}
}

void lower_type_switch(emit *e, node *n)
{
	node *body = node_field(n, F_BODY), *left = node_field(n, F_LEFT);
	struct type_switch s = { 0 };
	int k = 0;
	e->uses_type = true;
	open_switch(e, &s, n);
	emit_str(e, "switch (");
	choose(e, &s, body);
	emit_str(e, ") {");
	uint32_t at = body->first->end;
	for (node *c = body->first->next; c; c = c->next) {
		if (c->kind == N_TYPE_CASE) {
			emit_copy(e, n->src, at, c->start);
			print_case(e, &s, c, left, ++k);
			at = c->end;
		}
	}
	emit_copy(e, n->src, at, body->end);
	emit_str(e, " }");
}

// ---- == and != ---------------------------------------------------------------------------------------------------

static bool is_nil(node *n)
{
	n = node_skip_parens(n);
	return n->word == W_NIL || (n->type && n->type->kind == T_NIL) || n->kind == N_NULL || node_is(n, "NULL");
}

static void compare_nil(emit *e, node *x, bool equal)
{
	type_kind k = canonical(x->type)->kind;
	emit_str(e, "(");
	member_emit(e, x, k == T_SLICE ? "ptr" : k == T_ANY ? "type" : "tab");
	emit_text(e, " %s 0)", equal ? "==" : "!=");
}

void compare_emit(emit *e, node *n)
{
	node *left = node_field(n, F_LEFT), *right = node_field(n, F_RIGHT);
	bool equal = node_is(node_field(n, F_OPERATOR), "==");
	if (is_nil(left) || is_nil(right)) {
		compare_nil(e, is_nil(right) ? left : right, equal);
		return;
	}
	bool both = canonical(left->type)->kind == T_INTERFACE && canonical(right->type)->kind == T_INTERFACE;
	e->uses_type = true;
	emit_text(e, "%s%s(", equal ? "" : "!", both ? "goc_iface_equal" : "goc_any_equal");
	if (both)
		emit_node(e, left);
	else
		as_any(e, left);
	emit_str(e, ", ");
	emit_gap(e, n->src, left->end, right->start);
	if (both)
		emit_node(e, right);
	else
		as_any(e, right);
	emit_str(e, ")");
}
