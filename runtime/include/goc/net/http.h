// Package net/http: a server of HTTP/1.1 (and 1.0), and a client good for tests. llhttp parses, strictly. Every connection has a
// goroutine, which parks while it waits; a handler that panics costs its connection only. Requests belong
// to the collector; a ResponseWriter and a Body are the handler's until it returns.
//
//	http.HandleFunc("GET /hello/{name}", func(http.ResponseWriter w, http.Request *r) {
//		fmt.Fprintf(w, "Hello, %s!\n", r.PathValue("name"));
//	});
//	log.Fatal(http.ListenAndServe(":8080", nil));
#ifndef GOC_NET_HTTP_H
#define GOC_NET_HTTP_H
#include <goc/goc.h>
#include <goc/context.h>
#include <goc/io.h>
#include <goc/net.h>
#include <goc/net/url.h>
#include <goc/time.h>

// ---- Headers -------------------------------------------------------------------------------------

// Names and values, used by pointers to it. Names are canonical: Get("content-type") finds Content-Type. nil is empty for the readers.
typedef struct http_Header http_Header;
http_Header *http_NewHeader(void);
goc_string http_Header_Get(http_Header *h, goc_string key);     // the first value, "" without one
goc_slice http_Header_Values(http_Header *h, goc_string key);
void http_Header_Set(http_Header *h, goc_string key, goc_string value);
void http_Header_Add(http_Header *h, goc_string key, goc_string value);
void http_Header_Del(http_Header *h, goc_string key);
http_Header *http_Header_Clone(http_Header *h);
int http_Header_Len(http_Header *h);
void http_Header_Range(http_Header *h, goc_func *f);    // every name and value, in the order in which they came
goc_string http_CanonicalHeaderKey(goc_string s);

// ---- Requests and responses ----------------------------------------------------------------------

typedef struct http_Request {
	goc_string Method;  // "GET", …
	url_URL *URL;
	goc_string Proto;  // "HTTP/1.1"
	int ProtoMajor, ProtoMinor;
	http_Header *Header;  // without Host
	io_ReadCloser Body;  // never nil in a server; read on demand, gone when the handler returns
	goc_int64 ContentLength;  // -1: unknown
	goc_bool Close;  // the connection ends after this
	goc_string Host;
	url_Values *Form, *PostForm;  // after ParseForm
	goc_string RemoteAddr, RequestURI;
	void *priv;  // private
} http_Request;

context_Context http_Request_Context(http_Request *r);  // cancelled when the client goes or the handler has returned
http_Request *http_Request_WithContext(http_Request *r, context_Context ctx);   // a shallow copy
goc_string http_Request_PathValue(http_Request *r, goc_string name);    // what a pattern's {name} stood for
goc_string http_Request_UserAgent(http_Request *r);
goc_string http_Request_Referer(http_Request *r);
// Reads the query into Form and, for a form in the body of POST, PUT and PATCH (10 MB at most), that into both; parks.
goc_error http_Request_ParseForm(http_Request *r);
goc_string http_Request_FormValue(http_Request *r, goc_string key);     // calls ParseForm
goc_string http_Request_PostFormValue(http_Request *r, goc_string key);

// What a handler answers with. Write sends the header first, with 200 if WriteHeader was not called;
// it is an io.Writer. May park.
// interface {
//	http_Header *Header(void);
//	(int, error) Write([]byte b);
//	void WriteHeader(int status);
// }
typedef goc_iface http_ResponseWriter;   // tab->fn: Header, Write, WriteHeader

// A ResponseWriter is one too: w.(http.Flusher).Flush() sends what is buffered.
typedef goc_iface http_Flusher;   // interface { void Flush(void); }

void http_Error(http_ResponseWriter w, goc_string error_text, int code);
void http_NotFound(http_ResponseWriter w, http_Request *r);
void http_Redirect(http_ResponseWriter w, http_Request *r, goc_string url, int code);
goc_string http_StatusText(int code);   // "Not Found"; "" for unknown ones

// ---- Handlers ------------------------------------------------------------------------------------

// interface {
//	void ServeHTTP(http_ResponseWriter w, http_Request *r);
// }
typedef goc_iface http_Handler;   // tab->fn: ServeHTTP

// http.HandlerFunc(f) makes a Handler of a function.
typedef goc_func *http_HandlerFunc;
void http_HandlerFunc_ServeHTTP(http_HandlerFunc f, http_ResponseWriter w, http_Request *r);    // calls f
http_Handler http_NotFoundHandler(void);

// Patterns as in Go 1.22: "[METHOD ][HOST]/[PATH]"; "{name}" is a segment, "{name...}" the rest, "{$}" the
// end; a trailing slash is a whole tree. The most specific wins; patterns that conflict panic at registration.
typedef struct http_ServeMux http_ServeMux;
http_ServeMux *http_NewServeMux(void);
void http_ServeMux_Handle(http_ServeMux *mux, goc_string pattern, http_Handler handler);
void http_ServeMux_HandleFunc(http_ServeMux *mux, goc_string pattern, http_HandlerFunc handler);
void http_ServeMux_ServeHTTP(http_ServeMux *mux, http_ResponseWriter w, http_Request *r);
extern http_ServeMux *http_DefaultServeMux;
void http_Handle(goc_string pattern, http_Handler handler);     // DefaultServeMux's
void http_HandleFunc(goc_string pattern, http_HandlerFunc handler);

