// Sources: Go's generator, and the one that all goroutines share.
//
// The shared one is a counter that every call advances by an odd constant, its value well mixed: one atomic
// addition, no lock, and random bits of the kernel's as its start. Once Seed is called, it is the additive
// generator under a mutex instead, since the program then wants that sequence.
#include "rand.h"

#include <goc/sync.h>
#include <goc/type.h>
#include <stdatomic.h>
#include <sys/random.h>
#include <time.h>

static const uint64_t start[RNG_LENGTH] = {
#include "table.h"
};

static int32_t seed_next(int32_t x)
{
	return (int32_t)((int64_t)x * 48271 % INT32_MAX);
}

void goc__rng_seed(rng *r, int64_t seed)
{
	r->tap = 0;
	r->feed = RNG_LENGTH - RNG_TAP;
	seed %= INT32_MAX;
	if (seed < 0)
		seed += INT32_MAX;
	int32_t x = seed ? (int32_t)seed : 89482311;
	for (int i = 0; i < 20; i++)
		x = seed_next(x);
	for (int i = 0; i < RNG_LENGTH; i++) {
		uint64_t u = (uint64_t)(x = seed_next(x)) << 40;
		u ^= (uint64_t)(x = seed_next(x)) << 20;
		u ^= (uint64_t)(x = seed_next(x));
		r->vec[i] = u ^ start[i];
	}
}

uint64_t goc__rng_next(rng *r)
{
	r->tap = r->tap ? r->tap - 1 : RNG_LENGTH - 1;
	r->feed = r->feed ? r->feed - 1 : RNG_LENGTH - 1;
	return r->vec[r->feed] += r->vec[r->tap];
}

// ---- NewSource's ---------------------------------------------------------------------------------

static goc_int64 source_int63(rng *r)
{
	return (goc_int64)(goc__rng_next(r) & INT64_MAX);
}

static void source_seed(rng *r, goc_int64 seed)
{
	goc__rng_seed(r, seed);
}

static const goc_method source_methods[] = {
	{ "Int63", "func() int64", source_int63 },
	{ "Seed", "func(int64)", source_seed },
	{ "Uint64", "func() uint64", goc__rng_next },
};
static const goc_type source_type = {
	.kind = GOC_KIND_POINTER, .flags = GOC_TYPE_DIRECT, .size = sizeof(void *),
	.name = "*rand.rngSource", .key = "*rand.rngSource", .elem = &goc_type_pointer,
	.nmethods = 3, .methods = source_methods,
};
static const goc_itab source_tab = { &source_type, { source_int63, source_seed } };

rand_Source rand_NewSource(goc_int64 seed)
{
	rng *r = goc_new_atomic(sizeof *r);
	goc__rng_seed(r, seed);
	return (rand_Source){ &source_tab, r };
}

rng *goc__source_rng(rand_Source s)
{
	return s.tab && s.tab->type == &source_type ? s.data : NULL;
}

// ---- The shared one ------------------------------------------------------------------------------

static _Atomic uint64_t counter;    // 0: not yet started
static rng *_Atomic seeded;         // set by Seed, never taken back
static sync_Mutex seeded_lock;      // over what seeded points at

static uint64_t mix(uint64_t z)
{
	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

static void start_counter(void)
{
	uint64_t first = 0, none = 0;
	if (getrandom(&first, sizeof first, 0) != (ssize_t)sizeof first) {
		struct timespec t;
		clock_gettime(CLOCK_REALTIME, &t);
		first = mix((uint64_t)t.tv_sec << 32 ^ (uint64_t)t.tv_nsec);
	}
	atomic_compare_exchange_strong(&counter, &none, first | 1);
}

uint64_t goc__shared_next(void)
{
	rng *r = atomic_load_explicit(&seeded, memory_order_acquire);
	if (r) {
		sync_Mutex_Lock(&seeded_lock);
		uint64_t n = goc__rng_next(r);
		sync_Mutex_Unlock(&seeded_lock);
		return n;
	}
	if (!atomic_load_explicit(&counter, memory_order_relaxed))
		start_counter();
	return mix(atomic_fetch_add_explicit(&counter, 0x9e3779b97f4a7c15u, memory_order_relaxed));
}

void rand_Seed(goc_int64 seed)
{
	static rng shared;
	sync_Mutex_Lock(&seeded_lock);
	goc__rng_seed(&shared, seed);
	sync_Mutex_Unlock(&seeded_lock);
	atomic_store_explicit(&seeded, &shared, memory_order_release);
}
