// Inside a channel, for chan.c, select.c and whoever sends from a timer's callback.
#ifndef GOC_COMM_CHAN_H
#define GOC_COMM_CHAN_H
#include "sched/proc.h"
#include <goc/goc.h>
#include <string.h>

// One goroutine's wait for one channel, in the frame of the function that waits.
typedef struct goc__wait_one {
	struct goc__wait_one *next, *prev;
	goc__g *g;
	void *value;                   // receive: where to (or NULL); send: where from
	bool select;                   // to be claimed by g->selected
	bool queued;
	bool ok;                       // set by the waker: a value was passed; false: the channel was closed
	int index;                     // select: the case
} goc__wait_one;

typedef struct goc__chanq { goc__wait_one *first, *last; } goc__chanq;

struct goc_chan {
	goc__lock lock;                // of everything below but size and cap
	uint32_t n, cap, size;         // elements buffered; capacity; bytes an element
	uint32_t send, recv;           // the next place to write, to read
	bool closed;
	goc__chanq recvq, sendq;
	_Alignas(16) char ring[];
};

static inline char *goc__chan_at(goc_chan *c, uint32_t i) { return c->ring + (size_t)i * c->size; }

static inline __attribute__((always_inline)) void goc__elem_copy(void *to, const void *from, uint32_t n)
{
	if (goc__likely(n == 8))
		__builtin_memcpy(to, from, 8);
	else if (n == 4)
		__builtin_memcpy(to, from, 4);
	else if (n)
		memcpy(to, from, n);
}

static inline __attribute__((always_inline)) void goc__elem_zero(void *to, uint32_t n)
{
	if (goc__likely(n == 8))
		__builtin_memset(to, 0, 8);
	else if (n == 4)
		__builtin_memset(to, 0, 4);
	else if (n)
		memset(to, 0, n);
}

void goc__chan_queue(goc__chanq *q, goc__wait_one *w);
void goc__chan_unqueue(goc__chanq *q, goc__wait_one *w);       // nothing if it is not queued
// Inside, holding c->lock; c is not closed for send_now. False: it has to wait.
bool goc__chan_send_now(goc__m *m, goc_chan *c, const void *value);
bool goc__chan_recv_now(goc__m *m, goc_chan *c, void *value, bool *ok);

#endif
