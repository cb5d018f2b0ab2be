// Types and functions in the probe: the encodings that probe.h lists, and how a func, its prototype and a literal stand.
#include "probe_parts.h"
#include "arena.h"
#include "source.h"
#include "symbols.h"
#include "types.h"
#include "words.h"
#include <stdlib.h>
#include <string.h>

// T where a type name may stand alone, spelled so that declarators may follow.
void probe_type_of(probe *p, node *n)
{
	if (n->kind == N_PARENTHESIZED_TYPE)
		n = node_first_named(n);
	if (n->kind == N_TYPE_DESCRIPTOR || n->kind == N_PARAMETER) {
		probe_put(p, "__typeof__(");
		p->left_out = n->kind == N_PARAMETER ? declarator_name(node_field(n, F_DECLARATOR)) : p->left_out;
		probe_node(p, n);
		p->left_out = NULL;
		probe_put(p, ")");
	} else if (n->kind == N_SUBSCRIPT) {            // `int[2]` among arguments reads as an index
		probe_put(p, "__typeof__(");
		probe_children(p, n);
		probe_put(p, ")");
	} else {
		probe_node(p, n);
	}
}

void probe_channel(probe *p, node *n)
{
	bool before = n->first && node_is(n->first, "<-"), after = false;
	for (node *c = n->first; c; c = c->next)
		after |= !before && node_is(c, "<-");
	probe_put(p, "__typeof__(");
	probe_type_of(p, node_field(n, F_ELEMENT));
	buf_printf(p->out, " (*)(struct %s *))", before ? PROBE_RECV : after ? PROBE_SEND : PROBE_BOTH);
}

void probe_slice_of(probe *p, node *element)
{
	probe_put(p, "__typeof__(__typeof__(");
	probe_type_of(p, element);
	probe_put(p, ") GOC__AS *)");
}

// The parameters of a func, its type or a literal, in parentheses.
static void print_parameters(probe *p, node *list)
{
	int n = 0;
	probe_put(p, "(");
	for (node *c = node_first_named(list); c; c = node_next_named(c)) {
		probe_put(p, n++ ? ", " : "");
		probe_node(p, c);
	}
	probe_put(p, n ? ")" : "void)");
}

void probe_variadic(probe *p, node *n)
{
	probe_slice_of(p, node_field(n, F_TYPE));
	node *d = node_field(n, F_DECLARATOR);
	probe_put(p, " ");
	if (d)
		probe_node(p, d);
}

// The members of a results struct: `T a; U r1;`.
static void print_result_members(probe *p, node *list)
{
	int i = 0;
	for (node *c = node_first_named(list); c; c = node_next_named(c), i++) {
		if (declarator_name(node_field(c, F_DECLARATOR))) {
			probe_node(p, c);
			probe_put(p, "; ");
		} else {
			probe_type_of(p, c);
			buf_printf(p->out, " r%d; ", i);
		}
	}
}

bool probe_is_result_list(const node *result)
{
	return result && result->kind == N_RESULT_LIST;
}

// One result in parentheses, (R) or (R name), is just R.
static node *single_result(node *result)
{
	node *first = probe_is_result_list(result) ? node_first_named(result) : result;
	return first && probe_is_result_list(result) && node_next_named(first) ? NULL : first;
}

// The result as a specifier: of func types, the struct of several results is defined in place.
static void print_result(probe *p, node *result, const char *tag)
{
	node *single = single_result(result);
	if (!result) {
		probe_put(p, "void");
	} else if (single) {
		probe_type_of(p, single);
	} else if (tag) {
		buf_printf(p->out, "struct %s", tag);
	} else {
		buf_printf(p->out, "struct " PROBE_RESULTS "%d { ", ++p->unique);
		print_result_members(p, result);
		probe_put(p, "}");
	}
}

void probe_function_type(probe *p, node *n)
{
	probe_put(p, "__typeof__(");
	print_result(p, node_field(n, F_RESULT), NULL);
	probe_put(p, " GOC__CC (*)");
	print_parameters(p, node_field(n, F_PARAMETERS));
	probe_put(p, ")");
}

