#line 1 "tests/lower/defer.gc"
#include <goc/goc.h>
#include <goc/defer.h>
#line 1 "tests/lower/defer.gc"
// `defer`: a record, a bit for each; a list where it stands in a loop; a mark and a slot where one may recover.
#include <stdio.h>

static void note(int n) { printf("%d\n", n); }

#line 6
struct goc_defers_plain { goc_frame r; struct { int a0; } d0; struct { int a0; } d1; };
GOC_STEP(plain, switch (goc_take(goc_f)) { case 0: note(goc_d->d0.a0); break; case 1: note(goc_d->d1.a0); break; })
GOC_END(plain, if (GOC_PENDING(goc_n, 1)) note(goc_d->d1.a0); if (GOC_PENDING(goc_n, 0)) note(goc_d->d0.a0); )
#line 6
GOC_FUNC int plain(int n) { GOC_DEFERS(plain)
	GOC_DEFER(0, goc_d.d0.a0 = n);
	if (n > 3)
		GOC_DEFER(1, goc_d.d1.a0 = n + 1);
	return n * 2;
}

struct recovers_results { int q; goc_string why; }; 
struct goc_recovers_1 { void *code; volatile goc_string *why; };
#line 14
static void recovers_1(void *goc_c, goc_panic *goc_p) { struct goc_recovers_1 *goc_e = goc_c; volatile goc_string *why = goc_e->why;
		if ((goc_recover(goc_p).type != 0))
			(*why) = "panic";
	}
#line 13
struct goc_defers_recovers { goc_frame r; struct { struct goc_recovers_1 c; } d0; };
GOC_STEP(recovers, switch (goc_take(goc_f)) { case 0: recovers_1(&goc_d->d0.c, goc_p); break; })
GOC_END(recovers, if (GOC_PENDING(goc_n, 0)) recovers_1(&goc_d->d0.c, (goc_panic *)0); )
#line 13
GOC_FUNC struct recovers_results recovers(int a, int b) { volatile int q = 0; volatile goc_string why = 0; goc_live(q); goc_live(why); GOC_DEFERS(recovers) GOC_RECOVERED(recovers, (struct recovers_results){ q, why })
	GOC_DEFER(0, goc_d.d0.c = (struct goc_recovers_1){ 0, &why });



	q = a / b;
	return ({ struct recovers_results goc_r1 = (struct recovers_results){ q, "none" }; q = goc_r1.q; why = goc_r1.why; goc_end_recovers(&goc_n); (struct recovers_results){ q, why }; });
}

#line 25
struct goc_defer_2 { int a0; }; static void goc_defer_2(void *goc_v, goc_panic *goc_p) { struct goc_defer_2 *goc_a = goc_v; (void)goc_p; note(goc_a->a0); }
#line 22
struct goc_defers_in_loop { goc_frame r; goc_deferred_list l; };
GOC_STEP(in_loop, goc_list_step(goc_f, &goc_d->l, goc_p);)
GOC_END(in_loop, goc_list_run(&goc_d->r, &goc_d->l); )
#line 22
void in_loop(int n)
{ GOC_DEFERS(in_loop) goc_list_init(&goc_d.l);
	for (int i = 0; i < n; i++)
		{ struct goc_defer_2 goc_a; goc_a.a0 = i; *(struct goc_defer_2 *)goc_defer_push(&goc_d.r, &goc_d.l, goc_defer_2, sizeof goc_a) = goc_a; }
}

GOC_FUNC void named_recover(void) { goc_panic *goc_p = goc_deferred_by(named_recover);
	goc_recover(goc_p);
}

#line 32
struct goc_defers_by_name { goc_frame r; };
GOC_STEP(by_name, switch (goc_take(goc_f)) { case 0: goc__calls(goc_p, (void *)named_recover); named_recover(); break; })
GOC_END(by_name, if (GOC_PENDING(goc_n, 0)) named_recover(); )
#line 32
GOC_FUNC int by_name(int n) { int goc_r = 0; goc_live(goc_r); GOC_DEFERS(by_name) GOC_RECOVERED(by_name, goc_r)
	GOC_DEFER(0, (void)0);
	return ({ goc_r = n; goc_end_by_name(&goc_n); goc_r; });
}
