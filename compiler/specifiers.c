// tree-sitter sees a text before preprocessing. An object macro that expands only to specifiers or attributes reads
// as a type there, and two of them, or one before a type, are errors whose repair may swallow what follows. In the text
// for the parser such a name is a C word; offsets stay, and the printers copy the original.
//
// Only files with errors are looked at, and in them only top-level items that hold one: gcc tells the macros
// (-dM), its headers' too.
#include "specifiers.h"
#include "arena.h"
#include "ask.h"
#include "buf.h"
#include "map.h"
#include "source.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static bool is_letter(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

uint32_t specifiers_errors(const node *n)
{
	uint32_t errors = n->kind == N_ERROR ? n->end - n->start + 1 : n->missing;
	for (const node *c = n->first; c && n->kind != N_ERROR; c = c->next)
		errors += specifiers_errors(c);
	return errors;
}

// ---- Which macros ----------------------------------------------------------------------------------------------

static bool is_specifier(const char *word)
{
	static const char *const words[] = {
		"static", "extern", "inline", "__inline", "__inline__", "register", "auto", "const", "volatile", "restrict", "__restrict",
		"_Noreturn", "_Thread_local", "__thread", "__extension__", "__const",
	};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!strcmp(words[i], word))
			return true;
	return false;
}

static const char *skip_parentheses(const char *at)
{
	int depth = 0;
	for (; *at; at++) {
		depth += (*at == '(') - (*at == ')');
		if (depth == 0)
			return at + 1;
	}
	return at;
}

// Does a macro's body hold nothing but specifiers, attributes and macros that are known to?
static bool only_specifiers(const char *at, const map *known)
{
	while (*at) {
		const char *word = at;
		if (*at == ' ') {
			at++;
			continue;
		}
		while (is_letter(*at))
			at++;
		const char *text = arena_text(word, (size_t)(at - word));
		if (!strcmp(text, "__attribute__") || !strcmp(text, "__attribute")) {
			at += strspn(at, " ");
			if (*at != '(')
				return false;
			at = skip_parentheses(at);
		} else if (at == word || (!is_specifier(text) && !map_get(known, text))) {
			return false;
		}
	}
	return true;
}

static void add_macros(char *text, map *known)
{
	for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
		if (strncmp(line, "#define ", 8))
			continue;
		char *name = line + 8, *end = name;
		while (is_letter(*end))
			end++;
		const char *key = arena_text(name, (size_t)(end - name));
		if (*end != '(' && !map_get(known, key) && only_specifiers(end, known))
			map_set(known, key, known);
	}
}

// ---- The text ------------------------------------------------------------------------------------------------------

// Past the comment, string or directive that begins at at; at where none does.
static uint32_t skip_other(const char *text, uint32_t at, uint32_t end)
{
	if (text[at] == '/' && at + 1 < end && (text[at + 1] == '/' || text[at + 1] == '*')) {
		const char *close = strstr(text + at + 2, text[at + 1] == '/' ? "\n" : "*/");
		return close ? (uint32_t)(close - text) + 1 : end;
	}
	if (text[at] == '"' || text[at] == '\'') {
		char quote = text[at];
		for (at++; at < end && text[at] != quote && text[at] != '\n'; at++)
			at += text[at] == '\\';
		return at + 1;
	}
	if (text[at] == '#')
		while (at < end && text[at] != '\n')
			at += text[at] == '\\' ? 2 : 1;
	return at;
}

static void mask_word(char *text, size_t len)
{
	const char *word = len >= 5 ? "const" : len == 4 ? "auto" : "";
	memset(text, ' ', len);
	memcpy(text, word, strlen(word));
}

static bool mask(char *text, uint32_t at, uint32_t end, const map *known)
{
	bool any = false;
	while (at < end) {
		uint32_t other = skip_other(text, at, end), word = at;
		if (other != at) {
			at = other;
			continue;
		}
		while (at < end && is_letter(text[at]))
			at++;
		if (at == word) {
			at++;
		} else if (map_get(known, arena_text(text + word, at - word))) {
			mask_word(text + word, at - word);
			any = true;
		}
	}
	return any;
}

char *specifiers_masked(const node *root, const options *o)
{
	const source *s = root->src;
	const char *const flags[] = { "-E", "-dM", "-iquote", s->dir, NULL };
	buf macros = { 0 };
	map known = { 0 };
	if (!specifiers_errors(root) || !ask_gcc_text(flags, o, s->text, s->len, 1, &macros) || !macros.len)
		return NULL;
	for (int i = 0; i < 3; i++)     // a macro may be made of ones that come later
		add_macros(arena_text(macros.text, macros.len), &known);
	free(macros.text);
	char *text = arena_text(s->text, s->len);
	bool any = false;
	for (const node *c = root->first; c; c = c->next)
		if (specifiers_errors(c))
			any |= mask(text, c->start, c->end, &known);
	return any ? text : NULL;
}
