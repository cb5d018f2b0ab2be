// Where code stands, in words: program counters to functions, files and lines of the .gc source, and stacks
// walked for them. sched/dump.c prints goroutines with it.
//
// The caller's own stack is unwound by its call frame information, which passes C libraries built without
// frame pointers. Stopped stacks are walked by frame pointers, which everything that gcc-go compiles keeps:
// within bounds, so that a C library's odd rbp ends the walk and nothing worse.
//
// libgoc's own frames are left out. They are known by their source files: all that lie beside this one,
// except the packages, which a trace names as Go's does.
#include "trace.h"
#include <backtrace.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// ---- Output -----------------------------------------------------------------------------------------

void goc__out_flush(goc_out *o)
{
	if (o->fd < 0)
		return;
	for (goc_size done = 0; done < o->n; ) {
		ssize_t n = write(o->fd, o->text + done, o->n - done);
		if (n < 0 && errno != EINTR)
			break;
		done += n > 0 ? (goc_size)n : 0;
	}
	o->n = 0;
}

void goc__out_v(goc_out *o, const char *fmt, va_list ap)
{
	char piece[1024];
	int n = vsnprintf(piece, sizeof piece, fmt, ap);

	if (n >= (int)sizeof piece)
		n = sizeof piece - 1;
	for (int i = 0; i < n; i++) {
		if (o->n == o->cap)
			goc__out_flush(o);
		if (o->n < o->cap)
			o->text[o->n++] = piece[i];
		else
			o->lost++;
	}
}

void goc__out(goc_out *o, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	goc__out_v(o, fmt, ap);
	va_end(ap);
}

// ---- Names ------------------------------------------------------------------------------------------

static struct backtrace_state *state;
static char own_files[1024];            // "/…/runtime/": libgoc's source files begin with it

static void on_error(void *data, const char *message, int error)
{
	(void)data, (void)message, (void)error;
}

struct places { goc_place *at; int n, max; };

static int add_place(void *data, uintptr_t pc, const char *file, int line, const char *function)
{
	struct places *p = data;

	(void)pc;
	if ((file || function) && p->n < p->max)
		p->at[p->n++] = (goc_place){ function, file, line };
	return 0;
}

static void add_symbol(void *data, uintptr_t pc, const char *name, uintptr_t value, uintptr_t size)
{
	struct places *p = data;

	(void)pc, (void)value, (void)size;
	if (name && p->max)
		p->at[p->n++] = (goc_place){ name, NULL, 0 };
}

static void find_own_files(void)
{
	static const char self[] = "sched/trace.c";
	goc_place here;
	struct places p = { &here, 0, 1 };
	size_t n;

	backtrace_pcinfo(state, (uintptr_t)goc__trace_places, add_place, on_error, &p);
	if (p.n && here.file && (n = strlen(here.file)) >= sizeof self - 1 && n < sizeof own_files &&
	    !strcmp(here.file + n - (sizeof self - 1), self))
		memcpy(own_files, here.file, n - (sizeof self - 1));
}

static void prepare(void)
{
	static _Atomic int prepared;

	if (atomic_load_explicit(&prepared, memory_order_acquire))
		return;
	// Two threads may both come here: the second state wins, the first is small and stays.
	state = backtrace_create_state(NULL, 1, on_error, NULL);
	find_own_files();
	atomic_store_explicit(&prepared, 1, memory_order_release);
}

int goc__trace_places(const void *pc, goc_place *places, int n)
{
	struct places p = { places, 0, n };

	prepare();
	backtrace_pcinfo(state, (uintptr_t)pc, add_place, on_error, &p);
	if (!p.n)
		backtrace_syminfo(state, (uintptr_t)pc, add_symbol, on_error, &p);
	for (int i = 0; i < p.n; i++) {
		const char *f = places[i].function;
		// main's linker symbol in a .gc file is another, so that libgoc's own main can start it.
		places[i].function = !f ? "?" : !strcmp(f, "goc_user_main") ? "main" : f;
	}
	return p.n;
}

// Nothing that a program's author wrote: libgoc's code, and what the translator made around a construct.
static int is_own(const goc_place *p)
{
	size_t n = strlen(own_files);

	if (!strncmp(p->function, "goc_", 4) || !strcmp(p->function, "?"))
		return 1;
	return n && p->file && !strncmp(p->file, own_files, n) && strncmp(p->file + n, "pkg/", 4);
}

