// The longjmp family taken over: a jump over deferring functions leaves their records on dead stack, so they are
// unlinked first. libc's own function then jumps. (Deferred calls that are jumped over never run.)
//
// The target's stack pointer is read from the jmp_buf, which glibc mangles; arch/ knows how.
#define _GNU_SOURCE
#include "arch/jmpbuf.h"
#include "panic.h"
#include <dlfcn.h>
#include <setjmp.h>
#include <stdlib.h>

typedef void jump(struct __jmp_buf_tag *, int);

static jump *real;

// Looked up at start (goc__fault_init): a signal handler that jumps may not.
void goc__longjmp_init(void)
{
	if (!real)
		real = (jump *)dlsym(RTLD_NEXT, "siglongjmp");
}

static _Noreturn void jump_to(struct __jmp_buf_tag *to, int value)
{
	if (goc__self)
		goc__frames_drop(goc__jmpbuf_sp(to));
	goc__longjmp_init();
	real(to, value);
	abort();
}

// The public names, and what -D_FORTIFY_SOURCE calls. That check (a jump must lead up the stack) is wrong on
// goroutines' alternate stacks and left out.
#define TAKEN_OVER __attribute__((visibility("default")))
TAKEN_OVER _Noreturn void longjmp(struct __jmp_buf_tag to[1], int value) { jump_to(to, value); }
TAKEN_OVER _Noreturn void _longjmp(struct __jmp_buf_tag to[1], int value) { jump_to(to, value); }
TAKEN_OVER _Noreturn void siglongjmp(struct __jmp_buf_tag to[1], int value) { jump_to(to, value); }
_Noreturn void __longjmp_chk(struct __jmp_buf_tag *to, int value);
TAKEN_OVER _Noreturn void __longjmp_chk(struct __jmp_buf_tag *to, int value) { jump_to(to, value); }
