// Panics: running a goroutine's deferred calls, recover, Goexit.
//
// A panic is a goc_panic on the panicking stack, linked on the goroutine's list, latest first. It takes the
// goroutine's frames (records of deferring functions, goc/defer.h) from the youngest on and runs their
// pending calls *on top of* the stack that panicked, so that a trace shows where it began. When a call
// has recovered it, everything younger than that call's frame is dead: the panic jumps to the frame's mark,
// the function runs what it has still deferred and returns.
//
// What always holds:
// - Stacks grow down, and a panic's frames are of its own stack, so "younger" is "at a lower address":
//   a recovered panic drops exactly the older panics that lie below the frame it recovers in (Go calls them
//   aborted).
// - A call is taken off its record before it runs; no call runs twice, whatever it does.
// - Goexit is a panic that recover() does not see. A recover that would drop one turns into it.
//
// Tried and rejected: unwinding by _Unwind_ForcedUnwind and cleanups costs 3.6 µs for one frame where this
// takes 20 ns, and C cannot return from a landing pad.
#include "panic.h"
#include "panic_state.h"
#include "fault.h"
#include "fiber.h"
#include "sched.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void drop_to(goc_goroutine *g, goc_panic *p, goc_frame *f)
{
	int exiting = 0;
	goc_panic *older = p->link;

	while (older && (char *)older < (char *)f) {
		exiting |= older->goexit;
		older = older->link;
	}
	if (exiting) {                  // a Goexit was under way: it goes on in p's place
		p->goexit = 1;
		p->recovered = 0;
		p->value = (goc_any){ 0, 0 };
		p->link = older;
		return;
	}
	g->panics = older;
	if (!f->mark)
		goc__throw("recover in a function without a mark");
	goc__fiber_jumping();
	goc__mark_jump(f->mark);
}

_Noreturn void goc__panic_run(goc_panic *p)
{
	goc_goroutine *g = goc_self();
	goc_frame *f;

	p->link = g->panics;
	g->panics = p;
	while ((f = g->frames)) {
		if (!f->on) {
			g->frames = f->prev;
			continue;
		}
		p->callee = 0;
		f->step(f, p);
		if (p->recovered)
			drop_to(g, p, f);
	}
	if (p->goexit) {
		g->panics = 0;
		goc__g_exit();
	}
	goc__panic_die(p);
}

_Noreturn void goc_panic_value(goc_any v)
{
	goc_panic p = { .value = v };

	if (!v.type)
		goc_panic_plain("panic called with nil argument");
	goc__panic_run(&p);
}

_Noreturn void goc_panic_text(goc_string text)
{
	goc_panic_value((goc_any){ &goc_type_string, (void *)text });
}

_Noreturn void goc_goexit(void)
{
	goc_panic p = { .goexit = 1 };

	goc__panic_run(&p);
}

goc_any goc_recover(goc_panic *p)
{
	if (!p || p->recovered || p->goexit)
		return (goc_any){ 0, 0 };
	p->recovered = 1;
	return p->value;
}

// The panic that runs is calling code, and nothing has answered to that yet: a second call of the same
// function, deeper, gets nothing.
goc_panic *goc__deferred_by(const void *code)
{
	goc_panic *p = goc_self()->panics;

	if (!p || p->callee != code)
		return 0;
	p->callee = 0;
	return p;
}

void goc__calls(goc_panic *p, const void *code)
{
	if (p)
		p->callee = code;
}

void goc__forward(const void *from, const void *to)
{
	goc_panic *p = goc_self()->panics;

	if (p && p->callee == from)
		p->callee = to;
}

// ---- Run-time errors ---------------------------------------------------------------------------------

static goc_string error_text(void *data)
{
	return data;
}

static void error_mark(void *data)
{
	(void)data;
}

// The value is its text; RuntimeError only marks the type, as Go's runtime.Error has it.
static const goc_method error_methods[] = {
	{ "Error", "func() string", (void *)error_text },
	{ "RuntimeError", "func()", (void *)error_mark },
};

const goc_type goc_type_runtime_error = {
	.kind = GOC_KIND_STRING, .flags = GOC_TYPE_DIRECT | GOC_TYPE_NAMED, .nmethods = 2, .size = sizeof(char *),
	.name = "runtime.Error", .key = "runtime.Error", .methods = error_methods,
};

static goc_any error_value(const char *prefix, const char *fmt, va_list ap)
{
	char text[1024];
	size_t n = strlen(strcpy(text, prefix));
	char *copy;

	vsnprintf(text + n, sizeof text - n, fmt, ap);
	n = strlen(text) + 1;
	copy = goc_new_atomic(n);
	memcpy(copy, text, n);
	return (goc_any){ &goc_type_runtime_error, copy };
}

_Noreturn void goc_panic_runtime(const char *fmt, ...)
{
	goc_panic p = { 0 };
	va_list ap;

	va_start(ap, fmt);
	p.value = error_value("runtime error: ", fmt, ap);
	va_end(ap);
	goc__panic_run(&p);
}

_Noreturn void goc_panic_plain(const char *fmt, ...)
{
	goc_panic p = { 0 };
	va_list ap;

	va_start(ap, fmt);
	p.value = error_value("", fmt, ap);
	va_end(ap);
	goc__panic_run(&p);
}
