// Package math/rand: pseudo-random numbers, not for secrets. The functions draw from one source that all
// goroutines share, seeded at random unless Seed is called; a Rand of one's own is not to be shared. The
// sequences for a given seed are Go's, number for number; int is C's, so that Int gives 31 bits.
//
//	rand.Rand *r = rand.New(rand.NewSource(1));
//	fmt.Println(r.Intn(100), r.Intn(100), r.Intn(100));     // 81 87 47
#ifndef GOC_MATH_RAND_H
#define GOC_MATH_RAND_H
#include <goc/goc.h>

// A source of numbers uniform in [0, 1<<63).
// interface {
//	int64 Int63(void);
//	void Seed(int64 seed);
// }
typedef goc_iface rand_Source;   // tab->fn: Int63, Seed

typedef struct rand_Rand rand_Rand;     // its storage belongs to the collector

rand_Source rand_NewSource(goc_int64 seed);
rand_Rand *rand_New(rand_Source src);

void rand_Rand_Seed(rand_Rand *r, goc_int64 seed);
goc_int64 rand_Rand_Int63(rand_Rand *r);        // [0, 1<<63)
goc_uint32 rand_Rand_Uint32(rand_Rand *r);
goc_uint64 rand_Rand_Uint64(rand_Rand *r);
goc_int32 rand_Rand_Int31(rand_Rand *r);        // [0, 1<<31)
int rand_Rand_Int(rand_Rand *r);        // [0, 1<<31)
// [0, n); panics "invalid argument to Int63n", "… Int31n", "… Intn" for n <= 0.
goc_int64 rand_Rand_Int63n(rand_Rand *r, goc_int64 n);
goc_int32 rand_Rand_Int31n(rand_Rand *r, goc_int32 n);
int rand_Rand_Intn(rand_Rand *r, int n);
goc_float64 rand_Rand_Float64(rand_Rand *r);    // [0, 1)
goc_float32 rand_Rand_Float32(rand_Rand *r);
goc_float64 rand_Rand_NormFloat64(rand_Rand *r);        // normal: mean 0, standard deviation 1
goc_float64 rand_Rand_ExpFloat64(rand_Rand *r); // exponential: rate 1
goc_slice rand_Rand_Perm(rand_Rand *r, int n);  // 0 … n-1 in random order; n < 0 panics
void rand_Rand_Shuffle(rand_Rand *r, int n, goc_func *swap);    // swap(i, j) exchanges two elements
struct rand_Rand_Read_results { int n; goc_error err; };
struct rand_Rand_Read_results rand_Rand_Read(rand_Rand *r, goc_slice p);       // fills p; never fails

// The same on the shared source. Seed gives all of them the seed's sequence, as Go up to 1.23 does.
void rand_Seed(goc_int64 seed);
goc_int64 rand_Int63(void);
goc_uint32 rand_Uint32(void);
goc_uint64 rand_Uint64(void);
goc_int32 rand_Int31(void);
int rand_Int(void);
goc_int64 rand_Int63n(goc_int64 n);
goc_int32 rand_Int31n(goc_int32 n);
int rand_Intn(int n);
goc_float64 rand_Float64(void);
goc_float32 rand_Float32(void);
goc_float64 rand_NormFloat64(void);
goc_float64 rand_ExpFloat64(void);
goc_slice rand_Perm(int n);
void rand_Shuffle(int n, goc_func *swap);
struct rand_Read_results { int n; goc_error err; };
struct rand_Read_results rand_Read(goc_slice p);

#endif
