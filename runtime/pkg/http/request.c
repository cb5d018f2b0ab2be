// Requests: from a message to what a handler sees, and what a handler asks of them.
#include "http.h"

#include <goc/io.h>
#include <strings.h>

url_URL *goc__url_of_request(const char *raw);      // net/url.c

request *goc__request_private(http_Request *r)
{
	if (!r->priv)
		r->priv = goc_new(sizeof(request));
	return r->priv;
}

// A host is what may stand between "http://" and "/": no more is checked than that it breaks nothing.
static bool valid_host(const char *host)
{
	return !host[strcspn(host, " \t\r\n/\\@?#<>\"{}|^`")];
}

static int check_host(message *m, http_Request *r, const char **why)
{
	r->Host = http_Header_Get(m->header, "Host");
	*why = "too many Host headers";
	if (m->hosts > 1)
		return 400;
	*why = "missing required Host header";
	if (m->hosts == 0 && r->ProtoMinor == 1 && strcmp(r->Method, "CONNECT") != 0)
		return 400;
	*why = "malformed Host header";
	if (!valid_host(r->Host))
		return 400;
	http_Header_Del(m->header, "Host");
	if (*r->URL->Host)
		r->Host = r->URL->Host;
	return 0;
}

static url_URL *request_url(http_Request *r)
{
	if (strcmp(r->RequestURI, "*") == 0 || strcmp(r->Method, "CONNECT") == 0) {
		url_URL *u = goc_new(sizeof *u);
		bool all = *r->RequestURI == '*';
		*u = (url_URL){ "", "", "", all ? "" : r->RequestURI, all ? "*" : "", "", "", "" };
		return u;
	}
	return goc__url_of_request(r->RequestURI);
}

int goc__request_new(message *m, exchange *x, http_Request **out, const char **why)
{
	http_Request *r = goc_new(sizeof *r);
	*why = NULL;
	r->Method = llhttp_method_name(m->parser.method);
	r->ProtoMajor = m->parser.http_major;
	r->ProtoMinor = m->parser.http_minor;
	if (r->ProtoMajor != 1 || r->ProtoMinor > 1)
		return 505;
	r->Proto = r->ProtoMinor ? "HTTP/1.1" : "HTTP/1.0";
	r->RequestURI = goc__text_string(&m->url);
	r->URL = request_url(r);
	*why = "malformed request target";
	if (!r->URL)
		return 400;
	int refused = check_host(m, r, why);
	if (refused)
		return refused;
	r->Header = m->header;
	r->ContentLength = m->length;
	r->Close = !m->keep_alive;
	r->RemoteAddr = x->conn->remote;
	goc__request_private(r)->exchange = x;
	*out = r;
	return 0;
}

// ---- What a handler asks -------------------------------------------------------------------------

context_Context http_Request_Context(http_Request *r)
{
	request *p = goc__request_private(r);
	if (p->ctx.tab)
		return p->ctx;
	return p->ctx = p->exchange ? goc__watch_context(p->exchange) : context_Background();
}

http_Request *http_Request_WithContext(http_Request *r, context_Context ctx)
{
	http_Request *copy = goc_new_copy(r, sizeof *r);
	request *p = goc_new_copy(goc__request_private(r), sizeof *p);
	p->ctx = ctx;
	copy->priv = p;
	return copy;
}

goc_string http_Request_PathValue(http_Request *r, goc_string name)
{
	request *p = goc__request_private(r);
	for (int i = 0; i < p->nvalues; i++)
		if (strcmp(p->values[i].name, name ? name : "") == 0)
			return p->values[i].value;
	return "";
}

goc_string http_Request_UserAgent(http_Request *r)
{
	return http_Header_Get(r->Header, "User-Agent");
}

goc_string http_Request_Referer(http_Request *r)
{
	return http_Header_Get(r->Header, "Referer");
}

// ---- Forms ---------------------------------------------------------------------------------------

static bool has_form(http_Request *r)
{
	static const char form[] = "application/x-www-form-urlencoded";
	const char *type = http_Header_Get(r->Header, "Content-Type");
	bool with_body = strcmp(r->Method, "POST") == 0 || strcmp(r->Method, "PUT") == 0 || strcmp(r->Method, "PATCH") == 0;
	return with_body && r->Body.tab && strncasecmp(type, form, sizeof form - 1) == 0;
}

static io_Reader reader_of(io_ReadCloser b, struct goc__tab1 *tab)
{
	tab->type = b.tab->type;
	tab->fn[0] = b.tab->fn[1];
	return (io_Reader){ (const goc_itab *)tab, b.data };
}

static goc_error parse_body(http_Request *r)
{
	struct text t;
	struct goc__tab1 tab;
	text_start(&t);
	goc_error err = goc__read_all(reader_of(r->Body, &tab), 10 << 20, &t);
	if (err.tab)
		return err;
	struct url_ParseQuery_results q = url_ParseQuery(goc__text_string(&t));
	r->PostForm = q.values;
	return q.err;
}

goc_error http_Request_ParseForm(http_Request *r)
{
	request *p = goc__request_private(r);
	goc_error err = { 0 };
	if (p->form_parsed)
		return err;
	p->form_parsed = true;
	r->PostForm = url_NewValues();
	if (has_form(r))
		err = parse_body(r);
	// The body's values come before the query's of the same name.
	goc_string body = url_Values_Encode(r->PostForm), query = r->URL->RawQuery ? r->URL->RawQuery : "";
	struct url_ParseQuery_results all = url_ParseQuery(goc__text_join(body, *body && *query ? "&" : "", query, NULL));
	r->Form = all.values;
	return err.tab ? err : all.err;
}

goc_string http_Request_FormValue(http_Request *r, goc_string key)
{
	http_Request_ParseForm(r);
	return url_Values_Get(r->Form, key);
}

goc_string http_Request_PostFormValue(http_Request *r, goc_string key)
{
	http_Request_ParseForm(r);
	return url_Values_Get(r->PostForm, key);
}
