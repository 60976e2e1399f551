/* Linear programs over the relations. Their unknowns are differences from the true values: every right-hand side is 0 or
 * a slack, doing nothing is a solution, and numbers stay small whatever the counts. */
#include "utfall/audit.h"

#include <math.h>
#include <setjmp.h>
#include <stdlib.h>

#include <glpk.h>

enum {
  DIVISORS = 12 /* a solution is whole numbers over one of 1 to this many, or is not used */
};

/* How far from a whole number a solution of GLPK is still taken to mean it; what it then means is checked exactly. */
static const double NEAR = 1e-5;

struct ut_audit {
  const struct ut_sums *sums;
  bool own_environment;
  glp_prob *lp;
  jmp_buf failed;
  /* the cells and relations of `lp`, in the order of its columns and rows */
  uint32_t *cells, *relations;
  size_t cell_count, relation_count;
  bool *has_cell, *has_relation;
  int sides; /* columns per cell: 1, its difference; 2, how far it is above and how far below */
  struct ut_buf rows, columns, signs; /* of the matrix, as glp_load_matrix takes them */
  double *found;                      /* by cell of `cells` */
  int64_t *whole;                     /* the same times a divisor */
  int64_t *move;                      /* by number of the cell: `whole` while it is checked, else 0 */
  const struct ut_audit_view *view;   /* that `lp` was made for; NULL: for none */
  unsigned version;
  uint32_t aimed; /* the cell that the objective of `lp` is of */
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
    a->view = NULL;
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
  return (all || v->hidden[cell]) && (v->room[cell].low < 0 || v->room[cell].high > 0);
}

static void take_cell(struct ut_audit *a, uint32_t cell)
{
  if (a->has_cell[cell])
    return;
  a->has_cell[cell] = true;
  a->cells[a->cell_count++] = cell;
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
    a->has_cell[a->cells[i]] = false;
  for (size_t i = 0; i < a->relation_count; i++)
    a->has_relation[a->relations[i]] = false;
  a->cell_count = a->relation_count = 0;
  take_cell(a, cell);
  for (size_t i = 0; i < a->cell_count; i++)
    for (size_t k = s->first[a->cells[i]]; k < s->first[a->cells[i] + 1]; k++)
      take_relation(a, v, s->at[k], all);
}

/* ---- the program ---- */

static enum ut_status add_entry(struct ut_audit *a, int row, int column, double sign)
{
  enum ut_status status = ut_buf_add(&a->rows, &row, sizeof row);
  if (status == UT_OK)
    status = ut_buf_add(&a->columns, &column, sizeof column);
  if (status == UT_OK)
    status = ut_buf_add(&a->signs, &sign, sizeof sign);
  return status;
}

static enum ut_status add_row(struct ut_audit *a, int row, const uint32_t *places)
{
  const struct ut_relation *r = ut_sums_relation(a->sums, a->relations[row - 1]);
  const struct ut_term *terms = ut_sums_terms(a->sums, r);
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < r->count && status == UT_OK; i++) {
    int column = (int)places[terms[i].cell] * a->sides + 1;
    if (!a->has_cell[terms[i].cell])
      continue;
    status = add_entry(a, row, column, terms[i].sign);
    if (status == UT_OK && a->sides == 2)
      status = add_entry(a, row, column + 1, -terms[i].sign);
  }
  return status;
}

/* The entries of the matrix. GLPK counts from 1. */
static enum ut_status fill_matrix(struct ut_audit *a)
{
  uint32_t *places = calloc(ut_sums_cells(a->sums) + 1, sizeof *places);
  if (!places)
    return UT_NOMEM;
  for (uint32_t i = 0; i < a->cell_count; i++)
    places[a->cells[i]] = i;
  a->rows.len = a->columns.len = a->signs.len = 0;
  enum ut_status status = add_entry(a, 0, 0, 0);
  for (int i = 1; i <= (int)a->relation_count && status == UT_OK; i++)
    status = add_row(a, i, places);
  free(places);
  return status;
}

static void bound_column(glp_prob *lp, int column, int64_t low, int64_t high)
{
  glp_set_col_bnds(lp, column, low == high ? GLP_FX : GLP_DB, (double)low, (double)high);
}

