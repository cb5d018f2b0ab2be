// What a system port gives. One file for each system: os/linux.c. System calls return -errno.
#ifndef GOC_OS_OS_H
#define GOC_OS_OS_H
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

int64_t goc__nanotime(void);                   // monotonic, ns, > 0
int64_t goc__thread_cputime(long tid);         // CPU ns that a thread of this process has used; -errno

bool goc__thread_sleeps(long tid);              // it waits in the kernel: it does not run and could not

// Waits while *word == value, at most ns (< 0: for ever). May return early for no reason.
int goc__futex_wait(_Atomic uint32_t *word, uint32_t value, int64_t ns);
int goc__futex_wake(_Atomic uint32_t *word, int n);

// A full barrier on every running thread of the process: pairs with plain accesses there.
void goc__membarrier(void);
void goc__membarrier_init(void);

int goc__cpu_count(void);                      // affinity mask and cgroup quota, rounded up; >= 1
size_t goc__page_size(void);
long goc__tid(void);
void goc__thread_yield(void);
void goc__thread_slack(void);                  // timed waits of this thread end on time

// Address space without commitment, page-aligned; NULL when there is none.
char *goc__reserve(size_t n);
// Makes [p, p+n) fault on any access, without a mapping of its own where the kernel can. False: it cannot.
bool goc__guard(char *p, size_t n);
// Gives the pages' memory back; they read as zeroes afterwards.
void goc__give_back(char *p, size_t n);

// Threads of the process that `known` does not know, are not the collector's markers and not exiting.
int goc__foreign_threads(bool (*known)(long tid));

#endif
