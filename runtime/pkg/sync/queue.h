// How the types of package sync hold a lock and a queue of waiters: plain words in the public headers, which
// may name nothing of the scheduler's, and its types here.
#ifndef GOC_PKG_SYNC_QUEUE_H
#define GOC_PKG_SYNC_QUEUE_H
#include "sched/bias.h"
#include "sched/park.h"
#include <goc/type.h>
#include <goc/sync.h>

_Static_assert(sizeof(goc__lock) == sizeof(goc_uint32), "a lock is a word");
_Static_assert(sizeof(goc__waitq) == 2 * sizeof(void *), "a queue is two pointers");

// goc__lock_enter and goc__lock_leave, inline: they are most of what a Lock costs. leave takes what enter gave.
static inline goc__m *lock_enter(goc__lock *l)
{
	goc__m *m = goc__enter();
	goc__take(l);
	return m;
}

static inline void lock_leave(goc__lock *l, goc__m *m)
{
	goc__give(l);
	goc__leave(m);
}

#define LOCK_OF(o) ((goc__lock *)&(o)->lock)
#define QUEUE_OF(o) ((goc__waitq *)&(o)->head)      // the members head and tail

#endif
