// The typed model: the syntax tree of a .gc file (and of the .gh headers it brings in) with the types and
// declarations that libclang found. syntax.c builds the nodes, types.c fills in what is typed, model.c what
// follows from it (captures, escapes); check.c and lower/ only read. Everything lives in the arena.
#ifndef GOC_MODEL_H
#define GOC_MODEL_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct node node;
typedef struct type type;
typedef struct decl decl;
typedef struct source source;

// ---- Types ---------------------------------------------------------------------------------------

typedef enum type_kind {
	T_UNKNOWN,      // libclang could not tell; never an error by itself
	T_VOID, T_BOOL,
	T_INT,          // every integer type, char and enumerators' int included; size, is_unsigned
	T_FLOAT, T_COMPLEX,
	T_ENUM, T_STRUCT, T_UNION,
	T_POINTER,      // elem
	T_ARRAY,        // elem, count (-1: incomplete or variable)
	T_CFUNC,        // a C function or `func` as declared: params, result(s)
	T_STRING,       // string; `char *` and `const char *` are T_POINTER to char (type_is_text tells)
	T_CHAN,         // elem, dir
	T_SLICE,        // elem
	T_FUNC,         // func(…) …: params, results
	T_ANY, T_INTERFACE,     // methods; error is an interface
	T_TUPLE,        // several results: results, nresults
	T_NIL,          // the literal nil
} type_kind;

typedef enum chan_dir { DIR_BOTH, DIR_SEND, DIR_RECV } chan_dir;

typedef struct field_info { const char *name; type *type; int bits; unsigned bit_offset; } field_info;
typedef struct iface_method { const char *name; type *func; } iface_method;     // func: a T_FUNC; sorted by name

struct type {
	type_kind kind;
	const char *name;       // the typedef it was written with, else NULL ("time_Duration", "string")
	const char *tag;        // struct/union/enum tag, interface tag
	bool is_unsigned, is_char, is_const, is_anonymous, is_complete;
	long size, align;       // bytes; -1 unknown
	type *elem;
	long count;
	chan_dir dir;
	type **params; int nparams;
	bool variadic;          // C's `...` or, for a func, the last parameter is a slice of `...T`
	bool go_variadic;
	type **results; const char **result_names; int nresults;    // 0: void. T_CFUNC, T_FUNC, T_TUPLE
	const char *results_tag;    // T_TUPLE, T_CFUNC with nresults > 1: "name_results"
	field_info *fields; int nfields;
	iface_method *methods; int nmethods;
	type *canonical;        // without typedefs; canonical->canonical == canonical
	const char *key;        // canonical text, equal for identical types
	const char *c;          // memo of the C spelling (type_c)
	const char *usr;        // struct, union, enum: libclang's unique name of the declaration
	bool unprototyped;      // T_CFUNC: declared `f()`, any arguments
};

// The C text that declares `name` as t in generated code ("goc_chan *jobs", "int (*f)(int)"); "" for an
// abstract type. Extension types are spelled as goc.h has them. type_c(t) is the spelling as one
// type name usable before a declarator; it uses __typeof__ where C's syntax would need it.
const char *type_declare(const type *t, const char *name);
const char *type_c(const type *t);
// The dialect's spelling, for messages: "chan<- int", "[]string", "time.Duration", "struct job *".
const char *type_show(const type *t);
bool type_same(const type *a, const type *b);           // canonical identity
bool type_is_text(const type *t);                       // string, char *, const char *
bool type_is_extension(const type *t);                  // of docs/language.md's table, or holds one
bool type_is_direct(const type *t);                     // pointer-shaped: lies in goc_any.data itself
bool type_is_named(const type *t);                      // a type of its own in any, assertions, type switches
const char *type_mangled(const type *t);                // an identifier made of its key, for goc_type_…

// A method of t (or of *t) called name: `func (T *p) name` or a C function T_name. NULL: none.
typedef struct method {
	decl *fn;               // T_CFUNC, its first parameter is the receiver
	bool by_pointer;        // receiver is T * (or const T *)
	bool by_const_pointer;
} method;
const method *type_method(const type *t, const char *name);
// All methods visible of t: sorted by name; *n set.
const method *const *type_methods(const type *t, int *n);

// ---- Declarations --------------------------------------------------------------------------------

typedef enum decl_kind { D_VAR, D_PARAM, D_FUNC, D_TYPE, D_ENUMERATOR, D_FIELD } decl_kind;

