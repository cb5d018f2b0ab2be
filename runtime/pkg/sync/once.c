// sync.Once and OnceFunc. A frame record of each deferring function makes what must happen at its end happen
// for panics and Goexit too; neither function recovers.
#include "queue.h"
#include "sched/panic.h"
#include "sched/panic_state.h"

struct doing {
	goc_frame frame;
	sync_Once *once;
};

static void finish(sync_Once *o)
{
	__atomic_store_n(&o->done, 1, __ATOMIC_RELEASE);
	sync_Mutex_Unlock(&o->m);
}

static void do_step(goc_frame *frame, goc_panic *p)
{
	(void)p;
	frame->on = 0;
	finish(((struct doing *)frame)->once);
}

static __attribute__((noinline)) void do_first(sync_Once *o, goc_func *f)
{
	sync_Mutex_Lock(&o->m);
	if (o->done) {
		sync_Mutex_Unlock(&o->m);
		return;
	}
	struct doing d = { .once = o };
	goc_link(&d.frame, do_step);
	d.frame.on = 1;
	goc_live(d);
	((void (*)(void *))f->code)(f);
	goc_unlink(&d.frame);
	finish(o);
}

void sync_Once_Do(sync_Once *o, goc_func *f)
{
	if (!__atomic_load_n(&o->done, __ATOMIC_ACQUIRE))
		do_first(o, f);
}

// ---- OnceFunc, OnceValue ----------------------------------------------------------------------------

// The function value that they return. valid and value are written within once and read after it.
struct once_func {
	goc_func head;
	sync_Once once;
	goc_func *f;
	bool gives;                 // f gives a value
	bool valid;                 // f has returned, value is what it gave
	goc_any value;              // or what it panicked with
};

struct calling {
	goc_frame frame;
	struct once_func *o;
};

static void call_step(goc_frame *frame, goc_panic *p)
{
	frame->on = 0;
	((struct calling *)frame)->o->value = p->value;     // and the panic goes on
}

// What once runs: the goc_func that it is called with is the member `once_call` below.
struct once_call {
	goc_func head;
	struct once_func *o;
};

static void call_once(void *env)
{
	struct calling c = { .o = ((struct once_call *)env)->o };
	goc_link(&c.frame, call_step);
	c.frame.on = 1;
	goc_live(c);
	goc_func *f = c.o->f;
	if (c.o->gives)
		c.o->value = ((goc_any (*)(void *))f->code)(f);
	else
		((void (*)(void *))f->code)(f);
	goc_unlink(&c.frame);
	c.o->f = NULL;              // the collector may have what it captured
	c.o->valid = true;
}

static void run_once(struct once_func *o)
{
	struct once_call call = { { call_once }, o };
	sync_Once_Do(&o->once, &call.head);
	if (!o->valid)
		goc_panic_value(o->value);
}

static void once_func(void *env)
{
	run_once(env);
}

static goc_any once_value(void *env)
{
	struct once_func *o = env;
	run_once(o);
	return o->value;
}

static goc_func *make(void *code, goc_func *f, bool gives)
{
	struct once_func *o = goc_new(sizeof *o);
	o->head.code = code;
	o->f = f;
	o->gives = gives;
	return &o->head;
}

sync_func sync_OnceFunc(goc_func *f)
{
	return make(once_func, f, false);
}

sync_valueFunc sync_OnceValue(goc_func *f)
{
	return make(once_value, f, true);
}
