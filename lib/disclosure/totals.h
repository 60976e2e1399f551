/* What the totals of a table, and the sums among the values of its keys, say of their parts. */
#ifndef UTFALL_TOTALS_H
#define UTFALL_TOTALS_H

#include "disclosure/relations.h"
#include "disclosure/tidy_table.h"

/* Tuples of keys, each with a cell of the relations. */
struct ut_figure_grid {
  const struct ut_tidy_table *table; /* its keys, sums and names of totals */
  const struct ut_distinct *tuples;
  uint32_t first, stride;  /* tuple i has the cell first + i * stride */
  const bool *missing;     /* by cell: it is not known, and said of nothing; NULL: all are */
  enum ut_flow_count flow; /* what the cells count */
};

static inline uint32_t ut_figure_grid_cell(const struct ut_figure_grid *g, uint32_t tuple)
{
  return g->first + tuple * g->stride;
}

static inline bool ut_figure_grid_has(const struct ut_figure_grid *g, uint32_t tuple)
{
  return !g->missing || !g->missing[ut_figure_grid_cell(g, tuple)];
}

/* Relates a cell to the tuples that it is divided into over a set of keys. Where some of them are sums of others of
 * them, those that are parts of none of them are the parts, and so are those that have none. The list of tuples may be
 * changed. UT_NOMEM. */
enum ut_status ut_totals_divide(struct ut_relations *r, const struct ut_figure_grid *g, uint32_t whole, uint32_t *parts,
                                size_t count, uint32_t over);

/* Relates all totals and sums among the tuples. UT_NOMEM. */
enum ut_status ut_totals_relate(struct ut_relations *r, const struct ut_figure_grid *g);

#endif
