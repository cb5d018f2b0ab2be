// Package sync and its neighbours from C: threads that are not the runtime's lock, wait and sleep together
// with goroutines, in a program whose main is its own. All is done before cmocka looks at the results: it keeps its
// state in thread-locals, and a goroutine changes threads.
#include <goc/context.h>
#include <goc/sync.h>
#include <goc/sync/atomic.h>
#include <goc/time.h>
#include <goc/type.h>

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum { THREADS = 4, GOROUTINES = 20, ROUNDS = 2000 };

static sync_Mutex mu;
static sync_RWMutex rw;
static sync_WaitGroup wg;
static atomic_Int64 reads;
static long counter, guarded;
static time_Duration slept;
static goc_bool received;

static void work(void)
{
	for (int i = 0; i < ROUNDS; i++) {
		sync_Mutex_Lock(&mu);
		counter++;
		sync_Mutex_Unlock(&mu);
		if (i % 10 == 0) {
			sync_RWMutex_Lock(&rw);
			guarded++;
			sync_RWMutex_Unlock(&rw);
		} else {
			sync_RWMutex_RLock(&rw);
			atomic_Int64_Add(&reads, guarded >= 0);
			sync_RWMutex_RUnlock(&rw);
		}
	}
	sync_WaitGroup_Done(&wg);
}

static void *thread_work(void *unused)
{
	work();
	return unused;
}

static void goroutine_work(void *unused)
{
	(void)unused;
	work();
}

static void contend(void)
{
	pthread_t threads[THREADS];
	sync_WaitGroup_Add(&wg, THREADS + GOROUTINES);
	for (int i = 0; i < THREADS; i++)
		pthread_create(&threads[i], NULL, thread_work, NULL);
	for (int i = 0; i < GOROUTINES; i++)
		goc_go(goroutine_work, NULL, 0);
	sync_WaitGroup_Wait(&wg);
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
}

static void test_contention(void **state)
{
	(void)state;
	assert_int_equal(counter, (THREADS + GOROUTINES) * ROUNDS);
	assert_int_equal(guarded, (THREADS + GOROUTINES) * ROUNDS / 10);
	assert_int_equal(atomic_Int64_Load(&reads), (THREADS + GOROUTINES) * ROUNDS / 10 * 9);
}

// ---- Waiting from a thread -----------------------------------------------------------------------

static sync_Cond *cond;
static int turn;

static void *thread_waits(void *unused)
{
	sync_Mutex_Lock(&mu);
	while (turn != 1)
		sync_Cond_Wait(cond);
	turn = 2;
	sync_Cond_Broadcast(cond);
	sync_Mutex_Unlock(&mu);
	return unused;
}

static void wait_in_turns(void)
{
	static void *lock_methods[] = { sync_Mutex_Lock, sync_Mutex_Unlock };
	static struct { const goc_type *type; void *fn[2]; } tab = { &goc_type_pointer, { 0 } };
	pthread_t thread;
	tab.fn[0] = lock_methods[0];
	tab.fn[1] = lock_methods[1];
	cond = sync_NewCond((sync_Locker){ (const goc_itab *)&tab, &mu });
	pthread_create(&thread, NULL, thread_waits, NULL);
	time_Sleep(5 * time_Millisecond);
	sync_Mutex_Lock(&mu);
	turn = 1;
	sync_Cond_Signal(cond);
	while (turn != 2)
		sync_Cond_Wait(cond);
	sync_Mutex_Unlock(&mu);
	pthread_join(thread, NULL);
}

static void *thread_sleeps(void *unused)
{
	time_Time start = time_Now();
	time_Sleep(10 * time_Millisecond);
	slept = time_Since(start);
	return unused;
}

static void wait_for_times(void)
{
	pthread_t thread;
	struct context_WithTimeout_results r = context_WithTimeout(context_Background(), 5 * time_Millisecond);
	goc_chan *done = ((goc_chan *(*)(void *))r.ctx.tab->fn[1])(r.ctx.data);
	pthread_create(&thread, NULL, thread_sleeps, NULL);
	pthread_join(thread, NULL);
	received = goc_chan_recv(done, NULL);
	((void (*)(void *))r.cancel->code)(r.cancel);
}

static void test_times(void **state)
{
	(void)state;
	assert_true(slept >= 10 * time_Millisecond);
	assert_false(received);
	assert_int_equal(turn, 2);
	assert_string_equal(time_Duration_String(90 * time_Minute), "1h30m0s");
}

static int run(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	contend();
	wait_in_turns();
	wait_for_times();
	return 0;
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_contention), cmocka_unit_test(test_times) };
	goc_main(run, argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
