// All asleep: is it a deadlock?
//
// It is one when every processor idles, no goroutine is in a call that blocks, no timer can wake anybody,
// and no thread of the process could come and do so: foreign threads that have entered, or threads that we
// do not know at all (a C library's), looked at again each second. Once all this holds nothing but a signal
// handler could change it, and those may not use the runtime.
#include "sched/proc.h"
#include "sched/sched.h"

static bool all_asleep(void)
{
	bool all;

	goc__mutex_lock(&goc__sched.lock);
	all = goc__sched.idle_ps == goc__sched.procs && goc__sched.global_n == 0 && goc__sched.active == 0;
	goc__mutex_unlock(&goc__sched.lock);
	return all && goc__sched.searching == 0 && goc__sched.blocked == 0 && goc__sched.foreign == 0 && !goc__timers_strong()
		&& !goc__sched.main_returned;
}

void goc__all_idle(void)
{
	static _Atomic bool dying;

	if (!all_asleep() || goc__foreign_threads(goc__thread_known) > 0 || !all_asleep())
		return;
	if (atomic_exchange(&dying, true))
		return;
	if (goc__sched.main_ended && goc__num_goroutine() == 0)
		goc__fatal("no goroutines (main called runtime.Goexit) - deadlock!");
	goc__fatal("all goroutines are asleep - deadlock!");
}
