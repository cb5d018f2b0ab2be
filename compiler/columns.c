// gcc sees generated C under the lines of the .gc file: it prints the .gc line, and under it a caret at the column of the C.
// Here each line of C is aligned with its .gc line, token by token (the longest common subsequence), and
// everything that gcc places in a column is moved to where its token stands in the .gc line.
//
// The translator could have written down where each token came from; but the C is printed in pieces that are put together
// later, and the tokens of two lines say the same.
#define _GNU_SOURCE
#include "columns.h"
#include <glob.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MAX_TOKENS = 512 };      // of a line; longer ones are left as they are

typedef struct line { const char *file, *text; int number; } line;

static line *generated;     // every line of the translated files that a #line directive names
static int ngenerated;
static const char **loaded;
static int nloaded;

// ---- The files -----------------------------------------------------------------------------------------

static char *read_file(const char *path)
{
	FILE *f = fopen(path, "rb");
	char *text = NULL;
	size_t size = 0;
	if (f && getdelim(&text, &size, EOF, f) < 0)
		text = NULL;
	if (f)
		fclose(f);
	return text;
}

static void add_line(const char *file, int number, const char *text)
{
	if ((ngenerated & (ngenerated - 1)) == 0)
		generated = realloc(generated, (size_t)(ngenerated ? 2 * ngenerated : 1) * sizeof *generated);
	if (!generated)
		exit(1);
	generated[ngenerated++] = (line){ file, text, number };
}

static void load(const char *path)
{
	char *text = read_file(path), *next = text;
	const char *file = NULL;
	int number = 0;
	for (char *at; (at = strsep(&next, "\n")); ) {
		int n;
		char name[4096];
		if (sscanf(at, "#line %d \"%4095[^\"]\"", &n, name) == 2) {
			file = strdup(name);
			number = n;
		} else if (sscanf(at, "#line %d", &n) == 1) {
			number = n;
		} else if (file) {
			add_line(file, number++, at);
		}
	}
}

// Translated files appear while gcc works.
static void load_new(const char *kept)
{
	char pattern[4200];
	glob_t found;
	snprintf(pattern, sizeof pattern, "%s/*.kept", kept);
	if (glob(pattern, 0, NULL, &found))
		return;
	for (size_t i = 0; i < found.gl_pathc; i++) {
		bool known = false;
		for (int j = 0; j < nloaded; j++)
			known |= !strcmp(loaded[j], found.gl_pathv[i]);
		if (known)
			continue;
		loaded = realloc(loaded, (size_t)(nloaded + 1) * sizeof *loaded);
		loaded[nloaded++] = strdup(found.gl_pathv[i]);
		load(found.gl_pathv[i]);
	}
	globfree(&found);
}

static char *source_line_of(const char *file, int number)
{
	static const char *last;
	static char *text;
	if (!last || strcmp(last, file)) {
		free(text);
		text = read_file(file);
		last = file;
	}
	const char *at = text;
	for (int i = 1; at && i < number; i++)
		at = strchr(at, '\n') ? strchr(at, '\n') + 1 : NULL;
	return at ? strndup(at, strcspn(at, "\n")) : NULL;
}

// ---- Aligning two lines ----------------------------------------------------------------------------------

typedef struct token { const char *text; int len, column; } token;     // column from 1, as gcc counts

static bool is_letter(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c >= 0x80;
}

static int split(const char *text, token *tokens)
{
	int n = 0, column = 0;
	while (*text && n < MAX_TOKENS) {
		if (*text == ' ' || *text == '\t') {
			column = *text++ == '\t' ? (column | 7) + 1 : column + 1;
			continue;
		}
		const char *from = text++;
		if (is_letter((unsigned char)*from))
			while (is_letter((unsigned char)*text))
				text++;
		else if (*from == '"' || *from == '\'')
			for (bool open = true; open && *text; text++) {
				open = *text != *from;
				text += *text == '\\' && text[1];
			}
		tokens[n++] = (token){ from, (int)(text - from), column + 1 };
		for (; from < text; from++)
			column += ((unsigned char)*from & 0xC0) != 0x80;
	}
	return n;
}

