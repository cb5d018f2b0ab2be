// `go`, the first run of a goroutine, and its end.
//
// `go` writes a record of 128 bytes: function, arguments, where from. The stack comes at the first run,
// warm from the processor's cache: a million goroutines that run to their end one after another need one
// stack. A goroutine that ends jumps straight to the next one.
//
// A spawner that has left 256 fresh goroutines behind lets them run until 128 are left, so that a loop
// around `go` does not fill memory with what nobody has begun (16 instead of 256 ruins trees of goroutines).
//
// Invariants:
// - A record is live (a root) from before it is queued until its arguments are on the new stack.
// - A dead goroutine is in exactly one list: its processor's cache (whose newest entry may still be stood
//   on by the thread that ended it) or the shared warm list, or its slot is given back.
#include "sched/fiber.h"
#include "sched/proc.h"
#include "core/mem.h"
#include <goc/goc.h>
#include <stdlib.h>
#include <string.h>
#include <pthread.h>

enum { RUN_AHEAD = 256, CACHE_MOST = 128, BATCH = 64, ID_BATCH = 16, RECORDS_MOST = 512, CHUNK = 64 };

// ---- Records -----------------------------------------------------------------------------------------

typedef struct record_chunk {
	struct record_chunk *next;
	_Alignas(64) goc__fresh at[CHUNK];
} record_chunk;

static record_chunk *_Atomic record_chunks;    // append-only; pushed with release, pairs with goc__records_each
static goc__mutex records_lock;
static goc__fresh *spare_records;              // under records_lock

void goc__records_each(void (*visit)(goc__fresh *r, void *arg), void *arg)
{
	for (record_chunk *c = atomic_load_explicit(&record_chunks, memory_order_acquire); c; c = c->next)
		for (int i = 0; i < CHUNK; i++)
			if (atomic_load_explicit(&c->at[i].live, memory_order_acquire))
				visit(&c->at[i], arg);
}

// A list of records: from those that other processors have to spare, or new. *n: how many.
static goc__fresh *more_records(uint32_t *n)
{
	goc__fresh *first, *r;
	uint32_t taken = 0;

	goc__mutex_lock(&records_lock);
	if (!spare_records) {
		record_chunk *c = aligned_alloc(64, sizeof *c);
		if (!c)
			goc__throw("out of memory for goroutines");
		memset(c, 0, sizeof *c);
		for (int i = 0; i < CHUNK; i++) {
			c->at[i].link = spare_records;
			spare_records = &c->at[i];
		}
		c->next = atomic_load_explicit(&record_chunks, memory_order_relaxed);
		atomic_store_explicit(&record_chunks, c, memory_order_release);
	}
	first = r = spare_records;
	while (++taken < BATCH && r->link)
		r = r->link;
	spare_records = r->link;
	r->link = NULL;
	goc__mutex_unlock(&records_lock);
	*n = taken;
	return first;
}

static goc__fresh *record_get(goc__p *p)
{
	goc__fresh *r;
	uint32_t n;

	if (goc__unlikely(!p)) {
		r = more_records(&n);
		if (r->link) {                 // a foreign thread keeps one
			goc__mutex_lock(&records_lock);
			goc__fresh *last = r->link;
			while (last->link)
				last = last->link;
			last->link = spare_records;
			spare_records = r->link;
			goc__mutex_unlock(&records_lock);
		}
		return r;
	}
	if (goc__unlikely(!p->records))
		p->records = more_records(&p->nrecords);
	r = p->records;
	p->records = r->link;
	p->nrecords--;
	return r;
}

static void record_put(goc__p *p, goc__fresh *r)
{
	atomic_store_explicit(&r->live, 0, memory_order_release);
	r->link = p->records;
	p->records = r;
	if (goc__unlikely(++p->nrecords > RECORDS_MOST)) {     // the spawner is another processor: give it some back
		goc__fresh *last = r;
		for (int i = 1; i < RECORDS_MOST / 2; i++)
			last = last->link;
		goc__mutex_lock(&records_lock);
		p->records = last->link;
		last->link = spare_records;
		spare_records = r;
		goc__mutex_unlock(&records_lock);
		p->nrecords -= RECORDS_MOST / 2;
	}
}

