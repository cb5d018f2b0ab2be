// Run queues: what waits for a processor, and the global queue.
//
// A processor picks in this order: the slot, the woken (first in, first out), spawners that ran ahead once
// few fresh ones are left, the fresh (last in, first out: a tree of goroutines is run depth first and
// stays small), the yielded. Order alone would starve: every 10 ms sysmon sets p->rotate and the next pick
// takes the oldest of another source, the global queue first.
//
// Invariants, under p->lock: queued counts everything here; the slot is older than the ring. A processor
// with work is never idle: its owner looks before letting it go. Lock order: p->lock, then goc__sched.lock;
// two processors' locks are never held at once.
//
// Tried by the prototype and rejected: rotating by picks instead of time (skynet four times slower).
#include "sched/proc.h"
#include <string.h>

enum { RUN_AHEAD_END = 128, STEAL_MOST = GOC__RING / 2 };

static inline uint32_t ring_n(const goc__ring *r) { return r->tail - r->head; }

static inline void ring_put(goc__ring *r, void *x) { r->at[r->tail++ % GOC__RING] = x; }

static inline void *ring_oldest(goc__ring *r) { return r->at[r->head++ % GOC__RING]; }

static inline void *ring_newest(goc__ring *r) { return r->at[--r->tail % GOC__RING]; }

// ---- The global queue ------------------------------------------------------------------------------

static void global_put_locked(goc__work w)
{
	goc__scheduler *s = &goc__sched;

	if (goc__is_fresh(w)) {
		goc__fresh *r = goc__work_record(w);
		r->link = NULL;
		if (s->fresh_tail)
			s->fresh_tail->link = r;
		else
			s->fresh_head = r;
		s->fresh_tail = r;
	} else {
		goc__list_put(&s->global, goc__work_g(w));
	}
	atomic_fetch_add_explicit(&s->global_n, 1, memory_order_relaxed);
}

static goc__work global_take_locked(void)
{
	goc__scheduler *s = &goc__sched;
	goc__g *g = goc__list_take(&s->global);
	goc__work w = 0;

	if (g) {
		w = goc__work_of(g);
	} else if (s->fresh_head) {
		w = goc__work_fresh(s->fresh_head);
		if (!(s->fresh_head = s->fresh_head->link))
			s->fresh_tail = NULL;
	}
	if (w)
		atomic_fetch_sub_explicit(&s->global_n, 1, memory_order_relaxed);
	return w;
}

void goc__global_put(goc__g *g)
{
	goc__mutex_lock(&goc__sched.lock);
	global_put_locked(goc__work_of(g));
	goc__mutex_unlock(&goc__sched.lock);
}

void goc__global_put_fresh(goc__fresh *r)
{
	goc__mutex_lock(&goc__sched.lock);
	global_put_locked(goc__work_fresh(r));
	goc__mutex_unlock(&goc__sched.lock);
}

// One to run and, so that processors do not queue for the lock, a share to keep.
goc__work goc__global_pick(goc__p *p)
{
	goc__work w, more[32];
	uint32_t n = 0, share;

	if (!atomic_load_explicit(&goc__sched.global_n, memory_order_relaxed))
		return 0;
	goc__mutex_lock(&goc__sched.lock);
	share = goc__sched.global_n / (uint32_t)(goc__sched.procs + 1);
	w = global_take_locked();
	while (p && n < share && n < 32 && (more[n] = global_take_locked()))
		n++;
	goc__mutex_unlock(&goc__sched.lock);
	for (uint32_t i = 0; i < n; i++) {
		if (goc__is_fresh(more[i]))
			goc__runq_put_fresh(p, goc__work_record(more[i]));
		else
			goc__runq_put(p, goc__work_g(more[i]));
	}
	return w;
}

// Half of a full ring goes to the global queue, the oldest first.
static void spill(goc__p *p, goc__ring *r, bool fresh)
{
	goc__mutex_lock(&goc__sched.lock);
	for (int i = 0; i < GOC__RING / 2; i++) {
		void *x = ring_oldest(r);
		global_put_locked(fresh ? goc__work_fresh(x) : goc__work_of(x));
	}
	goc__mutex_unlock(&goc__sched.lock);
	goc__count(p, -(GOC__RING / 2));
}

// ---- One processor's queues ------------------------------------------------------------------------

void goc__runq_put(goc__p *p, goc__g *g)
{
	goc__take(&p->lock);
	if (!p->slot && ring_n(&p->woken) == 0) {
		p->slot = g;
	} else {
		if (goc__unlikely(ring_n(&p->woken) == GOC__RING))
			spill(p, &p->woken, false);
		ring_put(&p->woken, g);
	}
	goc__count(p, 1);
	goc__give(&p->lock);
}

static void put_list(goc__p *p, goc__list *l, goc__g *g)
{
	goc__take(&p->lock);
	goc__list_put(l, g);
	goc__count(p, 1);
	goc__give(&p->lock);
}

