// Tells gdb where its commands for goroutines are (tools/gdb/goc.py): gdb reads the names of scripts from this section of
// every executable and library. The name is the build tree's; installing replaces it (tools/install).
#include "sched/start.h"

const char goc__debugger;

__asm__(".pushsection .debug_gdb_scripts, \"MS\", %progbits, 1\n\t"
	".byte 1\n\t"                  // a file in gdb's Python
	".asciz \"" GOC_GDB_SCRIPT "\"\n\t"
	".popsection");
