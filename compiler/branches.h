// Conditional compilation: which lines of a file the C preprocessor keeps.
#ifndef GOC_BRANCHES_H
#define GOC_BRANCHES_H
#include "options.h"
#include "source.h"

// s without the lines that #if leaves out and without the conditional directives themselves: the same lines, those
// empty. s itself where there is nothing to decide (no conditional but an include guard) or the preprocessor fails.
source *branches_active(source *s, const options *o);
#endif
