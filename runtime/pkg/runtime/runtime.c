// Package runtime: thin doors to the scheduler, the traces and the collector.
#include "sched/panic.h"
#include "sched/sched.h"
#include "sched/trace.h"

#include <goc/runtime.h>

int runtime_GOMAXPROCS(int n)
{
	return goc__gomaxprocs(n);
}

int runtime_NumCPU(void)
{
	return goc__num_cpu();
}

// pkg/net/poll.c's, if the program has package net: its goroutine is not the program's.
extern int goc__poll_goroutines(void) __attribute__((weak));

int runtime_NumGoroutine(void)
{
	return goc__num_goroutine() - (goc__poll_goroutines ? goc__poll_goroutines() : 0);
}

void runtime_Gosched(void)
{
	goc_gosched();
}

void runtime_Goexit(void)
{
	goc_goexit();
}

void runtime_LockOSThread(void)
{
	goc__lock_os_thread();
}

void runtime_UnlockOSThread(void)
{
	goc__unlock_os_thread();
}

goc_string runtime_Version(void)
{
	return "gcc-go, gcc " __VERSION__;
}

void runtime_KeepAlive(goc_any x)
{
	__asm__ volatile("" : : "r"(x.data) : "memory");
}

// The traces' printer fills the buffer and drops what does not fit.
int runtime_Stack(goc_slice buf, goc_bool all)
{
	goc_out o = { .fd = -1, .cap = (goc_size)buf.len, .text = buf.ptr };
	if (buf.len == 0)
		return 0;
	goc__trace_self(&o);
	if (all)
		goc__trace_others(&o);
	return (int)o.n;
}
