// Linux: futexes, clocks, guards, and what the process may use.
//
// Guards. MADV_GUARD_INSTALL (Linux 6.13) makes pages fault without a mapping of their own, so that a million
// stacks fit under vm.max_map_count; it is used only after a probe has really faulted, since emulators
// answer 0 and install nothing. Otherwise mprotect, which splits mappings and fails after some 32,000.
#define _GNU_SOURCE
#include "arch/arch.h"
#include "os/os.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <linux/membarrier.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define MADV_GUARD 102          // MADV_GUARD_INSTALL, unknown to older headers

int64_t goc__nanotime(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}

int64_t goc__thread_cputime(long tid)
{
	struct timespec t;
	clockid_t clock = (clockid_t)((~(unsigned)tid << 3) | 6);       // the kernel's spelling of "thread tid, scheduled time"
	long e = goc__syscall(SYS_clock_gettime, clock, (long)&t, 0, 0, 0, 0);

	if (e != 0)
		return e;
	return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}

bool goc__thread_sleeps(long tid)
{
	char path[64], text[128], *state;
	ssize_t n = 0;
	int fd;

	snprintf(path, sizeof path, "/proc/self/task/%ld/stat", tid);
	if ((fd = open(path, O_RDONLY | O_CLOEXEC)) >= 0) {
		n = read(fd, text, sizeof text - 1);
		close(fd);
	}
	text[n > 0 ? n : 0] = 0;
	state = strrchr(text, ')');            // the name before it may hold anything
	return !state || state[1] == 0 || state[2] != 'R';
}

int goc__futex_wait(_Atomic uint32_t *word, uint32_t value, int64_t ns)
{
	struct timespec t, *tp = NULL;

	if (ns >= 0) {
		t.tv_sec = ns / 1000000000;
		t.tv_nsec = ns % 1000000000;
		tp = &t;
	}
	return (int)goc__syscall(SYS_futex, (long)word, FUTEX_WAIT_PRIVATE, value, (long)tp, 0, 0);
}

int goc__futex_wake(_Atomic uint32_t *word, int n)
{
	return (int)goc__syscall(SYS_futex, (long)word, FUTEX_WAKE_PRIVATE, n, 0, 0, 0);
}

static bool expedited;

void goc__membarrier_init(void)
{
	expedited = goc__syscall(SYS_membarrier, MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED, 0, 0, 0, 0, 0) == 0;
}

// Without the expedited command (old kernels, seccomp) an mprotect that takes access away does the
// same: it interrupts every CPU that has this address space.
void goc__membarrier(void)
{
	static char *_Atomic page;
	char *p;

	if (expedited && goc__syscall(SYS_membarrier, MEMBARRIER_CMD_PRIVATE_EXPEDITED, 0, 0, 0, 0, 0) == 0)
		return;
	p = atomic_load(&page);
	if (!p) {
		p = goc__reserve(goc__page_size());
		atomic_store(&page, p);
	}
	mprotect(p, goc__page_size(), PROT_READ | PROT_WRITE);
	*(volatile char *)p = 1;
	mprotect(p, goc__page_size(), PROT_READ);
}

// The first "quota period" of a cgroup file, as CPUs rounded up; 0: no limit or no file.
static int quota(const char *path, const char *period_path)
{
	char text[64] = "", period_text[64] = "";
	long long q = 0, period = 100000;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return 0;
	if (read(fd, text, sizeof text - 1) <= 0)
		text[0] = 0;
	close(fd);
	if (sscanf(text, "%lld %lld", &q, &period) < 1)
		return 0;
	if (period_path && (fd = open(period_path, O_RDONLY | O_CLOEXEC)) >= 0) {
		if (read(fd, period_text, sizeof period_text - 1) > 0)
			sscanf(period_text, "%lld", &period);
		close(fd);
	}
	return q > 0 && period > 0 ? (int)((q + period - 1) / period) : 0;
}

