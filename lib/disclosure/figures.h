/* The figures of a table of counts, and all that they say of one another. */
#ifndef UTFALL_FIGURES_H
#define UTFALL_FIGURES_H

#include "disclosure/key_sums.h"
#include "disclosure/relations.h"
#include "disclosure/tidy_table.h"

#define UT_NO_CELL UINT32_MAX

/* What is known of a cell apart from the table that is to be shown: nothing, for it is of that table; its value, which
 * was published; or that it is there, and its value here is one that agrees with what was published. */
enum ut_figure_known { UT_FIGURE_OWN, UT_FIGURE_PRINTED, UT_FIGURE_GUESSED };

/* Cells: the count of each slot of the table, by its number; then the bases; then the complements. Rows that differ
 * only in keys over which the base never changes, such as klass, have one base together.
 * Last the changes: what a count is more than another that is part of it by time, as of those within 6 months and
 * within 12. They are counts that nobody prints, and that two printed ones tell.
 * Relations: totals to their parts; values of a key that are sums of others to these; bases, which are counts
 * themselves, to one another in the same way; a base to the counts that it is divided into, over every set of the keys
 * that divide it; a base to a count and its complement; and the counts of one row to one another. */
struct ut_figures {
  struct ut_relations relations; /* indexed */
  size_t slots;
  size_t base_count;
  size_t first_change;
  unsigned char *known;  /* by cell: enum ut_figure_known */
  uint32_t *bases;       /* by slot: the cell of its base, or UT_NO_CELL */
  uint32_t *complements; /* by slot: the cell of its base less its count, or UT_NO_CELL */
};

/* Which counts are small, and which complements are cells: those from low to high. */
struct ut_figure_sizes {
  int64_t least, below; /* small: from least, and less than below */
  int64_t complement_low, complement_high;
};

/* UT_NOMEM; UT_BAD_INPUT: no counts were found that agree with what was published. Cleared by the caller, after a
 * failure too. */
enum ut_status ut_figures_init(struct ut_figures *f, const struct ut_tidy_table *table,
                               const struct ut_figure_sizes *sizes);

void ut_figures_clear(struct ut_figures *f);

#endif
