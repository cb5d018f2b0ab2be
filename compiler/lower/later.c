// Splitting a call into what is evaluated now and what is done later (later.h).
#include "later.h"
#include "../arena.h"
#include "../diag.h"
#include "../types.h"
#include <string.h>

// ---- Parts ------------------------------------------------------------------------------------------------

static void add(later *l, later_part p)
{
	ARENA_PUSH(l->parts, l->nparts, p);
}

static void add_typed(later *l, int kind, const char *name, const type *t, node *n)
{
	if (t->is_const) {              // a member is assigned to
		type *plain = arena_copy(t, sizeof *t);
		plain->is_const = false;
		plain->c = NULL;
		t = plain;
	}
	add(l, (later_part){ .kind = kind, .name = name, .declaration = type_declare(t, name), .type = t, .node = n });
}

static node *first_argument(const node *call)
{
	node *list = node_field(call, F_ARGUMENTS);
	return list ? node_first_named(list) : NULL;
}

// What an argument without a parameter is passed as: C's variable arguments, a macro's.
static const type *passed_as(node *argument)
{
	const type *t = argument->type;
	if (!t || t->canonical->kind == T_UNKNOWN)
		bug(argument, "the type of '%s' is unknown", node_text(argument));
	if (t->canonical->kind == T_NIL)
		return type_pointer(type_basic("void"));
	return type_decayed((type *)t);
}

// `f(g())` with several results of g: all of them in one member.
static bool add_tuple(emit *e, later *l, node *argument)
{
	const type *t = argument->type ? argument->type->canonical : NULL;
	if (!t || t->kind != T_TUPLE)
		return false;
	add(l, (later_part){ .kind = LATER_ARGUMENT, .name = "t", .declaration = emit_format("%s t", func_result(e, t)), .node = argument });
	return true;
}

static void add_arguments(emit *e, later *l, int skip)
{
	const type *t = l->callee;
	int nparams = t ? t->nparams : 0, fixed = t && t->go_variadic ? nparams - 1 : nparams, i = skip;
	node *a = first_argument(l->call);
	if (a && !node_next_named(a) && add_tuple(e, l, a))
		return;
	for (; a; a = node_next_named(a), i++) {
		const char *name = emit_format("a%d", i - skip);
		if (t && i == fixed && t->go_variadic) {
			add_typed(l, LATER_REST, name, t->params[fixed], a);
			return;
		}
		add_typed(l, LATER_ARGUMENT, name, i < fixed ? t->params[i] : passed_as(a), a);
	}
	if (t && t->go_variadic && i == fixed)
		add_typed(l, LATER_REST, emit_format("a%d", i - skip), t->params[fixed], NULL);
}

static bool is_function_name(const node *f)
{
	if (f->kind == N_IDENTIFIER && f->decl)
		return f->decl->kind == D_FUNC;
	if (f->symbol)
		return !f->type || f->type->canonical->kind == T_CFUNC;
	return f->kind == N_IDENTIFIER && (!f->type || f->type->canonical->kind == T_UNKNOWN);  // a macro
}

static const type *function_type(const node *f)
{
	const type *t = f->type ? f->type->canonical : f->decl && f->decl->type ? f->decl->type->canonical : NULL;
	if (t && t->kind == T_POINTER)
		t = t->elem->canonical;
	return t && (t->kind == T_CFUNC || t->kind == T_FUNC) ? t : NULL;
}

static const type *interface_method(const node *receiver, const char *name, int *index)
{
	const type *t = receiver->type->canonical;
	for (int i = 0; i < t->nmethods; i++)
		if (!strcmp(t->methods[i].name, name)) {
			*index = i;
			return t->methods[i].func->canonical;
		}
	bug(receiver, "no method '%s'", name);
}

static void plan_builtin(emit *e, later *l, node *f)
{
	(void)e;
	node *a = first_argument(l->call);
	switch (f->word) {
	case W_CLOSE: add_typed(l, LATER_ARGUMENT, "a0", a->type, a); break;
	case W_PANIC: add_typed(l, LATER_ARGUMENT, "a0", type_word(W_ANY), a); break;
	case W_RECOVER: add(l, (later_part){ .kind = LATER_PANIC, .name = "p", .declaration = "goc_panic *p" }); break;
	case W_PRINT: case W_PRINTLN:
		for (int i = 0; a; a = node_next_named(a), i++)
			add_typed(l, LATER_ARGUMENT, emit_format("a%d", i), type_word(W_ANY), a);
		break;
	default: diag_error(l->call, "the result of '%s' is discarded", node_text(f));
	}
}

static void plan_literal(emit *e, later *l, node *literal)
{
	l->literal = closure_hoist(e, literal);
	l->callee = literal->type->canonical;
	if (l->literal->captures)
		add(l, (later_part){ .kind = LATER_ENV, .name = "c", .declaration = emit_format("struct %s c", l->literal->env), .node = literal });
	add_arguments(e, l, 0);
}

