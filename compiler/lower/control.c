// Statements around others: if, switch and for with a `:=` in their header, Go's loops, labels, return.
//
// A header with an initialiser becomes a block around the statement. `break L` and `continue L` are gotos to
// labels that stand behind the statement and at the end of the loop's body: goc_break_L, goc_continue_L.
#include "lower.h"
#include <string.h>

// ---- Labels ----------------------------------------------------------------------------------------------

static bool names_label(node *n, enum node_kind kind, const char *label)
{
	if (n->kind == N_FUNC_LITERAL || n->kind == N_FUNCTION_DEFINITION)
		return false;
	if (n->kind == kind && node_field(n, F_LABEL) && node_is(node_field(n, F_LABEL), label))
		return true;
	for (node *c = n->first; c; c = c->next)
		if (names_label(c, kind, label))
			return true;
	return false;
}

static const char *label_text(node *labeled)
{
	return node_text(node_field(labeled, F_LABEL));
}

// The label of loop that a `continue` names, NULL for none.
static const char *continue_label(node *loop)
{
	for (node *p = loop->parent; p && p->kind == N_LABELED_STATEMENT; p = p->parent)
		if (names_label(loop, N_CONTINUE, label_text(p)))
			return label_text(p);
	return NULL;
}

static bool is_block_like(const node *n)
{
	switch (n->kind) {
	case N_COMPOUND_STATEMENT: case N_CASE: case N_SELECT_CASE: case N_TYPE_CASE: case N_LABELED_STATEMENT: return true;
	default: return false;
	}
}

static node *labeled_body(node *n)
{
	node *c = node_field(n, F_LABEL);
	return node_next_named(c);
}

void lower_labeled(emit *e, node *n)
{
	const char *label = label_text(n);
	node *body = labeled_body(n), *fn = node_function(n);
	bool breaks = body && names_label(body, N_BREAK, label), continues = body && names_label(body, N_CONTINUE, label);
	if (!breaks && !continues) {
		emit_children(e, n);
		return;
	}
	bool block = breaks && !is_block_like(n->parent);
	if (fn && names_label(node_field(fn, F_BODY), N_GOTO, label))
		emit_copy(e, n->src, n->start, body->start);
	else
		emit_gap(e, n->src, n->start, body->start);
	if (block)
		emit_str(e, "{ ");
	emit_node(e, body);
	if (breaks)
		emit_text(e, " goc_break_%s:;", label);
	if (block)
		emit_str(e, " }");
}

void lower_break(emit *e, node *n)
{
	node *label = node_field(n, F_LABEL);
	if (label)
		emit_text(e, "goto goc_break_%s;", node_text(label));
	else
		emit_children(e, n);
}

void lower_continue(emit *e, node *n)
{
	node *label = node_field(n, F_LABEL);
	if (label)
		emit_text(e, "goto goc_continue_%s;", node_text(label));
	else
		emit_children(e, n);
}

// ---- Bodies -------------------------------------------------------------------------------------------------

bool body_is_plain(node *loop)
{
	return !continue_label(loop);
}

void body_open(emit *e, node *body)
{
	emit_sync(e, body->src, body->start);
	emit_str(e, "{");
}

void body_statements(emit *e, node *body)
{
	emit_copy(e, body->src, body->first->end, body->first->next->start);
	if (body->first->next != body->last)
		emit_nodes(e, body->first->next, body->last->prev);
}

void body_rest(emit *e, node *body)
{
	if (body->kind != N_COMPOUND_STATEMENT) {
		emit_space(e);
		emit_node(e, body);
		emit_str(e, " ");
		return;
	}
	body_statements(e, body);
	if (body->first->next != body->last)
		emit_copy(e, body->src, body->last->prev->end, body->last->start);
}

void body_close(emit *e, node *loop, node *body)
{
	const char *label = loop ? continue_label(loop) : NULL;
	emit_sync(e, body->src, body->kind == N_COMPOUND_STATEMENT ? body->last->start : body->end);
	if (label)
		emit_text(e, "goc_continue_%s:; ", label);
	emit_str(e, "}");
}

static void loop_body(emit *e, node *loop, node *body)
{
	if (body_is_plain(loop)) {
		emit_node(e, body);
		return;
	}
	body_open(e, body);
	body_rest(e, body);
	body_close(e, loop, body);
}

