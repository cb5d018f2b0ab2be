#include <goc/errors.h>
#include <goc/fmt.h>
#include <goc/io.h>
#include <goc/log.h>
#include <goc/os.h>
#include <goc/type.h>
#include <stdio.h>

// A writer made in C: a type with one method, and its table.
struct counter { int bytes; };
static struct fmt_Print_results counter_write(struct counter *c, goc_slice p)
{
	c->bytes += p.len;
	return (struct fmt_Print_results){ p.len, { 0 } };
}
static const goc_method methods[] = { { "Write", "func([]uint8) (int, error)", counter_write } };
static const goc_type counter_type = { .kind = GOC_KIND_POINTER, .flags = GOC_TYPE_DIRECT, .size = sizeof(void *),
	.name = "*counter", .key = "*counter", .nmethods = 1, .methods = methods };
static const struct { const goc_type *type; void *fn[1]; } table = { &counter_type, { counter_write } };

goc_error c_error(void);
goc_slice c_values(void);
void c_prints(void);

goc_error c_error(void)
{
	return fmt_Errorf("in C: %w", GOC_ARGS(1, goc_any, goc_iface_any(io_EOF)));
}

goc_slice c_values(void)
{
	return GOC_LIST(3, goc_any, GOC_ANY(int64, -5), GOC_TEXT("text"), goc_iface_any(errors_New("made in C")));
}

void c_prints(void)
{
	struct counter c = { 0 };
	io_Writer w = { (const goc_itab *)&table, &c };
	struct fmt_Printf_results r = fmt_Printf("%s %05.1f %v\n", GOC_ARGS(3, goc_any, GOC_TEXT("C"), GOC_ANY(float64, 2.25), GOC_ANY(bool, 1)));
	printf("%d %d\n", r.n, r.err.tab != NULL);
	fmt_Fprintln(w, GOC_ARGS(2, goc_any, GOC_TEXT("twelve bytes"), goc_iface_any(w)));
	printf("%d\n", c.bytes > 12);
	puts(fmt_Sprint(GOC_ARGS(1, goc_any, GOC_ANY(uint8, 200))));
	io_Writer saved = log_Writer();
	log_SetOutput(w);
	log_SetFlags(0);
	log_Println(GOC_ARGS(1, goc_any, GOC_TEXT("x")));
	log_SetOutput(saved);
	goc_error err = os_ReadFile("/no/such").err;
	printf("%s %d\n", ((goc_string (*)(void *))err.tab->fn[0])(err.data), errors_Is(err, os_ErrNotExist));
}
