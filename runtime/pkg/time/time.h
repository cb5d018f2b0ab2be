// What the files of package time share: the scale of Time's members, days and dates, offsets, the clock.
#ifndef GOC_PKG_TIME_TIME_H
#define GOC_PKG_TIME_TIME_H
#include <goc/errors.h>
#include <goc/time.h>
#include <stdbool.h>
#include <stdint.h>

enum { DAY_SECONDS = 86400 };
// Seconds from the zero Time (January 1 of year 1) to 1970.
static const int64_t goc__unix_epoch = 719162ll * DAY_SECONDS;

// Days since January 1 of year 1 (day 0) and the proleptic Gregorian calendar.
typedef struct date { int64_t year; int month, day, yday; } date;     // month, day from 1; yday from 0
int64_t goc__time_days(int64_t year, int month, int day);             // month 1 … 12, any day
date goc__time_date(int64_t days);

// An instant in the Location it is shown in.
typedef struct civil {
	date date;
	int hour, min, sec;
	int offset;                 // seconds east of UTC
	const char *zone;           // its abbreviation; lives as long as the Location
} civil;
civil goc__time_civil(time_Time t);

// What holds in loc at a Unix time: its offset, and through zone (may be NULL) the abbreviation.
int goc__zone_at(time_Location *loc, int64_t unix_sec, const char **zone);
// The offset of an abbreviation that loc knows; false if it does not.
bool goc__zone_named(time_Location *loc, const char *zone, int64_t unix_sec, int *offset);

time_Time goc__time_of(int64_t sec, int64_t nsec, time_Location *loc);      // carries nsec into sec
time_Time goc__time_at(int64_t monotonic);      // Now, seen at a monotonic reading that is already known

#endif
