// G, M and P: goroutines, workers and processors. For the files of sched/ and comm/ only; HACKING.md has
// the whole picture.
//
//	G  a goroutine: its stopped place, its wait. The descriptor lies at the top of its stack's slot.
//	M  a thread in the runtime: a worker, or a foreign thread that has entered. Never freed; reused.
//	P  a processor: the right to run goroutines, with the queues, caches and timers that go with it.
//
// Who owns a goroutine (may write its fields and stand on its stack) follows from its state:
//
//	DEAD       the P or the list of free stacks that holds it
//	RUNNABLE   the queue that it is in, under that queue's lock
//	RUNNING    the M that runs it (g->m)
//	WAITING    whoever will wake it, under the lock of what it waits for
//	BLOCKED    its M, which has given its P away (a call that blocks, or a processor taken by sysmon)
#ifndef GOC_SCHED_G_H
#define GOC_SCHED_G_H
#include <goc/goc.h>
#include <goc/defer.h>
#include "arch/arch.h"
#include "core/mutex.h"
#include "core/stack.h"
#include "sched/park.h"
#include "sched/timer.h"

typedef struct goc__m goc__m;
typedef struct goc__p goc__p;

#define goc__likely(x) __builtin_expect(!!(x), 1)
#define goc__unlikely(x) __builtin_expect(!!(x), 0)

enum goc__state { GOC__DEAD, GOC__RUNNABLE, GOC__RUNNING, GOC__WAITING, GOC__BLOCKED };

struct goc__g {
	goc_goroutine head;            // what generated code sees: must be first
	goc__context at;               // where it goes on; whole whenever it is not RUNNING or BLOCKED
	goc__m *m;                     // RUNNING, BLOCKED: its worker
	goc__g *link;                  // RUNNABLE in a linked queue: the next one
	_Atomic unsigned char state;   // goc__state; written by the owner, read by dumps
	unsigned char reason;          // WAITING: goc__reason
	bool thread;                   // stands for a foreign thread: parks on `wake`
	bool is_main;
	int err;                       // errno while not RUNNING
	_Atomic uint32_t selected;     // select: 1 once a waker has claimed it (CAS by wakers, reset by its owner)
	_Atomic uint32_t wake;         // thread: futex; 1 is woken
	uint64_t id, parent;
	const void *go_pc;             // return address of its `go`
	int64_t since;                 // coarse time of the last park
	goc__stack stack;
	struct goc__fresh *fresh;      // the record that it starts from, until it runs
	void *waiter;                  // what its waker wants it to know (comm's use)
	goc__m *pinned;                // LockOSThread: the worker it must run on
	uint32_t pins;
	void *fake_stack;              // AddressSanitizer's, while not RUNNING (fiber.h)
};

// A goroutine that has not run yet: what `go` leaves. Args hold the collector's pointers: `live` ones are roots.
enum { GOC__FRESH_ARGS = 64 };
typedef struct goc__fresh {
	struct goc__fresh *link;       // in a free list or the global queue
	void (*fn)(void *args);
	const void *go_pc;
	uint64_t id, parent;
	void *big;                     // collected copy of arguments that do not fit below
	uint32_t size;
	_Atomic uint32_t live;         // set after args are written, cleared before it is freed; pairs with the roots' walk
	_Alignas(16) unsigned char args[GOC__FRESH_ARGS];
} goc__fresh;

// What a worker's attention asks for, at its next entry into the runtime.
enum {
	GOC__ASK_PREEMPT = 1,          // let others run (sysmon, after 10 ms)
	GOC__ASK_TAKEN = 2,            // the processor was or is being taken: settle under m->handoff
	GOC__ASK_QUIT = 4              // goc_main's thread shall return
};

