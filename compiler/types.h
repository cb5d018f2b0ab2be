// What libclang knows of the probe (probe.c): the only user of clang-c/Index.h. libclang is loaded when the
// first probe is parsed, so that plain C never pays for it.
#ifndef GOC_TYPES_H
#define GOC_TYPES_H
#include "model.h"
#include "options.h"

// What a name in the probe declares or refers to.
typedef enum ref_kind { REF_VAR, REF_PARAM, REF_FUNC, REF_TYPEDEF, REF_TAG, REF_ENUMERATOR, REF_FIELD, REF_MACRO } ref_kind;
typedef struct ref {
	ref_kind kind;
	const char *name;
	type *type;             // of a typedef or tag: the type it names
	uint32_t offset;        // of the declared name in the probe; UINT32_MAX: in a header of C
	bool is_static, is_extern, has_body;
} ref;

// Parses text (a C file that stands for path) and indexes what was written in it. false: libclang could not
// be loaded or gave nothing (reported). May be called again for a better probe: all earlier answers are void.
bool types_parse(const char *path, const char *text, size_t len, const options *o);

// The type of the expression written at [start, end) of the probe, before C's implicit conversions; NULL unknown.
type *types_expression(uint32_t start, uint32_t end);
// The same of a macro's name or call: the type of its whole expansion (all of it has one place for libclang).
type *types_expansion(uint32_t start, uint32_t end);
bool types_expression_known(uint32_t offset);  // libclang typed the variable declared there
const ref *types_use(uint32_t offset);      // what the name written at offset refers to; NULL unknown
const ref *types_declared(uint32_t offset); // what the name written at offset declares; NULL unknown
const ref *types_global(const char *name);  // a function, variable, typedef, enumerator at file scope (headers too)
// All functions at file scope whose name begins with prefix, for methods T_Name.
void types_each_function(const char *prefix, void (*f)(const ref *r, void *arg), void *arg);
bool types_in_header(const char *function); // a C header declares it
bool types_macro(const char *name);         // a header (or the file) defines this macro: asked of predeclared words

// The typing pass's answer for entities declared in .gc text, whose types libclang sees without their typedefs.
// Given the offset of the declared name in the probe; NULL: take libclang's type.
extern type *(*types_own_declared)(uint32_t offset);

// Making types.
type *type_new(type_kind kind);
type *type_pointer(type *elem);
type *type_chan(type *elem, chan_dir dir);
type *type_slice(type *elem);
type *type_word(word w);                    // string, error, any, int64, …
type *type_basic(const char *name);         // "int", "unsigned long", "double", "void", "_Bool"; NULL for others
type *type_named(type *t, const char *name);        // t under a typedef's name
type *type_finish(type *t);                 // sets canonical and key once t is filled in
type *type_unqualified(type *t);             // without const
type *type_decayed(type *t);                // arrays and C functions become pointers
#endif
