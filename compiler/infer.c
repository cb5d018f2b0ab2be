// The type of an expression, worked out at the first question and kept in the node. The dialect's constructs and
// whatever keeps a typedef's name follow rules stated here; everything else is libclang's answer.
#include "typing.h"
#include "arena.h"
#include "map.h"
#include "symbols.h"
#include "types.h"
#include "words.h"
#include <string.h>

static type *unknown(void)
{
	return type_new(T_UNKNOWN);
}

// A name that libclang resolved to nothing, or to something of another name: a macro.
static bool is_macro(const node *n)
{
	const node *name = n->kind == N_CALL ? node_field(n, F_FUNCTION) : n;
	if (!name || name->kind != N_IDENTIFIER || name->decl)
		return false;
	const ref *r = types_use(name->probe_start);
	return !r || (r->name && !node_is(name, r->name));
}

static type *from_clang(const node *n)
{
	if (n->probe_end > n->probe_start && (n->kind == N_CALL || n->kind == N_IDENTIFIER) && is_macro(n)) {
		type *t = types_expansion(n->probe_start, n->probe_end);
		if (t)
			return t;
	}
	type *t = n->probe_end > n->probe_start ? types_expression(n->probe_start, n->probe_end) : NULL;
	return t ? t : unknown();
}

static type_kind kind_of(const type *t)
{
	return t->canonical->kind;
}

static bool is_number(const type *t)
{
	type_kind k = kind_of(t);
	return k == T_INT || k == T_FLOAT || k == T_BOOL || k == T_ENUM || k == T_COMPLEX;
}

// ---- Calls -----------------------------------------------------------------------------------------------

type *infer_result(const type *f)
{
	if (f->nresults == 0)
		return type_basic("void");
	if (f->nresults == 1)
		return f->results[0];
	type *t = type_new(T_TUPLE);
	t->results = f->results;
	t->result_names = f->result_names;
	t->nresults = f->nresults;
	t->results_tag = f->results_tag;
	return type_finish(t);
}

static bool any_extension(node *args)
{
	for (node *c = args ? node_first_named(args) : NULL; c; c = node_next_named(c)) {
		if (c->kind == N_TYPE_DESCRIPTOR || symbol_is_type(c) || c->kind == N_SPREAD)
			return true;
		type *t = infer(c);
		if (kind_of(t) == T_CHAN || kind_of(t) == T_SLICE || kind_of(t) == T_FUNC || kind_of(t) == T_ANY || kind_of(t) == T_INTERFACE)
			return true;
	}
	return false;
}

// A function or variable in a C header of a predeclared function's name: C's, unless an operand is an extension value.
static bool is_hidden_builtin(node *f, node *args)
{
	const ref *r = types_global(word_text((word)f->word));
	return r && (r->kind == REF_FUNC || r->kind == REF_VAR) && !any_extension(args);
}

static type *infer_type_argument(node *first)
{
	if (!first)
		return unknown();
	if (first->kind != N_TYPE_DESCRIPTOR)
		first->is_type = true;
	return declare_node(first);
}

static type *infer_builtin(node *n, node *args, word w)
{
	node *first = args ? node_first_named(args) : NULL;
	n->call = CALL_BUILTIN;
	switch (w) {
	case W_MAKE: return infer_type_argument(first);
	case W_NEW: return type_pointer(infer_type_argument(first));
	case W_LEN: case W_CAP: case W_COPY: return type_basic("int");
	case W_APPEND: return first ? infer(first) : unknown();
	case W_RECOVER: return type_word(W_ANY);
	default: return type_basic("void");
	}
}

static const type *callee_type(const type *t)
{
	if (kind_of(t) == T_POINTER && kind_of(t->canonical->elem) == T_CFUNC)
		t = t->canonical->elem;
	return t->canonical;
}

