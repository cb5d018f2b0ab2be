// Package os: files. Stdin, Stdout and Stderr go through stdio, so that their text keeps its order with
// what C prints and reads; other files are descriptors, used without a buffer. A call that may block in the
// kernel says so to the scheduler, and goes on after EINTR.
#include "../error.h"

#include <errno.h>
#include <fcntl.h>
#include <goc/io.h>
#include <goc/os.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>
#include "sched/block.h"

// Owned by the collector; an open descriptor is the program's to close.
struct os_File {
	FILE **stream;              // stdio's, or NULL: then fd
	int fd;                     // -1: closed
	goc_string name;
};

os_File *os_Stdin = &(os_File){ &stdin, 0, "/dev/stdin" };
os_File *os_Stdout = &(os_File){ &stdout, 1, "/dev/stdout" };
os_File *os_Stderr = &(os_File){ &stderr, 2, "/dev/stderr" };

static goc_error failed(const os_File *f, const char *op, int errnum)
{
	return goc__path_error(op, f->name, f->fd < 0 ? 0 : errnum);
}

// ---- Opening and closing -----------------------------------------------------------------------------

static os_File *open_file(goc_string path, int flags, unsigned mode, goc_error *err)
{
	int fd;
	if (!path)
		path = "";
	goc__blocking_begin(GOC__WAIT_IO);
	do
		fd = open(path, flags | O_CLOEXEC, mode);
	while (fd < 0 && errno == EINTR);
	goc__blocking_end();
	if (fd < 0) {
		*err = goc__path_error("open", path, errno);
		return NULL;
	}
	os_File *f = goc_new(sizeof *f);
	*f = (os_File){ NULL, fd, path };
	return f;
}

struct os_Open_results os_Open(goc_string path)
{
	struct os_Open_results r = { 0 };
	r.f = open_file(path, O_RDONLY, 0, &r.err);
	return r;
}

struct os_Create_results os_Create(goc_string path)
{
	struct os_Create_results r = { 0 };
	r.f = open_file(path, O_RDWR | O_CREAT | O_TRUNC, 0666, &r.err);
	return r;
}

goc_error os_File_Close(os_File *f)
{
	int fd = f->fd, result = 0;
	if (fd < 0)
		return failed(f, "close", 0);
	if (f->stream)
		result = fflush(*f->stream);
	f->fd = -1;
	if (close(fd) < 0 || result < 0)
		return goc__path_error("close", f->name, errno);
	return (goc_error){ 0 };
}

goc_string os_File_Name(os_File *f)
{
	return f->name;
}

goc_uintptr os_File_Fd(os_File *f)
{
	return (goc_uintptr)f->fd;
}

// ---- Reading and writing -------------------------------------------------------------------------------

struct os_File_Read_results os_File_Read(os_File *f, goc_slice p)
{
	struct os_File_Read_results r = { 0 };
	if (f->stream && f->fd >= 0) {
		struct _IO_FILE_Read_results got = _IO_FILE_Read(*f->stream, p);
		return (struct os_File_Read_results){ got.n, got.err };
	}
	if (p.len == 0)
		return r;
	ssize_t n;
	goc__blocking_begin(GOC__WAIT_IO);
	do
		n = read(f->fd, p.ptr, (size_t)p.len);
	while (n < 0 && errno == EINTR);
	goc__blocking_end();
	if (n < 0)
		r.err = failed(f, "read", errno);
	else if (n == 0)
		r.err = io_EOF;
	else
		r.n = (int)n;
	return r;
}

// Writes all; returns how much, and errno in *errnum when it is less.
static int write_all(int fd, const char *p, int len, int *errnum)
{
	int done = 0;
	goc__blocking_begin(GOC__WAIT_IO);
	while (done < len) {
		ssize_t n = write(fd, p + done, (size_t)(len - done));
		if (n < 0 && errno != EINTR) {
			*errnum = errno;
			break;
		}
		if (n > 0)
			done += (int)n;
	}
	goc__blocking_end();
	return done;
}

struct os_File_Write_results os_File_Write(os_File *f, goc_slice p)
{
	struct os_File_Write_results r = { 0 };
	int errnum = 0;
	if (f->stream && f->fd >= 0) {
		r.n = _IO_FILE_Write(*f->stream, p).n;
		errnum = errno;
	} else {
		r.n = write_all(f->fd, p.ptr, p.len, &errnum);
	}
	if (r.n < p.len)
		r.err = failed(f, "write", errnum);
	return r;
}

struct os_File_WriteString_results os_File_WriteString(os_File *f, goc_string s)
{
	int n = goc_string_len(s);
	struct os_File_Write_results r = os_File_Write(f, (goc_slice){ (void *)s, n, n });
	return (struct os_File_WriteString_results){ r.n, r.err };
}

// ---- Whole files ---------------------------------------------------------------------------------------

struct os_ReadFile_results os_ReadFile(goc_string path)
{
	struct os_ReadFile_results r = { 0 };
	os_File *f = open_file(path, O_RDONLY, 0, &r.err);
	if (!f)
		return r;
	struct stat st;
	goc_int64 size = fstat(f->fd, &st) == 0 && st.st_size < (1 << 30) ? st.st_size : 0;
	goc_slice data = goc_slice_make(1, 0, size + 512);    // one read more than the size sees the end
	for (;;) {
		if (data.cap - data.len < 512) {
			int len = data.len;
			data = goc_slice_append_slice(data, 1, goc_slice_make(1, data.cap, data.cap));
			data.len = len;
		}
		struct os_File_Read_results got = os_File_Read(f, (goc_slice){ (char *)data.ptr + data.len, data.cap - data.len, 0 });
		data.len += got.n;
		if (got.err.tab) {
			if (got.err.data != io_EOF.data)
				r.err = got.err;
			break;
		}
	}
	close(f->fd);
	r.data = data;
	return r;
}

goc_error os_WriteFile(goc_string path, goc_slice data, goc_uint32 mode)
{
	goc_error err = { 0 };
	os_File *f = open_file(path, O_WRONLY | O_CREAT | O_TRUNC, mode, &err);
	if (!f)
		return err;
	err = os_File_Write(f, data).err;
	goc_error closing = os_File_Close(f);
	return err.tab ? err : closing;
}

goc_error os_Remove(goc_string path)
{
	if (!path)
		path = "";
	if (unlink(path) == 0 || (errno == EISDIR && rmdir(path) == 0))
		return (goc_error){ 0 };
	return goc__path_error("remove", path, errno);
}
