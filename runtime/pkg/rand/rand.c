// Numbers of many shapes from a source of 63 bits. How each is drawn decides the sequence that a seed
// gives, so that every function here draws exactly as Go's does.
#include "rand.h"

#include "sched/panic.h"

static rand_Rand shared;            // src.tab NULL: the functions below then use the shared source

rand_Rand *rand_New(rand_Source src)
{
	rand_Rand *r = goc_new(sizeof *r);
	r->src = src;
	r->rng = goc__source_rng(src);
	return r;
}

void rand_Rand_Seed(rand_Rand *r, goc_int64 seed)
{
	r->read_left = 0;
	((void (*)(void *, goc_int64))r->src.tab->fn[1])(r->src.data, seed);
}

goc_int64 rand_Rand_Int63(rand_Rand *r)
{
	if (r->rng)
		return (goc_int64)(goc__rng_next(r->rng) & INT64_MAX);
	if (!r->src.tab)
		return (goc_int64)(goc__shared_next() & INT64_MAX);
	return ((goc_int64 (*)(void *))r->src.tab->fn[0])(r->src.data);
}

goc_uint64 rand_Rand_Uint64(rand_Rand *r)
{
	if (r->rng)
		return goc__rng_next(r->rng);
	if (!r->src.tab)
		return goc__shared_next();
	goc_uint64 low = (goc_uint64)rand_Rand_Int63(r) >> 31;
	return low | (goc_uint64)rand_Rand_Int63(r) << 32;
}

goc_uint32 rand_Rand_Uint32(rand_Rand *r)
{
	return (goc_uint32)(rand_Rand_Int63(r) >> 31);
}

goc_int32 rand_Rand_Int31(rand_Rand *r)
{
	return (goc_int32)(rand_Rand_Int63(r) >> 32);
}

int rand_Rand_Int(rand_Rand *r)
{
	return (int)(rand_Rand_Int63(r) & INT32_MAX);
}

// Numbers past the last whole multiple of n are drawn again: no remainder is more likely than another.
goc_int64 rand_Rand_Int63n(rand_Rand *r, goc_int64 n)
{
	if (n <= 0)
		goc_panic_text("invalid argument to Int63n");
	if ((n & (n - 1)) == 0)
		return rand_Rand_Int63(r) & (n - 1);
	goc_int64 most = (goc_int64)(INT64_MAX - (1ull << 63) % (goc_uint64)n), v;
	do
		v = rand_Rand_Int63(r);
	while (v > most);
	return v % n;
}

goc_int32 rand_Rand_Int31n(rand_Rand *r, goc_int32 n)
{
	if (n <= 0)
		goc_panic_text("invalid argument to Int31n");
	if ((n & (n - 1)) == 0)
		return rand_Rand_Int31(r) & (n - 1);
	goc_int32 most = (goc_int32)(INT32_MAX - (1u << 31) % (goc_uint32)n), v;
	do
		v = rand_Rand_Int31(r);
	while (v > most);
	return v % n;
}

int rand_Rand_Intn(rand_Rand *r, int n)
{
	if (n <= 0)
		goc_panic_text("invalid argument to Intn");
	return rand_Rand_Int31n(r, n);
}

goc_float64 rand_Rand_Float64(rand_Rand *r)
{
	goc_float64 f;
	do                                  // the conversion may round up to 2^63
		f = (goc_float64)rand_Rand_Int63(r) / 0x1p63;
	while (f == 1);
	return f;
}

goc_float32 rand_Rand_Float32(rand_Rand *r)
{
	goc_float32 f;
	do                                  // the double may round up to 1
		f = (goc_float32)rand_Rand_Float64(r);
	while (f == 1);
	return f;
}

goc_slice rand_Rand_Perm(rand_Rand *r, int n)
{
	goc_slice s = goc_slice_make(sizeof(int), n, n);
	int *m = s.ptr;
	for (int i = 0; i < n; i++) {
		int j = rand_Rand_Intn(r, i + 1);
		m[i] = m[j];
		m[j] = i;
	}
	return s;
}

// [0, n) by a multiplication: the upper half of a 32-bit number times n.
static goc_uint32 below(rand_Rand *r, goc_uint32 n)
{
	goc_uint64 product = (goc_uint64)rand_Rand_Uint32(r) * n;
	if ((goc_uint32)product < n) {
		goc_uint32 least = -n % n;
		while ((goc_uint32)product < least)
			product = (goc_uint64)rand_Rand_Uint32(r) * n;
	}
	return (goc_uint32)(product >> 32);
}

void rand_Rand_Shuffle(rand_Rand *r, int n, goc_func *swap)
{
	if (n < 0)
		goc_panic_text("invalid argument to Shuffle");
	for (int i = n - 1; i > 0; i--) {
		int j = (int)below(r, (goc_uint32)i + 1);
		((void (*)(int, int, void *))swap->code)(i, j, swap);
	}
}

struct rand_Rand_Read_results rand_Rand_Read(rand_Rand *r, goc_slice p)
{
	goc_byte *to = p.ptr;
	for (int i = 0; i < p.len; i++) {
		if (!r->read_left) {
			r->read_value = rand_Rand_Int63(r);
			r->read_left = 7;
		}
		to[i] = (goc_byte)r->read_value;
		r->read_value >>= 8;
		r->read_left--;
	}
	return (struct rand_Rand_Read_results){ p.len, { 0 } };
}

// ---- The same on the shared source ------------------------------------------------------------------

goc_int64 rand_Int63(void) { return rand_Rand_Int63(&shared); }
goc_uint32 rand_Uint32(void) { return rand_Rand_Uint32(&shared); }
goc_uint64 rand_Uint64(void) { return rand_Rand_Uint64(&shared); }
goc_int32 rand_Int31(void) { return rand_Rand_Int31(&shared); }
int rand_Int(void) { return rand_Rand_Int(&shared); }
goc_int64 rand_Int63n(goc_int64 n) { return rand_Rand_Int63n(&shared, n); }
goc_int32 rand_Int31n(goc_int32 n) { return rand_Rand_Int31n(&shared, n); }
int rand_Intn(int n) { return rand_Rand_Intn(&shared, n); }
goc_float64 rand_Float64(void) { return rand_Rand_Float64(&shared); }
goc_float32 rand_Float32(void) { return rand_Rand_Float32(&shared); }
goc_float64 rand_NormFloat64(void) { return rand_Rand_NormFloat64(&shared); }
goc_float64 rand_ExpFloat64(void) { return rand_Rand_ExpFloat64(&shared); }
goc_slice rand_Perm(int n) { return rand_Rand_Perm(&shared, n); }
void rand_Shuffle(int n, goc_func *swap) { rand_Rand_Shuffle(&shared, n, swap); }

struct rand_Read_results rand_Read(goc_slice p)
{
	rand_Rand own = { 0 };              // what it leaves of a number is nobody's
	struct rand_Rand_Read_results r = rand_Rand_Read(&own, p);
	return (struct rand_Read_results){ r.n, r.err };
}
