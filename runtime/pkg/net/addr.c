// Addresses as values and as text.
#include "conn.h"
#include "../error.h"
#include "../text.h"

#include <arpa/inet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/un.h>

static goc_string addr_network(goc__addr *a)
{
	return a->network;
}

static goc_string unix_text(const goc__addr *a)
{
	const struct sockaddr_un *u = (const struct sockaddr_un *)&a->sa;
	size_t n = a->len > offsetof(struct sockaddr_un, sun_path) ? a->len - offsetof(struct sockaddr_un, sun_path) : 0;
	struct text t;
	text_start(&t);
	if (n && u->sun_path[0] == '\0') {          // an abstract one
		text_char(&t, '@');
		text_bytes(&t, u->sun_path + 1, n - 1);
	} else {
		text_bytes(&t, u->sun_path, strnlen(u->sun_path, n));
	}
	return goc__text_string(&t);
}

static goc_string addr_string(goc__addr *a)
{
	char host[INET6_ADDRSTRLEN] = "", text[INET6_ADDRSTRLEN + IF_NAMESIZE + 16], scope[IF_NAMESIZE + 1] = "";
	const struct sockaddr_in *v4 = (const struct sockaddr_in *)&a->sa;
	const struct sockaddr_in6 *v6 = (const struct sockaddr_in6 *)&a->sa;
	if (a->sa.ss_family == AF_UNIX)
		return unix_text(a);
	if (a->hostless) {
		snprintf(text, sizeof text, ":%u", ntohs(v4->sin_port));    // at the same place in both families
	} else if (a->sa.ss_family == AF_INET) {
		inet_ntop(AF_INET, &v4->sin_addr, host, sizeof host);
		snprintf(text, sizeof text, "%s:%u", host, ntohs(v4->sin_port));
	} else if (IN6_IS_ADDR_V4MAPPED(&v6->sin6_addr)) {
		inet_ntop(AF_INET, &v6->sin6_addr.s6_addr[12], host, sizeof host);
		snprintf(text, sizeof text, "%s:%u", host, ntohs(v6->sin6_port));
	} else {
		char name[IF_NAMESIZE];
		inet_ntop(AF_INET6, &v6->sin6_addr, host, sizeof host);
		if (v6->sin6_scope_id && if_indextoname(v6->sin6_scope_id, name))
			snprintf(scope, sizeof scope, "%%%s", name);
		snprintf(text, sizeof text, "[%s%s]:%u", host, scope, ntohs(v6->sin6_port));
	}
	return goc__text_join(text, NULL);
}

static const goc_method methods[] = {
	{ "Network", GOC_SIGNATURE_STRING, addr_network }, { "String", GOC_SIGNATURE_STRING, addr_string },
};
#define TYPE(name_) { .kind = GOC_KIND_POINTER, .flags = GOC_TYPE_DIRECT, .size = sizeof(void *), \
	.name = name_, .key = name_, .elem = &goc_type_pointer, .nmethods = 2, .methods = methods }
static const goc_type types[] = { TYPE("*net.TCPAddr"), TYPE("*net.UDPAddr"), TYPE("*net.UnixAddr") };
struct tab { const goc_type *type; void *fn[2]; };
static const struct tab tabs[] = {
	{ &types[0], { addr_network, addr_string } }, { &types[1], { addr_network, addr_string } },
	{ &types[2], { addr_network, addr_string } },
};

net_Addr goc__addr_new(const char *network, const struct sockaddr_storage *sa, socklen_t len)
{
	goc__addr *a = goc_new(sizeof *a);
	*a = (goc__addr){ network, false, len, *sa };
	int kind = network[0] == 't' ? 0 : network[1] == 'd' ? 1 : 2;
	return (net_Addr){ (const goc_itab *)&tabs[kind], a };
}

net_Addr goc__addr_local(const char *network, int sysfd)
{
	struct sockaddr_storage sa = { 0 };
	socklen_t len = sizeof sa;
	if (getsockname(sysfd, (struct sockaddr *)&sa, &len) < 0)
		return (net_Addr){ 0 };
	return goc__addr_new(network, &sa, len);
}

net_Addr goc__addr_remote(const char *network, int sysfd)
{
	struct sockaddr_storage sa = { 0 };
	socklen_t len = sizeof sa;
	if (getpeername(sysfd, (struct sockaddr *)&sa, &len) < 0)
		return (net_Addr){ 0 };
	return goc__addr_new(network, &sa, len);
}

goc__addr *goc__addr_of(net_Addr a)
{
	for (int i = 0; i < 3; i++)
		if (a.tab == (const goc_itab *)&tabs[i])
			return a.data;
	return NULL;
}

// ---- Text ----------------------------------------------------------------------------------------

goc_string net_JoinHostPort(goc_string host, goc_string port)
{
	if (host && strpbrk(host, ":%"))
		return goc__text_join("[", host, "]:", port ? port : "", NULL);
	return goc__text_join(host ? host : "", ":", port ? port : "", NULL);
}

static struct net_SplitHostPort_results bad(goc_string hostport, const char *why)
{
	return (struct net_SplitHostPort_results){ "", "", goc__address_error(NULL, NULL, hostport, why) };
}

static goc_string part(const char *from, const char *to)
{
	struct text t;
	text_start(&t);
	text_bytes(&t, from, (goc_size)(to - from));
	return goc__text_string(&t);
}

struct net_SplitHostPort_results net_SplitHostPort(goc_string hostport)
{
	const char *s = hostport ? hostport : "", *colon = strrchr(s, ':'), *host = s, *end = colon;
	if (!colon)
		return bad(s, "missing port in address");
	if (*s == '[') {
		const char *close = strchr(s, ']');
		if (!close)
			return bad(s, "missing ']' in address");
		if (!close[1])
			return bad(s, "missing port in address");
		if (close + 1 != colon)
			return bad(s, close[1] == ':' ? "too many colons in address" : "missing port in address");
		host++;
		end = close;
	} else if (memchr(s, ':', (size_t)(colon - s))) {
		return bad(s, "too many colons in address");
	}
	for (const char *p = host; p < end; p++)
		if (*p == '[')
			return bad(s, "unexpected '[' in address");
	for (const char *p = *s == '[' ? end + 1 : host; *p; p++)
		if (*p == ']')
			return bad(s, "unexpected ']' in address");
	return (struct net_SplitHostPort_results){ part(host, end), goc__text_join(colon + 1, NULL), { 0 } };
}
