/* Differences over strata and standardised differences: by hand, and as R 4.2.2 has them. */
#include "stats/strata.h"

#include "../near.h"

/* Women 10 of 40 against 12 of 80, men 12 of 30 against 20 of 70: w 26.667 and 21, 506.667 of 47.667; expected 6 and
 * 8.571. Limits and p: the formulas of rma.mh(measure = "RD"), R. */
static void strata_are_weighed_as_mantel_and_haenszel_do(void **state)
{
  (void)state;
  struct ut_strata s = {.unmatched = 0};
  ut_strata_add(&s, (struct ut_proportion){10, 40}, (struct ut_proportion){12, 80});
  ut_strata_add(&s, (struct ut_proportion){12, 30}, (struct ut_proportion){20, 70});
  struct ut_risk_difference d = ut_strata_difference(&s);
  assert_int_equal(s.treated.count, 22);
  assert_int_equal(s.treated.base, 70);
  assert_int_equal(s.control.count, 32);
  assert_int_equal(s.control.base, 150);
  assert_near(s.expected, 6 + 60.0 / 7, 1e-12);
  assert_near(100 * d.difference, 10.62937, 5e-6);
  assert_near(100 * (d.difference - ut_normal_quantile(95) * d.error), -1.901754, 5e-7);
  assert_near(100 * (d.difference + ut_normal_quantile(95) * d.error), 23.1605, 5e-5);
  assert_near(d.p, 0.09640955, 5e-9);
}

static void who_has_no_counterpart_is_left_out(void **state)
{
  (void)state;
  struct ut_strata s = {.unmatched = 0};
  ut_strata_add(&s, (struct ut_proportion){1, 2}, (struct ut_proportion){0, 0});
  ut_strata_add(&s, (struct ut_proportion){0, 0}, (struct ut_proportion){3, 4});
  assert_int_equal(s.unmatched, 2);
  assert_int_equal(s.treated.base, 0);
  assert_int_equal(s.control.base, 0);
  assert_true(isnan(ut_strata_difference(&s).difference));
}

/* All of three against none of seven: R has an interval from 100 to 100 points, of ten persons. */
static void where_nothing_varies_there_are_no_limits(void **state)
{
  (void)state;
  struct ut_strata none = {.unmatched = 0}, all = {.unmatched = 0};
  ut_strata_add(&none, (struct ut_proportion){0, 3}, (struct ut_proportion){0, 7});
  ut_strata_add(&all, (struct ut_proportion){3, 3}, (struct ut_proportion){0, 7});
  assert_near(ut_strata_difference(&none).difference, 0, 0);
  assert_true(isnan(ut_strata_difference(&none).error));
  assert_true(isnan(ut_strata_difference(&none).p));
  assert_near(ut_strata_difference(&all).difference, 1, 1e-15);
  assert_true(isnan(ut_strata_difference(&all).error));
  assert_true(isnan(ut_strata_difference(&all).p));
}

static double balance_of(const double shares[][2], size_t count)
{
  struct ut_imbalance b = {.aa = 0};
  for (size_t i = 0; i < count; i++)
    ut_imbalance_add(&b, shares[i][0], shares[i][1]);
  return ut_imbalance_difference(&b);
}

/* Two values: |.3 - .5| over the root of (.21 + .25) / 2. Three: with S = (.205, -.08; -.08, .15) of the first two,
 * whose inverse is (.15, .08; .08, .205) / .02435: .737994. Whichever is left out. */
static void differences_are_standardised(void **state)
{
  (void)state;
  assert_near(balance_of((const double[][2]){{.3, .5}}, 1), .2 / sqrt(.23), 1e-14);
  assert_near(balance_of((const double[][2]){{.7, .5}}, 1), .2 / sqrt(.23), 1e-14);
  assert_near(balance_of((const double[][2]){{.2, .5}, {.3, .1}}, 2), .737994, 5e-7);
  assert_near(balance_of((const double[][2]){{.3, .1}, {.5, .4}}, 2), .737994, 5e-7);
  assert_near(balance_of((const double[][2]){{.2, .2}, {0, 0}}, 2), 0, 1e-14);
}

static void groups_with_nothing_in_common_have_no_figure(void **state)
{
  (void)state;
  assert_true(isnan(balance_of((const double[][2]){{1, 0}}, 1)));
  assert_true(isnan(balance_of((const double[][2]){{.5, 0}, {.5, 0}}, 2)));
  assert_near(balance_of(NULL, 0), 0, 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(strata_are_weighed_as_mantel_and_haenszel_do),
      cmocka_unit_test(who_has_no_counterpart_is_left_out),
      cmocka_unit_test(where_nothing_varies_there_are_no_limits),
      cmocka_unit_test(differences_are_standardised),
      cmocka_unit_test(groups_with_nothing_in_common_have_no_figure),
  };
  return cmocka_run_group_tests_name("strata", tests, NULL, NULL);
}
