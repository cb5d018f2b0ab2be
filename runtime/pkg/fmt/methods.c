// Values that say themselves how they print: by Format for every verb, GoString for %#v, otherwise Error or
// String where the verb takes text. A method that panics does not take the whole call with it: a nil pointer prints as <nil>,
// anything else as %!v(PANIC=String method: …).
#include "printer.h"
#include "../error.h"

#include <goc/defer.h>
#include <goc/fmt.h>

// ---- fmt.State: a printer as a Format method sees it -------------------------------------------------

static goc_bool state_flag(struct printer *p, int c)
{
	switch (c) {
	case '-': return p->minus;
	case '+': return p->plus || p->plus_v;
	case '#': return p->sharp || p->sharp_v;
	case ' ': return p->space;
	case '0': return p->zero;
	default: return 0;
	}
}

struct number { int n; goc_bool ok; };

static struct number state_precision(struct printer *p)
{
	return (struct number){ p->prec, p->has_prec };
}

static struct number state_width(struct printer *p)
{
	return (struct number){ p->width, p->has_width };
}

static struct fmt_Print_results state_write(struct printer *p, goc_slice b)
{
	fmt_bytes(p, b.ptr, (size_t)b.len);
	return (struct fmt_Print_results){ b.len, { 0 } };
}

static const goc_method state_methods[] = {
	{ "Flag", "func(int) bool", state_flag }, { "Precision", "func() (int, bool)", state_precision },
	{ "Width", "func() (int, bool)", state_width }, { "Write", GOC_SIGNATURE_IO, state_write },
};
static const goc_type state_type = { .kind = GOC_KIND_POINTER, .flags = GOC_TYPE_DIRECT, .size = sizeof(void *), .name = "*fmt.pp",
	.key = "*fmt.pp", .nmethods = 4, .methods = state_methods };
static const struct {
	const goc_type *type;
	void *fn[4];
} state_tab = { &state_type, { state_flag, state_precision, state_width, state_write } };

// ---- Calling a method that may panic ----------------------------------------------------------------

// The record of call_method: what the deferred call needs, and what it leaves.
struct goc_defers_call_method {
	goc_frame r;
	goc_any *panicked;
};

static void goc_step_call_method(goc_frame *f, goc_panic *panic)
{
	if (goc_take(f) < 0)
		return;
	*((struct goc_defers_call_method *)f)->panicked = goc_recover(panic);
}

static inline void goc_end_call_method(struct goc_run *n)
{
	goc_unlink(n->d);
}

// method(receiver), or Format(receiver, state, verb), which prints and gives "". When it panics, NULL and
// the panic's value.
static goc_string call_method(const goc_method *m, void *receiver, struct printer *state, uint32_t verb, goc_any *panicked)
{
	GOC_DEFERS(call_method)
	GOC_RECOVERED(call_method, NULL)
	GOC_DEFER(0, goc_d.panicked = panicked);
	if (state) {
		((void (*)(void *, fmt_State, goc_rune))m->fn)(receiver, (fmt_State){ (const goc_itab *)&state_tab, state }, (goc_rune)verb);
		return "";
	}
	goc_string s = ((goc_string (*)(void *))m->fn)(receiver);
	return s ? s : "";
}

static void report_panic(struct printer *p, goc_any panicked, uint32_t verb, const char *name)
{
	struct verb_flags flags = p->flags;
	fmt_clear(p);
	fmt_text(p, "%!");
	goc__fmt_rune(p, verb);
	fmt_text(p, "(PANIC=");
	fmt_text(p, name);
	fmt_text(p, " method: ");
	p->panicking = true;
	goc__fmt_any(p, panicked, 'v');
	p->panicking = false;
	fmt_byte(p, ')');
	p->flags = flags;
}

// The method's text ("" of Format); NULL when it panicked, which has been printed in its place.
static goc_string text_of(struct printer *p, const goc_type *t, const void *v, const goc_method *m, uint32_t verb)
{
	goc_any panicked = { 0 };
	void *receiver = fmt_receiver(t, v);
	goc_string s = call_method(m, receiver, strcmp(m->name, "Format") == 0 ? p : NULL, verb, &panicked);
	if (s)
		return s;
	if (t->kind == GOC_KIND_POINTER && !receiver)
		fmt_text(p, "<nil>");
	else if (p->panicking)
		goc_panic_value(panicked);    // a panic's value that panics again cannot be printed
	else
		report_panic(p, panicked, verb, m->name);
	return NULL;
}

// ---- Which method ------------------------------------------------------------------------------------

static const goc_method *find(const goc_type *t, const char *name, const char *signature)
{
	for (int i = 0; i < t->nmethods; i++)
		if (strcmp(t->methods[i].name, name) == 0)
			return strcmp(t->methods[i].signature, signature) == 0 ? &t->methods[i] : NULL;
	return NULL;
}

bool goc__fmt_methods(struct printer *p, const goc_type *t, const void *v, uint32_t verb)
{
	if (p->erroring)
		return false;
	const goc_method *m = NULL;
	if (verb == 'w') {          // only Errorf's, only for errors
		if (!p->wraps || !find(t, "Error", GOC_SIGNATURE_STRING)) {
			goc__fmt_bad_verb(p, verb);
			return true;
		}
		verb = 'v';
	}
	m = find(t, "Format", "func(fmt.State, int)");
	if (m) {
		text_of(p, t, v, m, verb);
		return true;
	}
	if (p->sharp_v) {
		m = find(t, "GoString", GOC_SIGNATURE_STRING);
		goc_string s = m ? text_of(p, t, v, m, verb) : NULL;
		if (s)
			goc__fmt_s(p, s, strlen(s));
		return m;
	}
	if (verb != 'v' && verb != 's' && verb != 'x' && verb != 'X' && verb != 'q')
		return false;
	m = find(t, "Error", GOC_SIGNATURE_STRING);
	if (!m)
		m = find(t, "String", GOC_SIGNATURE_STRING);
	goc_string s = m ? text_of(p, t, v, m, verb) : NULL;
	if (s)
		goc__fmt_str(p, s, strlen(s), verb);
	return m;
}
