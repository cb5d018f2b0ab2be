// Types at run time in generated code (typedesc.c), for the files of lower/ that print values.
#ifndef GOC_TYPEDESC_H
#define GOC_TYPEDESC_H
#include "../typetext.h"
#include "lower.h"

// The runtime's own descriptor of a type, without goc_type_: "int", "string"; NULL: it has none.
const char *typedesc_basic(const type *t);
// The goc_interface of an interface type, and the goc_itab of type t for it (which t must satisfy): their names.
const char *typedesc_interface(emit *e, const type *iface);
const char *typedesc_table(emit *e, const type *t, const type *iface);

// iface.c: `x.member` of a value that is a struct in C.
void member_emit(emit *e, node *x, const char *member);
// composite.c: a list as []T{…} and as &T{…}, of types that the text leaves out.
void composite_slice(emit *e, node *list, const type *t);
void composite_new(emit *e, node *list, const type *t);
// initializer.c: where the values of a T{…} must be taken before the object is made, prints `({ ` and the values
// as variables and returns true: `; })` follows the literal then. convert_list prints the variables.
void initializer_list(emit *e, node *list, const type *t);      // `{ … }` of a T{…} or []T{…}: t is never any's kind
bool initializer_open(emit *e, node *list, const type *t);

#endif
