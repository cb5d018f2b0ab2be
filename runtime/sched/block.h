// Calls that may block in the kernel. The scheduler notices by itself within a few milliseconds that a
// thread does not come back, and hands its processor on; these two say so at once, which is cheaper
// for everybody when a call is known to wait (read of a terminal or a pipe, accept, connect, flock).
//
//	goc__blocking_begin(GOC__WAIT_IO);
//	n = read(fd, buf, len);
//	goc__blocking_end();               // errno is kept
//
// Between them the goroutine keeps its thread but has no processor: it must not call anything of the
// runtime (no allocation by goc_new, no channels). begin/end do not nest. end may park. On a foreign
// thread both do nothing. The collector can stop and scan the thread throughout: EINTR may come earlier
// than without a collector, so loop.
#ifndef GOC_SCHED_BLOCK_H
#define GOC_SCHED_BLOCK_H
#include "sched/park.h"

void goc__blocking_begin(enum goc__reason why);
void goc__blocking_end(void);

#endif
