// What AddressSanitizer and LeakSanitizer are told about goroutines. All their functions are weak references: a
// program without them pays one branch a switch.
//
//	leave(from, to)   before each switch; from is NULL when its stack is left for good
//	arrive(g)         the first thing after each, on the new stack; NULL where a stack begins
//	jumping()         before a jump out of frames that never return
//	ended(g)          g's stack will be another goroutine's: what its frames have poisoned is clean again
#ifndef GOC_SCHED_FIBER_H
#define GOC_SCHED_FIBER_H
#include "sched/g.h"
#include "sched/bias.h"

#define GOC__WEAK __attribute__((weak, visibility("default")))
GOC__WEAK void __sanitizer_start_switch_fiber(void **save, const void *bottom, size_t size);
GOC__WEAK void __sanitizer_finish_switch_fiber(void *saved, const void **bottom, size_t *size);
GOC__WEAK void __asan_handle_no_return(void);
GOC__WEAK void __asan_unpoison_memory_region(const volatile void *addr, size_t size);

static inline __attribute__((always_inline)) void goc__fiber_leave(goc__g *from, const goc__g *to)
{
	if (__builtin_expect(__sanitizer_start_switch_fiber != NULL, 0))
		__sanitizer_start_switch_fiber(from ? &from->fake_stack : NULL, to->stack.lo, (size_t)(to->stack.hi - to->stack.lo));
}

static inline __attribute__((always_inline)) void goc__fiber_arrive(const goc__g *g)
{
	if (__builtin_expect(__sanitizer_finish_switch_fiber != NULL, 0))
		__sanitizer_finish_switch_fiber(g ? g->fake_stack : NULL, NULL, NULL);
}

static inline __attribute__((always_inline)) void goc__fiber_jumping(void)
{
	if (__builtin_expect(__asan_handle_no_return != NULL, 0))
		__asan_handle_no_return();
}

static inline __attribute__((always_inline)) void goc__fiber_ended(const goc__g *g)
{
	char *here = __builtin_frame_address(0);

	if (__builtin_expect(__asan_unpoison_memory_region != NULL, 0) && here >= g->stack.lo && here < g->stack.hi)
		__asan_unpoison_memory_region(here, (size_t)(g->stack.hi - here));
}

// Once, when libgc is ready: its heap and the goroutines' stacks will be LeakSanitizer's roots at exit.
void goc__fiber_init(void);
// Calls push for AddressSanitizer's own malloc heap, if there is one. The world is stopped.
void goc__fiber_push_malloced(void (*push)(void *lo, void *hi));

#endif
