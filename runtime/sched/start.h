// Between the start of a program and the scheduler.
#ifndef GOC_SCHED_START_H
#define GOC_SCHED_START_H
#include <stdbool.h>

// main's return ends the process, by exit() on whatever thread it is then: set before goc_main.
extern bool goc__main_exits;

// Names the script of gdb's commands: referred to so that the linker takes it from libgoc.a.
extern const char goc__debugger;

#endif
