/* A search for what must be blanked: from one order of the cells, one choice. What it ends with is safe whatever the
 * order and the budgets; they decide what it costs. */
#ifndef UTFALL_SEARCH_H
#define UTFALL_SEARCH_H

#include "disclosure/blanking.h"
#include "disclosure/cell_order.h"

struct ut_search;
struct ut_lp;

/* All that is handed over is borrowed, and outlives the search; others may use `lp` in between. What `parts` (by cell,
 * from 0 to 1; NULL: none) says of a slot makes it so much cheaper, until the choice is improved. UT_NOMEM. Freed by
 * the caller, after a failure too. */
enum ut_status ut_search_new(struct ut_search **out, const struct ut_tidy_table *table,
                             const struct ut_figures *figures, const struct ut_suppress_options *options,
                             const struct ut_cell_order *order, const double *parts, struct ut_lp *lp);

/* Blanks until nobody learns more than the options allow, and shows again what is needless, which may take so much
 * work of the solver (ut_lp_work). UT_NOMEM. */
enum ut_status ut_search_run(struct ut_search *s, size_t work);

/* Tries, in place of what was blanked for one cell, what else would do, until nothing is gained or so much work is
 * done; what is needless then is shown with so much more each time. UT_NOMEM. */
enum ut_status ut_search_improve(struct ut_search *s, size_t work, size_t needless);

/* Checks what has been blanked once more, exactly, and blanks what it may turn out to lack. UT_NOMEM. */
enum ut_status ut_search_verify(struct ut_search *s);

/* What has been blanked. */
const struct ut_blanking *ut_search_result(const struct ut_search *s);

/* How many cells the marks alone tell, and how many are told by which rows there are. */
size_t ut_search_exposed_by_marks(const struct ut_search *s);
size_t ut_search_exposed_by_rows(const struct ut_search *s);

/* NULL is allowed. */
void ut_search_free(struct ut_search *s);

#endif
