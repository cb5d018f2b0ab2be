// How the packages make errors: values of `error` that are static objects or point at collected ones.
//
// An error type of the runtime is a pointer type with the methods' table written out here once; its
// methods' signatures are the canonical texts that the translator writes (goc/type.h).
#ifndef GOC_PKG_ERROR_H
#define GOC_PKG_ERROR_H
#include <goc/goc.h>
#include <goc/type.h>

#define GOC_SIGNATURE_STRING "func() string"
#define GOC_SIGNATURE_ERROR "func() error"
#define GOC_SIGNATURE_ERRORS "func() []error"
#define GOC_SIGNATURE_IO "func([]uint8) (int, error)"      // Read and Write
#define GOC_SIGNATURE_BOOL "func() bool"
#define GOC_SIGNATURE_IS "func(error) bool"
#define GOC_SIGNATURE_AS "func(interface {}) bool"

// The method table of an interface with one method.
struct goc__tab1 {
	const goc_type *type;
	void *fn[1];
};

// errors.New's error; the static ones of the packages are made of it too.
struct errors_errorString {
	goc_string s;
};
extern const struct goc__tab1 goc__error_string;
// A static initialiser of an error with that text.
#define GOC_ERROR(text) \
	{ (const goc_itab *)&goc__error_string, &(struct errors_errorString){ text } }

// An *os.PathError: "op path: what errno means", which wraps an error that says the latter (and is
// os.ErrNotExist, … to errors.Is). op is static, path is kept.
goc_error goc__path_error(const char *op, goc_string path, int errnum);
// An *os.SyscallError: "op: what errno means", which wraps the same. op is static.
goc_error goc__syscall_error(const char *op, int errnum);
// The error that says what errno means; "no such file or directory".
goc_error goc__errno_error(int errnum);

// The text of an error; never NULL.
static inline goc_string goc__error_text(goc_error e)
{
	goc_string s = ((goc_string (*)(void *))e.tab->fn[0])(e.data);
	return s ? s : "";
}
// The method of that name and signature of a type, or NULL; it takes the value's goc_any data first.
void *goc__method(const goc_type *t, const char *name, const char *signature);

#endif
