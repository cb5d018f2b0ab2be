// Function literals and captured variables.
//
// `func(int x) int { return x + n; }` in main becomes a function main_1 that stands before main, and a value: a pointer
// to its environment, whose first member is the code, as goc_func has it. A literal that captures nothing
// has one static value; one that is called at once, deferred or started by `go` needs no value at all.
//
//	struct goc_main_1 { void *code; int n; int *sum; };
//	static int main_1(int x, void *goc_c) { struct goc_main_1 *goc_e = goc_c; int n = goc_e->n; int *sum = goc_e->sum; …
//
// So the literal's text stays as it was where a variable is copied, and each use of a shared one becomes
// `(*sum)`: a token for a token, which is right in sizeof, &, macro arguments and declarators alike
// (declaration mirrors use). Where a variable lives is capture.c's decision (compiler/capture.c).
//
// Tried and dropped: one environment for all variables of a scope. It allocates less when three or more are
// shared, but the names then need pointers into it beside it.
#include "closure.h"
#include "../arena.h"
#include "../capture.h"
#include "../symbols.h"
#include "../types.h"
#include <string.h>

// An array parameter is a pointer.
static const type *type_of(const decl *d)
{
	return d->kind == D_PARAM ? type_decayed(d->type) : d->type;
}

// ---- Names ---------------------------------------------------------------------------------------------

static bool declares(const node *n, const char *name)
{
	if (n->kind == N_IDENTIFIER && n->decl && n->decl->ident == n && !strcmp(n->decl->name, name))
		return true;
	for (const node *c = n->first; c; c = c->next)
		if (declares(c, name))
			return true;
	return false;
}

// The name under which a literal's body has its copy of, or pointer to, a captured variable: the variable's
// own unless the literal declares one that is spelled so, too.
static const char *name_in(const node *literal, const decl *d)
{
	return declares(literal, d->name) ? emit_format("goc_%s", d->name) : d->name;
}

static node *home_of(const decl *d)
{
	return d->fn ? d->fn : node_function(d->ident);
}

static bool is_capture(const node *literal, const decl *d)
{
	for (int i = 0; i < literal->ncaptures; i++)
		if (literal->captures[i] == d)
			return true;
	return false;
}

bool capture_use(emit *e, node *ident)
{
	const decl *d = ident->decl;
	if (!d || d->storage == CAP_NONE)
		return false;
	const node *here = node_function(ident);
	const char *name = here && here->kind == N_FUNC_LITERAL && is_capture(here, d) ? name_in(here, d) : d->name;
	bool pointer = d->storage == CAP_CELL || (d->storage == CAP_ADDRESS && here != home_of(d));
	if (!pointer && name == d->name)
		return false;
	emit_text(e, pointer ? "(*%s)" : "%s", name);
	return true;
}

// ---- Cells ---------------------------------------------------------------------------------------------

// The initial value as the program wrote it; NULL: none.
static node *written_value(const decl *d)
{
	for (node *p = d->ident->parent; p; p = p->parent) {
		if (p->kind == N_INIT_DECLARATOR)
			return node_field(p, F_VALUE);
		if (p->kind == N_DECLARATION || p->kind == N_SHORT_VAR || p->kind == N_PARAMETER)
			return NULL;
	}
	return NULL;
}

// How the initial value is spelled: an expression, a list in braces, or a text for an array of char.
static enum { PLAIN, BRACED, TEXT } initial_form(const decl *d)
{
	const node *value = written_value(d);
	if (!value)
		return *zero_initializer(type_of(d)) == '{' ? BRACED : PLAIN;
	if (value->kind == N_INITIALIZER_LIST)
		return BRACED;
	return type_of(d)->canonical->kind == T_ARRAY ? TEXT : PLAIN;
}

// An initial value that itself captures the variable (a literal that calls itself) needs the cell first:
// `goc_func *(*f) = (f = goc_new(…), *f = …, f)`.
static bool names_itself(const decl *d)
{
	return d->captured_in_own_init && type_of(d)->canonical->kind != T_ARRAY;
}

void capture_init_open(emit *e, decl *d)
{
	const char *t = type_declare(type_of(d), "");
	if (names_itself(d))
		emit_text(e, "(%s = goc_new(sizeof(%s)), *%s = %s", d->name, t, d->name, initial_form(d) == BRACED ? emit_format("(%s)", t) : "");
	else if (initial_form(d) == PLAIN)
		emit_text(e, "GOC_CELL(%s, ", t);
	else
		emit_text(e, "goc_new_copy(&(%s)%s", t, initial_form(d) == TEXT ? "{ " : "");
}

