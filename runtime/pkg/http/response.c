// The ResponseWriter.
//
// The first 2 KB of a body wait for more: an answer that fits is sent in one write, with its length. A
// longer one is sent in chunks, or, to a client of HTTP/1.0, up to the end of the connection. What a HEAD
// request's handler writes is counted and dropped.
#include "http.h"

#include "sched/panic.h"

#include <goc/log.h>
#include <stdio.h>
#include <stdlib.h>

static goc_error body_not_allowed = GOC_ERROR("http: request method or response status code does not allow body");
static goc_error ended = GOC_ERROR("http: Write after the handler has returned");
static goc_error too_long = GOC_ERROR("http: wrote more than the declared Content-Length");

// More of a request's body than this is not read only to keep the connection.
enum { DRAIN_MOST = 256 << 10 };

static bool is(const exchange *x, const char *method)
{
	return strcmp(x->req->Method, method) == 0;
}

static bool status_has_body(int status)
{
	return status >= 200 && status != 204 && status != 304;
}

// ---- The header ----------------------------------------------------------------------------------

static void add_status(struct text *t, int minor, int status)
{
	char line[32];
	const char *text = http_StatusText(status);
	snprintf(line, sizeof line, "HTTP/1.%d %d ", minor, status);
	text_add(t, line);
	if (*text) {
		text_add(t, text);
	} else {
		text_add(t, "status code ");
		goc__text_int(t, status, 1);
	}
	text_add(t, "\r\n");
}

static const char *sniff(const char *p, int n)
{
	static const struct { const char *start, *type; } known[] = {
		{ "<!DOCTYPE HTML", "text/html; charset=utf-8" }, { "<HTML", "text/html; charset=utf-8" },
		{ "<HEAD", "text/html; charset=utf-8" }, { "<BODY", "text/html; charset=utf-8" },
		{ "<H1", "text/html; charset=utf-8" }, { "<DIV", "text/html; charset=utf-8" }, { "<P", "text/html; charset=utf-8" },
		{ "<TABLE", "text/html; charset=utf-8" }, { "<A", "text/html; charset=utf-8" }, { "<B", "text/html; charset=utf-8" },
		{ "<?xml", "text/xml; charset=utf-8" }, { "%PDF-", "application/pdf" }, { "GIF87a", "image/gif" },
		{ "GIF89a", "image/gif" }, { "\x89PNG\r\n\x1a\n", "image/png" }, { "\xff\xd8\xff", "image/jpeg" },
		{ "PK\x03\x04", "application/zip" }, { "\x1f\x8b\x08", "application/x-gzip" },
	};
	int skip = 0;
	while (skip < n && strchr(" \t\r\n\f", p[skip]) && p[skip])
		skip++;
	for (goc_size i = 0; i < sizeof known / sizeof *known; i++) {
		int len = (int)strlen(known[i].start);
		bool tag = known[i].start[0] == '<';
		const char *at = tag ? p + skip : p;
		int left = tag ? n - skip : n;
		bool end_ok = !tag || known[i].start[1] == '?' || (left > len && (at[len] == ' ' || at[len] == '>'));
		if (left >= len && strncasecmp(at, known[i].start, (size_t)len) == 0 && end_ok)
			return known[i].type;
	}
	for (int i = 0; i < n && i < 512; i++) {
		unsigned char c = (unsigned char)p[i];
		if (c <= 0x08 || c == 0x0b || (c >= 0x0e && c <= 0x1a) || (c >= 0x1c && c <= 0x1f))
			return "application/octet-stream";
	}
	return "text/plain; charset=utf-8";
}

// The Content-Length that the handler has set: -1 for none; a bad one is dropped.
static int64_t declared_length(exchange *x)
{
	const char *s = http_Header_Get(x->header, "Content-Length");
	char *end;
	if (!*s)
		return -1;
	long long n = strtoll(s, &end, 10);
	if (*end || n < 0 || strspn(s, "0123456789") != strlen(s)) {
		http_Header_Del(x->header, "Content-Length");
		return -1;
	}
	return n;
}

