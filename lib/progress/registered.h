/* Who is in some participation, and in which group of its columns: answers are grouped by what is known of persons. */
#ifndef UTFALL_REGISTERED_H
#define UTFALL_REGISTERED_H

#include "base/names.h"
#include "utfall/participation.h"

struct ut_registered_persons;

/* Reads a file of participations, grouped by the columns `by` (borrowed; recorded, derived or unknown to utfall); with
 * `by_insats` a person is one for each insats. Of several participations of a person the latest counts, of those that
 * began on one day the later row; anonymous ones and those without an id are nobody's. Memory grows with persons. After
 * a failure, too, the caller frees *out. Errors of participations; UT_USAGE: a bad column to group by. */
enum ut_status ut_registered_load(struct ut_registered_persons **out, const char *path, const struct ut_names *by,
                                  bool by_insats, struct ut_run *run, struct ut_error *err);

/* Is the person in some participation? *keys is then the group, a key for each column. */
bool ut_registered_find(const struct ut_registered_persons *r, struct ut_text id, struct ut_text insats,
                        const struct ut_text **keys);

/* Orders of the columns of `by`, NULL where natural. */
const struct ut_vocabulary *const *ut_registered_vocabularies(const struct ut_registered_persons *r);

/* Persons whose participations are in different groups, so that those before the latest are not seen. */
size_t ut_registered_moved(const struct ut_registered_persons *r);

void ut_registered_free(struct ut_registered_persons *r);

#endif
