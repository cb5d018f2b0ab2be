// Package fmt's printing functions: gathers the text of a whole call in a printer (printer.h), then hands
// it over at once, so that lines of different goroutines and threads never mix.
//
// Standard output goes through stdio's stdout, one fwrite a call: its order with printf's text is kept,
// and whoever redirects or buffers stdout does so for both (pkg/io/io.c). A goroutine never parks while it
// holds stdio's lock.
#include "printer.h"
#include "../error.h"

#include <errno.h>
#include <goc/fmt.h>
#include <stdio.h>

// ---- Text ----------------------------------------------------------------------------------------

void goc__fmt_grow(struct printer *p, size_t more)
{
	size_t cap = p->cap * 2;
	while (cap - p->len < more)
		cap *= 2;
	char *text = goc_new_atomic(cap);
	memcpy(text, p->text, p->len);
	p->text = text;
	p->cap = cap;
}

void goc__fmt_rune(struct printer *p, uint32_t r)
{
	p->len += (size_t)goc__encode_rune(fmt_room(p, 4), r);
}

void goc__fmt_fill(struct printer *p, int n)
{
	if (n <= 0)
		return;
	memset(fmt_room(p, (size_t)n), p->zero && !p->minus ? '0' : ' ', (size_t)n);
	p->len += (size_t)n;
}

void goc__fmt_pad(struct printer *p, const char *s, size_t n)
{
	if (!p->has_width) {
		fmt_bytes(p, s, n);
		return;
	}
	int fill = p->width - (int)goc__count_runes(s, n);
	if (!p->minus)
		goc__fmt_fill(p, fill);
	fmt_bytes(p, s, n);
	if (p->minus)
		goc__fmt_fill(p, fill);
}

goc_string goc__fmt_string(const struct printer *p)
{
	char *s = goc_new_atomic(p->len + 1);
	memcpy(s, p->text, p->len);
	s[p->len] = '\0';
	return s;
}

// ---- Operands of Print and Println -----------------------------------------------------------------

void goc__fmt_print(struct printer *p, goc_slice args)
{
	const goc_any *a = args.ptr;
	bool previous = false;
	for (int i = 0; i < args.len; i++) {
		bool is_string = a[i].type && a[i].type->kind == GOC_KIND_STRING;
		if (i > 0 && !is_string && !previous)
			fmt_byte(p, ' ');
		goc__fmt_any(p, a[i], 'v');
		previous = is_string;
	}
}

void goc__fmt_println(struct printer *p, goc_slice args)
{
	const goc_any *a = args.ptr;
	for (int i = 0; i < args.len; i++) {
		if (i > 0)
			fmt_byte(p, ' ');
		goc__fmt_any(p, a[i], 'v');
	}
	fmt_byte(p, '\n');
}

// ---- Where the text goes ---------------------------------------------------------------------------

// The results of every function here and of io.Writer's Write: one layout under several names.
struct written {
	int n;
	goc_error err;
};

static struct written to_stdout(const struct printer *p)
{
	struct _IO_FILE_Write_results r = _IO_FILE_Write(stdout, (goc_slice){ p->text, (int)p->len, (int)p->len });
	struct written w = { r.n, r.err };
	if (r.err.tab)
		w.err = goc__path_error("write", "/dev/stdout", errno);
	return w;
}

static struct written to_writer(io_Writer w, const struct printer *p)
{
	struct written (*write)(void *, goc_slice) = (struct written (*)(void *, goc_slice))w.tab->fn[0];
	return write(w.data, (goc_slice){ p->text, (int)p->len, (int)p->len });
}

// ---- The functions ---------------------------------------------------------------------------------

struct fmt_Print_results fmt_Print(goc_slice args)
{
	struct printer p;
	fmt_start(&p);
	goc__fmt_print(&p, args);
	struct written w = to_stdout(&p);
	return (struct fmt_Print_results){ w.n, w.err };
}

struct fmt_Fprint_results fmt_Fprint(io_Writer to, goc_slice args)
{
	struct printer p;
	fmt_start(&p);
	goc__fmt_print(&p, args);
	struct written w = to_writer(to, &p);
	return (struct fmt_Fprint_results){ w.n, w.err };
}

goc_string fmt_Sprint(goc_slice args)
{
	struct printer p;
	fmt_start(&p);
	goc__fmt_print(&p, args);
	return goc__fmt_string(&p);
}

goc_slice fmt_Append(goc_slice b, goc_slice args)
{
	struct printer p;
	fmt_start(&p);
	goc__fmt_print(&p, args);
	return goc_slice_append(b, 1, p.text, (int)p.len);
}

struct fmt_Println_results fmt_Println(goc_slice args)
{
	struct printer p;
	fmt_start(&p);
	goc__fmt_println(&p, args);
	struct written w = to_stdout(&p);
	return (struct fmt_Println_results){ w.n, w.err };
}

struct fmt_Fprintln_results fmt_Fprintln(io_Writer to, goc_slice args)
{
	struct printer p;
	fmt_start(&p);
	goc__fmt_println(&p, args);
	struct written w = to_writer(to, &p);
	return (struct fmt_Fprintln_results){ w.n, w.err };
}

goc_string fmt_Sprintln(goc_slice args)
{
	struct printer p;
	fmt_start(&p);
	goc__fmt_println(&p, args);
	return goc__fmt_string(&p);
}

goc_slice fmt_Appendln(goc_slice b, goc_slice args)
{
	struct printer p;
	fmt_start(&p);
	goc__fmt_println(&p, args);
	return goc_slice_append(b, 1, p.text, (int)p.len);
}

struct fmt_Printf_results fmt_Printf(goc_string format, goc_slice args)
{
	struct printer p;
	fmt_start(&p);
	goc__fmt_printf(&p, format, args);
	struct written w = to_stdout(&p);
	return (struct fmt_Printf_results){ w.n, w.err };
}

struct fmt_Fprintf_results fmt_Fprintf(io_Writer to, goc_string format, goc_slice args)
{
	struct printer p;
	fmt_start(&p);
	goc__fmt_printf(&p, format, args);
	struct written w = to_writer(to, &p);
	return (struct fmt_Fprintf_results){ w.n, w.err };
}

goc_string fmt_Sprintf(goc_string format, goc_slice args)
{
	struct printer p;
	fmt_start(&p);
	goc__fmt_printf(&p, format, args);
	return goc__fmt_string(&p);
}

goc_slice fmt_Appendf(goc_slice b, goc_string format, goc_slice args)
{
	struct printer p;
	fmt_start(&p);
	goc__fmt_printf(&p, format, args);
	return goc_slice_append(b, 1, p.text, (int)p.len);
}
