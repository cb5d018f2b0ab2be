// What the lowerings share: the function whose body is being printed, the table of node kinds and their
// lowerings, and the services that one construct's file offers to the others. A lowering prints one node
// (see emit.h for how lines are kept) and reads the model only; the unit has been checked before.
#ifndef GOC_LOWER_H
#define GOC_LOWER_H
#include "../emit.h"

// ---- The function being printed ---------------------------------------------------------------------

// One for each function definition (of C and of `func`) and each literal, while its body is printed.
struct lower_fn {
	lower_fn *outer;                // around a literal; NULL for a top-level function
	node *node;                     // function_definition, func_definition, func_literal
	node *body;                     // its compound statement
	const char *name;               // its C name, unique in the file: literals are `outer_1`, `outer_2`, …
	const type *type;               // T_CFUNC or T_FUNC
	bool is_func;                   // a `func` or a literal: all variables start as zero
	bool is_main;                   // `func main()`: falls off its end with 0
	bool named_results;             // type->result_names are variables of the body
	const char *result;             // C spelling of what it returns: "void", "int", "struct f_results"
	int literals;                   // literals named so far
	struct defer_fn *defer;         // lower/defer.c: NULL when it does not defer
	struct closure_fn *closure;     // lower/closure.c
};

// ---- Dispatch (lower.c) ------------------------------------------------------------------------------

typedef void lower_kind(emit *e, node *n);
lower_kind *lower_of(node *n);      // NULL: print the children

// ---- unit.c: the whole file -----------------------------------------------------------------------------

void unit_begin(emit *e);
void unit_end(emit *e);             // registers initialisers
void unit_item(emit *e, node *n);   // before a top-level item: prototypes of what it names before its definition
// The function `void name(void)` runs before main: with the file's variables, or as an init.
void unit_add_initializer(emit *e, const char *name, bool is_init);
// The first time in this file that something of this name is declared: true, later false.
bool unit_once(emit *e, const char *symbol);
// A hoisted text (a method table, a trampoline) names fn: it is declared before the current item.
void unit_need(emit *e, decl *fn);
bool unit_is_main_file(emit *e, const source *s);
bool unit_has_c_header(emit *e, const source *s);

// ---- func.c: functions, parameters, results ------------------------------------------------------------

// Prints `(T a, U b)`, `(void)` when empty; with env a last `void *env` parameter of that name follows.
// A parameter that is CAP_CELL is printed under the name goc_NAME; capture_prologue makes the cell.
void func_parameters(emit *e, node *list, const type *t, const char *env);
// Prints the body `{ … }` of fn: named results, capture_prologue, defer_prologue, statements,
// defer_epilogue, and what a missing return needs. Sets e->fn for the time.
void func_body(emit *e, lower_fn *fn);
// The prototype of a func or C function defined in this file, before the current item.
void func_prototype(emit *e, node *definition);
// C spelling of a function's result ("void", "int", "struct f_results"); makes sure the struct is declared.
const char *func_result(emit *e, const type *t);
// Member i of the results struct of t: the result's name or r0, r1, …
const char *func_result_name(const type *t, int i);

// The same for n as t's results struct: `struct name { T1 r0; … };` hoisted once. NULL unless t has several.
const char *func_results_struct(emit *e, const type *t);

// ---- control.c: return ---------------------------------------------------------------------------------

// The parts of `return …;` for a function that defers. return_value: the operands as one expression of C
// type e->fn->result, converted (for `return;` with named results: return_named). return_store: statements
// that assign the operands to the named results. return_named: the named results as one expression.
void return_value(emit *e, node *ret);
void return_store(emit *e, node *ret);
void return_named(emit *e);
// The i-th named result of e->fn as an lvalue: its name, or `(*name)` where it is a cell.
const char *named_result(emit *e, int i);

// A loop's or case's body as a block that the lowering adds text to: body_open prints `{`, body_rest the
// statements, body_close `}` (before it, for a loop, the label that `continue L` goes to).
void body_open(emit *e, node *body);
void body_rest(emit *e, node *body);
// A compound statement's statements without the text before its `}`.
void body_statements(emit *e, node *body);
void body_close(emit *e, node *loop, node *body);
// True when the loop needs no block of its own for a `continue L`.
bool body_is_plain(node *loop);

// ---- assign.c ------------------------------------------------------------------------------------------------

// `left… := right…` as statements, each with its `;`.
void short_var_statements(emit *e, node *n);
// The same as a for's first clause, without the last `;`; false (nothing printed) when C needs statements.
bool short_var_clause(emit *e, node *n);
// Assigns C text of type from to a left side: a new name is declared, `_` dropped. With `;`.
void assign_text(emit *e, node *left, const char *text, const type *from);
// A name of `:=` that is new here.
bool is_new_name(const node *left);

