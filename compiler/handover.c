// Files are written whole from memory, and a regular file that could not be is removed. An @file holds an option a line,
// quoted as libiberty's expandargv reads it.
#include "handover.h"
#include "arena.h"
#include "diag.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool write_all(int fd, const char *text, size_t len)
{
	while (len) {
		ssize_t n = write(fd, text, len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		text += n;
		len -= (size_t)n;
	}
	return true;
}

// path NULL or "-": standard output.
static bool write_file(const char *path, const char *text, size_t len)
{
	bool standard = !path || !strcmp(path, "-");
	int fd = standard ? STDOUT_FILENO : open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	struct stat st;
	bool ok = fd >= 0 && write_all(fd, text, len);
	bool regular = fd >= 0 && !standard && fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
	int error = errno;
	if (fd >= 0 && !standard && close(fd) && ok) {
		ok = false;
		error = errno;
	}
	if (!ok) {
		if (regular)
			unlink(path);
		diag_plain("%s: %s", standard ? "standard output" : path, strerror(error));
	}
	return ok;
}

static void put_option(buf *b, const char *option)
{
	buf_putc(b, '"');
	for (; *option; option++) {
		if (*option == '"' || *option == '\\')
			buf_putc(b, '\\');
		buf_putc(b, *option);
	}
	buf_puts(b, "\"\n");
}

bool handover_unchanged(const handover *h, const options *o, const source *s)
{
	buf before = { 0 };
	if (!h->before)
		return write_file(o->output, s->text, s->len);
	put_option(&before, o->input);
	return write_file(h->before, before.text, before.len) && write_file(h->after, "", 0);
}

// ---- Dependencies ----------------------------------------------------------------------------------

static const char *list_path(const char *deps)
{
	return arena_printf("%s.list", deps);
}

static void put_headers(buf *list, const unit *u)
{
	for (const unit *header = u->headers; header; header = header->next) {
		const char *path = header->src->path;
		buf_printf(list, "%s\n", !strncmp(path, "./", 2) ? path + 2 : path);
		put_headers(list, header);
	}
}

// The translated file's name, the .gc file's, and one dialect header a line.
static bool write_list(const handover *h, const options *o, const unit *u)
{
	buf list = { 0 };
	buf_printf(&list, "%s\n%s\n", o->output, o->input);
	put_headers(&list, u);
	return write_file(list_path(h->deps), list.text, list.len);
}

static void put_escaped(buf *b, const char *name)
{
	for (; *name; name++) {
		if (*name == ' ' || *name == '#')
			buf_putc(b, '\\');
		if (*name == '$')
			buf_putc(b, '$');
		buf_putc(b, *name);
	}
}

// What cc1 wrote (rule), with the .gc file and its dialect headers in the place of the translated file.
static buf complete(const char *rule, char **names, int n, bool phony)
{
	buf out = { 0 }, translated = { 0 };
	put_escaped(&translated, names[0]);
	const char *at = strstr(rule, translated.text);
	if (!at) {
		buf_puts(&out, rule);
		return out;
	}
	if (at - rule > 4 && !strncmp(at - 4, " \\\n ", 4))     // cc1 broke the line for a longer name
		buf_put(&out, rule, (size_t)(at - rule) - 3);
	else
		buf_put(&out, rule, (size_t)(at - rule));
	for (int i = 1; i < n; i++) {
		put_escaped(&out, names[i]);
		if (i + 1 < n)
			buf_putc(&out, ' ');
	}
	buf_puts(&out, at + translated.len);
	for (int i = 2; phony && i < n; i++) {
		put_escaped(&out, names[i]);
		buf_puts(&out, ":\n");
	}
	return out;
}

int handover_deps(char **argv)
{
	const char *deps = *argv, *to = NULL, *fallback = NULL;
	bool phony = false;
	int error, n = 0;
	for (char **arg = argv + 1; *arg; arg++) {
		if (!strcmp(*arg, "-MP"))
			phony = true;
		else if (!strncmp(*arg, "-MF", 3))
			to = (*arg)[3] ? *arg + 3 : *++arg;
		else if (!strcmp(*arg, "--default"))
			fallback = *++arg;
		else if (!strncmp(*arg, "-o", 2))
			fallback = (*arg)[2] ? *arg + 2 : *++arg;
	}
	source *list = source_read(list_path(deps), &error), *rule;
	if (!list)
		return 0;       // no translated file: cc1 wrote the rule itself
	unlink(list_path(deps));
	if (!(rule = source_read(deps, &error))) {
		diag_plain("%s: %s", deps, strerror(error));
		return 1;
	}
	char **names = arena_alloc(list->nlines * sizeof *names), *rest = arena_text(list->text, list->len);
	for (char *name; (name = strsep(&rest, "\n")) && *name; )
		names[n++] = name;
	buf out = complete(rule->text, names, n, phony);
	return !write_file(to ? to : fallback, out.text, out.len);
}

static const char *default_target(const char *input)
{
	const char *base = strrchr(input, '/') ? strrchr(input, '/') + 1 : input;
	const char *dot = strrchr(base, '.');
	return arena_printf("%.*s.o", dot ? (int)(dot - base) : (int)strlen(base), base);
}

// ---- The translation -------------------------------------------------------------------------------

// Why each: an unexpected trap must leave the state that a deferred call sees (non-call-exceptions), a nil dereference
// must happen (delete-null-pointer-checks), traces follow frame pointers and tell lines (-g1) and show every caller (no sibling calls), and a goroutine's
// stack ends in a guard that no frame may step over (stack-clash-protection).
static const char *const extension_options[] = {
	"-fnon-call-exceptions", "-fno-delete-null-pointer-checks", "-Wno-clobbered", "-fno-omit-frame-pointer",
	"-fno-optimize-sibling-calls", "-fstack-clash-protection",
};

// gcc-go compares the C with the .gc text when gcc reports something (columns.c); gcc removes its own file too early.
static void keep(const char *translated)
{
	const char *folder = getenv("GOC_KEEP"), *slash = strrchr(translated, '/');
	if (folder && link(translated, arena_printf("%s/%s.kept", folder, slash ? slash + 1 : translated)))
		return;     // only messages' columns are at stake
}

bool handover_translated(const handover *h, const options *o, const unit *u, const buf *c)
{
	buf before = { 0 }, after = { 0 };
	if (!write_file(o->output, c->text, c->len))
		return false;
	if (!h->before)
		return true;
	keep(o->output);
	put_option(&before, "-iquote");
	put_option(&before, u->src->dir);
	put_option(&before, o->output);
	for (size_t i = 0; i < sizeof extension_options / sizeof *extension_options; i++)
		put_option(&after, extension_options[i]);
	if (!h->has_debug)
		put_option(&after, "-g1");
	// Debug information, __BASE_FILE__ and the object's symbol table name the .gc file.
	put_option(&after, arena_printf("-ffile-prefix-map=%s=%s", o->output, o->input));
	if (h->wants_deps) {
		put_option(&after, "-MF");
		put_option(&after, h->deps);
		if (!h->has_target) {
			put_option(&after, "-MQ");
			put_option(&after, default_target(o->input));
		}
		if (!write_list(h, o, u))
			return false;
	}
	return write_file(h->before, before.text, before.len) && write_file(h->after, after.text, after.len);
}
