// sync.WaitGroup: a counter and those who wait for it to be 0. Both belong to the holder of `lock`; waiters
// exist only while the counter is positive, so that Add can never meet one at 0.
#include "queue.h"
#include "sched/panic.h"
#include "sched/panic_state.h"

void sync_WaitGroup_Add(sync_WaitGroup *wg, int delta)
{
	goc__m *thread = lock_enter(LOCK_OF(wg));
	goc_int32 count = wg->count = (goc_int32)((goc_uint32)wg->count + (goc_uint32)delta);
	if (count == 0 && !goc__waitq_empty(QUEUE_OF(wg)))
		goc__wake(QUEUE_OF(wg), -1);
	lock_leave(LOCK_OF(wg), thread);
	if (__builtin_expect(count < 0, 0))
		goc_panic_text("sync: negative WaitGroup counter");
}

void sync_WaitGroup_Done(sync_WaitGroup *wg)
{
	sync_WaitGroup_Add(wg, -1);
}

void sync_WaitGroup_Wait(sync_WaitGroup *wg)
{
	goc__lock_enter(LOCK_OF(wg));
	if (wg->count == 0) {
		goc__lock_leave(LOCK_OF(wg));
		return;
	}
	goc__wait(QUEUE_OF(wg), LOCK_OF(wg), GOC__WAIT_WAITGROUP, false);
	if (__atomic_load_n(&wg->count, __ATOMIC_RELAXED) != 0)
		goc_panic_text("sync: WaitGroup is reused before previous Wait has returned");
}

// ---- Go ------------------------------------------------------------------------------------------

// The goroutine's frame record: Done runs when f returns and when it ends by Goexit. A panic ends the
// process, and Done then would let the waiter end it first, in peace.
struct task {
	goc_frame frame;
	sync_WaitGroup *wg;
	goc_func *f;
};

static void task_step(goc_frame *frame, goc_panic *p)
{
	frame->on = 0;
	if (p->goexit)
		sync_WaitGroup_Done(((struct task *)frame)->wg);
}

static void task_run(void *args)
{
	struct task t = *(struct task *)args;
	goc_link(&t.frame, task_step);
	t.frame.on = 1;
	goc_live(t);
	((void (*)(void *))t.f->code)(t.f);
	goc_unlink(&t.frame);
	sync_WaitGroup_Done(t.wg);
}

void sync_WaitGroup_Go(sync_WaitGroup *wg, goc_func *f)
{
	sync_WaitGroup_Add(wg, 1);
	struct task t = { .wg = wg, .f = f };
	goc_go(task_run, &t, sizeof t);
}
