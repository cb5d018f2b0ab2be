// One walk over the tree in the order of the text with a stack of the declarations that matter: those whose name
// is a predeclared or structural word or an imported package. A name is declared from its declarator to the end
// of its block; a `func` in the whole file.
#include "words.h"
#include "arena.h"
#include "source.h"
#include "map.h"
#include <string.h>

enum { CLASS_TYPE, CLASS_FUNC, CLASS_CONST };
#define TYPE CLASS_TYPE
#define FUNC CLASS_FUNC
#define CONST CLASS_CONST
static const struct { const char *text; int class; } words[W_WORDS] = {
#define WORD(id, text, class) [id] = { text, class },
#include "words.def"
};
#undef TYPE
#undef FUNC
#undef CONST

static const char *const structural[] = { "go", "chan", "select", "defer", "func", "range", "import", "interface", "package" };

word word_of(const char *text, size_t len)
{
	for (int w = 1; w < W_WORDS; w++)
		if (words[w].text[0] == text[0] && strlen(words[w].text) == len && !memcmp(words[w].text, text, len))
			return (word)w;
	return W_NONE;
}

bool word_is_type(word w)
{
	return w != W_NONE && words[w].class == CLASS_TYPE;
}

bool word_is_func(word w)
{
	return w != W_NONE && words[w].class == CLASS_FUNC;
}

const char *word_text(word w)
{
	return words[w].text;
}

const char *word_c(word w)
{
	return arena_printf("goc_%s", words[w].text);
}

// ---- Scopes --------------------------------------------------------------------------------------

typedef struct hidden {
	const char *text;
	size_t len;
	uint32_t from;          // offset where the declaration stands
} hidden;

typedef struct walk {
	unit *unit;             // NULL while structural words are looked for
	const bool *taken;
	hidden *stack;
	int depth;
	char *masked;           // text with hidden structural words replaced
	bool masking;
} walk;

static bool is_structural(const char *text, size_t len)
{
	for (size_t i = 0; i < sizeof structural / sizeof *structural; i++)
		if (strlen(structural[i]) == len && !memcmp(structural[i], text, len))
			return true;
	return false;
}

static unit *package_of(const unit *u, const char *text, size_t len)
{
	for (unit *h = u->headers; h; h = h->next)
		if (h->package && strlen(h->package) == len && !memcmp(h->package, text, len))
			return h;
	return NULL;
}

static bool matters(const walk *w, const char *text, size_t len)
{
	return w->masking ? is_structural(text, len) : word_of(text, len) || package_of(w->unit, text, len);
}

static void declare(walk *w, const node *name)
{
	const char *text = name->src->text + name->start;
	size_t len = name->end - name->start;
	if (matters(w, text, len)) {
		hidden h = { text, len, name->start };
		hidden *stack = arena_alloc((size_t)(w->depth + 1) * sizeof *stack);
		if (w->depth)
			memcpy(stack, w->stack, (size_t)w->depth * sizeof *stack);
		stack[w->depth++] = h;
		w->stack = stack;
	}
}

static bool is_hidden(const walk *w, const char *text, size_t len)
{
	for (int i = 0; i < w->depth; i++)
		if (w->stack[i].len == len && !memcmp(w->stack[i].text, text, len))
			return true;
	return false;
}

// ---- What a node declares ------------------------------------------------------------------------

static void declare_left(walk *w, const node *list)
{
	for (node *c = list ? list->first : NULL; c; c = c->next)
		if (c->kind == N_IDENTIFIER && !node_is(c, "_"))
			declare(w, c);
	if (list && list->kind == N_IDENTIFIER)
		declare(w, list);
}

static void declare_declarators(walk *w, const node *n)
{
	for (node *c = n->first; c; c = c->next) {
		if (c->field != F_DECLARATOR)
			continue;
		node *name = declarator_name(c->kind == N_INIT_DECLARATOR ? node_field(c, F_DECLARATOR) : c);
		if (name)
			declare(w, name);
	}
}

static void declare_before(walk *w, const node *n)
{
	node *name;
	switch (n->kind) {
	case N_DECLARATION: case N_TYPE_DEFINITION: case N_PARAMETER: case N_VARIADIC_PARAMETER:
		declare_declarators(w, n);
		break;
	case N_ENUMERATOR: case N_PREPROC_DEF: case N_PREPROC_FUNCTION_DEF:
		if ((name = node_field(n, F_NAME)))
			declare(w, name);
		break;
	case N_FOR_RANGE:
		declare_left(w, node_field(n, F_LEFT));
		break;
	case N_TYPE_SWITCH:
		declare_left(w, node_field(n, F_LEFT));
		break;
	default:
		break;
	}
}

