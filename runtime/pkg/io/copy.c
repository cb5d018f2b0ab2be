// Package io: moving bytes between readers and writers.
#include "call.h"


enum { CHUNK = 32 * 1024, TRIES = 100 };

static goc_error invalid_write = GOC_ERROR("invalid write result");

// Up to `most` bytes (all when it is negative) from one to the other.
static goc_int64 copy(io_Writer to, io_Reader from, goc_int64 most, goc_error *err)
{
	char *buf = goc_new_atomic(CHUNK);
	goc_int64 written = 0;
	while (most != 0) {
		struct moved got = call_read(from, buf, most > 0 && most < CHUNK ? (int)most : CHUNK);
		if (got.n > 0) {
			struct moved put = call_write(to, buf, got.n);
			if (put.n < 0 || put.n > got.n)
				put = (struct moved){ 0, put.err.tab ? put.err : invalid_write };
			written += put.n;
			if (most > 0)
				most -= put.n;
			if (put.err.tab || put.n != got.n) {
				*err = put.err.tab ? put.err : io_ErrShortWrite;
				return written;
			}
		}
		if (got.err.tab) {
			if (!is_eof(got.err))
				*err = got.err;
			return written;
		}
	}
	return written;
}

struct io_Copy_results io_Copy(io_Writer to, io_Reader from)
{
	struct io_Copy_results r = { 0 };
	r.written = copy(to, from, -1, &r.err);
	return r;
}

struct io_CopyN_results io_CopyN(io_Writer to, io_Reader from, goc_int64 n)
{
	struct io_CopyN_results r = { 0 };
	if (n > 0)
		r.written = copy(to, from, n, &r.err);
	if (r.written < n && !r.err.tab)
		r.err = io_EOF;
	return r;
}

struct io_ReadAll_results io_ReadAll(io_Reader from)
{
	goc_slice b = goc_slice_make(1, 0, 512);
	for (;;) {
		if (b.len == b.cap) {
			goc_slice more = goc_slice_append(b, 1, "", 1);
			b = (goc_slice){ more.ptr, b.len, more.cap };
		}
		struct moved got = call_read(from, (char *)b.ptr + b.len, b.cap - b.len);
		b.len += got.n;
		if (got.err.tab)
			return (struct io_ReadAll_results){ b, is_eof(got.err) ? (goc_error){ 0 } : got.err };
	}
}

static struct moved read_at_least(io_Reader from, goc_slice p, int least)
{
	struct moved r = { 0 };
	int idle = 0;
	if (p.len < least)
		return (struct moved){ 0, io_ErrShortBuffer };
	while (r.n < least && !r.err.tab) {
		struct moved got = call_read(from, (char *)p.ptr + r.n, p.len - r.n);
		idle = got.n > 0 ? 0 : idle + 1;
		r.n += got.n;
		r.err = got.err.tab ? got.err : idle > TRIES ? io_ErrNoProgress : got.err;
	}
	if (r.n >= least)
		r.err = (goc_error){ 0 };
	else if (r.n > 0 && is_eof(r.err))
		r.err = io_ErrUnexpectedEOF;
	return r;
}

struct io_ReadAtLeast_results io_ReadAtLeast(io_Reader from, goc_slice p, int least)
{
	struct moved r = read_at_least(from, p, least);
	return (struct io_ReadAtLeast_results){ r.n, r.err };
}

struct io_ReadFull_results io_ReadFull(io_Reader from, goc_slice p)
{
	struct moved r = read_at_least(from, p, p.len);
	return (struct io_ReadFull_results){ r.n, r.err };
}

struct io_WriteString_results io_WriteString(io_Writer w, goc_string s)
{
	struct moved (*write)(void *, goc_string) = (struct moved (*)(void *, goc_string))goc__method(w.tab->type, "WriteString",
		"func(string) (int, error)");
	struct moved r = write ? write(w.data, s) : call_write(w, s, goc_string_len(s));
	return (struct io_WriteString_results){ r.n, r.err };
}
