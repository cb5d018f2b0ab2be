// Operators, conditions and type names: what C would let through, or report in the words of the generated text,
// because a slice, an any or an interface is a struct there and a channel or function value a pointer.
#include "check.h"
#include "diag.h"
#include "symbols.h"
#include "typing.h"

static type_kind kind_of(const type *t)
{
	return t->canonical->kind;
}

// Structs in C: no operator but == has a meaning for them.
static bool is_struct_value(const type *t)
{
	type_kind k = kind_of(t);
	return k == T_SLICE || k == T_ANY || k == T_INTERFACE;
}

static bool is_dialect_value(const type *t)
{
	type_kind k = kind_of(t);
	return is_struct_value(t) || k == T_CHAN || k == T_FUNC;
}

static bool is_integer(const type *t)
{
	type_kind k = kind_of(t);
	return k == T_INT || k == T_ENUM || k == T_BOOL || k == T_UNKNOWN;
}

// ---- Operators -------------------------------------------------------------------------------------------

static void undefined_for(node *at, node *operator, const type *t)
{
	diag_error(at, "operator '%s' is not defined on '%s'", node_text(operator), type_show(t));
}

void check_unary(node *n)
{
	node *operand = node_field(n, F_ARGUMENT), *operator = node_field(n, F_OPERATOR);
	if (!operand || !operator)
		return;
	const type *t = infer(operand);
	bool not = node_is(operator, "!");
	if (not ? is_struct_value(t) : is_dialect_value(t) || kind_of(t) == T_STRING)
		undefined_for(operator, operator, t);
}

void check_update(node *n)
{
	node *operand = node_field(n, F_ARGUMENT), *operator = node_field(n, F_OPERATOR);
	if (operand && operator && is_dialect_value(infer(operand)))
		undefined_for(operator, operator, infer(operand));
}

// x += y
void check_compound(node *assignment)
{
	node *left = node_field(assignment, F_LEFT), *right = node_field(assignment, F_RIGHT), *operator = node_field(assignment, F_OPERATOR);
	if (!left || !right || !operator || node_is(operator, "="))
		return;
	if (is_dialect_value(infer(left)))
		undefined_for(operator, operator, infer(left));
	else if (is_dialect_value(infer(right)))
		undefined_for(operator, operator, infer(right));
}

void check_dereference(node *n)
{
	node *operand = node_field(n, F_ARGUMENT);
	if (!operand || !node_is(n->first, "*"))
		return;
	const type *t = infer(operand);
	if (is_dialect_value(t))
		diag_error(operand, "cannot follow %s of type '%s': it is no pointer", check_text(operand), type_show(t));
}

void check_subscript(node *n)
{
	node *of = node_field(n, F_ARGUMENT), *index = node_field(n, F_INDEX);
	if (!of || !index)
		return;
	const type *t = infer(of), *i = infer(index);
	type_kind k = kind_of(t);
	if (k == T_ANY || k == T_INTERFACE || k == T_CHAN || k == T_FUNC)
		diag_error(of, "cannot index %s of type '%s'", check_text(of), type_show(t));
	else if (k == T_SLICE && !is_integer(i))
		diag_error(index, "cannot use %s of type '%s' as an index", check_text(index), type_show(i));
}

void check_bounds(node *n)
{
	static const enum field_id bounds[] = { F_START, F_END, F_MAX };
	for (int i = 0; i < 3; i++) {
		node *b = node_field(n, bounds[i]);
		if (b && !is_integer(infer(b)))
			diag_error(b, "cannot use %s of type '%s' as an index", check_text(b), type_show(infer(b)));
	}
}

// ---- Conditions --------------------------------------------------------------------------------------------

