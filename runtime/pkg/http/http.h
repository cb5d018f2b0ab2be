// What the files of package net/http share: buffered connections, messages as llhttp finds them, and the
// server's side of a request. Headers, requests and responses belong to one goroutine at a time.
#ifndef GOC_PKG_HTTP_HTTP_H
#define GOC_PKG_HTTP_HTTP_H
#include "../error.h"
#include "../text.h"

#include <goc/errors.h>
#include <goc/net/http.h>
#include <goc/sync.h>
#include <goc/type.h>
#include <llhttp.h>
#include <stdbool.h>
#include <stdint.h>

struct goc__io { int n; goc_error err; };       // what Read and Write return

// ---- stream.c: a connection with a buffer on the way in ------------------------------------------

enum { STREAM_ROOM = 4096 };
typedef struct stream {
	net_Conn conn;
	int pos, len;               // what is in the buffer: [pos, len)
	char buf[STREAM_ROOM];
} stream;

stream *goc__stream_new(net_Conn c);
// Reads more into the empty buffer: bytes, 0 at the end, -1 and *err otherwise. Parks.
int goc__stream_fill(stream *s, goc_error *err);
goc_error goc__stream_write(stream *s, const char *p, goc_size n);     // all of it. Parks
void goc__stream_close(stream *s);
void goc__stream_deadline(stream *s, bool reads, bool writes, time_Duration from_now);      // 0: none
bool goc__is_timeout(goc_error err);

// ---- message.c -----------------------------------------------------------------------------------

// A request or response on its way in. The parser is fed no more at a time than the reader of the body has
// room for, so that on_body copies straight to its place and nothing is buffered twice.
typedef struct message {
	llhttp_t parser;
	stream *in;
	http_Header *header;
	struct text url, name, value;
	int hosts;                  // Host headers seen
	goc_size seen, limit;       // bytes of the header so far, and how many there may be
	bool begun, headers_done, done;
	bool keep_alive, chunked, upgrade_asked;
	int64_t length;             // of the body: -1 unknown
	bool skip_body;             // a response to HEAD
	char *body_to;              // where the parser puts body bytes, and how many it has put
	int body_n;
} message;

void goc__message_start(message *m, stream *in, llhttp_type_t type, goc_size limit);
// Reads up to the end of the header. 0: there it is; an HTTP status: what is wrong with it;
// -1: the connection ended or failed before or within it, *err says how (nil: a clean end before it).
int goc__message_header(message *m, goc_error *err);
// Up to n bytes of the body, 0 at its end; -1 and *err: io.ErrUnexpectedEOF, a malformed chunk, a failed connection.
int goc__message_body(message *m, char *to, int n, goc_error *err);

// ---- header.c ------------------------------------------------------------------------------------

struct header_line { goc_string name, value; };
struct http_Header {
	struct header_line *at;
	int n, room;
};
void goc__header_add(http_Header *h, goc_string name, goc_string value);    // name as it stands; both are kept
bool goc__header_has_token(http_Header *h, goc_string name, const char *token);      // of a comma-separated list, whatever its case
void goc__header_write(http_Header *h, struct text *t);                      // "Name: value\r\n" each
bool goc__is_token(const char *s);                                          // a valid name or method
goc_string goc__http_date(void);                                            // of now; made once a second

// ---- body.c --------------------------------------------------------------------------------------

// A Body that reads from a message.
typedef struct body {
	message *m;
	bool closed;
	goc_error failed;           // what a Read has said last, if not nil; EOF too
	void (*before)(void *arg);  // called before the first Read that waits: 100 Continue
	void (*after)(void *arg, bool whole);   // a client's: called once, at the end or at Close
	void *arg;
	int64_t left;               // bytes still allowed; -1: any number
} body;
io_ReadCloser goc__body_closer(body *b);
struct goc__io goc__body_read(body *b, goc_slice p);
extern const io_ReadCloser goc__no_body;
// Reads an io.Reader to its end; more than most bytes are an error.
goc_error goc__read_all(io_Reader r, int64_t most, struct text *t);

// ---- request.c -----------------------------------------------------------------------------------

// A request's private part.
typedef struct request {
	context_Context ctx;
	goc_func *cancel;
	bool form_parsed;
	struct header_line *values; // of the pattern's wildcards
	int nvalues;
	struct exchange *exchange;  // a server's; NULL for a client's
} request;
// A server's request of a message whose header has come: 0, or the status it is refused with and *why.
int goc__request_new(message *m, struct exchange *x, http_Request **out, const char **why);
request *goc__request_private(http_Request *r);

// ---- server.c, response.c ------------------------------------------------------------------------

// A server's connection.
typedef struct server_conn {
	stream *in;
	http_Server *server;
	struct server_conn *next, *prev;    // in the server's list, under its mutex
	_Atomic int idle;                   // waits for a request: Shutdown may close it
	goc_string remote;
	char out[2048];                     // the beginning of an answer's body
} server_conn;

// A request and its answer: the dynamic value of the ResponseWriter.
typedef struct exchange {
	server_conn *conn;
	message *m;
	http_Request *req;
	body body;
	http_Header *header;         // the handler's
	int status;
	bool wrote_header;          // the handler has decided
	bool ended;                 // it has returned: the connection goes on to the next request
	bool sent_header;           // it is on its way
	bool chunking, has_body, close_after;
	bool continue_asked;        // Expect: 100-continue, not yet answered
	int64_t declared, written;  // Content-Length, -1; body bytes that the handler wrote
	int used;                   // of conn->out
	struct background *watch;   // reads ahead to see the client go (watch.c)
} exchange;
http_ResponseWriter goc__response_writer(exchange *x);
void goc__response_finish(exchange *x);         // sends what is left
void goc__response_continue(void *exchange);
// An answer of the server's own, after which the connection ends.
void goc__response_refuse(stream *s, int status, const char *why);

context_Context goc__watch_context(exchange *x);    // the context that ends with the client
void goc__watch_end(exchange *x);                   // before the connection is read again

// ---- mux.c, answers.c ----------------------------------------------------------------------------

http_Handler goc__handler_of(http_HandlerFunc f);      // nil for nil
void goc__handler_serve(http_Handler h, http_ResponseWriter w, http_Request *r);

#endif