// How the body's end will be known, and whether the connection lives on. finished: all of it is in out.
static void decide(exchange *x, bool finished)
{
	bool head = is(x, "HEAD"), modern = x->req->ProtoMinor == 1;
	http_Header_Del(x->header, "Transfer-Encoding");
	if (x->req->Close || goc__header_has_token(x->header, "Connection", "close"))
		x->close_after = true;
	if (!x->m->done && x->m->length != 0 && (x->continue_asked || x->m->length > DRAIN_MOST))
		x->close_after = true;
	if (!status_has_body(x->status)) {
		http_Header_Del(x->header, "Content-Length");
		x->declared = -1;
	} else if (x->declared < 0 && finished && (!head || x->written)) {
		x->declared = x->written;
		char digits[24];
		snprintf(digits, sizeof digits, "%lld", (long long)x->written);
		http_Header_Set(x->header, "Content-Length", goc__text_join(digits, NULL));
	} else if (x->declared < 0 && !head) {
		x->chunking = modern;
		x->close_after |= !modern;
	}
}

static void add_header(exchange *x, struct text *t, bool finished)
{
	decide(x, finished);
	add_status(t, x->req->ProtoMinor, x->status);
	bool typed = *http_Header_Get(x->header, "Content-Type") || *http_Header_Get(x->header, "Content-Encoding");
	if (!typed && x->used && status_has_body(x->status))
		http_Header_Set(x->header, "Content-Type", sniff(x->conn->out, x->used));
	if (!*http_Header_Get(x->header, "Date"))
		http_Header_Set(x->header, "Date", goc__http_date());
	http_Header_Del(x->header, "Connection");
	goc__header_write(x->header, t);
	if (x->close_after)
		text_add(t, "Connection: close\r\n");
	else if (x->req->ProtoMinor == 0)
		text_add(t, "Connection: keep-alive\r\n");
	if (x->chunking)
		text_add(t, "Transfer-Encoding: chunked\r\n");
	text_add(t, "\r\n");
}

// ---- Sending -------------------------------------------------------------------------------------

static goc_error send(exchange *x, struct text *t)
{
	goc_error err = { 0 };
	if (t->len)
		err = goc__stream_write(x->conn->in, t->at, t->len);
	if (err.tab)
		x->close_after = true;
	return err;
}

enum { COPY_MOST = 16 << 10 };      // longer pieces are not copied behind what stands before them

static void add_body(exchange *x, struct text *t, const char *p, goc_size n)
{
	char size[24];
	if (!n || is(x, "HEAD"))
		return;
	if (x->chunking) {
		snprintf(size, sizeof size, "%zx\r\n", (size_t)n);
		text_add(t, size);
	}
	if (n > COPY_MOST) {
		if (!send(x, t).tab && goc__stream_write(x->conn->in, p, n).tab)
			x->close_after = true;
		t->len = 0;
	} else {
		text_bytes(t, p, n);
	}
	if (x->chunking)
		text_add(t, "\r\n");
}

// What is buffered and n bytes more; the header before them if it is not yet on its way.
static goc_error push(exchange *x, const char *p, goc_size n, bool finished)
{
	struct text t;
	text_start(&t);
	if (!x->sent_header) {
		if (!x->used && n) {            // the type is told by what comes first
			x->used = (int)(n < sizeof x->conn->out ? n : sizeof x->conn->out);
			memcpy(x->conn->out, p, (goc_size)x->used);
			add_header(x, &t, finished);
			x->used = 0;
		} else {
			add_header(x, &t, finished);
		}
		x->sent_header = true;
	}
	add_body(x, &t, x->conn->out, (goc_size)x->used);
	x->used = 0;
	add_body(x, &t, p, n);
	if (finished && x->chunking)
		text_add(&t, "0\r\n\r\n");
	return send(x, &t);
}

