// A C program's own main: goroutines, channels, timers and locks from plain threads before, during and after goc_main;
// threads that come and go; goc_main's value.
#include "stress.h"
#include <pthread.h>

static void doubler(goc_chan **c)
{
	long v;

	while (goc_chan_recv(c[0], &v)) {
		v *= 2;
		goc_chan_send(c[1], &v);
	}
	goc_chan_close(c[1]);
}

static void use(void)
{
	goc_chan *c[2] = { goc_chan_make(sizeof(long), 0), goc_chan_make(sizeof(long), 2) };
	int64_t begin = goc__nanotime();
	long v;

	GO(doubler, c);
	for (long i = 0; i < 50; i++) {
		goc_chan_send(c[0], &i);
		CHECK(goc_chan_recv(c[1], &v) && v == 2 * i);
	}
	goc_chan_close(c[0]);
	CHECK(!goc_chan_recv(c[1], &v));
	goc__sleep(1000000);
	CHECK(goc__nanotime() - begin >= 1000000);
}

static void *thread(void *arg)
{
	(void)arg;
	for (int i = 0; i < 5; i++)
		use();
	return NULL;
}

static void threads(void)
{
	pthread_t t[4];

	for (int i = 0; i < 4; i++)
		CHECK(pthread_create(&t[i], NULL, thread, NULL) == 0);
	for (int i = 0; i < 4; i++)
		pthread_join(t[i], NULL);
}

static int inner(int argc, char **argv)
{
	(void)argv;
	use();
	threads();
	for (int i = 0; i < 20; i++)
		goc__sleep(100000);
	return argc + 40;
}

int main(int argc, char **argv)
{
	stress_begin(argc, argv);
	if (stress_seed % 2) {                 // half of the runs enter before goc_main
		use();
		threads();
	}
	CHECK(goc_main(inner, 2, argv) == 42);
	use();
	threads();
	puts("ok");
	return 0;
}
