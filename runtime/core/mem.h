// The collector's memory: goc_new and its like (goc/goc.h), and what sched/ tells it.
//
// libgc knows no stack but through the roots of sched/roots.c. Nothing here may be called inside
// (sched/bias.h): a collection can take long, and waits for nobody who is inside.
#ifndef GOC_CORE_MEM_H
#define GOC_CORE_MEM_H
#include <stddef.h>

// Once, on the first thread, before any allocation.
void goc__mem_init(void);

// Calls alloc(size) with enough stack for a collection, which needs up to 66 KB. sched/roots.c has it.
void *goc__mem_call(void *(*alloc)(size_t), size_t size);

#endif
