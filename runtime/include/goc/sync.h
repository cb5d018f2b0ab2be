// Package sync: locks and meeting points for goroutines. Everything here parks the goroutine, not its thread; threads that are
// not the runtime's may use it too and block as threads. Every zero value is ready for use; nothing may be copied after first
// use. All members are private. What happens before an Unlock, Done, Signal, … happens before what that lets go on.
//
//	sync.Mutex mu; int n = 0;
//	sync.WaitGroup wg;
//	for (range 100) { wg.Go(func() { mu.Lock(); defer mu.Unlock(); n++; }); }
//	wg.Wait();
#ifndef GOC_SYNC_H
#define GOC_SYNC_H
#include <goc/goc.h>

// ---- Mutex ---------------------------------------------------------------------------------------

// What has Lock and Unlock.
// interface {
//	void Lock(void);
//	void Unlock(void);
// }
typedef goc_iface sync_Locker;   // tab->fn: Lock, Unlock

// A mutual exclusion lock. It belongs to no goroutine: one may lock it and another unlock it. Fair when it
// has to be: a waiter that has not got it for 1 ms is handed it by the next Unlock.
typedef struct sync_Mutex {
	goc_uint32 lock, state;
	void *head, *tail;  // waiters
} sync_Mutex;

void sync_Mutex_Lock(sync_Mutex *m);    // may park
goc_bool sync_Mutex_TryLock(sync_Mutex *m);     // never parks; false when it is held or is being handed on
void sync_Mutex_Unlock(sync_Mutex *m);  // of an unlocked one: "fatal error: sync: unlock of unlocked mutex"

// Any number of readers or one writer. A writer that waits keeps new readers out.
typedef struct sync_RWMutex {
	sync_Mutex writers;  // the writer holds it from Lock to Unlock
	goc_uint32 lock, readers, writing;
	void *head, *tail;  // readers that wait
	void *writer, *writer1;  // the writer that waits for readers to leave
} sync_RWMutex;

void sync_RWMutex_RLock(sync_RWMutex *rw);      // may park
goc_bool sync_RWMutex_TryRLock(sync_RWMutex *rw);
void sync_RWMutex_RUnlock(sync_RWMutex *rw);    // fatal "sync: RUnlock of unlocked RWMutex"
void sync_RWMutex_Lock(sync_RWMutex *rw);       // may park
goc_bool sync_RWMutex_TryLock(sync_RWMutex *rw);
void sync_RWMutex_Unlock(sync_RWMutex *rw);     // fatal "sync: Unlock of unlocked RWMutex"
sync_Locker sync_RWMutex_RLocker(sync_RWMutex *rw);     // its Lock and Unlock are RLock and RUnlock

// ---- WaitGroup -----------------------------------------------------------------------------------

// Waits for a number of tasks. Add what is to come before Wait is called; Done when one ends.
typedef struct sync_WaitGroup {
	goc_uint32 lock;
	goc_int32 count;
	void *head, *tail;  // waiters
} sync_WaitGroup;

// Panics "sync: negative WaitGroup counter". Wakes all waiters when the counter gets to 0.
void sync_WaitGroup_Add(sync_WaitGroup *wg, int delta);
void sync_WaitGroup_Done(sync_WaitGroup *wg);   // Add(-1)
// Parks until the counter is 0. Panics "sync: WaitGroup is reused before previous Wait has returned" when it
// finds, woken, that somebody has added to it again.
void sync_WaitGroup_Wait(sync_WaitGroup *wg);
void sync_WaitGroup_Go(sync_WaitGroup *wg, goc_func *f);        // Add(1), f in a new goroutine, Done when it ends; f must not panic

// ---- Once ----------------------------------------------------------------------------------------

typedef struct sync_Once {
	goc_uint32 done;
	sync_Mutex m;
} sync_Once;

// Calls f if this is the first Do of o. Others wait until f has ended (park), also when it ends by a panic.
void sync_Once_Do(sync_Once *o, goc_func *f);
typedef goc_func *sync_func;
// A function that calls f once, however often it is called; a panic of f is raised by every call.
sync_func sync_OnceFunc(goc_func *f);
typedef goc_func *sync_valueFunc;
// The same for a function that gives a value: the first call's, for every call.
sync_valueFunc sync_OnceValue(goc_func *f);

// ---- Cond ----------------------------------------------------------------------------------------

// Goroutines wait for a change of something that L guards.
typedef struct sync_Cond {
	sync_Locker L;
	goc_uint32 lock, next, notified;  // tickets: the next to give out, the first not yet woken
	void *head, *tail;
} sync_Cond;

sync_Cond *sync_NewCond(sync_Locker l);
void sync_Cond_Wait(sync_Cond *c);      // unlocks c.L, parks until woken, locks it again
void sync_Cond_Signal(sync_Cond *c);    // wakes the one that waits longest
void sync_Cond_Broadcast(sync_Cond *c); // wakes all

// ---- Pool, Map -----------------------------------------------------------------------------------

// Values to be used again. May forget any of them at a collection. New, where set, makes one when there is none.
typedef struct sync_Pool {
	goc_func *New;
	void *pool;  // private
} sync_Pool;

goc_any sync_Pool_Get(sync_Pool *p);    // nil when empty and New is nil
void sync_Pool_Put(sync_Pool *p, goc_any x);    // nil is ignored

// A map from any to any that goroutines share. Keys that == cannot compare panic. A Range sees each key at most once.
typedef struct sync_Map {
	sync_RWMutex mu;
	void *table;
} sync_Map;

struct sync_Map_Load_results { goc_any value; goc_bool ok; };
struct sync_Map_Load_results sync_Map_Load(sync_Map *m, goc_any key);
void sync_Map_Store(sync_Map *m, goc_any key, goc_any value);
struct sync_Map_LoadOrStore_results { goc_any actual; goc_bool loaded; };
struct sync_Map_LoadOrStore_results sync_Map_LoadOrStore(sync_Map *m, goc_any key, goc_any value);
struct sync_Map_LoadAndDelete_results { goc_any value; goc_bool loaded; };
struct sync_Map_LoadAndDelete_results sync_Map_LoadAndDelete(sync_Map *m, goc_any key);
void sync_Map_Delete(sync_Map *m, goc_any key);
struct sync_Map_Swap_results { goc_any previous; goc_bool loaded; };
struct sync_Map_Swap_results sync_Map_Swap(sync_Map *m, goc_any key, goc_any value);
goc_bool sync_Map_CompareAndSwap(sync_Map *m, goc_any key, goc_any old, goc_any new_value);
goc_bool sync_Map_CompareAndDelete(sync_Map *m, goc_any key, goc_any old);
void sync_Map_Range(sync_Map *m, goc_func *f);  // until f returns false
void sync_Map_Clear(sync_Map *m);

#endif
