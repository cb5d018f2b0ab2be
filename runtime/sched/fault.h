// Faults as panics: what arch/ gives for it.
#ifndef GOC_SCHED_FAULT_H
#define GOC_SCHED_FAULT_H

// Goes on at a mark made by goc__mark, which returns 1 there. Everything younger on the stack is dead.
_Noreturn void goc__mark_jump(void **mark);
// Not a function to call: the handler makes a faulting context go on here.
void goc__fault_entry(void);
// Called from there, on the faulting stack: signal and code in one word, and the address.
_Noreturn void goc__fault_raise(unsigned long signal_and_code, unsigned long address, unsigned long pc);

// Whether SIGQUIT's handler is the runtime's, not the program's.
int goc__quit_is_ours(void);
// "SIGSEGV: segmentation violation", as Go writes it.
const char *goc__signal_text(int sig);

#endif
