// Files are read whole; the line table is made once and searched by halving.
#include "source.h"
#include "arena.h"
#include "buf.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static void find_lines(source *s)
{
	uint32_t n = 1;
	for (uint32_t i = 0; i < s->len; i++)
		n += s->text[i] == '\n';
	s->lines = arena_alloc(n * sizeof *s->lines);
	s->nlines = 1;
	for (uint32_t i = 0; i < s->len; i++)
		if (s->text[i] == '\n')
			s->lines[s->nlines++] = i + 1;
}

source *source_of_text(const char *path, const char *text, uint32_t len)
{
	source *s = arena_alloc(sizeof *s);
	s->path = path;
	const char *slash = strrchr(path, '/');
	s->dir = !slash ? "." : slash == path ? "/" : arena_text(path, (size_t)(slash - path));
	s->text = text;
	s->len = len;
	find_lines(s);
	return s;
}

source *source_read(const char *path, int *error)
{
	FILE *f = !strcmp(path, "-") ? stdin : fopen(path, "rb");
	struct stat st;
	buf b = { 0 };
	char chunk[1 << 16];
	size_t n;
	if (!f || (fstat(fileno(f), &st) == 0 && S_ISDIR(st.st_mode) && (errno = EISDIR))) {
		*error = errno;
		if (f)
			fclose(f);
		return NULL;
	}
	while ((n = fread(chunk, 1, sizeof chunk, f)) > 0 && b.len < INT32_MAX)
		buf_put(&b, chunk, n);
	*error = ferror(f) ? errno : b.len >= INT32_MAX ? EFBIG : 0;
	if (f != stdin)
		fclose(f);
	if (*error)
		return NULL;
	buf_put(&b, "", 0);
	return source_of_text(path, b.text, (uint32_t)b.len);
}

uint32_t source_line(const source *s, uint32_t offset)
{
	uint32_t low = 0, high = s->nlines;
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;
		if (s->lines[middle] <= offset)
			low = middle;
		else
			high = middle;
	}
	return low + 1;
}

uint32_t source_column(const source *s, uint32_t offset)
{
	return offset - s->lines[source_line(s, offset) - 1] + 1;
}
