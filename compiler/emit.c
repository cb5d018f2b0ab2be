// Printing, line for line. `line` always tells the line of the source file that gcc would give to a character
// printed now; own text has no newlines, so only copied text, catching up and #line move it.
//
// Tried and dropped: a list of edits (offset, length, replacement) applied at the end. Constructs nest, move
// into hoisted functions and are printed out of order; a recursive printer says the same with less.
#include "emit.h"
#include "arena.h"
#include "buf.h"
#include "diag.h"
#include "lower/lower.h"
#include "source.h"
#include "typetext.h"
#include <stdlib.h>
#include <string.h>

struct emit_frame {
	struct emit_frame *outer;
	buf text;
	buf *out;
	source *src;
	int line;
	bool fresh, flat;
};

// ---- Own text ----------------------------------------------------------------------------------------

static void put(emit *e, const char *text, size_t len)
{
	buf_put(e->out, text, len);
	for (size_t i = 0; i < len; i++) {
		if (text[i] == '\n') {
			e->line++;
			e->fresh = true;
		} else if (text[i] != ' ' && text[i] != '\t') {
			e->fresh = false;
		}
	}
}

void emit_str(emit *e, const char *text)
{
	put(e, text, strlen(text));
}

void emit_space(emit *e)
{
	if (e->out->len && !strchr(" \t\n", e->out->text[e->out->len - 1]))
		put(e, " ", 1);
}

void emit_text(emit *e, const char *format, ...)
{
	buf b = { 0 };
	va_list ap;
	va_start(ap, format);
	buf_vprintf(&b, format, ap);
	va_end(ap);
	put(e, b.text, b.len);
	free(b.text);
}

const char *emit_format(const char *format, ...)
{
	buf b = { 0 };
	va_list ap;
	va_start(ap, format);
	buf_vprintf(&b, format, ap);
	va_end(ap);
	const char *text = arena_text(b.text, b.len);
	free(b.text);
	return text;
}

void *emit_memory(size_t size)
{
	return arena_alloc(size);
}

const char *emit_unique(emit *e, const char *stem)
{
	return emit_format("%s%d", stem, ++e->unique);
}

void emit_declare(emit *e, const type *t, const char *name)
{
	emit_str(e, type_declare(t, name));
}

void emit_type(emit *e, const type *t)
{
	emit_str(e, type_declare(t, ""));
}

// ---- Lines ---------------------------------------------------------------------------------------------

// The white space that the line of offset at begins with.
static void indent(emit *e, source *src, uint32_t at)
{
	uint32_t from = src->lines[source_line(src, at) - 1], to = from;
	while (to < at && (src->text[to] == ' ' || src->text[to] == '\t'))
		to++;
	put(e, src->text + from, to - from);
}

// Own text often ends in a blank for what may follow; before a newline it goes.
static void trim(emit *e)
{
	while (e->out->len && strchr(" \t", e->out->text[e->out->len - 1]))
		e->out->text[--e->out->len] = 0;
}

void emit_sync(emit *e, source *src, uint32_t at)
{
	if (e->flat || src != e->src)
		return;
	int line = (int)source_line(src, at);
	if (e->line >= line)
		return;
	trim(e);
	while (e->line < line)
		put(e, "\n", 1);
	indent(e, src, at);
}

static void line_directive(emit *e, source *src, int line, bool with_path)
{
	if (!e->fresh || (e->out->len && e->out->text[e->out->len - 1] != '\n'))
		buf_putc(e->out, '\n');
	buf_printf(e->out, "#line %d", line);
	if (with_path) {
		buf_puts(e->out, " \"");
		for (const char *p = src->path; *p; p++) {
			if (*p == '"' || *p == '\\')
				buf_putc(e->out, '\\');
			buf_putc(e->out, *p);
		}
		buf_putc(e->out, '"');
	}
	buf_putc(e->out, '\n');
	e->line = line;
	e->fresh = true;
}

void emit_line(emit *e, source *src, uint32_t at)
{
	line_directive(e, src, (int)source_line(src, at), true);
	e->src = src;
}

void emit_sync_statement(emit *e, source *src, uint32_t at)
{
	if (!e->flat && src == e->src && e->line > (int)source_line(src, at)) {
		line_directive(e, src, (int)source_line(src, at), false);
		indent(e, src, at);
	}
	emit_sync(e, src, at);
}

// ---- Source text ------------------------------------------------------------------------------------------

static bool is_blank(const char *text, uint32_t from, uint32_t to)
{
	for (; from < to; from++)
		if (!strchr(" \t\n\r\f\v", text[from]))
			return false;
	return true;
}