// ---- Servers -------------------------------------------------------------------------------------

typedef struct http_Server {
	goc_string Addr;  // "host:port"; "" is ":80"
	http_Handler Handler;  // nil: DefaultServeMux
	time_Duration ReadTimeout;  // for a whole request; 0: none
	time_Duration ReadHeaderTimeout;  // for its header; 0: ReadTimeout
	time_Duration WriteTimeout;  // for an answer
	time_Duration IdleTimeout;  // between requests; 0: ReadTimeout
	int MaxHeaderBytes;  // 0: 1 MB
	void *priv;  // private
} http_Server;

// Serve until the listener fails or the server is closed, then http.ErrServerClosed; never nil. They park.
goc_error http_ListenAndServe(goc_string addr, http_Handler handler);
goc_error http_Serve(net_Listener l, http_Handler handler);
goc_error http_Server_ListenAndServe(http_Server *srv);
goc_error http_Server_Serve(http_Server *srv, net_Listener l);
// Stops accepting, closes idle connections and waits until the others are idle or ctx is done: then its error.
goc_error http_Server_Shutdown(http_Server *srv, context_Context ctx);
goc_error http_Server_Close(http_Server *srv);  // all listeners and connections at once
extern goc_error http_ErrServerClosed;
extern goc_error http_ErrAbortHandler;  // panic with it to end a connection without a trace

// ---- Clients -------------------------------------------------------------------------------------

typedef struct http_Response {
	goc_string Status;  // "200 OK"
	int StatusCode;
	goc_string Proto;
	int ProtoMajor, ProtoMinor;
	http_Header *Header;
	io_ReadCloser Body;  // never nil; read it to its end and close it, and the connection is used again
	goc_int64 ContentLength;  // -1: unknown
	goc_bool Close;
	http_Request *Request;
} http_Response;

typedef struct http_Client {
	time_Duration Timeout;  // for the whole exchange, body included; 0: none
	void *priv;  // private
} http_Client;
extern http_Client *http_DefaultClient;

// body nil: none. Only http: URLs. Redirects are followed, ten at most. Errors are *url.Error in Go's words. They park.
struct http_NewRequest_results { http_Request *r; goc_error err; };
struct http_NewRequest_results http_NewRequest(goc_string method, goc_string url, io_Reader body);
struct http_Get_results { http_Response *resp; goc_error err; };
struct http_Get_results http_Get(goc_string url);
struct http_Post_results { http_Response *resp; goc_error err; };
struct http_Post_results http_Post(goc_string url, goc_string contentType, io_Reader body);
struct http_Client_Do_results { http_Response *resp; goc_error err; };
struct http_Client_Do_results http_Client_Do(http_Client *c, http_Request *req);
struct http_Client_Get_results { http_Response *resp; goc_error err; };
struct http_Client_Get_results http_Client_Get(http_Client *c, goc_string url);
struct http_Client_Post_results { http_Response *resp; goc_error err; };
struct http_Client_Post_results http_Client_Post(http_Client *c, goc_string url, goc_string contentType, io_Reader body);
void http_Client_CloseIdleConnections(http_Client *c);

// ---- Names ---------------------------------------------------------------------------------------

#define http_MethodGet "GET"
#define http_MethodHead "HEAD"
#define http_MethodPost "POST"
#define http_MethodPut "PUT"
#define http_MethodPatch "PATCH"
#define http_MethodDelete "DELETE"
#define http_MethodOptions "OPTIONS"

enum {
	http_StatusContinue = 100, http_StatusSwitchingProtocols = 101,
	http_StatusOK = 200, http_StatusCreated = 201, http_StatusAccepted = 202, http_StatusNoContent = 204,
	http_StatusPartialContent = 206,
	http_StatusMovedPermanently = 301, http_StatusFound = 302, http_StatusSeeOther = 303, http_StatusNotModified = 304,
	http_StatusTemporaryRedirect = 307, http_StatusPermanentRedirect = 308,
	http_StatusBadRequest = 400, http_StatusUnauthorized = 401, http_StatusForbidden = 403, http_StatusNotFound = 404,
	http_StatusMethodNotAllowed = 405, http_StatusNotAcceptable = 406, http_StatusRequestTimeout = 408,
	http_StatusConflict = 409, http_StatusGone = 410, http_StatusLengthRequired = 411,
	http_StatusRequestEntityTooLarge = 413, http_StatusRequestURITooLong = 414, http_StatusUnsupportedMediaType = 415,
	http_StatusExpectationFailed = 417, http_StatusTeapot = 418, http_StatusUnprocessableEntity = 422,
	http_StatusTooManyRequests = 429, http_StatusRequestHeaderFieldsTooLarge = 431,
	http_StatusInternalServerError = 500, http_StatusNotImplemented = 501, http_StatusBadGateway = 502,
	http_StatusServiceUnavailable = 503, http_StatusGatewayTimeout = 504, http_StatusHTTPVersionNotSupported = 505
};

#endif
