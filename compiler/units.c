// The main file and the dialect headers that it brings in, each parsed once: a header that is brought again gets the
// same tree (its guards and the printers, which print it the first time only, make that right).
#define _GNU_SOURCE
#include "syntax.h"
#include "arena.h"
#include "branches.h"
#include "diag.h"
#include "map.h"
#include "specifiers.h"
#include "words.h"
#include <dirent.h>
#include <string.h>
#include <unistd.h>

static map by_path;         // path → unit that holds its tree

// ---- Is there anything to do? --------------------------------------------------------------------------------

static const char *skip_quoted(const char *at, const char *end)
{
	char quote = *at++;
	while (at < end && *at != quote && *at != '\n')
		at += *at == '\\' && at + 1 < end ? 2 : 1;
	return at < end ? at + 1 : end;
}

static const char *skip_comment(const char *at, const char *end)
{
	if (at[1] == '/') {
		while (at < end && *at != '\n')
			at += *at == '\\' && at + 1 < end ? 2 : 1;
		return at;
	}
	const char *close = memmem(at + 2, (size_t)(end - at) - 2, "*/", 2);
	return close ? close + 2 : end;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

// A structural word is one by what follows it (`a`: a name); the other words are only names until a declaration or a
// construct says more, and so are these in front of anything else.
static syntax_hint hint_of_word(const char *word, size_t len, char next)
{
	static const struct { const char *word, *followers; } structural[] = {
		{ "go", "a(" }, { "chan", "a(<[" }, { "select", "{" }, { "defer", "a(" }, { "func", "a(" }, { "range", "a([" },
		{ "import", "a(\"" }, { "interface", "a{" }, { "package", "a" },
	};
	for (size_t i = 0; i < sizeof structural / sizeof *structural; i++)
		if (strlen(structural[i].word) == len && !memcmp(structural[i].word, word, len))
			return next && strchr(structural[i].followers, is_letter(next) ? 'a' : next) ? SYNTAX_STRUCTURE : SYNTAX_WORDS;
	return word_of(word, len) != W_NONE ? SYNTAX_WORDS : SYNTAX_PLAIN;
}

// []T, but not the [] of `char *argv[]`.
static bool is_slice(const char *at)
{
	if (at[0] != '[' || at[1] != ']')
		return false;
	at += 2;
	while (*at == ' ' || *at == '\t')
		at++;
	return is_letter(*at) || *at == '(' || *at == '[' || *at == '<';
}

syntax_hint syntax_look(const source *s)
{
	const char *at = s->text, *end = at + s->len;
	syntax_hint found = SYNTAX_PLAIN;
	if (memmem(at, s->len, ".gh", 3))
		return SYNTAX_STRUCTURE;
	while (at < end && found != SYNTAX_STRUCTURE) {
		if (*at == '"' || *at == '\'') {
			at = skip_quoted(at, end);
		} else if (*at == '/' && at + 1 < end && (at[1] == '/' || at[1] == '*')) {
			at = skip_comment(at, end);
		} else if (is_letter(*at)) {
			const char *from = at;
			while (at < end && is_letter(*at))
				at++;
			const char *next = at;
			while (*next == ' ' || *next == '\t')
				next++;
			syntax_hint hint = hint_of_word(from, (size_t)(at - from), *next);
			found = hint > found ? hint : found;
		} else if ((*at == ':' && at[1] == '=') || is_slice(at)) {
			return SYNTAX_STRUCTURE;
		} else {
			if (*at == '<' && at[1] == '-' && found == SYNTAX_PLAIN)
				found = SYNTAX_WORDS;
			at++;
		}
	}
	return found;
}

// ---- Where headers are ---------------------------------------------------------------------------------------

static const char *find(const options *o, const char *first, const char *name)
{
	if (*name == '/')
		return access(name, R_OK) ? NULL : name;
	if (first) {
		const char *path = strcmp(first, ".") ? arena_printf("%s/%s", first, name) : name;
		if (!access(path, R_OK))
			return path;
	}
	for (int i = 0; i < o->ninclude_dirs; i++) {
		const char *path = arena_printf("%s/%s", o->include_dirs[i], name);
		if (!access(path, R_OK))
			return path;
	}
	return NULL;
}

// The packages under dir, as import paths below `under`, for "did you mean".
static void list_packages(const char *dir, const char *under, const char ***names, int *n)
{
	DIR *d = opendir(dir);
	struct dirent *e;
	while (d && (e = readdir(d))) {
		size_t len = strlen(e->d_name);
		if (e->d_name[0] == '.')
			continue;
		if (len > 3 && !strcmp(e->d_name + len - 3, ".gh"))
			ARENA_PUSH(*names, *n, arena_printf("%s%.*s", under, (int)len - 3, e->d_name));
		else if (!strchr(e->d_name, '.') && strlen(under) < 64)
			list_packages(arena_printf("%s/%s", dir, e->d_name), arena_printf("%s%s/", under, e->d_name), names, n);
	}
	if (d)
		closedir(d);
}

static void unknown_package(const options *o, const node *at, const char *path)
{
	const char **names = NULL;
	int n = 0;
	for (int i = 0; i < o->ninclude_dirs; i++)
		list_packages(arena_printf("%s/goc", o->include_dirs[i]), "", &names, &n);
	ARENA_PUSH(names, n, NULL);
	const char *near = diag_nearest(path, names);
	for (int i = 0; !near && names[i]; i++) {
		const char *last = strrchr(names[i], '/');
		if (last && !strcmp(last + 1, path))
			near = names[i];
	}
	if (near)
		diag_error(at, "package \"%s\" is not known; did you mean \"%s\"?", path, near);
	else
		diag_error(at, "package \"%s\" is not known: there is no header <goc/%s.gh>", path, path);
}

// ---- Loading -------------------------------------------------------------------------------------------------

static void bring_headers(unit *u, node *n, const options *o);

// Parsed as it stands; again where macros misled the parser.
static node *parse(source *s, const options *o)
{
	node *root = syntax_parse_file(s);
	const char *text = s->text;
	char *masked = specifiers_masked(root, o);
	if (!masked)
		return root;
	s->text = masked;
	node *better = syntax_parse_file(s);
	s->text = text;
	return specifiers_errors(better) < specifiers_errors(root) ? better : root;
}

static unit *load(const char *path, const options *o)
{
	int error;
	unit *known = map_get(&by_path, path);
	if (known)
		return known;
	source *s = source_read(path, &error);
	if (!s)
		return NULL;
	unit *u = arena_alloc(sizeof *u);
	map_set(&by_path, path, u);
	u->src = s = branches_active(s, o);
	u->root = parse(s, o);
	u->extended = true;
	bring_headers(u, u->root, o);
	words_resolve(u, NULL);
	return u;
}

// Another unit for another bringer, with the same tree.
static unit *bring(unit *above, node *bringer, const char *path, const options *o)
{
	unit *loaded = load(path, o);
	if (!loaded) {
		diag_error(bringer, "cannot read '%s'", path);
		return NULL;
	}
	unit *h = arena_copy(loaded, sizeof *loaded);
	h->bringer = bringer;
	h->next = NULL;
	unit **last = &above->headers;
	while (*last)
		last = &(*last)->next;
	*last = h;
	above->extended = true;
	return h;
}

static void bring_import(unit *u, node *spec, const options *o)
{
	node *path_node = node_field(spec, F_PATH), *name = node_field(spec, F_NAME);
	if (!path_node || path_node->end - path_node->start < 2)
		return;
	const char *quoted = node_text(path_node), *path = arena_text(quoted + 1, strlen(quoted) - 2);
	const char *found = find(o, NULL, arena_printf("goc/%s.gh", path));
	if (!found) {
		unknown_package(o, path_node, path);
		return;
	}
	unit *h = bring(u, spec, found, o);
	if (!h)
		return;
	const char *last = strrchr(path, '/');
	h->prefix = last ? last + 1 : path;
	h->package = name ? node_text(name) : h->prefix;
	const char *plain = arena_printf("%.*s.h", (int)strlen(found) - 3, found);
	h->c_header = access(plain, R_OK) ? NULL : arena_printf("goc/%s.h", path);
}

static void bring_include(unit *u, node *n, const options *o)
{
	node *path = node_field(n, F_PATH);
	const char *text = path ? node_text(path) : "";
	size_t len = strlen(text);
	if (len < 6 || strncmp(text + len - 4, ".gh", 3))
		return;
	const char *name = arena_text(text + 1, len - 2);
	const char *found = find(o, *text == '"' ? u->src->dir : NULL, name);
	if (found)
		bring(u, n, found, o);
	else
		diag_error(path, "%s: No such file or directory", name);
}

static void bring_headers(unit *u, node *n, const options *o)
{
	for (node *c = n->first; c; c = c->next) {
		if (c->kind == N_IMPORT_SPEC)
			bring_import(u, c, o);
		else if (c->kind == N_PREPROC_INCLUDE)
			bring_include(u, c, o);
		else if (c->kind == N_IMPORT || c->kind == N_PREPROC_IF || c->kind == N_PREPROC_IFDEF || c->kind == N_PREPROC_ELSE || c->kind == N_PREPROC_ELIF)
			bring_headers(u, c, o);
	}
}

static bool holds_extension(const node *n)
{
	if (kind_is_extension(n->kind) || n->word)
		return true;
	if (n->kind == N_BREAK || n->kind == N_CONTINUE)
		return node_field(n, F_LABEL) != NULL;
	for (const node *c = n->first; c; c = c->next)
		if (holds_extension(c))
			return true;
	return false;
}

unit *syntax_parse(source *s, const options *o)
{
	unit *u = arena_alloc(sizeof *u);
	u->src = s = branches_active(s, o);
	u->root = parse(s, o);
	bring_headers(u, u->root, o);
	words_resolve(u, NULL);
	u->extended |= holds_extension(u->root);
	return u;
}
