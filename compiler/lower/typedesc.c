// Descriptors of types and tables of methods: what goc/type.h reads at run time.
//
// A descriptor is a weak constant, so that a link holds one of each type, and its name is made of the type's
// key and of the names of its methods: two files that see one struct with different methods keep theirs.
// It is declared before the item that uses it and defined at the end of the file, where every type and
// function that it names is known; that also settles types that contain each other. Sizes and offsets are
// written as numbers: a type declared within a function is out of sight at the end of the file.
//
// A table of methods (itab) is the file's own. Methods of a value receiver are reached through a wrapper
// that takes the data pointer; the others are the functions themselves.
#include "typedesc.h"
#include "../arena.h"
#include "../buf.h"
#include "../map.h"
#include "../source.h"
#include <string.h>

struct described { const type *type; const char *name; };
static struct described *list;      // in the order of first use; those the runtime has are not in it
static int nlist;

struct table { const char *name; const type *type, *iface; };
static struct table *tables;
static int ntables;

static map known;                   // names declared so far, of descriptors, tables, interfaces, wrappers

static bool first_time(const char *name)
{
	if (map_get(&known, name))
		return false;
	map_set(&known, name, (void *)name);
	return true;
}

// A C function is in an `any` what it is as a function value.
static const type *pointed_function(const type *t)
{
	const type *c = t->canonical;
	if (c->kind == T_POINTER && c->elem && c->elem->canonical->kind == T_CFUNC)
		return c->elem->canonical;
	return c->kind == T_CFUNC ? c : NULL;
}

// ---- Which descriptor ----------------------------------------------------------------------------------

static const char *basic_number(const type *t)
{
	if (t->canonical->kind == T_FLOAT)
		return t->size == 4 ? "float32" : t->size == 8 ? "float64" : "longdouble";
	return t->size <= 8 ? type_go_name(t) : NULL;
}

const char *typedesc_basic(const type *t)
{
	const type *c = t->canonical;
	if (type_is_named(t))
		return NULL;
	switch (c->kind) {
	case T_BOOL: return "bool";
	case T_INT: case T_FLOAT: return basic_number(t);
	case T_ENUM: return strcmp(type_go_name(t), "uint") == 0 || strcmp(type_go_name(t), "int") == 0 ? type_go_name(t) : NULL;
	case T_STRING: return "string";
	case T_POINTER:
		if (type_is_text(t))
			return "string";
		return !c->elem || c->elem->canonical->kind == T_VOID ? "pointer" : NULL;
	case T_ANY: return "any";
	case T_INTERFACE: return c->name && strcmp(type_plain_name(c->name), "error") == 0 ? "error" : NULL;
	case T_NIL: case T_VOID: case T_UNKNOWN: return "pointer";
	default: return NULL;
	}
}

// The type whose methods a value of type t has: t itself, or what it points at.
static const type *method_base(const type *t)
{
	const type *c = t->canonical;
	if (type_is_of_package(t) || c->kind != T_POINTER || !c->elem)
		return t;
	return t->name && type_is_named(t) ? t : t->elem;
}

static bool is_pointer_to_base(const type *t)
{
	return method_base(t) != t;
}

// Whether the value has the method: a pointer has all, a value those that do not change it.
static bool has_method(const type *t, const method *m)
{
	return is_pointer_to_base(t) || !m->by_pointer || m->by_const_pointer;
}

// A C header's functions are methods of its types, but naming them all in a descriptor would ask the linker
// for every one. Those that the packages look for are enough.
static bool belongs_in_descriptor(const method *m)
{
	const char *name = strrchr(m->fn->name, '_');
	bool wanted = m->fn->ident || m->fn->is_func || (name && (!strcmp(name, "_Error") || !strcmp(name, "_String")));
	return wanted && !(m->fn->type->variadic && !m->fn->type->go_variadic);
}

