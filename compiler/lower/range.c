// Range loops over channels, slices, arrays, strings and integers: C `for` loops, so that `break` and
// `continue` keep their meaning. The operand is evaluated once, the variables of `:=` are new in each iteration.
//
// An index that the body neither assigns nor keeps by reference is the C loop's own variable; any other is a copy
// of a hidden counter, so that changing it does not change the iteration.
#include "lower.h"

typedef struct range {
	node *n, *body, *operand;
	node *first, *second;       // left sides, NULL where missing or `_`
	const type *type;           // the operand's
	const char *counter;        // text of the C loop's variable
	bool own;                   // counter is the first left side itself
	bool block;                 // an outer block was opened for the operand
} range;

static node *unless_blank(node *n)
{
	return n && n->kind == N_IDENTIFIER && node_is(n, "_") ? NULL : n;
}

static bool counts_itself(const node *first)
{
	const decl *d = first && is_new_name(first) ? first->decl : NULL;
	return d && d->storage != CAP_CELL && !d->reassigned && !d->address_taken && !d->assigned_in_literal;
}

// Does the body's outermost block declare one of the loop's names again? Then it needs a block of its own.
static bool redeclares(node *body, const node *name)
{
	if (!name || !is_new_name(name) || body->kind != N_COMPOUND_STATEMENT)
		return false;
	for (node *c = body->first; c; c = c->next) {
		if (c->kind == N_SHORT_VAR) {
			for (node *l = node_first_named(node_field(c, F_LEFT)); l; l = node_next_named(l))
				if (is_new_name(l) && node_is(l, name->decl->name))
					return true;
		} else if (c->kind == N_DECLARATION) {
			for (node *d = c->first; d; d = d->next)
				if (d->field == F_DECLARATOR && declarator_name(d) && node_is(declarator_name(d), name->decl->name))
					return true;
		}
	}
	return false;
}

// ---- The body ----------------------------------------------------------------------------------------------

// Prints the body as a block that begins with what `start` (flat text) says.
static void body_with(emit *e, range *r, const char *start)
{
	if (!*start && body_is_plain(r->n)) {
		emit_node(e, r->body);
	} else if (redeclares(r->body, r->first) || redeclares(r->body, r->second)) {
		emit_text(e, "{ %s", start);
		body_open(e, r->body);
		body_rest(e, r->body);
		body_close(e, r->n, r->body);
		emit_str(e, " }");
	} else {
		body_open(e, r->body);
		emit_text(e, " %s", start);
		body_rest(e, r->body);
		body_close(e, r->n, r->body);
	}
	if (r->block)
		emit_str(e, " }");
}

static const char *counter_type(const range *r)
{
	if (!r->first)
		return "int";
	const type *t = is_new_name(r->first) ? r->first->decl->type : r->first->type;
	return type_declare(t, "");
}

static void choose_counter(emit *e, range *r)
{
	r->own = counts_itself(r->first);
	r->counter = r->own ? r->first->decl->name : emit_unique(e, "goc_i");
}

static const type *int_type(const range *r)
{
	return is_new_name(r->first) ? r->first->decl->type : r->first->type;
}

static void store_counter(emit *e, range *r)
{
	if (r->first && !r->own)
		assign_text(e, r->first, r->counter, int_type(r));
}

static void between(emit *e, range *r)
{
	emit_copy(e, r->n->src, r->body->prev->end, r->body->start);
}

// ---- Kinds ---------------------------------------------------------------------------------------------------

static void over_channel(emit *e, range *r)
{
	const char *c = emit_unique(e, "goc_c");
	const type *elem = r->type->canonical->elem;
	emit_text(e, "for (goc_chan *%s = ", c);
	emit_node(e, r->operand);
	if (!r->first) {
		emit_text(e, "; goc_chan_recv(%s, 0);)", c);
		between(e, r);
		body_with(e, r, "");
		return;
	}
	emit_str(e, ";;)");
	between(e, r);
	bool direct = is_new_name(r->first) && r->first->decl->storage != CAP_CELL;
	const char *v = direct ? r->first->decl->name : emit_unique(e, "goc_v");
	emit_push_flat(e);
	emit_declare(e, elem, v);
	emit_text(e, "; if (!goc_chan_recv(%s, &%s)) break; ", c, v);
	if (!direct)
		assign_text(e, r->first, v, elem);
	body_with(e, r, emit_pop(e));
}

static void count_to(emit *e, range *r, const char *limit)
{
	emit_text(e, "for (%s %s = 0; %s < %s; %s++)", r->own ? counter_type(r) : "int", r->counter, r->counter, limit, r->counter);
	between(e, r);
}

static void element(emit *e, range *r, const char *array)
{
	const type *elem = r->type->canonical->elem;
	const decl *d = r->second && is_new_name(r->second) ? r->second->decl : NULL;
	if (d && d->type->canonical->kind == T_ARRAY && d->storage != CAP_CELL) {       // C assigns no arrays
		emit_declare(e, d->type, d->name);
		emit_text(e, "; __builtin_memcpy(%s, %s[%s], sizeof %s); ", d->name, array, r->counter, d->name);
	} else if (r->second)
		assign_text(e, r->second, emit_format("%s[%s]", array, r->counter), elem);
}

