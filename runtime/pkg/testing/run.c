// Running a test or benchmark function in a goroutine of its own: see run.h.
#include "run.h"

#include <goc/defer.h>
#include "sched/panic_state.h"
#include "sched/trace.h"

// ---- The goroutine ---------------------------------------------------------------------------------

struct goc_defers_body {
	goc_frame r;
	struct run *run;
};

// After a panic nobody goes on: the process is about to say so and end.
static void goc_step_body(goc_frame *f, goc_panic *p)
{
	if (goc_take(f) >= 0 && p->goexit)
		goc_chan_close(((struct goc_defers_body *)f)->run->over);
}

static inline void goc_end_body(struct goc_run *n)
{
	if (GOC_PENDING(n, 0))
		goc_chan_close(((struct goc_defers_body *)n->d)->run->over);
	goc_unlink(n->d);
}

static void body(void *args)
{
	GOC_DEFERS(body)
	GOC_DEFER(0, goc_d.run = *(struct run **)args);
	goc_d.run->call(goc_d.run);
}

void goc__testing_start(struct run *r)
{
	text_start(&r->log);
	r->over = goc_chan_make(0, 0);
	goc_go(body, &r, sizeof r);
	goc_chan_recv(r->over, NULL);
	for (int i = r->cleanups.len - 1; i >= 0; i--) {
		goc_func *f = ((goc_func **)r->cleanups.ptr)[i];
		((void (*)(void *))f->code)(f);
	}
}

void goc__testing_exit(void)
{
	goc_goexit();
}

// ---- Its log ---------------------------------------------------------------------------------------

void goc__testing_cleanup(struct run *r, goc_func *f)
{
	sync_Mutex_Lock(&r->mu);
	r->cleanups = goc_slice_append(r->cleanups, sizeof f, &f, 1);
	sync_Mutex_Unlock(&r->mu);
}

static void indent(struct text *t, int depth)
{
	for (int i = 0; i < depth; i++)
		text_add(t, "    ");
}

// Further lines of a text stand four columns deeper, as go test has it.
void goc__testing_log(struct run *r, const void *pc, goc_string s)
{
	goc_place place = { 0 };
	goc_bool known = goc__trace_places(pc, &place, 1) > 0 && place.file;
	const char *slash = known ? strrchr(place.file, '/') : NULL;
	goc_size n = strlen(s);
	if (n > 0 && s[n - 1] == '\n')
		n--;
	sync_Mutex_Lock(&r->mu);
	indent(&r->log, r->depth + 1);
	text_add(&r->log, known ? slash ? slash + 1 : place.file : "???");
	text_char(&r->log, ':');
	goc__text_int(&r->log, known ? place.line : 0, 1);
	text_add(&r->log, ": ");
	for (goc_size i = 0; i < n; i++) {
		text_char(&r->log, s[i]);
		if (s[i] == '\n')
			indent(&r->log, r->depth + 2);
	}
	text_char(&r->log, '\n');
	sync_Mutex_Unlock(&r->mu);
}
