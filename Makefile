# Builds everything under $(B): the translator, the driver gcc-go, libgoc and the tests.
#
#   make            build
#   make run        install what is missing, build, run the worker pool (EXAMPLE=examples/…/x.gc: another program)
#   make check      install what is missing, build, run all tests (TESTS="run errors/chan": only those)
#   make check-c    fetch larger C programs (zlib, libiberty, SQLite, gcc's torture tests) and see that they pass through
#   make bench      time bench/*.gc against the same programs in Go (CASES="pingpong …" ROUNDS=5 PROCS="1 2")
#   make install    copy to PREFIX (/usr/local), below DESTDIR if that is set
#   make grammar    regenerate grammar/src/parser.c from grammar/grammar.js (needs node, npm and the tree-sitter program)
#   make clean      remove $(B)
#
# V=1 shows the commands; B=/elsewhere builds outside the tree.

B ?= build
V ?= 0
ROUNDS ?= 5
PROCS ?= 1 2
CASES ?=
EXAMPLE ?= examples/in-action/listing24.gc
ifeq ($(origin CC),default)
CC = gcc
endif
AR ?= ar
Q = $(if $(filter 0,$(V)),@)
say = $(if $(filter 0,$(V)),@printf '  %-4s %s\n' $(1) $(2))

# ---- What the system has -----------------------------------------------------------------------

LLVM ?= $(firstword $(wildcard /usr/lib/llvm-14) $(wildcard /usr/lib/llvm-*))
LLHTTP ?= /usr/share/llhttp
LLHTTP_INCLUDE ?= /usr/share/include/llhttp

# ---- Sources: one per line, in alphabetical order ------------------------------------------------

DRIVER_SRCS := \
	compiler/columns.c \
	compiler/driver.c

COMPILER_SRCS := \
	compiler/arena.c \
	compiler/ask.c \
	compiler/branches.c \
	compiler/buf.c \
	compiler/capture.c \
	compiler/capture_macro.c \
	compiler/check.c \
	compiler/check_assign.c \
	compiler/check_flow.c \
	compiler/check_format.c \
	compiler/check_rules.c \
	compiler/check_syntax.c \
	compiler/check_value.c \
	compiler/clang.c \
	compiler/declare.c \
	compiler/diag.c \
	compiler/emit.c \
	compiler/handover.c \
	compiler/infer.c \
	compiler/main.c \
	compiler/map.c \
	compiler/methods.c \
	compiler/plain.c \
	compiler/probe.c \
	compiler/probe_expressions.c \
	compiler/probe_statements.c \
	compiler/probe_types.c \
	compiler/source.c \
	compiler/specifiers.c \
	compiler/symbols.c \
	compiler/syntax.c \
	compiler/typemake.c \
	compiler/typename.c \
	compiler/types.c \
	compiler/typetext.c \
	compiler/typing.c \
	compiler/units.c \
	compiler/words.c

LOWER_SRCS := \
	compiler/lower/assign.c \
	compiler/lower/call.c \
	compiler/lower/chan.c \
	compiler/lower/closure.c \
	compiler/lower/composite.c \
	compiler/lower/control.c \
	compiler/lower/convert.c \
	compiler/lower/defer.c \
	compiler/lower/func.c \
	compiler/lower/go.c \
	compiler/lower/iface.c \
	compiler/lower/import.c \
	compiler/lower/initializer.c \
	compiler/lower/later.c \
	compiler/lower/localtype.c \
	compiler/lower/lower.c \
	compiler/lower/order.c \
	compiler/lower/predeclared.c \
	compiler/lower/range.c \
	compiler/lower/select.c \
	compiler/lower/slice.c \
	compiler/lower/typedesc.c \
	compiler/lower/unit.c \
	compiler/lower/variable.c

GRAMMAR_SRCS := \
	grammar/src/parser.c

