// Text as times. What is accepted beyond the layout's letter (a fraction of a second that the layout does
// not show, "GMT+3", abbreviations that nobody knows), and the words of the errors, are Go's.
#include "layout.h"
#include "time.h"
#include "../text.h"

#include <ctype.h>
#include <goc/type.h>
#include <string.h>

// ---- Errors --------------------------------------------------------------------------------------

// *time.ParseError: the text is made when it is asked for.
struct parse_error {
	const char *layout, *value, *layout_part, *value_part, *message;
};

static goc_string parse_error_text(struct parse_error *e)
{
	struct text t;
	text_start(&t);
	text_add(&t, "parsing time ");
	goc__text_quote_bytes(&t, e->value);
	if (*e->message) {
		text_add(&t, e->message);
		return goc__text_string(&t);
	}
	text_add(&t, " as ");
	goc__text_quote_bytes(&t, e->layout);
	text_add(&t, ": cannot parse ");
	goc__text_quote_bytes(&t, e->value_part);
	text_add(&t, " as ");
	goc__text_quote_bytes(&t, e->layout_part);
	return goc__text_string(&t);
}

static const goc_method parse_error_methods[] = { { "Error", "func() string", parse_error_text } };
static const goc_type parse_error_type = {
	.kind = GOC_KIND_POINTER, .flags = GOC_TYPE_DIRECT, .size = sizeof(void *),
	.name = "*time.ParseError", .key = "*time.ParseError", .elem = &goc_type_pointer,
	.nmethods = 1, .methods = parse_error_methods,
};
static const goc_itab parse_error_tab = { &parse_error_type, { parse_error_text } };

// ---- Reading the parts ---------------------------------------------------------------------------

struct parse {
	const char *value;          // what is left
	int64_t year;
	int month, day, yday, hour, min, sec, nsec;     // month, day, yday: -1 unknown
	bool has_pm, pm;
	int offset;
	bool has_offset, is_utc;
	const char *zone;           // an abbreviation, or NULL
	const char *out_of_range;   // which part is
};

// n digits at least, most at most.
static bool digits(struct parse *p, int least, int most, int *n)
{
	int count = 0, sum = 0;
	while (count < most && isdigit((unsigned char)p->value[count]))
		sum = sum * 10 + (p->value[count++] - '0');
	if (count < least)
		return false;
	p->value += count;
	*n = sum;
	return true;
}

static bool number(struct parse *p, int least, int most, int low, int high, int *n, const char *what)
{
	if (!digits(p, least, most, n))
		return false;
	if ((*n < low || *n > high) && !p->out_of_range)
		p->out_of_range = what;
	return true;
}

// One of the names, whatever their case; length 0: in full.
static bool name(struct parse *p, const char *const *names, int count, size_t length, int *which)
{
	for (int i = 0; i < count; i++) {
		size_t n = length ? length : strlen(names[i]);
		if (strncasecmp(p->value, names[i], n) == 0) {
			p->value += n;
			*which = i;
			return true;
		}
	}
	return false;
}

// The digits of a fraction, whatever their number; those past nanoseconds are dropped.
static bool fraction(struct parse *p, int count)
{
	int scale = 100000000;
	p->nsec = 0;
	for (int i = 0; i < count; i++, scale /= 10) {
		if (!isdigit((unsigned char)p->value[i]))
			return false;
		p->nsec += (p->value[i] - '0') * scale;
	}
	p->value += count;
	return true;
}

// A fraction after the seconds is read even where the layout shows none.
static bool unasked_fraction(struct parse *p, const char *rest_of_layout)
{
	if ((p->value[0] != '.' && p->value[0] != ',') || !isdigit((unsigned char)p->value[1]))
		return true;
	chunk next = goc__layout_next(rest_of_layout);
	if (next.part == PART_FRACTION_0 || next.part == PART_FRACTION_9)
		return true;
	p->value++;
	return fraction(p, (int)strspn(p->value, "0123456789"));
}

