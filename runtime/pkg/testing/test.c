// Package testing: tests. A test's lines are gathered and printed when it is over, if it failed or all is to
// be seen; a subtest's report goes into its parent's log.
#include "run.h"

#include <goc/fmt.h>
#include <goc/os.h>
#include <goc/time.h>

static struct run *run_of(testing_T *t)
{
	return t->state;
}

// ---- Running -----------------------------------------------------------------------------------------

goc_bool testing_Verbose(void)
{
	for (int i = 1; i < os_Args.len; i++) {
		goc_string a = ((goc_string *)os_Args.ptr)[i];
		if (strcmp(a, "-v") == 0 || strcmp(a, "-test.v") == 0 || strcmp(a, "-test.v=true") == 0)
			return 1;
	}
	return 0;
}

static void call_test(struct run *r)
{
	((void (*)(testing_T *, void *))r->f->code)(r->subject, r->f);
}

// "--- FAIL: name (0.00s)" and the log.
static void report(struct run *r, time_Duration took, struct text *to)
{
	char line[64];
	for (int i = 0; i < r->depth; i++)
		text_add(to, "    ");
	text_add(to, r->failed ? "--- FAIL: " : r->skipped ? "--- SKIP: " : "--- PASS: ");
	text_add(to, r->name);
	snprintf(line, sizeof line, " (%.2fs)\n", (double)took / 1e9);
	text_add(to, line);
	text_bytes(to, r->log.at, r->log.len);
}

static goc_bool run_test(goc_string name, int depth, goc_func *f, struct text *to)
{
	testing_T *t = goc_new(sizeof *t);
	struct run *r = goc_new(sizeof *r);
	*r = (struct run){ .name = name, .depth = depth, .call = call_test, .f = f, .subject = t };
	t->state = r;
	goc_bool verbose = testing_Verbose();
	if (verbose)
		printf("=== RUN   %s\n", name);
	time_Time start = time_Now();
	goc__testing_start(r);
	if (r->failed || verbose)
		report(r, time_Since(start), to);
	return !r->failed;
}

// Names a subtest as Go does: spaces become underscores.
static goc_string sub_name(goc_string parent, goc_string name)
{
	struct text t;
	text_start(&t);
	text_add(&t, parent);
	text_char(&t, '/');
	for (goc_string s = name && *name ? name : "#00"; *s; s++)
		text_char(&t, *s == ' ' || *s == '\t' || *s == '\n' ? '_' : *s);
	return goc__text_string(&t);
}

goc_bool testing_T_Run(testing_T *t, goc_string name, goc_func *f)
{
	struct run *parent = run_of(t);
	struct text sub;
	text_start(&sub);
	goc_bool ok = run_test(sub_name(parent->name, name), parent->depth + 1, f, &sub);
	sync_Mutex_Lock(&parent->mu);
	text_bytes(&parent->log, sub.at, sub.len);
	sync_Mutex_Unlock(&parent->mu);
	if (!ok)
		parent->failed = 1;
	return ok;
}

goc_bool testing_RunTests(goc_func *match, goc_slice tests)
{
	goc_bool all = 1;
	for (int i = 0; i < tests.len; i++) {
		testing_InternalTest *t = (testing_InternalTest *)tests.ptr + i;
		if (!goc__testing_matches(match, t->Name))
			continue;
		struct text out;
		text_start(&out);
		all &= run_test(t->Name, 0, t->F, &out);
		fwrite(out.at, 1, out.len, stdout);
	}
	return all;
}

// ---- Methods -------------------------------------------------------------------------------------------

goc_string testing_T_Name(testing_T *t) { return run_of(t)->name; }
goc_bool testing_T_Failed(testing_T *t) { return run_of(t)->failed; }
goc_bool testing_T_Skipped(testing_T *t) { return run_of(t)->skipped; }
void testing_T_Helper(testing_T *t) { (void)t; }
void testing_T_Parallel(testing_T *t) { (void)t; }
void testing_T_Cleanup(testing_T *t, goc_func *f) { goc__testing_cleanup(run_of(t), f); }
void testing_T_Fail(testing_T *t) { run_of(t)->failed = 1; }

void testing_T_FailNow(testing_T *t)
{
	run_of(t)->failed = 1;
	goc__testing_exit();
}

void testing_T_SkipNow(testing_T *t)
{
	run_of(t)->skipped = 1;
	goc__testing_exit();
}

void testing_T_Log(testing_T *t, goc_slice args)
{
	goc__testing_log(run_of(t), HERE, fmt_Sprintln(args));
}

void testing_T_Logf(testing_T *t, goc_string format, goc_slice args)
{
	goc__testing_log(run_of(t), HERE, fmt_Sprintf(format, args));
}

void testing_T_Error(testing_T *t, goc_slice args)
{
	goc__testing_log(run_of(t), HERE, fmt_Sprintln(args));
	run_of(t)->failed = 1;
}

void testing_T_Errorf(testing_T *t, goc_string format, goc_slice args)
{
	goc__testing_log(run_of(t), HERE, fmt_Sprintf(format, args));
	run_of(t)->failed = 1;
}

void testing_T_Fatal(testing_T *t, goc_slice args)
{
	goc__testing_log(run_of(t), HERE, fmt_Sprintln(args));
	testing_T_FailNow(t);
}

void testing_T_Fatalf(testing_T *t, goc_string format, goc_slice args)
{
	goc__testing_log(run_of(t), HERE, fmt_Sprintf(format, args));
	testing_T_FailNow(t);
}

void testing_T_Skip(testing_T *t, goc_slice args)
{
	goc__testing_log(run_of(t), HERE, fmt_Sprintln(args));
	testing_T_SkipNow(t);
}

void testing_T_Skipf(testing_T *t, goc_string format, goc_slice args)
{
	goc__testing_log(run_of(t), HERE, fmt_Sprintf(format, args));
	testing_T_SkipNow(t);
}
