// Locks, queues of waiters and semaphores for packages: park.h. Thin: what they do is in park.c and bias.h.
#include "sched/proc.h"

void goc__lock_enter(goc__lock *l)
{
	goc__enter();
	goc__take(l);
}

void goc__lock_leave(goc__lock *l)
{
	goc__give(l);
	goc__leave(goc__thread_m());
}

void goc__lock_more(goc__lock *l) { goc__take(l); }

void goc__lock_less(goc__lock *l) { goc__give(l); }

uintptr_t goc__wait_as(goc__waitq *q, goc__lock *l, enum goc__reason why, bool front, goc__waiter *w)
{
	goc__m *m = goc__thread_m();

	w->g = m->g;
	if (!q->head) {
		w->next = w->prev = NULL;
		q->head = q->tail = w;
	} else if (front) {
		w->prev = NULL;
		w->next = q->head;
		q->head = q->head->prev = w;
	} else {
		w->next = NULL;
		w->prev = q->tail;
		q->tail = q->tail->next = w;
	}
	goc__leave(goc__park_inside(m, l, why));
	return w->data;
}

void goc__wait(goc__waitq *q, goc__lock *l, enum goc__reason why, bool front)
{
	goc__waiter w = { 0 };
	goc__wait_as(q, l, why, front, &w);
}

void goc__waitq_remove(goc__waitq *q, goc__waiter *w)
{
	*(w->prev ? &w->prev->next : &q->head) = w->next;
	*(w->next ? &w->next->prev : &q->tail) = w->prev;
}

goc__waiter *goc__waitq_pop(goc__waitq *q)
{
	goc__waiter *w = q->head;

	if (w)
		goc__waitq_remove(q, w);
	return w;
}

int goc__wake(goc__waitq *q, int n)
{
	goc__m *m = goc__thread_m();
	goc__waiter *w;
	int woken = 0;

	while (woken != n && (w = goc__waitq_pop(q))) {
		goc__ready_on(m, w->g);
		woken++;
	}
	return woken;
}

// ---- Semaphores: waiters by the address of their word -------------------------------------------------

enum { BUCKETS = 251 };

// The waiters of all words of one bucket, oldest first; data is the word's address until the waker
// hands its count over.
static struct bucket {
	_Alignas(64) goc__lock lock;
	goc__waitq queue;
} buckets[BUCKETS];

static struct bucket *bucket_of(const uint32_t *count) { return &buckets[((uintptr_t)count >> 3) % BUCKETS]; }

void goc__semacquire(uint32_t *count, enum goc__reason why, bool front)
{
	struct bucket *b = bucket_of(count);
	goc__waiter w = { .data = (uintptr_t)count };

	goc__lock_enter(&b->lock);
	if (*count > 0) {
		--*count;
		goc__lock_leave(&b->lock);
		return;
	}
	goc__wait_as(&b->queue, &b->lock, why, front, &w);
}

void goc__semrelease(uint32_t *count, bool handoff)
{
	struct bucket *b = bucket_of(count);
	goc__waiter *w;

	goc__lock_enter(&b->lock);
	for (w = b->queue.head; w && w->data != (uintptr_t)count; w = w->next)
		;
	if (w) {
		goc__waitq_remove(&b->queue, w);
		goc__ready_inside(w->g);
	} else {
		++*count;
	}
	goc__lock_leave(&b->lock);
	if (w && handoff)
		goc_gosched();
}
