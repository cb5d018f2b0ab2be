// What generated C, C programs and the runtime's packages share: the values of the dialect (channels,
// slices, function values, interfaces), the operations that a construct of a .gc file becomes, and the
// start of the runtime from C. docs/language.md says what each construct means.
//
// Includes no system header and declares no name outside goc_/GOC_, so that a translation unit is the
// same with and without it. Everything returned as a pointer is owned by the collector unless said
// otherwise. "May park" says that the calling goroutine may give its thread to others before the call
// returns; on a thread that is not the runtime's, the thread blocks instead.
#ifndef GOC_GOC_H
#define GOC_GOC_H

#ifdef __cplusplus
extern "C" {
#endif

typedef __SIZE_TYPE__ goc_size;
typedef __INT8_TYPE__ goc_int8;
typedef __INT16_TYPE__ goc_int16;
typedef __INT32_TYPE__ goc_int32;
typedef __INT64_TYPE__ goc_int64;
typedef __UINT8_TYPE__ goc_uint8;
typedef __UINT16_TYPE__ goc_uint16;
typedef __UINT32_TYPE__ goc_uint32;
typedef __UINT64_TYPE__ goc_uint64;
typedef unsigned goc_uint;
typedef __UINTPTR_TYPE__ goc_uintptr;
typedef unsigned char goc_byte;
typedef __INT32_TYPE__ goc_rune;
typedef float goc_float32;
typedef double goc_float64;
typedef _Bool goc_bool;

// A string is a NUL-terminated UTF-8 text; NULL (nil) reads as "".
typedef const char *goc_string;

// ---- Values ------------------------------------------------------------------------------------

typedef struct goc_type goc_type;   // a type at run time: goc/type.h
typedef struct goc_itab goc_itab;   // a type seen through an interface: goc/type.h
typedef struct goc_chan goc_chan;   // every `chan T`, `chan<- T`, `<-chan T` is a goc_chan *

// []T. ptr points at T's; 0 <= len <= cap. The zero value is nil.
typedef struct goc_slice {
	void *ptr;
	int len, cap;
} goc_slice;

// func(…) …: a pointer to this head; captured variables follow it. code takes the parameters in order and
// then, as its last argument, the goc_func itself. A C function of the same signature can be called with
// that extra argument, so `{ f }` is f's function value. nil is NULL.
typedef struct goc_func {
	void *code;
} goc_func;

// any: the type (NULL for nil) and the value, in data itself where the type is DIRECT (pointer-shaped),
// else in an immutable copy that data points at.
typedef struct goc_any {
	const goc_type *type;
	void *data;
} goc_any;

// Any other interface: tab is NULL for nil, else names the type and holds its methods in the order of
// the interface's method names (byte order).
typedef struct goc_iface {
	const goc_itab *tab;
	void *data;
} goc_iface;

typedef goc_iface goc_error;   // interface { string Error(void); }

// ---- Memory (core/mem.c) -----------------------------------------------------------------------

void *goc_new(goc_size size);              // zeroed, scanned by the collector; never NULL
void *goc_new_atomic(goc_size size);       // holds no pointers, not zeroed
void *goc_new_copy(const void *from, goc_size size);   // goc_new and a copy of *from
// A variable that closures share: a T on the heap with the value v. (An initialiser in braces: goc_new_copy of a compound literal.)
#define GOC_CELL(T, v) ({ __typeof__(T) goc_v_ = (v); (__typeof__(T) *)goc_new_copy(&goc_v_, sizeof goc_v_); })

// ---- Goroutines (sched/) -----------------------------------------------------------------------

// go f(args…): copies the n bytes at args and runs f on (a pointer to) the copy in a new goroutine.
// Does not wait for anything, but lets others run first when it has made hundreds that have not begun. f NULL is the fatal error "go of nil func value".
void goc_go(void (*f)(void *args), const void *args, goc_size n);
void goc_gosched(void);                    // lets others run first; parks
// For loops: lets others run if this goroutine has had the processor for long (10 ms). May park.
extern volatile int goc_preempt;
void goc_poll_slow(void);
static inline __attribute__((always_inline, unused)) void goc_poll(void)
{
	if (__builtin_expect(goc_preempt, 0))
		goc_poll_slow();
}

// A C program's own start of the runtime: runs f(argc, argv) as the main goroutine on this thread's
// behalf and returns its value when f returns; other goroutines are left where they are.
int goc_main(int (*f)(int, char **), int argc, char **argv);

// Initialisers and `func init()` of a translation unit: the generated constructor hands over one static
// record a function. The runtime runs all vars (in link order, source order within a file), then all
// inits, on the main goroutine before main.
typedef struct goc_initializer {
	void (*run)(void);
	struct goc_initializer *next;          // the runtime's
} goc_initializer;
void goc_register_vars(goc_initializer *i);
void goc_register_init(goc_initializer *i);

// ---- Channels (comm/chan.c) --------------------------------------------------------------------

// make(chan T, cap). elem_size 0 is fine. Panics "makechan: size out of range" for a bad cap.
goc_chan *goc_chan_make(goc_size elem_size, goc_int64 cap);
void goc_chan_send(goc_chan *c, const void *value);     // may park; panics on a closed channel
goc_bool goc_chan_recv(goc_chan *c, void *value);       // may park; false: closed and empty, *value zeroed; value may be NULL
void goc_chan_close(goc_chan *c);                       // panics on nil or closed
int goc_chan_len(goc_chan *c);                          // 0 for nil
int goc_chan_cap(goc_chan *c);

// ch <- v as a statement: the channel is evaluated first, then the value.
#define GOC_SEND(c, T, ...) \
	({ goc_chan *goc_c_ = (c); __typeof__(T) goc_v_ = (__VA_ARGS__); goc_chan_send(goc_c_, &goc_v_); })
// <-ch as an expression of type T.
#define GOC_RECV(T, ...) ({ __typeof__(T) goc_v_; goc_chan_recv((__VA_ARGS__), &goc_v_); goc_v_; })

// select: `switch (goc_select(cases, n, has_default)) { case 0: … case -1: /* default */ }`.
// value is where a received value goes (may be NULL) or the value to send. ok is set for receives.
enum { GOC_SEND_CASE, GOC_RECV_CASE };
typedef struct goc_select_case {
	goc_chan *chan;
	void *value;
	goc_uint8 dir;
	goc_bool ok;
} goc_select_case;
// Uniformly random among the ready; nil channels never. n may be 0. Returns the index of the case that
// happened, or -1 when has_default and none was ready. May park unless has_default.
int goc_select(goc_select_case *cases, int n, goc_bool has_default);

// ---- Function values (core/func.c) -------------------------------------------------------------

// A function value that calls the C function or function pointer code; NULL gives nil.
goc_func *goc_func_of(void *code);

// ---- Slices and strings (core/slice.c, core/string.c) -------------------------------------------

#define GOC_OMITTED (-__INT64_MAX__ - 1)     // a bound that was left out
// make([]T, len, cap); cap GOC_OMITTED: len. Panics "makeslice: len out of range", "makeslice: cap out of range".
goc_slice goc_slice_make(goc_size elem_size, goc_int64 len, goc_int64 cap);
goc_slice goc_slice_from(const void *elems, goc_size elem_size, int n);    // a copy on the heap
goc_slice goc_slice_append(goc_slice s, goc_size elem_size, const void *elems, int n);
// append(s, v): one element, without a call where there is room.
#define GOC_APPEND(T, s, ...) \
	({ goc_slice goc_s_ = (s); __typeof__(T) goc_v_ = (__VA_ARGS__); \
	   if (__builtin_expect(goc_s_.len < goc_s_.cap, 1)) ((__typeof__(T) *)goc_s_.ptr)[goc_s_.len++] = goc_v_; \
	   else goc_s_ = goc_slice_append(goc_s_, sizeof(T), &goc_v_, 1); \
	   goc_s_; })
goc_slice goc_slice_append_slice(goc_slice s, goc_size elem_size, goc_slice more);
int goc_slice_copy(goc_slice to, goc_slice from, goc_size elem_size);
// s[i:j:k]; j and max may be GOC_OMITTED (len, cap). Panics with Go's "slice bounds out of range […]".
goc_slice goc_slice_cut(goc_slice s, goc_size elem_size, goc_int64 i, goc_int64 j, goc_int64 max);
goc_slice goc_array_cut(void *elems, int n, goc_size elem_size, goc_int64 i, goc_int64 j, goc_int64 max);
goc_slice goc_pointer_cut(void *p, goc_size elem_size, goc_int64 i, goc_int64 j);   // p[i:j]: only i <= j is checked
_Noreturn void goc_panic_index(goc_int64 i, goc_int64 len);    // "index out of range [i] with length len"

// The element T at s[i], an lvalue.
#define GOC_AT(T, s, i) \
	(*({ goc_slice goc_s_ = (s); goc_int64 goc_i_ = (i); \
	     if (__builtin_expect((goc_uint64)goc_i_ >= (goc_uint64)goc_s_.len, 0)) goc_panic_index(goc_i_, goc_s_.len); \
	     (__typeof__(T) *)goc_s_.ptr + goc_i_; }))

int goc_string_len(goc_string s);                          // bytes; 0 for nil
goc_string goc_string_cut(goc_string s, goc_int64 i, goc_int64 j);   // s[i:j], a copy; j GOC_OMITTED: to the end
goc_string goc_string_from_bytes(goc_slice bytes);
goc_string goc_string_from_rune(goc_int64 r);
goc_string goc_string_from_runes(goc_slice runes);
goc_slice goc_string_bytes(goc_string s);
goc_slice goc_string_view(goc_string s);                   // the string's own bytes, to be read only
goc_slice goc_string_runes(goc_string s);
// range over a string: the rune at s[i] and, in *next, the index after it; U+FFFD and 1 for bad UTF-8.
goc_rune goc_string_rune(goc_string s, int i, int *next);

// The n arguments of a `...T` parameter as a slice: of an array in the calling block, and of one on the heap.
#define GOC_ARGS(n, T, ...) ((goc_slice){ (__typeof__(T)[]){ __VA_ARGS__ }, (n), (n) })
#define GOC_LIST(n, T, ...) goc_slice_from((__typeof__(T)[]){ __VA_ARGS__ }, sizeof(T), (n))

// A `func` that is neither static nor extern: other files of the link see it, other shared objects do not.
#define GOC_FUNC __attribute__((visibility("hidden")))

// ---- Interfaces (core/iface.c): goc/type.h -----------------------------------------------------
// ---- Panics and deferred calls (sched/panic.c): goc/defer.h --------------------------------------

#ifdef __cplusplus
}
#endif
#endif
