/* A linear program for blanked counts. What may be unequal costs as much as it is off: where all can hold, all does. */
#include "disclosure/guesses.h"

#include <math.h>
#include <stdlib.h>

#include "disclosure/lp.h"

/* How far from a whole number, or from the least cost, a value of the solver is still taken for it. */
static const double NEAR = 1e-5;

#define NO_COLUMN SIZE_MAX

struct guessing_work {
  const struct ut_relations *r;
  const struct ut_tidy_table *t;
  const struct ut_figure_sizes *sizes;
  size_t first_change;   /* cells from here on follow from others */
  const uint32_t *cells; /* all of them, in their order */
  bool zeros;            /* a count that was blanked for others may be 0 */
  size_t *columns;       /* by cell; NO_COLUMN: its value is known */
  size_t column_count;
  size_t stay;      /* a column that is 0 */
  size_t first_off; /* the columns from here on are what rows are off by */
  struct ut_lp *lp;
};

/* ---- the program ---- */

static enum ut_blank blank_of(const struct guessing_work *w, size_t cell)
{
  return cell < ut_tidy_table_slots(w->t) ? ut_tidy_table_slot(w->t, cell)->blank : UT_BLANK_NONE;
}

static enum ut_status add_column(struct guessing_work *w, double low, double high, double cost)
{
  w->column_count++;
  return ut_lp_add_column(w->lp, low, high, cost);
}

/* A mark says between what its count is. */
static enum ut_status add_count(struct guessing_work *w, enum ut_blank blank)
{
  double below = (double)w->sizes->below;
  if (blank == UT_BLANK_SMALL)
    return add_column(w, (double)w->sizes->least, below - 1, 0);
  return add_column(w, blank == UT_BLANK_LARGE && !w->zeros ? below : 0, INFINITY, 0);
}

static enum ut_status add_cells(struct guessing_work *w)
{
  w->column_count = 0;
  for (size_t i = 0; i < ut_relations_cells(w->r); i++) {
    enum ut_blank blank = blank_of(w, w->cells[i]);
    bool known = blank == UT_BLANK_NONE && w->cells[i] < w->first_change;
    w->columns[w->cells[i]] = known ? NO_COLUMN : w->column_count;
    if (!known)
      UT_TRY(add_count(w, blank));
  }
  w->stay = w->column_count;
  UT_TRY(add_column(w, 0, 0, 0));
  w->first_off = w->column_count;
  return UT_OK;
}

/* The row is off by what is missing, or too much where the relation is one of equals. */
static enum ut_status add_row(struct guessing_work *w, size_t row, const struct ut_relation *one)
{
  const struct ut_relation_term *terms = ut_relations_terms(w->r, one);
  double known = 0;
  for (size_t i = 0; i < one->count; i++)
    if (w->columns[terms[i].cell] == NO_COLUMN)
      known += terms[i].sign * (double)ut_relations_value(w->r, terms[i].cell);
  UT_TRY(ut_lp_add_row(w->lp, -known, one->exact ? -known : INFINITY));
  for (size_t i = 0; i < one->count; i++)
    if (w->columns[terms[i].cell] != NO_COLUMN)
      UT_TRY(ut_lp_add_entry(w->lp, row, w->columns[terms[i].cell], terms[i].sign));
  UT_TRY(ut_lp_add_entry(w->lp, row, w->column_count, 1));
  UT_TRY(add_column(w, 0, INFINITY, 1));
  if (!one->exact)
    return UT_OK;
  UT_TRY(ut_lp_add_entry(w->lp, row, w->column_count, -1));
  return add_column(w, 0, INFINITY, 1);
}

static bool has_blank(const struct guessing_work *w, const struct ut_relation *one)
{
  for (size_t i = 0; i < one->count; i++)
    if (blank_of(w, ut_relations_terms(w->r, one)[i].cell) != UT_BLANK_NONE)
      return true;
  return false;
}

static enum ut_status build(struct guessing_work *w)
{
  size_t rows = 0;
  ut_lp_clear(w->lp);
  UT_TRY(add_cells(w));
  for (size_t i = 0; i < ut_relations_count(w->r); i++)
    if (has_blank(w, ut_relations_at(w->r, i)))
      UT_TRY(add_row(w, rows++, ut_relations_at(w->r, i)));
  return UT_OK;
}

/* ---- whole numbers ---- */

/* How much rows are off together; infinitely where there is no solution. */
static enum ut_status solve(struct guessing_work *w, double *off)
{
  enum ut_lp_result result;
  *off = INFINITY;
  UT_TRY(ut_lp_solve(w->lp, w->stay, &result));
  if (result != UT_LP_OPTIMAL)
    return UT_OK;
  *off = 0;
  for (size_t i = w->first_off; i < w->column_count; i++)
    *off += ut_lp_value(w->lp, i);
  return UT_OK;
}

static bool is_blank(const struct guessing_work *w, size_t slot)
{
  return blank_of(w, slot) != UT_BLANK_NONE;
}

static double value_of(const struct guessing_work *w, size_t slot)
{
  return ut_lp_value(w->lp, w->columns[slot]);
}

static bool is_fraction(const struct guessing_work *w, size_t slot)
{
  return is_blank(w, slot) && fabs(value_of(w, slot) - round(value_of(w, slot))) > NEAR;
}

/* The first slot with a fraction; false: there is none. */
static bool find_fraction(const struct guessing_work *w, size_t *slot)
{
  for (size_t i = 0; i < ut_relations_cells(w->r); i++) {
    *slot = w->cells[i];
    if (is_fraction(w, *slot))
      return true;
  }
  return false;
}

static enum ut_status fix(struct guessing_work *w, size_t slot, double value, double *off)
{
  ut_lp_set_column(w->lp, w->columns[slot], value, value, 0);
  return solve(w, off);
}

/* Takes one fraction after the other to a whole number beside it that costs nothing. */
static enum ut_status make_whole(struct guessing_work *w, double least)
{
  for (size_t slot; find_fraction(w, &slot);) {
    double value = value_of(w, slot), off;
    UT_TRY(fix(w, slot, floor(value), &off));
    if (off > least + NEAR)
      UT_TRY(fix(w, slot, ceil(value), &off));
    if (off > least + NEAR)
      return UT_BAD_INPUT;
  }
  return UT_OK;
}

static enum ut_status find(struct guessing_work *w, int64_t *guesses)
{
  double off;
  UT_TRY(build(w));
  UT_TRY(solve(w, &off));
  if (off > NEAR) {
    w->zeros = true;
    UT_TRY(build(w));
    UT_TRY(solve(w, &off));
  }
  if (isinf(off))
    return UT_BAD_INPUT;
  UT_TRY(make_whole(w, off));
  for (size_t i = 0; i < ut_tidy_table_slots(w->t); i++)
    if (is_blank(w, i))
      guesses[i] = llround(value_of(w, i));
  return UT_OK;
}

/* ---- public ---- */

enum ut_status ut_guesses_find(const struct ut_relations *r, size_t first_change, const uint32_t *cells,
                               const struct ut_tidy_table *t, const struct ut_figure_sizes *sizes, int64_t *guesses)
{
  struct guessing_work w = {.r = r, .t = t, .sizes = sizes, .first_change = first_change, .cells = cells};
  w.columns = calloc(ut_relations_cells(r) + 1, sizeof *w.columns);
  enum ut_status status = w.columns ? ut_lp_new(&w.lp) : UT_NOMEM;
  if (status == UT_OK)
    status = find(&w, guesses);
  ut_lp_free(w.lp);
  free(w.columns);
  return status;
}