static bool offset(struct parse *p, const chunk *c)
{
	int hours, minutes = 0, seconds = 0;
	if (c->zulu && *p->value == 'Z') {
		p->value++;
		p->is_utc = true;
		return true;
	}
	int sign = *p->value == '+' ? 1 : *p->value == '-' ? -1 : 0;
	if (!sign)
		return false;
	p->value++;
	if (!digits(p, 2, 2, &hours))
		return false;
	if (c->minutes && ((c->colon && *p->value++ != ':') || !digits(p, 2, 2, &minutes)))
		return false;
	if (c->seconds && ((c->colon && *p->value++ != ':') || !digits(p, 2, 2, &seconds)))
		return false;
	if (hours > 24)
		p->out_of_range = "time zone offset hour";
	else if (minutes > 60)
		p->out_of_range = "time zone offset minute";
	else if (seconds > 60)
		p->out_of_range = "time zone offset second";
	p->offset = sign * (hours * 3600 + minutes * 60 + seconds);
	p->has_offset = true;
	return true;
}

// The length of a signed hour: "+3", "-11"; 0 for none.
static size_t signed_hour(const char *s)
{
	if (*s != '+' && *s != '-')
		return 0;
	size_t n = strspn(s + 1, "0123456789");
	int hour = 0;
	for (size_t i = 1; i <= n && hour < 100; i++)
		hour = hour * 10 + (s[i] - '0');
	return n && hour <= 23 ? n + 1 : 0;
}

// The length of an abbreviation: three or four capitals (four and five end in T), some with a look of their
// own, or a mere offset. 0: none.
static size_t zone_length(const char *s)
{
	if (strncmp(s, "ChST", 4) == 0 || strncmp(s, "MeST", 4) == 0)
		return 4;
	if (strncmp(s, "GMT", 3) == 0)
		return 3 + signed_hour(s + 3);
	if (*s == '+' || *s == '-')
		return signed_hour(s);
	size_t n = strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
	if (n == 5)
		return s[4] == 'T' ? 5 : 0;
	if (n == 4)
		return s[3] == 'T' || strncmp(s, "WITA", 4) == 0 ? 4 : 0;
	return n == 3 ? 3 : 0;
}

static bool zone(struct parse *p)
{
	if (strncmp(p->value, "UTC", 3) == 0) {
		p->value += 3;
		p->is_utc = true;
		return true;
	}
	size_t n = zone_length(p->value);
	if (!n)
		return false;
	char *copy = goc_new_atomic(n + 1);
	memcpy(copy, p->value, n);
	copy[n] = '\0';
	p->zone = copy;
	p->value += n;
	return true;
}

static void skip_space(struct parse *p, int most)
{
	while (most-- && *p->value == ' ')
		p->value++;
}

static bool day_of_year(struct parse *p, bool padded)
{
	if (padded)
		skip_space(p, 2);
	const char *start = p->value - 0;
	int least = padded ? 1 : 3;
	return number(p, least, 3, 1, 366, &p->yday, "day-of-year") && p->value > start;
}

static bool meridiem(struct parse *p, const char *pm, const char *am)
{
	p->has_pm = true;
	p->pm = strncmp(p->value, pm, 2) == 0;
	if (!p->pm && strncmp(p->value, am, 2) != 0)
		return false;
	p->value += 2;
	return true;
}

