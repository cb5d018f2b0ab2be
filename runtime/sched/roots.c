// The collector under M:N stacks: what libgc must look at, and how threads stand when it looks.
//
// libgc would scan each registered thread from its stack pointer to the bottom it knows, which is
// wrong on a goroutine's stack. So its pushing of stacks is replaced (GC_set_push_other_roots), and a handler
// ahead of its own suspend handler notes where each thread was stopped. While the world is stopped:
//
//	each thread         the stack its noted pointer lies in, from there on; its registers; when that is a
//	                    goroutine's stack, also its own stack from where the scheduler stands
//	each goroutine      that is not dead: its stack from where it stopped, its descriptor
//	each fresh record   its arguments
//	each timers' heap   its array
//
// The switch saves before it leaves (arch/), so a thread stopped in the middle of one is covered by either
// side. A running goroutine's saved place is stale and harmless: too much is scanned, never too little.
// The callback takes no lock and allocates nothing: all lists here only grow.
#define _GNU_SOURCE
#define GC_THREADS
#define GC_NO_THREAD_REDIRECTS
#include "sched/fiber.h"
#include "sched/proc.h"
#include "core/mem.h"
#include <gc/gc.h>
#include <gc/gc_mark.h>
#include <link.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <ucontext.h>
#include <unistd.h>

enum { ENOUGH_STACK = 96 << 10 };

static struct sigaction libgc_suspend;

static void on_suspend(int sig, siginfo_t *info, void *context)
{
	goc__m *m = goc__thread_m();
	ucontext_t *uc = context;

	if (m) {
		_Static_assert(sizeof m->noted_regs >= sizeof uc->uc_mcontext.gregs, "room for the registers");
		memcpy(m->noted_regs, uc->uc_mcontext.gregs, sizeof uc->uc_mcontext.gregs);
		atomic_store(&m->noted_sp, (char *)uc->uc_mcontext.gregs[REG_RSP] - GOC__RED_ZONE);
	}
	if (libgc_suspend.sa_flags & SA_SIGINFO)
		libgc_suspend.sa_sigaction(sig, info, context);
	else
		libgc_suspend.sa_handler(sig);
	if (m)
		atomic_store(&m->noted_sp, NULL);
}

static void push(void *lo, void *hi)
{
	GC_push_all_eager((void *)((uintptr_t)lo & ~(uintptr_t)7), hi);
}

static void push_goroutine(const goc__stack *s, void *arg)
{
	goc__g *g = (goc__g *)s->hi;
	char *sp = g->at.sp;

	(void)arg;
	if (goc__state_of(g) == GOC__DEAD)
		return;
	push(g, g + 1);
	if (sp >= s->lo && sp <= s->hi)
		push(sp - GOC__RED_ZONE, s->hi);
}

// Thread-locals of the modules that were there at the start lie below the thread pointer, at the same
// distance in every thread; those of modules loaded later are malloc'ed.
size_t goc__tls_size;

static int measure_tls(struct dl_phdr_info *info, size_t size, void *tp)
{
	size_t distance;

	(void)size;
	if (info->dlpi_tls_data && (char *)info->dlpi_tls_data < (char *)tp) {
		distance = (size_t)((char *)tp - (char *)info->dlpi_tls_data);
		if (distance > goc__tls_size && distance < (1 << 26))
			goc__tls_size = distance;
	}
	return 0;
}

// malloc's memory is the brk heap: goc__roots_init made malloc keep to it.
static char *brk_start;

static void push_malloced(void)
{
	char *end = sbrk(0);

	if (brk_start && end > brk_start)
		push(brk_start, end);
	goc__fiber_push_malloced(push);
}