static bool same(const token *a, const token *b)
{
	return a->len == b->len && !memcmp(a->text, b->text, (size_t)a->len);
}

typedef struct alignment {
	token c[MAX_TOKENS], gc[MAX_TOKENS];
	int nc, ngc;
	short to[MAX_TOKENS];       // c's token → gc's, -1 for none
	bool moves;                 // some token stands elsewhere
} alignment;

static void align(alignment *a, const char *c, const char *gc)
{
	static unsigned short best[MAX_TOKENS + 1][MAX_TOKENS + 1];
	a->nc = split(c, a->c);
	a->ngc = split(gc, a->gc);
	for (int i = a->nc; i >= 0; i--)
		for (int j = a->ngc; j >= 0; j--)
			best[i][j] = i == a->nc || j == a->ngc ? 0 : same(&a->c[i], &a->gc[j]) ? best[i + 1][j + 1] + 1
				: best[i + 1][j] > best[i][j + 1] ? best[i + 1][j] : best[i][j + 1];
	a->moves = false;
	for (int i = 0, j = 0; i < a->nc; i++) {
		while (j < a->ngc && !same(&a->c[i], &a->gc[j]) && best[i][j + 1] == best[i][j] && best[i + 1][j] != best[i][j])
			j++;
		bool match = j < a->ngc && same(&a->c[i], &a->gc[j]) && best[i][j] == best[i + 1][j + 1] + 1;
		a->to[i] = match ? (short)j++ : -1;
		a->moves |= match && a->gc[a->to[i]].column != a->c[i].column;
	}
	if (a->nc == MAX_TOKENS || a->ngc == MAX_TOKENS)
		a->moves = false;   // not all was read
}

static int token_at(const alignment *a, int column)
{
	for (int i = 0; i < a->nc; i++)
		if (column >= a->c[i].column && column < a->c[i].column + a->c[i].len)
			return i;
	return -1;
}

// Text of the C that has no counterpart stands for what follows the last token that has one.
static int map_column(const alignment *a, int column)
{
	int i = token_at(a, column);
	if (i >= 0 && a->to[i] >= 0)
		return a->gc[a->to[i]].column + (column - a->c[i].column);
	int before = -1;
	for (i = 0; i < a->nc && a->c[i].column <= column; i++)
		before = a->to[i] >= 0 ? a->to[i] : before;
	if (before + 1 < a->ngc)
		return a->gc[before + 1].column;
	return before >= 0 ? a->gc[before].column : column;
}

// The alignment of file:number, by the line of C with a token at column (0: any); NULL when nothing moves.
static const alignment *alignment_of(const char *file, int number, int column)
{
	static alignment a;
	char *gc = NULL;
	for (int i = 0; i < ngenerated; i++) {
		if (generated[i].number != number || strcmp(generated[i].file, file))
			continue;
		if (!gc && !(gc = source_line_of(file, number)))
			return NULL;
		align(&a, generated[i].text, gc);
		if (a.moves && (!column || token_at(&a, column) >= 0))
			return &a;
	}
	return NULL;
}

// ---- What gcc prints ---------------------------------------------------------------------------------------

static const char *skip_escapes(const char *at)
{
	while (*at == '\33' && at[1] == '[')
		at += 2 + strcspn(at + 2, "mK") + 1;
	return at;
}

typedef struct place { char *file; int number, column; } place;
static place about;         // of the last message: whose source lines follow

// `file:LINE:COLUMN:`; *after is behind the column.
static bool parse_place(const char *text, place *p, const char **after)
{
	const char *from = skip_escapes(text), *colon = strchr(from, ':');
	int used = 0;
	if (!colon || sscanf(colon, ":%d:%d%n", &p->number, &p->column, &used) != 2 || colon[used] != ':')
		return false;
	free(p->file);
	p->file = strndup(from, (size_t)(colon - from));
	*after = colon + used;
	return true;
}

