/* Numbers as text: read exactly, and rounded as a person would. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "utfall/text.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void numbers_are_exact(void **state)
{
  (void)state;
  static const struct {
    const char *written;
    bool good;
    int64_t number, divisor;
  } numbers[] = {
      {"0", true, 0, 1},
      {"-15", true, -15, 1},
      {"2.50", true, 250, 100},
      {"-0.1", true, -1, 10},
      {"007", true, 7, 1},
      {"999999999999999999", true, 999999999999999999, 1},
      {"0.00000000000000001", true, 1, 100000000000000000},
      {"1000000000000000000", false, 0, 0},
      {"", false, 0, 0},
      {"-", false, 0, 0},
      {".5", false, 0, 0},
      {"5.", false, 0, 0},
      {"1.2.3", false, 0, 0},
      {"+1", false, 0, 0},
      {"1e3", false, 0, 0},
      {" 1", false, 0, 0},
      {"1,5", false, 0, 0},
  };
  for (size_t i = 0; i < COUNT(numbers); i++) {
    int64_t number, divisor;
    bool good = ut_number_parse(ut_text_of(numbers[i].written), &number, &divisor);
    assert_int_equal(good, numbers[i].good);
    if (good) {
      assert_int_equal(number, numbers[i].number);
      assert_int_equal(divisor, numbers[i].divisor);
    }
  }
}

static void ratios_are_rounded_half_away_from_zero(void **state)
{
  (void)state;
  static const struct {
    int64_t numerator, denominator;
    int decimals;
    const char *expected;
  } rows[] = {
      {100, 8, 1, "12.5"},
      {100, 8, 0, "13"},
      {-100, 8, 0, "-13"},
      {100, -8, 0, "-13"},
      {-100, -8, 0, "13"},
      {700, 55, 0, "13"},
      {700, 55, 1, "12.7"},
      {500, 55, 0, "9"},
      {4300, 55, 0, "78"},
      {4300, 55, 1, "78.2"},
      {0, 7, 1, "0.0"},
      {0, -7, 0, "0"},
      {-1, 1000, 1, "0.0"},
      {-1, 20, 1, "-0.1"},
      {1, 20, 1, "0.1"},
      {49, 1000, 1, "0.0"},
      {5, 1000, 2, "0.01"},
      {100, 3, 9, "33.333333333"},
      {9995, 1000, 2, "10.00"},
      {1, 0, 1, ""},
      {0, 0, 0, ""},
      {1005, 1000, 2, "1.01"},
      {INT64_C(4611686018427387904), 1, 9, "4611686018427387904.000000000"},
      {-INT64_C(4611686018427387904), 3, 1, "-1537228672809129301.3"},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    char buf[UT_RATIO_SIZE];
    assert_string_equal(ut_ratio_format(rows[i].numerator, rows[i].denominator, rows[i].decimals, buf),
                        rows[i].expected);
  }
}

static void rounded_ratios_are_integers(void **state)
{
  (void)state;
  assert_int_equal(ut_ratio_round(100, 8, 1), 125);
  assert_int_equal(ut_ratio_round(100, 8, 0), 13);
  assert_int_equal(ut_ratio_round(-100, 8, 0), -13);
  assert_int_equal(ut_ratio_round(-1, 3, 2), -33);
  assert_int_equal(ut_ratio_round(68498300, 788718, 0), 87);
  assert_true(ut_ratio_round(INT64_C(4611686018427387904), 1, 9) == INT64_MAX);
  assert_true(ut_ratio_round(-INT64_C(4611686018427387904), 1, 9) == INT64_MIN);
}

/* Every eighth: half away from zero, against a table written out by hand. */
static void eighths(void **state)
{
  (void)state;
  static const char *const whole[] = {"0", "13", "25", "38", "50", "63", "75", "88", "100"};
  for (int64_t i = 0; i <= 8; i++) {
    char buf[UT_RATIO_SIZE];
    assert_string_equal(ut_ratio_format(100 * i, 8, 0, buf), whole[i]);
  }
}

static void doubles_are_rounded_on_what_a_person_reads(void **state)
{
  (void)state;
  static const struct {
    double value;
    int decimals;
    const char *expected;
  } rows[] = {
      {0, 1, "0.0"},
      {-0.0, 1, "0.0"},
      {2.675, 2, "2.68"},
      {1.005, 2, "1.01"},
      {0.15, 1, "0.2"},
      {0.25, 1, "0.3"},
      {-0.25, 1, "-0.3"},
      {-0.04, 1, "0.0"},
      {-0.05, 1, "-0.1"},
      {0.05, 1, "0.1"},
      {0.5, 0, "1"},
      {-0.5, 0, "-1"},
      {0.49999999999999994, 0, "1"},
      {0.49999999999, 0, "0"},
      {24.949999999999999, 1, "25.0"},
      {24.9499999999, 1, "24.9"},
      {9.95, 1, "10.0"},
      {99.999, 2, "100.00"},
      {0.1 + 0.2, 1, "0.3"},
      {12345.678, 1, "12345.7"},
      {1e21, 1, "1000000000000000000000.0"},
      {1e-300, 2, "0.00"},
      {0.001, 9, "0.001000000"},
      {3, 0, "3"},
      {1234, 2, "1234.00"},
      {0.0999, 1, "0.1"},
      {9.5, 0, "10"},
      {1e30, 0, ""},
      {NAN, 1, ""},
      {INFINITY, 1, ""},
      {0.006, 2, "0.01"},
      {0.004, 2, "0.00"},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    char buf[UT_RATIO_SIZE];
    assert_string_equal(ut_double_format(rows[i].value, rows[i].decimals, buf), rows[i].expected);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(numbers_are_exact),
      cmocka_unit_test(ratios_are_rounded_half_away_from_zero),
      cmocka_unit_test(rounded_ratios_are_integers),
      cmocka_unit_test(eighths),
      cmocka_unit_test(doubles_are_rounded_on_what_a_person_reads),
  };
  return cmocka_run_group_tests_name("number", tests, NULL, NULL);
}
