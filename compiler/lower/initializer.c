// Initialiser lists: C's `{ … }` for an object of a known type, each element converted to what it
// initialises. The layout of the text is kept; Go's `name: v` becomes `.name = v`.
//
// C may leave the braces of a member's own list out. From such an element on the list is printed as it
// stands: what its elements belong to is not followed.
#include "../arena.h"
#include "../source.h"
#include "typedesc.h"
#include <string.h>

typedef struct place {
	const type *type;       // of the object
	int next;               // member or element that the next value without a designator initialises
	bool lost;              // braces were left out
} place;

static const type *find_member(const type *c, const char *name, int *index)
{
	for (int i = 0; i < c->nfields; i++) {
		const field_info *f = &c->fields[i];
		const type *inner = f->type->canonical;
		bool unnamed = !f->name || !*f->name;
		const type *found = NULL;
		int ignored;
		if (!unnamed && strcmp(f->name, name) == 0)
			found = f->type;
		else if (unnamed && (inner->kind == T_STRUCT || inner->kind == T_UNION))
			found = find_member(inner, name, &ignored);
		if (found) {
			*index = i;
			return found;
		}
	}
	return NULL;
}

static const type *type_at(const place *p)
{
	const type *c = p->type ? p->type->canonical : NULL;
	if (!c || p->lost)
		return NULL;
	if (c->kind == T_ARRAY || c->kind == T_SLICE)
		return c->elem;
	int i = p->next;
	while (i < c->nfields && c->fields[i].bits > 0 && (!c->fields[i].name || !*c->fields[i].name))
		i++;        // padding takes no value
	return i < c->nfields ? c->fields[i].type : NULL;
}

static bool is_aggregate(const type *t)
{
	return t->canonical->kind == T_STRUCT || t->canonical->kind == T_UNION || t->canonical->kind == T_ARRAY;
}

static bool leaves_braces_out(node *value, const type *t)
{
	if (!t || value->kind == N_INITIALIZER_LIST || !is_aggregate(t))
		return false;
	if (t->canonical->kind == T_ARRAY)
		return value->kind != N_STRING && value->kind != N_CONCATENATED_STRING;
	return value->type && value->type->canonical->kind != t->canonical->kind;
}

// A list where a pointer or slice is expected stands for &T{…} or []T{…}, its type left out.
static void value(emit *e, node *v, const type *t)
{
	const type *c = t ? t->canonical : NULL;
	if (!c)
		emit_node(e, v);
	else if (v->kind != N_INITIALIZER_LIST)
		convert_emit(e, v, t);
	else if (c->kind == T_SLICE)
		composite_slice(e, v, t);
	else if (c->kind == T_POINTER && c->elem && is_aggregate(c->elem))
		composite_new(e, v, c->elem);
	else
		convert_list(e, v, t);
}

// Prints the designators of a pair and gives the type of what they lead to.
static const type *designators(emit *e, node *pair, place *p)
{
	const type *t = p->type;
	bool first = true;
	for (node *d = pair->first; d; d = d->next) {
		const type *c = t ? t->canonical : NULL;
		int index = 0;
		if (d->field != F_DESIGNATOR || !d->named)
			continue;
		if (d->kind == N_SUBSCRIPT_DESIGNATOR) {
			emit_node(e, d);
			t = c && c->elem ? c->elem : NULL;
		} else {
			node *name = d->kind == N_FIELD_DESIGNATOR ? node_first_named(d) : d;
			emit_text(e, ".%s", node_text(name));
			t = c ? find_member(c, node_text(name), &index) : NULL;
			if (first)
				p->next = index;
		}
		first = false;
	}
	return t;
}

// ---- Left to right -----------------------------------------------------------------------------------------

// gcc fills an object in the order of its members. Where designators stand in another and more than one value
// has effects, the values are taken first.
typedef struct taken { node *value; const char *name; struct taken *outer; } taken;
static taken *all_taken;

