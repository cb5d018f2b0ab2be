// Deferred calls, panics and recover: what a deferring function's generated C is made of, and the same for
// C programs that want to panic or recover. docs/language.md, "Panics".
//
// A deferring function keeps one record: a goc_frame and the arguments of its deferred calls. The record
// is linked on the goroutine's list of frames while a call is pending. The generated C:
//
//	struct goc_defers_f { goc_frame r; struct { int a0; } d0; };          // the record: arguments of each `defer`
//	GOC_STEP(f, switch (goc_take(goc_f)) { case 0: note(goc_d->d0.a0); break; })  // a panic's way: runs the last pending call
//	GOC_END(f, if (GOC_PENDING(goc_n, 0)) note(goc_d->d0.a0);)           // the normal way: runs all that are pending
//	int f(int x) { GOC_DEFERS(f) GOC_RECOVERED(f, q)
//		GOC_DEFER(0, goc_d.d0.a0 = x);                                // defer note(x);
//		…
//	}
//
// The normal way knows what is pending from goc_n.on, which the compiler keeps in registers; the record's
// copy is read by a panic only. A panic runs the deferred calls on top of the panicking stack, so that the
// trace is whole, and jumps to the frame's mark when one of them has recovered.
#ifndef GOC_DEFER_H
#define GOC_DEFER_H
#include <goc/goc.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct goc_panic goc_panic;
typedef struct goc_frame goc_frame;

// A deferring function's record begins with this.
struct goc_frame {
	goc_frame *prev;                                // the next older deferring function of this goroutine
	void (*step)(goc_frame *f, goc_panic *p);       // takes the last pending call off and runs it
	goc_uint64 on;                                  // pending calls, a bit for each `defer`; kept for panics
	void **mark;                                    // where a recovered panic goes on; NULL: nothing here recovers
};

// What generated code sees of a goroutine; struct g begins with it. `frames` and `panics` belong to the
// goroutine alone.
typedef struct goc_goroutine {
	goc_frame *frames;
	goc_panic *panics;                              // the panics under way, latest first
} goc_goroutine;

// The running goroutine's head; NULL on a thread that has not entered the runtime. Written by the
// scheduler at each switch. Read it only by goc_self: in generated code it never changes under a
// function, so a plain load may be kept, but a thread-local *address* may not.
extern __thread goc_goroutine *goc__self __attribute__((tls_model("initial-exec")));
goc_goroutine *goc__self_enter(void);                   // the head for a thread that is not the runtime's

static inline __attribute__((always_inline, unused)) goc_goroutine *goc_self(void)
{
	goc_goroutine *g;
#ifdef __x86_64__
	__asm__("movq goc__self@gottpoff(%%rip), %0\n\tmovq %%fs:(%0), %0" : "=r"(g));
#else
	g = goc__self;
#endif
	return __builtin_expect(g != 0, 1) ? g : goc__self_enter();
}

// ---- panic, recover, Goexit (sched/panic.c) -----------------------------------------------------

_Noreturn void goc_panic_value(goc_any v);              // panic(v)
_Noreturn void goc_panic_text(goc_string text);         // panic("text")
// The value of the panic p that called the deferred function directly, which it ends; nil when p is
// NULL (no panic), already recovered, or a Goexit.
goc_any goc_recover(goc_panic *p);
// At the entry of a named function or closure that says recover(): the panic that is calling code (this
// function's own address) now, else NULL.
goc_panic *goc__deferred_by(const void *code);
#define goc_deferred_by(code) (__builtin_expect(goc_self()->panics != 0, 0) ? goc__deferred_by((const void *)(code)) : (goc_panic *)0)
// Before a panic's way calls a deferred function: it is code that p calls. Evaluates to nothing.
void goc__calls(goc_panic *p, const void *code);
// In a wrapper that calls `to` in its place: a panic that is calling the wrapper is calling `to`.
void goc__forward(const void *from, const void *to);
#define goc_forward(from, to) ((void)(goc_self()->panics && (goc__forward((const void *)(from), (const void *)(to)), 0)))
_Noreturn void goc_goexit(void);                        // runtime.Goexit

// ---- The record of a function ---------------------------------------------------------------------

// The ten instructions that remember where the frame's function stands: returns 0, and once more, with 1,
// when a panic was recovered in the frame.
int goc__mark(void **mark) __attribute__((returns_twice));

struct goc_run { void *d; goc_uint64 on; };             // the normal way's knowledge, in registers