void check_condition(node *n)
{
	node *c = node_field(n, F_CONDITION);
	if (c && c->kind == N_INIT_CONDITION)
		c = node_field(c, F_CONDITION);
	if (!c || c->kind == N_COMMA)
		return;
	c = node_skip_parens(c);
	const type *t = infer(c);
	if (!is_struct_value(t))
		return;
	if (n->kind == N_SWITCH)
		diag_error(c, "cannot switch on %s of type '%s'%s", check_text(c), type_show(t), kind_of(t) == T_SLICE ? "" : ": switch on its '.(type)'");
	else
		diag_error(c, "%s of type '%s' is no condition", check_text(c), type_show(t));
}

void check_logical(node *binary)
{
	check_comparison(binary);
	node *operator = node_field(binary, F_OPERATOR), *sides[] = { node_field(binary, F_LEFT), node_field(binary, F_RIGHT) };
	if (!operator || (!node_is(operator, "&&") && !node_is(operator, "||")))
		return;
	for (int i = 0; i < 2; i++)
		if (sides[i] && is_struct_value(infer(sides[i])))
			undefined_for(operator, operator, infer(sides[i]));
}

// ---- T(e) ----------------------------------------------------------------------------------------------------

static bool is_number(const type *t)
{
	type_kind k = kind_of(t);
	return k == T_INT || k == T_ENUM || k == T_BOOL || k == T_FLOAT || k == T_COMPLEX;
}

static bool is_bytes_or_runes(const type *slice)
{
	const type *e = slice->canonical->elem->canonical;
	return e->kind == T_INT && (e->size == 1 || e->size == 4);
}

static bool is_null(const type *from, node *e)
{
	e = node_skip_parens(e);
	return kind_of(from) == T_NIL || e->kind == N_NULL || (e->kind == N_NUMBER && node_is(e, "0"));
}

static bool converts(const type *from, const type *to, node *e)
{
	if (kind_of(from) == T_UNKNOWN || kind_of(to) == T_UNKNOWN || type_same(from, to))
		return true;
	switch (kind_of(to)) {
	case T_STRING:
		return kind_of(from) == T_SLICE ? is_bytes_or_runes(from) : !is_dialect_value(from) && kind_of(from) != T_STRUCT;
	case T_SLICE:
		return is_null(from, e) || (is_bytes_or_runes(to) && (type_is_text(from) || kind_of(from) == T_ARRAY));
	case T_INT: case T_ENUM: case T_BOOL: case T_FLOAT: case T_COMPLEX:
		return !is_struct_value(from) && kind_of(from) != T_STRUCT && (is_number(from) || !is_dialect_value(from));
	case T_POINTER:
		return !is_struct_value(from);
	case T_STRUCT: case T_UNION:
		return !is_dialect_value(from) && !is_number(from);
	default:
		return true;
	}
}

void check_conversion(node *at, node *e, const type *to)
{
	const type *from = infer(e);
	if (!converts(from, to, e))
		diag_error(at, "cannot convert %s of type '%s' to '%s'", check_text(e), type_show(from), type_show(to));
}

void check_type_conversion(node *n)
{
	node *e = node_field(n, F_ARGUMENT);
	if (e && n->type)
		check_conversion(e, e, n->type);
}

// T(e) with T's name, and what make and new take.
void check_word_call(node *n)
{
	node *callee = node_field(n, F_FUNCTION), *list = node_field(n, F_ARGUMENTS), *first = list ? node_first_named(list) : NULL;
	if (!callee || !first)
		return;
	if (n->call == CALL_CONVERT && n->type && !node_next_named(first))
		check_conversion(first, first, n->type);
	else if (callee->word == W_NEW && first->kind != N_TYPE_DESCRIPTOR && !symbol_is_type(first))
		diag_error(first, "new takes a type, not a value");
	else if (callee->word == W_MAKE)
		for (node *size = node_next_named(first); size; size = node_next_named(size))
			if (!is_integer(infer(size)))
				diag_error(size, "cannot use %s of type '%s' as a size in make", check_text(size), type_show(infer(size)));
}

