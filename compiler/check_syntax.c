// What the parser could not make sense of, where that concerns the dialect: brackets and semicolons that are missing,
// items inside bodies that have no end, statements outside of functions, and what it marked as an error. What is only
// C's is left to the C compiler, whose grammar knows more of C (odd macros above all).
//
// The parser repairs a text so that the rest of it makes sense, and what it invents or skips stands after the place
// that a reader would mend: messages about missing tokens point at the end of the token before.
#include "check.h"
#include "arena.h"
#include "diag.h"
#include "source.h"
#include "syntax.h"
#include <ctype.h>
#include <string.h>

static bool holds_extension(const node *n)
{
	// An expression_list alone is what the parser makes of C's braces when it has lost its way.
	if ((kind_is_extension(n->kind) && n->kind != N_EXPRESSION_LIST) || n->is_package || (n->kind == N_CALL && n->call != CALL_C && n->call != CALL_CONVERT) ||
	    (!n->named && (node_is(n, "<-") || node_is(n, ":="))))
		return true;
	for (const node *c = n->first; c; c = c->next)
		if (holds_extension(c))
			return true;
	return false;
}

// The first token of an ERROR that the parser could not place: where the eye should go.
static node *first_token(node *n)
{
	while (n->first)
		n = n->first;
	return n;
}

// The token before n, comments apart; NULL at the beginning of the file.
static const node *previous_token(const node *n)
{
	while (n && (!n->prev || n->prev->kind == N_COMMENT))
		n = n->prev ? n->prev : n->parent;
	n = n ? n->prev : NULL;
	while (n && n->last)
		n = n->last->kind == N_COMMENT && n->last->prev ? n->last->prev : n->last;
	return n;
}

static const node *next_token(const node *n)
{
	while (n && !n->next)
		n = n->parent;
	n = n ? n->next : NULL;
	while (n && n->first)
		n = n->first;
	return n;
}

static bool begins_line(const node *n)
{
	const char *text = n->src->text;
	uint32_t at = n->start;
	while (at > 0 && strchr(" \t\r", text[at - 1]))
		at--;
	return at == 0 || text[at - 1] == '\n';
}

static bool inside_macro_text(const node *n)
{
	for (; n; n = n->parent)
		if (n->kind == N_PREPROC_DEF || n->kind == N_PREPROC_FUNCTION_DEF || n->kind == N_PREPROC_CALL)
			return true;
	return false;
}

// What a token that the parser had to invent reads: the bracket that its parent opened with, or a semicolon.
static const char *missing_token(const node *n)
{
	const node *open = n->parent->first;
	if (n->next)
		return ";";
	return node_is(open, "{") ? "}" : node_is(open, "(") ? ")" : node_is(open, "[") ? "]" : ";";
}

static void report_expected(const node *n, const char *what)
{
	const node *before = previous_token(n);
	uint32_t at = before ? before->end : 0;
	diag_at(n->src, at > 0 ? at - 1 : 0, at, DIAG_ERROR, "expected %s after this", what);
}

static void report_missing(const node *n)
{
	report_expected(n, n->named ? "an expression" : arena_printf("'%s'", missing_token(n)));
}

// An error stands in code of the dialect if it holds an extension, or the statement or item around it does; what is
// only C's is left to the C compiler.
static bool concerns_us(const node *n)
{
	const node *around = n->missing && n->parent->parent ? n->parent : n;
	while (around->parent && around->parent->kind != N_TRANSLATION_UNIT && around->parent->kind != N_COMPOUND_STATEMENT)
		around = around->parent;
	return holds_extension(around);
}

// The parser goes on after a line without its semicolon and takes offence at the next line's first word. Outside of
// parentheses that is what happened. A member of that word tells that no macro stands before it.
static bool lacks_semicolon(const node *error, const node *first)
{
	const node *before = previous_token(error), *p = error->parent;
	bool after_body = p && p->kind == N_DECLARATION && before && node_is(before, "}");
	if (!begins_line(first) || !before || !p || p->kind == N_TRANSLATION_UNIT)
		return false;
	if (!after_body && strchr(";{}:,", node_text(before)[0]))
		return false;
	for (; p && p->kind != N_COMPOUND_STATEMENT && p->kind != N_TRANSLATION_UNIT; p = p->parent)
		if (p->kind == N_ARGUMENT_LIST || p->kind == N_PARENTHESIZED || p->kind == N_INITIALIZER_LIST)
			return false;
	return concerns_us(error) || (error->next && (node_is(error->next, ".") || node_is(error->next, "->")));
}

// A func, or a function with extensions that begins in the first column, inside a body: the body has no end.
static bool is_misplaced_item(const node *n)
{
	if (!n->parent || n->parent->kind != N_COMPOUND_STATEMENT)
		return false;
	return n->kind == N_FUNC_DEFINITION || n->kind == N_FUNC_DECLARATION || n->kind == N_IMPORT ||
	       (n->kind == N_FUNCTION_DEFINITION && n->start > 0 && n->src->text[n->start - 1] == '\n' && holds_extension(n));
}

static bool report_misplaced(const node *n)
{
	diag_at(n->src, n->start, n->start + (uint32_t)strcspn(n->src->text + n->start, " \t("), DIAG_ERROR,
	        "this cannot stand inside a function: is a '}' missing before it?");
	return true;
}

// Whether t is a word in the first column that is no label: where an item begins.
static bool begins_item(const node *t)
{
	const char *text = t->src->text + t->start;
	const node *next = next_token(t);
	return t->start > 0 && text[-1] == '\n' && (isalpha((unsigned char)*text) || *text == '_') && !(next && node_is(next, ":"));
}

