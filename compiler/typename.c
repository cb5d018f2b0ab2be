// What a type is called at run time (%T, panics), the key that makes two descriptors one type, the identifier
// of its descriptor, and the questions that names decide.
//
// Names are Go's: "*job", "[]string", C's number types by their widths.
// Two types may share a name (structs of one tag in two files); the key adds what tells them apart.
#include "typetext.h"
#include "arena.h"
#include "buf.h"
#include <stdlib.h>
#include <string.h>

static bool is_text(const char *s)
{
	return s && *s;
}

static const type *canonical(const type *t)
{
	return t->canonical ? t->canonical : t;
}

// ---- Questions -------------------------------------------------------------------------------------------

bool type_same(const type *a, const type *b)
{
	const type *x = canonical(a), *y = canonical(b);
	if (x->kind == T_UNKNOWN || y->kind == T_UNKNOWN)
		return true;            // never an error by itself
	if (x->kind == y->kind && x->key && y->key && (strchr(x->key, '?') || strchr(y->key, '?')))
		return true;
	return x == y || (x->kind == y->kind && is_text(x->key) && is_text(y->key) && strcmp(x->key, y->key) == 0);
}

bool type_is_text(const type *t)
{
	const type *c = canonical(t);
	return c->kind == T_STRING || (c->kind == T_POINTER && c->elem && canonical(c->elem)->kind == T_INT && canonical(c->elem)->is_char);
}

bool type_is_extension(const type *t)
{
	if (type_is_of_package(t))
		return true;
	const type *c = canonical(t);
	switch (c->kind) {
	case T_STRING: case T_CHAN: case T_SLICE: case T_FUNC: case T_ANY: case T_INTERFACE:
		return true;
	case T_ARRAY:
		return type_is_extension(c->elem);
	case T_STRUCT: case T_UNION:
		for (int i = 0; i < c->nfields; i++)
			if (type_is_extension(c->fields[i].type))
				return true;
		return false;
	default:
		return false;
	}
}

bool type_is_nameless(const type *t)
{
	for (; !is_text(t->name); t = t->elem) {
		const type *c = canonical(t);
		if (c->kind == T_STRUCT || c->kind == T_UNION)
			return !is_text(c->tag) && !type_record_typedef(c);
		if ((c->kind != T_POINTER && c->kind != T_ARRAY) || !t->elem)
			return false;
	}
	return false;
}

bool type_is_direct(const type *t)
{
	switch (canonical(t)->kind) {
	case T_POINTER: case T_STRING: case T_CHAN: case T_FUNC: case T_CFUNC: case T_NIL:
		return true;
	default:
		return false;
	}
}

bool type_is_named(const type *t)
{
	type_kind k = canonical(t)->kind;
	if (k == T_STRUCT || k == T_UNION || k == T_ENUM)
		return is_text(canonical(t)->tag) || type_record_typedef(canonical(t)) || is_text(t->name);
	if (!is_text(t->name))
		return false;
	int n = 0;
	return type_is_of_package(t) || (k != T_ANY && k != T_INTERFACE && type_methods(t, &n) && n > 0);
}

// ---- At run time ---------------------------------------------------------------------------------------------

static const char *go_list(type *const *list, int n, bool go_variadic)
{
	buf b = { 0 };
	for (int i = 0; i < n; i++) {
		bool last = go_variadic && i == n - 1 && list[i]->kind == T_SLICE;
		buf_printf(&b, "%s%s%s", i ? ", " : "", last ? "..." : "", type_go_name(last ? list[i]->elem : list[i]));
	}
	return type_take(&b);
}

const char *type_go_signature(const type *t)
{
	bool go_variadic = t->go_variadic || (t->kind == T_FUNC && t->variadic);
	buf b = { 0 };
	buf_printf(&b, "func(%s%s)", go_list(t->params, t->nparams, go_variadic),
		t->variadic && !go_variadic ? t->nparams ? ", ..." : "..." : "");
	if (t->nresults == 1)
		buf_printf(&b, " %s", type_go_name(t->results[0]));
	else if (t->nresults > 1)
		buf_printf(&b, " (%s)", go_list(t->results, t->nresults, false));
	return type_take(&b);
}

static const char *go_interface(const type *t)
{
	if (t->tag)
		return t->tag;
	buf b = { 0 };
	buf_puts(&b, "interface {");
	for (int i = 0; i < t->nmethods; i++)
		buf_printf(&b, "%s %s%s", i ? ";" : "", t->methods[i].name, type_go_signature(t->methods[i].func) + 4);
	buf_puts(&b, " }");
	return type_take(&b);
}

static const char *go_struct(const type *t)
{
	if (is_text(t->tag))
		return t->tag;
	if (type_record_typedef(t))
		return type_dotted(type_record_typedef(t));
	if (t->nfields == 0)
		return "struct {}";
	buf b = { 0 };
	buf_puts(&b, "struct {");
	for (int i = 0; i < t->nfields; i++)
		buf_printf(&b, "%s %s %s", i ? ";" : "", t->fields[i].name ? t->fields[i].name : "_", type_go_name(t->fields[i].type));
	buf_puts(&b, " }");
	return type_take(&b);
}

// While a key is made, a mere typedef (rune, int32, uintptr) counts as the type that it stands for.
static bool keying;

static const char *go_word(const type *t, const char *plain, const char *const *words)
{
	for (; t->name && !keying && *words; words++)
		if (strcmp(type_plain_name(t->name), *words) == 0)
			return *words;
	return plain;
}

