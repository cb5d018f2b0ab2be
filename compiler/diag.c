// Messages go to stderr at once. What a -Wno-… turned off is asked by name; there are few.
#include "diag.h"
#include "arena.h"
#include "map.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool diag_color, diag_no_warnings, diag_warnings_are_errors, diag_no_caret;

static int errors;
static map turned_off;
static map reported;        // (offset, file's length) of errors: two files of one length are confused only to drop a message twice
static bool last_dropped;   // notes follow their error

static const char *paint(const char *code)
{
	return diag_color ? code : "";
}

// gcc's column: a tab goes to the next multiple of 8, a character counts as one.
static uint32_t display_column(const source *s, uint32_t offset)
{
	uint32_t column = 0;
	for (uint32_t i = s->lines[source_line(s, offset) - 1]; i < offset; i++)
		column = s->text[i] == '\t' ? (column | 7) + 1 : column + ((s->text[i] & 0xC0) != 0x80);
	return column + 1;
}

static void show_line(const source *s, uint32_t start, uint32_t end)
{
	uint32_t line = source_line(s, start), from = s->lines[line - 1], to = from;
	while (to < s->len && s->text[to] != '\n')
		to++;
	if (diag_no_caret)
		return;
	fprintf(stderr, "%5u | %.*s\n      | ", line, (int)(to - from), s->text + from);
	for (uint32_t i = from; i < start; i++)
		if ((s->text[i] & 0xC0) != 0x80)
			fputc(s->text[i] == '\t' ? '\t' : ' ', stderr);
	fprintf(stderr, "%s^", paint("\33[01;31m"));
	for (uint32_t i = start + 1; i < end && i < to; i++)
		if ((s->text[i] & 0xC0) != 0x80)
			fputc('~', stderr);
	fprintf(stderr, "%s\n", paint("\33[m"));
}

static void report(source *s, uint32_t start, uint32_t end, diag_level level, const char *option, const char *format, va_list ap)
{
	static const char *const names[] = { "error", "warning", "note" };
	static const char *const colors[] = { "\33[01;31m", "\33[01;35m", "\33[01;36m" };
	bool promoted = level == DIAG_WARNING && diag_warnings_are_errors;
	if (promoted)
		level = DIAG_ERROR;
	if (level == DIAG_NOTE && last_dropped)
		return;
	if (level == DIAG_ERROR) {
		last_dropped = map_get_pair(&reported, start, s->len) != NULL;
		if (last_dropped)
			return;
		map_set_pair(&reported, start, s->len, s);
		errors++;
	} else if (level == DIAG_WARNING) {
		last_dropped = false;
	}
	fprintf(stderr, "%s%s:%u:%u:%s %s%s:%s ", paint("\33[01m"), s->path, source_line(s, start), display_column(s, start),
		paint("\33[m"), paint(colors[level]), names[level], paint("\33[m"));
	vfprintf(stderr, format, ap);
	if (option)
		fprintf(stderr, promoted ? " [%s-Werror=%s%s]" : " [%s-W%s%s]", paint("\33[01;35m"), option, paint("\33[m"));
	fputc('\n', stderr);
	show_line(s, start, end);
}

void diag_at(source *s, uint32_t start, uint32_t end, diag_level level, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	report(s, start, end, level, NULL, format, ap);
	va_end(ap);
}

void diag_error(const node *n, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	report(n->src, n->start, n->end, DIAG_ERROR, NULL, format, ap);
	va_end(ap);
}

void diag_warning(const node *n, const char *option, const char *format, ...)
{
	va_list ap;
	last_dropped = true;
	if (diag_no_warnings || (option && map_get(&turned_off, option)))
		return;
	va_start(ap, format);
	report(n->src, n->start, n->end, DIAG_WARNING, option, format, ap);
	va_end(ap);
}

void diag_note(const node *n, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	report(n->src, n->start, n->end, DIAG_NOTE, NULL, format, ap);
	va_end(ap);
}

void diag_plain(const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	fprintf(stderr, "%sgcc-go:%s %serror:%s ", paint("\33[01m"), paint("\33[m"), paint("\33[01;31m"), paint("\33[m"));
	vfprintf(stderr, format, ap);
	fputc('\n', stderr);
	va_end(ap);
	errors++;
}

void diag_turn_off(const char *warning)
{
	map_set(&turned_off, warning, &turned_off);
}

int diag_errors(void)
{
	return errors;
}

void bug(const node *n, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	if (n)
		fprintf(stderr, "%s:%u:%u: ", n->src->path, source_line(n->src, n->start), source_column(n->src, n->start));
	fputs("internal error in goc-translate: ", stderr);
	vfprintf(stderr, format, ap);
	fputs("\nplease report this, with the source\n", stderr);
	va_end(ap);
	exit(4);
}

// Levenshtein's distance, one row at a time.
static size_t distance(const char *a, const char *b)
{
	size_t n = strlen(b), row[64];
	if (n >= 64 || strlen(a) >= 64)
		return 64;
	for (size_t j = 0; j <= n; j++)
		row[j] = j;
	for (size_t i = 1; a[i - 1]; i++) {
		size_t corner = row[0];
		row[0] = i;
		for (size_t j = 1; j <= n; j++) {
			size_t change = corner + (a[i - 1] != b[j - 1]);
			corner = row[j];
			size_t best = row[j] + 1 < row[j - 1] + 1 ? row[j] + 1 : row[j - 1] + 1;
			row[j] = change < best ? change : best;
		}
	}
	return row[n];
}

const char *diag_nearest(const char *wrong, const char *const *names)
{
	const char *best = NULL;
	size_t least = strlen(wrong) / 3 + 1;
	for (; *names; names++) {
		size_t d = distance(wrong, *names);
		if (d <= least && (!best || d < least)) {
			best = *names;
			least = d;
		}
	}
	return best;
}
