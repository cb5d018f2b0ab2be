// A lock that holds between any threads at any time, by a futex: for what is rare (the scheduler's list
// of idle workers, new stacks). Never held while parking; its sections allocate nothing collected.
#ifndef GOC_CORE_MUTEX_H
#define GOC_CORE_MUTEX_H
#include "arch/arch.h"
#include "os/os.h"

typedef struct goc__mutex {
	_Atomic uint32_t state;        // 0 free, 1 held, 2 held and someone sleeps
} goc__mutex;

static inline bool goc__mutex_try(goc__mutex *m)
{
	uint32_t free = 0;
	return atomic_compare_exchange_strong_explicit(&m->state, &free, 1, memory_order_acquire, memory_order_relaxed);
}

static inline void goc__mutex_lock(goc__mutex *m)
{
	for (int i = 0; i < 50; i++) {
		if (atomic_load_explicit(&m->state, memory_order_relaxed) == 0 && goc__mutex_try(m))
			return;
		goc__pause();
	}
	while (atomic_exchange_explicit(&m->state, 2, memory_order_acquire) != 0)
		goc__futex_wait(&m->state, 2, -1);
}

static inline void goc__mutex_unlock(goc__mutex *m)
{
	if (atomic_exchange_explicit(&m->state, 0, memory_order_release) == 2)
		goc__futex_wake(&m->state, 1);
}

#endif
