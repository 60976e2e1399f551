/* What has been learnt of what must be blanked, for good. A program that cannot make a cell uncertain enough tells by
 * its dual solution why: so much of certain other cells must be blanked, whatever else is. With multipliers m of the
 * relations A y = 0 of the differences y, the difference of cell c is the sum of (1[i = c] - m A[i]) y[i], which is no
 * more than what the bounds of the suppressed cells i allow; that holds for any m, so that they can be rounded.
 * M. Fischetti and J. J. Salazar, Solving the cell suppression problem on tabular data with linear constraints,
 * Management Science 47 (2001), equation 12. */
#ifndef UTFALL_CUTS_H
#define UTFALL_CUTS_H

#include "disclosure/intruder.h"
#include "disclosure/relations.h"

/* What a cell that is suppressed adds to the width of the interval that the cut is of. */
struct ut_cut_term {
  int64_t width;
  uint32_t cell;
  size_t cut;
  size_t earlier; /* the last term of the same cell before it, from 1; 0: none */
};

struct ut_cut {
  size_t first, count; /* its terms */
  int64_t lacking;     /* what the terms must add up to */
  uint32_t cell;       /* that must be uncertain, where it is suppressed */
};

struct ut_cuts {
  const struct ut_relations *relations;
  struct ut_buf cuts, terms; /* struct ut_cut, struct ut_cut_term */
  size_t *last;              /* by cell: the last of its terms, from 1; 0: none */
  /* of the cut that is being made, by cell */
  int64_t *factors, *widths;
  struct ut_buf touched; /* uint32_t: cells that have any, some more than once */
  int64_t slack;         /* what inequalities add to the width */
};

enum { UT_CUTS_UNIT = 840 }; /* multipliers and widths are in parts of one: what 1 to 8 divide */

/* UT_NOMEM. Cleared by the caller, after a failure too. */
enum ut_status ut_cuts_init(struct ut_cuts *c, const struct ut_relations *relations);

/* Begins a new cut. */
void ut_cuts_begin(struct ut_cuts *c);

/* Adds a relation with its multiplier; one of an inequality is at most 0. UT_NOMEM. */
enum ut_status ut_cuts_multiply(struct ut_cuts *c, uint32_t relation, int64_t multiplier);

/* Ends a side of the interval (1 or -1) of the cell, to an intruder. UT_NOMEM. */
enum ut_status ut_cuts_end_side(struct ut_cuts *c, const struct ut_intruder *who, uint32_t cell, int side);

/* Keeps the cut: the cell must be uncertain by `enough`. UT_NOMEM. */
enum ut_status ut_cuts_keep(struct ut_cuts *c, uint32_t cell, int64_t enough);

/* Does a cut that the cell is in say that too little is suppressed? */
bool ut_cuts_refute(const struct ut_cuts *c, const bool *suppressed, uint32_t cell);

void ut_cuts_clear(struct ut_cuts *c);

#endif
