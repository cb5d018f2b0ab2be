// Text to tree. The only user of tree_sitter/api.h.
#ifndef GOC_SYNTAX_H
#define GOC_SYNTAX_H
#include "model.h"
#include "options.h"
#include "source.h"

// A quick look, no parse: surely plain C; C unless its predeclared words are the dialect's; or probably extended.
typedef enum syntax_hint { SYNTAX_PLAIN, SYNTAX_WORDS, SYNTAX_STRUCTURE } syntax_hint;
syntax_hint syntax_look(const source *s);
// Parses s and, recursively, every dialect header that it brings in. Headers that are missing are reported
// at the import or include. Sets unit.extended, node.word, node.symbol, node.is_package.
unit *syntax_parse(source *s, const options *o);
// Prints the tree of n, a line a node, for --dump=tree.
void syntax_dump(const node *n, int depth);
node *syntax_parse_file(source *s);     // one file, without its headers
bool kind_is_extension(int kind);       // a node kind that only the dialect has
const char *kind_name(int kind);
#endif
