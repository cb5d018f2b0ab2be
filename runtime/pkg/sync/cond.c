// sync.Cond. Each Wait takes a ticket before it lets L go, so that a Signal between that and its sleep is
// not lost: Signal gives out wake-ups in the order of the tickets, and who finds its ticket already
// notified does not sleep. The queue may differ from the order of the tickets, by goroutines that took a
// ticket and were overtaken on the way to sleep; Signal looks for the ticket.
#include "queue.h"

sync_Cond *sync_NewCond(sync_Locker l)
{
	sync_Cond *c = goc_new(sizeof *c);
	c->L = l;
	return c;
}

static void locker_call(sync_Locker l, int method)
{
	((void (*)(void *))l.tab->fn[method])(l.data);
}

// Tickets wrap around.
static bool before(goc_uint32 a, goc_uint32 b)
{
	return (goc_int32)(a - b) < 0;
}

void sync_Cond_Wait(sync_Cond *c)
{
	goc__lock_enter(LOCK_OF(c));
	goc_uint32 ticket = c->next++;
	goc__lock_leave(LOCK_OF(c));
	locker_call(c->L, 1);
	goc__lock_enter(LOCK_OF(c));
	if (before(ticket, c->notified)) {
		goc__lock_leave(LOCK_OF(c));
	} else {
		goc__waiter w = { .data = ticket };
		goc__wait_as(QUEUE_OF(c), LOCK_OF(c), GOC__WAIT_COND, false, &w);
	}
	locker_call(c->L, 0);
}

void sync_Cond_Signal(sync_Cond *c)
{
	goc__lock_enter(LOCK_OF(c));
	if (c->next != c->notified) {
		goc_uint32 ticket = c->notified++;
		goc__waiter *w = QUEUE_OF(c)->head;
		while (w && (goc_uint32)w->data != ticket)
			w = w->next;
		if (w) {
			goc__waitq_remove(QUEUE_OF(c), w);
			goc__ready_inside(w->g);
		}
	}
	goc__lock_leave(LOCK_OF(c));
}

void sync_Cond_Broadcast(sync_Cond *c)
{
	goc__lock_enter(LOCK_OF(c));
	c->notified = c->next;
	goc__wake(QUEUE_OF(c), -1);
	goc__lock_leave(LOCK_OF(c));
}
