// What a whole file collects: which funcs and results structs the C text has declared so far, and the functions
// that run before main.
//
// A `func` may be used before its definition. C wants a prototype, so the item that first names it is preceded, on
// its line, by one; hoisted literals and `go` trampolines stand before their item, so what they name counts as
// used before even when it is the item itself.
#include "../arena.h"
#include "../map.h"
#include "../symbols.h"
#include "lower.h"
#include <string.h>

typedef struct starter {
	const char *name;
	bool is_init;
	struct starter *next;
} starter;

struct unit_lowering {
	unit *unit;                 // the main file's
	map declared;               // C symbols of funcs, tags of results structs, paths of headers printed
	starter *starters, **last;  // in the order of the source
};

void unit_begin(emit *e)
{
	e->whole = arena_alloc(sizeof *e->whole);
	e->whole->last = &e->whole->starters;
	e->whole->unit = e->unit;
}

bool unit_is_main_file(emit *e, const source *s)
{
	return s == e->whole->unit->src;
}

static unit *find(unit *u, const source *s)
{
	for (; u; u = u->next) {
		unit *found = u->src == s ? u : find(u->headers, s);
		if (found)
			return found;
	}
	return NULL;
}

bool unit_has_c_header(emit *e, const source *s)
{
	unit *h = find(e->whole->unit->headers, s);
	return h && h->c_header;
}

bool unit_once(emit *e, const char *symbol)
{
	if (map_get(&e->whole->declared, symbol))
		return false;
	map_set(&e->whole->declared, symbol, e);
	return true;
}

void unit_add_initializer(emit *e, const char *name, bool is_init)
{
	starter *s = arena_alloc(sizeof *s);
	*s = (starter){ name, is_init, NULL };
	*e->whole->last = s;
	e->whole->last = &s->next;
}

void unit_end(emit *e)
{
	int n = 0;
	if (!e->whole->starters)
		return;
	emit_str(e, "static goc_initializer goc_starters[] = { ");
	for (starter *s = e->whole->starters; s; s = s->next)
		emit_text(e, "{ %s, 0 }%s", s->name, s->next ? ", " : " };");
	emit_str(e, " __attribute__((constructor)) static void goc_start(void) { ");
	for (starter *s = e->whole->starters; s; s = s->next)
		emit_text(e, "%s(&goc_starters[%d]); ", s->is_init ? "goc_register_init" : "goc_register_vars", n++);
	emit_str(e, "}\n");
}

// ---- Use before definition ----------------------------------------------------------------------------------

static bool is_function(const node *n)
{
	return n && (n->kind == N_FUNC_DEFINITION || n->kind == N_FUNC_DECLARATION || n->kind == N_FUNCTION_DEFINITION);
}

static void need(emit *e, decl *fn, node *item, bool inside_hoisted)
{
	node *def = fn ? fn->def : NULL;
	if (!is_function(def) || def->src != item->src)
		return;
	bool is_self = def == item;
	if (is_self ? !inside_hoisted : def->kind == N_FUNCTION_DEFINITION)
		return;
	const char *symbol = def->kind == N_FUNCTION_DEFINITION ? fn->name : func_symbol(def);
	if (!strcmp(symbol, "main") || !unit_once(e, symbol))
		return;
	func_prototype(e, def);
}

static void scan(emit *e, node *n, node *item, bool hoisted)
{
	hoisted |= n->kind == N_FUNC_LITERAL || n->kind == N_GO || n->kind == N_DEFER;
	if (n->decl && n->decl->kind == D_FUNC && n->decl->ident != n)
		need(e, n->decl, item, hoisted);
	if (n->method)
		need(e, n->method->fn, item, hoisted);
	for (node *c = n->first; c; c = c->next)
		scan(e, c, item, hoisted);
}

void unit_item(emit *e, node *n)
{
	switch (n->kind) {
	case N_PREPROC_IF: case N_PREPROC_IFDEF: case N_PREPROC_ELSE: case N_PREPROC_ELIF: case N_IMPORT: case N_PREPROC_INCLUDE:
		return;
	default:
		scan(e, n, n, false);
	}
}

void unit_need(emit *e, decl *fn)
{
	if (e->item)
		need(e, fn, e->item, true);
}
