// Messages about .gc source, in gcc's form: `file.gc:LINE:COL: error: text`, the source line and a caret.
#ifndef GOC_DIAG_H
#define GOC_DIAG_H
#include "model.h"
#include "source.h"

typedef enum diag_level { DIAG_ERROR, DIAG_WARNING, DIAG_NOTE } diag_level;

extern bool diag_color;             // -fdiagnostics-color
extern bool diag_no_warnings;       // -w
extern bool diag_warnings_are_errors;   // -Werror
extern bool diag_no_caret;          // -fno-diagnostics-show-caret

// One mistake is reported once: a second error that starts on the same byte is dropped (with the notes that follow it).
void diag_at(source *s, uint32_t start, uint32_t end, diag_level level, const char *format, ...) __attribute__((format(printf, 5, 6)));
void diag_error(const node *n, const char *format, ...) __attribute__((format(printf, 2, 3)));
// option: the -W name without "-W", shown as gcc shows it; NULL for none. A -Wno-NAME given turns it off.
void diag_warning(const node *n, const char *option, const char *format, ...) __attribute__((format(printf, 3, 4)));
void diag_note(const node *n, const char *format, ...) __attribute__((format(printf, 2, 3)));
void diag_plain(const char *format, ...) __attribute__((format(printf, 1, 2)));     // `gcc-go: error: text`
void diag_turn_off(const char *warning);                    // -Wno-NAME
int diag_errors(void);                                      // how many errors so far
// The impossible: an invariant of the translator is broken. Ends with status 4 and asks for a report.
_Noreturn void bug(const node *n, const char *format, ...) __attribute__((format(printf, 2, 3)));
// The name among `names` (NULL-terminated) nearest to `wrong` by edit distance, if near enough to suggest, else NULL.
const char *diag_nearest(const char *wrong, const char *const *names);
#endif
