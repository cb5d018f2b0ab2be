// Patterns: "[METHOD ][HOST]/[PATH]". What is more specific than what, and what conflicts, is Go 1.22's.
#include "pattern.h"

#include <ctype.h>

// ---- Reading -------------------------------------------------------------------------------------

static goc_string cut(const char *from, const char *to)
{
	struct text t;
	text_start(&t);
	text_bytes(&t, from, (goc_size)(to - from));
	return goc__text_string(&t);
}

static bool is_name(const char *from, const char *to)
{
	if (from == to || isdigit((unsigned char)*from))
		return false;
	for (; from < to; from++)
		if (!isalnum((unsigned char)*from) && *from != '_' && (unsigned char)*from < 0x80)
			return false;
	return true;
}

static const char *read_segment(const char *from, const char *to, bool last, segment *s)
{
	if (*from != '{') {
		if (memchr(from, '{', (size_t)(to - from)))
			return "bad wildcard segment (must start with '{')";
		s->text = url_PathUnescape(cut(from, to)).text;
		return NULL;
	}
	if (to[-1] != '}')
		return "bad wildcard segment (must end with '}')";
	if (to - from == 3 && from[1] == '$') {
		s->text = "/";
		return last ? NULL : "{$} not at end";
	}
	bool multi = to - from > 4 && strncmp(to - 4, "...", 3) == 0;
	if (multi && !last)
		return "{...} wildcard not at end";
	const char *end = multi ? to - 4 : to - 1;
	if (!is_name(from + 1, end))
		return from + 1 == end ? "empty wildcard" : "bad wildcard name";
	s->text = cut(from + 1, end);
	s->wild = true;
	s->multi = multi;
	return NULL;
}

static bool repeats(const pattern *p, const segment *s)
{
	for (int i = 0; s->wild && *s->text && i < p->n; i++)
		if (&p->segments[i] != s && p->segments[i].wild && strcmp(p->segments[i].text, s->text) == 0)
			return true;
	return false;
}

pattern *goc__pattern_read(goc_string text, const char **why)
{
	pattern *p = goc_new(sizeof *p);
	const char *s = text, *space = strpbrk(s, " \t");
	p->text = goc__text_join(text, NULL);
	p->method = p->host = "";
	if (space) {
		p->method = cut(s, space);
		s = space + strspn(space, " \t");
		*why = "invalid method";
		if (!goc__is_token(p->method))
			return NULL;
	}
	const char *slash = strchr(s, '/');
	*why = "host/path missing /";
	if (!slash)
		return NULL;
	p->host = cut(s, slash);
	*why = "host contains '{' (missing initial '/'?)";
	if (strchr(p->host, '{'))
		return NULL;
	int slashes = 0;
	for (const char *c = slash; *c; c++)
		slashes += *c == '/';
	p->segments = goc_new((goc_size)slashes * sizeof *p->segments);
	for (s = slash; *s == '/'; ) {
		const char *end = s + 1 + strcspn(s + 1, "/");
		segment *to = &p->segments[p->n];
		if (end == s + 1 && !*end) {            // a trailing slash: the whole tree, without a name
			*to = (segment){ "", true, true };
			*why = NULL;
		} else {
			*why = end == s + 1 ? "non-CONNECT pattern with unclean path can never match"
				: read_segment(s + 1, end, !*end, to);
		}
		if (*why)
			return NULL;
		p->n++;
		*why = "duplicate wildcard name";
		if (repeats(p, to))
			return NULL;
		s = end;
	}
	return p;
}

// ---- Comparing -----------------------------------------------------------------------------------

static enum relation inverse(enum relation r)
{
	return r == MORE_GENERAL ? MORE_SPECIFIC : r == MORE_SPECIFIC ? MORE_GENERAL : r;
}

// Of two parts that are related by a and by b, how the wholes are.
static enum relation combine(enum relation a, enum relation b)
{
	if (a == DISJOINT || b == DISJOINT)
		return DISJOINT;
	if (a == EQUIVALENT)
		return b;
	if (b == EQUIVALENT || a == b)
		return a;
	return OVERLAPS;
}