static const char *method_name(const type *base, const method *m)
{
	const type *c = base->canonical;
	size_t n = base->name ? strlen(base->name) : 0;
	if (n && strncmp(m->fn->name, base->name, n) == 0 && m->fn->name[n] == '_')
		return m->fn->name + n + 1;
	const char *tag = c->tag ? c->tag : type_record_typedef(c) ? type_record_typedef(c) : "";
	n = strlen(tag);
	if (n && strncmp(m->fn->name, tag, n) == 0 && m->fn->name[n] == '_')
		return m->fn->name + n + 1;
	const char *last = strrchr(m->fn->name, '_');
	return last ? last + 1 : m->fn->name;
}

static const char *path;            // of the file being translated

// Methods that are static make the descriptor this file's own.
static const char *methods_suffix(const type *t)
{
	int n = 0;
	const method *const *all = type_methods(method_base(t), &n);
	buf b = { 0 };
	for (int i = 0; i < n; i++)
		if (has_method(t, all[i]) && belongs_in_descriptor(all[i]))
			buf_printf(&b, "%s%s;", all[i]->fn->name, all[i]->fn->is_static ? path : "");
	if (!b.len || type_is_of_package(t))
		return "";
	return arena_printf("_%04x", (unsigned)type_hash(type_take(&b)) & 0xffff);
}

// Registers t without printing anything; NULL: it is one of the runtime's.
static const char *describe(const type *t, bool *is_new)
{
	const char *name = arena_printf("goc_type_%s%s", type_mangled(t), methods_suffix(t));
	*is_new = first_time(name);
	if (*is_new) {
		struct described d = { t, name };
		ARENA_PUSH(list, nlist, d);
	}
	return name;
}

static const type *plain(const type *t)
{
	const type *f = pointed_function(t);
	return f ? f : t;
}

const char *typedesc(emit *e, const type *t)
{
	bool is_new;
	e->uses_type = true;
	path = e->unit->src->path;
	t = plain(t);
	const char *known_name = typedesc_basic(t);
	if (known_name)
		return arena_printf("goc_type_%s", known_name);
	const char *name = describe(t, &is_new);
	if (is_new)
		emit_hoist(e, arena_printf("extern const goc_type %s __attribute__((weak));\n", name));
	return name;
}

// ---- Interfaces and tables -------------------------------------------------------------------------------

// A method's function type without its receiver.
static const type *without_receiver(const type *fn)
{
	type *t = arena_copy(fn, sizeof *fn);
	t->kind = T_FUNC;
	t->params = fn->params + 1;
	t->nparams = fn->nparams - 1;
	t->canonical = t;
	t->name = t->key = t->c = NULL;
	return t;
}

const char *typedesc_interface(emit *e, const type *iface)
{
	const type *c = iface->canonical;
	const char *mangled = type_mangled(iface);
	const char *name = arena_printf("goc_interface_%s", mangled);
	e->uses_type = true;
	if (!first_time(name))
		return name;
	buf b = { 0 };
	for (int i = 0; i < c->nmethods; i++)
		buf_printf(&b, "%s{ \"%s\", \"%s\", 0 }", i ? ", " : "", c->methods[i].name, type_signature_key(c->methods[i].func));
	emit_hoist(e, arena_printf("static const goc_interface %s = { \"%s\", %d, (const goc_method[]){ %s } };\n",
		name, type_go_name(iface), c->nmethods, c->nmethods ? type_take(&b) : "{ 0 }"));
	return name;
}

const char *typedesc_table(emit *e, const type *t, const type *iface)
{
	t = plain(t);
	typedesc(e, t);
	const char *name = arena_printf("goc_itab_%s_%s", type_mangled(t), type_mangled(iface));
	if (first_time(name)) {
		struct table table = { name, t, iface->canonical };
		ARENA_PUSH(tables, ntables, table);
		emit_hoist(e, arena_printf("static const goc_itab %s;\n", name));
	}
	return name;
}

// ---- Definitions -------------------------------------------------------------------------------------------

static void parameter_list(buf *b, const type *fn, const char *first)
{
	buf_puts(b, first);
	for (int i = 1; i < fn->nparams; i++)
		buf_printf(b, ", %s", type_declare(fn->params[i], arena_printf("goc_%d", i)));
}

