// fmt.Errorf: an error with a formatted text, which wraps the errors that its %w verbs took.
#include "printer.h"
#include "../error.h"

#include <goc/errors.h>
#include <goc/fmt.h>
#include <stdlib.h>

// ---- An error that wraps one -------------------------------------------------------------------------

struct fmt_wrapError {
	goc_string msg;
	goc_error err;
};

static goc_string wrap_error(struct fmt_wrapError *e)
{
	return e->msg;
}

static goc_error wrap_unwrap(struct fmt_wrapError *e)
{
	return e->err;
}

static const goc_field wrap_fields[] = {
	{ "msg", &goc_type_string, offsetof(struct fmt_wrapError, msg), 0, 0 },
	{ "err", &goc_type_error, offsetof(struct fmt_wrapError, err), 0, 0 },
};
static const goc_type wrap_type = { .kind = GOC_KIND_STRUCT, .flags = GOC_TYPE_NAMED,
	.size = sizeof(struct fmt_wrapError), .count = 2, .name = "fmt.wrapError", .key = "fmt.wrapError", .fields = wrap_fields };
static const goc_method wrap_methods[] = {
	{ "Error", GOC_SIGNATURE_STRING, wrap_error }, { "Unwrap", GOC_SIGNATURE_ERROR, wrap_unwrap },
};
static const goc_type wrap_pointer_type = { .kind = GOC_KIND_POINTER, .flags = GOC_TYPE_DIRECT, .size = sizeof(void *),
	.name = "*fmt.wrapError", .key = "*fmt.wrapError", .elem = &wrap_type, .nmethods = 2, .methods = wrap_methods };
static const struct goc__tab1 wrap_tab = { &wrap_pointer_type, { wrap_error } };

// ---- An error that wraps several ---------------------------------------------------------------------

struct fmt_wrapErrors {
	goc_string msg;
	goc_slice errs;
};

static goc_string wraps_error(struct fmt_wrapErrors *e)
{
	return e->msg;
}

static goc_slice wraps_unwrap(struct fmt_wrapErrors *e)
{
	return e->errs;
}

static const goc_type errors_type = { .kind = GOC_KIND_SLICE, .flags = GOC_TYPE_INCOMPARABLE, .size = sizeof(goc_slice),
	.name = "[]error", .key = "[]error", .elem = &goc_type_error };
static const goc_field wraps_fields[] = {
	{ "msg", &goc_type_string, offsetof(struct fmt_wrapErrors, msg), 0, 0 },
	{ "errs", &errors_type, offsetof(struct fmt_wrapErrors, errs), 0, 0 },
};
static const goc_type wraps_type = { .kind = GOC_KIND_STRUCT, .flags = GOC_TYPE_NAMED | GOC_TYPE_INCOMPARABLE,
	.size = sizeof(struct fmt_wrapErrors), .count = 2, .name = "fmt.wrapErrors", .key = "fmt.wrapErrors",
	.fields = wraps_fields };
static const goc_method wraps_methods[] = {
	{ "Error", GOC_SIGNATURE_STRING, wraps_error }, { "Unwrap", GOC_SIGNATURE_ERRORS, wraps_unwrap },
};
static const goc_type wraps_pointer_type = { .kind = GOC_KIND_POINTER, .flags = GOC_TYPE_DIRECT, .size = sizeof(void *),
	.name = "*fmt.wrapErrors", .key = "*fmt.wrapErrors", .elem = &wraps_type, .nmethods = 2, .methods = wraps_methods };
static const struct goc__tab1 wraps_tab = { &wraps_pointer_type, { wraps_error } };

// ---- Errorf ------------------------------------------------------------------------------------------

// The operand as an error: nil when it is none.
static goc_error error_in(goc_any a)
{
	static const goc_method methods[] = { { "Error", GOC_SIGNATURE_STRING, NULL } };
	static const goc_interface error_interface = { "error", 1, methods };
	const goc_itab *tab = a.type ? goc_itab_find(&error_interface, a.type) : NULL;
	return (goc_error){ tab, tab ? a.data : NULL };
}

static int by_number(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

goc_error fmt_Errorf(goc_string format, goc_slice args)
{
	struct printer p;
	fmt_start(&p);
	p.wraps = true;
	goc__fmt_printf(&p, format, args);
	goc_string text = goc__fmt_string(&p);
	if (p.wrapped.len == 0)
		return errors_New(text);
	const goc_any *a = args.ptr;
	int *took = p.wrapped.ptr;
	if (p.wrapped.len == 1) {
		struct fmt_wrapError *e = goc_new(sizeof *e);
		*e = (struct fmt_wrapError){ text, error_in(a[took[0]]) };
		return (goc_error){ (const goc_itab *)&wrap_tab, e };
	}
	if (p.reordered)
		qsort(took, (size_t)p.wrapped.len, sizeof *took, by_number);
	goc_slice errs = { 0 };
	for (int i = 0; i < p.wrapped.len; i++) {
		goc_error err = error_in(a[took[i]]);
		if (err.tab && (i == 0 || took[i] != took[i - 1]))
			errs = goc_slice_append(errs, sizeof err, &err, 1);
	}
	struct fmt_wrapErrors *e = goc_new(sizeof *e);
	*e = (struct fmt_wrapErrors){ text, errs };
	return (goc_error){ (const goc_itab *)&wraps_tab, e };
}
