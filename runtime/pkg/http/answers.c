// Answers that handlers give often.
#include "http.h"

#include <goc/io.h>

static void write_text(http_ResponseWriter w, goc_string s)
{
	int n = goc_string_len(s);
	goc_slice bytes = { (void *)s, n, n };
	((struct goc__io (*)(void *, goc_slice))w.tab->fn[1])(w.data, bytes);
}

static http_Header *header_of(http_ResponseWriter w)
{
	return ((http_Header *(*)(void *))w.tab->fn[0])(w.data);
}

static void write_status(http_ResponseWriter w, int code)
{
	((void (*)(void *, int))w.tab->fn[2])(w.data, code);
}

void http_Error(http_ResponseWriter w, goc_string error_text, int code)
{
	http_Header *h = header_of(w);
	http_Header_Del(h, "Content-Length");
	http_Header_Set(h, "Content-Type", "text/plain; charset=utf-8");
	http_Header_Set(h, "X-Content-Type-Options", "nosniff");
	write_status(w, code);
	write_text(w, goc__text_join(error_text ? error_text : "", "\n", NULL));
}

void http_NotFound(http_ResponseWriter w, http_Request *r)
{
	(void)r;
	http_Error(w, "404 page not found", 404);
}

static goc_string html_escaped(goc_string s)
{
	struct text t;
	text_start(&t);
	for (; *s; s++) {
		if (*s == '&' || *s == '<' || *s == '>' || *s == '"' || *s == '\'')
			text_add(&t, *s == '&' ? "&amp;" : *s == '<' ? "&lt;" : *s == '>' ? "&gt;" : *s == '"' ? "&#34;" : "&#39;");
		else
			text_char(&t, *s);
	}
	return goc__text_string(&t);
}

// A relative URL is one to the request's folder.
static goc_string absolute(http_Request *r, goc_string url)
{
	if (*url == '/' || strstr(url, "://") || !r->URL)
		return url;
	goc_string path = r->URL->Path && *r->URL->Path ? r->URL->Path : "/";
	struct text t;
	text_start(&t);
	text_bytes(&t, path, (goc_size)(strrchr(path, '/') ? strrchr(path, '/') - path + 1 : 0));
	text_add(&t, url);
	return goc__text_string(&t);
}

void http_Redirect(http_ResponseWriter w, http_Request *r, goc_string url, int code)
{
	http_Header *h = header_of(w);
	goc_string to = absolute(r, url ? url : "");
	bool typed = *http_Header_Get(h, "Content-Type"), get = strcmp(r->Method, "GET") == 0;
	http_Header_Set(h, "Location", to);
	if (!typed && (get || strcmp(r->Method, "HEAD") == 0))
		http_Header_Set(h, "Content-Type", "text/html; charset=utf-8");
	write_status(w, code);
	if (!typed && get)
		write_text(w, goc__text_join("<a href=\"", html_escaped(to), "\">", http_StatusText(code), "</a>.\n\n", NULL));
}

// ---- Handlers from functions ---------------------------------------------------------------------

void goc__handler_serve(http_Handler h, http_ResponseWriter w, http_Request *r)
{
	((void (*)(void *, http_ResponseWriter, http_Request *))h.tab->fn[0])(h.data, w, r);
}

void http_HandlerFunc_ServeHTTP(http_HandlerFunc f, http_ResponseWriter w, http_Request *r)
{
	((void (*)(http_ResponseWriter, http_Request *, void *))f->code)(w, r, f);
}

static const goc_method func_methods[] = { { "ServeHTTP", "func(http.ResponseWriter, *http.Request)", http_HandlerFunc_ServeHTTP } };
static const goc_type func_type = { .kind = GOC_KIND_FUNC, .flags = GOC_TYPE_DIRECT | GOC_TYPE_NAMED | GOC_TYPE_INCOMPARABLE,
	.size = sizeof(void *), .name = "http.HandlerFunc", .key = "http.HandlerFunc", .nmethods = 1, .methods = func_methods };
static const struct goc__tab1 func_tab = { &func_type, { http_HandlerFunc_ServeHTTP } };

http_Handler goc__handler_of(http_HandlerFunc f)
{
	return (http_Handler){ f ? (const goc_itab *)&func_tab : NULL, f };
}

static void not_found(http_ResponseWriter w, http_Request *r, void *env)
{
	(void)env;
	http_NotFound(w, r);
}

http_Handler http_NotFoundHandler(void)
{
	static goc_func f = { not_found };
	return goc__handler_of(&f);
}