void check_cast(node *n)
{
	node *e = node_field(n, F_VALUE);
	const type *from = e ? infer(e) : NULL;
	if (from && n->type && kind_of(n->type) != T_VOID && (is_dialect_value(from) || is_struct_value(n->type)))
		check_conversion(e, e, n->type);
}

// ---- T{…} ------------------------------------------------------------------------------------------------------

void check_members(node *literal)
{
	const type *t = infer(literal), *c = t->canonical;
	node *list = node_field(literal, F_VALUE);
	int n = 0;
	if (c->kind != T_STRUCT || !list)
		return;
	for (node *v = node_first_named(list); v; v = node_next_named(v)) {
		node *d = v->kind == N_INITIALIZER_PAIR ? node_field(v, F_DESIGNATOR) : NULL;
		node *name = d && d->kind == N_FIELD_DESIGNATOR ? node_first_named(d) : d;
		if (d && d->kind != N_SUBSCRIPT_DESIGNATOR && name && !infer_field(t, node_text(name)) && c->nfields)
			diag_error(name, "'%s' has no member '%s'", type_show(t), node_text(name));
		else if (!d && v->kind != N_INITIALIZER_PAIR && ++n == c->nfields + 1 && c->is_complete)
			diag_error(v, "too many values in a literal of '%s', which has %d members", type_show(t), c->nfields);
		else if (d)
			return;     // positions after a designator are C's business
	}
}

// ---- Interfaces against values -----------------------------------------------------------------------------------

void check_comparison(node *binary)
{
	node *operator = node_field(binary, F_OPERATOR), *left = node_field(binary, F_LEFT), *right = node_field(binary, F_RIGHT);
	if (!operator || (!node_is(operator, "==") && !node_is(operator, "!=")))
		return;
	const type *a = infer(left), *b = infer(right), *why_not;
	const char *why;
	bool first = kind_of(a) == T_INTERFACE;
	why_not = first ? b : a;
	if (first == (kind_of(b) == T_INTERFACE) || kind_of(why_not) == T_ANY || kind_of(why_not) == T_UNKNOWN ||
		is_null(why_not, first ? right : left))
		return;
	const char *name = check_missing_method(why_not, first ? a : b, &why);
	if (name)
		diag_error(operator, "cannot compare '%s' with '%s', which does not implement it (%s %s)", type_show(first ? a : b),
			type_show(why_not), why, name);
}

// ---- Names of types ----------------------------------------------------------------------------------------------

// Inside the dialect's types a name is not printed in the generated C, so gcc never sees it.
static bool is_erased(const node *name)
{
	for (const node *n = name->parent; n; n = n->parent)
		switch (n->kind) {
		case N_CHANNEL_TYPE: case N_SLICE_TYPE: case N_FUNCTION_TYPE: case N_PARENTHESIZED_TYPE: case N_INTERFACE_BODY:
		case N_TYPE_ASSERTION: case N_TYPE_CASE: case N_COMPOSITE_LITERAL: case N_TYPE_CONVERSION:
			return true;
		case N_PARAMETER_LIST:
			if (n->parent->kind == N_FUNC_DEFINITION || n->parent->kind == N_FUNC_DECLARATION || n->parent->kind == N_FUNC_LITERAL)
				return false;       // printed as it stands
			continue;
		case N_TYPE_DESCRIPTOR: case N_PARAMETER: case N_RESULT_LIST:
			continue;
		case N_ARGUMENT_LIST:       // (of a C macro like va_arg, it stays as it is)
			return name->field == F_TYPE && n->parent->call == CALL_BUILTIN;
		case N_FUNC_DEFINITION: case N_FUNC_DECLARATION: case N_FUNC_LITERAL:
			return name->field == F_TYPE;
		default:
			return false;
		}
	return false;
}

void check_type_name(node *n)
{
	if (!n->word && n->type && kind_of(n->type) == T_UNKNOWN && is_erased(n))
		diag_error(n, "unknown type name '%s'", node_text(n));
}
