// Operations on watched descriptors: try, and wait for the poller where the kernel says not yet.
//
// System calls stand in functions of their own that are never inlined: the address of errno may not be
// remembered across a park, after which the goroutine may be on another thread.
#define _GNU_SOURCE
#include "fd.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#define SYSTEM __attribute__((noinline))

static SYSTEM ssize_t result(ssize_t r)
{
	return r < 0 ? -errno : r;
}

static SYSTEM int make_nonblocking(int fd)
{
	int flags = fcntl(fd, F_GETFL);
	return (int)result(flags < 0 ? -1 : flags & O_NONBLOCK ? 0 : fcntl(fd, F_SETFL, flags | O_NONBLOCK));
}

static void expire(goc__timer *t, int64_t now);

int goc__fd_open(int sysfd, goc__fd **out)
{
	int r = make_nonblocking(sysfd);
	goc__fd *f = NULL;
	if (r == 0) {
		f = goc_new(sizeof *f);
		f->sysfd = sysfd;
		for (int i = 0; i < 2; i++) {
			f->side[i].timer.fire = expire;
			f->side[i].timer.arg = f;
		}
		r = goc__poll_add(f);
	}
	if (r < 0) {
		close(sysfd);
		return r;
	}
	*out = f;
	return 0;
}

// ---- Users, and the end --------------------------------------------------------------------------

static int enter(goc__fd *f)
{
	goc__lock_enter(&f->lock);
	bool closing = f->closing;
	f->users += !closing;
	goc__lock_leave(&f->lock);
	return closing ? -EBADF : 0;
}

static void finish(goc__fd *f)
{
	goc__poll_remove(f);
	goc__timer_stop(&f->side[GOC__READS].timer);
	goc__timer_stop(&f->side[GOC__WRITES].timer);
	close(f->sysfd);
}

static void leave(goc__fd *f)
{
	goc__lock_enter(&f->lock);
	bool last = --f->users == 0 && f->closing;
	goc__lock_leave(&f->lock);
	if (last)
		finish(f);
}

int goc__fd_close(goc__fd *f)
{
	int woken = 0;
	goc__lock_enter(&f->lock);
	bool again = f->closing, idle = f->users == 0;
	f->closing = true;
	if (!again)
		for (int i = 0; i < 2; i++)
			woken += goc__wake(&f->side[i].queue, -1);
	goc__lock_leave(&f->lock);
	goc__poll_left(woken, false);
	if (!again && idle)
		finish(f);
	return again ? -EBADF : 0;
}

// ---- Waiting -------------------------------------------------------------------------------------

// Until the descriptor may be ready: 0; -ETIMEDOUT, -EBADF. Callers have entered and tried.
static int wait_for(goc__fd *f, enum goc__side side)
{
	struct goc__fd_side *s = &f->side[side];
	goc__poll_enter();
	goc__lock_enter(&f->lock);
	if (!f->closing && !s->expired && !s->ready) {
		goc__wait(&s->queue, &f->lock, GOC__WAIT_IO, false);
		goc__lock_enter(&f->lock);          // who woke us has counted us out
		s->ready = false;
		goc__lock_leave(&f->lock);
	} else {
		s->ready = false;
		goc__lock_leave(&f->lock);
		goc__poll_left(1, false);
	}
	return f->closing ? -EBADF : s->expired ? -ETIMEDOUT : 0;
}

static void expire(goc__timer *t, int64_t now)
{
	goc__fd *f = t->arg;
	struct goc__fd_side *s = &f->side[t == &f->side[GOC__WRITES].timer];
	int woken = 0;
	goc__lock_enter(&f->lock);
	if (s->deadline && now >= s->deadline) {    // else it has been moved meanwhile
		s->expired = true;
		woken = goc__wake(&s->queue, -1);
	}
	goc__lock_leave(&f->lock);
	goc__poll_left(woken, false);
}

int goc__fd_deadline(goc__fd *f, enum goc__side side, int64_t when)
{
	struct goc__fd_side *s = &f->side[side];
	int r = enter(f), woken = 0;
	if (r < 0)
		return r;
	bool past = when && when <= goc__nanotime();
	goc__timer_stop(&s->timer);
	goc__lock_enter(&f->lock);
	s->deadline = when;
	s->expired = past;
	if (past)
		woken = goc__wake(&s->queue, -1);
	goc__lock_leave(&f->lock);
	goc__poll_left(woken, false);
	if (when && !past)
		goc__timer_start(&s->timer, when);
	leave(f);
	return 0;
}

