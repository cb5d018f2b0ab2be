// Declarations in .gc text. Each declared name has one decl (a type switch's variable one a case), found by where
// the probe declares it or by C's scopes. A declaration whose type holds an extension is read here, from the
// tree: declarators are applied from the outside in. All others have libclang's type.
#include "typing.h"
#include "arena.h"
#include "map.h"
#include "probe.h"
#include "source.h"
#include "symbols.h"
#include "types.h"
#include "typetext.h"
#include "words.h"
#include <stdlib.h>
#include <string.h>

static map by_offset;       // (probe offset, 0) → decl
static map interfaces;      // (probe offset, 0) → interface_type node
static map scopes;          // (block's address) → the decls of the block
static map foreign;         // name → decl
static decl **all;
static int nall;

typedef struct scope_list { decl **decls; int n; } scope_list;

static scope_list *scope_of(const node *block)
{
	uint32_t low = (uint32_t)(uintptr_t)block, high = (uint32_t)((uintptr_t)block >> 32);
	scope_list *s = map_get_pair(&scopes, low, high);
	if (!s) {
		s = arena_alloc(sizeof *s);
		map_set_pair(&scopes, low, high, s);
	}
	return s;
}

// ---- Collecting ------------------------------------------------------------------------------------------

static bool is_function(const node *n)
{
	return n->kind == N_FUNC_LITERAL || n->kind == N_FUNC_DEFINITION || n->kind == N_FUNCTION_DEFINITION;
}

// The parameters of a mere prototype, or of a type, are seen nowhere else.
static bool is_prototype_list(const node *list)
{
	const node *p = list->parent;
	if (p && (p->kind == N_FUNC_LITERAL || p->kind == N_FUNC_DEFINITION))
		return false;
	while (p && (p->kind == N_FUNCTION_DECLARATOR || p->kind == N_POINTER_DECLARATOR || p->kind == N_PARENTHESIZED_DECLARATOR || p->kind == N_ATTRIBUTED_DECLARATOR))
		p = p->parent;
	return !p || p->kind != N_FUNCTION_DEFINITION;
}

static node *scope_block(node *n)
{
	for (node *p = n->parent; p; p = p->parent)
		switch (p->kind) {
		case N_PARAMETER_LIST:
			if (is_prototype_list(p))
				return p;
			break;
		case N_COMPOUND_STATEMENT: case N_FOR: case N_FOR_RANGE: case N_FOR_CONDITION: case N_IF: case N_SWITCH: case N_SELECT_CASE:
		case N_TYPE_SWITCH: case N_TYPE_CASE: case N_FUNC_LITERAL: case N_FUNC_DEFINITION: case N_FUNCTION_DEFINITION:
		case N_TRANSLATION_UNIT: case N_FIELD_DECLARATION_LIST: case N_FUNC_DECLARATION: case N_FUNCTION_TYPE: case N_INTERFACE_METHOD:
			return p;
		default:
			break;
		}
	return NULL;
}

static bool inside_loop(const node *n, const node *fn)
{
	for (const node *p = n->parent; p && p != fn; p = p->parent)
		if (p->kind == N_FOR || p->kind == N_FOR_RANGE || p->kind == N_FOR_CONDITION || p->kind == N_FOR_EVER || p->kind == N_WHILE || p->kind == N_DO)
			return true;
	return false;
}

static decl *new_decl(decl_kind kind, node *ident, node *def, node *block)
{
	decl *d = arena_alloc(sizeof *d);
	*d = (decl){ .kind = kind, .name = node_text(ident), .ident = ident, .def = def, .block = block };
	d->fn = kind == D_PARAM && is_function(block) ? block : node_function(ident);
	d->is_global = !d->fn && block && block->kind == N_TRANSLATION_UNIT;
	if (d->fn && (kind == D_VAR || kind == D_PARAM))
		type_note_variable(d->name);
	d->in_loop = d->fn && inside_loop(ident, d->fn);
	ARENA_PUSH(all, nall, d);
	if (block) {
		scope_list *s = scope_of(block);
		ARENA_PUSH(s->decls, s->n, d);
	}
	return d;
}

