/* Sums that no word tells of and the counts do: a value of a key whose count is that of all the others together, or of
 * the same others in several groups. */
#ifndef UTFALL_FOUND_SUMS_H
#define UTFALL_FOUND_SUMS_H

#include "disclosure/tidy_table.h"

/* Adds what is found to the sums of the keys, which are not closed yet, and to t->found. Groups are the rows that are
 * the same in all other keys, totals over these left out. UT_NOMEM. */
enum ut_status ut_found_sums_add(struct ut_tidy_table *t);

#endif
