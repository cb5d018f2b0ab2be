// Slices: make, append, copy and slicing, to Go's rules.
//
// len and cap are C ints. What would pass INT_MAX panics as Go does past its own limit. An empty slice
// that is not nil points at goc__zero, so that `s == nil` is a test of the pointer alone.
//
// Growth is Go's: double below 256 elements, then towards 1.25 times, rounded up to what Go's allocator
// would give, because programs print cap(s). There the dialect's `int`, four bytes, stands for Go's of
// eight: elements of four bytes grow as Go's []int does, so that a program carried over prints the same.
#include "value.h"

#include <limits.h>
#include <stdint.h>
#include <string.h>

// Go's size classes up to 32 KiB; above that whole pages.
static const unsigned short size_classes[] = {
	0, 8, 16, 24, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256, 288, 320, 352,
	384, 416, 448, 480, 512, 576, 640, 704, 768, 896, 1024, 1152, 1280, 1408, 1536, 1792, 2048, 2304,
	2688, 3072, 3200, 3456, 4096, 4864, 5376, 6144, 6528, 6784, 6912, 8192, 9472, 9728, 10240, 10880,
	12288, 13568, 14336, 16384, 18432, 19072, 20480, 21760, 24576, 27264, 28672, 32768,
};

goc_size goc__round_size(goc_size size)
{
	enum { PAGE = 8192, LARGE = 32760 };
	if (size > LARGE)
		return (size + PAGE - 1) / PAGE * PAGE;
	unsigned low = 0, high = sizeof size_classes / sizeof size_classes[0] - 1;
	while (low < high) {
		unsigned middle = (low + high) / 2;
		if (size_classes[middle] < size)
			low = middle + 1;
		else
			high = middle;
	}
	return size_classes[low];
}

// Room for cap elements, the first `used` bytes of which the caller overwrites at once. Elements whose size
// is no multiple of a pointer's cannot hold one: the collector need not look into them.
static void *elements(goc_size cap, goc_size elem_size, goc_size used)
{
	goc_size bytes = cap * elem_size;
	if (bytes == 0)
		return (void *)goc__zero;
	if (elem_size % sizeof(void *) == 0)
		return goc_new(bytes);
	char *p = goc_new_atomic(bytes);
	memset(p + used, 0, bytes - used);
	return p;
}

static int fits(goc_int64 n, goc_size elem_size)
{
	return n >= 0 && n <= INT_MAX && (elem_size == 0 || (goc_uint64)n <= PTRDIFF_MAX / elem_size);
}

goc_slice goc_slice_make(goc_size elem_size, goc_int64 len, goc_int64 cap)
{
	if (!fits(len, elem_size))
		goc_panic_runtime("makeslice: len out of range");
	if (cap == GOC_OMITTED)
		cap = len;
	if (!fits(cap, elem_size) || cap < len)
		goc_panic_runtime("makeslice: cap out of range");
	return (goc_slice){ elements((goc_size)cap, elem_size, 0), (int)len, (int)cap };
}

goc_slice goc_slice_from(const void *elems, goc_size elem_size, int n)
{
	goc_size bytes = (goc_size)n * elem_size;
	void *to = elements((goc_size)n, elem_size, bytes);
	if (bytes)
		memcpy(to, elems, bytes);
	return (goc_slice){ to, n, n };
}

// The capacity after growing from cap so that need elements fit.
static goc_int64 grown_cap(goc_int64 cap, goc_int64 need)
{
	enum { DOUBLING = 256 };
	if (need > 2 * cap)
		return need;
	if (cap < DOUBLING)
		return 2 * cap;
	while (cap < need)
		cap += (cap + 3 * DOUBLING) / 4;
	return cap;
}

static __attribute__((noinline)) goc_slice grow(goc_slice s, goc_size elem_size, goc_int64 need)
{
	goc_int64 cap = grown_cap(s.cap, need);
	if (elem_size) {
		goc_size counted = elem_size == sizeof(int) ? 2 * elem_size : elem_size;
		cap = (goc_int64)(goc__round_size((goc_size)cap * counted) / counted);
	}
	if (cap > INT_MAX)
		cap = INT_MAX;
	if (!fits(need, elem_size) || !fits(cap, elem_size))
		goc_panic_runtime("growslice: len out of range");
	goc_size used = (goc_size)s.len * elem_size;
	void *to = elements((goc_size)cap, elem_size, used);
	if (used)
		memcpy(to, s.ptr, used);
	return (goc_slice){ to, s.len, (int)cap };
}

