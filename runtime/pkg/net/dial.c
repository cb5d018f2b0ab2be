// Listen, Dial, ListenPacket: networks and addresses by name.
//
// Names are resolved by libc's getaddrinfo on a thread of its own: it blocks, and the processor is handed on.
// Dial tries a name's addresses one after the other; the error of the first is reported.
#define _GNU_SOURCE
#include "conn.h"
#include "../error.h"
#include "../text.h"

#include <goc/errors.h>

#include "sched/block.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/un.h>
#include <unistd.h>

// What a network's name means.
struct network {
	const char *name, *shown;
	int family, type;           // AF_UNSPEC: either
};

static const struct network networks[] = {
	{ "tcp", "tcp", AF_UNSPEC, SOCK_STREAM }, { "tcp4", "tcp", AF_INET, SOCK_STREAM },
	{ "tcp6", "tcp", AF_INET6, SOCK_STREAM }, { "udp", "udp", AF_UNSPEC, SOCK_DGRAM },
	{ "udp4", "udp", AF_INET, SOCK_DGRAM }, { "udp6", "udp", AF_INET6, SOCK_DGRAM },
	{ "unix", "unix", AF_UNIX, SOCK_STREAM }, { "unixgram", "unixgram", AF_UNIX, SOCK_DGRAM },
};

static const struct network *network_of(goc_string name)
{
	for (size_t i = 0; i < sizeof networks / sizeof *networks; i++)
		if (name && strcmp(networks[i].name, name) == 0)
			return &networks[i];
	return NULL;
}

// ---- Resolving -----------------------------------------------------------------------------------

enum { MOST = 16 };
struct targets {
	int n;
	struct { struct sockaddr_storage sa; socklen_t len; } to[MOST];
};

static __attribute__((noinline)) int lookup(const char *host, const char *port, const struct addrinfo *hints,
	struct addrinfo **found)
{
	goc__blocking_begin(GOC__WAIT_SYSCALL);
	int r = getaddrinfo(host, port, hints, found);
	goc__blocking_end();
	return r;
}

static goc_error resolve_unix(const struct network *net, const char *op, goc_string path, struct targets *t)
{
	struct sockaddr_un *u = (struct sockaddr_un *)&t->to[0].sa;
	size_t n = strlen(path);
	if (n >= sizeof u->sun_path)
		return goc__op_error(op, net->name, (net_Addr){ 0 }, (net_Addr){ 0 }, NULL, -EINVAL);
	u->sun_family = AF_UNIX;
	memcpy(u->sun_path, path, n + 1);
	if (path[0] == '@')
		u->sun_path[0] = '\0';
	t->to[0].len = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + n + (path[0] != '@'));
	t->n = 1;
	return (goc_error){ 0 };
}

static goc_error resolve(const struct network *net, const char *op, goc_string address, struct targets *t)
{
	t->n = 0;
	if (net->family == AF_UNIX)
		return resolve_unix(net, op, address, t);
	struct net_SplitHostPort_results parts = net_SplitHostPort(address);
	if (parts.err.tab)
		return goc__op_error_of(op, net->name, (net_Addr){ 0 }, (net_Addr){ 0 }, parts.err);
	bool listens = strcmp(op, "listen") == 0, any = !*parts.host;
	struct addrinfo hints = { .ai_family = net->family, .ai_socktype = net->type,
		.ai_flags = listens ? AI_PASSIVE : 0 }, *found = NULL;
	const char *port = *parts.port ? parts.port : "0";
	int r = lookup(any ? NULL : parts.host, port, &hints, &found);
	if (r == EAI_SERVICE)
		return goc__op_error_of(op, net->name, (net_Addr){ 0 }, (net_Addr){ 0 },
			errors_New(goc__text_join("lookup ", net->name, "/", port, ": unknown port", NULL)));
	if (r != 0)
		return goc__dns_error(op, net->name, parts.host, r == EAI_NONAME ? "no such host" : gai_strerror(r));
	for (int pass = 0; pass < 2; pass++)    // to listen on all addresses: v6 first, which takes v4 as well
		for (struct addrinfo *a = found; a && t->n < MOST; a = a->ai_next) {
			bool first = !(listens && any && net->family == AF_UNSPEC) || a->ai_family == AF_INET6;
			if (first != (pass == 0))
				continue;
			memcpy(&t->to[t->n].sa, a->ai_addr, a->ai_addrlen);
			t->to[t->n++].len = a->ai_addrlen;
		}
	freeaddrinfo(found);
	return (goc_error){ 0 };
}

static goc_error unknown_network(const char *op, goc_string network)
{
	return goc__op_error_of(op, network, (net_Addr){ 0 }, (net_Addr){ 0 },
		errors_New(goc__text_join("unknown network ", network ? network : "", NULL)));
}

// ---- Listening -----------------------------------------------------------------------------------

