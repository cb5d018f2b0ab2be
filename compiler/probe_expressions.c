// Expressions in the probe: operands in order, then something of the right type.
#include "probe_parts.h"
#include "arena.h"
#include "source.h"
#include "symbols.h"
#include "types.h"
#include "words.h"
#include <stdlib.h>
#include <string.h>

static void print_va_arg(probe *p, node *type)
{
	probe_put(p, "__builtin_va_arg(goc__ap, ");
	probe_type_of(p, type);
	probe_put(p, ")");
}

void probe_receive(probe *p, node *n)
{
	probe_put(p, "((");
	probe_node(p, node_field(n, F_ARGUMENT));
	probe_put(p, ")((void *)0))");
}

void probe_composite(probe *p, node *n)
{
	probe_put(p, "(");
	probe_voids(p, node_field(n, F_VALUE));
	node *type = node_field(n, F_TYPE);
	print_va_arg(p, type);
	probe_put(p, ")");
}

void probe_pointer_expression(probe *p, node *n)
{
	node *arg = node_field(n, F_ARGUMENT);
	if (!arg || arg->kind != N_COMPOSITE_LITERAL || !node_is(n->first, "&")) {
		probe_children(p, n);
		return;
	}
	probe_put(p, "(");
	probe_voids(p, node_field(arg, F_VALUE));
	probe_put(p, "(");
	probe_type_of(p, node_field(arg, F_TYPE));
	probe_put(p, " *)0)");
}

void probe_slicing(probe *p, node *n)
{
	static const enum field_id bounds[] = { F_START, F_END, F_MAX };
	probe_put(p, "(");
	for (int i = 0; i < 3; i++) {
		node *b = node_field(n, bounds[i]);
		if (b)
			probe_voids(p, b);
	}
	probe_put(p, "GOC__CUT(");
	probe_node(p, node_field(n, F_ARGUMENT));
	probe_put(p, "))");
}

void probe_assertion(probe *p, node *n)
{
	probe_put(p, "(");
	probe_voids(p, node_field(n, F_VALUE));
	print_va_arg(p, node_field(n, F_TYPE));
	probe_put(p, ")");
}

void probe_conversion(probe *p, node *type, node *arg)
{
	probe_put(p, "(");
	if (arg)
		probe_voids(p, arg);
	print_va_arg(p, type);
	probe_put(p, ")");
}

static void print_builtin(probe *p, node *n, word w)
{
	node *args = node_field(n, F_ARGUMENTS), *first = args ? node_first_named(args) : NULL;
	probe_put(p, "(");
	bool typed = (w == W_MAKE || w == W_NEW) && first;
	for (node *c = typed ? node_next_named(first) : first; c; c = node_next_named(c))
		probe_voids(p, c->kind == N_SPREAD ? node_field(c, F_VALUE) : c);
	if (w == W_MAKE && first) {
		print_va_arg(p, first);
	} else if (w == W_NEW && first) {
		probe_put(p, "(");
		probe_type_of(p, first);
		probe_put(p, " *)0");
	} else if (w == W_APPEND && first) {
		probe_again(p, first, probe_node);
	} else {
		probe_put(p, w == W_LEN || w == W_CAP || w == W_COPY ? "0" : w == W_RECOVER ? "(goc_any)0" : "(void)0");
	}
	probe_put(p, ")");
}

void probe_call(probe *p, node *n)
{
	node *f = node_field(n, F_FUNCTION), *args = node_field(n, F_ARGUMENTS);
	if (f && f->kind == N_IDENTIFIER && word_is_func((word)f->word))
		print_builtin(p, n, (word)f->word);
	else if (f && args && symbol_is_conversion(f) && node_first_named(args))
		probe_conversion(p, f, node_first_named(args));
	else
		probe_children(p, n);
}

void probe_subscript(probe *p, node *n)
{
	node *of = node_field(n, F_ARGUMENT), *index = node_field(n, F_INDEX);
	if (!of || !index || of->kind == N_NUMBER || of->kind == N_STRING) {
		probe_children(p, n);
		return;
	}
	probe_put(p, "GOC__S(");
	probe_node(p, of);
	probe_put(p, ")[");
	probe_node(p, index);
	probe_put(p, "]");
}
