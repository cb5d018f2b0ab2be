// Prints what tests/run/time.gc must print: make runs it.
package main

import (
	"fmt"
	"time"
)

func durations() {
	for _, d := range []time.Duration{0, 1, -1, 999, 1000, 1100, 1500000, 2200 * time.Microsecond, 999999999, time.Second,
		3300 * time.Millisecond, 4*time.Minute + 5*time.Second, 4*time.Minute + 5001*time.Millisecond,
		5*time.Hour + 6*time.Minute + 7001*time.Millisecond, 8*time.Minute + 1, 1<<63 - 1, -1 << 63,
		100 * time.Hour, -90 * time.Minute} {
		fmt.Println(d, d.Nanoseconds(), d.Microseconds(), d.Milliseconds(), d.Seconds(), d.Minutes(), d.Hours(),
			d.Truncate(time.Second), d.Round(time.Second), d.Round(7*time.Minute), d.Abs())
	}
	for _, s := range []string{"0", "5s", "30s", "1478s", "-5s", "+5s", "-0", "5.0s", "5.6s", "5.", ".5s", "1.0s", "1.00s",
		"1.004s", "10ns", "11us", "12µs", "12μs", "13ms", "14s", "15m", "16h", "3h30m", "10.5s4m", "-2m3.4s",
		"1h2m3s4ms5us6ns", "39h9m14.425s", "52763797000ns", "0.3333333333333333333h", "9007199254740993ns",
		"9223372036854775807ns", "9223372036854775.807us", "-9223372036854775808ns", "0.100000000000000000000h",
		"", "3", "-", "s", ".", "-.", ".s", "+.s", "1d", "x", "9223372036854775810ns", "9223372036854775808ns",
		"3000000h", "1.s1", "2h 3m"} {
		d, err := time.ParseDuration(s)
		fmt.Println(d, err)
	}
}

var layouts = []string{time.ANSIC, time.UnixDate, time.RubyDate, time.RFC822, time.RFC822Z, time.RFC850, time.RFC1123,
	time.RFC1123Z, time.RFC3339, time.RFC3339Nano, time.Kitchen, time.Stamp, time.StampMilli, time.StampMicro,
	time.StampNano, time.DateTime, time.DateOnly, time.TimeOnly, time.Layout, "January 2 Mon Monday Jan Janet MST",
	"__2 002 _2006 2006 06 1 01", "3:4:5 03:04:05 pm PM", "Z07 Z0700 Z07:00 Z070000 Z07:00:00 -07 -0700 -07:00 -070000 -07:00:00",
	"05.0 05.000 05,999 05.999999 .000 05.0001", "", "plain text"}

func formats() {
	zone := time.FixedZone("TEST", -(3*3600 + 30*60 + 15))
	berlin, err := time.LoadLocation("Europe/Berlin")
	fmt.Println(berlin, err)
	_, err = time.LoadLocation("Nowhere/Land")
	fmt.Println(err)
	times := []time.Time{time.Unix(0, 0).UTC(), time.Unix(1234567890, 123456789).UTC(), time.Unix(1234567890, 120000000).In(zone),
		time.Date(2000, 2, 29, 23, 59, 59, 999999999, time.UTC), time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC),
		time.Date(2024, 7, 31, 12, 0, 0, 0, berlin), time.Date(2024, 12, 31, 0, 30, 0, 5000, berlin), time.Date(2050, 7, 1, 0, 0, 0, 0, berlin),
		time.Date(1850, 7, 1, 0, 0, 0, 0, berlin), time.Date(9999, 12, 31, 1, 2, 3, 4, time.UTC), {}}
	for _, t := range times {
		for _, l := range layouts {
			fmt.Println(t.Format(l))
		}
		year, week := t.ISOWeek()
		name, offset := t.Zone()
		fmt.Println(t, t.Year(), t.Month(), t.Day(), t.Weekday(), t.YearDay(), year, week, t.Hour(), t.Minute(), t.Second(),
			t.Nanosecond(), name, offset, t.Unix(), t.UnixMilli(), t.IsZero())
		fmt.Println(t.Truncate(time.Hour), t.Round(time.Hour), t.Truncate(7*24*time.Hour), t.Add(36*time.Hour), t.AddDate(1, -14, 31))
	}
	fmt.Println(times[1].Sub(times[0]), times[9].Sub(times[4]), times[4].Sub(times[9]), times[1].Before(times[2]),
		times[1].After(times[2]), times[1].Compare(times[0]), times[5].Equal(times[5].UTC()))
	fmt.Println(time.Month(13), time.Weekday(-1), time.March, time.Saturday)
	fmt.Println(time.Date(2024, 14, -3, 25, 61, 61, -1, time.UTC), time.Date(2023, 2, 30, 0, 0, 0, 0, time.UTC))
	// The hour that is skipped and the one that comes twice.
	fmt.Println(time.Date(2024, 3, 31, 2, 30, 0, 0, berlin).UTC(), time.Date(2024, 10, 27, 2, 30, 0, 0, berlin).UTC())
	for y := -3; y < 2400; y += 97 {
		t := time.Date(y, 3, 1, 0, 0, 0, 0, time.UTC).Add(-time.Nanosecond)
		fmt.Println(t.Unix(), t.Day(), t.Weekday(), t.YearDay())
	}
}

