// Package testing: benchmarks. A function that loops to N runs with growing N until one run takes a second;
// one that asks Loop runs once, and Loop finds its own end. The timer is the monotonic clock.
#include "run.h"

#include <goc/fmt.h>
#include <goc/runtime.h>
#include <time.h>

enum { GOAL = 1000000000, MOST = 1000000000 };      // a second in ns; the largest N

struct bench {
	struct run run;             // first: run_of
	goc_bool timing, allocs;    // the timer runs; ReportAllocs
	goc_int64 start, elapsed;   // ns
	goc_uint64 start_mallocs, start_bytes, mallocs, bytes;
	goc_int64 set_bytes;
};

static struct bench *bench_of(testing_B *b)
{
	return b->state;
}

static goc_int64 now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000LL + t.tv_nsec;
}

// ---- The timer -----------------------------------------------------------------------------------------

void testing_B_StartTimer(testing_B *b)
{
	struct bench *s = bench_of(b);
	if (s->timing)
		return;
	runtime_MemStats m;
	runtime_ReadMemStats(&m);
	s->start_mallocs = m.Mallocs;
	s->start_bytes = m.TotalAlloc;
	s->timing = 1;
	s->start = now();
}

void testing_B_StopTimer(testing_B *b)
{
	struct bench *s = bench_of(b);
	if (!s->timing)
		return;
	s->elapsed += now() - s->start;
	s->timing = 0;
	runtime_MemStats m;
	runtime_ReadMemStats(&m);
	s->mallocs += m.Mallocs - s->start_mallocs;
	s->bytes += m.TotalAlloc - s->start_bytes;
}

void testing_B_ResetTimer(testing_B *b)
{
	struct bench *s = bench_of(b);
	goc_bool timing = s->timing;
	testing_B_StopTimer(b);
	s->elapsed = 0;
	s->mallocs = s->bytes = 0;
	if (timing)
		testing_B_StartTimer(b);
}

time_Duration testing_B_Elapsed(testing_B *b)
{
	struct bench *s = bench_of(b);
	return s->elapsed + (s->timing ? now() - s->start : 0);
}

// ---- Runs ------------------------------------------------------------------------------------------------

// How many iterations take a second, by what n of them took: a fifth more than that, but no more than a
// hundred times the last run's.
static goc_int64 predict(goc_int64 n, goc_int64 took, goc_int64 last)
{
	double want = (double)GOAL * (double)n / (double)(took > 0 ? took : 1) * 1.2;
	goc_int64 next = want > MOST ? MOST : (goc_int64)want;
	if (next > 100 * last)
		next = 100 * last;
	if (next < last + 1)
		next = last + 1;
	return next > MOST ? MOST : next;
}

static void call_bench(struct run *r)
{
	testing_B *b = r->subject;
	runtime_GC();
	testing_B_ResetTimer(b);
	testing_B_StartTimer(b);
	((void (*)(testing_B *, void *))r->f->code)(b, r->f);
	testing_B_StopTimer(b);
}

static void run_n(testing_B *b, goc_int64 n)
{
	b->N = (int)n;
	b->loop_i = b->loop_n = 0;
	goc__testing_start(&bench_of(b)->run);
	testing_B_StopTimer(b);     // of a run that ended early
}

static testing_B *new_bench(goc_string name, goc_func *f)
{
	testing_B *b = goc_new(sizeof *b);
	struct bench *s = goc_new(sizeof *s);
	s->run = (struct run){ .name = name, .call = call_bench, .f = f, .subject = b };
	b->state = s;
	return b;
}

static testing_BenchmarkResult measure(testing_B *b)
{
	struct bench *s = bench_of(b);
	goc_int64 n = 1;
	run_n(b, 1);
	goc_bool loops = b->loop_n > 0;
	while (!loops && !s->run.failed && !s->run.skipped && s->elapsed < GOAL && n < MOST) {
		n = predict(b->N, s->elapsed, n);
		run_n(b, n);
	}
	if (s->run.failed || s->run.skipped)
		return (testing_BenchmarkResult){ 0 };
	return (testing_BenchmarkResult){ b->N, s->elapsed, s->set_bytes, s->mallocs, s->bytes };
}