static void print_message(const char *text, const char *after)
{
	const alignment *a = alignment_of(about.file, about.number, about.column);
	const char *colon = after;
	while (*--colon != ':')
		;
	if (a)
		fprintf(stderr, "%.*s:%d%s", (int)(colon - text), text, map_column(a, about.column), after);
	else
		fputs(text, stderr);
}

// The .gc line itself, without the colours that gcc gives to where the C's columns are.
static void print_source(const char *text)
{
	for (const char *at; *(at = skip_escapes(text)); text = at + 1)
		fputc(*at, stderr);
}

// Where marks that end at column of the C end. gcc cuts marks at the end of the line it prints, so a
// name or string is marked to its end.
static int end_of_marks(const alignment *a, int from, int to)
{
	int i = token_at(a, from), end = map_column(a, to) + 1;
	if (i < 0 || a->to[i] < 0 || a->c[i].column != from || a->c[i].len < 2)
		return end;
	const token *name = &a->gc[a->to[i]];
	return name->column + name->len > end ? name->column + name->len : end;
}

// A line of marks and labels: each run of text moves to where what it stands under is.
static void print_marks(const char *text, const char *bar, const alignment *a)
{
	int at = 1, column = 1;
	const char *s = bar + 2;
	fprintf(stderr, "%.*s", (int)(s - text), text);
	while (*s && *s != '\n') {
		const char *run = s;
		s = skip_escapes(s);
		if (*s == ' ') {
			s++, column++;
			continue;
		}
		bool marks = *s == '^' || *s == '~';
		const char *body = s;
		while (*s && *s != '\n' && *s != '\33' && (marks ? *s == '^' || *s == '~' : *s != ' ' || (s[1] != ' ' && s[1] != '|' && s[1] != '\n')))
			s++;
		int to = map_column(a, column), len = (int)(s - body), end = marks ? end_of_marks(a, column, column + len - 1) : to + len;
		int caret = marks && memchr(body, '^', (size_t)len) ? map_column(a, column + (int)((char *)memchr(body, '^', (size_t)len) - body)) : 0;
		for (; at < to; at++)
			fputc(' ', stderr);
		fprintf(stderr, "%.*s", (int)(body - run), run);
		if (marks)
			for (; at < end || at == to; at++)
				fputc(at == caret ? '^' : '~', stderr);
		else
			fprintf(stderr, "%.*s", len, body), at += len;
		const char *rest = s;
		s = skip_escapes(s);
		fprintf(stderr, "%.*s", (int)(s - rest), rest);
		column += len;
	}
	fputs(s, stderr);
}

// `   12 | text` and the marks below it, `      |   ^~~`.
static const char *margin(const char *text, int *number)
{
	const char *at = text;
	*number = 0;
	while (*at == ' ' || (*at >= '0' && *at <= '9'))
		*number = *at == ' ' ? *number : *number * 10 + *at - '0', at++;
	return at > text && *at == '|' && at[1] == ' ' ? at : NULL;
}

static void print_line(const char *text, const char *kept)
{
	static int shown;
	const char *after, *bar;
	int number;
	if ((bar = margin(text, &number)) && about.file) {
		shown = number ? number : shown;
		const alignment *a = alignment_of(about.file, shown, shown == about.number ? about.column : 0);
		if (!a)
			fputs(text, stderr);
		else if (number)
			print_source(text);
		else
			print_marks(text, bar, a);
	} else if (parse_place(text, &about, &after)) {
		load_new(kept);
		print_message(text, after);
	} else {
		fputs(text, stderr);
	}
}

void columns_copy(int from, const char *kept)
{
	FILE *in = fdopen(from, "r");
	char *text = NULL;
	size_t size = 0;
	while (in && getline(&text, &size, in) > 0)
		print_line(text, kept);
	free(text);
	if (in)
		fclose(in);
}
