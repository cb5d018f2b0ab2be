#line 1 "tests/lower/select.gc"
#include <goc/goc.h>
#line 1 "tests/lower/select.gc"
// A select is a table and a C switch; its cases stay where they were.
#include <stdio.h>

GOC_FUNC int first(goc_chan *a, goc_chan *b, goc_chan *out) {
	for (;;) {
		{ int goc_v1; int goc_v2; goc_select_case goc_s3[] = { { a, &goc_v1, GOC_RECV_CASE, 0 }, { b, &goc_v2, GOC_RECV_CASE, 0 }, { out, &(goc_string){ "text" }, GOC_SEND_CASE, 0 } }; switch (goc_select(goc_s3, 3, 1)) {
		case 0: { int v = goc_v1;
			return v; break; }
		case 1: { int v = goc_v2; goc_bool ok = goc_s3[1].ok;  // closed?
			if (!ok)
				continue;
			printf("%d\n", v); break; }
		case 2: {
			break; break; }
		default: {
			puts("nothing"); break; }
		} }
	} __builtin_unreachable();
}

GOC_FUNC void wait(goc_chan *c) {
	{ goc_select_case goc_s4[] = { { c, 0, GOC_RECV_CASE, 0 } }; switch (goc_select(goc_s4, 1, 0)) {
	case 0: { break; }
	default: __builtin_unreachable(); } }
	{ goc_select(0, 0, 0); __builtin_unreachable(); }
}
