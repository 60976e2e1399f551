/* Statistics: Wilson, normal quantiles, distributions. Figures marked R are from R 4.2.2. */
#include "utfall/stats.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void assert_close(double got, double expected, double relative)
{
  if (fabs(got - expected) > relative * fabs(expected))
    fail_msg("%.17g is not %.17g", got, expected);
}

/* R: -qnorm((100 - confidence) / 200). The header's 1.959963984540054 is to the digit. */
static void normal_quantiles_are_those_of_r(void **state)
{
  (void)state;
  static const double rows[][2] = {
      {50, 0.6744897501960817},
      {80, 1.281551565544601},
      {84.9, 1.436008227944182},
      {85.1, 1.443072674370901},
      {90, 1.644853626951473},
      {95, 1.959963984540054},
      {99, 2.5758293035489},
      {99.9, 3.29052673149191},
      {99.99999999, 6.466951182147218},
      {100 - 1e-11, 7.440843494571507},
  };
  for (size_t i = 0; i < COUNT(rows); i++)
    assert_close(ut_normal_quantile(rows[i][0]), rows[i][1], 2e-15);
}

/* Near the middle R's argument has lost its digits; the series q sqrt(2 pi) (1 + pi q^2 / 3) with q = 5e-7 has not. */
static void a_small_confidence_keeps_its_digits(void **state)
{
  (void)state;
  assert_close(ut_normal_quantile(0.0001), 1.2533141373158282e-06, 2e-15);
}

/* R: 100 * prop.test(count, base, correct = FALSE, conf.level = confidence / 100)$conf.int */
static void wilson_intervals_are_those_of_r(void **state)
{
  (void)state;
  static const struct {
    int64_t count, base;
    double confidence, low, high;
  } rows[] = {
      {0, 10, 95, 0, 27.7532799862889},
      {10, 10, 95, 72.2467200137111, 100},
      {0, 1, 95, 0, 79.3450685622763},
      {1, 1, 95, 20.6549314377238, 100},
      {7, 55, 95, 6.30421042736464, 24.0170276559091},
      {5, 55, 95, 3.94581550741804, 19.5774945839799},
      {43, 55, 95, 65.62996597816, 87.053975958877},
      {81, 263, 95, 25.5288519878274, 36.62095769828},
      {1, 3, 99, 4.04266292960847, 85.5783984952333},
      {2604, 8400, 95, 30.0198330122578, 31.997537072114},
      {500000, 1000000, 95, 49.9020019890005, 50.0979980109995},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    struct ut_interval ci = ut_wilson(rows[i].count, rows[i].base, ut_normal_quantile(rows[i].confidence));
    assert_close(ci.low, rows[i].low, 1e-13);
    assert_close(ci.high, rows[i].high, 1e-13);
  }
}

static struct ut_counts *counts_of(const int64_t *values, size_t n)
{
  struct ut_counts *c = NULL;
  assert_int_equal(ut_counts_new(&c), UT_OK);
  for (size_t i = 0; i < n; i++)
    assert_int_equal(ut_counts_add(c, values[i], 1), UT_OK);
  return c;
}

/* R: binom.test(up, up + down)$p.value. */
static void sign_tests_are_those_of_r(void **state)
{
  static const struct {
    int64_t up, down;
    double p;
  } rows[] = {
      {1, 0, 1},
      {0, 1, 1},
      {5, 5, 1},
      {7, 1, 0.0703125},
      {0, 10, 0.001953125},
      {12, 3, 0.03515625},
      {3, 9, 0.14599609375},
      {15, 1, 0.000518798828125},
      {23, 2, 1.94311141967774e-05},
      {38, 3, 1.04791979538277e-08},
      {60, 40, 0.0568879336409809},
      {5000, 5100, 0.324581546331394},
      {100, 0, 1.57772181044201e-30},
  };
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    double p = ut_sign_test(rows[i].up, rows[i].down);
    assert_true(fabs(p - rows[i].p) <= 1e-12 * rows[i].p);
  }
  assert_true(ut_sign_test(1000000, 0) >= 0 && ut_sign_test(1000000, 0) < 1e-300);
}

/* R: sd(c(3,-7,0,12,12,5,90,3,3,-7,41)); of values far from 0, the same. */
static void deviations_are_those_of_r(void **state)
{
  (void)state;
  static const int64_t x[] = {3, -7, 0, 12, 12, 5, 90, 3, 3, -7, 41};
  const int64_t far = INT64_C(1) << 40;
  struct ut_counts *c = counts_of(x, COUNT(x)), *shifted = counts_of(x, 0);
  assert_close(ut_counts_deviation(c), 28.34591520997177, 1e-14);
  assert_true(isnan(ut_counts_deviation(shifted)));
  for (size_t i = 0; i < COUNT(x); i++)
    assert_int_equal(ut_counts_add(shifted, x[i] + far, 1), UT_OK);
  assert_close(ut_counts_deviation(shifted), 28.34591520997177, 1e-14);
  ut_counts_free(c);
  ut_counts_free(shifted);
}

