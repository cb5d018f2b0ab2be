// Goroutine stacks: chunks of slots, guards, slots given back. core/stack.h has the picture.
//
// Invariants:
// - chunks[0..nchunks) are complete before nchunks counts them (release, pairs with each and find).
// - A slot's used mark is set before its stack is handed out and cleared after its memory went back.
// - Free slots have their guard and no memory of their own.
//
// A chunk is one MAP_NORESERVE mapping: Valgrind and small address-space limits refuse all of it at once, so
// chunks start small and double.
#include "core/stack.h"
#include "core/mutex.h"
#include <stdint.h>
#include <stdlib.h>
#if defined __has_include && __has_include(<valgrind/valgrind.h>)
#include <valgrind/valgrind.h>
#define TELL_VALGRIND(s) ((void)VALGRIND_STACK_REGISTER((s)->lo, (s)->hi))      // some moves that do nothing elsewhere
#else
#define TELL_VALGRIND(s) ((void)(s))
#endif

enum { MAX_CHUNKS = 4096, FIRST_SLOTS = 16, MOST_SLOTS = 1024, COLOURS = 8, COLOUR_STEP = 192 };
#define LEAST_GUARD ((size_t)64 * 1024)

typedef struct chunk {
	char *base;
	size_t slot;                   // bytes a slot, guard included
	uint32_t slots;
	uint32_t fresh;                // slots [fresh, slots) were never taken; under lock
	uint32_t *free;                // slots given back, nfree of them; under lock
	uint32_t nfree;
	_Atomic unsigned char *used;
} chunk;

static chunk chunks[MAX_CHUNKS];
static _Atomic uint32_t nchunks;       // release in add_chunk, acquire in each and find
static goc__mutex lock;
static size_t slot_size, guard_size, room_size;
static uint32_t with_free;             // no chunk of the ordinary kind below this one has a slot to give; under lock

size_t goc__stack_parse(const char *text)
{
	char *end;
	unsigned long long n = strtoull(text, &end, 10);

	if (*end == 'k' || *end == 'K')
		n <<= 10, end++;
	else if (*end == 'm' || *end == 'M')
		n <<= 20, end++;
	else if (*end == 'g' || *end == 'G')
		n <<= 30, end++;
	return *end || end == text || n < 4096 || n > (1ull << 34) ? 0 : (size_t)n;
}

void goc__stack_init(size_t size, size_t room)
{
	size_t page = goc__page_size();

	guard_size = (LEAST_GUARD + page - 1) & ~(page - 1);
	room_size = (room + 63) & ~(size_t)63;
	slot_size = 2 * guard_size;
	while (slot_size < size)
		slot_size *= 2;
}

static goc__stack slot_stack(const chunk *c, uint32_t i)
{
	char *slot = c->base + i * c->slot;
	return (goc__stack){ slot + guard_size, slot + c->slot - room_size - i % COLOURS * COLOUR_STEP };
}

static chunk *add_chunk(size_t slot, uint32_t slots)
{
	uint32_t n = atomic_load_explicit(&nchunks, memory_order_relaxed);
	chunk *c = &chunks[n];

	if (n == MAX_CHUNKS)
		return NULL;
	c->slot = slot;
	c->slots = slots;
	c->base = goc__reserve(slot * slots);
	c->used = calloc(slots, 1);
	c->free = malloc(slots * sizeof *c->free);
	if (!c->base || !c->used || !c->free)
		return NULL;
	atomic_store_explicit(&nchunks, n + 1, memory_order_release);
	return c;
}

static bool take_from(chunk *c, goc__stack *s)
{
	uint32_t i;
	bool again = c->nfree > 0;

	if (!again && c->fresh == c->slots)
		return false;
	i = again ? c->free[--c->nfree] : c->fresh++;
	if (!again && !goc__guard(c->base + i * c->slot, guard_size))
		return false;
	*s = slot_stack(c, i);
	if (!again)                    // once: the slot stays
		TELL_VALGRIND(s);
	atomic_store_explicit(&c->used[i], 1, memory_order_release);
	return true;
}

bool goc__stack_take(goc__stack *s)
{
	bool ok = false;
	uint32_t n;

	goc__mutex_lock(&lock);
	n = atomic_load_explicit(&nchunks, memory_order_relaxed);
	for (; !ok && with_free < n; with_free += !ok)
		ok = chunks[with_free].slot == slot_size && take_from(&chunks[with_free], s);
	if (!ok) {
		uint32_t slots = n > 6 ? MOST_SLOTS : FIRST_SLOTS << n;
		chunk *c = add_chunk(slot_size, slots);
		ok = c && take_from(c, s);
	}
	goc__mutex_unlock(&lock);
	return ok;
}

bool goc__stack_take_big(goc__stack *s, size_t size)
{
	size_t page = goc__page_size();
	chunk *c;
	bool ok;

	goc__mutex_lock(&lock);
	// One page more than asked, so that the kind differs from the ordinary one.
	c = add_chunk(((size + page - 1) & ~(page - 1)) + guard_size + page, 1);
	ok = c && take_from(c, s);
	goc__mutex_unlock(&lock);
	return ok;
}

static chunk *chunk_of(const void *addr, uint32_t *index)
{
	uint32_t n = atomic_load_explicit(&nchunks, memory_order_acquire);

	for (uint32_t i = 0; i < n; i++) {
		uintptr_t off = (uintptr_t)addr - (uintptr_t)chunks[i].base;
		if (off < chunks[i].slot * chunks[i].slots) {
			*index = (uint32_t)(off / chunks[i].slot);
			return &chunks[i];
		}
	}
	return NULL;
}

void goc__stack_give(const goc__stack *s)
{
	uint32_t i;
	chunk *c = chunk_of(s->lo, &i);

	goc__give_back(s->lo, c->slot - guard_size);
	goc__mutex_lock(&lock);
	atomic_store_explicit(&c->used[i], 0, memory_order_release);
	c->free[c->nfree++] = i;
	if ((uint32_t)(c - chunks) < with_free)
		with_free = (uint32_t)(c - chunks);
	goc__mutex_unlock(&lock);
}

void goc__stack_each(void (*visit)(const goc__stack *s, void *arg), void *arg)
{
	uint32_t n = atomic_load_explicit(&nchunks, memory_order_acquire);

	for (uint32_t i = 0; i < n; i++)
		for (uint32_t j = 0; j < chunks[i].slots; j++)
			if (atomic_load_explicit(&chunks[i].used[j], memory_order_acquire)) {
				goc__stack s = slot_stack(&chunks[i], j);
				visit(&s, arg);
			}
}

bool goc__stack_find(const void *addr, goc__stack *s, bool *guard)
{
	uint32_t i;
	chunk *c = chunk_of(addr, &i);

	if (!c || !atomic_load_explicit(&c->used[i], memory_order_acquire))
		return false;
	*s = slot_stack(c, i);
	*guard = (const char *)addr < s->lo;
	return true;
}
