// Where the numbers of package math/rand come from, for the files of this folder.
#ifndef GOC_PKG_RAND_RAND_H
#define GOC_PKG_RAND_RAND_H
#include <goc/math/rand.h>
#include <stdint.h>

enum { RNG_LENGTH = 607, RNG_TAP = 273 };

// Go's additive generator: x[n] = x[n-607] + x[n-273]. Belongs to one goroutine at a time.
typedef struct rng {
	int tap, feed;
	uint64_t vec[RNG_LENGTH];
} rng;
void goc__rng_seed(rng *r, int64_t seed);
uint64_t goc__rng_next(rng *r);

// The source of the top-level functions: 64 random bits, from any goroutine or thread.
uint64_t goc__shared_next(void);
// The rng behind a Source that NewSource made; NULL for others.
rng *goc__source_rng(rand_Source s);

struct rand_Rand {
	rand_Source src;            // tab NULL: the shared source
	rng *rng;                   // src's, to call it without the interface; or NULL
	int64_t read_value;         // what Read has left of a number
	int read_left;              // bytes of it
};

#endif
