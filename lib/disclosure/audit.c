/* Linear programs over the relations. Their unknowns are differences from the true values: every right-hand side is 0
 * or a slack, doing nothing is a solution, and numbers stay small whatever the counts. */
#include "disclosure/audit.h"

#include <math.h>
#include <setjmp.h>
#include <stdlib.h>

#include <glpk.h>

#include "disclosure/neighbourhood.h"

enum {
  DIVISORS = 1000, /* a solution is whole numbers over one of 1 to this many, or is not used */
  NEAREST = 128,   /* cells of the part of the table that is tried first */
  NEARBY = 1024    /* and next */
};

/* How far from a whole number a solution of GLPK is still taken to mean it; what it then means is checked exactly. */
static const double NEAR = 1e-5;

/* What a cell that is hidden already costs: little, so that a solution does not wander through them. */
static const double FREE = 1.0 / 32;

/* What a step of the cell that is to be elsewhere earns, where each step of another costs 1: about a hundred times what
 * it costs when all of the largest part take the same step. Too little would show less than there is, never more. */
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
  bool own_environment;
  glp_prob *lp;
  jmp_buf failed;
  struct ut_neighbourhood part;       /* its cells are pairs of columns of `lp`, its relations the rows */
  struct ut_buf rows, columns, signs; /* of the matrix, as glp_load_matrix takes them */
  double *found;                      /* by cell of the part */
  bool solved;                        /* `found` is of the last program */
  bool refuted;                       /* the last program has no solution; the solver may also just fail */
  int64_t *off;                       /* by relation: how far its sum is off while a solution is checked, else 0 */
  struct ut_buf solutions, moves;     /* struct solution, those that showed something; struct move */
  size_t *last;                       /* by cell: the last of its moves, from 1; 0: none */
};

/* ---- GLPK, which prints and aborts unless it is kept from it ---- */

static int swallow(void *info, const char *text)
{
  (void)info, (void)text;
  return 1;
}

static void fail(void *info)
{
  struct ut_audit *a = info;
  longjmp(a->failed, 1);
}

typedef void step_function(struct ut_audit *a, const void *argument);

/* Runs a step that calls GLPK. What GLPK cannot do without memory, it ends in `fail`. */
static enum ut_status guard(struct ut_audit *a, step_function *step, const void *argument, struct ut_error *err)
{
  if (setjmp(a->failed) != 0) {
    glp_free_env();
    a->own_environment = false;
    a->lp = NULL;
    return ut_error_nomem(err);
  }
  glp_term_hook(swallow, NULL);
  glp_error_hook(fail, a);
  step(a, argument);
  glp_error_hook(NULL, NULL);
  glp_term_hook(NULL, NULL);
  return UT_OK;
}

/* ---- the program ---- */

/* A cell has two columns: how far it is above its value, and how far below. GLPK counts from 1. */
static int above(size_t place)
{
  return (int)place * 2 + 1;
}

static int below(size_t place)
{
  return (int)place * 2 + 2;
}

static enum ut_status add_entry(struct ut_audit *a, int row, int column, double sign)
{
  enum ut_status status = ut_buf_add(&a->rows, &row, sizeof row);
  if (status == UT_OK)
    status = ut_buf_add(&a->columns, &column, sizeof column);
  if (status == UT_OK)
    status = ut_buf_add(&a->signs, &sign, sizeof sign);
  return status;
}

static enum ut_status add_columns(struct ut_audit *a, size_t place)
{
  const struct ut_relations *s = a->relations;
  uint32_t cell = a->part.cells[place];
  enum ut_status status = UT_OK;
  for (size_t i = s->first[cell]; i < s->first[cell + 1] && status == UT_OK; i++) {
    int row = (int)a->part.rows[s->places[i].relation];
    if (row == 0)
      continue;
    status = add_entry(a, row, above(place), s->places[i].sign);
    if (status == UT_OK)
      status = add_entry(a, row, below(place), -s->places[i].sign);
  }
  return status;
}

/* The entries of the matrix. */
static enum ut_status fill_matrix(struct ut_audit *a)
{
  a->rows.len = a->columns.len = a->signs.len = 0;
  enum ut_status status = add_entry(a, 0, 0, 0);
  for (size_t i = 0; i < a->part.cell_count && status == UT_OK; i++)
    status = add_columns(a, i);
  return status;
}

