/* Columns of counts that hold sums over rows: the total of a group in each of its rows, what the rows so far sum to,
 * the same count once more. */
#ifndef UTFALL_SPREAD_SUMS_H
#define UTFALL_SPREAD_SUMS_H

#include "disclosure/tidy_table.h"

#define UT_SPREAD_SUMS_NO_ROW UINT32_MAX

/* In one row `whole` is what it is in the row `before`, if any, and the sum of `part` in `rows`, if any. */
struct ut_spread_sum {
  size_t whole, part; /* columns */
  uint32_t row, before;
  const uint32_t *rows;
  size_t count;
};

typedef enum ut_status ut_spread_sum_each(void *context, const struct ut_spread_sum *sum);

/* Hands over each column that in all rows is the sum of another one: over the rows that share its value and differ in
 * some of the keys, or that have the same value of it; and, where `unknown` has it, which is a set of columns whose
 * names say nothing, over the rows up to its own, or in its own row. `numbers` by column and row of the table; -1: not
 * known, and the row says nothing. A column of the set `named` is called a total, and may be more than the sum over
 * rows that share its value. UT_NOMEM, and what `each` returns. */
enum ut_status ut_spread_sums_find(const struct ut_tidy_table *t, const int64_t *numbers, size_t columns,
                                   uint32_t unknown, uint32_t named, ut_spread_sum_each *each, void *context);

#endif
