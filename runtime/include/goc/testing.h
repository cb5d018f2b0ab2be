// Package testing: benchmarks and tests that a program runs itself; there is no `go test`. Each runs in a
// goroutine of its own, whose end the caller waits for (parks). Fatal, FailNow and Skip end that goroutine.
//
//	r := testing.Benchmark(func(testing.B *b) { for (b.Loop()) { fmt.Sprint(1); } });
//	fmt.Println(r.N > 0, len(r.String()) > 20);             // true true
//	tests := []testing.InternalTest{ {"TestOne", func(testing.T *t) { t.Log("fine"); }} };
//	if (!testing.RunTests(nil, tests)) { os.Exit(1); }
#ifndef GOC_TESTING_H
#define GOC_TESTING_H
#include <goc/goc.h>
#include <goc/time.h>

// ---- Benchmarks ----------------------------------------------------------------------------------

// What a benchmark function gets. It does its work N times, or while Loop says so. All but N is private.
typedef struct testing_B {
	int N;
	goc_uint64 loop_i, loop_n;
	void *state;
} testing_B;

typedef struct testing_BenchmarkResult {
	int N;                      // iterations
	time_Duration T;            // all of them
	goc_int64 Bytes;                // processed by one, as SetBytes said
	goc_uint64 MemAllocs, MemBytes; // of all; allocations are an estimate (runtime.MemStats)
} testing_BenchmarkResult;

// Runs f with growing N until it takes a second, and measures the last run; of a failed one N is 0.
testing_BenchmarkResult testing_Benchmark(goc_func *f);
goc_string testing_BenchmarkResult_String(testing_BenchmarkResult r);    // " 1000000\t      1043 ns/op"
goc_string testing_BenchmarkResult_MemString(testing_BenchmarkResult r);    // "      16 B/op\t       1 allocs/op"
goc_int64 testing_BenchmarkResult_NsPerOp(testing_BenchmarkResult r);
goc_int64 testing_BenchmarkResult_AllocsPerOp(testing_BenchmarkResult r);
goc_int64 testing_BenchmarkResult_AllocedBytesPerOp(testing_BenchmarkResult r);

goc_bool testing_B_Loop(testing_B *b);    // `for (b.Loop())`: the timer runs from its first call to its last
void testing_B_ResetTimer(testing_B *b);
void testing_B_StartTimer(testing_B *b);    // the timer runs when f is called
void testing_B_StopTimer(testing_B *b);
time_Duration testing_B_Elapsed(testing_B *b);
void testing_B_SetBytes(testing_B *b, goc_int64 n);
void testing_B_ReportAllocs(testing_B *b);    // for RunBenchmarks: MemString too
typedef struct testing_PB {        // private
	void *state;
	int left;
} testing_PB;
// Runs body in GOMAXPROCS goroutines, which share N iterations: each asks Next before every one.
void testing_B_RunParallel(testing_B *b, goc_func *body);
goc_bool testing_PB_Next(testing_PB *pb);

typedef struct testing_InternalBenchmark {
	goc_string Name;
	goc_func *F;
} testing_InternalBenchmark;
// Runs those whose name match accepts (nil: all) and prints a line for each.
void testing_RunBenchmarks(goc_func *match, goc_slice benchmarks);

goc_string testing_B_Name(testing_B *b);
void testing_B_Log(testing_B *b, goc_slice args);
void testing_B_Logf(testing_B *b, goc_string format, goc_slice args);
void testing_B_Error(testing_B *b, goc_slice args);
void testing_B_Errorf(testing_B *b, goc_string format, goc_slice args);
void testing_B_Fatal(testing_B *b, goc_slice args);
void testing_B_Fatalf(testing_B *b, goc_string format, goc_slice args);
void testing_B_Skip(testing_B *b, goc_slice args);
void testing_B_Fail(testing_B *b);
void testing_B_FailNow(testing_B *b);
goc_bool testing_B_Failed(testing_B *b);
void testing_B_Helper(testing_B *b);
void testing_B_Cleanup(testing_B *b, goc_func *f);

// ---- Tests ---------------------------------------------------------------------------------------

typedef struct testing_T {
	void *state;                // private
} testing_T;

typedef struct testing_InternalTest {
	goc_string Name;
	goc_func *F;
} testing_InternalTest;
// Runs the tests whose name match accepts (nil: all) and prints what failed, as go test does; with -test.v
// or -v among os.Args everything. False when one failed.
goc_bool testing_RunTests(goc_func *match, goc_slice tests);
goc_bool testing_Verbose(void);

goc_bool testing_T_Run(testing_T *t, goc_string name, goc_func *f);    // a test of t's own; false when it failed
goc_string testing_T_Name(testing_T *t);
void testing_T_Log(testing_T *t, goc_slice args);    // shown when the test fails
void testing_T_Logf(testing_T *t, goc_string format, goc_slice args);
void testing_T_Error(testing_T *t, goc_slice args);    // Log and Fail
void testing_T_Errorf(testing_T *t, goc_string format, goc_slice args);
void testing_T_Fatal(testing_T *t, goc_slice args);    // Log and FailNow
void testing_T_Fatalf(testing_T *t, goc_string format, goc_slice args);
void testing_T_Skip(testing_T *t, goc_slice args);
void testing_T_Skipf(testing_T *t, goc_string format, goc_slice args);
void testing_T_SkipNow(testing_T *t);
goc_bool testing_T_Skipped(testing_T *t);
void testing_T_Fail(testing_T *t);
void testing_T_FailNow(testing_T *t);    // only on the test's own goroutine
goc_bool testing_T_Failed(testing_T *t);
void testing_T_Helper(testing_T *t);    // for Go's sake: lines name the direct caller
void testing_T_Parallel(testing_T *t);    // for Go's sake: tests run one after the other
void testing_T_Cleanup(testing_T *t, goc_func *f);    // runs when the test is over, last in, first out

#endif