void capture_init_close(emit *e, decl *d)
{
	if (names_itself(d))
		emit_text(e, ", %s)", d->name);
	else if (initial_form(d) == PLAIN)
		emit_str(e, ")");
	else
		emit_text(e, "%s, sizeof(%s))", initial_form(d) == TEXT ? " }" : "", type_declare(type_of(d), ""));
}

void capture_open(emit *e, decl *d)
{
	emit_declare(e, type_of(d), emit_format("(*%s)", d->name));
	emit_text(e, " = GOC_CELL(%s, ", type_declare(type_of(d), ""));
}

void capture_close(emit *e, decl *d)
{
	(void)d;
	emit_str(e, ")");
}

void capture_next(emit *e, decl *d)
{
	emit_text(e, "%s = goc_new_copy(%s, sizeof *%s)", d->name, d->name, d->name);
}

// `char s[] = "…"` in a cell: a pointer to an array needs the size.
void lower_array_declarator(emit *e, node *n)
{
	node *name = declarator_name(n), *inner = node_field(n, F_DECLARATOR);
	const decl *d = name ? name->decl : NULL;
	if (d && d->storage == CAP_CELL && d->ident == name && inner == name && !node_field(n, F_SIZE) && type_of(d)->canonical->count >= 0)
		emit_text(e, "(*%s)[%ld]", d->name, type_of(d)->canonical->count);
	else
		emit_children(e, n);
}

static void parameter_cells(emit *e, node *n)
{
	if (n->kind == N_FUNC_LITERAL || n->kind == N_COMPOUND_STATEMENT)
		return;
	if (n->kind == N_IDENTIFIER && n->decl && n->decl->ident == n && n->decl->kind == D_PARAM && n->decl->storage == CAP_CELL) {
		decl *d = n->decl;
		emit_declare(e, type_of(d), emit_format("(*%s)", d->name));
		emit_text(e, " = GOC_CELL(%s, goc_%s); ", type_declare(type_of(d), ""), d->name);
	}
	for (node *c = n->first; c; c = c->next)
		parameter_cells(e, c);
}

// The type under which d's variable is declared, before a declarator that begins with a name or star.
static const char *kept_type(const decl *d)
{
	const type *t = type_of(d);
	return (t->canonical->kind == T_POINTER || t->canonical->kind == T_CHAN) ? emit_format("__typeof__(%s) volatile", type_c(t)) :
	       emit_format("volatile %s", type_c(t));
}

const char *capture_declare(const decl *d, const char *name)
{
	return d->is_volatile ? emit_format("%s %s", kept_type(d), name) : type_declare(type_of(d), name);
}

static const char *pointer_to(const decl *d, const char *name)
{
	return d->is_volatile ? emit_format("%s *%s", kept_type(d), name) : type_declare(type_of(d), emit_format("(*%s)", name));
}

static void result_cells(emit *e, node *n)
{
	decl *d = n->kind == N_IDENTIFIER && n->decl && n->decl->ident == n ? n->decl : NULL;
	if (d && d->storage == CAP_CELL) {
		emit_text(e, "%s = goc_new(sizeof(%s)); ", pointer_to(d, d->name), type_declare(type_of(d), ""));
	}
	for (node *c = n->first; c; c = c->next)
		result_cells(e, c);
}

// The type in which a closure holds a captured variable.
static const char *member(const decl *d, const char *name)
{
	if (d->storage != CAP_COPY)
		return pointer_to(d, name);
	type *plain = arena_copy(type_of(d), sizeof *plain);       // an environment is assigned to
	plain->is_const = false;
	plain->c = NULL;
	return type_declare(plain, name);
}

void capture_prologue(emit *e, lower_fn *fn)
{
	node *literal = fn->node->kind == N_FUNC_LITERAL ? fn->node : NULL;
	if (literal && literal->ncaptures) {
		emit_text(e, " struct goc_%s *goc_e = goc_c; ", fn->name);
		for (int i = 0; i < literal->ncaptures; i++) {
			decl *d = literal->captures[i];
			emit_text(e, "%s = goc_e->%s; ", member(d, name_in(literal, d)), d->name);
		}
	} else if (literal) {
		emit_str(e, " (void)goc_c; ");
	}
	for (node *c = fn->node->first; c; c = c->next)
		if (c->field != F_RESULT)
			parameter_cells(e, c);
		else if (fn->named_results)
			result_cells(e, c);
}

// ---- Literals ------------------------------------------------------------------------------------------------

