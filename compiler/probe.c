// Prints the tree as the probe (probe.h). One function for each construct that C lacks; everything else is
// copied with its children printed in between.
//
// Operands are printed once with their place recorded in the node; where an operand must stand again for its type
// only (typeof), it is printed with recording off, so that a node has one place.
#include "probe.h"
#include "arena.h"
#include "source.h"
#include "symbols.h"
#include "types.h"
#include "words.h"
#include <stdlib.h>
#include <string.h>

probe_mark *probe_marks;
int probe_nmarks;

typedef struct probe {
	buf *out;
	bool quiet;             // printing again: don't record
	node *left_out;         // a name not to print: the type alone is wanted
	int unique;
	map brought;            // paths of headers printed already
	map declared;           // funcs whose prototype was printed
} probe;

static void print(probe *p, node *n);
static void print_type_of(probe *p, node *n);

static void put(probe *p, const char *text)
{
	buf_puts(p->out, text);
}

static void again(probe *p, node *n, void (*f)(probe *, node *))
{
	bool quiet = p->quiet;
	p->quiet = true;
	f(p, n);
	p->quiet = quiet;
}

static void copy(probe *p, const node *n, uint32_t from, uint32_t to)
{
	if (to > from)
		buf_put(p->out, n->src->text + from, to - from);
}

// The children of n with the text between them.
static void print_children(probe *p, node *n)
{
	uint32_t at = n->start;
	for (node *c = n->first; c; c = c->next) {
		copy(p, n, at, c->start);
		print(p, c);
		at = c->end;
	}
	copy(p, n, at, n->end);
}

// `(void)(e), ` for each expression of a list, descending into lists and initialiser lists.
static void print_voids(probe *p, node *n)
{
	switch (n->kind) {
	case N_COMMENT: case N_FIELD_DESIGNATOR: case N_TOKEN: case N_FIELD_IDENTIFIER:
		return;
	case N_INITIALIZER_LIST: case N_EXPRESSION_LIST: case N_SUBSCRIPT_DESIGNATOR:
		for (node *c = n->first; c; c = c->next)
			print_voids(p, c);
		return;
	case N_INITIALIZER_PAIR: {
		for (node *c = n->first; c; c = c->next)
			if (c->kind == N_SUBSCRIPT_DESIGNATOR)
				print_voids(p, c);
		node *value = node_field(n, F_VALUE);
		if (value)
			print_voids(p, value);
		return;
	}
	default:
		if (!n->named)
			return;
		put(p, "(void)(");
		print(p, n);
		put(p, "), ");
	}
}

// ---- Types ---------------------------------------------------------------------------------------

// T where a type name may stand alone, spelled so that declarators may follow.
static void print_type_of(probe *p, node *n)
{
	if (n->kind == N_PARENTHESIZED_TYPE)
		n = node_first_named(n);
	if (n->kind == N_TYPE_DESCRIPTOR || n->kind == N_PARAMETER) {
		put(p, "__typeof__(");
		p->left_out = n->kind == N_PARAMETER ? declarator_name(node_field(n, F_DECLARATOR)) : p->left_out;
		print(p, n);
		p->left_out = NULL;
		put(p, ")");
	} else if (n->kind == N_SUBSCRIPT) {            // `int[2]` among arguments reads as an index
		put(p, "__typeof__(");
		print_children(p, n);
		put(p, ")");
	} else {
		print(p, n);
	}
}

static void print_channel(probe *p, node *n)
{
	bool before = n->first && node_is(n->first, "<-"), after = false;
	for (node *c = n->first; c; c = c->next)
		after |= !before && node_is(c, "<-");
	put(p, "__typeof__(");
	print_type_of(p, node_field(n, F_ELEMENT));
	buf_printf(p->out, " (*)(struct %s *))", before ? PROBE_RECV : after ? PROBE_SEND : PROBE_BOTH);
}

static void print_slice_of(probe *p, node *element)
{
	put(p, "__typeof__(__typeof__(");
	print_type_of(p, element);
	put(p, ") GOC__AS *)");
}

// The parameters of a func, its type or a literal, in parentheses.
static void print_parameters(probe *p, node *list)
{
	int n = 0;
	put(p, "(");
	for (node *c = node_first_named(list); c; c = node_next_named(c)) {
		put(p, n++ ? ", " : "");
		print(p, c);
	}
	put(p, n ? ")" : "void)");
}

static void print_variadic(probe *p, node *n)
{
	print_slice_of(p, node_field(n, F_TYPE));
	node *d = node_field(n, F_DECLARATOR);
	put(p, " ");
	if (d)
		print(p, d);
}

