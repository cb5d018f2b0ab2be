// Conn, PacketConn and Listener: method tables around a goc__fd.
#include "conn.h"
#include "../error.h"

#include <errno.h>
#include <goc/io.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/un.h>
#include <unistd.h>

struct io { int n; goc_error err; };
struct packet { int n; net_Addr from; goc_error err; };
struct accepted { net_Conn c; goc_error err; };

static goc_error none(void)
{
	return (goc_error){ 0 };
}

static goc_error failure(goc__conn *c, const char *op, const char *call, int r)
{
	return goc__op_error(op, c->network, c->local, c->remote, call, r);
}

// ---- What all have -------------------------------------------------------------------------------

static goc_error conn_close(goc__conn *c)
{
	int r = goc__fd_close(c->fd);
	return r < 0 ? failure(c, "close", NULL, r) : none();
}

static net_Addr conn_local(goc__conn *c)
{
	return c->local;
}

static net_Addr conn_remote(goc__conn *c)
{
	return c->remote;
}

// A Time on the monotonic clock's scale: its own reading where it has one.
static int64_t moment(time_Time t)
{
	if (time_Time_IsZero(t))
		return 0;
	int64_t when = goc__deadline(time_Until(t));
	return when > 0 ? when : 1;
}

static goc_error set_deadline(goc__conn *c, time_Time t, bool reads, bool writes)
{
	int64_t when = moment(t);
	int r = reads ? goc__fd_deadline(c->fd, GOC__READS, when) : 0;
	if (r == 0 && writes)
		r = goc__fd_deadline(c->fd, GOC__WRITES, when);
	return r < 0 ? failure(c, "set", NULL, r) : none();
}

static goc_error conn_set_deadline(goc__conn *c, time_Time t)
{
	return set_deadline(c, t, true, true);
}

static goc_error conn_set_read_deadline(goc__conn *c, time_Time t)
{
	return set_deadline(c, t, true, false);
}

static goc_error conn_set_write_deadline(goc__conn *c, time_Time t)
{
	return set_deadline(c, t, false, true);
}

// ---- Streams -------------------------------------------------------------------------------------

static struct io conn_read(goc__conn *c, goc_slice b)
{
	if (b.len == 0)
		return (struct io){ 0, none() };
	ssize_t n = goc__fd_read(c->fd, b.ptr, (size_t)b.len);
	if (n == 0)
		return (struct io){ 0, io_EOF };
	if (n < 0)
		return (struct io){ 0, failure(c, "read", "read", (int)n) };
	return (struct io){ (int)n, none() };
}

static struct io conn_write(goc__conn *c, goc_slice b)
{
	ssize_t n = goc__fd_write(c->fd, b.ptr, (size_t)b.len);
	if (n < 0)
		return (struct io){ 0, failure(c, "write", "write", (int)n) };
	return (struct io){ (int)n, none() };
}

static goc_error shut(goc__conn *c, const char *op, int how)
{
	int r = goc__fd_shutdown(c->fd, how);
	return r < 0 ? failure(c, op, "shutdown", r) : none();
}

