/* Linear programs over the relations. Their unknowns are differences from the true values: every right-hand side is 0
 * or a slack, doing nothing is a solution, and numbers stay small whatever the counts. */
#include "disclosure/audit.h"

#include <math.h>
#include <stdlib.h>

#include "disclosure/cuts.h"
#include "disclosure/lp.h"
#include "disclosure/neighbourhood.h"

enum {
  DIVISORS = 1000, /* a solution is whole numbers over one of 1 to this many, or is not used */
  WHOLE = 3072,    /* cells of a table that is asked about as a whole */
  NEAREST = 128,   /* in a larger one, cells of the part of the table that is tried first */
  NEARBY = 1024    /* and next */
};

/* How far from a whole number a value of the solver is still taken for it; what it then means is checked exactly. */
static const double NEAR = 1e-5;

/* What a cell that is suppressed already costs: little, so that a solution does not wander through them. */
static const double FREE = 1.0 / 32;

/* What a step of the cell in question earns, where each step of another costs 1: about a hundred times what it costs
 * when all of the largest part take the same step. Too little would find less than is possible, never more. */
static const double EARNING = 1e5;

/* How far a cell is from its value, times the divisor of the solution. */
struct move {
  int64_t whole;
  uint32_t cell;
  size_t solution;
  size_t earlier; /* the last move of the same cell before it, from 1; 0: none */
};

struct solution {
  size_t first, count; /* its moves, of all cells that are not at their values */
  int64_t divisor;
};

struct ut_audit {
  const struct ut_relations *relations;
  const struct ut_intruder *intruders;
  size_t intruder_count;
  bool whole;                   /* programs are of the whole table */
  struct ut_neighbourhood part; /* its cells are pairs of columns of `lp`, its relations the rows */
  struct ut_lp *lp;
  enum ut_lp_result result;       /* of the last program */
  double *found;                  /* by cell of the part: how far from its value, where that is UT_LP_OPTIMAL */
  int64_t *off;                   /* by relation: how far its sum is off while a solution is checked, else 0 */
  struct ut_buf solutions, moves; /* struct solution, those that widened an interval; struct move */
  size_t *last;                   /* by cell: the last of its moves, from 1; 0: none */
  struct ut_cuts cuts;
};

/* ---- the program ---- */

/* A cell has two columns: how far it is above its value, and how far below. */
static size_t above(size_t place)
{
  return place * 2;
}

static size_t below(size_t place)
{
  return place * 2 + 1;
}

/* The columns of a cell and their entries. */
static enum ut_status add_columns(struct ut_audit *a, size_t place, struct ut_cell_bounds bounds, double cost)
{
  const struct ut_relations *r = a->relations;
  uint32_t cell = a->part.cells[place];
  UT_TRY(ut_lp_add_column(a->lp, 0, (double)bounds.high, cost));
  UT_TRY(ut_lp_add_column(a->lp, 0, (double)-bounds.low, cost));
  for (size_t i = r->first[cell]; i < r->first[cell + 1]; i++) {
    uint32_t row = a->part.rows[r->places[i].relation];
    if (row == 0)
      continue;
    UT_TRY(ut_lp_add_entry(a->lp, row - 1, above(place), r->places[i].sign));
    UT_TRY(ut_lp_add_entry(a->lp, row - 1, below(place), -r->places[i].sign));
  }
  return UT_OK;
}

/* The program of the part around a cell. `cost` NULL: each cell costs the same. */
static enum ut_status build(struct ut_audit *a, const struct ut_intruder *who, const double *cost, uint32_t cell,
                            size_t most)
{
  ut_neighbourhood_find(&a->part, who, cost != NULL, cell, most);
  ut_lp_clear(a->lp);
  for (size_t i = 0; i < a->part.cell_count; i++) {
    uint32_t other = a->part.cells[i];
    UT_TRY(add_columns(a, i, who->bounds[other], cost ? cost[other] + FREE : 1));
  }
  for (size_t i = 0; i < a->part.relation_count; i++) {
    const struct ut_relation *r = ut_relations_at(a->relations, a->part.relations[i]);
    UT_TRY(ut_lp_add_row(a->lp, r->exact ? 0 : -(double)r->slack, r->exact ? 0 : INFINITY));
  }
  return UT_OK;
}

/* ---- solutions ---- */

static size_t solution_count(const struct ut_audit *a)
{
  return a->solutions.len / sizeof(struct solution);
}

static const struct solution *solution_at(const struct ut_audit *a, size_t index)
{
  return (const struct solution *)(const void *)a->solutions.ptr + index;
}

static const struct move *moves_of(const struct ut_audit *a, const struct solution *s)
{
  return (const struct move *)(const void *)a->moves.ptr + s->first;
}

