// One walk over the top levels. Funcs are found by what a use can mention, so that a method is found by its bare name.
#include "symbols.h"
#include "arena.h"
#include "probe.h"
#include "syntax.h"
#include "words.h"
#include <string.h>

static map by_name, by_symbol, types, local_types, headers;
static func_entry **all;
static int nall;

const char *receiver_base(const node *func)
{
	node *receiver = node_field(func, F_RECEIVER), *p = receiver ? node_child(receiver, N_PARAMETER) : NULL;
	node *t = p ? node_field(p, F_TYPE) : NULL;
	if (!t)
		return NULL;
	if (t->kind == N_STRUCT || t->kind == N_UNION || t->kind == N_ENUM)
		t = node_field(t, F_NAME);
	return t ? t->symbol ? t->symbol : node_text(t) : NULL;
}

const char *func_symbol(const node *func)
{
	node *name = node_field(func, F_NAME);
	const char *base = receiver_base(func);
	if (!name)
		return NULL;
	return base ? arena_printf("%s_%s", base, node_text(name)) : node_text(name);
}

static void add_func(node *n)
{
	const char *symbol = func_symbol(n);
	if (!symbol || map_get(&by_symbol, symbol))
		return;
	const char *name = node_text(node_field(n, F_NAME));
	if (!receiver_base(n) && !strcmp(name, "init"))
		return;
	func_entry *e = arena_alloc(sizeof *e);
	*e = (func_entry){ .node = n, .symbol = symbol, .next = map_get(&by_name, name) };
	map_set(&by_name, name, e);
	map_set(&by_symbol, symbol, e);
	ARENA_PUSH(all, nall, e);
}

static void add_typedefs(node *n)
{
	for (node *d = n->first; d; d = d->next) {
		node *name = d->field == F_DECLARATOR ? declarator_name(d) : NULL;
		if (name)
			symbols_note_type(node_text(name));
	}
}

static void collect_items(node *root)
{
	for (node *c = root->first; c; c = c->next) {
		if (c->kind == N_FUNC_DEFINITION || c->kind == N_FUNC_DECLARATION)
			add_func(c);
		else if (c->kind == N_TYPE_DEFINITION)
			add_typedefs(c);
		else if (c->kind == N_PREPROC_IF || c->kind == N_PREPROC_IFDEF || c->kind == N_PREPROC_ELSE || c->kind == N_PREPROC_ELIF)
			collect_items(c);
	}
}

// Types that functions define for themselves are types in their blocks only.
static void collect_local_types(const node *n)
{
	for (const node *c = n->first; c; c = c->next) {
		for (const node *d = c->kind == N_TYPE_DEFINITION && n->kind != N_TRANSLATION_UNIT ? c->first : NULL; d; d = d->next) {
			const node *name = d->field == F_DECLARATOR ? declarator_name((node *)d) : NULL;
			if (name)
				map_set(&local_types, node_text(name), &local_types);
		}
		collect_local_types(c);
	}
}

void symbols_collect(unit *u)
{
	collect_local_types(u->root);
	for (unit *h = u->headers; h; h = h->next) {
		map_set_pair(&headers, (uint32_t)(uintptr_t)h->bringer, (uint32_t)((uintptr_t)h->bringer >> 32), h);
		symbols_collect(h);
	}
	collect_items(u->root);
}

func_entry *symbols_func(const char *name)
{
	return map_get(&by_name, name);
}

func_entry *symbols_func_symbol(const char *symbol)
{
	return map_get(&by_symbol, symbol);
}

void symbols_each_func(void (*f)(func_entry *e, void *arg), void *arg)
{
	for (int i = 0; i < nall; i++)
		f(all[i], arg);
}

unit *symbols_header(const node *bringer)
{
	return map_get_pair(&headers, (uint32_t)(uintptr_t)bringer, (uint32_t)((uintptr_t)bringer >> 32));
}

void symbols_note_type(const char *name)
{
	map_set(&types, name, &types);
}

// Does a function that n stands in define a type of this name before n, in a block that holds n?
static bool is_local_type(const node *n, const char *name)
{
	if (!map_get(&local_types, name))
		return false;
	for (const node *inner = n, *block = n->parent; block; inner = block, block = block->parent)
		for (const node *c = block->first; c && c != inner; c = c->next)
			for (const node *d = c->kind == N_TYPE_DEFINITION ? c->first : NULL; d; d = d->next) {
				const node *defined = d->field == F_DECLARATOR ? declarator_name((node *)d) : NULL;
				if (defined && node_is(defined, name))
					return true;
			}
	return false;
}

