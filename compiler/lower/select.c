// select: a table of the cases' channels and places for values, and a C switch over goc_select's answer, so that
// `break`, `continue`, `return` and `goto` in a case keep their meaning.
//
//	{ T goc_v1; goc_select_case goc_s2[] = { { a, &goc_v1, GOC_RECV_CASE, 0 }, { c, &(U){ x }, GOC_SEND_CASE, 0 } };
//	switch (goc_select(goc_s2, 2, 1)) {
//	case 0: { T v = goc_v1; … break; }
//	case 1: { … break; }
//	default: { … break; } } }
//
// gcc evaluates the table's elements in order, channel before value, as Go does. Without a `default` case C's one
// tells gcc that nothing else can happen.
#include "lower.h"

typedef struct select_part {
	node *node;             // the select_case
	node *communication;    // NULL: default
	node *channel, *value;  // value: what is sent
	node *store, *ok;       // where the received value and ok go, NULL
	const char *place;      // the temporary that a value lies in, NULL
	const type *elem;
} select_part;

static node *receive_in(node *n)
{
	n = node_skip_parens(n);
	return n && n->kind == N_RECEIVE ? n : NULL;
}

static void stores(select_part *p, node *left, node *right)
{
	p->store = left;
	p->channel = node_field(receive_in(right), F_ARGUMENT);
}

// Reads what a case waits for into p.
static void communication(select_part *p)
{
	node *c = p->communication;
	switch (c->kind) {
	case N_SEND:
		p->channel = node_field(c, F_CHANNEL);
		p->value = node_field(c, F_VALUE);
		break;
	case N_SHORT_VAR: {
		node *left = node_first_named(node_field(c, F_LEFT));
		stores(p, left, node_first_named(node_field(c, F_RIGHT)));
		p->ok = node_next_named(left);
		break;
	}
	case N_ASSIGNMENT:
		stores(p, node_field(c, F_LEFT), node_field(c, F_RIGHT));
		break;
	case N_COMMA: {
		node *assignment = node_field(c, F_RIGHT);
		stores(p, node_field(c, F_LEFT), node_field(assignment, F_RIGHT));
		p->ok = node_field(assignment, F_LEFT);
		break;
	}
	default:
		p->channel = node_field(receive_in(c), F_ARGUMENT);
		break;
	}
	p->elem = p->channel->type->canonical->elem;
}

static bool is_blank(const node *n)
{
	return !n || (n->kind == N_IDENTIFIER && node_is(n, "_"));
}

static bool is_scalar(const type *t)
{
	switch (t->canonical->kind) {
	case T_STRUCT: case T_UNION: case T_ARRAY: case T_SLICE: case T_ANY: case T_INTERFACE: return false;
	default: return true;
	}
}

static int collect(emit *e, node *body, select_part **out)
{
	int n = 0, most = 0;
	for (node *c = body->first; c; c = c->next)
		most += c->kind == N_SELECT_CASE;
	select_part *parts = emit_memory(sizeof *parts * (size_t)(most + 1));
	for (node *c = body->first; c; c = c->next) {
		if (c->kind != N_SELECT_CASE)
			continue;
		select_part *p = &parts[n++];
		p->node = c;
		p->communication = node_field(c, F_COMMUNICATION);
		if (!p->communication)
			continue;
		communication(p);
		if (p->value ? !is_scalar(p->elem) : !is_blank(p->store))
			p->place = emit_unique(e, "goc_v");
	}
	*out = parts;
	return n;
}

