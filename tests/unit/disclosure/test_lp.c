/* Linear programs that can be solved by hand, and what is left of GLPK after them. */
#include "disclosure/lp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <glpk.h>

/* x from 0 to 5 earns 100 a step, y and z from 0 cost 1 and 2; x - y - z is 0. */
static struct ut_lp *exchange_of(double y, double z)
{
  struct ut_lp *lp;
  assert_int_equal(ut_lp_new(&lp), UT_OK);
  assert_int_equal(ut_lp_add_column(lp, 0, 5, -100), UT_OK);
  assert_int_equal(ut_lp_add_column(lp, 0, y, 1), UT_OK);
  assert_int_equal(ut_lp_add_column(lp, 0, z, 2), UT_OK);
  assert_int_equal(ut_lp_add_row(lp, 0, 0), UT_OK);
  for (size_t i = 0; i < 3; i++)
    assert_int_equal(ut_lp_add_entry(lp, 0, i, i == 0 ? 1 : -1), UT_OK);
  return lp;
}

static void assert_solved(struct ut_lp *lp, double x, double y, double z)
{
  const double expected[] = {x, y, z};
  enum ut_lp_result result;
  assert_int_equal(ut_lp_solve(lp, 0, &result), UT_OK);
  assert_int_equal(result, UT_LP_OPTIMAL);
  for (size_t i = 0; i < 3; i++)
    assert_true(fabs(ut_lp_value(lp, i) - expected[i]) < 1e-9);
}

/* The 5 of x come from y, which is cheaper, as far as it goes. */
static void the_least_cost(void **state)
{
  (void)state;
  struct ut_lp *lp = exchange_of(3, 9);
  assert_solved(lp, 5, 3, 2);
  ut_lp_free(lp);
}

/* The other way once it earns more: from where it was, and from nothing. */
static void goes_on(void **state)
{
  (void)state;
  struct ut_lp *lp = exchange_of(9, 9);
  enum ut_lp_result result;
  for (int cheaper = 1; cheaper <= 2; cheaper++) {
    ut_lp_set_column(lp, 1, 0, 9, cheaper == 1 ? 1 : 2);
    ut_lp_set_column(lp, 2, 0, 9, cheaper == 1 ? 2 : 1);
    assert_int_equal(ut_lp_solve(lp, UT_LP_LAST, &result), UT_OK);
    assert_int_equal(result, UT_LP_OPTIMAL);
    assert_true(fabs(ut_lp_value(lp, (size_t)cheaper) - 5) < 1e-9);
  }
  ut_lp_free(lp);
}

/* There are no more than 4 in both. */
static void as_far_as_it_goes(void **state)
{
  (void)state;
  struct ut_lp *lp = exchange_of(3, 1);
  assert_solved(lp, 4, 3, 1);
  ut_lp_free(lp);
}

/* x must be 5; then it need not; then there is another program: x is no less than 1 by its row, and costs. */
static void programs_change(void **state)
{
  (void)state;
  struct ut_lp *lp = exchange_of(3, 1);
  enum ut_lp_result result;
  ut_lp_set_column(lp, 0, 5, 5, 0);
  assert_int_equal(ut_lp_solve(lp, 0, &result), UT_OK);
  assert_int_equal(result, UT_LP_INFEASIBLE);
  ut_lp_set_column(lp, 0, 0, 2, -100);
  assert_solved(lp, 2, 2, 0);
  ut_lp_clear(lp);
  assert_int_equal(ut_lp_add_column(lp, 0, 7, 1), UT_OK);
  assert_int_equal(ut_lp_add_row(lp, 1, INFINITY), UT_OK);
  assert_int_equal(ut_lp_add_entry(lp, 0, 0, 2), UT_OK);
  assert_int_equal(ut_lp_solve(lp, 0, &result), UT_OK);
  assert_int_equal(result, UT_LP_OPTIMAL);
  assert_true(fabs(ut_lp_value(lp, 0) - 0.5) < 1e-9);
  ut_lp_free(lp);
}

/* GLPK neither prints nor ends the program, and the same program is solved once there is memory. */
static void without_memory(void **state)
{
  (void)state;
  enum { MANY = 20000 };
  struct ut_lp *lp = exchange_of(3, 9);
  enum ut_lp_result result;
  for (size_t i = 0; i < MANY; i++)
    assert_int_equal(ut_lp_add_column(lp, 0, 1, 1), UT_OK);
  assert_int_equal(glp_init_env(), 0);
  glp_mem_limit(1);
  assert_int_equal(ut_lp_solve(lp, 0, &result), UT_NOMEM);
  assert_solved(lp, 5, 3, 2);
  ut_lp_free(lp);
}

/* What GLPK refuses otherwise is a failure of its own: a column can be in a row but once. */
static void a_solver_that_fails(void **state)
{
  (void)state;
  struct ut_lp *lp = exchange_of(3, 9);
  enum ut_lp_result result;
  assert_int_equal(ut_lp_add_entry(lp, 0, 1, 1), UT_OK);
  assert_int_equal(ut_lp_solve(lp, 0, &result), UT_OK);
  assert_int_equal(result, UT_LP_FAILED);
  ut_lp_free(lp);
}

/* GLPK of the program that uses the library stays as it was; without one nothing of it is left. */
static void the_environment_of_others(void **state)
{
  (void)state;
  struct ut_lp *lp = exchange_of(3, 9);
  assert_int_equal(glp_init_env(), 0);
  glp_prob *own = glp_create_prob();
  assert_solved(lp, 5, 3, 2);
  ut_lp_free(lp);
  assert_int_equal(glp_get_num_cols(own), 0);
  glp_delete_prob(own);
  assert_int_equal(glp_free_env(), 0);
  lp = exchange_of(3, 9);
  assert_solved(lp, 5, 3, 2);
  ut_lp_free(lp);
  assert_int_equal(glp_free_env(), 1); /* there is none */
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_least_cost),
      cmocka_unit_test(as_far_as_it_goes),
      cmocka_unit_test(goes_on),
      cmocka_unit_test(programs_change),
      cmocka_unit_test(without_memory),
      cmocka_unit_test(a_solver_that_fails),
      cmocka_unit_test(the_environment_of_others),
  };
  return cmocka_run_group_tests_name("lp", tests, NULL, NULL);
}
