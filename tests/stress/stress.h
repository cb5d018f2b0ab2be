// What the stress programs share: a seed, random numbers, checks that say the seed.
// Each program runs once with the seed of its first argument (0: from the clock) and prints `ok` or dies.
#ifndef STRESS_H
#define STRESS_H
#define GC_THREADS
#define GC_NO_THREAD_REDIRECTS
#include <gc/gc.h>
#include <goc/goc.h>
#include <goc/sync.h>
#include "comm/timer.h"
#include "sched/park.h"
#include "sched/sched.h"
#include "sched/block.h"
#include <goc/errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static unsigned long stress_seed;

#define CHECK(e) \
	do { \
		if (!(e)) { \
			fprintf(stderr, "%s:%d: %s (seed %lu, errno %d)\n", __FILE__, __LINE__, #e, stress_seed, errno); \
			abort(); \
		} \
	} while (0)

typedef struct rng { unsigned long x; } rng;

static inline unsigned rnd(rng *r, unsigned n)         // below n
{
	r->x = r->x * 6364136223846793005ul + 1442695040888963407ul;
	return (unsigned)((r->x >> 33) % n);
}

static inline void stress_begin(int argc, char **argv)
{
	stress_seed = argc > 1 ? strtoul(argv[1], NULL, 0) : 0;
	if (!stress_seed)
		stress_seed = (unsigned long)time(NULL) * 1000003ul + (unsigned long)getpid();
}

#define GO(f, ...) goc_go((void (*)(void *))(f), &(__VA_ARGS__), sizeof(__VA_ARGS__))
#define MAIN \
	int stress_main(int argc, char **argv) __asm__("goc_user_main"); \
	int stress_main(int argc, char **argv)

#endif
