// Types as text: the C that declares something of a type, and the dialect's spelling for messages. Names and
// keys of the run time are typename.c's.
//
// A C declarator is built from the inside out: each step wraps what is there already ("x", "*x", "(*x)[3]")
// and goes on with the type around it, until a type that has a name of its own takes the text as it is.
//
// Where the dialect's types are structs without a name, all of the same shape are one type, but two struct
// bodies in C are not. So such a type is spelled as a tag made of its shape; type_take_definitions gives
// the bodies of the tags used, for the place before the item that uses them.
#include "typetext.h"
#include "arena.h"
#include "buf.h"
#include "map.h"
#include <stdlib.h>
#include <string.h>

const char *type_take(buf *b)
{
	const char *text = arena_text(b->text ? b->text : "", b->len);
	free(b->text);
	return text;
}

static bool is_text(const char *s)
{
	return s && *s;
}

static const type *canonical(const type *t)
{
	return t->canonical ? t->canonical : t;
}

// ---- Names ---------------------------------------------------------------------------------------------

// The dialect's type words, which generated code spells with goc_ before them. Their types' names arrive
// with or without it.
static const char *const word_types[] = {
	"string", "error", "any", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "uint",
	"uintptr", "byte", "rune", "float32", "float64", "bool", NULL
};

static bool is_word_type(const char *name)
{
	for (int i = 0; word_types[i]; i++)
		if (strcmp(name, word_types[i]) == 0)
			return true;
	return false;
}

// A typedef's name without goc_ where it is one of the words.
const char *type_plain_name(const char *name)
{
	return strncmp(name, "goc_", 4) == 0 && is_word_type(name + 4) ? name + 4 : name;
}

static map packages;

void type_package(const char *package)
{
	map_set(&packages, package, (void *)package);
}

// "time_Duration" → the underscore after a known package's name, before an exported name.
static const char *package_end(const char *name)
{
	const char *end = strchr(name, '_');
	if (!end || end == name || end[1] < 'A' || end[1] > 'Z')
		return NULL;
	return map_get(&packages, arena_text(name, (size_t)(end - name))) ? end : NULL;
}

bool type_is_of_package(const type *t)
{
	return t->name && package_end(t->name);
}

const char *type_dotted(const char *name)
{
	const char *end = package_end(name);
	if (!end)
		return type_plain_name(name);
	return arena_printf("%.*s.%s", (int)(end - name), name, end + 1);
}

// ---- C -------------------------------------------------------------------------------------------------

static map anonymous;           // shape → tag
static buf definitions;         // of the tags made since the last type_take_definitions

unsigned long long type_hash(const char *s)
{
	unsigned long long h = 0xcbf29ce484222325u;
	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * 0x100000001b3u;
	return h;
}

// The typedef that an unnamed struct, union or enum took its name from: libclang tells it only in the
// declaration's unique name, "c:@SA@point".
const char *type_record_typedef(const type *t)
{
	const char *at = t->usr && !is_text(t->tag) ? strrchr(t->usr, '@') : NULL;
	if (!at || at - t->usr < 2 || at[-1] != 'A' || !strchr("SUE", at[-2]) || !at[1])
		return NULL;
	return at + 1;
}

static const char *anonymous_tag(const type *t)
{
	const type *c = canonical(t);
	const char *shape = type_shape(c);
	const char *tag = map_get(&anonymous, shape);
	if (tag)
		return tag;
	tag = arena_printf("goc_s_%08x", (unsigned)type_hash(shape));
	map_set(&anonymous, shape, (void *)tag);
	buf body = { 0 };
	for (int i = 0; i < c->nfields; i++) {      // members first: they may define tags of their own
		const field_info *f = &c->fields[i];
		buf_printf(&body, " %s", type_declare(f->type, f->name ? f->name : ""));
		if (f->bits > 0)
			buf_printf(&body, " : %d", f->bits);
		buf_puts(&body, ";");
	}
	buf_printf(&definitions, "%s %s {%s }; ", c->kind == T_UNION ? "union" : "struct", tag, body.text ? body.text : "");
	free(body.text);
	return tag;
}

