// Package net/url: escaping, parsing, putting together.
//
// What is escaped depends on where a text stands: a path keeps more of its characters than a query's names
// and values do. RawPath is kept only where Path, escaped in the usual way, would not give it back.
#include "../error.h"
#include "../text.h"

#include <ctype.h>
#include <goc/errors.h>
#include <goc/net/url.h>
#include <stdbool.h>
#include <string.h>

enum place { IN_QUERY, IN_PATH, IN_SEGMENT, IN_FRAGMENT, IN_USER };

static const char *kept(enum place p)
{
	switch (p) {
	case IN_PATH: return "-_.~$&+,/:;=@";
	case IN_SEGMENT: return "-_.~$&+:=@";
	case IN_FRAGMENT: return "-_.~$&+,/:;=?@!()*";
	case IN_USER: return "-_.~$&+,;=";
	case IN_QUERY: break;
	}
	return "-_.~";
}

static goc_string escape(goc_string s, enum place p)
{
	static const char hex[] = "0123456789ABCDEF";
	struct text t;
	text_start(&t);
	for (const unsigned char *c = (const unsigned char *)(s ? s : ""); *c; c++) {
		if (*c < 0x80 && (isalnum(*c) || strchr(kept(p), *c))) {
			text_char(&t, (char)*c);
		} else if (*c == ' ' && p == IN_QUERY) {
			text_char(&t, '+');
		} else {
			char code[] = { '%', hex[*c >> 4], hex[*c & 15] };
			text_bytes(&t, code, 3);
		}
	}
	return goc__text_string(&t);
}

static int digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

// Of the n bytes at s. A NUL cannot be in a string: %00 is refused like a bad escape.
static goc_string unescape(const char *s, size_t n, enum place p, goc_error *err)
{
	struct text t;
	text_start(&t);
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '+' && p == IN_QUERY) {
			text_char(&t, ' ');
		} else if (s[i] != '%') {
			text_char(&t, s[i]);
		} else {
			int high = i + 1 < n ? digit(s[i + 1]) : -1, low = i + 2 < n ? digit(s[i + 2]) : -1;
			if (high < 0 || low < 0 || high + low == 0) {
				struct text what, quoted;
				text_start(&what);
				text_bytes(&what, s + i, n - i < 3 ? n - i : 3);
				text_start(&quoted);
				goc__text_quote(&quoted, text_peek(&what));
				*err = errors_New(goc__text_join("invalid URL escape ", text_peek(&quoted), NULL));
				return "";
			}
			text_char(&t, (char)(high << 4 | low));
			i += 2;
		}
	}
	return goc__text_string(&t);
}

static goc_string unescape_all(goc_string s, enum place p, goc_error *err)
{
	*err = (goc_error){ 0 };
	return unescape(s ? s : "", s ? strlen(s) : 0, p, err);
}

goc_string url_QueryEscape(goc_string s)
{
	return escape(s, IN_QUERY);
}

goc_string url_PathEscape(goc_string s)
{
	return escape(s, IN_SEGMENT);
}

struct url_QueryUnescape_results url_QueryUnescape(goc_string s)
{
	struct url_QueryUnescape_results r;
	r.text = unescape_all(s, IN_QUERY, &r.err);
	return r;
}

struct url_PathUnescape_results url_PathUnescape(goc_string s)
{
	struct url_PathUnescape_results r;
	r.text = unescape_all(s, IN_SEGMENT, &r.err);
	return r;
}

// ---- Parsing -------------------------------------------------------------------------------------

static goc_string part(const char *from, const char *to)
{
	struct text t;
	text_start(&t);
	text_bytes(&t, from, (goc_size)(to - from));
	return goc__text_string(&t);
}

static goc_error parse_error(goc_string url, goc_error why)
{
	struct text quoted;
	text_start(&quoted);
	goc__text_quote(&quoted, url);
	return errors_New(goc__text_join("parse ", text_peek(&quoted), ": ", goc__error_text(why), NULL));
}

