// The C main of a program whose main is in a .gc file, where it is goc_user_main to the linker. A library
// member of its own: a program that has a main of its own does not pull it in.
#include "sched/start.h"
#include <goc/goc.h>

int goc_user_main(int argc, char **argv);

int main(int argc, char **argv)
{
	goc__main_exits = true;
	return goc_main(goc_user_main, argc, argv);
}
