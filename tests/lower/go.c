#line 1 "tests/lower/go.gc"
#include <goc/goc.h>
#line 1 "tests/lower/go.gc"
// `go`: operands into a struct, the call in a trampoline.
#include <goc/sync.h>

static void work(int n, const char *s) { (void)n; (void)s; }
static int next(void) { static int n; return ++n; }

#line 8
struct goc_go_1 { int a0; const char *a1; }; static void goc_go_1(void *goc_v) { struct goc_go_1 *goc_a = goc_v; work(goc_a->a0, goc_a->a1); }
#line 9
struct goc_go_2 { int a0; const char *a1; }; static void goc_go_2(void *goc_v) { struct goc_go_2 *goc_a = goc_v; work(goc_a->a0, goc_a->a1); }
#line 10
struct goc_go_3 { goc_func *f; int a0; }; static void goc_go_3(void *goc_v) { struct goc_go_3 *goc_a = goc_v; ((void (*)(int, void *))goc_a->f->code)(goc_a->a0, goc_a->f); }
#line 11
struct goc_go_4 { sync_WaitGroup *r; }; static void goc_go_4(void *goc_v) { struct goc_go_4 *goc_a = goc_v; sync_WaitGroup_Done(goc_a->r); }
#line 12
static void start_1(void *goc_c) { (void)goc_c;  work(3, "captures nothing"); }
#line 12
static void goc_go_5(void *goc_v) { (void)goc_v; start_1((void *)0); }
struct goc_start_2 { void *code; int n; };
#line 14
static void start_2(int k, void *goc_c) { struct goc_start_2 *goc_e = goc_c; int n = goc_e->n;
		work(n, "copied");
		work(k, "argument");
	}
#line 14
struct goc_go_6 { struct goc_start_2 c; int a0; }; static void goc_go_6(void *goc_v) { struct goc_go_6 *goc_a = goc_v; start_2(goc_a->a0, &goc_a->c); }
#line 7
GOC_FUNC void start(goc_func *f, sync_WaitGroup *wg) {
	goc_go(goc_go_1, &(struct goc_go_1){ 1, "text" }, sizeof(struct goc_go_1));
	{ struct goc_go_2 goc_a; goc_a.a0 = next(); goc_a.a1 = "in order"; goc_go(goc_go_2, &goc_a, sizeof goc_a); }
	{ struct goc_go_3 goc_a; goc_a.f = f; goc_a.a0 = 2; goc_go(goc_a.f ? goc_go_3 : (void (*)(void *))0, &goc_a, sizeof goc_a); }
	goc_go(goc_go_4, &(struct goc_go_4){ wg }, sizeof(struct goc_go_4));
	goc_go(goc_go_5, 0, 0);
	int n = 4;
	goc_go(goc_go_6, &(struct goc_go_6){ (struct goc_start_2){ 0, n },


	5 }, sizeof(struct goc_go_6));
}
