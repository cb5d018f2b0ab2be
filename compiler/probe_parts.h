// What the parts of the probe's printer share: probe.c (the walk, files, words), probe_types.c (types and functions),
// probe_expressions.c and probe_statements.c. Each function prints one construct as C that clang can type.
#ifndef GOC_PROBE_PARTS_H
#define GOC_PROBE_PARTS_H
#include "map.h"
#include "probe.h"
#include "words.h"

typedef struct probe {
	buf *out;
	bool quiet;             // printing again: don't record
	node *left_out;         // a name not to print: the type alone is wanted
	int unique;
	map brought;            // paths of headers printed already
	map declared;           // funcs whose prototype was printed
} probe;

// probe.c
void probe_put(probe *p, const char *text);
void probe_again(probe *p, node *n, void (*f)(probe *, node *));
void probe_copy(probe *p, const node *n, uint32_t from, uint32_t to);
void probe_children(probe *p, node *n);
void probe_voids(probe *p, node *n);
void probe_node(probe *p, node *n);

// probe_types.c
void probe_type_of(probe *p, node *n);
void probe_channel(probe *p, node *n);
void probe_slice_of(probe *p, node *element);
void probe_variadic(probe *p, node *n);
bool probe_is_result_list(const node *result);
void probe_function_type(probe *p, node *n);
void probe_interface(probe *p, node *n);
void probe_literal(probe *p, node *n);
void probe_prototype(probe *p, node *n);
void probe_func(probe *p, node *n);

// probe_expressions.c
void probe_receive(probe *p, node *n);
void probe_composite(probe *p, node *n);
void probe_pointer_expression(probe *p, node *n);
void probe_slicing(probe *p, node *n);
void probe_assertion(probe *p, node *n);
void probe_conversion(probe *p, node *type, node *arg);
void probe_call(probe *p, node *n);
void probe_subscript(probe *p, node *n);

// probe_statements.c
void probe_short_var(probe *p, node *n);
void probe_send(probe *p, node *n);
void probe_go(probe *p, node *n);
void probe_return(probe *p, node *n);
void probe_select_case(probe *p, node *n);
void probe_select(probe *p, node *n);
void probe_type_switch(probe *p, node *n);
void probe_range(probe *p, node *n);
void probe_with_init(probe *p, node *n, node *header);
void probe_for(probe *p, node *n);
void probe_condition_loop(probe *p, node *n);
void probe_ever(probe *p, node *n);
void probe_labeled(probe *p, node *n);
void probe_jump(probe *p, node *n);
void probe_case(probe *p, node *n);

#endif
