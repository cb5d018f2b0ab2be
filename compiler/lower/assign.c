// `:=`, and assignments of several values: `a, b := f();`, `v, ok = <-ch;`, `_ = e;`.
//
// `x := e` is `T x = e`, T written out, so that a reader sees the type. Go evaluates all of the right before
// any name of the left is declared or assigned; where a right side names one of them, its values go through
// temporaries, otherwise the declarations stand one after the other.
#include "lower.h"

enum { MOST = 64 };     // names on one left side

bool is_new_name(const node *left)
{
	return left->kind == N_IDENTIFIER && left->decl && left->decl->ident == left;
}

static bool is_blank(const node *left)
{
	return left->kind == N_IDENTIFIER && (left->word == W_BLANK || node_is(left, "_"));
}

static int list(node *n, node **out)
{
	int count = 0;
	for (node *c = node_first_named(n); c && count < MOST; c = node_next_named(c))
		out[count++] = c;
	return count;
}

static const type *type_of(const node *left)
{
	return is_new_name(left) ? left->decl->type : left->type;
}

void assign_text(emit *e, node *left, const char *text, const type *from)
{
	if (is_blank(left))
		return;
	if (is_new_name(left))
		var_open(e, left->decl);
	else {
		emit_node(e, left);
		emit_str(e, " = ");
	}
	convert_text(e, text, from, type_of(left));
	if (is_new_name(left))
		var_close(e, left->decl);
	emit_str(e, "; ");
}

static void assign_node(emit *e, node *left, node *right)
{
	if (is_blank(left)) {
		emit_str(e, "(void)(");
		emit_node(e, right);
		emit_str(e, ")");
		return;
	}
	if (is_new_name(left))
		var_open(e, left->decl);
	else {
		emit_node(e, left);
		emit_str(e, " = ");
	}
	convert_emit(e, right, type_of(left));
	if (is_new_name(left))
		var_close(e, left->decl);
}

// ---- Several values of one right side ---------------------------------------------------------------------------

static void from_results(emit *e, node **left, int n, node *right)
{
	const type *t = right->type;
	bool wanted = false;
	for (int i = 0; i < n; i++)
		wanted |= !is_blank(left[i]);
	if (!wanted) {
		emit_node(e, right);
		emit_str(e, "; ");
		return;
	}
	const char *all = emit_unique(e, "goc_r");
	emit_text(e, "%s %s = ", func_results_struct(e, t), all);
	emit_node(e, right);
	emit_str(e, "; ");
	for (int i = 0; i < n && i < t->nresults; i++)
		assign_text(e, left[i], emit_format("%s.%s", all, func_result_name(t, i)), t->results[i]);
}

// The receive or assertion on the right as a goc_bool that stores its value at place (text of a pointer).
static void ok_expression(emit *e, node *right, const char *place)
{
	if (right->kind == N_TYPE_ASSERTION) {
		assertion_ok(e, right, place);
		return;
	}
	emit_str(e, "goc_chan_recv(");
	emit_node(e, node_field(right, F_ARGUMENT));
	emit_text(e, ", %s)", place);
}

static void store_ok(emit *e, node *ok, node *right, const char *place)
{
	if (!is_blank(ok) && is_new_name(ok))
		var_open(e, ok->decl);
	else if (!is_blank(ok)) {
		emit_node(e, ok);
		emit_str(e, " = ");
	}
	ok_expression(e, right, place);
	if (is_new_name(ok))
		var_close(e, ok->decl);
	emit_str(e, "; ");
}

static void from_ok(emit *e, node *value, node *ok, node *right)
{
	const type *t = right->type;
	bool clash = (is_new_name(value) && order_names(right, value->decl->name));
	if (is_blank(value)) {
		store_ok(e, ok, right, "0");
	} else if (is_new_name(value) && value->decl->storage != CAP_CELL && !clash) {
		emit_declare(e, value->decl->type, value->decl->name);
		emit_str(e, "; ");
		store_ok(e, ok, right, emit_format("&%s", value->decl->name));
	} else if (!is_new_name(value) && value->kind == N_IDENTIFIER && value->type && type_same(value->type, t)) {
		store_ok(e, ok, right, emit_format("&%s", emit_string(e, value)));
	} else {
		const char *v = emit_unique(e, "goc_v"), *good = emit_unique(e, "goc_ok");
		emit_declare(e, t, v);
		emit_text(e, "; goc_bool %s = ", good);
		ok_expression(e, right, emit_format("&%s", v));
		emit_str(e, "; ");
		assign_text(e, value, v, t);
		if (!is_blank(ok))
			assign_text(e, ok, good, is_new_name(ok) ? ok->decl->type : ok->type);
	}
}

// ---- := ------------------------------------------------------------------------------------------------------------

// True when a right side is evaluated after a name of the left is declared that it mentions.
static bool clashes(node **left, node **right, int n)
{
	for (int i = 0; i < n; i++) {
		if (is_blank(left[i]))
			continue;
		if (left[i]->kind != N_IDENTIFIER)
			return n > 1;
		for (int j = is_new_name(left[i]) ? i : i + 1; j < n; j++)
			if (order_names(right[j], node_text(left[i])))
				return true;
	}
	return false;
}