/* Takes each move to the sums of the relations it is in, times the sign. */
static void shift_sums(struct ut_audit *a, const struct solution *s, int sign)
{
  const struct ut_relations *r = a->relations;
  const struct move *moves = moves_of(a, s);
  for (size_t i = 0; i < s->count; i++)
    for (size_t k = r->first[moves[i].cell]; k < r->first[moves[i].cell + 1]; k++)
      a->off[r->places[k].relation] += (int64_t)sign * r->places[k].sign * moves[i].whole;
}

static bool keeps(const struct ut_audit *a, uint32_t relation, int64_t divisor)
{
  const struct ut_relation *r = ut_relations_at(a->relations, relation);
  int64_t off = a->off[relation];
  return r->exact ? off == 0 : off >= -r->slack * divisor;
}

/* Do the moves, which are whole numbers over the divisor, keep every relation? */
static bool keeps_all(struct ut_audit *a, const struct solution *s, int sign)
{
  const struct ut_relations *r = a->relations;
  const struct move *moves = moves_of(a, s);
  bool kept = true;
  shift_sums(a, s, sign);
  for (size_t i = 0; i < s->count && kept; i++)
    for (size_t k = r->first[moves[i].cell]; k < r->first[moves[i].cell + 1] && kept; k++)
      kept = keeps(a, r->places[k].relation, s->divisor);
  shift_sums(a, s, -sign);
  return kept;
}

/* Is every cell within its bounds? */
static bool is_within(const struct ut_audit *a, const struct ut_intruder *who, const struct solution *s, int sign)
{
  const struct move *moves = moves_of(a, s);
  for (size_t i = 0; i < s->count; i++) {
    struct ut_cell_bounds bounds = who->bounds[moves[i].cell];
    int64_t whole = sign * moves[i].whole;
    if (whole < bounds.low * s->divisor || whole > bounds.high * s->divisor)
      return false;
  }
  return true;
}

/* Reads what was found as moves over the divisor; *whole is false where it is nothing of the kind. */
static enum ut_status read_moves(struct ut_audit *a, struct solution *s, bool *whole)
{
  a->moves.len = s->first * sizeof(struct move);
  *whole = true;
  for (size_t i = 0; i < a->part.cell_count && *whole; i++) {
    double times = a->found[i] * (double)s->divisor;
    struct move move = {llround(times), a->part.cells[i], solution_count(a), a->last[a->part.cells[i]]};
    *whole = fabs(times - (double)move.whole) <= NEAR;
    if (move.whole != 0)
      UT_TRY(ut_buf_add(&a->moves, &move, sizeof move));
  }
  s->count = a->moves.len / sizeof(struct move) - s->first;
  return UT_OK;
}

/* Widens the intervals of the cells that move. Counts are whole numbers: a solution is rounded inward. */
static bool widen_intervals(struct ut_audit *a, const struct ut_intruder *who, const struct solution *s, int sign)
{
  const struct move *moves = moves_of(a, s);
  struct ut_cell_proof proof = {solution_count(a), sign};
  bool any = false;
  for (size_t i = 0; i < s->count; i++) {
    struct ut_cell_interval *interval = &who->intervals[moves[i].cell];
    int64_t move = sign * moves[i].whole / s->divisor;
    if (move < interval->low)
      interval->low = move, interval->low_proof = proof, any = true;
    else if (move > interval->high)
      interval->high = move, interval->high_proof = proof, any = true;
  }
  return any;
}

/* A solution is one for all whose bounds allow it, and often the other way round too. */
static bool widen_all(struct ut_audit *a, const struct solution *s)
{
  bool any = false;
  for (int sign = 1; sign >= -1; sign -= 2) {
    bool kept = keeps_all(a, s, sign);
    for (size_t i = 0; i < a->intruder_count && kept; i++)
      if (is_within(a, &a->intruders[i], s, sign))
        any = widen_intervals(a, &a->intruders[i], s, sign) || any;
  }
  return any;
}

static enum ut_status keep(struct ut_audit *a, const struct solution *s)
{
  const struct move *moves = moves_of(a, s);
  for (size_t i = 0; i < s->count; i++)
    a->last[moves[i].cell] = s->first + i + 1;
  return ut_buf_add(&a->solutions, s, sizeof *s);
}

/* Keeps what was found, if it is exact and widens an interval. */
static enum ut_status keep_found(struct ut_audit *a, const struct ut_intruder *who)
{
  struct solution new = {.first = a->moves.len / sizeof(struct move)};
  bool exact = false;
  while (!exact && new.divisor++ < DIVISORS) {
    UT_TRY(read_moves(a, &new, &exact));
    exact = exact && keeps_all(a, &new, 1) && is_within(a, who, &new, 1);
  }
  if (exact && widen_all(a, &new))
    return keep(a, &new);
  a->moves.len = new.first * sizeof(struct move);
  return UT_OK;
}