static __attribute__((noinline)) int bound_socket(const struct network *net, const struct sockaddr_storage *sa,
	socklen_t len, const char **call)
{
	int on = 1, off = 0, fd = socket(sa->ss_family, net->type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	*call = "socket";
	if (fd < 0)
		return -errno;
	if (net->type == SOCK_STREAM && sa->ss_family != AF_UNIX)
		setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	if (sa->ss_family == AF_INET6)
		setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, net->family == AF_INET6 ? &on : &off, sizeof on);
	*call = "bind";
	int r = bind(fd, (const struct sockaddr *)sa, len);
	if (r == 0 && net->type == SOCK_STREAM) {
		*call = "listen";
		r = listen(fd, SOMAXCONN);
	}
	if (r == 0)
		return fd;
	r = -errno;
	close(fd);
	return r;
}

static goc_error listen_on(const struct network *net, goc_string address, goc__fd **fd)
{
	struct targets t;
	goc_error err = resolve(net, "listen", address ? address : "", &t);
	if (err.tab)
		return err;
	const char *call = "socket";
	int r = -EADDRNOTAVAIL, tried = 0;
	for (int i = 0; i < t.n && r < 0; i++) {
		r = bound_socket(net, &t.to[i].sa, t.to[i].len, &call);
		tried = i;
		if (r < 0 && r != -EAFNOSUPPORT && r != -EADDRNOTAVAIL)
			break;
	}
	if (r >= 0)
		r = goc__fd_open(r, fd);
	if (r >= 0)
		return (goc_error){ 0 };
	net_Addr where = goc__addr_new(net->shown, &t.to[tried].sa, t.to[tried].len);
	goc__addr_of(where)->hostless = address && *address == ':';
	return goc__op_error("listen", net->name, (net_Addr){ 0 }, where, call, r);
}

struct net_Listen_results net_Listen(goc_string network, goc_string address)
{
	const struct network *net = network_of(network);
	if (!net || net->type != SOCK_STREAM)
		return (struct net_Listen_results){ { 0 }, unknown_network("listen", network) };
	goc__fd *fd;
	goc_error err = listen_on(net, address, &fd);
	if (err.tab)
		return (struct net_Listen_results){ { 0 }, err };
	return (struct net_Listen_results){ goc__listener_new(fd, net->shown), { 0 } };
}

struct net_ListenPacket_results net_ListenPacket(goc_string network, goc_string address)
{
	const struct network *net = network_of(network);
	if (!net || net->type != SOCK_DGRAM)
		return (struct net_ListenPacket_results){ { 0 }, unknown_network("listen", network) };
	goc__fd *fd;
	goc_error err = listen_on(net, address, &fd);
	if (err.tab)
		return (struct net_ListenPacket_results){ { 0 }, err };
	return (struct net_ListenPacket_results){ goc__packet_conn_new(fd, net->shown), { 0 } };
}

// ---- Dialling ------------------------------------------------------------------------------------

static __attribute__((noinline)) int new_socket(int family, int type)
{
	int fd = socket(family, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	return fd < 0 ? -errno : fd;
}

static int connect_to(const struct network *net, const struct sockaddr_storage *sa, socklen_t len, int64_t deadline,
	goc__fd **fd)
{
	int r = new_socket(sa->ss_family, net->type);
	if (r >= 0)
		r = goc__fd_open(r, fd);
	if (r < 0)
		return r;
	if (deadline)
		goc__fd_deadline(*fd, GOC__WRITES, deadline);
	r = goc__fd_connect(*fd, (const struct sockaddr *)sa, len);
	if (r < 0)
		goc__fd_close(*fd);
	else if (deadline)
		goc__fd_deadline(*fd, GOC__WRITES, 0);
	return r;
}

static struct net_DialTimeout_results dial(goc_string network, goc_string address, int64_t deadline)
{
	const struct network *net = network_of(network);
	if (!net)
		return (struct net_DialTimeout_results){ { 0 }, unknown_network("dial", network) };
	struct targets t;
	goc_error err = resolve(net, "dial", address ? address : "", &t);
	if (err.tab)
		return (struct net_DialTimeout_results){ { 0 }, err };
	goc__fd *fd;
	for (int i = 0; i < t.n; i++) {
		int r = connect_to(net, &t.to[i].sa, t.to[i].len, deadline, &fd);
		if (r >= 0)
			return (struct net_DialTimeout_results){ goc__conn_new(fd, net->shown), { 0 } };
		bool late = deadline && goc__nanotime() >= deadline;
		if (!err.tab)
			err = goc__op_error("dial", net->name, (net_Addr){ 0 },
				goc__addr_new(net->shown, &t.to[i].sa, t.to[i].len), late ? NULL : "connect", r);
		if (late)
			break;
	}
	return (struct net_DialTimeout_results){ { 0 }, err };
}

struct net_Dial_results net_Dial(goc_string network, goc_string address)
{
	struct net_DialTimeout_results r = dial(network, address, 0);
	return (struct net_Dial_results){ r.c, r.err };
}

struct net_DialTimeout_results net_DialTimeout(goc_string network, goc_string address, time_Duration timeout)
{
	return dial(network, address, timeout > 0 ? goc__deadline(timeout) : 0);
}
