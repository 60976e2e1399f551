/* Linear programs over the relations. Their unknowns are differences from the true values: every right-hand side is 0
 * or a slack, doing nothing is a solution, and numbers stay small whatever the counts. */
#include "utfall/audit.h"

#include <math.h>
#include <setjmp.h>
#include <stdlib.h>

#include <glpk.h>

enum {
  DIVISORS = 1000 /* a solution is whole numbers over one of 1 to this many, or is not used */
};

/* How far from a whole number a solution of GLPK is still taken to mean it; what it then means is checked exactly. */
static const double NEAR = 1e-5;

/* What a cell that is hidden already costs: little, so that a solution does not wander through them. */
static const double FREE = 1.0 / 32;

/* How far a cell is from its value, times the divisor of the solution. */
struct move {
  int64_t whole;
  uint32_t cell;
};

struct solution {
  size_t first, count; /* its moves, of all cells that are not at their values */
  int64_t divisor;
};

struct ut_audit {
  const struct ut_sums *sums;
  bool own_environment;
  glp_prob *lp;
  jmp_buf failed;
  /* the cells and relations of `lp`, in the order of its columns and rows */
  uint32_t *cells, *relations;
  size_t cell_count, relation_count;
  uint32_t *places;                   /* by number of the cell: where it is in `cells`, from 1; 0: nowhere */
  bool *has_relation;                 /* by number of the relation */
  struct ut_buf rows, columns, signs; /* of the matrix, as glp_load_matrix takes them */
  double *found;                      /* by cell of `cells` */
  bool solved;                        /* `found` is of the last program */
  int64_t *away;                      /* by number of the cell: its move while a solution is checked, else 0 */
  struct ut_buf solutions, moves;     /* struct solution, those that showed something; struct move */
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

/* ---- what belongs together ---- */

/* May the cell be elsewhere? One that is shown may not, unless `all` may be hidden. */
static bool can_move(const struct ut_audit_view *v, uint32_t cell, bool all)
{
  bool asked = all || (v->hidden[cell] && (!v->near || v->near[cell]));
  return asked && (v->room[cell].low < 0 || v->room[cell].high > 0);
}

static void take_cell(struct ut_audit *a, uint32_t cell)
{
  if (a->places[cell])
    return;
  a->cells[a->cell_count++] = cell;
  a->places[cell] = (uint32_t)a->cell_count;
}

/* Can the relation be broken by what may move? An exact one can. */
static bool can_bind(const struct ut_audit *a, const struct ut_audit_view *v, const struct ut_relation *r, bool all)
{
  const struct ut_term *terms = ut_sums_terms(a->sums, r);
  int64_t reach = 0;
  for (size_t i = 0; i < r->count; i++)
    if (can_move(v, terms[i].cell, all))
      reach += terms[i].sign > 0 ? -v->room[terms[i].cell].low : v->room[terms[i].cell].high;
  return r->exact || reach > r->slack;
}

static void take_relation(struct ut_audit *a, const struct ut_audit_view *v, uint32_t index, bool all)
{
  const struct ut_relation *r = ut_sums_relation(a->sums, index);
  const struct ut_term *terms = ut_sums_terms(a->sums, r);
  if (a->has_relation[index] || !can_bind(a, v, r, all))
    return;
  a->has_relation[index] = true;
  a->relations[a->relation_count++] = index;
  for (size_t i = 0; i < r->count; i++)
    if (can_move(v, terms[i].cell, all))
      take_cell(a, terms[i].cell);
}

/* All that the cell hangs together with. */
static void gather(struct ut_audit *a, const struct ut_audit_view *v, uint32_t cell, bool all)
{
  const struct ut_sums *s = a->sums;
  for (size_t i = 0; i < a->cell_count; i++)
    a->places[a->cells[i]] = 0;
  for (size_t i = 0; i < a->relation_count; i++)
    a->has_relation[a->relations[i]] = false;
  a->cell_count = a->relation_count = 0;
  take_cell(a, cell);
  for (size_t i = 0; i < a->cell_count; i++)
    for (size_t k = s->first[a->cells[i]]; k < s->first[a->cells[i] + 1]; k++)
      take_relation(a, v, s->at[k], all);
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

static enum ut_status add_row(struct ut_audit *a, int row)
{
  const struct ut_relation *r = ut_sums_relation(a->sums, a->relations[row - 1]);
  const struct ut_term *terms = ut_sums_terms(a->sums, r);
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < r->count && status == UT_OK; i++) {
    uint32_t place = a->places[terms[i].cell];
    if (place == 0)
      continue;
    status = add_entry(a, row, above(place - 1), terms[i].sign);
    if (status == UT_OK)
      status = add_entry(a, row, below(place - 1), -terms[i].sign);
  }
  return status;
}

/* The entries of the matrix. */
static enum ut_status fill_matrix(struct ut_audit *a)
{
  a->rows.len = a->columns.len = a->signs.len = 0;
  enum ut_status status = add_entry(a, 0, 0, 0);
  for (int i = 1; i <= (int)a->relation_count && status == UT_OK; i++)
    status = add_row(a, i);
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
  const struct ut_audit_view *view;
  const double *cost; /* NULL: each cell costs the same */
};

static void load(struct ut_audit *a, const void *argument)
{
  const struct program *p = argument;
  if (a->lp)
    glp_erase_prob(a->lp);
  else
    a->lp = glp_create_prob();
  glp_add_cols(a->lp, (int)a->cell_count * 2);
  for (size_t i = 0; i < a->cell_count; i++) {
    struct ut_span room = p->view->room[a->cells[i]];
    double cost = p->cost ? p->cost[a->cells[i]] + FREE : 1;
    bound_column(a->lp, above(i), 0, room.high);
    bound_column(a->lp, below(i), 0, -room.low);
    set_cost(a->lp, i, cost);
  }
  if (a->relation_count > 0)
    glp_add_rows(a->lp, (int)a->relation_count);
  for (size_t i = 0; i < a->relation_count; i++) {
    const struct ut_relation *r = ut_sums_relation(a->sums, a->relations[i]);
    glp_set_row_bnds(a->lp, (int)i + 1, r->exact ? GLP_FX : GLP_LO, r->exact ? 0 : -(double)r->slack, 0);
  }
  glp_load_matrix(a->lp, (int)(a->rows.len / sizeof(int)) - 1, (const int *)(void *)a->rows.ptr,
                  (const int *)(void *)a->columns.ptr, (const double *)(void *)a->signs.ptr);
}

static enum ut_status build(struct ut_audit *a, const struct program *p, uint32_t cell, struct ut_error *err)
{
  gather(a, p->view, cell, p->cost != NULL);
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

static bool keeps(const struct ut_audit *a, const struct ut_relation *r, int64_t divisor)
{
  const struct ut_term *terms = ut_sums_terms(a->sums, r);
  int64_t sum = 0;
  for (size_t i = 0; i < r->count; i++)
    sum += terms[i].sign * a->away[terms[i].cell];
  return r->exact ? sum == 0 : sum >= -r->slack * divisor;
}

static bool keeps_all(const struct ut_audit *a, uint32_t cell, int64_t divisor)
{
  const struct ut_sums *s = a->sums;
  for (size_t i = s->first[cell]; i < s->first[cell + 1]; i++)
    if (!keeps(a, ut_sums_relation(s, s->at[i]), divisor))
      return false;
  return true;
}

/* Do the moves, which are whole numbers over the divisor, keep every relation, and every cell in its room? */
static bool is_exact(struct ut_audit *a, const struct ut_audit_view *v, const struct solution *s)
{
  const struct move *moves = moves_of(a, s);
  bool exact = true;
  for (size_t i = 0; i < s->count; i++)
    a->away[moves[i].cell] = moves[i].whole;
  for (size_t i = 0; i < s->count && exact; i++) {
    struct ut_span room = v->room[moves[i].cell];
    exact = moves[i].whole >= room.low * s->divisor && moves[i].whole <= room.high * s->divisor &&
            keeps_all(a, moves[i].cell, s->divisor);
  }
  for (size_t i = 0; i < s->count; i++)
    a->away[moves[i].cell] = 0;
  return exact;
}

/* Reads what was found as moves over the divisor; *whole is false where it is nothing of the kind. */
static enum ut_status read_moves(struct ut_audit *a, struct solution *s, bool *whole)
{
  enum ut_status status = UT_OK;
  a->moves.len = s->first * sizeof(struct move);
  *whole = true;
  for (size_t i = 0; i < a->cell_count && status == UT_OK && *whole; i++) {
    double times = a->found[i] * (double)s->divisor;
    struct move move = {llround(times), a->cells[i]};
    *whole = fabs(times - (double)move.whole) <= NEAR;
    if (move.whole != 0)
      status = ut_buf_add(&a->moves, &move, sizeof move);
  }
  s->count = a->moves.len / sizeof(struct move) - s->first;
  return status;
}

/* Widens what was seen of the cells. Whole counts lie between the bounds: these are rounded inward. */
static bool widen_seen(struct ut_audit *a, const struct ut_audit_view *v, const struct solution *s)
{
  const struct move *moves = moves_of(a, s);
  bool any = false;
  for (size_t i = 0; i < s->count; i++) {
    struct ut_seen *seen = &v->seen[moves[i].cell];
    int64_t move = moves[i].whole / s->divisor;
    if (move < seen->low)
      seen->low = move, seen->low_by = solution_count(a), any = true;
    else if (move > seen->high)
      seen->high = move, seen->high_by = solution_count(a), any = true;
  }
  return any;
}

/* Keeps what was found, if it is exact and shows something. */
static enum ut_status see(struct ut_audit *a, const struct ut_audit_view *v, struct ut_error *err)
{
  struct solution new = {.first = a->moves.len / sizeof(struct move)};
  enum ut_status status = UT_OK;
  bool exact = false;
  while (status == UT_OK && !exact && new.divisor++ < DIVISORS) {
    status = read_moves(a, &new, &exact);
    exact = status == UT_OK && exact && is_exact(a, v, &new);
  }
  if (status == UT_OK && exact && widen_seen(a, v, &new))
    status = ut_buf_add(&a->solutions, &new, sizeof new);
  else
    a->moves.len = new.first * sizeof(struct move);
  return status == UT_OK ? UT_OK : ut_error_nomem(err);
}

static void read_solution(struct ut_audit *a)
{
  for (size_t i = 0; i < a->cell_count; i++)
    a->found[i] = glp_get_col_prim(a->lp, above(i)) - glp_get_col_prim(a->lp, below(i));
}

/* From where nobody moves. */
static void run_simplex(struct ut_audit *a)
{
  glp_smcp how;
  glp_init_smcp(&how);
  how.msg_lev = GLP_MSG_OFF;
  how.meth = GLP_DUALP;
  glp_std_basis(a->lp);
  a->solved = glp_simplex(a->lp, &how) == 0 && glp_get_status(a->lp) == GLP_OPT;
  if (a->solved)
    read_solution(a);
}

struct aim {
  struct ut_span room;
  int64_t step; /* how far, to either side, within the room */
};

/* The columns of the cell that all is about. */
static void bound_first(struct ut_audit *a, struct ut_span least, struct ut_span most)
{
  bound_column(a->lp, above(0), least.high, most.high);
  bound_column(a->lp, below(0), -least.low, -most.low);
}

/* The cheapest way to the step. Nobody moves to begin with, and no cost makes that worse: the dual simplex method goes
 * straight from there. */
static void solve_step(struct ut_audit *a, const void *argument)
{
  const struct aim *aim = argument;
  const struct ut_span none = {0, 0}, step = {aim->step < 0 ? aim->step : 0, aim->step > 0 ? aim->step : 0};
  bound_first(a, step, step);
  run_simplex(a);
  bound_first(a, none, aim->room);
}

/* Looks for a solution in which the cell is `step` from its value. */
static enum ut_status try(struct ut_audit *a, const struct ut_audit_view *v, uint32_t cell, int64_t step,
                          struct ut_error *err)
{
  struct aim aim = {v->room[cell], step};
  a->solved = false;
  if (step < aim.room.low || step > aim.room.high)
    return UT_OK;
  enum ut_status status = guard(a, solve_step, &aim, err);
  return status == UT_OK && a->solved ? see(a, v, err) : status;
}

/* How far the cell can go to one side, no further than by what is lacking: all of it, or found by halves. Among the
 * near ones halves are not looked for. */
static enum ut_status widen_side(struct ut_audit *a, const struct ut_audit_view *v, uint32_t cell, int64_t lacking,
                                 int side, struct ut_error *err)
{
  int64_t reached = side > 0 ? v->seen[cell].high : -v->seen[cell].low, refused = reached + lacking + 1;
  enum ut_status status = UT_OK;
  for (int64_t step = refused - 1; step > reached && status == UT_OK; step = reached + (refused - reached) / 2) {
    status = try(a, v, cell, side * step, err);
    *(a->solved ? &reached : &refused) = step;
    if (v->near)
      break;
  }
  return status;
}

/* ---- public ---- */

enum ut_status ut_audit_new(struct ut_audit **out, const struct ut_sums *sums, struct ut_error *err)
{
  size_t cells = ut_sums_cells(sums), relations = ut_sums_relations(sums);
  struct ut_audit *a = *out = calloc(1, sizeof *a);
  int environment = a ? glp_init_env() : 2;
  if (environment > 1)
    return ut_error_nomem(err);
  a->sums = sums;
  a->own_environment = environment == 0;
  a->cells = calloc(cells + 1, sizeof *a->cells);
  a->relations = calloc(relations + 1, sizeof *a->relations);
  a->places = calloc(cells + 1, sizeof *a->places);
  a->has_relation = calloc(relations + 1, sizeof *a->has_relation);
  a->found = calloc(cells + 1, sizeof *a->found);
  a->away = calloc(cells + 1, sizeof *a->away);
  bool room = a->cells && a->relations && a->places && a->has_relation && a->found && a->away;
  return room ? UT_OK : ut_error_nomem(err);
}

enum ut_status ut_audit_widen(struct ut_audit *a, const struct ut_audit_view *view, uint32_t cell, int64_t enough,
                              struct ut_error *err)
{
  const struct ut_seen *seen = &view->seen[cell];
  enum ut_status status = build(a, &(struct program){view, NULL}, cell, err);
  if (status == UT_OK)
    status = widen_side(a, view, cell, enough - (seen->high - seen->low), 1, err);
  if (status == UT_OK)
    status = widen_side(a, view, cell, enough - (seen->high - seen->low), -1, err);
  return status;
}

enum ut_status ut_audit_cheapest(struct ut_audit *a, const struct ut_audit_view *view, uint32_t cell, int64_t step,
                                 const double *cost, bool *moved, bool *possible, struct ut_error *err)
{
  memset(moved, 0, ut_sums_cells(a->sums) * sizeof *moved);
  enum ut_status status = build(a, &(struct program){view, cost}, cell, err);
  if (status == UT_OK)
    status = try(a, view, cell, step, err);
  if (status != UT_OK)
    return status;
  *possible = a->solved;
  for (size_t i = 0; i < a->cell_count && *possible; i++)
    moved[a->cells[i]] = fabs(a->found[i]) > NEAR;
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

bool ut_audit_relies(const struct ut_audit *a, const struct ut_seen *seen, uint32_t other)
{
  return (seen->low < 0 && relies(a, seen->low_by, other)) || (seen->high > 0 && relies(a, seen->high_by, other));
}

/* Is the cell as far from its value by the solution, in which only hidden cells move and all is kept? */
static bool shows(struct ut_audit *a, const struct ut_audit_view *v, size_t solution, uint32_t cell, int64_t far)
{
  const struct solution *s = solution_at(a, solution);
  const struct move *moves = moves_of(a, s);
  bool found = false;
  for (size_t i = 0; i < s->count; i++) {
    if (!v->hidden[moves[i].cell])
      return false;
    found = found || (moves[i].cell == cell && moves[i].whole / s->divisor == far);
  }
  return found && is_exact(a, v, s);
}

bool ut_audit_holds(struct ut_audit *a, const struct ut_audit_view *view, uint32_t cell)
{
  const struct ut_seen *seen = &view->seen[cell];
  return (seen->low == 0 || shows(a, view, seen->low_by, cell, seen->low)) &&
         (seen->high == 0 || shows(a, view, seen->high_by, cell, seen->high));
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
  free(a->cells);
  free(a->relations);
  free(a->places);
  free(a->has_relation);
  free(a->found);
  free(a->away);
  free(a);
}