// The members of a results struct: `T a; U r1;`.
static void print_result_members(probe *p, node *list)
{
	int i = 0;
	for (node *c = node_first_named(list); c; c = node_next_named(c), i++) {
		if (declarator_name(node_field(c, F_DECLARATOR))) {
			print(p, c);
			put(p, "; ");
		} else {
			print_type_of(p, c);
			buf_printf(p->out, " r%d; ", i);
		}
	}
}

static bool is_result_list(const node *result)
{
	return result && result->kind == N_RESULT_LIST;
}

// One result in parentheses, (R) or (R name), is just R.
static node *single_result(node *result)
{
	node *first = is_result_list(result) ? node_first_named(result) : result;
	return first && is_result_list(result) && node_next_named(first) ? NULL : first;
}

// The result as a specifier: of func types, the struct of several results is defined in place.
static void print_result(probe *p, node *result, const char *tag)
{
	node *single = single_result(result);
	if (!result) {
		put(p, "void");
	} else if (single) {
		print_type_of(p, single);
	} else if (tag) {
		buf_printf(p->out, "struct %s", tag);
	} else {
		buf_printf(p->out, "struct " PROBE_RESULTS "%d { ", ++p->unique);
		print_result_members(p, result);
		put(p, "}");
	}
}

static void print_function_type(probe *p, node *n)
{
	put(p, "__typeof__(");
	print_result(p, node_field(n, F_RESULT), NULL);
	put(p, " GOC__CC (*)");
	print_parameters(p, node_field(n, F_PARAMETERS));
	put(p, ")");
}

static void print_interface(probe *p, node *n)
{
	node *name = node_field(n, F_NAME), *body = node_field(n, F_BODY);
	put(p, "__typeof__(struct ");
	uint32_t at = (uint32_t)p->out->len;
	if (name)
		buf_printf(p->out, PROBE_INTERFACE "%s", node_text(name));
	else
		buf_printf(p->out, PROBE_INTERFACE "%u_%d", n->start, p->unique++);
	if (!p->quiet && body) {
		probe_mark m = { at, n, NULL };
		ARENA_PUSH(probe_marks, probe_nmarks, m);
	}
	if (body) {
		put(p, " { ");
		for (node *c = body->first; c; c = c->next) {
			if (c->kind != N_INTERFACE_METHOD)
				continue;
			print_result(p, node_field(c, F_RESULT), NULL);
			buf_printf(p->out, " (*%s)(); ", node_text(node_field(c, F_NAME)));
			put(p, "void (*goc__p");
			buf_printf(p->out, "%d)", p->unique++);
			print_parameters(p, node_field(c, F_PARAMETERS));
			put(p, "; ");
		}
		put(p, "}");
	}
	put(p, " *)");
}

// ---- Functions -----------------------------------------------------------------------------------

// The parameters as variables, for a literal's body.
static void print_parameter_variables(probe *p, node *list)
{
	for (node *c = node_first_named(list); c; c = node_next_named(c)) {
		if (c->kind == N_PARAMETER && !declarator_name(node_field(c, F_DECLARATOR)))
			continue;
		print(p, c);
		put(p, "; ");
	}
}

static void print_named_results(probe *p, node *result)
{
	if (is_result_list(result))
		for (node *c = node_first_named(result); c; c = node_next_named(c))
			if (declarator_name(node_field(c, F_DECLARATOR))) {
				print(p, c);
				put(p, "; ");
			}
}

// The result's types once more where their places are recorded: named results stand as variables elsewhere.
static void print_result_types(probe *p, node *result)
{
	node *first = is_result_list(result) ? node_first_named(result) : NULL;
	if (!result || (first && declarator_name(node_field(first, F_DECLARATOR)))) {
		put(p, "void");
	} else if (single_result(result)) {
		print_result(p, result, NULL);
	} else {
		put(p, "struct { ");
		print_result_members(p, result);
		put(p, "}");
	}
}

static void print_literal(probe *p, node *n)
{
	put(p, "({ ");
	bool quiet = p->quiet;
	p->quiet = true;
	print_function_type(p, n);
	p->quiet = quiet;
	buf_printf(p->out, " goc__f%u; ", n->start);
	print_result_types(p, node_field(n, F_RESULT));
	buf_printf(p->out, " goc__g%u(); ", n->start);
	print_parameter_variables(p, node_field(n, F_PARAMETERS));
	print_named_results(p, node_field(n, F_RESULT));
	print(p, node_field(n, F_BODY));
	buf_printf(p->out, " goc__f%u; })", n->start);
}

static void print_prototype(probe *p, node *n)
{
	const char *symbol = func_symbol(n);
	if (!symbol || map_get(&p->declared, symbol))
		return;
	map_set(&p->declared, symbol, n);
	node *result = node_field(n, F_RESULT);
	const char *tag = arena_printf("%s_results", symbol);
	if (result && !single_result(result)) {
		buf_printf(p->out, "struct %s { ", tag);
		again(p, result, print_result_members);
		put(p, "}; ");
	}
	bool quiet = p->quiet;
	p->quiet = true;
	print_result(p, result, tag);
	p->quiet = quiet;
	buf_printf(p->out, " %s(); ", symbol);
}