// ---- go ------------------------------------------------------------------------------------------------

static uint64_t new_id(goc__p *p)
{
	static _Atomic uint64_t last = 1;      // 1 is the main goroutine

	if (goc__unlikely(!p))
		return atomic_fetch_add_explicit(&last, 1, memory_order_relaxed) + 1;
	if (goc__unlikely(p->next_id == p->last_id)) {
		p->next_id = atomic_fetch_add_explicit(&last, ID_BATCH, memory_order_relaxed) + 1;
		p->last_id = p->next_id + ID_BATCH;
	}
	return p->next_id++;
}

static void bump(_Atomic int64_t *n)   // written by one thread only
{
	atomic_store_explicit(n, atomic_load_explicit(n, memory_order_relaxed) + 1, memory_order_relaxed);
}

// noinline and with a frame pointer: its return address is where the goroutine was made.
__attribute__((noinline)) void goc_go(void (*f)(void *args), const void *args, goc_size n)
{
	void *big = NULL;
	goc__m *m;
	goc__p *p;
	goc__fresh *r;

	if (goc__unlikely(!f))
		goc__fatal("go of nil func value");
	if (goc__unlikely(n > GOC__FRESH_ARGS))
		big = goc_new_copy(args, n);
	m = goc__enter();
	p = m->p;
	r = record_get(p);
	r->fn = f;
	r->go_pc = __builtin_return_address(0);
	r->id = new_id(p);
	r->parent = m->g ? m->g->id : 0;
	r->big = big;
	r->size = (uint32_t)n;
	if (!big && n)
		memcpy(r->args, args, n);
	atomic_store_explicit(&r->live, 1, memory_order_release);
	if (goc__unlikely(!p)) {
		atomic_fetch_add_explicit(&goc__sched.rest_created, 1, memory_order_relaxed);
		goc__global_put_fresh(r);
		goc__wake_one();
		goc__leave(m);
		return;
	}
	bump(&p->created);
	goc__runq_put_fresh(p, r);
	if (goc__unlikely(atomic_load_explicit(&goc__sched.idle_ps, memory_order_relaxed)) && p->queued >= 2)
		goc__wake_one();
	if (goc__unlikely(p->fresh.tail - p->fresh.head >= RUN_AHEAD) && m->g && !m->g->pinned)
		m = goc__requeue_inside(m, goc__runq_put_spawner);
	goc__leave(m);
}

// ---- Stacks ----------------------------------------------------------------------------------------------

static goc__mutex warm_lock;
static goc__g *warm;                   // dead goroutines with warm stacks, by link; under warm_lock
static _Atomic uint32_t nwarm;

// Half of a full cache, the older ones, goes to the shared list.
static void cache_spill(goc__p *p)
{
	goc__g *keep = p->free, *first, *last;

	for (int i = 1; i < CACHE_MOST / 2; i++)
		keep = keep->link;
	first = last = keep->link;
	keep->link = NULL;
	while (last->link)
		last = last->link;
	goc__mutex_lock(&warm_lock);
	last->link = warm;
	warm = first;
	nwarm += p->nfree - CACHE_MOST / 2;
	goc__mutex_unlock(&warm_lock);
	p->nfree = CACHE_MOST / 2;
}

void goc__g_recycle(goc__m *m, goc__g *g)
{
	goc__p *p = m->p;

	g->link = p->free;
	p->free = g;
	if (goc__unlikely(++p->nfree > CACHE_MOST))
		cache_spill(p);
}

static goc__g *warm_take(goc__p *p)
{
	goc__g *g;

	if (!atomic_load_explicit(&nwarm, memory_order_relaxed))
		return NULL;
	goc__mutex_lock(&warm_lock);
	while (warm && p->nfree < BATCH) {
		g = warm;
		warm = g->link;
		nwarm--;
		g->link = p->free;
		p->free = g;
		p->nfree++;
	}
	goc__mutex_unlock(&warm_lock);
	return p->free;
}

