/* How far suppressed cells can be from their values while everything that is shown stays true: linear programs over the
 * relations of the cells.
 * The solver proposes and whole numbers decide: a solution counts only once it has been checked exactly, as whole
 * numbers or as whole numbers over a small divisor, so that no rounding of the solver can make a cell look safe. */
#ifndef UTFALL_AUDIT_H
#define UTFALL_AUDIT_H

#include "disclosure/intruder.h"
#include "disclosure/relations.h"

struct ut_audit;

struct ut_lp;

/* `relations` is indexed, and does not change; it, the intruders and `lp`, whose program is replaced, are borrowed. A
 * solution widens the intervals of all intruders whose bounds allow it. UT_NOMEM. Freed by the caller, after a failure
 * too. */
enum ut_status ut_audit_new(struct ut_audit **out, const struct ut_relations *relations,
                            const struct ut_intruder *intruders, size_t count, struct ut_lp *lp);

/* Widens the interval of a suppressed cell, as one of the intruders knows it, to `enough` from low to high, or as far
 * as the part of the table around the cell allows, up first. A solution of some cells, the others at their values, is a
 * solution of the table; a larger part might allow more. UT_NOMEM. */
enum ut_status ut_audit_widen(struct ut_audit *a, const struct ut_intruder *intruder, uint32_t cell, int64_t enough);

/* Finds the cheapest way to have a cell `step` (not 0) from its value, were every cell suppressed: the sum of `cost`,
 * one per cell and not below 0, times how far each moves. It is the cheapest in the part of the table around the cell;
 * where that has none, in all of it. `moved` is filled with which cells move: the caller suppresses them, since the
 * intervals are widened by the solution. *possible is false, and nothing moves, where there is no way; where the solver
 * fails, nothing moves either. UT_NOMEM. */
enum ut_status ut_audit_cheapest(struct ut_audit *a, const struct ut_intruder *intruder, uint32_t cell, int64_t step,
                                 const double *cost, bool *moved, bool *possible);

/* Is it known from earlier programs that with this cell shown, as it is now, others are too certain? */
bool ut_audit_refutes(const struct ut_audit *a, uint32_t cell);

/* Does another cell move in the proofs of the interval? Then it may no longer hold once the other is shown. */
bool ut_audit_relies(const struct ut_audit *a, const struct ut_cell_interval *interval, uint32_t other);

/* Adds (uint32_t) the cells with such an interval of the intruder's, some more than once. UT_NOMEM. */
enum ut_status ut_audit_reliant(const struct ut_audit *a, const struct ut_intruder *intruder, uint32_t other,
                                struct ut_buf *cells);

/* How many solutions there are; and back to so many, the first ones. */
size_t ut_audit_solutions(const struct ut_audit *a);
void ut_audit_forget(struct ut_audit *a, size_t solutions);

/* Do the proofs of the cell's interval hold: solutions in which only suppressed cells move, within the bounds, and
 * every relation is kept? They are checked once more, exactly and without the solver. */
bool ut_audit_holds(struct ut_audit *a, const struct ut_intruder *intruder, uint32_t cell);

/* NULL is allowed. */
void ut_audit_free(struct ut_audit *a);

#endif
