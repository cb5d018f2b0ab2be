// The questions are asked in English (LC_ALL=C), so that the answers can be read.
#define _GNU_SOURCE
#include "ask.h"
#include "arena.h"
#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static const char **command_for(const char *const *flags, const options *o, const char *file)
{
	const char *gcc = getenv("COLLECT_GCC");    // gcc sets it for the steps that it runs
	const char **command = NULL;
	int n = 0;
	ARENA_PUSH(command, n, gcc ? gcc : "gcc");
	for (; *flags; flags++)
		ARENA_PUSH(command, n, *flags);
	for (int i = 0; i < o->ncpp_args; i++)
		ARENA_PUSH(command, n, o->cpp_args[i]);
	ARENA_PUSH(command, n, "-xc");
	ARENA_PUSH(command, n, file);
	ARENA_PUSH(command, n, NULL);
	return command;
}

bool ask_gcc(const char *const *flags, const options *o, const char *file, int stream, buf *answer)
{
	const char **command = command_for(flags, o, file);
	int ends[2], status;
	pid_t child;
	char chunk[1 << 16];
	posix_spawn_file_actions_t actions;
	if (pipe2(ends, O_CLOEXEC))
		return false;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, ends[1], stream);
	posix_spawn_file_actions_addopen(&actions, stream == 1 ? 2 : 1, "/dev/null", O_WRONLY, 0);
	setenv("LC_ALL", "C", 1);
	bool started = posix_spawnp(&child, command[0], &actions, NULL, (char **)command, environ) == 0;
	posix_spawn_file_actions_destroy(&actions);
	close(ends[1]);
	for (ssize_t n; started && (n = read(ends[0], chunk, sizeof chunk)) > 0; )
		buf_put(answer, chunk, (size_t)n);
	close(ends[0]);
	return started && waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool ask_gcc_text(const char *const *flags, const options *o, const char *text, size_t len, int stream, buf *answer)
{
	const char *folder = getenv("TMPDIR");
	char *path = arena_printf("%s/goc-XXXXXX.c", folder && *folder ? folder : "/tmp");
	int file = mkstemps(path, 2);
	bool ok = file >= 0 && write(file, text, len) == (ssize_t)len && ask_gcc(flags, o, path, stream, answer);
	if (file >= 0) {
		close(file);
		unlink(path);
	}
	return ok;
}