static type *infer_call(node *n)
{
	node *f = node_field(n, F_FUNCTION), *args = node_field(n, F_ARGUMENTS);
	if (!f)
		return unknown();
	if (f->kind == N_IDENTIFIER && word_is_func((word)f->word)) {
		if (!is_hidden_builtin(f, args))
			return infer_builtin(n, args, (word)f->word);
		f->word = W_NONE;
	}
	if (symbol_is_conversion(f)) {
		n->call = CALL_CONVERT;
		f->is_type = true;
		return declare_node(f);
	}
	type *t = infer(f);
	const type *callee = callee_type(t);
	if (f->kind == N_FIELD_EXPRESSION && f->method) {
		n->call = CALL_METHOD;
		n->method = f->method;
	} else if (f->kind == N_FIELD_EXPRESSION && kind_of(t) == T_FUNC && !f->symbol && kind_of(infer(node_field(f, F_ARGUMENT))) == T_INTERFACE) {
		n->call = CALL_IFACE;
	} else if (kind_of(t) == T_FUNC) {
		n->call = CALL_VALUE;
	} else {
		n->call = f->decl && f->decl->is_func ? CALL_FUNC : CALL_C;
	}
	if (callee->kind == T_CFUNC || callee->kind == T_FUNC) {
		type *result = infer_result(callee);
		if (kind_of(result) != T_UNKNOWN)
			return result;
	}
	return from_clang(n);
}

// ---- Names and members -------------------------------------------------------------------------------------

static type *infer_decl(node *n, decl *d)
{
	n->decl = d;
	return declare_type(d);
}

static decl *decl_of_symbol(const char *symbol)
{
	func_entry *e = symbols_func_symbol(symbol);
	const ref *r = e ? NULL : types_global(symbol);
	if (e && e->decl)
		return e->decl;
	if (r && r->offset != UINT32_MAX && declare_at(r->offset))
		return declare_at(r->offset);
	return declare_foreign(symbol);
}

static type *infer_identifier(node *n)
{
	if (n->decl)
		return declare_type(n->decl);
	switch (n->word) {
	case W_TRUE: case W_FALSE: return type_word(W_BOOL);
	case W_NIL: return type_finish(type_new(T_NIL));
	case W_BLANK: return unknown();
	default: break;
	}
	decl *local = declare_lookup(n);
	if (local && local->kind != D_TYPE)
		return infer_decl(n, local);
	if (is_macro(n) && !symbols_func_symbol(node_text(n)))
		return from_clang(n);
	const ref *r = types_use(n->probe_start);
	decl *d = r && r->offset != UINT32_MAX ? declare_at(r->offset) : NULL;
	if (!d)
		d = decl_of_symbol(r && r->name && *r->name ? r->name : node_text(n));
	if (d && d->kind != D_TYPE)
		return infer_decl(n, d);
	return r && r->kind != REF_TYPEDEF ? r->type : from_clang(n);
}

const field_info *infer_field(const type *record, const char *name)
{
	const type *r = record->canonical;
	if (r->kind != T_STRUCT && r->kind != T_UNION)
		return NULL;
	for (int i = 0; i < r->nfields; i++) {
		const field_info *f = &r->fields[i];
		if (!strcmp(f->name, name))
			return f;
		if (!*f->name && (f = infer_field(f->type, name)))
			return f;
	}
	return NULL;
}

// A method as a function value's type: its receiver is bound.
static type *bound(const type *f)
{
	type *b = type_new(T_FUNC);
	*b = *f->canonical;
	b->kind = T_FUNC;
	b->canonical = b;
	b->c = b->name = NULL;
	if (b->nparams > 0) {
		b->params++;
		b->nparams--;
	}
	return type_finish(b);
}

static type *infer_member(node *n)
{
	node *of = node_field(n, F_ARGUMENT), *name = node_field(n, F_FIELD);
	if (!of || !name)
		return unknown();
	if (n->symbol) {
		decl *d = decl_of_symbol(n->symbol);
		if (d) {
			name->decl = d;
			return infer_decl(n, d);
		}
		n->is_type = symbol_is_type(n);
		return n->is_type ? declare_node(n) : from_clang(n);
	}
	type *t = infer(of), *base = kind_of(t) == T_POINTER ? t->canonical->elem : t;
	const char *text = node_text(name);
	const field_info *f = infer_field(base, text);
	if (f)
		return f->type;
	for (int i = 0; kind_of(base) == T_INTERFACE && i < base->canonical->nmethods; i++)
		if (!strcmp(base->canonical->methods[i].name, text))
			return base->canonical->methods[i].func;
	const method *m = type_method(base, text);
	if (m) {
		n->method = m;
		name->decl = m->fn;
		return bound(declare_type(m->fn));
	}
	return from_clang(n);
}

// ---- Operators ---------------------------------------------------------------------------------------------

