// Goroutines that run on other threads, or are in a call that blocks, while the process dies: each such thread gets
// SIGQUIT, unwinds its own stack in the handler, leaves the result for the printer and never goes on. A thread
// that does not answer in time (it may hold the loader's lock) is printed without its trace.
//
// The notes lie in the handlers' frames and form a list that only grows: nothing is allocated, nothing freed.
#define _GNU_SOURCE
#include "stop.h"
#include "fault.h"
#include "sched.h"
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static _Atomic(goc_stopped *) notes;
static _Atomic int answers;

void goc__stop_here(void)
{
	goc_stopped note = { .id = goc__goroutine_id() };

	note.n = goc__trace_pcs(0, note.pcs, GOC_STOPPED_PCS);
	note.next = atomic_load(&notes);
	while (!atomic_compare_exchange_weak(&notes, &note.next, &note))
		;
	atomic_fetch_add(&answers, 1);
	for (;;)
		pause();
}

const goc_stopped *goc__stopped(uint64_t id)
{
	for (const goc_stopped *s = atomic_load(&notes); s; s = s->next)
		if (s->id == id)
			return s;
	return NULL;
}

// Every thread but the caller; without opendir, which allocates.
static int signal_others(void)
{
	long self = syscall(SYS_gettid), pid = getpid();
	int fd = open("/proc/self/task", O_RDONLY | O_DIRECTORY | O_CLOEXEC), sent = 0;
	_Alignas(8) char names[4096];
	ssize_t n;

	while (fd >= 0 && (n = syscall(SYS_getdents64, fd, names, sizeof names)) > 0)
		for (char *at = names; at < names + n; at += ((struct dirent64 *)at)->d_reclen) {
			long tid = atol(((struct dirent64 *)at)->d_name);
			if (tid > 0 && tid != self && !syscall(SYS_tgkill, pid, tid, SIGQUIT))
				sent++;
		}
	if (fd >= 0)
		close(fd);
	return sent;
}

// Waits for as many answers as come: up to 200 ms, and no longer than 20 ms for the next.
void goc__stop_others(void)
{
	const struct timespec ms = { 0, 1000000 };
	int sent = goc__quit_is_ours() ? signal_others() : 0, before = 0;

	for (int all = 0, quiet = 0; all < 200 && quiet < 20 && before < sent; all++, quiet++) {
		nanosleep(&ms, NULL);
		int now = atomic_load(&answers);
		if (now > before)
			quiet = 0;
		before = now;
	}
}