static void print_func(probe *p, node *n)
{
	node *body = node_field(n, F_BODY), *receiver = node_field(n, F_RECEIVER), *list = node_field(n, F_PARAMETERS);
	print_prototype(p, n);
	put(p, "static ");
	print_result_types(p, node_field(n, F_RESULT));
	buf_printf(p->out, " goc__d%d(", ++p->unique);
	int params = 0;
	for (node *c = receiver ? node_first_named(receiver) : NULL; c; c = node_next_named(c), params++)
		print(p, c);
	for (node *c = node_first_named(list); c; c = node_next_named(c)) {
		put(p, params++ ? ", " : "");
		print(p, c);
	}
	put(p, body ? ") { " : "); ");
	if (!body)
		return;
	print_named_results(p, node_field(n, F_RESULT));
	print(p, body);
	put(p, " }");
}

// ---- Expressions ---------------------------------------------------------------------------------

static void print_va_arg(probe *p, node *type)
{
	put(p, "__builtin_va_arg(goc__ap, ");
	print_type_of(p, type);
	put(p, ")");
}

static void print_receive(probe *p, node *n)
{
	put(p, "((");
	print(p, node_field(n, F_ARGUMENT));
	put(p, ")((void *)0))");
}

static void print_composite(probe *p, node *n)
{
	put(p, "(");
	print_voids(p, node_field(n, F_VALUE));
	node *type = node_field(n, F_TYPE);
	print_va_arg(p, type);
	put(p, ")");
}

static void print_pointer_expression(probe *p, node *n)
{
	node *arg = node_field(n, F_ARGUMENT);
	if (!arg || arg->kind != N_COMPOSITE_LITERAL || !node_is(n->first, "&")) {
		print_children(p, n);
		return;
	}
	put(p, "(");
	print_voids(p, node_field(arg, F_VALUE));
	put(p, "(");
	print_type_of(p, node_field(arg, F_TYPE));
	put(p, " *)0)");
}

static void print_slicing(probe *p, node *n)
{
	static const enum field_id bounds[] = { F_START, F_END, F_MAX };
	put(p, "(");
	for (int i = 0; i < 3; i++) {
		node *b = node_field(n, bounds[i]);
		if (b)
			print_voids(p, b);
	}
	put(p, "GOC__CUT(");
	print(p, node_field(n, F_ARGUMENT));
	put(p, "))");
}

static void print_assertion(probe *p, node *n)
{
	put(p, "(");
	print_voids(p, node_field(n, F_VALUE));
	print_va_arg(p, node_field(n, F_TYPE));
	put(p, ")");
}

static void print_conversion(probe *p, node *type, node *arg)
{
	put(p, "(");
	if (arg)
		print_voids(p, arg);
	print_va_arg(p, type);
	put(p, ")");
}

static void print_builtin(probe *p, node *n, word w)
{
	node *args = node_field(n, F_ARGUMENTS), *first = args ? node_first_named(args) : NULL;
	put(p, "(");
	bool typed = (w == W_MAKE || w == W_NEW) && first;
	for (node *c = typed ? node_next_named(first) : first; c; c = node_next_named(c))
		print_voids(p, c->kind == N_SPREAD ? node_field(c, F_VALUE) : c);
	if (w == W_MAKE && first) {
		print_va_arg(p, first);
	} else if (w == W_NEW && first) {
		put(p, "(");
		print_type_of(p, first);
		put(p, " *)0");
	} else if (w == W_APPEND && first) {
		again(p, first, print);
	} else {
		put(p, w == W_LEN || w == W_CAP || w == W_COPY ? "0" : w == W_RECOVER ? "(goc_any)0" : "(void)0");
	}
	put(p, ")");
}

static void print_call(probe *p, node *n)
{
	node *f = node_field(n, F_FUNCTION), *args = node_field(n, F_ARGUMENTS);
	if (f && f->kind == N_IDENTIFIER && word_is_func((word)f->word))
		print_builtin(p, n, (word)f->word);
	else if (f && args && symbol_is_conversion(f) && node_first_named(args))
		print_conversion(p, f, node_first_named(args));
	else
		print_children(p, n);
}

static void print_subscript(probe *p, node *n)
{
	node *of = node_field(n, F_ARGUMENT), *index = node_field(n, F_INDEX);
	if (!of || !index || of->kind == N_NUMBER || of->kind == N_STRING) {
		print_children(p, n);
		return;
	}
	put(p, "GOC__S(");
	print(p, of);
	put(p, ")[");
	print(p, index);
	put(p, "]");
}

