// io.Pipe: a Write hands its bytes to Reads over a channel and waits until they say how many they took; both
// look at `done` too, which either end closes. Writers take turns by a mutex, so that one Write's bytes stay
// together.
#include "call.h"

#include <goc/sync.h>
#include <string.h>

struct pipe {
	sync_Mutex writing;
	goc_chan *bytes;            // chan []byte: what is left of the Write at hand
	goc_chan *taken;            // chan int
	goc_chan *done;             // closed with the first end
	sync_Mutex mu;              // guards the rest
	goc_bool closed;
	goc_error read_err, write_err;      // what Writes and Reads get once that end is closed
};

struct io_Pipe_results io_Pipe(void)
{
	struct pipe *p = goc_new(sizeof *p);
	p->bytes = goc_chan_make(sizeof(goc_slice), 0);
	p->taken = goc_chan_make(sizeof(int), 0);
	p->done = goc_chan_make(0, 0);
	io_PipeReader *r = goc_new(sizeof *r);
	io_PipeWriter *w = goc_new(sizeof *w);
	r->pipe = w->pipe = p;
	return (struct io_Pipe_results){ r, w };
}

// ---- Closing -----------------------------------------------------------------------------------------------

static void close_end(struct pipe *p, goc_error *end, goc_error err)
{
	sync_Mutex_Lock(&p->mu);
	if (!end->tab)
		*end = err;
	goc_bool first = !p->closed;
	p->closed = 1;
	sync_Mutex_Unlock(&p->mu);
	if (first)
		goc_chan_close(p->done);
}

// What one end gets: the other end's error, or that it is closed itself.
static goc_error closed_error(struct pipe *p, const goc_error *own, const goc_error *other)
{
	sync_Mutex_Lock(&p->mu);
	goc_error err = !own->tab && other->tab ? *other : io_ErrClosedPipe;
	sync_Mutex_Unlock(&p->mu);
	return err;
}

goc_error io_PipeReader_CloseWithError(io_PipeReader *r, goc_error err)
{
	struct pipe *p = r->pipe;
	close_end(p, &p->read_err, err.tab ? err : io_ErrClosedPipe);
	return (goc_error){ 0 };
}

goc_error io_PipeWriter_CloseWithError(io_PipeWriter *w, goc_error err)
{
	struct pipe *p = w->pipe;
	close_end(p, &p->write_err, err.tab ? err : io_EOF);
	return (goc_error){ 0 };
}

goc_error io_PipeReader_Close(io_PipeReader *r)
{
	return io_PipeReader_CloseWithError(r, (goc_error){ 0 });
}

goc_error io_PipeWriter_Close(io_PipeWriter *w)
{
	return io_PipeWriter_CloseWithError(w, (goc_error){ 0 });
}

// ---- Moving ------------------------------------------------------------------------------------------------

static goc_bool is_done(struct pipe *p)
{
	goc_select_case done[] = { { p->done, NULL, GOC_RECV_CASE, 0 } };
	return goc_select(done, 1, 1) == 0;
}

struct io_PipeReader_Read_results io_PipeReader_Read(io_PipeReader *r, goc_slice to)
{
	struct pipe *p = r->pipe;
	goc_slice from;
	goc_select_case cases[] = { { p->bytes, &from, GOC_RECV_CASE, 0 }, { p->done, NULL, GOC_RECV_CASE, 0 } };
	if (is_done(p) || goc_select(cases, 2, 0) == 1)
		return (struct io_PipeReader_Read_results){ 0, closed_error(p, &p->read_err, &p->write_err) };
	int n = to.len < from.len ? to.len : from.len;
	memcpy(to.ptr, from.ptr, (goc_size)n);
	goc_chan_send(p->taken, &n);
	return (struct io_PipeReader_Read_results){ n, { 0 } };
}

struct io_PipeWriter_Write_results io_PipeWriter_Write(io_PipeWriter *w, goc_slice from)
{
	struct pipe *p = w->pipe;
	struct io_PipeWriter_Write_results r = { 0 };
	goc_bool closed = is_done(p);
	sync_Mutex_Lock(&p->writing);
	for (goc_bool first = 1; !closed && (first || from.len > 0); first = 0) {
		goc_select_case cases[] = { { p->bytes, &from, GOC_SEND_CASE, 0 }, { p->done, NULL, GOC_RECV_CASE, 0 } };
		closed = goc_select(cases, 2, 0) == 1;
		if (closed)
			break;
		int n = 0;
		goc_chan_recv(p->taken, &n);
		from = (goc_slice){ (char *)from.ptr + n, from.len - n, from.cap - n };
		r.n += n;
	}
	sync_Mutex_Unlock(&p->writing);
	if (closed)
		r.err = closed_error(p, &p->write_err, &p->read_err);
	return r;
}
