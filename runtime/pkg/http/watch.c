// The context of a request that a server handles. It ends when the handler has returned, and when the client goes away: to
// see that, a goroutine reads from the connection while the handler runs, but only if the handler asked for
// the context and has read the body. A byte that it reads is the next request's and stays in the buffer; a
// deadline in the past ends its read before the connection goes on.
#include "http.h"

#include <stdatomic.h>

struct background {
	stream *in;
	context_Context ctx;
	goc_func *cancel;
	bool reading;               // a goroutine was started
	goc_chan *ended;            // closed when it has returned
};

static void cancel(struct background *b)
{
	((void (*)(void *))b->cancel->code)(b->cancel);
}

static void read_ahead(void *args)
{
	struct background *b = *(struct background **)args;
	goc_error err = { 0 };
	int n = goc__stream_fill(b->in, &err);
	if (n == 0 || (n < 0 && !goc__is_timeout(err)))
		cancel(b);
	goc_chan_close(b->ended);
}

context_Context goc__watch_context(exchange *x)
{
	struct background *b = x->watch = goc_new(sizeof *b);
	struct context_WithCancel_results r = context_WithCancel(context_Background());
	b->in = x->conn->in;
	b->ctx = r.ctx;
	b->cancel = r.cancel;
	bool body_read = x->m->length == 0 || x->m->done;
	if (body_read && b->in->pos == b->in->len) {
		b->reading = true;
		b->ended = goc_chan_make(0, 0);
		goc_go(read_ahead, &b, sizeof b);
	}
	return b->ctx;
}

void goc__watch_end(exchange *x)
{
	struct background *b = x->watch;
	if (!b)
		return;
	cancel(b);
	if (b->reading) {
		goc__stream_deadline(b->in, true, false, -time_Second);
		goc_chan_recv(b->ended, NULL);
		goc__stream_deadline(b->in, true, false, 0);
	}
	x->watch = NULL;
}