// elems may lie within s itself: append(s, s...) copies before s could change, since what grows is a copy
// and what does not grow is written past its length.
goc_slice goc_slice_append(goc_slice s, goc_size elem_size, const void *elems, int n)
{
	if (n <= 0)
		return s;
	goc_int64 need = (goc_int64)s.len + n;
	if (need > s.cap)
		s = grow(s, elem_size, need);
	memmove((char *)s.ptr + (goc_size)s.len * elem_size, elems, (goc_size)n * elem_size);
	s.len = (int)need;
	return s;
}

goc_slice goc_slice_append_slice(goc_slice s, goc_size elem_size, goc_slice more)
{
	return goc_slice_append(s, elem_size, more.ptr, more.len);
}

int goc_slice_copy(goc_slice to, goc_slice from, goc_size elem_size)
{
	int n = to.len < from.len ? to.len : from.len;
	if (n > 0)
		memmove(to.ptr, from.ptr, (goc_size)n * elem_size);
	return n;
}

// ---- Bounds ----------------------------------------------------------------------------------------

void goc_panic_index(goc_int64 i, goc_int64 len)
{
	if (i < 0)
		goc_panic_runtime("index out of range [%lld]", (long long)i);
	goc_panic_runtime("index out of range [%lld] with length %lld", (long long)i, (long long)len);
}

// The three checks of a slicing, each with its text: the highest index given against the limit, then
// down to the lowest. what is "length" or "capacity".
static __attribute__((cold)) _Noreturn void panic_high(const char *colons, goc_int64 x, const char *what, goc_int64 limit)
{
	if (x < 0)
		goc_panic_runtime("slice bounds out of range [%s%lld]", colons, (long long)x);
	goc_panic_runtime("slice bounds out of range [%s%lld] with %s %lld", colons, (long long)x, what,
		(long long)limit);
}

static __attribute__((cold)) _Noreturn void panic_pair(const char *before, goc_int64 x, goc_int64 y, const char *after)
{
	if (x < 0)
		goc_panic_runtime("slice bounds out of range [%s%lld:%s]", before, (long long)x, after);
	goc_panic_runtime("slice bounds out of range [%s%lld:%lld%s]", before, (long long)x, (long long)y, after);
}

static goc_slice cut(goc_slice s, goc_size elem_size, goc_int64 i, goc_int64 j, goc_int64 max, const char *what)
{
	if (max != GOC_OMITTED) {
		if ((goc_uint64)max > (goc_uint64)s.cap)
			panic_high("::", max, what, s.cap);
		if ((goc_uint64)j > (goc_uint64)max)
			panic_pair(":", j, max, "");
		if ((goc_uint64)i > (goc_uint64)j)
			panic_pair("", i, j, ":");
	} else {
		max = s.cap;
		if (j == GOC_OMITTED)
			j = s.len;
		else if ((goc_uint64)j > (goc_uint64)max)
			panic_high(":", j, what, max);
		if ((goc_uint64)i > (goc_uint64)j)
			panic_pair("", i, j, "");
	}
	// A slice without room keeps its start: one past the end could be another object's.
	char *start = s.ptr;
	if (max > i)
		start += (goc_size)i * elem_size;
	return (goc_slice){ start, (int)(j - i), (int)(max - i) };
}

goc_slice goc_slice_cut(goc_slice s, goc_size elem_size, goc_int64 i, goc_int64 j, goc_int64 max)
{
	return cut(s, elem_size, i, j, max, "capacity");
}

goc_slice goc_array_cut(void *elems, int n, goc_size elem_size, goc_int64 i, goc_int64 j, goc_int64 max)
{
	return cut((goc_slice){ elems, n, n }, elem_size, i, j, max, "length");
}

goc_slice goc_pointer_cut(void *p, goc_size elem_size, goc_int64 i, goc_int64 j)
{
	if (j < i)
		panic_pair("", i, j, "");
	if (j - i > INT_MAX)
		panic_high(":", j, "length", INT_MAX);
	return (goc_slice){ (char *)p + i * (goc_int64)elem_size, (int)(j - i), (int)(j - i) };
}
