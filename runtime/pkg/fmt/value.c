// Prints any value by its descriptor: its own methods first, then its kind. Structs, arrays and slices
// print their parts in turn; a pointer to one of them prints what it points at, but only at the top, so
// that cyclic data ends.
//
// What C has and Go has not: an enum prints as its number, a union as its bytes, a bit-field as the
// number it holds, an array of char as the text up to its NUL.
#include "printer.h"

// ---- Scalars -------------------------------------------------------------------------------------

static uint64_t load(const void *v, size_t size, bool is_signed)
{
	switch (size) {
	case 1: return is_signed ? (uint64_t)*(const int8_t *)v : *(const uint8_t *)v;
	case 2: return is_signed ? (uint64_t)*(const int16_t *)v : *(const uint16_t *)v;
	case 4: return is_signed ? (uint64_t)*(const int32_t *)v : *(const uint32_t *)v;
	default: return *(const uint64_t *)v;    // of an __int128 the lower half
	}
}

static bool is_byte(const goc_type *t)
{
	return (t->kind == GOC_KIND_UINT && t->size == 1) || t->flags & GOC_TYPE_CHAR;
}

// []byte itself, which Go treats as one of the basic types.
static bool is_bytes(const goc_type *t)
{
	return t->kind == GOC_KIND_SLICE && is_byte(t->elem) && !(t->flags & GOC_TYPE_NAMED);
}

static bool is_unsigned_enum(const goc_type *t)
{
	return t->elem && t->elem->kind == GOC_KIND_UINT;
}

// ---- Addresses -----------------------------------------------------------------------------------

static void print_address(struct printer *p, const goc_type *t, const void *v, uint32_t verb)
{
	uint64_t address;
	switch (t->kind) {
	case GOC_KIND_POINTER: case GOC_KIND_CHAN: case GOC_KIND_FUNC:
		address = *(const uintptr_t *)v;
		break;
	case GOC_KIND_SLICE:
		address = (uintptr_t)((const goc_slice *)v)->ptr;
		break;
	default:
		goc__fmt_bad_verb(p, verb);
		return;
	}
	switch (verb) {
	case 'v':
		if (p->sharp_v) {
			fmt_byte(p, '(');
			fmt_text(p, t->name);
			fmt_text(p, ")(");
			if (address)
				goc__fmt_hex(p, address, true);
			else
				fmt_text(p, "nil");
			fmt_byte(p, ')');
		} else if (address) {
			goc__fmt_hex(p, address, !p->sharp);
		} else {
			goc__fmt_pad(p, "<nil>", 5);
		}
		return;
	case 'p':
		goc__fmt_hex(p, address, !p->sharp);
		return;
	case 'b': case 'o': case 'd': case 'x': case 'X':
		goc__fmt_integer(p, address, false, verb);
		return;
	default:
		goc__fmt_bad_verb(p, verb);
	}
}

static void print_pointer(struct printer *p, const goc_type *t, const void *v, uint32_t verb, int depth)
{
	const void *to = *(void *const *)v;
	if (depth == 0 && to && t->elem)
		switch (t->elem->kind) {
		case GOC_KIND_ARRAY: case GOC_KIND_SLICE: case GOC_KIND_STRUCT: case GOC_KIND_UNION:
			fmt_byte(p, '&');
			goc__fmt_value(p, t->elem, to, verb, depth + 1);
			return;
		}
	print_address(p, t, v, verb);
}

// ---- What has parts ------------------------------------------------------------------------------

static void separate(struct printer *p, bool first)
{
	if (!first)
		fmt_bytes(p, ", ", p->sharp_v ? 2 : 0);
	if (!first && !p->sharp_v)
		fmt_byte(p, ' ');
}

static void print_bit_field(struct printer *p, const goc_field *f, const char *unit, uint32_t verb, int depth)
{
	uint64_t bits = 0;
	size_t bytes = ((size_t)f->bit + f->bits + 7) / 8;
	memcpy(&bits, unit, bytes < 8 ? bytes : 8);
	int unused = 64 - f->bits;
	bits = bits >> f->bit << unused;
	bool is_signed = f->type->kind == GOC_KIND_INT || (f->type->kind == GOC_KIND_ENUM && !is_unsigned_enum(f->type));
	bits = is_signed ? (uint64_t)((int64_t)bits >> unused) : bits >> unused;
	goc__fmt_value(p, f->type, &bits, verb, depth);    // little-endian: the low bytes are the value
}

static void print_struct(struct printer *p, const goc_type *t, const char *v, uint32_t verb, int depth)
{
	if (p->sharp_v)
		fmt_text(p, t->name);
	fmt_byte(p, '{');
	for (uint32_t i = 0; i < t->count; i++) {
		const goc_field *f = &t->fields[i];
		separate(p, i == 0);
		if ((p->plus_v || p->sharp_v) && f->name && *f->name) {
			fmt_text(p, f->name);
			fmt_byte(p, ':');
		}
		if (f->bits)
			print_bit_field(p, f, v + f->offset, verb, depth + 1);
		else
			goc__fmt_value(p, f->type, v + f->offset, verb, depth + 1);
	}
	fmt_byte(p, '}');
}

static void print_elements(struct printer *p, const goc_type *t, const char *e, size_t n, uint32_t verb, int depth)
{
	if (p->sharp_v)
		fmt_text(p, t->name);
	fmt_byte(p, p->sharp_v ? '{' : '[');
	for (size_t i = 0; i < n; i++) {
		separate(p, i == 0);
		goc__fmt_value(p, t->elem, e + i * t->elem->size, verb, depth + 1);
	}
	fmt_byte(p, p->sharp_v ? '}' : ']');
}

