// Contexts that can be cancelled: their tree, and how a cancellation goes down it.
//
// A canceler hangs on the nearest canceler above it, whatever values stand between. Below a Context of a
// program's own type it asks that type's AfterFunc method, if there is one, and else keeps a goroutine that
// waits for either to be done. Children are cancelled with the parent's mutex held, so that a child that is
// being hooked on is either in the list or sees that the parent is cancelled.
#include "context.h"
#include "../error.h"
#include "../text.h"

#include <stddef.h>

const goc_type goc__canceler_key_type = { .kind = GOC_KIND_POINTER, .flags = GOC_TYPE_DIRECT, .size = sizeof(void *),
	.name = "*context.cancelCtx", .key = "context.cancelCtxKey", .elem = &goc_type_pointer };

canceler *goc__canceler_new(enum canceler_kind kind, context_Context parent)
{
	canceler *c = goc_new(sizeof *c);
	c->kind = kind;
	c->parent = parent;
	return c;
}

context_Context goc__canceler_context(canceler *c)
{
	return CONTEXT(goc__canceler_tabs[c->kind], c);
}

// ---- The methods ---------------------------------------------------------------------------------

static struct deadline canceler_deadline(canceler *c)
{
	if (c->kind == TIMED)
		return (struct deadline){ c->deadline, true };
	return context_deadline(c->parent);
}

static goc_chan *canceler_done(canceler *c)
{
	goc_chan *done = atomic_load_explicit(&c->done, memory_order_acquire);
	if (done)
		return done;
	sync_Mutex_Lock(&c->mu);
	done = atomic_load_explicit(&c->done, memory_order_relaxed);
	if (!done) {
		done = goc_chan_make(0, 0);
		atomic_store_explicit(&c->done, done, memory_order_release);
	}
	sync_Mutex_Unlock(&c->mu);
	return done;
}

static goc_error canceler_err(canceler *c)
{
	sync_Mutex_Lock(&c->mu);
	goc_error err = c->err;
	sync_Mutex_Unlock(&c->mu);
	return err;
}

static goc_any canceler_value(canceler *c, goc_any key)
{
	return goc__context_lookup(goc__canceler_context(c), key);
}

static goc_string canceler_string(canceler *c)
{
	goc_string parent = goc__context_name(c->parent);
	if (c->kind != TIMED)
		return goc__text_join(parent, ".WithCancel", NULL);
	return goc__text_join(parent, ".WithDeadline(", time_Time_String(c->deadline), " [",
		time_Duration_String(time_Until(c->deadline)), "])", NULL);
}

static const goc_method methods[] = {
	{ "Deadline", "func() (time.Time, bool)", canceler_deadline }, { "Done", "func() <-chan struct {}", canceler_done },
	{ "Err", GOC_SIGNATURE_ERROR, canceler_err }, { "String", GOC_SIGNATURE_STRING, canceler_string },
	{ "Value", "func(interface {}) interface {}", canceler_value },
};
#define TYPE(name_) { .kind = GOC_KIND_POINTER, .flags = GOC_TYPE_DIRECT, .size = sizeof(void *), \
	.name = name_, .key = name_, .elem = &goc_type_pointer, .nmethods = 5, .methods = methods }
static const goc_type types[] = {
	[PLAIN] = TYPE("*context.cancelCtx"), [TIMED] = TYPE("*context.timerCtx"), [AFTER] = TYPE("*context.afterFuncCtx"),
};
#define TAB(kind) [kind] = { &types[kind], { canceler_deadline, canceler_done, canceler_err, canceler_value } }
const struct context_tab goc__canceler_tabs[3] = { TAB(PLAIN), TAB(TIMED), TAB(AFTER) };

// ---- Up the tree ---------------------------------------------------------------------------------

canceler *goc__canceler_found(context_Context c)
{
	static char key;
	goc_any found = goc__context_lookup(c, (goc_any){ &goc__canceler_key_type, &key });
	return found.type == &goc__canceler_key_type ? found.data : NULL;
}

canceler *goc__canceler_of(context_Context c)
{
	canceler *above = goc__canceler_found(c);
	return above && canceler_done(above) == context_done(c) ? above : NULL;
}

// What a goroutine between a foreign parent and its child knows.
struct watch { context_Context parent; canceler *child; };