static node *value_of(node *element)
{
	return element->kind == N_INITIALIZER_PAIR ? node_field(element, F_VALUE) : element;
}

static bool needs_order(node *list)
{
	int effects = 0;
	bool pairs = false;
	for (node *n = node_first_named(list); n; n = node_next_named(n)) {
		pairs |= n->kind == N_INITIALIZER_PAIR;
		effects += order_matters(value_of(n));
	}
	return pairs && effects > 1;
}

bool initializer_open(emit *e, node *list, const type *t)
{
	if (!needs_order(list))
		return false;
	place p = { .type = t };
	emit_str(e, "({ ");
	for (node *n = node_first_named(list); n; n = node_next_named(n), p.next++) {
		node *v = value_of(n);
		emit_push_flat(e);
		const type *at = n->kind == N_INITIALIZER_PAIR ? designators(e, n, &p) : type_at(&p);
		emit_pop(e);
		if (!at || v->kind == N_INITIALIZER_LIST || at->canonical->kind == T_ARRAY || !order_matters(v))
			continue;
		const char *name = emit_unique(e, "goc_e");
		emit_text(e, "%s = ", type_declare(at, name));
		convert_emit(e, v, at);
		emit_str(e, "; ");
		taken *one = arena_alloc(sizeof *one);
		*one = (taken){ v, name, all_taken };
		all_taken = one;
	}
	return true;
}

static bool put_taken(emit *e, node *v)
{
	for (taken *t = all_taken; t; t = t->outer)
		if (t->value == v) {
			emit_str(e, t->name);
			return true;
		}
	return false;
}

// ---- Elements ----------------------------------------------------------------------------------------------

static void pair(emit *e, node *n, place *p)
{
	node *v = node_field(n, F_VALUE);
	const type *t = designators(e, n, p);
	p->lost = false;
	emit_str(e, " = ");
	if (put_taken(e, v))
		emit_gap(e, v->src, v->start, v->end);
	else if (leaves_braces_out(v, t))
		emit_node(e, v);
	else
		value(e, v, t);
	p->next++;
}

static void element(emit *e, node *n, place *p)
{
	if (n->kind == N_INITIALIZER_PAIR) {
		pair(e, n, p);
		return;
	}
	const type *t = type_at(p);
	if (leaves_braces_out(n, t))
		p->lost = true;
	if (!put_taken(e, n))
		value(e, n, p->lost ? NULL : t);
	p->next++;
}

// `{ 0 }`, `{}`: C's way to say zero.
static bool is_zero(node *list)
{
	node *only = node_first_named(list);
	return !only || (!node_next_named(only) && (only->word == W_NIL || node_is(only, "0") || only->kind == N_NULL));
}

void convert_list(emit *e, node *list, const type *t)
{
	type_kind k = t ? t->canonical->kind : T_UNKNOWN;
	bool is_struct = k == T_SLICE || k == T_ANY || k == T_INTERFACE;
	if (is_struct && is_zero(list)) {
		emit_str(e, "{}");
		emit_gap(e, list->src, list->start, list->end);
	} else if (k == T_SLICE) {
		composite_slice(e, list, t);        // as an array's, a slice's elements
	} else if (is_struct) {
		convert_emit(e, node_first_named(list), t);     // as a number may stand in braces
	} else {
		initializer_list(e, list, t);
	}
}

void initializer_list(emit *e, node *list, const type *t)
{
	place p = { .type = t };
	const type *c = t ? t->canonical : NULL;
	bool scalar = c && !is_aggregate(t) && c->kind != T_SLICE;      // `int x = { 1 };`
	uint32_t at = list->start;
	for (node *n = list->first; n; n = n->next) {
		emit_copy(e, list->src, at, n->start);
		at = n->end;
		if (!n->named || n->kind == N_COMMENT || n->kind == N_PREPROC_CALL)
			emit_node(e, n);
		else if (scalar)
			convert_emit(e, n, t);
		else
			element(e, n, &p);
	}
	emit_copy(e, list->src, at, list->end);
}