static decl *declare(decl_kind kind, node *ident, node *def)
{
	decl *d = new_decl(kind, ident, def, scope_block(ident));
	ident->decl = d;
	if (ident->probe_end)
		map_set_pair(&by_offset, ident->probe_start, 0, d);
	return d;
}

static bool has_storage(const node *n, const char *word)
{
	for (const node *c = n->first; c; c = c->next)
		if ((c->kind == N_STORAGE_CLASS || !c->named || c->kind == N_OTHER) && node_is(c, word))
			return true;
	return false;
}

static bool is_prototype(const node *d)
{
	for (; d; d = node_field(d, F_DECLARATOR)) {
		if (d->kind == N_FUNCTION_DECLARATOR) {
			node *inner = node_field(d, F_DECLARATOR);
			return inner && inner->kind == N_IDENTIFIER;
		}
	}
	return false;
}

static void declare_declarators(node *n)
{
	static const decl_kind kinds[N_KINDS] = { [N_TYPE_DEFINITION] = D_TYPE, [N_PARAMETER] = D_PARAM, [N_VARIADIC_PARAMETER] = D_PARAM, [N_FIELD_DECLARATION] = D_FIELD, [N_FUNCTION_DEFINITION] = D_FUNC, [N_DECLARATION] = D_VAR };
	for (node *c = n->first; c; c = c->next) {
		if (c->field != F_DECLARATOR)
			continue;
		node *declarator = c->kind == N_INIT_DECLARATOR ? node_field(c, F_DECLARATOR) : c;
		node *ident = declarator_name(declarator);
		if (!ident)
			continue;
		bool in_results = n->kind == N_PARAMETER && n->parent && n->parent->kind == N_RESULT_LIST;
		decl *d = declare(n->kind == N_DECLARATION && is_prototype(declarator) ? D_FUNC : in_results ? D_VAR : kinds[n->kind], ident, n);
		d->is_static = has_storage(n, "static");
		d->is_extern = has_storage(n, "extern");
		d->loop_var = n->kind == N_DECLARATION && n->parent && n->parent->kind == N_FOR && n->field == F_INITIALIZER;
		d->in_loop |= d->loop_var;
		if (n->kind == N_FUNCTION_DEFINITION) {
			d->fn = NULL;
			d->is_global = true;
		}
	}
}

static void declare_left(node *list, node *def, bool loop)
{
	for (node *c = list ? list->first : NULL; c; c = c->next) {
		if (c->kind != N_IDENTIFIER || c->word == W_BLANK || node_is(c, "_") || (def->kind == N_SHORT_VAR && !short_var_is_new(c)))
			continue;
		decl *d = declare(D_VAR, c, def);
		d->loop_var = loop || (def->parent && def->parent->kind == N_FOR && def->field == F_INITIALIZER);
		d->in_loop |= d->loop_var;
	}
}

static void declare_of_func(node *n)
{
	node *name = node_field(n, F_NAME);
	const char *symbol = func_symbol(n);
	func_entry *e = symbol ? symbols_func_symbol(symbol) : NULL;
	if (!name || !symbol)
		return;
	decl *d = e && e->decl ? e->decl : declare(D_FUNC, name, n);
	name->decl = d;
	if (n->kind == N_FUNC_DEFINITION) {
		d->ident = name;
		d->def = n;
	}
	d->name = symbol;
	d->is_func = d->is_global = true;
	d->fn = NULL;
	d->is_static |= has_storage(n, "static");
	d->is_extern |= has_storage(n, "extern");
	if (e)
		e->decl = d;
}

