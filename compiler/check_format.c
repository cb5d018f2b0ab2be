// Calls of the packages' Printf-like functions whose format is a literal: warnings for what would print as
// %!d(string=hi), %!d(MISSING) or %!(EXTRA int=1). They follow runtime/pkg/fmt, which decides at run time.
//
// An operand whose type says too little (any, an interface, one with a Format method) is never wrong. A struct,
// slice, array or pointer to one takes the verbs that its parts take.
#include "check.h"
#include "arena.h"
#include "diag.h"
#include "source.h"
#include "typing.h"
#include <string.h>

// ---- Which calls ---------------------------------------------------------------------------------------

// The C function and which of its arguments is the format; for methods the receiver is not counted.
static const struct { const char *function; int format; } printers[] = {
	{ "fmt_Printf", 0 }, { "fmt_Sprintf", 0 }, { "fmt_Fprintf", 1 }, { "fmt_Appendf", 1 }, { "fmt_Errorf", 0 },
	{ "log_Printf", 0 }, { "log_Fatalf", 0 }, { "log_Panicf", 0 },
	{ "log_Logger_Printf", 0 }, { "log_Logger_Fatalf", 0 }, { "log_Logger_Panicf", 0 },
	{ "testing_T_Logf", 0 }, { "testing_T_Errorf", 0 }, { "testing_T_Fatalf", 0 }, { "testing_T_Skipf", 0 },
	{ "testing_B_Logf", 0 }, { "testing_B_Errorf", 0 }, { "testing_B_Fatalf", 0 },
};

static int format_argument(const node *call, const char **function)
{
	const node *f = node_field(call, F_FUNCTION);
	*function = call->call == CALL_METHOD && call->method ? call->method->fn->name : f ? f->symbol : NULL;
	for (size_t i = 0; *function && i < sizeof printers / sizeof *printers; i++)
		if (strcmp(printers[i].function, *function) == 0)
			return printers[i].format;
	return -1;
}

// ---- The walk ------------------------------------------------------------------------------------------

struct format {
	node *literal;
	const char *text;       // the literal's inside, escapes as written; NUL-terminated
	uint32_t *at;           // where each character stands in the source
	node **args;            // the operands
	int nargs, next;        // next: which one comes next
	bool reordered;         // an [n] was seen
	bool wraps;             // Errorf: %w is a verb
};

static bool add_literal(struct format *f, int *n, int *nat, const node *literal)
{
	const char *s = literal->src->text;
	uint32_t i = literal->start, end = literal->end - 1;
	while (i < end && s[i] != '"')
		i++;
	if (s[end] != '"' || s[literal->start] == 'R')
		return false;
	for (i++; i < end; i++) {
		int c = s[i];
		ARENA_PUSH(f->at, *nat, i);
		char *text = (char *)f->text;
		ARENA_PUSH(text, *n, (char)c);
		f->text = text;
	}
	return true;
}

// False: the format is no literal, or made by macros.
static bool read_literal(struct format *f, node *argument)
{
	int n = 0, nat = 0;
	argument = node_skip_parens(argument);
	f->literal = argument;
	if (argument->kind == N_STRING) {
		if (!add_literal(f, &n, &nat, argument))
			return false;
	} else if (argument->kind == N_CONCATENATED_STRING) {
		for (node *c = node_first_named(argument); c; c = node_next_named(c))
			if (c->kind != N_STRING || !add_literal(f, &n, &nat, c))
				return false;
	} else {
		return false;
	}
	char *text = (char *)f->text;
	ARENA_PUSH(text, n, '\0');
	f->text = text;
	return true;
}

static void warn(const struct format *f, int from, int to, const char *what)
{
	node spot = *f->literal;
	spot.start = f->at[from];
	spot.end = f->at[to - 1] + 1;
	diag_warning(&spot, "format", "%s", what);
}

// ---- Verbs and types -----------------------------------------------------------------------------------

