// errno for code that may park between two looks at it. C libraries promise the compiler that errno's address never
// changes within a function (`const`), which is wrong when the goroutine goes on on another thread:
// after this header the address is asked for each time. The value is the goroutine's own.
#ifndef GOC_ERRNO_H
#define GOC_ERRNO_H
#include <errno.h>

#ifdef __cplusplus
extern "C" {
#endif

int *goc_errno(void);

#ifdef __cplusplus
}
#endif
#undef errno
#define errno (*goc_errno())
#endif
