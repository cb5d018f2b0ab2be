// Assignability: which value may stand where a type of the dialect is wanted, or where a value of such a type meets C's.
// Between types of C the C compiler judges.
#include "check.h"
#include "arena.h"
#include "diag.h"
#include "source.h"
#include "typing.h"
#include <string.h>

const char *check_text(const node *n)
{
	const char *text = node_text(n);
	size_t len = strcspn(text, "\n");
	if (len > 40 || text[len])
		return arena_printf("'%.*s…'", (int)(len > 37 ? 37 : len), text);
	return arena_printf("'%s'", text);
}

static type_kind kind_of(const type *t)
{
	return t->canonical->kind;
}

static bool is_dialect(const type *t)
{
	type_kind k = kind_of(t);
	return k == T_CHAN || k == T_SLICE || k == T_FUNC || k == T_ANY || k == T_INTERFACE || k == T_TUPLE || k == T_NIL;
}

// nil, NULL, 0 and casts of 0 to void *.
static bool is_null(node *value)
{
	value = node_skip_parens(value);
	if (!value)
		return false;
	if (kind_of(infer(value)) == T_NIL || value->kind == N_NULL)
		return true;
	if (value->kind == N_CAST)
		return kind_of(infer(value)) == T_POINTER && is_null(node_field(value, F_VALUE));
	return value->kind == N_NUMBER && node_is(value, "0");
}

// ---- Methods ---------------------------------------------------------------------------------------------

static bool may_be_same(const type *a, const type *b)
{
	return kind_of(a) == T_UNKNOWN || kind_of(b) == T_UNKNOWN || type_same(a, b);
}

static bool same_signature(const type *bound, const type *wanted, int skip)
{
	const type *a = bound->canonical, *b = wanted->canonical;
	if (a->nparams - skip != b->nparams || a->nresults != b->nresults)
		return false;
	for (int i = 0; i < b->nparams; i++)
		if (!may_be_same(a->params[i + skip], b->params[i]))
			return false;
	for (int i = 0; i < b->nresults; i++)
		if (!may_be_same(a->results[i], b->results[i]))
			return false;
	return true;
}

static const type *interface_method(const type *t, const char *name)
{
	for (int i = 0; i < t->canonical->nmethods; i++)
		if (!strcmp(t->canonical->methods[i].name, name))
			return t->canonical->methods[i].func;
	return NULL;
}

const char *check_missing_method(const type *t, const type *interface, const char **why)
{
	const type *i = interface->canonical;
	bool pointer = kind_of(t) == T_POINTER && !t->name;
	const type *base = pointer ? t->canonical->elem : t;
	*why = "missing method";
	for (int k = 0; k < i->nmethods; k++) {
		const iface_method *want = &i->methods[k];
		if (kind_of(t) == T_INTERFACE || kind_of(t) == T_ANY) {
			const type *have = interface_method(t, want->name);
			if (!have)
				return want->name;
			if (!same_signature(have, want->func, 0)) {
				*why = "wrong type for method";
				return want->name;
			}
			continue;
		}
		const method *m = type_method(base, want->name);
		if (!m)
			return want->name;
		if (m->by_pointer && !m->by_const_pointer && !pointer) {
			*why = "pointer receiver of method";
			return want->name;
		}
		if (!same_signature(declare_type(m->fn), want->func, 1)) {
			*why = "wrong type for method";
			return want->name;
		}
	}
	return NULL;
}

// ---- The rule --------------------------------------------------------------------------------------------

static bool is_c_function(const type *t)
{
	const type *c = t->canonical;
	return c->kind == T_CFUNC || (c->kind == T_POINTER && kind_of(c->elem) == T_CFUNC);
}

static const type *function_of(const type *t)
{
	return (kind_of(t) == T_POINTER ? t->canonical->elem : t)->canonical;
}

static bool fits_func(node *value, const type *from, const type *to)
{
	if (kind_of(from) == T_FUNC)
		return same_signature(from, to, 0);
	(void)value;
	if (!is_c_function(from))
		return false;
	const type *f = function_of(from);
	return f->unprototyped || same_signature(f, to, 0);
}

static bool fits_channel(const type *from, const type *to)
{
	const type *a = from->canonical, *b = to->canonical;
	return a->kind == T_CHAN && type_same(a->elem, b->elem) && (a->dir == b->dir || a->dir == DIR_BOTH);
}

// A value of the dialect where C has the word.
static bool fits_c(node *value, const type *from, const type *to)
{
	type_kind k = kind_of(to);
	if (k == T_VOID || kind_of(from) == T_NIL)
		return k == T_POINTER || k == T_STRING || k == T_VOID;
	if (kind_of(from) == T_CHAN)
		return k == T_BOOL || (k == T_POINTER && kind_of(to->canonical->elem) == T_VOID);
	if (kind_of(from) == T_FUNC && k == T_POINTER) {
		node *literal = node_skip_parens(value);
		return kind_of(to->canonical->elem) == T_VOID || (literal && literal->kind == N_FUNC_LITERAL && is_c_function(to));
	}
	return kind_of(from) == T_FUNC && k == T_BOOL;
}

