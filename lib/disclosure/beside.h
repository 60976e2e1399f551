/* Figures that hold a row against another of the table: what is said before and after, or in one year and the next. */
#ifndef UTFALL_BESIDE_H
#define UTFALL_BESIDE_H

#include "disclosure/tidy_table.h"

/* Is the column such a figure in this table: not a share of what stands in its own row, but held against a row that
 * differs in one of the table's keys? */
bool ut_beside_is_figure(const struct ut_tidy_table *t, size_t column);

/* Is it `other` that the figure of that row is held against: alike but for one of those keys, in which `other` has the
 * first of its codes, or the number before? */
bool ut_beside_is_row(const struct ut_tidy_table *t, size_t column, size_t row, size_t other);

#endif
