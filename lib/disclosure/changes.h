/* Counts that are told by two others: what one is more than another that is part of it by time. */
#ifndef UTFALL_CHANGES_H
#define UTFALL_CHANGES_H

#include "disclosure/relations.h"
#include "disclosure/tidy_table.h"

/* Adds a cell for each change of a count: over a key by whose order counts add up (efter_manader), from one mark to the
 * next; from what was published earlier to what was published later, and to now; from a part to the whole that it is
 * within. And what such changes say of the slots that are not `missing`: a count that grows, or one that falls, is the
 * other with the change; counts that split a group are as many together at one mark as at the next. UT_NOMEM. */
enum ut_status ut_changes_relate(struct ut_relations *r, const struct ut_tidy_table *t, const bool *missing);

#endif
