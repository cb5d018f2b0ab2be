// The scheduler's own calls, between the files of sched/ (and comm/ for parking from inside).
//
// Names: _inside functions are called inside (bias.h) and return inside; the rest say what they want.
#ifndef GOC_SCHED_PROC_H
#define GOC_SCHED_PROC_H
#include <signal.h>
#include "sched/bias.h"
#include "sched/g.h"
#include "sched/panic.h"

// Calls within libgoc need no indirection.
#pragma GCC visibility push(hidden)

enum { GOC__MAX_PROCS = 1024 };
enum { GOC__WAKE_WOKEN = 4 };          // so many must wait before a woken one wakes an idle processor; fewer, the watcher sees

// The scheduler's shared state. lock is a goc__mutex: taken inside or outside, also by threads that are
// not active; nobody activates while holding it.
typedef struct goc__scheduler {
	goc__mutex lock;
	goc__list global;                      // runnable goroutines that no processor has; under lock
	goc__fresh *fresh_head, *fresh_tail;   // the same for fresh ones; under lock
	_Atomic uint32_t global_n;             // both; written under lock
	goc__p *ps[GOC__MAX_PROCS];            // [0, made): never freed
	_Atomic int procs;                     // GOMAXPROCS; written under lock
	_Atomic int made;
	goc__p *idle_p;                        // under lock
	_Atomic int idle_ps;                   // how many; written under lock
	goc__m *idle_m;                        // under lock
	goc__m *watcher;                       // the idle worker that looks for work by the clock; under lock
	_Atomic int64_t watch_until;           // when it wakes; INT64_MAX: no watcher; written under lock
	_Atomic int searching;                 // workers with a processor that look for work
	_Atomic int active;                    // bias.c's; read by idle workers: does anything run?
	_Atomic int blocked;                   // workers that run a goroutine without a processor
	_Atomic int foreign;                   // foreign threads that have entered and live
	_Atomic int threads;                   // workers alive or being made
	int max_threads;                       // under lock
	goc__m *_Atomic all_m;                 // append-only list by next
	_Atomic bool started;
	_Atomic bool main_ended;               // the main goroutine ended by Goexit
	_Atomic bool main_returned;      // goc_main's function has: the program is its caller's again
	_Atomic int64_t coarse;                // a clock that sysmon moves
	_Atomic int64_t rest_created, rest_ended;      // goroutines counted without a processor
} goc__scheduler;
extern goc__scheduler goc__sched;

// Work that a processor picks: a goroutine, or a record with the low bit set. 0: none.
typedef uintptr_t goc__work;
static inline goc__work goc__work_of(goc__g *g) { return (goc__work)g; }
static inline goc__work goc__work_fresh(goc__fresh *r) { return (goc__work)r | 1; }
static inline bool goc__is_fresh(goc__work w) { return w & 1; }
static inline goc__g *goc__work_g(goc__work w) { return (goc__g *)w; }
static inline goc__fresh *goc__work_record(goc__work w) { return (goc__fresh *)(w & ~(goc__work)1); }

// ---- runq.c: what waits for a processor; inside -----------------------------------------------------
void goc__runq_put(goc__p *p, goc__g *g);              // woken: first in, first out
void goc__runq_put_yielded(goc__p *p, goc__g *g);      // after everything else
void goc__runq_put_spawner(goc__p *p, goc__g *g);      // when the fresh ones are drained
void goc__runq_put_fresh(goc__p *p, goc__fresh *r);
goc__work goc__runq_pick(goc__p *p);
goc__work goc__runq_yield_locked(goc__p *p, goc__g *g); // under p->lock, something waits: g goes behind it, the next is picked
goc__work goc__runq_pick_rotated(goc__p *p);           // from the source whose turn it is; may give 0
goc__work goc__runq_steal(goc__p *to, goc__p *from);   // half of what waits there; one of it is returned
void goc__runq_drain(goc__p *p);                       // all into the global queue
// The global queue: any thread.
void goc__global_put(goc__g *g);
void goc__global_put_fresh(goc__fresh *r);
goc__work goc__global_pick(goc__p *p);                 // some into p (may be NULL), one returned

// ---- spawn.c -----------------------------------------------------------------------------------------
goc__g *goc__bind(goc__m *m, goc__fresh *r);           // a stack for r; inside; NULL only if from_cache and none is warm
goc__g *goc__bind_warm(goc__m *m, goc__fresh *r);      // the same from the processor's cache; else NULL
void goc__records_each(void (*visit)(goc__fresh *r, void *arg), void *arg);
void goc__g_dead(goc__g *g);                            // the running goroutine ends: unpinned, DEAD
void goc__g_recycle(goc__m *m, goc__g *g);             // a dead goroutine's stack into m's processor's cache
uint32_t goc__stacks_give_back(uint32_t most);         // up to so many warm stacks that no processor caches go back to the system; returns how many
goc__g *goc__main_goroutine(goc__m *m, void (*entry)(void));

// ---- park.c --------------------------------------------------------------------------------------------
// Parks m's goroutine, inside; l (or NULL) is let go once it can be woken. Returns inside, on the worker of then.
goc__m *goc__park_inside(goc__m *m, goc__lock *l, enum goc__reason why);
// The same with a function instead of the lock: commit(g, arg), inside, on the scheduler's stack.
goc__m *goc__park_commit_inside(goc__m *m, enum goc__reason why, bool (*commit)(goc__g *g, void *arg), void *arg);
// The same with the goroutine queued as runnable by put(p, g) on the scheduler's stack.
goc__m *goc__requeue_inside(goc__m *m, void (*put)(goc__p *p, goc__g *g));
_Noreturn void goc__leave_dead(goc__m *m);
void goc__ready_slow(goc__m *m, goc__g *g);

