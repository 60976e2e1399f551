/* Two proportions, and funnels. Figures by hand are of the reports that they are taken from; those marked R are of
 * R 4.2.2. */
#include "stats/proportions.h"

#include "../near.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Aborted: 25 of 127 against 22 of 127, Wilson 13.7-27.4 and 11.7-24.8. Ready for work: 34 of 54 against 18 of 57. The
 * last two are (a) and (h) of Newcombe's table II: 56/70 against 48/80, 10/10 against 0/10. */
static void differences_have_the_limits_of_newcombe(void **state)
{
  (void)state;
  static const struct {
    struct ut_proportion a, b;
    double low, high, tolerance;
  } rows[] = {
      {{25, 127}, {22, 127}, -7.2, 11.9, 0.05},
      {{34, 54}, {18, 57}, 12.8, 47.1, 0.05},
      {{56, 70}, {48, 80}, 5.24, 33.39, 0.005},
      {{10, 10}, {0, 10}, 60.75, 100, 0.005},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    struct ut_interval ci = ut_newcombe(rows[i].a, rows[i].b, ut_normal_quantile(95));
    assert_near(ci.low, rows[i].low, rows[i].tolerance);
    assert_near(ci.high, rows[i].high, rows[i].tolerance);
  }
}

/* Of the tea and the milk, 3 of 4 against 1 of 4: tables as likely or less are 4, 3, 1 and 0 of 4, (1 + 16 + 16 + 1) of
 * 70. Of 1 of 1 against 0 of 1 both tables are as likely. R: fisher.test. */
static void fisher_counts_tables_as_likely_or_less(void **state)
{
  (void)state;
  assert_near(ut_fisher_test((struct ut_proportion){3, 4}, (struct ut_proportion){1, 4}), 34.0 / 70, 1e-14);
  assert_near(ut_fisher_test((struct ut_proportion){1, 1}, (struct ut_proportion){0, 1}), 1, 1e-14);
  assert_near(ut_fisher_test((struct ut_proportion){4, 4}, (struct ut_proportion){0, 4}), 2.0 / 70, 1e-14);
  assert_near(ut_fisher_test((struct ut_proportion){25, 127}, (struct ut_proportion){22, 127}), 0.7468, 5e-5);
  assert_near(ut_fisher_test((struct ut_proportion){34, 54}, (struct ut_proportion){18, 57}), 0.0012, 5e-5);
  assert_near(ut_fisher_test((struct ut_proportion){0, 9}, (struct ut_proportion){0, 5}), 1, 0);
  assert_near(ut_fisher_test((struct ut_proportion){9, 9}, (struct ut_proportion){5, 5}), 1, 0);
}

/* Nothing overflows, and a table far from the likely ones is as good as impossible. */
static void fisher_bears_large_numbers(void **state)
{
  (void)state;
  const int64_t most = UT_PROPORTION_MOST;
  assert_near(ut_fisher_test((struct ut_proportion){most / 2, most}, (struct ut_proportion){most / 2, most}), 1, 1e-9);
  assert_near(ut_fisher_test((struct ut_proportion){most, most}, (struct ut_proportion){0, most}), 0, 0);
}

/* Four tests: the smallest times 4, the next times 3, then 2, then 1, none below the one before it. */
static void holm_adjusts_from_the_smallest(void **state)
{
  (void)state;
  double p[] = {0.04, 0.01, 0.03, 0.005}, expected[] = {0.06, 0.03, 0.06, 0.02};
  assert_int_equal(ut_holm(p, COUNT(p)), UT_OK);
  for (size_t i = 0; i < COUNT(p); i++)
    assert_near(p[i], expected[i], 1e-15);
  double large[] = {0.6, 0.9};
  assert_int_equal(ut_holm(large, 2), UT_OK);
  assert_near(large[0], 1, 0);
  assert_near(large[1], 1, 0);
  assert_int_equal(ut_holm(NULL, 0), UT_OK);
}

/* p0 = 39/114: n 37 and n 77. And of one: f(0) = f(1) = 1/2, so (0 - (1/2 - 0.025) / 1/2) is below 0, and
 * (1 - (1 - 0.975) / 1/2) = 0.95. */
static void funnels_have_interpolated_limits(void **state)
{
  (void)state;
  static const struct {
    int64_t base;
    struct ut_proportion whole;
    double tail, low, high;
  } rows[] = {
      {37, {39, 114}, 0.025, 17.9, 48.5}, {37, {39, 114}, 0.001, 10.4, 58.0}, {77, {39, 114}, 0.025, 23.2, 44.4},
      {77, {39, 114}, 0.001, 17.5, 50.7}, {1, {1, 2}, 0.025, 0, 95},          {5, {0, 9}, 0.025, 0, 0},
      {5, {9, 9}, 0.001, 100, 100},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    struct ut_interval limits = ut_funnel_limits(rows[i].base, rows[i].whole, rows[i].tail);
    assert_near(limits.low, rows[i].low, 0.05);
    assert_near(limits.high, rows[i].high, 0.05);
  }
}

/* The limits of a large base are those of the normal distribution: 50 +- 100 z sqrt(1/4 n). */
static void funnels_bear_large_numbers(void **state)
{
  (void)state;
  struct ut_interval limits = ut_funnel_limits(UT_PROPORTION_MOST, (struct ut_proportion){1, 2}, 0.025);
  assert_near(limits.low, 50 - 100 * 1.959964 * 0.5e-4, 1e-6);
  assert_near(limits.high, 50 + 100 * 1.959964 * 0.5e-4, 1e-6);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(differences_have_the_limits_of_newcombe),
      cmocka_unit_test(fisher_counts_tables_as_likely_or_less),
      cmocka_unit_test(fisher_bears_large_numbers),
      cmocka_unit_test(holm_adjusts_from_the_smallest),
      cmocka_unit_test(funnels_have_interpolated_limits),
      cmocka_unit_test(funnels_bear_large_numbers),
  };
  return cmocka_run_group_tests_name("proportions", tests, NULL, NULL);
}