/* ---- solving ---- */

/* Looks for a solution in which the cell in question, the first of the part, is `step` from its value, within its
 * bounds; unless it must go `all` the way, as far as possible. No cost makes that worse than where nothing else moves:
 * the solver begins there. */
static enum ut_status solve(struct ut_audit *a, const struct ut_intruder *who, int64_t step, bool all)
{
  double up = step > 0 ? (double)step : 0, down = step < 0 ? (double)-step : 0;
  double cost = all ? 0 : -EARNING;
  ut_lp_set_column(a->lp, above(0), all ? up : 0, up, cost);
  ut_lp_set_column(a->lp, below(0), all ? down : 0, down, cost);
  UT_TRY(ut_lp_solve(a->lp, step > 0 ? above(0) : below(0), &a->result));
  if (a->result != UT_LP_OPTIMAL)
    return UT_OK;
  for (size_t i = 0; i < a->part.cell_count; i++)
    a->found[i] = ut_lp_value(a->lp, above(i)) - ut_lp_value(a->lp, below(i));
  return fabs(a->found[0]) > NEAR ? keep_found(a, who) : UT_OK;
}

/* Adds to a cut why the cell does not get further to that side. */
static enum ut_status add_side(struct ut_audit *a, const struct ut_intruder *who, uint32_t cell, int side)
{
  for (size_t i = 0; i < a->part.relation_count && a->result == UT_LP_OPTIMAL; i++) {
    double multiplier = -ut_lp_dual(a->lp, i) / EARNING;
    UT_TRY(ut_cuts_multiply(&a->cuts, a->part.relations[i], llround(multiplier * UT_CUTS_UNIT)));
  }
  return ut_cuts_end_side(&a->cuts, who, cell, side);
}

/* Widens the interval to one side, no further than is needed. */
static enum ut_status widen_side(struct ut_audit *a, const struct ut_intruder *who, uint32_t cell, int64_t enough,
                                 int side)
{
  const struct ut_cell_interval *interval = &who->intervals[cell];
  int64_t missing = enough - (interval->high - interval->low);
  int64_t step = missing + (side > 0 ? interval->high : -interval->low);
  int64_t most = side > 0 ? who->bounds[cell].high : -who->bounds[cell].low;
  a->result = UT_LP_FAILED;
  if (missing > 0 && most > 0)
    UT_TRY(solve(a, who, side * (step < most ? step : most), false));
  return add_side(a, who, cell, side);
}

/* ---- public ---- */

enum ut_status ut_audit_new(struct ut_audit **out, const struct ut_relations *relations,
                            const struct ut_intruder *intruders, size_t count, struct ut_lp *lp)
{
  size_t cells = ut_relations_cells(relations);
  struct ut_audit *a = *out = calloc(1, sizeof *a);
  if (!a)
    return UT_NOMEM;
  a->relations = relations;
  a->intruders = intruders;
  a->intruder_count = count;
  a->lp = lp;
  a->whole = cells <= WHOLE;
  a->found = calloc(cells + 1, sizeof *a->found);
  a->last = calloc(cells + 1, sizeof *a->last);
  a->off = calloc(ut_relations_count(relations) + 1, sizeof *a->off);
  if (!a->found || !a->last || !a->off)
    return UT_NOMEM;
  UT_TRY(ut_cuts_init(&a->cuts, relations));
  return ut_neighbourhood_init(&a->part, relations);
}

enum ut_status ut_audit_widen(struct ut_audit *a, const struct ut_intruder *intruder, uint32_t cell, int64_t enough)
{
  const size_t most[] = {a->whole ? SIZE_MAX : NEAREST, NEARBY};
  const struct ut_cell_interval *interval = &intruder->intervals[cell];
  bool whole = false;
  for (size_t i = 0; i < sizeof most / sizeof *most && !whole && interval->high - interval->low < enough; i++) {
    UT_TRY(build(a, intruder, NULL, cell, most[i]));
    ut_cuts_begin(&a->cuts);
    UT_TRY(widen_side(a, intruder, cell, enough, 1));
    UT_TRY(widen_side(a, intruder, cell, enough, -1));
    whole = a->part.whole;
  }
  return interval->high - interval->low < enough ? ut_cuts_keep(&a->cuts, cell, enough) : UT_OK;
}

