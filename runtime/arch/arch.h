// What a processor port gives, and which port this build has. The only place that asks for the processor.
//
// A port is arch/<processor>.h with the functions below and assembly beside it.
//
//	goc__context                  where a stopped stack goes on: pc, sp, fp (all three; traces read pc and fp)
//	goc__switch(from, to, word)   stops here, goes on at `to`; stores 0 to *word when from is whole and the
//	                              thread has left its stack, so that another thread may go on there
//	goc__jump(to)                 the same without saving
//	goc__thread_m/_set            the thread's worker, read afresh at each call, whatever the compiler knew
//	goc__thread_g_set             the thread's goc__self
//	goc__call_on(sp, mine, fn, n) calls fn(n) on another stack
//	goc__syscall(n, a … f)        a system call that leaves errno alone
//	goc__pause()                  a breath while spinning
//	goc__here(word)               the stack pointer
//
// Between two switches a stack belongs to one thread. A value that a compiler keeps in a register across
// goc__switch is on the old stack by then: everything but pc, sp and fp is declared lost.
#ifndef GOC_ARCH_ARCH_H
#define GOC_ARCH_ARCH_H
#include <stdint.h>
#include <stdatomic.h>

typedef struct goc__context {
	void *pc, *sp, *fp;            // the port's assembly knows the offsets
} goc__context;

struct goc__m;

#if defined __x86_64__
#include "arch/x86_64.h"
#else
#error "libgoc has no port for this processor yet: see arch/arch.h"
#endif

#endif