static const char *go_number(const type *t)
{
	static const char *const ints[] = { "int32", NULL }, *const uints[] = { "uint32", NULL }, *const sizes[] = { "uintptr", NULL };
	if (t->kind == T_FLOAT)
		return t->size == 4 ? "float32" : t->size == 8 ? "float64" : "long double";
	if (t->kind == T_COMPLEX)
		return t->size == 8 ? "complex64" : t->size == 16 ? "complex128" : "long double complex";
	if (t->is_char)
		return "char";
	if (t->name && !keying && strcmp(type_plain_name(t->name), "rune") == 0)
		return "int32";
	if (t->size == 4)
		return t->is_unsigned ? go_word(t, "uint", uints) : go_word(t, "int", ints);
	if (t->size == sizeof(void *) && t->is_unsigned)
		return go_word(t, "uint64", sizes);
	return arena_printf("%s%ld", t->is_unsigned ? "uint" : "int", t->size * 8);
}

const char *type_go_name(const type *t)
{
	if (type_is_named(t) && is_text(t->name))
		return type_dotted(t->name);
	const type *c = canonical(t);
	if (t->kind == T_INT || t->kind == T_FLOAT || t->kind == T_COMPLEX)
		return go_number(t);
	switch (c->kind) {
	case T_VOID: return "void";
	case T_BOOL: return "bool";
	case T_ENUM:
		return is_text(c->tag) ? c->tag : type_record_typedef(c) ? type_dotted(type_record_typedef(c)) : c->is_unsigned ? "uint" : "int";
	case T_STRUCT: case T_UNION: return go_struct(c);
	case T_POINTER:
		if (type_is_text(t))
			return "string";
		return !t->elem || c->elem->kind == T_VOID ? "unsafe.Pointer" : c->elem->kind == T_CFUNC
			? type_go_signature(c->elem) : arena_printf("*%s", type_go_name(t->elem));
	case T_ARRAY: return arena_printf("[%ld]%s", c->count, type_go_name(t->elem));
	case T_CFUNC: case T_FUNC: return type_go_signature(t);
	case T_STRING: return "string";
	case T_CHAN: {
		const char *word = c->dir == DIR_SEND ? "chan<-" : c->dir == DIR_RECV ? "<-chan" : "chan";
		bool wraps = c->dir != DIR_SEND && canonical(t->elem)->kind == T_CHAN && canonical(t->elem)->dir == DIR_RECV;
		return arena_printf(wraps ? "%s (%s)" : "%s %s", word, type_go_name(t->elem));
	}
	case T_SLICE: return arena_printf("[]%s", type_go_name(t->elem));
	case T_ANY: return "interface {}";
	case T_INTERFACE: return is_text(t->name) ? type_dotted(t->name) : is_text(c->name) ? type_dotted(c->name) : go_interface(c);
	default: return type_show(t);
	}
}

// ---- Keys ------------------------------------------------------------------------------------------------

// The layout of a struct, union or enum, with its members' types by name only: recursion ends there.
static unsigned layout_hash(const type *c)
{
	buf b = { 0 };
	buf_printf(&b, "%ld", c->size);
	bool before = keying;
	keying = true;
	for (int i = 0; i < c->nfields; i++) {
		const field_info *f = &c->fields[i];
		buf_printf(&b, ";%s %s %u %d", f->name ? f->name : "", type_go_name(f->type), f->bit_offset, f->bits);
	}
	keying = before;
	unsigned h = (unsigned)type_hash(b.text);
	free(b.text);
	return h;
}

// The struct, union or enum that a type's name ends in: the T of **T, []T, chan T; NULL: none.
static const type *record_inside(const type *t)
{
	for (const type *c = canonical(t); c; c = c->elem ? canonical(c->elem) : NULL)
		if (c->kind == T_STRUCT || c->kind == T_UNION || c->kind == T_ENUM)
			return c;
	return NULL;
}

static const char *keyed(const type *t, const char *(*text)(const type *))
{
	bool before = keying;
	keying = true;
	const char *name = text(t);
	keying = before;
	return name;
}

// A package's type is one in every file; the runtime has descriptors of its own for some.
static bool package_inside(const type *t)
{
	for (; t; t = t->elem)
		if (type_is_of_package(t))
			return true;
	return false;
}

const char *type_key(const type *t)
{
	const char *name = keyed(t, type_go_name);
	const type *r = record_inside(t);
	if (!r || package_inside(t) || r->size < 0)
		return name;
	return arena_printf("%s#%08x", name, layout_hash(r));
}

const char *type_signature_key(const type *t)
{
	return keyed(t, type_go_signature);
}

// A readable identifier, and part of the key's hash wherever the readable part does not tell all.
const char *type_mangled(const type *t)
{
	if (type_is_of_package(t))
		return t->name;
	const char *key = type_key(t);
	buf b = { 0 };
	bool exact = true;
	for (const char *p = key; *p && *p != '#'; p++) {
		bool plain = (*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') || (*p >= '0' && *p <= '9') || *p == '_';
		exact &= plain;
		if (*p == '*')
			buf_puts(&b, "p_");
		else if (*p == '[' && p[1] == ']')
			buf_puts(&b, "s_");
		else if (b.len < 32 && (plain || (b.len && b.text[b.len - 1] != '_' && *p != ']')))
			buf_putc(&b, plain ? *p : '_');
	}
	if (!exact || b.len >= 32 || strchr(key, '#'))
		buf_printf(&b, "%s%06x", b.len && b.text[b.len - 1] == '_' ? "" : "_", (unsigned)type_hash(key) & 0xffffff);
	return type_take(&b);
}