static bool opens_scope(const node *n)
{
	switch (n->kind) {
	case N_COMPOUND_STATEMENT: case N_FOR: case N_FOR_RANGE: case N_FOR_CONDITION: case N_IF: case N_SWITCH: case N_SELECT_CASE:
	case N_TYPE_SWITCH: case N_TYPE_CASE: case N_FUNC_LITERAL: case N_FUNC_DEFINITION: case N_FUNCTION_DEFINITION:
	case N_PARAMETER_LIST:
		return true;
	default:
		return false;
	}
}

// A parameter list's names live on in the function that follows it.
static bool is_own_parameters(const node *n)
{
	node *p = n->parent;
	if (n->kind != N_PARAMETER_LIST || !p)
		return false;
	if (p->kind == N_FUNC_LITERAL || p->kind == N_FUNC_DEFINITION)
		return true;
	while (p && (p->kind == N_FUNCTION_DECLARATOR || p->kind == N_POINTER_DECLARATOR || p->kind == N_PARENTHESIZED_DECLARATOR))
		p = p->parent;
	return p && p->kind == N_FUNCTION_DEFINITION;
}

// ---- Uses ----------------------------------------------------------------------------------------

static void mask(walk *w, const node *n)
{
	const char *text = n->src->text + n->start;
	size_t len = n->end - n->start;
	if (!is_structural(text, len) || !is_hidden(w, text, len))
		return;
	if (!w->masked)
		w->masked = arena_text(n->src->text, n->src->len);
	memset(w->masked + n->start, 'q', len);
}

static void resolve(walk *w, node *n)
{
	const char *text = n->src->text + n->start;
	size_t len = n->end - n->start;
	word found = word_of(text, len);
	if (found && !is_hidden(w, text, len) && !(w->taken && w->taken[found]))
		n->word = (uint8_t)found;
}

static void qualify(walk *w, node *n, node *package, node *name)
{
	const char *text = n->src->text + package->start;
	size_t len = package->end - package->start;
	unit *h = package_of(w->unit, text, len);
	if (!h || !name || is_hidden(w, text, len))
		return;
	package->is_package = true;
	n->symbol = arena_printf("%s_%s", h->prefix, node_text(name));
}

static void use(walk *w, node *n)
{
	if (w->masking) {
		if (n->first == NULL)
			mask(w, n);
		return;
	}
	switch (n->kind) {
	case N_IDENTIFIER: case N_TYPE_IDENTIFIER: case N_PRIMITIVE_TYPE: case N_TRUE: case N_FALSE:
		resolve(w, n);
		break;
	case N_QUALIFIED_TYPE: {
		node *package = node_field(n, F_PACKAGE);
		if (package)
			qualify(w, n, package, node_field(n, F_NAME));
		break;
	}
	case N_FIELD_EXPRESSION: {
		node *of = node_field(n, F_ARGUMENT), *op = node_field(n, F_OPERATOR);
		if (of && of->kind == N_IDENTIFIER && (!op || node_is(op, ".")))
			qualify(w, n, of, node_field(n, F_FIELD));
		break;
	}
	default:
		break;
	}
}

static void walk_node(walk *w, node *n)
{
	hidden *stack = w->stack;
	int depth = w->depth;
	bool scope = opens_scope(n) && !is_own_parameters(n);
	declare_before(w, n);
	use(w, n);
	for (node *c = n->first; c; c = c->next)
		walk_node(w, c);
	if (n->kind == N_SHORT_VAR) {
		declare_left(w, node_field(n, F_LEFT));
	} else if (scope) {
		w->stack = stack;
		w->depth = depth;
	}
}

static void declare_funcs(walk *w, const node *root)
{
	for (node *c = root->first; c; c = c->next) {
		node *name = c->kind == N_FUNC_DEFINITION || c->kind == N_FUNC_DECLARATION ? node_field(c, F_NAME) : NULL;
		if (name && !node_field(c, F_RECEIVER))
			declare(w, name);
		if (c->kind == N_FUNCTION_DEFINITION && (name = declarator_name(node_field(c, F_DECLARATOR))))
			declare(w, name);
	}
}

char *words_mask_hidden(node *root)
{
	walk w = { .masking = true };
	declare_funcs(&w, root);
	walk_node(&w, root);
	return w.masked;
}

void words_resolve(unit *u, const bool taken[W_WORDS])
{
	walk w = { .unit = u, .taken = taken };
	declare_funcs(&w, u->root);
	walk_node(&w, u->root);
}