static void pairwise(emit *e, node **left, node **right, int n)
{
	bool through = clashes(left, right, n);
	const char *temporary[MOST];
	for (int i = 0; i < n; i++) {
		if (through && !is_blank(left[i])) {
			temporary[i] = emit_unique(e, "goc_t");
			emit_declare(e, type_of(left[i]), temporary[i]);
			emit_str(e, " = ");
			convert_emit(e, right[i], type_of(left[i]));
		} else {
			assign_node(e, left[i], right[i]);
		}
		emit_str(e, i + 1 < n || through ? "; " : ";");
	}
	for (int i = 0; i < n && through; i++)
		if (!is_blank(left[i]))
			assign_text(e, left[i], temporary[i], type_of(left[i]));
}

void short_var_statements(emit *e, node *n)
{
	node *left[MOST], *right[MOST];
	int nleft = list(node_field(n, F_LEFT), left), nright = list(node_field(n, F_RIGHT), right);
	if (nleft == nright)
		pairwise(e, left, right, nleft);
	else if (nright == 1 && right[0]->type && right[0]->type->kind == T_TUPLE)
		from_results(e, left, nleft, right[0]);
	else if (nright == 1 && nleft == 2)
		from_ok(e, left[0], left[1], node_skip_parens(right[0]));
}

void lower_short_var(emit *e, node *n)
{
	short_var_statements(e, n);
}

bool short_var_clause(emit *e, node *n)
{
	node *left[MOST], *right[MOST];
	int nleft = list(node_field(n, F_LEFT), left), nright = list(node_field(n, F_RIGHT), right);
	if (nleft != nright || clashes(left, right, nleft))
		return false;
	const type *t = type_of(left[0]);
	for (int i = 0; i < nleft; i++) {
		if (!is_new_name(left[i]) || (nleft > 1 && (left[i]->decl->storage == CAP_CELL || !type_same(t, left[i]->decl->type) ||
			(t->canonical->kind != T_INT && t->canonical->kind != T_FLOAT && t->kind != T_STRING && t->canonical->kind != T_SLICE))))
			return false;
	}
	assign_node(e, left[0], right[0]);
	for (int i = 1; i < nleft; i++) {
		emit_text(e, ", %s = ", left[i]->decl->name);
		convert_emit(e, right[i], left[i]->decl->type);
	}
	return true;
}

// ---- = -------------------------------------------------------------------------------------------------------------------

// `a, b = f()` reads as C's comma expression: its last operand is an assignment of several values.
static int several(node *comma, node **left, node **right)
{
	int n = 0;
	node *c = comma;
	for (; c->kind == N_COMMA && n < MOST - 1; c = node_field(c, F_RIGHT))
		left[n++] = node_field(c, F_LEFT);
	if (n == 0 || c->kind != N_ASSIGNMENT || !node_is(node_field(c, F_OPERATOR), "="))
		return 0;
	left[n++] = node_field(c, F_LEFT);
	*right = node_skip_parens(node_field(c, F_RIGHT));
	if ((*right)->type && (*right)->type->kind == T_TUPLE)
		return n;
	return n == 2 && ((*right)->kind == N_RECEIVE || (*right)->kind == N_TYPE_ASSERTION) ? n : 0;
}

static void assign_several(emit *e, node **left, int n, node *right)
{
	if (right->type && right->type->kind == T_TUPLE)
		from_results(e, left, n, right);
	else
		from_ok(e, left[0], left[1], right);
}

void lower_comma(emit *e, node *n)
{
	node *left[MOST], *right;
	int count = several(n, left, &right);
	if (!count) {
		emit_children(e, n);
		return;
	}
	emit_str(e, "({ ");
	assign_several(e, left, count, right);
	emit_str(e, "})");
}

void lower_assignment(emit *e, node *n)
{
	node *left = node_field(n, F_LEFT), *operator = node_field(n, F_OPERATOR), *right = node_field(n, F_RIGHT);
	bool plain = node_is(operator, "=");
	if (plain && is_blank(left) && left->word == W_BLANK) {
		emit_str(e, "(void)(");
		emit_gap(e, n->src, left->end, right->start);
		emit_node(e, right);
		emit_str(e, ")");
		return;
	}
	// With a receive, what the left side does comes first; gcc evaluates it last.
	bool ordered = order_has_receive(n) && order_matters(left) && order_matters(right);
	if (ordered) {
		const char *place = emit_unique(e, "goc_p");
		emit_text(e, "({ __auto_type %s = &(", place);
		emit_node(e, left);
		emit_text(e, "); *%s", place);
		emit_copy(e, n->src, left->end, operator->end);
	} else {
		emit_nodes(e, n->first, operator);
	}
	emit_copy(e, n->src, operator->end, right->start);
	if (plain && left->type)
		convert_emit(e, right, left->type);
	else
		emit_node(e, right);
	if (ordered)
		emit_str(e, "; })");
}

void lower_expression_statement(emit *e, node *n)
{
	node *expression = node_first_named(n), *left[MOST], *right;
	int count = expression ? several(expression, left, &right) : 0;
	if (count) {
		emit_str(e, "{ ");
		assign_several(e, left, count, right);
		emit_str(e, "}");
		return;
	}
	node *inner = expression ? node_skip_parens(expression) : NULL;
	if (inner && inner->kind == N_RECEIVE) {
		emit_str(e, "goc_chan_recv(");
		emit_node(e, node_field(inner, F_ARGUMENT));
		emit_str(e, ", 0);");
		return;
	}
	emit_children(e, n);
}
