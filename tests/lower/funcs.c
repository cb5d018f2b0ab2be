#line 1 "tests/lower/funcs.gc"
#include <goc/goc.h>
#line 1 "tests/lower/funcs.gc"
// funcs are C functions; prototypes and structs of results stand before what needs them.
#include <stdio.h>

typedef struct point { int x, y; } point;

GOC_FUNC void point_Move(point *p, int by); struct divide_results { int quotient; goc_error err; }; GOC_FUNC struct divide_results divide(int a, int b); GOC_FUNC int sum(goc_slice numbers); int main(void) __asm__("goc_user_main"); int main(void)
{
	point p = { 1, 2 };
	point_Move(&p, 3);
	struct divide_results goc_r1 = divide(7, 2); int q = goc_r1.quotient; goc_error err = goc_r1.err;
	{ struct divide_results goc_r2 = divide(q, 0); q = goc_r2.quotient; err = goc_r2.err; }
	int a = 1; goc_string b = "b";
	int goc_t3 = 2; int goc_t4 = a; a = goc_t3; int c = goc_t4;
	printf("%d %d %s %d %d\n", q, a, b, c, (err.tab == 0));
	return sum(GOC_LIST(3, int, 1, 2, 3)) + sum((goc_slice){});
}

GOC_FUNC void point_Move(point *p, int by) {
	p->x += by;
}

GOC_FUNC struct divide_results divide(int a, int b) { int quotient = 0; goc_error err = {};
	if (b == 0)
		return (struct divide_results){ quotient, err };
	return (struct divide_results){ a / b, (goc_iface){0} };
}

GOC_FUNC int sum(goc_slice numbers) {
	int total = 0;
	{ goc_slice goc_s5 = numbers; for (int goc_i6 = 0; goc_i6 < goc_s5.len; goc_i6++)
		{ int n = ((int *)goc_s5.ptr)[goc_i6]; total += n; } }
	return total;
}

static void goc_init7(void) {
	puts("start");
}
static goc_initializer goc_starters[] = { { goc_init7, 0 } }; __attribute__((constructor)) static void goc_start(void) { goc_register_init(&goc_starters[0]); }
