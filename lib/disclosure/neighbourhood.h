/* The part of a table that has most to do with a cell. */
#ifndef UTFALL_NEIGHBOURHOOD_H
#define UTFALL_NEIGHBOURHOOD_H

#include "disclosure/intruder.h"
#include "disclosure/relations.h"

struct ut_neighbourhood {
  const struct ut_relations *table;
  uint32_t *cells, *relations; /* what is in it, in the order it was found */
  size_t cell_count, relation_count;
  uint32_t *columns; /* by cell: its place among them, from 1; 0: it is not in it */
  uint32_t *rows;    /* by relation: the same */
  bool whole;        /* nothing that depends on the cell was left out */
};

/* UT_NOMEM. Cleared after a failure too. */
enum ut_status ut_neighbourhood_init(struct ut_neighbourhood *n, const struct ut_relations *table);

/* Finds about `most` cells around the cell that can move: suppressed ones, or all of them. All others stay at their
 * values, so that what is possible in such a part is possible in the whole table. */
void ut_neighbourhood_find(struct ut_neighbourhood *n, const struct ut_intruder *intruder, bool all, uint32_t cell,
                           size_t most);

void ut_neighbourhood_clear(struct ut_neighbourhood *n);

#endif
