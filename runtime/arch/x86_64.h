// x86-64: the switch and what stands on %fs. arch/arch.h says what each is for.
//
// The switch is inline and saves three words; the compiler spills what it still needs, which is less than
// the six registers that a function call would have to save. The order of the stores and loads matters:
//
//	save pc, fp, sp            the collector may stop us anywhere: from here `from` covers the old stack
//	load fp, sp                a signal now finds the new stack
//	*word = 0                  from here another thread may run on the old stack
//	jump
//
// MXCSR and the x87 control word stay with the thread.
#ifndef GOC_ARCH_X86_64_H
#define GOC_ARCH_X86_64_H

#include <stddef.h>

#define GOC__RED_ZONE 128

static inline __attribute__((always_inline)) void
goc__switch(goc__context *from, const goc__context *to, _Atomic uint32_t *word)
{
	__asm__ volatile(
		"leaq 1f(%%rip), %%rax\n\t"
		"movq %%rax, (%0)\n\t"
		"movq %%rbp, 16(%0)\n\t"
		"movq %%rsp, 8(%0)\n\t"
		"movq (%1), %%rax\n\t"
		"movq 16(%1), %%rbp\n\t"
		"movq 8(%1), %%rsp\n\t"
		"movl $0, (%2)\n\t"
		"jmp *%%rax\n"
		"1:"
		: "+D"(from), "+S"(to), "+d"(word)
		:
		: "rax", "rbx", "rcx", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15", "memory", "cc",
		  "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10",
		  "xmm11", "xmm12", "xmm13", "xmm14", "xmm15");
}

static inline __attribute__((always_inline, noreturn)) void goc__jump(const goc__context *to)
{
	__asm__ volatile(
		"movq (%0), %%rax\n\t"
		"movq 16(%0), %%rbp\n\t"
		"movq 8(%0), %%rsp\n\t"
		"jmp *%%rax"
		: : "S"(to) : "rax", "memory");
	__builtin_unreachable();
}

// A context that calls entry() on an empty stack that ends at top; entry must not return.
static inline void goc__context_make(goc__context *c, char *top, void (*entry)(void))
{
	uintptr_t *sp = (uintptr_t *)((uintptr_t)top & ~(uintptr_t)15);

	*--sp = 0;                     // the return address: walks end here
	c->pc = (void *)entry;
	c->sp = sp;
	c->fp = 0;
}

// A system call by number; -errno. errno, which is some goroutine's, is not touched.
static inline long goc__syscall(long n, long a, long b, long c, long d, long e, long f)
{
	register long r10 __asm__("r10") = d, r8 __asm__("r8") = e, r9 __asm__("r9") = f;
	long result;

	__asm__ volatile("syscall" : "=a"(result) : "a"(n), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9) : "rcx", "r11", "memory");
	return result;
}

static inline __attribute__((always_inline)) struct goc__m *goc__thread_m(void)
{
	struct goc__m *m;
	__asm__ volatile("movq goc__this_m@gottpoff(%%rip), %0\n\tmovq %%fs:(%0), %0" : "=r"(m));
	return m;
}

static inline __attribute__((always_inline)) void goc__thread_m_set(struct goc__m *m)
{
	uintptr_t t;
	__asm__ volatile("movq goc__this_m@gottpoff(%%rip), %0\n\tmovq %1, %%fs:(%0)" : "=&r"(t) : "r"(m) : "memory");
}

static inline __attribute__((always_inline)) void goc__thread_g_set(void *g)
{
	uintptr_t t;
	__asm__ volatile("movq goc__self@gottpoff(%%rip), %0\n\tmovq %1, %%fs:(%0)" : "=&r"(t) : "r"(g) : "memory");
}

// fn(arg) on the stack that ends below sp; *mine is this stack's pointer meanwhile, for the collector.
static inline __attribute__((always_inline)) void *goc__call_on(void *sp, void **mine, void *(*fn)(size_t), size_t arg)
{
	void *result;
	__asm__ volatile(
		"movq %%rsp, %%rbx\n\t"
		"movq %%rsp, (%[mine])\n\t"
		"leaq -128(%[sp]), %%rsp\n\t"
		"andq $-16, %%rsp\n\t"
		"call *%[fn]\n\t"
		"movq %%rbx, %%rsp"
		: "=a"(result), "+D"(arg), [sp] "+S"(sp), [fn] "+d"(fn), [mine] "+c"(mine)
		:
		: "rbx", "r8", "r9", "r10", "r11", "memory", "cc",
		  "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10",
		  "xmm11", "xmm12", "xmm13", "xmm14", "xmm15");
	return result;
}

static inline void goc__pause(void)
{
	__asm__ volatile("pause" : : : "memory");
}

static inline __attribute__((always_inline)) char *goc__here(void)
{
	char *sp;
	__asm__ volatile("movq %%rsp, %0" : "=r"(sp));
	return sp;
}

#endif
