// Channels: send, receive, close.
//
// A channel is one collected block: head, then the ring of cap elements. Waiters lie in the frames of the
// functions that wait, first in, first out.
//
// Invariants, under c->lock:
// - recvq is empty or nothing is buffered and no sender waits; sendq is empty or the ring is full.
//   (A select may have one waiter in each queue.)
// - A waiter in a queue belongs to a goroutine that is parked, or (select) was claimed by another channel
//   and will take it off itself.
// - Once closed, nothing is sent; both queues are emptied by close.
//
// A value goes straight from sender to waiting receiver, into the receiver's variable; with a full buffer a
// receiver takes the oldest and moves the first waiting sender's value in. So order is kept and each
// wake-up carries its value. A goroutine's stack is written by others only while it waits, under the
// channel's lock.
#include "comm/chan.h"
#include "core/mem.h"
#include <limits.h>

goc_chan *goc_chan_make(goc_size elem_size, goc_int64 cap)
{
	goc_chan *c;
	uint64_t bytes;

	if (cap < 0 || __builtin_mul_overflow((uint64_t)cap, elem_size, &bytes) || bytes > (UINT64_C(1) << 46) ||
	    elem_size > UINT32_MAX || cap > INT_MAX)
		goc_panic_plain("makechan: size out of range");
	c = goc_new(sizeof *c + bytes);
	c->cap = (uint32_t)cap;
	c->size = (uint32_t)elem_size;
	return c;
}

// ---- The operations ------------------------------------------------------------------------------

static _Noreturn void wait_for_ever(enum goc__reason why)
{
	for (;;)
		goc__park(why, NULL, NULL);
}

static _Noreturn void send_on_closed(void) { goc_panic_plain("send on closed channel"); }

void goc_chan_send(goc_chan *c, const void *value)
{
	goc__wait_one w;
	goc__m *m;

	if (goc__unlikely(!c))
		wait_for_ever(GOC__WAIT_CHAN_SEND_NIL);
	m = goc__enter();
	goc__take(&c->lock);
	if (goc__unlikely(c->closed)) {
		goc__give(&c->lock);
		goc__leave(m);
		send_on_closed();
	}
	if (goc__chan_send_now(m, c, value)) {
		goc__give(&c->lock);
		goc__leave(m);
		return;
	}
	w.g = m->g;
	w.value = (void *)value;
	w.select = false;
	goc__chan_queue(&c->sendq, &w);
	m = goc__park_inside(m, &c->lock, GOC__WAIT_CHAN_SEND);
	goc__leave(m);
	if (goc__unlikely(!w.ok))
		send_on_closed();
}

goc_bool goc_chan_recv(goc_chan *c, void *value)
{
	goc__wait_one w;
	goc__m *m;
	bool ok;

	if (goc__unlikely(!c))
		wait_for_ever(GOC__WAIT_CHAN_RECV_NIL);
	m = goc__enter();
	goc__take(&c->lock);
	if (goc__chan_recv_now(m, c, value, &ok)) {
		goc__give(&c->lock);
		goc__leave(m);
		return ok;
	}
	w.g = m->g;
	w.value = value;
	w.select = false;
	goc__chan_queue(&c->recvq, &w);
	m = goc__park_inside(m, &c->lock, GOC__WAIT_CHAN_RECV);
	goc__leave(m);
	return w.ok;
}

void goc_chan_close(goc_chan *c)
{
	goc__wait_one *w;
	goc__m *m;

	if (goc__unlikely(!c))
		goc_panic_plain("close of nil channel");
	m = goc__enter();
	goc__take(&c->lock);
	if (goc__unlikely(c->closed)) {
		goc__give(&c->lock);
		goc__leave(m);
		goc_panic_plain("close of closed channel");
	}
	c->closed = true;
	while ((w = goc__chan_claim(&c->recvq))) {
		if (w->value)
			goc__elem_zero(w->value, c->size);
		goc__chan_finish(m, w, false);
	}
	while ((w = goc__chan_claim(&c->sendq)))         // they panic
		goc__chan_finish(m, w, false);
	goc__give(&c->lock);
	goc__leave(m);
}

int goc_chan_len(goc_chan *c) { return c ? (int)*(volatile uint32_t *)&c->n : 0; }

int goc_chan_cap(goc_chan *c) { return c ? (int)c->cap : 0; }