bool symbol_is_type(const node *n)
{
	static const char *const c_types[] = { "int", "char", "short", "long", "float", "double", "unsigned", "signed", "_Bool" };
	if (n->kind == N_PRIMITIVE_TYPE || n->kind == N_SIZED_TYPE || word_is_type((word)n->word))
		return true;
	if (n->symbol)
		return map_get(&types, n->symbol) != NULL;
	if (n->kind != N_IDENTIFIER && n->kind != N_TYPE_IDENTIFIER)
		return false;
	for (size_t i = 0; i < sizeof c_types / sizeof *c_types; i++)
		if (node_is(n, c_types[i]))
			return true;
	return !n->word && (map_get(&types, node_text(n)) || is_local_type(n, node_text(n)));
}

// `T (*f)(int) = g;` and `T (x);` are calls to the parser, which knows no types. C has no other use for a type's name
// at the beginning of a statement.
bool symbol_is_conversion(const node *callee)
{
	const node *n = callee;
	while (n->parent && n->parent->kind != N_EXPRESSION_STATEMENT && n->parent->start == callee->start)
		n = n->parent;
	bool begins_statement = n->parent && n->parent->kind == N_EXPRESSION_STATEMENT && n->parent->start == callee->start;
	return callee->kind == N_FIELD_EXPRESSION || !begins_statement ? symbol_is_type(callee) : false;
}

bool symbol_is_extended(const node *n)
{
	if (kind_is_extension(n->kind) || (n->word && n->word != W_TRUE && n->word != W_FALSE && n->word != W_BOOL) || n->symbol)
		return true;
	if (n->kind == N_CALL) {
		node *f = node_field(n, F_FUNCTION), *name = f && f->kind == N_FIELD_EXPRESSION ? node_field(f, F_FIELD) : f;
		if (name && symbols_func(node_text(name)))
			return true;
	}
	for (const node *c = n->first; c; c = c->next)
		if (symbol_is_extended(c))
			return true;
	return false;
}

const char *symbol_result_name(const node *call, int i)
{
	node *f = call->kind == N_CALL ? node_field(call, F_FUNCTION) : NULL;
	func_entry *e = !f ? NULL : f->symbol ? symbols_func_symbol(f->symbol) :
		symbols_func(node_text(f->kind == N_FIELD_EXPRESSION ? node_field(f, F_FIELD) : f));
	node *result = e ? node_field(e->node, F_RESULT) : NULL;
	int k = 0;
	for (node *c = result && result->kind == N_RESULT_LIST ? node_first_named(result) : NULL; c; c = node_next_named(c), k++) {
		node *name = declarator_name(node_field(c, F_DECLARATOR));
		if (k == i && name)
			return node_text(name);
	}
	return arena_printf("r%d", i);
}

const char *symbol_probe_type(const type *t)
{
	const char *elem;
	if (t->name && t->kind != T_CHAN && t->kind != T_SLICE && t->kind != T_FUNC)
		return word_of(t->name, strlen(t->name)) ? arena_printf("goc_%s", t->name) : t->name;
	if (t->name)
		return t->name;
	switch (t->kind) {
	case T_STRING: return "goc_string";
	case T_ANY: return "goc_any";
	case T_BOOL: return "_Bool";
	case T_INT: case T_FLOAT: case T_VOID: return t->key;
	case T_STRUCT: return t->tag ? arena_printf("struct %s", t->tag) : NULL;
	case T_UNION: return t->tag ? arena_printf("union %s", t->tag) : NULL;
	case T_ENUM: return t->tag ? arena_printf("enum %s", t->tag) : NULL;
	case T_INTERFACE: return t->tag ? arena_printf("struct " PROBE_INTERFACE "%s *", t->tag) : NULL;
	case T_POINTER:
		return (elem = symbol_probe_type(t->elem)) ? arena_printf("__typeof__(__typeof__(%s) *)", elem) : NULL;
	case T_SLICE:
		return (elem = symbol_probe_type(t->elem)) ? arena_printf("__typeof__(__typeof__(%s) GOC__AS *)", elem) : NULL;
	case T_CHAN:
		elem = symbol_probe_type(t->elem);
		return elem ? arena_printf("__typeof__(__typeof__(%s) (*)(struct %s *))", elem,
			t->dir == DIR_BOTH ? PROBE_BOTH : t->dir == DIR_SEND ? PROBE_SEND : PROBE_RECV) : NULL;
	default:
		return NULL;
	}
}