// Whether a deadline has passed is asked before each try, so that it holds for data that is there, too.
#define UNTIL_READY(f, which, r, attempt) do { \
		r = (f)->side[which].expired ? -ETIMEDOUT : (attempt); \
	} while ((r == -EAGAIN && (r = wait_for(f, which)) == 0) || r == -EINTR)

// ---- The operations ------------------------------------------------------------------------------

static SYSTEM ssize_t try_read(int fd, void *p, size_t n)
{
	return result(read(fd, p, n));
}

ssize_t goc__fd_read(goc__fd *f, void *p, size_t n)
{
	ssize_t r = enter(f);
	if (r < 0)
		return r;
	UNTIL_READY(f, GOC__READS, r, try_read(f->sysfd, p, n));
	leave(f);
	return r;
}

static SYSTEM ssize_t try_send(int fd, const void *p, size_t n)
{
	return result(send(fd, p, n, MSG_NOSIGNAL));
}

ssize_t goc__fd_write(goc__fd *f, const void *p, size_t n)
{
	size_t done = 0;
	ssize_t r = enter(f);
	if (r < 0)
		return r;
	do {
		UNTIL_READY(f, GOC__WRITES, r, try_send(f->sysfd, (const char *)p + done, n - done));
		done += r > 0 ? (size_t)r : 0;
	} while (r > 0 && done < n);
	leave(f);
	return r < 0 ? r : (ssize_t)done;
}

static SYSTEM int try_accept(int fd)
{
	return (int)result(accept4(fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC));
}

int goc__fd_accept(goc__fd *f, goc__fd **out)
{
	int r = enter(f);
	if (r < 0)
		return r;
	do                          // a client that was gone before it was accepted is nobody's error
		UNTIL_READY(f, GOC__READS, r, try_accept(f->sysfd));
	while (r == -ECONNABORTED);
	leave(f);
	return r < 0 ? r : goc__fd_open(r, out);
}

static SYSTEM int try_connect(int fd, const struct sockaddr *to, socklen_t n)
{
	return (int)result(connect(fd, to, n));
}

static SYSTEM int socket_error(int fd)
{
	int error = 0;
	socklen_t n = sizeof error;
	int r = (int)result(getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &n));
	return r < 0 ? r : -error;
}

int goc__fd_connect(goc__fd *f, const struct sockaddr *to, socklen_t n)
{
	int r = enter(f);
	if (r < 0)
		return r;
	r = try_connect(f->sysfd, to, n);
	if (r == -EINPROGRESS || r == -EINTR || r == -EAGAIN) {
		struct sockaddr_storage peer;
		socklen_t len;
		do {                    // a first event may be an old one: connected is who has a peer
			r = wait_for(f, GOC__WRITES);
			len = sizeof peer;
			if (r == 0)
				r = socket_error(f->sysfd);
		} while (r == 0 && getpeername(f->sysfd, (struct sockaddr *)&peer, &len) < 0);
	}
	leave(f);
	return r;
}

static SYSTEM ssize_t try_recvfrom(int fd, void *p, size_t n, struct sockaddr_storage *from, socklen_t *len)
{
	*len = sizeof *from;
	return result(recvfrom(fd, p, n, 0, (struct sockaddr *)from, len));
}

ssize_t goc__fd_recvfrom(goc__fd *f, void *p, size_t n, struct sockaddr_storage *from, socklen_t *len)
{
	ssize_t r = enter(f);
	if (r < 0)
		return r;
	UNTIL_READY(f, GOC__READS, r, try_recvfrom(f->sysfd, p, n, from, len));
	leave(f);
	return r;
}

static SYSTEM ssize_t try_sendto(int fd, const void *p, size_t n, const struct sockaddr *to, socklen_t len)
{
	return result(sendto(fd, p, n, MSG_NOSIGNAL, to, len));
}

ssize_t goc__fd_sendto(goc__fd *f, const void *p, size_t n, const struct sockaddr *to, socklen_t len)
{
	ssize_t r = enter(f);
	if (r < 0)
		return r;
	UNTIL_READY(f, GOC__WRITES, r, try_sendto(f->sysfd, p, n, to, len));
	leave(f);
	return r;
}

int goc__fd_shutdown(goc__fd *f, int how)
{
	int r = enter(f);
	if (r < 0)
		return r;
	r = (int)result(shutdown(f->sysfd, how));
	leave(f);
	return r;
}
