// Checks the texts of grammar/test/corpus: each must give the tree that stands below it, without any error.
//
// usage: corpus FILE…      corpus -c FILE… (whole source files: only that they parse without an error)
// A corpus file is a row of tests: a line of `=`, the name, a line of `=`, the text, a line of `-`, the tree. Prints
// `ok FILE: NAME` or `not ok FILE: NAME` for each and both trees where they differ. Exit status 1 when one differs.
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tree_sitter/api.h>

const TSLanguage *tree_sitter_gc(void);

static TSParser *parser;
static int failed;

static char *read_file(const char *name)
{
	FILE *f = fopen(name, "rb");
	if (!f) {
		perror(name);
		exit(2);
	}
	size_t size = 0, room = 1 << 16;
	char *text = malloc(room);
	for (size_t got; (got = fread(text + size, 1, room - size - 1, f)) > 0;) {
		size += got;
		if (size == room - 1)
			text = realloc(text, room *= 2);
	}
	fclose(f);
	text[size] = 0;
	return text;
}

static char *tree_of(const char *text, size_t length, int *error)
{
	TSTree *tree = ts_parser_parse_string(parser, NULL, text, length);
	TSNode root = ts_tree_root_node(tree);
	char *string = ts_node_string(root);
	*error = ts_node_has_error(root);
	ts_tree_delete(tree);
	return string;
}

// Makes every run of white space one space, drops it before `)` and at both ends.
static void squeeze(char *s)
{
	char *to = s;
	for (char *from = s; *from; from++) {
		if (!isspace((unsigned char)*from)) {
			if (*from == ')' && to > s && to[-1] == ' ')
				to--;
			*to++ = *from;
		} else if (to > s && to[-1] != ' ') {
			*to++ = ' ';
		}
	}
	if (to > s && to[-1] == ' ')
		to--;
	*to = 0;
}

static int is_rule(const char *line, char c)
{
	return strncmp(line, (char[]){ c, c, c, 0 }, 3) == 0 && line[strspn(line, (char[]){ c, 0 })] == '\n';
}

static char *next_line(char *p)
{
	char *end = strchr(p, '\n');
	return end ? end + 1 : p + strlen(p);
}

static char *find_rule(char *p, char c)
{
	while (*p && !is_rule(p, c))
		p = next_line(p);
	return p;
}

static void check_corpus(const char *file)
{
	char *all = read_file(file), *p = find_rule(all, '=');
	while (*p) {
		char *name = next_line(p), *text = next_line(next_line(name));
		char *rule = find_rule(text, '-'), *want = next_line(rule), *end = find_rule(want, '=');
		char *expected = strndup(want, end - want);
		int error;
		char *got = tree_of(text, rule - text, &error);
		squeeze(expected);
		int good = !error && strcmp(got, expected) == 0;
		failed |= !good;
		printf("%s %s: %.*s\n", good ? "ok" : "not ok", file, (int)strcspn(name, "\n"), name);
		if (!good)
			printf("  expected %s\n  got      %s\n", expected, got);
		free(expected);
		free(got);
		p = end;
	}
	free(all);
}

static void check_clean(const char *file)
{
	char *text = read_file(file);
	int error;
	free(tree_of(text, strlen(text), &error));
	failed |= error;
	printf("%s %s\n", error ? "not ok" : "ok", file);
	free(text);
}

int main(int argc, char **argv)
{
	parser = ts_parser_new();
	if (!ts_parser_set_language(parser, tree_sitter_gc())) {
		fprintf(stderr, "corpus: the parser has another ABI than libtree-sitter\n");
		return 2;
	}
	int clean = argc > 1 && strcmp(argv[1], "-c") == 0;
	for (int i = 1 + clean; i < argc; i++)
		(clean ? check_clean : check_corpus)(argv[i]);
	return failed;
}
