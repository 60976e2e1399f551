/* Columns that would be taken for keys and hold numbers. */
#ifndef UTFALL_NUMBER_KEY_H
#define UTFALL_NUMBER_KEY_H

#include "stream/whole_table.h"

/* Is it a column that utfall does not know, whose cells are numbers (written as in any table: 12, 45,0 %, 1 362,50 kr,
 * 1e+05), names of totals or no figures, and not all of them years? Then it may as well be a figure. UT_NOMEM. */
enum ut_status ut_key_holds_numbers(const struct ut_whole_table *t, size_t column, bool *out);

#endif
