// A call whose operands are evaluated now and which is made later: what `go` and `defer` share.
//
// later_plan splits the call into parts, each a member of a struct: the function value or receiver, each
// argument, a literal's environment. The caller prints the members where the struct is declared, the
// values where the statement stands (in order, into whatever form of assignment it likes), and the call where it
// is made.
#ifndef GOC_LOWER_LATER_H
#define GOC_LOWER_LATER_H
#include "closure.h"

typedef struct later_part {
	enum { LATER_ARGUMENT, LATER_REST, LATER_CALLEE, LATER_RECEIVER, LATER_INTERFACE, LATER_ENV, LATER_PANIC } kind;
	const char *name;           // of the member
	const char *declaration;    // of the member, C text without `;`
	const type *type;           // what the value is converted to; NULL: as it is
	node *node;                 // argument, callee or receiver
} later_part;

typedef struct later {
	node *call;
	const type *callee;         // T_CFUNC or T_FUNC; NULL: a macro
	later_part *parts;
	int nparts;
	closure *literal;           // the callee is a literal
	const char *name;           // the callee is a function: its C name, or a macro's
} later;

later *later_plan(emit *e, node *call);
const char *later_members(const later *l);              // "int a0; goc_func *f;"
void later_value(emit *e, const later *l, int i);       // part i's value, an expression
// The call, an expression, where the members are at + name ("goc_a->"). panic: an expression for the panic that
// a literal with `takes_panic` gets.
const char *later_text(emit *e, const later *l, const char *at, const char *panic);
// The address of the code that is called, for goc__calls; NULL: a builtin, or one that gets the panic otherwise.
const char *later_code(const later *l, const char *at);
// The function value or pointer that must not be nil, as an expression; NULL: none.
const char *later_nullable(const later *l, const char *at);
// Whether evaluating the parts in any order could be noticed.
bool later_order_matters(const later *l);
// Whether the callee, called by a panic, may recover it.
bool later_may_recover(node *call, const unit *u);

#endif