// ---- variable.c: variables -------------------------------------------------------------------------------

// A new variable with an initial value: var_open prints `T x = ` (or a cell's declaration), then the caller
// prints the value, var_close what must follow it (nothing or `)`), without `;`.
void var_open(emit *e, decl *d);
void var_close(emit *e, decl *d);
// A type node where C wants a specifier: `goc_chan`, `goc_slice`, …; what must stand before every
// declarator of that type (`*`) is the return value ("" for most).
const char *declare_specifier(emit *e, node *type_node);
// The zero value as an initialiser ("0", "{}").
const char *zero_initializer(const type *t);

// ---- order.c: left to right -------------------------------------------------------------------------------

// True when evaluating n has effects that others may see (calls, receives, assignments).
bool order_matters(node *n);
bool order_has_receive(node *n);
// True when n names an identifier that is spelled so (outside of member names).
bool order_names(node *n, const char *name);
// True when n names the variable that name (an identifier) declares.
bool order_uses(node *n, const node *name);

// ---- closure.c (captures) ---------------------------------------------------------------------------------------

// An identifier that names a captured variable: prints it (`(*x)`) and returns true; else false.
bool capture_use(emit *e, node *ident);
// A CAP_CELL variable's declaration: capture_open prints `T (*x) = …(` up to the initial value,
// capture_close what follows it. capture_init_open/close do the same where the declarator has been printed
// as C wrote it (`int (*a)`): they print what stands between `=` and the initial value, and after.
void capture_open(emit *e, decl *d);
void capture_close(emit *e, decl *d);
void capture_init_open(emit *e, decl *d);
void capture_init_close(emit *e, decl *d);
// `T name` for a variable that is no cell; a named result that must survive a fault is volatile.
const char *capture_declare(const decl *d, const char *name);
// A for loop's variable in the post statement: `x = copy of x's cell` as an expression.
void capture_next(emit *e, decl *d);
// After a body's `{`: cells of captured parameters and named results, a literal's copies and pointers.
void capture_prologue(emit *e, lower_fn *fn);

// A call of a literal, `func(…) {…}(…)`.
void closure_call(emit *e, node *call);
// What a wrapper called name does first when the method that it calls says recover(): C text, else "".
const char *closure_forward(const char *name, const method *m);
// localtype.c: `__auto_type` in a function with closures, spelled out; false: copy it.
bool local_auto_type(emit *e, node *n);
// A literal's value where a C function pointer is wanted (it captures nothing): its C name.
void closure_as_pointer(emit *e, node *literal);

// ---- defer.c ------------------------------------------------------------------------------------------------------

void defer_prologue(emit *e, lower_fn *fn);
void defer_epilogue(emit *e, lower_fn *fn);
// `return …;` in a function that defers (fn->defer != NULL).
void defer_return(emit *e, node *ret);

// ---- convert.c (values) ----------------------------------------------------------------------------------------------

// expr as a value of type to: boxing, interfaces, function values, nil, string literals, or nothing at all.
void convert_emit(emit *e, node *expr, const type *to);
// The same for C text of type from (members of results structs, received values).
void convert_text(emit *e, const char *text, const type *from, const type *to);
// True when convert_emit prints more than the expression itself.
bool convert_needed(const type *from, const type *to);
// An explicit conversion T(e), []byte(e), string(e).
void convert_explicit(emit *e, node *expr, const type *to);
// A C initialiser list `{ … }` for an object of type t, its elements converted to the members' types.
void convert_list(emit *e, node *list, const type *t);
// == and != where an operand is a slice, any or another interface.
void compare_emit(emit *e, node *binary);

// iface.c: `x.(T)` as an expression of type goc_bool that stores the value, or zero, at `T *place`.
void assertion_ok(emit *e, node *assertion, const char *place);
// typedesc.c: the name of t's descriptor ("goc_type_int"); it is declared before the current item and, if it is
// not the runtime's, defined at the end of the file by typedesc_finish, which emit_unit calls last.
const char *typedesc(emit *e, const type *t);
void typedesc_finish(emit *e);
// iface.c: a call through an interface, `x.M(args)`; a value of method x.M (binds the receiver; also
// of a type's method).
void iface_call(emit *e, node *call);
void method_value(emit *e, node *field);
// call.c: the type that a function value's code is cast to: "R (*)(T1, T2, void *)".
const char *func_value_pointer(emit *e, const type *f);
// call.c: the arguments of a call, converted to the parameters' types, variadic `...T` as a slice; without
// parentheses; returns how many. What stands before (a receiver, an env after) is the caller's.
int call_arguments(emit *e, node *call, const type *callee);
// call.c: the receiver of a method call as the method wants it: `&x`, `x`, `*x`, `p`.
void call_receiver(emit *e, node *x, const method *m);