enum ut_status ut_audit_cheapest(struct ut_audit *a, const struct ut_intruder *intruder, uint32_t cell, int64_t step,
                                 const double *cost, bool *moved, bool *possible)
{
  const size_t most[] = {a->whole ? SIZE_MAX : NEARBY, SIZE_MAX};
  struct ut_cell_bounds bounds = intruder->bounds[cell];
  bool whole = step < bounds.low || step > bounds.high;
  memset(moved, 0, ut_relations_cells(a->relations) * sizeof *moved);
  a->result = whole ? UT_LP_INFEASIBLE : UT_LP_FAILED;
  for (size_t i = 0; i < sizeof most / sizeof *most && !whole && a->result != UT_LP_OPTIMAL; i++) {
    UT_TRY(build(a, intruder, cost, cell, most[i]));
    UT_TRY(solve(a, intruder, step, true));
    whole = a->part.whole;
  }
  *possible = a->result != UT_LP_INFEASIBLE;
  for (size_t i = 0; i < a->part.cell_count && a->result == UT_LP_OPTIMAL; i++)
    moved[a->part.cells[i]] = fabs(a->found[i]) > NEAR;
  return UT_OK;
}

static bool relies(const struct ut_audit *a, size_t solution, uint32_t other)
{
  const struct solution *s = solution_at(a, solution);
  const struct move *moves = moves_of(a, s);
  for (size_t i = 0; i < s->count; i++)
    if (moves[i].cell == other)
      return true;
  return false;
}

bool ut_audit_relies(const struct ut_audit *a, const struct ut_cell_interval *interval, uint32_t other)
{
  return (interval->low < 0 && relies(a, interval->low_proof.solution, other)) ||
         (interval->high > 0 && relies(a, interval->high_proof.solution, other));
}

static enum ut_status add_reliant(const struct ut_audit *a, const struct ut_intruder *who, size_t solution,
                                  struct ut_buf *cells)
{
  const struct solution *s = solution_at(a, solution);
  const struct move *moves = moves_of(a, s);
  for (size_t i = 0; i < s->count; i++) {
    const struct ut_cell_interval *interval = &who->intervals[moves[i].cell];
    if ((interval->low < 0 && interval->low_proof.solution == solution) ||
        (interval->high > 0 && interval->high_proof.solution == solution))
      UT_TRY(ut_buf_add(cells, &moves[i].cell, sizeof moves[i].cell));
  }
  return UT_OK;
}

enum ut_status ut_audit_reliant(const struct ut_audit *a, const struct ut_intruder *intruder, uint32_t other,
                                struct ut_buf *cells)
{
  const struct move *moves = (const struct move *)(const void *)a->moves.ptr;
  for (size_t i = a->last[other]; i > 0; i = moves[i - 1].earlier)
    UT_TRY(add_reliant(a, intruder, moves[i - 1].solution, cells));
  return UT_OK;
}

bool ut_audit_refutes(const struct ut_audit *a, uint32_t cell)
{
  return ut_cuts_refute(&a->cuts, a->intruders->suppressed, cell);
}

/* Is the cell as far from its value in the solution, in which only suppressed cells move and all is kept? */
static bool proves(struct ut_audit *a, const struct ut_intruder *who, struct ut_cell_proof proof, uint32_t cell,
                   int64_t far)
{
  const struct solution *s = solution_at(a, proof.solution);
  const struct move *moves = moves_of(a, s);
  bool found = false;
  for (size_t i = 0; i < s->count; i++) {
    if (!who->suppressed[moves[i].cell])
      return false;
    found = found || (moves[i].cell == cell && proof.sign * moves[i].whole / s->divisor == far);
  }
  return found && keeps_all(a, s, proof.sign) && is_within(a, who, s, proof.sign);
}

bool ut_audit_holds(struct ut_audit *a, const struct ut_intruder *intruder, uint32_t cell)
{
  const struct ut_cell_interval *interval = &intruder->intervals[cell];
  return (interval->low == 0 || proves(a, intruder, interval->low_proof, cell, interval->low)) &&
         (interval->high == 0 || proves(a, intruder, interval->high_proof, cell, interval->high));
}

size_t ut_audit_solutions(const struct ut_audit *a)
{
  return solution_count(a);
}

void ut_audit_forget(struct ut_audit *a, size_t solutions)
{
  if (solutions >= solution_count(a))
    return;
  const struct move *moves = (const struct move *)(const void *)a->moves.ptr;
  size_t first = solution_at(a, solutions)->first;
  for (size_t i = a->moves.len / sizeof *moves; i-- > first;)
    a->last[moves[i].cell] = moves[i].earlier;
  a->moves.len = first * sizeof *moves;
  a->solutions.len = solutions * sizeof(struct solution);
}

void ut_audit_free(struct ut_audit *a)
{
  if (!a)
    return;
  ut_buf_clear(&a->solutions);
  ut_buf_clear(&a->moves);
  ut_neighbourhood_clear(&a->part);
  ut_cuts_clear(&a->cuts);
  free(a->found);
  free(a->last);
  free(a->off);
  free(a);
}