static enum relation compare_segments(const segment *a, const segment *b)
{
	if (a->multi || b->multi)
		return a->multi && b->multi ? EQUIVALENT : a->multi ? MORE_GENERAL : MORE_SPECIFIC;
	if (a->wild && b->wild)
		return EQUIVALENT;
	if (a->wild)                // {$} is the end: no segment that a wildcard could be
		return strcmp(b->text, "/") == 0 ? DISJOINT : MORE_GENERAL;
	if (b->wild)
		return inverse(compare_segments(b, a));
	return strcmp(a->text, b->text) == 0 ? EQUIVALENT : DISJOINT;
}

static enum relation compare_paths(const pattern *a, const pattern *b)
{
	bool a_tree = a->segments[a->n - 1].multi, b_tree = b->segments[b->n - 1].multi;
	enum relation r = EQUIVALENT;
	int n = a->n < b->n ? a->n : b->n;
	if (!a_tree && !b_tree && a->n != b->n)
		return DISJOINT;
	for (int i = 0; i < n && r != DISJOINT; i++)
		r = combine(r, compare_segments(&a->segments[i], &b->segments[i]));
	if (a->n < b->n)
		r = combine(r, a_tree ? MORE_GENERAL : DISJOINT);
	else if (a->n > b->n)
		r = combine(r, b_tree ? MORE_SPECIFIC : DISJOINT);
	return r;
}

static enum relation compare_methods(const char *a, const char *b)
{
	if (strcmp(a, b) == 0)
		return EQUIVALENT;
	if (!*a || (strcmp(a, "GET") == 0 && strcmp(b, "HEAD") == 0))
		return MORE_GENERAL;
	if (!*b || (strcmp(b, "GET") == 0 && strcmp(a, "HEAD") == 0))
		return MORE_SPECIFIC;
	return DISJOINT;
}

enum relation goc__pattern_compare(const pattern *a, const pattern *b)
{
	return combine(compare_methods(a->method, b->method), compare_paths(a, b));
}

bool goc__pattern_conflict(const pattern *a, const pattern *b)
{
	if (strcmp(a->host, b->host) != 0)
		return false;
	enum relation r = goc__pattern_compare(a, b);
	return r == EQUIVALENT || r == OVERLAPS;
}

// ---- Matching ------------------------------------------------------------------------------------

static void keep(struct header_line *values, int *nvalues, const segment *s, const char *from, const char *to)
{
	if (!values || !*s->text)
		return;
	goc_string raw = cut(from, to);
	struct url_PathUnescape_results u = url_PathUnescape(raw);
	values[(*nvalues)++] = (struct header_line){ s->text, u.err.tab ? raw : u.text };
}

static bool literal_is(const segment *s, const char *from, const char *to)
{
	size_t n = (size_t)(to - from);
	if (!memchr(from, '%', n))
		return strlen(s->text) == n && memcmp(s->text, from, n) == 0;
	return strcmp(url_PathUnescape(cut(from, to)).text, s->text) == 0;
}

bool goc__pattern_match(const pattern *p, const char *path, struct header_line *values, int *nvalues)
{
	if (nvalues)
		*nvalues = 0;
	for (int i = 0; i < p->n; i++) {
		const segment *s = &p->segments[i];
		if (*path != '/')
			return false;
		const char *from = path + 1, *to = from + strcspn(from, "/");
		if (s->multi) {
			keep(values, nvalues, s, from, from + strlen(from));
			return true;
		}
		if (s->wild) {
			if (from == to)
				return false;
			keep(values, nvalues, s, from, to);
		} else if (strcmp(s->text, "/") == 0) {
			return !*from;
		} else if (!literal_is(s, from, to)) {
			return false;
		}
		path = to;
	}
	return !*path;
}

bool goc__pattern_takes_method(const pattern *p, const char *method)
{
	return !*p->method || strcmp(p->method, method) == 0
		|| (strcmp(p->method, "GET") == 0 && strcmp(method, "HEAD") == 0);
}

bool goc__pattern_exact(const pattern *p, const char *path)
{
	size_t n = strlen(path);
	if (!p->segments[p->n - 1].multi)
		return true;
	if (n && path[n - 1] != '/')
		return false;
	int slashes = 0;
	for (; *path; path++)
		slashes += *path == '/';
	return p->n == slashes;
}
