// Which lowering prints which kind of node.
#include "lower.h"

lower_kind *lower_of(node *n)
{
	static lower_kind *const table[N_KINDS] = {
#define LOWERING(kind, name) [kind] = name,
		LOWERINGS(LOWERING)
#undef LOWERING
	};
	return table[n->kind];
}