static void over_slice(emit *e, range *r)
{
	const char *s = emit_unique(e, "goc_s");
	r->block = true;
	choose_counter(e, r);
	emit_text(e, "{ goc_slice %s = ", s);
	emit_node(e, r->operand);
	emit_str(e, "; ");
	count_to(e, r, emit_format("%s.len", s));
	emit_push_flat(e);
	store_counter(e, r);
	element(e, r, emit_format("((%s)%s.ptr)", type_declare(r->type->canonical->elem, "*"), s));
	body_with(e, r, emit_pop(e));
}

static void over_array(emit *e, range *r)
{
	const type *t = r->type->canonical;
	bool simple = node_skip_parens(r->operand)->kind == N_IDENTIFIER;
	const char *array = simple ? emit_string(e, r->operand) : emit_unique(e, "goc_a");
	choose_counter(e, r);
	if (!simple && r->second) {
		r->block = true;
		emit_text(e, "{ __typeof__(&(%s)[0]) %s = ", emit_string(e, r->operand), array);
		emit_node(e, r->operand);
		emit_text(e, "; (void)%s; ", array);
	}
	if (t->count >= 0)
		count_to(e, r, emit_format("%ld", t->count));
	else
		count_to(e, r, emit_format("(int)(sizeof(%s) / sizeof((%s)[0]))", emit_string(e, r->operand), emit_string(e, r->operand)));
	emit_push_flat(e);
	store_counter(e, r);
	element(e, r, array);
	body_with(e, r, emit_pop(e));
}

static void over_string(emit *e, range *r)
{
	const char *s = emit_unique(e, "goc_s"), *next = emit_unique(e, "goc_n"), *rune = emit_unique(e, "goc_u");
	static const type rune_type = { .kind = T_INT, .size = 4, .align = 4, .name = "rune", .key = "int", .canonical = (type *)&rune_type };
	r->block = true;
	choose_counter(e, r);
	emit_text(e, "{ goc_string %s = ", s);
	emit_node(e, r->operand);
	emit_text(e, "; for (int %s = 0, %s; %s && %s[%s]; %s = %s)", r->counter, next, s, s, r->counter, r->counter, next);
	between(e, r);
	emit_push_flat(e);
	store_counter(e, r);
	if (r->second && is_new_name(r->second) && r->second->decl->storage != CAP_CELL) {
		emit_text(e, "goc_rune %s = goc_string_rune(%s, %s, &%s); ", r->second->decl->name, s, r->counter, next);
	} else {
		emit_text(e, r->second ? "goc_rune %s = " : "", rune);
		emit_text(e, "goc_string_rune(%s, %s, &%s); ", s, r->counter, next);
		if (r->second)
			assign_text(e, r->second, rune, &rune_type);
	}
	body_with(e, r, emit_pop(e));
}

static bool is_constant(const node *n)
{
	return n->kind == N_NUMBER || n->kind == N_CHAR || n->kind == N_SIZEOF || (n->kind == N_IDENTIFIER && n->decl && n->decl->kind == D_ENUMERATOR);
}

static void over_integer(emit *e, range *r)
{
	choose_counter(e, r);
	const char *t = r->first ? counter_type(r) : type_declare(r->type, "");
	if (is_constant(node_skip_parens(r->operand))) {
		emit_text(e, "for (%s %s = 0; %s < ", t, r->counter, r->counter);
		emit_node(e, r->operand);
	} else {
		const char *limit = emit_unique(e, "goc_n");
		emit_text(e, "for (%s %s = 0, %s = ", t, r->counter, limit);
		emit_node(e, r->operand);
		emit_text(e, "; %s < %s", r->counter, limit);
	}
	emit_text(e, "; %s++)", r->counter);
	between(e, r);
	emit_push_flat(e);
	store_counter(e, r);
	body_with(e, r, emit_pop(e));
}

void lower_range(emit *e, node *n)
{
	node *left = node_field(n, F_LEFT), *first = left ? node_first_named(left) : NULL;
	range r = { .n = n, .body = node_field(n, F_BODY), .operand = node_field(n, F_RIGHT) };
	r.first = unless_blank(first);
	r.second = first ? unless_blank(node_next_named(first)) : NULL;
	r.type = r.operand->type;
	switch (r.type->canonical->kind) {
	case T_CHAN: over_channel(e, &r); break;
	case T_SLICE: over_slice(e, &r); break;
	case T_ARRAY:
		(r.type->canonical->elem->canonical->is_char ? over_string : over_array)(e, &r);     // a char array is a string
		break;
	case T_STRING: case T_POINTER: over_string(e, &r); break;
	default: over_integer(e, &r); break;
	}
}
