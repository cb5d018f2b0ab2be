// Package os: errors of system calls. An *os.PathError says what was done to which file, an *os.SyscallError
// which call failed; both wrap the errno, an error of its own, which says that it is os.ErrNotExist and its like.
#define _GNU_SOURCE
#include "../error.h"

#include <errno.h>
#include <goc/os.h>
#include <string.h>

goc_error os_ErrNotExist = GOC_ERROR("file does not exist");
goc_error os_ErrExist = GOC_ERROR("file already exists");
goc_error os_ErrPermission = GOC_ERROR("permission denied");
goc_error os_ErrClosed = GOC_ERROR("file already closed");

// ---- errno -----------------------------------------------------------------------------------------

// C's text, begun as Go begins it: with a small letter.
static goc_string errno_error(const goc_uint64 *e)
{
	goc_string s = strerrordesc_np((int)*e);
	if (!s)
		return "unknown error";
	goc_size n = strlen(s) + 1;
	char *text = goc_new_atomic(n);
	memcpy(text, s, n);
	if (text[0] >= 'A' && text[0] <= 'Z' && !(text[1] >= 'A' && text[1] <= 'Z'))
		text[0] += 'a' - 'A';
	return text;
}

static goc_bool errno_is(const goc_uint64 *e, goc_error target)
{
	goc_bool is = 0;
	switch (*e) {
	case ENOENT: is = target.data == os_ErrNotExist.data; break;
	case EEXIST: case ENOTEMPTY: is = target.data == os_ErrExist.data; break;
	case EACCES: case EPERM: is = target.data == os_ErrPermission.data; break;
	}
	return is;
}

static const goc_method errno_methods[] = {
	{ "Error", GOC_SIGNATURE_STRING, errno_error }, { "Is", GOC_SIGNATURE_IS, errno_is },
};
static const goc_type errno_type = { .kind = GOC_KIND_UINT, .flags = GOC_TYPE_NAMED, .size = sizeof(goc_uint64),
	.name = "syscall.Errno", .key = "syscall.Errno", .nmethods = 2, .methods = errno_methods };
static const struct goc__tab1 errno_tab = { &errno_type, { errno_error } };

goc_error goc__errno_error(int errnum)
{
	goc_uint64 value = (goc_uint64)errnum;
	return (goc_error){ (const goc_itab *)&errno_tab, goc_box(&errno_type, &value).data };
}

// ---- PathError ---------------------------------------------------------------------------------------

goc_string os_PathError_Error(os_PathError *e)
{
	goc_string why = goc__error_text(e->Err);
	goc_slice s = { 0 };
	s = goc_slice_append(s, 1, e->Op, goc_string_len(e->Op));
	s = goc_slice_append(s, 1, " ", 1);
	s = goc_slice_append(s, 1, e->Path, goc_string_len(e->Path));
	s = goc_slice_append(s, 1, ": ", 2);
	s = goc_slice_append(s, 1, why, goc_string_len(why));
	return goc_string_from_bytes(s);
}

goc_error os_PathError_Unwrap(os_PathError *e)
{
	return e->Err;
}

static const goc_field path_fields[] = {
	{ "Op", &goc_type_string, 0, 0, 0 },
	{ "Path", &goc_type_string, sizeof(goc_string), 0, 0 },
	{ "Err", &goc_type_error, 2 * sizeof(goc_string), 0, 0 },
};
static const goc_type path_type = { .kind = GOC_KIND_STRUCT, .flags = GOC_TYPE_NAMED, .size = sizeof(os_PathError),
	.count = 3, .name = "os.PathError", .key = "os.PathError", .fields = path_fields };
static const goc_method path_methods[] = {
	{ "Error", GOC_SIGNATURE_STRING, os_PathError_Error }, { "Unwrap", GOC_SIGNATURE_ERROR, os_PathError_Unwrap },
};
static const goc_type path_pointer_type = { .kind = GOC_KIND_POINTER, .flags = GOC_TYPE_DIRECT, .size = sizeof(void *),
	.name = "*os.PathError", .key = "*os.PathError", .elem = &path_type, .nmethods = 2, .methods = path_methods };
static const struct goc__tab1 path_tab = { &path_pointer_type, { os_PathError_Error } };

static goc_error path_error(const char *op, goc_string path, goc_error err)
{
	os_PathError *e = goc_new(sizeof *e);
	*e = (os_PathError){ op, path, err };
	return (goc_error){ (const goc_itab *)&path_tab, e };
}

goc_error goc__path_error(const char *op, goc_string path, int errnum)
{
	return path_error(op, path, errnum ? goc__errno_error(errnum) : os_ErrClosed);
}

// ---- SyscallError --------------------------------------------------------------------------------------

struct os_SyscallError {
	goc_string Syscall;
	goc_error Err;
};

static goc_string syscall_error(struct os_SyscallError *e)
{
	goc_string why = goc__error_text(e->Err);
	goc_slice s = { 0 };
	s = goc_slice_append(s, 1, e->Syscall, goc_string_len(e->Syscall));
	s = goc_slice_append(s, 1, ": ", 2);
	s = goc_slice_append(s, 1, why, goc_string_len(why));
	return goc_string_from_bytes(s);
}

static goc_error syscall_unwrap(struct os_SyscallError *e)
{
	return e->Err;
}

static const goc_field syscall_fields[] = {
	{ "Syscall", &goc_type_string, 0, 0, 0 }, { "Err", &goc_type_error, sizeof(goc_string), 0, 0 },
};
static const goc_type syscall_type = { .kind = GOC_KIND_STRUCT, .flags = GOC_TYPE_NAMED,
	.size = sizeof(struct os_SyscallError), .count = 2, .name = "os.SyscallError", .key = "os.SyscallError", .fields = syscall_fields };
static const goc_method syscall_methods[] = {
	{ "Error", GOC_SIGNATURE_STRING, syscall_error }, { "Unwrap", GOC_SIGNATURE_ERROR, syscall_unwrap },
};
static const goc_type syscall_pointer_type = { .kind = GOC_KIND_POINTER, .flags = GOC_TYPE_DIRECT, .size = sizeof(void *),
	.name = "*os.SyscallError", .key = "*os.SyscallError", .elem = &syscall_type, .nmethods = 2, .methods = syscall_methods };
static const struct goc__tab1 syscall_tab = { &syscall_pointer_type, { syscall_error } };

goc_error goc__syscall_error(const char *op, int errnum)
{
	struct os_SyscallError *e = goc_new(sizeof *e);
	*e = (struct os_SyscallError){ op, goc__errno_error(errnum) };
	return (goc_error){ (const goc_itab *)&syscall_tab, e };
}
