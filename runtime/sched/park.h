// Waiting: how channels, sync, time and the packages put a goroutine to sleep and wake it again.
//
// The pattern, for an object of one's own with a `goc__lock lock` and a `goc__waitq queue`:
//
//	goc__lock_enter(&o->lock);              // inside the runtime: short, no allocation, no libc, no user code
//	if (o->free) { o->free = 0; goc__lock_leave(&o->lock); return; }
//	goc__wait(&o->queue, &o->lock, GOC__WAIT_MUTEX, false);   // queues, parks, then lets the lock go
//	// woken; neither locked nor inside any more
//
// and on the other side
//
//	goc__lock_enter(&o->lock);
//	if (!goc__wake(&o->queue, 1)) o->free = 1;
//	goc__lock_leave(&o->lock);
//
// What holds:
// - Between enter and leave the thread is *inside*: its processor is not taken away, it does not move to
//   another thread, and it takes part in the locks' bias (see goc__lock). Sections do not nest; inside one,
//   only goc__lock_more/less, goc__wait*, goc__wake* and goc__ready_inside may be called.
// - Everything works on threads that are not the runtime's too; there the thread blocks on a futex.
// - errno is the goroutine's and survives a park. Thread-local addresses do not: reload them.
// - Waiters are woken first in, first out. There are no spurious returns.
#ifndef GOC_SCHED_PARK_H
#define GOC_SCHED_PARK_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdatomic.h>

typedef struct goc__g goc__g;          // a goroutine (or a foreign thread standing for one): sched/g.h

// Why a goroutine waits, as the dumps print it in brackets.
#define GOC__WAITS(X) \
	X(NONE, "") \
	X(CHAN_RECV, "chan receive") X(CHAN_SEND, "chan send") \
	X(CHAN_RECV_NIL, "chan receive (nil chan)") X(CHAN_SEND_NIL, "chan send (nil chan)") \
	X(SELECT, "select") X(SELECT_NONE, "select (no cases)") \
	X(SLEEP, "sleep") X(IO, "IO wait") X(SYSCALL, "syscall") \
	X(MUTEX, "sync.Mutex.Lock") X(RWMUTEX_LOCK, "sync.RWMutex.Lock") X(RWMUTEX_RLOCK, "sync.RWMutex.RLock") \
	X(COND, "sync.Cond.Wait") X(WAITGROUP, "sync.WaitGroup.Wait") X(SEMACQUIRE, "semacquire") \
	X(GC, "garbage collection") X(PANIC, "panicwait") X(FOREVER, "select (no cases)")
#define GOC__WAIT_ENUM(name, text) GOC__WAIT_##name,
enum goc__reason { GOC__WAITS(GOC__WAIT_ENUM) GOC__NWAITS };
#undef GOC__WAIT_ENUM
const char *goc__reason_text(enum goc__reason r);

// The calling goroutine; on a foreign thread the descriptor that stands for it (made at first use). Never NULL.
goc__g *goc__current(void);

// ---- Locks ---------------------------------------------------------------------------------------

// A spin lock for sections of some dozen instructions. While only one thread is active in the runtime it
// costs no atomic operation (sched/bias.h). All zeroes is unlocked.
typedef struct goc__lock {
	_Atomic uint32_t held;
} goc__lock;

void goc__lock_enter(goc__lock *l);       // go inside and take l
void goc__lock_leave(goc__lock *l);       // let l go and go outside
void goc__lock_more(goc__lock *l);        // a second lock while inside; the caller answers for the order
void goc__lock_less(goc__lock *l);

// ---- Queues of waiters -----------------------------------------------------------------------------

// One wait, in the frame of the waiting function.
typedef struct goc__waiter {
	struct goc__waiter *next, *prev;
	goc__g *g;
	int64_t since;                     // goc__nanotime() at the first wait of this call, or 0; the owner's use
	uintptr_t data;                    // the owner's use (a reader's mark, a hand-over flag)
} goc__waiter;

// Waiters under the lock of the object they wait for. All zeroes is empty.
typedef struct goc__waitq {
	goc__waiter *head, *tail;
} goc__waitq;

// Queues the caller (at the head when front) and parks; l is let go once others may wake it. Called
// holding l; returns outside, without l. Returns w->data as the waker left it.
void goc__wait(goc__waitq *q, goc__lock *l, enum goc__reason why, bool front);
uintptr_t goc__wait_as(goc__waitq *q, goc__lock *l, enum goc__reason why, bool front, goc__waiter *w);

// Wakes the first n waiters (n < 0: all), holding the queue's lock. Returns how many.
int goc__wake(goc__waitq *q, int n);
// Takes the first waiter off without waking it (NULL: none); goc__ready_inside(w->g) wakes it afterwards,
// and *w must not be touched after that.
goc__waiter *goc__waitq_pop(goc__waitq *q);
void goc__waitq_remove(goc__waitq *q, goc__waiter *w);
static inline bool goc__waitq_empty(const goc__waitq *q) { return q->head == NULL; }

// ---- The primitive ---------------------------------------------------------------------------------

// Parks the caller, who must be outside. Once it can be woken, commit(g, arg) runs inside, on another stack
// (no parking, no allocation, no goc__lock_enter there): it publishes g to whoever will wake it and lets go
// of what guards that. If it returns false the goroutine goes on at once. commit may be NULL.
void goc__park(enum goc__reason why, bool (*commit)(goc__g *g, void *arg), void *arg);

// Makes g, parked or about to be (its commit has run), runnable: exactly once for each park.
void goc__ready(goc__g *g);               // from outside; does not park
void goc__ready_inside(goc__g *g);        // from inside

// ---- Semaphores by address ---------------------------------------------------------------------------

// For objects that have only a word to spare: *count is the semaphore, its waiters are in a table of the
// runtime's, by address. acquire waits until *count > 0 and takes one; front: ahead of the others.
// release adds one or hands it straight to the first waiter; with handoff the caller lets that one run at once.
void goc__semacquire(uint32_t *count, enum goc__reason why, bool front);
void goc__semrelease(uint32_t *count, bool handoff);

#endif
