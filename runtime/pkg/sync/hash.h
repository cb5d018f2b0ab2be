// A number for any value, equal for values that Go's == calls equal.
#ifndef GOC_PKG_SYNC_HASH_H
#define GOC_PKG_SYNC_HASH_H
#include <goc/type.h>

goc_uint64 goc__hash(goc_any v);        // panics "runtime error: hash of unhashable type T"

#endif
