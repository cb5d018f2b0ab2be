// Making types: basic ones by name, the dialect's words, derived ones, and the canonical text (key) by which two
// types are compared. Named types share their canonical's fields; only the canonical's are complete while a
// recursive struct is being read, so passes look at t->canonical->fields.
#include "types.h"
#include "arena.h"
#include "buf.h"
#include "words.h"
#include <string.h>

type *type_new(type_kind kind)
{
	type *t = arena_alloc(sizeof *t);
	t->kind = kind;
	t->canonical = t;
	t->size = t->align = kind == T_POINTER || kind == T_CHAN || kind == T_FUNC || kind == T_STRING ? 8 : kind == T_SLICE || kind == T_ANY || kind == T_INTERFACE ? 16 : -1;
	if (t->size > 8)
		t->align = 8;
	t->is_complete = true;
	t->key = "";
	return t;
}

// ---- Keys ------------------------------------------------------------------------------------------------

static void put_key(buf *b, const type *t)
{
	buf_puts(b, t->canonical->key && *t->canonical->key ? t->canonical->key : "?");
}

static void put_signature(buf *b, const type *t)
{
	buf_putc(b, '(');
	for (int i = 0; i < t->nparams; i++) {
		buf_puts(b, i ? "," : "");
		buf_puts(b, t->go_variadic && i == t->nparams - 1 ? "..." : "");
		put_key(b, t->params[i]);
	}
	buf_puts(b, t->variadic ? ",...)" : ")");
	for (int i = 0; i < t->nresults; i++) {
		buf_puts(b, i ? "," : "(");
		put_key(b, t->results[i]);
	}
	buf_puts(b, t->nresults ? ")" : "");
}

static void put_record(buf *b, const type *t)
{
	const char *word = t->kind == T_STRUCT ? "struct" : t->kind == T_UNION ? "union" : "enum";
	bool global = t->usr && (!strncmp(t->usr, "c:@S@", 5) || !strncmp(t->usr, "c:@U@", 5) || !strncmp(t->usr, "c:@E@", 5));
	if (t->tag && global) {
		buf_printf(b, "%s %s", word, t->tag);
	} else if (t->tag || t->kind == T_ENUM || (t->usr && !strncmp(t->usr, "c:@SA@", 6))) {
		buf_printf(b, "%s %s@%s", word, t->tag ? t->tag : "", t->usr ? t->usr : "");
	} else {
		buf_printf(b, "%s{", word);
		for (int i = 0; i < t->nfields; i++) {
			buf_printf(b, "%s:%d ", t->fields[i].name, t->fields[i].bits);
			put_key(b, t->fields[i].type);
			buf_putc(b, ';');
		}
		buf_putc(b, '}');
	}
}

static void make_key(buf *b, const type *t)
{
	switch (t->kind) {
	case T_POINTER: buf_puts(b, t->elem->is_const ? "*const " : "*"); put_key(b, t->elem); break;
	case T_ARRAY: buf_printf(b, "[%ld]", t->count); put_key(b, t->elem); break;
	case T_SLICE: buf_puts(b, "[]"); put_key(b, t->elem); break;
	case T_CHAN: buf_puts(b, t->dir == DIR_BOTH ? "chan(" : t->dir == DIR_SEND ? "chan<-(" : "<-chan("); put_key(b, t->elem); buf_putc(b, ')'); break;
	case T_FUNC: buf_puts(b, "func"); put_signature(b, t); break;
	case T_CFUNC: buf_puts(b, "function"); put_signature(b, t); break;
	case T_TUPLE: buf_puts(b, "tuple"); put_signature(b, t); break;
	case T_STRING: buf_puts(b, "*const char"); break;
	case T_ANY: buf_puts(b, "interface{}"); break;
	case T_NIL: buf_puts(b, "nil"); break;
	case T_COMPLEX: buf_printf(b, "complex%ld", t->size); break;
	case T_STRUCT: case T_UNION: case T_ENUM: put_record(b, t); break;
	case T_INTERFACE:
		buf_puts(b, "interface{");
		for (int i = 0; i < t->nmethods; i++) {
			buf_puts(b, t->methods[i].name);
			put_signature(b, t->methods[i].func);
			buf_putc(b, ';');
		}
		buf_putc(b, '}');
		break;
	default: buf_puts(b, "?");
	}
}