const char *type_take_definitions(void)
{
	const char *text = type_take(&definitions);
	definitions = (buf){ 0 };
	return *text ? text : NULL;
}

static const char *int_text(const type *t)
{
	static const char *const names[2][5] = {
		{ "signed char", "short", "int", "long", "__int128" },
		{ "unsigned char", "unsigned short", "unsigned", "unsigned long", "unsigned __int128" },
	};
	if (t->is_char && is_text(t->key))
		return t->key;
	if (is_text(t->key) && strncmp(t->key, "enum", 4) != 0)
		return t->key;
	int i = t->size == 1 ? 0 : t->size == 2 ? 1 : t->size == 8 ? 3 : t->size == 16 ? 4 : 2;
	return names[t->is_unsigned][i];
}

// The C name of a type that needs no declarator of its own.
static const char *base_text(const type *t)
{
	switch (t->kind) {
	case T_VOID: return "void";
	case T_BOOL: return "_Bool";
	case T_INT: return int_text(t);
	case T_FLOAT: return is_text(t->key) ? t->key : t->size == 4 ? "float" : t->size == 8 ? "double" : "long double";
	case T_COMPLEX: return t->size == 8 ? "float _Complex" : t->size == 16 ? "double _Complex" : "long double _Complex";
	case T_ENUM:
		return is_text(t->tag) ? arena_printf("enum %s", t->tag) : type_record_typedef(t) ? type_record_typedef(t)
			: t->is_unsigned ? "unsigned" : "int";
	case T_STRUCT: case T_UNION:
		if (type_record_typedef(t))
			return type_record_typedef(t);
		return arena_printf("%s %s", t->kind == T_UNION ? "union" : "struct", is_text(t->tag) ? t->tag : anonymous_tag(t));
	case T_STRING: return "goc_string";
	case T_SLICE: return "goc_slice";
	case T_ANY: return "goc_any";
	case T_INTERFACE: return t->name && strcmp(type_plain_name(t->name), "error") == 0 ? "goc_error" : "goc_iface";
	case T_TUPLE: return arena_printf("struct %s", t->results_tag ? t->results_tag : "goc_results");
	case T_NIL: return "void *";
	default: return is_text(t->key) && t->key[0] != '?' ? t->key : "goc_type_that_is_not_known";    // gcc stops here
	}
}

static const char *spaced(const char *base, const char *inner)
{
	if (!*inner)
		return base;
	bool glued = base[strlen(base) - 1] == '*' || inner[0] == '[' || (inner[0] == '(' && inner[1] == ')');
	return arena_printf("%s%s%s", base, glued ? "" : " ", inner);
}

static const char *parameters_text(const type *t)
{
	buf b = { 0 };
	buf_puts(&b, "(");
	for (int i = 0; i < t->nparams; i++)
		buf_printf(&b, "%s%s", i ? ", " : "", type_declare(t->params[i], ""));
	if (t->kind == T_CFUNC && t->variadic && !t->go_variadic)
		buf_puts(&b, t->nparams ? ", ..." : "");      // `int main()` says nothing about its parameters
	else if (t->nparams == 0)
		buf_puts(&b, "void");
	buf_puts(&b, ")");
	return type_take(&b);
}

const char *type_result_c(const type *t)
{
	if (t->nresults == 0)
		return "void";
	if (t->nresults == 1)
		return type_c(t->results[0]);
	return arena_printf("struct %s", t->results_tag ? t->results_tag : type_results_tag(t));
}

// Variables that have the name of a typedef hide it from what the generated C says behind them: `t := x[0].to;`, where
// x is a []t. Such a type is written without its name.
static map hidden;

void type_note_variable(const char *name)
{
	map_set(&hidden, name, &hidden);
}

static bool is_hidden(const type *t)
{
	const type *c = canonical(t);
	bool record = c->kind == T_STRUCT || c->kind == T_UNION || c->kind == T_ENUM;
	return map_get(&hidden, t->name) && c != t && !is_text(c->name) && (!record || is_text(c->tag));
}

