// Inside a channel, for chan.c, select.c and whoever sends from a timer's callback.
#ifndef GOC_COMM_CHAN_H
#define GOC_COMM_CHAN_H
#include "sched/proc.h"
#include <goc/goc.h>
#include <string.h>

// One goroutine's wait for one channel, in the frame of the function that waits.
typedef struct goc__wait_one {
	struct goc__wait_one *next, *prev;
	goc__g *g;
	void *value;                   // receive: where to (or NULL); send: where from
	bool select;                   // to be claimed by g->selected
	bool queued;
	bool ok;                       // set by the waker: a value was passed; false: the channel was closed
	int index;                     // select: the case
} goc__wait_one;

typedef struct goc__chanq { goc__wait_one *first, *last; } goc__chanq;

struct goc_chan {
	goc__lock lock;                // of everything below but size and cap
	uint32_t n, cap, size;         // elements buffered; capacity; bytes an element
	uint32_t send, recv;           // the next place to write, to read
	bool closed;
	goc__chanq recvq, sendq;
	_Alignas(16) char ring[];
};

static inline char *goc__chan_at(goc_chan *c, uint32_t i) { return c->ring + (size_t)i * c->size; }

static inline __attribute__((always_inline)) void goc__elem_copy(void *to, const void *from, uint32_t n)
{
	if (goc__likely(n == 8))
		__builtin_memcpy(to, from, 8);
	else if (n == 4)
		__builtin_memcpy(to, from, 4);
	else if (n)
		memcpy(to, from, n);
}

static inline __attribute__((always_inline)) void goc__elem_zero(void *to, uint32_t n)
{
	if (goc__likely(n == 8))
		__builtin_memset(to, 0, 8);
	else if (n == 4)
		__builtin_memset(to, 0, 4);
	else if (n)
		memset(to, 0, n);
}

// ---- Queues of waiters -----------------------------------------------------------------------------

static inline void goc__chan_queue(goc__chanq *q, goc__wait_one *w)
{
	w->next = NULL;
	w->prev = q->last;
	if (q->last)
		q->last->next = w;
	else
		q->first = w;
	q->last = w;
	w->queued = true;
}

// Nothing if it is not queued.
static inline void goc__chan_unqueue(goc__chanq *q, goc__wait_one *w)
{
	if (!w->queued)
		return;
	if (w->prev)
		w->prev->next = w->next;
	else
		q->first = w->next;
	if (w->next)
		w->next->prev = w->prev;
	else
		q->last = w->prev;
	w->queued = false;
}

// The first waiter that is still to be had: a select that another channel has claimed is skipped.
static inline goc__wait_one *goc__chan_claim(goc__chanq *q)
{
	goc__wait_one *w;

	while ((w = q->first)) {
		uint32_t free = 0;
		goc__chan_unqueue(q, w);
		if (!w->select)
			return w;
		if (!goc__alone()) {
			if (atomic_compare_exchange_strong(&w->g->selected, &free, 1))
				return w;
		} else if (!atomic_load_explicit(&w->g->selected, memory_order_relaxed)) {
			atomic_store_explicit(&w->g->selected, 1, memory_order_relaxed);
			return w;
		}
	}
	return NULL;
}

static inline void goc__chan_finish(goc__m *m, goc__wait_one *w, bool ok)
{
	goc__g *g = w->g;

	w->ok = ok;
	g->waiter = w;
	goc__ready_on(m, g);
}

// ---- The operations, inside, under the lock: false means that it has to wait --------------------------------------------------------------

// c is not closed.
static inline bool goc__chan_send_now(goc__m *m, goc_chan *c, const void *value)
{
	goc__wait_one *w = c->recvq.first ? goc__chan_claim(&c->recvq) : NULL;

	if (w) {
		if (w->value)
			goc__elem_copy(w->value, value, c->size);
		goc__chan_finish(m, w, true);
		return true;
	}
	if (c->n == c->cap)
		return false;
	goc__elem_copy(goc__chan_at(c, c->send), value, c->size);
	if (++c->send == c->cap)
		c->send = 0;
	c->n++;
	return true;
}

static inline bool goc__chan_recv_now(goc__m *m, goc_chan *c, void *value, bool *ok)
{
	goc__wait_one *w;

	*ok = true;
	if (c->n > 0) {
		char *at = goc__chan_at(c, c->recv);
		if (value)
			goc__elem_copy(value, at, c->size);
		if (++c->recv == c->cap)
			c->recv = 0;
		w = c->sendq.first ? goc__chan_claim(&c->sendq) : NULL;
		if (w) {                       // the ring stays full: the value takes the place that was freed
			goc__elem_copy(at, w->value, c->size);
			c->send = c->recv;
			goc__chan_finish(m, w, true);
			return true;
		}
		goc__elem_zero(at, c->size);   // what it pointed at is the receiver's alone
		c->n--;
		return true;
	}
	w = c->sendq.first ? goc__chan_claim(&c->sendq) : NULL;
	if (w) {
		if (value)
			goc__elem_copy(value, w->value, c->size);
		goc__chan_finish(m, w, true);
		return true;
	}
	if (!c->closed)
		return false;
	if (value)
		goc__elem_zero(value, c->size);
	*ok = false;
	return true;
}

#endif
