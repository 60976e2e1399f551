/* What must at least be blanked, where a slot may be blanked in part: a bound that leaves out no way to protect the
 * table, and a hint of which slots the cheapest way blanks. */
#ifndef UTFALL_RELAXATION_H
#define UTFALL_RELAXATION_H

#include "disclosure/blanking.h"
#include "disclosure/cell_order.h"

struct ut_lp;

/* Fills `parts`, one per cell, with how much of it the cheapest choice blanks, from 0 to 1 in steps of 1/64, as far as
 * so much work of the solver (ut_lp_work) finds it. *settled: more work would change little. UT_NOMEM. */
enum ut_status ut_relaxation_find(double *parts, bool *settled, const struct ut_tidy_table *table,
                                  const struct ut_figures *figures, const struct ut_suppress_options *options,
                                  const struct ut_cell_order *order, struct ut_lp *lp, size_t work);

#endif