// net_TCPConn and net_UnixConn have these methods; both are a goc__conn.
#define CONN_METHODS(T) \
	struct T##_Read_results T##_Read(T *c, goc_slice b) \
	{ \
		struct io r = conn_read((goc__conn *)c, b); \
		return (struct T##_Read_results){ r.n, r.err }; \
	} \
	struct T##_Write_results T##_Write(T *c, goc_slice b) \
	{ \
		struct io r = conn_write((goc__conn *)c, b); \
		return (struct T##_Write_results){ r.n, r.err }; \
	} \
	goc_error T##_Close(T *c) { return conn_close((goc__conn *)c); } \
	net_Addr T##_LocalAddr(T *c) { return ((goc__conn *)c)->local; } \
	net_Addr T##_RemoteAddr(T *c) { return ((goc__conn *)c)->remote; } \
	goc_error T##_SetDeadline(T *c, time_Time t) { return conn_set_deadline((goc__conn *)c, t); } \
	goc_error T##_SetReadDeadline(T *c, time_Time t) { return conn_set_read_deadline((goc__conn *)c, t); } \
	goc_error T##_SetWriteDeadline(T *c, time_Time t) { return conn_set_write_deadline((goc__conn *)c, t); } \
	goc_error T##_CloseRead(T *c) { return shut((goc__conn *)c, "close", SHUT_RD); } \
	goc_error T##_CloseWrite(T *c) { return shut((goc__conn *)c, "close", SHUT_WR); }
CONN_METHODS(net_TCPConn)
CONN_METHODS(net_UnixConn)

goc_error net_TCPConn_SetNoDelay(net_TCPConn *c, goc_bool on)
{
	goc__conn *conn = (goc__conn *)c;
	int value = on;
	if (setsockopt(conn->fd->sysfd, IPPROTO_TCP, TCP_NODELAY, &value, sizeof value) < 0)
		return failure(conn, "set", "setsockopt", -errno);
	return none();
}

#define IO_SIGNATURE "func([]uint8) (int, error)"
#define DEADLINE_SIGNATURE "func(time.Time) error"
#define STREAM_METHODS \
	{ "LocalAddr", "func() net.Addr", conn_local }, { "Read", IO_SIGNATURE, conn_read }, \
	{ "RemoteAddr", "func() net.Addr", conn_remote }, \
	{ "SetDeadline", DEADLINE_SIGNATURE, conn_set_deadline }
#define STREAM_END \
	{ "SetReadDeadline", DEADLINE_SIGNATURE, conn_set_read_deadline }, \
	{ "SetWriteDeadline", DEADLINE_SIGNATURE, conn_set_write_deadline }, { "Write", IO_SIGNATURE, conn_write }
static const goc_method tcp_methods[] = {
	{ "Close", GOC_SIGNATURE_ERROR, conn_close }, { "CloseRead", GOC_SIGNATURE_ERROR, net_TCPConn_CloseRead },
	{ "CloseWrite", GOC_SIGNATURE_ERROR, net_TCPConn_CloseWrite }, STREAM_METHODS,
	{ "SetNoDelay", "func(bool) error", net_TCPConn_SetNoDelay }, STREAM_END,
};
static const goc_method unix_methods[] = {
	{ "Close", GOC_SIGNATURE_ERROR, conn_close }, { "CloseRead", GOC_SIGNATURE_ERROR, net_UnixConn_CloseRead },
	{ "CloseWrite", GOC_SIGNATURE_ERROR, net_UnixConn_CloseWrite },
	STREAM_METHODS, STREAM_END,
};
static const goc_method udp_methods[] = { { "Close", GOC_SIGNATURE_ERROR, conn_close }, STREAM_METHODS, STREAM_END };

#define POINTER_TYPE(name_, array) { .kind = GOC_KIND_POINTER, .flags = GOC_TYPE_DIRECT, .size = sizeof(void *), \
	.name = name_, .key = name_, .elem = &goc_type_pointer, \
	.nmethods = sizeof array / sizeof *array, .methods = array }
static const goc_type tcp_type = POINTER_TYPE("*net.TCPConn", tcp_methods);
static const goc_type unix_type = POINTER_TYPE("*net.UnixConn", unix_methods);
static const goc_type udp_type = POINTER_TYPE("*net.UDPConn", udp_methods);

struct stream_tab { const goc_type *type; void *fn[8]; };
#define STREAM_TAB(type) { &type, { conn_close, conn_local, conn_read, conn_remote, conn_set_deadline, \
	conn_set_read_deadline, conn_set_write_deadline, conn_write } }
static const struct stream_tab tcp_tab = STREAM_TAB(tcp_type), unix_tab = STREAM_TAB(unix_type),
	udp_tab = STREAM_TAB(udp_type);

net_Conn goc__conn_new(goc__fd *fd, const char *network)
{
	goc__conn *c = goc_new(sizeof *c);
	*c = (goc__conn){ fd, network, goc__addr_local(network, fd->sysfd), goc__addr_remote(network, fd->sysfd) };
	const struct stream_tab *tab = network[0] == 't' ? &tcp_tab : network[1] == 'd' ? &udp_tab : &unix_tab;
	if (tab == &tcp_tab)
		net_TCPConn_SetNoDelay((net_TCPConn *)c, true);
	return (net_Conn){ (const goc_itab *)tab, c };
}

goc__conn *goc__conn_of(net_Conn c)
{
	bool own = c.tab == (const goc_itab *)&tcp_tab || c.tab == (const goc_itab *)&unix_tab
		|| c.tab == (const goc_itab *)&udp_tab;
	return own ? c.data : NULL;
}