later *later_plan(emit *e, node *call)
{
	later *l = arena_alloc(sizeof *l);
	node *f = node_skip_parens(node_field(call, F_FUNCTION));
	l->call = call;
	if (f->kind == N_FUNC_LITERAL) {
		plan_literal(e, l, f);
		return l;
	}
	switch (call->call) {
	case CALL_BUILTIN:
		plan_builtin(e, l, f);
		break;
	case CALL_METHOD: {
		const type *t = l->callee = call->method->fn->type->canonical;
		l->name = call->method->fn->name;
		add_typed(l, LATER_RECEIVER, "r", t->params[0], node_field(f, F_ARGUMENT));
		add_arguments(e, l, 1);
		break;
	}
	case CALL_IFACE: {
		int index;
		node *receiver = node_field(f, F_ARGUMENT);
		l->callee = interface_method(receiver, node_text(node_field(f, F_FIELD)), &index);
		l->name = emit_format("%d", index);
		add_typed(l, LATER_INTERFACE, "r", receiver->type, receiver);
		add_arguments(e, l, 0);
		break;
	}
	default:
		l->callee = function_type(f);
		if (is_function_name(f))
			l->name = emit_string(e, f);
		else
			add_typed(l, LATER_CALLEE, "f", type_decayed(f->type), f);
		add_arguments(e, l, 0);
	}
	return l;
}

const char *later_members(const later *l)
{
	const char *text = "";
	for (int i = 0; i < l->nparts; i++)
		text = emit_format("%s%s%s;", text, i ? " " : "", l->parts[i].declaration);
	return text;
}

// ---- Values ------------------------------------------------------------------------------------------------

// The arguments of `...T` from a on, as a slice.
static void rest_value(emit *e, const type *slice, node *a)
{
	const char *elem = type_declare(slice->canonical->elem, "");
	int n = 0;
	if (!a) {
		emit_str(e, "(goc_slice){ 0 }");
		return;
	}
	if (a->kind == N_SPREAD) {
		convert_emit(e, node_field(a, F_VALUE) ? node_field(a, F_VALUE) : node_first_named(a), slice);
		return;
	}
	emit_text(e, "goc_slice_from((%s[]){ ", elem);
	for (; a; a = node_next_named(a), n++) {
		if (n)
			emit_str(e, ", ");
		convert_emit(e, a, slice->canonical->elem);
	}
	emit_text(e, " }, sizeof(%s), %d)", elem, n);
}

void later_value(emit *e, const later *l, int i)
{
	const later_part *p = &l->parts[i];
	switch (p->kind) {
	case LATER_RECEIVER: call_receiver(e, p->node, l->call->method); break;
	case LATER_ENV:
		emit_text(e, "(struct %s)", l->literal->env);
		closure_env(e, p->node, "0");
		break;
	case LATER_REST: rest_value(e, p->type, p->node); break;
	case LATER_PANIC: emit_str(e, "goc_p"); break;
	case LATER_ARGUMENT:
		if (p->type)
			convert_emit(e, p->node, p->type);
		else
			emit_node(e, p->node);
		break;
	default: emit_node(e, p->node);
	}
}

bool later_order_matters(const later *l)
{
	int effects = 0;
	for (int i = 0; i < l->nparts; i++)
		if (l->parts[i].node && l->parts[i].kind != LATER_ENV)
			effects += order_matters(l->parts[i].node) || l->parts[i].kind == LATER_REST;
	return effects > 0 && l->nparts > 1;
}

// ---- The call ----------------------------------------------------------------------------------------------

static const char *builtin_name(word w)
{
	switch (w) {
	case W_CLOSE: return "goc_chan_close";
	case W_PANIC: return "goc_panic_value";
	default: return "goc_recover";
	}
}

// The arguments from the members; first: something stands before them. Returns whether anything does.
static bool call_members(emit *e, const later *l, const char *at, bool first)
{
	for (int i = 0; i < l->nparts; i++) {
		const later_part *p = &l->parts[i];
		if (p->kind == LATER_ENV || p->kind == LATER_CALLEE || p->kind == LATER_INTERFACE)
			continue;
		const type *tuple = p->kind == LATER_ARGUMENT && !p->type ? p->node->type->canonical : NULL;
		for (int k = 0; k < (tuple ? tuple->nresults : 1); k++) {
			if (!first)
				emit_str(e, ", ");
			first = false;
			const char *member = emit_format("%s%s", at, p->name);
			if (tuple)
				convert_text(e, emit_format("%s.%s", member, func_result_name(tuple, k)), tuple->results[k],
				             k < l->callee->nparams ? l->callee->params[k] : tuple->results[k]);
			else
				emit_str(e, member);
		}
	}
	return !first;
}

