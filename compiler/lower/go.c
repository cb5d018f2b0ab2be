// `go f(x, y);`: the operands are evaluated where the statement stands, into a struct that goc_go copies; a
// trampoline, hoisted before the function, makes the call in the new goroutine.
//
//	struct goc_go_1 { int a0; char *a1; };
//	static void goc_go_1(void *goc_v) { struct goc_go_1 *goc_a = goc_v; f(goc_a->a0, goc_a->a1); }
//	…
//	goc_go(goc_go_1, &(struct goc_go_1){ x, y }, sizeof(struct goc_go_1));
//
// A literal's environment is a member, so that starting it allocates nothing more.
#include "later.h"

static void hoist_trampoline(emit *e, node *n, const later *l, const char *name)
{
	const char *text = "", *unpack = "(void)goc_v;";
	if (l->nparts) {
		text = emit_format("struct %s { %s }; ", name, later_members(l));
		unpack = emit_format("struct %s *goc_a = goc_v;", name);
	}
	emit_hoist_at(e, n->src, n->start, emit_format("%sstatic void %s(void *goc_v) { %s %s; }", text, name, unpack,
	              later_text(e, l, "goc_a->", "(goc_panic *)0")));
}

static void in_order(emit *e, const later *l, const char *name)
{
	const char *nullable = later_nullable(l, "goc_a.");
	emit_text(e, "{ struct %s goc_a; ", name);
	for (int i = 0; i < l->nparts; i++) {
		emit_text(e, "goc_a.%s = ", l->parts[i].name);
		later_value(e, l, i);
		emit_str(e, "; ");
	}
	if (nullable)
		emit_text(e, "goc_go(%s ? %s : (void (*)(void *))0, &goc_a, sizeof goc_a); }", nullable, name);
	else
		emit_text(e, "goc_go(%s, &goc_a, sizeof goc_a); }", name);
}

void lower_go(emit *e, node *n)
{
	later *l = later_plan(e, node_skip_parens(node_field(n, F_CALL)));
	const char *name = emit_unique(e, "goc_go_");
	if (l->literal && l->literal->takes_panic)
		e->uses_defer = true;
	hoist_trampoline(e, n, l, name);
	if (!l->nparts) {
		emit_text(e, "goc_go(%s, 0, 0);", name);
	} else if (later_order_matters(l) || later_nullable(l, "")) {
		in_order(e, l, name);
	} else {
		emit_text(e, "goc_go(%s, &(struct %s){ ", name, name);
		for (int i = 0; i < l->nparts; i++) {
			emit_str(e, i ? ", " : "");
			later_value(e, l, i);
		}
		emit_text(e, " }, sizeof(struct %s));", name);
	}
}
