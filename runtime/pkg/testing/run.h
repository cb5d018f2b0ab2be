// One run of a test or benchmark function: what T and B have in common.
//
// The function runs in a goroutine of its own, which FailNow and Skip end by Goexit; a deferred call tells
// the goroutine that started it, which waits meanwhile. The log may be written by several goroutines.
#ifndef GOC_TESTING_RUN_H
#define GOC_TESTING_RUN_H
#include "../text.h"

#include <goc/goc.h>
#include <goc/sync.h>
#include <goc/testing.h>
#include <stdio.h>

struct run {
	goc_string name;
	int depth;                  // of a subtest: 1, …
	_Atomic goc_bool failed;
	goc_bool skipped;
	sync_Mutex mu;              // log, cleanups
	struct text log;            // the lines of Log, …, then the reports of subtests
	goc_slice cleanups;         // []func()
	goc_chan *over;             // chan of nothing: f has ended
	void (*call)(struct run *); // runs f with its T or B
	goc_func *f;
	void *subject;              // the T or B
};

// Starts call(run) in a goroutine and waits until it has ended; then runs the cleanups.
void goc__testing_start(struct run *r);
// Adds a line for the call at pc: "    file.gc:12: text". s is without the final newline or with it.
void goc__testing_log(struct run *r, const void *pc, goc_string s);
void goc__testing_cleanup(struct run *r, goc_func *f);
_Noreturn void goc__testing_exit(void);     // ends the calling goroutine

// Whether match (nil: yes) accepts the name.
goc_bool goc__testing_matches(goc_func *match, goc_string name);

// In the call of the public function that names it, not after it: that may be another line.
#define HERE ((const char *)__builtin_return_address(0) - 1)

#endif