static void collect(node *n)
{
	switch (n->kind) {
	case N_DECLARATION: case N_TYPE_DEFINITION: case N_PARAMETER: case N_VARIADIC_PARAMETER: case N_FIELD_DECLARATION: case N_FUNCTION_DEFINITION:
		declare_declarators(n);
		break;
	case N_FUNC_DEFINITION: case N_FUNC_DECLARATION:
		declare_of_func(n);
		break;
	case N_SHORT_VAR:
		declare_left(node_field(n, F_LEFT), n, false);
		break;
	case N_FOR_RANGE: {
		node *operator = node_field(n, F_OPERATOR);
		if (operator && node_is(operator, ":="))
			declare_left(node_field(n, F_LEFT), n, true);
		break;
	}
	case N_ENUMERATOR:
		if (node_field(n, F_NAME))
			declare(D_ENUMERATOR, node_field(n, F_NAME), n);
		break;
	default:
		break;
	}
	for (node *c = n->first; c; c = c->next)
		collect(c);
}

static void collect_marks(void)
{
	for (int i = 0; i < probe_nmarks; i++) {
		probe_mark *m = &probe_marks[i];
		if (!m->context) {
			map_set_pair(&interfaces, m->offset, 0, m->ident);
			continue;
		}
		decl *d = new_decl(D_VAR, m->ident, m->context, m->context);
		d->fn = node_function(m->context);
		m->ident->decl = m->context->decl = d;     // the case's variable is found by its case
		map_set_pair(&by_offset, m->offset, 0, d);
	}
}

static void collect_unit(unit *u, map *seen)
{
	if (map_get(seen, u->src->path))
		return;
	map_set(seen, u->src->path, u);
	for (unit *h = u->headers; h; h = h->next)
		collect_unit(h, seen);
	collect(u->root);
}

static type *own_declared(uint32_t offset);

static void forget_func(func_entry *e, void *arg)
{
	(void)arg;
	e->decl = NULL;
}

void declare_collect(unit *u)
{
	map seen = { 0 };
	by_offset = interfaces = scopes = foreign = (map){ 0 };
	all = NULL;
	nall = 0;
	symbols_each_func(forget_func, NULL);
	types_own_declared = own_declared;
	collect_unit(u, &seen);
	collect_marks();
}

decl *declare_at(uint32_t offset)
{
	return map_get_pair(&by_offset, offset, 0);
}

void declare_each(void (*f)(decl *d))
{
	for (int i = 0; i < nall; i++)
		f(all[i]);
}

// ---- Scopes ----------------------------------------------------------------------------------------------

static decl *in_block(const node *block, const char *name, uint32_t before, bool global)
{
	scope_list *s = scope_of(block);
	for (int i = s->n - 1; i >= 0; i--) {
		decl *d = s->decls[i];
		bool visible = global || (d->def && d->def->kind == N_SHORT_VAR ? d->def->end <= before : d->ident->start < before || d->kind == D_PARAM);
		if (d->def && d->def->kind == N_TYPE_CASE)
			visible = true;
		if (d->kind != D_FIELD && visible && !strcmp(d->name, name))
			return d;
	}
	return NULL;
}

decl *declare_lookup(const node *use)
{
	const char *name = node_text(use);
	for (const node *p = use->parent; p; p = p->parent) {
		decl *d = in_block(p, name, use->start, p->kind == N_TRANSLATION_UNIT);
		if (d && d->ident->src == use->src)
			return d;
	}
	func_entry *e = symbols_func_symbol(name);
	return e ? e->decl : NULL;
}

decl *declare_foreign(const char *name)
{
	decl *d = map_get(&foreign, name);
	const ref *r = d ? NULL : types_global(name);
	if (!r || (r->kind != REF_FUNC && r->kind != REF_VAR && r->kind != REF_ENUMERATOR))
		return d;
	d = arena_alloc(sizeof *d);
	d->kind = r->kind == REF_FUNC ? D_FUNC : r->kind == REF_ENUMERATOR ? D_ENUMERATOR : D_VAR;
	d->name = name;
	d->type = r->type;
	d->is_global = true;
	d->is_static = r->is_static;
	map_set(&foreign, name, d);
	return d;
}

// ---- Types that nodes spell --------------------------------------------------------------------------------

static bool has_const(const node *n)
{
	for (const node *c = n->first; c; c = c->next)
		if (c->kind == N_TYPE_QUALIFIER && node_is(c, "const"))
			return true;
	return false;
}

