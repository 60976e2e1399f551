/* Orders of the cells of a table that do not depend on the order of its rows. */
#ifndef UTFALL_CELL_ORDER_H
#define UTFALL_CELL_ORDER_H

#include "disclosure/figures.h"

struct ut_cell_order {
  uint32_t *cells; /* in their order */
  uint32_t *ranks; /* by cell: its place there */
  size_t count;
};

/* As the texts of the keys sort, totals last. UT_NOMEM. Cleared by the caller, after a failure too. */
enum ut_status ut_cell_order_init(struct ut_cell_order *o, const struct ut_tidy_table *table,
                                  const struct ut_figures *figures);

/* Another order of cells that are `sorted`: 1 the other way round, 2 small values first, 3 large ones first, and of
 * every further number a mixed one of its own. UT_NOMEM. Cleared by the caller, after a failure too. */
enum ut_status ut_cell_order_vary(struct ut_cell_order *o, const struct ut_cell_order *sorted,
                                  const struct ut_relations *values, unsigned which);

void ut_cell_order_clear(struct ut_cell_order *o);

#endif
