// Function values of C functions that are known only at run time (a function pointer in a variable). The
// translator makes static ones for functions that it can name.
//
// The value is `{ code }`: every call of a function value passes the value itself as the last argument,
// which a C function that does not expect it ignores in the calling conventions that the ports support.
#include "value.h"

goc_func *goc_func_of(void *code)
{
	if (!code)
		return NULL;
	goc_func *f = goc_new(sizeof *f);   // scanned: the code may be a trampoline in collected memory
	f->code = code;
	return f;
}