// ---- Statements ----------------------------------------------------------------------------------

static bool in_braces_of(const node *block, const char *name, uint32_t before)
{
	for (const node *c = block->first; c && c->start < before; c = c->next) {
		if (c->kind == N_DECLARATION) {
			for (node *d = c->first; d; d = d->next) {
				node *id = d->field == F_DECLARATOR ? declarator_name(d->kind == N_INIT_DECLARATOR ? node_field(d, F_DECLARATOR) : d) : NULL;
				if (id && id->start < before && node_is(id, name))
					return true;
			}
		} else if (c->kind == N_SHORT_VAR) {
			node *left = node_field(c, F_LEFT);
			for (node *id = left ? left->first : NULL; id; id = id->next)
				if (id->kind == N_IDENTIFIER && id->start < before && c->end <= before && node_is(id, name))
					return true;
		} else if (c->kind == N_LABELED_STATEMENT && c->end < before) {
			if (in_braces_of(c, name, before))
				return true;
		}
	}
	return false;
}

static bool in_parameters(const node *list, const char *name)
{
	for (node *c = list ? list->first : NULL; c; c = c->next) {
		node *id = c->named ? declarator_name(node_field(c, F_DECLARATOR)) : NULL;
		if (id && node_is(id, name))
			return true;
	}
	return false;
}

bool short_var_is_new(const node *ident)
{
	const node *statement = ident->parent;
	while (statement && statement->kind != N_SHORT_VAR)
		statement = statement->parent;
	if (!statement || ident->kind != N_IDENTIFIER)
		return false;
	node *block = statement->parent;
	while (block && block->kind == N_LABELED_STATEMENT)
		block = block->parent;
	const char *name = node_text(ident);
	for (const node *c = ident->parent->first; c && c != ident; c = c->next)
		if (c->kind == N_IDENTIFIER && node_is(c, name))
			return false;
	if (!block || (block->kind != N_COMPOUND_STATEMENT && block->kind != N_SELECT_CASE && block->kind != N_TYPE_CASE) ||
		statement->field == F_COMMUNICATION)
		return true;
	if (in_braces_of(block, name, statement->start))
		return false;
	if (block->kind == N_SELECT_CASE) {
		node *comm = node_field(block, F_COMMUNICATION), *left = comm && comm->kind == N_SHORT_VAR ? node_field(comm, F_LEFT) : NULL;
		for (node *id = left ? left->first : NULL; id; id = id->next)
			if (node_is(id, name))
				return false;
		return true;
	}
	node *f = block->parent;
	if (!f || block->field != F_BODY)
		return true;
	if (f->kind == N_FUNC_LITERAL || f->kind == N_FUNC_DEFINITION)
		return !in_parameters(node_field(f, F_PARAMETERS), name) && !in_parameters(node_field(f, F_RECEIVER), name) &&
			!(is_result_list(node_field(f, F_RESULT)) && in_parameters(node_field(f, F_RESULT), name));
	if (f->kind == N_FUNCTION_DEFINITION)
		return !in_parameters(node_field(node_field(f, F_DECLARATOR), F_PARAMETERS), name);
	return true;
}

static void print_new_variable(probe *p, node *ident, const char *value)
{
	if (node_is(ident, "_") || ident->kind != N_IDENTIFIER || !short_var_is_new(ident))
		return;
	const char *known = ident->type ? symbol_probe_type(ident->type) : NULL;
	if (known)
		buf_printf(p->out, "%s ", known);
	else
		put(p, "__auto_type ");
	print(p, ident);
	if (known)
		put(p, "; ");
	else
		buf_printf(p->out, " = %s; ", value);
}

// A string literal, alone or concatenated, in parentheses or not: := makes it a string.
static bool is_string(node *n)
{
	n = node_skip_parens(n);
	return n && (n->kind == N_STRING || n->kind == N_CONCATENATED_STRING);
}

static void print_short_var(probe *p, node *n)
{
	node *left = node_field(n, F_LEFT), *right = node_field(n, F_RIGHT);
	node *value = right ? node_first_named(right) : NULL, *variable = left ? node_first_named(left) : NULL;
	int first = p->unique + 1, count = 0;
	put(p, "; ");
	for (node *v = value; v; v = node_next_named(v), count++) {
		buf_printf(p->out, is_string(v) ? "goc_string goc__t%d = (" : "__auto_type goc__t%d = (", ++p->unique);
		print(p, v);
		put(p, "); ");
	}
	bool pairs = count == 1 && variable && node_next_named(variable);
	int i = 0;
	for (node *v = variable; v; v = node_next_named(v), i++) {
		if (v->kind != N_IDENTIFIER || !short_var_is_new(v)) {
			if (!node_is(v, "_"))
				print_voids(p, v), put(p, "0; ");
			continue;
		}
		const char *from = arena_printf("goc__t%d", first + (pairs ? 0 : i));
		node *inner = pairs ? node_skip_parens(value) : NULL;
		if (inner && (inner->kind == N_RECEIVE || inner->kind == N_TYPE_ASSERTION))
			from = i ? "(_Bool)0" : from;
		else if (inner)
			from = arena_printf("goc__t%d.%s", first, symbol_result_name(inner, i));
		print_new_variable(p, v, from);
	}
}

