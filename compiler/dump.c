// Dumps go to standard output. The probe is printed by the typing pass, which makes it anew each round.
#include "dump.h"
#include "syntax.h"
#include <string.h>

bool dump_tree(const options *o, unit *u)
{
	if (strcmp(o->dump, "tree"))
		return false;
	syntax_dump(u->root, 0);
	return true;
}

bool dump_model(const options *o, unit *u)
{
	if (!strcmp(o->dump, "model"))
		syntax_dump(u->root, 0);
	return true;
}
