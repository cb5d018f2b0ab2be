// Finding the parts of a layout. Which texts are parts, and that "Jan" is none in "January's" lower-case kin
// (Janet) nor ".000" before another digit, is Go's.
#include "layout.h"

#include <string.h>

const char *const goc__layout_months[12] = { "January", "February", "March", "April", "May", "June", "July",
	"August", "September", "October", "November", "December" };
const char *const goc__layout_weekdays[7] = { "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday",
	"Saturday" };

static int starts(const char *s, const char *with)
{
	return strncmp(s, with, strlen(with)) == 0;
}

static int is_digit(char c)
{
	return c >= '0' && c <= '9';
}

// Fixed texts, a longer one before its beginning. word: not before a lower-case letter.
static const struct fixed { const char *text; part part; int word; } fixed[] = {
	{ "January", PART_LONG_MONTH, 0 }, { "Jan", PART_MONTH, 1 },
	{ "Monday", PART_LONG_WEEKDAY, 0 }, { "Mon", PART_WEEKDAY, 1 }, { "MST", PART_ZONE, 0 },
	{ "002", PART_ZERO_YEARDAY, 0 }, { "01", PART_ZERO_MONTH, 0 }, { "02", PART_ZERO_DAY, 0 },
	{ "03", PART_ZERO_HOUR12, 0 }, { "04", PART_ZERO_MINUTE, 0 }, { "05", PART_ZERO_SECOND, 0 }, { "06", PART_YEAR, 0 },
	{ "15", PART_HOUR, 0 }, { "1", PART_NUM_MONTH, 0 }, { "2006", PART_LONG_YEAR, 0 }, { "2", PART_DAY, 0 },
	{ "__2", PART_UNDER_YEARDAY, 0 }, { "_2", PART_UNDER_DAY, 0 },
	{ "3", PART_HOUR12, 0 }, { "4", PART_MINUTE, 0 }, { "5", PART_SECOND, 0 },
	{ "PM", PART_PM, 0 }, { "pm", PART_pm, 0 },
};

static const struct offset { const char *text; unsigned char colon, minutes, seconds; } offsets[] = {
	{ "07:00:00", 1, 1, 1 }, { "070000", 0, 1, 1 }, { "07:00", 1, 1, 0 }, { "0700", 0, 1, 0 }, { "07", 0, 0, 0 },
};

static int offset_at(const char *s, chunk *c)
{
	for (size_t i = 0; i < sizeof offsets / sizeof *offsets; i++)
		if (starts(s + 1, offsets[i].text)) {
			*c = (chunk){ .part = PART_OFFSET, .start = s, .end = s + 1 + strlen(offsets[i].text), .zulu = *s == 'Z',
				.colon = offsets[i].colon, .minutes = offsets[i].minutes, .seconds = offsets[i].seconds };
			return 1;
		}
	return 0;
}

static int fraction_at(const char *s, chunk *c)
{
	const char *end = s + 1;
	if (s[1] != '0' && s[1] != '9')
		return 0;
	while (*end == s[1])
		end++;
	if (is_digit(*end))
		return 0;
	*c = (chunk){ .part = s[1] == '0' ? PART_FRACTION_0 : PART_FRACTION_9, .start = s, .end = end,
		.digits = (int)(end - s - 1), .separator = *s };
	return 1;
}

static int fixed_at(const char *s, chunk *c)
{
	if (!strchr("JM0123456P_p", *s))        // most of a layout is none
		return 0;
	for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++) {
		const struct fixed *f = &fixed[i];
		if (f->text[0] != *s)
			continue;
		const char *end = s + strlen(f->text);
		if (starts(s, f->text) && !(f->word && *end >= 'a' && *end <= 'z')) {
			*c = (chunk){ .part = f->part, .start = s, .end = end };
			return 1;
		}
	}
	return 0;
}

chunk goc__layout_next(const char *s)
{
	chunk c;
	for (; *s; s++) {
		if (starts(s, "_2006")) {               // a year after an underscore, not a day and 006
			c = (chunk){ .part = PART_LONG_YEAR, .start = s + 1, .end = s + 5 };
			return c;
		}
		if ((*s == '-' || *s == 'Z') && offset_at(s, &c))
			return c;
		if ((*s == '.' || *s == ',') && fraction_at(s, &c))
			return c;
		if (fixed_at(s, &c))
			return c;
	}
	return (chunk){ .part = PART_NONE, .start = s, .end = s };
}
