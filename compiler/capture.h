// Captures and escapes: which locals a function literal names, and where each such variable must live.
// Works on the typed tree (node->decl set on identifiers) and fills node->captures of every func_literal
// and the capture fields of decl.
#ifndef GOC_CAPTURE_H
#define GOC_CAPTURE_H
#include "model.h"

void capture_analyse(node *root);
// Reports macros of the file that name a captured variable in their bodies; part of capture_analyse.
void capture_check_macros(node *root);

// Whether fn's body uses a macro of the file that holds a `return`.
bool macro_returns(const node *fn);

// A literal that is the callee of a plain call: `func(int x) { … }(1)`, and the call does not outlive the
// expression (go and defer do).
bool literal_called_at_once(const node *literal);
// A literal that is the callee of a `defer`: nothing but that statement can call it.
bool literal_only_deferred(const node *literal);
// A `defer` that may run more than once in a call of its function: in a loop, or a goto leads back over it.
bool defer_repeats(const node *defer);

#endif
