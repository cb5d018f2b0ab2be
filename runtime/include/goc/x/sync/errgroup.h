// Package x/sync/errgroup: goroutines that work on parts of one task; the first error ends it. The zero
// Group is ready for use: no limit, nothing cancelled.
//
//	errgroup.Group g;
//	g.Go(func() error { return nil; });
//	fmt.Println(g.Wait());          // <nil>
#ifndef GOC_X_SYNC_ERRGROUP_H
#define GOC_X_SYNC_ERRGROUP_H
#include <goc/goc.h>
#include <goc/context.h>
#include <goc/sync.h>

// All members are private; not to be copied after first use.
typedef struct errgroup_Group {
	sync_WaitGroup wg;
	sync_Mutex mu;
	goc_error err;  // the first, under mu
	context_CancelCauseFunc cancel;
	goc_chan *slots;  // as many elements as goroutines run; nil: no limit
} errgroup_Group;

// A Group whose context is cancelled, with the error as its cause, when a function fails or Wait returns.
struct errgroup_WithContext_results { errgroup_Group *g; context_Context gctx; };
struct errgroup_WithContext_results errgroup_WithContext(context_Context ctx);
void errgroup_Group_Go(errgroup_Group *g, goc_func *f); // parks while as many run as the limit allows
goc_bool errgroup_Group_TryGo(errgroup_Group *g, goc_func *f);  // false instead of waiting
goc_error errgroup_Group_Wait(errgroup_Group *g);       // parks until all have ended: the first error, or nil
void errgroup_Group_SetLimit(errgroup_Group *g, int n); // negative: none; panics while goroutines run

#endif
