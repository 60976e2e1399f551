/* Finance: textbook figures, and figures marked R, which R 4.2.2 gave for the expression in the comment, with
 * pv <- function(f, r) sum(f / (1 + r)^(seq_along(f) - 1))
 * irr <- function(f, low, high) uniroot(function(r) pv(f, r), c(low, high), tol = 1e-15)$root */
#include "stats/finance.h"

#include "../near.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Sum over t of flows[t] (1 + rate)^-t, by Horner's rule. */
static double present_value(const double *flows, size_t count, double rate)
{
  double value = 0;
  for (size_t i = count; i-- > 0;)
    value = value / (1 + rate) + flows[i];
  return value;
}

/* A cost of 3 000 at the end of year 1 and benefits of 500 a year in years 1 to 20, at 3 percent. */
enum { YEARS = 20 };
static void fill_project(double benefits[YEARS + 1], double costs[YEARS + 1], double net[YEARS + 1])
{
  for (int year = 0; year <= YEARS; year++) {
    benefits[year] = year > 0 ? 500 : 0;
    costs[year] = year == 1 ? 3000 : 0;
    net[year] = benefits[year] - costs[year];
  }
}

static void a_project_is_worth_what_is_published(void **state)
{
  (void)state;
  double benefits[YEARS + 1], costs[YEARS + 1], net[YEARS + 1], rate = 0;
  fill_project(benefits, costs, net);
  double gained = present_value(benefits, YEARS + 1, 0.03), spent = present_value(costs, YEARS + 1, 0.03);
  assert_near(gained, 7438.74, 0.005);
  assert_near(spent, 2912.62, 0.005);
  assert_near(present_value(net, YEARS + 1, 0.03), 4526.12, 0.005);
  assert_near(gained / spent, 2.55, 0.005);
  assert_int_equal(ut_internal_rate(net, YEARS + 1, &rate), UT_ROOTS_ONE);
  assert_near(rate, 0.1930, 0.00005);
  assert_near(rate, 0.193004288268928, 1e-12); /* R: irr(net, .01, 1) */
}

static void months_compound_to_years(void **state)
{
  (void)state;
  double month = ut_rate_monthly(0.035), flows[61] = {-100000};
  assert_near(month, 0.00287089871907664, 1e-16); /* R: (1 + .035)^(1/12) - 1 */
  assert_near(ut_discount_factor(month, 12), 1 / 1.035, 1e-15);
  assert_near(ut_discount_factor(0.035, 2), 1 / 1.071225, 1e-15); /* 1.035 x 1.035 */
  assert_near(ut_discount_factor(0, 600), 1, 0);
  for (size_t i = 1; i < COUNT(flows); i++)
    flows[i] = 2100;
  assert_near(present_value(flows, COUNT(flows), month), 15593.1929580001, 1e-8); /* R: pv(flows, month) */
  double rate = 0;
  assert_int_equal(ut_internal_rate(flows, COUNT(flows), &rate), UT_ROOTS_ONE);
  assert_near(rate, 0.00791349261282137, 1e-13); /* R: irr(flows, 0, .1) */
}

/* 600 months: powers that no double holds are not formed. */
static void a_long_series_has_a_negative_return(void **state)
{
  (void)state;
  double flows[601] = {-7077454}, rate = 0;
  for (size_t i = 1; i < COUNT(flows); i++)
    flows[i] = 75292.06 * pow(0.98, (double)i - 1);
  assert_int_equal(ut_internal_rate(flows, COUNT(flows), &rate), UT_ROOTS_ONE);
  assert_near(rate, -0.00937821440447744, 1e-12); /* R: irr(c(-7077454, 75292.06 * .98^(0:599)), -.05, .1) */
}