// ---- The table: kinds and their lowerings -------------------------------------------------------------------------------

#define LOWERINGS(X) \
	/* chan.c */     X(N_SEND, lower_send) X(N_RECEIVE, lower_receive) \
	/* select.c */   X(N_SELECT, lower_select) \
	/* range.c */    X(N_FOR_RANGE, lower_range) \
	/* assign.c */   X(N_SHORT_VAR, lower_short_var) X(N_ASSIGNMENT, lower_assignment) \
	                 X(N_EXPRESSION_STATEMENT, lower_expression_statement) X(N_COMMA, lower_comma) \
	/* variable.c */ X(N_DECLARATION, lower_declaration) X(N_FIELD_DECLARATION, lower_declaration) \
	                 X(N_TYPE_DEFINITION, lower_type_definition) X(N_PARAMETER, lower_declaration) \
	                 X(N_TYPE_DESCRIPTOR, lower_type_descriptor) X(N_VARIADIC_PARAMETER, lower_variadic_parameter) \
	/* func.c */     X(N_FUNC_DEFINITION, lower_func) X(N_FUNC_DECLARATION, lower_func) \
	                 X(N_FUNCTION_DEFINITION, lower_c_function) \
	/* import.c */   X(N_PREPROC_IF, lower_conditional) X(N_PREPROC_IFDEF, lower_conditional) \
	                 X(N_PREPROC_ELSE, lower_conditional) X(N_PREPROC_ELIF, lower_conditional) X(N_PREPROC_CALL, lower_directive) \
	                 X(N_IMPORT, lower_import) X(N_PACKAGE_CLAUSE, lower_package) X(N_PREPROC_INCLUDE, lower_include) \
	/* control.c */  X(N_RETURN, lower_return) X(N_IF, lower_if) X(N_SWITCH, lower_switch) \
	                 X(N_FOR, lower_for) X(N_FOR_CONDITION, lower_for_condition) \
	                 X(N_FOR_EVER, lower_for_ever) X(N_WHILE, lower_loop) X(N_DO, lower_loop) \
	                 X(N_BREAK, lower_break) X(N_CONTINUE, lower_continue) X(N_LABELED_STATEMENT, lower_labeled) \
	/* predeclared.c */ X(N_IDENTIFIER, lower_identifier) X(N_TYPE_IDENTIFIER, lower_type_word) X(N_PRIMITIVE_TYPE, lower_type_word) \
	                 X(N_TRUE, lower_true) X(N_FALSE, lower_false) X(N_QUALIFIED_TYPE, lower_qualified_type) \
	                 X(N_CHANNEL_TYPE, lower_extension_type) X(N_SLICE_TYPE, lower_extension_type) \
	                 X(N_FUNCTION_TYPE, lower_extension_type) X(N_INTERFACE_TYPE, lower_extension_type) \
	                 X(N_PARENTHESIZED_TYPE, lower_extension_type) \
	/* convert.c */  X(N_CAST, lower_cast) \
	/* call.c */     X(N_CALL, lower_call) X(N_FIELD_EXPRESSION, lower_field) X(N_TYPE_CONVERSION, lower_conversion) \
	                 X(N_BINARY, lower_binary) \
	/* go.c */       X(N_GO, lower_go) \
	/* defer.c */    X(N_DEFER, lower_defer) \
	/* closure.c */  X(N_FUNC_LITERAL, lower_func_literal) X(N_ARRAY_DECLARATOR, lower_array_declarator) \
	/* localtype.c */ X(N_STRUCT, lower_tagged_type) X(N_UNION, lower_tagged_type) X(N_ENUM, lower_tagged_type) X(N_TYPEOF, lower_typeof) \
	/* slice.c */    X(N_SUBSCRIPT, lower_subscript) X(N_SLICE_EXPRESSION, lower_slice) \
	/* composite.c */ X(N_COMPOSITE_LITERAL, lower_composite) X(N_POINTER_EXPRESSION, lower_address) X(N_COMPOUND_LITERAL, lower_compound) \
	/* iface.c */    X(N_TYPE_ASSERTION, lower_type_assertion) X(N_TYPE_SWITCH, lower_type_switch)

#define LOWERING_DECLARE(kind, name) lower_kind name;
LOWERINGS(LOWERING_DECLARE)
#undef LOWERING_DECLARE

// Predeclared functions with a channel, slice, … operand or none: called by lower_call for CALL_BUILTIN.
// chan.c: make(chan T), close, len/cap of channels. slice.c: make([]T), len, cap, append, copy.
// composite.c: new, print, println. defer.c: panic, recover.
lower_kind builtin_make_chan, builtin_close, builtin_chan_len;
lower_kind builtin_make_slice, builtin_len, builtin_append, builtin_copy, builtin_new;
lower_kind builtin_panic, builtin_recover, builtin_print;

#endif