type *type_finish(type *t)
{
	buf b = { 0 };
	make_key(&b, t);
	t->key = arena_text(b.text, b.len);
	return t;
}

// ---- Derived ---------------------------------------------------------------------------------------------

static type *derived(type_kind kind, type *elem)
{
	type *t = type_new(kind);
	t->elem = elem;
	return t;
}

type *type_pointer(type *elem)
{
	return type_finish(derived(T_POINTER, elem));
}

type *type_slice(type *elem)
{
	return type_finish(derived(T_SLICE, elem));
}

type *type_chan(type *elem, chan_dir dir)
{
	type *t = derived(T_CHAN, elem);
	t->dir = dir;
	return type_finish(t);
}

type *type_named(type *t, const char *name)
{
	type *n = arena_copy(t, sizeof *t);
	n->name = name;
	n->canonical = t->canonical;
	n->c = NULL;
	return n;
}

type *type_unqualified(type *t)
{
	if (!t->is_const)
		return t;
	type *u = arena_copy(t, sizeof *t);
	u->is_const = false;
	u->c = NULL;
	return u;
}

type *type_decayed(type *t)
{
	if (t->canonical->kind == T_ARRAY)
		return type_pointer(t->canonical->elem);
	return t->canonical->kind == T_CFUNC ? type_pointer(t) : t;
}

// ---- Basic -----------------------------------------------------------------------------------------------

type *type_basic(const char *name)
{
	static const struct { const char *name; type_kind kind; int size; bool is_unsigned; } table[] = {
		{ "void", T_VOID, 1, false }, { "_Bool", T_BOOL, 1, true }, { "char", T_INT, 1, false }, { "signed char", T_INT, 1, false },
		{ "unsigned char", T_INT, 1, true }, { "short", T_INT, 2, false }, { "unsigned short", T_INT, 2, true },
		{ "int", T_INT, 4, false }, { "unsigned", T_INT, 4, true }, { "unsigned int", T_INT, 4, true }, { "long", T_INT, 8, false },
		{ "unsigned long", T_INT, 8, true }, { "long long", T_INT, 8, false }, { "unsigned long long", T_INT, 8, true },
		{ "__int128", T_INT, 16, false }, { "unsigned __int128", T_INT, 16, true }, { "float", T_FLOAT, 4, false },
		{ "double", T_FLOAT, 8, false }, { "long double", T_FLOAT, 16, false }, { "_Float128", T_FLOAT, 16, false },
	};
	static type *made[sizeof table / sizeof *table];
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		if (strcmp(table[i].name, name))
			continue;
		if (!strcmp(name, "unsigned int"))
			return type_basic("unsigned");
		if (!made[i]) {
			type *t = made[i] = type_new(table[i].kind);
			t->size = t->align = table[i].size;
			t->is_unsigned = table[i].is_unsigned;
			t->is_char = !strcmp(name, "char");
			t->key = table[i].name;
		}
		return made[i];
	}
	return NULL;
}

static type *make_error(void)
{
	type *f = type_new(T_FUNC), *t = type_new(T_INTERFACE);
	ARENA_PUSH(f->results, f->nresults, type_word(W_STRING));
	iface_method m = { "Error", type_finish(f) };
	ARENA_PUSH(t->methods, t->nmethods, m);
	return type_named(type_finish(t), "error");
}

static type *make_word(word w)
{
	static const char *const basics[W_WORDS] = {
		[W_INT8] = "signed char", [W_INT16] = "short", [W_INT32] = "int", [W_INT64] = "long", [W_UINT8] = "unsigned char",
		[W_UINT16] = "unsigned short", [W_UINT32] = "unsigned", [W_UINT64] = "unsigned long", [W_UINT] = "unsigned",
		[W_UINTPTR] = "unsigned long", [W_BYTE] = "unsigned char", [W_RUNE] = "int", [W_FLOAT32] = "float", [W_FLOAT64] = "double",
		[W_BOOL] = "_Bool",
	};
	if (w == W_ERROR)
		return make_error();
	if (w == W_STRING || w == W_ANY)
		return type_named(type_finish(type_new(w == W_STRING ? T_STRING : T_ANY)), word_text(w));
	return type_named(type_basic(basics[w]), word_text(w));
}

type *type_word(word w)
{
	static type *made[W_WORDS];
	if (!made[w])
		made[w] = make_word(w);
	return made[w];
}
