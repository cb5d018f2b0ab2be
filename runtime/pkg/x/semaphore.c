// x/sync/semaphore: waiters in a list, first come, first served; each waits on a channel of its own, so that
// a Context can end the wait.
#include <goc/x/sync/semaphore.h>

#include "sched/panic.h"

#include <goc/sync.h>
#include <goc/type.h>
#include <stdbool.h>
#include <stddef.h>

struct waiter { struct waiter *next; goc_int64 n; goc_chan *ready; };

struct semaphore_Weighted {
	sync_Mutex mu;
	goc_int64 size, taken;      // all under mu
	struct waiter *first, **last;
};

semaphore_Weighted *semaphore_NewWeighted(goc_int64 n)
{
	semaphore_Weighted *s = goc_new(sizeof *s);
	s->size = n;
	s->last = &s->first;
	return s;
}

static bool take(semaphore_Weighted *s, goc_int64 n)
{
	bool room = s->size - s->taken >= n && !s->first;
	if (room)
		s->taken += n;
	return room;
}

// Serves those who wait as far as it goes.
static void serve(semaphore_Weighted *s)
{
	while (s->first && s->size - s->taken >= s->first->n) {
		struct waiter *w = s->first;
		s->taken += w->n;
		s->first = w->next;
		if (!s->first)
			s->last = &s->first;
		goc_chan_close(w->ready);
	}
}

static goc_chan *done_of(context_Context ctx)
{
	return ((goc_chan *(*)(void *))ctx.tab->fn[1])(ctx.data);
}

static goc_error err_of(context_Context ctx)
{
	return ((goc_error (*)(void *))ctx.tab->fn[2])(ctx.data);
}

// The Context ended the wait: served meanwhile, the part is given back.
static goc_error give_up(semaphore_Weighted *s, struct waiter *w, goc_error err)
{
	sync_Mutex_Lock(&s->mu);
	struct waiter **p = &s->first;
	while (*p && *p != w)
		p = &(*p)->next;
	if (*p) {
		*p = w->next;
		if (!w->next)
			s->last = p;
	} else {
		s->taken -= w->n;
	}
	serve(s);
	sync_Mutex_Unlock(&s->mu);
	return err;
}

goc_error semaphore_Weighted_Acquire(semaphore_Weighted *s, context_Context ctx, goc_int64 n)
{
	goc_error err = err_of(ctx);
	if (err.tab)
		return err;
	sync_Mutex_Lock(&s->mu);
	bool got = take(s, n);
	struct waiter *w = NULL;
	if (!got && n <= s->size) {
		w = goc_new(sizeof *w);
		*w = (struct waiter){ NULL, n, goc_chan_make(0, 0) };
		*s->last = w;
		s->last = &w->next;
	}
	sync_Mutex_Unlock(&s->mu);
	if (got)
		return err;
	if (!w) {                   // more than there will ever be
		goc_chan_recv(done_of(ctx), NULL);
		return err_of(ctx);
	}
	goc_select_case either[] = {
		{ .chan = w->ready, .dir = GOC_RECV_CASE }, { .chan = done_of(ctx), .dir = GOC_RECV_CASE },
	};
	return goc_select(either, 2, false) == 0 ? err : give_up(s, w, err_of(ctx));
}

goc_bool semaphore_Weighted_TryAcquire(semaphore_Weighted *s, goc_int64 n)
{
	sync_Mutex_Lock(&s->mu);
	bool got = take(s, n);
	sync_Mutex_Unlock(&s->mu);
	return got;
}

void semaphore_Weighted_Release(semaphore_Weighted *s, goc_int64 n)
{
	sync_Mutex_Lock(&s->mu);
	bool wrong = s->taken < n;
	if (!wrong) {
		s->taken -= n;
		serve(s);
	}
	sync_Mutex_Unlock(&s->mu);
	if (wrong)
		goc_panic_text("semaphore: released more than held");
}
