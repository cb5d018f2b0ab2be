// Plain pthreads and goroutines through the same channels and locks; threads come and go.
#include "stress.h"
#include <pthread.h>

static goc_chan *work, *done;
static sync_Mutex mu;
static long locked;

static void *thread(void *arg)
{
	rng r = { stress_seed + (unsigned long)arg };
	long v = 0;

	for (int i = 0; i < 300; i++) {
		goc_select_case k[1] = { { work, &v, GOC_RECV_CASE, 0 } };
		CHECK(goc_select(k, 1, 0) == 0 && k[0].ok);
		if (rnd(&r, 20) == 0)
			goc__sleep(rnd(&r, 30000));
		sync_Mutex_Lock(&mu);
		locked++;
		sync_Mutex_Unlock(&mu);
		v = v * 2;
		goc_chan_send(done, &v);
	}
	return NULL;
}

static void feeder(long *n)
{
	for (long i = 0; i < *n; i++) {
		goc_chan_send(work, &i);
		sync_Mutex_Lock(&mu);
		locked++;
		sync_Mutex_Unlock(&mu);
	}
}

MAIN
{
	enum { THREADS = 6, ROUNDS = 4 };

	stress_begin(argc, argv);
	work = goc_chan_make(sizeof(long), 3);
	done = goc_chan_make(sizeof(long), 0);
	for (int round = 0; round < ROUNDS; round++) {
		pthread_t t[THREADS];
		long n = THREADS * 300 / 2, sum = 0, v;

		for (long i = 0; i < THREADS; i++)
			CHECK(pthread_create(&t[i], NULL, thread, (void *)(i + round * 100)) == 0);
		GO(feeder, (long){ n });
		GO(feeder, (long){ n });
		for (int i = 0; i < THREADS * 300; i++) {
			goc_chan_recv(done, &v);
			sum += v;
		}
		CHECK(sum == 2 * n * (n - 1));
		for (int i = 0; i < THREADS; i++) {
			goc__blocking_begin(GOC__WAIT_SYSCALL);
			pthread_join(t[i], NULL);
			goc__blocking_end();
		}
		GC_gcollect();
	}
	CHECK(locked == ROUNDS * THREADS * 300 * 2);
	puts("ok");
	return 0;
}
