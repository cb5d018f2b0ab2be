// The printer of generated C. It copies the text of the .gc file to the letter and lets a lowering
// (compiler/lower/) print its own text wherever a construct of the dialect stands.
//
// What always holds: every line of the .gc file becomes C on the same line as gcc counts lines. The printer
// knows the line that it stands on (`line`); whoever prints a node or a piece of source text first catches
// up by newlines when that text stands further down. So a lowering prints its own text without newlines,
// hands the parts to emit_node in any order, and need not think of lines; only when the text to come stands
// *above* the printer's line does a statement open with a `#line`. Comments between the parts of a construct
// are kept where the lowering uses emit_gap or emit_copy for the text between.
//
// Text that must stand at file scope before the current top-level item (result structs, trampolines, hoisted
// literals) is collected by emit_push/emit_pop and emit_hoist, and printed before the item with `#line`s.
#ifndef GOC_EMIT_H
#define GOC_EMIT_H
#include "model.h"

typedef struct buf buf;
typedef struct lower_fn lower_fn;

typedef struct emit {
	source *src;            // the file whose lines are being counted: the .gc file or a .gh header
	int line;               // the line of src that a character printed now belongs to
	bool fresh;             // nothing but white space on this line of the output yet
	bool flat;              // printing an operand's text in one line: comments vanish, newlines become spaces
	buf *out;
	node *item;             // the top-level item that is being printed
	buf *before, *hoisted;  // for the place before it: on its line, and on lines of their own
	lower_fn *fn;           // the function or literal whose body is being printed; NULL at file scope
	bool uses_type, uses_defer, uses_loop;  // the output needs goc/type.h, goc/defer.h, …
	int unique;             // last number given by emit_unique
	unit *unit;             // the unit whose text is being printed: the file's or a header's
	struct unit_lowering *whole;    // lower/unit.c: what the whole file collects
	struct emit_frame *frames;
} emit;

// Translates the whole unit: fills out with its C.
void emit_unit(unit *u, buf *out);
// The top-level items of root, each after what it hoists; root is a file's or an #if's at file scope.
void emit_items(emit *e, node *root);

// n as C: by its lowering if its kind has one and wants it, else its children with the text between them.
// Catches up with n's line first.
void emit_node(emit *e, node *n);
// The default: n's children through emit_node, the text between them copied. emit_inside leaves n's
// first and last child (the braces of a block) out but prints the text between all others.
void emit_children(emit *e, node *n);
// The siblings first … last (both included) with the text between them.
void emit_nodes(emit *e, node *first, node *last);

// Own text, printf-like; without newlines. emit_str takes the text as it is.
void emit_text(emit *e, const char *format, ...) __attribute__((format(printf, 2, 3)));
void emit_str(emit *e, const char *text);
// A blank, unless one stands there.
void emit_space(emit *e);
// Source text [from, to) to the letter, newlines and directives included.
void emit_copy(emit *e, source *src, uint32_t from, uint32_t to);
// Source text [from, to) that is replaced: only its comments and newlines are printed.
void emit_gap(emit *e, source *src, uint32_t from, uint32_t to);
// Newlines until the printer stands on the line of offset at; nothing if it is there or beyond.
void emit_sync(emit *e, source *src, uint32_t at);
// `#line N "path"`: from here on lines are those of src.
void emit_line(emit *e, source *src, uint32_t at);
// emit_sync at the start of a statement or item, where a #line can lead back.
void emit_sync_statement(emit *e, source *src, uint32_t at);

// C spellings: `T name` (see type_declare), and T alone.
void emit_declare(emit *e, const type *t, const char *name);
void emit_type(emit *e, const type *t);

// Redirects printing into a new text until emit_pop gives it back (in the arena). at tells the line it
// begins with: a hoisted function's body keeps its lines. Nests.
void emit_push(emit *e, source *src, uint32_t at);
const char *emit_pop(emit *e);
// The same for a text without lines: what is printed until emit_pop is one line.
void emit_push_flat(emit *e);
// The text of one node as a string, printed as emit_node would, catching up with no line: for operands
// that stand more than once or elsewhere. Newlines within become spaces (directives excepted: bug()).
const char *emit_string(emit *e, node *n);

// Puts text (ended by a newline if it has none) before the current top-level item, after what was hoisted
// before it. emit_hoist_at opens it with the #line of offset at: for hoisted literals.
void emit_hoist(emit *e, const char *text);
void emit_hoist_at(emit *e, source *src, uint32_t at, const char *text);

// Puts text (prototypes, structs: no newline) on the line of the current top-level item, before it and before
// all that is hoisted.
void emit_before(emit *e, const char *text);

// A name that is used nowhere else in the file: stem and a number ("goc_v" → "goc_v3"). In the arena.
const char *emit_unique(emit *e, const char *stem);
// Zeroed memory of the arena.
void *emit_memory(size_t size);
// printf into the arena.
const char *emit_format(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
