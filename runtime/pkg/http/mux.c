// ServeMux: the most specific of its patterns, by looking at each; a table of some dozens of patterns needs
// nothing cleverer. Patterns are added under the mutex and never removed.
#include "pattern.h"

#include "sched/panic.h"

#include <stdlib.h>

struct entry { pattern *pattern; http_Handler handler; };

struct http_ServeMux {
	sync_RWMutex mu;
	struct entry *entries;      // under mu
	int n, room;
};

static http_ServeMux default_mux;
http_ServeMux *http_DefaultServeMux = &default_mux;

http_ServeMux *http_NewServeMux(void)
{
	return goc_new(sizeof(http_ServeMux));
}

// ---- Registering ---------------------------------------------------------------------------------

static _Noreturn void complain(goc_string text, const char *why)
{
	struct text t;
	text_start(&t);
	text_add(&t, "parsing ");
	goc__text_quote(&t, text);
	text_add(&t, ": ");
	text_add(&t, why);
	goc_panic_text(goc__text_string(&t));
}

static const pattern *conflicting(const http_ServeMux *mux, const pattern *p)
{
	for (int i = 0; i < mux->n; i++)
		if (goc__pattern_conflict(mux->entries[i].pattern, p))
			return mux->entries[i].pattern;
	return NULL;
}

static void append(http_ServeMux *mux, pattern *p, http_Handler handler)
{
	if (mux->n == mux->room) {
		int room = mux->room * 2 + 8;
		struct entry *more = goc_new((goc_size)room * sizeof *more);
		if (mux->n)
			memcpy(more, mux->entries, (goc_size)mux->n * sizeof *more);
		mux->entries = more;
		mux->room = room;
	}
	mux->entries[mux->n++] = (struct entry){ p, handler };
}

void http_ServeMux_Handle(http_ServeMux *mux, goc_string text, http_Handler handler)
{
	const char *why;
	if (!text || !*text)
		goc_panic_text("http: invalid pattern");
	if (!handler.tab)
		goc_panic_text("http: nil handler");
	pattern *p = goc__pattern_read(text, &why);
	if (!p)
		complain(text, why);
	sync_RWMutex_Lock(&mux->mu);
	const pattern *other = conflicting(mux, p);
	if (!other)
		append(mux, p, handler);
	sync_RWMutex_Unlock(&mux->mu);
	if (other) {
		struct text t;
		text_start(&t);
		text_add(&t, "pattern ");
		goc__text_quote(&t, p->text);
		text_add(&t, " conflicts with pattern ");
		goc__text_quote(&t, other->text);
		goc_panic_text(goc__text_string(&t));
	}
}

void http_ServeMux_HandleFunc(http_ServeMux *mux, goc_string text, http_HandlerFunc f)
{
	if (!f)
		goc_panic_text("http: nil handler");
	http_ServeMux_Handle(mux, text, goc__handler_of(f));
}

void http_Handle(goc_string text, http_Handler handler)
{
	http_ServeMux_Handle(http_DefaultServeMux, text, handler);
}

void http_HandleFunc(goc_string text, http_HandlerFunc f)
{
	http_ServeMux_HandleFunc(http_DefaultServeMux, text, f);
}

// ---- Finding -------------------------------------------------------------------------------------

static bool host_is(const pattern *p, const char *host)
{
	return !*p->host || strcmp(p->host, host) == 0;
}

static bool better(const pattern *a, const pattern *b)
{
	if (!*a->host != !*b->host)
		return *a->host;
	return goc__pattern_compare(a, b) == MORE_SPECIFIC;
}

static struct entry find(http_ServeMux *mux, const char *host, const char *method, const char *path)
{
	struct entry best = { 0 };
	for (int i = 0; i < mux->n; i++) {
		const pattern *p = mux->entries[i].pattern;
		if (host_is(p, host) && goc__pattern_takes_method(p, method) && goc__pattern_match(p, path, NULL, NULL)
			&& (!best.pattern || better(p, best.pattern)))
			best = mux->entries[i];
	}
	return best;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const goc_string *)a, *(const goc_string *)b);
}

