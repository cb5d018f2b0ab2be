// A client: one connection an exchange, kept for the next one to the same host once the answer's body has been
// read to its end.
//
// A kept connection may have been closed by the server meanwhile: if it fails before a byte of the answer
// came, the request is sent again on a fresh one. Request bodies are read whole before they are sent, so
// that they can be sent again, to redirects too.
#include "http.h"

#include <goc/io.h>
#include <stdio.h>

enum { REDIRECTS = 10, KEPT_PER_CLIENT = 100 };

typedef struct kept { struct kept *next; goc_string host; stream *s; } kept;

// A Client's private part; under `making` and mu.
typedef struct client_state {
	sync_Mutex mu;
	kept *idle;
	int n;
} client_state;

// An exchange, until its body has been read or closed.
typedef struct call {
	client_state *state;
	goc_string host;
	stream *s;
	message m;
	body body;
} call;

static http_Client default_client;
http_Client *http_DefaultClient = &default_client;

static sync_Mutex making;

static client_state *state_of(http_Client *c)
{
	sync_Mutex_Lock(&making);
	if (!c->priv)
		c->priv = goc_new(sizeof(client_state));
	sync_Mutex_Unlock(&making);
	return c->priv;
}

// ---- Kept connections ----------------------------------------------------------------------------

static stream *take_kept(client_state *st, goc_string host)
{
	stream *s = NULL;
	sync_Mutex_Lock(&st->mu);
	for (kept **k = &st->idle; *k; k = &(*k)->next)
		if (strcmp((*k)->host, host) == 0) {
			s = (*k)->s;
			*k = (*k)->next;
			st->n--;
			break;
		}
	sync_Mutex_Unlock(&st->mu);
	return s;
}

static void keep(client_state *st, goc_string host, stream *s)
{
	kept *k = goc_new(sizeof *k);
	goc__stream_deadline(s, true, true, 0);
	sync_Mutex_Lock(&st->mu);
	bool room = st->n < KEPT_PER_CLIENT;
	if (room) {
		*k = (kept){ st->idle, host, s };
		st->idle = k;
		st->n++;
	}
	sync_Mutex_Unlock(&st->mu);
	if (!room)
		goc__stream_close(s);
}

void http_Client_CloseIdleConnections(http_Client *c)
{
	client_state *st = state_of(c);
	sync_Mutex_Lock(&st->mu);
	for (kept *k = st->idle; k; k = k->next)
		goc__stream_close(k->s);
	st->idle = NULL;
	st->n = 0;
	sync_Mutex_Unlock(&st->mu);
}

// The end of an answer's body, or its Close.
static void body_over(void *arg, bool whole)
{
	call *x = arg;
	if (whole && x->m.keep_alive && x->s->pos == x->s->len)
		keep(x->state, x->host, x->s);
	else
		goc__stream_close(x->s);
}

// ---- Requests ------------------------------------------------------------------------------------

struct reader_closer { io_Reader r; };

static struct goc__io closer_read(struct reader_closer *c, goc_slice p)
{
	return ((struct goc__io (*)(void *, goc_slice))c->r.tab->fn[0])(c->r.data, p);
}

static goc_error closer_close(struct reader_closer *c)
{
	(void)c;
	return (goc_error){ 0 };
}

static const goc_method closer_methods[] = {
	{ "Close", GOC_SIGNATURE_ERROR, closer_close }, { "Read", "func([]uint8) (int, error)", closer_read },
};
static const goc_type closer_type = { .kind = GOC_KIND_POINTER, .flags = GOC_TYPE_DIRECT, .size = sizeof(void *),
	.name = "io.nopCloser", .key = "io.nopCloser", .elem = &goc_type_pointer, .nmethods = 2, .methods = closer_methods };
static const struct { const goc_type *type; void *fn[2]; } closer_tab = { &closer_type, { closer_close, closer_read } };

struct http_NewRequest_results http_NewRequest(goc_string method, goc_string url, io_Reader body)
{
	goc_string name = method && *method ? method : "GET";
	if (!goc__is_token(name))
		return (struct http_NewRequest_results){ NULL, errors_New(goc__text_join("net/http: invalid method \"", name, "\"", NULL)) };
	struct url_Parse_results u = url_Parse(url);
	if (u.err.tab)
		return (struct http_NewRequest_results){ NULL, u.err };
	http_Request *r = goc_new(sizeof *r);
	*r = (http_Request){ .Method = name, .URL = u.u, .Proto = "HTTP/1.1", .ProtoMajor = 1, .ProtoMinor = 1,
		.Header = http_NewHeader(), .Host = u.u->Host };
	if (body.tab) {
		struct reader_closer *c = goc_new(sizeof *c);
		c->r = body;
		r->Body = (io_ReadCloser){ (const goc_itab *)&closer_tab, c };
		r->ContentLength = -1;
	}
	return (struct http_NewRequest_results){ r, { 0 } };
}

