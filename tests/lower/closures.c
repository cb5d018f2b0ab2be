#line 1 "tests/lower/closures.gc"
#include <goc/goc.h>
#line 1 "tests/lower/closures.gc"
// Literals stand before their function; captured variables are copied, pointed at or live in cells.
#include <stdlib.h>

static int compare(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }

struct goc_counters_1 { void *code; int (*count); int step; int limit; };
#line 9
static int counters_1(void *goc_c) { struct goc_counters_1 *goc_e = goc_c; int (*count) = goc_e->count; int step = goc_e->step; int limit = goc_e->limit;
		(*count) += step;
		return (*count) < limit ? (*count) : limit;
	}
#line 6
GOC_FUNC goc_func *counters(int step) {
	int (*count) = GOC_CELL(int, 0);
	const int limit = 100;
	return ((goc_func *)goc_new_copy(&(struct goc_counters_1){ (void *)counters_1, count, step, limit }, sizeof(struct goc_counters_1)));



}

struct goc_calls_1 { void *code; int (*sum); };
#line 17
static void calls_1(int k, void *goc_c) { struct goc_calls_1 *goc_e = goc_c; int (*sum) = goc_e->sum;  (*sum) += k; }
#line 18
static int calls_2(const void *l, const void *r, void *goc_c) { (void)goc_c;  return compare(r, l); }
struct goc_calls_3 { void *code; int (*i); };
#line 20
static int calls_3(void *goc_c) { struct goc_calls_3 *goc_e = goc_c; int (*i) = goc_e->i;  (*i)++; return (*i); }
static goc_func goc_f_compare = { (void *)compare };
#line 15
GOC_FUNC int calls(goc_func *order, int *a, int n) {
	int sum = 0;
	calls_1(n, &(struct goc_calls_1){ 0, &sum });
	qsort(a, n, sizeof *a, ((void *)calls_2));
	for (int (*i) = GOC_CELL(int, 0); (*i) < n; i = goc_new_copy(i, sizeof *i), (*i)++) {
		goc_func *next = ((goc_func *)goc_new_copy(&(struct goc_calls_3){ (void *)calls_3, i }, sizeof(struct goc_calls_3)));
		sum += ((int (*)(void *))next->code)(next) + ((int (*)(const void *, const void *, void *))order->code)(&a[0], &a[(*i)], order);
	}
	order = &goc_f_compare;
	return sum;
}
