/* Linear programs by GLPK, which counts from 1, and prints and aborts unless its hooks keep it from that. */
#include "disclosure/lp.h"

#include <setjmp.h>
#include <stdlib.h>

#include <glpk.h>

enum { PROGRAM = 16 /* to set up a program takes as long as so many pivots */ };

/* A column or a row. */
struct line {
  double low, high;
  double cost; /* of a column */
};

struct ut_lp {
  struct ut_buf columns, rows;                      /* struct line */
  struct ut_buf entry_rows, entry_columns, factors; /* int, int, double; the first of each is not used */
  glp_prob *problem;
  bool loaded; /* `problem` is the program as it is */
  bool own_environment;
  bool no_memory; /* GLPK has said so */
  size_t work;
  jmp_buf failed;
};

enum ut_status ut_lp_new(struct ut_lp **out)
{
  return (*out = calloc(1, sizeof **out)) ? UT_OK : UT_NOMEM;
}

/* ---- the program ---- */

void ut_lp_clear(struct ut_lp *lp)
{
  lp->columns.len = lp->rows.len = lp->entry_rows.len = lp->entry_columns.len = lp->factors.len = 0;
  lp->loaded = false;
}

enum ut_status ut_lp_add_column(struct ut_lp *lp, double low, double high, double cost)
{
  return ut_buf_add(&lp->columns, &(struct line){low, high, cost}, sizeof(struct line));
}

enum ut_status ut_lp_add_row(struct ut_lp *lp, double low, double high)
{
  return ut_buf_add(&lp->rows, &(struct line){low, high, 0}, sizeof(struct line));
}

static enum ut_status add_entry(struct ut_lp *lp, int row, int column, double factor)
{
  UT_TRY(ut_buf_add(&lp->entry_rows, &row, sizeof row));
  UT_TRY(ut_buf_add(&lp->entry_columns, &column, sizeof column));
  return ut_buf_add(&lp->factors, &factor, sizeof factor);
}

enum ut_status ut_lp_add_entry(struct ut_lp *lp, size_t row, size_t column, double factor)
{
  if (lp->factors.len == 0)
    UT_TRY(add_entry(lp, 0, 0, 0));
  return add_entry(lp, (int)row + 1, (int)column + 1, factor);
}

static int kind_of(double low, double high)
{
  return low == high ? GLP_FX : high == INFINITY ? GLP_LO : GLP_DB;
}

static void hand_column(struct ut_lp *lp, int number, const struct line *column)
{
  glp_set_col_bnds(lp->problem, number, kind_of(column->low, column->high), column->low, column->high);
  glp_set_obj_coef(lp->problem, number, column->cost);
}

void ut_lp_set_column(struct ut_lp *lp, size_t column, double low, double high, double cost)
{
  struct line *changed = (struct line *)(void *)lp->columns.ptr + column;
  *changed = (struct line){low, high, cost};
  if (lp->loaded)
    hand_column(lp, (int)column + 1, changed);
}

/* ---- the solver ---- */

static int count_of(const struct ut_buf *list, size_t size)
{
  return (int)(list->len / size);
}

static void load(struct ut_lp *lp)
{
  const struct line *columns = (const void *)lp->columns.ptr, *rows = (const void *)lp->rows.ptr;
  int column_count = count_of(&lp->columns, sizeof *columns), row_count = count_of(&lp->rows, sizeof *rows);
  if (lp->problem)
    glp_erase_prob(lp->problem);
  else
    lp->problem = glp_create_prob();
  if (column_count > 0)
    glp_add_cols(lp->problem, column_count);
  for (int i = 0; i < column_count; i++)
    hand_column(lp, i + 1, &columns[i]);
  if (row_count > 0)
    glp_add_rows(lp->problem, row_count);
  for (int i = 0; i < row_count; i++)
    glp_set_row_bnds(lp->problem, i + 1, kind_of(rows[i].low, rows[i].high), rows[i].low, rows[i].high);
  if (lp->factors.len > 0)
    glp_load_matrix(lp->problem, count_of(&lp->factors, sizeof(double)) - 1,
                    (const int *)(const void *)lp->entry_rows.ptr, (const int *)(const void *)lp->entry_columns.ptr,
                    (const double *)(const void *)lp->factors.ptr);
  lp->loaded = true;
}

/* Begins anew, with one column at its upper bound. */
static void begin_at(struct ut_lp *lp, size_t start, glp_smcp *how)
{
  how->meth = GLP_DUALP;
  glp_std_basis(lp->problem);
  glp_set_col_stat(lp->problem, (int)start + 1, GLP_NU);
  lp->work += PROGRAM;
}

static enum ut_lp_result run_simplex(struct ut_lp *lp, size_t start)
{
  glp_smcp how;
  glp_init_smcp(&how);
  how.msg_lev = GLP_MSG_OFF;
  if (start != UT_LP_LAST)
    begin_at(lp, start, &how);
  int before = glp_get_it_cnt(lp->problem), failure = glp_simplex(lp->problem, &how);
  lp->work += 1 + (size_t)(glp_get_it_cnt(lp->problem) - before);
  if (failure != 0)
    return UT_LP_FAILED;
  if (glp_get_status(lp->problem) == GLP_OPT)
    return UT_LP_OPTIMAL;
  return glp_get_prim_stat(lp->problem) == GLP_NOFEAS ? UT_LP_INFEASIBLE : UT_LP_FAILED;
}

/* Keeps what GLPK would print from the terminal. What it cannot allocate it only says here. */
static int note_output(void *info, const char *text)
{
  struct ut_lp *lp = info;
  lp->no_memory = lp->no_memory || strstr(text, "memory");
  return 1;
}

static void escape(void *info)
{
  struct ut_lp *lp = info;
  longjmp(lp->failed, 1);
}

enum ut_status ut_lp_solve(struct ut_lp *lp, size_t start, enum ut_lp_result *result)
{
  int environment = glp_init_env();
  *result = UT_LP_FAILED;
  if (environment > 1)
    return UT_NOMEM;
  lp->own_environment = lp->own_environment || environment == 0;
  lp->no_memory = false;
  if (setjmp(lp->failed) != 0) { /* nothing in the environment can be used any more, the problem neither */
    glp_free_env();
    lp->own_environment = lp->loaded = false;
    lp->problem = NULL;
    return lp->no_memory ? UT_NOMEM : UT_OK;
  }
  glp_term_hook(note_output, lp);
  glp_error_hook(escape, lp);
  if (!lp->loaded)
    load(lp);
  *result = run_simplex(lp, start);
  glp_error_hook(NULL, NULL);
  glp_term_hook(NULL, NULL);
  return UT_OK;
}

double ut_lp_value(const struct ut_lp *lp, size_t column)
{
  return glp_get_col_prim(lp->problem, (int)column + 1);
}

double ut_lp_dual(const struct ut_lp *lp, size_t row)
{
  return glp_get_row_dual(lp->problem, (int)row + 1);
}

size_t ut_lp_work(const struct ut_lp *lp)
{
  return lp->work;
}

void ut_lp_free(struct ut_lp *lp)
{
  if (!lp)
    return;
  if (lp->problem)
    glp_delete_prob(lp->problem);
  if (lp->own_environment)
    glp_free_env();
  ut_buf_clear(&lp->columns);
  ut_buf_clear(&lp->rows);
  ut_buf_clear(&lp->entry_rows);
  ut_buf_clear(&lp->entry_columns);
  ut_buf_clear(&lp->factors);
  free(lp);
}
