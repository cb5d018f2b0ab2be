// gcc-go: gcc that knows the language of .gc files.
//
// gcc does the work and keeps its command line. It learns the language from a specs file (specs.sh) whose
// first step for a .gc input is goc-translate; -B makes it find the translator, libgoc and the headers,
// which lie in lib/gcc-go beside the folder of this program. So every option means what gcc says it means, and
// what is done here is little: find those files, give gcc a folder of its own for temporary files, and
// the options that gcc does not have (--emit-c, run, --help, --version).
//
// The folder matters: translated C lies in it while cc1 reads it, and cc1 looks for #include "x.h" first in the folder of
// the file that includes. In /tmp itself it could find a stranger's header.
#define _GNU_SOURCE
#include "columns.h"
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define VERSION "0.1"

static const char usage[] =
	"Usage: gcc-go [gcc's options] file…          compile and link; .gc files are translated first\n"
	"       gcc-go --emit-c x.gc [-o x.c]         write the C that x.gc becomes\n"
	"       gcc-go run [options] x.gc… [args]     build in a temporary folder and run\n"
	"\n"
	"-x gc names the language of the inputs that follow. All other options are gcc's (gcc --help).\n"
	"The environment variable GOC_GCC names another gcc.\n";

static char library[PATH_MAX];      // lib/gcc-go: gc.specs, goc-translate, libgoc.a, include/
static char scratch[PATH_MAX];      // our folder for temporary files; "" before it is made
static const char *gcc = "gcc";

static void remove_scratch(void);

__attribute__((format(printf, 1, 2)))
static _Noreturn void die(const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	fputs("gcc-go: error: ", stderr);
	vfprintf(stderr, format, ap);
	fputc('\n', stderr);
	va_end(ap);
	remove_scratch();
	exit(1);
}

static void *memory(size_t size)
{
	void *p = calloc(1, size);
	if (!p)
		die("out of memory");
	return p;
}

// ---- Command lines -------------------------------------------------------------------------------

typedef struct args {
	const char **v;     // NULL-terminated
	int n, room;
} args;

static void add(args *a, const char *arg)
{
	if (a->n + 1 >= a->room) {
		int room = a->room ? 2 * a->room : 32;
		const char **v = memory((size_t)room * sizeof *v);
		if (a->n)
			memcpy(v, a->v, (size_t)a->n * sizeof *v);
		a->v = v;
		a->room = room;
	}
	a->v[a->n++] = arg;
	a->v[a->n] = NULL;
}

__attribute__((format(printf, 1, 2)))
static char *text(const char *format, ...)
{
	char *s = NULL;
	va_list ap;
	va_start(ap, format);
	if (vasprintf(&s, format, ap) < 0)
		die("out of memory");
	va_end(ap);
	return s;
}

// gcc taught by our specs; the caller adds the rest of the command line.
static args gcc_command(void)
{
	args a = { 0 };
	add(&a, gcc);
	add(&a, text("-B%s", library));
	add(&a, text("-specs=%s/gc.specs", library));
	return a;
}

// ---- Temporary files -------------------------------------------------------------------------------

static int remove_entry(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	(void)st, (void)kind, (void)at;
	remove(path);
	return 0;
}

static void remove_scratch(void)
{
	if (*scratch)
		nftw(scratch, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
	*scratch = 0;
}

static void make_scratch(void)
{
	const char *tmp = getenv("TMPDIR");
	struct stat st;
	char *path;
	if (!tmp || stat(tmp, &st) || !S_ISDIR(st.st_mode))
		tmp = "/tmp";
	path = text("%s/gcc-go-XXXXXX", tmp);
	if (!mkdtemp(path))
		die("cannot make a temporary folder in %s: %s", tmp, strerror(errno));
	if (!realpath(path, scratch))
		die("%s: %s", path, strerror(errno));
}

// ---- Running a command -----------------------------------------------------------------------------

static volatile sig_atomic_t child, caught;
static const int passed_on[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };

// A signal from the terminal has reached the child as well; one that was sent to us alone is passed on.
static void pass_on(int sig, siginfo_t *info, void *context)
{
	(void)context;
	caught = sig;
	if (child > 0 && info->si_code <= 0)
		kill(child, sig);
}

static void catch_signals(void)
{
	struct sigaction act = { .sa_sigaction = pass_on, .sa_flags = SA_SIGINFO | SA_RESTART };
	for (size_t i = 0; i < sizeof passed_on / sizeof *passed_on; i++) {
		struct sigaction old;
		if (!sigaction(passed_on[i], NULL, &old) && old.sa_handler != SIG_IGN)
			sigaction(passed_on[i], &act, NULL);
	}
}

// Ends as a process ends that sig kills; the child has left its core where one was wanted.
static _Noreturn void end_by_signal(int sig)
{
	sigset_t set;
	setrlimit(RLIMIT_CORE, &(struct rlimit){ 0 });
	signal(sig, SIG_DFL);
	sigemptyset(&set);
	sigaddset(&set, sig);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
	raise(sig);
	exit(128 + sig);
}

// The child's side of start(): signals as they were, its standard error to `messages` if that is not -1.
static _Noreturn void become(const args *command, const char *program, const sigset_t *mask, int messages)
{
	for (size_t i = 0; i < sizeof passed_on / sizeof *passed_on; i++) {
		struct sigaction act;
		if (!sigaction(passed_on[i], NULL, &act) && act.sa_handler != SIG_IGN)
			signal(passed_on[i], SIG_DFL);
	}
	sigprocmask(SIG_SETMASK, mask, NULL);
	if (messages >= 0) {
		dup2(messages, STDERR_FILENO);
		close(messages);
	}
	execvp(program, (char *const *)command->v);
	fprintf(stderr, "gcc-go: error: cannot run %s: %s\n", program, strerror(errno));
	_exit(127);
}

static void start(const args *command, const char *program, int messages)
{
	sigset_t all, old;
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &old);     // a signal must find `child` set
	pid_t pid = fork();
	if (pid < 0)
		die("cannot start %s: %s", program, strerror(errno));
	if (pid == 0)
		become(command, program, &old, messages);
	child = pid;
	sigprocmask(SIG_SETMASK, &old, NULL);
}

