// `defer`, `return` in functions that defer, panic and recover. The macros and what they mean: goc/defer.h.
//
// A deferring function f gets a record (struct goc_defers_f), a way to run one call for a panic (goc_step_f)
// and one to run all that are pending on the normal way (goc_end_f), all three hoisted before it. Two forms:
//
//	bits   each `defer` runs at most once: a bit and a member of the record for each.
//	list   a `defer` in a loop, or that a goto leads back over: entries pushed on a list, all of the function's.
//
// Where a deferred call may recover (a literal or function that says so, or one that is not known) the
// function keeps a mark, and its result in a slot that lives in memory. Elsewhere `return e;` stays as it is and the
// record's cleanup attribute runs the calls after e is evaluated.
#include "../arena.h"
#include "../capture.h"
#include "../diag.h"
#include "../types.h"
#include "later.h"
#include <string.h>

struct defer_fn {
	bool list;                      // form
	bool marked;                    // a deferred call may recover
	bool explicit;                  // `return` and the body's end run the calls themselves
	bool in_macro;                  // a macro returns, and there is a named result to assign: `return` is a macro in the body
	int nsites;
	const char *members;            // of the record
	const char *steps, *ends;       // bodies of goc_step_f and goc_end_f
};

// ---- Before the body ----------------------------------------------------------------------------------

struct survey { int sites; bool repeats, may_recover, points_at_locals; };

static void survey_body(const node *n, const unit *u, struct survey *s)
{
	if (n->kind == N_DEFER) {
		node *call = node_skip_parens(node_field(n, F_CALL)), *f = node_skip_parens(node_field(call, F_FUNCTION));
		s->sites++;
		s->repeats |= defer_repeats(n);
		s->may_recover |= later_may_recover(call, u);
		for (int i = 0; f->kind == N_FUNC_LITERAL && i < f->ncaptures; i++)
			s->points_at_locals |= f->captures[i]->storage == CAP_ADDRESS;
	}
	for (const node *c = n->first; c; c = c->next)
		if (c->kind != N_FUNC_LITERAL)
			survey_body(c, u, s);
}

// What the function returns after a recover: its named results, the slot, or nothing.
static const char *recovered_result(emit *e, lower_fn *fn)
{
	if (fn->is_main)
		return "0";
	if (!fn->type->nresults)
		return "";
	if (!fn->named_results)
		return "goc_r";
	emit_push_flat(e);
	return_named(e);
	return emit_pop(e);
}

static void print_mark(emit *e, lower_fn *fn)
{
	const char *result = recovered_result(e, fn);
	emit_text(e, *result ? " GOC_RECOVERED(%s, %s)" : " GOC_RECOVERED(%s)", fn->name, result);
}

static void keep_results(emit *e, lower_fn *fn)
{
	if (!fn->type->nresults || fn->is_main)
		return;
	if (!fn->named_results) {
		emit_text(e, " %s goc_r = %s; goc_live(goc_r);", fn->result, fn->type->nresults > 1 ? "{}" : zero_initializer(fn->type->results[0]));
		return;
	}
	for (int i = 0; i < fn->type->nresults; i++)
		emit_text(e, " goc_live(%s);", named_result(e, i));
}

// gcc cannot inline a function that keeps a mark, and says so in words that nobody understands here.
static void check_inlining(const lower_fn *fn)
{
	const char *text = node_text(fn->node), *at = strstr(text, "always_inline");
	if (at && at < text + (fn->body->start - fn->node->start))
		diag_error(fn->node, "'%s' cannot be always_inline: it defers a call that may recover", fn->name);
}

void defer_prologue(emit *e, lower_fn *fn)
{
	struct survey s = { 0 };
	const closure *c = fn->node->kind == N_FUNC_LITERAL ? fn->node->lowering : NULL;
	if (says_recover(fn->node) && !(c && c->takes_panic)) {
		e->uses_defer = true;
		emit_text(e, " goc_panic *goc_p = goc_deferred_by(%s);", fn->name);
	}
	survey_body(fn->body, e->unit, &s);
	if (!s.sites)
		return;
	e->uses_defer = true;
	struct defer_fn *d = fn->defer = arena_alloc(sizeof *d);
	d->list = s.repeats || s.sites > 60;
	d->marked = s.may_recover;
	d->explicit = s.may_recover || fn->named_results || s.points_at_locals;
	d->in_macro = fn->named_results && fn->type->nresults == 1 && macro_returns(fn->node);
	d->members = d->steps = d->ends = "";
	if (d->marked) {
		check_inlining(fn);
		keep_results(e, fn);
	}
	emit_text(e, " GOC_DEFERS(%s)", fn->name);
	if (d->list)
		emit_str(e, " goc_list_init(&goc_d.l);");
	if (d->marked)
		print_mark(e, fn);
}

// ---- The statement -------------------------------------------------------------------------------------

// The call as a panic makes it: it tells the callee's recover() whom the panic is calling.
static const char *panic_call(emit *e, const later *l, const char *at, const char *panic)
{
	const char *code = later_code(l, at);
	const char *call = later_text(e, l, at, panic);
	return code && later_may_recover(l->call, e->unit) ? emit_format("goc__calls(goc_p, (void *)%s); %s;", code, call) : emit_format("%s;", call);
}

