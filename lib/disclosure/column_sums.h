/* Columns of counts that are sums of other columns in every row. */
#ifndef UTFALL_COLUMN_SUMS_H
#define UTFALL_COLUMN_SUMS_H

#include "utfall/text.h"

enum { UT_COLUMN_SUMS_COLUMNS = 32 };

/* The column `whole` is the sum of the columns of the set. *done ends the search. */
typedef enum ut_status ut_column_sum(void *context, size_t whole, uint32_t parts, bool *done);

/* Hands over each column that is, in every row, the sum of two others or more that hold somebody: of all others, or of
 * some of them where the sum is above 0 in `least` rows. `numbers` by column and row, at most UT_COLUMN_SUMS_COLUMNS of
 * them; -1: not known, and the row says nothing. Of very many columns not every set is tried. UT_NOMEM, and what `each`
 * returns. */
enum ut_status ut_column_sums_find(const int64_t *numbers, size_t columns, size_t rows, size_t least,
                                   ut_column_sum *each, void *context);

#endif
