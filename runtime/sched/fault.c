// SIGSEGV, SIGBUS and SIGFPE as panics; SIGQUIT prints all goroutines.
//
// The handler runs on the thread's alternate stack and changes nothing of the faulting context but rip and
// three argument registers: the kernel's return from the signal then goes on in goc__fault_entry (arch/), on the
// faulting stack, in a frame that looks like a signal's. So the panic runs as ordinary code of the goroutine,
// its trace begins at the faulting line, and no signal stays blocked.
//
// Not every fault can become a panic: one outside any goroutine (the scheduler's own stacks), one in a
// goroutine's guard (the stack has run over), and one while a panic is printed are fatal.
#define _GNU_SOURCE             // REG_RIP
#include "fault.h"
#include "arch/divide.h"
#include "panic.h"
#include "panic_state.h"
#include "sched.h"
#include "stop.h"
#include "trace.h"
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <ucontext.h>

enum { ALT_STACK = 128 << 10 };

// A call of a nil function value, or of a pointer to nowhere near code: the fault is the callee's, but the
// line to name is the caller's. Undoes the call.
static greg_t blame(greg_t *r)
{
	greg_t pc = r[REG_RIP];

	if (pc >= 0 && pc < 4096) {
		pc = *(greg_t *)r[REG_RSP] - 1;
		r[REG_RSP] += 8;
	}
	return pc;
}

static _Noreturn void stack_overflow(const greg_t *r)
{
	char text[4096];
	goc_out o = GOC_OUT_FD(2, text);

	goc__dying();
	goc__flush();
	goc__out(&o, "fatal error: stack overflow\n");
	if (goc__traceback() != GOC_TB_NONE) {
		goc__out(&o, "\n");
		goc__trace_self_at(&o, (void *)r[REG_RIP], (void *)r[REG_RBP]);
	}
	goc__out_flush(&o);
	goc__die();
}

static _Noreturn void fatal_signal(int sig, const siginfo_t *info, const greg_t *r)
{
	char text[4096];
	goc_out o = GOC_OUT_FD(2, text);

	goc__dying();
	goc__out(&o, "fatal error: unexpected signal during runtime execution\n[signal %s code=0x%x addr=%p pc=0x%llx]\n",
	         goc__signal_text(sig), info->si_code, info->si_addr, r[REG_RIP]);
	if (goc__traceback() != GOC_TB_NONE) {
		goc__out(&o, "\n");
		if (goc__self)
			goc__trace_self_at(&o, (void *)r[REG_RIP], (void *)r[REG_RBP]);
		else
			goc__trace_stack(&o, (void *)r[REG_RIP], NULL, NULL, NULL);
	}
	goc__out_flush(&o);
	if (goc__traceback() >= GOC_TB_ALL)
		goc__trace_others(&o);
	goc__out_flush(&o);
	goc__die();
}

// clang's check of a divisor traps by `ud1`; `ud2` is somebody's __builtin_trap and stays fatal.
static int is_divide_trap(const unsigned char *pc)
{
	return pc[0] == 0x67 && pc[1] == 0x0f && pc[2] == 0xb9;
}

static void on_fault(int sig, siginfo_t *info, void *context)
{
	greg_t *r = ((ucontext_t *)context)->uc_mcontext.gregs;
	int code = info->si_code;

	goc__dying_fault();
	if (!goc__self || (sig == SIGILL && !is_divide_trap((void *)r[REG_RIP])))
		fatal_signal(sig, info, r);
	if (sig != SIGFPE && info->si_code > 0 && goc__stack_guard_hit(info->si_addr))
		stack_overflow(r);
	if (sig == SIGFPE && info->si_code == FPE_INTDIV && !goc__divisor_is_zero(r))
		code = FPE_INTOVF;
	r[REG_RDX] = blame(r);
	r[REG_RDI] = sig | (greg_t)(unsigned)code << 8;
	r[REG_RSI] = (greg_t)info->si_addr;
	r[REG_RIP] = (greg_t)goc__fault_entry;
}

_Noreturn void goc__fault_raise(unsigned long signal_and_code, unsigned long address, unsigned long pc)
{
	goc_panic p = {
		.signal = signal_and_code & 0xff, .code = (int)(signal_and_code >> 8), .address = address, .pc = pc,
		.value = { &goc_type_runtime_error, "runtime error: invalid memory address or nil pointer dereference" },
	};

	if (p.signal == SIGILL) {
		p.signal = SIGFPE;
		p.code = FPE_INTDIV;
	}
	if (p.signal == SIGFPE)
		p.value.data = p.code == FPE_INTDIV ? "runtime error: integer divide by zero" :
		               p.code == FPE_INTOVF ? "runtime error: integer overflow" : "runtime error: floating point error";
	goc__panic_run(&p);
}

const char *goc__signal_text(int sig)
{
	return sig == SIGBUS ? "SIGBUS: bus error" : sig == SIGFPE ? "SIGFPE: floating-point exception" :
	       sig == SIGILL ? "SIGILL: illegal instruction" :
	       "SIGSEGV: segmentation violation";
}

// SIGQUIT (^\\): every goroutine's trace, and the end. On whatever thread the kernel chose, which may hold any
// lock: only what a dying process needs is called.
static void on_quit(int sig, siginfo_t *info, void *context)
{
	char text[4096];
	goc_out o = GOC_OUT_FD(2, text);

	(void)sig, (void)info, (void)context;
	if (goc__dying_elsewhere() && goc__self)
		goc__stop_here();
	goc__dying();
	goc__flush();
	goc__out(&o, "SIGQUIT: quit\n");
	if (goc__self) {
		goc__out(&o, "\n");
		goc__trace_self(&o);
	}
	goc__stop_others();
	goc__trace_others(&o);
	goc__out_flush(&o);
	goc__die();
}

int goc__quit_is_ours(void)
{
	struct sigaction now;

	return sigaction(SIGQUIT, NULL, &now) == 0 && now.sa_sigaction == on_quit;
}

void goc__fault_init(void)
{
	static const int signals[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL };
	struct sigaction before, act = { .sa_sigaction = on_fault, .sa_flags = SA_SIGINFO | SA_ONSTACK };

	goc__longjmp_init();
	sigfillset(&act.sa_mask);
	for (unsigned i = 0; i < sizeof signals / sizeof *signals; i++)
		sigaction(signals[i], &act, NULL);
	act.sa_sigaction = on_quit;
	if (sigaction(SIGQUIT, NULL, &before) == 0 && before.sa_handler == SIG_DFL)     // nohup's ignoring stays
		sigaction(SIGQUIT, &act, NULL);
}

// The memory stays the thread's; the kernel forgets it with the thread. A thread that has a stack of its
// own already keeps it.
void goc__fault_thread(void)
{
	stack_t have, ours = { .ss_size = ALT_STACK };

	if (sigaltstack(NULL, &have) == 0 && !(have.ss_flags & SS_DISABLE))
		return;
	ours.ss_sp = mmap(NULL, ALT_STACK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (ours.ss_sp != MAP_FAILED)
		sigaltstack(&ours, NULL);
}