static void push_thread(goc__m *m, char *sp, bool self)
{
	goc__stack s;
	bool guard;

	if (!self)
		push(m->noted_regs, m->noted_regs + sizeof m->noted_regs / sizeof *m->noted_regs);
	push(&m->g0, &m->g0 + 1);
	push(m->tls - goc__tls_size, m->tls);
	if (sp >= m->stack_lo && sp < m->stack_hi) {
		push(sp, m->stack_hi);
		return;
	}
	if (m->at.sp)
		push((char *)m->at.sp - GOC__RED_ZONE, m->stack_hi);
	if (goc__stack_find(sp, &s, &guard) && !guard)
		push(sp, s.hi);
	else if (m->g && !m->g->thread)        // on a signal's stack: where the goroutine stands is not known
		push(m->g->stack.lo, m->g->stack.hi);
	else if (m->foreign)
		push(m->stack_lo, m->stack_hi);
}

static void push_record(goc__fresh *r, void *arg)
{
	(void)arg;
	push(r, r + 1);
}

static void push_all(void)
{
	goc__m *self = goc__thread_m();

	__builtin_unwind_init();               // callee-saved registers onto this stack
	for (goc__m *m = atomic_load_explicit(&goc__sched.all_m, memory_order_acquire); m; m = m->next) {
		char *sp = m == self ? goc__here() : atomic_load(&m->noted_sp);
		if (sp)
			push_thread(m, sp, m == self);
	}
	push_malloced();
	goc__stack_each(push_goroutine, NULL);
	goc__records_each(push_record, NULL);
	for (int i = 0; i < goc__sched.made; i++) {
		goc__timers *h = &goc__sched.ps[i]->timers;
		uint32_t n = atomic_load_explicit(&h->n, memory_order_acquire);
		goc__timer **at = atomic_load_explicit(&h->at, memory_order_acquire);
		if (n)
			push(at, at + n);
	}
}

static char *heap_start(void)
{
	FILE *f = fopen("/proc/self/maps", "re");
	char line[512];
	void *start = NULL;

	while (f && !start && fgets(line, sizeof line, f))
		if (!strstr(line, "[heap]") || sscanf(line, "%p", &start) != 1)
			start = NULL;
	if (f)
		fclose(f);
	return start ? start : sbrk(0);
}

void goc__roots_init(void)
{
	struct sigaction a;

	mallopt(M_MMAP_MAX, 0);
	mallopt(M_ARENA_MAX, 1);
	brk_start = heap_start();
	dl_iterate_phdr(measure_tls, __builtin_thread_pointer());
	goc__mem_init();
	goc__fiber_init();
	GC_set_push_other_roots(push_all);
	sigaction(GC_get_suspend_signal(), NULL, &libgc_suspend);
	a = libgc_suspend;
	a.sa_sigaction = on_suspend;
	a.sa_flags |= SA_SIGINFO | SA_ONSTACK | SA_RESTART;
	sigaction(GC_get_suspend_signal(), &a, NULL);
}

static __thread bool registered;

void goc__roots_thread(goc__m *m)
{
	struct GC_stack_base base;

	(void)m;
	if (GC_get_stack_base(&base) == GC_SUCCESS)
		registered = GC_register_my_thread(&base) == GC_SUCCESS;
}

void goc__roots_thread_end(void)
{
	if (registered)
		GC_unregister_my_thread();
	registered = false;
}

// On a goroutine's stack with little room left the allocation is done on the thread's own stack, below
// where the scheduler stands. The goroutine does not move meanwhile: nothing in libgc enters the runtime.
void *goc__mem_call(void *(*alloc)(size_t), size_t size)
{
	goc__m *m = goc__thread_m();
	goc__g *g;
	void *p;
	int err;

	if (goc__unlikely(!m)) {
		goc__current();
		m = goc__thread_m();
	}
	g = m->g;
	err = *m->err;
	if (goc__likely(!g || g->thread || goc__here() - g->stack.lo >= ENOUGH_STACK) ||
	    goc__here() < g->stack.lo || goc__here() > g->stack.hi)    // a signal's stack
		p = alloc(size);
	else
		p = goc__call_on(m->at.sp, &g->at.sp, alloc, size);
	*m->err = err;
	return p;
}
