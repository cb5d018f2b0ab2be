// How a panic or a fatal error ends the process: Go 1.26's words on standard error, the traces, status 2.
//
// The values' own Error and String methods are called first, as ordinary code of the goroutine; from
// goc__dying on nothing of the program runs any more and only one thread prints.
#include "panic.h"
#include "panic_state.h"
#include "fault.h"
#include "sched.h"
#include "stop.h"
#include "trace.h"
#include "core/value.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// ---- The value -------------------------------------------------------------------------------------

// The text of an error's Error or a Stringer's String; NULL when the type has neither.
static const char *own_text(const goc_any *v)
{
	static const char *const names[] = { "Error", "String" };

	for (int k = 0; k < 2; k++)
		for (int i = 0; i < v->type->nmethods; i++) {
			const goc_method *m = &v->type->methods[i];
			if (!strcmp(m->name, names[k]) && !strcmp(m->signature, "func() string")) {
				const char *text = ((goc_string (*)(void *))m->fn)(v->data);
				return text ? text : "";
			}
		}
	return NULL;
}

static int same_value(const goc_any *a, const goc_any *b)
{
	return a->type == b->type && a->data == b->data;
}

// Before printing: the methods run while the program still can. A value panicked with again is printed once.
static void prepare(goc_panic *p)
{
	for (; p; p = p->link) {
		if (p->link && same_value(&p->link->value, &p->value) && !p->goexit) {
			p->link->repanicked = 1;
			continue;
		}
		if (!p->value.type)
			continue;
		p->printing = 1;
		const char *text = own_text(&p->value);
		if (text)
			p->value = (goc_any){ &goc_type_string, (void *)text };
		p->printing = 0;
	}
}

// Lines after the first are indented, so that none looks like the trace's.
static void print_indented(goc_out *o, const char *text)
{
	for (const char *end; (end = strchr(text, '\n')); text = end + 1)
		goc__out(o, "%.*s\n\t", (int)(end - text), text);
	goc__out(o, "%s", text);
}

static goc_uint64 integer(const goc_type *t, const void *v)
{
	int is_signed = t->kind != GOC_KIND_UINT && t->kind != GOC_KIND_BOOL;

	switch (t->size) {
	case 1: return is_signed ? (goc_uint64)*(const goc_int8 *)v : *(const goc_uint8 *)v;
	case 2: return is_signed ? (goc_uint64)*(const goc_int16 *)v : *(const goc_uint16 *)v;
	case 4: return is_signed ? (goc_uint64)*(const goc_int32 *)v : *(const goc_uint32 *)v;
	default: return *(const goc_uint64 *)v;
	}
}

static int print_number(goc_out *o, const goc_type *t, const void *v)
{
	char digits[40];

	switch (t->kind) {
	case GOC_KIND_BOOL: goc__out(o, "%s", *(const goc_bool *)v ? "true" : "false"); return 1;
	case GOC_KIND_INT: case GOC_KIND_ENUM: goc__out(o, "%lld", (long long)integer(t, v)); return 1;
	case GOC_KIND_UINT: goc__out(o, "%llu", (unsigned long long)integer(t, v)); return 1;
	case GOC_KIND_FLOAT:
		goc__float_text(digits, sizeof digits, t->size == 4 ? *(const float *)v : t->size == 8 ? *(const double *)v :
		                (double)*(const long double *)v, t->size == 4);
		goc__out(o, "%s", digits);
		return 1;
	default: return 0;
	}
}

static void print_value(goc_out *o, const goc_any *v)
{
	const goc_type *t = v->type;
	int named = t && t->flags & GOC_TYPE_NAMED;

	if (!t) {
		goc__out(o, "nil");
	} else if (t->kind == GOC_KIND_STRING) {
		const char *text = t->flags & GOC_TYPE_DIRECT ? v->data : *(const char **)v->data;
		goc__out(o, named ? "%s(\"" : "", t->name);
		print_indented(o, text ? text : "");
		goc__out(o, named ? "\")" : "");
	} else if (t->kind <= GOC_KIND_FLOAT || t->kind == GOC_KIND_ENUM) {
		goc__out(o, named ? "%s(" : "", t->name);
		print_number(o, t, v->data);
		goc__out(o, named ? ")" : "");
	} else {
		goc__out(o, "(%s) %p", t->name, v->data);
	}
}

