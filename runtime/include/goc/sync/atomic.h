// Package sync/atomic: single memory operations that are indivisible and sequentially consistent, as in Go. None
// parks. Addresses must be aligned as the type is. And and Or give the old value, Add the new one.
//
//	atomic.Int64 n;
//	sync.WaitGroup wg;
//	for (range 10) { wg.Go(func() { n.Add(2); }); }
//	wg.Wait();                      // n.Load() == 20
#ifndef GOC_SYNC_ATOMIC_H
#define GOC_SYNC_ATOMIC_H
#include <goc/goc.h>


// ---- On plain variables --------------------------------------------------------------------------

static inline goc_int32 atomic_LoadInt32(goc_int32 *addr)
{
	return __atomic_load_n(addr, __ATOMIC_SEQ_CST);
}
static inline void atomic_StoreInt32(goc_int32 *addr, goc_int32 val)
{
	__atomic_store_n(addr, val, __ATOMIC_SEQ_CST);
}
static inline goc_int32 atomic_AddInt32(goc_int32 *addr, goc_int32 delta)
{
	return __atomic_add_fetch(addr, delta, __ATOMIC_SEQ_CST);
}
static inline goc_int32 atomic_SwapInt32(goc_int32 *addr, goc_int32 val)
{
	return __atomic_exchange_n(addr, val, __ATOMIC_SEQ_CST);
}
static inline goc_bool atomic_CompareAndSwapInt32(goc_int32 *addr, goc_int32 old, goc_int32 val)
{
	return __atomic_compare_exchange_n(addr, &old, val, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
}
static inline goc_int32 atomic_AndInt32(goc_int32 *addr, goc_int32 mask)
{
	return __atomic_fetch_and(addr, mask, __ATOMIC_SEQ_CST);
}
static inline goc_int32 atomic_OrInt32(goc_int32 *addr, goc_int32 mask)
{
	return __atomic_fetch_or(addr, mask, __ATOMIC_SEQ_CST);
}
static inline goc_int64 atomic_LoadInt64(goc_int64 *addr)
{
	return __atomic_load_n(addr, __ATOMIC_SEQ_CST);
}
static inline void atomic_StoreInt64(goc_int64 *addr, goc_int64 val)
{
	__atomic_store_n(addr, val, __ATOMIC_SEQ_CST);
}
static inline goc_int64 atomic_AddInt64(goc_int64 *addr, goc_int64 delta)
{
	return __atomic_add_fetch(addr, delta, __ATOMIC_SEQ_CST);
}
static inline goc_int64 atomic_SwapInt64(goc_int64 *addr, goc_int64 val)
{
	return __atomic_exchange_n(addr, val, __ATOMIC_SEQ_CST);
}
static inline goc_bool atomic_CompareAndSwapInt64(goc_int64 *addr, goc_int64 old, goc_int64 val)
{
	return __atomic_compare_exchange_n(addr, &old, val, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
}
static inline goc_int64 atomic_AndInt64(goc_int64 *addr, goc_int64 mask)
{
	return __atomic_fetch_and(addr, mask, __ATOMIC_SEQ_CST);
}
static inline goc_int64 atomic_OrInt64(goc_int64 *addr, goc_int64 mask)
{
	return __atomic_fetch_or(addr, mask, __ATOMIC_SEQ_CST);
}
static inline goc_uint32 atomic_LoadUint32(goc_uint32 *addr)
{
	return __atomic_load_n(addr, __ATOMIC_SEQ_CST);
}
static inline void atomic_StoreUint32(goc_uint32 *addr, goc_uint32 val)
{
	__atomic_store_n(addr, val, __ATOMIC_SEQ_CST);
}
static inline goc_uint32 atomic_AddUint32(goc_uint32 *addr, goc_uint32 delta)
{
	return __atomic_add_fetch(addr, delta, __ATOMIC_SEQ_CST);
}
static inline goc_uint32 atomic_SwapUint32(goc_uint32 *addr, goc_uint32 val)
{
	return __atomic_exchange_n(addr, val, __ATOMIC_SEQ_CST);
}
static inline goc_bool atomic_CompareAndSwapUint32(goc_uint32 *addr, goc_uint32 old, goc_uint32 val)
{
	return __atomic_compare_exchange_n(addr, &old, val, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
}
static inline goc_uint32 atomic_AndUint32(goc_uint32 *addr, goc_uint32 mask)
{
	return __atomic_fetch_and(addr, mask, __ATOMIC_SEQ_CST);
}
static inline goc_uint32 atomic_OrUint32(goc_uint32 *addr, goc_uint32 mask)
{
	return __atomic_fetch_or(addr, mask, __ATOMIC_SEQ_CST);
}
static inline goc_uint64 atomic_LoadUint64(goc_uint64 *addr)
{
	return __atomic_load_n(addr, __ATOMIC_SEQ_CST);
}
static inline void atomic_StoreUint64(goc_uint64 *addr, goc_uint64 val)
{
	__atomic_store_n(addr, val, __ATOMIC_SEQ_CST);
}
static inline goc_uint64 atomic_AddUint64(goc_uint64 *addr, goc_uint64 delta)
{
	return __atomic_add_fetch(addr, delta, __ATOMIC_SEQ_CST);
}
static inline goc_uint64 atomic_SwapUint64(goc_uint64 *addr, goc_uint64 val)
{
	return __atomic_exchange_n(addr, val, __ATOMIC_SEQ_CST);
}
static inline goc_bool atomic_CompareAndSwapUint64(goc_uint64 *addr, goc_uint64 old, goc_uint64 val)
{
	return __atomic_compare_exchange_n(addr, &old, val, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
}
static inline goc_uint64 atomic_AndUint64(goc_uint64 *addr, goc_uint64 mask)
{
	return __atomic_fetch_and(addr, mask, __ATOMIC_SEQ_CST);
}
static inline goc_uint64 atomic_OrUint64(goc_uint64 *addr, goc_uint64 mask)
{
	return __atomic_fetch_or(addr, mask, __ATOMIC_SEQ_CST);
}
static inline goc_uintptr atomic_LoadUintptr(goc_uintptr *addr)
{
	return __atomic_load_n(addr, __ATOMIC_SEQ_CST);
}
static inline void atomic_StoreUintptr(goc_uintptr *addr, goc_uintptr val)
{
	__atomic_store_n(addr, val, __ATOMIC_SEQ_CST);
}
static inline goc_uintptr atomic_AddUintptr(goc_uintptr *addr, goc_uintptr delta)
{
	return __atomic_add_fetch(addr, delta, __ATOMIC_SEQ_CST);
}
static inline goc_uintptr atomic_SwapUintptr(goc_uintptr *addr, goc_uintptr val)
{
	return __atomic_exchange_n(addr, val, __ATOMIC_SEQ_CST);
}
static inline goc_bool atomic_CompareAndSwapUintptr(goc_uintptr *addr, goc_uintptr old, goc_uintptr val)
{
	return __atomic_compare_exchange_n(addr, &old, val, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
}
static inline goc_uintptr atomic_AndUintptr(goc_uintptr *addr, goc_uintptr mask)
{
	return __atomic_fetch_and(addr, mask, __ATOMIC_SEQ_CST);
}
static inline goc_uintptr atomic_OrUintptr(goc_uintptr *addr, goc_uintptr mask)
{
	return __atomic_fetch_or(addr, mask, __ATOMIC_SEQ_CST);
}
static inline void *atomic_LoadPointer(void **addr )
{
	return __atomic_load_n(addr, __ATOMIC_SEQ_CST);
}
static inline void atomic_StorePointer(void **addr, void *val)
{
	__atomic_store_n(addr, val, __ATOMIC_SEQ_CST);
}
static inline void *atomic_SwapPointer(void **addr, void *val)
{
	return __atomic_exchange_n(addr, val, __ATOMIC_SEQ_CST);
}
static inline goc_bool atomic_CompareAndSwapPointer(void **addr, void *old, void *val)
{
	return __atomic_compare_exchange_n(addr, &old, val, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
}

// ---- Types that are only used so: zero values are 0, false, nil; not to be copied ----------------

typedef struct atomic_Int32 { goc_int32 v; } atomic_Int32;
static inline goc_int32 atomic_Int32_Load(atomic_Int32 *x)
{
	return __atomic_load_n(&x->v, __ATOMIC_SEQ_CST);
}
static inline void atomic_Int32_Store(atomic_Int32 *x, goc_int32 val)
{
	__atomic_store_n(&x->v, val, __ATOMIC_SEQ_CST);
}
static inline goc_int32 atomic_Int32_Swap(atomic_Int32 *x, goc_int32 val)
{
	return __atomic_exchange_n(&x->v, val, __ATOMIC_SEQ_CST);
}
static inline goc_bool atomic_Int32_CompareAndSwap(atomic_Int32 *x, goc_int32 old, goc_int32 val)
{
	return __atomic_compare_exchange_n(&x->v, &old, val, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
}
static inline goc_int32 atomic_Int32_Add(atomic_Int32 *x, goc_int32 delta)
{
	return __atomic_add_fetch(&x->v, delta, __ATOMIC_SEQ_CST);
}
static inline goc_int32 atomic_Int32_And(atomic_Int32 *x, goc_int32 mask)
{
	return __atomic_fetch_and(&x->v, mask, __ATOMIC_SEQ_CST);
}
static inline goc_int32 atomic_Int32_Or(atomic_Int32 *x, goc_int32 mask)
{
	return __atomic_fetch_or(&x->v, mask, __ATOMIC_SEQ_CST);
}
typedef struct atomic_Int64 { goc_int64 v; } atomic_Int64;
static inline goc_int64 atomic_Int64_Load(atomic_Int64 *x)
{
	return __atomic_load_n(&x->v, __ATOMIC_SEQ_CST);
}
static inline void atomic_Int64_Store(atomic_Int64 *x, goc_int64 val)
{
	__atomic_store_n(&x->v, val, __ATOMIC_SEQ_CST);
}
static inline goc_int64 atomic_Int64_Swap(atomic_Int64 *x, goc_int64 val)
{
	return __atomic_exchange_n(&x->v, val, __ATOMIC_SEQ_CST);
}
static inline goc_bool atomic_Int64_CompareAndSwap(atomic_Int64 *x, goc_int64 old, goc_int64 val)
{
	return __atomic_compare_exchange_n(&x->v, &old, val, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
}
static inline goc_int64 atomic_Int64_Add(atomic_Int64 *x, goc_int64 delta)
{
	return __atomic_add_fetch(&x->v, delta, __ATOMIC_SEQ_CST);
}
static inline goc_int64 atomic_Int64_And(atomic_Int64 *x, goc_int64 mask)
{
	return __atomic_fetch_and(&x->v, mask, __ATOMIC_SEQ_CST);
}
static inline goc_int64 atomic_Int64_Or(atomic_Int64 *x, goc_int64 mask)
{
	return __atomic_fetch_or(&x->v, mask, __ATOMIC_SEQ_CST);
}
typedef struct atomic_Uint32 { goc_uint32 v; } atomic_Uint32;
static inline goc_uint32 atomic_Uint32_Load(atomic_Uint32 *x)
{
	return __atomic_load_n(&x->v, __ATOMIC_SEQ_CST);
}
static inline void atomic_Uint32_Store(atomic_Uint32 *x, goc_uint32 val)
{
	__atomic_store_n(&x->v, val, __ATOMIC_SEQ_CST);
}
static inline goc_uint32 atomic_Uint32_Swap(atomic_Uint32 *x, goc_uint32 val)
{
	return __atomic_exchange_n(&x->v, val, __ATOMIC_SEQ_CST);
}
static inline goc_bool atomic_Uint32_CompareAndSwap(atomic_Uint32 *x, goc_uint32 old, goc_uint32 val)
{
	return __atomic_compare_exchange_n(&x->v, &old, val, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
}
static inline goc_uint32 atomic_Uint32_Add(atomic_Uint32 *x, goc_uint32 delta)
{
	return __atomic_add_fetch(&x->v, delta, __ATOMIC_SEQ_CST);
}
static inline goc_uint32 atomic_Uint32_And(atomic_Uint32 *x, goc_uint32 mask)
{
	return __atomic_fetch_and(&x->v, mask, __ATOMIC_SEQ_CST);
}
static inline goc_uint32 atomic_Uint32_Or(atomic_Uint32 *x, goc_uint32 mask)
{
	return __atomic_fetch_or(&x->v, mask, __ATOMIC_SEQ_CST);
}
typedef struct atomic_Uint64 { goc_uint64 v; } atomic_Uint64;
static inline goc_uint64 atomic_Uint64_Load(atomic_Uint64 *x)
{
	return __atomic_load_n(&x->v, __ATOMIC_SEQ_CST);
}
static inline void atomic_Uint64_Store(atomic_Uint64 *x, goc_uint64 val)
{
	__atomic_store_n(&x->v, val, __ATOMIC_SEQ_CST);
}
static inline goc_uint64 atomic_Uint64_Swap(atomic_Uint64 *x, goc_uint64 val)
{
	return __atomic_exchange_n(&x->v, val, __ATOMIC_SEQ_CST);
}
static inline goc_bool atomic_Uint64_CompareAndSwap(atomic_Uint64 *x, goc_uint64 old, goc_uint64 val)
{
	return __atomic_compare_exchange_n(&x->v, &old, val, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
}
static inline goc_uint64 atomic_Uint64_Add(atomic_Uint64 *x, goc_uint64 delta)
{
	return __atomic_add_fetch(&x->v, delta, __ATOMIC_SEQ_CST);
}
static inline goc_uint64 atomic_Uint64_And(atomic_Uint64 *x, goc_uint64 mask)
{
	return __atomic_fetch_and(&x->v, mask, __ATOMIC_SEQ_CST);
}
static inline goc_uint64 atomic_Uint64_Or(atomic_Uint64 *x, goc_uint64 mask)
{
	return __atomic_fetch_or(&x->v, mask, __ATOMIC_SEQ_CST);
}
typedef struct atomic_Uintptr { goc_uintptr v; } atomic_Uintptr;
static inline goc_uintptr atomic_Uintptr_Load(atomic_Uintptr *x)
{
	return __atomic_load_n(&x->v, __ATOMIC_SEQ_CST);
}
static inline void atomic_Uintptr_Store(atomic_Uintptr *x, goc_uintptr val)
{
	__atomic_store_n(&x->v, val, __ATOMIC_SEQ_CST);
}
static inline goc_uintptr atomic_Uintptr_Swap(atomic_Uintptr *x, goc_uintptr val)
{
	return __atomic_exchange_n(&x->v, val, __ATOMIC_SEQ_CST);
}
static inline goc_bool atomic_Uintptr_CompareAndSwap(atomic_Uintptr *x, goc_uintptr old, goc_uintptr val)
{
	return __atomic_compare_exchange_n(&x->v, &old, val, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
}
static inline goc_uintptr atomic_Uintptr_Add(atomic_Uintptr *x, goc_uintptr delta)
{
	return __atomic_add_fetch(&x->v, delta, __ATOMIC_SEQ_CST);
}
static inline goc_uintptr atomic_Uintptr_And(atomic_Uintptr *x, goc_uintptr mask)
{
	return __atomic_fetch_and(&x->v, mask, __ATOMIC_SEQ_CST);
}
static inline goc_uintptr atomic_Uintptr_Or(atomic_Uintptr *x, goc_uintptr mask)
{
	return __atomic_fetch_or(&x->v, mask, __ATOMIC_SEQ_CST);
}
typedef struct atomic_Bool { goc_bool v; } atomic_Bool;
static inline goc_bool atomic_Bool_Load(atomic_Bool *x)
{
	return __atomic_load_n(&x->v, __ATOMIC_SEQ_CST);
}
static inline void atomic_Bool_Store(atomic_Bool *x, goc_bool val)
{
	__atomic_store_n(&x->v, val, __ATOMIC_SEQ_CST);
}
static inline goc_bool atomic_Bool_Swap(atomic_Bool *x, goc_bool val)
{
	return __atomic_exchange_n(&x->v, val, __ATOMIC_SEQ_CST);
}
static inline goc_bool atomic_Bool_CompareAndSwap(atomic_Bool *x, goc_bool old, goc_bool val)
{
	return __atomic_compare_exchange_n(&x->v, &old, val, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
}
typedef struct atomic_Pointer { void *v; } atomic_Pointer;     // any pointer; Load's result is to be cast
static inline void *atomic_Pointer_Load(atomic_Pointer *x)
{
	return __atomic_load_n(&x->v, __ATOMIC_SEQ_CST);
}
static inline void atomic_Pointer_Store(atomic_Pointer *x, void *val)
{
	__atomic_store_n(&x->v, val, __ATOMIC_SEQ_CST);
}
static inline void *atomic_Pointer_Swap(atomic_Pointer *x, void *val)
{
	return __atomic_exchange_n(&x->v, val, __ATOMIC_SEQ_CST);
}
static inline goc_bool atomic_Pointer_CompareAndSwap(atomic_Pointer *x, void *old, void *val)
{
	return __atomic_compare_exchange_n(&x->v, &old, val, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
}
// A value of one type, the first Store's. Storing nil or another type panics ("sync/atomic: store of nil value
// into Value", "… of inconsistently typed value into Value"); CompareAndSwap also where == would panic.
typedef struct atomic_Value { goc_any v; } atomic_Value;
goc_any atomic_Value_Load(atomic_Value *x);             // nil before the first Store
void atomic_Value_Store(atomic_Value *x, goc_any val);
goc_any atomic_Value_Swap(atomic_Value *x, goc_any val);
goc_bool atomic_Value_CompareAndSwap(atomic_Value *x, goc_any old, goc_any val);

#endif
