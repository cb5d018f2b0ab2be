// What the files of package net share: addresses, errors, and connections around a goc__fd.
#ifndef GOC_PKG_NET_CONN_H
#define GOC_PKG_NET_CONN_H
#include "fd.h"

#include <goc/net.h>
#include <goc/type.h>
#include <sys/socket.h>

// An Addr. Immutable.
typedef struct goc__addr {
	const char *network;        // as the program named it, but without 4 or 6: "tcp", "udp", "unix", "unixgram"
	bool hostless;              // its text is ":port": asked for without a host
	socklen_t len;
	struct sockaddr_storage sa;
} goc__addr;
net_Addr goc__addr_new(const char *network, const struct sockaddr_storage *sa, socklen_t len);
net_Addr goc__addr_local(const char *network, int sysfd);      // getsockname's
net_Addr goc__addr_remote(const char *network, int sysfd);
goc__addr *goc__addr_of(net_Addr a);                            // NULL: another package's
static inline goc_string addr_text(net_Addr a)
{
	return ((goc_string (*)(void *))a.tab->fn[1])(a.data);
}

// "op network source->address: call: what r, a negative errno, means". The addresses may be nil, call NULL.
goc_error goc__op_error(const char *op, const char *network, net_Addr source, net_Addr address, const char *call, int r);
// The same around an error that is there already.
goc_error goc__op_error_of(const char *op, const char *network, net_Addr source, net_Addr address, goc_error err);
// "address X: text", wrapped so; of Listen and Dial.
goc_error goc__address_error(const char *op, const char *network, goc_string address, const char *text);
goc_error goc__dns_error(const char *op, const char *network, goc_string host, const char *text);

// A connection: net_TCPConn and net_UnixConn are this. Immutable, the fd guards itself.
typedef struct goc__conn {
	goc__fd *fd;
	const char *network;
	net_Addr local, remote;     // remote nil: a packet socket
} goc__conn;
net_Conn goc__conn_new(goc__fd *fd, const char *network);
net_PacketConn goc__packet_conn_new(goc__fd *fd, const char *network);
net_Listener goc__listener_new(goc__fd *fd, const char *network);
// For net/http: the connection behind a Conn of this package, else NULL.
goc__conn *goc__conn_of(net_Conn c);

#endif
