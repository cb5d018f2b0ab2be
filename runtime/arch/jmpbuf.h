// What a jmp_buf of this system's libc holds. x86-64, glibc: rbx, rbp, r12 … r15, rsp, pc; rbp, rsp and pc are
// xored with the thread's pointer guard and rotated.
#ifndef GOC_ARCH_JMPBUF_H
#define GOC_ARCH_JMPBUF_H
#include <setjmp.h>

// The stack pointer after a longjmp to it.
static inline const void *goc__jmpbuf_sp(const struct __jmp_buf_tag *b)
{
	unsigned long sp = (unsigned long)b->__jmpbuf[6], guard;

	__asm__("movq %%fs:0x30, %0" : "=r"(guard));
	sp = sp >> 17 | sp << 47;
	return (const void *)(sp ^ guard);
}

#endif
