// tree-sitter sees a text before preprocessing: both branches of an #if, and constructs that begin in one. Only the
// active ones are the program, so the others are taken out before the file is parsed, and are not printed either:
// the C that results is for the flags of this compilation.
//
// gcc itself is asked: a copy with a word of its own behind each conditional directive goes through its
// preprocessor, and the words that come out tell the active parts. Tried and dropped: libclang's skipped ranges,
// which answer for clang's version and macros.
#include "branches.h"
#include "arena.h"
#include "ask.h"
#include "buf.h"
#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

// ---- Is there anything to decide? -----------------------------------------------------------------------------

static const char *line_of(const source *s, uint32_t line)
{
	return s->text + s->lines[line];
}

static size_t line_length(const source *s, uint32_t line)
{
	uint32_t end = line + 1 < s->nlines ? s->lines[line + 1] - 1 : s->len;
	return end - s->lines[line];
}

// The word after `#` on a line, "" for none.
static const char *directive(const source *s, uint32_t line)
{
	const char *at = line_of(s, line), *end = at + line_length(s, line);
	while (at < end && (*at == ' ' || *at == '\t'))
		at++;
	if (at == end || *at != '#')
		return "";
	at++;
	while (at < end && (*at == ' ' || *at == '\t'))
		at++;
	const char *word = at;
	while (at < end && isalpha((unsigned char)*at))
		at++;
	return arena_text(word, (size_t)(at - word));
}

static bool is_conditional(const char *word)
{
	return !strncmp(word, "if", 2) || !strcmp(word, "else") || !strncmp(word, "elif", 4) || !strcmp(word, "endif");
}

// Nothing, or one #ifndef with a #define on the next line and its #endif.
static bool is_simple(const source *s)
{
	uint32_t conditionals = 0, first = 0;
	for (uint32_t i = 0; i < s->nlines; i++)
		if (is_conditional(directive(s, i)) && !conditionals++)
			first = i;
	return conditionals == 0 ||
		(conditionals == 2 && !strcmp(directive(s, first), "ifndef") && first + 1 < s->nlines && !strcmp(directive(s, first + 1), "define"));
}

// The line after the directive that begins at line: `\\` continues it.
static uint32_t after_directive(const source *s, uint32_t line)
{
	while (line + 1 < s->nlines && line_length(s, line) && line_of(s, line)[line_length(s, line) - 1] == '\\')
		line++;
	return line + 1;
}

// ---- Asking the preprocessor --------------------------------------------------------------------------------------

#define MARK "goc__part_"

// What the preprocessor leaves of a copy of s with the marks.
static bool ask(const source *s, const options *o, buf *out)
{
	const char *const flags[] = { "-E", "-P", "-fdirectives-only", "-iquote", s->dir, NULL };
	buf copy = { 0 };
	for (uint32_t i = 0, next; i < s->nlines; i = next) {
		next = is_conditional(directive(s, i)) ? after_directive(s, i) : i + 1;
		for (uint32_t k = i; k < next && k < s->nlines; k++) {
			buf_put(&copy, line_of(s, k), line_length(s, k));
			buf_putc(&copy, '\n');
		}
		if (is_conditional(directive(s, i)))
			buf_printf(&copy, MARK "%u;\n", (unsigned)i);
	}
	bool ok = ask_gcc_text(flags, o, copy.text, copy.len, 1, out);
	free(copy.text);
	return ok;
}

source *branches_active(source *s, const options *o)
{
	buf out = { 0 }, text = { 0 };
	if (is_simple(s) || !ask(s, o, &out))
		return s;
	bool active = true;
	for (uint32_t i = 0, next; i < s->nlines; i = next) {
		bool decides = is_conditional(directive(s, i));
		next = decides ? after_directive(s, i) : i + 1;
		if (!decides && active)
			buf_put(&text, line_of(s, i), line_length(s, i));
		else if (decides)
			active = out.text && strstr(out.text, arena_printf(MARK "%u;", (unsigned)i));
		for (uint32_t k = i; k < next && k + 1 < s->nlines; k++)
			buf_putc(&text, '\n');
	}
	buf_put(&text, "", 0);
	free(out.text);
	return source_of_text(s->path, text.text, (uint32_t)text.len);
}
