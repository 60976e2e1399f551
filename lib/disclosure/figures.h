/* The figures of a table of counts, and all that they say of one another. */
#ifndef UTFALL_FIGURES_H
#define UTFALL_FIGURES_H

#include "disclosure/tidy_table.h"
#include "disclosure/relations.h"

#define UT_NO_CELL UINT32_MAX

/* Cells: the count of each row, by its number; then the bases; then the rests. Rows that differ only in keys over which
 * the base never changes, such as klass, have one base together.
 * Relations: totals to their parts; bases, which are counts themselves, to one another in the same way; a base to the
 * counts that it is divided into, over every set of the keys that divide it; a base to a count and its rest. */
struct ut_figures {
  struct ut_relations relations; /* indexed */
  size_t rows;
  size_t base_count;
  uint32_t *bases;       /* by row: the cell of its base, or UT_NO_CELL */
  uint32_t *complements; /* by row: the cell of its base less its count, or UT_NO_CELL */
};

/* `rest`: which rows, all of them with a base no less than the count, have a rest that matters. UT_NOMEM. */
enum ut_status ut_figures_init(struct ut_figures *f, const struct ut_tidy_table *table, const bool *complement);

void ut_figures_clear(struct ut_figures *f);

#endif
