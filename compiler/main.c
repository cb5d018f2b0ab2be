// goc-translate: one .gc file to C. gcc runs it as the first step of every .gc input (specs.sh); its options are gcc's
// own, of which it takes what libclang and its messages need, and a few for the steps after it (handover.h).
#include "arena.h"
#include "buf.h"
#include "capture.h"
#include "check.h"
#include "diag.h"
#include "emit.h"
#include "handover.h"
#include "options.h"
#include "plain.h"
#include "source.h"
#include "syntax.h"
#include "typing.h"
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct command {
	options o;
	handover h;
} command;

// ---- The pipeline ------------------------------------------------------------------------------------

static void analyse_captures(unit *u)
{
	for (unit *header = u->headers; header; header = header->next)
		analyse_captures(header);
	capture_analyse(u->root);
}

static bool translate(command *c)
{
	const options *o = &c->o;
	const char *dump = o->dump ? o->dump : "";
	buf out = { 0 };
	int error;
	source *s = source_read(o->input, &error);
	if (!s) {
		diag_plain("%s: %s", o->input, strerror(error));
		return false;
	}
	syntax_hint hint = syntax_look(s);
	if (!*dump && (hint == SYNTAX_PLAIN || (hint == SYNTAX_WORDS && plain_accepts(s, o))))
		return handover_unchanged(&c->h, o, s);
	unit *u = syntax_parse(s, o);           // text to trees
	if (!strcmp(dump, "tree")) {
		syntax_dump(u->root, 0);
		return true;
	}
	if (!*dump && !diag_errors() && (!u->extended || plain_is_c(u, o)))
		return handover_unchanged(&c->h, o, s);
	if (!typing_resolve(u, o))              // types and declarations, by libclang
		return false;
	if (!*dump && !u->extended && !diag_errors())
		return handover_unchanged(&c->h, o, s);
	analyse_captures(u);                    // which variables move to the heap
	if (!strcmp(dump, "model"))
		syntax_dump(u->root, 0);
	if (*dump)
		return !diag_errors();
	check_unit(u);                          // what the dialect forbids
	if (diag_errors())
		return false;
	emit_unit(u, &out);                     // C on the same lines; a file of lower/ per construct
	return !diag_errors() && handover_translated(&c->h, o, u, &out);
}

// ---- The command line ----------------------------------------------------------------------------------

static void add_cpp(options *o, const char *arg)
{
	ARENA_PUSH(o->cpp_args, o->ncpp_args, arg);
}

static void add_dir(options *o, const char *dir)
{
	ARENA_PUSH(o->include_dirs, o->ninclude_dirs, dir);
}

static bool begins(const char *text, const char *prefix)
{
	return !strncmp(text, prefix, strlen(prefix));
}

// The value of an option that may stand in its own argument or in the next one.
static const char *value(char ***arg, const char *option)
{
	const char *joined = **arg + strlen(option);
	if (*joined)
		return joined;
	if (!(*arg)[1]) {
		diag_plain("missing argument to '%s'", option);
		exit(1);
	}
	return *++*arg;
}

// Preprocessor options with a value: libclang gets them all; where headers are looked for is ours to know too.
static bool take_cpp_value(options *o, char ***arg)
{
	static const struct { const char *name; bool is_dir; } table[] = {
		{ "-iquote", true }, { "-isystem", true }, { "-idirafter", true }, { "-include", false }, { "-imacros", false },
		{ "-isysroot", false }, { "-I", true }, { "-D", false }, { "-U", false },
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		if (!begins(**arg, table[i].name))
			continue;
		const char *v = value(arg, table[i].name);
		add_cpp(o, table[i].name);
		add_cpp(o, v);
		if (table[i].is_dir)
			add_dir(o, v);
		return true;
	}
	return false;
}

