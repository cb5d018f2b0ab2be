// --dump=tree,model: what a phase made of the file, for people who work on the translator.
#ifndef GOC_DUMP_H
#define GOC_DUMP_H
#include "model.h"
#include "options.h"

bool dump_tree(const options *o, unit *u);      // true: that was asked for, and is done
bool dump_model(const options *o, unit *u);     // also true when --dump=probe was asked for (typing printed it)
#endif