static void print_send(probe *p, node *n)
{
	put(p, "(");
	print_voids(p, node_field(n, F_CHANNEL));
	print_voids(p, node_field(n, F_VALUE));
	put(p, "0)");
	if (n->last && node_is(n->last, ";"))
		put(p, ";");
}

static void print_go(probe *p, node *n)
{
	put(p, "(void)(");
	print(p, node_field(n, F_CALL));
	put(p, ");");
}

static void print_return(probe *p, node *n)
{
	node *e = node_first_named(n);
	put(p, "(void)(");
	if (e)
		print(p, e);
	put(p, e ? ");" : "0);");
}

static void print_case_body(probe *p, node *n, node *after)
{
	for (node *c = after; c; c = c->next) {
		put(p, " ");
		print(p, c);
	}
	(void)n;
}

static node *after_colon(node *n)
{
	for (node *c = n->first; c; c = c->next)
		if (!c->named && node_is(c, ":"))
			return c->next;
	return NULL;
}

static void print_select_case(probe *p, node *n)
{
	node *comm = node_field(n, F_COMMUNICATION);
	buf_printf(p->out, "case %d: { ", ++p->unique);
	if (comm) {
		print(p, comm);
		put(p, "; ");
	}
	print_case_body(p, n, after_colon(n));
	put(p, " } ");
}

static void print_select(probe *p, node *n)
{
	node *body = node_field(n, F_BODY);
	put(p, "switch (0) { ");
	for (node *c = body->first; c; c = c->next)
		if (c->kind == N_SELECT_CASE)
			print(p, c);
	put(p, "}");
}

static void print_type_case(probe *p, node *n, node *left, node *value)
{
	node *type = node_field(n, F_TYPE), *only = NULL;
	int types = 0;
	for (node *c = n->first; c; c = c->next)
		if (c->field == F_TYPE && c->named) {
			only = c;
			types++;
		}
	buf_printf(p->out, "case %d: { ", ++p->unique);
	bool nil = only && node_is(only, "nil");
	for (node *c = n->first; c; c = c->next)
		if (c->field == F_TYPE && c->named && !node_is(c, "nil") && (c != only || types > 1)) {
			put(p, "(void)sizeof(");
			print_type_of(p, c);
			put(p, "); ");
		}
	if (types == 1 && !nil) {
		print_type_of(p, type);
	} else {
		put(p, "__typeof__(");
		again(p, value, print);
		put(p, ")");
	}
	put(p, " ");
	if (left) {
		probe_mark m = { (uint32_t)p->out->len, left, n };
		if (!p->quiet)
			ARENA_PUSH(probe_marks, probe_nmarks, m);
		put(p, node_text(left));
	} else {
		buf_printf(p->out, "goc__u%d", p->unique);      // a struct's body needs a declaration to be seen in
	}
	put(p, "; ");
	print_case_body(p, n, after_colon(n));
	put(p, " } ");
}

static void print_type_switch(probe *p, node *n)
{
	node *initializer = node_field(n, F_INITIALIZER), *value = node_field(n, F_VALUE), *body = node_field(n, F_BODY);
	put(p, "{ ");
	if (initializer) {
		print(p, initializer);
		put(p, "; ");
	}
	put(p, "switch (");
	print_voids(p, value);
	put(p, "0) { ");
	for (node *c = body->first; c; c = c->next)
		if (c->kind == N_TYPE_CASE)
			print_type_case(p, c, node_field(n, F_LEFT), value);
	put(p, "} }");
}

static void print_range_variable(probe *p, node *v, const char *macro, node *over)
{
	if (v->kind != N_IDENTIFIER || node_is(v, "_"))
		return;
	const char *known = v->type ? symbol_probe_type(v->type) : NULL;
	if (known) {
		buf_printf(p->out, "%s ", known);
	} else {
		buf_printf(p->out, "__typeof__((0, %s(", macro);
		again(p, over, print);
		put(p, "))) ");
	}
	print(p, v);
	put(p, "; ");
}

