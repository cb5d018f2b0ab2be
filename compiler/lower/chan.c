// Channels: `ch <- v`, `<-ch`, make(chan T, n), close, len, cap. What the constructs become is in goc/goc.h.
//
// A send in an expression's place (a for's step, a select case's text) is the same statement expression; the
// `;` belongs to the node only where it is a statement.
#include "lower.h"

void lower_send(emit *e, node *n)
{
	node *channel = node_field(n, F_CHANNEL), *value = node_field(n, F_VALUE);
	if (channel->type->canonical->kind != T_CHAN) {         // C's `a < -b`
		emit_children(e, n);
		return;
	}
	const type *elem = channel->type->canonical->elem;
	emit_str(e, "GOC_SEND(");
	emit_node(e, channel);
	emit_str(e, ", ");
	emit_type(e, elem);
	emit_str(e, ", ");
	emit_gap(e, n->src, channel->end, value->start);
	convert_emit(e, value, elem);
	emit_str(e, ")");
	if (n->last != value) {
		emit_gap(e, n->src, value->end, n->last->start);
		emit_str(e, ";");
	}
}

void lower_receive(emit *e, node *n)
{
	node *channel = node_field(n, F_ARGUMENT);
	emit_str(e, "GOC_RECV(");
	emit_type(e, channel->type->canonical->elem);
	emit_str(e, ", ");
	emit_node(e, channel);
	emit_str(e, ")");
}

void builtin_make_chan(emit *e, node *call)
{
	node *arguments = node_field(call, F_ARGUMENTS), *t = node_first_named(arguments), *size = node_next_named(t);
	emit_str(e, "goc_chan_make(sizeof(");
	emit_type(e, call->type->canonical->elem);
	emit_str(e, "), ");
	if (size)
		emit_node(e, size);
	else
		emit_str(e, "0");
	emit_str(e, ")");
}

static void one_argument(emit *e, node *call, const char *function)
{
	emit_text(e, "%s(", function);
	emit_node(e, node_first_named(node_field(call, F_ARGUMENTS)));
	emit_str(e, ")");
}

void builtin_close(emit *e, node *call)
{
	one_argument(e, call, "goc_chan_close");
}

void builtin_chan_len(emit *e, node *call)
{
	one_argument(e, call, node_field(call, F_FUNCTION)->word == W_CAP ? "goc_chan_cap" : "goc_chan_len");
}
