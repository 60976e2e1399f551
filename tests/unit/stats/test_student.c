/* Welch's interval and Student's distribution, held against R 4.2.2: qt, pt. */
#include "stats/student.h"

#include "../near.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void differences_of_means_have_the_limits_of_welch(void **state)
{
  (void)state;
  static const struct {
    struct ut_mean a, b;
    double low, high, p;
  } rows[] = {
      {{10, 75.2, 12.3}, {15, 66.1, 20.4}, -4.4496956644, 22.6496956644, 0.177980823763},
      {{2, 75.2, 12.3}, {2, 66.1, 0.4}, -100.919565492, 119.119565492, 0.485479798457},
      {{20000, 75.2, 12.3}, {30000, 75.1, 10.4}, -0.107150181452, 0.307150181452, 0.344059611772},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    struct ut_mean_difference d = {0};
    assert_true(ut_welch(rows[i].a, rows[i].b, 95, &d));
    assert_near(d.low, rows[i].low, 1e-9 * fabs(rows[i].low));
    assert_near(d.high, rows[i].high, 1e-9 * fabs(rows[i].high));
    assert_near(d.p, rows[i].p, 1e-11);
  }
}

/* 2 4 and 4 4 5 5 7 9 together: mean 5, squares 32 of 7. One and none. */
static void means_are_pooled(void **state)
{
  (void)state;
  struct ut_mean pooled = ut_mean_pool((struct ut_mean){2, 3, sqrt(2)}, (struct ut_mean){6, 34.0 / 6, sqrt(58.0 / 15)});
  assert_int_equal(pooled.count, 8);
  assert_near(pooled.mean, 5, 1e-14);
  assert_near(pooled.deviation, sqrt(32.0 / 7), 1e-14);
  pooled = ut_mean_pool((struct ut_mean){0, NAN, NAN}, (struct ut_mean){1, 3, NAN});
  assert_near(pooled.mean, 3, 0);
  pooled = ut_mean_pool(pooled, (struct ut_mean){1, 5, NAN});
  assert_near(pooled.deviation, sqrt(2), 1e-14);
}

static void one_value_and_no_spread_say_nothing(void **state)
{
  (void)state;
  struct ut_mean_difference d;
  assert_false(ut_welch((struct ut_mean){1, 5, NAN}, (struct ut_mean){9, 4, 1}, 95, &d));
  assert_false(ut_welch((struct ut_mean){9, 5, 0}, (struct ut_mean){9, 4, 0}, 95, &d));
  assert_false(ut_welch((struct ut_mean){9, 5, NAN}, (struct ut_mean){9, 4, 1}, 95, &d));
}

/* With one degree of freedom the tails are 1 - 2 atan(t) / pi, with two 1 - t / sqrt(2 + t^2). */
static void tails_are_those_in_closed_form(void **state)
{
  (void)state;
  double t = 0;
  for (int i = 0; i < 9; i++) {
    assert_near(ut_student_tails(t, 1), 1 - 2 * atan(t) / M_PI, 1e-13);
    assert_near(ut_student_tails(-t, 2), 1 - t / sqrt(2 + t * t), 1e-13);
    t = 3 * t + 0.125;
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(differences_of_means_have_the_limits_of_welch),
      cmocka_unit_test(means_are_pooled),
      cmocka_unit_test(one_value_and_no_spread_say_nothing),
      cmocka_unit_test(tails_are_those_in_closed_form),
  };
  return cmocka_run_group_tests_name("student", tests, NULL, NULL);
}