static type *qualified(type *t, bool is_const)
{
	if (!is_const || t->is_const || t->kind == T_STRING)
		return t;
	type *c = arena_copy(t, sizeof *t);
	c->is_const = true;
	c->c = NULL;
	return c;
}

static type *function_of(type *result, node *list)
{
	type *f = type_new(T_CFUNC);
	if (result->canonical->kind != T_VOID)
		ARENA_PUSH(f->results, f->nresults, result);
	for (node *c = list ? node_first_named(list) : NULL; c; c = node_next_named(c)) {
		type *p = c->kind == N_PARAMETER ? declare_parameter(c) : NULL;
		if (p && p->canonical->kind != T_VOID)
			ARENA_PUSH(f->params, f->nparams, p);
		f->variadic |= c->kind == N_C_VARIADIC_PARAMETER;
	}
	return type_finish(f);
}

static type *array_of(type *elem, node *size)
{
	type *t = type_new(T_ARRAY);
	t->elem = elem;
	t->count = size && size->kind == N_NUMBER ? strtol(node_text(size), NULL, 0) : -1;
	t->size = t->count >= 0 && elem->size >= 0 ? t->count * elem->size : -1;
	t->align = elem->align;
	return type_finish(t);
}

// base as the declarator d makes it, from the outside in.
static type *apply(node *d, type *base)
{
	for (; d; d = node_field(d, F_DECLARATOR)) {
		switch (d->kind) {
		case N_POINTER_DECLARATOR: case N_ABSTRACT_POINTER_DECLARATOR:
			base = qualified(type_pointer(base), has_const(d));
			break;
		case N_ARRAY_DECLARATOR: case N_ABSTRACT_ARRAY_DECLARATOR:
			base = array_of(base, node_field(d, F_SIZE));
			break;
		case N_FUNCTION_DECLARATOR: case N_ABSTRACT_FUNCTION_DECLARATOR:
			base = function_of(base, node_field(d, F_PARAMETERS));
			break;
		case N_PARENTHESIZED_DECLARATOR: case N_ABSTRACT_PARENTHESIZED_DECLARATOR: case N_ATTRIBUTED_DECLARATOR: {
			node *inner = node_first_named(d);
			while (inner && inner->kind == N_ATTRIBUTE_SPECIFIER)
				inner = node_next_named(inner);
			return apply(inner, base);
		}
		default:
			return base;
		}
	}
	return base;
}

static type *from_ref(const ref *r)
{
	return r && (r->kind == REF_TYPEDEF || r->kind == REF_TAG) ? r->type : NULL;
}

static type *named_type(node *n)
{
	if (word_is_type((word)n->word) && n->word)
		return type_word((word)n->word);
	const char *name = n->symbol ? n->symbol : node_text(n);
	const ref *macro = types_global(arena_printf(PROBE_TYPE_MACRO "%s", name));
	if (macro && macro->type->kind == T_POINTER)
		return macro->type->elem;
	type *t = n->probe_end ? from_ref(types_use(n->probe_start)) : NULL;
	if (!t && !(t = from_ref(types_global(name))))
		t = type_basic(name);
	return t ? t : type_new(T_UNKNOWN);
}

static type *sized_type(node *n)
{
	int longs = 0;
	bool is_unsigned = false, is_signed = false, is_short = false;
	const char *base = "int";
	for (node *c = n->first; c; c = c->next) {
		longs += node_is(c, "long");
		is_unsigned |= node_is(c, "unsigned");
		is_signed |= node_is(c, "signed");
		is_short |= node_is(c, "short");
		if (c->kind == N_PRIMITIVE_TYPE)
			base = node_text(c);
	}
	if (!strcmp(base, "double"))
		return type_basic("long double");
	if (!strcmp(base, "char"))
		return type_basic(is_unsigned ? "unsigned char" : is_signed ? "signed char" : "char");
	const char *size = is_short ? "short" : longs > 1 ? "long long" : longs ? "long" : NULL;
	type *t = type_basic(size ? arena_printf("%s%s", is_unsigned ? "unsigned " : "", size) : is_unsigned ? "unsigned" : base);
	return t ? t : type_new(T_UNKNOWN);
}

