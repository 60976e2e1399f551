/* A linear program: columns within bounds, rows that are sums of columns within bounds, and the least cost of the
 * columns. lp.c alone knows the solver, GLPK. */
#ifndef UTFALL_LP_H
#define UTFALL_LP_H

#include <math.h>

#include "utfall/text.h"

struct ut_lp;

enum ut_lp_result {
  UT_LP_FAILED,    /* the solver gave up, which says nothing of the program */
  UT_LP_OPTIMAL,   /* the values are a solution, and none costs less */
  UT_LP_INFEASIBLE /* there is no solution */
};

/* A program without columns and rows. UT_NOMEM. Freed by the caller, after a failure too. */
enum ut_status ut_lp_new(struct ut_lp **out);

/* Takes all columns and rows away. */
void ut_lp_clear(struct ut_lp *lp);

/* Columns and rows are numbered from 0 in the order in which they are added; an entry is the factor of a column in a
 * row. INFINITY is no upper bound. UT_NOMEM. */
enum ut_status ut_lp_add_column(struct ut_lp *lp, double low, double high, double cost);
enum ut_status ut_lp_add_row(struct ut_lp *lp, double low, double high);
enum ut_status ut_lp_add_entry(struct ut_lp *lp, size_t row, size_t column, double factor);

/* Changes the bounds and the cost of a column, after ut_lp_solve too. */
void ut_lp_set_column(struct ut_lp *lp, size_t column, double low, double high, double cost);

/* For ut_lp_solve: begin where the last solution is. */
#define UT_LP_LAST SIZE_MAX

/* Solves by the dual simplex method, which begins with each column at its lower bound but `start` at its upper one: it
 * is fast where moving other columns alone gains nothing. UT_LP_LAST: by the primal method, from the last solution, or
 * with each column at its lower bound, which is fast where nothing but costs has changed. The program can be changed
 * and solved again after that. UT_NOMEM.
 * Uses the environment that GLPK has in the thread, or begins one, which ut_lp_free ends. Hooks for its output and
 * errors are taken away. After UT_NOMEM the environment is gone, and it may be so after UT_LP_FAILED. */
enum ut_status ut_lp_solve(struct ut_lp *lp, size_t start, enum ut_lp_result *result);

/* The value of a column in the solution that was found last. */
double ut_lp_value(const struct ut_lp *lp, size_t column);

/* What one more of the row would cost, in the solution that was found last. */
double ut_lp_dual(const struct ut_lp *lp, size_t row);

/* How many pivots all programs have taken so far, and some for each program: what a search may spend, which is the same
 * on any machine. */
size_t ut_lp_work(const struct ut_lp *lp);

/* NULL is allowed. */
void ut_lp_free(struct ut_lp *lp);

#endif
