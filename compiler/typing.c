// Rounds of probing. One is enough for most files. Another follows when the first shows that a predeclared word is a
// header's, that a callee is a C header's typedef (a conversion), or when types that only the dialect's rules know
// (a method's result in `:=`) would let libclang type more.
#include "typing.h"
#include "map.h"
#include "probe.h"
#include "symbols.h"
#include "syntax.h"
#include "types.h"
#include "typetext.h"
#include "words.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void methods_forget(void);

typedef struct round_notes {
	bool taken[W_WORDS];    // predeclared words that headers hide
	bool learned;           // another round would do better
	int unknown;            // expressions whose type nobody knows
} round_notes;

static round_notes notes;

// ---- Every node ------------------------------------------------------------------------------------------

static bool is_expression(const node *n)
{
	switch (n->kind) {
	case N_IDENTIFIER: case N_NUMBER: case N_CHAR: case N_STRING: case N_CONCATENATED_STRING: case N_TRUE: case N_FALSE: case N_NULL:
	case N_PARENTHESIZED: case N_COMMA: case N_CONDITIONAL: case N_ASSIGNMENT: case N_UPDATE: case N_POINTER_EXPRESSION: case N_UNARY:
	case N_BINARY: case N_CAST: case N_COMPOUND_LITERAL: case N_COMPOSITE_LITERAL: case N_TYPE_ASSERTION: case N_TYPE_CONVERSION:
	case N_SIZEOF: case N_OFFSETOF: case N_CALL: case N_FIELD_EXPRESSION: case N_SUBSCRIPT: case N_SLICE_EXPRESSION: case N_RECEIVE:
	case N_FUNC_LITERAL: case N_SPREAD: case N_GENERIC:
		return true;
	default:
		return false;
	}
}

static bool is_type_node(const node *n)
{
	switch (n->kind) {
	case N_TYPE_DESCRIPTOR: case N_PARENTHESIZED_TYPE: case N_CHANNEL_TYPE: case N_SLICE_TYPE: case N_FUNCTION_TYPE: case N_INTERFACE_TYPE:
	case N_STRUCT: case N_UNION: case N_ENUM: case N_SIZED_TYPE: case N_PRIMITIVE_TYPE: case N_TYPE_IDENTIFIER: case N_QUALIFIED_TYPE:
		return true;
	default:
		return false;
	}
}

// Names that are no expressions: a package, a declared name, a designator.
static bool is_mere_name(const node *n)
{
	return n->kind == N_IDENTIFIER && (n->is_package || n->is_type || (n->decl && n->decl->ident == n));
}

static bool is_tag(const node *n)
{
	return n->field == F_NAME && (n->parent->kind == N_STRUCT || n->parent->kind == N_UNION || n->parent->kind == N_ENUM || n->parent->kind == N_INTERFACE_TYPE);
}

static void type_node(node *n)
{
	if (n->kind == N_IDENTIFIER && n->decl && n->decl->ident == n)
		n->type = declare_type(n->decl);
	else if (is_expression(n) && !is_mere_name(n))
		infer(n);
	else if (is_type_node(n) && !n->decl && !is_tag(n))
		declare_node(n);
	for (node *c = n->first; c; c = c->next)
		type_node(c);
	n->tainted = true;
}

// Calls to a typedef of a C header: the probe must write them as conversions.
static void note_callee(node *n)
{
	node *f = n->kind == N_CALL ? node_field(n, F_FUNCTION) : NULL;
	if (f && f->kind == N_IDENTIFIER && !f->decl && !f->word && !symbol_is_type(f)) {
		const ref *r = types_global(node_text(f));
		if (r && r->kind == REF_TYPEDEF) {
			symbols_note_type(node_text(f));
			notes.learned = true;
		}
	}
}

static void note_short_var(node *n)
{
	node *left = n->kind == N_SHORT_VAR || n->kind == N_FOR_RANGE ? node_field(n, F_LEFT) : NULL;
	for (node *c = left ? left->first : NULL; c; c = c->next) {
		if (c->kind != N_IDENTIFIER || !c->decl || c->decl->ident != c)
			continue;
		const ref *r = types_declared(c->probe_start);
		if (c->type->canonical->kind != T_UNKNOWN && (!r || !types_expression_known(c->probe_start)) && symbol_probe_type(c->type))
			notes.learned = true;
	}
}

