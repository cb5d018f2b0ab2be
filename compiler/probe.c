// Prints the tree as the probe (probe.h). One function for each construct that C lacks; everything else is
// copied with its children printed in between.
//
// Operands are printed once with their place recorded in the node; where an operand must stand again for its type
// only (typeof), it is printed with recording off, so that a node has one place.
#include "probe_parts.h"
#include "arena.h"
#include "source.h"
#include "symbols.h"
#include "types.h"
#include "words.h"
#include <stdlib.h>
#include <string.h>

probe_mark *probe_marks;
int probe_nmarks;



void probe_put(probe *p, const char *text)
{
	buf_puts(p->out, text);
}

void probe_again(probe *p, node *n, void (*f)(probe *, node *))
{
	bool quiet = p->quiet;
	p->quiet = true;
	f(p, n);
	p->quiet = quiet;
}

void probe_copy(probe *p, const node *n, uint32_t from, uint32_t to)
{
	if (to > from)
		buf_put(p->out, n->src->text + from, to - from);
}

// The children of n with the text between them.
void probe_children(probe *p, node *n)
{
	uint32_t at = n->start;
	for (node *c = n->first; c; c = c->next) {
		probe_copy(p, n, at, c->start);
		probe_node(p, c);
		at = c->end;
	}
	probe_copy(p, n, at, n->end);
}

// `(void)(e), ` for each expression of a list, descending into lists and initialiser lists.
void probe_voids(probe *p, node *n)
{
	switch (n->kind) {
	case N_COMMENT: case N_FIELD_DESIGNATOR: case N_TOKEN: case N_FIELD_IDENTIFIER:
		return;
	case N_INITIALIZER_LIST: case N_EXPRESSION_LIST: case N_SUBSCRIPT_DESIGNATOR:
		for (node *c = n->first; c; c = c->next)
			probe_voids(p, c);
		return;
	case N_INITIALIZER_PAIR: {
		for (node *c = n->first; c; c = c->next)
			if (c->kind == N_SUBSCRIPT_DESIGNATOR)
				probe_voids(p, c);
		node *value = node_field(n, F_VALUE);
		if (value)
			probe_voids(p, value);
		return;
	}
	default:
		if (!n->named)
			return;
		probe_put(p, "(void)(");
		probe_node(p, n);
		probe_put(p, "), ");
	}
}

// ---- Top level -----------------------------------------------------------------------------------

static void print_unit(probe *p, unit *u);

static void print_header(probe *p, node *bringer)
{
	unit *h = symbols_header(bringer);
	probe_put(p, "\n");
	if (h && !map_get(&p->brought, h->src->path)) {
		map_set(&p->brought, h->src->path, h);
		print_unit(p, h);
		probe_put(p, "\n");
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
		probe_children(p, n);
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
		probe_children(p, n);
		return;
	}
	for (node *c = n->first; c; c = c->next) {
		probe_node(p, c->kind == N_INIT_DECLARATOR ? node_field(c, F_DECLARATOR) : c);
		probe_put(p, " ");
	}
	for (node *c = delayed; c; c = c->next) {
		node *name = c->kind == N_INIT_DECLARATOR ? declarator_name(node_field(c, F_DECLARATOR)) : NULL;
		if (!name || !node_field(c, F_VALUE))
			continue;
		buf_printf(p->out, " static void goc__v%d(void) { __typeof__(%s) goc__x = ", ++p->unique, node_text(name));
		probe_node(p, node_field(c, F_VALUE));
		probe_put(p, "; }");
	}
}

// Declares the funcs that an item mentions before their definition.
static void print_mentioned(probe *p, node *n)
{
	if (n->kind == N_IDENTIFIER || n->kind == N_FIELD_IDENTIFIER)
		for (func_entry *f = symbols_func(node_text(n)); f; f = f->next)
			probe_prototype(p, f->node);
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
		probe_copy(p, root, at, c->start);
		if (holds_code(c))
			print_mentioned(p, c);
		probe_node(p, c);
		at = c->end;
	}
	probe_copy(p, root, at, root->end);
}

// ---- Dispatch ------------------------------------------------------------------------------------

static void print_word(probe *p, node *n)
{
	word w = (word)n->word;
	if (w == W_TRUE || w == W_FALSE)
		probe_put(p, w == W_TRUE ? "((_Bool)1)" : "((_Bool)0)");
	else if (w == W_NIL)
		probe_put(p, "((void *)0)");
	else if (word_is_type(w))
		probe_put(p, word_c(w));
	else
		probe_copy(p, n, n->start, n->end);
}

