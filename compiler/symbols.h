// Names at file scope over the main file and its dialect headers, as far as the tree alone tells: funcs and
// methods, types, which header an include brings.
#ifndef GOC_SYMBOLS_H
#define GOC_SYMBOLS_H
#include "map.h"
#include "model.h"

// Funcs that a name can mean: f, or the method names of several types.
typedef struct func_entry {
	node *node;             // func_definition or func_declaration; of several, the first
	const char *symbol;     // "f", "T_Name"
	struct decl *decl;      // infer.c's
	struct func_entry *next;
} func_entry;

void symbols_collect(unit *u);
func_entry *symbols_func(const char *name);         // by the name that a use mentions: f or Name
func_entry *symbols_func_symbol(const char *symbol);// by the C name
void symbols_each_func(void (*f)(func_entry *e, void *arg), void *arg);
unit *symbols_header(const node *bringer);
const char *func_symbol(const node *func);          // the C name of a func_definition or func_declaration
const char *receiver_base(const node *func);        // "T" of a method, NULL of others
// A name in an expression that means a type: a predeclared type word, C's `int`, a typedef of these files, pkg.T,
// or one that symbols_note_type told of (typedefs of C headers, found by libclang).
bool symbol_is_type(const node *n);
bool symbol_is_conversion(const node *callee);      // T(e): names a type and does not begin a declaration of C
void symbols_note_type(const char *name);
bool symbol_is_extended(const node *n);             // an extension construct, predeclared word or func call stands in n
const char *symbol_result_name(const node *call, int i);    // of the func that call calls: its i-th result's name, else "rI"
const char *symbol_probe_type(const type *t);       // t as a specifier in the probe; NULL if it cannot be said there
#endif