static char closing(const node *open)
{
	return node_is(open, "(") ? ')' : node_is(open, "[") ? ']' : '}';
}

// An ERROR that swallowed an item from its first word on: a bracket is missing somewhere in it. Reports the first that
// matches none; no bracket may enclose the next item.
static bool report_bracket(const node *error, const node *first)
{
	enum { DEEP = 256 };
	const node *open[DEEP];
	int depth = 0;
	if ((error->parent && error->parent->kind != N_TRANSLATION_UNIT) || !begins_line(first))
		return false;
	for (const node *t = first; t && (depth > 0 || t->start < error->end); t = next_token(t)) {
		if (depth > 0 && begins_item(t) && node_is(open[depth - 1], "{"))
			return report_misplaced(t);
		if (depth > 0 && begins_item(t))
			break;
		if (t->named || t->end != t->start + 1)
			continue;
		char c = t->src->text[t->start];
		if (strchr("([{", c) && depth < DEEP) {
			open[depth++] = t;
		} else if (strchr(")]}", c)) {
			if (depth == 0) {
				diag_error(t, "this %s closes nothing", check_text(t));
				return true;
			}
			if (c != closing(open[depth - 1]))
				break;
			depth--;
		}
	}
	if (depth > 0)
		diag_error(open[depth - 1], "this %s is not closed", check_text(open[depth - 1]));
	return depth > 0;
}

// A statement with extensions at file scope: its function has ended too early, or never began.
static bool is_outside_functions(const node *n)
{
	if (!n->parent || n->parent->kind != N_TRANSLATION_UNIT || (n->prev && n->prev->kind == N_ERROR) || !holds_extension(n))
		return false;
	switch (n->kind) {
	case N_EXPRESSION_STATEMENT: case N_LABELED_STATEMENT: case N_IF: case N_SWITCH: case N_CASE: case N_WHILE: case N_DO:
	case N_FOR: case N_RETURN: case N_COMPOUND_STATEMENT: case N_GO: case N_DEFER: case N_SEND: case N_SELECT:
	case N_FOR_RANGE: case N_FOR_CONDITION: case N_FOR_EVER: case N_TYPE_SWITCH:
		return true;
	default:
		return false;
	}
}

// A keyword where the parser takes no keyword is an identifier to it. Macros may take them as arguments.
static bool is_stray_keyword(const node *n)
{
	static const char *const keywords[] = { "break", "case", "continue", "default", "do", "else", "for", "goto", "if", "return", "switch", "while" };
	if (n->kind != N_IDENTIFIER || !n->parent || n->parent->kind == N_ARGUMENT_LIST)
		return false;
	for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
		if (node_is(n, keywords[i]))
			return true;
	return false;
}

static bool body_has_no_end;        // reported; the parser misses the brace again at the end of the file
static bool outside_reported;       // once is enough: all that follows stands there, too

static bool begins(const char *text, const char *word)
{
	size_t length = strlen(word);
	return !strncmp(text, word, length) && !(isalnum((unsigned char)text[length]) || text[length] == '_');
}

// What was meant where somebody wrote Go's form; NULL if nothing of the kind is seen.
static const char *meant_by_go(const node *t)
{
	static const char *const headed[] = { "for", "if", "switch" };
	const char *text = t->src->text, *at = text + t->start, *line = at;
	for (size_t i = 0; i < sizeof headed / sizeof *headed; i++) {
		const char *next = at + strlen(headed[i]);
		if (begins(at, headed[i]) && *(next += strspn(next, " \t")) != '(' && *next != '{')
			return arena_printf("%s takes parentheses: write %s (…)", headed[i], headed[i]);
	}
	while (line > text && line[-1] != '\n' && line[-1] != ';')
		line--;
	const char *map = strstr(line, "map[");
	return map && map < at ? "there are no maps: use sync.Map, a slice or a C library" : NULL;
}

static void report_syntax_error(node *t)
{
	const char *meant = meant_by_go(t);
	if (meant)
		diag_at(t->src, t->start, t->end, DIAG_ERROR, "%s", meant);
	else
		diag_at(t->src, t->start, t->end, DIAG_ERROR, "syntax error at %s", check_text(t));
}

static bool check_tree(node *n)
{
	if (inside_macro_text(n))
		return true;
	if (is_misplaced_item(n)) {
		body_has_no_end = report_misplaced(n);
		return false;
	}
	if (is_outside_functions(n)) {
		if (!outside_reported)
			diag_at(n->src, n->start, n->start + (uint32_t)strcspn(n->src->text + n->start, "\n"), DIAG_ERROR,
			        "this statement stands outside of any function: is a '{' missing before it, or a '}' too many?");
		outside_reported = true;
		return false;
	}
	if (n->missing && (concerns_us(n) || n->parent->kind == N_RETURN)) {
		if (!body_has_no_end || !node_is(n->parent->first, "{"))
			report_missing(n);
		return false;
	}
	if (n->kind == N_ERROR && lacks_semicolon(n, first_token(n))) {
		report_expected(n, "';'");
		return false;
	}
	if ((n->kind == N_ERROR || is_stray_keyword(n)) && concerns_us(n)) {
		node *t = first_token(n);
		if (n->kind == N_ERROR && report_bracket(n, t))
			return false;
		report_syntax_error(t);
		return false;
	}
	bool ok = true;
	for (node *c = n->first; c; c = c->next)
		ok &= check_tree(c);
	return ok;
}

bool check_syntax(node *root)
{
	return check_tree(root);
}
