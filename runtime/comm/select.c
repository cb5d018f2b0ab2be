// select.
//
// While one thread is active in the runtime nobody can come between: the cases are looked at in random order and,
// if none is ready, the goroutine is queued on all of them, with no lock at all. Otherwise all channels are
// locked, in the order of their addresses, for both: whether a default may run, and that nothing is lost
// between looking and queueing, needs all of them at one instant.
//
// Whoever wants to pass a value claims the goroutine by g->selected, under its own channel's lock: one
// wins, the others skip it. Woken, the goroutine takes its other waiters off their queues.
#include "comm/chan.h"

enum { FEW = 8 };              // cases handled without a bigger array

struct many {                  // one select: arrays of n
	int n;
	bool locked;
	goc_select_case *cases;
	uint16_t *order;       // to look at, random
	uint16_t *locks;       // cases by address of their channel
	goc__wait_one *waits;
};

static inline uint32_t random_below(goc__m *m, uint32_t n)
{
	m->random = m->random * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(((m->random >> 32) * n) >> 32);
}

static void shuffle(goc__m *m, struct many *s)
{
	for (int i = 0; i < s->n; i++) {
		uint32_t j = random_below(m, (uint32_t)i + 1);
		s->order[i] = s->order[j];
		s->order[j] = (uint16_t)i;
	}
}

// By address, so that two selects cannot wait for each other: heap sort, since n may be large.
static void sift(struct many *s, int i, int n)
{
	uint16_t *l = s->locks, x = l[i];

	for (int c; (c = 2 * i + 1) < n; i = c) {
		if (c + 1 < n && s->cases[l[c]].chan < s->cases[l[c + 1]].chan)
			c++;
		if (s->cases[x].chan >= s->cases[l[c]].chan)
			break;
		l[i] = l[c];
	}
	l[i] = x;
}

static void sort(struct many *s)
{
	for (int i = 0; i < s->n; i++)
		s->locks[i] = (uint16_t)i;
	for (int i = s->n / 2 - 1; i >= 0; i--)
		sift(s, i, s->n);
	for (int i = s->n - 1; i > 0; i--) {
		uint16_t t = s->locks[0];
		s->locks[0] = s->locks[i];
		s->locks[i] = t;
		sift(s, 0, i);
	}
}

static void lock_all(struct many *s)
{
	goc_chan *last = NULL;

	s->locked = !goc__alone();
	if (goc__likely(!s->locked))
		return;
	sort(s);
	for (int i = 0; i < s->n; i++) {
		goc_chan *c = s->cases[s->locks[i]].chan;
		if (c && c != last)
			goc__take(&c->lock);
		last = c;
	}
}

static void unlock_all(struct many *s)
{
	goc_chan *last = NULL;

	if (goc__likely(!s->locked))
		return;
	for (int i = s->n - 1; i >= 0; i--) {
		goc_chan *c = s->cases[s->locks[i]].chan;
		if (c && c != last)
			goc__give(&c->lock);
		last = c;
	}
}

enum { NOT_READY = 0, DONE = 1, CLOSED_SEND = 2 };

static int try_case(goc__m *m, goc_select_case *k)
{
	bool ok;

	if (!k->chan)
		return NOT_READY;
	if (k->dir == GOC_SEND_CASE) {
		if (goc__unlikely(k->chan->closed))
			return CLOSED_SEND;
		return goc__chan_send_now(m, k->chan, k->value) ? DONE : NOT_READY;
	}
	if (!goc__chan_recv_now(m, k->chan, k->value, &ok))
		return NOT_READY;
	k->ok = ok;
	return DONE;
}

static void queue_all(goc__m *m, struct many *s)
{
	for (int i = 0; i < s->n; i++) {
		goc_select_case *k = &s->cases[i];
		goc__wait_one *w = &s->waits[i];
		w->queued = false;
		if (!k->chan)
			continue;
		w->g = m->g;
		w->value = k->value;
		w->select = true;
		w->index = i;
		goc__chan_queue(k->dir == GOC_SEND_CASE ? &k->chan->sendq : &k->chan->recvq, w);
	}
	atomic_store_explicit(&m->g->selected, 0, memory_order_relaxed);
	m->g->waiter = NULL;
}