// The function that stands in a table for method m of t's values. It takes the data pointer.
static const char *entry(buf *out, const type *t, const method *m)
{
	if (m->by_pointer)
		return m->fn->name;
	const type *fn = m->fn->type, *receiver = fn->params[0];
	bool direct = !is_pointer_to_base(t) && type_is_direct(t);
	const char *name = arena_printf("goc_%s_%s", direct ? "d" : "m", m->fn->name);
	if (!first_time(name))
		return name;
	buf head = { 0 }, b = { 0 };
	buf_printf(&head, "%s(", name);
	parameter_list(&head, fn, "void *goc_0");
	buf_puts(&head, ")");
	const char *result = type_result_c(fn);
	if (fn->nresults == 1)
		buf_printf(&b, "static %s", type_declare(fn->results[0], type_take(&head)));
	else
		buf_printf(&b, "static %s %s", result, type_take(&head));
	buf_printf(&b, " { %s%s%s(", closure_forward(name, m), fn->nresults ? "return " : "", m->fn->name);
	buf_printf(&b, direct ? "(%s)goc_0" : "*(%s *)goc_0", type_c(receiver));
	for (int i = 1; i < fn->nparams; i++)
		buf_printf(&b, ", goc_%d", i);
	buf_printf(out, "%s); }\n", type_take(&b));
	return name;
}

// A descriptor that others refer to: registers it, so that it is printed too.
static const char *reference(buf *out, const type *t)
{
	bool is_new;
	if (pointed_function(t))
		return "&goc_type_pointer";     // a C function's address in a member is no function value
	const char *known_name = typedesc_basic(t);
	if (known_name)
		return arena_printf("&goc_type_%s", known_name);
	const char *name = describe(t, &is_new);
	if (is_new)
		buf_printf(out, "extern const goc_type %s __attribute__((weak));\n", name);
	return arena_printf("&%s", name);
}

static const char *kind_name(const type *t)
{
	static const char *const names[] = {
		[T_BOOL] = "BOOL", [T_FLOAT] = "FLOAT", [T_COMPLEX] = "COMPLEX", [T_ENUM] = "ENUM", [T_STRUCT] = "STRUCT",
		[T_UNION] = "UNION", [T_POINTER] = "POINTER", [T_ARRAY] = "ARRAY", [T_CFUNC] = "FUNC", [T_STRING] = "STRING",
		[T_CHAN] = "CHAN", [T_SLICE] = "SLICE", [T_FUNC] = "FUNC", [T_ANY] = "ANY", [T_INTERFACE] = "INTERFACE",
		[T_NIL] = "POINTER", [T_TUPLE] = "STRUCT",
	};
	const type *c = t->canonical;
	if (c->kind == T_INT)
		return c->is_unsigned ? "UINT" : "INT";
	if (type_is_text(t))
		return "STRING";
	return names[c->kind] ? names[c->kind] : "INVALID";
}

static bool is_incomparable(const type *t)
{
	const type *c = t->canonical;
	switch (c->kind) {
	case T_SLICE: case T_FUNC: case T_CFUNC:
		return true;
	case T_ARRAY:
		return is_incomparable(c->elem);
	case T_STRUCT:
		for (int i = 0; i < c->nfields; i++)
			if (is_incomparable(c->fields[i].type))
				return true;
		return false;
	default:
		return false;
	}
}

static const char *flags(const type *t)
{
	buf b = { 0 };
	const type *c = t->canonical;
	if (type_is_direct(t))
		buf_puts(&b, " | GOC_TYPE_DIRECT");
	if (type_is_named(t))
		buf_puts(&b, " | GOC_TYPE_NAMED");
	if (is_incomparable(t))
		buf_puts(&b, " | GOC_TYPE_INCOMPARABLE");
	if (c->kind == T_INT && c->is_char)
		buf_puts(&b, " | GOC_TYPE_CHAR");
	return b.len ? type_take(&b) + 3 : "0";
}

