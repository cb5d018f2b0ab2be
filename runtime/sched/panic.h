// Panics inside the runtime: how its own files and the packages report a program's mistakes, and how a
// goroutine unwinds. The generated code's side is goc/defer.h.
//
// Which one: a mistake that Go calls a run-time error and that a program may recover from is
// goc_panic_runtime ("runtime error: " is put before the text) or goc_panic_plain (channels' texts, which
// have no such prefix); a package's own complaint ("sync: negative WaitGroup counter") is goc_panic_text;
// what no program can recover from is goc__fatal; a broken invariant of the runtime is goc__throw.
#ifndef GOC_SCHED_PANIC_H
#define GOC_SCHED_PANIC_H
#include <goc/defer.h>
#include <goc/type.h>

// panic(runtime.Error): recover() gives an `error` whose text is "runtime error: " and the formatted text.
_Noreturn void goc_panic_runtime(const char *fmt, ...) __attribute__((format(printf, 1, 2), cold));
// The same without the prefix: "send on closed channel", "interface conversion: …".
_Noreturn void goc_panic_plain(const char *fmt, ...) __attribute__((format(printf, 1, 2), cold));

// Prints "fatal error: " and the text, every goroutine's trace, and ends the process with status 2.
_Noreturn void goc__fatal(const char *text) __attribute__((cold));
// The same, with only the calling goroutine's trace unless GOTRACEBACK asks for more.
_Noreturn void goc__fatal_here(const char *text) __attribute__((cold));
// A broken invariant of the runtime itself: goc__fatal that says so.
_Noreturn void goc__throw(const char *text, ...) __attribute__((format(printf, 1, 2), cold));

// The panics of a list, oldest first, as Go prints them. Does not park, allocates nothing of the collector's
// beyond what the values' own Error and String do.
void goc__print_panics(const goc_panic *p);

// Flushes stdio's streams that no other thread has locked; never waits. Every end of the process calls it.
void goc__flush(void);

// The calling goroutine's end, for a Goexit that has run the deferred calls: the scheduler provides it, runs
// nothing and does not return.
_Noreturn void goc__g_exit(void);

// The type of the value that recover() gives for a run-time error: it has Error and RuntimeError.
extern const goc_type goc_type_runtime_error;

// Drops the deferred calls of frames younger than sp (of the same stack): a longjmp is leaving them.
void goc__frames_drop(const void *sp);
void goc__longjmp_init(void);           // called by goc__fault_init

// Takes over SIGSEGV, SIGBUS and SIGFPE: faults in translated code and C code panic. Called once at start,
// before the first goroutine.
void goc__fault_init(void);
// Gives the calling thread an alternate signal stack; each thread of the scheduler calls it at its start.
void goc__fault_thread(void);

#endif