func parses() {
	cases := [][2]string{
		{time.ANSIC, "Thu Feb  4 21:00:57 2010"}, {time.UnixDate, "Thu Feb  4 21:00:57 PST 2010"},
		{time.RubyDate, "Thu Feb 04 21:00:57 -0800 2010"}, {time.RFC850, "Thursday, 04-Feb-10 21:00:57 PST"},
		{time.RFC1123, "Thu, 04 Feb 2010 21:00:57 PST"}, {time.RFC1123Z, "Thu, 04 Feb 2010 21:00:57 -0800"},
		{time.RFC3339, "2010-02-04T21:00:57-08:00"}, {time.RFC3339, "2010-02-04T21:00:57Z"},
		{time.RFC3339, "2010-02-04T21:00:57.0123456789-08:00"}, {time.RFC3339Nano, "2008-09-17T20:04:26.5Z"},
		{time.Kitchen, "3:04PM"}, {time.Kitchen, "12:04AM"}, {time.Stamp, "Feb  4 21:00:57"}, {time.StampMicro, "Feb  4 21:00:57.012345"},
		{time.DateTime, "2024-02-30 00:00:00"}, {time.DateTime, "2024-02-29 24:00:00"}, {time.DateOnly, "2024-13-01"},
		{time.DateOnly, "2024-1-01"}, {time.DateOnly, "2024-01-01x"}, {time.DateOnly, "x"}, {time.TimeOnly, "10:61:00"},
		{"2006-002", "2024-060"}, {"2006-002", "2023-366"}, {"2006-01-002", "2024-03-060"}, {"Jan _2 2006", "feb 4 2010"},
		{"2006-01-02 MST", "2010-02-04 GMT+3"}, {"2006-01-02 MST", "2010-02-04 GMT-11"}, {"2006-01-02 MST", "2010-02-04 UTC"},
		{"2006-01-02 -07", "2010-02-04 +05"}, {"2006-01-02 -0700 MST", "2010-02-04 +0530 IST"}, {"06", "69"}, {"06", "68"},
		{"3PM", "13PM"}, {"15:04", "7:5"}, {"05.000", "12.5"}, {"05.999", "12.5"}, {"05", "12,25"}, {"", ""}, {"", "x"},
		{"Monday 2006", "Funday 2010"}, {"2006 MST", "2010 ABCDEF"}, {"Z07:00", "Z"}, {"Z07:00", "+25:00"}, {"-0700", "0700"},
		{"2006", "\"2\"\n"}}
	for _, c := range cases {
		t, err := time.Parse(c[0], c[1])
		fmt.Println(t, err)
	}
	berlin, _ := time.LoadLocation("Europe/Berlin")
	t, err := time.ParseInLocation(time.DateTime, "2024-07-01 12:00:00", berlin)
	fmt.Println(t, err)
	t, err = time.ParseInLocation(time.RFC1123, "Mon, 01 Jul 2024 12:00:00 CEST", berlin)
	fmt.Println(t, err)
}

func main() {
	time.Local = time.UTC
	durations()
	formats()
	parses()
}
