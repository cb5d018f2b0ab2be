// Package errors. An error is a tree: its Unwrap method gives one error or several. Is and As walk it
// depth first, a node before what it wraps.
//
// Methods are found by name and signature in the descriptor of the error's own type, as Go does by
// asserting to an interface that nobody has to declare.
#include "../error.h"

#include <goc/defer.h>
#include <goc/errors.h>
#include <string.h>

void *goc__method(const goc_type *t, const char *name, const char *signature)
{
	for (int i = 0; i < t->nmethods; i++)
		if (strcmp(t->methods[i].name, name) == 0)
			return strcmp(t->methods[i].signature, signature) == 0 ? t->methods[i].fn : NULL;
	return NULL;
}

// ---- New -----------------------------------------------------------------------------------------

static goc_string string_error(struct errors_errorString *e)
{
	return e->s;
}

static const goc_field string_fields[] = { { "s", &goc_type_string, 0, 0, 0 } };
static const goc_type string_type = { .kind = GOC_KIND_STRUCT, .flags = GOC_TYPE_NAMED,
	.size = sizeof(struct errors_errorString), .count = 1, .name = "errors.errorString", .key = "errors.errorString",
	.fields = string_fields };
static const goc_method string_methods[] = { { "Error", GOC_SIGNATURE_STRING, string_error } };
static const goc_type string_pointer_type = { .kind = GOC_KIND_POINTER, .flags = GOC_TYPE_DIRECT,
	.size = sizeof(void *), .name = "*errors.errorString", .key = "*errors.errorString", .elem = &string_type,
	.nmethods = 1, .methods = string_methods };
const struct goc__tab1 goc__error_string = { &string_pointer_type, { string_error } };

goc_error errors_New(goc_string text)
{
	struct errors_errorString *e = goc_new(sizeof *e);
	e->s = text;
	return (goc_error){ (const goc_itab *)&goc__error_string, e };
}

goc_error errors_ErrUnsupported = GOC_ERROR("unsupported operation");

// ---- Join ----------------------------------------------------------------------------------------

struct errors_joinError {
	goc_slice errs;             // []error, none of them nil, at least one
};

static goc_string join_error(struct errors_joinError *e)
{
	const goc_error *errs = e->errs.ptr;
	goc_slice text = { 0 };
	for (int i = 0; i < e->errs.len; i++) {
		goc_string s = goc__error_text(errs[i]);
		text = goc_slice_append(text, 1, "\n", i > 0);
		text = goc_slice_append(text, 1, s, (int)strlen(s));
	}
	return goc_string_from_bytes(text);
}

static goc_slice join_unwrap(struct errors_joinError *e)
{
	return e->errs;
}

static const goc_type errors_slice_type = { .kind = GOC_KIND_SLICE, .flags = GOC_TYPE_INCOMPARABLE,
	.size = sizeof(goc_slice), .name = "[]error", .key = "[]error", .elem = &goc_type_error };
static const goc_field join_fields[] = { { "errs", &errors_slice_type, 0, 0, 0 } };
static const goc_type join_type = { .kind = GOC_KIND_STRUCT, .flags = GOC_TYPE_NAMED | GOC_TYPE_INCOMPARABLE,
	.size = sizeof(struct errors_joinError), .count = 1, .name = "errors.joinError", .key = "errors.joinError",
	.fields = join_fields };
static const goc_method join_methods[] = {
	{ "Error", GOC_SIGNATURE_STRING, join_error }, { "Unwrap", GOC_SIGNATURE_ERRORS, join_unwrap },
};
static const goc_type join_pointer_type = { .kind = GOC_KIND_POINTER, .flags = GOC_TYPE_DIRECT,
	.size = sizeof(void *), .name = "*errors.joinError", .key = "*errors.joinError", .elem = &join_type,
	.nmethods = 2, .methods = join_methods };
static const struct goc__tab1 join_tab = { &join_pointer_type, { join_error } };

goc_error errors_Join(goc_slice errs)
{
	goc_slice some = { 0 };
	for (int i = 0; i < errs.len; i++)
		if (((const goc_error *)errs.ptr)[i].tab)
			some = goc_slice_append(some, sizeof(goc_error), (const goc_error *)errs.ptr + i, 1);
	if (some.len == 0)
		return (goc_error){ 0 };
	struct errors_joinError *e = goc_new(sizeof *e);
	e->errs = some;
	return (goc_error){ (const goc_itab *)&join_tab, e };
}

