// Loads libclang at its first use: 25 ms that plain C is spared.
#include "clang.h"
#include "diag.h"
#include <dlfcn.h>

#ifndef GOC_LIBCLANG
#define GOC_LIBCLANG "libclang-14.so.1"
#endif

struct clang_functions clang;

bool clang_load(void)
{
	static void *library;
	const char *missing = NULL;
	if (library)
		return true;
	library = dlopen(GOC_LIBCLANG, RTLD_NOW | RTLD_LOCAL);
	if (!library) {
		diag_plain("cannot load libclang: %s", dlerror());
		return false;
	}
#define LOAD(f) \
	if (!(clang.f = (__typeof__(clang_##f) *)dlsym(library, "clang_" #f))) \
		missing = #f;
	CLANG_FUNCTIONS(LOAD)
	if (missing) {
		diag_plain("%s lacks clang_%s", GOC_LIBCLANG, missing);
		return false;
	}
	return true;
}
