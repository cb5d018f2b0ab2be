// Headers: a list of names and values in the order in which they came. Names are made canonical when they
// are added, so that looking up compares plain text.
#include "http.h"

#include <ctype.h>
#include <stdatomic.h>
#include <strings.h>
#include <time.h>

static const char token_marks[] = "!#$%&'*+-.^_`|~";

bool goc__is_token(const char *s)
{
	const char *p = s;
	while (isalnum((unsigned char)*p) || (*p && strchr(token_marks, *p)))
		p++;
	return p > s && !*p;
}

// "content-type" → "Content-Type"; what is no token stays as it is.
goc_string http_CanonicalHeaderKey(goc_string s)
{
	if (!s || !goc__is_token(s))
		return s ? s : "";
	goc_size n = strlen(s);
	char *to = goc_new_atomic(n + 1);
	bool upper = true;
	for (goc_size i = 0; i <= n; i++) {
		to[i] = (char)(upper ? toupper((unsigned char)s[i]) : tolower((unsigned char)s[i]));
		upper = s[i] == '-';
	}
	return to;
}

http_Header *http_NewHeader(void)
{
	return goc_new(sizeof(struct http_Header));
}

void goc__header_add(http_Header *h, goc_string name, goc_string value)
{
	if (h->n == h->room) {
		int room = h->room * 2 + 8;
		struct header_line *more = goc_new((goc_size)room * sizeof *more);
		if (h->n)
			memcpy(more, h->at, (goc_size)h->n * sizeof *more);
		h->at = more;
		h->room = room;
	}
	h->at[h->n++] = (struct header_line){ name, value };
}

static struct header_line *find(http_Header *h, goc_string key)
{
	for (int i = 0; h && i < h->n; i++)
		if (strcasecmp(h->at[i].name, key ? key : "") == 0)
			return &h->at[i];
	return NULL;
}

goc_string http_Header_Get(http_Header *h, goc_string key)
{
	struct header_line *l = find(h, key);
	return l ? l->value : "";
}

goc_slice http_Header_Values(http_Header *h, goc_string key)
{
	goc_slice s = { 0 };
	for (int i = 0; h && i < h->n; i++)
		if (strcasecmp(h->at[i].name, key ? key : "") == 0)
			s = goc_slice_append(s, sizeof(goc_string), &h->at[i].value, 1);
	return s;
}

void http_Header_Add(http_Header *h, goc_string key, goc_string value)
{
	goc__header_add(h, http_CanonicalHeaderKey(key), value ? value : "");
}

void http_Header_Del(http_Header *h, goc_string key)
{
	int kept = 0;
	for (int i = 0; h && i < h->n; i++)
		if (strcasecmp(h->at[i].name, key ? key : "") != 0)
			h->at[kept++] = h->at[i];
	if (h)
		h->n = kept;
}

void http_Header_Set(http_Header *h, goc_string key, goc_string value)
{
	struct header_line *l = find(h, key);
	if (l && !find(&(struct http_Header){ l + 1, (int)(h->at + h->n - l - 1), 0 }, key)) {
		l->value = value ? value : "";
		return;
	}
	http_Header_Del(h, key);
	http_Header_Add(h, key, value);
}

http_Header *http_Header_Clone(http_Header *h)
{
	http_Header *copy = http_NewHeader();
	for (int i = 0; h && i < h->n; i++)
		goc__header_add(copy, h->at[i].name, h->at[i].value);
	return copy;
}

int http_Header_Len(http_Header *h)
{
	return h ? h->n : 0;
}

void http_Header_Range(http_Header *h, goc_func *f)
{
	for (int i = 0; h && i < h->n; i++)
		((void (*)(goc_string, goc_string, void *))f->code)(h->at[i].name, h->at[i].value, f);
}

bool goc__header_has_token(http_Header *h, goc_string name, const char *token)
{
	size_t n = strlen(token);
	for (int i = 0; h && i < h->n; i++) {
		if (strcasecmp(h->at[i].name, name) != 0)
			continue;
		for (const char *s = h->at[i].value; *s; s += strcspn(s, ",")) {
			s += strspn(s, ", \t");
			size_t len = strcspn(s, ", \t");
			if (len == n && strncasecmp(s, token, n) == 0)
				return true;
		}
	}
	return false;
}

// A line break within a value would begin another header: it becomes a space, as in Go.
void goc__header_write(http_Header *h, struct text *t)
{
	for (int i = 0; h && i < h->n; i++) {
		if (!goc__is_token(h->at[i].name))
			continue;
		text_add(t, h->at[i].name);
		text_add(t, ": ");
		for (const char *s = h->at[i].value; *s; s++)
			text_char(t, *s == '\r' || *s == '\n' ? ' ' : *s);
		text_add(t, "\r\n");
	}
}

goc_string goc__http_date(void)
{
	static struct date { int64_t second; goc_string text; } *_Atomic latest;
	int64_t second = (int64_t)time(NULL);
	struct date *d = atomic_load_explicit(&latest, memory_order_acquire);
	if (!d || d->second != second) {
		d = goc_new(sizeof *d);
		d->second = second;
		d->text = time_Time_Format(time_Time_UTC(time_Unix(second, 0)), "Mon, 02 Jan 2006 15:04:05 GMT");
		atomic_store_explicit(&latest, d, memory_order_release);
	}
	return d->text;
}