static void print_range(probe *p, node *n)
{
	node *left = node_field(n, F_LEFT), *right = node_field(n, F_RIGHT), *operator = node_field(n, F_OPERATOR);
	node *first = left ? node_first_named(left) : NULL, *second = first ? node_next_named(first) : NULL;
	put(p, "{ ");
	print_voids(p, right);
	put(p, "0; ");
	if (operator && node_is(operator, ":=")) {
		print_range_variable(p, first, second ? "GOC__KEY" : "GOC__ONLY", right);
		if (second)
			print_range_variable(p, second, "GOC__ELEM", right);
	} else if (left) {
		print_voids(p, left);
		put(p, "0; ");
	}
	put(p, "for (;;) ");
	print(p, node_field(n, F_BODY));
	put(p, " }");
}

// if, switch, for with `:=` in their header: the declaration first, in a block of its own.
static void print_with_init(probe *p, node *n, node *header)
{
	node *initializer = node_field(header, F_INITIALIZER);
	put(p, "{ ");
	print(p, initializer);
	put(p, "; ");
	for (node *c = n->first; c; c = c->next) {
		if (c == header) {
			put(p, " (");
			print(p, node_field(header, F_CONDITION));
			put(p, ") ");
		} else {
			print(p, c);
			put(p, " ");
		}
	}
	put(p, " }");
}

static void print_for(probe *p, node *n)
{
	node *initializer = node_field(n, F_INITIALIZER);
	if (!initializer || initializer->kind != N_SHORT_VAR) {
		print_children(p, n);
		return;
	}
	put(p, "{ ");
	print(p, initializer);
	put(p, "for (;");
	for (node *c = initializer->next->next; c; c = c->next) {
		print(p, c);
		put(p, " ");
	}
	put(p, " }");
}

static void print_condition_loop(probe *p, node *n)
{
	put(p, "while (");
	print(p, node_field(n, F_CONDITION));
	put(p, ") ");
	print(p, node_field(n, F_BODY));
}

static void print_ever(probe *p, node *n)
{
	put(p, "for (;;) ");
	print(p, node_field(n, F_BODY));
}

static void print_labeled(probe *p, node *n)
{
	node *label = node_field(n, F_LABEL);
	for (node *c = n->first; c; c = c->next) {
		print(p, c);
		put(p, c != label && !c->named ? " ; " : " ");
	}
}

static void print_jump(probe *p, node *n)
{
	put(p, n->kind == N_BREAK ? "break;" : "continue;");
}

// clang loses a declaration that stands right after `case x:`.
static void print_case(probe *p, node *n)
{
	uint32_t at = n->start;
	for (node *c = n->first; c; c = c->next) {
		copy(p, n, at, c->start);
		print(p, c);
		if (!c->named && node_is(c, ":"))
			put(p, ";");
		at = c->end;
	}
	copy(p, n, at, n->end);
}

// ---- Top level -----------------------------------------------------------------------------------

static void print_unit(probe *p, unit *u);

static void print_header(probe *p, node *bringer)
{
	unit *h = symbols_header(bringer);
	put(p, "\n");
	if (h && !map_get(&p->brought, h->src->path)) {
		map_set(&p->brought, h->src->path, h);
		print_unit(p, h);
		put(p, "\n");
	}
}

static void print_import(probe *p, node *n)
{
	for (node *c = n->first; c; c = c->next)
		if (c->kind == N_IMPORT_SPEC)
			print_header(p, c);
}

static void print_include(probe *p, node *n)
{
	if (symbols_header(n))
		print_header(p, n);
	else
		print_children(p, n);
}

// A file-scope variable whose initialiser holds an extension: clang allows no statement expression there, so the
// initialiser goes into a function of its own.
static void print_declaration(probe *p, node *n)
{
	node *delayed = NULL;
	if (!node_function(n))
		for (node *c = n->first; c && !delayed; c = c->next)
			if (c->kind == N_INIT_DECLARATOR && node_field(c, F_VALUE) && symbol_is_extended(node_field(c, F_VALUE)))
				delayed = c;
	if (!delayed) {
		print_children(p, n);
		return;
	}
	for (node *c = n->first; c; c = c->next) {
		print(p, c->kind == N_INIT_DECLARATOR ? node_field(c, F_DECLARATOR) : c);
		put(p, " ");
	}
	for (node *c = delayed; c; c = c->next) {
		node *name = c->kind == N_INIT_DECLARATOR ? declarator_name(node_field(c, F_DECLARATOR)) : NULL;
		if (!name || !node_field(c, F_VALUE))
			continue;
		buf_printf(p->out, " static void goc__v%d(void) { __typeof__(%s) goc__x = ", ++p->unique, node_text(name));
		print(p, node_field(c, F_VALUE));
		put(p, "; }");
	}
}

// Declares the funcs that an item mentions before their definition.
static void print_mentioned(probe *p, node *n)
{
	if (n->kind == N_IDENTIFIER || n->kind == N_FIELD_IDENTIFIER)
		for (func_entry *f = symbols_func(node_text(n)); f; f = f->next)
			print_prototype(p, f->node);
	for (node *c = n->first; c; c = c->next)
		print_mentioned(p, c);
}

