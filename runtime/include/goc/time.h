// Package time: durations, the clock, sleeping, timers, and dates with Go's layouts. The calendar is the
// Gregorian one throughout, as in Go. Times, Timers, Tickers and Locations belong to the collector; text that a function
// returns is a fresh string. "May park" is said where it is so; nothing else here gives up the thread.
//
//	start := time.Now();
//	time.Sleep(2 * time.Millisecond);
//	fmt.Println(time.Since(start) >= 2 * time.Millisecond);
#ifndef GOC_TIME_H
#define GOC_TIME_H
#include <goc/goc.h>

// ---- Durations -----------------------------------------------------------------------------------

// Nanoseconds between two instants: about 290 years either way.
typedef goc_int64 time_Duration;

#define time_Nanosecond ((time_Duration)1LL)
#define time_Microsecond ((time_Duration)1000LL)
#define time_Millisecond ((time_Duration)1000000LL)
#define time_Second ((time_Duration)1000000000LL)
#define time_Minute ((time_Duration)60000000000LL)
#define time_Hour ((time_Duration)3600000000000LL)

goc_string time_Duration_String(time_Duration d);       // "1h15m30.918s", "1.5ms", "0s"
goc_int64 time_Duration_Nanoseconds(time_Duration d);
goc_int64 time_Duration_Microseconds(time_Duration d);  // whole ones, towards zero
goc_int64 time_Duration_Milliseconds(time_Duration d);
goc_float64 time_Duration_Seconds(time_Duration d);
goc_float64 time_Duration_Minutes(time_Duration d);
goc_float64 time_Duration_Hours(time_Duration d);
time_Duration time_Duration_Truncate(time_Duration d, time_Duration m); // to a multiple of m, towards zero; d itself for m <= 0
time_Duration time_Duration_Round(time_Duration d, time_Duration m);    // to the nearest multiple of m, halves away from zero
time_Duration time_Duration_Abs(time_Duration d);
// Reads "1h15m30.918s", "-1.5h", "300ms" (units ns, us, µs, ms, s, m, h). The error quotes s.
struct time_ParseDuration_results { time_Duration d; goc_error err; };
struct time_ParseDuration_results time_ParseDuration(goc_string s);

// ---- Sleeping, timers ----------------------------------------------------------------------------

typedef int time_Month;
typedef int time_Weekday;

#define time_January ((time_Month)1)
#define time_February ((time_Month)2)
#define time_March ((time_Month)3)
#define time_April ((time_Month)4)
#define time_May ((time_Month)5)
#define time_June ((time_Month)6)
#define time_July ((time_Month)7)
#define time_August ((time_Month)8)
#define time_September ((time_Month)9)
#define time_October ((time_Month)10)
#define time_November ((time_Month)11)
#define time_December ((time_Month)12)
goc_string time_Month_String(time_Month m);     // "January"; "%!Month(13)" out of range

#define time_Sunday ((time_Weekday)0)
#define time_Monday ((time_Weekday)1)
#define time_Tuesday ((time_Weekday)2)
#define time_Wednesday ((time_Weekday)3)
#define time_Thursday ((time_Weekday)4)
#define time_Friday ((time_Weekday)5)
#define time_Saturday ((time_Weekday)6)
goc_string time_Weekday_String(time_Weekday d);

// A place's offsets from UTC. NULL means UTC.
typedef struct time_Location time_Location;
extern time_Location *time_UTC;
extern time_Location *time_Local;       // what TZ or /etc/localtime says

// An instant, with the Location that it is shown in, and the monotonic clock's reading when it comes from Now.
// The zero value is January 1 of year 1, 00:00 UTC. Compare by Equal, Before, After, Compare. The members are private.
typedef struct time_Time {
	goc_int64 sec;  // since the zero value
	goc_int64 mono;  // monotonic nanoseconds since the start, plus 1; 0: none
	time_Location *loc;
	goc_int32 nsec;  // 0 … 999,999,999
} time_Time;

// Puts the goroutine to sleep for at least d; returns at once for d <= 0. Parks.
void time_Sleep(time_Duration d);

// A Timer sends the time on C once, or calls its function in a goroutine of its own. Made by NewTimer and AfterFunc only.
typedef struct time_Timer {
	goc_chan *C;  // nil for AfterFunc's
	void *timer;  // private
} time_Timer;

time_Timer *time_NewTimer(time_Duration d);
goc_chan *time_After(time_Duration d);  // NewTimer(d).C
time_Timer *time_AfterFunc(time_Duration d, goc_func *f);
// Stop keeps the timer from firing; false when it had fired or was stopped already. No value that was
// sent before Stop or Reset is received after it (Go 1.23's rule). Panics on a Timer not made by this package.
goc_bool time_Timer_Stop(time_Timer *t);
goc_bool time_Timer_Reset(time_Timer *t, time_Duration d);      // fires after d; true when it had been active

// A Ticker sends the time on C every d; ticks that nobody takes in time are dropped. NewTicker and Reset
// panic for d <= 0. Stop does not close C.
typedef struct time_Ticker {
	goc_chan *C;
	void *timer;  // private
} time_Ticker;

time_Ticker *time_NewTicker(time_Duration d);
goc_chan *time_Tick(time_Duration d);   // NewTicker(d).C; nil for d <= 0
void time_Ticker_Stop(time_Ticker *t);
void time_Ticker_Reset(time_Ticker *t, time_Duration d);

