/* What counts say that are the same in all rows of a group: bases beside bas, and those who are not known. */
#ifndef UTFALL_REPEATED_TIES_H
#define UTFALL_REPEATED_TIES_H

#include "disclosure/relations.h"
#include "disclosure/tidy_table.h"

/* Relates the slots that are not `missing` of rows that differ in one key alone, no totals in it, where a count never
 * changes over it: such a count to itself in the other rows; to those that are some of it, which may add up to it; and
 * those who are not known to the row that counts them. UT_NOMEM. */
enum ut_status ut_repeated_ties_relate(struct ut_relations *r, const struct ut_tidy_table *t, const bool *missing);

#endif