static bool says(const node *n)
{
	if (n->kind == N_CALL && n->call == CALL_BUILTIN && node_field(n, F_FUNCTION)->word == W_RECOVER)
		return true;
	for (const node *c = n->first; c; c = c->next)
		if (c->kind != N_FUNC_LITERAL && says(c))
			return true;
	return false;
}

bool says_recover(const node *fn)
{
	const node *body = node_field(fn, F_BODY);
	return body && says(body);
}

const char *closure_forward(const char *name, const method *m)
{
	const node *def = m->fn->def;
	bool recovers = def && (def->kind == N_FUNC_DEFINITION || def->kind == N_FUNCTION_DEFINITION) && says_recover(def);
	return recovers ? emit_format("goc_forward(%s, %s); ", name, m->fn->name) : "";
}

static const char *literal_name(emit *e)
{
	lower_fn *outer = e->fn;
	if (!outer)
		return emit_unique(e, "goc_literal");
	const char *name;
	do
		name = emit_format("%s_%d", outer->name, ++outer->literals);
	while (types_global(name) || symbols_func_symbol(name));        // the program's own
	return name;
}

static void declare_env(emit *e, node *literal, const closure *c)
{
	const char *members = "";
	for (int i = 0; i < literal->ncaptures; i++)
		members = emit_format("%s %s;", members, member(literal->captures[i], literal->captures[i]->name));
	emit_hoist(e, emit_format("struct %s { void *code;%s };", c->env, members));
}

static bool has_named_results(const node *literal)
{
	node *list = node_field(literal, F_RESULT), *first = list && list->kind == N_RESULT_LIST ? node_first_named(list) : NULL;
	node *declarator = first ? node_field(first, F_DECLARATOR) : NULL;
	return declarator && declarator_name(declarator);
}

closure *closure_hoist(emit *e, node *literal)
{
	if (literal->lowering)
		return literal->lowering;
	closure *c = literal->lowering = arena_alloc(sizeof *c);
	c->name = literal_name(e);
	c->env = emit_format("goc_%s", c->name);
	c->captures = literal->ncaptures > 0;
	c->takes_panic = literal_only_deferred(literal) && says_recover(literal);
	if (c->captures)
		declare_env(e, literal, c);
	lower_fn fn = {
		.outer = e->fn, .node = literal, .body = node_field(literal, F_BODY), .name = c->name, .type = literal->type->canonical,
		.is_func = true, .named_results = has_named_results(literal), .result = func_result(e, literal->type->canonical),
	};
	emit_push(e, literal->src, literal->start);
	emit_text(e, "static %s %s", fn.result, c->name);
	func_parameters(e, node_field(literal, F_PARAMETERS), fn.type, c->takes_panic ? "goc_c, goc_panic *goc_p" : "goc_c");
	emit_str(e, " ");
	func_body(e, &fn);
	emit_hoist_at(e, literal->src, literal->start, emit_pop(e));
	return c;
}

void closure_env(emit *e, node *literal, const char *code)
{
	emit_text(e, "{ %s", code);
	for (int i = 0; i < literal->ncaptures; i++) {
		const decl *d = literal->captures[i];
		const node *here = e->fn ? e->fn->node : NULL;
		bool own = here == home_of(d);
		const char *name = !own && here && here->kind == N_FUNC_LITERAL ? name_in(here, d) : d->name;
		emit_text(e, ", %s%s", d->storage == CAP_ADDRESS && own ? "&" : "", name);
	}
	emit_str(e, " }");
}

void lower_func_literal(emit *e, node *n)
{
	closure *c = closure_hoist(e, n);
	const char *code = emit_format("(void *)%s", c->name);
	if (!c->captures) {
		emit_hoist(e, emit_format("static goc_func %s = { %s };", c->env, code));
		emit_text(e, "(&%s)", c->env);
		return;
	}
	emit_text(e, "((goc_func *)goc_new_copy(&(struct %s)", c->env);
	closure_env(e, n, code);
	emit_text(e, ", sizeof(struct %s)))", c->env);
}

void closure_as_pointer(emit *e, node *literal)
{
	emit_text(e, "((void *)%s)", closure_hoist(e, literal)->name);
}

// Called at once: the environment is on the caller's stack.
void closure_call(emit *e, node *call)
{
	node *literal = node_skip_parens(node_field(call, F_FUNCTION));
	closure *c = closure_hoist(e, literal);
	emit_text(e, "%s(", c->name);
	if (call_arguments(e, call, literal->type->canonical))
		emit_str(e, ", ");
	if (c->captures) {
		emit_text(e, "&(struct %s)", c->env);
		closure_env(e, literal, "0");
	} else {
		emit_str(e, "(void *)0");
	}
	emit_str(e, ")");
}
