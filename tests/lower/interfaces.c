#line 1 "tests/lower/interfaces.gc"
#include <goc/goc.h>
#include <goc/type.h>
#line 1 "tests/lower/interfaces.gc"
// Interfaces and any in generated C.
typedef goc_iface shape;
typedef struct square { double side; } square;
GOC_FUNC double square_Area(square *s) { return s->side * s->side; }

GOC_FUNC double area(shape s) {
	if ((s.tab == 0))
		return 0;
	return ((double (*)(void *))s.tab->fn[0])(s.data);
}

static const goc_interface goc_interface_shape = { "shape", 1, (const goc_method[]){ { "Area", "func() float64", 0 } } };
#line 12
GOC_FUNC int number(goc_any v) {
	{ goc_any goc_x1 = v; const void *goc_p2 = 0; (void)goc_p2, (void)goc_x1; const goc_itab *goc_t3 = 0; (void)goc_t3; switch ((goc_p2 = goc_any_as(&goc_x1, &goc_type_int)) ? 1 : (goc_t3 = goc_itab_find(&goc_interface_shape, goc_x1.type)) ? 2 : 0) {
	case 1: { int x = *(int const *)goc_p2; (void)x;
		return x; break; }
	case 2: { shape x = (goc_iface){ goc_t3, goc_x1.data }; (void)x;
		return (int)((double (*)(void *))x.tab->fn[0])(x.data); break; }
	} }
	long n; goc_bool ok = GOC_AS_OK(long, goc_type_int64, &n, v);
	return ok ? (int)n : -1;
}

int main(void) __asm__("goc_user_main"); 
extern const goc_type goc_type_p_square_2685ca_40c7 __attribute__((weak));
static const goc_itab goc_itab_p_square_2685ca_shape;
#line 23
int main(void)
{
	square sq = { 2 };
	return area((goc_iface){ &goc_itab_p_square_2685ca_shape, (void *)(&sq) }) + area((goc_iface){ &goc_itab_p_square_2685ca_shape, (void *)(((square *)goc_new_copy(&(square){3}, sizeof(square)))) }) + number(GOC_ANY(int, 5)) + number(GOC_DIRECT(goc_type_p_square_2685ca_40c7, &sq)) + number(GOC_TEXT("x"));
}

/* Types at run time. */
static const goc_itab goc_itab_p_square_2685ca_shape = { &goc_type_p_square_2685ca_40c7, { (void *)square_Area } };
extern const goc_type goc_type_square_f85bf2 __attribute__((weak));
const goc_type goc_type_p_square_2685ca_40c7 __attribute__((weak)) = { .kind = GOC_KIND_POINTER, .flags = GOC_TYPE_DIRECT, .size = 8, .elem = &goc_type_square_f85bf2, .nmethods = 1, .methods = (const goc_method[]){ { "Area", "func() float64", (void *)square_Area } }, .name = "*square", .key = "*square#b8710a2f" };
const goc_type goc_type_square_f85bf2 __attribute__((weak)) = { .kind = GOC_KIND_STRUCT, .flags = GOC_TYPE_NAMED, .size = 8, .count = 1, .fields = (const goc_field[]){ { "side", &goc_type_float64, 0, 0, 0 } }, .name = "square", .key = "square#b8710a2f" };
