// The probe: the .gc file spelled as C that clang can type. Each extension construct becomes C of the same type;
// what it does is lost, its operands are all there. types.c parses it and turns the encodings back:
//
//   chan T, chan<- T, <-chan T    T (*)(struct goc__both *), … goc__send …, … goc__recv …: a pointer to a function that
//                                 gives a T, so that `<-ch` is a call and two channels of T are one type
//   []T                           T in another address space, pointed at: indexing works, and clang keeps them apart
//   func(A) R                     a pointer to a function of the calling convention swiftcall
//   interface { … }, any, error   a pointer to struct goc__i…: any pointer converts to it with a mere warning
//   several results               struct f_results, or struct goc__r… in func types
//   x := e                        __auto_type
//   func(A a) R { … }             a statement expression that declares the parameters: captures just resolve
//
// Calls of a `func` go to an unprototyped declaration, so that arguments that convert to interfaces are no errors;
// the definition has another name. `return e;` becomes `(void)(e);`. What clang still rejects survives in its tree
// as a recovery expression; infer.c types that by its own rules.
#ifndef GOC_PROBE_H
#define GOC_PROBE_H
#include "buf.h"
#include "model.h"

#define PROBE_BOTH "goc__both"
#define PROBE_SEND "goc__send"
#define PROBE_RECV "goc__recv"
#define PROBE_INTERFACE "goc__i_"
#define PROBE_ANY "goc__i_any"
#define PROBE_ERROR "goc__i_error"
#define PROBE_RESULTS "goc__r"
#define PROBE_MACRO "goc__macro_"
#define PROBE_TYPE_MACRO "goc__type_"     // goc__type_NAME: a pointer to the type that the macro NAME stands for
#define PROBE_CALLING_CONVENTION CXCallingConv_Swift

// Writes the probe of u and all it brings in, and sets probe_start and probe_end of every node printed. A variable
// of `:=` whose type infer.c knows (node->type of the identifier, from an earlier probe) is declared with it.
void probe_write(unit *u, buf *out);
// Names declared by the probe at another place than their identifier's: the variable of a type switch, once a case.
typedef struct probe_mark { uint32_t offset; node *ident, *context; } probe_mark;
extern probe_mark *probe_marks;
extern int probe_nmarks;
// Is this identifier on the left of := a new variable (else it is assigned to)?
bool short_var_is_new(const node *ident);
#endif