static const char *const all_verbs = "vTtbcdoOqxXUeEfFgGspw";

static bool has_method(const type *t, const char *name)
{
	bool pointer = t->canonical->kind == T_POINTER && t->canonical->elem;
	const method *m = type_method(t, name);
	if (!m && pointer)
		m = type_method(t->elem ? t->elem : t->canonical->elem, name);
	return m && (pointer || !m->by_pointer || m->by_const_pointer);
}

static bool interface_has(const type *t, const char *name)
{
	for (int i = 0; i < t->canonical->nmethods; i++)
		if (strcmp(t->canonical->methods[i].name, name) == 0)
			return true;
	return false;
}

static bool is_byte(const type *t)
{
	return t->canonical->kind == T_INT && t->canonical->size == 1;
}

static bool takes(const type *t, int verb, int depth);

static bool members_take(const type *t, int verb, int depth)
{
	for (int i = 0; i < t->nfields; i++)
		if (!takes(t->fields[i].type, verb, depth + 1))
			return false;
	return true;
}

static bool one_of(int verb, const char *verbs)
{
	return strchr(verbs, verb) != NULL;
}

static bool pointer_takes(const type *c, int verb, int depth)
{
	type_kind to = c->elem ? c->elem->canonical->kind : T_VOID;
	if (depth == 0 && (to == T_STRUCT || to == T_SLICE || to == T_ARRAY || to == T_UNION) && takes(c->elem, verb, depth + 1))
		return true;
	return one_of(verb, "pbdoxX");
}

static bool takes(const type *t, int verb, int depth)
{
	const type *c = t->canonical;
	if (one_of(verb, "vT") || depth > 8 || has_method(t, "Format"))
		return true;
	if (one_of(verb, "sqxX") && (has_method(t, "Error") || has_method(t, "String")))
		return true;
	if (type_is_text(t))
		return one_of(verb, "sqxX");
	switch (c->kind) {
	case T_BOOL: return verb == 't';
	case T_INT: case T_ENUM: return one_of(verb, "bcdoOqxXU");
	case T_FLOAT: case T_COMPLEX: return one_of(verb, "beEfFgGxX");
	case T_STRING: return one_of(verb, "sqxX");
	case T_POINTER: return pointer_takes(c, verb, depth);
	case T_CHAN: case T_FUNC: case T_CFUNC: return one_of(verb, "pbdoxX");
	case T_SLICE: case T_ARRAY:
		return (is_byte(c->elem) && one_of(verb, "sqxX")) || (verb == 'p' && c->kind == T_SLICE) || takes(c->elem, verb, depth + 1);
	case T_STRUCT: return members_take(c, verb, depth);
	case T_UNION: return one_of(verb, "sqxXd");
	default: return true;   // any, interfaces, nil, unknown
	}
}

static bool is_error(const type *t)
{
	type_kind k = t->canonical->kind;
	return k == T_INTERFACE ? interface_has(t, "Error") : k == T_ANY || k == T_UNKNOWN || k == T_NIL || has_method(t, "Error");
}

static const type *operand(const struct format *f, int i)
{
	const type *t = infer(f->args[i]);
	return t->canonical->kind == T_TUPLE ? NULL : t;
}

// ---- One verb ------------------------------------------------------------------------------------------

// What the verb's text at [from, to) is called in messages.
static const char *shown(const struct format *f, int from, int to)
{
	return arena_text(f->text + from, (size_t)(to - from));
}

// [n]: the operand that comes next. Moves *i past it.
static bool read_index(struct format *f, int from, int *i)
{
	int n = 0, k = *i + 1;
	if (f->text[*i] != '[')
		return true;
	for (; f->text[k] >= '0' && f->text[k] <= '9' && n < 100000; k++)
		n = n * 10 + (f->text[k] - '0');
	f->reordered = true;
	if (f->text[k] != ']' || n < 1 || n > f->nargs) {
		int end = f->text[k] ? k + 1 : k;
		warn(f, from, end, arena_printf("format %s names no argument", shown(f, from, end)));
		return false;
	}
	*i = k + 1;
	f->next = n - 1;
	return true;
}

