// Bodies: a message's as an io.ReadCloser, and the one that is empty.
#include "http.h"

#include <goc/io.h>

static goc_error closed_error = GOC_ERROR("http: invalid Read on closed Body");
static goc_error large_error = GOC_ERROR("http: request body too large");

static void finish(body *b, bool whole)
{
	if (b->after) {
		void (*after)(void *, bool) = b->after;
		b->after = NULL;
		after(b->arg, whole);
	}
}

struct goc__io goc__body_read(body *b, goc_slice p)
{
	if (b->closed)
		return (struct goc__io){ 0, closed_error };
	if (b->failed.tab)
		return (struct goc__io){ 0, b->failed };
	if (p.len == 0)
		return (struct goc__io){ 0, { 0 } };
	if (b->before && b->m->in->pos == b->m->in->len) {
		b->before(b->arg);
		b->before = NULL;
	}
	int n = goc__message_body(b->m, p.ptr, p.len, &b->failed);
	if (n == 0)
		b->failed = io_EOF;
	if (n > 0 && b->m->done && b->m->length >= 0)
		b->failed = io_EOF;             // the next Read's; the end is known now
	if (b->failed.tab)
		finish(b, b->failed.tab == io_EOF.tab && b->failed.data == io_EOF.data);
	if (n > 0)
		return (struct goc__io){ n, { 0 } };
	return (struct goc__io){ 0, b->failed };
}

static goc_error body_close(body *b)
{
	if (!b->closed) {
		b->closed = true;
		finish(b, false);
	}
	return (goc_error){ 0 };
}

#define METHODS(read, close) { { "Close", GOC_SIGNATURE_ERROR, close }, { "Read", "func([]uint8) (int, error)", read } }
#define TYPE(array) { .kind = GOC_KIND_POINTER, .flags = GOC_TYPE_DIRECT, .size = sizeof(void *), \
	.name = "*http.body", .key = "*http.body", .elem = &goc_type_pointer, .nmethods = 2, .methods = array }
struct tab2 { const goc_type *type; void *fn[2]; };

static const goc_method body_methods[] = METHODS(goc__body_read, body_close);
static const goc_type body_type = TYPE(body_methods);
static const struct tab2 body_tab = { &body_type, { body_close, goc__body_read } };

io_ReadCloser goc__body_closer(body *b)
{
	return (io_ReadCloser){ (const goc_itab *)&body_tab, b };
}

static struct goc__io nothing_read(void *self, goc_slice p)
{
	(void)self;
	return (struct goc__io){ 0, p.len ? io_EOF : (goc_error){ 0 } };
}

static goc_error nothing_close(void *self)
{
	(void)self;
	return (goc_error){ 0 };
}

static const goc_method nothing_methods[] = METHODS(nothing_read, nothing_close);
static const goc_type nothing_type = { .kind = GOC_KIND_STRUCT, .flags = GOC_TYPE_NAMED, .name = "http.noBody",
	.key = "http.noBody", .nmethods = 2, .methods = nothing_methods };
static const struct tab2 nothing_tab = { &nothing_type, { nothing_close, nothing_read } };
const io_ReadCloser goc__no_body = { (const goc_itab *)&nothing_tab, (void *)&nothing_tab };

goc_error goc__read_all(io_Reader r, int64_t most, struct text *t)
{
	char buf[2048];
	for (;;) {
		goc_slice room = { buf, sizeof buf, sizeof buf };
		struct goc__io got = ((struct goc__io (*)(void *, goc_slice))r.tab->fn[0])(r.data, room);
		text_bytes(t, buf, (goc_size)got.n);
		if ((int64_t)t->len > most)
			return large_error;
		if (errors_Is(got.err, io_EOF))
			return (goc_error){ 0 };
		if (got.err.tab)
			return got.err;
	}
}
