// x/sync/singleflight: a list of the calls under way, found by key. A panic of the function goes on in its
// caller and is raised again, with the same value, in those who waited.
#include <goc/x/sync/singleflight.h>

#include "sched/panic.h"
#include "sched/panic_state.h"

#include <goc/type.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct answer { goc_any v; goc_error err; };        // what the function returns

typedef struct call {
	struct call *next;
	goc_string key;
	goc_chan *done;             // closed at its end; the members below are then final
	int waiters;                // under mu
	struct answer answer;
	bool panicked;
	goc_any panic;
} call;

static call **find(singleflight_Group *g, goc_string key)
{
	call **p = (call **)&g->calls;
	while (*p && strcmp((*p)->key, key ? key : "") != 0)
		p = &(*p)->next;
	return p;
}

// Takes c off the list, unless it was forgotten, and lets the waiters go.
static void finish(singleflight_Group *g, call *c)
{
	sync_Mutex_Lock(&g->mu);
	for (call **p = (call **)&g->calls; *p; p = &(*p)->next)
		if (*p == c) {
			*p = c->next;
			break;
		}
	sync_Mutex_Unlock(&g->mu);
	goc_chan_close(c->done);
}

// ---- The call, so that a panic or a Goexit finishes it too --------------------------------------------

struct doing { goc_frame frame; singleflight_Group *g; call *c; };

static void doing_step(goc_frame *frame, goc_panic *p)
{
	struct doing *d = (struct doing *)frame;
	frame->on = 0;
	d->c->panicked = !p->goexit;
	d->c->panic = p->value;
	finish(d->g, d->c);
}

static __attribute__((noinline)) void do_call(singleflight_Group *g, call *c, goc_func *f)
{
	struct doing d = { .g = g, .c = c };
	goc_link(&d.frame, doing_step);
	d.frame.on = 1;
	goc_live(d);
	c->answer = ((struct answer (*)(void *))f->code)(f);
	goc_unlink(&d.frame);
	finish(g, c);
}

struct singleflight_Group_Do_results singleflight_Group_Do(singleflight_Group *g, goc_string key, goc_func *f)
{
	sync_Mutex_Lock(&g->mu);
	call *c = *find(g, key);
	if (c) {
		c->waiters++;
		sync_Mutex_Unlock(&g->mu);
		goc_chan_recv(c->done, NULL);
		if (c->panicked)
			goc_panic_value(c->panic);
		return (struct singleflight_Group_Do_results){ c->answer.v, c->answer.err, true };
	}
	c = goc_new(sizeof *c);
	*c = (call){ .next = g->calls, .key = key ? key : "", .done = goc_chan_make(0, 0) };
	g->calls = c;
	sync_Mutex_Unlock(&g->mu);
	do_call(g, c, f);
	sync_Mutex_Lock(&g->mu);
	bool shared = c->waiters > 0;
	sync_Mutex_Unlock(&g->mu);
	return (struct singleflight_Group_Do_results){ c->answer.v, c->answer.err, shared };
}

void singleflight_Group_Forget(singleflight_Group *g, goc_string key)
{
	sync_Mutex_Lock(&g->mu);
	call **p = find(g, key);
	if (*p)
		*p = (*p)->next;
	sync_Mutex_Unlock(&g->mu);
}