// A typedef's name can be written as it is, unless it is one of the dialect's (erased) types: those have no
// typedef in the generated C that is worth keeping, but a typedef of the user's does.
static const char *name_c(const type *t)
{
	if (!is_text(t->name))
		return NULL;
	const char *word = type_plain_name(t->name);
	return is_word_type(word) ? arena_printf("goc_%s", word) : is_hidden(t) ? NULL : t->name;
}

static const char *declare(const type *t, const char *inner);

static const char *declare_pointer(const type *t, const char *inner)
{
	const char *star = t->is_const ? (*inner ? "*const " : "*const") : "*";
	const char *text = arena_printf("%s%s", star, inner);
	const type *to = t->elem;
	if (to && !to->name && (to->kind == T_ARRAY || to->kind == T_CFUNC))
		text = arena_printf("(%s)", text);
	return to ? declare(to, text) : spaced("void", text);
}

static const char *declare(const type *t, const char *inner)
{
	const char *q = t->is_const ? "const " : "";
	const char *name = name_c(t);
	if (name)
		return arena_printf("%s%s", q, spaced(name, inner));
	if (is_text(t->name) && is_hidden(t))
		return arena_printf("%s%s", t->canonical->is_const ? "" : q, declare(t->canonical, inner));
	switch (t->kind) {
	case T_POINTER:
		return declare_pointer(t, inner);
	case T_ARRAY:
		return declare(t->elem, t->count < 0 ? arena_printf("%s[]", inner) : arena_printf("%s[%ld]", inner, t->count));
	case T_CFUNC: {
		const char *text = arena_printf("%s%s", inner, parameters_text(t));
		return t->nresults == 1 ? declare(t->results[0], text) : spaced(type_result_c(t), text);
	}
	case T_CHAN:
		return spaced("goc_chan *", t->is_const ? arena_printf("const %s", inner) : inner);
	case T_FUNC:
		return spaced("goc_func *", t->is_const ? arena_printf("const %s", inner) : inner);
	default:
		return arena_printf("%s%s", q, spaced(base_text(t), inner));
	}
}

// What has no type is a mistake of the program that gcc will name; any C will do until then.
const char *type_declare(const type *t, const char *name)
{
	return t ? declare(t, name) : spaced("int", name);
}

// Arrays, functions and pointers to them need text on both sides of a name: __typeof__ makes one word of it.
static bool is_one_word(const type *t)
{
	if (t->name)
		return true;
	if (t->kind == T_ARRAY || t->kind == T_CFUNC)
		return false;
	return t->kind != T_POINTER || !t->elem || is_one_word(t->elem);
}

const char *type_c(const type *t)
{
	if (!t)
		return type_declare(t, "");
	if (t->c)
		return t->c;
	const char *text = declare(t, "");
	if (!is_one_word(t))
		text = arena_printf("__typeof__(%s)", text);
	return ((type *)t)->c = text;
}

// The tag of the struct that carries the results of function values with these result types.
const char *type_results_tag(const type *t)
{
	buf b = { 0 };
	buf_puts(&b, "goc_r");
	for (int i = 0; i < t->nresults; i++)
		buf_printf(&b, "_%s", type_mangled(t->results[i]));
	return type_take(&b);
}

// ---- The dialect's spelling ------------------------------------------------------------------------------

static const char *show(const type *t, const char *inner);

static const char *show_list(type *const *list, int n, bool variadic, bool go_variadic)
{
	buf b = { 0 };
	for (int i = 0; i < n; i++) {
		bool last = i == n - 1 && go_variadic;
		buf_printf(&b, "%s%s%s", i ? ", " : "", last ? "..." : "",
			type_show(last && list[i]->kind == T_SLICE ? list[i]->elem : list[i]));
	}
	if (variadic && !go_variadic)
		buf_puts(&b, n ? ", ..." : "...");
	return type_take(&b);
}

// A type after chan, [] or as a result: pointers, arrays and functions take parentheses.
static const char *show_specifier(const type *t)
{
	bool wraps = !t->name && (t->kind == T_POINTER || t->kind == T_ARRAY || t->kind == T_CFUNC);
	return wraps ? arena_printf("(%s)", type_show(t)) : type_show(t);
}