static bool read_part(struct parse *p, const chunk *c)
{
	int n;
	switch (c->part) {
	case PART_LONG_YEAR:
		if (!digits(p, 4, 4, &n))
			return false;
		p->year = n;
		return true;
	case PART_YEAR:
		if (!digits(p, 2, 2, &n))
			return false;
		p->year = n >= 69 ? n + 1900 : n + 2000;
		return true;
	case PART_LONG_MONTH: case PART_MONTH:
		if (!name(p, goc__layout_months, 12, c->part == PART_MONTH ? 3 : 0, &n))
			return false;
		p->month = n + 1;
		return true;
	case PART_LONG_WEEKDAY: return name(p, goc__layout_weekdays, 7, 0, &n);
	case PART_WEEKDAY: return name(p, goc__layout_weekdays, 7, 3, &n);
	case PART_NUM_MONTH: return number(p, 1, 2, 1, 12, &p->month, "month");
	case PART_ZERO_MONTH: return number(p, 2, 2, 1, 12, &p->month, "month");
	case PART_UNDER_DAY: skip_space(p, 1); return digits(p, 1, 2, &p->day);
	case PART_DAY: return digits(p, 1, 2, &p->day);
	case PART_ZERO_DAY: return digits(p, 2, 2, &p->day);
	case PART_UNDER_YEARDAY: return day_of_year(p, true);
	case PART_ZERO_YEARDAY: return day_of_year(p, false);
	case PART_HOUR: return number(p, 1, 2, 0, 23, &p->hour, "hour");
	case PART_HOUR12: return number(p, 1, 2, 0, 12, &p->hour, "hour");
	case PART_ZERO_HOUR12: return number(p, 2, 2, 0, 12, &p->hour, "hour");
	case PART_MINUTE: return number(p, 1, 2, 0, 59, &p->min, "minute");
	case PART_ZERO_MINUTE: return number(p, 2, 2, 0, 59, &p->min, "minute");
	case PART_SECOND: return number(p, 1, 2, 0, 59, &p->sec, "second") && unasked_fraction(p, c->end);
	case PART_ZERO_SECOND: return number(p, 2, 2, 0, 59, &p->sec, "second") && unasked_fraction(p, c->end);
	case PART_PM: return meridiem(p, "PM", "AM");
	case PART_pm: return meridiem(p, "pm", "am");
	case PART_OFFSET: return offset(p, c);
	case PART_ZONE: return zone(p);
	case PART_FRACTION_0:
		if (*p->value != '.' && *p->value != ',')
			return false;
		p->value++;
		return fraction(p, c->digits);
	case PART_FRACTION_9:           // may be left out
		if ((*p->value != '.' && *p->value != ',') || !isdigit((unsigned char)p->value[1]))
			return true;
		p->value++;
		return fraction(p, (int)strspn(p->value, "0123456789"));
	case PART_NONE:
		break;
	}
	return true;
}

// ---- Putting it together -------------------------------------------------------------------------

