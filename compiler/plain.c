// Rule 1 of the language, every C file keeps its meaning, decided by the compiler that will compile it: where the tree
// has no construct that cannot be C, or has errors besides, `gcc -fsyntax-only` is run on the file. What is right
// as C is C, but for calls of predeclared functions that nothing declares: C of old would accept them as implicit.
//
// Tried and dropped: asking libclang. It refuses nested functions and other GNU C, and costs the same.
#define _GNU_SOURCE
#include "plain.h"
#include "arena.h"
#include "buf.h"
#include "source.h"
#include "words.h"
#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

// Constructs that no text of C can be taken for while the tree around them has no errors.
static bool is_beyond_doubt(int kind)
{
	switch (kind) {
	case N_IMPORT: case N_CHANNEL_TYPE: case N_SHORT_VAR: case N_GO: case N_DEFER: case N_SEND: case N_RECEIVE:
	case N_SELECT: case N_FOR_RANGE: case N_FUNC_LITERAL: case N_TYPE_SWITCH: case N_TYPE_ASSERTION:
		return true;
	default:
		return false;
	}
}

// A branch of an #if may be inactive: what it holds is no proof.
static void look(const node *n, bool conditional, bool *certain, bool *errors)
{
	conditional |= n->kind == N_PREPROC_IF || n->kind == N_PREPROC_IFDEF;
	*certain |= !conditional && is_beyond_doubt(n->kind);
	*errors |= n->error || n->missing;
	for (const node *c = n->first; c; c = c->next)
		look(c, conditional, certain, errors);
}

// ---- Asking gcc --------------------------------------------------------------------------------------

// Standard input was read already: its text goes to a file beside the translation.
static const char *file_to_ask(const source *s, const options *o)
{
	if (strcmp(o->input, "-") || !o->output)
		return o->input;
	const char *path = arena_printf("%s.ask.c", o->output);
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	bool ok = fd >= 0 && write(fd, s->text, s->len) == (ssize_t)s->len;
	if (fd >= 0)
		close(fd);
	return ok ? path : NULL;
}

static char **question(const char *gcc, const char *file, const options *o)
{
	static const char *const fixed[] = { "-fsyntax-only", "-Wimplicit-function-declaration", "-fmax-errors=1", "-fno-diagnostics-color" };
	char **args = NULL;
	int n = 0;
	ARENA_PUSH(args, n, (char *)gcc);
	for (int i = 0; i < o->ncpp_args; i++)
		ARENA_PUSH(args, n, (char *)o->cpp_args[i]);
	for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
		ARENA_PUSH(args, n, (char *)fixed[i]);
	ARENA_PUSH(args, n, "-x");
	ARENA_PUSH(args, n, "c");
	ARENA_PUSH(args, n, (char *)file);
	ARENA_PUSH(args, n, NULL);
	return args;
}

// Runs gcc; its messages go to said. Its exit status, 1 when it could not be run.
static int ask(char **args, buf *said)
{
	int ends[2], status;
	pid_t pid;
	ssize_t n;
	char chunk[4096];
	posix_spawn_file_actions_t actions;
	if (pipe2(ends, O_CLOEXEC))
		return 1;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO);
	setenv("LC_ALL", "C", 1);
	int error = posix_spawnp(&pid, args[0], &actions, NULL, args, environ);
	posix_spawn_file_actions_destroy(&actions);
	close(ends[1]);
	while (!error && (n = read(ends[0], chunk, sizeof chunk)) > 0)
		buf_put(said, chunk, (size_t)n);
	close(ends[0]);
	return error || waitpid(pid, &status, 0) < 0 || !WIFEXITED(status) ? 1 : WEXITSTATUS(status);
}

// Does a message tell of a predeclared function that nothing declares? Without a channel or slice in the file, append,
// copy and close are C's all the same.
static bool calls_ours(const char *messages)
{
	static const char phrase[] = "implicit declaration of function '";
	for (const char *at = messages; (at = strstr(at, phrase)); ) {
		at += sizeof phrase - 1;
		word w = word_of(at, strcspn(at, "'"));
		if (word_is_func(w) && w != W_APPEND && w != W_COPY && w != W_CLOSE)
			return true;
	}
	return false;
}

bool plain_accepts(const source *s, const options *o)
{
	const char *gcc = getenv("COLLECT_GCC"), *file = file_to_ask(s, o);
	buf said = { 0 };
	if (!file)
		return false;
	int status = ask(question(gcc ? gcc : "gcc", file, o), &said);
	if (file != o->input)
		unlink(file);
	return status == 0 && !(said.text && calls_ours(said.text));
}

bool plain_is_c(const unit *u, const options *o)
{
	bool certain = false, errors = false;
	if (u->headers)
		return false;
	look(u->root, false, &certain, &errors);
	return (!certain || errors) && plain_accepts(u->src, o);
}
