// sync.RWMutex: many readers or one writer. Writers sort themselves out by an ordinary Mutex; its holder
// announces itself (writing), which keeps new readers out, and waits until those inside have left. Its
// Unlock lets in all readers that came meanwhile before the next writer can announce itself, so that neither
// side starves the other.
//
// readers, writing and the queues belong to the holder of `lock`.
#include "queue.h"
#include "sched/panic.h"

#include <goc/type.h>

#define WRITER_OF(rw) ((goc__waitq *)&(rw)->writer)

void sync_RWMutex_RLock(sync_RWMutex *rw)
{
	goc__m *thread = lock_enter(LOCK_OF(rw));
	if (__builtin_expect(rw->writing, 0)) {
		goc__wait(QUEUE_OF(rw), LOCK_OF(rw), GOC__WAIT_RWMUTEX_RLOCK, false);    // counted by Unlock
		return;
	}
	rw->readers++;
	lock_leave(LOCK_OF(rw), thread);
}

goc_bool sync_RWMutex_TryRLock(sync_RWMutex *rw)
{
	goc__lock_enter(LOCK_OF(rw));
	bool in = !rw->writing;
	rw->readers += in;
	goc__lock_leave(LOCK_OF(rw));
	return in;
}

void sync_RWMutex_RUnlock(sync_RWMutex *rw)
{
	goc__m *thread = lock_enter(LOCK_OF(rw));
	if (__builtin_expect(rw->readers == 0, 0)) {
		lock_leave(LOCK_OF(rw), thread);
		goc__fatal("sync: RUnlock of unlocked RWMutex");
	}
	if (--rw->readers == 0 && rw->writing)
		goc__wake(WRITER_OF(rw), 1);
	lock_leave(LOCK_OF(rw), thread);
}

void sync_RWMutex_Lock(sync_RWMutex *rw)
{
	sync_Mutex_Lock(&rw->writers);
	goc__lock_enter(LOCK_OF(rw));
	rw->writing = 1;
	if (rw->readers)
		goc__wait(WRITER_OF(rw), LOCK_OF(rw), GOC__WAIT_RWMUTEX_LOCK, false);
	else
		goc__lock_leave(LOCK_OF(rw));
}

goc_bool sync_RWMutex_TryLock(sync_RWMutex *rw)
{
	if (!sync_Mutex_TryLock(&rw->writers))
		return false;
	goc__lock_enter(LOCK_OF(rw));
	bool in = rw->readers == 0;
	rw->writing = in;
	goc__lock_leave(LOCK_OF(rw));
	if (!in)
		sync_Mutex_Unlock(&rw->writers);
	return in;
}

void sync_RWMutex_Unlock(sync_RWMutex *rw)
{
	goc__lock_enter(LOCK_OF(rw));
	if (__builtin_expect(!rw->writing, 0)) {
		goc__lock_leave(LOCK_OF(rw));
		goc__fatal("sync: Unlock of unlocked RWMutex");
	}
	rw->writing = 0;
	rw->readers += (goc_uint32)goc__wake(QUEUE_OF(rw), -1);
	goc__lock_leave(LOCK_OF(rw));
	sync_Mutex_Unlock(&rw->writers);
}

// ---- RLocker: the same object under another method table -----------------------------------------

static const goc_method rlocker_methods[] = {
	{ "Lock", "func()", sync_RWMutex_RLock },
	{ "Unlock", "func()", sync_RWMutex_RUnlock },
};
static const goc_type rlocker_type = {
	.kind = GOC_KIND_POINTER, .flags = GOC_TYPE_DIRECT, .size = sizeof(void *),
	.name = "*sync.rlocker", .key = "*sync.rlocker", .elem = &goc_type_pointer,
	.nmethods = 2, .methods = rlocker_methods,
};
static const goc_itab rlocker_tab = { &rlocker_type, { sync_RWMutex_RLock, sync_RWMutex_RUnlock } };

sync_Locker sync_RWMutex_RLocker(sync_RWMutex *rw)
{
	return (sync_Locker){ &rlocker_tab, rw };
}
