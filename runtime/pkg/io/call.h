// Calling a reader or writer that is an interface's value: Read and Write are the first methods of io.Reader
// and io.Writer, and their results have one layout.
#ifndef GOC_IO_CALL_H
#define GOC_IO_CALL_H
#include "../error.h"

#include <goc/io.h>

struct moved {
	int n;
	goc_error err;
};

static inline struct moved call_read(io_Reader r, void *p, int n)
{
	return ((struct moved (*)(void *, goc_slice))r.tab->fn[0])(r.data, (goc_slice){ p, n, n });
}

static inline struct moved call_write(io_Writer w, const void *p, int n)
{
	return ((struct moved (*)(void *, goc_slice))w.tab->fn[0])(w.data, (goc_slice){ (void *)p, n, n });
}

static inline goc_bool is_eof(goc_error e)
{
	return e.tab && e.data == io_EOF.data;
}

#endif
