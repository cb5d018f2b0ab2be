// Locations: UTC, the system's local time, fixed offsets, and the named ones of the system's zone files.
//
// Local time is libc's, which knows TZ and /etc/localtime and their rules; named Locations read the files
// themselves (zonefile.c), since libc can hold only one zone at a time.
#include "time.h"
#include "zonefile.h"

#include "sched/panic.h"
#include "../text.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

struct time_Location {
	enum { UTC_ZONE, LOCAL_ZONE, FIXED_ZONE, FILE_ZONE } kind;
	const char *name;
	int offset;                 // FIXED_ZONE
	const struct goc__zonefile *file;   // FILE_ZONE
};

static time_Location utc = { UTC_ZONE, "UTC", 0, NULL }, local = { LOCAL_ZONE, "Local", 0, NULL };
time_Location *time_UTC = &utc, *time_Local = &local;

time_Location *time_FixedZone(goc_string name, int offset)
{
	time_Location *l = goc_new(sizeof *l);
	*l = (time_Location){ FIXED_ZONE, name ? name : "", offset, NULL };
	return l;
}

goc_string time_Location_String(time_Location *l)
{
	return l ? l->name : "UTC";
}

int goc__zone_at(time_Location *loc, int64_t unix_sec, const char **zone)
{
	const char *unused;
	zone = zone ? zone : &unused;
	*zone = "UTC";
	if (!loc)
		return 0;
	switch (loc->kind) {
	case UTC_ZONE:
		break;
	case FIXED_ZONE:
		*zone = loc->name;
		return loc->offset;
	case FILE_ZONE:
		return goc__zonefile_at(loc->file, unix_sec, zone);
	case LOCAL_ZONE: {
		time_t t = (time_t)unix_sec;
		struct tm tm;
		if (localtime_r(&t, &tm)) {     // fails for years that an int cannot hold
			*zone = tm.tm_zone;
			return (int)tm.tm_gmtoff;
		}
	}
	}
	return 0;
}

// In effect at that time, or half a year before or after: a zone has two names at most in a year.
bool goc__zone_named(time_Location *loc, const char *zone, int64_t unix_sec, int *offset)
{
	static const int64_t half_year = 182ll * DAY_SECONDS;
	for (int i = 0; i < 3; i++) {
		const char *name;
		*offset = goc__zone_at(loc, unix_sec + (i == 0 ? 0 : i == 1 ? half_year : -half_year), &name);
		if (strcmp(name, zone) == 0)
			return true;
	}
	return false;
}

// ---- LoadLocation --------------------------------------------------------------------------------

struct time_LoadLocation_results time_LoadLocation(goc_string name)
{
	static const char *const folders[] = { "/usr/share/zoneinfo/", "/usr/share/lib/zoneinfo/", "/etc/zoneinfo/" };
	if (!name || !*name || strcmp(name, "UTC") == 0)
		return (struct time_LoadLocation_results){ &utc, { 0 } };
	if (strcmp(name, "Local") == 0)
		return (struct time_LoadLocation_results){ &local, { 0 } };
	// A name is never a way out of the folders.
	if (strstr(name, "..") || name[0] == '/' || name[0] == '\\')
		return (struct time_LoadLocation_results){ NULL, errors_New("time: invalid location name") };
	const struct goc__zonefile *file = NULL;
	const char *own = getenv("ZONEINFO");
	if (own)
		file = goc__zonefile_read(goc__text_join(own, "/", name, NULL));
	for (goc_size i = 0; !file && i < sizeof folders / sizeof *folders; i++)
		file = goc__zonefile_read(goc__text_join(folders[i], name, NULL));
	if (!file)
		return (struct time_LoadLocation_results){ NULL, errors_New(goc__text_join("unknown time zone ", name, NULL)) };
	time_Location *l = goc_new(sizeof *l);
	*l = (time_Location){ FILE_ZONE, goc__text_join(name, NULL), 0, file };
	return (struct time_LoadLocation_results){ l, { 0 } };
}

// ---- A Time's Location ----------------------------------------------------------------------------

time_Time time_Time_UTC(time_Time t)
{
	t.loc = NULL;
	return t;
}

time_Time time_Time_Local(time_Time t)
{
	t.loc = time_Local;
	return t;
}

time_Time time_Time_In(time_Time t, time_Location *loc)
{
	if (!loc)
		goc_panic_text("time: missing Location in call to Time.In");
	t.loc = loc;
	return t;
}

time_Location *time_Time_Location(time_Time t)
{
	return t.loc ? t.loc : time_UTC;
}

struct time_Time_Zone_results time_Time_Zone(time_Time t)
{
	const char *name;
	int offset = goc__zone_at(t.loc, time_Time_Unix(t), &name);
	return (struct time_Time_Zone_results){ name, offset };
}
