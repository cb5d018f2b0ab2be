// File descriptors that park goroutines, never threads: non-blocking ones of the kernel's, watched by one
// epoll set (poll.c), with a deadline for each direction.
//
// A goc__fd is used by any number of goroutines at once. Its members belong to the holder of `lock`, but for
// sysfd, which is closed only when no operation is under way. Errors are negative errno values:
// -ETIMEDOUT after a deadline, -EBADF once it is closed.
#ifndef GOC_PKG_NET_FD_H
#define GOC_PKG_NET_FD_H
#include "comm/timer.h"
#include "sched/park.h"

#include <goc/goc.h>
#include <stdbool.h>
#include <sys/socket.h>
#include <sys/types.h>

enum goc__side { GOC__READS, GOC__WRITES };

typedef struct goc__fd {
	int sysfd;
	goc__lock lock;
	bool closing;
	int users;                  // operations under way; the last one out closes
	struct goc__fd_side {
		goc__waitq queue;
		bool ready;             // an event came since the last wait; set by the poller
		bool expired;
		int64_t deadline;       // goc__nanotime's scale; 0: none
		goc__timer timer;
	} side[2];
} goc__fd;

// Takes sysfd over: makes it non-blocking and watches it. -errno closes it and leaves *out alone.
int goc__fd_open(int sysfd, goc__fd **out);
// All of these may park.
ssize_t goc__fd_read(goc__fd *f, void *p, size_t n);            // 0: the end
ssize_t goc__fd_write(goc__fd *f, const void *p, size_t n);     // all of it, or an error; never SIGPIPE
int goc__fd_accept(goc__fd *f, goc__fd **out);
int goc__fd_connect(goc__fd *f, const struct sockaddr *to, socklen_t n);
ssize_t goc__fd_recvfrom(goc__fd *f, void *p, size_t n, struct sockaddr_storage *from, socklen_t *len);
ssize_t goc__fd_sendto(goc__fd *f, const void *p, size_t n, const struct sockaddr *to, socklen_t len);
// Ends the operations under way with -EBADF. -EBADF when closed already. Does not park.
int goc__fd_close(goc__fd *f);
// when: goc__nanotime's scale, past ones expire at once; 0: no deadline. Wakes those who wait.
int goc__fd_deadline(goc__fd *f, enum goc__side side, int64_t when);
int goc__fd_shutdown(goc__fd *f, int how);

// ---- For fd.c and poll.c -------------------------------------------------------------------------

int goc__poll_add(goc__fd *f);              // -errno
void goc__poll_remove(goc__fd *f);          // before its sysfd is closed
int goc__poll_goroutines(void);             // 1 while the poller runs: it is none of the program's
// Around each wait: sees that the poller runs while somebody waits.
void goc__poll_enter(void);
void goc__poll_left(int n, bool by_poller); // n waiters wait no more

#endif