// A number type of its own: a typedef of a package, or one with methods.
bool infer_is_own_number(const type *t)
{
	if (!t->name || !is_number(t) || word_of(t->name, strlen(t->name)))
		return false;
	int n;
	type_methods(t, &n);
	return n > 0 || type_is_named(t);
}

static type *arithmetic(node *n, type *a, type *b)
{
	if (infer_is_own_number(a) && is_number(b))
		return a;
	if (infer_is_own_number(b) && is_number(a))
		return b;
	type *t = from_clang(n);
	if (kind_of(t) != T_UNKNOWN)
		return t;
	if (kind_of(a) == T_POINTER || kind_of(a) == T_FLOAT || !is_number(b))
		return type_decayed(a);
	if (kind_of(b) == T_FLOAT || kind_of(b) == T_POINTER)
		return b;
	type *wide = b->size > a->size || (b->size == a->size && b->is_unsigned) ? b : a;
	return wide->size < 4 || kind_of(wide) == T_BOOL || kind_of(wide) == T_ENUM ? type_basic("int") : wide;
}

static type *infer_binary(node *n)
{
	static const char *const bools[] = { "==", "!=", "<", ">", "<=", ">=", "&&", "||" };
	node *left = node_field(n, F_LEFT), *right = node_field(n, F_RIGHT), *op = node_field(n, F_OPERATOR);
	if (!left || !right || !op)
		return from_clang(n);
	type *a = infer(left), *b = infer(right);
	for (size_t i = 0; i < sizeof bools / sizeof *bools; i++)
		if (node_is(op, bools[i]))
			return type_word(W_BOOL);
	if (node_is(op, "<<") || node_is(op, ">>"))
		return infer_is_own_number(a) ? a : from_clang(n);
	return arithmetic(n, a, b);
}

static type *infer_unary(node *n)
{
	node *arg = node_field(n, F_ARGUMENT), *op = node_field(n, F_OPERATOR);
	if (!arg)
		return from_clang(n);
	type *t = infer(arg);
	if (op && node_is(op, "!"))
		return type_word(W_BOOL);
	if (infer_is_own_number(t))
		return t;
	type *c = from_clang(n);
	return kind_of(c) != T_UNKNOWN ? c : t;
}

static type *infer_pointer(node *n)
{
	node *arg = node_field(n, F_ARGUMENT);
	type *t = arg ? infer(arg) : unknown();
	if (n->first && node_is(n->first, "&"))
		return kind_of(t) == T_UNKNOWN ? from_clang(n) : type_pointer(t);
	t = type_decayed(t);
	return kind_of(t) == T_POINTER && kind_of(t->canonical->elem) != T_UNKNOWN ? t->canonical->elem : from_clang(n);
}

static type *infer_conditional(node *n)
{
	node *a = node_field(n, F_CONSEQUENCE), *b = node_field(n, F_ALTERNATIVE);
	infer(node_field(n, F_CONDITION));
	if (!a || !b)
		return from_clang(n);
	type *x = type_decayed(infer(a)), *y = type_decayed(infer(b));
	if (kind_of(x) == T_NIL || kind_of(x) == T_UNKNOWN)
		return kind_of(y) == T_UNKNOWN ? from_clang(n) : y;
	if (kind_of(y) == T_NIL || type_same(x, y))
		return x;
	if (is_number(x) && is_number(y))
		return arithmetic(n, x, y);
	if (kind_of(x) == T_POINTER && kind_of(x->canonical->elem) != T_VOID)
		return x;
	return kind_of(x) == T_INT ? y : x;
}

static type *infer_subscript(node *n)
{
	node *of = node_field(n, F_ARGUMENT), *index = node_field(n, F_INDEX);
	if (index)
		infer(index);
	type *t = of ? type_decayed(infer(of)) : unknown();
	if (kind_of(t) == T_SLICE || kind_of(t) == T_POINTER)
		return t->canonical->elem;
	return kind_of(t) == T_STRING ? type_basic("char") : from_clang(n);
}

static type *infer_slice(node *n)
{
	static const enum field_id bounds[] = { F_START, F_END, F_MAX };
	for (int i = 0; i < 3; i++)
		if (node_field(n, bounds[i]))
			infer(node_field(n, bounds[i]));
	type *t = infer(node_field(n, F_ARGUMENT));
	if (kind_of(t) == T_SLICE)
		return t;
	// A char pointer is a string here; a char array is cut in place, as any array.
	if (type_is_text(t))
		return type_word(W_STRING);
	t = type_decayed(t);
	return kind_of(t) == T_POINTER ? type_slice(t->canonical->elem) : from_clang(n);
}

