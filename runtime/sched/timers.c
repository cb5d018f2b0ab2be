// Timers' heaps: sched/timer.h. Four children a node: half the levels of a binary heap, and a node's
// children lie in one or two cache lines.
//
// Invariants, under h->lock: at[i]->index == i + 1; no node is earlier than its parent; first is at[0]'s deadline or
// 0. The collector reads at and n at any instant: a new array is filled before it is published, a
// longer n only after the array, and an old one is freed after the new one is published.
#include "sched/proc.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>

static inline goc__timer **slots(goc__timers *h) { return atomic_load_explicit(&h->at, memory_order_relaxed); }

static inline void place(goc__timer **at, uint32_t i, goc__timer *t)
{
	at[i] = t;
	t->index = i + 1;
}

static void up(goc__timers *h, uint32_t i)
{
	goc__timer **at = slots(h), *t = at[i];

	while (i > 0 && t->when < at[(i - 1) / 4]->when) {
		place(at, i, at[(i - 1) / 4]);
		i = (i - 1) / 4;
	}
	place(at, i, t);
}

static void down(goc__timers *h, uint32_t i)
{
	goc__timer **at = slots(h), *t = at[i];
	uint32_t n = h->n;

	for (;;) {
		uint32_t c = 4 * i + 1, least = c;
		if (c >= n)
			break;
		for (uint32_t j = c + 1; j < c + 4 && j < n; j++)
			if (at[j]->when < at[least]->when)
				least = j;
		if (t->when <= at[least]->when)
			break;
		place(at, i, at[least]);
		i = least;
	}
	place(at, i, t);
}

static void publish_first(goc__timers *h)
{
	atomic_store_explicit(&h->first, h->n ? slots(h)[0]->when : 0, memory_order_relaxed);
}

static void take_out(goc__timers *h, goc__timer *t)
{
	goc__timer **at = slots(h);
	uint32_t i = t->index - 1, last = h->n - 1;
	goc__timer *moved = at[last];

	t->index = 0;
	if (!t->weak)
		h->strong--;
	if (i != last) {
		place(at, i, moved);           // before n shrinks: the collector may look
		atomic_store_explicit(&h->n, last, memory_order_release);
		up(h, i);
		down(h, moved->index - 1);
	} else {
		atomic_store_explicit(&h->n, last, memory_order_release);
	}
	at[last] = NULL;
}

static void grow(goc__timers *h)
{
	uint32_t cap = h->cap ? h->cap * 2 : 64;
	goc__timer **old = slots(h), **at = calloc(cap, sizeof *at);

	if (!at)
		goc__throw("out of memory for timers");
	if (h->n)
		memcpy(at, old, h->n * sizeof *at);
	atomic_store_explicit(&h->at, at, memory_order_release);
	h->cap = cap;
	free(old);
}

static void put_in(goc__timers *h, goc__timer *t)
{
	if (h->n == h->cap)
		grow(h);
	slots(h)[h->n] = t;
	atomic_store_explicit(&h->n, h->n + 1, memory_order_release);
	if (!t->weak)
		h->strong++;
	up(h, h->n - 1);
}

// The heap that t belongs to for good: the one of the processor that starts it first.
static goc__timers *heap_of(goc__m *m, goc__timer *t)
{
	goc__timers *h = atomic_load_explicit(&t->heap, memory_order_acquire), *none = NULL;

	if (h)
		return h;
	h = m->p ? &m->p->timers : &goc__sched.ps[0]->timers;
	return atomic_compare_exchange_strong(&t->heap, &none, h) ? h : none;
}

bool goc__timer_start_inside(goc__timer *t, int64_t when)
{
	goc__m *m = goc__thread_m();
	goc__timers *h = heap_of(m, t);
	bool pending, earlier, own = m->p && h == &m->p->timers;
	int64_t before;

	if (when <= 0)
		when = 1;
	goc__take(&h->lock);
	before = h->first;
	pending = t->index != 0;
	if (pending)
		take_out(h, t);
	t->when = when;
	put_in(h, t);
	publish_first(h);
	earlier = h->first != before;
	goc__give(&h->lock);
	if (earlier && !own)
		goc__kick_watcher(when);
	return pending;
}

bool goc__timer_start(goc__timer *t, int64_t when)
{
	goc__m *m = goc__enter();
	bool pending = goc__timer_start_inside(t, when);

	goc__leave(m);
	return pending;
}

bool goc__timer_stop(goc__timer *t)
{
	goc__m *m;
	goc__timers *h = atomic_load_explicit(&t->heap, memory_order_acquire);
	bool pending;

	if (!h)
		return false;
	m = goc__enter();
	goc__take(&h->lock);
	pending = t->index != 0;
	if (pending) {
		take_out(h, t);
		publish_first(h);
	}
	goc__give(&h->lock);
	goc__leave(m);
	return pending;
}

int goc__timers_run(goc__timers *h, int64_t now)
{
	goc__m *m = goc__thread_m();
	int fired = 0;

	for (;;) {
		goc__timer *t;
		void (*fire)(goc__timer *, int64_t);

		goc__take(&h->lock);
		t = h->n ? slots(h)[0] : NULL;
		if (!t || t->when > now) {
			goc__give(&h->lock);
			return fired;
		}
		if (t->period > 0) {           // the next multiple in the future: ticks that nobody could take are left out
			t->when += t->period * (1 + (now - t->when) / t->period);
			down(h, 0);
		} else {
			take_out(h, t);
		}
		publish_first(h);
		fire = t->fire;
		goc__give(&h->lock);
		goc__leave(m);
		fire(t, now);
		goc__enter();
		fired++;
	}
}

int64_t goc__timers_first(void)
{
	int64_t first = INT64_MAX;

	for (int i = 0; i < goc__sched.made; i++) {
		int64_t f = atomic_load(&goc__sched.ps[i]->timers.first);
		if (f && f < first)
			first = f;
	}
	return first;
}

bool goc__timers_strong(void)
{
	for (int i = 0; i < goc__sched.made; i++)
		if (atomic_load(&goc__sched.ps[i]->timers.strong))
			return true;
	return false;
}
