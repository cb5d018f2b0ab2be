// Zone files: a table of changes with the kind of local time that each begins, and a rule in the form of
// POSIX's TZ for the time after the last. Files come from the system but are read as if they did not:
// every count and index is checked, anything odd makes the file unreadable as a whole.
//
// Version 2 files hold the data twice, first with 32-bit times, then with 64-bit ones; the second is read.
#include "zonefile.h"
#include "time.h"

#include <ctype.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct kind { int offset; bool dst; const char *name; };

// When a half of the year begins, as "M3.5.0/2", "J60", "59".
struct rule {
	enum { MONTH_RULE, JULIAN_RULE, DAY_RULE } form;
	int month, week, day;       // day: of the week, or of the year
	int time;                   // seconds after midnight of the time before
};

struct goc__zonefile {
	int ntimes, nkinds;
	const int64_t *times;
	const uint8_t *kind_at;     // of times[i]
	const struct kind *kinds;   // [0] holds before the first change
	bool has_tail, has_dst;
	struct kind std, dst;       // the tail's
	struct rule begin, end;
};

// ---- The tail ------------------------------------------------------------------------------------

static bool read_name(const char **s, const char **name)
{
	const char *start = *s;
	if (**s == '<') {
		start = ++*s;
		while (**s && **s != '>')
			++*s;
	} else {
		while (isalpha((unsigned char)**s))
			++*s;
	}
	size_t n = (size_t)(*s - start);
	if (*s == start || (start[-1] == '<' && *(*s)++ != '>'))
		return false;
	char *copy = goc_new_atomic(n + 1);
	memcpy(copy, start, n);
	copy[n] = '\0';
	*name = copy;
	return true;
}

static bool read_int(const char **s, int max, int *n)
{
	if (!isdigit((unsigned char)**s))
		return false;
	for (*n = 0; isdigit((unsigned char)**s) && *n <= max; ++*s)
		*n = *n * 10 + (**s - '0');
	return *n <= max;
}

// [+-]h[:m[:s]]
static bool read_clock(const char **s, int *seconds)
{
	int sign = **s == '-' ? -1 : 1, h, m = 0, sec = 0;
	if (**s == '-' || **s == '+')
		++*s;
	if (!read_int(s, 167, &h))
		return false;
	if (**s == ':' && (++*s, !read_int(s, 59, &m)))
		return false;
	if (**s == ':' && (++*s, !read_int(s, 59, &sec)))
		return false;
	*seconds = sign * (h * 3600 + m * 60 + sec);
	return true;
}

static bool read_rule(const char **s, struct rule *r)
{
	bool ok;
	*r = (struct rule){ .time = 7200 };
	if (*(*s)++ != ',')
		return false;
	if (**s == 'M') {
		ok = (++*s, read_int(s, 12, &r->month)) && *(*s)++ == '.' && read_int(s, 5, &r->week)
			&& *(*s)++ == '.' && read_int(s, 6, &r->day) && r->month && r->week;
	} else {
		r->form = **s == 'J' ? (++*s, JULIAN_RULE) : DAY_RULE;
		ok = read_int(s, 365, &r->day);
	}
	return ok && (**s != '/' || (++*s, read_clock(s, &r->time)));
}

static bool read_tail(struct goc__zonefile *z, const char *s)
{
	int west;
	if (!read_name(&s, &z->std.name) || !read_clock(&s, &west))
		return false;
	z->std.offset = -west;
	if (!*s)
		return true;
	z->has_dst = z->dst.dst = true;
	if (!read_name(&s, &z->dst.name))
		return false;
	z->dst.offset = z->std.offset + 3600;
	if (*s && *s != ',') {
		if (!read_clock(&s, &west))
			return false;
		z->dst.offset = -west;
	}
	return read_rule(&s, &z->begin) && read_rule(&s, &z->end) && !*s;
}

// Seconds since 1970 of the rule's moment in a year, in the local time before it.
static int64_t moment(const struct rule *r, int64_t year)
{
	int64_t epoch = goc__unix_epoch / DAY_SECONDS, first = goc__time_days(year, 1, 1) - epoch;
	bool leap = goc__time_days(year + 1, 1, 1) - epoch - first == 366;
	int64_t day = first + r->day;
	if (r->form == JULIAN_RULE) {
		day += -1 + (leap && r->day >= 60);
	} else if (r->form == MONTH_RULE) {
		int64_t month = goc__time_days(year, r->month, 1) - epoch;
		int64_t next = (r->month == 12 ? goc__time_days(year + 1, 1, 1) : goc__time_days(year, r->month + 1, 1)) - epoch;
		int weekday = (int)(((month + 4) % 7 + 7) % 7);         // 1970 began on a Thursday
		day = month + (r->day - weekday + 7) % 7 + 7 * (r->week - 1);
		while (day >= next)
			day -= 7;
	}
	return day * DAY_SECONDS + r->time;
}

