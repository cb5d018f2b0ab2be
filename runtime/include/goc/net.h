// Package net: connections over TCP, Unix sockets and UDP. Every operation that waits parks the goroutine, never a thread, and ends
// at its deadline; resolving names blocks a thread but holds up no processor. Errors are *net.OpError in Go's words, wrap what
// errno says, and have Timeout() bool. Conns and Listeners belong to the collector, their descriptors to the program: Close them.
// Nothing here raises SIGPIPE.
//
//	ln, err := net.Listen("tcp", "127.0.0.1:0");
//	go func() { c, err := ln.Accept(); io.Copy(c, c); c.Close(); }();
//	c, err2 := net.Dial("tcp", ln.Addr().String());
#ifndef GOC_NET_H
#define GOC_NET_H
#include <goc/goc.h>
#include <goc/time.h>

// interface {
//	string Network(void);       // "tcp", "udp", "unix"
//	string String(void);        // "127.0.0.1:80", "[::1]:80", "/run/socket"
// }
typedef goc_iface net_Addr;   // tab->fn: Network, String

// Several goroutines may use one at once; a Write is not mixed with others' as long as the system takes it whole.
// interface {
//	(int, error) Read([]byte b);        // parks until there is something; 0 and io.EOF at the end
//	(int, error) Write([]byte b);       // parks until all is taken
//	error Close(void);                  // ends the operations under way with net.ErrClosed
//	net_Addr LocalAddr(void);
//	net_Addr RemoteAddr(void);
//	error SetDeadline(time.Time t);     // both; the zero Time: none
//	error SetReadDeadline(time.Time t);
//	error SetWriteDeadline(time.Time t);
// }
typedef goc_iface net_Conn;   // tab->fn: Close, LocalAddr, Read, RemoteAddr, SetDeadline, SetReadDeadline, SetWriteDeadline, Write

// interface {
//	(net_Conn, error) Accept(void);     // parks
//	error Close(void);
//	net_Addr Addr(void);
// }
typedef goc_iface net_Listener;   // tab->fn: Accept, Addr, Close

// interface {
//	(int, net_Addr, error) ReadFrom([]byte p);
//	(int, error) WriteTo([]byte p, net_Addr to);
//	error Close(void);
//	net_Addr LocalAddr(void);
//	error SetDeadline(time.Time t);
//	error SetReadDeadline(time.Time t);
//	error SetWriteDeadline(time.Time t);
// }
typedef goc_iface net_PacketConn;   // tab->fn: Close, LocalAddr, ReadFrom, SetDeadline, SetReadDeadline, SetWriteDeadline, WriteTo

// What errors of this package are besides error.
// interface {
//	string Error(void);
//	bool Timeout(void);
//	bool Temporary(void);
// }
typedef goc_iface net_Error;   // tab->fn: Error, Temporary, Timeout

extern goc_error net_ErrClosed; // "use of closed network connection"; errors.Is finds it

// The Conns that Dial and Accept give: for what the interface lacks, c.(net.TCPConn *).
typedef struct net_TCPConn net_TCPConn;
struct net_TCPConn_Read_results { int n; goc_error err; };
struct net_TCPConn_Read_results net_TCPConn_Read(net_TCPConn *c, goc_slice b);
struct net_TCPConn_Write_results { int n; goc_error err; };
struct net_TCPConn_Write_results net_TCPConn_Write(net_TCPConn *c, goc_slice b);
goc_error net_TCPConn_Close(net_TCPConn *c);
net_Addr net_TCPConn_LocalAddr(net_TCPConn *c);
net_Addr net_TCPConn_RemoteAddr(net_TCPConn *c);
goc_error net_TCPConn_SetDeadline(net_TCPConn *c, time_Time t);
goc_error net_TCPConn_SetReadDeadline(net_TCPConn *c, time_Time t);
goc_error net_TCPConn_SetWriteDeadline(net_TCPConn *c, time_Time t);
goc_error net_TCPConn_CloseRead(net_TCPConn *c);
goc_error net_TCPConn_CloseWrite(net_TCPConn *c);
goc_error net_TCPConn_SetNoDelay(net_TCPConn *c, goc_bool on);  // on at first
typedef struct net_UnixConn net_UnixConn;
struct net_UnixConn_Read_results { int n; goc_error err; };
struct net_UnixConn_Read_results net_UnixConn_Read(net_UnixConn *c, goc_slice b);
struct net_UnixConn_Write_results { int n; goc_error err; };
struct net_UnixConn_Write_results net_UnixConn_Write(net_UnixConn *c, goc_slice b);
goc_error net_UnixConn_Close(net_UnixConn *c);
net_Addr net_UnixConn_LocalAddr(net_UnixConn *c);
net_Addr net_UnixConn_RemoteAddr(net_UnixConn *c);
goc_error net_UnixConn_SetDeadline(net_UnixConn *c, time_Time t);
goc_error net_UnixConn_SetReadDeadline(net_UnixConn *c, time_Time t);
goc_error net_UnixConn_SetWriteDeadline(net_UnixConn *c, time_Time t);
goc_error net_UnixConn_CloseRead(net_UnixConn *c);
goc_error net_UnixConn_CloseWrite(net_UnixConn *c);

// network: "tcp", "tcp4", "tcp6", "unix"; address: "host:port", ":port" or a path. Port 0: any free one.
struct net_Listen_results { net_Listener l; goc_error err; };
struct net_Listen_results net_Listen(goc_string network, goc_string address);
struct net_Dial_results { net_Conn c; goc_error err; };
struct net_Dial_results net_Dial(goc_string network, goc_string address);       // "udp" too
struct net_DialTimeout_results { net_Conn c; goc_error err; };
struct net_DialTimeout_results net_DialTimeout(goc_string network, goc_string address, time_Duration timeout);
struct net_ListenPacket_results { net_PacketConn c; goc_error err; };
struct net_ListenPacket_results net_ListenPacket(goc_string network, goc_string address); // "udp", "udp4", "udp6", "unixgram"

goc_string net_JoinHostPort(goc_string host, goc_string port);  // brackets around hosts with colons
struct net_SplitHostPort_results { goc_string host; goc_string port; goc_error err; };
struct net_SplitHostPort_results net_SplitHostPort(goc_string hostport);

#endif
