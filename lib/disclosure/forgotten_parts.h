/* Parts of a sum that is known, as a file of --hierarchy says it, which the file forgets and the counts tell. */
#ifndef UTFALL_FORGOTTEN_PARTS_H
#define UTFALL_FORGOTTEN_PARTS_H

#include "disclosure/tidy_table.h"

/* Where a value is more than its parts, and by as much as the same few others that are none of them in every row that
 * has it, adds that it is the sum of them all to the sums of its key, which are not closed yet, and to t->found.
 * UT_NOMEM. */
enum ut_status ut_forgotten_parts_add(struct ut_tidy_table *t);

#endif
