// The clocks, and arithmetic on instants.
//
// Now reads both clocks. Sub, Before, After and Compare go by the monotonic readings where both instants
// have one, so that setting the system's clock disturbs no measurement; everything else goes by the wall
// clock. mono counts from an origin shortly before the first use, so that it is never 0 and prints small.
#include "time.h"

#include "comm/timer.h"

#include <stdatomic.h>
#include <time.h>

static _Atomic int64_t origin;      // set once, by whoever asks first

static int64_t monotonic_of(int64_t now)
{
	int64_t start = atomic_load_explicit(&origin, memory_order_relaxed);
	if (!start && atomic_compare_exchange_strong(&origin, &start, now - 1))
		start = now - 1;
	return now - start > 0 ? now - start : 1;
}

time_Time goc__time_at(int64_t monotonic)
{
	struct timespec wall;
	clock_gettime(CLOCK_REALTIME, &wall);
	return (time_Time){ .sec = wall.tv_sec + goc__unix_epoch, .nsec = (int)wall.tv_nsec,
		.mono = monotonic_of(monotonic), .loc = time_Local };
}

time_Time time_Now(void)
{
	return goc__time_at(goc__nanotime());
}

time_Time goc__time_of(int64_t sec, int64_t nsec, time_Location *loc)
{
	if (nsec < 0 || nsec >= time_Second) {
		sec += nsec / time_Second;
		nsec %= time_Second;
		if (nsec < 0) {
			nsec += time_Second;
			sec--;
		}
	}
	return (time_Time){ .sec = sec, .nsec = (int)nsec, .loc = loc };
}

time_Time time_Unix(goc_int64 sec, goc_int64 nsec)
{
	time_Time t = goc__time_of(sec, nsec, time_Local);
	t.sec += goc__unix_epoch;
	return t;
}

time_Time time_UnixMilli(goc_int64 msec)
{
	return time_Unix(msec / 1000, msec % 1000 * 1000000);
}

time_Time time_UnixMicro(goc_int64 usec)
{
	return time_Unix(usec / 1000000, usec % 1000000 * 1000);
}

goc_int64 time_Time_Unix(time_Time t)
{
	return t.sec - goc__unix_epoch;
}

// Multiplied without a sign, as they wrap around for times that the result cannot hold.
goc_int64 time_Time_UnixMilli(time_Time t)
{
	return (goc_int64)((goc_uint64)time_Time_Unix(t) * 1000u + (goc_uint64)(t.nsec / 1000000));
}

goc_int64 time_Time_UnixMicro(time_Time t)
{
	return (goc_int64)((goc_uint64)time_Time_Unix(t) * 1000000u + (goc_uint64)(t.nsec / 1000));
}

goc_int64 time_Time_UnixNano(time_Time t)
{
	return (goc_int64)((goc_uint64)time_Time_Unix(t) * 1000000000u + (goc_uint64)t.nsec);
}

// ---- Arithmetic ----------------------------------------------------------------------------------

time_Time time_Time_Add(time_Time t, time_Duration d)
{
	time_Time u = goc__time_of(t.sec + d / time_Second, t.nsec + d % time_Second, t.loc);
	if (t.mono && (__builtin_add_overflow(t.mono, d, &u.mono) || u.mono <= 0))
		u.mono = 0;
	return u;
}

time_Duration time_Time_Sub(time_Time t, time_Time u)
{
	time_Duration d;
	int64_t seconds;
	bool past;
	if (t.mono && u.mono)
		return t.mono - u.mono;
	past = __builtin_sub_overflow(t.sec, u.sec, &seconds) || __builtin_mul_overflow(seconds, time_Second, &d)
		|| __builtin_add_overflow(d, (int64_t)t.nsec - u.nsec, &d);
	return !past ? d : t.sec < u.sec ? INT64_MIN : INT64_MAX;
}

time_Duration time_Since(time_Time t)
{
	return time_Time_Sub(time_Now(), t);
}

time_Duration time_Until(time_Time t)
{
	return time_Time_Sub(t, time_Now());
}

static int order(int64_t a, int64_t b)
{
	return a < b ? -1 : a > b;
}

int time_Time_Compare(time_Time t, time_Time u)
{
	if (t.mono && u.mono)
		return order(t.mono, u.mono);
	return t.sec != u.sec ? order(t.sec, u.sec) : order(t.nsec, u.nsec);
}

goc_bool time_Time_Before(time_Time t, time_Time u)
{
	return time_Time_Compare(t, u) < 0;
}

goc_bool time_Time_After(time_Time t, time_Time u)
{
	return time_Time_Compare(t, u) > 0;
}

goc_bool time_Time_Equal(time_Time t, time_Time u)
{
	return time_Time_Compare(t, u) == 0;
}

goc_bool time_Time_IsZero(time_Time t)
{
	return t.sec == 0 && t.nsec == 0;
}

// t's time since the zero Time modulo d > 0: 128 bits hold every instant in nanoseconds.
static time_Duration remainder_of(time_Time t, time_Duration d)
{
	__int128 r = ((__int128)t.sec * time_Second + t.nsec) % d;
	return (time_Duration)(r < 0 ? r + d : r);
}

time_Time time_Time_Truncate(time_Time t, time_Duration d)
{
	t.mono = 0;
	return d <= 0 ? t : time_Time_Add(t, -remainder_of(t, d));
}

time_Time time_Time_Round(time_Time t, time_Duration d)
{
	t.mono = 0;
	if (d <= 0)
		return t;
	time_Duration rest = remainder_of(t, d);
	return time_Time_Add(t, rest < d - rest ? -rest : d - rest);
}