// "scheme:" at the beginning: its length without the colon; 0 for none, -1 for a colon without a scheme.
static long scheme_length(const char *s)
{
	for (const char *p = s; *p; p++) {
		if (isalpha((unsigned char)*p) || (p > s && (isdigit((unsigned char)*p) || strchr("+-.", *p))))
			continue;
		return *p == ':' ? p == s ? -1 : p - s : 0;
	}
	return 0;
}

static goc_error parse_authority(url_URL *u, const char *s, const char *end)
{
	goc_error err = { 0 };
	const char *at = NULL;
	for (const char *p = s; p < end; p++)
		if (*p == '@')
			at = p;
	if (at) {
		u->User = unescape(s, (size_t)(at - s), IN_USER, &err);
		s = at + 1;
	}
	if (!err.tab)
		u->Host = unescape(s, (size_t)(end - s), IN_SEGMENT, &err);
	if (!err.tab && u->Host[strcspn(u->Host, " <>\"\\^`{|}")])
		err = errors_New(goc__text_join("invalid character in host name", NULL));
	const char *colon = strrchr(u->Host, ':'), *bracket = strrchr(u->Host, ']');
	if (!err.tab && colon && (!bracket || colon > bracket) && colon[1 + strspn(colon + 1, "0123456789")]) {
		struct text q;
		text_start(&q);
		goc__text_quote(&q, colon);
		err = errors_New(goc__text_join("invalid port ", text_peek(&q), " after host", NULL));
	}
	return err;
}

static goc_error parse_path(url_URL *u, const char *s, const char *end)
{
	goc_error err = { 0 };
	u->Path = unescape(s, (size_t)(end - s), IN_PATH, &err);
	if (err.tab)
		return err;
	goc_string raw = part(s, end);
	if (strcmp(escape(u->Path, IN_PATH), raw) != 0)
		u->RawPath = raw;
	return err;
}

static goc_error parse(url_URL *u, const char *s)
{
	goc_error err = { 0 };
	for (const unsigned char *p = (const unsigned char *)s; *p; p++)
		if (*p < ' ' || *p == 0x7f)
			return errors_New("net/url: invalid control character in URL");
	*u = (url_URL){ "", "", "", "", "", "", "", "" };
	const char *hash = strchr(s, '#'), *end = hash ? hash : s + strlen(s);
	if (hash)
		u->Fragment = unescape(hash + 1, strlen(hash + 1), IN_FRAGMENT, &err);
	if (err.tab)
		return err;
	long n = scheme_length(s);
	if (n < 0)
		return errors_New("missing protocol scheme");
	if (n > 0) {
		char *lower = (char *)part(s, s + n);
		for (char *p = lower; *p; p++)
			*p = (char)tolower((unsigned char)*p);
		u->Scheme = lower;
		s += n + 1;
	}
	const char *question = memchr(s, '?', (size_t)(end - s));
	if (question) {
		u->RawQuery = part(question + 1, end);
		end = question;
	}
	if (n > 0 && *s != '/') {
		u->Opaque = part(s, end);
		return err;
	}
	if (s[0] == '/' && s[1] == '/' && (n > 0 || s[2] != '/')) {
		const char *slash = memchr(s + 2, '/', (size_t)(end - s - 2)), *stop = slash ? slash : end;
		err = parse_authority(u, s + 2, stop);
		s = stop;
	}
	return err.tab ? err : parse_path(u, s, end);
}

struct url_Parse_results url_Parse(goc_string raw)
{
	url_URL *u = goc_new(sizeof *u);
	goc_error err = parse(u, raw ? raw : "");
	if (err.tab)
		return (struct url_Parse_results){ NULL, parse_error(raw ? raw : "", err) };
	return (struct url_Parse_results){ u, { 0 } };
}

