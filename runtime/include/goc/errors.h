// Package errors: errors with a text, and errors that wrap others. An error wraps what its Unwrap method
// gives: `error Unwrap(void)` or `[]error Unwrap(void)`. Nothing here parks, unless a method of the
// program's own error does.
//
//	error closed = errors.New("closed");
//	error err = fmt.Errorf("read: %w", closed);
//	fmt.Println(errors.Is(err, closed), err);               // true read: closed
#ifndef GOC_ERRORS_H
#define GOC_ERRORS_H
#include <goc/goc.h>

goc_error errors_New(goc_string text);    // never equal to another; text is kept, not copied
// Does err, or one that it wraps, equal target or say so by a method `bool Is(error)`?
goc_bool errors_Is(goc_error err, goc_error target);
// target is the address of a variable of an error type or an interface: `job_error *e; errors.As(err, &e)`.
// The first of err and what it wraps that has that type is stored there. Panics when target is no such address.
goc_bool errors_As(goc_error err, goc_any target);
goc_error errors_Unwrap(goc_error err);    // what it wraps by `error Unwrap(void)`, or nil
goc_error errors_Join(goc_slice errs);    // wraps all that are not nil, one a line; nil without any
extern goc_error errors_ErrUnsupported;

#endif