static type *tagged_type(node *n)
{
	node *name = node_field(n, F_NAME), *body = node_field(n, F_BODY);
	uint32_t at = name ? name->probe_start : n->probe_start;
	if (!n->probe_end)
		return type_new(T_UNKNOWN);
	const ref *r = body ? types_declared(at) : types_use(at);
	if (!r)
		r = body ? types_use(at) : types_declared(at);
	type *t = from_ref(r);
	return t ? t : type_new(T_UNKNOWN);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const iface_method *)a)->name, ((const iface_method *)b)->name);
}

static type *interface_type(node *n)
{
	node *body = node_field(n, F_BODY), *name = node_field(n, F_NAME);
	static map tagged;
	type *t = name ? map_get(&tagged, arena_printf("%p %s", (void *)&by_offset, node_text(name))) : NULL;
	if (t && (!body || t->nmethods || !node_child(body, N_INTERFACE_METHOD)))
		return t;
	if (body && !name && !node_child(body, N_INTERFACE_METHOD))
		return type_word(W_ANY);
	if (!t)
		t = type_new(T_INTERFACE);
	if (name) {
		t->tag = node_text(name);
		t->key = arena_printf("interface %s", t->tag);
		map_set(&tagged, arena_printf("%p %s", (void *)&by_offset, t->tag), t);
	}
	for (node *c = body ? body->first : NULL; c; c = c->next) {
		if (c->kind != N_INTERFACE_METHOD)
			continue;
		iface_method m = { node_text(node_field(c, F_NAME)), declare_func(c, T_FUNC) };
		ARENA_PUSH(t->methods, t->nmethods, m);
	}
	if (t->nmethods)
		qsort(t->methods, (size_t)t->nmethods, sizeof *t->methods, by_name);
	return name ? t : type_finish(t);
}

static type *channel_type(node *n)
{
	bool before = n->first && node_is(n->first, "<-"), after = false;
	for (node *c = n->first; c; c = c->next)
		after |= !before && !c->named && node_is(c, "<-");
	return type_chan(declare_node(node_field(n, F_ELEMENT)), before ? DIR_RECV : after ? DIR_SEND : DIR_BOTH);
}

// typeof(x), typeof(T): the grammar takes x for a type's name.
static type *typeof_type(node *n)
{
	node *descriptor = node_child(n, N_TYPE_DESCRIPTOR), *name = descriptor ? node_field(descriptor, F_TYPE) : NULL;
	if (!name || (!node_is(n->first, "typeof") && !node_is(n->first, "__typeof__") && !node_is(n->first, "__typeof")))
		return type_new(T_UNKNOWN);
	decl *d = name->kind == N_TYPE_IDENTIFIER && !node_field(descriptor, F_DECLARATOR) ? declare_lookup(name) : NULL;
	return d && d->kind != D_TYPE ? type_unqualified(declare_type(d)) : declare_node(descriptor);
}

static type *spell(node *n)
{
	switch (n->kind) {
	case N_TYPEOF: return typeof_type(n);
	case N_TYPE_DESCRIPTOR: {
		node *t = node_field(n, F_TYPE);
		return t ? apply(node_field(n, F_DECLARATOR), qualified(declare_node(t), has_const(n))) : type_new(T_UNKNOWN);
	}
	case N_PARENTHESIZED_TYPE: return declare_node(node_first_named(n));
	case N_CHANNEL_TYPE: return channel_type(n);
	case N_SLICE_TYPE: return type_slice(declare_node(node_field(n, F_ELEMENT)));
	case N_FUNCTION_TYPE: return declare_func(n, T_FUNC);
	case N_INTERFACE_TYPE: return interface_type(n);
	case N_STRUCT: case N_UNION: case N_ENUM: return tagged_type(n);
	case N_SIZED_TYPE: return sized_type(n);
	case N_SUBSCRIPT: return array_of(declare_node(node_field(n, F_ARGUMENT)), node_field(n, F_INDEX));
	case N_PRIMITIVE_TYPE: case N_TYPE_IDENTIFIER: case N_QUALIFIED_TYPE: case N_IDENTIFIER: case N_FIELD_EXPRESSION: return named_type(n);
	default: return type_new(T_UNKNOWN);
	}
}

