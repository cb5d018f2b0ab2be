// Durations: conversion, rounding, and their text in both directions.
//
// String is exact: it works with integers only.
#include "../text.h"
#include "time.h"

#include <limits.h>

goc_int64 time_Duration_Nanoseconds(time_Duration d)
{
	return d;
}

goc_int64 time_Duration_Microseconds(time_Duration d)
{
	return d / time_Microsecond;
}

goc_int64 time_Duration_Milliseconds(time_Duration d)
{
	return d / time_Millisecond;
}

// Whole units and the rest apart, so that no precision is lost for long durations.
static goc_float64 in_units(time_Duration d, time_Duration unit)
{
	return (goc_float64)(d / unit) + (goc_float64)(d % unit) / (goc_float64)unit;
}

goc_float64 time_Duration_Seconds(time_Duration d)
{
	return in_units(d, time_Second);
}

goc_float64 time_Duration_Minutes(time_Duration d)
{
	return in_units(d, time_Minute);
}

goc_float64 time_Duration_Hours(time_Duration d)
{
	return in_units(d, time_Hour);
}

time_Duration time_Duration_Truncate(time_Duration d, time_Duration m)
{
	return m <= 0 ? d : d - d % m;
}

time_Duration time_Duration_Round(time_Duration d, time_Duration m)
{
	if (m <= 0)
		return d;
	goc_int64 rest = d % m, away;
	if (d < 0) {
		rest = -rest;
		if (rest < m - rest)
			return d + rest;
		return __builtin_sub_overflow(d, m - rest, &away) ? INT64_MIN : away;
	}
	if (rest < m - rest)
		return d - rest;
	return __builtin_add_overflow(d, m - rest, &away) ? INT64_MAX : away;
}

time_Duration time_Duration_Abs(time_Duration d)
{
	return d >= 0 ? d : d == INT64_MIN ? INT64_MAX : -d;
}

// ---- To text -------------------------------------------------------------------------------------

// n / 10^places without trailing zeros in the fraction.
static void add_fraction(struct text *t, goc_uint64 n, int places)
{
	goc_uint64 scale = 1;
	for (int i = 0; i < places; i++)
		scale *= 10;
	goc__text_int(t, (goc_int64)(n / scale), 1);
	goc_uint64 rest = n % scale;
	if (!rest)
		return;
	text_char(t, '.');
	while (rest) {
		scale /= 10;
		text_char(t, (char)('0' + rest / scale));
		rest %= scale;
	}
}

goc_string time_Duration_String(time_Duration d)
{
	struct text t;
	text_start(&t);
	goc_uint64 u = d < 0 ? -(goc_uint64)d : (goc_uint64)d;
	if (d < 0)
		text_char(&t, '-');
	if (u < (goc_uint64)time_Second) {      // one unit, the largest that leaves something before the point
		int places = u < 1000 ? 0 : u < 1000000 ? 3 : 6;
		add_fraction(&t, u, places);
		text_add(&t, u == 0 ? "s" : places == 0 ? "ns" : places == 3 ? "µs" : "ms");
		return goc__text_string(&t);
	}
	goc_uint64 hours = u / (goc_uint64)time_Hour, minutes = u / (goc_uint64)time_Minute;
	if (hours) {
		goc__text_int(&t, (goc_int64)hours, 1);
		text_char(&t, 'h');
	}
	if (minutes) {
		goc__text_int(&t, (goc_int64)(minutes % 60), 1);
		text_char(&t, 'm');
	}
	add_fraction(&t, u % (goc_uint64)time_Minute, 9);
	text_char(&t, 's');
	return goc__text_string(&t);
}

// ---- From text -----------------------------------------------------------------------------------

static struct time_ParseDuration_results refuse(const char *why, goc_string s, const char *unit)
{
	struct text t;
	text_start(&t);
	text_add(&t, "time: ");
	text_add(&t, why);
	text_add(&t, " ");
	if (unit) {
		goc__text_quote_bytes(&t, unit);
		text_add(&t, " in duration ");
	}
	goc__text_quote_bytes(&t, s);
	return (struct time_ParseDuration_results){ 0, errors_New(goc__text_string(&t)) };
}

// The unit's name is everything up to the next digit or point.
static goc_size unit_length(const char *s)
{
	return strcspn(s, ".0123456789");
}

static goc_uint64 unit_size(const char *s, goc_size n)
{
	static const struct { const char *name; goc_int64 size; } units[] = {
		{ "ns", time_Nanosecond }, { "us", time_Microsecond }, { "µs", time_Microsecond },
		{ "μs", time_Microsecond }, { "ms", time_Millisecond }, { "s", time_Second },
		{ "m", time_Minute }, { "h", time_Hour },
	};
	for (goc_size i = 0; i < sizeof units / sizeof *units; i++)
		if (strlen(units[i].name) == n && memcmp(units[i].name, s, n) == 0)
			return (goc_uint64)units[i].size;
	return 0;
}

// Reads digits; false when the number passes 2^63. Digits of a fraction past that are dropped instead.
static int read_number(const char **s, goc_uint64 *n, double *scale)
{
	const goc_uint64 limit = 1ull << 63;
	int full = 0;
	*n = 0;
	for (; **s >= '0' && **s <= '9'; ++*s) {
		goc_uint64 digit = (goc_uint64)(**s - '0');
		if (full)
			continue;
		if (*n > limit / 10 || *n * 10 + digit > limit) {
			if (!scale)
				return 0;
			full = 1;
			continue;
		}
		*n = *n * 10 + digit;
		if (scale)
			*scale *= 10;
	}
	return 1;
}

struct time_ParseDuration_results time_ParseDuration(goc_string text)
{
	const char *s = text ? text : "";
	const goc_uint64 limit = 1ull << 63;
	int negative = *s == '-';
	if (*s == '-' || *s == '+')
		s++;
	if (strcmp(s, "0") == 0)
		return (struct time_ParseDuration_results){ 0, { 0 } };
	if (!*s)
		return refuse("invalid duration", text, NULL);
	goc_uint64 total = 0;
	while (*s) {
		goc_uint64 whole, fraction = 0;
		double scale = 1;
		const char *start = s;
		if (!read_number(&s, &whole, NULL))
			return refuse("invalid duration", text, NULL);
		int digits = s != start;
		if (*s == '.') {
			start = ++s;
			read_number(&s, &fraction, &scale);
			digits |= s != start;
		}
		if (!digits)
			return refuse("invalid duration", text, NULL);
		goc_size n = unit_length(s);
		if (!n)
			return refuse("missing unit in duration", text, NULL);
		goc_uint64 unit = unit_size(s, n);
		if (!unit) {
			struct text name;
			text_start(&name);
			text_bytes(&name, s, n);
			return refuse("unknown unit", text, text_peek(&name));
		}
		s += n;
		if (whole > limit / unit)
			return refuse("invalid duration", text, NULL);
		whole *= unit;
		if (fraction)           // at most 2^63 by the drop above: one part in a unit at most is off
			whole += (goc_uint64)((double)fraction * ((double)unit / scale));
		if (whole > limit || total + whole > limit)
			return refuse("invalid duration", text, NULL);
		total += whole;
	}
	if (negative)
		return (struct time_ParseDuration_results){ (goc_int64)-total, { 0 } };
	if (total > limit - 1)
		return refuse("invalid duration", text, NULL);
	return (struct time_ParseDuration_results){ (goc_int64)total, { 0 } };
}
