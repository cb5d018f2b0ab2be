// The collector as package runtime shows it. libgc counts bytes, not objects: Mallocs, Frees and
// HeapObjects are estimates that assume objects of a middling size. Asking takes the collector's lock.
#include "core/mem.h"

#include <gc/gc.h>
#include <goc/runtime.h>
#include <goc/runtime/debug.h>
#include <stdatomic.h>
#include <time.h>

enum { MIDDLING = 64 };

static _Atomic goc_uint32 forced;
static _Atomic goc_uint64 pause_ns, last_end;       // of the forced ones: libgc tells of no others

static goc_uint64 clock_ns(clockid_t clock)
{
	struct timespec t;
	clock_gettime(clock, &t);
	return (goc_uint64)t.tv_sec * 1000000000u + (goc_uint64)t.tv_nsec;
}

// As goc__mem_call wants it: collections need more stack than a goroutine need have left.
static void *collect(size_t unused)
{
	(void)unused;
	GC_gcollect();
	return NULL;
}

static void *collect_and_unmap(size_t unused)
{
	(void)unused;
	GC_gcollect_and_unmap();
	return NULL;
}

static void force(void *(*how)(size_t))
{
	goc_uint64 start = clock_ns(CLOCK_MONOTONIC);
	goc__mem_call(how, 0);
	atomic_fetch_add(&pause_ns, clock_ns(CLOCK_MONOTONIC) - start);
	atomic_store(&last_end, clock_ns(CLOCK_REALTIME));
	atomic_fetch_add(&forced, 1);
}

void runtime_GC(void)
{
	force(collect);
}

void debug_FreeOSMemory(void)
{
	force(collect_and_unmap);
}

// libgc's divisor d asks for a collection after live / d bytes; Go's percentage for one after live * p / 100.
int debug_SetGCPercent(int percent)
{
	static _Atomic int now = 100;
	int before = atomic_exchange(&now, percent);
	if (percent < 0 && before >= 0)
		GC_disable();
	else if (percent >= 0 && before < 0)
		GC_enable();
	if (percent >= 0)
		GC_set_free_space_divisor(percent >= 100 ? 1 : percent < 5 ? 20 : (GC_word)(100 / percent));
	return before;
}

void runtime_ReadMemStats(runtime_MemStats *m)
{
	goc_uint64 heap = GC_get_heap_size(), unmapped = GC_get_unmapped_bytes();
	goc_uint64 idle = GC_get_free_bytes(), total = GC_get_total_bytes(), used = heap - idle;
	*m = (runtime_MemStats){
		.Alloc = used, .TotalAlloc = total, .Sys = heap + unmapped,
		.Mallocs = total / MIDDLING, .Frees = total > used ? (total - used) / MIDDLING : 0,
		.HeapAlloc = used, .HeapSys = heap + unmapped, .HeapIdle = idle + unmapped, .HeapInuse = used,
		.HeapReleased = unmapped, .HeapObjects = used / MIDDLING,
		.NextGC = used + used / GC_get_free_space_divisor(), .LastGC = atomic_load(&last_end),
		.PauseTotalNs = atomic_load(&pause_ns), .NumGC = (goc_uint32)GC_get_gc_no(), .NumForcedGC = atomic_load(&forced),
	};
}
