// Sleep, Timer, Ticker, After, AfterFunc.
//
// A channel timer has a channel of one element. The scheduler's callback puts the time into it without
// waiting; a value that nobody took is dropped in favour of nothing: the next tick finds the channel full
// and goes. Stop and Reset promise that no earlier value is received afterwards (Go 1.23), so they empty the
// channel; `sending` keeps them and a callback that is under way apart. It is held over one channel
// operation that never waits, so that spinning on it is short. A callback that comes second sees by `due`
// that its time has been withdrawn or put off.
#include "time.h"

#include "comm/timer.h"
#include "sched/panic.h"

#include <sched.h>
#include <stdatomic.h>

#define NEVER INT64_MAX

// What the private member of a Timer or Ticker points at.
struct alarm {
	goc__timer timer;           // arg is the alarm itself
	goc_chan *chan;             // NULL: AfterFunc's
	goc_func *func;
	atomic_bool sending;        // a spin lock over the channel's content and due
	int64_t due;                // nothing is sent before; NEVER while stopped
};

void time_Sleep(time_Duration d)
{
	goc__sleep(d);
}

static void enter(struct alarm *a)
{
	for (int tries = 0; atomic_exchange_explicit(&a->sending, true, memory_order_acquire); tries++)
		if (tries > 64)
			sched_yield();
}

static void leave(struct alarm *a)
{
	atomic_store_explicit(&a->sending, false, memory_order_release);
}

static void fire_channel(goc__timer *timer, int64_t now)
{
	struct alarm *a = timer->arg;
	time_Time t = goc__time_at(now);
	goc_select_case send = { .chan = a->chan, .value = &t, .dir = GOC_SEND_CASE };
	enter(a);
	if (now >= a->due) {
		if (!timer->period)
			a->due = NEVER;
		goc_select(&send, 1, true);
	}
	leave(a);
}

static void run_func(void *args)
{
	goc_func *f = *(goc_func **)args;
	((void (*)(void *))f->code)(f);
}

static void fire_func(goc__timer *timer, int64_t now)
{
	(void)now;
	struct alarm *a = timer->arg;
	goc_go(run_func, &a->func, sizeof a->func);
}

static struct alarm *make(goc_func *f, time_Duration period)
{
	struct alarm *a = goc_new(sizeof *a);
	a->func = f;
	if (!f)
		a->chan = goc_chan_make(sizeof(time_Time), 1);
	a->timer.fire = f ? fire_func : fire_channel;
	a->timer.arg = a;
	a->timer.period = period;
	a->due = NEVER;
	return a;
}

static void start(struct alarm *a, time_Duration d)
{
	int64_t due = goc__deadline(d);
	enter(a);
	a->due = due;
	leave(a);
	goc__timer_start(&a->timer, due);
}

// Withdraws what was sent and not received, or is about to be sent. Returns whether there was anything.
static bool withdraw(struct alarm *a)
{
	if (!a->chan)
		return false;
	goc_select_case take = { .chan = a->chan, .dir = GOC_RECV_CASE };
	enter(a);
	bool armed = a->due != NEVER;
	a->due = NEVER;
	bool taken = goc_select(&take, 1, true) == 0;
	leave(a);
	return taken || armed;
}

// ---- Timer ---------------------------------------------------------------------------------------

static time_Timer *timer_of(struct alarm *a, time_Duration d)
{
	time_Timer *t = goc_new(sizeof *t);
	t->C = a->chan;
	t->timer = a;
	start(a, d);
	return t;
}

time_Timer *time_NewTimer(time_Duration d)
{
	return timer_of(make(NULL, 0), d);
}

goc_chan *time_After(time_Duration d)
{
	struct alarm *a = make(NULL, 0);
	start(a, d);
	return a->chan;
}

time_Timer *time_AfterFunc(time_Duration d, goc_func *f)
{
	return timer_of(make(f, 0), d);
}

// A value that waits in the channel counts as not yet fired: its receiver will not see it.
goc_bool time_Timer_Stop(time_Timer *t)
{
	struct alarm *a = t->timer;
	if (!a)
		goc_panic_text("time: Stop called on uninitialized Timer");
	bool pending = goc__timer_stop(&a->timer);
	return withdraw(a) || pending;
}

goc_bool time_Timer_Reset(time_Timer *t, time_Duration d)
{
	struct alarm *a = t->timer;
	if (!a)
		goc_panic_text("time: Reset called on uninitialized Timer");
	bool pending = goc__timer_stop(&a->timer);
	pending |= withdraw(a);
	start(a, d);
	return pending;
}

// ---- Ticker --------------------------------------------------------------------------------------

time_Ticker *time_NewTicker(time_Duration d)
{
	if (d <= 0)
		goc_panic_text("non-positive interval for NewTicker");
	struct alarm *a = make(NULL, d);
	time_Ticker *t = goc_new(sizeof *t);
	t->C = a->chan;
	t->timer = a;
	start(a, d);
	return t;
}

goc_chan *time_Tick(time_Duration d)
{
	return d <= 0 ? NULL : time_NewTicker(d)->C;
}

void time_Ticker_Stop(time_Ticker *t)
{
	struct alarm *a = t->timer;
	if (!a)
		return;
	goc__timer_stop(&a->timer);
	withdraw(a);
}

void time_Ticker_Reset(time_Ticker *t, time_Duration d)
{
	struct alarm *a = t->timer;
	if (d <= 0)
		goc_panic_text("non-positive interval for Ticker.Reset");
	if (!a)
		goc_panic_text("time: Reset called on uninitialized Ticker");
	goc__timer_stop(&a->timer);
	withdraw(a);
	a->timer.period = d;
	start(a, d);
}
