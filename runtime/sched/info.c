// What the packages runtime, runtime/debug and testing ask: counts, limits, pins, the list of goroutines.
#include "sched/proc.h"
#include "sched/sched.h"
#include <goc/goc.h>

int goc__num_goroutine(void)
{
	int64_t n = goc__sched.rest_created - goc__sched.rest_ended;

	for (int i = 0; i < goc__sched.made; i++)
		n -= goc__sched.ps[i]->ended;
	for (int i = 0; i < goc__sched.made; i++)
		n += goc__sched.ps[i]->created;
	return n > 0 ? (int)n : 0;
}

int goc__gomaxprocs(int n)
{
	int before;

	goc__start_once();
	goc__mutex_lock(&goc__sched.lock);
	before = goc__sched.procs;
	if (n > 0 && n != before) {
		goc__sched.procs = n < GOC__MAX_PROCS ? n : GOC__MAX_PROCS;
		goc__procs_changed_locked();
	}
	goc__mutex_unlock(&goc__sched.lock);
	return before;
}

int goc__num_cpu(void) { return goc__cpu_count(); }

uint64_t goc__goroutine_id(void) { return goc__current()->id; }

bool goc__on_goroutine(void)
{
	goc__m *m = goc__thread_m();
	return !m || m->g;
}

int goc__set_max_threads(int n)
{
	goc__mutex_lock(&goc__sched.lock);
	int before = goc__sched.max_threads;
	goc__sched.max_threads = n;
	goc__mutex_unlock(&goc__sched.lock);
	if (goc__sched.threads > n)
		goc__thread_exhaustion();
	return before;
}

void goc__lock_os_thread(void)
{
	goc__m *m = goc__enter();
	goc__g *g = m->g;

	if (!g->thread) {
		g->pins++;
		g->pinned = m;
		m->pinned = g;
	}
	goc__leave(m);
}

void goc__unlock_os_thread(void)
{
	goc__m *m = goc__enter();
	goc__g *g = m->g;

	if (!g->thread && g->pins > 0 && --g->pins == 0) {
		g->pinned = NULL;
		m->pinned = NULL;
	}
	goc__leave(m);
}

// ---- The list: no memory is taken for it, the process may be dying -------------------------------

enum { SORTED_MOST = 2000 };           // sorting looks at all for each

struct listing {
	void (*visit)(const goc__ginfo *g, void *arg);
	void *arg;
	goc__g *self;
	int64_t now;
};

static const char *state_text(goc__g *g)
{
	switch (goc__state_of(g)) {
	case GOC__WAITING:
	case GOC__BLOCKED:
		return goc__reason_text(g->reason);
	case GOC__RUNNING:
		return "running";
	default:
		return "runnable";
	}
}

static void list_goroutine(const goc__stack *s, void *arg)
{
	struct listing *l = arg;
	goc__g *g = (goc__g *)s->hi;
	enum goc__state state = goc__state_of(g);
	goc__ginfo i = { .id = g->id, .parent = g->parent, .state = state_text(g), .lo = s->lo, .hi = s->hi,
	                 .go_pc = g->go_pc, .is_current = g == l->self, .locked = g->pinned != NULL };

	if (state == GOC__DEAD || (state == GOC__RUNNABLE && g->fresh))
		return;
	if (state == GOC__WAITING || state == GOC__RUNNABLE) {
		i.pc = g->at.pc;
		i.fp = g->at.fp;
	}
	if (state == GOC__WAITING && l->now > g->since)
		i.waiting_ns = l->now - g->since;
	l->visit(&i, l->arg);
}

static void list_fresh(goc__fresh *r, void *arg)
{
	struct listing *l = arg;
	goc__ginfo i = { .id = r->id, .parent = r->parent, .state = "runnable", .go_pc = r->go_pc };

	l->visit(&i, l->arg);
}

static void list_all(void (*visit)(const goc__ginfo *g, void *arg), void *arg)
{
	goc__m *m = goc__thread_m();
	struct listing l = { visit, arg, m ? m->g : NULL, goc__sched.coarse };

	goc__stack_each(list_goroutine, &l);
	goc__records_each(list_fresh, &l);
}

// The goroutine with the lowest number above `above`, and how many there are.
struct lowest {
	uint64_t above;
	goc__ginfo found;
	int n;
};

static void lower(const goc__ginfo *g, void *arg)
{
	struct lowest *l = arg;

	l->n++;
	if (g->id > l->above && (!l->found.id || g->id < l->found.id))
		l->found = *g;
}

void goc__each_goroutine(void (*visit)(const goc__ginfo *g, void *arg), void *arg)
{
	struct lowest l = { 0 };

	list_all(lower, &l);
	if (l.n > SORTED_MOST) {
		list_all(visit, arg);
		return;
	}
	while (l.found.id) {
		visit(&l.found, arg);
		l.above = l.found.id;
		l.found.id = 0;
		list_all(lower, &l);
	}
}

bool goc__stack_guard_hit(void *addr)
{
	goc__stack s;
	bool guard = false;

	return goc__stack_find(addr, &s, &guard) && guard;
}

void goc__stack_bounds(char **lo, char **hi)
{
	goc__g *g = goc__current();

	*lo = g->stack.lo;
	*hi = g->stack.hi;
}