// Flags that change what a text means, or which branches of it are active; libclang knows them by gcc's names.
// (Of -f and -m it would take offence at those that only gcc has, so they are named here.)
static bool is_cpp_flag(const char *arg)
{
	static const char *const names[] = {
		"-std=", "-ansi", "-nostdinc", "-undef", "-trigraphs", "-O", "-m32", "-m64", "-march=", "-msse", "-mavx", "-mfma", "-mbmi",
		"-fsigned-char", "-funsigned-char", "-fshort-enums", "-fms-extensions", "-fplan9-extensions", "-fgnu89-inline", "-fopenmp", "-fno-builtin",
		"-ffreestanding", "-fsanitize=", "-fpic", "-fPIC", "-fpie", "-fPIE", "-fexceptions", "-ffast-math",
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (begins(arg, names[i]))
			return true;
	return false;
}

static bool color_wanted(const char *when)
{
	const char *term = getenv("TERM");
	if (!strcmp(when, "auto"))
		return isatty(STDERR_FILENO) && term && strcmp(term, "dumb");
	return strcmp(when, "never") != 0;
}

static void take_message_flag(const char *arg)
{
	if (!strcmp(arg, "-w"))
		diag_no_warnings = true;
	else if (!strcmp(arg, "-Werror"))
		diag_warnings_are_errors = true;
	else if (begins(arg, "-Wno-") && strcmp(arg, "-Wno-error"))
		diag_turn_off(arg + 5);
	else if (!strcmp(arg, "-Wformat=0"))        // what gcc makes of -Wno-format
		diag_turn_off("format");
	else if (begins(arg, "-fdiagnostics-color="))
		diag_color = color_wanted(strchr(arg, '=') + 1);
	else if (!strcmp(arg, "-fdiagnostics-color") || !strcmp(arg, "-fno-diagnostics-color"))
		diag_color = arg[2] != 'n';
	else if (!strcmp(arg, "-fno-diagnostics-show-caret"))
		diag_no_caret = true;
}

static bool take_handover(command *c, char ***arg)
{
	const char *a = **arg;
	if (!strcmp(a, "-o"))
		c->o.output = value(arg, "-o");
	else if (!strcmp(a, "--before"))
		c->h.before = value(arg, "--before");
	else if (!strcmp(a, "--after"))
		c->h.after = value(arg, "--after");
	else if (!strcmp(a, "--deps"))
		c->h.deps = value(arg, "--deps");
	else if (begins(a, "--dump="))
		c->o.dump = a + strlen("--dump=");
	else if (!strcmp(a, "--target-given"))
		c->h.has_target = true;
	else if (begins(a, "-MQ") || begins(a, "-MT"))
		value(arg, a[2] == 'Q' ? "-MQ" : "-MT"), c->h.has_target = true;
	else if (begins(a, "-M"))
		c->h.wants_deps = true;
	else
		return false;
	return true;
}

// The dialect's own headers lie in include/ beside this program, after all folders that the user named.
static void add_own_headers(options *o)
{
	char self[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
	if (n < 0)
		return;
	self[n] = 0;
	const char *dir = arena_printf("%.*s/include", (int)(strrchr(self, '/') - self), self);
	add_cpp(o, "-isystem");
	add_cpp(o, dir);
	add_dir(o, dir);
}

static void parse_options(command *c, char **arg)
{
	diag_color = color_wanted("auto");
	for (; *arg; arg++) {
		if (take_handover(c, &arg) || take_cpp_value(&c->o, &arg))
			continue;
		if (**arg != '-' || !strcmp(*arg, "-"))
			c->o.input = *arg;
		else if (begins(*arg, "-g"))
			c->h.has_debug = true;
		else if (is_cpp_flag(*arg))
			add_cpp(&c->o, *arg);
		else
			take_message_flag(*arg);
	}
	add_own_headers(&c->o);
}

int main(int argc, char **argv)
{
	command c = { 0 };
	if (argc > 2 && !strcmp(argv[1], "--write-deps"))
		return handover_deps(argv + 2);
	parse_options(&c, argv + 1);
	if (!c.o.input) {
		diag_plain("no input file");
		return 1;
	}
	return translate(&c) ? 0 : 1;
}
