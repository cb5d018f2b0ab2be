// What the dialect forbids (docs/language.md, "What is checked"), reported in its own words before gcc sees the file.
#ifndef GOC_CHECK_H
#define GOC_CHECK_H
#include "model.h"

void check_unit(unit *u);
#endif