static goc_error read_body(http_Request *r, struct text *t)
{
	if (!r->Body.tab)
		return (goc_error){ 0 };
	struct goc__tab1 tab = { r->Body.tab->type, { r->Body.tab->fn[1] } };
	goc_error err = goc__read_all((io_Reader){ (const goc_itab *)&tab, r->Body.data }, INT64_MAX, t);
	((goc_error (*)(void *))r->Body.tab->fn[0])(r->Body.data);
	return err;
}

static goc_error send_request(stream *s, http_Request *r, const struct text *body)
{
	struct text t;
	bool wants_length = body->len || strcmp(r->Method, "POST") == 0 || strcmp(r->Method, "PUT") == 0
		|| strcmp(r->Method, "PATCH") == 0;
	text_start(&t);
	text_add(&t, r->Method);
	text_char(&t, ' ');
	text_add(&t, url_URL_RequestURI(r->URL));
	text_add(&t, " HTTP/1.1\r\nHost: ");
	text_add(&t, r->Host && *r->Host ? r->Host : r->URL->Host);
	text_add(&t, "\r\n");
	if (!*http_Header_Get(r->Header, "User-Agent"))
		text_add(&t, "User-Agent: Go-http-client/1.1\r\n");
	http_Header_Del(r->Header, "Content-Length");
	goc__header_write(r->Header, &t);
	if (wants_length) {
		text_add(&t, "Content-Length: ");
		goc__text_int(&t, (goc_int64)body->len, 1);
		text_add(&t, "\r\n");
	}
	if (r->Close)
		text_add(&t, "Connection: close\r\n");
	text_add(&t, "\r\n");
	text_bytes(&t, body->at, body->len);
	return goc__stream_write(s, t.at, t.len);
}

// ---- Answers -------------------------------------------------------------------------------------

static http_Response *response_of(call *x, http_Request *r)
{
	http_Response *resp = goc_new(sizeof *resp);
	char code[16];
	int status = x->m.parser.status_code, minor = x->m.parser.http_minor;
	snprintf(code, sizeof code, "%03d ", status);
	*resp = (http_Response){ .Status = goc__text_join(code, http_StatusText(status), NULL), .StatusCode = status,
		.Proto = minor ? "HTTP/1.1" : "HTTP/1.0", .ProtoMajor = 1, .ProtoMinor = minor, .Header = x->m.header,
		.ContentLength = x->m.length, .Close = !x->m.keep_alive, .Request = r };
	x->body = (body){ .m = &x->m, .after = body_over, .arg = x, .left = -1 };
	if (x->m.skip_body || x->m.length == 0) {
		resp->Body = goc__no_body;
		body_over(x, true);
	} else {
		resp->Body = goc__body_closer(&x->body);
	}
	return resp;
}

// Sends and reads a header: 0; -1 and *err, *early when nothing of an answer had come.
static int exchange_once(call *x, http_Request *r, const struct text *body, goc_error *err, bool *early)
{
	int status;
	*early = false;
	*err = send_request(x->s, r, body);
	if (err->tab) {
		*early = true;
		return -1;
	}
	do {                        // 100 Continue and its like come before the answer
		memset(&x->m, 0, sizeof x->m);
		x->m.skip_body = strcmp(r->Method, "HEAD") == 0;
		goc__message_start(&x->m, x->s, HTTP_RESPONSE, 1 << 20);
		status = goc__message_header(&x->m, err);
		if (status == -1) {
			*early = !x->m.begun;
			if (!err->tab)
				*err = io_EOF;
			return -1;
		}
		if (status > 0) {
			*err = errors_New("net/http: malformed HTTP response");
			return -1;
		}
	} while (x->m.parser.status_code < 200 && x->m.parser.status_code != 101);
	return 0;
}

static goc_string host_port(const url_URL *u)
{
	goc_string port = url_URL_Port((url_URL *)u);
	return net_JoinHostPort(url_URL_Hostname((url_URL *)u), *port ? port : "80");
}

static http_Response *exchange_with(http_Client *c, http_Request *r, const struct text *body, time_Time deadline,
	goc_error *err)
{
	call *x = goc_new(sizeof *x);
	bool early = false, timed = !time_Time_IsZero(deadline);
	x->state = state_of(c);
	x->host = host_port(r->URL);
	for (bool fresh = false; ; fresh = true) {
		x->s = fresh ? NULL : take_kept(x->state, x->host);
		fresh = !x->s;
		if (fresh) {
			struct net_DialTimeout_results d = net_DialTimeout("tcp", x->host, timed ? time_Until(deadline) : 0);
			*err = d.err;
			if (d.err.tab)
				return NULL;
			x->s = goc__stream_new(d.c);
		}
		if (timed)
			goc__stream_deadline(x->s, true, true, time_Until(deadline));
		if (exchange_once(x, r, body, err, &early) == 0)
			return response_of(x, r);
		goc__stream_close(x->s);
		if (fresh || !early)
			return NULL;
	}
}

