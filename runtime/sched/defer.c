// Calls deferred in loops: a stack of entries in the deferring function's record, then in collected chunks,
// each double the one before, so that ten in a loop allocate at most once and a panic has nothing to free.
// Also what a longjmp over deferring functions drops.
#include "panic.h"
#include "panic_state.h"

void *goc__defer_more(goc_frame *f, goc_deferred_list *l, void (*run)(void *, goc_panic *), goc_size size)
{
	goc_size need = sizeof(goc_deferred) + size + 16;

	if (l->chunk < need)
		l->chunk = need;
	l->next = goc_new(l->chunk);
	l->end = l->next + l->chunk;
	l->chunk *= 2;
	return goc_defer_push(f, l, run, size);
}

void goc_list_step(goc_frame *f, goc_deferred_list *l, goc_panic *p)
{
	goc_deferred *e = l->last;

	if (!e)
		return;
	l->last = e->prev;
	f->on = l->last != 0;
	e->run(e + 1, p);
}

void goc_list_run(goc_frame *f, goc_deferred_list *l)
{
	while (l->last)
		goc_list_step(f, l, 0);
}

// Both lists run from young to old, and the stack grows down: what lies below sp is being left. Deferred
// calls of these frames never run, as a longjmp means it.
void goc__frames_drop(const void *sp)
{
	goc_goroutine *g = goc_self();

	while (g->frames && (const char *)g->frames < (const char *)sp)
		g->frames = g->frames->prev;
	while (g->panics && (const char *)g->panics < (const char *)sp)
		g->panics = g->panics->link;
}