// ---- Times ---------------------------------------------------------------------------------------

time_Time time_Now(void);       // in Local
time_Duration time_Since(time_Time t);  // Now().Sub(t)
time_Duration time_Until(time_Time t);
time_Time time_Unix(goc_int64 sec, goc_int64 nsec);     // in Local; nsec may be any number
time_Time time_UnixMilli(goc_int64 msec);
time_Time time_UnixMicro(goc_int64 usec);
// Values out of range carry over: October 32 is November 1.
time_Time time_Date(int year, time_Month month, int day, int hour, int min, int sec, int nsec, time_Location *loc);

time_Time time_Time_Add(time_Time t, time_Duration d);
time_Time time_Time_AddDate(time_Time t, int years, int months, int days);
time_Duration time_Time_Sub(time_Time t, time_Time u);  // t-u, by the monotonic readings where both have one; saturates
goc_bool time_Time_Before(time_Time t, time_Time u);
goc_bool time_Time_After(time_Time t, time_Time u);
goc_bool time_Time_Equal(time_Time t, time_Time u);     // the same instant, whatever the Locations
int time_Time_Compare(time_Time t, time_Time u);        // -1, 0, 1
goc_bool time_Time_IsZero(time_Time t);
goc_int64 time_Time_Unix(time_Time t);
goc_int64 time_Time_UnixMilli(time_Time t);
goc_int64 time_Time_UnixMicro(time_Time t);
goc_int64 time_Time_UnixNano(time_Time t);
time_Time time_Time_Truncate(time_Time t, time_Duration d);     // counted from the zero value; drops the monotonic reading
time_Time time_Time_Round(time_Time t, time_Duration d);

struct time_Time_Date_results { int year; time_Month month; int day; };
struct time_Time_Date_results time_Time_Date(time_Time t);
struct time_Time_Clock_results { int hour; int min; int sec; };
struct time_Time_Clock_results time_Time_Clock(time_Time t);
int time_Time_Year(time_Time t);
time_Month time_Time_Month(time_Time t);
int time_Time_Day(time_Time t);
time_Weekday time_Time_Weekday(time_Time t);
int time_Time_YearDay(time_Time t);     // 1 … 366
struct time_Time_ISOWeek_results { int year; int week; };
struct time_Time_ISOWeek_results time_Time_ISOWeek(time_Time t);
int time_Time_Hour(time_Time t);
int time_Time_Minute(time_Time t);
int time_Time_Second(time_Time t);
int time_Time_Nanosecond(time_Time t);

time_Time time_Time_UTC(time_Time t);
time_Time time_Time_Local(time_Time t);
time_Time time_Time_In(time_Time t, time_Location *loc);        // panics for nil
time_Location *time_Time_Location(time_Time t);
struct time_Time_Zone_results { goc_string name; int offset; };
struct time_Time_Zone_results time_Time_Zone(time_Time t);      // seconds east of UTC
goc_string time_Location_String(time_Location *l);
time_Location *time_FixedZone(goc_string name, int offset);
// "", "UTC", "Local", or a name of the system's zone files ("Europe/Berlin"); else an error. Reads a file.
struct time_LoadLocation_results { time_Location *loc; goc_error err; };
struct time_LoadLocation_results time_LoadLocation(goc_string name);

// ---- Text ----------------------------------------------------------------------------------------

// Layouts show how the reference time, Mon Jan 2 15:04:05 MST 2006, would be written.
#define time_Layout "01/02 03:04:05PM '06 -0700"
#define time_ANSIC "Mon Jan _2 15:04:05 2006"
#define time_UnixDate "Mon Jan _2 15:04:05 MST 2006"
#define time_RubyDate "Mon Jan 02 15:04:05 -0700 2006"
#define time_RFC822 "02 Jan 06 15:04 MST"
#define time_RFC822Z "02 Jan 06 15:04 -0700"
#define time_RFC850 "Monday, 02-Jan-06 15:04:05 MST"
#define time_RFC1123 "Mon, 02 Jan 2006 15:04:05 MST"
#define time_RFC1123Z "Mon, 02 Jan 2006 15:04:05 -0700"
#define time_RFC3339 "2006-01-02T15:04:05Z07:00"
#define time_RFC3339Nano "2006-01-02T15:04:05.999999999Z07:00"
#define time_Kitchen "3:04PM"
#define time_Stamp "Jan _2 15:04:05"
#define time_StampMilli "Jan _2 15:04:05.000"
#define time_StampMicro "Jan _2 15:04:05.000000"
#define time_StampNano "Jan _2 15:04:05.000000000"
#define time_DateTime "2006-01-02 15:04:05"
#define time_DateOnly "2006-01-02"
#define time_TimeOnly "15:04:05"

goc_string time_Time_Format(time_Time t, goc_string layout);
goc_string time_Time_String(time_Time t);       // with the monotonic reading as m=±seconds
// Errors are *time.ParseError in Go's words. Without a zone in the text: UTC, ParseInLocation: loc.
struct time_Parse_results { time_Time t; goc_error err; };
struct time_Parse_results time_Parse(goc_string layout, goc_string value);
struct time_ParseInLocation_results { time_Time t; goc_error err; };
struct time_ParseInLocation_results time_ParseInLocation(goc_string layout, goc_string value, time_Location *loc);

#endif
