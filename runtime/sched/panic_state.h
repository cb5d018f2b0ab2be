// A panic under way, for the files of sched/ that run, print and raise panics. Lies on the panicking stack
// and belongs to its goroutine.
#ifndef GOC_SCHED_PANIC_STATE_H
#define GOC_SCHED_PANIC_STATE_H
#include <goc/defer.h>

struct goc_panic {
	goc_any value;
	goc_panic *link;                // the panic during which this one began
	const void *callee;             // the function that it is calling now, until that function asks
	unsigned char recovered;        // recover() has taken the value; the call has not returned yet
	unsigned char goexit;           // a Goexit: no value, not recoverable
	unsigned char repanicked;       // printing: the next later panic has the same value
	unsigned char printing;         // its Error or String method is being called
	int signal, code;               // of a fault, else 0
	goc_uintptr address, pc;
};

// Links p on the goroutine's list and runs the deferred calls; ends in a mark, the goroutine's or the process's end.
_Noreturn void goc__panic_run(goc_panic *p);
// Nothing recovered p: prints the list and the traces, ends with status 2.
_Noreturn void goc__panic_die(goc_panic *p);
// Ends the process after a fatal message: status 2, or a core dump for GOTRACEBACK=crash.
_Noreturn void goc__die(void);
// One dying thread at a time: returns for the first, never for others.
void goc__dying(void);
// Whether another thread is dying; this one need not go on.
int goc__dying_elsewhere(void);
// From a fault's handler: ends the process if the faulting thread is the one that prints.
void goc__dying_fault(void);

#endif