// The quota of this process's own cgroup or, in a container that sees it as the root, of the root.
static int cgroup_cpus(void)
{
	char line[512], path[600];
	FILE *f = fopen("/proc/self/cgroup", "re");
	int n = 0;

	while (f && !n && fgets(line, sizeof line, f)) {
		line[strcspn(line, "\n")] = 0;
		if (strncmp(line, "0::", 3) == 0) {
			snprintf(path, sizeof path, "/sys/fs/cgroup%s/cpu.max", line + 3);
			n = quota(path, NULL);
		}
	}
	if (f)
		fclose(f);
	if (!n)
		n = quota("/sys/fs/cgroup/cpu.max", NULL);
	if (!n)
		n = quota("/sys/fs/cgroup/cpu/cpu.cfs_quota_us", "/sys/fs/cgroup/cpu/cpu.cfs_period_us");
	return n;
}

int goc__cpu_count(void)
{
	enum { BYTES = 8192 / 8 };
	unsigned char mask[BYTES];
	int n = 0, limit = cgroup_cpus();
	long got = goc__syscall(SYS_sched_getaffinity, 0, sizeof mask, (long)mask, 0, 0, 0);

	for (long i = 0; i < got; i++)
		n += __builtin_popcount(mask[i]);
	if (n < 1)
		n = 1;
	return limit > 0 && limit < n ? limit : n;
}

size_t goc__page_size(void)
{
	static size_t size;
	if (!size)
		size = (size_t)sysconf(_SC_PAGESIZE);
	return size;
}

long goc__tid(void) { return goc__syscall(SYS_gettid, 0, 0, 0, 0, 0, 0); }

void goc__thread_yield(void) { goc__syscall(SYS_sched_yield, 0, 0, 0, 0, 0, 0); }

void goc__thread_slack(void) { prctl(PR_SET_TIMERSLACK, 1000, 0, 0, 0); }

char *goc__reserve(size_t n)
{
	void *p = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	return p == MAP_FAILED ? NULL : p;
}

// Does a guarded page fault? write(2) from it says so without a signal.
static bool probe_guard(void)
{
	size_t n = goc__page_size();
	char *p = goc__reserve(n);
	int fd[2];
	bool ok = false;

	if (!p)
		return false;
	*(volatile char *)p = 1;
	if (madvise(p, n, MADV_GUARD) == 0 && pipe2(fd, O_CLOEXEC) == 0) {
		ok = write(fd[1], p, 1) < 0 && errno == EFAULT;
		close(fd[0]);
		close(fd[1]);
	}
	munmap(p, n);
	return ok;
}

bool goc__guard(char *p, size_t n)
{
	static _Atomic int way;         // 0: not probed, 1: madvise, 2: mprotect

	if (!atomic_load_explicit(&way, memory_order_relaxed))
		atomic_store(&way, probe_guard() ? 1 : 2);
	if (atomic_load_explicit(&way, memory_order_relaxed) == 1 && goc__syscall(SYS_madvise, (long)p, (long)n, MADV_GUARD, 0, 0, 0) == 0)
		return true;
	return mprotect(p, n, PROT_NONE) == 0;
}

void goc__give_back(char *p, size_t n) { goc__syscall(SYS_madvise, (long)p, (long)n, MADV_DONTNEED, 0, 0, 0); }

int goc__foreign_threads(bool (*known)(long tid))
{
	char path[64], comm[32];
	int n = 0;
	DIR *d = opendir("/proc/self/task");
	struct dirent *e;

	while (d && (e = readdir(d))) {
		long tid = atol(e->d_name);
		if (tid <= 0 || known(tid))
			continue;
		snprintf(path, sizeof path, "/proc/self/task/%ld/comm", tid);
		int fd = open(path, O_RDONLY | O_CLOEXEC);
		if (fd < 0)
			continue;
		ssize_t got = read(fd, comm, sizeof comm - 1);
		close(fd);
		comm[got > 0 ? got : 0] = 0;
		if (strncmp(comm, "GC-marker", 9) != 0)
			n++;
	}
	if (d)
		closedir(d);
	return n;
}
