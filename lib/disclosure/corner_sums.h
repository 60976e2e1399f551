/* Totals over several keys at once under words that nobody knows: Riket, samtliga slag. */
#ifndef UTFALL_CORNER_SUMS_H
#define UTFALL_CORNER_SUMS_H

#include "disclosure/tidy_table.h"

/* Adds to t->corners the rows whose values in some keys, two or more, no other row of the group has, or are totals
 * there, and whose count is that of all others of the group, two of them above 0. Groups are the rows that are the same
 * in all other keys, those that are totals in these left out. UT_NOMEM. */
enum ut_status ut_corner_sums_add(struct ut_tidy_table *t);

#endif
