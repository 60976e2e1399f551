/* What the counts of one row say of one another, and of those of the period before. */
#ifndef UTFALL_ROW_TIES_H
#define UTFALL_ROW_TIES_H

#include "disclosure/relations.h"
#include "disclosure/tidy_table.h"

/* Relates the slots of each row, those that are not `missing`: the counts of a flow (who was there is who left and who
 * is left; who is left is who was, and came, less who left), parts of a count to it, a column that is a total by its
 * heading to all others. UT_NOMEM. */
enum ut_status ut_row_ties_relate(struct ut_relations *r, const struct ut_tidy_table *t, const bool *missing);

#endif
