// The tree-sitter tree becomes `node`s that the passes annotate: the same shape, with parents, and with the
// anonymous tokens kept, since operators and directions are among them.
//
// A structural word (go, chan, select …) that the file declares itself is C's from its declaration to the end of
// the block. tree-sitter knows no scopes, so such a word is replaced in the parsed text by a non-word of the same
// length and the text is parsed again: offsets stay, and node_text reads the original. Few files need it.
#include "syntax.h"
#include "arena.h"
#include "diag.h"
#include "map.h"
#include "words.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tree_sitter/api.h>

const TSLanguage *tree_sitter_gc(void);

static const char *const kind_names[N_KINDS] = {
	[N_OTHER] = "(other)", [N_TOKEN] = "(token)",
#define NODE(id, name) [id] = name,
#include "nodes.def"
};

static uint16_t kind_of_symbol[2048], field_of_id[256];

const char *kind_name(int kind)
{
	return kind_names[kind];
}

bool kind_is_extension(int kind)
{
	return kind >= N_CHANNEL_TYPE && kind < N_KINDS;
}

static void map_symbols(const TSLanguage *language)
{
	map kinds = { 0 };
	for (int k = N_OTHER + 2; k < N_KINDS; k++)
		map_set(&kinds, kind_names[k], (void *)(uintptr_t)k);
	for (uint32_t i = 0; i < ts_language_symbol_count(language) && i < 2048; i++) {
		void *kind = map_get(&kinds, ts_language_symbol_name(language, (TSSymbol)i));
		bool named = ts_language_symbol_type(language, (TSSymbol)i) == TSSymbolTypeRegular;
		kind_of_symbol[i] = named ? (uint16_t)(uintptr_t)kind : N_TOKEN;
	}
#define FIELD(id, name) \
	{ TSFieldId f = ts_language_field_id_for_name(language, name, sizeof name - 1); if (f) field_of_id[f] = id; }
#include "nodes.def"
}

// ---- Building ------------------------------------------------------------------------------------

static node *new_node(TSTreeCursor *at, source *s, node *parent)
{
	TSNode ts = ts_tree_cursor_current_node(at);
	TSSymbol symbol = ts_node_symbol(ts);
	node *n = arena_alloc(sizeof *n);
	n->error = symbol == (TSSymbol)-1;
	n->kind = n->error ? N_ERROR : symbol < 2048 ? kind_of_symbol[symbol] : N_OTHER;
	n->field = field_of_id[ts_tree_cursor_current_field_id(at)];
	n->named = ts_node_is_named(ts);
	n->missing = ts_node_is_missing(ts);
	n->extra = ts_node_is_extra(ts);
	n->start = ts_node_start_byte(ts);
	n->end = ts_node_end_byte(ts);
	n->src = s;
	n->parent = parent;
	if (parent) {
		n->prev = parent->last;
		*(parent->last ? &parent->last->next : &parent->first) = n;
		parent->last = n;
	}
	return n;
}

static node *build(TSTree *tree, source *s)
{
	TSTreeCursor at = ts_tree_cursor_new(ts_tree_root_node(tree));
	node *root = new_node(&at, s, NULL), *n = root;
	for (;;) {
		if (ts_tree_cursor_goto_first_child(&at)) {
			n = new_node(&at, s, n);
			continue;
		}
		while (!ts_tree_cursor_goto_next_sibling(&at)) {
			if (!ts_tree_cursor_goto_parent(&at)) {
				ts_tree_cursor_delete(&at);
				return root;
			}
			n = n->parent;
		}
		n = new_node(&at, s, n->parent);
	}
}

static node *parse_text(source *s, const char *text)
{
	static TSParser *parser;
	if (!parser) {
		parser = ts_parser_new();
		if (!ts_parser_set_language(parser, tree_sitter_gc()))
			bug(NULL, "libtree-sitter does not take the grammar's ABI");
		map_symbols(tree_sitter_gc());
	}
	TSTree *tree = ts_parser_parse_string(parser, NULL, text, s->len);
	if (!tree)
		bug(NULL, "tree-sitter gave no tree");
	node *root = build(tree, s);
	ts_tree_delete(tree);
	root->start = 0;
	root->end = s->len;
	return root;
}

node *syntax_parse_file(source *s)
{
	node *root = parse_text(s, s->text);
	char *masked = words_mask_hidden(root);
	return masked ? parse_text(s, masked) : root;
}

// ---- Reading the tree ----------------------------------------------------------------------------

node *node_field(const node *n, enum field_id f)
{
	for (node *c = n ? n->first : NULL; c; c = c->next)
		if (c->field == f)
			return c;
	return NULL;
}

node *node_child(const node *n, enum node_kind k)
{
	for (node *c = n->first; c; c = c->next)
		if (c->kind == k)
			return c;
	return NULL;
}

static node *named_from(node *c)
{
	while (c && (!c->named || c->kind == N_COMMENT))
		c = c->next;
	return c;
}

node *node_first_named(const node *n)
{
	return named_from(n->first);
}

node *node_next_named(const node *n)
{
	return named_from(n->next);
}

node *node_enclosing(const node *n, enum node_kind k)
{
	node *p = n->parent;
	while (p && p->kind != k)
		p = p->parent;
	return p;
}

const char *node_text(const node *n)
{
	return arena_text(n->src->text + n->start, n->end - n->start);
}

bool node_is(const node *n, const char *text)
{
	size_t len = strlen(text);
	return n->end - n->start == len && !memcmp(n->src->text + n->start, text, len);
}

node *node_function(const node *n)
{
	node *p = n->parent;
	while (p && p->kind != N_FUNC_LITERAL && p->kind != N_FUNC_DEFINITION && p->kind != N_FUNCTION_DEFINITION)
		p = p->parent;
	return p;
}

node *node_skip_parens(node *n)
{
	while (n && n->kind == N_PARENTHESIZED)
		n = node_first_named(n);
	return n;
}

node *declarator_name(node *d)
{
	while (d && d->kind != N_IDENTIFIER && d->kind != N_TYPE_IDENTIFIER && d->kind != N_FIELD_IDENTIFIER) {
		node *inner = node_field(d, F_DECLARATOR);
		if (!inner && (d->kind == N_PARENTHESIZED_DECLARATOR || d->kind == N_ATTRIBUTED_DECLARATOR))
			for (inner = node_first_named(d); inner && inner->kind == N_ATTRIBUTE_SPECIFIER;)
				inner = node_next_named(inner);
		d = inner;
	}
	return d;
}

void syntax_dump(const node *n, int depth)
{
	printf("%*s%s%s%s %u:%u-%u", 2 * depth, "", n->named ? kind_name(n->kind) : "", n->missing ? " MISSING" : "", n->named ? "" : "'",
		source_line(n->src, n->start), source_column(n->src, n->start), n->end - n->start);
	if (!n->first || !n->named)
		printf(" %s", node_text(n));
	if (n->type)
		printf(" : %s", type_show(n->type));
	if (n->decl)
		printf(" -> %s%s", n->decl->name, n->decl->storage == CAP_CELL ? " (cell)" : n->decl->storage == CAP_COPY ? " (copy)" : "");
	if (n->symbol)
		printf(" = %s", n->symbol);
	printf("%s\n", n->word ? " (predeclared)" : "");
	for (const node *c = n->first; c; c = c->next)
		if (c->named || c->next == NULL || !c->first)
			syntax_dump(c, depth + 1);
}
