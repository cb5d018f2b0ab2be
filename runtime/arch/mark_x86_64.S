// A deferring function's mark, and the place where a fault becomes a call. What C cannot say: goc/defer.h
// (goc__mark) and sched/fault.h say what each is for.
//
// A mark is eight words: return address, stack pointer after the return, and the six registers that the
// ABI lets a function count on. The x87 and SSE control words are left as they are: a panic does not undo them.

	.text

// int goc__mark(void **mark): returns 0 now, 1 when goc__mark_jump comes back.
	.globl goc__mark
	.type goc__mark, @function
	.p2align 4
goc__mark:
	.cfi_startproc
	endbr64
	movq (%rsp), %rdx
	leaq 8(%rsp), %rcx
	movq %rdx, (%rdi)
	movq %rcx, 8(%rdi)
	movq %rbx, 16(%rdi)
	movq %rbp, 24(%rdi)
	movq %r12, 32(%rdi)
	movq %r13, 40(%rdi)
	movq %r14, 48(%rdi)
	movq %r15, 56(%rdi)
	xorl %eax, %eax
	ret
	.cfi_endproc
	.size goc__mark, . - goc__mark

// _Noreturn void goc__mark_jump(void **mark)
	.globl goc__mark_jump
	.type goc__mark_jump, @function
	.p2align 4
goc__mark_jump:
	.cfi_startproc
	endbr64
	movq (%rdi), %rdx
	movq 8(%rdi), %rsp
	movq 16(%rdi), %rbx
	movq 24(%rdi), %rbp
	movq 32(%rdi), %r12
	movq 40(%rdi), %r13
	movq 48(%rdi), %r14
	movq 56(%rdi), %r15
	movl $1, %eax
	jmp *%rdx
	.cfi_endproc
	.size goc__mark_jump, . - goc__mark_jump

// Where the fault handler sends the faulting code: rdi, rsi are goc__fault_raise's arguments, rdx the
// faulting address, rsp the faulting code's own. Steps over its red zone, and leaves a frame that unwinders
// and frame-pointer walks take for a signal's:
//
//	rsp at the fault   <- CFA
//	…128 bytes of red zone…
//	faulting pc        CFA-136
//	faulting rbp       CFA-144 <- rbp
	.globl goc__fault_entry
	.type goc__fault_entry, @function
	.p2align 4
	.cfi_startproc
	.cfi_signal_frame
	.cfi_def_cfa rsp, 0
	.cfi_register rip, rdx
	nop                             // unwinders may look at the byte before a signal frame's entry
goc__fault_entry:
	endbr64
	leaq -128(%rsp), %rsp
	.cfi_adjust_cfa_offset 128
	pushq %rdx
	.cfi_adjust_cfa_offset 8
	.cfi_offset rip, -136
	pushq %rbp
	.cfi_adjust_cfa_offset 8
	.cfi_offset rbp, -144
	movq %rsp, %rbp
	.cfi_def_cfa_register rbp
	andq $-16, %rsp
	cld
	call goc__fault_raise@PLT
	ud2
	.cfi_endproc
	.size goc__fault_entry, . - goc__fault_entry

	.section .note.GNU-stack, "", @progbits
