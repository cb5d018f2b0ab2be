// `func` definitions and prototypes, C functions that hold extensions, parameters and results.
//
// A func of one result or none is an ordinary C function of its name (methods: T_Name); one of several returns
// `struct name_results` by value. Funcs that are neither static nor extern nor declared by a header are GOC_FUNC:
// seen in the link, not by other shared objects.
#include "../source.h"
#include "../symbols.h"
#include "../types.h"
#include "../typetext.h"
#include "lower.h"
#include <ctype.h>
#include <string.h>

// ---- Results ---------------------------------------------------------------------------------------------------

const char *func_result_name(const type *t, int i)
{
	const char *name = t->results_tag && t->result_names ? t->result_names[i] : NULL;
	return name && *name && strcmp(name, "_") ? name : emit_format("r%d", i);
}

// Does a plain C header declare the struct of this tag?
static bool is_foreign(emit *e, const char *tag)
{
	func_entry *f = symbols_func_symbol(emit_format("%.*s", (int)(strlen(tag) - strlen("_results")), tag));
	return !f || unit_has_c_header(e, f->node->src);
}

const char *func_results_struct(emit *e, const type *t)
{
	if (t->nresults < 2)
		return NULL;
	const char *tag = t->results_tag ? t->results_tag : type_results_tag(t);
	if (unit_once(e, emit_format("struct %s", tag)) && !(t->results_tag && is_foreign(e, tag))) {
		const char *text = emit_format("struct %s {", tag);
		for (int i = 0; i < t->nresults; i++)
			text = emit_format("%s %s;", text, type_declare(t->results[i], func_result_name(t, i)));
		emit_before(e, emit_format("%s }; ", text));
	}
	return emit_format("struct %s", tag);
}

const char *func_result(emit *e, const type *t)
{
	return t->nresults == 0 ? "void" : t->nresults == 1 ? type_c(t->results[0]) : func_results_struct(e, t);
}

// ---- Parameters ---------------------------------------------------------------------------------------------------

static bool is_void(const node *parameter)
{
	node *t = node_field(parameter, F_TYPE);
	return parameter->kind == N_PARAMETER && t && node_is(parameter, "void");
}

static void parameters(emit *e, node *receiver, node *list, const char *env)
{
	node *r = receiver ? node_first_named(receiver) : NULL;
	int n = 0;
	emit_str(e, "(");
	if (r) {
		emit_node(e, r);
		n++;
	}
	for (node *c = list ? node_first_named(list) : NULL; c; c = node_next_named(c)) {
		if (is_void(c))
			continue;
		emit_str(e, n++ ? ", " : "");
		emit_node(e, c);
	}
	if (env)
		emit_text(e, "%svoid *%s", n++ ? ", " : "", env);
	emit_str(e, n ? ")" : "void)");
}

void func_parameters(emit *e, node *list, const type *t, const char *env)
{
	(void)t;
	parameters(e, NULL, list, env);
}

// ---- Bodies --------------------------------------------------------------------------------------------------------

static node *result_name(node *result, int i)
{
	node *c = result && result->kind == N_RESULT_LIST ? node_first_named(result) : NULL;
	while (c && i--)
		c = node_next_named(c);
	return c && node_field(c, F_DECLARATOR) ? declarator_name(node_field(c, F_DECLARATOR)) : NULL;
}

const char *named_result(emit *e, int i)
{
	node *name = result_name(node_field(e->fn->node, F_RESULT), i);
	if (!name || node_is(name, "_"))
		return emit_format("goc_result%d", i);
	return name->decl && name->decl->storage == CAP_CELL ? emit_format("(*%s)", node_text(name)) : node_text(name);
}

static bool has_named_results(const node *fn)
{
	return result_name(node_field(fn, F_RESULT), 0) != NULL;
}

// A `return;` of fn itself reads its named results.
static bool returns_bare(node *n)
{
	if (n->kind == N_RETURN)
		return !node_first_named(n);
	for (node *c = n->first; c; c = c->next)
		if (c->kind != N_FUNC_LITERAL && returns_bare(c))
			return true;
	return false;
}