static void watch(void *args)
{
	struct watch w = *(struct watch *)args;
	goc_select_case either[] = {
		{ .chan = context_done(w.parent), .dir = GOC_RECV_CASE },
		{ .chan = canceler_done(w.child), .dir = GOC_RECV_CASE },
	};
	if (goc_select(either, 2, false) == 0)
		goc__canceler_cancel(w.child, false, context_err(w.parent), context_Cause(w.parent));
}

// The function that a foreign parent's AfterFunc calls.
struct on_parent { goc_func head; context_Context parent; canceler *child; };

static void on_parent(void *env)
{
	struct on_parent *o = env;
	goc__canceler_cancel(o->child, false, context_err(o->parent), context_Cause(o->parent));
}

static bool hook_by_method(canceler *c)
{
	goc_func *(*after)(void *, goc_func *) = goc__method(c->parent.tab->type, "AfterFunc", "func(func()) func() bool");
	if (!after)
		return false;
	struct on_parent *o = goc_new(sizeof *o);
	*o = (struct on_parent){ { on_parent }, c->parent, c };
	goc_func *stop = after(c->parent.data, &o->head);
	sync_Mutex_Lock(&c->mu);
	c->stop = stop;
	sync_Mutex_Unlock(&c->mu);
	return true;
}

static void list_add(canceler *parent, canceler *c)
{
	c->listed = parent;
	c->next = parent->children;
	c->prev = NULL;
	if (c->next)
		c->next->prev = c;
	parent->children = c;
}

static void list_remove(canceler *c)
{
	if (c->prev)
		c->prev->next = c->next;
	else
		c->listed->children = c->next;
	if (c->next)
		c->next->prev = c->prev;
	c->next = c->prev = NULL;
	c->listed = NULL;
}

void goc__canceler_hook(canceler *c)
{
	goc_chan *done = context_done(c->parent);
	if (!done)
		return;
	goc_select_case look = { .chan = done, .dir = GOC_RECV_CASE };
	if (goc_select(&look, 1, true) == 0) {
		goc__canceler_cancel(c, false, context_err(c->parent), context_Cause(c->parent));
		return;
	}
	canceler *above = goc__canceler_of(c->parent);
	if (above) {
		sync_Mutex_Lock(&above->mu);
		if (above->err.tab)
			goc__canceler_cancel(c, false, above->err, above->cause);
		else
			list_add(above, c);
		sync_Mutex_Unlock(&above->mu);
	} else if (!hook_by_method(c)) {
		struct watch w = { c->parent, c };
		goc_go(watch, &w, sizeof w);
	}
}

static void unhook(canceler *c)
{
	if (c->stop) {
		((goc_bool (*)(void *))c->stop->code)(c->stop);
		return;
	}
	canceler *above = goc__canceler_of(c->parent);
	if (!above)
		return;
	sync_Mutex_Lock(&above->mu);
	if (c->listed)
		list_remove(c);
	sync_Mutex_Unlock(&above->mu);
}

// ---- Down the tree -------------------------------------------------------------------------------

static void run_after(void *args)
{
	goc_func *f = *(goc_func **)args;
	((void (*)(void *))f->code)(f);
}

void goc__canceler_start_after(canceler *c)
{
	if (c->kind == AFTER && !atomic_flag_test_and_set(&c->after_taken))
		goc_go(run_after, &c->after, sizeof c->after);
}

void goc__canceler_cancel(canceler *c, bool take_off, goc_error err, goc_error cause)
{
	sync_Mutex_Lock(&c->mu);
	bool first = !c->err.tab;
	if (first) {
		goc_chan *done = atomic_load_explicit(&c->done, memory_order_relaxed);
		c->err = err;
		c->cause = cause.tab ? cause : err;
		if (!done)
			done = goc_chan_make(0, 0);
		goc_chan_close(done);
		atomic_store_explicit(&c->done, done, memory_order_release);
		while (c->children) {
			canceler *child = c->children;
			list_remove(child);
			goc__canceler_cancel(child, false, err, c->cause);
		}
		if (c->kind == TIMED)
			goc__timer_stop(&c->timer);
	}
	sync_Mutex_Unlock(&c->mu);
	if (take_off)
		unhook(c);
	if (first)
		goc__canceler_start_after(c);
}

goc_error context_Cause(context_Context c)
{
	canceler *above = goc__canceler_found(c);
	if (above) {
		sync_Mutex_Lock(&above->mu);
		goc_error cause = above->cause;
		sync_Mutex_Unlock(&above->mu);
		if (cause.tab)
			return cause;
	}
	return context_err(c);
}
