// The errors of package net: an operation's around what the system, a deadline, a name or an address said.
#include "conn.h"
#include "../error.h"
#include "../text.h"

#include <errno.h>
#include <goc/context.h>

// ---- What is wrapped -----------------------------------------------------------------------------

goc_error net_ErrClosed = GOC_ERROR("use of closed network connection");

static goc_bool yes(void *self) { (void)self; return true; }
static goc_bool no(void *self) { (void)self; return false; }

struct tab3 { const goc_type *type; void *fn[3]; };     // of net.Error: Error, Temporary, Timeout

static goc_string timeout_text(void *self)
{
	(void)self;
	return "i/o timeout";
}

// A deadline of a connection's is also context.DeadlineExceeded to errors.Is, as in Go.
static goc_bool timeout_is(void *self, goc_error target)
{
	(void)self;
	return target.tab == context_DeadlineExceeded.tab;
}

static const goc_method timeout_methods[] = {
	{ "Error", GOC_SIGNATURE_STRING, timeout_text }, { "Is", GOC_SIGNATURE_IS, timeout_is },
	{ "Temporary", GOC_SIGNATURE_BOOL, yes }, { "Timeout", GOC_SIGNATURE_BOOL, yes },
};
static const goc_type timeout_type = { .kind = GOC_KIND_POINTER, .flags = GOC_TYPE_DIRECT, .size = sizeof(void *),
	.name = "*net.timeoutError", .key = "*net.timeoutError", .elem = &goc_type_pointer,
	.nmethods = 4, .methods = timeout_methods };
static const struct goc__tab1 timeout_tab = { &timeout_type, { timeout_text } };

// What lies between the operation and the errno: the system call's name.
struct call_error { const char *call; goc_error err; };

static goc_string call_text(struct call_error *e)
{
	return goc__text_join(e->call, ": ", goc__error_text(e->err), NULL);
}

static goc_error call_unwrap(struct call_error *e)
{
	return e->err;
}

static const goc_method call_methods[] = {
	{ "Error", GOC_SIGNATURE_STRING, call_text }, { "Unwrap", GOC_SIGNATURE_ERROR, call_unwrap },
};
static const goc_type call_type = { .kind = GOC_KIND_POINTER, .flags = GOC_TYPE_DIRECT, .size = sizeof(void *),
	.name = "*os.SyscallError", .key = "*os.SyscallError", .elem = &goc_type_pointer,
	.nmethods = 2, .methods = call_methods };
static const struct goc__tab1 call_tab = { &call_type, { call_text } };

// ---- net.AddrError, net.DNSError -------------------------------------------------------------------

struct text_error { goc_string text; };

static goc_string text_text(struct text_error *e)
{
	return e->text;
}

static const goc_method text_methods[] = {
	{ "Error", GOC_SIGNATURE_STRING, text_text },
	{ "Temporary", GOC_SIGNATURE_BOOL, no }, { "Timeout", GOC_SIGNATURE_BOOL, no },
};
#define TEXT_TYPE(name_) { .kind = GOC_KIND_POINTER, .flags = GOC_TYPE_DIRECT, .size = sizeof(void *), \
	.name = name_, .key = name_, .elem = &goc_type_pointer, .nmethods = 3, .methods = text_methods }
static const goc_type addr_error_type = TEXT_TYPE("*net.AddrError"), dns_error_type = TEXT_TYPE("*net.DNSError");
static const struct goc__tab1 addr_error_tab = { &addr_error_type, { text_text } };
static const struct goc__tab1 dns_error_tab = { &dns_error_type, { text_text } };

static goc_error text_error(const struct goc__tab1 *tab, goc_string text)
{
	struct text_error *e = goc_new(sizeof *e);
	e->text = text;
	return (goc_error){ (const goc_itab *)tab, e };
}

// ---- net.OpError ---------------------------------------------------------------------------------

struct op_error {
	const char *op, *network;
	net_Addr source, address;
	goc_error err;
};

static goc_string op_text(struct op_error *e)
{
	struct text t;
	text_start(&t);
	text_add(&t, e->op);
	if (e->network) {
		text_char(&t, ' ');
		text_add(&t, e->network);
	}
	if (e->source.tab) {
		text_char(&t, ' ');
		text_add(&t, addr_text(e->source));
	}
	if (e->address.tab) {
		text_add(&t, e->source.tab ? "->" : " ");
		text_add(&t, addr_text(e->address));
	}
	text_add(&t, ": ");
	text_add(&t, goc__error_text(e->err));
	return goc__text_string(&t);
}

static goc_error op_unwrap(struct op_error *e)
{
	return e->err;
}

static goc_bool op_timeout(struct op_error *e)
{
	goc_error inner = e->err;
	if (inner.tab == (const goc_itab *)&call_tab)
		inner = ((struct call_error *)inner.data)->err;
	goc_bool (*timeout)(void *) = goc__method(inner.tab->type, "Timeout", GOC_SIGNATURE_BOOL);
	return timeout && timeout(inner.data);
}

static const goc_method op_methods[] = {
	{ "Error", GOC_SIGNATURE_STRING, op_text }, { "Temporary", GOC_SIGNATURE_BOOL, op_timeout },
	{ "Timeout", GOC_SIGNATURE_BOOL, op_timeout }, { "Unwrap", GOC_SIGNATURE_ERROR, op_unwrap },
};
static const goc_type op_type = { .kind = GOC_KIND_POINTER, .flags = GOC_TYPE_DIRECT, .size = sizeof(void *),
	.name = "*net.OpError", .key = "*net.OpError", .elem = &goc_type_pointer, .nmethods = 4, .methods = op_methods };
static const struct goc__tab1 op_tab = { &op_type, { op_text } };

goc_error goc__op_error_of(const char *op, const char *network, net_Addr source, net_Addr address, goc_error err)
{
	struct op_error *e = goc_new(sizeof *e);
	*e = (struct op_error){ op, network, source, address, err };
	return (goc_error){ (const goc_itab *)&op_tab, e };
}

goc_error goc__op_error(const char *op, const char *network, net_Addr source, net_Addr address, const char *call, int r)
{
	goc_error err;
	if (r == -EBADF) {
		err = net_ErrClosed;
	} else if (r == -ETIMEDOUT && (!call || strcmp(call, "connect") != 0)) {
		err = (goc_error){ (const goc_itab *)&timeout_tab, (void *)&timeout_tab };
	} else {
		err = goc__errno_error(-r);
		if (call) {
			struct call_error *c = goc_new(sizeof *c);
			*c = (struct call_error){ call, err };
			err = (goc_error){ (const goc_itab *)&call_tab, c };
		}
	}
	return goc__op_error_of(op, network, source, address, err);
}

goc_error goc__address_error(const char *op, const char *network, goc_string address, const char *text)
{
	goc_error e = text_error(&addr_error_tab, goc__text_join("address ", address, ": ", text, NULL));
	return op ? goc__op_error_of(op, network, (net_Addr){ 0 }, (net_Addr){ 0 }, e) : e;
}

goc_error goc__dns_error(const char *op, const char *network, goc_string host, const char *text)
{
	goc_error e = text_error(&dns_error_tab, goc__text_join("lookup ", host, ": ", text, NULL));
	return goc__op_error_of(op, network, (net_Addr){ 0 }, (net_Addr){ 0 }, e);
}