// `R (*)(T1, T2, void *)` of a function value's or interface method's code.
static void code_type(emit *e, const type *t, bool receiver_first)
{
	const char *params = receiver_first ? "void *" : "";
	for (int i = 0; i < t->nparams; i++)
		params = emit_format("%s%s%s", params, *params ? ", " : "", type_declare(t->params[i], ""));
	if (!receiver_first)
		params = emit_format("%s%svoid *", params, *params ? ", " : "");
	emit_text(e, "%s (*)(%s)", func_result(e, t), params);
}

static void print_call(emit *e, const later *l, const char *at, const char *panic)
{
	node *f = node_skip_parens(node_field(l->call, F_FUNCTION));
	if (l->literal) {
		emit_text(e, "%s(", l->literal->name);
		if (call_members(e, l, at, true))
			emit_str(e, ", ");
		emit_text(e, l->literal->captures ? "&%sc" : "(void *)0", at);
		emit_text(e, l->literal->takes_panic ? ", %s)" : ")", panic);
	} else if (l->call->call == CALL_BUILTIN && (f->word == W_PRINT || f->word == W_PRINTLN)) {
		emit_text(e, "goc_%s(%s", node_text(f), l->nparts ? "(goc_any[]){ " : "(goc_any *)0");
		call_members(e, l, at, true);
		emit_text(e, "%s, %d)", l->nparts ? " }" : "", l->nparts);
		e->uses_type = true;
	} else if (l->call->call == CALL_BUILTIN) {
		emit_text(e, "%s(", builtin_name(f->word));
		call_members(e, l, at, true);
		emit_str(e, ")");
	} else if (l->call->call == CALL_IFACE) {
		emit_str(e, "((");
		code_type(e, l->callee, true);
		emit_text(e, ")%sr.tab->fn[%s])(%sr.data", at, l->name, at);
		call_members(e, l, at, false);
		emit_str(e, ")");
	} else if (l->callee && l->callee->kind == T_FUNC) {
		emit_str(e, "((");
		code_type(e, l->callee, false);
		emit_text(e, ")%sf->code)(", at);
		emit_text(e, call_members(e, l, at, true) ? ", %sf)" : "%sf)", at);
	} else {
		if (l->name)
			emit_text(e, "%s(", l->name);
		else
			emit_text(e, "%sf(", at);
		call_members(e, l, at, true);
		emit_str(e, ")");
	}
}

const char *later_text(emit *e, const later *l, const char *at, const char *panic)
{
	emit_push_flat(e);
	print_call(e, l, at, panic);
	return emit_pop(e);
}

const char *later_code(const later *l, const char *at)
{
	if (l->call->call == CALL_BUILTIN || (l->literal && l->literal->takes_panic) || (!l->callee && l->name))
		return NULL;
	if (l->literal)
		return l->literal->name;
	if (l->call->call == CALL_IFACE)
		return emit_format("%sr.tab->fn[%s]", at, l->name);
	if (l->name)
		return l->name;
	return emit_format(l->callee && l->callee->kind == T_FUNC ? "%sf->code" : "%sf", at);
}

const char *later_nullable(const later *l, const char *at)
{
	for (int i = 0; i < l->nparts; i++)
		if (l->parts[i].kind == LATER_CALLEE)
			return emit_format("%sf", at);
	return NULL;
}

// ---- Who may recover -----------------------------------------------------------------------------------------

// A function of a package whose symbols stand in a C header of libgoc: none of them recovers for its caller.
static bool is_of_libgoc(const decl *d, const unit *u)
{
	for (const unit *h = u->headers; h; h = h->next)
		if (d->ident ? d->ident->src == h->src && h->c_header : h->c_header && h->prefix && !strncmp(d->name, h->prefix, strlen(h->prefix)) &&
		    d->name[strlen(h->prefix)] == '_')
			return true;
	return false;
}

bool later_may_recover(node *call, const unit *u)
{
	node *f = node_skip_parens(node_field(call, F_FUNCTION));
	if (f->kind == N_FUNC_LITERAL)
		return says_recover(f);
	if (call->call == CALL_BUILTIN)
		return false;
	const decl *d = call->call == CALL_METHOD ? call->method->fn : f->decl;
	if (call->call == CALL_IFACE || call->call == CALL_VALUE || (!d && !f->symbol) || (d && d->kind != D_FUNC))
		return f->kind != N_IDENTIFIER || f->type || d;         // a macro's call recovers nothing
	if (!d)
		return false;
	if (d->def && (d->def->kind == N_FUNC_DEFINITION || d->def->kind == N_FUNCTION_DEFINITION))
		return says_recover(d->def);
	return !is_of_libgoc(d, u);
}
