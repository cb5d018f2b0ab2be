// The package's own Contexts, for the files of this folder. Every one is immutable but for a canceler's
// members under its mutex.
#ifndef GOC_PKG_CONTEXT_CONTEXT_H
#define GOC_PKG_CONTEXT_CONTEXT_H
#include "comm/timer.h"

#include <goc/context.h>
#include <goc/sync.h>
#include <goc/type.h>
#include <stdatomic.h>
#include <stdbool.h>

// A Context's method table: methods in the order of their names.
struct context_tab {
	const goc_type *type;
	void *fn[4];                // Deadline, Done, Err, Value
};
#define CONTEXT(tab, p) ((context_Context){ (const goc_itab *)&(tab), (p) })

// What both a Context's Deadline and WithDeadline's look at it return.
struct deadline { time_Time at; goc_bool ok; };

// ---- Any Context's methods ------------------------------------------------------------------------

static inline struct deadline context_deadline(context_Context c)
{
	return ((struct deadline (*)(void *))c.tab->fn[0])(c.data);
}
static inline goc_chan *context_done(context_Context c)
{
	return ((goc_chan *(*)(void *))c.tab->fn[1])(c.data);
}
static inline goc_error context_err(context_Context c)
{
	return ((goc_error (*)(void *))c.tab->fn[2])(c.data);
}
static inline goc_any context_value(context_Context c, goc_any key)
{
	return ((goc_any (*)(void *, goc_any))c.tab->fn[3])(c.data, key);
}
goc_string goc__context_name(context_Context c);        // its String, else its type

// ---- Those that can be cancelled -----------------------------------------------------------------

enum canceler_kind { PLAIN, TIMED, AFTER };

// WithCancel's, WithDeadline's and AfterFunc's. A canceler is in its parent's list of children, where the
// parent is one too, until it is cancelled: the list is the parent's, under the parent's mutex. Lock order: parent before child.
typedef struct canceler {
	enum canceler_kind kind;
	context_Context parent;
	goc_func cancel_head;       // the CancelFunc: its code finds the canceler around it
	sync_Mutex mu;
	goc_chan *_Atomic done;     // made when it is asked for; set once, under mu
	goc_error err, cause;       // under mu; set once
	struct canceler *children;  // under mu
	struct canceler *next, *prev, *listed;      // siblings, and in whose list: under listed's mutex
	goc_func *stop;             // unhooks from a foreign parent that has an AfterFunc method
	// TIMED
	time_Time deadline;
	goc_error timeout_cause;
	goc__timer timer;
	// AFTER
	goc_func *after;
	atomic_flag after_taken;    // after has been started, or stopped for good
} canceler;

canceler *goc__canceler_new(enum canceler_kind kind, context_Context parent);
context_Context goc__canceler_context(canceler *c);
// Arranges that c is cancelled when its parent is: before it returns, if that is so already.
void goc__canceler_hook(canceler *c);
// Cancels c and its children; later calls do nothing. unhook: takes it off its parent's list.
void goc__canceler_cancel(canceler *c, bool unhook, goc_error err, goc_error cause);
void goc__canceler_start_after(canceler *c);
// The nearest canceler that decides over c, NULL where there is none or a foreign Context stands between
// with a Done of its own.
canceler *goc__canceler_of(context_Context c);
canceler *goc__canceler_found(context_Context c);       // the same without the question about Done

// The value that a canceler gives for this key is itself.
extern const goc_type goc__canceler_key_type;
extern const struct context_tab goc__canceler_tabs[3];          // by enum canceler_kind
extern const struct context_tab goc__background_tab, goc__without_cancel_tab, goc__value_tab;
goc_any goc__context_lookup(context_Context c, goc_any key);    // Value without recursion over own types

#endif