static const struct kind *tail_at(const struct goc__zonefile *z, int64_t unix_sec)
{
	if (!z->has_dst)
		return &z->std;
	int64_t days = (unix_sec + z->std.offset) / DAY_SECONDS - ((unix_sec + z->std.offset) % DAY_SECONDS < 0);
	int64_t year = goc__time_date(days + goc__unix_epoch / DAY_SECONDS).year;
	int64_t begin = moment(&z->begin, year) - z->std.offset, end = moment(&z->end, year) - z->dst.offset;
	bool in = begin < end ? unix_sec >= begin && unix_sec < end : unix_sec >= begin || unix_sec < end;
	return in ? &z->dst : &z->std;
}

// ---- The table -----------------------------------------------------------------------------------

static uint32_t big32(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static int64_t big64(const unsigned char *p)
{
	return (int64_t)((uint64_t)big32(p) << 32 | big32(p + 4));
}

enum { HEADER = 44 };
struct counts { uint32_t isut, isstd, leap, times, kinds, chars; };

static bool read_header(const unsigned char *p, size_t n, struct counts *c)
{
	if (n < HEADER || memcmp(p, "TZif", 4) != 0)
		return false;
	*c = (struct counts){ big32(p + 20), big32(p + 24), big32(p + 28), big32(p + 32), big32(p + 36), big32(p + 40) };
	const uint32_t most = 1 << 16;
	return c->isut < most && c->isstd < most && c->leap < most && c->times < most && c->kinds < most
		&& c->chars < most && c->kinds && c->chars;
}

static size_t body_size(const struct counts *c, size_t word)
{
	return c->times * (word + 1) + c->kinds * 6 + c->chars + c->leap * (word + 4) + c->isstd + c->isut;
}

static bool read_kinds(struct goc__zonefile *z, const struct counts *c, const unsigned char *p)
{
	struct kind *kinds = goc_new(c->kinds * sizeof *kinds);
	char *names = goc_new_atomic(c->chars + 1);
	memcpy(names, p + c->kinds * 6, c->chars);
	names[c->chars] = '\0';
	for (uint32_t i = 0; i < c->kinds; i++, p += 6) {
		if (p[5] >= c->chars)
			return false;
		kinds[i] = (struct kind){ (int)big32(p), p[4], names + p[5] };
	}
	z->kinds = kinds;
	z->nkinds = (int)c->kinds;
	return true;
}

static const struct goc__zonefile *decode(const unsigned char *p, size_t n)
{
	struct counts c;
	if (!read_header(p, n, &c))
		return NULL;
	size_t word = 4, skip = HEADER + body_size(&c, 4);
	bool two = p[4] >= '2';
	if (two) {
		if (skip > n || !read_header(p + skip, n - skip, &c))
			return NULL;
		word = 8;
		p += skip;
		n -= skip;
	}
	if (HEADER + body_size(&c, word) > n)
		return NULL;
	struct goc__zonefile *z = goc_new(sizeof *z);
	int64_t *times = goc_new_atomic(c.times * sizeof *times + 1);
	uint8_t *kind_at = goc_new_atomic(c.times + 1);
	const unsigned char *body = p + HEADER;
	for (uint32_t i = 0; i < c.times; i++) {
		times[i] = word == 8 ? big64(body + i * 8) : (int32_t)big32(body + i * 4);
		kind_at[i] = body[c.times * word + i];
		if (kind_at[i] >= c.kinds)
			return NULL;
	}
	z->times = times;
	z->kind_at = kind_at;
	z->ntimes = (int)c.times;
	if (!read_kinds(z, &c, body + c.times * (word + 1)))
		return NULL;
	const char *tail = (const char *)p + HEADER + body_size(&c, word), *end = (const char *)p + n;
	const char *line = two && tail < end && *tail == '\n' ? memchr(tail + 1, '\n', (size_t)(end - tail - 1)) : NULL;
	if (line && line > tail + 1) {
		char text[128] = "";
		memcpy(text, tail + 1, (size_t)(line - tail - 1) < sizeof text ? (size_t)(line - tail - 1) : sizeof text - 1);
		z->has_tail = read_tail(z, text);
	}
	return z;
}

const struct goc__zonefile *goc__zonefile_read(const char *path)
{
	enum { MOST = 1 << 18 };
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return NULL;
	unsigned char *p = goc_new_atomic(MOST);
	size_t n = 0;
	ssize_t got;
	while (n < MOST && (got = read(fd, p + n, MOST - n)) > 0)
		n += (size_t)got;
	close(fd);
	return decode(p, n);
}

int goc__zonefile_at(const struct goc__zonefile *z, int64_t unix_sec, const char **name)
{
	const struct kind *k = &z->kinds[0];
	int lo = 0, hi = z->ntimes;             // the changes before hi are not after unix_sec
	while (lo < hi) {
		int mid = lo + (hi - lo) / 2;
		if (z->times[mid] <= unix_sec)
			lo = mid + 1;
		else
			hi = mid;
	}
	if (lo == z->ntimes && z->has_tail)
		k = tail_at(z, unix_sec);
	else if (lo > 0)
		k = &z->kinds[z->kind_at[lo - 1]];
	*name = k->name;
	return k->offset;
}