static void unqueue_all(struct many *s, int but)
{
	for (int i = 0; i < s->n; i++) {
		goc_select_case *k = &s->cases[i];
		if (i == but || !k->chan)
			continue;
		goc__take(&k->chan->lock);
		goc__chan_unqueue(k->dir == GOC_SEND_CASE ? &k->chan->sendq : &k->chan->recvq, &s->waits[i]);
		goc__give(&k->chan->lock);
	}
}

// Runs on the scheduler's stack once the goroutine is whole.
static bool let_go(goc__g *g, void *s)
{
	(void)g;
	unlock_all(s);
	return true;
}

static goc__m *park_select(goc__m *m, struct many *s)
{
	if (goc__likely(!s->locked))
		return goc__park_inside(m, NULL, GOC__WAIT_SELECT);
	return goc__park_commit_inside(m, GOC__WAIT_SELECT, let_go, s);
}

// Nothing to be had at one instant, seen without going in: an unclosed channel with an empty ring (or none) and no
// sender has nothing to receive, whatever happens between these loads; likewise for sending.
static inline bool plainly_not(const goc_select_case *k)
{
	const goc_chan *c = k->chan;
	bool not = k->dir == GOC_SEND_CASE
		? (c->cap ? __atomic_load_n(&c->n, __ATOMIC_ACQUIRE) == c->cap : !__atomic_load_n(&c->recvq.first, __ATOMIC_ACQUIRE))
		: (c->cap ? __atomic_load_n(&c->n, __ATOMIC_ACQUIRE) == 0 : !__atomic_load_n(&c->sendq.first, __ATOMIC_ACQUIRE));

	return not && !__atomic_load_n(&c->closed, __ATOMIC_ACQUIRE);
}

// With a default and nothing ready: while nobody else is active the looks are one instant.
static bool all_plainly_not(const struct many *s)
{
	for (int i = 0; i < s->n; i++)
		if (s->cases[i].chan && !plainly_not(&s->cases[i]))
			return false;
	return true;
}

static int run(struct many *s, bool has_default)
{
	goc__m *m = goc__enter();
	goc__wait_one *w;
	int got = NOT_READY, i = -1;

	if (has_default && goc__alone() && all_plainly_not(s)) {
		goc__leave(m);
		return -1;
	}
	shuffle(m, s);
	lock_all(s);
	for (int j = 0; j < s->n && got == NOT_READY; j++) {
		i = s->order[j];
		got = try_case(m, &s->cases[i]);
	}
	if (got != NOT_READY || has_default) {
		unlock_all(s);
		goc__leave(m);
		if (goc__unlikely(got == CLOSED_SEND))
			goc_panic_plain("send on closed channel");
		return got == NOT_READY ? -1 : i;
	}
	queue_all(m, s);
	m = park_select(m, s);
	w = m->g->waiter;
	i = w->index;
	unqueue_all(s, i);
	goc__leave(m);
	if (s->cases[i].dir == GOC_RECV_CASE)
		s->cases[i].ok = w->ok;
	else if (goc__unlikely(!w->ok))
		goc_panic_plain("send on closed channel");
	return i;
}

// One case and a default: a look at one channel.
static int try_one(goc_select_case *k)
{
	goc__m *m = goc__enter();
	int got;

	goc__take(&k->chan->lock);
	got = try_case(m, k);
	goc__give(&k->chan->lock);
	goc__leave(m);
	if (goc__unlikely(got == CLOSED_SEND))
		goc_panic_plain("send on closed channel");
	return got == DONE ? 0 : -1;
}

static __attribute__((noinline)) int run_large(goc_select_case *cases, int n, bool has_default)
{
	uint16_t order[n], locks[n];
	goc__wait_one waits[n];
	struct many s = { .n = n, .cases = cases, .order = order, .locks = locks, .waits = waits };

	return run(&s, has_default);
}

int goc_select(goc_select_case *cases, int n, goc_bool has_default)
{
	uint16_t order[FEW], locks[FEW];
	goc__wait_one waits[FEW];
	struct many s = { .n = n, .cases = cases, .order = order, .locks = locks, .waits = waits };

	if (n == 0) {
		while (!has_default)
			goc__park(GOC__WAIT_SELECT_NONE, NULL, NULL);
		return -1;
	}
	if (n == 1 && has_default)
		return !cases->chan || (plainly_not(cases) && !goc_preempt) ? -1 : try_one(cases);     // a loop around it is asked too
	return n <= FEW ? run(&s, has_default) : run_large(cases, n, has_default);
}
