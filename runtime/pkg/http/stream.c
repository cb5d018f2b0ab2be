// Connections as a server and a client use them: bytes in through a buffer, bytes out at once.
#include "http.h"

#include <goc/io.h>

stream *goc__stream_new(net_Conn c)
{
	stream *s = goc_new(sizeof *s);
	s->conn = c;
	return s;
}

int goc__stream_fill(stream *s, goc_error *err)
{
	s->pos = s->len = 0;
	goc_slice room = { s->buf, STREAM_ROOM, STREAM_ROOM };
	struct goc__io r = ((struct goc__io (*)(void *, goc_slice))s->conn.tab->fn[2])(s->conn.data, room);
	if (r.n > 0)
		return s->len = r.n;
	if (errors_Is(r.err, io_EOF))
		return 0;
	*err = r.err;
	return -1;
}

goc_error goc__stream_write(stream *s, const char *p, goc_size n)
{
	goc_slice bytes = { (void *)p, (int)n, (int)n };
	return ((struct goc__io (*)(void *, goc_slice))s->conn.tab->fn[7])(s->conn.data, bytes).err;
}

void goc__stream_close(stream *s)
{
	((goc_error (*)(void *))s->conn.tab->fn[0])(s->conn.data);
}

void goc__stream_deadline(stream *s, bool reads, bool writes, time_Duration from_now)
{
	time_Time t = { 0 };
	if (from_now)
		t = time_Time_Add(time_Now(), from_now);
	int method = reads && writes ? 4 : reads ? 5 : 6;
	((goc_error (*)(void *, time_Time))s->conn.tab->fn[method])(s->conn.data, t);
}

bool goc__is_timeout(goc_error err)
{
	if (!err.tab)
		return false;
	goc_bool (*timeout)(void *) = goc__method(err.tab->type, "Timeout", GOC_SIGNATURE_BOOL);
	return timeout && timeout(err.data);
}
