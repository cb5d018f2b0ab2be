// Traces of goroutines on other threads, for a dying process.
#ifndef GOC_SCHED_STOP_H
#define GOC_SCHED_STOP_H
#include "trace.h"
#include <stdint.h>

enum { GOC_STOPPED_PCS = 100 };
typedef struct goc_stopped {
	struct goc_stopped *next;
	uint64_t id;                    // the goroutine's
	int n;
	const void *pcs[GOC_STOPPED_PCS];
} goc_stopped;

// By the dying thread, before it lists goroutines. Others may be anywhere; they do not go on.
void goc__stop_others(void);
// By SIGQUIT's handler on a thread with a goroutine, once another one dies. Does not return.
_Noreturn void goc__stop_here(void);
// What goroutine id left, NULL: nothing.
const goc_stopped *goc__stopped(uint64_t id);

#endif