static void print_list(goc_out *o, const goc_panic *p)
{
	if (p->link) {
		print_list(o, p->link);
		if (p->link->repanicked)
			return;
		if (!p->link->goexit)
			goc__out(o, "\t");
	}
	if (p->goexit)
		return;
	goc__out(o, "panic: ");
	print_value(o, &p->value);
	goc__out(o, p->recovered && p->repanicked ? " [recovered, repanicked]\n" : p->recovered ? " [recovered]\n" : "\n");
}

void goc__print_panics(const goc_panic *p)
{
	char text[2048];
	goc_out o = GOC_OUT_FD(2, text);

	print_list(&o, p);
	goc__out_flush(&o);
}

// ---- The end ---------------------------------------------------------------------------------------

static int dying;
static __thread int mine;       // this thread prints; never read across a switch: it runs nothing else any more

int goc__dying_elsewhere(void)
{
	return __atomic_load_n(&dying, __ATOMIC_ACQUIRE) && !mine;
}

void goc__dying_fault(void)
{
	if (!mine)
		return;
	(void)!write(2, "\nfault while printing\n", 22);
	_exit(2);
}

void goc__dying(void)
{
	if (mine || !__atomic_exchange_n(&dying, 1, __ATOMIC_ACQ_REL)) {
		mine = 1;
		return;
	}
	for (;;)
		pause();
}

void goc__flush(void)
{
	FILE *both[] = { stdout, stderr };

	for (int i = 0; i < 2; i++)
		if (!ftrylockfile(both[i])) {
			fflush_unlocked(both[i]);
			funlockfile(both[i]);
		}
}

void goc__die(void)
{
	if (goc__traceback() == GOC_TB_CRASH) {
		signal(SIGABRT, SIG_DFL);
		abort();
	}
	_exit(2);
}

static void print_traces(goc_out *o, int all)
{
	enum goc_traceback level = goc__traceback();

	if (level == GOC_TB_NONE)
		return;
	if (goc__on_goroutine()) {
		goc__out(o, "\n");
		goc__trace_self(o);
	}
	if (all || level >= GOC_TB_ALL) {
		goc__stop_others();
		goc__trace_others(o);
	}
}

static void print_signal(goc_out *o, const goc_panic *p)
{
	for (; p; p = p->link)
		if (p->signal) {
			goc__out(o, "[signal %s code=0x%x addr=0x%lx pc=0x%lx]\n", goc__signal_text(p->signal), p->code, p->address, p->pc);
			return;
		}
}

static _Noreturn void fatal(const char *prefix, const char *text, int all)
{
	char line[4096];
	goc_out o = GOC_OUT_FD(2, line);

	goc__dying();
	goc__flush();
	goc__out(&o, "fatal error: %s%s\n", prefix, text);
	print_traces(&o, all);
	goc__out_flush(&o);
	goc__die();
}

// A value's own Error or String has panicked with v.
static _Noreturn void while_printing(const goc_any *v)
{
	if (v->type->kind == GOC_KIND_STRING)
		fatal("panic while printing panic value: ", v->data ? v->data : "", 0);
	fatal("panic while printing panic value: type ", v->type->name, 0);
}

_Noreturn void goc__panic_die(goc_panic *p)
{
	char text[4096];
	goc_out o = GOC_OUT_FD(2, text);

	for (const goc_panic *q = p->link; q; q = q->link)
		if (q->printing)
			while_printing(&p->value);
	prepare(p);
	goc__dying();
	goc__flush();
	print_list(&o, p);
	print_signal(&o, p);
	print_traces(&o, 0);
	goc__out_flush(&o);
	goc__die();
}

_Noreturn void goc__fatal(const char *text)
{
	fatal("", text, 1);
}

_Noreturn void goc__fatal_here(const char *text)
{
	fatal("", text, 0);
}

_Noreturn void goc__throw(const char *text, ...)
{
	char line[512];
	va_list ap;

	va_start(ap, text);
	vsnprintf(line, sizeof line, text, ap);
	fatal("libgoc: ", line, 1);
}