static void note(node *n)
{
	note_callee(n);
	note_short_var(n);
	if (is_expression(n) && n->type && n->type->canonical->kind == T_UNKNOWN && !is_mere_name(n) && !n->word)
		notes.unknown++;
	for (node *c = n->first; c; c = c->next)
		note(c);
}

static void each_unit(unit *u, map *seen, void (*f)(unit *))
{
	if (map_get(seen, u->src->path))
		return;
	map_set(seen, u->src->path, u);
	for (unit *h = u->headers; h; h = h->next)
		each_unit(h, seen, f);
	f(u);
}

static void over_units(unit *u, void (*f)(unit *))
{
	map seen = { 0 };
	each_unit(u, &seen, f);
}

static void type_unit(unit *u)
{
	type_node(u->root);
}

// ---- Between rounds --------------------------------------------------------------------------------------

// Back to what the parser said; the types of := variables stay, for the probe.
static void reset(node *n)
{
	bool keeps = n->kind == N_IDENTIFIER && n->decl && n->decl->ident == n && n->parent && n->parent->kind == N_EXPRESSION_LIST &&
		n->type && n->type->canonical->kind != T_UNKNOWN;
	if (!keeps)
		n->type = NULL;
	n->decl = NULL;
	n->method = NULL;
	n->word = W_NONE;
	n->symbol = NULL;
	n->is_package = n->is_type = false;
	n->probe_start = n->probe_end = 0;
	for (node *c = n->first; c; c = c->next)
		reset(c);
}

static void reset_unit(unit *u)
{
	reset(u->root);
	words_resolve(u, notes.taken);
}

static void forget_types(node *n)
{
	n->type = NULL;
	for (node *c = n->first; c; c = c->next)
		forget_types(c);
}

static void forget_unit(unit *u)
{
	forget_types(u->root);
}

static void find_taken(void)
{
	for (int w = 1; w < W_WORDS; w++) {
		const ref *r = types_global(word_text((word)w));
		bool taken = types_macro(word_text((word)w)) || (r && r->kind == REF_TYPEDEF && r->offset == UINT32_MAX);
		if (taken && !notes.taken[w])
			notes.learned = notes.taken[w] = true;
	}
}

static bool probe_once(unit *u, const options *o)
{
	buf out = { 0 };
	probe_write(u, &out);
	over_units(u, forget_unit);
	if (o->dump && !strcmp(o->dump, "probe"))
		fwrite(out.text, 1, out.len, stdout);
	bool ok = types_parse(o->input, out.text, out.len, o);
	free(out.text);
	return ok;
}

// A declaration that nothing names has its type, too.
static void force(decl *d)
{
	declare_type(d);
}

static void note_packages(unit *u)
{
	for (unit *h = u->headers; h; h = h->next)
		if (h->prefix)
			type_package(h->prefix);
}

static void note_unit(unit *u)
{
	note(u->root);
}

// ---- Is it the dialect at all? -----------------------------------------------------------------------------

static bool is_really_extended(const node *n)
{
	if (kind_is_extension(n->kind) || n->symbol || n->method || (n->call == CALL_BUILTIN && n->kind == N_CALL))
		return true;
	if (n->word && n->word != W_BLANK && !word_is_func((word)n->word))
		return true;
	if ((n->kind == N_BREAK || n->kind == N_CONTINUE) && node_field(n, F_LABEL))
		return true;
	for (const node *c = n->first; c; c = c->next)
		if (is_really_extended(c))
			return true;
	return false;
}

bool typing_resolve(unit *u, const options *o)
{
	symbols_collect(u);
	over_units(u, note_packages);
	for (int round = 1; round <= 3; round++) {
		if (round > 1)
			over_units(u, reset_unit);
		notes.learned = false;
		notes.unknown = 0;
		methods_forget();
		if (!probe_once(u, o))
			return false;
		declare_collect(u);
		find_taken();
		over_units(u, type_unit);
		declare_each(force);
		bool must = notes.learned;
		notes.learned = false;
		over_units(u, note_unit);
		if (!must && !(notes.learned && notes.unknown))
			break;
	}
	if (!u->headers)
		u->extended = is_really_extended(u->root);
	return true;
}
