// Questions to gcc, the one that runs this translation or the first in PATH: what it makes of a text, with the
// preprocessor's options of this compilation.
#ifndef GOC_ASK_H
#define GOC_ASK_H
#include "buf.h"
#include "options.h"
#include <stdbool.h>

// Runs gcc with flags (NULL-terminated), o's options and the C file; what it writes to stream (1 or 2) is added to
// answer, the other stream is dropped. False when it fails or cannot be run.
bool ask_gcc(const char *const *flags, const options *o, const char *file, int stream, buf *answer);
// The same about a text.
bool ask_gcc_text(const char *const *flags, const options *o, const char *text, size_t len, int stream, buf *answer);
#endif
