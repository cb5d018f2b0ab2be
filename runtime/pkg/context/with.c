// The public constructors of Contexts that can be cancelled, and the two errors.
#include "context.h"
#include "../error.h"

#include "sched/panic.h"

#include <stddef.h>

// ---- Errors --------------------------------------------------------------------------------------

goc_error context_Canceled = GOC_ERROR("context canceled");

static goc_string exceeded_text(void *self)
{
	(void)self;
	return "context deadline exceeded";
}

static goc_bool yes(void *self)
{
	(void)self;
	return true;
}

static const goc_method exceeded_methods[] = {
	{ "Error", GOC_SIGNATURE_STRING, exceeded_text },
	{ "Temporary", GOC_SIGNATURE_BOOL, yes }, { "Timeout", GOC_SIGNATURE_BOOL, yes },
};
static const goc_type exceeded_type = { .kind = GOC_KIND_STRUCT, .flags = GOC_TYPE_NAMED,
	.name = "context.deadlineExceededError", .key = "context.deadlineExceededError",
	.nmethods = 3, .methods = exceeded_methods };
static const struct goc__tab1 exceeded_tab = { &exceeded_type, { exceeded_text } };
goc_error context_DeadlineExceeded = { (const goc_itab *)&exceeded_tab, (void *)&exceeded_tab };

// ---- The functions that cancel -------------------------------------------------------------------

static canceler *canceler_of(void *env)
{
	return (canceler *)((char *)env - offsetof(canceler, cancel_head));
}

static void cancel(void *env)
{
	goc__canceler_cancel(canceler_of(env), true, context_Canceled, (goc_error){ 0 });
}

static void cancel_cause(goc_error cause, void *env)
{
	goc__canceler_cancel(canceler_of(env), true, context_Canceled, cause);
}

static canceler *derive(enum canceler_kind kind, context_Context parent, void *code)
{
	if (!parent.tab)
		goc_panic_text("cannot create context from nil parent");
	canceler *c = goc__canceler_new(kind, parent);
	c->cancel_head.code = code;
	return c;
}

struct context_WithCancel_results context_WithCancel(context_Context parent)
{
	canceler *c = derive(PLAIN, parent, cancel);
	goc__canceler_hook(c);
	return (struct context_WithCancel_results){ goc__canceler_context(c), &c->cancel_head };
}

struct context_WithCancelCause_results context_WithCancelCause(context_Context parent)
{
	canceler *c = derive(PLAIN, parent, cancel_cause);
	goc__canceler_hook(c);
	return (struct context_WithCancelCause_results){ goc__canceler_context(c), &c->cancel_head };
}

// ---- Deadlines -----------------------------------------------------------------------------------

static void expire(void *args)
{
	canceler *c = *(canceler **)args;
	goc__canceler_cancel(c, true, context_DeadlineExceeded, c->timeout_cause);
}

// The timer's callback may not wait for a mutex: a goroutine does.
static void expire_soon(goc__timer *t, int64_t now)
{
	(void)now;
	canceler *c = t->arg;
	goc_go(expire, &c, sizeof c);
}

static void start_timer(canceler *c, time_Duration left)
{
	sync_Mutex_Lock(&c->mu);
	if (!c->err.tab) {
		c->timer.fire = expire_soon;
		c->timer.arg = c;
		goc__timer_start(&c->timer, goc__deadline(left));
	}
	sync_Mutex_Unlock(&c->mu);
}

static canceler *with_deadline(context_Context parent, time_Time d, goc_error cause)
{
	if (!parent.tab)
		goc_panic_text("cannot create context from nil parent");
	struct deadline earlier = context_deadline(parent);
	if (earlier.ok && time_Time_Before(earlier.at, d)) {        // the parent's comes first anyway
		canceler *c = derive(PLAIN, parent, cancel);
		goc__canceler_hook(c);
		return c;
	}
	canceler *c = derive(TIMED, parent, cancel);
	c->deadline = d;
	c->timeout_cause = cause;
	goc__canceler_hook(c);
	time_Duration left = time_Until(d);
	if (left <= 0)
		goc__canceler_cancel(c, true, context_DeadlineExceeded, cause);
	else
		start_timer(c, left);
	return c;
}

struct context_WithDeadline_results context_WithDeadline(context_Context parent, time_Time d)
{
	canceler *c = with_deadline(parent, d, (goc_error){ 0 });
	return (struct context_WithDeadline_results){ goc__canceler_context(c), &c->cancel_head };
}

struct context_WithDeadlineCause_results context_WithDeadlineCause(context_Context parent, time_Time d, goc_error cause)
{
	canceler *c = with_deadline(parent, d, cause);
	return (struct context_WithDeadlineCause_results){ goc__canceler_context(c), &c->cancel_head };
}

struct context_WithTimeout_results context_WithTimeout(context_Context parent, time_Duration timeout)
{
	canceler *c = with_deadline(parent, time_Time_Add(time_Now(), timeout), (goc_error){ 0 });
	return (struct context_WithTimeout_results){ goc__canceler_context(c), &c->cancel_head };
}

struct context_WithTimeoutCause_results context_WithTimeoutCause(context_Context parent, time_Duration timeout, goc_error cause)
{
	canceler *c = with_deadline(parent, time_Time_Add(time_Now(), timeout), cause);
	return (struct context_WithTimeoutCause_results){ goc__canceler_context(c), &c->cancel_head };
}

// ---- AfterFunc -----------------------------------------------------------------------------------

static goc_bool stop_after(void *env)
{
	canceler *c = canceler_of(env);
	bool stopped = !atomic_flag_test_and_set(&c->after_taken);
	if (stopped)
		goc__canceler_cancel(c, true, context_Canceled, (goc_error){ 0 });
	return stopped;
}

context_StopFunc context_AfterFunc(context_Context ctx, goc_func *f)
{
	canceler *c = derive(AFTER, ctx, stop_after);
	c->after = f;
	goc__canceler_hook(c);
	return &c->cancel_head;
}