testing_BenchmarkResult testing_Benchmark(goc_func *f)
{
	return measure(new_bench("", f));
}

goc_bool testing_B_Loop(testing_B *b)
{
	if (b->loop_i < b->loop_n) {
		b->loop_i++;
		return 1;
	}
	if (b->loop_n == 0) {
		b->loop_n = 1;
		testing_B_ResetTimer(b);
		testing_B_StartTimer(b);
	} else {
		goc_int64 took = testing_B_Elapsed(b);
		if (took >= GOAL || b->loop_n >= MOST) {
			testing_B_StopTimer(b);
			b->N = (int)b->loop_n;
			return 0;
		}
		b->loop_n = (goc_uint64)predict((goc_int64)b->loop_n, took, (goc_int64)b->loop_n);
	}
	b->loop_i++;
	return 1;
}

// ---- In parallel -------------------------------------------------------------------------------------------

struct parallel {
	_Atomic goc_int64 left;
	int grain;                  // iterations taken at once, so that the counter is no bottleneck
	goc_func *body;
	sync_WaitGroup wg;
};

goc_bool testing_PB_Next(testing_PB *pb)
{
	if (pb->left == 0) {
		struct parallel *p = pb->state;
		goc_int64 left = __atomic_fetch_sub((goc_int64 *)&p->left, p->grain, __ATOMIC_RELAXED);
		if (left <= 0)
			return 0;
		pb->left = left < p->grain ? (int)left : p->grain;
	}
	pb->left--;
	return 1;
}

static void parallel_body(void *args)
{
	struct parallel *p = *(struct parallel **)args;
	testing_PB *pb = goc_new(sizeof *pb);
	pb->state = p;
	((void (*)(testing_PB *, void *))p->body->code)(pb, p->body);
	sync_WaitGroup_Done(&p->wg);
}

void testing_B_RunParallel(testing_B *b, goc_func *f)
{
	if (b->N == 0)
		return;
	struct parallel *p = goc_new(sizeof *p);
	int procs = runtime_GOMAXPROCS(0);
	p->left = b->N;
	p->grain = b->N / (procs * 100) + 1;
	if (p->grain > 10000)
		p->grain = 10000;
	p->body = f;
	sync_WaitGroup_Add(&p->wg, procs);
	for (int i = 0; i < procs; i++)
		goc_go(parallel_body, &p, sizeof p);
	sync_WaitGroup_Wait(&p->wg);
}

// ---- Results -------------------------------------------------------------------------------------------------

goc_int64 testing_BenchmarkResult_NsPerOp(testing_BenchmarkResult r)
{
	return r.N > 0 ? r.T / r.N : 0;
}

goc_int64 testing_BenchmarkResult_AllocsPerOp(testing_BenchmarkResult r)
{
	return r.N > 0 ? (goc_int64)r.MemAllocs / r.N : 0;
}

goc_int64 testing_BenchmarkResult_AllocedBytesPerOp(testing_BenchmarkResult r)
{
	return r.N > 0 ? (goc_int64)r.MemBytes / r.N : 0;
}

// Ten columns before the point; the smaller the number, the more digits after it.
static void pretty(struct text *t, double x, const char *unit)
{
	char line[64];
	double y = x < 0 ? -x : x, bound = 999.95;
	int digits = 0;
	for (; y != 0 && y < bound && digits < 7; digits++)
		bound /= 10;
	int width = digits ? 11 + digits : 10;
	snprintf(line, sizeof line, "%*.*f %s", width, digits, x, unit);
	text_add(t, line);
}

goc_string testing_BenchmarkResult_String(testing_BenchmarkResult r)
{
	struct text t;
	char line[64];
	text_start(&t);
	snprintf(line, sizeof line, "%8d", r.N);
	text_add(&t, line);
	if (r.N > 0 && r.T > 0) {
		text_char(&t, '\t');
		pretty(&t, (double)r.T / r.N, "ns/op");
	}
	if (r.Bytes > 0 && r.T > 0) {
		snprintf(line, sizeof line, "\t%7.2f MB/s", (double)r.Bytes * r.N / 1e6 / ((double)r.T / 1e9));
		text_add(&t, line);
	}
	return goc__text_string(&t);
}

