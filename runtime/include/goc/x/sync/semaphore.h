// Package x/sync/semaphore: a number of which goroutines take parts. Whoever waits longest is served first,
// also when a smaller part for another would be free.
//
//	s := semaphore.NewWeighted(2);
//	fmt.Println(s.TryAcquire(2), s.TryAcquire(1));          // true false
//	s.Release(2);
#ifndef GOC_X_SYNC_SEMAPHORE_H
#define GOC_X_SYNC_SEMAPHORE_H
#include <goc/goc.h>
#include <goc/context.h>

typedef struct semaphore_Weighted semaphore_Weighted;   // belongs to the collector

semaphore_Weighted *semaphore_NewWeighted(goc_int64 n);
// Parks until n are free or ctx is done: then its error, and nothing is taken.
goc_error semaphore_Weighted_Acquire(semaphore_Weighted *s, context_Context ctx, goc_int64 n);
goc_bool semaphore_Weighted_TryAcquire(semaphore_Weighted *s, goc_int64 n);
void semaphore_Weighted_Release(semaphore_Weighted *s, goc_int64 n);    // panics "semaphore: released more than held"

#endif
