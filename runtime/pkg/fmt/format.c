// Walks a Printf format. A verb is
//
//	% flags [n] width . precision [n] verb
//
// where flags are any of "+-# 0", width and precision are numbers or `*` (taken from the operands), and
// [n] names the operand to take next. Whatever is wrong with it is printed in place as Go prints it:
// %!d(MISSING), %!d(BADINDEX), %!(BADWIDTH), %!(BADPREC), %!(NOVERB), %!(EXTRA int=1).
#include "printer.h"

enum { TOO_LARGE = 1000000 };       // the largest width or precision

// A walk over one format.
struct walk {
	const char *s, *end;
	const goc_any *args;
	int nargs;
	int arg;                    // the operand that comes next
	bool reordered;             // some [n] was seen: operands left over are no mistake
	bool good_index;            // of the verb at hand
	bool after_index;           // the last thing read was an [n]
};

// Reads a decimal number at w->s; false when there is none or it is too large, which ends the format.
static bool read_number(struct walk *w, const char *end, int *number)
{
	int n = 0;
	bool found = false;
	*number = 0;
	while (w->s < end && *w->s >= '0' && *w->s <= '9') {
		if (n > TOO_LARGE) {
			w->s = end;
			return false;
		}
		n = n * 10 + (*w->s++ - '0');
		found = true;
	}
	*number = n;
	return found;
}

// Reads an [n], if one stands here, and makes operand n the next.
static void read_index(struct walk *w)
{
	w->after_index = false;
	if (w->s >= w->end || *w->s != '[')
		return;
	w->reordered = true;
	const char *close = memchr(w->s, ']', (size_t)(w->end - w->s));
	if (w->end - w->s < 3 || !close) {
		w->good_index = false;
		w->s++;
		return;
	}
	w->s++;
	int n;
	bool number = read_number(w, close, &n) && w->s == close;
	w->s = close + 1;
	w->after_index = number;
	if (number && n >= 1 && n <= w->nargs)
		w->arg = n - 1;
	else
		w->good_index = false;
}

// The operand for a `*`: any integer that is not too large.
static bool star(struct walk *w, int *number)
{
	*number = 0;
	if (w->arg >= w->nargs)
		return false;
	goc_any a = w->args[w->arg++];
	if (!a.type || (a.type->kind != GOC_KIND_INT && a.type->kind != GOC_KIND_UINT) || a.type->size > 8)
		return false;
	int64_t v = 0;
	memcpy(&v, a.data, a.type->size);
	int unused = 64 - 8 * (int)a.type->size;
	if (a.type->kind == GOC_KIND_INT)
		v = (int64_t)((uint64_t)v << unused) >> unused;
	if (v > TOO_LARGE || v < -TOO_LARGE)
		return false;
	*number = (int)v;
	return true;
}

static void read_width(struct walk *w, struct printer *p)
{
	if (w->s < w->end && *w->s == '*') {
		w->s++;
		p->has_width = star(w, &p->width);
		if (!p->has_width)
			fmt_text(p, "%!(BADWIDTH)");
		if (p->width < 0) {
			p->width = -p->width;
			p->minus = true;
			p->zero = false;    // zeros pad on the left only
		}
		w->after_index = false;
		return;
	}
	p->has_width = read_number(w, w->end, &p->width);
	if (w->after_index && p->has_width)    // "%[3]2d"
		w->good_index = false;
}

static void read_precision(struct walk *w, struct printer *p)
{
	if (w->end - w->s < 2 || *w->s != '.')
		return;
	w->s++;
	if (w->after_index)         // "%[3].2d"
		w->good_index = false;
	read_index(w);
	if (w->s < w->end && *w->s == '*') {
		w->s++;
		p->has_prec = star(w, &p->prec);
		if (p->prec < 0) {
			p->prec = 0;
			p->has_prec = false;
		}
		if (!p->has_prec)
			fmt_text(p, "%!(BADPREC)");
		w->after_index = false;
		return;
	}
	if (!read_number(w, w->end, &p->prec))
		p->prec = 0;            // "%.d" is "%.0d"
	p->has_prec = true;
}

static void read_flags(struct walk *w, struct printer *p)
{
	for (; w->s < w->end; w->s++) {
		switch (*w->s) {
		case '#': p->sharp = true; break;
		case '0': p->zero = true; break;
		case '+': p->plus = true; break;
		case '-': p->minus = true; break;
		case ' ': p->space = true; break;
		default: return;
		}
	}
}

static void print_operand(struct walk *w, struct printer *p, uint32_t verb)
{
	if (verb == 'w')
		p->wrapped = goc_slice_append(p->wrapped, sizeof(int), &w->arg, 1);
	if (verb == 'v' || verb == 'w') {
		p->sharp_v = p->sharp;
		p->plus_v = p->plus;
		p->sharp = p->plus = false;
	}
	goc__fmt_any(p, w->args[w->arg++], verb);
}

static void complain(struct printer *p, uint32_t verb, const char *what)
{
	fmt_text(p, "%!");
	goc__fmt_rune(p, verb);
	fmt_text(p, what);
}

// Everything after a '%'. False at the end of the format.
static bool print_verb(struct walk *w, struct printer *p)
{
	fmt_clear(p);
	w->good_index = true;
	read_flags(w, p);
	if (w->s < w->end && *w->s >= 'a' && *w->s <= 'z' && w->arg < w->nargs) {    // the usual case
		w->after_index = false;
		print_operand(w, p, (uint32_t)*w->s++);
		return true;
	}
	read_index(w);
	read_width(w, p);
	read_precision(w, p);
	if (!w->after_index)
		read_index(w);
	if (w->s >= w->end) {
		fmt_text(p, "%!(NOVERB)");
		return false;
	}
	uint32_t verb;
	w->s += goc__decode_rune(w->s, (size_t)(w->end - w->s), &verb);
	if (verb == '%')
		fmt_byte(p, '%');
	else if (!w->good_index)
		complain(p, verb, "(BADINDEX)");
	else if (w->arg >= w->nargs)
		complain(p, verb, "(MISSING)");
	else
		print_operand(w, p, verb);
	return true;
}

static void print_extra(struct walk *w, struct printer *p)
{
	fmt_clear(p);
	fmt_text(p, "%!(EXTRA ");
	for (int first = w->arg; w->arg < w->nargs; w->arg++) {
		if (w->arg > first)
			fmt_text(p, ", ");
		goc_any a = w->args[w->arg];
		if (!a.type) {
			fmt_text(p, "<nil>");
			continue;
		}
		fmt_text(p, a.type->name);
		fmt_byte(p, '=');
		goc__fmt_any(p, a, 'v');
	}
	fmt_byte(p, ')');
}

void goc__fmt_printf(struct printer *p, goc_string format, goc_slice args)
{
	if (!format)
		format = "";
	struct walk w = { .s = format, .end = format + strlen(format), .args = args.ptr, .nargs = args.len };
	while (w.s < w.end) {
		const char *from = w.s;
		while (w.s < w.end && *w.s != '%')      // mostly a few characters: not worth a memchr
			w.s++;
		fmt_bytes(p, from, (size_t)(w.s - from));
		if (w.s == w.end)
			break;
		w.s++;
		if (!print_verb(&w, p))
			break;
	}
	p->reordered = w.reordered;
	if (!w.reordered && w.arg < w.nargs)
		print_extra(&w, p);
}
