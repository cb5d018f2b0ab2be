// Time for goroutines: sleeping, deadlines, and the timers of sched/timer.h (goc__timer: what package time
// and deadlines of connections are made of).
#ifndef GOC_COMM_TIMER_H
#define GOC_COMM_TIMER_H
#include "sched/timer.h"

// Parks the caller for ns nanoseconds, never less (ns <= 0: returns at once).
void goc__sleep(int64_t ns);
// Now and ns nanoseconds, saturated instead of overflowing.
int64_t goc__deadline(int64_t ns);

#endif