// The children of n, its F_BODY as a loop's body.
void lower_loop(emit *e, node *n)
{
	uint32_t at = n->start;
	for (node *c = n->first; c; c = c->next) {
		emit_copy(e, n->src, at, c->start);
		if (c->field == F_BODY)
			loop_body(e, n, c);
		else
			emit_node(e, c);
		at = c->end;
	}
	emit_copy(e, n->src, at, n->end);
}

// ---- if, switch -----------------------------------------------------------------------------------------------

static void initializer(emit *e, node *n)
{
	if (n->kind == N_SHORT_VAR) {
		short_var_statements(e, n);
		emit_space(e);
	} else {
		emit_node(e, n);
		emit_str(e, "; ");
	}
}

// `if (init; cond) …` → `{ init; if (cond) … }`
static void with_header(emit *e, node *n)
{
	node *header = node_field(n, F_CONDITION);
	if (!header || header->kind != N_INIT_CONDITION) {
		emit_children(e, n);
		return;
	}
	node *condition = node_field(header, F_CONDITION);
	emit_str(e, "{ ");
	initializer(e, node_field(header, F_INITIALIZER));
	emit_copy(e, n->src, n->start, n->first->end);
	emit_str(e, " (");
	emit_node(e, condition);
	emit_copy(e, n->src, condition->end, header->end);
	for (node *c = header; c->next; c = c->next) {
		emit_copy(e, n->src, c->end, c->next->start);
		emit_node(e, c->next);
	}
	emit_str(e, " }");
}

void lower_if(emit *e, node *n)
{
	with_header(e, n);
}

void lower_switch(emit *e, node *n)
{
	with_header(e, n);
}

// ---- for ---------------------------------------------------------------------------------------------------------

static int find_cells(node *n, decl **out, int count)
{
	if (n->kind == N_IDENTIFIER && n->decl && n->decl->ident == n && n->decl->storage == CAP_CELL && count < 16)
		out[count++] = n->decl;
	for (node *c = n->first; c && n->kind != N_FUNC_LITERAL; c = c->next)
		count = find_cells(c, out, count);
	return count;
}

static void step(emit *e, node *loop, node *update)
{
	decl *cells[16];
	node *first = node_field(loop, F_INITIALIZER);
	int n = first && (first->kind == N_DECLARATION || first->kind == N_SHORT_VAR) ? find_cells(first, cells, 0) : 0;
	for (int i = 0; i < n; i++) {
		if (i)
			emit_str(e, ", ");
		capture_next(e, cells[i]);
	}
	if (n && update)
		emit_str(e, ", ");
	if (update)
		emit_node(e, update);
}

// The first clause; false when its statements were put before the loop (`{ T a = …; U b = …; for (; …`).
static bool first_clause(emit *e, node *n, node *first)
{
	emit_push_flat(e);
	bool fits = short_var_clause(e, first);
	const char *text = emit_pop(e);
	if (fits) {
		emit_text(e, "for (%s", text);
		return true;
	}
	emit_str(e, "{ ");
	initializer(e, first);
	emit_str(e, "for (");
	(void)n;
	return false;
}

void lower_for(emit *e, node *n)
{
	node *first = node_field(n, F_INITIALIZER), *update = node_field(n, F_UPDATE), *body = node_field(n, F_BODY);
	bool inside = true;
	uint32_t at = n->start;
	node *c = n->first;
	if (first && first->kind == N_SHORT_VAR) {
		inside = first_clause(e, n, first);
		at = first->end;
		c = first->next;
	}
	for (; c; c = c->next) {
		bool closing = c->next == body && c->kind == N_TOKEN;   // the `)`: a step comes before it
		if (closing && !update) {
			emit_copy(e, n->src, at, c->start);
			emit_push_flat(e);
			step(e, n, NULL);
			const char *text = emit_pop(e);
			emit_text(e, *text ? " %s" : "%s", text);
			at = c->start;
		}
		emit_copy(e, n->src, at, c->start);
		if (c == update)
			step(e, n, c);
		else if (c == body)
			loop_body(e, n, c);
		else
			emit_node(e, c);
		at = c->end;
	}
	emit_copy(e, n->src, at, n->end);
	if (!inside)
		emit_str(e, " }");
}