uint32_t goc__stacks_give_back(uint32_t most)
{
	uint32_t n = 0;

	for (; n < most && atomic_load_explicit(&nwarm, memory_order_relaxed); n++) {
		goc__mutex_lock(&warm_lock);
		goc__g *g = warm;
		if (g) {
			warm = g->link;
			nwarm--;
		}
		goc__mutex_unlock(&warm_lock);
		if (!g)
			break;
		goc__stack s = g->stack;
		goc__stack_give(&s);
	}
	return n;
}

static void entry(void);

static goc__g *prepare(goc__m *m, goc__g *g, goc__fresh *r)
{
	g->head = (goc_goroutine){ 0 };
	goc__context_make(&g->at, g->stack.hi, entry);
	g->m = m;
	g->err = 0;
	g->id = r->id;
	g->parent = r->parent;
	g->go_pc = r->go_pc;
	g->fresh = r;
	goc__set_state(g, GOC__RUNNABLE);
	return g;
}

goc__g *goc__bind_warm(goc__m *m, goc__fresh *r)
{
	goc__p *p = m->p;
	goc__g *g = p->free;

	if (goc__unlikely(!g))
		return NULL;
	p->free = g->link;
	p->nfree--;
	return prepare(m, g, r);
}

goc__g *goc__bind(goc__m *m, goc__fresh *r)
{
	goc__stack s;
	goc__g *g;

	if (m->p->free || warm_take(m->p))
		return goc__bind_warm(m, r);
	if (!goc__stack_take(&s))
		goc__throw("out of memory for goroutine stacks (vm.max_map_count and address space limits count)");
	g = (goc__g *)s.hi;
	g->stack = s;
	return prepare(m, g, r);
}

// ---- First run and end -------------------------------------------------------------------------------------

// In a frame of its own: the arguments lie here, 16 bytes aligned.
static __attribute__((noinline)) void first_run(goc__m *m)
{
	_Alignas(16) unsigned char copy[GOC__FRESH_ARGS];
	goc__fresh *r = m->g->fresh;
	void (*fn)(void *) = r->fn;
	void *args = copy;

	if (goc__unlikely(r->big != NULL))
		args = r->big;
	else
		memcpy(copy, r->args, GOC__FRESH_ARGS);
	goc__fence();
	m->g->fresh = NULL;
	record_put(m->p, r);
	goc__leave(m);
	fn(args);
	__asm__ volatile("" : : "r"(copy) : "memory");         // no tail call: copy lives
}

static void entry(void)
{
	goc__fiber_arrive(NULL);
	first_run(goc__thread_m());
	goc__g_exit();
}

void goc__g_dead(goc__g *g)
{
	if (goc__unlikely(g->pinned != NULL)) {
		g->pinned->pinned = NULL;
		g->pinned = NULL;
		g->pins = 0;
	}
	goc__fiber_ended(g);
	g->head = (goc_goroutine){ 0 };
	goc__set_state(g, GOC__DEAD);
}

_Noreturn void goc__g_exit(void)
{
	goc__m *m = goc__enter();
	goc__g *g = m->g;

	if (goc__unlikely(g->thread)) {        // Goexit on a thread of the program's own
		goc__leave(m);
		pthread_exit(NULL);
	}
	goc__g_dead(g);
	bump(&m->p->ended);
	if (goc__unlikely(g->is_main))
		atomic_store(&goc__sched.main_ended, true);
	else
		goc__g_recycle(m, g);
	goc__leave_dead(m);
}

static void (*run_main)(void);

static void main_entry(void)
{
	goc__fiber_arrive(NULL);
	run_main();
}

// The main goroutine: a big stack of its own, no record.
goc__g *goc__main_goroutine(goc__m *m, void (*run)(void))
{
	goc__stack s;
	goc__g *g;

	if (!goc__stack_take_big(&s, (size_t)8 << 20))
		goc__throw("out of memory for the main goroutine's stack");
	g = (goc__g *)s.hi;
	g->stack = s;
	run_main = run;
	goc__context_make(&g->at, s.hi, main_entry);
	g->m = m;
	g->id = 1;
	g->is_main = true;
	goc__set_state(g, GOC__RUNNABLE);
	atomic_fetch_add(&goc__sched.rest_created, 1);
	return g;
}