static void table_entry(emit *e, select_part *p)
{
	emit_str(e, "{ ");
	emit_push_flat(e);
	emit_node(e, p->channel);
	emit_str(e, ", ");
	if (p->value && p->place) {
		emit_text(e, "(%s = ", p->place);
		convert_emit(e, p->value, p->elem);
		emit_text(e, ", &%s)", p->place);
	} else if (p->value) {
		emit_text(e, "&(%s){ ", type_declare(p->elem, ""));
		convert_emit(e, p->value, p->elem);
		emit_str(e, " }");
	} else {
		emit_text(e, p->place ? "&%s" : "0", p->place);
	}
	emit_str(e, emit_pop(e));
	emit_text(e, ", %s, 0 }", p->value ? "GOC_SEND_CASE" : "GOC_RECV_CASE");
}

// The received value and ok at the start of the case's block.
static void receive_values(emit *e, select_part *p, const char *table, int index)
{
	static const type boolean = { .kind = T_BOOL, .canonical = (type *)&boolean, .key = "_Bool" };
	if (p->value)
		return;
	if (!is_blank(p->store)) {
		emit_str(e, " ");
		assign_text(e, p->store, p->place, p->elem);
	}
	if (!is_blank(p->ok)) {
		const type *to = is_new_name(p->ok) ? p->ok->decl->type : p->ok->type;
		emit_str(e, is_blank(p->store) ? " " : "");
		assign_text(e, p->ok, emit_format("%s[%d].ok", table, index), to ? to : &boolean);
	}
}

static void case_body(emit *e, node *n)
{
	node *colon = n->first;
	while (colon && !(colon->kind == N_TOKEN && node_is(colon, ":")))
		colon = colon->next;
	if (!colon)
		return;
	if (colon->next) {
		emit_copy(e, n->src, colon->end, colon->next->start);
		emit_nodes(e, colon->next, n->last);
	}
	if (n->last->kind == N_COMMENT)     // a `//` must not swallow the brace
		emit_copy(e, n->src, n->last->end, n->last->end);
}

static void cases(emit *e, node *body, select_part *parts, int n, const char *table)
{
	uint32_t at = body->first->end;
	int index = 0, i = 0;
	for (node *c = body->first->next; c && c != body->last; c = c->next) {
		emit_copy(e, body->src, at, c->start);
		at = c->end;
		if (c->kind != N_SELECT_CASE || i >= n) {
			emit_node(e, c);
			continue;
		}
		select_part *p = &parts[i++];
		emit_sync(e, c->src, c->start);
		if (p->communication) {
			emit_text(e, "case %d: {", index);
			receive_values(e, p, table, index);
			index++;
		} else {
			emit_str(e, "default: {");
		}
		case_body(e, c);
		if (c->last->kind == N_COMMENT)
			emit_sync(e, body->src, c->next->start);
		emit_str(e, " break; }");
	}
	emit_copy(e, body->src, at, body->last->start);
}

void lower_select(emit *e, node *n)
{
	node *body = node_field(n, F_BODY);
	select_part *parts;
	int count = collect(e, body, &parts), waiting = 0;
	bool has_default = false;
	if (count == 0) {
		emit_str(e, "{ goc_select(0, 0, 0); __builtin_unreachable(); }");
		return;
	}
	emit_str(e, "{ ");
	for (int i = 0; i < count; i++) {
		has_default |= !parts[i].communication;
		waiting += parts[i].communication != NULL;
		if (parts[i].place) {
			emit_declare(e, parts[i].elem, parts[i].place);
			emit_str(e, "; ");
		}
	}
	const char *table = waiting ? emit_unique(e, "goc_s") : "0";
	if (waiting) {
		emit_text(e, "goc_select_case %s[] = { ", table);
		for (int i = 0, first = 1; i < count; i++) {
			if (!parts[i].communication)
				continue;
			emit_str(e, first ? "" : ", ");
			first = 0;
			table_entry(e, &parts[i]);
		}
		emit_str(e, " }; ");
	}
	emit_text(e, "switch (goc_select(%s, %d, %d)) {", table, waiting, has_default);
	cases(e, body, parts, count, table);
	emit_sync(e, body->src, body->last->start);
	emit_str(e, has_default ? "} }" : "default: __builtin_unreachable(); } }");
}