/* R: x <- c(3,-7,0,12,12,5,90,3,3,-7,41); median(x), sum(x), quantile(x, c(0,.1,.25,.5,.75,.9,.99,1), type = 1);
 * then y <- c(x, 1000) */
static void quantiles_are_those_of_r(void **state)
{
  (void)state;
  static const int64_t x[] = {3, -7, 0, 12, 12, 5, 90, 3, 3, -7, 41};
  static const int percents[] = {0, 10, 25, 50, 75, 90, 99, 100};
  static const int64_t of_x[] = {-7, -7, 0, 3, 12, 41, 90, 90}, of_y[] = {-7, -7, 0, 3, 12, 90, 1000, 1000};
  struct ut_counts *c = counts_of(x, COUNT(x));
  assert_int_equal(ut_counts_total(c), 11);
  assert_int_equal(ut_counts_sum(c), 155);
  assert_int_equal(ut_counts_median2(c), 2 * 3);
  for (size_t i = 0; i < COUNT(percents); i++)
    assert_int_equal(ut_counts_quantile(c, percents[i], 100), of_x[i]);
  assert_int_equal(ut_counts_add(c, 1000, 1), UT_OK);
  assert_int_equal(ut_counts_median2(c), 2 * 4);
  for (size_t i = 0; i < COUNT(percents); i++)
    assert_int_equal(ut_counts_quantile(c, percents[i], 100), of_y[i]);
  ut_counts_free(c);
}

/* R: z <- rep(c(10,20,30), c(1,2,1)); quantile(z, c(.25,.26,.75,.76), type = 1) is 10 20 20 30 */
static void quantiles_turn_at_exact_shares(void **state)
{
  (void)state;
  struct ut_counts *c = NULL;
  assert_int_equal(ut_counts_new(&c), UT_OK);
  assert_int_equal(ut_counts_add(c, 30, 1), UT_OK);
  assert_int_equal(ut_counts_add(c, 20, 2), UT_OK);
  assert_int_equal(ut_counts_add(c, 10, 1), UT_OK);
  assert_int_equal(ut_counts_quantile(c, 25, 100), 10);
  assert_int_equal(ut_counts_quantile(c, 26, 100), 20);
  assert_int_equal(ut_counts_quantile(c, 75, 100), 20);
  assert_int_equal(ut_counts_quantile(c, 76, 100), 30);
  ut_counts_free(c);
}

static void medians_keep_their_halves(void **state)
{
  (void)state;
  static const int64_t one[] = {5}, two[] = {1, 2}, negative[] = {-3, -2};
  struct ut_counts *a = counts_of(one, 1), *b = counts_of(two, 2), *c = counts_of(negative, 2);
  assert_int_equal(ut_counts_median2(a), 10);
  assert_int_equal(ut_counts_median2(b), 3);
  assert_int_equal(ut_counts_median2(c), -5);
  ut_counts_free(a);
  ut_counts_free(b);
  ut_counts_free(c);
}

/* 0..9999, each three times, in an order that jumps about: sum 3 x 49995000, median 4999.5. */
static void many_values_are_kept_apart(void **state)
{
  (void)state;
  struct ut_counts *c = NULL;
  assert_int_equal(ut_counts_new(&c), UT_OK);
  for (int64_t i = 0; i < 30000; i++)
    assert_int_equal(ut_counts_add(c, i * 7919 % 10000, 1), UT_OK);
  assert_int_equal(ut_counts_total(c), 30000);
  assert_int_equal(ut_counts_sum(c), 149985000);
  assert_int_equal(ut_counts_median2(c), 9999);
  assert_int_equal(ut_counts_quantile(c, 99, 100), 9899);
  ut_counts_free(c);
}

static void nothing_added_is_nothing(void **state)
{
  (void)state;
  struct ut_counts *c = NULL;
  assert_int_equal(ut_counts_new(&c), UT_OK);
  assert_int_equal(ut_counts_add(c, 7, 0), UT_OK);
  assert_int_equal(ut_counts_total(c), 0);
  assert_int_equal(ut_counts_sum(c), 0);
  ut_counts_free(c);
  ut_counts_free(NULL);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(normal_quantiles_are_those_of_r), cmocka_unit_test(a_small_confidence_keeps_its_digits),
      cmocka_unit_test(wilson_intervals_are_those_of_r), cmocka_unit_test(sign_tests_are_those_of_r),
      cmocka_unit_test(deviations_are_those_of_r),       cmocka_unit_test(quantiles_are_those_of_r),
      cmocka_unit_test(quantiles_turn_at_exact_shares),  cmocka_unit_test(medians_keep_their_halves),
      cmocka_unit_test(many_values_are_kept_apart),      cmocka_unit_test(nothing_added_is_nothing),
  };
  return cmocka_run_group_tests_name("stats", tests, NULL, NULL);
}