void goc__response_continue(void *exchange_)
{
	exchange *x = exchange_;
	static const char line[] = "HTTP/1.1 100 Continue\r\n\r\n";
	if (!x->continue_asked || x->sent_header)
		return;
	x->continue_asked = false;
	if (goc__stream_write(x->conn->in, line, sizeof line - 1).tab)
		x->close_after = true;
}

// ---- The methods ---------------------------------------------------------------------------------

static http_Header *response_header(exchange *x)
{
	return x->header;
}

static void response_write_header(exchange *x, int status)
{
	if (x->ended)
		return;
	if (x->wrote_header) {
		log_Printf("http: superfluous response.WriteHeader call", (goc_slice){ 0 });
		return;
	}
	if (status < 100 || status > 999) {
		char text[48];
		snprintf(text, sizeof text, "invalid WriteHeader code %d", status);
		goc_panic_text(goc__text_join(text, NULL));
	}
	if (status < 200 && status != 101) {        // more will follow
		struct text t;
		text_start(&t);
		add_status(&t, 1, status);
		goc__header_write(x->header, &t);
		text_add(&t, "\r\n");
		send(x, &t);
		return;
	}
	x->wrote_header = true;
	x->status = status;
	x->declared = declared_length(x);
}

static struct goc__io response_write(exchange *x, goc_slice b)
{
	goc_error err = { 0 };
	if (x->ended)
		return (struct goc__io){ 0, ended };
	if (!x->wrote_header)
		response_write_header(x, 200);
	if (b.len == 0)
		return (struct goc__io){ 0, err };
	if (!status_has_body(x->status))
		return (struct goc__io){ 0, body_not_allowed };
	x->written += b.len;
	if (x->declared >= 0 && x->written > x->declared)
		return (struct goc__io){ 0, too_long };
	if (x->used + b.len <= (int)sizeof x->conn->out) {
		memcpy(x->conn->out + x->used, b.ptr, (goc_size)b.len);
		x->used += b.len;
	} else {
		err = push(x, b.ptr, (goc_size)b.len, false);
	}
	return (struct goc__io){ err.tab ? 0 : b.len, err };
}

static void response_flush(exchange *x)
{
	if (x->ended)
		return;
	if (!x->wrote_header)
		response_write_header(x, 200);
	push(x, NULL, 0, false);
}

void goc__response_finish(exchange *x)
{
	if (!x->wrote_header)
		response_write_header(x, 200);
	push(x, NULL, 0, true);
	x->ended = true;
	if (x->declared >= 0 && x->written < x->declared && !is(x, "HEAD"))
		x->close_after = true;              // the client waits for bytes that will not come
}

static const goc_method methods[] = {
	{ "Flush", "func()", response_flush }, { "Header", "func() *http.Header", response_header },
	{ "Write", "func([]uint8) (int, error)", response_write }, { "WriteHeader", "func(int)", response_write_header },
};
static const goc_type type = { .kind = GOC_KIND_POINTER, .flags = GOC_TYPE_DIRECT, .size = sizeof(void *),
	.name = "*http.response", .key = "*http.response", .elem = &goc_type_pointer, .nmethods = 4, .methods = methods };
static const struct { const goc_type *type; void *fn[3]; } tab = { &type, { response_header, response_write,
	response_write_header } };

http_ResponseWriter goc__response_writer(exchange *x)
{
	return (http_ResponseWriter){ (const goc_itab *)&tab, x };
}

// ---- Refusals ------------------------------------------------------------------------------------

void goc__response_refuse(stream *s, int status, const char *why)
{
	struct text t;
	text_start(&t);
	add_status(&t, 1, status);
	text_add(&t, "Content-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n");
	goc__text_int(&t, status, 1);
	text_char(&t, ' ');
	text_add(&t, http_StatusText(status));
	if (why) {
		text_add(&t, ": ");
		text_add(&t, why);
	}
	goc__stream_write(s, t.at, t.len);
}