// Waits for what was started; gives its wait status.
static int finish(const char *program)
{
	int status;
	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			die("waiting for %s: %s", program, strerror(errno));
	child = 0;
	return status;
}

static int run(const args *command, const char *program)
{
	start(command, program, -1);
	return finish(program);
}

// Passes on how the command ended.
static _Noreturn void end(int status)
{
	remove_scratch();
	if (WIFSIGNALED(status))
		end_by_signal(WTERMSIG(status));
	exit(WEXITSTATUS(status));
}

static bool wants_color(const args *command)
{
	const char *term = getenv("TERM");
	for (int i = 0; i < command->n; i++)
		if (strstr(command->v[i], "diagnostics-color"))
			return false;
	return isatty(STDERR_FILENO) && term && strcmp(term, "dumb");
}

// gcc's messages come through a pipe, to have their columns put right.
static int run_gcc(args *command)
{
	int ends[2], status;
	if (wants_color(command))
		add(command, "-fdiagnostics-color=always");
	setenv("TMPDIR", scratch, 1);
	setenv("GOC_KEEP", scratch, 1);
	if (pipe2(ends, O_CLOEXEC))
		die("pipe: %s", strerror(errno));
	start(command, gcc, ends[1]);
	close(ends[1]);
	columns_copy(ends[0], scratch);
	status = finish(gcc);
	if (WIFEXITED(status) && caught && WEXITSTATUS(status)) {
		remove_scratch();
		end_by_signal(caught);
	}
	return status;
}

// ---- gcc-go run ------------------------------------------------------------------------------------

// gcc's options whose value may be the next argument.
static bool takes_value(const char *option)
{
	static const char *const names[] = {
		"-B", "-D", "-I", "-L", "-MF", "-MQ", "-MT", "-T", "-U", "-Xassembler", "-Xlinker", "-Xpreprocessor", "-e",
		"-idirafter", "-imacros", "-include", "-iprefix", "-iquote", "-isysroot", "-isystem", "-iwithprefix",
		"-iwithprefixbefore", "-l", "-o", "-u", "-wrapper", "-x", "-z", "--param",
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (!strcmp(option, names[i]))
			return true;
	return false;
}

static bool is_gc(const char *arg)
{
	size_t n = strlen(arg);
	return n > 3 && !strcmp(arg + n - 3, ".gc");
}

// Options and .gc files up to the first argument that is neither belong to the build, the rest to the program.
static _Noreturn void run_program(char **argv)
{
	args build = gcc_command(), program = { 0 };
	char *binary;
	const char *tmpdir = getenv("TMPDIR") ? text("%s", getenv("TMPDIR")) : NULL;
	int files = 0, status;
	make_scratch();
	for (; *argv; argv++) {
		bool option = **argv == '-' && files == 0;
		if (!option && !is_gc(*argv))
			break;
		if (!option)
			files++;
		else if (!strcmp(*argv, "-o") || !strcmp(*argv, "-c") || !strcmp(*argv, "-S") || !strcmp(*argv, "-E"))
			die("%s does not go with run", *argv);
		add(&build, *argv);
		if (option && takes_value(*argv) && argv[1])
			add(&build, *++argv);
	}
	if (!files)
		die("run: no .gc file");
	binary = text("%s/%s", scratch, "program");
	add(&build, "-o");
	add(&build, binary);
	status = run_gcc(&build);
	if (status)
		end(status);
	add(&program, binary);
	for (; *argv; argv++)
		add(&program, *argv);
	if (tmpdir)
		setenv("TMPDIR", tmpdir, 1);
	else
		unsetenv("TMPDIR");
	unsetenv("GOC_KEEP");
	end(run(&program, binary));
}

// ---- The rest ----------------------------------------------------------------------------------------

static void find_library(void)
{
	char self[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
	if (n < 0)
		die("/proc/self/exe: %s", strerror(errno));
	self[n] = 0;
	for (int up = 0; up < 2; up++)
		*strrchr(self, '/') = 0;
	if (snprintf(library, sizeof library, "%s/lib/gcc-go", self) >= (int)sizeof library)
		die("%s: the path is too long", self);
	if (access(library, X_OK))
		die("%s: %s", library, strerror(errno));
}

static _Noreturn void show_version(void)
{
	args a = { 0 };
	printf("gcc-go " VERSION ", with:\n");
	fflush(stdout);
	add(&a, gcc);
	add(&a, "--version");
	end(run(&a, gcc));
}

int main(int argc, char **argv)
{
	args command;
	if (getenv("GOC_GCC"))
		gcc = getenv("GOC_GCC");
	find_library();
	catch_signals();
	if (argc > 1 && !strcmp(argv[1], "run"))
		run_program(argv + 2);
	command = gcc_command();
	for (int i = 1; i < argc; i++) {
		if (!strcmp(argv[i], "--help")) {
			fputs(usage, stdout);
			return 0;
		}
		if (!strcmp(argv[i], "--version"))
			show_version();
		if (!strcmp(argv[i], "--emit-c")) {
			add(&command, "-E");
			add(&command, "-fgoc-emit-c");
		} else {
			add(&command, argv[i]);
		}
	}
	make_scratch();
	end(run_gcc(&command));
}