// The methods that patterns for the path have: "GET, HEAD, POST"; NULL without any.
static goc_string allowed(http_ServeMux *mux, const char *host, const char *path)
{
	goc_string *methods = goc_new((goc_size)(mux->n * 2 + 1) * sizeof *methods);
	int n = 0;
	for (int i = 0; i < mux->n; i++) {
		const pattern *p = mux->entries[i].pattern;
		if (!host_is(p, host) || !goc__pattern_match(p, path, NULL, NULL))
			continue;
		methods[n++] = p->method;
		if (strcmp(p->method, "GET") == 0)
			methods[n++] = "HEAD";
	}
	qsort(methods, (size_t)n, sizeof *methods, by_text);
	struct text t;
	text_start(&t);
	for (int i = 0; i < n; i++) {
		if (i && strcmp(methods[i], methods[i - 1]) == 0)
			continue;
		text_add(&t, i ? ", " : "");
		text_add(&t, methods[i]);
	}
	return n ? goc__text_string(&t) : NULL;
}

// A path without ".", ".." and double slashes; a trailing slash stays.
static goc_string clean(const char *path)
{
	struct text t;
	text_start(&t);
	while (*path) {
		const char *from = path + (*path == '/'), *to = from + strcspn(from, "/");
		size_t n = (size_t)(to - from);
		bool last = !*to;
		if (n == 2 && from[0] == '.' && from[1] == '.') {
			while (t.len && t.at[--t.len] != '/')
				;
			if (last)
				text_char(&t, '/');
		} else if ((n == 0 || (n == 1 && *from == '.')) && last) {
			text_char(&t, '/');
		} else if (n && !(n == 1 && *from == '.')) {
			text_char(&t, '/');
			text_bytes(&t, from, n);
		}
		path = to;
	}
	if (!t.len)
		text_char(&t, '/');
	return goc__text_string(&t);
}

static goc_string host_name(http_Request *r)
{
	url_URL u = { .Host = r->Host };
	return url_URL_Hostname(&u);
}

static void redirect(http_ResponseWriter w, http_Request *r, goc_string path)
{
	url_URL u = { .Path = path, .RawQuery = r->URL->RawQuery };
	http_Redirect(w, r, url_URL_String(&u), 307);
}

// What serves r; with no handler the answer has been given.
static struct entry choose(http_ServeMux *mux, http_ResponseWriter w, http_Request *r, goc_string path)
{
	goc_string host = host_name(r), tree = goc__text_join(path, "/", NULL), tidy = clean(path), methods = NULL;
	bool connects = strcmp(r->Method, "CONNECT") == 0, to_tree = false;
	sync_RWMutex_RLock(&mux->mu);
	struct entry e = find(mux, host, r->Method, connects ? path : tidy);
	size_t n = strlen(path);
	if (!(e.pattern && goc__pattern_exact(e.pattern, path)) && n && path[n - 1] != '/') {
		struct entry with = find(mux, host, r->Method, tree);
		to_tree = with.pattern && goc__pattern_exact(with.pattern, tree);
	}
	if (!e.pattern && !to_tree)
		methods = allowed(mux, host, path);
	sync_RWMutex_RUnlock(&mux->mu);
	if (to_tree || (!connects && strcmp(tidy, path) != 0)) {
		redirect(w, r, to_tree ? goc__text_join(clean(r->URL->Path), "/", NULL) : clean(r->URL->Path));
		e.handler.tab = NULL;
	} else if (methods) {
		http_Header_Set(((http_Header *(*)(void *))w.tab->fn[0])(w.data), "Allow", methods);
		http_Error(w, http_StatusText(405), 405);
	} else if (!e.pattern) {
		http_NotFound(w, r);
	}
	return e;
}

void http_ServeMux_ServeHTTP(http_ServeMux *mux, http_ResponseWriter w, http_Request *r)
{
	if (strcmp(r->RequestURI ? r->RequestURI : "", "*") == 0) {
		((void (*)(void *, int))w.tab->fn[2])(w.data, 400);
		return;
	}
	goc_string path = url_URL_EscapedPath(r->URL);
	struct entry e = choose(mux, w, r, path);
	if (!e.handler.tab)
		return;
	request *p = goc__request_private(r);
	p->values = goc_new((goc_size)e.pattern->n * sizeof *p->values);
	goc__pattern_match(e.pattern, path, p->values, &p->nvalues);
	goc__handler_serve(e.handler, w, r);
}