static void load(struct ut_audit *a, const void *argument)
{
  const struct ut_audit_view *v = argument;
  if (a->lp)
    glp_erase_prob(a->lp);
  else
    a->lp = glp_create_prob();
  glp_add_cols(a->lp, (int)a->cell_count * a->sides);
  for (size_t i = 0; i < a->cell_count; i++) {
    struct ut_span room = v->room[a->cells[i]];
    int column = (int)i * a->sides + 1;
    bound_column(a->lp, column, a->sides == 1 ? room.low : 0, room.high);
    if (a->sides == 2)
      bound_column(a->lp, column + 1, 0, -room.low);
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

static enum ut_status build(struct ut_audit *a, const struct ut_audit_view *v, uint32_t cell, bool all,
                            struct ut_error *err)
{
  a->view = NULL;
  a->sides = all ? 2 : 1;
  gather(a, v, cell, all);
  if (fill_matrix(a) != UT_OK)
    return ut_error_nomem(err);
  return guard(a, load, v, err);
}

/* ---- solutions ---- */

/* Do the whole numbers in `move` over the divisor keep every relation and every cell in its room? */
static bool is_exact(const struct ut_audit *a, const struct ut_audit_view *v, int64_t divisor)
{
  for (size_t i = 0; i < a->cell_count; i++) {
    struct ut_span room = v->room[a->cells[i]];
    if (a->whole[i] < room.low * divisor || a->whole[i] > room.high * divisor)
      return false;
  }
  for (size_t i = 0; i < a->relation_count; i++) {
    const struct ut_relation *r = ut_sums_relation(a->sums, a->relations[i]);
    const struct ut_term *terms = ut_sums_terms(a->sums, r);
    int64_t sum = 0;
    for (size_t k = 0; k < r->count; k++)
      sum += terms[k].sign * a->move[terms[k].cell];
    if (r->exact ? sum != 0 : sum < 0 && -sum / divisor >= r->slack && -sum > r->slack * divisor)
      return false;
  }
  return true;
}

/* Reads what was found as whole numbers over the divisor; false where it is nothing of the kind. */
static bool read_whole(struct ut_audit *a, const struct ut_audit_view *v, int64_t divisor)
{
  bool whole = true;
  for (size_t i = 0; i < a->cell_count; i++) {
    double times = a->found[i] * (double)divisor;
    a->whole[i] = llround(times);
    a->move[a->cells[i]] = a->whole[i];
    whole = whole && fabs(times - (double)a->whole[i]) < NEAR;
  }
  whole = whole && is_exact(a, v, divisor);
  for (size_t i = 0; i < a->cell_count; i++)
    a->move[a->cells[i]] = 0;
  return whole;
}

/* Whole counts lie between the bounds: these are rounded inward. */
static void see(struct ut_audit *a, const struct ut_audit_view *v)
{
  int64_t divisor = 1;
  while (divisor <= DIVISORS && !read_whole(a, v, divisor))
    divisor++;
  for (size_t i = 0; i < a->cell_count && divisor <= DIVISORS; i++) {
    struct ut_span *seen = &v->seen[a->cells[i]];
    int64_t move = a->whole[i] / divisor;
    seen->low = move < seen->low ? move : seen->low;
    seen->high = move > seen->high ? move : seen->high;
  }
}

static void read_solution(struct ut_audit *a)
{
  for (size_t i = 0; i < a->cell_count; i++) {
    int column = (int)i * a->sides + 1;
    a->found[i] = glp_get_col_prim(a->lp, column);
    if (a->sides == 2)
      a->found[i] -= glp_get_col_prim(a->lp, column + 1);
  }
}

static void run_simplex(struct ut_audit *a, int method)
{
  glp_smcp how;
  glp_init_smcp(&how);
  how.msg_lev = GLP_MSG_OFF;
  how.meth = method;
  if (glp_simplex(a->lp, &how) != 0 || glp_get_status(a->lp) != GLP_OPT)
    a->found[0] = NAN;
  else
    read_solution(a);
}

struct aim {
  size_t place; /* of the cell in `cells` */
  int direction;
};

/* From where the last solution was, which is as good a beginning for another objective. */
static void solve_widest(struct ut_audit *a, const void *argument)
{
  const struct aim *aim = argument;
  glp_set_obj_coef(a->lp, (int)a->aimed + 1, 0);
  glp_set_obj_coef(a->lp, (int)aim->place + 1, 1);
  a->aimed = (uint32_t)aim->place;
  glp_set_obj_dir(a->lp, aim->direction);
  run_simplex(a, GLP_PRIMAL);
}

static size_t place_of(const struct ut_audit *a, uint32_t cell)
{
  size_t place = 0;
  while (a->cells[place] != cell)
    place++;
  return place;
}

static enum ut_status build_once(struct ut_audit *a, const struct ut_audit_view *v, uint32_t cell, struct ut_error *err)
{
  if (a->view == v && a->version == v->version && a->has_cell[cell])
    return UT_OK;
  enum ut_status status = build(a, v, cell, false, err);
  if (status != UT_OK)
    return status;
  a->view = v;
  a->version = v->version;
  a->aimed = 0;
  return UT_OK;
}

struct cheapest {
  int64_t step;
  const double *cost;
};

/* The cell is first in `cells`. Nobody moves in the basis to begin with, which no cost makes worse: the dual simplex
 * method goes straight from there. */
static void solve_cheapest(struct ut_audit *a, const void *argument)
{
  const struct cheapest *c = argument;
  for (size_t i = 0; i < a->cell_count; i++)
    for (int side = 1; side <= 2; side++)
      glp_set_obj_coef(a->lp, (int)i * 2 + side, c->cost[a->cells[i]]);
  bound_column(a->lp, 1, c->step > 0 ? c->step : 0, c->step > 0 ? c->step : 0);
  bound_column(a->lp, 2, c->step < 0 ? -c->step : 0, c->step < 0 ? -c->step : 0);
  glp_set_obj_dir(a->lp, GLP_MIN);
  run_simplex(a, GLP_DUALP);
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
  a->has_cell = calloc(cells + 1, sizeof *a->has_cell);
  a->has_relation = calloc(relations + 1, sizeof *a->has_relation);
  a->found = calloc(cells + 1, sizeof *a->found);
  a->whole = calloc(cells + 1, sizeof *a->whole);
  a->move = calloc(cells + 1, sizeof *a->move);
  bool room = a->cells && a->relations && a->has_cell && a->has_relation && a->found && a->whole && a->move;
  return room ? UT_OK : ut_error_nomem(err);
}

enum ut_status ut_audit_widen(struct ut_audit *a, struct ut_audit_view *view, uint32_t cell, int64_t enough,
                              struct ut_error *err)
{
  static const int directions[] = {GLP_MAX, GLP_MIN};
  const struct ut_span *seen = &view->seen[cell];
  enum ut_status status = build_once(a, view, cell, err);
  for (size_t i = 0; i < 2 && status == UT_OK && seen->high - seen->low < enough; i++) {
    struct aim aim = {place_of(a, cell), directions[i]};
    status = guard(a, solve_widest, &aim, err);
    if (status == UT_OK && !isnan(a->found[0]))
      see(a, view);
  }
  return status;
}

enum ut_status ut_audit_cheapest(struct ut_audit *a, struct ut_audit_view *view, uint32_t cell, int64_t step,
                                 const double *cost, bool *moved, bool *possible, struct ut_error *err)
{
  struct cheapest asked = {step, cost};
  memset(moved, 0, ut_sums_cells(a->sums) * sizeof *moved);
  *possible = step > 0 ? step <= view->room[cell].high : step >= view->room[cell].low;
  if (!*possible)
    return UT_OK;
  enum ut_status status = build(a, view, cell, true, err);
  if (status == UT_OK)
    status = guard(a, solve_cheapest, &asked, err);
  if (status != UT_OK)
    return status;
  *possible = !isnan(a->found[0]);
  for (size_t i = 0; i < a->cell_count && *possible; i++)
    moved[a->cells[i]] = fabs(a->found[i]) > NEAR;
  if (*possible)
    see(a, view);
  return UT_OK;
}

void ut_audit_free(struct ut_audit *a)
{
  if (!a)
    return;
  if (a->lp)
    glp_delete_prob(a->lp);
  if (a->own_environment)
    glp_free_env();
  ut_buf_clear(&a->rows);
  ut_buf_clear(&a->columns);
  ut_buf_clear(&a->signs);
  free(a->cells);
  free(a->relations);
  free(a->has_cell);
  free(a->has_relation);
  free(a->found);
  free(a->whole);
  free(a->move);
  free(a);
}
