// import and `#include "x.gh"`: a package's plain C header where one stands beside it, else the dialect header's own
// text, lowered, in place. A header that is brought again prints nothing: what its guards would do.
#include "../source.h"
#include "../symbols.h"
#include "lower.h"
#include <string.h>

static void fresh_line(emit *e)
{
	if (!e->fresh)
		emit_str(e, "\n");
}

static void inline_header(emit *e, unit *h, node *at)
{
	if (!unit_once(e, emit_format("header %s", h->src->path)))
		return;
	unit *outer = e->unit;
	fresh_line(e);
	e->unit = h;
	emit_line(e, h->src, 0);
	emit_items(e, h->root);
	fresh_line(e);
	e->unit = outer;
	emit_line(e, at->src, at->end);
}

void lower_import(emit *e, node *n)
{
	for (node *c = n->first; c; c = c->next) {
		unit *h = c->kind == N_IMPORT_SPEC ? symbols_header(c) : NULL;
		if (!h)
			continue;
		if (!h->c_header) {
			inline_header(e, h, c);
		} else if (unit_once(e, h->c_header)) {
			emit_sync(e, c->src, c->start);
			fresh_line(e);
			emit_text(e, "#include <%s>", h->c_header);
		}
	}
	if (e->line > (int)source_line(n->src, n->end)) {       // several on one line
		fresh_line(e);
		emit_line(e, n->src, n->end);
	}
}

void lower_include(emit *e, node *n)
{
	unit *h = symbols_header(n);
	if (h)
		inline_header(e, h, n);
	else
		emit_copy(e, n->src, n->start, n->end);
}

void lower_package(emit *e, node *n)
{
	emit_gap(e, n->src, n->start, n->end);
}

// #if, #ifdef, #else at file scope: each item within stands after what it hoists.
void lower_conditional(emit *e, node *n)
{
	if (e->fn)
		emit_children(e, n);
	else
		emit_items(e, n);
}

void lower_directive(emit *e, node *n)
{
	const char *text = node_text(n);
	if (!unit_is_main_file(e, n->src) && !strncmp(text, "#pragma", 7) && strstr(text, "once"))
		emit_gap(e, n->src, n->start, n->end);
	else
		emit_copy(e, n->src, n->start, n->end);
}