static bool holds_code(const node *n)
{
	return n->kind == N_FUNC_DEFINITION || n->kind == N_FUNCTION_DEFINITION || n->kind == N_DECLARATION;
}

static void print_unit(probe *p, unit *u)
{
	node *root = u->root;
	uint32_t at = 0;
	for (node *c = root->first; c; c = c->next) {
		copy(p, root, at, c->start);
		if (holds_code(c))
			print_mentioned(p, c);
		print(p, c);
		at = c->end;
	}
	copy(p, root, at, root->end);
}

// ---- Dispatch ------------------------------------------------------------------------------------

static void print_word(probe *p, node *n)
{
	word w = (word)n->word;
	if (w == W_TRUE || w == W_FALSE)
		put(p, w == W_TRUE ? "((_Bool)1)" : "((_Bool)0)");
	else if (w == W_NIL)
		put(p, "((void *)0)");
	else if (word_is_type(w))
		put(p, word_c(w));
	else
		copy(p, n, n->start, n->end);
}

// A nested function is GNU C that clang refuses with all that names it: its prototype will do, as it holds no extension.
static void print_c_function(probe *p, node *n)
{
	node *body = node_field(n, F_BODY);
	bool nested = n->parent && n->parent->kind == N_COMPOUND_STATEMENT && body;
	if (!nested) {
		print_children(p, n);
		return;
	}
	for (node *c = n->first; c && c != body; c = c->next) {
		print(p, c);
		put(p, " ");
	}
	put(p, ";");
}

static void print_kind(probe *p, node *n)
{
	switch (n->kind) {
	case N_CHANNEL_TYPE: print_channel(p, n); break;
	case N_SLICE_TYPE: print_slice_of(p, node_field(n, F_ELEMENT)); break;
	case N_FUNCTION_TYPE: print_function_type(p, n); break;
	case N_INTERFACE_TYPE: print_interface(p, n); break;
	case N_PARENTHESIZED_TYPE: print_type_of(p, n); break;
	case N_VARIADIC_PARAMETER: print_variadic(p, n); break;
	case N_FUNC_LITERAL: print_literal(p, n); break;
	case N_FUNCTION_DEFINITION: print_c_function(p, n); break;
	case N_FUNC_DEFINITION: case N_FUNC_DECLARATION: print_func(p, n); break;
	case N_RECEIVE: print_receive(p, n); break;
	case N_COMPOSITE_LITERAL: print_composite(p, n); break;
	case N_POINTER_EXPRESSION: print_pointer_expression(p, n); break;
	case N_SLICE_EXPRESSION: print_slicing(p, n); break;
	case N_TYPE_ASSERTION: print_assertion(p, n); break;
	case N_TYPE_CONVERSION: print_conversion(p, node_field(n, F_TYPE), node_field(n, F_ARGUMENT)); break;
	case N_CALL: print_call(p, n); break;
	case N_SUBSCRIPT: print_subscript(p, n); break;
	case N_SPREAD: print(p, node_field(n, F_VALUE)); break;
	case N_SHORT_VAR: print_short_var(p, n); break;
	case N_SEND: print_send(p, n); break;
	case N_GO: case N_DEFER: print_go(p, n); break;
	case N_RETURN: print_return(p, n); break;
	case N_SELECT: print_select(p, n); break;
	case N_SELECT_CASE: print_select_case(p, n); break;
	case N_TYPE_SWITCH: print_type_switch(p, n); break;
	case N_FOR_RANGE: print_range(p, n); break;
	case N_FOR_CONDITION: print_condition_loop(p, n); break;
	case N_FOR_EVER: print_ever(p, n); break;
	case N_FOR: print_for(p, n); break;
	case N_IF: case N_SWITCH: {
		node *header = node_field(n, F_CONDITION);
		if (header && header->kind == N_INIT_CONDITION)
			print_with_init(p, n, header);
		else
			print_children(p, n);
		break;
	}
	case N_LABELED_STATEMENT: print_labeled(p, n); break;
	case N_CASE: print_case(p, n); break;
	case N_BREAK: case N_CONTINUE: print_jump(p, n); break;
	case N_IMPORT: print_import(p, n); break;
	case N_PREPROC_INCLUDE: print_include(p, n); break;
	case N_PACKAGE_CLAUSE: break;
	case N_DECLARATION: print_declaration(p, n); break;
	default:
		if (n->symbol)
			put(p, n->symbol);
		else if (n->first)
			print_children(p, n);
		else
			print_word(p, n);
	}
}

