// Package net/url: URLs and query strings. A program's changes to a URL's members show in String.
//
//	u, err := url.Parse("http://example.org/a%20b?q=1");
//	fmt.Println(u.Path, u.Query().Get("q"), err == nil);    // /a b 1 true
#ifndef GOC_NET_URL_H
#define GOC_NET_URL_H
#include <goc/goc.h>

// The names and values of a query, in the order in which they came, used by pointers to it. nil is empty for the readers.
typedef struct url_Values url_Values;

struct url_ParseQuery_results { url_Values *values; goc_error err; };
struct url_ParseQuery_results url_ParseQuery(goc_string query);   // what could be read, and the first error
url_Values *url_NewValues(void);
goc_string url_Values_Get(url_Values *v, goc_string key);       // the first value, "" without one
goc_bool url_Values_Has(url_Values *v, goc_string key);
goc_slice url_Values_Values(url_Values *v, goc_string key);     // Go's v[key]
void url_Values_Set(url_Values *v, goc_string key, goc_string value);
void url_Values_Add(url_Values *v, goc_string key, goc_string value);
void url_Values_Del(url_Values *v, goc_string key);
goc_string url_Values_Encode(url_Values *v);    // "a=1&b=2", sorted by key

typedef struct url_URL {
	goc_string Scheme, Opaque;
	goc_string User;  // "name" or "name:password", unescaped
	goc_string Host;  // "host" or "host:port"
	goc_string Path;  // unescaped
	goc_string RawPath;  // the escaped form where it is not the usual one of Path, else ""
	goc_string RawQuery;  // without '?'
	goc_string Fragment;  // without '#', unescaped
} url_URL;

struct url_Parse_results { url_URL *u; goc_error err; };
struct url_Parse_results url_Parse(goc_string rawURL);
goc_string url_URL_String(url_URL *u);
goc_string url_URL_EscapedPath(url_URL *u);
goc_string url_URL_RequestURI(url_URL *u);      // what stands in a request: path?query
url_Values *url_URL_Query(url_URL *u);  // a fresh one of RawQuery
goc_string url_URL_Hostname(url_URL *u);
goc_string url_URL_Port(url_URL *u);
goc_string url_QueryEscape(goc_string s);       // for a query: ' ' is '+'
struct url_QueryUnescape_results { goc_string text; goc_error err; };
struct url_QueryUnescape_results url_QueryUnescape(goc_string s);
goc_string url_PathEscape(goc_string s);
struct url_PathUnescape_results { goc_string text; goc_error err; };
struct url_PathUnescape_results url_PathUnescape(goc_string s);

#endif
