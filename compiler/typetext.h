// More of model.h's "types as text" (typetext.c, typename.c), for lower/ and check.c.
#ifndef GOC_TYPETEXT_H
#define GOC_TYPETEXT_H
#include "model.h"

typedef struct buf buf;

// An import's prefix: "time_Duration" is then shown as time.Duration and is a type of its own.
void type_package(const char *package);
bool type_is_of_package(const type *t);
const char *type_dotted(const char *name);          // "time.Duration" of "time_Duration", "int64" of "goc_int64"
const char *type_plain_name(const char *name);      // without goc_ where it is one of the dialect's words
void type_note_variable(const char *name);          // a local variable that may hide a typedef
const char *type_record_typedef(const type *t);     // the typedef's name of a struct without a tag, NULL

const char *type_result_c(const type *t);           // what a function of type t returns: "void", "int", "struct f_results"
const char *type_results_tag(const type *t);        // a tag for function values' several results, made of their types
const char *type_shape(const type *t);              // "{ int x; }": equal for structs without a name that are one type
bool type_is_nameless(const type *t);               // a struct without a name, or a pointer or array of one
// The bodies of the structs without a name that were spelled since the last call, NULL: none. They belong
// before the item that is being printed.
const char *type_take_definitions(void);

const char *type_go_name(const type *t);            // at run time: "*job", "[]string", "int64"
const char *type_go_signature(const type *t);       // "func(int) string" of a T_FUNC or T_CFUNC
const char *type_signature_key(const type *t);      // the same for comparing: equal text, equal type
const char *type_key(const type *t);                // at run time: equal for one type, different for two
unsigned long long type_hash(const char *text);
const char *type_take(buf *b);                      // b's text into the arena; empties b

#endif
