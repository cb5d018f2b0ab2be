// Mutex, RWMutex, WaitGroup, Cond and Once under goroutines that yield and sleep at random while they hold them.
#include "stress.h"

static sync_Mutex mu;
static sync_RWMutex rw;
static sync_WaitGroup wg;
static long plain, readers, writers, shared;
static unsigned long long a, b;

struct arg { unsigned long seed; int n; };

static void pause_a_bit(rng *r)
{
	switch (rnd(r, 40)) {
	case 0: goc_gosched(); break;
	case 1: goc__sleep(rnd(r, 30000)); break;
	case 2: for (volatile unsigned i = rnd(r, 2000); i; i--) ; break;
	}
}

static void worker(struct arg *p)
{
	rng r = { p->seed };

	for (int i = 0; i < p->n; i++) {
		switch (rnd(&r, 4)) {
		case 0:
			sync_RWMutex_Lock(&rw);
			CHECK(__atomic_add_fetch(&writers, 1, __ATOMIC_SEQ_CST) == 1 && readers == 0);
			a++;
			pause_a_bit(&r);
			b++;
			__atomic_sub_fetch(&writers, 1, __ATOMIC_SEQ_CST);
			sync_RWMutex_Unlock(&rw);
			__atomic_add_fetch(&shared, 1, __ATOMIC_SEQ_CST);
			break;
		case 1:
			sync_RWMutex_RLock(&rw);
			__atomic_add_fetch(&readers, 1, __ATOMIC_SEQ_CST);
			CHECK(writers == 0 && a == b);
			pause_a_bit(&r);
			CHECK(writers == 0 && a == b);
			__atomic_sub_fetch(&readers, 1, __ATOMIC_SEQ_CST);
			sync_RWMutex_RUnlock(&rw);
			__atomic_add_fetch(&shared, 1, __ATOMIC_SEQ_CST);
			break;
		default:
			if (rnd(&r, 4) || !sync_Mutex_TryLock(&mu))
				sync_Mutex_Lock(&mu);
			plain++;
			pause_a_bit(&r);
			sync_Mutex_Unlock(&mu);
		}
	}
	sync_WaitGroup_Done(&wg);
}

MAIN
{
	rng r;
	int n, each;

	stress_begin(argc, argv);
	r.x = stress_seed;
	n = (int)rnd(&r, 60) + 2;
	each = 20000 / n;
	sync_WaitGroup_Add(&wg, n);
	for (int i = 0; i < n; i++)
		GO(worker, (struct arg){ stress_seed + (unsigned)i * 77, each });
	sync_WaitGroup_Wait(&wg);
	CHECK(plain + shared == (long)n * each);
	puts("ok");
	return 0;
}