void goc__runq_put_yielded(goc__p *p, goc__g *g) { put_list(p, &p->yielded, g); }

void goc__runq_put_spawner(goc__p *p, goc__g *g) { put_list(p, &p->spawners, g); }

void goc__runq_put_fresh(goc__p *p, goc__fresh *r)
{
	goc__take(&p->lock);
	if (goc__unlikely(ring_n(&p->fresh) == GOC__RING))
		spill(p, &p->fresh, true);
	ring_put(&p->fresh, r);
	goc__count(p, 1);
	goc__give(&p->lock);
}

static goc__work pick_locked(goc__p *p)
{
	goc__g *g = p->slot;

	p->took_woken = g || ring_n(&p->woken);
	if (g) {
		p->slot = NULL;
		return goc__work_of(g);
	}
	if (ring_n(&p->woken))
		return goc__work_of(ring_oldest(&p->woken));
	if (p->spawners.head && ring_n(&p->fresh) <= RUN_AHEAD_END)
		return goc__work_of(goc__list_take(&p->spawners));
	if (ring_n(&p->fresh))
		return goc__work_fresh(ring_newest(&p->fresh));
	return goc__work_of(goc__list_take(&p->yielded));
}

goc__work goc__runq_pick(goc__p *p)
{
	goc__work w = 0;

	p->ticks++;
	if (!goc__work_waits(p))
		return 0;
	goc__take(&p->lock);
	w = pick_locked(p);
	if (w)
		goc__count(p, -1);
	goc__give(&p->lock);
	return w;
}

goc__work goc__runq_yield_locked(goc__p *p, goc__g *g)
{
	goc__work w = pick_locked(p);

	p->ticks++;
	goc__list_put(&p->yielded, g);
	if (!w)                                // stolen meanwhile; else one more, one less
		goc__count(p, 1);
	return w;
}

// The oldest of the source whose turn it is, skipping empty ones; but a woken one first, unless
// the last pick was one: where goroutines run for long every pick is a rotated one.
goc__work goc__runq_pick_rotated(goc__p *p)
{
	goc__work w = 0;

	if (!p->took_woken && (p->slot || ring_n(&p->woken)))
		return goc__runq_pick(p);
	p->ticks++;
	p->took_woken = false;
	for (int i = 0; i < 4 && !w; i++) {
		uint32_t turn = p->turn++ % 4;
		if (turn == 0) {
			w = goc__global_pick(p);
			continue;
		}
		goc__take(&p->lock);
		if (turn == 1 && p->yielded.head)
			w = goc__work_of(goc__list_take(&p->yielded));
		else if (turn == 2 && ring_n(&p->fresh))
			w = goc__work_fresh(ring_oldest(&p->fresh));
		else if (turn == 3 && p->spawners.head)
			w = goc__work_of(goc__list_take(&p->spawners));
		if (w)
			goc__count(p, -1);
		goc__give(&p->lock);
	}
	return w ? w : goc__runq_pick(p);
}

// ---- Stealing and draining ---------------------------------------------------------------------------

// Takes up to half, the oldest of each source, into w[]. Under from->lock.
static uint32_t grab(goc__p *from, goc__work *w)
{
	uint32_t woken = ring_n(&from->woken) + (from->slot != NULL), fresh = ring_n(&from->fresh), n = 0;
	uint32_t woken_n = (woken + 1) / 2, fresh_n = (fresh + 1) / 2;

	while (n < woken_n && n < STEAL_MOST) {
		if (from->slot) {
			w[n++] = goc__work_of(from->slot);
			from->slot = NULL;
		} else {
			w[n++] = goc__work_of(ring_oldest(&from->woken));
		}
	}
	for (; fresh_n && n < STEAL_MOST; fresh_n--)
		w[n++] = goc__work_fresh(ring_oldest(&from->fresh));
	if (n == 0 && from->yielded.head)
		w[n++] = goc__work_of(goc__list_take(&from->yielded));
	if (n == 0 && from->spawners.head)
		w[n++] = goc__work_of(goc__list_take(&from->spawners));
	goc__count(from, -(int)n);
	return n;
}

goc__work goc__runq_steal(goc__p *to, goc__p *from)
{
	goc__work w[STEAL_MOST];
	uint32_t n;

	if (!goc__work_waits(from))
		return 0;
	goc__take(&from->lock);
	n = grab(from, w);
	goc__give(&from->lock);
	for (uint32_t i = 1; i < n; i++) {
		if (goc__is_fresh(w[i]))
			goc__runq_put_fresh(to, goc__work_record(w[i]));
		else
			goc__runq_put(to, goc__work_g(w[i]));
	}
	return n ? w[0] : 0;
}

void goc__runq_drain(goc__p *p)
{
	goc__work w;

	while ((w = goc__runq_pick(p))) {
		if (goc__is_fresh(w))
			goc__global_put_fresh(goc__work_record(w));
		else
			goc__global_put(goc__work_g(w));
	}
}
