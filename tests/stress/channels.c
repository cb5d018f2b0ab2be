// Values of many sizes through channels of many capacities, by send, receive, select, close, with random
// yields, sleeps and collections: each arrives once, in its sender's order, whole; errno stays each goroutine's.
#include "stress.h"

enum { MOST = 40 };
struct message { int sender, number; unsigned char fill[MOST * 8]; };  // the channel carries a prefix of it

struct group {
	goc_chan *c;
	goc_chan *alarm;        // never sent on
	size_t size;
	int senders, receivers, count;
	sync_Mutex mu;
	int *last;              // [receivers][senders]
	long got;
	sync_WaitGroup sending, receiving;
};
struct member { struct group *g; int id; unsigned long seed; };

static void wobble(rng *r)
{
	switch (rnd(r, 64)) {
	case 0: goc_gosched(); break;
	case 1: goc__sleep(rnd(r, 50000)); break;
	case 2: goc_new(rnd(r, 3000)); break;
	case 3: if (rnd(r, 400) == 0) GC_gcollect(); break;
	case 4: for (volatile unsigned i = rnd(r, 3000); i; i--) ; break;
	}
}

static void sender(struct member *m)
{
	struct group *g = m->g;
	rng r = { m->seed };
	struct message v;
	int mine = (int)rnd(&r, 1000) + 1;

	for (int i = 0; i < g->count; i++) {
		errno = mine;
		v.sender = m->id;
		v.number = i;
		memset(v.fill, (i * 7 + m->id) & 255, sizeof v.fill);
		if (rnd(&r, 2)) {
			goc_chan_send(g->c, &v);
		} else {
			int never;
			goc_select_case k[3] = { { g->c, &v, GOC_SEND_CASE, 0 }, { g->alarm, &never, GOC_RECV_CASE, 0 }, { NULL, &v, GOC_SEND_CASE, 0 } };
			CHECK(goc_select(k, 3, 0) == 0);
		}
		CHECK(errno == mine);
		wobble(&r);
	}
	sync_WaitGroup_Done(&g->sending);
}

static void receiver(struct member *m)
{
	struct group *g = m->g;
	rng r = { m->seed };
	struct message v;
	int *last = g->last + m->id * g->senders, mine = (int)rnd(&r, 1000) + 1;
	long got = 0;

	for (;;) {
		int how = (int)rnd(&r, 3), i = 0, never;
		goc_bool ok;
		goc_select_case k[2] = { { g->c, &v, GOC_RECV_CASE, 0 }, { g->alarm, &never, GOC_RECV_CASE, 0 } };
		errno = mine;
		if (how == 0) {
			ok = goc_chan_recv(g->c, &v);
		} else {
			i = goc_select(k, 2, how == 1);
			if (i < 0) {
				goc_gosched();
				continue;
			}
			ok = k[0].ok;
		}
		CHECK(i == 0 && errno == mine);
		if (!ok)
			break;
		CHECK(v.sender >= 0 && v.sender < g->senders);
		CHECK(v.number > last[v.sender]);
		last[v.sender] = v.number;
		for (size_t j = 0; j + 8 < g->size; j++)
			CHECK(v.fill[j] == ((v.number * 7 + v.sender) & 255));
		got++;
		wobble(&r);
	}
	sync_Mutex_Lock(&g->mu);
	g->got += got;
	sync_Mutex_Unlock(&g->mu);
	sync_WaitGroup_Done(&g->receiving);
}

static void group(struct member *self)
{
	rng r = { self->seed };
	struct group *g = goc_new(sizeof *g);

	*g = (struct group){ .senders = (int)rnd(&r, 8) + 1, .receivers = (int)rnd(&r, 8) + 1, .count = (int)rnd(&r, 800) };
	g->size = 8 + 8 * rnd(&r, MOST);
	g->c = goc_chan_make(g->size, rnd(&r, 2) ? 0 : rnd(&r, 20));
	g->alarm = goc_chan_make(4, 0);
	g->last = goc_new(sizeof(int) * (size_t)(g->receivers * g->senders));
	memset(g->last, -1, sizeof(int) * (size_t)(g->receivers * g->senders));
	sync_WaitGroup_Add(&g->sending, g->senders);
	sync_WaitGroup_Add(&g->receiving, g->receivers);
	for (int i = 0; i < g->senders; i++)
		GO(sender, (struct member){ g, i, self->seed * 31 + (unsigned)i });
	for (int i = 0; i < g->receivers; i++)
		GO(receiver, (struct member){ g, i, self->seed * 37 + (unsigned)i });
	sync_WaitGroup_Wait(&g->sending);
	goc_chan_close(g->c);
	sync_WaitGroup_Wait(&g->receiving);
	CHECK(g->got == (long)g->senders * g->count);
	sync_WaitGroup_Done((sync_WaitGroup *)self->g);
}

// GOMAXPROCS goes up and down meanwhile.
static void changer(unsigned long *seed)
{
	rng r = { *seed };

	for (;;) {
		goc__gomaxprocs((int)rnd(&r, 6) + 1);
		goc__sleep(rnd(&r, 2000000));
	}
}

MAIN
{
	rng r;
	sync_WaitGroup *all = goc_new(sizeof *all);
	int groups;

	stress_begin(argc, argv);
	r.x = stress_seed;
	groups = (int)rnd(&r, 30) + 5;
	sync_WaitGroup_Add(all, groups);
	for (int i = 0; i < groups; i++)
		GO(group, (struct member){ (struct group *)all, i, stress_seed * 1009 + (unsigned)i });
	if (rnd(&r, 3) == 0)
		GO(changer, (unsigned long){ stress_seed });
	sync_WaitGroup_Wait(all);
	puts("ok");
	return 0;
}
