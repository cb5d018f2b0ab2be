// Package io: its errors and Discard, and stdio's FILE as a reader and writer.
#include "../error.h"

#include <errno.h>
#include <goc/io.h>
#include <goc/sync.h>
#include <stdio.h>
#include <string.h>
#include "sched/block.h"

goc_error io_EOF = GOC_ERROR("EOF");
goc_error io_ErrUnexpectedEOF = GOC_ERROR("unexpected EOF");
goc_error io_ErrShortWrite = GOC_ERROR("short write");
goc_error io_ErrShortBuffer = GOC_ERROR("short buffer");
goc_error io_ErrNoProgress = GOC_ERROR("multiple Read calls return no data or error");
goc_error io_ErrClosedPipe = GOC_ERROR("io: read/write on closed pipe");

// ---- Discard -------------------------------------------------------------------------------------

struct written {
	int n;
	goc_error err;
};

static struct written discard_write(void *data, goc_slice p)
{
	(void)data;
	return (struct written){ p.len, { 0 } };
}

static const goc_method discard_methods[] = { { "Write", GOC_SIGNATURE_IO, discard_write } };
static const goc_type discard_type = { .kind = GOC_KIND_STRUCT, .flags = GOC_TYPE_NAMED, .name = "io.discard",
	.key = "io.discard", .nmethods = 1, .methods = discard_methods };
static const struct goc__tab1 discard_tab = { &discard_type, { discard_write } };
io_Writer io_Discard = { (const goc_itab *)&discard_tab, NULL };

// ---- FILE ----------------------------------------------------------------------------------------

// stdio's lock blocks threads: behind a reader that is slow to empty a pipe, thousands of goroutines that print
// would hold a thread each. So those that write to the standard streams wait here first, parked.
static sync_Mutex to_stdout, to_stderr;

struct _IO_FILE_Write_results _IO_FILE_Write(FILE *f, goc_slice p)
{
	sync_Mutex *turn = f == stdout ? &to_stdout : f == stderr ? &to_stderr : NULL;
	if (turn)
		sync_Mutex_Lock(turn);
	size_t n = fwrite(p.ptr, 1, (size_t)p.len, f);
	int errnum = errno;
	if (turn)
		sync_Mutex_Unlock(turn);
	errno = errnum;
	struct _IO_FILE_Write_results r = { (int)n, { 0 } };
	if ((int)n < p.len)
		r.err = goc__errno_error(errnum);
	return r;
}

// Waits for one byte, then takes what stdio has read along with it.
struct _IO_FILE_Read_results _IO_FILE_Read(FILE *f, goc_slice p)
{
	struct _IO_FILE_Read_results r = { 0, { 0 } };
	if (p.len == 0)
		return r;
	goc__blocking_begin(GOC__WAIT_IO);
	flockfile(f);
	int c = getc_unlocked(f);
	if (c != EOF) {
		*(char *)p.ptr = (char)c;
		size_t have = (size_t)(f->_IO_read_end - f->_IO_read_ptr), room = (size_t)p.len - 1;
		r.n = 1 + (int)fread_unlocked((char *)p.ptr + 1, 1, have < room ? have : room, f);
	}
	int failed = c == EOF && ferror_unlocked(f) ? errno : 0;
	funlockfile(f);
	goc__blocking_end();
	if (c == EOF)
		r.err = failed ? goc__errno_error(failed) : io_EOF;
	return r;
}