// The end of the comment, string or character constant that begins at i, else i + 1.
static uint32_t token_end(const char *text, uint32_t i, uint32_t to)
{
	if (text[i] == '/' && i + 1 < to && text[i + 1] == '/') {
		while (i < to && text[i] != '\n')
			i += text[i] == '\\' && i + 1 < to ? 2 : 1;
		return i < to ? i : to;
	}
	if (text[i] == '/' && i + 1 < to && text[i + 1] == '*') {
		for (i += 2; i + 1 < to; i++)
			if (text[i] == '*' && text[i + 1] == '/')
				return i + 2;
		return to;
	}
	if (text[i] == '"' || text[i] == '\'') {
		char quote = text[i];
		for (i++; i < to && text[i] != quote && text[i] != '\n'; i++)
			if (text[i] == '\\')
				i++;
		return i < to ? i + 1 : to;
	}
	return i + 1;
}

static bool is_comment(const char *text, uint32_t i, uint32_t end)
{
	return end > i + 1 && text[i] == '/';
}

// Flat printing: comments vanish, newlines become a space.
static void copy_flat(emit *e, const char *text, uint32_t from, uint32_t to)
{
	for (uint32_t i = from, end; i < to; i = end) {
		end = token_end(text, i, to);
		if (is_comment(text, i, end) || text[i] == '\n')
			put(e, " ", 1);
		else if (!(text[i] == '\t' && i > from && text[i - 1] == '\n'))
			put(e, text + i, end - i);
	}
}

void emit_copy(emit *e, source *src, uint32_t from, uint32_t to)
{
	if (from >= to)
		return;
	if (e->flat) {
		copy_flat(e, src->text, from, to);
		return;
	}
	if (src == e->src && is_blank(src->text, from, to)) {
		int end = (int)source_line(src, to);
		if (e->line > (int)source_line(src, from)) {    // the printer is ahead: no more newlines than needed
			while (e->line < end)
				put(e, "\n", 1);
			put(e, " ", 1);
			return;
		}
	}
	emit_sync(e, src, from);
	if (src->text[from] == '\n')
		trim(e);
	put(e, src->text + from, to - from);
}

void emit_gap(emit *e, source *src, uint32_t from, uint32_t to)
{
	if (from >= to || e->flat)
		return;
	emit_sync(e, src, from);
	const char *text = src->text;
	for (uint32_t i = from, end; i < to; i = end) {
		end = token_end(text, i, to);
		if (text[i] == '\n') {
			uint32_t line = end;
			while (end < to && (text[end] == ' ' || text[end] == '\t'))
				end++;
			put(e, text + i, 1);
			put(e, text + line, end - line);
		} else if (is_comment(text, i, end)) {
			put(e, " ", 1);
			put(e, text + i, end - i);
		}
	}
}

// ---- Nodes ---------------------------------------------------------------------------------------------------

static bool is_statement(const node *n)
{
	if (!n->named || !n->parent || n->kind == N_COMMENT)
		return false;
	switch (n->parent->kind) {
	case N_COMPOUND_STATEMENT: case N_CASE: case N_SELECT_CASE: case N_TYPE_CASE: break;
	default: return false;
	}
	for (const node *p = n->parent; p && p->kind != N_FUNC_LITERAL; p = p->parent)
		if (p->kind == N_ARGUMENT_LIST)         // perhaps a macro's: no directives there
			return false;
	return n->field == F_NONE;
}

void emit_node(emit *e, node *n)
{
	if (is_statement(n))
		emit_sync_statement(e, n->src, n->start);
	else
		emit_sync(e, n->src, n->start);
	lower_kind *lower = lower_of(n);
	if (lower)
		lower(e, n);
	else
		emit_children(e, n);
}

void emit_children(emit *e, node *n)
{
	uint32_t at = n->start;
	for (node *c = n->first; c; c = c->next) {
		emit_copy(e, n->src, at, c->start);
		emit_node(e, c);
		at = c->end;
	}
	emit_copy(e, n->src, at, n->end);
}

void emit_nodes(emit *e, node *first, node *last)
{
	for (node *c = first; c; c = c->next) {
		emit_node(e, c);
		if (c == last)
			break;
		if (c->next)
			emit_copy(e, c->src, c->end, c->next->start);
	}
}

// ---- Side texts --------------------------------------------------------------------------------------------------

static struct emit_frame *push(emit *e)
{
	struct emit_frame *f = arena_alloc(sizeof *f);
	f->outer = e->frames;
	f->out = e->out;
	f->src = e->src;
	f->line = e->line;
	f->fresh = e->fresh;
	f->flat = e->flat;
	e->frames = f;
	e->out = &f->text;
	return f;
}

