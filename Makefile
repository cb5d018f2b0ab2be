# Builds everything under $(B): the translator, the driver gcc-go, libgoc and the tests.
#
#   make            build
#   make run        install what is missing, build, run the worker pool (EXAMPLE=examples/…/x.gc: another program)
#   make check      install what is missing, build, run all tests (TESTS="run errors/chan": only those)
#   make check-c    fetch larger C programs (zlib, libiberty, SQLite, gcc's torture tests) and see that they pass through
#   make bench      time bench/*.gc against the same programs in Go (CASES="pingpong …" ROUNDS=5 PROCS="1 2")
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

COMPILER_SRCS := $(filter-out compiler/driver.c compiler/columns.c,$(wildcard compiler/*.c))
LOWER_SRCS := $(wildcard compiler/lower/*.c)
GRAMMAR_SRCS := $(wildcard grammar/src/*.c)
RUNTIME_CORE_SRCS := runtime/goc_start.c $(wildcard $(addprefix runtime/,os/*.[cS] arch/*.[cS] core/*.[cS] sched/*.[cS] comm/*.[cS]))
RUNTIME_PKG_SRCS := $(wildcard runtime/pkg/*.c runtime/pkg/*/*.c runtime/pkg/*/*/*.c)

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

$(B)/bin/gcc-go: $(B)/obj/compiler/driver.o $(B)/obj/compiler/columns.o
	$(call say,LINK,$@)
	$(Q)mkdir -p $(@D) && $(CC) $(CFLAGS) $^ -o $@

$(B)/lib/libtranslate.a: $(COMPILER_OBJS)
	$(call say,AR,$@)
	$(Q)mkdir -p $(@D) && rm -f $@ && $(AR) rcs $@ $^

$(LIBDIR)/goc-translate: $(B)/obj/compiler/main.o $(B)/lib/libtranslate.a
	$(call say,LINK,$@)
	$(Q)mkdir -p $(@D) && $(CC) $(CFLAGS) $^ -Wl,-Bstatic -ltree-sitter -Wl,-Bdynamic -ldl -o $@

# libgoc.a and libgoc.so hold libgc and libbacktrace, and call libc by names of their own; libgoc-static.a is for programs
# without a dynamic loader, and for tests that look inside.
GC_ARCHIVE = $(shell $(CC) -print-file-name=libgc.a)
BACKTRACE_ARCHIVE = $(shell $(CC) -print-file-name=libbacktrace.a)

$(LIBDIR)/libgoc.a: $(RUNTIME_OBJS) tools/private-names
	$(call say,AR,$@)
	$(Q)mkdir -p $(@D) && tools/private-names $(CC) $@ $(GC_ARCHIVE) $(BACKTRACE_ARCHIVE) $(RUNTIME_OBJS)

$(LIBDIR)/libgoc.so: $(RUNTIME_OBJS) tools/private-names
	$(call say,LINK,$@)
	$(Q)mkdir -p $(@D) && tools/private-names --shared $(CC) $(B)/obj/libgoc-shared.a - $(BACKTRACE_ARCHIVE) \
		$(filter-out %/goc_start.o,$(RUNTIME_OBJS)) && \
	$(CC) -shared -o $@ -Wl,-soname,libgoc.so -Wl,-z,now,-z,nodelete -Wl,--whole-archive $(B)/obj/libgoc-shared.a -Wl,--no-whole-archive \
		-lgc -lm -lpthread -ldl

$(LIBDIR)/libgoc-static.a: $(RUNTIME_OBJS)
	$(call say,AR,$@)
	$(Q)mkdir -p $(@D) && rm -f $@ && $(AR) rcs $@ $^

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

.PHONY: all bench run check check-c unit-tests grammar clean
.DELETE_ON_ERROR:
.SUFFIXES:

-include $(shell find $(B)/obj $(B)/tests -name '*.d' 2>/dev/null)