static void bound_column(glp_prob *lp, int column, int64_t low, int64_t high)
{
  glp_set_col_bnds(lp, column, low == high ? GLP_FX : GLP_DB, (double)low, (double)high);
}

static void set_cost(glp_prob *lp, size_t place, double cost)
{
  glp_set_obj_coef(lp, above(place), cost);
  glp_set_obj_coef(lp, below(place), cost);
}

struct program {
  const struct ut_intruder *intruder;
  const double *cost; /* NULL: each cell costs the same */
};

static void load(struct ut_audit *a, const void *argument)
{
  const struct program *p = argument;
  if (a->lp)
    glp_erase_prob(a->lp);
  else
    a->lp = glp_create_prob();
  glp_add_cols(a->lp, (int)a->part.cell_count * 2);
  for (size_t i = 0; i < a->part.cell_count; i++) {
    struct ut_cell_bounds bounds = p->intruder->bounds[a->part.cells[i]];
    double cost = p->cost ? p->cost[a->part.cells[i]] + FREE : 1;
    bound_column(a->lp, above(i), 0, bounds.high);
    bound_column(a->lp, below(i), 0, -bounds.low);
    set_cost(a->lp, i, cost);
  }
  if (a->part.relation_count > 0)
    glp_add_rows(a->lp, (int)a->part.relation_count);
  for (size_t i = 0; i < a->part.relation_count; i++) {
    const struct ut_relation *r = ut_relations_at(a->relations, a->part.relations[i]);
    glp_set_row_bnds(a->lp, (int)i + 1, r->exact ? GLP_FX : GLP_LO, r->exact ? 0 : -(double)r->slack, 0);
  }
  glp_load_matrix(a->lp, (int)(a->rows.len / sizeof(int)) - 1, (const int *)(void *)a->rows.ptr,
                  (const int *)(void *)a->columns.ptr, (const double *)(void *)a->signs.ptr);
}

static enum ut_status build(struct ut_audit *a, const struct program *p, uint32_t cell, size_t most,
                            struct ut_error *err)
{
  ut_neighbourhood_find(&a->part, p->intruder, p->cost != NULL, cell, most);
  if (fill_matrix(a) != UT_OK)
    return ut_error_nomem(err);
  return guard(a, load, p, err);
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
  const struct ut_relations *relations = a->relations;
  const struct move *moves = moves_of(a, s);
  for (size_t i = 0; i < s->count; i++)
    for (size_t k = relations->first[moves[i].cell]; k < relations->first[moves[i].cell + 1]; k++)
      a->off[relations->places[k].relation] += (int64_t)sign * relations->places[k].sign * moves[i].whole;
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
  const struct ut_relations *relations = a->relations;
  const struct move *moves = moves_of(a, s);
  bool kept = true;
  shift_sums(a, s, sign);
  for (size_t i = 0; i < s->count && kept; i++)
    for (size_t k = relations->first[moves[i].cell]; k < relations->first[moves[i].cell + 1] && kept; k++)
      kept = keeps(a, relations->places[k].relation, s->divisor);
  shift_sums(a, s, -sign);
  return kept;
}

/* Is every cell in its room? */
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
  enum ut_status status = UT_OK;
  a->moves.len = s->first * sizeof(struct move);
  *whole = true;
  for (size_t i = 0; i < a->part.cell_count && status == UT_OK && *whole; i++) {
    double times = a->found[i] * (double)s->divisor;
    struct move move = {llround(times), a->part.cells[i], solution_count(a), a->last[a->part.cells[i]]};
    *whole = fabs(times - (double)move.whole) <= NEAR;
    if (move.whole != 0)
      status = ut_buf_add(&a->moves, &move, sizeof move);
  }
  s->count = a->moves.len / sizeof(struct move) - s->first;
  return status;
}

/* Widens what was seen of the cells. Whole counts lie between the bounds: these are rounded inward. */
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

/* What a solution shows to one it shows to all who have room for it, and often the other way round too. */
static bool show_all(struct ut_audit *a, const struct solution *s)
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