static bool fits_string(const type *from)
{
	type_kind k = kind_of(from);
	return type_is_text(from) || k == T_POINTER || (k == T_ARRAY && kind_of(from->canonical->elem) == T_INT && from->canonical->elem->size == 1);
}

static bool report_methods(node *value, const type *from, const type *to)
{
	const char *why, *name = check_missing_method(from, to, &why);
	if (!name)
		return true;
	diag_error(value, "'%s' does not implement '%s' (%s %s)", type_show(from), type_show(to), why, name);
	return false;
}

static bool is_number(type_kind k)
{
	return k == T_INT || k == T_FLOAT || k == T_BOOL || k == T_ENUM || k == T_COMPLEX;
}

// Both are C's types, but the place is the dialect's (a channel's or a slice's element): what C would only warn about,
// or take by chance, is a mistake there.
static bool fits_element(node *value, const type *from, const type *to)
{
	type_kind f = kind_of(from), k = kind_of(to);
	if (value->kind == N_INITIALIZER_LIST)
		return true;
	if (is_number(k))
		return is_number(f) || (k == T_BOOL && f == T_POINTER);
	if (k == T_STRUCT || k == T_UNION)
		return type_same(from, to);
	if (k == T_POINTER || k == T_STRING)
		return f == T_POINTER || f == T_STRING || f == T_ARRAY || f == T_CFUNC || is_null(value);
	return true;
}

bool check_element(node *value, const type *to, const char *what)
{
	const type *from = infer(value);
	if (kind_of(from) == T_UNKNOWN || kind_of(to) == T_UNKNOWN || is_dialect(from) || is_dialect(to) || fits_element(value, from, to))
		return check_assignable(value, to, what);
	diag_error(value, "cannot use %s of type '%s' as '%s' in %s", check_text(value), type_show(from), type_show(to), what);
	return false;
}

bool check_assignable(node *value, const type *to, const char *what)
{
	const type *from = infer(value);
	type_kind f = kind_of(from), k = kind_of(to);
	bool ok;
	if (f == T_UNKNOWN || k == T_UNKNOWN || (!is_dialect(from) && !is_dialect(to) && k != T_STRING))
		return true;
	if (value->kind == N_INITIALIZER_LIST)
		return true;
	if (f == T_TUPLE) {
		diag_error(value, "%s gives %d values where one is wanted in %s", check_text(value), from->nresults, what);
		return false;
	}
	if (f == T_VOID && k != T_VOID) {
		diag_error(value, "%s gives no value to use in %s", check_text(value), what);
		return false;
	}
	if (is_null(value) && (is_dialect(to) || k == T_STRING))
		return true;
	switch (k) {
	case T_ANY: ok = true; break;
	case T_INTERFACE: return report_methods(value, from, to);
	case T_CHAN: ok = fits_channel(from, to); break;
	case T_SLICE: ok = f == T_SLICE && type_same(from, to); break;
	case T_FUNC: ok = fits_func(value, from, to); break;
	case T_STRING: ok = fits_string(from); break;
	default: ok = fits_c(value, from, to); break;
	}
	if (!ok)
		diag_error(value, "cannot use %s of type '%s' as '%s' in %s", check_text(value), type_show(from), type_show(to), what);
	return ok;
}

static const char *plural(int n)
{
	return n == 1 ? "" : "s";
}

void check_values(node *at, node **values, int n, type *const *wanted, int nwanted, const char *what)
{
	const type *only = n == 1 ? infer(node_skip_parens(values[0])) : NULL;
	if (only && only->kind == T_TUPLE) {
		if (only->nresults != nwanted)
			diag_error(at, "wrong number of values in %s: %s gives %d, wanted %d", what, check_text(values[0]), only->nresults, nwanted);
		return;
	}
	if (n != nwanted) {
		diag_error(at, "wrong number of values in %s: have %d value%s, want %d", what, n, plural(n), nwanted);
		return;
	}
	for (int i = 0; i < n; i++)
		check_assignable(values[i], wanted[i], what);
}

int check_split_comma(node *e, node ***parts)
{
	int n = 0;
	*parts = NULL;
	while (e && e->kind == N_COMMA) {
		node *left = node_field(e, F_LEFT);
		ARENA_PUSH(*parts, n, left);
		e = node_field(e, F_RIGHT);
	}
	if (e)
		ARENA_PUSH(*parts, n, e);
	return n;
}
