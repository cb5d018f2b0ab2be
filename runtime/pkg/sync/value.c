// atomic.Value: a type that never changes and a word of data that does.
//
// The first Store marks the type as being written, puts the data in, then the type: whoever sees the type
// sees data of it. Later Stores only exchange the data, which for a type that is no pointer is the address of an
// immutable copy.
#include <goc/sync/atomic.h>
#include <goc/type.h>

#include "sched/panic.h"

#include <stddef.h>

static const goc_type writing;      // stands for the type while the first Store is under way

static const goc_type *type_now(atomic_Value *x)
{
	const goc_type *t = __atomic_load_n(&x->v.type, __ATOMIC_ACQUIRE);
	return t == &writing ? NULL : t;
}

goc_any atomic_Value_Load(atomic_Value *x)
{
	const goc_type *t = type_now(x);
	if (!t)
		return (goc_any){ 0 };
	return (goc_any){ t, __atomic_load_n(&x->v.data, __ATOMIC_ACQUIRE) };
}

// Stores v if it is the first; else waits until the type is known. Returns whether it did.
static goc_bool store_first(atomic_Value *x, goc_any v)
{
	const goc_type *none = NULL;
	while (!type_now(x)) {
		none = NULL;
		if (__atomic_compare_exchange_n(&x->v.type, &none, &writing, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) {
			__atomic_store_n(&x->v.data, v.data, __ATOMIC_RELAXED);
			__atomic_store_n(&x->v.type, v.type, __ATOMIC_RELEASE);
			return 1;
		}
		goc_gosched();
	}
	return 0;
}

goc_any atomic_Value_Swap(atomic_Value *x, goc_any val)
{
	if (!val.type)
		goc_panic_text("sync/atomic: swap of nil value into Value");
	if (store_first(x, val))
		return (goc_any){ 0 };
	const goc_type *t = type_now(x);
	if (!goc_type_equal(t, val.type))
		goc_panic_text("sync/atomic: swap of inconsistently typed value into Value");
	return (goc_any){ t, __atomic_exchange_n(&x->v.data, val.data, __ATOMIC_ACQ_REL) };
}

void atomic_Value_Store(atomic_Value *x, goc_any val)
{
	if (!val.type)
		goc_panic_text("sync/atomic: store of nil value into Value");
	if (store_first(x, val))
		return;
	if (!goc_type_equal(type_now(x), val.type))
		goc_panic_text("sync/atomic: store of inconsistently typed value into Value");
	__atomic_store_n(&x->v.data, val.data, __ATOMIC_RELEASE);
}

goc_bool atomic_Value_CompareAndSwap(atomic_Value *x, goc_any old, goc_any val)
{
	if (!val.type)
		goc_panic_text("sync/atomic: compare and swap of nil value into Value");
	if (old.type && !goc_type_equal(old.type, val.type))
		goc_panic_text("sync/atomic: compare and swap of inconsistently typed values");
	if (!old.type)
		return store_first(x, val);
	for (;;) {
		goc_any now = atomic_Value_Load(x);
		if (!now.type)
			return 0;
		if (!goc_type_equal(now.type, val.type))
			goc_panic_text("sync/atomic: compare and swap of inconsistently typed value into Value");
		if (!goc_any_equal(now, old))
			return 0;
		if (__atomic_compare_exchange_n(&x->v.data, &now.data, val.data, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
			return 1;
	}
}
