// url.Values: a list of names and values in the order in which they came. Requests have few of them; a list is
// faster than a table there, and a hostile one of thousands costs only those who look names up in it.
#include "../error.h"
#include "../text.h"

#include <goc/errors.h>
#include <goc/net/url.h>
#include <stdlib.h>
#include <string.h>

goc_string goc__query_unescape(const char *s, size_t n, goc_error *err);     // url.c

struct pair { goc_string key, value; };
struct url_Values {
	struct pair *at;
	int n, room;
};

url_Values *url_NewValues(void)
{
	return goc_new(sizeof(struct url_Values));
}

static goc_string text(goc_string s)
{
	return s ? s : "";
}

void url_Values_Add(url_Values *v, goc_string key, goc_string value)
{
	if (v->n == v->room) {
		int room = v->room * 2 + 4;
		struct pair *more = goc_new((goc_size)room * sizeof *more);
		if (v->n)
			memcpy(more, v->at, (goc_size)v->n * sizeof *more);
		v->at = more;
		v->room = room;
	}
	v->at[v->n++] = (struct pair){ text(key), text(value) };
}

void url_Values_Del(url_Values *v, goc_string key)
{
	int kept = 0;
	for (int i = 0; v && i < v->n; i++)
		if (strcmp(v->at[i].key, text(key)) != 0)
			v->at[kept++] = v->at[i];
	if (v)
		v->n = kept;
}

void url_Values_Set(url_Values *v, goc_string key, goc_string value)
{
	url_Values_Del(v, key);
	url_Values_Add(v, key, value);
}

static struct pair *find(url_Values *v, goc_string key)
{
	for (int i = 0; v && i < v->n; i++)
		if (strcmp(v->at[i].key, text(key)) == 0)
			return &v->at[i];
	return NULL;
}

goc_string url_Values_Get(url_Values *v, goc_string key)
{
	struct pair *p = find(v, key);
	return p ? p->value : "";
}

goc_bool url_Values_Has(url_Values *v, goc_string key)
{
	return find(v, key) != NULL;
}

goc_slice url_Values_Values(url_Values *v, goc_string key)
{
	goc_slice s = { 0 };
	for (int i = 0; v && i < v->n; i++)
		if (strcmp(v->at[i].key, text(key)) == 0)
			s = goc_slice_append(s, sizeof(goc_string), &v->at[i].value, 1);
	return s;
}

static int by_key(const void *a, const void *b)
{
	const struct pair *const *x = a, *const *y = b;
	int order = strcmp((*x)->key, (*y)->key);
	return order ? order : *x < *y ? -1 : 1;        // equal keys keep their order
}

goc_string url_Values_Encode(url_Values *v)
{
	int n = v ? v->n : 0;
	struct pair **sorted = goc_new((goc_size)n * sizeof *sorted);
	struct text t;
	text_start(&t);
	for (int i = 0; i < n; i++)
		sorted[i] = &v->at[i];
	qsort(sorted, (size_t)n, sizeof *sorted, by_key);
	for (int i = 0; i < n; i++) {
		if (i)
			text_char(&t, '&');
		text_add(&t, url_QueryEscape(sorted[i]->key));
		text_char(&t, '=');
		text_add(&t, url_QueryEscape(sorted[i]->value));
	}
	return goc__text_string(&t);
}

struct url_ParseQuery_results url_ParseQuery(goc_string query)
{
	struct url_ParseQuery_results r = { url_NewValues(), { 0 } };
	const char *s = text(query);
	while (*s) {
		size_t n = strcspn(s, "&");
		goc_error err = { 0 };
		const char *equals = memchr(s, '=', n), *end = s + n;
		if (memchr(s, ';', n)) {
			err = errors_New("invalid semicolon separator in query");
		} else if (n) {
			goc_string key = goc__query_unescape(s, (size_t)((equals ? equals : end) - s), &err);
			goc_string value = equals ? goc__query_unescape(equals + 1, (size_t)(end - equals - 1), &err) : "";
			if (!err.tab)
				url_Values_Add(r.values, key, value);
		}
		if (err.tab && !r.err.tab)
			r.err = err;
		s = *end ? end + 1 : end;
	}
	return r;
}
