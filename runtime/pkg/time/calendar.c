// Days and dates in the proleptic Gregorian calendar, and a Time's members in its Location.
//
// Years are counted from March for the arithmetic, so that the leap day is a year's last and the months'
// lengths follow one formula; 400 years always have 146,097 days.
#include "time.h"
#include "../text.h"

#include "sched/panic.h"

#include <stdio.h>

static const char *const months[] = { "January", "February", "March", "April", "May", "June", "July", "August",
	"September", "October", "November", "December" };
static const char *const weekdays[] = { "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday" };

static goc_string strange(const char *type, int n)
{
	struct text t;
	text_start(&t);
	text_add(&t, "%!");
	text_add(&t, type);
	text_char(&t, '(');
	char digits[24];            // Go prints it as one of its unsigned 64 bits
	snprintf(digits, sizeof digits, "%llu", (unsigned long long)n);
	text_add(&t, digits);
	text_char(&t, ')');
	return goc__text_string(&t);
}

goc_string time_Month_String(time_Month m)
{
	return m >= 1 && m <= 12 ? months[m - 1] : strange("Month", m);
}

goc_string time_Weekday_String(time_Weekday d)
{
	return d >= 0 && d <= 6 ? weekdays[d] : strange("Weekday", d);
}

// ---- Days ----------------------------------------------------------------------------------------

enum { DAYS_400 = 146097, MARCH_TO_JANUARY = 306 };     // March 1 to January 1 is 306 days

static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

int64_t goc__time_days(int64_t year, int month, int day)
{
	int64_t y = month <= 2 ? year - 1 : year;
	int m = month <= 2 ? month + 9 : month - 3;             // March is 0
	int64_t age = floor_div(y, 400), of_age = y - age * 400;
	int64_t days = of_age * 365 + of_age / 4 - of_age / 100 + (153 * m + 2) / 5 + day - 1;
	return age * DAYS_400 + days - MARCH_TO_JANUARY;        // year 0's March 1 is 306 days before day 0
}

date goc__time_date(int64_t days)
{
	int64_t since = days + MARCH_TO_JANUARY;
	int64_t age = floor_div(since, DAYS_400), of_age = since - age * DAYS_400;
	int64_t year = (of_age - of_age / 1460 + of_age / 36524 - of_age / (DAYS_400 - 1)) / 365;
	int day = (int)(of_age - (365 * year + year / 4 - year / 100));
	int m = (5 * day + 2) / 153;
	date d = { .year = age * 400 + year + (m >= 10), .month = m < 10 ? m + 3 : m - 9, .day = day - (153 * m + 2) / 5 + 1 };
	d.yday = (int)(days - goc__time_days(d.year, 1, 1));
	return d;
}

// ---- A Time's members ----------------------------------------------------------------------------

civil goc__time_civil(time_Time t)
{
	civil c;
	c.offset = goc__zone_at(t.loc, t.sec - goc__unix_epoch, &c.zone);
	int64_t shown = t.sec + c.offset, days = floor_div(shown, DAY_SECONDS);
	int of_day = (int)(shown - days * DAY_SECONDS);
	c.date = goc__time_date(days);
	c.hour = of_day / 3600;
	c.min = of_day / 60 % 60;
	c.sec = of_day % 60;
	return c;
}

time_Time time_Date(int year, time_Month month, int day, int hour, int min, int sec, int nsec, time_Location *loc)
{
	if (!loc)
		goc_panic_text("time: missing Location in call to Date");
	int64_t m = (int64_t)month - 1, y = year + floor_div(m, 12);
	int64_t days = goc__time_days(y, (int)(m - floor_div(m, 12) * 12) + 1, 1) + day - 1;
	int64_t s = days * DAY_SECONDS + (int64_t)hour * 3600 + (int64_t)min * 60 + sec;
	time_Time t = goc__time_of(s, nsec, loc);
	// The offset at the shown time, then at the instant that it gives: near a change the second is right.
	int64_t shown = t.sec - goc__unix_epoch;
	int offset = goc__zone_at(loc, shown, NULL);
	offset = goc__zone_at(loc, shown - offset, NULL);
	t.sec -= offset;
	return t;
}

time_Time time_Time_AddDate(time_Time t, int years, int months_more, int days)
{
	civil c = goc__time_civil(t);
	return time_Date((int)c.date.year + years, c.date.month + months_more, c.date.day + days, c.hour, c.min, c.sec,
		t.nsec, time_Time_Location(t));
}

struct time_Time_Date_results time_Time_Date(time_Time t)
{
	date d = goc__time_civil(t).date;
	return (struct time_Time_Date_results){ (int)d.year, d.month, d.day };
}

struct time_Time_Clock_results time_Time_Clock(time_Time t)
{
	civil c = goc__time_civil(t);
	return (struct time_Time_Clock_results){ c.hour, c.min, c.sec };
}

int time_Time_Year(time_Time t)
{
	return (int)goc__time_civil(t).date.year;
}

time_Month time_Time_Month(time_Time t)
{
	return goc__time_civil(t).date.month;
}

int time_Time_Day(time_Time t)
{
	return goc__time_civil(t).date.day;
}

// Day 0 was a Monday.
static int weekday_of(date d)
{
	int64_t n = goc__time_days(d.year, d.month, d.day) + 1;
	return (int)(n - floor_div(n, 7) * 7);
}

time_Weekday time_Time_Weekday(time_Time t)
{
	return weekday_of(goc__time_civil(t).date);
}

int time_Time_YearDay(time_Time t)
{
	return goc__time_civil(t).date.yday + 1;
}

// A week belongs to the year in which its Thursday lies.
struct time_Time_ISOWeek_results time_Time_ISOWeek(time_Time t)
{
	date d = goc__time_civil(t).date;
	int from_monday = (weekday_of(d) + 6) % 7;
	date thursday = goc__time_date(goc__time_days(d.year, d.month, d.day) - from_monday + 3);
	return (struct time_Time_ISOWeek_results){ (int)thursday.year, thursday.yday / 7 + 1 };
}

int time_Time_Hour(time_Time t)
{
	return goc__time_civil(t).hour;
}

int time_Time_Minute(time_Time t)
{
	return goc__time_civil(t).min;
}

int time_Time_Second(time_Time t)
{
	return goc__time_civil(t).sec;
}

int time_Time_Nanosecond(time_Time t)
{
	return t.nsec;
}