const char *emit_pop(emit *e)
{
	struct emit_frame *f = e->frames;
	const char *text = arena_text(f->text.text ? f->text.text : "", f->text.len);
	free(f->text.text);
	e->frames = f->outer;
	e->out = f->out;
	e->src = f->src;
	e->line = f->line;
	e->fresh = f->fresh;
	e->flat = f->flat;
	return text;
}

void emit_push(emit *e, source *src, uint32_t at)
{
	push(e);
	e->src = src;
	e->line = (int)source_line(src, at);
	e->fresh = true;
	e->flat = false;
}

void emit_push_flat(emit *e)
{
	push(e);
	e->flat = true;
}

const char *emit_string(emit *e, node *n)
{
	emit_push_flat(e);
	emit_node(e, n);
	return emit_pop(e);
}

void emit_hoist(emit *e, const char *text)
{
	size_t len = strlen(text);
	buf_puts(e->hoisted, text);
	if (len && text[len - 1] != '\n')
		buf_putc(e->hoisted, '\n');
}

void emit_before(emit *e, const char *text)
{
	buf_puts(e->before, text);
}

void emit_hoist_at(emit *e, source *src, uint32_t at, const char *text)
{
	buf_printf(e->hoisted, "#line %u\n", (unsigned)source_line(src, at));
	emit_hoist(e, text);
}

// ---- The unit -----------------------------------------------------------------------------------------------------

// The texts for the place before n, then n's line again. Without hoisted lines all stands on n's line.
static void flush(emit *e, node *n, buf *before, buf *hoisted)
{
	const char *definitions = type_take_definitions();
	if (definitions) {
		emit_str(e, definitions);
		emit_str(e, " ");
	}
	if (before->len)
		emit_str(e, before->text);
	if (hoisted->len) {
		if (!e->fresh)
			buf_putc(e->out, '\n');
		e->fresh = true;
		buf_put(e->out, hoisted->text, hoisted->len);
		line_directive(e, n->src, (int)source_line(n->src, n->start), false);
	}
	free(before->text);
	free(hoisted->text);
}

// Where n begins with the macro before it that the parser did not see (specifiers.c): at, the end of what stands
// before n, or the first word after it.
static uint32_t begin_of(const node *n, uint32_t at)
{
	while (at < n->start && strchr(" \t\n\r\f\v\\", n->src->text[at]))
		at++;
	return at;
}

static void item(emit *e, node *n, uint32_t begin)
{
	emit_sync_statement(e, n->src, begin);
	buf hoisted = { 0 }, before = { 0 }, *outer_hoisted = e->hoisted, *outer_before = e->before;
	node *outer = e->item;
	e->hoisted = &hoisted;
	e->before = &before;
	e->item = n;
	push(e);
	unit_item(e, n);
	emit_copy(e, n->src, begin, n->start);
	emit_node(e, n);
	source *src = e->src;
	int line = e->line;
	bool fresh = e->fresh;
	const char *text = emit_pop(e);
	flush(e, n, &before, &hoisted);
	buf_puts(e->out, text);
	e->src = src;
	e->line = line;
	e->fresh = fresh;
	e->hoisted = outer_hoisted;
	e->before = outer_before;
	e->item = outer;
}

void emit_items(emit *e, node *root)
{
	uint32_t at = root->start;
	for (node *c = root->first; c; c = c->next) {
		uint32_t begin = c->named && c->kind != N_COMMENT ? begin_of(c, at) : c->start;
		emit_copy(e, root->src, at, begin);
		if (c->named && c->kind != N_COMMENT)
			item(e, c, begin);
		else
			emit_node(e, c);
		at = c->end;
	}
	emit_copy(e, root->src, at, root->end);
}

void emit_unit(unit *u, buf *out)
{
	buf body = { 0 };
	emit e = { .src = u->src, .line = 1, .fresh = true, .out = &body, .unit = u };
	unit_begin(&e);
	emit_items(&e, u->root);
	typedesc_finish(&e);
	unit_end(&e);
	emit head = { .src = u->src, .out = out, .fresh = true };
	line_directive(&head, u->src, 1, true);     // an error in one of goc.h's macros is "included from" the .gc file
	buf_printf(out, "#include <goc/goc.h>\n");
	if (e.uses_type)
		buf_printf(out, "#include <goc/type.h>\n");
	if (e.uses_defer)
		buf_printf(out, "#include <goc/defer.h>\n");
	line_directive(&head, u->src, 1, true);
	buf_put(out, body.text ? body.text : "", body.len);
	free(body.text);
}
