#include "chart/scale.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void assert_ticks(double low, double high, int most, const char *first, const char *second, const char *last)
{
  struct ut_scale s = {.from = 0, .to = 100};
  char text[UT_RATIO_SIZE];
  ut_scale_round(&s, low, high, most);
  assert_string_equal(ut_scale_text(&s, s.first, text), first);
  assert_string_equal(ut_scale_text(&s, s.first + 1, text), second);
  assert_string_equal(ut_scale_text(&s, s.last, text), last);
}

static void test_round(void **state)
{
  (void)state;
  assert_ticks(0, 100, 6, "0", "20", "100");
  assert_ticks(0, 47, 6, "0", "10", "50");
  assert_ticks(0, 1, 6, "0.0", "0.2", "1.0");
  assert_ticks(-28, 20.2, 7, "-30", "-20", "30");
  assert_ticks(2.4, 3.6, 7, "2.4", "2.6", "3.6");
  assert_ticks(0, 2859337.5, 6, "0", "1000000", "3000000");
}

/* Nothing, one figure alone, and one below zero have ends that are apart. */
static void test_ends(void **state)
{
  (void)state;
  assert_ticks(0, 0, 3, "0.0", "0.5", "1.0");
  assert_ticks(7, 7, 3, "0", "5", "10");
  assert_ticks(-3, -3, 3, "-4", "-2", "0");
}

static void test_pixels(void **state)
{
  (void)state;
  struct ut_scale s = {.from = 10, .to = 110};
  ut_scale_round(&s, 0, 50, 6);
  assert_true(ut_scale_at(&s, 25) == 60);
  s.from = 110, s.to = 10;
  assert_true(ut_scale_at(&s, 50) == 10);
}

/* 0 to 36: the ticks are within. */
static void test_exact(void **state)
{
  (void)state;
  struct ut_scale s = {.from = 0, .to = 36};
  char text[UT_RATIO_SIZE];
  ut_scale_exact(&s, 0, 36, 5);
  assert_true(ut_scale_at(&s, 36) == 36);
  assert_string_equal(ut_scale_text(&s, s.last, text), "30");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_round),
      cmocka_unit_test(test_ends),
      cmocka_unit_test(test_pixels),
      cmocka_unit_test(test_exact),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