static void print(probe *p, node *n)
{
	uint32_t start = (uint32_t)p->out->len;
	if (n != p->left_out)
		print_kind(p, n);
	if (!p->quiet) {
		n->probe_start = start;
		n->probe_end = (uint32_t)p->out->len;
	}
}

static const char preamble[] =
	"typedef const char *goc_string; typedef struct goc__i_any *goc_any; struct goc__i_error { goc_string (*Error)(); };\n"
	"typedef struct goc__i_error *goc_error; typedef __INT8_TYPE__ goc_int8; typedef __INT16_TYPE__ goc_int16;\n"
	"typedef __INT32_TYPE__ goc_int32; typedef __INT64_TYPE__ goc_int64; typedef __UINT8_TYPE__ goc_uint8;\n"
	"typedef __UINT16_TYPE__ goc_uint16; typedef __UINT32_TYPE__ goc_uint32; typedef __UINT64_TYPE__ goc_uint64;\n"
	"typedef unsigned goc_uint; typedef __UINTPTR_TYPE__ goc_uintptr; typedef unsigned char goc_byte; typedef int goc_rune;\n"
	"typedef float goc_float32; typedef double goc_float64; typedef _Bool goc_bool;\n"
	"extern __builtin_va_list goc__ap; struct goc__both; struct goc__send; struct goc__recv;\n"
	"#define GOC__AS __attribute__((address_space(16)))\n"
	"#define GOC__CC __attribute__((swiftcall))\n"
	"#define GOC__O __attribute__((overloadable))\n"
	"GOC__O char (*goc__k(const volatile void GOC__AS *))[1];\n"
	"GOC__O char (*goc__k(const volatile void *))[2];\n"
	"GOC__O char (*goc__k(long long))[3]; GOC__O char (*goc__k(unsigned long long))[3]; GOC__O char (*goc__k(int))[3];\n"
	"GOC__O char (*goc__k(unsigned))[3]; GOC__O char (*goc__k(long))[3]; GOC__O char (*goc__k(unsigned long))[3];\n"
	"GOC__O char (*goc__k(...))[4];\n"
	"#define GOC__K(a) sizeof(*goc__k(a))\n"
	"#define GOC__S(a) (__builtin_choose_expr(GOC__K(a) == 1, ((__typeof__((0, *(a))) *)(a)), (a)))\n"
	"#define GOC__IS_CHAR(a) __builtin_types_compatible_p(__typeof__((0, *(a))), char)\n"
	"#define GOC__IS_FUNC(a) (sizeof(*(a)) == 1 && !GOC__IS_CHAR(a) && GOC__K(a) != 1)\n"
	"#define GOC__CUT(a) __builtin_choose_expr(GOC__K(a) == 1, (a), __builtin_choose_expr(GOC__IS_CHAR(a), (goc_string)0, "
	"(__typeof__((0, *(a))) GOC__AS *)0))\n"
	"#define GOC__KEY(a) 0\n"
	"#define GOC__CHAN(a) __builtin_choose_expr(GOC__K(a) == 4, (a), (int (*)(void *))0)\n"
	"#define GOC__ONLY(a) __builtin_choose_expr(GOC__K(a) == 3, (a), __builtin_choose_expr(GOC__K(a) == 4, GOC__CHAN(a)((void *)0), 0))\n"
	"#define GOC__ELEM(a) __builtin_choose_expr(GOC__K(a) == 2 && GOC__IS_CHAR(a), (goc_rune)0, GOC__S(a)[0])\n";

// Type names that turn out to be macros (bool, where stdbool.h is included): libclang sees only what they expand to.
static void print_type_macros(probe *p, const node *n, map *done)
{
	bool names = (n->kind == N_TYPE_IDENTIFIER || n->kind == N_PRIMITIVE_TYPE) && !n->word && n->field != F_DECLARATOR;
	const char *name = names ? node_text(n) : NULL;
	if (names && !map_get(done, name)) {
		map_set(done, name, p);
		buf_printf(p->out, "#ifdef %s\nextern __typeof__(%s) *" PROBE_TYPE_MACRO "%s;\n#endif\n", name, name, name);
	}
	for (const node *c = n->first; c; c = c->next)
		print_type_macros(p, c, done);
}

void probe_write(unit *u, buf *out)
{
	probe p = { .out = out };
	probe_marks = NULL;
	probe_nmarks = 0;
	put(&p, preamble);
	print_unit(&p, u);
	put(&p, "\n");
	for (int w = 1; w < W_WORDS; w++)
		buf_printf(out, "#ifdef %s\nextern int " PROBE_MACRO "%s;\n#endif\n", word_text((word)w), word_text((word)w));
	map done = { 0 };
	print_type_macros(&p, u->root, &done);
	for (unit *h = u->headers; h; h = h->next)
		print_type_macros(&p, h->root, &done);
}
