#line 1 "tests/lower/channels.gc"
#include <goc/goc.h>
#line 1 "tests/lower/channels.gc"
// Channel operations become one call or macro each, on their line.
#include <stdio.h>

struct job { int id; const char *name; };

goc_chan *results; static void goc_vars1(void) { results = goc_chan_make(sizeof(int), 16); }

static void produce(goc_chan *out)
{
	GOC_SEND(out, struct job, (struct job){ 1, "one" });
	goc_chan_close(out);
}

int main(void) __asm__("goc_user_main"); 
#line 18
struct goc_go_2 { goc_chan *a0; }; static void goc_go_2(void *goc_v) { struct goc_go_2 *goc_a = goc_v; produce(goc_a->a0); }
#line 14
int main(void)
{
	goc_chan *jobs = goc_chan_make(sizeof(struct job), 0);
	goc_chan *words = ((void *)0), **at = &words;
	goc_go(goc_go_2, &(struct goc_go_2){ jobs }, sizeof(struct goc_go_2));
	struct job first = GOC_RECV(struct job, jobs);
	struct job second; goc_bool ok = goc_chan_recv(jobs, &second);
	{ int v; goc_bool more = goc_chan_recv(results, &v); if (more)
		printf("%d\n", v); }
	goc_chan_recv(results, 0);
	GOC_SEND(results, int, first.id +
		second.id);
	for (goc_chan *goc_c3 = results;;)
		{ int v; if (!goc_chan_recv(goc_c3, &v)) break; printf("%d %d\n", v, ok); }
	*at = goc_chan_make(sizeof(goc_string), 3);
	return goc_chan_len(results) + goc_chan_cap(*at);
}
static goc_initializer goc_starters[] = { { goc_vars1, 0 } }; __attribute__((constructor)) static void goc_start(void) { goc_register_vars(&goc_starters[0]); }
