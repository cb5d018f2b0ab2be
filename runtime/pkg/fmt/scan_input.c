// Where the Scan family reads from: see scanner.h. Reads byte by byte, never more than it has to look at, so
// that the rest of the input stays for whoever reads next. As in Go, the one character that had to be read
// to see the end of a value is gone when the call ends.
#include "scanner.h"
#include "printer.h"

#include <errno.h>
#include <goc/errors.h>
#include <stdarg.h>
#include "sched/block.h"

// ---- Bytes -------------------------------------------------------------------------------------------

// What stdio has buffered costs nothing; otherwise the read may block, which the scheduler is told.
static int file_byte(struct scanner *s)
{
	FILE *f = s->file;
	if (f->_IO_read_ptr < f->_IO_read_end)
		return getc(f);
	errno = 0;
	goc__blocking_begin(GOC__WAIT_IO);
	int c = getc(f);
	goc__blocking_end();
	if (c == EOF && ferror(f) && !s->err.tab)
		s->err = goc__errno_error(errno);
	return c;
}

static int reader_byte(struct scanner *s)
{
	struct { int n; goc_error err; } r, (*read)(void *, goc_slice);
	read = (__typeof__(read))s->reader.tab->fn[0];
	for (int tries = 0; tries < 100; tries++) {
		unsigned char *b = goc_new_atomic(1);
		r = read(s->reader.data, (goc_slice){ b, 1, 1 });
		if (r.n > 0)
			return *b;
		if (r.err.tab) {
			if (r.err.data != io_EOF.data && !s->err.tab)
				s->err = r.err;
			return EOF;
		}
	}
	s->err = io_ErrNoProgress;
	return EOF;
}

static int next_byte(struct scanner *s)
{
	if (s->npending) {
		int c = s->pending[0];
		memmove(s->pending, s->pending + 1, (size_t)--s->npending);
		return c;
	}
	if (s->text)
		return *s->text ? (unsigned char)*s->text++ : EOF;
	return s->file ? file_byte(s) : reader_byte(s);
}

// ---- Characters ----------------------------------------------------------------------------------------

// The rune that begins with byte c. The bytes of one that is broken are read again one by one.
static int32_t finish_rune(struct scanner *s, int c)
{
	char b[4] = { (char)c };
	int want = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC2 ? 2 : 1, n = 1;
	uint32_t r;
	while (n < want && (c = next_byte(s)) != EOF) {
		b[n++] = (char)c;
		if ((c & 0xC0) != 0x80)
			break;
	}
	int used = goc__decode_rune(b, (size_t)n, &r);
	int left = n - used;
	memmove(s->pending + left, s->pending, (size_t)s->npending);
	memcpy(s->pending, b + used, (size_t)left);
	s->npending += left;
	return (int32_t)r;
}

int32_t goc__scan_rune(struct scanner *s)
{
	if (s->err.tab || s->at_end || s->count >= s->limit)
		return RUNE_END;
	if (!s->again) {
		int c = next_byte(s);
		if (c == EOF) {
			s->at_end = true;
			return RUNE_END;
		}
		s->last = c < 0x80 ? c : finish_rune(s, c);
	}
	s->again = false;
	s->count++;
	if (s->newline_is_end && s->last == '\n')
		s->at_end = true;
	return s->last;
}

void goc__scan_back(struct scanner *s)
{
	s->again = true;
	s->at_end = false;
	s->count--;
}

bool goc__scan_is_space(int32_t r)
{
	return (r >= '\t' && r <= '\r') || r == ' ' || r == 0x85 || r == 0xA0 || r == 0x1680 || (r >= 0x2000 && r <= 0x200A)
		|| r == 0x2028 || r == 0x2029 || r == 0x202F || r == 0x205F || r == 0x3000;
}

void goc__scan_skip_space(struct scanner *s)
{
	int32_t r;
	while ((r = goc__scan_rune(s)) != RUNE_END) {
		if (r == '\r' && goc__scan_peek(s, "\n"))
			continue;
		if (r == '\n' && !s->newline_is_space) {
			goc__scan_fail(s, "unexpected newline", (char *)0);
			return;
		}
		if (!goc__scan_is_space(r)) {
			goc__scan_back(s);
			return;
		}
	}
}

static bool in_set(int32_t r, const char *set)
{
	return r > 0 && r < 128 && strchr(set, r);
}

bool goc__scan_peek(struct scanner *s, const char *set)
{
	int32_t r = goc__scan_rune(s);
	if (r != RUNE_END)
		goc__scan_back(s);
	return in_set(r, set);
}

bool goc__scan_accept(struct scanner *s, const char *set)
{
	int32_t r = goc__scan_rune(s);
	if (in_set(r, set)) {
		text_char(&s->token, (char)r);
		return true;
	}
	if (r != RUNE_END)
		goc__scan_back(s);
	return false;
}

bool goc__scan_more(struct scanner *s)
{
	if (goc__scan_rune(s) != RUNE_END) {
		goc__scan_back(s);
		return true;
	}
	if (!s->err.tab)
		s->err = io_EOF;
	return false;
}

bool goc__scan_fail(struct scanner *s, const char *first, ...)
{
	if (s->err.tab)
		return false;
	struct text t;
	text_start(&t);
	va_list ap;
	va_start(ap, first);
	for (const char *part = first; part; part = va_arg(ap, const char *))
		text_add(&t, part);
	va_end(ap);
	s->err = errors_New(goc__text_string(&t));
	return false;
}