static int is_package(const goc_place *p)
{
	size_t n = strlen(own_files);

	return n && p->file && !strncmp(p->file, own_files, n) && !strncmp(p->file + n, "pkg/", 4);
}

// ---- Stacks -----------------------------------------------------------------------------------------

struct walk { const void **pcs; int n, max, skip; };

static int add_pc(void *data, uintptr_t pc)
{
	struct walk *w = data;

	if (pc == (uintptr_t)-1)
		return 1;
	if (w->skip-- > 0)
		return 0;
	if (w->n == w->max)
		return 1;
	w->pcs[w->n++] = (const void *)pc;
	return 0;
}

__attribute__((noinline)) int goc__trace_pcs(int skip, const void **pcs, int n)
{
	struct walk w = { pcs, 0, n, skip };

	prepare();
	backtrace_simple(state, 1, add_pc, on_error, &w);
	return w.n;
}

// A deep stack prints its EDGE innermost and EDGE outermost frames, as Go does.
enum { EDGE = 50 };
struct edges { const void *inner[EDGE], *outer[EDGE]; long n; };

static void add_edge(struct edges *e, const void *pc)
{
	if (e->n < EDGE)
		e->inner[e->n] = pc;
	else
		e->outer[e->n % EDGE] = pc;
	e->n++;
}

static int edge_unwound(void *data, uintptr_t pc)
{
	if (pc == (uintptr_t)-1)
		return 1;
	add_edge(data, (const void *)pc);
	return 0;
}

static void print_pc(goc_out *o, const void *pc)
{
	goc_place places[32];
	int n = goc__trace_places(pc, places, 32);

	for (int i = 0; i < n; i++) {
		// gcc splits a function: its cold part then seems inlined into itself.
		if (is_own(&places[i]) || (i > 0 && is_package(&places[i]) && !strcmp(places[i].function, places[i - 1].function)))
			continue;
		if (places[i].file)
			goc__out(o, "%s(...)\n\t%s:%d\n", places[i].function, places[i].file, places[i].line);
		else
			goc__out(o, "%s(...)\n\t?\n", places[i].function);
	}
}

static void print_edges(goc_out *o, const struct edges *e)
{
	long i, first = e->n < EDGE ? e->n : EDGE;

	for (i = 0; i < first; i++)
		print_pc(o, e->inner[i]);
	if (e->n > 2 * EDGE) {
		goc__out(o, "...%ld frames elided...\n", e->n - 2 * EDGE);
		i = e->n - EDGE;
	}
	for (; i < e->n; i++)
		print_pc(o, e->outer[i % EDGE]);
}

__attribute__((noinline)) void goc__trace_here(goc_out *o)
{
	struct edges e = { .n = 0 };

	prepare();
	backtrace_simple(state, 1, edge_unwound, on_error, &e);
	print_edges(o, &e);
}

void goc__trace_stack(goc_out *o, const void *pc, const void *fp, const void *lo, const void *hi)
{
	struct edges e = { .n = 0 };
	const char *const *f = fp;

	add_edge(&e, pc);
	while ((const char *)f >= (const char *)lo && (const char *)(f + 2) <= (const char *)hi && !((goc_size)f & 7)) {
		if (!f[1])
			break;
		add_edge(&e, f[1] - 1);
		if (*f <= (const char *)f)
			break;
		f = (const char *const *)*f;
	}
	print_edges(o, &e);
}

void goc__trace_list(goc_out *o, const void *const *pcs, int n)
{
	for (int i = 0; i < n; i++)
		print_pc(o, pcs[i]);
}

void goc__trace_created(goc_out *o, const void *pc)
{
	char text[512];

	if (pc && goc__trace_name((const char *)pc - 1, text, sizeof text))
		goc__out(o, "created by %s\n", text);
}

int goc__trace_name(const void *pc, char *text, goc_size n)
{
	goc_place places[32];
	int have = goc__trace_places(pc, places, 32);

	for (int i = 0; i < have; i++)
		if (i == have - 1 || !is_own(&places[i])) {
			if (places[i].file)
				snprintf(text, n, "%s at %s:%d", places[i].function, places[i].file, places[i].line);
			else
				snprintf(text, n, "%s", places[i].function);
			return 1;
		}
	return 0;
}