static void defer_bit(emit *e, struct defer_fn *d, const later *l)
{
	int i = d->nsites++;
	const char *at = emit_format("goc_d->d%d.", i);
	if (l->nparts)
		d->members = emit_format("%s struct { %s } d%d;", d->members, later_members(l), i);
	d->steps = emit_format("%scase %d: %s break; ", d->steps, i, panic_call(e, l, at, "goc_p"));
	d->ends = emit_format("if (GOC_PENDING(goc_n, %d)) %s; %s", i, later_text(e, l, at, "(goc_panic *)0"), d->ends);
	emit_text(e, "GOC_DEFER(%d", i);
	for (int k = 0; k < l->nparts; k++) {
		emit_text(e, ", goc_d.d%d.%s = ", i, l->parts[k].name);
		later_value(e, l, k);
	}
	emit_str(e, l->nparts ? ");" : ", (void)0);");
}

static void defer_entry(emit *e, struct defer_fn *d, const later *l, node *n)
{
	const char *name = emit_unique(e, "goc_defer_"), *text = "", *unpack = "(void)goc_v;";
	d->nsites++;
	if (l->nparts) {
		text = emit_format("struct %s { %s }; ", name, later_members(l));
		unpack = emit_format("struct %s *goc_a = goc_v;", name);
	}
	emit_hoist_at(e, n->src, n->start, emit_format("%sstatic void %s(void *goc_v, goc_panic *goc_p) { %s (void)goc_p; %s }", text, name, unpack,
	              panic_call(e, l, "goc_a->", "goc_p")));
	if (!l->nparts) {
		emit_text(e, "goc_defer_push(&goc_d.r, &goc_d.l, %s, 0);", name);
		return;
	}
	emit_text(e, "{ struct %s goc_a; ", name);
	for (int k = 0; k < l->nparts; k++) {
		emit_text(e, "goc_a.%s = ", l->parts[k].name);
		later_value(e, l, k);
		emit_str(e, "; ");
	}
	emit_text(e, "*(struct %s *)goc_defer_push(&goc_d.r, &goc_d.l, %s, sizeof goc_a) = goc_a; }", name, name);
}

void lower_defer(emit *e, node *n)
{
	later *l = later_plan(e, node_skip_parens(node_field(n, F_CALL)));
	struct defer_fn *d = e->fn->defer;
	if (d->list)
		defer_entry(e, d, l, n);
	else
		defer_bit(e, d, l);
}

// ---- The function's end -----------------------------------------------------------------------------------

void defer_return(emit *e, node *ret)
{
	lower_fn *fn = e->fn;
	node *value = node_first_named(ret);
	const char *name = fn->name;
	if (fn->is_main || !fn->type->nresults) {
		const char *zero = fn->is_main ? " 0" : "";
		if (!fn->defer->explicit && !value) {
			emit_text(e, "return%s;", zero);
			return;
		}
		emit_str(e, "{ ");
		if (value) {
			return_value(e, ret);
			emit_str(e, "; ");
		}
		emit_text(e, "goc_end_%s(&goc_n); return%s; }", name, zero);
	} else if (fn->named_results) {
		emit_str(e, "return ({ ");
		if (value) {
			return_store(e, ret);
			emit_str(e, " ");
		}
		emit_text(e, "goc_end_%s(&goc_n); ", name);
		return_named(e);
		emit_str(e, "; });");
	} else if (!fn->defer->explicit) {
		emit_str(e, "return ");
		return_value(e, ret);
		emit_str(e, ";");
	} else {
		emit_text(e, "return ({ %s%sgoc_r = ", fn->defer->marked ? "" : fn->result, fn->defer->marked ? "" : " ");
		return_value(e, ret);
		emit_text(e, "; goc_end_%s(&goc_n); goc_r; });", name);
	}
}

static bool ends_in_return(const node *body)
{
	const node *last = NULL;
	for (const node *c = node_first_named(body); c; c = node_next_named(c))
		last = c;
	return last && last->kind == N_RETURN;
}

void defer_epilogue(emit *e, lower_fn *fn)
{
	struct defer_fn *d = fn->defer;
	const char *f = fn->name;
	if (!d)
		return;
	if (d->explicit && !ends_in_return(fn->body))
		emit_text(e, " goc_end_%s(&goc_n); ", f);
	if (d->in_macro)
		emit_str(e, "\n#undef return\n");
	if (d->list) {
		d->members = " goc_deferred_list l;";
		d->steps = "goc_list_step(goc_f, &goc_d->l, goc_p);";
		d->ends = "goc_list_run(&goc_d->r, &goc_d->l); ";
	} else {
		d->steps = emit_format("switch (goc_take(goc_f)) { %s}", d->steps);
	}
	emit_hoist_at(e, fn->body->src, fn->node->start, emit_format(
		"struct goc_defers_%s { goc_frame r;%s };\nGOC_STEP(%s, %s)\nGOC_END(%s, %s)\n", f, d->members, f, d->steps, f, d->ends));
	if (d->in_macro)        // `if (c) return x; else …` stays one statement
		emit_hoist(e, emit_format("#define return for (;; ({ goc_end_%s(&goc_n); return %s; })) %s =", f, named_result(e, 0), named_result(e, 0)));
}

// ---- panic, recover ------------------------------------------------------------------------------------------

void builtin_panic(emit *e, node *call)
{
	node *value = node_first_named(node_field(call, F_ARGUMENTS));
	const type *t = value->type;
	e->uses_defer = true;
	if (t && type_is_text(t) && !type_is_named(t)) {
		emit_str(e, "goc_panic_text(");
		emit_node(e, value);
	} else {
		emit_str(e, "goc_panic_value(");
		convert_emit(e, value, type_word(W_ANY));
	}
	emit_str(e, ")");
}

void builtin_recover(emit *e, node *call)
{
	(void)call;
	emit_str(e, "goc_recover(goc_p)");
}
