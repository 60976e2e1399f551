/* Counts in place of those that are blanked in a table that was published. */
#ifndef UTFALL_GUESSES_H
#define UTFALL_GUESSES_H

#include "disclosure/figures.h"

/* Finds counts for the blank slots of the table, so that as much of the open relations holds as can: what the figures
 * are then computed with is one of all tables that agree with what is printed. The cells from `first_change` on follow
 * from the others. `cells` are all cells in the order in which they are asked for. `guesses`, by slot, is filled for
 * blank ones. UT_NOMEM; UT_BAD_INPUT: no whole numbers were found.
 * For GLPK's environment see ut_lp_solve. */
enum ut_status ut_guesses_find(const struct ut_relations *r, size_t first_change, const uint32_t *cells,
                               const struct ut_tidy_table *t, const struct ut_figure_sizes *sizes, int64_t *guesses);

#endif
