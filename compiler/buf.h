// A text that grows. Always NUL-terminated once something was put in.
#ifndef GOC_BUF_H
#define GOC_BUF_H
#include <stdarg.h>
#include <stddef.h>

typedef struct buf {
	char *text;         // malloc'ed; NULL while empty
	size_t len, cap;
} buf;

void buf_put(buf *b, const char *text, size_t len);
void buf_puts(buf *b, const char *text);
void buf_putc(buf *b, char c);
void buf_printf(buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_vprintf(buf *b, const char *format, va_list ap);
#endif
