// The predeclared print and println: to standard error, unbuffered, in the words of Go's runtime. Each call
// is one write, so that the lines of two goroutines do not mix.
#include "value.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// A text that is gathered on the stack and moves to the heap when it grows.
struct text {
	char *at;
	goc_size len, room;
	char first[512];
};

static void add(struct text *t, const char *s, goc_size n)
{
	if (t->len + n > t->room) {
		goc_size room = (t->len + n) * 2;
		char *to = goc_new_atomic(room);
		memcpy(to, t->at, t->len);
		t->at = to;
		t->room = room;
	}
	memcpy(t->at + t->len, s, n);
	t->len += n;
}

static void add_text(struct text *t, const char *s)
{
	if (s)
		add(t, s, strlen(s));
}

// The fewest digits that read back as v, with an exponent from 1e+06 on and below 1e-04, as Go 1.26's runtime
// prints a float.
void goc__float_text(char *out, goc_size n, double v, int single)
{
	char digits[32];
	int shown = 0, exponent;

	if (isnan(v) || isinf(v)) {
		snprintf(out, n, "%s", isnan(v) ? "NaN" : v > 0 ? "+Inf" : "-Inf");
		return;
	}
	do
		snprintf(digits, sizeof digits, "%.*e", shown, v);
	while ((single ? strtof(digits, NULL) != (float)v : strtod(digits, NULL) != v) && ++shown < 17);
	exponent = atoi(strchr(digits, 'e') + 1);
	if (v == 0 || (exponent >= -4 && exponent < 6))
		snprintf(out, n, "%.*f", shown > exponent ? shown - exponent : 0, v);
	else
		snprintf(out, n, "%s", digits);
}

static void add_float(struct text *t, double v, int single)
{
	char digits[64];

	goc__float_text(digits, sizeof digits, v, single);
	add_text(t, digits);
}

static double float_at(const void *p, goc_size size)
{
	return size == sizeof(float) ? *(const float *)p : size == sizeof(double) ? *(const double *)p
		: (double)*(const long double *)p;
}

static void add_integer(struct text *t, const goc_type *type, const void *p)
{
	char digits[32];
	goc_int64 s = 0;
	goc_uint64 u = 0;
	switch (type->size) {
	case 1: s = *(const goc_int8 *)p, u = *(const goc_uint8 *)p; break;
	case 2: s = *(const goc_int16 *)p, u = *(const goc_uint16 *)p; break;
	case 4: s = *(const goc_int32 *)p, u = *(const goc_uint32 *)p; break;
	default: s = *(const goc_int64 *)p, u = *(const goc_uint64 *)p; break;
	}
	if (type->kind == GOC_KIND_UINT)
		snprintf(digits, sizeof digits, "%llu", (unsigned long long)u);
	else
		snprintf(digits, sizeof digits, "%lld", (long long)s);
	add_text(t, digits);
}

static void add_pointer(struct text *t, const void *p)
{
	char digits[32];
	snprintf(digits, sizeof digits, "%#llx", (unsigned long long)(goc_uintptr)p);
	add_text(t, p ? digits : "0x0");
}

static void add_pair(struct text *t, const void *a, const void *b)
{
	add_text(t, "(");
	add_pointer(t, a);
	add_text(t, ",");
	add_pointer(t, b);
	add_text(t, ")");
}

static void add_value(struct text *t, goc_any v)
{
	if (!v.type) {
		add_text(t, "nil");
		return;
	}
	const void *p = v.type->flags & GOC_TYPE_DIRECT ? (const void *)&v.data : v.data;
	char head[32];
	switch (v.type->kind) {
	case GOC_KIND_BOOL:
		add_text(t, *(const goc_bool *)p ? "true" : "false");
		break;
	case GOC_KIND_INT: case GOC_KIND_UINT: case GOC_KIND_ENUM:
		add_integer(t, v.type, p);
		break;
	case GOC_KIND_FLOAT:
		add_float(t, float_at(p, v.type->size), v.type->size == sizeof(float));
		break;
	case GOC_KIND_COMPLEX:
		add_text(t, "(");
		add_float(t, float_at(p, v.type->size / 2), v.type->size / 2 == sizeof(float));
		if (!signbit(float_at((const char *)p + v.type->size / 2, v.type->size / 2)))
			add_text(t, "+");
		add_float(t, float_at((const char *)p + v.type->size / 2, v.type->size / 2), v.type->size / 2 == sizeof(float));
		add_text(t, "i)");
		break;
	case GOC_KIND_STRING:
		add_text(t, v.data);
		break;
	case GOC_KIND_SLICE:
		snprintf(head, sizeof head, "[%d/%d]", ((const goc_slice *)p)->len, ((const goc_slice *)p)->cap);
		add_text(t, head);
		add_pointer(t, ((const goc_slice *)p)->ptr);
		break;
	case GOC_KIND_ANY:
		add_pair(t, ((const goc_any *)p)->type, ((const goc_any *)p)->data);
		break;
	case GOC_KIND_INTERFACE:
		add_pair(t, ((const goc_iface *)p)->tab, ((const goc_iface *)p)->data);
		break;
	default:
		add_pointer(t, v.type->flags & GOC_TYPE_DIRECT ? v.data : p);
		break;
	}
}

static void put(const char *s, goc_size n)
{
	while (n) {
		ssize_t written = write(STDERR_FILENO, s, n);
		if (written < 0 && errno != EINTR && errno != EAGAIN)
			return;
		if (written > 0) {
			s += written;
			n -= (goc_size)written;
		}
	}
}

static void print(const goc_any *values, int n, const char *between, const char *end)
{
	struct text t;
	t.at = t.first;
	t.len = 0;
	t.room = sizeof t.first;
	for (int i = 0; i < n; i++) {
		if (i)
			add_text(&t, between);
		add_value(&t, values[i]);
	}
	add_text(&t, end);
	put(t.at, t.len);
}

void goc_print(const goc_any *values, int n)
{
	print(values, n, "", "");
}

void goc_println(const goc_any *values, int n)
{
	print(values, n, " ", "\n");
}
