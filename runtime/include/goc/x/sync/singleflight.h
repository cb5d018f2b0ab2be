// Package x/sync/singleflight: one call at a time for a key; those who come meanwhile share its result.
//
//	singleflight.Group g;
//	v, err, shared := g.Do("key", func() (any, error) { return "value", nil; });
#ifndef GOC_X_SYNC_SINGLEFLIGHT_H
#define GOC_X_SYNC_SINGLEFLIGHT_H
#include <goc/goc.h>
#include <goc/sync.h>

// All members are private; the zero value is ready for use.
typedef struct singleflight_Group {
	sync_Mutex mu;
	void *calls;  // under way, under mu
} singleflight_Group;

// Calls f, or waits for the call under way for key (parks). shared: several got the result. A panic of f is raised in all of them.
struct singleflight_Group_Do_results { goc_any v; goc_error err; goc_bool shared; };
struct singleflight_Group_Do_results singleflight_Group_Do(singleflight_Group *g, goc_string key, goc_func *f);
void singleflight_Group_Forget(singleflight_Group *g, goc_string key);  // the next Do calls f even if a call is under way

#endif