// A width or precision: digits, or a `*` with its operand.
static bool read_number(struct format *f, int from, int *i)
{
	if (f->text[*i] != '*') {
		while (f->text[*i] >= '0' && f->text[*i] <= '9')
			++*i;
		return true;
	}
	++*i;
	if (f->next >= f->nargs) {
		warn(f, from, *i, arena_printf("format %s reads argument %d, but the call has %d", shown(f, from, *i), f->next + 1, f->nargs));
		return false;
	}
	const type *t = operand(f, f->next);
	if (t && t->canonical->kind != T_INT && t->canonical->kind != T_ANY && t->canonical->kind != T_UNKNOWN)
		diag_warning(f->args[f->next], "format", "format %s takes an integer for *, not '%s'", shown(f, from, *i), type_show(t));
	f->next++;
	return true;
}

static void check_operand(struct format *f, int from, int to, int verb)
{
	if (f->next >= f->nargs) {
		warn(f, from, to, arena_printf("format %s reads argument %d, but the call has %d", shown(f, from, to), f->next + 1, f->nargs));
		f->reordered = true;    // one message is enough
		return;
	}
	node *arg = f->args[f->next++];
	const type *t = infer(arg);
	if (verb == 'w' ? f->wraps && is_error(t) : takes(t, verb, 0))
		return;
	if (verb == 'w' && !f->wraps)
		warn(f, from, to, "%w is for fmt.Errorf");
	else
		diag_warning(arg, "format", "format %s has argument %s of type '%s'", shown(f, from, to), check_text(arg), type_show(t));
}

// The verb that begins at from, a '%'. Returns where it ends, or -1 to give up.
static int check_verb(struct format *f, int from)
{
	int i = from + 1;
	while (f->text[i] && strchr("+-# 0", f->text[i]))
		i++;
	if (!read_index(f, from, &i) || !read_number(f, from, &i))
		return -1;
	if (f->text[i] == '.') {
		i++;
		if (!read_index(f, from, &i) || !read_number(f, from, &i))
			return -1;
	}
	if (!read_index(f, from, &i))
		return -1;
	if (!f->text[i]) {
		warn(f, from, i, arena_printf("format %s has no verb", shown(f, from, i)));
		return -1;
	}
	if (f->text[i] == '%')
		return i + 1;
	if (!strchr(all_verbs, f->text[i])) {
		if (f->text[i] > 0 && f->text[i] != '\\')
			warn(f, from, i + 1, arena_printf("format %s has an unknown verb", shown(f, from, i + 1)));
		return -1;
	}
	check_operand(f, from, i + 1, f->text[i]);
	return i + 1;
}

void check_format(node *call)
{
	struct format f = { 0 };
	const char *function;
	int at = format_argument(call, &function), nall = 0;
	node **all = NULL, *list = node_field(call, F_ARGUMENTS);
	if (at < 0 || !list)
		return;
	for (node *c = node_first_named(list); c; c = node_next_named(c))
		ARENA_PUSH(all, nall, c);
	if (nall <= at || all[nall - 1]->kind == N_SPREAD || !read_literal(&f, all[at]))
		return;
	f.args = all + at + 1;
	f.nargs = nall - at - 1;
	f.wraps = strcmp(function, "fmt_Errorf") == 0;
	if (f.nargs == 1 && !operand(&f, 0))    // f(g()) of several results
		return;
	for (int i = 0; f.text[i];) {
		i = f.text[i] == '%' ? check_verb(&f, i) : i + 1;
		if (i < 0)
			return;
	}
	if (!f.reordered && f.next < f.nargs)
		diag_warning(f.args[f.next], "format", "the format has %d verb%s, the call %d argument%s", f.next, f.next == 1 ? "" : "s",
			f.nargs, f.nargs == 1 ? "" : "s");
}