static bool leap(int64_t year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int month_length(int month, int64_t year)
{
	return month == 2 ? 28 + leap(year) : 30 + (month + (month > 7)) % 2;
}

// Settles month and day from what was given; false when they do not fit, with out_of_range set.
static bool settle_date(struct parse *p)
{
	if (p->yday >= 0) {
		if (p->yday < 1 || p->yday > 365 + leap(p->year)) {
			p->out_of_range = "day-of-year";
			return false;
		}
		date d = goc__time_date(goc__time_days(p->year, 1, 1) + p->yday - 1);
		if ((p->month >= 0 && p->month != d.month) || (p->day >= 0 && p->day != d.day)) {
			p->out_of_range = p->month >= 0 && p->month != d.month ? "day-of-year does not match month"
				: "day-of-year does not match day";
			return false;
		}
		p->month = d.month;
		p->day = d.day;
		return true;
	}
	if (p->month < 0)
		p->month = 1;
	if (p->day < 0)
		p->day = 1;
	if (p->day < 1 || p->day > month_length(p->month, p->year)) {
		p->out_of_range = "day";
		return false;
	}
	return true;
}

static time_Time settle_zone(struct parse *p, time_Location *default_loc, time_Location *local)
{
	time_Time t = time_Date((int)p->year, p->month, p->day, p->hour, p->min, p->sec, p->nsec, time_UTC);
	int known;
	t.loc = NULL;
	if (p->is_utc)
		return t;
	if (p->has_offset) {
		const char *shown;
		t.sec -= p->offset;
		int there = goc__zone_at(local, time_Time_Unix(t), &shown);
		bool is_local = there == p->offset && (!p->zone || strcmp(shown, p->zone) == 0);
		t.loc = is_local ? local : time_FixedZone(p->zone ? p->zone : "", p->offset);
		return t;
	}
	if (p->zone) {
		if (goc__zone_named(local, p->zone, time_Time_Unix(t), &known)) {
			t.sec -= known;
			t.loc = local;
			return t;
		}
		int hours = 0;
		if (strncmp(p->zone, "GMT", 3) == 0 && p->zone[3]) {
			for (const char *s = p->zone + 4; *s; s++)
				hours = hours * 10 + (*s - '0');
			if (p->zone[3] == '-')
				hours = -hours;
		}
		t.loc = time_FixedZone(p->zone, hours * 3600);
		return t;
	}
	return time_Date((int)p->year, p->month, p->day, p->hour, p->min, p->sec, p->nsec, default_loc);
}

struct result { time_Time t; goc_error err; };

static struct result fail(const char *layout, const char *value, const char *layout_part, const char *value_part,
	const char *message)
{
	struct parse_error *e = goc_new(sizeof *e);
	*e = (struct parse_error){ goc__text_join(layout, NULL), goc__text_join(value, NULL),
		goc__text_join(layout_part, NULL), goc__text_join(value_part, NULL), message };
	return (struct result){ { 0 }, { &parse_error_tab, e } };
}

// Plain text of the layout at the value's beginning; one space of the layout stands for any number, also none.
static bool skip_text(struct parse *p, const char *text, const char *end)
{
	while (text < end) {
		if (*text == ' ') {
			if (*p->value && *p->value != ' ')
				return false;
			while (text < end && *text == ' ')
				text++;
			while (*p->value == ' ')
				p->value++;
			continue;
		}
		if (*text++ != *p->value)
			return false;
		p->value++;
	}
	return true;
}

static goc_string part_text(const chunk *c)
{
	size_t n = (size_t)(c->end - c->start);
	char *s = goc_new_atomic(n + 1);
	memcpy(s, c->start, n);
	s[n] = '\0';
	return s;
}

static struct result parse(const char *layout, const char *value, time_Location *default_loc, time_Location *local)
{
	struct parse p = { .value = value, .month = -1, .day = -1, .yday = -1 };
	const char *rest = layout;
	chunk c;
	do {
		c = goc__layout_next(rest);
		if (!skip_text(&p, rest, c.start)) {
			chunk text = { .start = rest, .end = c.start };
			return fail(layout, value, part_text(&text), p.value, "");
		}
		if (c.part == PART_NONE && *p.value)
			return fail(layout, value, "", p.value, goc__text_join(": extra text: ", ({ struct text q; text_start(&q);
				goc__text_quote_bytes(&q, p.value); goc__text_string(&q); }), NULL));
		const char *hold = p.value;
		if (!read_part(&p, &c))
			return fail(layout, value, part_text(&c), hold, "");
		if (p.out_of_range)
			return fail(layout, value, part_text(&c), p.value, goc__text_join(": ", p.out_of_range, " out of range", NULL));
		rest = c.end;
	} while (c.part != PART_NONE);
	if (p.has_pm && p.pm && p.hour < 12)
		p.hour += 12;
	else if (p.has_pm && !p.pm && p.hour == 12)
		p.hour = 0;
	if (!settle_date(&p)) {
		bool whole = strchr(p.out_of_range, ' ') != NULL;
		return fail(layout, value, "", value, goc__text_join(": ", p.out_of_range, whole ? "" : " out of range", NULL));
	}
	return (struct result){ settle_zone(&p, default_loc, local), { 0 } };
}

struct time_Parse_results time_Parse(goc_string layout, goc_string value)
{
	struct result r = parse(layout ? layout : "", value ? value : "", time_UTC, time_Local);
	return (struct time_Parse_results){ r.t, r.err };
}

struct time_ParseInLocation_results time_ParseInLocation(goc_string layout, goc_string value, time_Location *loc)
{
	struct result r = parse(layout ? layout : "", value ? value : "", loc, loc);
	return (struct time_ParseInLocation_results){ r.t, r.err };
}
