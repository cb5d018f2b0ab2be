// The formats of Scanf: what stands between the verbs must stand in the input. Spaces in the format match
// any number of spaces, at least one where they stand alone; a newline matches spaces and a newline.
#include "scanner.h"
#include "printer.h"

static const int64_t no_limit = (int64_t)1 << 30;

static int32_t format_rune(const char *f, int *size)
{
	uint32_t r;
	if (!*f) {
		*size = 0;
		return RUNE_END;
	}
	*size = goc__decode_rune(f, strlen(f), &r);
	return (int32_t)r;
}

static int32_t skip_blanks(struct scanner *s, int32_t r)
{
	while (goc__scan_is_space(r) && r != '\n')
		r = goc__scan_rune(s);
	return r;
}

// A run of white space in the format. False after a mistake.
static bool match_space(struct scanner *s, const char **format)
{
	int newlines = 0, size;
	bool trailing = false;
	for (int32_t f; goc__scan_is_space(f = format_rune(*format, &size)); *format += size) {
		newlines += f == '\n';
		trailing = f != '\n';
	}
	for (int i = 0; i < newlines; i++) {
		int32_t r = skip_blanks(s, goc__scan_rune(s));
		if (r != '\n' && r != RUNE_END)
			return goc__scan_fail(s, "newline in format does not match input", (char *)0);
	}
	if (!trailing)
		return true;
	int32_t r = goc__scan_rune(s);
	if (newlines == 0 && !goc__scan_is_space(r) && r != RUNE_END)
		return goc__scan_fail(s, "expected space in input to match format", (char *)0);
	if (newlines == 0 && r == '\n')
		return goc__scan_fail(s, "newline in input does not match format", (char *)0);
	if (skip_blanks(s, r) != RUNE_END)
		goc__scan_back(s);
	return true;
}

// Everything up to the next verb. False after a mistake.
static bool match_text(struct scanner *s, const char **format)
{
	int size;
	for (int32_t f; (f = format_rune(*format, &size)) != RUNE_END; *format += size) {
		if (goc__scan_is_space(f)) {
			if (!match_space(s, format))
				return false;
			size = 0;
			continue;
		}
		if (f == '%') {
			if (!(*format)[1])
				return goc__scan_fail(s, "missing verb: % at end of format string", (char *)0);
			if ((*format)[1] != '%')
				return true;
			++*format;
		}
		int32_t r = goc__scan_rune(s);
		if (r == RUNE_END && !s->err.tab)
			s->err = io_ErrUnexpectedEOF;
		if (r != f)
			return goc__scan_fail(s, "input does not match format", (char *)0);
	}
	return true;
}

static int64_t read_width(const char **format)
{
	int64_t width = 0;
	const char *f = *format;
	for (; *f >= '0' && *f <= '9' && width < no_limit; f++)
		width = width * 10 + (*f - '0');
	bool present = f > *format;
	*format = f;
	return present ? width : no_limit;
}

int goc__scan_format(struct scanner *s, goc_string format, goc_slice args)
{
	const char *f = format ? format : "";
	int done = 0, size;
	while (match_text(s, &f) && *f) {
		f++;                    // the %
		int64_t width = read_width(&f);
		const char *at = f;
		int32_t verb = format_rune(f, &size);
		f += size;
		if (verb != 'c')
			goc__scan_skip_space(s);
		if (verb == '%') {
			if (goc__scan_more(s) && !goc__scan_accept(s, "%"))
				goc__scan_fail(s, "missing literal %", (char *)0);
			if (s->err.tab)
				break;
			continue;
		}
		if (done >= args.len) {
			goc__scan_fail(s, "too few operands for format '%", at, "'", (char *)0);
			break;
		}
		s->limit = s->count + width;
		if (s->err.tab || !goc__scan_value(s, (uint32_t)verb, ((const goc_any *)args.ptr)[done]))
			break;
		done++;
		s->limit = no_limit;
	}
	if (!s->err.tab && done < args.len)
		goc__scan_fail(s, "too many operands", (char *)0);
	return done;
}