// A nested function is GNU C that clang refuses with all that names it: its prototype will do, as it holds no extension.
static void print_c_function(probe *p, node *n)
{
	node *body = node_field(n, F_BODY);
	bool nested = n->parent && n->parent->kind == N_COMPOUND_STATEMENT && body;
	if (!nested) {
		probe_children(p, n);
		return;
	}
	for (node *c = n->first; c && c != body; c = c->next) {
		probe_node(p, c);
		probe_put(p, " ");
	}
	probe_put(p, ";");
}

static void print_kind(probe *p, node *n)
{
	switch (n->kind) {
	case N_CHANNEL_TYPE: probe_channel(p, n); break;
	case N_SLICE_TYPE: probe_slice_of(p, node_field(n, F_ELEMENT)); break;
	case N_FUNCTION_TYPE: probe_function_type(p, n); break;
	case N_INTERFACE_TYPE: probe_interface(p, n); break;
	case N_PARENTHESIZED_TYPE: probe_type_of(p, n); break;
	case N_VARIADIC_PARAMETER: probe_variadic(p, n); break;
	case N_FUNC_LITERAL: probe_literal(p, n); break;
	case N_FUNCTION_DEFINITION: print_c_function(p, n); break;
	case N_FUNC_DEFINITION: case N_FUNC_DECLARATION: probe_func(p, n); break;
	case N_RECEIVE: probe_receive(p, n); break;
	case N_COMPOSITE_LITERAL: probe_composite(p, n); break;
	case N_POINTER_EXPRESSION: probe_pointer_expression(p, n); break;
	case N_SLICE_EXPRESSION: probe_slicing(p, n); break;
	case N_TYPE_ASSERTION: probe_assertion(p, n); break;
	case N_TYPE_CONVERSION: probe_conversion(p, node_field(n, F_TYPE), node_field(n, F_ARGUMENT)); break;
	case N_CALL: probe_call(p, n); break;
	case N_SUBSCRIPT: probe_subscript(p, n); break;
	case N_SPREAD: probe_node(p, node_field(n, F_VALUE)); break;
	case N_SHORT_VAR: probe_short_var(p, n); break;
	case N_SEND: probe_send(p, n); break;
	case N_GO: case N_DEFER: probe_go(p, n); break;
	case N_RETURN: probe_return(p, n); break;
	case N_SELECT: probe_select(p, n); break;
	case N_SELECT_CASE: probe_select_case(p, n); break;
	case N_TYPE_SWITCH: probe_type_switch(p, n); break;
	case N_FOR_RANGE: probe_range(p, n); break;
	case N_FOR_CONDITION: probe_condition_loop(p, n); break;
	case N_FOR_EVER: probe_ever(p, n); break;
	case N_FOR: probe_for(p, n); break;
	case N_IF: case N_SWITCH: {
		node *header = node_field(n, F_CONDITION);
		if (header && header->kind == N_INIT_CONDITION)
			probe_with_init(p, n, header);
		else
			probe_children(p, n);
		break;
	}
	case N_LABELED_STATEMENT: probe_labeled(p, n); break;
	case N_CASE: probe_case(p, n); break;
	case N_BREAK: case N_CONTINUE: probe_jump(p, n); break;
	case N_IMPORT: print_import(p, n); break;
	case N_PREPROC_INCLUDE: print_include(p, n); break;
	case N_PACKAGE_CLAUSE: break;
	case N_DECLARATION: print_declaration(p, n); break;
	default:
		if (n->symbol)
			probe_put(p, n->symbol);
		else if (n->first)
			probe_children(p, n);
		else
			print_word(p, n);
	}
}

void probe_node(probe *p, node *n)
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
	probe_put(&p, preamble);
	print_unit(&p, u);
	probe_put(&p, "\n");
	for (int w = 1; w < W_WORDS; w++)
		buf_printf(out, "#ifdef %s\nextern int " PROBE_MACRO "%s;\n#endif\n", word_text((word)w), word_text((word)w));
	map done = { 0 };
	print_type_macros(&p, u->root, &done);
	for (unit *h = u->headers; h; h = h->next)
		print_type_macros(&p, h->root, &done);
}
