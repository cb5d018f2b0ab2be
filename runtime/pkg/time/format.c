// Times as text.
#include "layout.h"
#include "time.h"
#include "../text.h"

#include <stdio.h>

static void add_offset(struct text *t, const chunk *c, int offset)
{
	if (c->zulu && offset == 0) {
		text_char(t, 'Z');
		return;
	}
	int minutes = offset / 60, rest = offset % 60;
	text_char(t, offset < 0 ? '-' : '+');
	if (minutes < 0 || rest < 0) {
		minutes = -minutes;
		rest = -rest;
	}
	goc__text_int(t, minutes / 60, 2);
	if (c->colon)
		text_char(t, ':');
	if (c->minutes)
		goc__text_int(t, minutes % 60, 2);
	if (c->seconds) {
		if (c->colon)
			text_char(t, ':');
		goc__text_int(t, rest, 2);
	}
}

// An abbreviation, or for zones without one the offset.
static void add_zone(struct text *t, const civil *c)
{
	if (*c->zone) {
		text_add(t, c->zone);
		return;
	}
	chunk whole = { .minutes = 1 };
	add_offset(t, &whole, c->offset);
}

static void add_fraction(struct text *t, const chunk *c, int nsec)
{
	char digits[16];
	snprintf(digits, sizeof digits, "%09d", nsec);
	int n = c->digits < 9 ? c->digits : 9;
	if (c->part == PART_FRACTION_9) {
		while (n && digits[n - 1] == '0')
			n--;
		if (!n)
			return;
	}
	text_char(t, c->separator);
	text_bytes(t, digits, (goc_size)n);
	for (int i = 9; c->part == PART_FRACTION_0 && i < c->digits; i++)
		text_char(t, '0');
}

static void add_padded(struct text *t, int n, int width)
{
	char digits[16];
	snprintf(digits, sizeof digits, "%*d", width, n);
	text_add(t, digits);
}

static void add_year(struct text *t, int64_t year)
{
	goc__text_int(t, year, 4);
}

static void add_part(struct text *t, const chunk *c, const civil *v, time_Time time)
{
	const date *d = &v->date;
	int hour12 = v->hour % 12 ? v->hour % 12 : 12, weekday = time_Time_Weekday(time);
	switch (c->part) {
	case PART_NONE: break;
	case PART_LONG_MONTH: text_add(t, goc__layout_months[d->month - 1]); break;
	case PART_MONTH: text_bytes(t, goc__layout_months[d->month - 1], 3); break;
	case PART_NUM_MONTH: goc__text_int(t, d->month, 1); break;
	case PART_ZERO_MONTH: goc__text_int(t, d->month, 2); break;
	case PART_LONG_WEEKDAY: text_add(t, goc__layout_weekdays[weekday]); break;
	case PART_WEEKDAY: text_bytes(t, goc__layout_weekdays[weekday], 3); break;
	case PART_DAY: goc__text_int(t, d->day, 1); break;
	case PART_UNDER_DAY: add_padded(t, d->day, 2); break;
	case PART_ZERO_DAY: goc__text_int(t, d->day, 2); break;
	case PART_UNDER_YEARDAY: add_padded(t, d->yday + 1, 3); break;
	case PART_ZERO_YEARDAY: goc__text_int(t, d->yday + 1, 3); break;
	case PART_HOUR: goc__text_int(t, v->hour, 2); break;
	case PART_HOUR12: goc__text_int(t, hour12, 1); break;
	case PART_ZERO_HOUR12: goc__text_int(t, hour12, 2); break;
	case PART_MINUTE: goc__text_int(t, v->min, 1); break;
	case PART_ZERO_MINUTE: goc__text_int(t, v->min, 2); break;
	case PART_SECOND: goc__text_int(t, v->sec, 1); break;
	case PART_ZERO_SECOND: goc__text_int(t, v->sec, 2); break;
	case PART_LONG_YEAR: add_year(t, d->year); break;
	case PART_YEAR: goc__text_int(t, (d->year % 100 + 100) % 100, 2); break;
	case PART_PM: text_add(t, v->hour >= 12 ? "PM" : "AM"); break;
	case PART_pm: text_add(t, v->hour >= 12 ? "pm" : "am"); break;
	case PART_ZONE: add_zone(t, v); break;
	case PART_OFFSET: add_offset(t, c, v->offset); break;
	case PART_FRACTION_0: case PART_FRACTION_9: add_fraction(t, c, time.nsec); break;
	}
}

static void add_time(struct text *t, time_Time time, const char *layout)
{
	civil v = goc__time_civil(time);
	while (*layout) {
		chunk c = goc__layout_next(layout);
		text_bytes(t, layout, (goc_size)(c.start - layout));
		add_part(t, &c, &v, time);
		layout = c.end;
	}
}

goc_string time_Time_Format(time_Time time, goc_string layout)
{
	struct text t;
	text_start(&t);
	add_time(&t, time, layout ? layout : "");
	return goc__text_string(&t);
}

goc_string time_Time_String(time_Time time)
{
	struct text t;
	text_start(&t);
	add_time(&t, time, "2006-01-02 15:04:05.999999999 -0700 MST");
	if (time.mono) {
		char digits[48];
		int64_t m = time.mono;
		snprintf(digits, sizeof digits, " m=+%lld.%09lld", (long long)(m / time_Second), (long long)(m % time_Second));
		text_add(&t, digits);
	}
	return goc__text_string(&t);
}
