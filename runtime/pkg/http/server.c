// Server: accepts, and serves each connection in a goroutine of its own, request after request.
//
// The list of connections and listeners belongs to the server's mutex; a connection tells by `idle` that it
// waits for a request, which is when Shutdown may close it. A handler that panics ends its connection, not
// the server: the frame record below recovers in the connection's goroutine.
#include "http.h"

#include "sched/panic.h"
#include "sched/panic_state.h"

#include <goc/log.h>
#include <goc/net.h>
#include <goc/runtime/debug.h>
#include <stdatomic.h>

goc_error http_ErrServerClosed = GOC_ERROR("http: Server closed");
goc_error http_ErrAbortHandler = GOC_ERROR("net/http: abort Handler");

struct listening { net_Listener l; struct listening *next; };

// A Server's private part; made at first use, under `making`.
typedef struct server_state {
	sync_Mutex mu;
	server_conn *conns;
	struct listening *listeners;
	bool closing;
} server_state;

static sync_Mutex making;

static server_state *state_of(http_Server *srv)
{
	sync_Mutex_Lock(&making);
	if (!srv->priv)
		srv->priv = goc_new(sizeof(server_state));
	sync_Mutex_Unlock(&making);
	return srv->priv;
}

static bool is_closing(server_state *s)
{
	sync_Mutex_Lock(&s->mu);
	bool closing = s->closing;
	sync_Mutex_Unlock(&s->mu);
	return closing;
}

// ---- The list of connections ---------------------------------------------------------------------

static bool conn_add(server_state *s, server_conn *c)
{
	sync_Mutex_Lock(&s->mu);
	bool open = !s->closing;
	if (open) {
		c->next = s->conns;
		if (c->next)
			c->next->prev = c;
		s->conns = c;
	}
	sync_Mutex_Unlock(&s->mu);
	return open;
}

static void conn_remove(server_state *s, server_conn *c)
{
	sync_Mutex_Lock(&s->mu);
	if (c->prev)
		c->prev->next = c->next;
	else
		s->conns = c->next;
	if (c->next)
		c->next->prev = c->prev;
	sync_Mutex_Unlock(&s->mu);
}

// ---- Handlers ------------------------------------------------------------------------------------

struct goc_defers_handle { goc_frame r; exchange *x; };

static void report(exchange *x, goc_any v)
{
	if (v.type && goc_any_equal(v, goc_iface_any(http_ErrAbortHandler)))
		return;
	goc_slice trace = debug_Stack();
	log_Printf("http: panic serving %s: %v\n%s", GOC_ARGS(3, goc_any, GOC_DIRECT(goc_type_string, x->conn->remote), v,
		GOC_DIRECT(goc_type_string, goc_string_from_bytes(trace))));
}

// On a panic's way. A Goexit ends the goroutine, and so its connection.
static void goc_step_handle(goc_frame *frame, goc_panic *p)
{
	exchange *x = ((struct goc_defers_handle *)frame)->x;
	frame->on = 0;
	goc_any v = goc_recover(p);
	x->close_after = true;
	if (v.type)
		report(x, v);
	else
		goc__stream_close(x->conn->in);
}

static inline void goc_end_handle(struct goc_run *n)
{
	goc_unlink(n->d);
}

// False: the handler panicked.
static bool handle(exchange *x, http_Handler h)
{
	GOC_DEFERS(handle)
	GOC_RECOVERED(handle, false)
	GOC_DEFER(0, goc_d.x = x);
	goc__handler_serve(h, goc__response_writer(x), x->req);
	return true;
}

static void mux_serve(http_ServeMux *mux, http_ResponseWriter w, http_Request *r)
{
	http_ServeMux_ServeHTTP(mux, w, r);
}

static http_Handler handler_of(http_Server *srv)
{
	static const goc_method methods[] = { { "ServeHTTP", "func(http.ResponseWriter, *http.Request)", mux_serve } };
	static const goc_type type = { .kind = GOC_KIND_POINTER, .flags = GOC_TYPE_DIRECT, .size = sizeof(void *),
		.name = "*http.ServeMux", .key = "*http.ServeMux", .elem = &goc_type_pointer, .nmethods = 1, .methods = methods };
	static const struct goc__tab1 tab = { &type, { mux_serve } };
	if (srv->Handler.tab)
		return srv->Handler;
	return (http_Handler){ (const goc_itab *)&tab, http_DefaultServeMux };
}

// ---- A connection --------------------------------------------------------------------------------

