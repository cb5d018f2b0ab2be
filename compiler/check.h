// What the dialect forbids (docs/language.md, "What is checked"), reported in its own words before gcc sees the file.
// check.c walks; the rules stand in check_*.c by subject. A type that nobody knows is never a mistake.
#ifndef GOC_CHECK_H
#define GOC_CHECK_H
#include "model.h"

void check_unit(unit *u);
const unit *check_main(void);               // the file being checked

// check_syntax.c: reports what the parser could not make sense of, as far as it concerns the dialect; false if it did.
bool check_syntax(node *root);

// check_assign.c: may a value of this expression become a `to`? Reports at the expression if not. what: "argument",
// "assignment", … as the message ends.
bool check_assignable(node *value, const type *to, const char *what);
bool check_element(node *value, const type *to, const char *what);    // the same where an element of a channel or slice is wanted: stricter
// The values of a list (`return`, `a, b = …`, arguments) against the types wanted; a single call of several results counts as all of them.
void check_values(node *at, node **values, int n, type *const *wanted, int nwanted, const char *what);
const char *check_text(const node *n);      // the source of n in quotes, shortened: for messages
int check_split_comma(node *e, node ***parts);      // the operands of a comma expression
const char *check_missing_method(const type *t, const type *interface, const char **why);   // NULL: none is missing

// check_flow.c
void check_missing_return(node *function);
void check_labels(node *jump);

// Rules for one node each; the walk calls them.
typedef void check_rule(node *n);
check_rule check_send, check_receive, check_range, check_select_case, check_go, check_short_var, check_call, check_return,
	check_assignment, check_declaration, check_func, check_macro, check_expression_statement, check_member, check_binary,
	check_composite, check_literal, check_assertion, check_type_switch, check_jump, check_slice;

// check_value.c: operators, conditions, conversions, names of types
check_rule check_unary, check_update, check_compound, check_dereference, check_subscript, check_bounds, check_condition,
	check_logical, check_comparison, check_type_conversion, check_word_call, check_cast, check_members, check_type_name;
void check_conversion(node *at, node *e, const type *to);

// check_format.c: the literal formats of fmt.Printf and its kin
check_rule check_format;
#endif
