#line 1 "tests/lower/range.gc"
#include <goc/goc.h>
#line 1 "tests/lower/range.gc"
// Range loops are C loops: break and continue mean what they meant.
#include <stdio.h>

GOC_FUNC void loops(goc_slice list, goc_chan *c) {
	int array[4] = {};
	for (int i = 0; i < 10; i++)
		printf("%d\n", i);
	{ goc_slice goc_s1 = list; for (int i = 0; i < goc_s1.len; i++) { goc_string s = ((goc_string *)goc_s1.ptr)[i];
		printf("%d %s\n", i, s);
	} }
	for (int i = 0; i < 4; i++)
		array[i] = i;
	{ goc_string goc_s2 = "text"; for (int goc_i5 = 0, goc_n3; goc_s2 && goc_s2[goc_i5]; goc_i5 = goc_n3)
		{ goc_rune r = goc_string_rune(goc_s2, goc_i5, &goc_n3); printf("%c\n", (char)r); } }

	for (goc_chan *goc_c6 = c;;) { int v; if (!goc_chan_recv(goc_c6, &v)) break;
		for (int goc_i7 = 0; goc_i7 < 3; goc_i7++)
			if (v == 2)
				goto goc_continue_Next;
	goc_continue_Next:; }
	while (list.len > 0)
		list = goc_slice_cut(list, sizeof(goc_string), 1, GOC_OMITTED, GOC_OMITTED);
}
