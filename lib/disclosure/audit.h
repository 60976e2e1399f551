/* How far hidden cells can be from their values while everything that is shown stays true: linear programs over the
 * relations of the cells, by GLPK.
 * The solver proposes and whole numbers decide: a solution counts only once it has been checked exactly, as whole
 * numbers or as whole numbers over a small divisor, so that no rounding of the solver can make a cell look safe. */
#ifndef UTFALL_AUDIT_H
#define UTFALL_AUDIT_H

#include "disclosure/relations.h"

/* Differences from a value: low <= 0 <= high. */
struct ut_cell_bounds {
  int64_t low, high;
};

/* A solution of the audit as it is, or with every move the other way round. */
struct ut_cell_proof {
  size_t solution;
  int sign;
};

/* How far a cell can be from its value for certain, and by what. Zero-initialised. */
struct ut_cell_interval {
  int64_t low, high;
  struct ut_cell_proof low_proof, high_proof; /* of a difference that is not 0 */
};

/* What somebody who reckons knows and what has been found out for him. All arrays are of the caller, one per cell. */
struct ut_intruder {
  const bool *suppressed;
  const struct ut_cell_bounds *bounds; /* how far the cell may be from its value, were it suppressed */
  struct ut_cell_interval *intervals;  /* only widens; the caller may begin again */
};

struct ut_audit;

/* `relations` is indexed, and does not change; it and the views are borrowed. What a solution shows to one it shows to
 * all who have room for it. Uses GLPK's environment of the thread, and ends it with ut_audit_free if it was not there
 * before; hooks for its output and errors are taken away. UT_NOMEM. Freed by the caller, after a failure too. */
enum ut_status ut_audit_new(struct ut_audit **out, const struct ut_relations *relations,
                            const struct ut_intruder *intruders, size_t count, struct ut_error *err);

/* Widens what is seen of a hidden cell, in one of the views, to `enough` from low to high, or as far as it goes in the
 * part of the table around it, up first. A solution of some cells, the others at their values, is one of all; there
 * may be more that a larger part would show. UT_NOMEM, also where GLPK fails: its environment of the thread is gone
 * then. */
enum ut_status ut_audit_widen(struct ut_audit *a, const struct ut_intruder *intruder, uint32_t cell, int64_t enough,
                              struct ut_error *err);

/* The cheapest way to have a cell `step` (not 0) from its value, were every cell hidden: the sum of `cost`, one per
 * cell and not below 0, times how far each moves. It is the cheapest in the part of the table around the cell; where
 * that has none, in all of it. `moved` is filled with which cells move: the caller hides them, for what the solution
 * shows is seen. *possible is false, and nothing moves, where there is no way; where the solver fails, nothing moves
 * either. Errors as above. */
enum ut_status ut_audit_cheapest(struct ut_audit *a, const struct ut_intruder *intruder, uint32_t cell, int64_t step,
                                 const double *cost, bool *moved, bool *possible, struct ut_error *err);

/* Does another cell move in what was seen of this one? Then that may no longer hold once the other is shown. */
bool ut_audit_relies(const struct ut_audit *a, const struct ut_cell_interval *interval, uint32_t other);

/* Adds (uint32_t) the cells of the view of which that is so, some more than once. UT_NOMEM. */
enum ut_status ut_audit_reliant(const struct ut_audit *a, const struct ut_intruder *intruder, uint32_t other,
                                struct ut_buf *cells);

/* Is what was seen of the cell shown by solutions in which nothing moves but what is hidden, and every relation is
 * kept? They are checked once more, exactly and without GLPK. */
bool ut_audit_holds(struct ut_audit *a, const struct ut_intruder *intruder, uint32_t cell);

/* NULL is allowed. */
void ut_audit_free(struct ut_audit *a);

#endif
