// The sanitizers' view of the runtime: options, leak roots, and where AddressSanitizer's malloc keeps its memory.
// sched/fiber.h has what happens at each switch.
#define _GNU_SOURCE
#define GC_THREADS
#define GC_NO_THREAD_REDIRECTS
#include "sched/fiber.h"
#include "sched/proc.h"
#include <fcntl.h>
#include <gc/gc.h>
#include <gc/gc_mark.h>
#include <stdlib.h>
#include <sys/syscall.h>

GOC__WEAK void __lsan_register_root_region(const void *addr, size_t size);

// Frames on the fake stack would be where the collector does not look. Faults must reach our handler, which makes
// panics of them. A program may define its own.
GOC__WEAK const char *__asan_default_options(void);
GOC__WEAK const char *__asan_default_options(void)
{
	return "detect_stack_use_after_return=0:allow_user_segv_handler=1:handle_segv=1:handle_sigbus=1:handle_sigfpe=1";
}

// ---- LeakSanitizer -----------------------------------------------------------------------------------------

enum { NEAR = 1 << 20 };               // objects nearer than this are one region: the list is walked linearly

static struct { char *lo, *hi; } region;

static void region_end(void)
{
	if (region.lo)
		__lsan_register_root_region(region.lo, (size_t)(region.hi - region.lo));
	region.lo = region.hi = NULL;
}

static void add_object(void *object, size_t size, void *arg)
{
	char *lo = object;

	(void)arg;
	if (!region.lo || lo + size + NEAR < region.lo || lo > region.hi + NEAR) {
		region_end();
		region.lo = lo;
		region.hi = lo + size;
	}
	if (lo < region.lo)
		region.lo = lo;
	if (lo + size > region.hi)
		region.hi = lo + size;
}

static void add_stack(const goc__stack *s, void *arg)
{
	const goc__g *g = (const goc__g *)s->hi;

	(void)arg;
	if (goc__state_of(g) != GOC__DEAD)
		__lsan_register_root_region(s->lo, (size_t)((const char *)(g + 1) - s->lo));
}

static void add_record(goc__fresh *r, void *arg)
{
	(void)arg;
	if (r->live)
		__lsan_register_root_region(r, sizeof *r);
}

static void *all_objects(void *arg)
{
	GC_enumerate_reachable_objects_inner(add_object, arg);
	return NULL;
}

// Registered after LeakSanitizer's own check, so it runs before that.
static void at_exit(void)
{
	if (!goc__thread_m())                  // a thread that libgc may not know
		return;
	GC_gcollect();                         // an object counts once it is marked
	GC_call_with_alloc_lock(all_objects, NULL);
	region_end();
	goc__stack_each(add_stack, NULL);
	goc__records_each(add_record, NULL);
}

void goc__fiber_init(void)
{
	if (__lsan_register_root_region)
		atexit(at_exit);
}

// ---- AddressSanitizer's heap -------------------------------------------------------------------------------

// Where its allocator keeps all that is smaller than 256 KB on this processor.
static const uintptr_t heap_lo = 0x600000000000, heap_hi = 0x640000000000;

static const char *number(const char *s, uintptr_t *n)
{
	for (*n = 0; (*s >= '0' && *s <= '9') || (*s >= 'a' && *s <= 'f'); s++)
		*n = *n << 4 | (uintptr_t)(*s <= '9' ? *s - '0' : *s - 'a' + 10);
	return s;
}

static void push_line(const char *line, void (*push)(void *, void *))
{
	uintptr_t lo, hi;

	line = number(line, &lo);
	if (*line++ != '-')
		return;
	line = number(line, &hi);
	if (lo >= heap_lo && hi <= heap_hi && line[0] == ' ' && line[1] == 'r' && line[2] == 'w')
		push((void *)lo, (void *)hi);
}

// Other threads may have been stopped anywhere in libc: only system calls.
void goc__fiber_push_malloced(void (*push)(void *lo, void *hi))
{
	char text[1024], line[64];
	unsigned used = 0;
	long fd, n;

	if (!__asan_unpoison_memory_region)
		return;
	fd = goc__syscall(SYS_openat, AT_FDCWD, (long)"/proc/self/maps", O_RDONLY | O_CLOEXEC, 0, 0, 0);
	while (fd >= 0 && (n = goc__syscall(SYS_read, fd, (long)text, sizeof text, 0, 0, 0)) > 0)
		for (long i = 0; i < n; i++) {
			if (text[i] != '\n') {
				if (used < sizeof line - 1)
					line[used++] = text[i];
				continue;
			}
			line[used] = 0;
			push_line(line, push);
			used = 0;
		}
	if (fd >= 0)
		goc__syscall(SYS_close, fd, 0, 0, 0, 0, 0);
}