static type *infer_receive(node *n)
{
	type *t = infer(node_field(n, F_ARGUMENT));
	return kind_of(t) == T_CHAN ? t->canonical->elem : unknown();
}

type *infer_range(type *over, int i)
{
	const type *c = over->canonical;
	switch (c->kind) {
	case T_CHAN: return i == 0 ? c->elem : unknown();
	case T_INT: case T_ENUM: case T_BOOL: return i == 0 ? over : unknown();
	// An element that is an array stays one: the variable is a copy of it, as Go's.
	case T_SLICE: case T_ARRAY: return i == 0 ? type_basic("int") : kind_of(c->elem) == T_ARRAY && c->elem->canonical->count >= 0 ? c->elem : type_decayed(c->elem);
	case T_STRING: return i == 0 ? type_basic("int") : type_word(W_RUNE);
	case T_POINTER:
		if (type_is_text(over))
			return i == 0 ? type_basic("int") : type_word(W_RUNE);
	// fall through
	default:
		return unknown();
	}
}

static type *infer_number(node *n)
{
	type *t = from_clang(n);
	if (kind_of(t) != T_UNKNOWN)
		return t;
	const char *text = node_text(n);
	bool hex = text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
	bool real = strpbrk(text, hex ? ".pP" : ".eE") != NULL;
	size_t len = strlen(text);
	if (real)
		return type_basic(text[len - 1] == 'f' && !hex ? "float" : "double");
	return type_basic(strpbrk(text, "lL") ? strpbrk(text, "uU") ? "unsigned long" : "long" : !hex && strpbrk(text, "uU") ? "unsigned" : "int");
}

// ---- Dispatch ----------------------------------------------------------------------------------------------

static type *last_child(node *n)
{
	type *t = unknown();
	for (node *c = node_first_named(n); c; c = node_next_named(c))
		t = infer(c);
	return t;
}

static type *work_out(node *n)
{
	switch (n->kind) {
	case N_IDENTIFIER: case N_TRUE: case N_FALSE: return infer_identifier(n);
	case N_NUMBER: return infer_number(n);
	case N_CHAR: return type_basic("int");
	case N_STRING: case N_CONCATENATED_STRING: return type_word(W_STRING);
	case N_NULL: return type_pointer(type_basic("void"));
	case N_PARENTHESIZED: case N_COMMA: {
		type *t = last_child(n);
		return kind_of(t) == T_UNKNOWN ? from_clang(n) : t;
	}
	case N_CONDITIONAL: return infer_conditional(n);
	case N_ASSIGNMENT: infer(node_field(n, F_RIGHT)); return infer(node_field(n, F_LEFT));
	case N_UPDATE: return infer(node_field(n, F_ARGUMENT));
	case N_POINTER_EXPRESSION: return infer_pointer(n);
	case N_UNARY: return infer_unary(n);
	case N_BINARY: return infer_binary(n);
	case N_CAST: return declare_node(node_field(n, F_TYPE));
	case N_COMPOUND_LITERAL: case N_COMPOSITE_LITERAL: case N_TYPE_ASSERTION: return declare_node(node_field(n, F_TYPE));
	case N_TYPE_CONVERSION: return declare_node(node_field(n, F_TYPE));
	case N_SIZEOF: case N_OFFSETOF: return type_basic("unsigned long");
	case N_CALL: return infer_call(n);
	case N_FIELD_EXPRESSION: return infer_member(n);
	case N_SUBSCRIPT: return infer_subscript(n);
	case N_SLICE_EXPRESSION: return infer_slice(n);
	case N_RECEIVE: return infer_receive(n);
	case N_FUNC_LITERAL: return declare_func(n, T_FUNC);
	case N_SPREAD: return infer(node_field(n, F_VALUE));
	default: return from_clang(n);
	}
}

type *infer(node *n)
{
	static type busy = { .kind = T_UNKNOWN, .canonical = &busy, .key = "?" };
	if (!n)
		return unknown();
	if (!n->type) {
		n->type = &busy;
		n->type = work_out(n);
	}
	return n->type;
}
