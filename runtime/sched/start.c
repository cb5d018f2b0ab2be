// The start: the environment, processors, the main goroutine, initialisers; and the end of main.
//
// A program linked by gcc-go begins in goc_start.c; a C program calls goc_main itself; a library's
// first entry from a thread that nobody announced starts the runtime without a main goroutine. All end up here.
#define _GNU_SOURCE
#include "sched/proc.h"
#include "sched/sched.h"
#include "sched/start.h"
#include <goc/goc.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool goc__main_exits;
static const char *const debugger __attribute__((used)) = &goc__debugger;

static goc_initializer *vars, **vars_end = &vars;
static goc_initializer *inits, **inits_end = &inits;

// Defined where main is in a .gc file. Where it is C's, nobody can say when goc_main will be called, if ever:
// initialisers run at once then, as constructors do.
int goc_user_main(int argc, char **argv) __attribute__((weak));

void goc_register_vars(goc_initializer *i)
{
	if (!goc_user_main) {
		i->run();
		return;
	}
	i->next = NULL;
	*vars_end = i;
	vars_end = &i->next;
}

void goc_register_init(goc_initializer *i)
{
	if (!goc_user_main) {
		i->run();
		return;
	}
	i->next = NULL;
	*inits_end = i;
	inits_end = &i->next;
}

static int wanted_procs(void)
{
	const char *text = getenv("GOMAXPROCS");
	int n = text ? atoi(text) : 0;

	if (n <= 0)
		n = goc__cpu_count();
	return n > GOC__MAX_PROCS ? GOC__MAX_PROCS : n;
}

static void start(void)
{
	const char *text = getenv("GOC_STACK");
	size_t size = text ? goc__stack_parse(text) : 0;

	goc__membarrier_init();
	goc__stack_init(size ? size : (size_t)256 << 10, sizeof(goc__g));
	goc__sched.coarse = goc__nanotime();
	goc__roots_init();
	goc__fault_init();
	goc__mutex_lock(&goc__sched.lock);
	goc__sched.procs = wanted_procs();
	goc__procs_changed_locked();
	goc__mutex_unlock(&goc__sched.lock);
	goc__schedtrace_init();
	goc__sysmon_start();
	atomic_store(&goc__sched.started, true);
}

void goc__start_once(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, start);
}

// ---- The main goroutine ----------------------------------------------------------------------------------

static struct {
	int (*f)(int, char **);
	int argc;
	char **argv;
	int result;
	goc__m *m;                     // goc_main's thread, when it is a worker
	_Atomic uint32_t done;         // futex
} the_main;

static void run_main(void)
{
	goc__m *m = goc__thread_m();

	goc__leave(m);
	for (goc_initializer *i = vars; i; i = i->next)
		i->run();
	for (goc_initializer *i = inits; i; i = i->next)
		i->run();
	the_main.result = ((int (*)(int, char **, char **))(void *)the_main.f)(the_main.argc, the_main.argv, environ);
	if (goc__main_exits)
		exit(the_main.result);
	m = goc__enter();
	goc__g_dead(m->g);
	atomic_store(&goc__sched.main_returned, true);
	atomic_store(&the_main.done, 1);
	if (the_main.m) {
		atomic_fetch_or(&the_main.m->attention, GOC__ASK_QUIT);
		atomic_store(&the_main.m->wake, the_main.m->wake == 1 ? 1 : 2);
		goc__futex_wake(&the_main.m->wake, 1);
	} else {
		goc__futex_wake(&the_main.done, 1);
	}
	atomic_fetch_add(&goc__sched.rest_ended, 1);
	goc__leave_dead(m);
}

// A thread that has entered already, or one of many: it waits as a thread.
static void main_from_outside(void)
{
	goc__m *m;

	goc__current();
	m = goc__enter();
	goc__global_put(goc__main_goroutine(m, run_main));
	goc__wake_one();
	goc__leave(m);
	goc__deactivate(m);                    // a thread that only waits for main is no foreign one
	atomic_fetch_sub(&goc__sched.foreign, 1);
	while (!atomic_load(&the_main.done))
		goc__futex_wait(&the_main.done, 0, -1);
	atomic_fetch_add(&goc__sched.foreign, 1);
	goc__activate(m);
}

int goc_main(int (*f)(int, char **), int argc, char **argv)
{
	static _Atomic bool begun;
	goc__m *m;
	goc__p *p;

	if (atomic_exchange(&begun, true))
		goc__throw("goc_main called twice");
	the_main.f = f;
	the_main.argc = argc;
	the_main.argv = argv;
	if (goc__sched.started) {
		main_from_outside();
		return the_main.result;
	}
	goc__start_once();
	m = goc__m_new(false);
	atomic_fetch_add(&goc__sched.threads, 1);
	goc__m_enter_thread(m);
	goc__fault_thread();
	the_main.m = m;
	goc__global_put(goc__main_goroutine(m, run_main));
	p = goc__idle_p_take();
	goc__p_give(m, p);
	goc__schedule_until_quit(m);
	// An ordinary thread again: foreign from its next entry on.
	atomic_fetch_sub(&goc__sched.threads, 1);
	goc__roots_thread_end();
	goc__thread_m_set(NULL);
	goc__thread_g_set(NULL);
	goc__mutex_lock(&goc__sched.lock);
	m->in_use = false;
	m->attention = 0;
	m->wake = 0;
	goc__mutex_unlock(&goc__sched.lock);
	return the_main.result;
}