void lower_for_condition(emit *e, node *n)
{
	node *condition = node_field(n, F_CONDITION), *body = node_field(n, F_BODY);
	emit_str(e, "while (");
	emit_node(e, condition);
	emit_copy(e, n->src, condition->end, body->start);
	loop_body(e, n, body);
}

void lower_for_ever(emit *e, node *n)
{
	node *body = node_field(n, F_BODY);
	emit_str(e, "for (;;)");
	emit_copy(e, n->src, n->first->end, body->start);
	loop_body(e, n, body);
}

// ---- return --------------------------------------------------------------------------------------------------------

static int operands(node *ret, node **out, int most)
{
	node *c = node_first_named(ret);
	int n = 0;
	for (; c && c->kind == N_COMMA && n < most - 1; c = node_field(c, F_RIGHT))
		out[n++] = node_field(c, F_LEFT);
	if (c)
		out[n++] = c;
	return n;
}

void return_named(emit *e)
{
	const type *t = e->fn->type;
	if (t->nresults > 1)
		emit_text(e, "(%s){ ", e->fn->result);
	for (int i = 0; i < t->nresults; i++)
		emit_text(e, "%s%s", i ? ", " : "", named_result(e, i));
	if (t->nresults > 1)
		emit_str(e, " }");
}

// The results of a call of several as those of this function: member for member, converted.
static void pass_on(emit *e, node *call)
{
	const type *to = e->fn->type, *from = call->type;
	const char *all = emit_unique(e, "goc_r");
	emit_text(e, "({ %s %s = ", func_results_struct(e, from), all);
	emit_node(e, call);
	emit_text(e, "; (%s){ ", e->fn->result);
	for (int i = 0; i < to->nresults; i++) {
		emit_str(e, i ? ", " : "");
		convert_text(e, emit_format("%s.%s", all, func_result_name(from, i)), from->results[i], to->results[i]);
	}
	emit_str(e, " }; })");
}

void return_value(emit *e, node *ret)
{
	const type *t = e->fn->type;
	node *value = node_first_named(ret), *each[64];
	if (!value) {
		if (e->fn->is_main)
			emit_str(e, "0");
		else if (e->fn->named_results)
			return_named(e);
		return;
	}
	if (t->nresults <= 1) {
		if (t->nresults == 1)
			convert_emit(e, value, t->results[0]);
		else
			emit_node(e, value);
		return;
	}
	node *only = node_skip_parens(value);
	if (only->type && only->type->kind == T_TUPLE) {
		if (only->kind == N_CALL && !strcmp(func_results_struct(e, only->type), e->fn->result))
			emit_node(e, only);
		else
			pass_on(e, only);
		return;
	}
	emit_text(e, "(%s){ ", e->fn->result);
	int n = operands(ret, each, 64);
	for (int i = 0; i < n && i < t->nresults; i++) {
		emit_str(e, i ? ", " : "");
		convert_emit(e, each[i], t->results[i]);
	}
	emit_str(e, " }");
}

void return_store(emit *e, node *ret)
{
	const type *t = e->fn->type;
	node *value = node_first_named(ret);
	if (!value)
		return;
	if (t->nresults == 1) {
		emit_text(e, "%s = ", named_result(e, 0));
		return_value(e, ret);
		emit_str(e, ";");
		return;
	}
	const char *all = emit_unique(e, "goc_r");
	emit_text(e, "%s %s = ", e->fn->result, all);
	return_value(e, ret);
	emit_str(e, ";");
	for (int i = 0; i < t->nresults; i++)
		emit_text(e, " %s = %s.%s;", named_result(e, i), all, func_result_name(t, i));
}

void lower_return(emit *e, node *n)
{
	node *value = node_first_named(n);
	if (e->fn && e->fn->defer) {
		defer_return(e, n);
	} else if (!value && e->fn && (e->fn->is_main || e->fn->named_results)) {
		emit_str(e, "return ");
		return_value(e, n);
		emit_str(e, ";");
	} else if (value && e->fn) {
		emit_copy(e, n->src, n->start, value->start);
		return_value(e, n);
		emit_str(e, ";");
	} else {
		emit_children(e, n);
	}
}
