// Types and declarations of every node: libclang's answers (types.h) where the text is C, the dialect's own rules
// where libclang sees a stand-in or lost a typedef's name.
#ifndef GOC_TYPING_H
#define GOC_TYPING_H
#include "model.h"
#include "options.h"

// Fills node->type, decl, call, method, word, … of u and its headers. Clears u->extended when the file turns out to
// hold no extension (its predeclared words are the headers'). false: libclang is not there (reported).
bool typing_resolve(unit *u, const options *o);

// declare.c: declarations
void declare_collect(unit *u);              // a decl for each name that the trees declare
decl *declare_at(uint32_t probe_offset);    // what is declared there; NULL
type *declare_type(decl *d);                // its type, worked out at the first question
decl *declare_lookup(const node *use);      // C's scopes: the local or global of the trees that this name means; NULL
decl *declare_foreign(const char *name);    // a function, variable or enumerator of a C header; NULL
type *declare_func(node *func, type_kind kind);     // the type of a func_definition, func_declaration, func_literal, function_type
type *declare_node(node *type_node);        // the type that a type node spells
type *declare_parameter(node *parameter);
void declare_each(void (*f)(decl *d));

// infer.c: expressions
type *infer(node *expression);              // never NULL; T_UNKNOWN when nobody knows
type *infer_result(const type *function);   // what a call of it gives: void, the result, a tuple
type *infer_range(type *over, int i);       // the i-th variable of range over it
const field_info *infer_field(const type *record, const char *name);
bool infer_is_own_number(const type *t);    // a number type of its own: a package's, or one with methods
#endif
