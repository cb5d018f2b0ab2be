// sync.Pool: a stack of values under a lock of some ten instructions. Values that outlive two collections
// unused go: at the first collection seen, what is there becomes the older half, and an older half that was there is
// dropped. The nodes that hold the values are used again, so that Put allocates only while the pool grows.
#include "queue.h"

#include <gc/gc.h>

struct node { struct node *next; goc_any value; };

// What the private member points at. Made by the first Put; all under lock.
struct pool {
	goc__lock lock;
	struct node *newer, *older, *empty;
	GC_word collection;         // when newer was begun
};

static struct pool *pool_of(sync_Pool *p)
{
	struct pool *now = __atomic_load_n(&p->pool, __ATOMIC_ACQUIRE);
	if (now)
		return now;
	void *none = NULL, *made = goc_new(sizeof(struct pool));
	if (__atomic_compare_exchange_n(&p->pool, &none, made, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
		return made;
	return none;
}

// Holding the lock.
static void age(struct pool *pool, GC_word collection)
{
	if (pool->collection == collection)
		return;
	pool->older = pool->newer;
	pool->newer = pool->empty = NULL;
	pool->collection = collection;
}

static struct node *pop(struct node **list)
{
	struct node *n = *list;
	if (n)
		*list = n->next;
	return n;
}

static void push(struct node **list, struct node *n)
{
	n->next = *list;
	*list = n;
}

goc_any sync_Pool_Get(sync_Pool *p)
{
	struct pool *pool = __atomic_load_n(&p->pool, __ATOMIC_ACQUIRE);
	goc_any value = { 0 };
	if (pool) {
		GC_word collection = GC_get_gc_no();
		goc__lock_enter(&pool->lock);
		age(pool, collection);
		struct node *n = pop(&pool->newer);
		if (!n)
			n = pop(&pool->older);
		if (n) {
			value = n->value;
			n->value = (goc_any){ 0 };
			push(&pool->empty, n);
		}
		goc__lock_leave(&pool->lock);
	}
	if (!value.type && p->New)
		return ((goc_any (*)(void *))p->New->code)(p->New);
	return value;
}

void sync_Pool_Put(sync_Pool *p, goc_any x)
{
	if (!x.type)
		return;
	struct pool *pool = pool_of(p);
	GC_word collection = GC_get_gc_no();
	struct node *spare = NULL;
	for (;;) {                  // nothing is allocated under the lock
		goc__lock_enter(&pool->lock);
		age(pool, collection);
		struct node *n = pop(&pool->empty);
		n = n ? n : spare;
		if (n) {
			n->value = x;
			push(&pool->newer, n);
		}
		goc__lock_leave(&pool->lock);
		if (n)
			return;
		spare = goc_new(sizeof *spare);
	}
}