RUNTIME_CORE_SRCS := \
	runtime/arch/divide_x86_64.c \
	runtime/arch/mark_x86_64.S \
	runtime/comm/chan.c \
	runtime/comm/select.c \
	runtime/comm/sleep.c \
	runtime/core/func.c \
	runtime/core/iface.c \
	runtime/core/mem.c \
	runtime/core/print.c \
	runtime/core/slice.c \
	runtime/core/stack.c \
	runtime/core/string.c \
	runtime/core/types.c \
	runtime/goc_start.c \
	runtime/os/linux.c \
	runtime/sched/bias.c \
	runtime/sched/block.c \
	runtime/sched/debugger.c \
	runtime/sched/defer.c \
	runtime/sched/dump.c \
	runtime/sched/ends.c \
	runtime/sched/fault.c \
	runtime/sched/fiber.c \
	runtime/sched/idle.c \
	runtime/sched/info.c \
	runtime/sched/longjmp.c \
	runtime/sched/panic.c \
	runtime/sched/panic_print.c \
	runtime/sched/park.c \
	runtime/sched/roots.c \
	runtime/sched/runq.c \
	runtime/sched/schedtrace.c \
	runtime/sched/spawn.c \
	runtime/sched/start.c \
	runtime/sched/stop.c \
	runtime/sched/sysmon.c \
	runtime/sched/timers.c \
	runtime/sched/trace.c \
	runtime/sched/wait.c \
	runtime/sched/worker.c

RUNTIME_PKG_SRCS := \
	runtime/pkg/context/cancel.c \
	runtime/pkg/context/context.c \
	runtime/pkg/context/with.c \
	runtime/pkg/errors/errors.c \
	runtime/pkg/fmt/digits.c \
	runtime/pkg/fmt/errorf.c \
	runtime/pkg/fmt/float.c \
	runtime/pkg/fmt/format.c \
	runtime/pkg/fmt/integer.c \
	runtime/pkg/fmt/methods.c \
	runtime/pkg/fmt/print.c \
	runtime/pkg/fmt/scan.c \
	runtime/pkg/fmt/scan_input.c \
	runtime/pkg/fmt/scan_value.c \
	runtime/pkg/fmt/scanf.c \
	runtime/pkg/fmt/text.c \
	runtime/pkg/fmt/unicode.c \
	runtime/pkg/fmt/value.c \
	runtime/pkg/http/answers.c \
	runtime/pkg/http/body.c \
	runtime/pkg/http/client.c \
	runtime/pkg/http/header.c \
	runtime/pkg/http/message.c \
	runtime/pkg/http/mux.c \
	runtime/pkg/http/pattern.c \
	runtime/pkg/http/request.c \
	runtime/pkg/http/response.c \
	runtime/pkg/http/server.c \
	runtime/pkg/http/status.c \
	runtime/pkg/http/stream.c \
	runtime/pkg/http/watch.c \
	runtime/pkg/io/copy.c \
	runtime/pkg/io/io.c \
	runtime/pkg/io/made.c \
	runtime/pkg/io/pipe.c \
	runtime/pkg/log/log.c \
	runtime/pkg/net/addr.c \
	runtime/pkg/net/conn.c \
	runtime/pkg/net/dial.c \
	runtime/pkg/net/error.c \
	runtime/pkg/net/fd.c \
	runtime/pkg/net/poll.c \
	runtime/pkg/net/url.c \
	runtime/pkg/net/values.c \
	runtime/pkg/os/error.c \
	runtime/pkg/os/file.c \
	runtime/pkg/os/os.c \
	runtime/pkg/rand/rand.c \
	runtime/pkg/rand/source.c \
	runtime/pkg/rand/ziggurat.c \
	runtime/pkg/runtime/debug.c \
	runtime/pkg/runtime/memory.c \
	runtime/pkg/runtime/runtime.c \
	runtime/pkg/sync/cond.c \
	runtime/pkg/sync/hash.c \
	runtime/pkg/sync/map.c \
	runtime/pkg/sync/mutex.c \
	runtime/pkg/sync/once.c \
	runtime/pkg/sync/pool.c \
	runtime/pkg/sync/rwmutex.c \
	runtime/pkg/sync/value.c \
	runtime/pkg/sync/waitgroup.c \
	runtime/pkg/testing/bench.c \
	runtime/pkg/testing/run.c \
	runtime/pkg/testing/test.c \
	runtime/pkg/text.c \
	runtime/pkg/time/calendar.c \
	runtime/pkg/time/clock.c \
	runtime/pkg/time/duration.c \
	runtime/pkg/time/format.c \
	runtime/pkg/time/layout.c \
	runtime/pkg/time/parse.c \
	runtime/pkg/time/timer.c \
	runtime/pkg/time/zone.c \
	runtime/pkg/time/zonefile.c \
	runtime/pkg/x/errgroup.c \
	runtime/pkg/x/semaphore.c \
	runtime/pkg/x/singleflight.c