// ---- worker.c ------------------------------------------------------------------------------------------
void goc__schedule_until_quit(goc__m *m);              // goc_main's thread
void goc__m_start(goc__p *p, goc__m *m, bool searching, bool greedy);  // m, idle, or (NULL) a new thread has p
void goc__m_enter_thread(goc__m *m);                   // the calling thread is m from now on
bool goc__thread_known(long tid);
_Noreturn void goc__thread_exhaustion(void);

// ---- idle.c --------------------------------------------------------------------------------------------
// m, outside and not active, gets a processor if it has none, and something to find: then it is active and inside.
// False: it shall quit, and has none.
bool goc__work_again(goc__m *m);
void goc__rouse(goc__m *m);                            // it sleeps on m->wake, or soon will
void goc__p_release(goc__p *p);                        // p has no worker any more
void goc__wake_one(void);                              // an idle processor gets a worker that searches, if one idles and none searches
void goc__wake_greedy(void);                           // the same; it takes a lone goroutine too
void goc__hand_on(goc__p *p);                          // p, which nobody has, goes to a worker if there is work, else idles
void goc__kick_watcher(int64_t when);                  // the watcher shall not sleep past when
goc__m *goc__m_new(bool foreign);
goc__p *goc__p_make(int id);
void goc__procs_changed_locked(void);                  // goc__sched.procs was set
goc__p *goc__idle_p_take(void);                        // NULL: none
void goc__p_give(goc__m *m, goc__p *p);                // m has p now
static inline bool goc__work_waits(goc__p *p) { return atomic_load_explicit(&p->queued, memory_order_relaxed) > 0; }

// ---- others ----------------------------------------------------------------------------------------------
void goc__all_idle(void);                              // ends.c: everybody sleeps; a deadlock?
void goc__sysmon_start(void);
// schedtrace.c: GODEBUG=schedtrace=; sysmon calls it at each tick.
void goc__schedtrace_init(void);
bool goc__schedtrace_on(void);
void goc__schedtrace(int64_t now);
extern sigset_t goc__first_mask;                       // the signals that were blocked when the runtime started
extern _Atomic long goc__sysmon_tid;
void goc__sysmon_nudge(void);                          // work began after a long idle time
void goc__roots_init(void);                            // roots.c: the collector
void goc__roots_thread(goc__m *m);                     // the calling thread registers
void goc__roots_thread_end(void);
extern size_t goc__tls_size;                           // bytes of thread-locals that each thread's stack has to hold besides
void goc__start_once(void);                            // start.c
int64_t goc__timers_first(void);                       // earliest deadline of any heap, INT64_MAX: none
bool goc__timers_strong(void);                         // is there a timer that can wake somebody?
goc__m *goc__block_end_slow(goc__m *m);                // block.c: from outside, a goroutine without a processor wants one; returns inside
bool goc__retake(goc__p *p);                           // sysmon takes p from its worker, which is outside for long, and hands it on

static inline void goc__list_put(goc__list *l, goc__g *g)
{
	g->link = NULL;
	if (l->tail)
		l->tail->link = g;
	else
		l->head = g;
	l->tail = g;
}

static inline goc__g *goc__list_take(goc__list *l)
{
	goc__g *g = l->head;
	if (g && !(l->head = g->link))
		l->tail = NULL;
	return g;
}

static inline void goc__set_state(goc__g *g, enum goc__state s)
{
	atomic_store_explicit(&g->state, s, memory_order_relaxed);
}

static inline void goc__count(goc__p *p, int n)        // under p->lock
{
	atomic_store_explicit(&p->queued, atomic_load_explicit(&p->queued, memory_order_relaxed) + (uint32_t)n, memory_order_relaxed);
}

// goc__ready_inside knowing m. The first to wait gets the slot.
static inline __attribute__((always_inline)) void goc__ready_on(goc__m *m, goc__g *g)
{
	goc__p *p = m->p;

	if (goc__unlikely(g->thread || !p || goc__work_waits(p))) {
		goc__ready_slow(m, g);
		return;
	}
	goc__set_state(g, GOC__RUNNABLE);
	goc__take(&p->lock);
	if (goc__likely(!goc__work_waits(p))) {
		p->slot = g;
		goc__count(p, 1);
		goc__give(&p->lock);
	} else {
		goc__give(&p->lock);
		goc__ready_slow(m, g);
	}
}

// goc__runq_pick for the common case: one waits, in the slot.
static inline __attribute__((always_inline)) goc__work goc__runq_pick_quick(goc__p *p)
{
	goc__g *g;

	goc__take(&p->lock);
	g = p->slot;
	if (goc__unlikely(!g)) {
		goc__give(&p->lock);
		return goc__runq_pick(p);
	}
	p->slot = NULL;
	p->took_woken = true;
	p->ticks++;
	goc__count(p, -1);
	goc__give(&p->lock);
	return goc__work_of(g);
}

static inline enum goc__state goc__state_of(const goc__g *g)
{
	return (enum goc__state)atomic_load_explicit(&g->state, memory_order_relaxed);
}

#pragma GCC visibility pop
#endif