static inline __attribute__((always_inline, unused)) void goc_link(goc_frame *f, void (*step)(goc_frame *, goc_panic *))
{
	goc_goroutine *g = goc_self();
	f->prev = g->frames;
	f->step = step;
	f->on = 0;
	f->mark = 0;
	g->frames = f;
}

static inline __attribute__((always_inline, unused)) void goc_unlink(goc_frame *f)
{
	goc_self()->frames = f->prev;
}

#define GOC_STEP(f, ...) \
	static void goc_step_##f(goc_frame *goc_f, goc_panic *goc_p) \
	{ struct goc_defers_##f *goc_d = (struct goc_defers_##f *)goc_f; (void)goc_d; (void)goc_p; __VA_ARGS__ }
#define GOC_END(f, ...) \
	static inline __attribute__((always_inline)) void goc_end_##f(struct goc_run *goc_n) \
	{ struct goc_defers_##f *goc_d = (struct goc_defers_##f *)goc_n->d; __VA_ARGS__ goc_unlink(&goc_d->r); }
// At the start of f's body.
#define GOC_DEFERS(f) \
	struct goc_defers_##f goc_d; goc_link(&goc_d.r, goc_step_##f); \
	__attribute__((cleanup(goc_end_##f))) struct goc_run goc_n = { &goc_d, 0 };
// After GOC_DEFERS, where a deferred call may recover: the function returns `result` (nothing for void).
#define GOC_RECOVERED(f, ...) \
	void *goc_m[8]; goc_d.r.mark = goc_m; \
	if (__builtin_expect(goc__mark(goc_m), 0)) { \
		goc_n.on = goc_d.r.on; \
		goc_end_##f(&goc_n); \
		return __VA_ARGS__; \
	}
// The statement `defer`: bit i is pending; `set` stores the arguments.
#define GOC_DEFER(i, ...) ({ __VA_ARGS__; goc_d.r.on = goc_n.on |= 1ull << (i); (void)0; })
// In goc_end_f, for each bit from the highest on: is it pending? It is no longer.
#define GOC_PENDING(n, i) \
	((n)->on & 1ull << (i) && ((n)->on &= ~(1ull << (i)), ((goc_frame *)(n)->d)->on = (n)->on, 1))
// In goc_step_f: the highest pending bit, taken off; -1: none.
static inline __attribute__((always_inline, unused)) int goc_take(goc_frame *f)
{
	if (!f->on)
		return -1;
	int i = 63 - __builtin_clzll(f->on);
	f->on &= ~(1ull << i);
	return i;
}

// A variable that a fault or a panic may show to others: it lives in memory at every point where one can happen.
#define goc_live(x) __asm__ volatile("" : : "r"(&(x)) : "memory")

// ---- `defer` in a loop ------------------------------------------------------------------------------

// The calls deferred so far, a stack: in the record first, then in collected chunks, each double the one before.
typedef struct goc_deferred {
	struct goc_deferred *prev;
	void (*run)(void *args, goc_panic *p);          // the arguments follow
} goc_deferred;
typedef struct goc_deferred_list {
	goc_deferred *last;
	char *next, *end;                               // free space of the chunk in use
	goc_size chunk;                                 // size of the next chunk
	_Alignas(16) char first[480];
} goc_deferred_list;

void *goc__defer_more(goc_frame *f, goc_deferred_list *l, void (*run)(void *, goc_panic *), goc_size size);
// A place for size bytes of arguments of a call by run, which is pending from now on: evaluate the
// arguments before.
static inline __attribute__((always_inline, unused)) void *
goc_defer_push(goc_frame *f, goc_deferred_list *l, void (*run)(void *, goc_panic *), goc_size size)
{
	goc_deferred *e = (goc_deferred *)l->next;
	goc_size n = (sizeof *e + size + 15) & ~(goc_size)15;

	if (__builtin_expect((goc_size)(l->end - l->next) < n, 0))
		return goc__defer_more(f, l, run, size);
	l->next += n;
	e->prev = l->last;
	e->run = run;
	l->last = e;
	f->on = 1;
	return e + 1;
}
static inline __attribute__((always_inline, unused)) void goc_list_init(goc_deferred_list *l)
{
	l->last = 0;
	l->next = l->first;
	l->end = l->first + sizeof l->first;
	l->chunk = 1024;
}
void goc_list_step(goc_frame *f, goc_deferred_list *l, goc_panic *p);   // takes the last one off and runs it
void goc_list_run(goc_frame *f, goc_deferred_list *l);                  // all of them, the normal way

#ifdef __cplusplus
}
#endif
#endif
