// Package fmt's scanning functions, from standard input (stdio's stdin), a reader or a string.
#include "scanner.h"

#include <goc/fmt.h>
#include <stddef.h>

struct scanned {
	int n;
	goc_error err;
};

static void start(struct scanner *s)
{
	memset(s, 0, offsetof(struct scanner, token));
	s->limit = (int64_t)1 << 30;
	text_start(&s->token);
}

// Values one after the other; for Scanln nothing but spaces may follow on the line.
static struct scanned scan_all(struct scanner *s, goc_slice args)
{
	int n = 0;
	while (n < args.len && goc__scan_value(s, 'v', ((const goc_any *)args.ptr)[n]))
		n++;
	int32_t r = 0;
	while (s->newline_is_end && n == args.len && r != '\n' && (r = goc__scan_rune(s)) != RUNE_END)
		if (!goc__scan_is_space(r))
			goc__scan_fail(s, "expected newline", (char *)0);
	return (struct scanned){ n, s->err };
}

static struct scanned scan_format(struct scanner *s, goc_string format, goc_slice args)
{
	int n = goc__scan_format(s, format, args);
	return (struct scanned){ n, s->err };
}

// ---- Standard input --------------------------------------------------------------------------------------

struct fmt_Scan_results fmt_Scan(goc_slice args)
{
	struct scanner s;
	start(&s);
	s.file = stdin;
	s.newline_is_space = true;
	struct scanned r = scan_all(&s, args);
	return (struct fmt_Scan_results){ r.n, r.err };
}

struct fmt_Scanln_results fmt_Scanln(goc_slice args)
{
	struct scanner s;
	start(&s);
	s.file = stdin;
	s.newline_is_end = true;
	struct scanned r = scan_all(&s, args);
	return (struct fmt_Scanln_results){ r.n, r.err };
}

struct fmt_Scanf_results fmt_Scanf(goc_string format, goc_slice args)
{
	struct scanner s;
	start(&s);
	s.file = stdin;
	struct scanned r = scan_format(&s, format, args);
	return (struct fmt_Scanf_results){ r.n, r.err };
}

// ---- Readers ---------------------------------------------------------------------------------------------

struct fmt_Fscan_results fmt_Fscan(io_Reader from, goc_slice args)
{
	struct scanner s;
	start(&s);
	s.reader = from;
	s.newline_is_space = true;
	struct scanned r = scan_all(&s, args);
	return (struct fmt_Fscan_results){ r.n, r.err };
}

struct fmt_Fscanln_results fmt_Fscanln(io_Reader from, goc_slice args)
{
	struct scanner s;
	start(&s);
	s.reader = from;
	s.newline_is_end = true;
	struct scanned r = scan_all(&s, args);
	return (struct fmt_Fscanln_results){ r.n, r.err };
}

struct fmt_Fscanf_results fmt_Fscanf(io_Reader from, goc_string format, goc_slice args)
{
	struct scanner s;
	start(&s);
	s.reader = from;
	struct scanned r = scan_format(&s, format, args);
	return (struct fmt_Fscanf_results){ r.n, r.err };
}

// ---- Strings -----------------------------------------------------------------------------------------------

struct fmt_Sscan_results fmt_Sscan(goc_string from, goc_slice args)
{
	struct scanner s;
	start(&s);
	s.text = from ? from : "";
	s.newline_is_space = true;
	struct scanned r = scan_all(&s, args);
	return (struct fmt_Sscan_results){ r.n, r.err };
}

struct fmt_Sscanln_results fmt_Sscanln(goc_string from, goc_slice args)
{
	struct scanner s;
	start(&s);
	s.text = from ? from : "";
	s.newline_is_end = true;
	struct scanned r = scan_all(&s, args);
	return (struct fmt_Sscanln_results){ r.n, r.err };
}

struct fmt_Sscanf_results fmt_Sscanf(goc_string from, goc_string format, goc_slice args)
{
	struct scanner s;
	start(&s);
	s.text = from ? from : "";
	struct scanned r = scan_format(&s, format, args);
	return (struct fmt_Sscanf_results){ r.n, r.err };
}