type *declare_node(node *n)
{
	if (!n)
		return type_new(T_UNKNOWN);
	if (!n->type)
		n->type = spell(n);
	return n->type;
}

type *declare_parameter(node *p)
{
	node *t = node_field(p, F_TYPE);
	if (!t)
		return type_new(T_UNKNOWN);
	type *base = apply(node_field(p, F_DECLARATOR), qualified(declare_node(t), has_const(p)));
	return p->kind == N_VARIADIC_PARAMETER ? type_slice(base) : p->parent && p->parent->kind == N_RESULT_LIST ? base : type_decayed(base);
}

static void add_parameters(type *f, node *list)
{
	for (node *c = list ? node_first_named(list) : NULL; c; c = node_next_named(c)) {
		if (c->kind == N_C_VARIADIC_PARAMETER) {
			f->variadic = true;
			continue;
		}
		type *p = declare_parameter(c);
		if (p->canonical->kind == T_VOID && !node_field(c, F_DECLARATOR))
			continue;
		f->go_variadic |= c->kind == N_VARIADIC_PARAMETER;
		ARENA_PUSH(f->params, f->nparams, p);
	}
}

static void add_results(type *f, node *result)
{
	if (!result)
		return;
	if (result->kind != N_RESULT_LIST) {
		type *t = declare_node(result);
		if (t->canonical->kind != T_VOID)
			ARENA_PUSH(f->results, f->nresults, t);
		return;
	}
	for (node *c = node_first_named(result); c; c = node_next_named(c)) {
		node *name = declarator_name(node_field(c, F_DECLARATOR));
		int n = f->nresults;
		ARENA_PUSH(f->result_names, n, name ? node_text(name) : arena_printf("r%d", f->nresults));
		ARENA_PUSH(f->results, f->nresults, declare_parameter(c));
	}
}

type *declare_func(node *n, type_kind kind)
{
	type *f = type_new(kind);
	add_parameters(f, node_field(n, F_RECEIVER));
	add_parameters(f, node_field(n, F_PARAMETERS));
	add_results(f, node_field(n, F_RESULT));
	if (kind == T_CFUNC && f->nresults > 1)
		f->results_tag = arena_printf("%s_results", func_symbol(n));
	return type_finish(f);
}

// ---- The type of a declaration -----------------------------------------------------------------------------

// The specifier and the declarator around ident hold an extension, so that libclang saw stand-ins.
static bool is_extended(const decl *d)
{
	node *t = node_field(d->def, F_TYPE);
	if (t && symbol_is_extended(t))
		return true;
	for (node *p = d->ident->parent; p && p != d->def; p = p->parent)
		if (p->kind != N_INIT_DECLARATOR && node_field(p, F_PARAMETERS) && symbol_is_extended(node_field(p, F_PARAMETERS)))
			return true;
	return false;
}

static type *from_declarator(const decl *d)
{
	node *outer = d->ident;
	while (outer->parent && outer->parent != d->def && outer->parent->kind != N_INIT_DECLARATOR)
		outer = outer->parent;
	return apply(outer, qualified(declare_node(node_field(d->def, F_TYPE)), has_const(d->def)));
}

static type *from_short_var(const decl *d)
{
	node *left = node_field(d->def, F_LEFT), *right = node_field(d->def, F_RIGHT);
	int at = 0, values = 0, n = 0;
	for (node *c = node_first_named(left); c && c != d->ident; c = node_next_named(c))
		at++;
	node *value = NULL;
	for (node *c = node_first_named(right); c; c = node_next_named(c), n++, values++)
		if (n == at)
			value = c;
	if (values > 1 || !node_next_named(node_first_named(left)))
		return value ? type_unqualified(type_decayed(infer(value))) : type_new(T_UNKNOWN);
	node *only = node_skip_parens(node_first_named(right));
	type *t = infer(only);
	if (t->kind == T_TUPLE)
		return at < t->nresults ? t->results[at] : type_new(T_UNKNOWN);
	return at == 0 ? type_unqualified(type_decayed(t)) : type_word(W_BOOL);
}