static void declare_results(emit *e, lower_fn *fn)
{
	const type *t = fn->type;
	for (int i = 0; i < t->nresults && fn->named_results; i++) {
		node *name = result_name(node_field(fn->node, F_RESULT), i);
		if (name && name->decl && name->decl->storage == CAP_CELL)
			continue;
		const char *variable = named_result(e, i);
		emit_text(e, " %s = %s;", name && name->decl ? capture_declare(name->decl, variable) : type_declare(t->results[i], variable),
		          zero_initializer(t->results[i]));
		if (name && !order_uses(fn->body, name) && !returns_bare(fn->body))
			emit_text(e, " (void)%s;", variable);
	}
}

// Go does not mind parameters that are not used.
static void use_parameters(emit *e, node *list, node *body)
{
	for (node *c = list ? node_first_named(list) : NULL; c; c = node_next_named(c)) {
		node *name = declarator_name(node_field(c, F_DECLARATOR));
		if (name && !node_is(name, "_") && !order_uses(body, name))
			emit_text(e, " (void)%s;", node_text(name));
	}
}

static bool has_kind(const node *n, enum node_kind kind)
{
	if (n->kind == kind)
		return true;
	for (const node *c = n->first; c; c = c->next)
		if (has_kind(c, kind))
			return true;
	return false;
}

// gcc sees for itself that the end is not reached. (Elsewhere Go's rules promise it.)
static bool ends_for_gcc(const node *body)
{
	const node *last = body->last ? body->last->prev : NULL;
	while (last && last->kind == N_COMMENT)
		last = last->prev;
	return last && (last->kind == N_RETURN || (last->kind == N_FOR_EVER && !has_kind(last, N_BREAK)));
}

void func_body(emit *e, lower_fn *fn)
{
	lower_fn *outer = e->fn;
	node *body = fn->body;
	e->fn = fn;
	emit_sync(e, body->src, body->start);
	emit_str(e, "{");
	declare_results(e, fn);
	capture_prologue(e, fn);
	defer_prologue(e, fn);
	if (fn->is_func) {
		use_parameters(e, node_field(fn->node, F_RECEIVER), body);
		use_parameters(e, node_field(fn->node, F_PARAMETERS), body);
	}
	body_statements(e, body);
	if (fn->is_func && !fn->is_main && fn->type->nresults > 0 && !ends_for_gcc(body))
		emit_str(e, " __builtin_unreachable();");
	if (body->first->next != body->last)
		emit_copy(e, body->src, body->last->prev->end, body->last->start);
	emit_sync(e, body->src, body->last->start);
	defer_epilogue(e, fn);
	emit_str(e, "}");
	e->fn = outer;
}

// ---- func --------------------------------------------------------------------------------------------------------------

static const type no_arguments = { .kind = T_CFUNC };

static const type *func_type(node *n)
{
	node *name = node_field(n, F_NAME);
	return name->decl && name->decl->type->kind == T_CFUNC ? name->decl->type : &no_arguments;
}

static bool is_word(const node *n, const char *word)
{
	return n->kind == N_TOKEN && node_is(n, word);
}

// A specifier's text is a C word, or a macro's name, of which the parser may have seen only the beginning
// (specifiers.c). What such a macro says about the linkage is not known: it decides it, to be safe.
static bool specifier(emit *e, const node *n)
{
	static const char *const plain[] = { "inline", "__inline", "__inline__", "const", "volatile", "_Noreturn", "register" };
	uint32_t end = n->end;
	while (n->src->text[end] == '_' || isalnum((unsigned char)n->src->text[end]))
		end++;
	const char *text = emit_format("%.*s", (int)(end - n->start), n->src->text + n->start);
	emit_text(e, "%s ", text);
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		if (!strcmp(plain[i], text))
			return false;
	return true;
}

// The specifiers before `func` and the attributes after the results; true if they decide the linkage.
static bool specifiers(emit *e, node *n)
{
	bool linkage = false;
	for (node *c = n->first; c && !is_word(c, "func"); c = c->next) {
		if (c->kind == N_STORAGE_CLASS || c->kind == N_TYPE_QUALIFIER || c->kind == N_IDENTIFIER) {
			linkage |= specifier(e, c);
		} else {
			emit_node(e, c);
			emit_str(e, " ");
		}
	}
	for (node *c = node_field(n, F_PARAMETERS); c; c = c->next)
		if (c->kind == N_ATTRIBUTE_SPECIFIER) {
			emit_node(e, c);
			emit_str(e, " ");
		}
	return linkage;
}