struct goc__m {
	// Hot, the owner's.
	_Atomic uint32_t inside;       // in a critical section: bias.h. Plain stores; pairs with the barrier of activate and retake
	_Atomic uint32_t attention;    // GOC__ASK_*: set by others, read at each entry
	goc__g *g;                     // the goroutine that runs here, NULL on the scheduler's own stack
	goc__p *p;                     // NULL while idle or blocked; taken away by sysmon under handoff
	goc__context at;               // the scheduler's place on the thread's own stack
	int *err;                      // this thread's errno
	uint64_t random;
	_Atomic uint32_t none;         // what goc__switch clears when nothing is to be unlocked
	uint32_t backoff;              // watcher: microseconds to its next look
	uintptr_t next_work;           // goc__work picked already, for the scheduler to run first
	// Parking with a function: run on the scheduler's stack after the switch.
	bool (*commit)(goc__g *, void *);
	void *commit_arg;
	goc__g *committing;
	// Life.
	_Atomic bool active;           // may be inside: bias.h, under goc__bias.lock
	bool foreign;                  // not a worker: a thread that entered
	bool searching;                // counted in goc__sched.searching
	bool greedy;                   // steals a lone goroutine too
	bool idle_listed;              // in goc__sched.idle_m; under its lock
	_Atomic bool blocked;          // runs a goroutine without a processor; counted in goc__sched.blocked
	bool in_use;                   // the thread lives; under goc__sched.lock
	_Atomic uint32_t wake;         // futex: 1 is woken
	goc__mutex handoff;            // settles who has the processor between sysmon and the owner
	goc__g *pinned;                // the goroutine that is pinned here
	goc__p *gift;                  // the processor that comes with wake = 1 when that goroutine is runnable
	goc__m *next;                  // all of them, newest first: append-only
	goc__m *next_idle;
	goc__g g0;                     // for a foreign thread and for a worker's own stack
	long tid;
	char *stack_lo, *stack_hi;     // the thread's own stack
	char *tls;                     // where its thread-locals end (the thread pointer)
	// The collector's: noted by the suspend handler before libgc's.
	_Atomic(char *) noted_sp;
	uintptr_t noted_regs[32];
};

enum { GOC__RING = 256 };

// A bounded queue of pointers, both ends; under its processor's lock.
typedef struct goc__ring {
	uint32_t head, tail;           // tail - head is how many; take oldest at head, newest at tail - 1
	void *at[GOC__RING];
} goc__ring;

typedef struct goc__list {         // goroutines by `link`, first in, first out
	goc__g *head, *tail;
} goc__list;

enum {
	GOC__ROTATE = 1,               // take from the source whose turn it is
	GOC__LOOK = 2                  // a timer is due, or GOMAXPROCS changed
};

struct goc__p {
	goc__lock lock;                // queues
	_Atomic uint32_t rotate;       // GOC__ROTATE, GOC__LOOK: sysmon asks the next pick to go through the scheduler
	uint32_t ticks;                // picks so far; read by sysmon and searchers
	_Atomic uint32_t queued;       // how many wait here; written under lock, read by searchers
	uint32_t watched_ticks;        // at the watcher's last look; the watcher's
	uint32_t turn;                 // which source the next rotation takes
	bool took_woken;               // the last pick was a woken one; under lock
	goc__g *slot;                  // the goroutine just made ready, when nothing else waited
	goc__ring woken;               // first in, first out
	goc__ring fresh;               // records, last in, first out; thieves take the oldest
	goc__list spawners;            // run ahead: go on when few fresh ones are left
	goc__list yielded;             // after everybody else
	// The owner's alone.
	goc__g *free;                  // dead goroutines with warm stacks, by link
	uint32_t nfree;
	uint32_t nrecords;
	goc__fresh *records;           // free records
	uint64_t next_id, last_id;
	// Sums over all processors: goroutines.
	_Atomic int64_t created, ended;
	goc__timers timers;
	// Under goc__sched.lock.
	goc__p *next_idle;
	bool idle;
	int id;
	goc__m *_Atomic m;             // who has it; read by sysmon
	// sysmon's.
	uint32_t seen_ticks;
	int64_t seen_when, seen_cpu, seen_cpu_when;
};

extern __thread goc__m *goc__this_m __attribute__((tls_model("initial-exec")));

#endif