static type *from_range(const decl *d)
{
	node *first = node_first_named(node_field(d->def, F_LEFT));
	return type_unqualified(infer_range(infer(node_field(d->def, F_RIGHT)), d->ident == first ? 0 : 1));
}

static type *from_type_case(const decl *d)
{
	node *only = NULL;
	int n = 0;
	for (node *c = d->def->first; c; c = c->next)
		if (c->field == F_TYPE && c->named) {
			only = c;
			n++;
		}
	if (n == 1 && !node_is(only, "nil"))
		return declare_node(only);
	return infer(node_field(node_enclosing(d->def, N_TYPE_SWITCH), F_VALUE));
}

static type *from_clang(const decl *d)
{
	const ref *r = types_declared(d->ident->probe_start);
	return r ? r->type : type_new(T_UNKNOWN);
}

// A named typedef of an extension or package type keeps its own name.
static type *from_typedef(const decl *d)
{
	return type_named(from_declarator(d), d->name);
}

// `T x[] = { … }`: the elements, which libclang counts only where it takes all of them.
static type *counted(const decl *d, type *t)
{
	node *array = d->ident->parent, *value = array->parent ? node_field(array->parent, F_VALUE) : NULL;
	if (t->kind != T_ARRAY || array->kind != N_ARRAY_DECLARATOR || node_field(array, F_SIZE) || !value || value->kind != N_INITIALIZER_LIST)
		return t;
	long n = 0;
	for (node *c = node_first_named(value); c; c = node_next_named(c), n++)
		if (c->kind == N_INITIALIZER_PAIR)
			return t;
	type *a = type_new(T_ARRAY);
	a->elem = t->elem;
	a->count = n;
	a->size = t->elem->size < 0 ? -1 : n * t->elem->size;
	a->align = t->elem->align;
	return type_finish(a);
}

static type *work_out(decl *d)
{
	switch (d->def->kind) {
	case N_FUNC_DEFINITION: case N_FUNC_DECLARATION: return declare_func(d->def, T_CFUNC);
	case N_SHORT_VAR: return from_short_var(d);
	case N_FOR_RANGE: return from_range(d);
	case N_TYPE_CASE: return from_type_case(d);
	case N_ENUMERATOR: return from_clang(d);
	case N_PARAMETER: case N_VARIADIC_PARAMETER:
		if (is_extended(d) || d->def->kind == N_VARIADIC_PARAMETER)
			return declare_parameter(d->def);
		break;
	case N_TYPE_DEFINITION:
		if (is_extended(d))
			return from_typedef(d);
		break;
	default:
		if (is_extended(d))
			return counted(d, from_declarator(d));
	}
	type *t = from_clang(d);
	return t->kind == T_UNKNOWN && node_field(d->def, F_TYPE) ? from_declarator(d) : counted(d, t);
}

type *declare_type(decl *d)
{
	static type busy;
	if (d->type == &busy)
		return type_new(T_UNKNOWN);
	if (!d->type && d->def) {
		d->type = &busy;
		d->type = work_out(d);
	}
	return d->type ? d->type : type_new(T_UNKNOWN);
}

// For types.c: what an entity of .gc text is, where libclang saw a stand-in; NULL where its own type is right.
static type *own_declared(uint32_t offset)
{
	node *i = map_get_pair(&interfaces, offset, 0);
	if (i)
		return interface_type(i);
	decl *d = declare_at(offset);
	if (!d || !d->def || d->kind == D_ENUMERATOR)
		return NULL;
	switch (d->def->kind) {
	case N_SHORT_VAR: case N_FOR_RANGE: case N_TYPE_CASE: case N_VARIADIC_PARAMETER: case N_FUNC_DEFINITION: case N_FUNC_DECLARATION:
		return declare_type(d);
	default:
		return is_extended(d) ? declare_type(d) : NULL;
	}
}
