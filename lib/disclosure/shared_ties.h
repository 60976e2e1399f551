/* Counts of persons who may be in several rows over which money adds up. */
#ifndef UTFALL_SHARED_TIES_H
#define UTFALL_SHARED_TIES_H

#include "disclosure/relations.h"
#include "disclosure/tidy_table.h"

/* Relates a total over the key of such a count to its parts as if the count added up as the money beside it does: one
 * row of them blanked alone, its money is the total less the others. Slots that are `missing` are left out.
 * UT_NOMEM. */
enum ut_status ut_shared_ties_relate(struct ut_relations *r, const struct ut_tidy_table *t, const bool *missing);

#endif
