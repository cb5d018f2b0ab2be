// Methods: `func (T *p) Name(…)` and visible C functions T_Name whose first parameter is T, T * or const T *.
// A type is asked by the typedef's name that it was written with, then by its tag.
#include "typing.h"
#include "arena.h"
#include "map.h"
#include "symbols.h"
#include "types.h"
#include <stdlib.h>
#include <string.h>

typedef struct method_list { const method **methods; const char **names; int n; } method_list;

static map found;           // "T.Name" → method, or &none
static const method none;

static const type *receiver_of(const method *m)
{
	const type *f = declare_type(m->fn)->canonical;
	return f->kind == T_CFUNC && f->nparams > 0 ? f->params[0] : NULL;
}

static bool is_base(const type *t, const type *base, const char *name)
{
	return (t->name && !strcmp(t->name, name)) || (t->canonical->tag && !strcmp(t->canonical->tag, name)) || type_same(t, base);
}

static const method *make(const type *base, const char *owner, decl *fn)
{
	method m = { .fn = fn };
	const type *r = receiver_of(&m);
	if (!r)
		return &none;
	if (r->canonical->kind == T_POINTER && !is_base(r, base, owner)) {
		if (!is_base(r->canonical->elem, base, owner))
			return &none;
		m.by_pointer = true;
		m.by_const_pointer = r->canonical->elem->is_const;
	} else if (!is_base(r, base, owner)) {
		return &none;
	}
	return arena_copy(&m, sizeof m);
}

static const method *look(const type *base, const char *owner, const char *name)
{
	const char *symbol = arena_printf("%s_%s", owner, name);
	const method *m = map_get(&found, symbol);
	if (m)
		return m;
	func_entry *e = symbols_func_symbol(symbol);
	decl *fn = e ? e->decl : NULL;
	if (!fn) {
		const ref *r = types_global(symbol);
		if (r && r->kind == REF_FUNC)
			fn = r->offset != UINT32_MAX && declare_at(r->offset) ? declare_at(r->offset) : declare_foreign(symbol);
	}
	m = fn && fn->kind == D_FUNC ? make(base, owner, fn) : &none;
	map_set(&found, symbol, (void *)m);
	return m;
}

const method *type_method(const type *t, const char *name)
{
	const method *m = t->name ? look(t, t->name, name) : &none;
	if (m == &none && t->canonical->tag)
		m = look(t, t->canonical->tag, name);
	return m == &none ? NULL : m;
}

typedef struct gather { const type *t; const char *owner; method_list *to; } gather;

static void gather_name(gather *g, const char *symbol)
{
	const char *name = symbol + strlen(g->owner) + 1;
	for (int i = 0; i < g->to->n; i++)
		if (!strcmp(g->to->names[i], name))
			return;
	const method *m = look(g->t, g->owner, name);
	if (m == &none)
		return;
	int n = g->to->n;
	ARENA_PUSH(g->to->names, n, name);
	ARENA_PUSH(g->to->methods, g->to->n, m);
}

static void gather_foreign(const ref *r, void *arg)
{
	gather_name(arg, r->name);
}

static void gather_func(func_entry *e, void *arg)
{
	gather *g = arg;
	size_t len = strlen(g->owner);
	if (!strncmp(e->symbol, g->owner, len) && e->symbol[len] == '_' && e->symbol[len + 1])
		gather_name(g, e->symbol);
}

static void sort(method_list *l)
{
	for (int i = 1; i < l->n; i++)
		for (int j = i; j > 0 && strcmp(l->names[j - 1], l->names[j]) > 0; j--) {
			const char *name = l->names[j];
			const method *m = l->methods[j];
			l->names[j] = l->names[j - 1];
			l->methods[j] = l->methods[j - 1];
			l->names[j - 1] = name;
			l->methods[j - 1] = m;
		}
}

const method *const *type_methods(const type *t, int *n)
{
	static map lists;
	const char *owners[] = { t->name, t->canonical->tag };
	const char *key = arena_printf("%s|%s", t->name ? t->name : "", t->canonical->tag ? t->canonical->tag : "");
	method_list *l = map_get(&lists, key);
	if (!l) {
		l = arena_alloc(sizeof *l);
		for (int i = 0; i < 2; i++) {
			gather g = { t, owners[i], l };
			if (!owners[i])
				continue;
			symbols_each_func(gather_func, &g);
			types_each_function(arena_printf("%s_", owners[i]), gather_foreign, &g);
		}
		sort(l);
		map_set(&lists, key, l);
	}
	*n = l->n;
	return l->methods;
}

void methods_forget(void)
{
	found = (map){ 0 };
}