static bool is_text_verb(uint32_t verb)
{
	return verb == 's' || verb == 'q' || verb == 'x' || verb == 'X';
}

static void print_array(struct printer *p, const goc_type *t, const char *v, uint32_t verb, int depth)
{
	if (t->elem->flags & GOC_TYPE_CHAR && (verb == 'v' || is_text_verb(verb)))
		goc__fmt_str(p, v, strnlen(v, t->count), verb);
	else if (is_byte(t->elem) && is_text_verb(verb))
		goc__fmt_byte_list(p, (const uint8_t *)v, t->count, verb, t->name);
	else
		print_elements(p, t, v, t->count, verb, depth);
}

static void print_slice(struct printer *p, const goc_type *t, const goc_slice *s, uint32_t verb, int depth)
{
	bool top_bytes = depth == 0 && is_bytes(t);
	if (p->sharp_v && !s->ptr) {
		fmt_text(p, top_bytes && (verb == 'v' || verb == 'd') ? "[]byte" : t->name);
		fmt_text(p, "(nil)");
		return;
	}
	if ((top_bytes || (is_byte(t->elem) && is_text_verb(verb)))
		&& goc__fmt_byte_list(p, s->ptr, (size_t)s->len, verb, "[]byte"))
		return;
	print_elements(p, t, s->ptr, (size_t)s->len, verb, depth);
}

static void print_union(struct printer *p, const goc_type *t, const uint8_t *v, uint32_t verb)
{
	if (!goc__fmt_byte_list(p, v, t->size, verb, t->name))
		goc__fmt_bad_verb(p, verb);
}

static void print_inside(struct printer *p, const goc_type *t, goc_any inside, uint32_t verb, int depth)
{
	if (inside.type) {
		const goc_type *it = inside.type;
		goc__fmt_value(p, it, it->flags & GOC_TYPE_DIRECT ? &inside.data : inside.data, verb, depth + 1);
	} else if (p->sharp_v) {
		fmt_text(p, t->name);
		fmt_text(p, "(nil)");
	} else {
		fmt_text(p, "<nil>");
	}
}

// ---- Any value -----------------------------------------------------------------------------------

void goc__fmt_value(struct printer *p, const goc_type *t, const void *v, uint32_t verb, int depth)
{
	p->type = t;
	p->value = v;
	if (depth > 0 && t->nmethods && t->kind != GOC_KIND_INTERFACE && goc__fmt_methods(p, t, v, verb))
		return;
	switch (t->kind) {
	case GOC_KIND_BOOL:
		goc__fmt_bool(p, *(const bool *)v, verb);
		return;
	case GOC_KIND_INT:
		goc__fmt_integer(p, load(v, t->size, true), true, verb);
		return;
	case GOC_KIND_ENUM:
		goc__fmt_integer(p, load(v, t->size, !is_unsigned_enum(t)), !is_unsigned_enum(t), verb);
		return;
	case GOC_KIND_UINT:
		goc__fmt_integer(p, load(v, t->size, false), false, verb);
		return;
	case GOC_KIND_FLOAT:
		goc__fmt_float(p, t, v, verb);
		return;
	case GOC_KIND_COMPLEX:
		goc__fmt_complex(p, t, v, verb);
		return;
	case GOC_KIND_STRING: {
		const char *s = *(const char *const *)v;
		goc__fmt_str(p, s ? s : "", s ? strlen(s) : 0, verb);
		return;
	}
	case GOC_KIND_ARRAY:
		print_array(p, t, v, verb, depth);
		return;
	case GOC_KIND_SLICE:
		print_slice(p, t, v, verb, depth);
		return;
	case GOC_KIND_STRUCT:
		print_struct(p, t, v, verb, depth);
		return;
	case GOC_KIND_UNION:
		print_union(p, t, v, verb);
		return;
	case GOC_KIND_ANY:
		print_inside(p, t, *(const goc_any *)v, verb, depth);
		return;
	case GOC_KIND_INTERFACE:
		print_inside(p, t, goc_iface_any(*(const goc_iface *)v), verb, depth);
		return;
	case GOC_KIND_POINTER:
		print_pointer(p, t, v, verb, depth);
		return;
	case GOC_KIND_CHAN: case GOC_KIND_FUNC:
		print_address(p, t, v, verb);
		return;
	default:
		fmt_byte(p, '?');
		fmt_text(p, t->name);
		fmt_byte(p, '?');
	}
}

void goc__fmt_any(struct printer *p, goc_any arg, uint32_t verb)
{
	const goc_type *t = p->type = arg.type;
	if (!t) {
		if (verb == 'T' || verb == 'v')
			goc__fmt_pad(p, "<nil>", 5);
		else
			goc__fmt_bad_verb(p, verb);
		return;
	}
	const void *v = p->value = t->flags & GOC_TYPE_DIRECT ? &arg.data : arg.data;
	if (verb == 'T')
		goc__fmt_s(p, t->name, strlen(t->name));
	else if (verb == 'p')
		print_address(p, t, v, verb);
	else if ((!t->nmethods && (verb != 'w' || is_bytes(t))) || !goc__fmt_methods(p, t, v, verb))
		goc__fmt_value(p, t, v, verb, 0);
}

void goc__fmt_bad_verb(struct printer *p, uint32_t verb)
{
	p->erroring = true;
	fmt_text(p, "%!");
	goc__fmt_rune(p, verb);
	fmt_byte(p, '(');
	if (p->type) {
		const goc_type *t = p->type;
		fmt_text(p, t->name);
		fmt_byte(p, '=');
		goc__fmt_value(p, t, p->value, 'v', 0);
	} else {
		fmt_text(p, "<nil>");
	}
	fmt_byte(p, ')');
	p->erroring = false;
}