SRCS := $(DRIVER_SRCS) $(COMPILER_SRCS) $(LOWER_SRCS) $(GRAMMAR_SRCS) $(RUNTIME_CORE_SRCS) $(RUNTIME_PKG_SRCS)
unlisted := $(filter-out $(SRCS),$(foreach dir,compiler compiler/lower grammar/src runtime runtime/* runtime/*/* runtime/*/*/*, \
	$(wildcard $(dir)/*.c $(dir)/*.S)))
$(if $(unlisted),$(error not in the Makefile's lists of sources: $(unlisted)))

# ---- Flags ---------------------------------------------------------------------------------------

WARNINGS = -Wall -Wextra
CFLAGS ?= -O2 -g
DEPFLAGS = -MMD -MP
BASE_CFLAGS = -std=gnu17 $(CFLAGS) $(WARNINGS) $(DEPFLAGS)
COMPILER_CFLAGS = $(BASE_CFLAGS) -Icompiler -Icompiler/lower -isystem $(LLVM)/include \
	-DGOC_LIBCLANG='"$(LLVM)/lib/libclang.so.1"'
# The parser is 8 MB of tables and one big switch: optimising it further takes long and gains nothing.
GRAMMAR_CFLAGS = -std=gnu17 -O1 -g0 -w $(DEPFLAGS) -Igrammar/src
# A fault's handler unwinds from any instruction, and traces follow frame pointers.
RUNTIME_CFLAGS = -fPIC -fno-plt -fno-omit-frame-pointer -fno-strict-aliasing -ftls-model=initial-exec
RUNTIME_ALL = $(BASE_CFLAGS) $(RUNTIME_CFLAGS) -Iruntime/include -Iruntime -isystem $(LLHTTP_INCLUDE)

# ---- Objects -------------------------------------------------------------------------------------

objects = $(patsubst %,$(B)/obj/%.o,$(basename $(1)))
COMPILER_OBJS := $(call objects,$(filter-out compiler/main.c,$(COMPILER_SRCS)) $(LOWER_SRCS) $(GRAMMAR_SRCS))
RUNTIME_OBJS := $(call objects,$(RUNTIME_CORE_SRCS) $(RUNTIME_PKG_SRCS)) $(patsubst %,$(B)/obj/llhttp/%.o,api http llhttp)
LIBDIR = $(B)/lib/gcc-go
PRODUCTS = $(B)/bin/gcc-go $(LIBDIR)/goc-translate $(LIBDIR)/gc.specs $(LIBDIR)/libgoc.a $(LIBDIR)/libgoc-static.a $(LIBDIR)/libgoc.so $(B)/include/goc $(LIBDIR)/include

all: $(PRODUCTS)

$(B)/bin/gcc-go: $(call objects,$(DRIVER_SRCS))
	$(call say,LINK,$@)
	$(Q)mkdir -p $(@D) && $(CC) $(CFLAGS) $^ -o $@

$(B)/lib/libtranslate.a: $(COMPILER_OBJS) Makefile
	$(call say,AR,$@)
	$(Q)mkdir -p $(@D) && rm -f $@ && $(AR) rcs $@ $(COMPILER_OBJS)

$(LIBDIR)/goc-translate: $(B)/obj/compiler/main.o $(B)/lib/libtranslate.a
	$(call say,LINK,$@)
	$(Q)mkdir -p $(@D) && $(CC) $(CFLAGS) $^ -Wl,-Bstatic -ltree-sitter -Wl,-Bdynamic -ldl -o $@

# libgoc.a and libgoc.so hold libgc and libbacktrace, and call libc by names of their own; libgoc-static.a is for programs
# without a dynamic loader, and for tests that look inside.
GC_ARCHIVE = $(shell $(CC) -print-file-name=libgc.a)
BACKTRACE_ARCHIVE = $(shell $(CC) -print-file-name=libbacktrace.a)

$(LIBDIR)/libgoc.a: $(RUNTIME_OBJS) tools/private-names Makefile
	$(call say,AR,$@)
	$(Q)mkdir -p $(@D) && tools/private-names $(CC) $@ $(GC_ARCHIVE) $(BACKTRACE_ARCHIVE) $(RUNTIME_OBJS)

$(LIBDIR)/libgoc.so: $(RUNTIME_OBJS) tools/private-names Makefile
	$(call say,LINK,$@)
	$(Q)mkdir -p $(@D) && tools/private-names --shared $(CC) $(B)/obj/libgoc-shared.a - $(BACKTRACE_ARCHIVE) \
		$(filter-out %/goc_start.o,$(RUNTIME_OBJS)) && \
	$(CC) -shared -o $@ -Wl,-soname,libgoc.so -Wl,-z,now,-z,nodelete -Wl,--whole-archive $(B)/obj/libgoc-shared.a -Wl,--no-whole-archive \
		-lgc -lm -lpthread -ldl

$(LIBDIR)/libgoc-static.a: $(RUNTIME_OBJS) Makefile
	$(call say,AR,$@)
	$(Q)mkdir -p $(@D) && rm -f $@ && $(AR) rcs $@ $(RUNTIME_OBJS)

$(LIBDIR)/gc.specs: compiler/specs.sh Makefile
	$(call say,GEN,$@)
	$(Q)mkdir -p $(@D) && sh compiler/specs.sh $(CC) $(abspath $(LIBDIR)) >$@.new && mv $@.new $@

$(B)/include/goc:
	$(Q)mkdir -p $(@D) && ln -sfn $(CURDIR)/runtime/include/goc $@

$(LIBDIR)/include:
	$(Q)mkdir -p $(@D) && ln -sfn ../../include $@

$(B)/obj/compiler/%.o: compiler/%.c
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D) && $(CC) $(COMPILER_CFLAGS) -c $< -o $@

$(B)/obj/grammar/%.o: grammar/%.c
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D) && $(CC) $(GRAMMAR_CFLAGS) -c $< -o $@

$(B)/obj/runtime/%.o: runtime/%.c
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D) && $(CC) $(RUNTIME_ALL) -c $< -o $@

$(B)/obj/runtime/%.o: runtime/%.S
	$(call say,AS,$<)
	$(Q)mkdir -p $(@D) && $(CC) $(RUNTIME_ALL) -c $< -o $@

$(B)/obj/runtime/sched/debugger.o: RUNTIME_CFLAGS += -DGOC_GDB_SCRIPT='"$(CURDIR)/tools/gdb/goc.py"'

# llhttp is part of libgoc under names of its own, so that a program can bring another llhttp.
$(B)/obj/llhttp/names.h: $(wildcard $(LLHTTP)/*.c $(LLHTTP_INCLUDE)/llhttp.h)
	$(call say,GEN,$@)
	$(Q)mkdir -p $(@D) && cat $^ | grep -o '\bllhttp_[A-Za-z0-9_]*' | sort -u | sed 's/.*/#define & goc__&/' >$@

$(B)/obj/llhttp/%.o: $(LLHTTP)/%.c $(B)/obj/llhttp/names.h
	$(call say,CC,$<)
	$(Q)$(CC) $(RUNTIME_ALL) -w -DLLHTTP_STRICT_MODE=1 -include $(B)/obj/llhttp/names.h -I$(LLHTTP_INCLUDE) -c $< -o $@

$(B)/obj/runtime/pkg/http/%.o: runtime/pkg/http/%.c $(B)/obj/llhttp/names.h
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D) && $(CC) $(RUNTIME_ALL) -include $(B)/obj/llhttp/names.h -c $< -o $@

# ---- Using it --------------------------------------------------------------------------------------

JOBS ?= $(shell nproc)
parallel = $(if $(filter -j% --jobserver%,$(MAKEFLAGS)),,-j$(JOBS))

# bootstrap may bring what the variables above look for, so the work is done by a second make.
run:
	@tools/bootstrap
	@$(MAKE) --no-print-directory $(parallel) all
	@$(B)/bin/gcc-go run $(EXAMPLE)

check:
	@tools/bootstrap
	@$(MAKE) --no-print-directory $(parallel) all
	@$(MAKE) --no-print-directory $(parallel) -k unit-tests || true     # what does not build counts as failed
	@B='$(B)' CC='$(CC)' V='$(V)' tests/run-tests $(TESTS)

# The same with larger C programs, which are fetched.
check-c: all
	@tests/c/fetch $(B)/c
	@B='$(B)' CC='$(CC)' V='$(V)' TORTURE=1 tests/run-tests c

# For gdb's script the system's prefixes mean the folder that gdb trusts.
PREFIX ?= /usr/local
GDB ?= gdb
GDB_SCRIPTS ?= $(if $(filter /usr /usr/local,$(PREFIX)),$(or $(shell $(GDB) -nx -batch -ex 'python print(gdb.PYTHONDIR[:-7])' \
	2>/dev/null),/usr/share/gdb),$(PREFIX)/share/gdb)/auto-load

install: all
	$(call say,INST,$(DESTDIR)$(PREFIX))
	$(Q)CC='$(CC)' AR='$(AR)' DESTDIR='$(DESTDIR)' tools/install $(B) $(abspath $(PREFIX)) $(GDB_SCRIPTS)

# ---- Unit tests: tests/unit/*.c, each a program against the translator's and the runtime's objects, of which it may
#      define some itself ------------------------------------------------------------------------------------

UNIT_TESTS := $(patsubst tests/unit/%.c,$(B)/tests/unit/%,$(wildcard tests/unit/*.c))

unit-tests: $(UNIT_TESTS)

$(B)/tests/unit/%: tests/unit/%.c $(B)/lib/libtranslate.a $(LIBDIR)/libgoc-static.a
	$(call say,TEST,$<)
	$(Q)mkdir -p $(@D) && $(CC) $(COMPILER_CFLAGS) -MT $@ -Iruntime/include -Iruntime $< $(B)/lib/libtranslate.a $(LIBDIR)/libgoc-static.a \
		-Wl,-z,muldefs -lcmocka -ltree-sitter -lgc -lbacktrace -ldl -pthread -lm -o $@

grammar:
	@tools/grammar-generate

# Against Go, which has to be there: CASES="chan spawn" for some.
bench: all
	@B=$(abspath $(B)) GCC_GO=$(abspath $(B))/bin/gcc-go ROUNDS="$(ROUNDS)" PROCS="$(PROCS)" bench/run $(CASES)

clean:
	rm -rf $(B)

.PHONY: all bench run check check-c install unit-tests grammar clean
.DELETE_ON_ERROR:
.SUFFIXES:

-include $(shell find $(B)/obj $(B)/tests -name '*.d' 2>/dev/null)