enum { DRAIN_MOST = 256 << 10, LINGER_MOST = 1 << 20 };

// Reads what is left of a request's body; false when it is too much or broken.
static bool drain(exchange *x)
{
	char buf[1024];
	int64_t left = DRAIN_MOST;
	goc_error err = { 0 };
	int n;
	if (x->m->length == 0)
		return true;
	while ((n = goc__message_body(x->m, buf, sizeof buf, &err)) > 0)
		if ((left -= n) < 0)
			return false;
	return n == 0;
}

// Closing with unread input would make the kernel throw away what the client has not read yet: it is read,
// for half a second at most.
static void linger(server_conn *c)
{
	goc_error (*close_write)(void *) = goc__method(c->in->conn.tab->type, "CloseWrite", GOC_SIGNATURE_ERROR);
	goc_error err = { 0 };
	int n, sum = 0;
	if (!close_write)
		return;
	close_write(c->in->conn.data);
	goc__stream_deadline(c->in, true, false, 500 * time_Millisecond);
	while (sum < LINGER_MOST && (n = goc__stream_fill(c->in, &err)) > 0)
		sum += n;
}

static time_Duration or_else(time_Duration d, time_Duration other)
{
	return d ? d : other;
}

// Waits for a request's first byte; false at the connection's end.
static bool await(server_conn *c)
{
	goc_error err = { 0 };
	if (c->in->pos < c->in->len)
		return true;
	goc__stream_deadline(c->in, true, false, or_else(c->server->IdleTimeout, c->server->ReadTimeout));
	atomic_store(&c->idle, 1);
	int n = is_closing(c->server->priv) ? 0 : goc__stream_fill(c->in, &err);
	atomic_store(&c->idle, 0);
	return n > 0;
}

static void refuse(server_conn *c, int status, const char *why)
{
	goc__response_refuse(c->in, status, why);
	linger(c);
}

static bool expects_continue(message *m, http_Request *r, bool *unknown)
{
	goc_string e = http_Header_Get(r->Header, "Expect");
	bool yes = goc__header_has_token(r->Header, "Expect", "100-continue");
	*unknown = *e && !yes;
	return yes && r->ProtoMinor == 1 && m->length != 0;
}

static void start_body(exchange *x)
{
	x->body = (body){ .m = x->m, .before = x->continue_asked ? goc__response_continue : NULL, .arg = x, .left = -1 };
	x->req->Body = x->m->length == 0 ? goc__no_body : goc__body_closer(&x->body);
}

// One request; true if the connection can have another.
static bool serve_one(server_conn *c)
{
	http_Server *srv = c->server;
	goc_size limit = (goc_size)(srv->MaxHeaderBytes > 0 ? srv->MaxHeaderBytes : 1 << 20) + STREAM_ROOM;
	message *m = goc_new(sizeof *m);
	exchange *x = goc_new(sizeof *x);
	goc_error err = { 0 };
	const char *why = NULL;
	bool unknown;
	if (!await(c))
		return false;
	goc__stream_deadline(c->in, true, false, or_else(srv->ReadHeaderTimeout, srv->ReadTimeout));
	goc__message_start(m, c->in, HTTP_REQUEST, limit);
	x->conn = c;
	x->m = m;
	x->declared = -1;
	int status = goc__message_header(m, &err);
	if (status == 0)
		status = goc__request_new(m, x, &x->req, &why);
	if (status != 0) {
		if (status > 0)
			refuse(c, status, why);
		return false;
	}
	x->continue_asked = expects_continue(m, x->req, &unknown);
	if (unknown) {
		refuse(c, 417, NULL);
		return false;
	}
	goc__stream_deadline(c->in, true, false, srv->ReadTimeout);
	goc__stream_deadline(c->in, false, true, srv->WriteTimeout);
	x->header = http_NewHeader();
	start_body(x);
	bool whole = handle(x, handler_of(srv));
	goc__watch_end(x);
	if (!whole)
		return false;
	goc__response_finish(x);
	x->body.closed = true;
	if (!x->close_after && !drain(x))
		x->close_after = true;
	if (x->close_after)
		linger(c);
	return !x->close_after && !is_closing(srv->priv);
}

static void serve_conn(void *args)
{
	server_conn *c = *(server_conn **)args;
	if (conn_add(c->server->priv, c)) {
		while (serve_one(c))
			;
		conn_remove(c->server->priv, c);
	}
	goc__stream_close(c->in);
}

// ---- Listening -----------------------------------------------------------------------------------

