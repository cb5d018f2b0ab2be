// What a trapped division tells: for fault.c. Safe in a signal handler.
#ifndef GOC_ARCH_DIVIDE_H
#define GOC_ARCH_DIVIDE_H
#include <ucontext.h>

// Whether the division at r's program counter has a zero divisor; if not, its quotient did not fit.
int goc__divisor_is_zero(const greg_t *r);

#endif