// ---- Redirects, errors ---------------------------------------------------------------------------

static goc_error url_error(http_Request *r, goc_error err)
{
	struct text t;
	text_start(&t);
	text_char(&t, r->Method[0]);
	for (const char *s = r->Method + 1; *s; s++)
		text_char(&t, (char)(*s >= 'A' && *s <= 'Z' ? *s + 32 : *s));
	text_char(&t, ' ');
	goc__text_quote(&t, url_URL_String(r->URL));
	text_add(&t, ": ");
	text_add(&t, goc__error_text(err));
	return errors_New(goc__text_string(&t));
}

static http_Request *redirected(http_Request *r, http_Response *resp, struct text *body, goc_error *err)
{
	goc_string to = http_Header_Get(resp->Header, "Location");
	bool same = resp->StatusCode == 307 || resp->StatusCode == 308;
	if (!*to || !(same || resp->StatusCode == 301 || resp->StatusCode == 302 || resp->StatusCode == 303))
		return NULL;
	if (*to == '/')
		to = goc__text_join(r->URL->Scheme, "://", r->URL->Host, to, NULL);
	struct url_Parse_results u = url_Parse(to);
	*err = u.err;
	if (u.err.tab)
		return NULL;
	http_Request *next = goc_new_copy(r, sizeof *r);
	next->URL = u.u;
	next->Host = u.u->Host;
	next->Header = http_Header_Clone(r->Header);
	if (!same && strcmp(r->Method, "HEAD") != 0) {
		next->Method = "GET";
		body->len = 0;
		http_Header_Del(next->Header, "Content-Type");
	}
	return next;
}

static void drop(http_Response *resp)
{
	char buf[512];
	struct goc__io got;
	int sum = 0;
	goc_slice room = { buf, sizeof buf, sizeof buf };
	do {
		got = ((struct goc__io (*)(void *, goc_slice))resp->Body.tab->fn[1])(resp->Body.data, room);
		sum += got.n;
	} while (!got.err.tab && sum < 1 << 14);
	((goc_error (*)(void *))resp->Body.tab->fn[0])(resp->Body.data);
}

struct http_Client_Do_results http_Client_Do(http_Client *c, http_Request *r)
{
	struct text body;
	time_Time deadline = { 0 };
	text_start(&body);
	if (c->Timeout > 0)
		deadline = time_Time_Add(time_Now(), c->Timeout);
	goc_error err = read_body(r, &body);
	for (int hops = 0; !err.tab; hops++) {
		if (strcmp(r->URL->Scheme, "http") != 0) {
			err = errors_New(goc__text_join("unsupported protocol scheme \"", r->URL->Scheme, "\"", NULL));
			break;
		}
		http_Response *resp = exchange_with(c, r, &body, deadline, &err);
		http_Request *next = resp ? redirected(r, resp, &body, &err) : NULL;
		if (resp && !next && !err.tab)
			return (struct http_Client_Do_results){ resp, { 0 } };
		if (resp)
			drop(resp);
		if (next && hops + 1 >= REDIRECTS)
			err = errors_New("stopped after 10 redirects");
		r = next ? next : r;
	}
	return (struct http_Client_Do_results){ NULL, url_error(r, err) };
}

struct http_Client_Get_results http_Client_Get(http_Client *c, goc_string url)
{
	struct http_NewRequest_results n = http_NewRequest("GET", url, (io_Reader){ 0 });
	if (n.err.tab)
		return (struct http_Client_Get_results){ NULL, n.err };
	struct http_Client_Do_results d = http_Client_Do(c, n.r);
	return (struct http_Client_Get_results){ d.resp, d.err };
}

struct http_Client_Post_results http_Client_Post(http_Client *c, goc_string url, goc_string contentType, io_Reader body)
{
	struct http_NewRequest_results n = http_NewRequest("POST", url, body);
	if (n.err.tab)
		return (struct http_Client_Post_results){ NULL, n.err };
	http_Header_Set(n.r->Header, "Content-Type", contentType);
	struct http_Client_Do_results d = http_Client_Do(c, n.r);
	return (struct http_Client_Post_results){ d.resp, d.err };
}

struct http_Get_results http_Get(goc_string url)
{
	struct http_Client_Get_results r = http_Client_Get(http_DefaultClient, url);
	return (struct http_Get_results){ r.resp, r.err };
}

struct http_Post_results http_Post(goc_string url, goc_string contentType, io_Reader body)
{
	struct http_Client_Post_results r = http_Client_Post(http_DefaultClient, url, contentType, body);
	return (struct http_Post_results){ r.resp, r.err };
}
