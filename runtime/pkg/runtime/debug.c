// Package runtime/debug but for the collector's part (memory.c).
#include "sched/sched.h"
#include "sched/trace.h"

#include <goc/runtime.h>
#include <goc/runtime/debug.h>
#include <unistd.h>

void debug_PrintStack(void)
{
	goc_slice text = debug_Stack();
	const char *p = text.ptr;
	while (text.len > 0) {
		ssize_t n = write(STDERR_FILENO, p, (goc_size)text.len);
		if (n <= 0)
			break;
		p += n;
		text.len -= (int)n;
	}
}

// As large as it takes: a text that fills the buffer may have been cut.
goc_slice debug_Stack(void)
{
	for (int size = 1024; ; size *= 2) {
		goc_slice buf = goc_slice_make(1, size, size);
		int n = runtime_Stack(buf, 0);
		if (n < size)
			return (goc_slice){ buf.ptr, n, size };
	}
}

int debug_SetMaxThreads(int threads)
{
	return goc__set_max_threads(threads);
}
