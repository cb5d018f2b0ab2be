#line 1 "tests/lower/slices.gc"
#include <goc/goc.h>
#line 1 "tests/lower/slices.gc"
// Slices in generated C.
GOC_FUNC int second(goc_slice s) {
	s = goc_slice_append(s, sizeof(int), (int[]){ 4, s.len }, 2);
	goc_slice part = goc_slice_cut(s, sizeof(int), 1, 3, GOC_OMITTED);
	GOC_AT(int, part, 0) += part.cap;
	return GOC_AT(int, part, 0);
}

int main(void) __asm__("goc_user_main"); int main(void)
{
	goc_slice s = goc_slice_from((int[]){1, 2, 3}, sizeof(int), 3);
	goc_string text = "hello";
	goc_slice bytes = goc_string_bytes(goc_string_cut(text, 1, GOC_OMITTED));
	goc_slice grid = goc_slice_make(sizeof(goc_slice), 2, GOC_OMITTED);
	GOC_AT(goc_slice, grid, 0) = s;
	return second(s) + bytes.len + goc_slice_copy(bytes, goc_string_view(text), sizeof(goc_byte));
}