/* Keeps what was found, if it is exact and shows something. */
static enum ut_status see(struct ut_audit *a, const struct ut_intruder *who, struct ut_error *err)
{
  struct solution new = {.first = a->moves.len / sizeof(struct move)};
  enum ut_status status = UT_OK;
  bool exact = false;
  while (status == UT_OK && !exact && new.divisor++ < DIVISORS) {
    status = read_moves(a, &new, &exact);
    exact = status == UT_OK && exact && keeps_all(a, &new, 1) && is_within(a, who, &new, 1);
  }
  if (status == UT_OK && exact && show_all(a, &new))
    status = keep(a, &new);
  else
    a->moves.len = new.first * sizeof(struct move);
  return status == UT_OK ? UT_OK : ut_error_nomem(err);
}

static void read_solution(struct ut_audit *a)
{
  for (size_t i = 0; i < a->part.cell_count; i++)
    a->found[i] = glp_get_col_prim(a->lp, above(i)) - glp_get_col_prim(a->lp, below(i));
}

/* From where nobody moves but the cell that all is about, to either side as far as it is to. */
static void run_simplex(struct ut_audit *a, bool up)
{
  glp_smcp how;
  glp_init_smcp(&how);
  how.msg_lev = GLP_MSG_OFF;
  how.meth = GLP_DUALP;
  glp_std_basis(a->lp);
  glp_set_col_stat(a->lp, up ? above(0) : below(0), GLP_NU);
  bool done = glp_simplex(a->lp, &how) == 0;
  a->solved = done && glp_get_status(a->lp) == GLP_OPT;
  a->refuted = done && glp_get_prim_stat(a->lp) == GLP_NOFEAS;
  if (a->solved)
    read_solution(a);
}

struct aim {
  int64_t step; /* how far, to either side, within the room; not 0 */
  bool all;     /* no shorter */
};

/* The columns of the cell that all is about. */
static void bound_first(struct ut_audit *a, const struct aim *aim)
{
  int64_t up = aim->step > 0 ? aim->step : 0, down = aim->step < 0 ? -aim->step : 0;
  bound_column(a->lp, above(0), aim->all ? up : 0, up);
  bound_column(a->lp, below(0), aim->all ? down : 0, down);
  set_cost(a->lp, 0, aim->all ? 0 : -EARNING);
}

/* The cheapest way to the step, or as far as it goes. No cost makes that worse than where nobody else moves: the dual
 * simplex method goes straight from there. */
static void solve_step(struct ut_audit *a, const void *argument)
{
  const struct aim *aim = argument;
  bound_first(a, aim);
  run_simplex(a, aim->step > 0);
}

/* Looks for a solution in which the cell is `step` from its value. */
static enum ut_status try(struct ut_audit *a, const struct ut_intruder *who, const struct aim *aim,
                          struct ut_error *err)
{
  a->solved = a->refuted = false;
  enum ut_status status = guard(a, solve_step, aim, err);
  bool moves = status == UT_OK && a->solved && fabs(a->found[0]) > NEAR;
  return moves ? see(a, who, err) : status;
}

/* How far the cell can go to one side, no further than by what is lacking. */
static enum ut_status widen_side(struct ut_audit *a, const struct ut_intruder *who, uint32_t cell, int64_t enough,
                                 int side, struct ut_error *err)
{
  const struct ut_cell_interval *interval = &who->intervals[cell];
  int64_t lacking = enough - (interval->high - interval->low);
  int64_t step = side > 0 ? interval->high + lacking : -interval->low + lacking;
  int64_t room = side > 0 ? who->bounds[cell].high : -who->bounds[cell].low;
  if (lacking <= 0 || room == 0)
    return UT_OK;
  return try(a, who, &(struct aim){side * (step < room ? step : room), false}, err);
}

/* ---- public ---- */

enum ut_status ut_audit_new(struct ut_audit **out, const struct ut_relations *relations,
                            const struct ut_intruder *intruders, size_t count, struct ut_error *err)
{
  size_t cells = ut_relations_cells(relations), count_of_relations = ut_relations_count(relations);
  struct ut_audit *a = *out = calloc(1, sizeof *a);
  int environment = a ? glp_init_env() : 2;
  if (environment > 1)
    return ut_error_nomem(err);
  a->relations = relations;
  a->intruders = intruders;
  a->intruder_count = count;
  a->own_environment = environment == 0;
  a->found = calloc(cells + 1, sizeof *a->found);
  a->last = calloc(cells + 1, sizeof *a->last);
  a->off = calloc(count_of_relations + 1, sizeof *a->off);
  bool room = ut_neighbourhood_init(&a->part, relations) == UT_OK && a->found && a->last && a->off;
  return room ? UT_OK : ut_error_nomem(err);
}