static const char *show_results(const type *t)
{
	if (t->nresults == 0)
		return "";
	if (t->nresults == 1)
		return arena_printf(" %s", show_specifier(t->results[0]));
	return arena_printf(" (%s)", show_list(t->results, t->nresults, false, false));
}

static const char *show_interface(const type *t)
{
	if (t->name)
		return type_dotted(t->name);
	if (t->tag)
		return arena_printf("interface %s", t->tag);
	buf b = { 0 };
	buf_puts(&b, "interface {");
	for (int i = 0; i < t->nmethods; i++) {
		const type *f = t->methods[i].func;
		const char *result = show_results(f);
		const char *parameters = f->nparams ? show_list(f->params, f->nparams, f->variadic, f->go_variadic) : "void";
		buf_printf(&b, " %s %s(%s);", *result ? result + 1 : "void", t->methods[i].name, parameters);
	}
	buf_puts(&b, " }");
	return type_take(&b);
}

static const char *show_base(const type *t)
{
	switch (t->kind) {
	case T_BOOL: return "bool";
	case T_STRING: return "string";
	case T_SLICE: return arena_printf("[]%s", show_specifier(t->elem));
	case T_CHAN: {
		const char *word = t->dir == DIR_SEND ? "chan<-" : t->dir == DIR_RECV ? "<-chan" : "chan";
		return arena_printf("%s %s", word, show_specifier(t->elem));
	}
	case T_FUNC:
		return arena_printf("func(%s)%s", show_list(t->params, t->nparams, t->variadic, t->go_variadic), show_results(t));
	case T_ANY: return "any";
	case T_INTERFACE: return show_interface(t);
	case T_TUPLE: return arena_printf("(%s)", show_list(t->results, t->nresults, false, false));
	case T_NIL: return "nil";
	case T_UNKNOWN: return "(unknown)";
	case T_ENUM: return is_text(t->tag) ? arena_printf("enum %s", t->tag) : type_record_typedef(t) ? type_record_typedef(t) : "enum";
	case T_STRUCT: case T_UNION: {
		const char *word = t->kind == T_UNION ? "union" : "struct";
		if (is_text(t->tag))
			return arena_printf("%s %s", word, t->tag);
		if (type_record_typedef(t))
			return type_dotted(type_record_typedef(t));
		return t->nfields == 0 ? arena_printf("%s {}", word) : arena_printf("%s %s", word, type_shape(t));
	}
	default: return base_text(t);
	}
}

static const char *show(const type *t, const char *inner)
{
	const char *q = t->is_const ? "const " : "";
	if (t->name)
		return arena_printf("%s%s", q, spaced(type_dotted(t->name), inner));
	switch (t->kind) {
	case T_POINTER: {
		const char *text = arena_printf("*%s%s", t->is_const ? "const " : "", inner);
		if (t->elem && !t->elem->name && (t->elem->kind == T_ARRAY || t->elem->kind == T_CFUNC))
			text = arena_printf("(%s)", text);
		return t->elem ? show(t->elem, text) : spaced("void", text);
	}
	case T_ARRAY:
		return show(t->elem, t->count < 0 ? arena_printf("%s[]", inner) : arena_printf("%s[%ld]", inner, t->count));
	case T_CFUNC: {
		const char *list = show_list(t->params, t->nparams, t->variadic, t->go_variadic);
		const char *text = arena_printf("%s(%s)", inner, *list ? list : "void");
		if (t->nresults == 1)
			return show(t->results[0], text);
		return t->nresults ? arena_printf("func%s%s", text, show_results(t)) : spaced("void", text);
	}
	default:
		return arena_printf("%s%s", q, spaced(show_base(t), inner));
	}
}

const char *type_show(const type *t)
{
	return show(t, "");
}

// Fields with their types' names: what makes two structs without a name one type.
const char *type_shape(const type *t)
{
	buf b = { 0 };
	buf_puts(&b, "{");
	for (int i = 0; i < t->nfields; i++) {
		const field_info *f = &t->fields[i];
		buf_printf(&b, " %s", show(f->type, f->name ? f->name : ""));
		if (f->bits > 0)
			buf_printf(&b, " : %d", f->bits);
		buf_puts(&b, ";");
	}
	buf_puts(&b, " }");
	return type_take(&b);
}
