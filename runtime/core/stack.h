// Goroutine stacks as address space: slots in chunks that are reserved once and never unmapped.
//
//	slot: lo - guard                lo                             hi        end of the slot
//	      | guard, faults           | usable, touched as it grows   | descriptor, colour |
//	                                                 stack grows down from hi
//
// `room` bytes above hi are the owner's (the goroutine's descriptor); they lie in the slot's top page where
// they fit, shifted by a colour that differs from slot to slot, so that descriptors and hot frames of
// different goroutines do not all fall into the same cache sets.
//
// A slot is *used* from take to give. The list of chunks only grows, and the used marks are readable at any time:
// the collector, dumps and the fault handler walk them without a lock.
#ifndef GOC_CORE_STACK_H
#define GOC_CORE_STACK_H
#include <stdbool.h>
#include <stddef.h>

typedef struct goc__stack {
	char *lo, *hi;                 // usable: [lo, hi); the owner's room begins at hi
} goc__stack;

// Once, before anything else. size: bytes for each slot, rounded up; room: bytes above hi.
void goc__stack_init(size_t size, size_t room);
size_t goc__stack_parse(const char *text);             // "256K", "1M", "65536"; 0: not a size
// A stack of which nothing is known but that its room reads as zeroes. False: no memory.
bool goc__stack_take(goc__stack *s);
// The same with a slot of its own kind of at least size bytes (main). Never given back.
bool goc__stack_take_big(goc__stack *s, size_t size);
// Gives a stack's memory to the system and its slot to later takes. Nobody may stand on it.
void goc__stack_give(const goc__stack *s);

// Calls visit for every used slot. Async-signal-safe.
void goc__stack_each(void (*visit)(const goc__stack *s, void *arg), void *arg);
// The used slot that addr lies in (guard included: *guard tells), if any. Async-signal-safe.
bool goc__stack_find(const void *addr, goc__stack *s, bool *guard);

#endif