/* R: Filter(function(r) abs(Im(r)) < 1e-9 && Re(r) > -1, 1 / polyroot(flows) - 1) unless said otherwise. */
static void no_root_and_several_roots_are_told_apart(void **state)
{
  (void)state;
  static const struct {
    double flows[7];
    enum ut_roots roots;
    double rate;
  } rows[] = {
      {{-1000, 120, 340, -50, 560, 410}, UT_ROOTS_ONE, 0.0966167188597132},
      {{-1000, 100, 100, 100}, UT_ROOTS_ONE, -0.424417443831631},
      {{-100, 20, 300, -40, -260, 35, 70}, UT_ROOTS_ONE, 0.413279987284175}, /* three changes of sign */
      {{-1000, 2500, -1540}, UT_ROOTS_SEVERAL, 0},                           /* 10 and 40 percent */
      {{-1000, 2200, -1210}, UT_ROOTS_SEVERAL, 0},                           /* (1.1 x - 1)^2: 10 percent, twice */
      {{-100, 370, -450, 180}, UT_ROOTS_SEVERAL, 0}, /* by hand: (x - 1) (1.2 x - 1) (1.5 x - 1): 0, 20, 50 */
      {{1000, -2000, 1500}, UT_ROOTS_NONE, 0},       /* the discriminant is -2 000 000 */
      {{-1000, 0, 1000}, UT_ROOTS_ONE, 0},           /* by hand: back what was paid */
      {{0, 0, -1000, 1100}, UT_ROOTS_ONE, 0.1},      /* by hand: leading zeros only postpone */
      {{-100, 150, -50}, UT_ROOTS_SEVERAL, 0},       /* by hand: 0 and -50 percent */
      {{-100, 100, 100, -100}, UT_ROOTS_SEVERAL, 0}, /* by hand: (x - 1)^2 (x + 1): 0, touched */
      {{-100, 300, -325, 150}, UT_ROOTS_ONE, 0.5},   /* by hand: 25 (3 x - 2) (2 x^2 - 3 x + 2) */
      {{100, 50}, UT_ROOTS_NONE, 0},
      {{-100, -50}, UT_ROOTS_NONE, 0},
      {{0}, UT_ROOTS_NONE, 0},
      {{-100}, UT_ROOTS_NONE, 0},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    double rate = -7;
    enum ut_roots roots = ut_internal_rate(rows[i].flows, COUNT(rows[i].flows), &rate);
    if (roots != rows[i].roots)
      fail_msg("row %zu: %d, expected %d", i, (int)roots, (int)rows[i].roots);
    assert_near(rate, roots == UT_ROOTS_ONE ? rows[i].rate : -7, 1e-12);
  }
  assert_int_equal(ut_internal_rate(NULL, 0, &(double){0}), UT_ROOTS_NONE);
}

static void payback_is_linear_within_the_period(void **state)
{
  (void)state;
  double even[600], discounted[600], forms[] = {100, 50, 200};
  for (size_t i = 0; i < COUNT(even); i++) {
    even[i] = 75292.06;
    discounted[i] = even[i] * ut_discount_factor(0.035, (double)(i + 1) / 12);
  }
  assert_near(ut_payback(even, COUNT(even), 7077454), 7077454 / 75292.06, 1e-9); /* 94.0 months */
  /* R: G <- cumsum(75292.06 * 1.035^(-(1:600) / 12)); i <- which(G >= 7077454)[1];
   * i - 1 + (7077454 - G[i-1]) / (G[i] - G[i-1]) */
  assert_near(ut_payback(discounted, COUNT(discounted), 7077454), 109.713813506627, 1e-9);
  assert_near(ut_payback(forms, 3, 100), 1, 0);
  assert_near(ut_payback(forms, 3, 175), 2.125, 0); /* 25 of the 200 of period 3 */
  assert_near(ut_payback(forms, 3, 350), 3, 0);
  assert_near(ut_payback(forms, 3, 0), 0, 0);
  assert_near(ut_payback(forms, 3, -5), 0, 0);
  assert_true(isinf(ut_payback(forms, 3, 350.01)));
  assert_true(isinf(ut_payback(forms, 0, 1)));
  assert_true(isinf(ut_payback((double[]){-5, 0}, 2, 1)));
  assert_near(ut_payback((double[]){100, -60, 100}, 3, 100), 1, 0); /* the first time counts */
}

static void annuities_agree_with_r(void **state)
{
  (void)state;
  double month = ut_rate_monthly(0.035);
  assert_near(ut_annuity_factor(month, 60), 55.0443775990476, 1e-10); /* R: (1 - (1 + month)^-60) / month */
  assert_near(ut_annuity_factor(0, 36), 36, 0);
  assert_near(ut_annuity_factor(0.03, 20) * 500, 7438.73743022775, 1e-9); /* R: pv(benefits, .03) */
}

/* At its internal rate a series is worth nothing, and one that pays back at that rate does so in its last period. */
static void the_rate_of_return_gives_no_value(void **state)
{
  (void)state;
  for (unsigned seed = 1; seed <= 200; seed++) {
    double flows[25] = {-(double)(1 + seed * 7919 % 5000)}, rate;
    for (size_t i = 1; i < COUNT(flows); i++)
      flows[i] = (double)(seed * i * 104729 % 997);
    assert_int_equal(ut_internal_rate(flows, COUNT(flows), &rate), UT_ROOTS_ONE);
    assert_true(rate > -1);
    assert_near(present_value(flows, COUNT(flows), rate) / flows[0], 0, 1e-9);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_project_is_worth_what_is_published),
      cmocka_unit_test(months_compound_to_years),
      cmocka_unit_test(a_long_series_has_a_negative_return),
      cmocka_unit_test(no_root_and_several_roots_are_told_apart),
      cmocka_unit_test(payback_is_linear_within_the_period),
      cmocka_unit_test(annuities_agree_with_r),
      cmocka_unit_test(the_rate_of_return_gives_no_value),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