// What stands in a request's first line: a path and a query, whatever slashes the path begins with, or a
// whole URL. NULL when it is neither.
url_URL *goc__url_of_request(const char *raw)
{
	url_URL *u = goc_new(sizeof *u);
	if (*raw != '/')
		return !parse(u, raw).tab && *u->Scheme && *u->Host ? u : NULL;
	*u = (url_URL){ "", "", "", "", "", "", "", "" };
	const char *question = strchr(raw, '?'), *end = question ? question : raw + strlen(raw);
	if (question)
		u->RawQuery = goc__text_join(question + 1, NULL);
	return parse_path(u, raw, end).tab ? NULL : u;
}

// ---- Putting together ----------------------------------------------------------------------------

static const char *text(goc_string s)
{
	return s ? s : "";
}

goc_string url_URL_EscapedPath(url_URL *u)
{
	goc_error err = { 0 };
	if (*text(u->RawPath) && strcmp(unescape(u->RawPath, strlen(u->RawPath), IN_PATH, &err), text(u->Path)) == 0 && !err.tab)
		return u->RawPath;
	return strcmp(text(u->Path), "*") == 0 ? "*" : escape(u->Path, IN_PATH);
}

goc_string url_URL_RequestURI(url_URL *u)
{
	goc_string path = *text(u->Opaque) ? u->Opaque : url_URL_EscapedPath(u);
	bool query = *text(u->RawQuery);
	return goc__text_join(*path ? path : "/", query ? "?" : "", query ? u->RawQuery : "", NULL);
}

goc_string url_URL_String(url_URL *u)
{
	struct text t;
	text_start(&t);
	if (*text(u->Scheme)) {
		text_add(&t, u->Scheme);
		text_char(&t, ':');
	}
	if (*text(u->Opaque)) {
		text_add(&t, u->Opaque);
	} else {
		goc_string path = url_URL_EscapedPath(u);
		if (*text(u->Host) || *text(u->User) || (*text(u->Scheme) && *path == '/')) {
			if (*text(u->Host) || *text(u->User) || strcmp(text(u->Scheme), "file") == 0)
				text_add(&t, "//");
			if (*text(u->User)) {
				const char *colon = strchr(u->User, ':');
				text_add(&t, escape(colon ? part(u->User, colon) : u->User, IN_USER));
				if (colon) {
					text_char(&t, ':');
					text_add(&t, escape(colon + 1, IN_USER));
				}
				text_char(&t, '@');
			}
			text_add(&t, u->Host);
		}
		if (*path && *path != '/' && *text(u->Host))
			text_char(&t, '/');
		text_add(&t, path);
	}
	if (*text(u->RawQuery)) {
		text_char(&t, '?');
		text_add(&t, u->RawQuery);
	}
	if (*text(u->Fragment)) {
		text_char(&t, '#');
		text_add(&t, escape(u->Fragment, IN_FRAGMENT));
	}
	return goc__text_string(&t);
}

// The colon before the port, NULL without one.
static const char *port_colon(const char *host)
{
	const char *colon = strrchr(host, ':'), *bracket = strrchr(host, ']');
	return colon && (!bracket || colon > bracket) ? colon : NULL;
}

goc_string url_URL_Hostname(url_URL *u)
{
	const char *host = text(u->Host), *colon = port_colon(host), *end = colon ? colon : host + strlen(host);
	if (*host == '[' && end > host + 1 && end[-1] == ']')
		return part(host + 1, end - 1);
	return part(host, end);
}

goc_string url_URL_Port(url_URL *u)
{
	const char *colon = port_colon(text(u->Host));
	return colon ? goc__text_join(colon + 1, NULL) : "";
}

url_Values *url_URL_Query(url_URL *u)
{
	return url_ParseQuery(u->RawQuery).values;
}

// ---- For values.c --------------------------------------------------------------------------------

goc_string goc__query_unescape(const char *s, size_t n, goc_error *err)
{
	return unescape(s, n, IN_QUERY, err);
}
