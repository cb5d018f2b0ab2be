// How the types of package sync hold a lock and a queue of waiters: plain words in the public headers, which
// may name nothing of the scheduler's, and its types here.
#ifndef GOC_PKG_SYNC_QUEUE_H
#define GOC_PKG_SYNC_QUEUE_H
#include "sched/park.h"
#include <goc/type.h>
#include <goc/sync.h>

_Static_assert(sizeof(goc__lock) == sizeof(goc_uint32), "a lock is a word");
_Static_assert(sizeof(goc__waitq) == 2 * sizeof(void *), "a queue is two pointers");

#define LOCK_OF(o) ((goc__lock *)&(o)->lock)
#define QUEUE_OF(o) ((goc__waitq *)&(o)->head)      // the members head and tail

#endif