// ---- Walking ---------------------------------------------------------------------------------------

goc_error errors_Unwrap(goc_error err)
{
	if (!err.tab)
		return err;
	goc_error (*unwrap)(void *) = (goc_error (*)(void *))goc__method(err.tab->type, "Unwrap", GOC_SIGNATURE_ERROR);
	return unwrap ? unwrap(err.data) : (goc_error){ 0 };
}

// Calls visit(e, arg) for err and what it wraps, until it says true.
static goc_bool walk(goc_error err, goc_bool (*visit)(goc_error, const void *), const void *arg)
{
	while (err.tab) {
		if (visit(err, arg))
			return 1;
		goc_slice (*unwrap)(void *) = (goc_slice (*)(void *))goc__method(err.tab->type, "Unwrap", GOC_SIGNATURE_ERRORS);
		if (unwrap) {
			goc_slice errs = unwrap(err.data);
			for (int i = 0; i < errs.len; i++)
				if (walk(((const goc_error *)errs.ptr)[i], visit, arg))
					return 1;
			return 0;
		}
		err = errors_Unwrap(err);
	}
	return 0;
}

static goc_bool is_visit(goc_error err, const void *arg)
{
	const goc_error *target = arg;
	if (target->tab && !(target->tab->type->flags & GOC_TYPE_INCOMPARABLE)
		&& goc_any_equal(goc_iface_any(err), goc_iface_any(*target)))
		return 1;
	goc_bool (*is)(void *, goc_error) = (goc_bool (*)(void *, goc_error))goc__method(err.tab->type, "Is", GOC_SIGNATURE_IS);
	return is && is(err.data, *target);
}

goc_bool errors_Is(goc_error err, goc_error target)
{
	if (!err.tab || !target.tab)
		return !err.tab && !target.tab;
	return walk(err, is_visit, &target);
}

// The table for an interface type's methods, made here: the type's descriptor is no goc_interface.
static const goc_itab *tab_for(const goc_type *iface, const goc_type *t)
{
	goc_itab *tab = goc_new(sizeof *tab + iface->nmethods * sizeof tab->fn[0]);
	tab->type = t;
	for (int i = 0; i < iface->nmethods; i++)
		if (!(tab->fn[i] = goc__method(t, iface->methods[i].name, iface->methods[i].signature)))
			return NULL;
	return tab;
}

static goc_bool as_visit(goc_error err, const void *arg)
{
	const goc_any *target = arg;
	const goc_type *want = target->type->elem, *have = err.tab->type;
	if (want->kind == GOC_KIND_ANY) {
		*(goc_any *)target->data = goc_iface_any(err);
		return 1;
	}
	if (want->kind == GOC_KIND_INTERFACE) {
		const goc_itab *tab = want->nmethods ? tab_for(want, have) : NULL;
		if (tab)
			*(goc_iface *)target->data = (goc_iface){ tab, err.data };
		if (tab)
			return 1;
	} else if (goc_type_equal(want, have)) {
		memcpy(target->data, have->flags & GOC_TYPE_DIRECT ? (void *)&err.data : err.data, have->size);
		return 1;
	}
	goc_bool (*as)(void *, goc_any) = (goc_bool (*)(void *, goc_any))goc__method(have, "As", GOC_SIGNATURE_AS);
	return as && as(err.data, *target);
}

goc_bool errors_As(goc_error err, goc_any target)
{
	if (!err.tab)
		return 0;
	if (!target.type)
		goc_panic_text("errors: target cannot be nil");
	if (target.type->kind != GOC_KIND_POINTER || !target.data || !target.type->elem)
		goc_panic_text("errors: target must be a non-nil pointer");
	const goc_type *want = target.type->elem;
	if (want->kind != GOC_KIND_INTERFACE && want->kind != GOC_KIND_ANY && !goc__method(want, "Error", GOC_SIGNATURE_STRING))
		goc_panic_text("errors: *target must be interface or implement error");
	return walk(err, as_visit, &target);
}
