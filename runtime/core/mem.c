// Allocation from libgc.
//
// The heap starts large: with libgc's own first 840 KB a program that allocates 20 million small objects
// collects two thousand times. Finalisers run on demand only, never inside an allocation on some
// goroutine's stack.
#define GC_THREADS
#define GC_NO_THREAD_REDIRECTS
#include "core/mem.h"
#include <gc/gc.h>
#include <goc/goc.h>
#include <stdlib.h>
#include <string.h>

// sched/panic.h
_Noreturn void goc__fatal(const char *text, ...) __attribute__((format(printf, 1, 2), cold));

enum { FIRST_HEAP = 32 << 20 };

void goc__mem_init(void)
{
	GC_set_finalize_on_demand(1);
	GC_INIT();
	GC_set_warn_proc(GC_ignore_warn_proc);
	GC_allow_register_threads();
	if (GC_get_heap_size() < FIRST_HEAP)
		GC_expand_hp(FIRST_HEAP - GC_get_heap_size());
}

static void *checked(void *p)
{
	if (__builtin_expect(!p, 0))
		goc__fatal("runtime: out of memory");
	return p;
}

void *goc_new(goc_size size) { return checked(goc__mem_call(GC_malloc, size ? size : 1)); }

void *goc_new_atomic(goc_size size) { return checked(goc__mem_call(GC_malloc_atomic, size ? size : 1)); }

void *goc_new_copy(const void *from, goc_size size) { return memcpy(goc_new(size), from, size); }
