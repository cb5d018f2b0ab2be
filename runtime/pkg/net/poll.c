// The poller: a goroutine that sits in epoll_wait while anybody waits for a descriptor, and wakes them.
//
// It exists only while there are waiters, so that a program whose goroutines all wait for each other is
// still seen to be deadlocked, and it ends by itself otherwise: `waiting` counts waiters and is lowered by
// whoever wakes them; the poller leaves when it reads 0 after having set `running` to 0, a waiter starts one
// when it reads 0 after having raised `waiting` (both sequentially consistent: one of them sees the other).
// Events are edge-triggered and remembered in the descriptor (`ready`), so that none is lost between a
// failed read and the wait. The scheduler could poll on its way instead; this needs nothing of it.
//
// `watched` keeps every watched descriptor alive for the collector: the kernel alone knows some of them.
#include "fd.h"

#include "sched/block.h"
#include "sched/panic.h"

#include <errno.h>
#include <stdatomic.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <goc/sync.h>

static sync_Mutex watched_lock;
static goc__fd **watched;           // by sysfd; collected memory, under watched_lock
static int watched_size;

static _Atomic int epoll_fd, nudge_fd;      // 0: not made yet; under watched_lock until then
static _Atomic int waiting, running;

static int make_set(void)
{
	int set = epoll_create1(EPOLL_CLOEXEC), nudge = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	struct epoll_event e = { .events = EPOLLIN | EPOLLET };     // data.ptr NULL: the nudge
	if (set < 0 || nudge < 0 || epoll_ctl(set, EPOLL_CTL_ADD, nudge, &e) < 0)
		return -errno;
	atomic_store(&nudge_fd, nudge);
	atomic_store(&epoll_fd, set);
	return 0;
}

static void keep(goc__fd *f)
{
	if (f->sysfd >= watched_size) {
		int size = f->sysfd * 2 + 64;
		goc__fd **more = goc_new((goc_size)size * sizeof *more);
		for (int i = 0; i < watched_size; i++)
			more[i] = watched[i];
		watched = more;
		watched_size = size;
	}
	watched[f->sysfd] = f;
}

int goc__poll_add(goc__fd *f)
{
	struct epoll_event e = { .events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, .data.ptr = f };
	int r = 0;
	sync_Mutex_Lock(&watched_lock);
	if (!atomic_load(&epoll_fd))
		r = make_set();
	if (r == 0) {
		keep(f);
		if (epoll_ctl(atomic_load(&epoll_fd), EPOLL_CTL_ADD, f->sysfd, &e) < 0)
			r = -errno;
	}
	sync_Mutex_Unlock(&watched_lock);
	return r;
}

void goc__poll_remove(goc__fd *f)
{
	struct epoll_event unused = { 0 };
	sync_Mutex_Lock(&watched_lock);
	epoll_ctl(atomic_load(&epoll_fd), EPOLL_CTL_DEL, f->sysfd, &unused);
	if (f->sysfd < watched_size && watched[f->sysfd] == f)
		watched[f->sysfd] = NULL;
	sync_Mutex_Unlock(&watched_lock);
}

// ---- The poller ----------------------------------------------------------------------------------

static void wake_side(struct goc__fd_side *s, int *woken)
{
	s->ready = true;
	*woken += goc__wake(&s->queue, -1);
}

static void deliver(goc__fd *f, uint32_t events)
{
	int woken = 0;
	goc__lock_enter(&f->lock);
	if (events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR))
		wake_side(&f->side[GOC__READS], &woken);
	if (events & (EPOLLOUT | EPOLLHUP | EPOLLERR))
		wake_side(&f->side[GOC__WRITES], &woken);
	goc__lock_leave(&f->lock);
	goc__poll_left(woken, true);
}

static __attribute__((noinline)) int wait_events(struct epoll_event *events, int room)
{
	goc__blocking_begin(GOC__WAIT_IO);
	int n = epoll_wait(atomic_load(&epoll_fd), events, room, -1);
	goc__blocking_end();
	return n;
}

static void take_nudge(void)
{
	uint64_t count;
	if (read(atomic_load(&nudge_fd), &count, sizeof count) < 0)
		return;
}

static void poller(void *unused)
{
	(void)unused;
	enum { ROOM = 64 };
	struct epoll_event events[ROOM];
	for (;;) {
		int n = wait_events(events, ROOM);
		for (int i = 0; i < n; i++) {
			if (events[i].data.ptr)
				deliver(events[i].data.ptr, events[i].events);
			else
				take_nudge();
		}
		if (atomic_load(&waiting))
			continue;
		atomic_store(&running, 0);
		int none = 0;
		if (!atomic_load(&waiting) || !atomic_compare_exchange_strong(&running, &none, 1))
			return;
	}
}

int goc__poll_goroutines(void)
{
	return atomic_load(&running);
}

void goc__poll_enter(void)
{
	int none = 0;
	atomic_fetch_add(&waiting, 1);
	if (!atomic_load(&running) && atomic_compare_exchange_strong(&running, &none, 1))
		goc_go(poller, NULL, 0);
}

void goc__poll_left(int n, bool by_poller)
{
	if (!n || atomic_fetch_sub(&waiting, n) != n || by_poller)
		return;
	uint64_t one = 1;                   // nobody waits any more: the poller shall notice
	if (atomic_load(&running) && write(atomic_load(&nudge_fd), &one, sizeof one) < 0)
		return;
}
