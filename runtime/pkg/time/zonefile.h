// A zone of the system's time zone database, read from its file (RFC 8536).
#ifndef GOC_PKG_TIME_ZONEFILE_H
#define GOC_PKG_TIME_ZONEFILE_H
#include <stdint.h>

struct goc__zonefile;
// NULL: no such file, or not one of these. The result belongs to the collector and is never changed.
const struct goc__zonefile *goc__zonefile_read(const char *path);
// The offset at a Unix time and, in *name, its abbreviation, which lives as long as z.
int goc__zonefile_at(const struct goc__zonefile *z, int64_t unix_sec, const char **name);

#endif
