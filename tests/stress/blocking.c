// Goroutines that block in the kernel, said so or not, spin in C, or are pinned: the others go on.
#include "stress.h"
#include <time.h>

static sync_WaitGroup wg, pinned;
static volatile long ticks, stop;

static void ticker(int *unused)
{
	(void)unused;
	while (!stop) {
		ticks++;
		goc__sleep(1000000);
	}
	sync_WaitGroup_Done(&wg);
}

static void reader(int *fd)
{
	char c;

	CHECK(read(*fd, &c, 1) == 1);
	sync_WaitGroup_Done(&wg);
}

static void sayer(int *fd)
{
	char c;

	goc__blocking_begin(GOC__WAIT_IO);
	CHECK(read(*fd, &c, 1) == 1);
	goc__blocking_end();
	sync_WaitGroup_Done(&wg);
}

static void napper(int *ms)
{
	struct timespec t = { 0, *ms * 1000000 };

	while (nanosleep(&t, &t) != 0)
		;
	sync_WaitGroup_Done(&wg);
}

static void spinner(int *ms)
{
	int64_t end = goc__nanotime() + *ms * INT64_C(1000000);

	while (goc__nanotime() < end)
		;
	sync_WaitGroup_Done(&wg);
}

static void pin(goc_chan **c)
{
	long v, self;

	goc__lock_os_thread();
	self = gettid();
	for (int i = 0; i < 50; i++) {
		goc_chan_recv(*c, &v);
		CHECK(gettid() == self);
		if (i % 7 == 0)
			goc__sleep(100000);
		CHECK(gettid() == self);
		goc_gosched();
		CHECK(gettid() == self);
	}
	goc__unlock_os_thread();
	sync_WaitGroup_Done(&pinned);
}

MAIN
{
	rng r;
	int fds[2], n;
	long before, v = 0;
	goc_chan *c = goc_chan_make(sizeof(long), 0);

	stress_begin(argc, argv);
	r.x = stress_seed;
	CHECK(pipe(fds) == 0);
	sync_WaitGroup_Add(&wg, 1);
	GO(ticker, (int){ 0 });
	n = (int)rnd(&r, 20) + 1;
	sync_WaitGroup_Add(&wg, 4 * n);
	for (int i = 0; i < n; i++) {
		GO(reader, (int){ fds[0] });
		GO(sayer, (int){ fds[0] });
		GO(napper, (int){ (int)rnd(&r, 100) });
		GO(spinner, (int){ (int)rnd(&r, 60) });
	}
	sync_WaitGroup_Add(&pinned, 2);
	GO(pin, (goc_chan *){ c });
	GO(pin, (goc_chan *){ c });
	for (int i = 0; i < 100; i++)
		goc_chan_send(c, &v);
	sync_WaitGroup_Wait(&pinned);
	before = ticks;
	goc__sleep(50000000);
	CHECK(ticks > before);
	for (int i = 0; i < 2 * n; i++)
		CHECK(write(fds[1], "x", 1) == 1);
	goc__sleep(1000000);
	stop = 1;
	sync_WaitGroup_Wait(&wg);
	puts("ok");
	return 0;
}
