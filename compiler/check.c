// The walk over the main file: syntax first (check_syntax.c; a tree with holes is not judged further), then each node
// by the rules for its kind, then what concerns the whole file.
#include "check.h"
#include "diag.h"
#include "source.h"
#include "symbols.h"
#include "syntax.h"
#include "words.h"
#include <string.h>

static const unit *main_unit;

const unit *check_main(void)
{
	return main_unit;
}

// ---- Nodes -----------------------------------------------------------------------------------------------

static check_rule *const rules[N_KINDS] = {
	[N_SEND] = check_send, [N_RECEIVE] = check_receive, [N_FOR_RANGE] = check_range, [N_SELECT_CASE] = check_select_case,
	[N_GO] = check_go, [N_DEFER] = check_go, [N_SHORT_VAR] = check_short_var, [N_CALL] = check_call, [N_RETURN] = check_return,
	[N_ASSIGNMENT] = check_assignment, [N_DECLARATION] = check_declaration, [N_FUNC_DEFINITION] = check_func,
	[N_FUNC_DECLARATION] = check_func, [N_PREPROC_DEF] = check_macro, [N_PREPROC_FUNCTION_DEF] = check_macro,
	[N_EXPRESSION_STATEMENT] = check_expression_statement, [N_FIELD_EXPRESSION] = check_member, [N_BINARY] = check_binary,
	[N_COMPOSITE_LITERAL] = check_composite, [N_FUNC_LITERAL] = check_literal, [N_TYPE_ASSERTION] = check_assertion,
	[N_TYPE_SWITCH] = check_type_switch, [N_BREAK] = check_jump, [N_CONTINUE] = check_jump, [N_SLICE_EXPRESSION] = check_slice,
	[N_QUALIFIED_TYPE] = check_member,
};

// Rules for operators and conditions, beside those above (check_value.c).
static check_rule *const value_rules[N_KINDS] = {
	[N_UNARY] = check_unary, [N_UPDATE] = check_update, [N_ASSIGNMENT] = check_compound, [N_POINTER_EXPRESSION] = check_dereference,
	[N_SUBSCRIPT] = check_subscript, [N_SLICE_EXPRESSION] = check_bounds, [N_IF] = check_condition, [N_WHILE] = check_condition,
	[N_DO] = check_condition, [N_FOR] = check_condition, [N_FOR_CONDITION] = check_condition, [N_CONDITIONAL] = check_condition,
	[N_SWITCH] = check_condition, [N_BINARY] = check_logical, [N_CALL] = check_word_call, [N_COMPOSITE_LITERAL] = check_members,
	[N_TYPE_CONVERSION] = check_type_conversion, [N_CAST] = check_cast,
	[N_TYPE_IDENTIFIER] = check_type_name,
};

static void check_node(node *n)
{
	if (rules[n->kind])
		rules[n->kind](n);
	if (value_rules[n->kind])
		value_rules[n->kind](n);
	for (node *c = n->first; c; c = c->next)
		check_node(c);
}

// ---- The file --------------------------------------------------------------------------------------------

static bool uses_package(const node *n, const char *package)
{
	if (n->is_package && node_is(n, package))
		return true;
	for (const node *c = n->first; c; c = c->next)
		if (uses_package(c, package))
			return true;
	return false;
}

static void check_imports(unit *u)
{
	for (unit *h = u->headers; h; h = h->next)
		if (h->package && strcmp(h->package, "_") && strcmp(h->package, ".") && !uses_package(u->root, h->package))
			diag_warning(node_field(h->bringer, F_PATH), "unused-import", "%s imported and not used", node_text(node_field(h->bringer, F_PATH)));
}

void check_unit(unit *u)
{
	main_unit = u;
	if (!check_syntax(u->root))
		return;
	check_node(u->root);
	check_imports(u);
}
