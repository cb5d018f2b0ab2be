// Lists that only goroutines' stacks, registers, arguments, channels and closures of timers hold, while
// goroutines migrate and the heap is collected all the time: nothing is lost, every cell keeps its value.
#include "stress.h"

struct cell { struct cell *next; unsigned long value, check; };
static goc_chan *ended;

struct job { goc_chan *to; unsigned long seed; int depth; struct cell *list; char big[100]; };

static struct cell *make(rng *r, int n)
{
	struct cell *l = NULL;

	while (n--) {
		struct cell *c = goc_new(sizeof *c);
		c->value = rnd(r, 1u << 30);
		c->check = ~c->value;
		c->next = l;
		l = c;
	}
	return l;
}

static unsigned long sum(struct cell *l)
{
	unsigned long s = 0;

	for (; l; l = l->next) {
		CHECK(l->check == ~l->value);
		s += l->value;
	}
	return s;
}

static void garbage(rng *r)
{
	for (unsigned i = rnd(r, 20); i; i--)
		memset(goc_new(16 + rnd(r, 500)), 0x55, 16);
	if (rnd(r, 300) == 0)
		GC_gcollect();
}

static unsigned long deep(rng *r, goc_chan *c, int n)
{
	struct cell *mine = make(r, 5);
	unsigned long own = sum(mine), s = own;
	struct cell *theirs;

	garbage(r);
	if (n > 0)
		s += deep(r, c, n - 1);
	switch (rnd(r, 3)) {
	case 0: goc_gosched(); break;
	case 1: goc__sleep(rnd(r, 20000)); break;
	}
	goc_chan_send(c, &mine);
	goc_chan_recv(c, &theirs);
	sum(theirs);
	CHECK(sum(mine) == own);
	return s;
}

static void worker(struct job *j)
{
	rng r = { j->seed };
	unsigned long before = sum(j->list);
	struct cell *list = j->list;

	deep(&r, j->to, j->depth);
	CHECK(sum(list) == before);
	if (j->depth > 2)
		for (int i = 0; i < 2; i++)
			GO(worker, (struct job){ j->to, r.x + (unsigned)i, j->depth - 3, make(&r, 30), { 0 } });
	else
		goc_chan_send(ended, &r);
}

MAIN
{
	rng r;
	goc_chan *c = goc_chan_make(sizeof(void *), 64);
	int ends = 0, want = 0;
	struct cell *l;

	stress_begin(argc, argv);
	ended = goc_chan_make(sizeof r, 0);
	r.x = stress_seed;
	for (int i = 0; i < 20; i++) {
		GO(worker, (struct job){ c, stress_seed + (unsigned)i, 11, make(&r, 50), { 0 } });
		want += 8;
	}
	while (ends < want) {
		goc_select_case k[2] = { { c, &l, GOC_RECV_CASE, 0 }, { ended, &r, GOC_RECV_CASE, 0 } };
		if (goc_select(k, 2, 0) == 1) {
			ends++;
			continue;
		}
		sum(l);
		goc_chan_send(c, &l);
		goc_gosched();
	}
	puts("ok");
	return 0;
}