static const char *fields_text(buf *out, const type *c)
{
	buf b = { 0 };
	for (int i = 0; i < c->nfields; i++) {
		const field_info *f = &c->fields[i];
		buf_printf(&b, "%s{ \"%s\", %s, %u, %u, %d }", i ? ", " : "", f->name ? f->name : "", reference(out, f->type),
			f->bit_offset / 8, f->bits > 0 ? f->bit_offset % 8 : 0, f->bits > 0 ? f->bits : 0);
	}
	return b.len ? arena_printf(".fields = (const goc_field[]){ %s }, ", type_take(&b)) : "";
}

// An interface's own methods: errors.As fills a variable of the type by them.
static const char *interface_methods(const type *c)
{
	buf b = { 0 };
	for (int i = 0; i < c->nmethods; i++)
		buf_printf(&b, "%s{ \"%s\", \"%s\", 0 }", i ? ", " : "", c->methods[i].name, type_signature_key(c->methods[i].func));
	return arena_printf(".nmethods = %d, .methods = (const goc_method[]){ %s }, ", c->nmethods, type_take(&b));
}

static const char *methods_text(buf *out, const type *t)
{
	int n = 0, count = 0;
	if (t->canonical->kind == T_INTERFACE && t->canonical->nmethods)
		return interface_methods(t->canonical);
	const type *base = method_base(t);
	const method *const *all = type_methods(base, &n);
	buf b = { 0 };
	for (int i = 0; i < n; i++) {
		if (!has_method(t, all[i]) || !belongs_in_descriptor(all[i]))
			continue;
		buf_printf(&b, "%s{ \"%s\", \"%s\", (void *)%s }", count++ ? ", " : "", method_name(base, all[i]),
			type_signature_key(without_receiver(all[i]->fn->type)), entry(out, t, all[i]));
	}
	return count ? arena_printf(".nmethods = %d, .methods = (const goc_method[]){ %s }, ", count, type_take(&b)) : "";
}

static void define(buf *out, const struct described *d)
{
	const type *t = d->type, *c = t->canonical;
	buf b = { 0 };
	buf_printf(&b, "const goc_type %s __attribute__((weak)) = { .kind = GOC_KIND_%s, .flags = %s, .size = %ld, ", d->name,
		kind_name(t), flags(t), c->kind == T_CFUNC ? (long)sizeof(void *) : c->size > 0 ? c->size : 0);
	if (c->kind == T_ARRAY)
		buf_printf(&b, ".count = %ld, ", c->count > 0 ? c->count : 0);
	else if (c->nfields)
		buf_printf(&b, ".count = %d, ", c->nfields);
	if (c->kind == T_ENUM && c->is_unsigned)
		buf_printf(&b, ".elem = &goc_type_uint%s, ", c->size == 8 ? "64" : "");
	if (c->elem && c->kind != T_FUNC)
		buf_printf(&b, ".elem = %s, ", reference(out, t->elem ? t->elem : c->elem));
	buf_puts(&b, fields_text(out, c));
	buf_puts(&b, methods_text(out, t));
	buf_printf(&b, ".name = \"%s\", .key = \"%s\" };\n", type_go_name(t), type_key(t));
	buf_puts(out, type_take(&b));
}

static void define_table(buf *out, const struct table *table)
{
	const type *base = method_base(table->type);
	buf b = { 0 };
	for (int i = 0; i < table->iface->nmethods; i++) {
		const method *m = type_method(base, table->iface->methods[i].name);
		buf_printf(&b, "%s%s%s", i ? ", " : "", m ? "(void *)" : "0", m ? entry(out, table->type, m) : "");
	}
	buf_printf(out, "static const goc_itab %s = { %s, { %s } };\n", table->name, reference(out, table->type), type_take(&b));
}

void typedesc_finish(emit *e)
{
	buf out = { 0 };
	for (int i = 0; i < ntables; i++)
		define_table(&out, &tables[i]);
	for (int i = 0; i < nlist; i++)     // grows while it runs: what a descriptor refers to
		define(&out, &list[i]);
	if (!out.len)
		return;
	const char *definitions = type_take_definitions();
	emit_str(e, "\n/* Types at run time. */\n");
	if (definitions)
		emit_str(e, definitions);
	emit_str(e, type_take(&out));
	list = NULL;
	tables = NULL;
	nlist = ntables = 0;
	known = (map){ 0 };
}
