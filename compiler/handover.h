// What one translation leaves for the steps after it (specs.sh says which): the C, the options that cc1 takes up from
// @files, and the list of files that the C was made from, for -M….
#ifndef GOC_HANDOVER_H
#define GOC_HANDOVER_H
#include "buf.h"
#include "model.h"
#include "options.h"

typedef struct handover {
	const char *before;         // file of options that cc1 reads first: its input. NULL: none wanted
	const char *after;          // file of options that cc1 reads last
	const char *deps;           // where cc1 writes what -M… asks for, to be completed by handover_deps
	bool wants_deps;            // -M, -MM, -MD or -MMD was given
	bool has_target;            // -MT, -MQ, or -MD with -o: the rule's target is named already
	bool has_debug;             // some -g… was given
} handover;

// The file holds no extension: the steps after go on with the input itself (or a copy, where nobody waits for options).
// False, after a message, when something could not be written; nothing half-written stays.
bool handover_unchanged(const handover *h, const options *o, const source *s);
// Writes the translation c of unit u.
bool handover_translated(const handover *h, const options *o, const unit *u, const buf *c);
// --write-deps FILE [-MP] [-MF to] [--default to] [-o to]: names the .gc file and its dialect headers in the rule that cc1
// wrote about the translated file. argv stands at FILE. Gives the exit status.
int handover_deps(char **argv);
#endif