enum ut_status ut_audit_widen(struct ut_audit *a, const struct ut_intruder *intruder, uint32_t cell, int64_t enough,
                              struct ut_error *err)
{
  static const size_t most[] = {NEAREST, NEARBY};
  const struct ut_cell_interval *interval = &intruder->intervals[cell];
  enum ut_status status = UT_OK;
  bool whole = false;
  for (size_t i = 0; i < sizeof most / sizeof *most && !whole && interval->high - interval->low < enough; i++) {
    status = build(a, &(struct program){intruder, NULL}, cell, most[i], err);
    if (status == UT_OK)
      status = widen_side(a, intruder, cell, enough, 1, err);
    if (status == UT_OK)
      status = widen_side(a, intruder, cell, enough, -1, err);
    whole = a->part.whole || status != UT_OK;
  }
  return status;
}

enum ut_status ut_audit_cheapest(struct ut_audit *a, const struct ut_intruder *intruder, uint32_t cell, int64_t step,
                                 const double *cost, bool *moved, bool *possible, struct ut_error *err)
{
  static const size_t most[] = {NEARBY, SIZE_MAX};
  struct ut_cell_bounds bounds = intruder->bounds[cell];
  enum ut_status status = UT_OK;
  bool whole = step < bounds.low || step > bounds.high;
  memset(moved, 0, ut_relations_cells(a->relations) * sizeof *moved);
  a->solved = false;
  a->refuted = whole;
  for (size_t i = 0; i < sizeof most / sizeof *most && !whole && !a->solved; i++) {
    status = build(a, &(struct program){intruder, cost}, cell, most[i], err);
    if (status == UT_OK)
      status = try(a, intruder, &(struct aim){step, true}, err);
    whole = a->part.whole || status != UT_OK;
  }
  *possible = !a->refuted;
  for (size_t i = 0; i < a->part.cell_count && a->solved; i++)
    moved[a->part.cells[i]] = fabs(a->found[i]) > NEAR;
  return status;
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
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < s->count && status == UT_OK; i++) {
    const struct ut_cell_interval *interval = &who->intervals[moves[i].cell];
    if ((interval->low < 0 && interval->low_proof.solution == solution) ||
        (interval->high > 0 && interval->high_proof.solution == solution))
      status = ut_buf_add(cells, &moves[i].cell, sizeof moves[i].cell);
  }
  return status;
}

enum ut_status ut_audit_reliant(const struct ut_audit *a, const struct ut_intruder *intruder, uint32_t other,
                                struct ut_buf *cells)
{
  const struct move *moves = (const struct move *)(const void *)a->moves.ptr;
  enum ut_status status = UT_OK;
  for (size_t i = a->last[other]; i > 0 && status == UT_OK; i = moves[i - 1].earlier)
    status = add_reliant(a, intruder, moves[i - 1].solution, cells);
  return status;
}

/* Is the cell as far from its value by the solution, in which only hidden cells move and all is kept? */
static bool shows(struct ut_audit *a, const struct ut_intruder *who, struct ut_cell_proof proof, uint32_t cell,
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
  return (interval->low == 0 || shows(a, intruder, interval->low_proof, cell, interval->low)) &&
         (interval->high == 0 || shows(a, intruder, interval->high_proof, cell, interval->high));
}

void ut_audit_free(struct ut_audit *a)
{
  if (!a)
    return;
  if (a->lp)
    glp_delete_prob(a->lp);
  if (a->own_environment)
    glp_free_env();
  ut_buf_clear(&a->solutions);
  ut_buf_clear(&a->moves);
  ut_buf_clear(&a->rows);
  ut_buf_clear(&a->columns);
  ut_buf_clear(&a->signs);
  ut_neighbourhood_clear(&a->part);
  free(a->found);
  free(a->last);
  free(a->off);
  free(a);
}
