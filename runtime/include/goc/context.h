// Package context: a deadline, a cancellation and values, carried from call to call. Contexts belong to the collector. Give
// the Context as a function's first parameter; call every CancelFunc, or its timer and children stay until the parent ends.
//
//	ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond);
//	defer cancel();
//	<-ctx.Done();
//	fmt.Println(ctx.Err());         // context deadline exceeded
#ifndef GOC_CONTEXT_H
#define GOC_CONTEXT_H
#include <goc/goc.h>
#include <goc/time.h>

// Any type with these methods is a Context.
// interface {
//	(time.Time, bool) Deadline(void);   // when it will be cancelled; false: never by itself
//	<-chan struct {} Done(void);        // closed at cancellation; nil: never cancelled
//	error Err(void);                    // nil until Done is closed, then Canceled or DeadlineExceeded
//	any Value(any key);                 // nil where there is none
// }
typedef goc_iface context_Context;   // tab->fn: Deadline, Done, Err, Value

typedef goc_func *context_CancelFunc;
typedef goc_func *context_CancelCauseFunc;
typedef goc_func *context_StopFunc;

extern goc_error context_Canceled;      // "context canceled"
extern goc_error context_DeadlineExceeded;      // "context deadline exceeded"; has Timeout() bool, true

context_Context context_Background(void);
context_Context context_TODO(void);

// All of these panic "cannot create context from nil parent". The cancel function cancels ctx and what is derived from it;
// only the first call counts; it does not park for long and any goroutine or thread may call it.
struct context_WithCancel_results { context_Context ctx; context_CancelFunc cancel; };
struct context_WithCancel_results context_WithCancel(context_Context parent);
struct context_WithCancelCause_results { context_Context ctx; context_CancelCauseFunc cancel; };
struct context_WithCancelCause_results context_WithCancelCause(context_Context parent);
struct context_WithDeadline_results { context_Context ctx; context_CancelFunc cancel; };
struct context_WithDeadline_results context_WithDeadline(context_Context parent, time_Time d);
struct context_WithDeadlineCause_results { context_Context ctx; context_CancelFunc cancel; };
struct context_WithDeadlineCause_results context_WithDeadlineCause(context_Context parent, time_Time d, goc_error cause);
struct context_WithTimeout_results { context_Context ctx; context_CancelFunc cancel; };
struct context_WithTimeout_results context_WithTimeout(context_Context parent, time_Duration timeout);
struct context_WithTimeoutCause_results { context_Context ctx; context_CancelFunc cancel; };
struct context_WithTimeoutCause_results context_WithTimeoutCause(context_Context parent, time_Duration timeout, goc_error cause);
// key must be comparable and not nil: else a panic. Compared by Go's == on any: give it a type of its own.
context_Context context_WithValue(context_Context parent, goc_any key, goc_any val);
// parent's values, never cancelled.
context_Context context_WithoutCancel(context_Context parent);

// Why c was cancelled: the cause given, else c.Err(). nil while it is not.
goc_error context_Cause(context_Context c);
// Calls f in a goroutine of its own once ctx is cancelled. stop() prevents that: true if it did.
context_StopFunc context_AfterFunc(context_Context ctx, goc_func *f);

#endif
