// Layouts: a text in which parts of the reference time stand for the parts of a time.
#ifndef GOC_PKG_TIME_LAYOUT_H
#define GOC_PKG_TIME_LAYOUT_H
#include <stddef.h>

typedef enum part {
	PART_NONE,                  // the layout's end
	PART_LONG_MONTH, PART_MONTH, PART_NUM_MONTH, PART_ZERO_MONTH,
	PART_LONG_WEEKDAY, PART_WEEKDAY,
	PART_DAY, PART_UNDER_DAY, PART_ZERO_DAY, PART_UNDER_YEARDAY, PART_ZERO_YEARDAY,
	PART_HOUR, PART_HOUR12, PART_ZERO_HOUR12,
	PART_MINUTE, PART_ZERO_MINUTE, PART_SECOND, PART_ZERO_SECOND,
	PART_LONG_YEAR, PART_YEAR,
	PART_PM, PART_pm,
	PART_ZONE,                  // MST
	PART_OFFSET,                // numbers; see colon, seconds, minutes, zulu
	PART_FRACTION_0,            // .000: always that many digits
	PART_FRACTION_9,            // .999: without trailing zeros
} part;

typedef struct chunk {
	part part;
	const char *start, *end;    // in the layout
	int digits;                 // of a fraction
	char separator;             // of a fraction: '.' or ','
	unsigned char zulu, colon, minutes, seconds;    // of an offset: Z for UTC; ':' between; which parts it has
} chunk;

// The first part of a layout; what stands before chunk.start is plain text.
chunk goc__layout_next(const char *layout);

extern const char *const goc__layout_months[12], *const goc__layout_weekdays[7];

#endif
