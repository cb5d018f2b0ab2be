// Parses C files with two grammars, tree-sitter-c's and ours, and says for which of them the trees differ.
//
// usage: same [-v] FILE…    (- reads the names from stdin)
// A file counts as different when any node differs in kind, field, range or the order of children. Files in which
// tree-sitter-c itself finds errors (odd macros, C++) prove nothing and are only counted; with -v the number of error
// nodes is compared. Prints one line for each file that differs and, at the end, the counts. Exit status 1 when one
// differs.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tree_sitter/api.h>

const TSLanguage *tree_sitter_c(void);
const TSLanguage *tree_sitter_gc(void);

static int verbose;
static long same, differ, unclean, worse;

static char *read_file(const char *name, size_t *length)
{
	FILE *f = fopen(name, "rb");
	if (!f)
		return NULL;
	size_t size = 0, room = 1 << 16;
	char *text = malloc(room);
	for (size_t got; (got = fread(text + size, 1, room - size, f)) > 0;) {
		size += got;
		if (size == room)
			text = realloc(text, room *= 2);
	}
	fclose(f);
	*length = size;
	return text;
}

static const char *field_of(TSTreeCursor *cursor)
{
	const char *name = ts_tree_cursor_current_field_name(cursor);
	return name ? name : "";
}

// Whether the two subtrees are equal; where they are not, the line of the first difference.
static int equal(TSTreeCursor *a, TSTreeCursor *b, unsigned *line)
{
	TSNode x = ts_tree_cursor_current_node(a), y = ts_tree_cursor_current_node(b);
	*line = ts_node_start_point(x).row + 1;
	if (strcmp(ts_node_type(x), ts_node_type(y)) != 0 || ts_node_start_byte(x) != ts_node_start_byte(y) ||
	    ts_node_end_byte(x) != ts_node_end_byte(y) || ts_node_is_named(x) != ts_node_is_named(y) ||
	    strcmp(field_of(a), field_of(b)) != 0) {
		if (verbose)
			printf("  %u: %s %s, ours %s %s\n", *line, field_of(a), ts_node_type(x), field_of(b), ts_node_type(y));
		return 0;
	}
	int below = ts_tree_cursor_goto_first_child(a);
	if (below != ts_tree_cursor_goto_first_child(b))
		return 0;
	while (below) {
		if (!equal(a, b, line))
			return 0;
		below = ts_tree_cursor_goto_next_sibling(a);
		if (below != ts_tree_cursor_goto_next_sibling(b))
			return 0;
		if (!below) {
			ts_tree_cursor_goto_parent(a);
			ts_tree_cursor_goto_parent(b);
		}
	}
	return 1;
}

static long errors(TSNode node)
{
	if (!ts_node_has_error(node))
		return 0;
	long n = strcmp(ts_node_type(node), "ERROR") == 0 || ts_node_is_missing(node);
	for (uint32_t i = 0; i < ts_node_child_count(node); i++)
		n += errors(ts_node_child(node, i));
	return n;
}

static void compare(TSParser *c, TSParser *gc, const char *name)
{
	size_t length;
	char *text = read_file(name, &length);
	if (!text)
		return;
	TSTree *x = ts_parser_parse_string(c, NULL, text, length);
	long before = errors(ts_tree_root_node(x));
	unclean += before > 0;
	TSTree *y = before && !verbose ? ts_tree_copy(x) : ts_parser_parse_string(gc, NULL, text, length);
	long after = errors(ts_tree_root_node(y));
	if (before) {
		if (after > before) {
			worse++;
			printf("worse %s: %ld errors, with tree-sitter-c %ld\n", name, after, before);
		}
	} else {
		TSTreeCursor a = ts_tree_cursor_new(ts_tree_root_node(x)), b = ts_tree_cursor_new(ts_tree_root_node(y));
		unsigned line = 0;
		if (equal(&a, &b, &line)) {
			same++;
		} else {
			differ++;
			printf("differs %s:%u%s\n", name, line, after ? " (new error)" : "");
		}
		ts_tree_cursor_delete(&a);
		ts_tree_cursor_delete(&b);
	}
	ts_tree_delete(x);
	ts_tree_delete(y);
	free(text);
}

int main(int argc, char **argv)
{
	TSParser *c = ts_parser_new(), *gc = ts_parser_new();
	if (!ts_parser_set_language(c, tree_sitter_c()) || !ts_parser_set_language(gc, tree_sitter_gc())) {
		fprintf(stderr, "same: a parser of another version than libtree-sitter's\n");
		return 2;
	}
	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "-v") == 0) {
			verbose = 1;
		} else if (strcmp(argv[i], "-") == 0) {
			char name[4096];
			while (fgets(name, sizeof name, stdin)) {
				name[strcspn(name, "\n")] = 0;
				compare(c, gc, name);
			}
		} else {
			compare(c, gc, argv[i]);
		}
	}
	printf("%ld equal, %ld differ, %ld with errors in tree-sitter-c's tree", same, differ, unclean);
	if (verbose)
		printf(", %ld of them with more in ours", worse);
	putchar('\n');
	return differ > 0;
}
