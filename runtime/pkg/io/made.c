// Package io: readers and writers made of others. Each is a collected object behind a pointer type with one
// method (NopCloser: two).
#include "call.h"

// The descriptor of a pointer type of this package with its methods, and the table of its first.
#define POINTER_TYPE(name_, text, ...) \
	static const goc_method name_##_methods[] = { __VA_ARGS__ }; \
	static const goc_type name_##_type = { .kind = GOC_KIND_POINTER, .flags = GOC_TYPE_DIRECT, .size = sizeof(void *), \
		.name = "*io." text, .key = "*io." text, .nmethods = sizeof name_##_methods / sizeof *name_##_methods, \
		.methods = name_##_methods };

// ---- LimitReader -----------------------------------------------------------------------------------------

struct limited {
	io_Reader from;
	goc_int64 left;
};

static struct moved limited_read(struct limited *l, goc_slice p)
{
	if (l->left <= 0)
		return (struct moved){ 0, io_EOF };
	struct moved r = call_read(l->from, p.ptr, p.len < l->left ? p.len : (int)l->left);
	l->left -= r.n;
	return r;
}

POINTER_TYPE(limited, "LimitedReader", { "Read", GOC_SIGNATURE_IO, limited_read })
static const struct goc__tab1 limited_tab = { &limited_type, { limited_read } };

io_Reader io_LimitReader(io_Reader r, goc_int64 n)
{
	struct limited *l = goc_new(sizeof *l);
	*l = (struct limited){ r, n };
	return (io_Reader){ (const goc_itab *)&limited_tab, l };
}

// ---- TeeReader -------------------------------------------------------------------------------------------

struct tee {
	io_Reader from;
	io_Writer to;
};

static struct moved tee_read(struct tee *t, goc_slice p)
{
	struct moved r = call_read(t->from, p.ptr, p.len);
	if (r.n > 0) {
		struct moved put = call_write(t->to, p.ptr, r.n);
		if (put.err.tab)
			return put;
	}
	return r;
}

POINTER_TYPE(tee, "teeReader", { "Read", GOC_SIGNATURE_IO, tee_read })
static const struct goc__tab1 tee_tab = { &tee_type, { tee_read } };

io_Reader io_TeeReader(io_Reader r, io_Writer w)
{
	struct tee *t = goc_new(sizeof *t);
	*t = (struct tee){ r, w };
	return (io_Reader){ (const goc_itab *)&tee_tab, t };
}

// ---- MultiReader, MultiWriter --------------------------------------------------------------------------------

struct several {
	goc_slice all;              // []io.Reader, []io.Writer; of readers those that have not ended
};

static struct moved several_read(struct several *s, goc_slice p)
{
	while (s->all.len > 0) {
		struct moved r = call_read(*(io_Reader *)s->all.ptr, p.ptr, p.len);
		if (is_eof(r.err))
			s->all = (goc_slice){ (io_Reader *)s->all.ptr + 1, s->all.len - 1, s->all.cap - 1 };
		if (r.n > 0 || !is_eof(r.err)) {
			if (is_eof(r.err) && s->all.len > 0)
				r.err = (goc_error){ 0 };
			return r;
		}
	}
	return (struct moved){ 0, io_EOF };
}

static struct moved several_write(struct several *s, goc_slice p)
{
	for (int i = 0; i < s->all.len; i++) {
		struct moved r = call_write(((io_Writer *)s->all.ptr)[i], p.ptr, p.len);
		if (!r.err.tab && r.n != p.len)
			r.err = io_ErrShortWrite;
		if (r.err.tab)
			return r;
	}
	return (struct moved){ p.len, { 0 } };
}

POINTER_TYPE(readers, "multiReader", { "Read", GOC_SIGNATURE_IO, several_read })
static const struct goc__tab1 readers_tab = { &readers_type, { several_read } };
POINTER_TYPE(writers, "multiWriter", { "Write", GOC_SIGNATURE_IO, several_write })
static const struct goc__tab1 writers_tab = { &writers_type, { several_write } };

static struct several *several(goc_slice all)
{
	struct several *s = goc_new(sizeof *s);
	s->all = goc_slice_from(all.ptr, sizeof(goc_iface), all.len);
	return s;
}

io_Reader io_MultiReader(goc_slice readers)
{
	return (io_Reader){ (const goc_itab *)&readers_tab, several(readers) };
}

io_Writer io_MultiWriter(goc_slice writers)
{
	return (io_Writer){ (const goc_itab *)&writers_tab, several(writers) };
}

// ---- NopCloser -----------------------------------------------------------------------------------------------

static struct moved nop_read(io_Reader *r, goc_slice p)
{
	return call_read(*r, p.ptr, p.len);
}

static goc_error nop_close(io_Reader *r)
{
	(void)r;
	return (goc_error){ 0 };
}

POINTER_TYPE(nop, "nopCloser", { "Close", GOC_SIGNATURE_ERROR, nop_close }, { "Read", GOC_SIGNATURE_IO, nop_read })
static const struct {
	const goc_type *type;
	void *fn[2];
} nop_tab = { &nop_type, { nop_close, nop_read } };

io_ReadCloser io_NopCloser(io_Reader r)
{
	return (io_ReadCloser){ (const goc_itab *)&nop_tab, goc_new_copy(&r, sizeof r) };
}
