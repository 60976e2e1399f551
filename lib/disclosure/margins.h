/* Sums that linked tables have in common, whether a table prints them or none does. */
#ifndef UTFALL_MARGINS_H
#define UTFALL_MARGINS_H

#include "disclosure/relations.h"
#include "disclosure/tidy_table.h"

/* Adds that all of one table are as many as all of another, by the keys that both have: women and men as the ages; or
 * which are no fewer, where some are lacking. So for each count of the slots that are not `missing`, and for the bases
 * (by slot; UT_NO_CELL: none). UT_NOMEM. */
enum ut_status ut_margins_relate(struct ut_relations *r, const struct ut_tidy_table *t, const bool *missing,
                                 const uint32_t *bases);

#endif