struct decl {
	decl_kind kind;
	const char *name;
	type *type;
	node *ident;            // where it is declared in a translated file; NULL: in a C header
	node *def;              // whole declaration: declaration, parameter, short_var, func_definition, …
	node *fn;               // innermost function definition or literal around it; NULL at file scope
	node *block;            // the block (or for statement, case) whose scope holds it
	bool is_global, is_static, is_extern, is_func;  // is_func: declared by `func`
	// What model.c finds, for locals and parameters:
	bool captured;          // named inside a literal nested in fn
	bool address_taken;     // &x, a method with a pointer receiver, an array's decay outside subscripts
	bool reassigned;        // assigned (++, op=, = …) after its initialiser
	bool assigned_in_literal, captured_in_own_init;
	bool outlived;          // a closure that names it may live longer than its scope
	bool deferred;          // a literal that is only deferred names it
	bool is_volatile;       // a named result that a deferred call may see after a fault: every assignment counts
	bool go_escapes;        // its address stands in the operands of go, a send, a return
	bool in_loop;           // declared inside a loop of fn: a new one each iteration
	bool loop_var;          // declared in a for's first clause or a range clause
	// How lower/ must keep it: plain, copied into each closure, plain with closures pointing at it, heap cell (capture.c).
	enum { CAP_NONE, CAP_COPY, CAP_ADDRESS, CAP_CELL } storage;
};

// ---- Nodes -----------------------------------------------------------------------------------------

enum node_kind {
	N_OTHER, N_TOKEN,
#define NODE(id, name) id,
#include "nodes.def"
	N_KINDS
};
enum field_id {
	F_NONE,
#define FIELD(id, name) id,
#include "nodes.def"
	F_FIELDS
};

// The predeclared words. A node whose word is set stands for the dialect's meaning of it: it was not hidden.
typedef enum word {
	W_NONE,
#define WORD(id, text, class) id,
#include "words.def"
	W_WORDS
} word;

struct node {
	uint16_t kind;          // enum node_kind
	uint16_t field;         // enum field_id: its field in parent, 0 for none
	bool named, missing, error, extra;
	bool tainted;           // an extension construct stands somewhere below
	uint32_t start, end;    // byte offsets in src->text
	source *src;
	node *parent, *first, *last, *next, *prev;      // children include anonymous tokens
	type *type;             // expressions: the type as written; type nodes: the type they spell; declarators' names: the variable's
	decl *decl;             // identifiers, field identifiers (methods): what they name
	// call_expression: C function or pointer; `func`; function value; method of a type; interface method;
	// predeclared function (word of the callee identifier); conversion T(e) (the callee's type is T)
	enum call_kind { CALL_C, CALL_FUNC, CALL_VALUE, CALL_METHOD, CALL_IFACE, CALL_BUILTIN, CALL_CONVERT } call;
	const struct method *method;    // CALL_METHOD, and method values x.Name
	uint8_t word;           // identifiers, type identifiers, true/false: the predeclared word it stands for, W_NONE: the program's own
	bool is_package;        // identifier that names an imported package (left of pkg.Name)
	bool is_type;           // expression node that names a type (an identifier or pkg.Name as argument of make/new, as callee of a conversion)
	const char *symbol;     // pkg.Name (field_expression, qualified_type): the C symbol, "pkg_Name"
	// function definitions and literals
	decl **captures; int ncaptures;     // literal: outer locals it names, itself or in literals within, in order of first use
	void *lowering;         // what a lowering file remembers of this node
	uint32_t probe_start, probe_end;    // where probe.c wrote it; 0, 0: it did not
};

// Walking and reading the tree (syntax.c). Text is not NUL-terminated in the source: node_text copies to the arena.
node *node_field(const node *n, enum field_id f);           // first child with that field, NULL
node *node_child(const node *n, enum node_kind k);          // first child of that kind, NULL
node *node_first_named(const node *n);                      // first named child that is no comment, NULL
node *node_next_named(const node *n);                       // next named sibling that is no comment, NULL
node *node_enclosing(const node *n, enum node_kind k);      // nearest ancestor of that kind, NULL
const char *node_text(const node *n);
bool node_is(const node *n, const char *text);              // its text equals text
node *node_function(const node *n);                         // innermost func_literal, func_definition or function_definition around n
node *node_skip_parens(node *n);                            // inside of parenthesized_expressions
node *declarator_name(node *declarator);                    // the identifier that a declarator declares, NULL if abstract

// A .gc or .gh file as parsed. Headers hang off the include or import that brings them in.
typedef struct unit {
	source *src;
	node *root;
	struct unit *headers;       // brought in by `import` and `#include "x.gh"`, in order
	struct unit *next;
	node *bringer;              // the import_spec or preproc_include in the unit above; NULL: the main file
	const char *package;        // import: the name that qualifies (alias or last path element), else NULL
	const char *prefix;         // import: the symbols' prefix ("rand" for math/rand)
	const char *c_header;       // import whose plain C header stands beside it: "goc/time.h", else NULL
	bool extended;              // holds an extension construct (or brings a dialect header in)
} unit;

#endif