goc_string testing_BenchmarkResult_MemString(testing_BenchmarkResult r)
{
	char line[96];
	snprintf(line, sizeof line, "%8lld B/op\t%8lld allocs/op", (long long)testing_BenchmarkResult_AllocedBytesPerOp(r),
		(long long)testing_BenchmarkResult_AllocsPerOp(r));
	return goc__text_join(line, (char *)0);
}

goc_bool goc__testing_matches(goc_func *match, goc_string name)
{
	struct { goc_bool ok; goc_error err; } (*code)(goc_string, goc_string, void *);
	if (!match)
		return 1;
	code = (__typeof__(code))match->code;
	return code("", name, match).ok;
}

void testing_RunBenchmarks(goc_func *match, goc_slice benchmarks)
{
	for (int i = 0; i < benchmarks.len; i++) {
		testing_InternalBenchmark *all = benchmarks.ptr;
		if (!goc__testing_matches(match, all[i].Name))
			continue;
		testing_B *b = new_bench(all[i].Name, all[i].F);
		struct bench *s = bench_of(b);
		testing_BenchmarkResult r = measure(b);
		if (s->run.failed)
			printf("--- FAIL: %s\n", all[i].Name);
		else if (s->run.skipped)
			printf("--- SKIP: %s\n", all[i].Name);
		else
			printf("%s\t%s%s%s\n", all[i].Name, testing_BenchmarkResult_String(r), s->allocs ? "\t" : "",
				s->allocs ? testing_BenchmarkResult_MemString(r) : "");
		fwrite(s->run.log.at, 1, s->run.log.len, stdout);
	}
}

// ---- Methods -------------------------------------------------------------------------------------------------

void testing_B_SetBytes(testing_B *b, goc_int64 n) { bench_of(b)->set_bytes = n; }
void testing_B_ReportAllocs(testing_B *b) { bench_of(b)->allocs = 1; }
goc_string testing_B_Name(testing_B *b) { return bench_of(b)->run.name; }
goc_bool testing_B_Failed(testing_B *b) { return bench_of(b)->run.failed; }
void testing_B_Helper(testing_B *b) { (void)b; }
void testing_B_Cleanup(testing_B *b, goc_func *f) { goc__testing_cleanup(&bench_of(b)->run, f); }
void testing_B_Fail(testing_B *b) { bench_of(b)->run.failed = 1; }

void testing_B_FailNow(testing_B *b)
{
	testing_B_Fail(b);
	goc__testing_exit();
}

void testing_B_Log(testing_B *b, goc_slice args)
{
	goc__testing_log(&bench_of(b)->run, HERE, fmt_Sprintln(args));
}

void testing_B_Logf(testing_B *b, goc_string format, goc_slice args)
{
	goc__testing_log(&bench_of(b)->run, HERE, fmt_Sprintf(format, args));
}

void testing_B_Error(testing_B *b, goc_slice args)
{
	goc__testing_log(&bench_of(b)->run, HERE, fmt_Sprintln(args));
	testing_B_Fail(b);
}

void testing_B_Errorf(testing_B *b, goc_string format, goc_slice args)
{
	goc__testing_log(&bench_of(b)->run, HERE, fmt_Sprintf(format, args));
	testing_B_Fail(b);
}

void testing_B_Fatal(testing_B *b, goc_slice args)
{
	goc__testing_log(&bench_of(b)->run, HERE, fmt_Sprintln(args));
	testing_B_FailNow(b);
}

void testing_B_Fatalf(testing_B *b, goc_string format, goc_slice args)
{
	goc__testing_log(&bench_of(b)->run, HERE, fmt_Sprintf(format, args));
	testing_B_FailNow(b);
}

void testing_B_Skip(testing_B *b, goc_slice args)
{
	goc__testing_log(&bench_of(b)->run, HERE, fmt_Sprintln(args));
	bench_of(b)->run.skipped = 1;
	goc__testing_exit();
}