// ---- Packets -------------------------------------------------------------------------------------

static struct packet packet_read(goc__conn *c, goc_slice b)
{
	struct sockaddr_storage from;
	socklen_t len;
	ssize_t n = goc__fd_recvfrom(c->fd, b.ptr, (size_t)b.len, &from, &len);
	if (n < 0)
		return (struct packet){ 0, { 0 }, failure(c, "read", "recvfrom", (int)n) };
	return (struct packet){ (int)n, goc__addr_new(c->network, &from, len), none() };
}

static struct io packet_write(goc__conn *c, goc_slice b, net_Addr to)
{
	goc__addr *a = goc__addr_of(to);
	ssize_t n = a ? goc__fd_sendto(c->fd, b.ptr, (size_t)b.len, (struct sockaddr *)&a->sa, a->len) : -EINVAL;
	if (n < 0)
		return (struct io){ 0, goc__op_error("write", c->network, c->local, to, "sendto", (int)n) };
	return (struct io){ (int)n, none() };
}

static const goc_method packet_methods[] = {
	{ "Close", GOC_SIGNATURE_ERROR, conn_close }, { "LocalAddr", "func() net.Addr", conn_local },
	{ "ReadFrom", "func([]uint8) (int, net.Addr, error)", packet_read },
	{ "SetDeadline", DEADLINE_SIGNATURE, conn_set_deadline },
	{ "SetReadDeadline", DEADLINE_SIGNATURE, conn_set_read_deadline },
	{ "SetWriteDeadline", DEADLINE_SIGNATURE, conn_set_write_deadline },
	{ "WriteTo", "func([]uint8, net.Addr) (int, error)", packet_write },
};
static const goc_type packet_type = POINTER_TYPE("*net.UDPConn", packet_methods);
static const struct { const goc_type *type; void *fn[7]; } packet_tab = { &packet_type, { conn_close, conn_local,
	packet_read, conn_set_deadline, conn_set_read_deadline, conn_set_write_deadline, packet_write } };

net_PacketConn goc__packet_conn_new(goc__fd *fd, const char *network)
{
	goc__conn *c = goc_new(sizeof *c);
	*c = (goc__conn){ fd, network, goc__addr_local(network, fd->sysfd), { 0 } };
	return (net_PacketConn){ (const goc_itab *)&packet_tab, c };
}

// ---- Listeners -----------------------------------------------------------------------------------

static struct accepted listener_accept(goc__conn *l)
{
	goc__fd *fd;
	int r = goc__fd_accept(l->fd, &fd);
	if (r < 0)
		return (struct accepted){ { 0 }, goc__op_error("accept", l->network, (net_Addr){ 0 }, l->local, "accept4", r) };
	return (struct accepted){ goc__conn_new(fd, l->network), none() };
}

// A Unix listener's name goes with it, as in Go.
static void remove_name(const goc__conn *l)
{
	goc__addr *a = goc__addr_of(l->local);
	const char *path = a && a->sa.ss_family == AF_UNIX ? ((struct sockaddr_un *)&a->sa)->sun_path : "";
	if (*path)
		unlink(path);
}

static goc_error listener_close(goc__conn *l)
{
	int r = goc__fd_close(l->fd);
	if (r == 0)
		remove_name(l);
	return r < 0 ? goc__op_error("close", l->network, (net_Addr){ 0 }, l->local, NULL, r) : none();
}

static const goc_method listener_methods[] = {
	{ "Accept", "func() (net.Conn, error)", listener_accept }, { "Addr", "func() net.Addr", conn_local },
	{ "Close", GOC_SIGNATURE_ERROR, listener_close },
};
static const goc_type listener_type = POINTER_TYPE("*net.TCPListener", listener_methods);
static const struct { const goc_type *type; void *fn[3]; } listener_tab = { &listener_type,
	{ listener_accept, conn_local, listener_close } };

net_Listener goc__listener_new(goc__fd *fd, const char *network)
{
	goc__conn *l = goc_new(sizeof *l);
	*l = (goc__conn){ fd, network, goc__addr_local(network, fd->sysfd), { 0 } };
	return (net_Listener){ (const goc_itab *)&listener_tab, l };
}