struct accepted { net_Conn c; goc_error err; };

static goc_string address_text(net_Addr a)
{
	return a.tab ? ((goc_string (*)(void *))a.tab->fn[1])(a.data) : "";
}

static bool is_temporary(goc_error err)
{
	goc_bool (*temporary)(void *) = goc__method(err.tab->type, "Temporary", GOC_SIGNATURE_BOOL);
	const char *text = goc__error_text(err);
	return (temporary && temporary(err.data)) || strstr(text, "too many open files");
}

static void close_listener(net_Listener l)
{
	((goc_error (*)(void *))l.tab->fn[2])(l.data);
}

goc_error http_Server_Serve(http_Server *srv, net_Listener l)
{
	server_state *s = state_of(srv);
	struct listening *entry = goc_new(sizeof *entry);
	time_Duration delay = 0;
	sync_Mutex_Lock(&s->mu);
	bool closing = s->closing;
	*entry = (struct listening){ l, s->listeners };
	s->listeners = entry;
	sync_Mutex_Unlock(&s->mu);
	while (!closing) {
		struct accepted a = ((struct accepted (*)(void *))l.tab->fn[0])(l.data);
		if (a.err.tab) {
			if (is_closing(s))
				break;
			if (!is_temporary(a.err)) {
				close_listener(l);
				return a.err;
			}
			delay = delay ? delay * 2 > time_Second ? time_Second : delay * 2 : 5 * time_Millisecond;
			time_Sleep(delay);
			continue;
		}
		delay = 0;
		server_conn *c = goc_new(sizeof *c);
		c->in = goc__stream_new(a.c);
		c->server = srv;
		c->remote = address_text(((net_Addr (*)(void *))a.c.tab->fn[3])(a.c.data));
		goc_go(serve_conn, &c, sizeof c);
	}
	close_listener(l);
	return http_ErrServerClosed;
}

goc_error http_Server_ListenAndServe(http_Server *srv)
{
	if (is_closing(state_of(srv)))
		return http_ErrServerClosed;
	struct net_Listen_results r = net_Listen("tcp", srv->Addr && *srv->Addr ? srv->Addr : ":80");
	return r.err.tab ? r.err : http_Server_Serve(srv, r.l);
}

static http_Server *server_for(goc_string addr, http_Handler handler)
{
	http_Server *srv = goc_new(sizeof *srv);
	srv->Addr = addr;
	srv->Handler = handler;
	return srv;
}

goc_error http_ListenAndServe(goc_string addr, http_Handler handler)
{
	return http_Server_ListenAndServe(server_for(addr, handler));
}

goc_error http_Serve(net_Listener l, http_Handler handler)
{
	return http_Server_Serve(server_for("", handler), l);
}

// ---- The end -------------------------------------------------------------------------------------

static void stop_listening(server_state *s)
{
	sync_Mutex_Lock(&s->mu);
	s->closing = true;
	for (struct listening *e = s->listeners; e; e = e->next)
		close_listener(e->l);
	s->listeners = NULL;
	sync_Mutex_Unlock(&s->mu);
}

// Closes connections, all or the idle ones; returns whether none is left that it did not close.
static bool close_conns(server_state *s, bool all)
{
	bool none = true;
	sync_Mutex_Lock(&s->mu);
	for (server_conn *c = s->conns; c; c = c->next) {
		if (all || atomic_load(&c->idle))
			goc__stream_close(c->in);
		else
			none = false;
	}
	sync_Mutex_Unlock(&s->mu);
	return none;
}

goc_error http_Server_Close(http_Server *srv)
{
	server_state *s = state_of(srv);
	stop_listening(s);
	close_conns(s, true);
	return (goc_error){ 0 };
}

goc_error http_Server_Shutdown(http_Server *srv, context_Context ctx)
{
	server_state *s = state_of(srv);
	time_Duration wait = time_Millisecond;
	stop_listening(s);
	while (!close_conns(s, false)) {
		goc_chan *done = ((goc_chan *(*)(void *))ctx.tab->fn[1])(ctx.data);
		goc_select_case either[] = {
			{ .chan = done, .dir = GOC_RECV_CASE }, { .chan = time_After(wait), .dir = GOC_RECV_CASE },
		};
		if (goc_select(either, 2, false) == 0)
			return ((goc_error (*)(void *))ctx.tab->fn[2])(ctx.data);
		wait = wait * 2 < 500 * time_Millisecond ? wait * 2 : 500 * time_Millisecond;
	}
	return (goc_error){ 0 };
}