// A header, C's or the dialect's, declares the func for others.
static bool is_public(emit *e, const char *symbol)
{
	func_entry *f = symbols_func_symbol(symbol);
	return types_in_header(symbol) || (f && !unit_is_main_file(e, f->node->src));
}

// `R name(T a, U b)` of a func named symbol.
static void head(emit *e, node *n, const char *symbol)
{
	const type *t = func_type(n);
	bool is_main = !strcmp(symbol, "main");
	if (!specifiers(e, n) && !is_main && !is_public(e, symbol))
		emit_str(e, "GOC_FUNC ");
	if (is_main) {
		emit_str(e, "int main(void)");
		return;
	}
	emit_push_flat(e);
	emit_str(e, symbol);
	parameters(e, node_field(n, F_RECEIVER), node_field(n, F_PARAMETERS), NULL);
	const char *declarator = emit_pop(e);
	if (t->nresults == 1)
		emit_declare(e, t->results[0], declarator);
	else
		emit_text(e, "%s %s", func_result(e, t), declarator);
}

void func_prototype(emit *e, node *n)
{
	emit_push_flat(e);
	if (n->kind == N_FUNCTION_DEFINITION) {
		node *name = declarator_name(node_field(n, F_DECLARATOR));
		if (node_child(n, N_STORAGE_CLASS) && node_is(node_child(n, N_STORAGE_CLASS), "static"))
			emit_str(e, "static ");
		emit_declare(e, name->decl->type, name->decl->name);
	} else {
		head(e, n, func_symbol(n));
	}
	emit_before(e, emit_format("%s; ", emit_pop(e)));
}

static void init_func(emit *e, node *n)
{
	const char *name = emit_unique(e, "goc_init");
	lower_fn fn = { .node = n, .body = node_field(n, F_BODY), .name = name, .type = &no_arguments, .is_func = true, .result = "void" };
	emit_text(e, "static void %s(void) ", name);
	func_body(e, &fn);
	unit_add_initializer(e, name, true);
}

static void rename_main(emit *e, const char *prototype)
{
	emit_before(e, emit_format("%s __asm__(\"goc_user_main\"); ", prototype));
}

void lower_func(emit *e, node *n)
{
	const char *symbol = func_symbol(n);
	node *body = node_field(n, F_BODY);
	if (!node_field(n, F_RECEIVER) && !strcmp(symbol, "init") && body) {
		init_func(e, n);
		return;
	}
	const type *t = func_type(n);
	bool is_main = !strcmp(symbol, "main");
	if (is_main)
		rename_main(e, "int main(void)");
	unit_once(e, symbol);
	head(e, n, symbol);
	if (!body) {
		emit_str(e, ";");
		return;
	}
	emit_str(e, " ");
	lower_fn fn = {
		.node = n, .body = body, .name = symbol, .type = t, .is_func = true, .is_main = is_main,
		.named_results = has_named_results(n), .result = is_main ? "int" : func_result(e, t),
	};
	func_body(e, &fn);
}

// ---- C functions ----------------------------------------------------------------------------------------------------------

void lower_c_function(emit *e, node *n)
{
	node *body = node_field(n, F_BODY), *declarator = node_field(n, F_DECLARATOR), *type_node = node_field(n, F_TYPE);
	node *name = declarator_name(declarator);
	const type *t = name && name->decl && name->decl->type->kind == T_CFUNC ? name->decl->type : NULL;
	const char *star = "";
	if (!t || !body) {
		emit_children(e, n);
		return;
	}
	if (!e->fn && !strcmp(name->decl->name, "main"))
		rename_main(e, type_declare(t, "main"));
	lower_fn fn = { .node = n, .body = body, .name = name->decl->name, .type = t, .result = func_result(e, t) };
	uint32_t at = n->start;
	for (node *c = n->first; c; c = c->next) {
		emit_copy(e, n->src, at, c->start);
		if (c == type_node) {
			star = declare_specifier(e, c);
		} else if (c == declarator) {
			emit_str(e, star);
			emit_node(e, c);
		} else if (c == body) {
			func_body(e, &fn);
		} else {
			emit_node(e, c);
		}
		at = c->end;
	}
	emit_copy(e, n->src, at, n->end);
}
