// Package os: the process, its arguments and its environment.
#include "../error.h"

#include <errno.h>
#include <goc/os.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern char **environ;

static goc_string copy(const char *s)
{
	goc_size n = strlen(s) + 1;
	return memcpy(goc_new_atomic(n), s, n);
}

// ---- Arguments ---------------------------------------------------------------------------------------

goc_slice os_Args;

// glibc hands every constructor main's arguments: so os.Args is set before any initialiser of the program
// runs, whoever owns main. The strings are the process's own.
__attribute__((constructor(101))) static void set_args(int argc, char **argv)
{
	os_Args = (goc_slice){ argv, argc, argc };
}

void os_Exit(int code)
{
	exit(code);
}

// ---- Environment -------------------------------------------------------------------------------------

struct os_LookupEnv_results os_LookupEnv(goc_string key)
{
	const char *value = key ? getenv(key) : NULL;
	if (!value)
		return (struct os_LookupEnv_results){ "", 0 };
	return (struct os_LookupEnv_results){ copy(value), 1 };
}

goc_string os_Getenv(goc_string key)
{
	return os_LookupEnv(key).value;
}

static goc_error env_error(const char *op, int result)
{
	return result == 0 ? (goc_error){ 0 } : goc__syscall_error(op, errno);
}

goc_error os_Setenv(goc_string key, goc_string value)
{
	return env_error("setenv", setenv(key ? key : "", value ? value : "", 1));
}

goc_error os_Unsetenv(goc_string key)
{
	return env_error("unsetenv", unsetenv(key ? key : ""));
}

goc_slice os_Environ(void)
{
	goc_slice all = { 0 };
	for (char **e = environ; e && *e; e++) {
		goc_string s = copy(*e);
		all = goc_slice_append(all, sizeof s, &s, 1);
	}
	return all;
}

// ---- The process ---------------------------------------------------------------------------------------

int os_Getpid(void)
{
	return getpid();
}

int os_Getppid(void)
{
	return getppid();
}

struct os_Hostname_results os_Hostname(void)
{
	char name[256];
	if (gethostname(name, sizeof name) < 0)
		return (struct os_Hostname_results){ "", goc__syscall_error("gethostname", errno) };
	name[sizeof name - 1] = '\0';
	return (struct os_Hostname_results){ copy(name), { 0 } };
}

struct os_Getwd_results os_Getwd(void)
{
	char dir[4096];
	if (!getcwd(dir, sizeof dir))
		return (struct os_Getwd_results){ "", goc__syscall_error("getwd", errno) };
	return (struct os_Getwd_results){ copy(dir), { 0 } };
}