void probe_interface(probe *p, node *n)
{
	node *name = node_field(n, F_NAME), *body = node_field(n, F_BODY);
	probe_put(p, "__typeof__(struct ");
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
		probe_put(p, " { ");
		for (node *c = body->first; c; c = c->next) {
			if (c->kind != N_INTERFACE_METHOD)
				continue;
			print_result(p, node_field(c, F_RESULT), NULL);
			buf_printf(p->out, " (*%s)(); ", node_text(node_field(c, F_NAME)));
			probe_put(p, "void (*goc__p");
			buf_printf(p->out, "%d)", p->unique++);
			print_parameters(p, node_field(c, F_PARAMETERS));
			probe_put(p, "; ");
		}
		probe_put(p, "}");
	}
	probe_put(p, " *)");
}

// ---- Functions -----------------------------------------------------------------------------------

// The parameters as variables, for a literal's body.
static void print_parameter_variables(probe *p, node *list)
{
	for (node *c = node_first_named(list); c; c = node_next_named(c)) {
		if (c->kind == N_PARAMETER && !declarator_name(node_field(c, F_DECLARATOR)))
			continue;
		probe_node(p, c);
		probe_put(p, "; ");
	}
}

static void print_named_results(probe *p, node *result)
{
	if (probe_is_result_list(result))
		for (node *c = node_first_named(result); c; c = node_next_named(c))
			if (declarator_name(node_field(c, F_DECLARATOR))) {
				probe_node(p, c);
				probe_put(p, "; ");
			}
}

// The result's types once more where their places are recorded: named results stand as variables elsewhere.
static void print_result_types(probe *p, node *result)
{
	node *first = probe_is_result_list(result) ? node_first_named(result) : NULL;
	if (!result || (first && declarator_name(node_field(first, F_DECLARATOR)))) {
		probe_put(p, "void");
	} else if (single_result(result)) {
		print_result(p, result, NULL);
	} else {
		probe_put(p, "struct { ");
		print_result_members(p, result);
		probe_put(p, "}");
	}
}

void probe_literal(probe *p, node *n)
{
	probe_put(p, "({ ");
	bool quiet = p->quiet;
	p->quiet = true;
	probe_function_type(p, n);
	p->quiet = quiet;
	buf_printf(p->out, " goc__f%u; ", n->start);
	print_result_types(p, node_field(n, F_RESULT));
	buf_printf(p->out, " goc__g%u(); ", n->start);
	print_parameter_variables(p, node_field(n, F_PARAMETERS));
	print_named_results(p, node_field(n, F_RESULT));
	probe_node(p, node_field(n, F_BODY));
	buf_printf(p->out, " goc__f%u; })", n->start);
}

void probe_prototype(probe *p, node *n)
{
	const char *symbol = func_symbol(n);
	if (!symbol || map_get(&p->declared, symbol))
		return;
	map_set(&p->declared, symbol, n);
	node *result = node_field(n, F_RESULT);
	const char *tag = arena_printf("%s_results", symbol);
	if (result && !single_result(result)) {
		buf_printf(p->out, "struct %s { ", tag);
		probe_again(p, result, print_result_members);
		probe_put(p, "}; ");
	}
	bool quiet = p->quiet;
	p->quiet = true;
	print_result(p, result, tag);
	p->quiet = quiet;
	buf_printf(p->out, " %s(); ", symbol);
}

void probe_func(probe *p, node *n)
{
	node *body = node_field(n, F_BODY), *receiver = node_field(n, F_RECEIVER), *list = node_field(n, F_PARAMETERS);
	probe_prototype(p, n);
	probe_put(p, "static ");
	print_result_types(p, node_field(n, F_RESULT));
	buf_printf(p->out, " goc__d%d(", ++p->unique);
	int params = 0;
	for (node *c = receiver ? node_first_named(receiver) : NULL; c; c = node_next_named(c), params++)
		probe_node(p, c);
	for (node *c = node_first_named(list); c; c = node_next_named(c)) {
		probe_put(p, params++ ? ", " : "");
		probe_node(p, c);
	}
	probe_put(p, body ? ") { " : "); ");
	if (!body)
		return;
	print_named_results(p, node_field(n, F_RESULT));
	probe_node(p, body);
	probe_put(p, " }");
}
