// Contexts without cancellation of their own: Background and TODO, values, WithoutCancel; and the look-up of
// a value, which walks down a chain of the package's own Contexts without recursion, so that a long chain
// needs no deep stack.
#include "context.h"
#include "../error.h"
#include "../text.h"

#include "sched/panic.h"

#include <string.h>

struct background { const char *name; };
struct valued { context_Context parent; goc_any key, value; };
struct uncancelled { context_Context parent; };

// ---- Names ---------------------------------------------------------------------------------------

goc_string goc__context_name(context_Context c)
{
	goc_string (*name)(void *) = goc__method(c.tab->type, "String", GOC_SIGNATURE_STRING);
	return name ? name(c.data) : c.tab->type->name;
}

static goc_string any_name(goc_any v)
{
	if (!v.type)
		return "<nil>";
	goc_string (*name)(void *) = goc__method(v.type, "String", GOC_SIGNATURE_STRING);
	if (name)
		return name(v.data);
	return v.type->kind == GOC_KIND_STRING ? v.data : v.type->name;
}

static goc_string background_string(struct background *b)
{
	return b->name;
}

static goc_string valued_string(struct valued *v)
{
	return goc__text_join(goc__context_name(v->parent), ".WithValue(", any_name(v->key), ", ",
		any_name(v->value) ? any_name(v->value) : "", ")", NULL);
}

static goc_string uncancelled_string(struct uncancelled *u)
{
	return goc__text_join(goc__context_name(u->parent), ".WithoutCancel", NULL);
}

// ---- Methods -------------------------------------------------------------------------------------

static struct deadline no_deadline(void *self)
{
	(void)self;
	return (struct deadline){ .ok = false };
}

static goc_chan *no_done(void *self)
{
	(void)self;
	return NULL;
}

static goc_error no_err(void *self)
{
	(void)self;
	return (goc_error){ 0 };
}

static goc_any no_value(void *self, goc_any key)
{
	(void)self;
	(void)key;
	return (goc_any){ 0 };
}

static struct deadline valued_deadline(struct valued *v)
{
	return context_deadline(v->parent);
}

static goc_chan *valued_done(struct valued *v)
{
	return context_done(v->parent);
}

static goc_error valued_err(struct valued *v)
{
	return context_err(v->parent);
}

static goc_any valued_value(struct valued *v, goc_any key)
{
	return goc__context_lookup(CONTEXT(goc__value_tab, v), key);
}

static goc_any uncancelled_value(struct uncancelled *u, goc_any key)
{
	return goc__context_lookup(CONTEXT(goc__without_cancel_tab, u), key);
}

#define METHODS(array, deadline, done, err, string, value) \
	static const goc_method array[] = { \
		{ "Deadline", "func() (time.Time, bool)", deadline }, { "Done", "func() <-chan struct {}", done }, \
		{ "Err", GOC_SIGNATURE_ERROR, err }, { "String", GOC_SIGNATURE_STRING, string }, \
		{ "Value", "func(interface {}) interface {}", value }, \
	}
#define TYPE(ident, name_, array) \
	static const goc_type ident = { .kind = GOC_KIND_POINTER, .flags = GOC_TYPE_DIRECT, .size = sizeof(void *), \
		.name = name_, .key = name_, .elem = &goc_type_pointer, .nmethods = 5, .methods = array }

METHODS(background_methods, no_deadline, no_done, no_err, background_string, no_value);
TYPE(background_type, "context.backgroundCtx", background_methods);
const struct context_tab goc__background_tab = { &background_type, { no_deadline, no_done, no_err, no_value } };

METHODS(valued_methods, valued_deadline, valued_done, valued_err, valued_string, valued_value);
TYPE(valued_type, "*context.valueCtx", valued_methods);
const struct context_tab goc__value_tab = { &valued_type, { valued_deadline, valued_done, valued_err, valued_value } };

METHODS(uncancelled_methods, no_deadline, no_done, no_err, uncancelled_string, uncancelled_value);
TYPE(uncancelled_type, "context.withoutCancelCtx", uncancelled_methods);
const struct context_tab goc__without_cancel_tab = { &uncancelled_type, { no_deadline, no_done, no_err, uncancelled_value } };

// ---- Looking a value up --------------------------------------------------------------------------

static bool is_canceler(context_Context c)
{
	for (int i = 0; i < 3; i++)
		if (c.tab == (const goc_itab *)&goc__canceler_tabs[i])
			return true;
	return false;
}

// The key by which cancelers find each other is never equal to a program's, so that only it is compared by
// its type first.
goc_any goc__context_lookup(context_Context c, goc_any key)
{
	bool for_canceler = key.type == &goc__canceler_key_type;
	for (;;) {
		if (c.tab == (const goc_itab *)&goc__value_tab) {
			struct valued *v = c.data;
			if (!for_canceler && goc_any_equal(v->key, key))
				return v->value;
			c = v->parent;
		} else if (c.tab == (const goc_itab *)&goc__without_cancel_tab) {
			if (for_canceler)
				return (goc_any){ 0 };
			c = ((struct uncancelled *)c.data)->parent;
		} else if (is_canceler(c)) {
			if (for_canceler)
				return (goc_any){ &goc__canceler_key_type, c.data };
			c = ((canceler *)c.data)->parent;
		} else {
			return context_value(c, key);
		}
	}
}

// ---- The constructors ----------------------------------------------------------------------------

static struct background background = { "context.Background" }, todo = { "context.TODO" };

context_Context context_Background(void)
{
	return CONTEXT(goc__background_tab, &background);
}

context_Context context_TODO(void)
{
	return CONTEXT(goc__background_tab, &todo);
}

static void need_parent(context_Context parent)
{
	if (!parent.tab)
		goc_panic_text("cannot create context from nil parent");
}

context_Context context_WithValue(context_Context parent, goc_any key, goc_any val)
{
	need_parent(parent);
	if (!key.type)
		goc_panic_text("nil key");
	if (key.type->flags & GOC_TYPE_INCOMPARABLE)
		goc_panic_text("key is not comparable");
	struct valued *v = goc_new(sizeof *v);
	*v = (struct valued){ parent, key, val };
	return CONTEXT(goc__value_tab, v);
}

context_Context context_WithoutCancel(context_Context parent)
{
	need_parent(parent);
	struct uncancelled *u = goc_new(sizeof *u);
	u->parent = parent;
	return CONTEXT(goc__without_cancel_tab, u);
}
