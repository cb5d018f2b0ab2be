// x/sync/errgroup. A function that panics ends the process, as a goroutine's panic does.
#include <goc/x/sync/errgroup.h>

#include "../text.h"

#include "sched/panic.h"

#include <goc/type.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct task { errgroup_Group *g; goc_func *f; };

struct errgroup_WithContext_results errgroup_WithContext(context_Context ctx)
{
	struct context_WithCancelCause_results r = context_WithCancelCause(ctx);
	errgroup_Group *g = goc_new(sizeof *g);
	g->cancel = r.cancel;
	return (struct errgroup_WithContext_results){ g, r.ctx };
}

static void cancel(errgroup_Group *g, goc_error cause)
{
	if (g->cancel)
		((void (*)(goc_error, void *))g->cancel->code)(cause, g->cancel);
}

static void run(void *args)
{
	struct task t = *(struct task *)args;
	goc_error err = ((goc_error (*)(void *))t.f->code)(t.f);
	if (err.tab) {
		sync_Mutex_Lock(&t.g->mu);
		bool first = !t.g->err.tab;
		if (first)
			t.g->err = err;
		sync_Mutex_Unlock(&t.g->mu);
		if (first)
			cancel(t.g, err);
	}
	if (t.g->slots)
		goc_chan_recv(t.g->slots, NULL);
	sync_WaitGroup_Done(&t.g->wg);
}

static void start(errgroup_Group *g, goc_func *f)
{
	struct task t = { g, f };
	sync_WaitGroup_Add(&g->wg, 1);
	goc_go(run, &t, sizeof t);
}

void errgroup_Group_Go(errgroup_Group *g, goc_func *f)
{
	if (g->slots)
		goc_chan_send(g->slots, NULL);
	start(g, f);
}

goc_bool errgroup_Group_TryGo(errgroup_Group *g, goc_func *f)
{
	goc_select_case take = { .chan = g->slots, .dir = GOC_SEND_CASE };
	if (g->slots && goc_select(&take, 1, true) < 0)
		return false;
	start(g, f);
	return true;
}

goc_error errgroup_Group_Wait(errgroup_Group *g)
{
	sync_WaitGroup_Wait(&g->wg);
	cancel(g, g->err);
	return g->err;
}

void errgroup_Group_SetLimit(errgroup_Group *g, int n)
{
	if (g->slots && goc_chan_len(g->slots)) {
		char text[96];
		snprintf(text, sizeof text, "errgroup: modify limit while %d goroutines in the group are still active",
			goc_chan_len(g->slots));
		goc_panic_text(goc__text_join(text, NULL));
	}
	g->slots = n < 0 ? NULL : goc_chan_make(0, n);
}
