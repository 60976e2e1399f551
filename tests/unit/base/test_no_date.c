/* What is said of a text that is no date. */
#include "base/no_date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void says_which(void **state)
{
  (void)state;
  static const char *const rows[][2] = {
      {"2019-02-29", "\"2019-02-29\" is not a date: February 2019 has 28 days"},
      {"2020-02-30", "\"2020-02-30\" is not a date: February 2020 has 29 days"},
      {"2019-04-31", "\"2019-04-31\" is not a date: April 2019 has 30 days"},
      {"2019-12-32", "\"2019-12-32\" is not a date: December 2019 has 31 days"},
      {"9999-12-31", "\"9999-12-31\" is after 2400; an end that is open is an empty cell"},
      {"2401-01-01", "\"2401-01-01\" is after 2400; an end that is open is an empty cell"},
      {"2019-13-01", "\"2019-13-01\" is not a date (expected YYYY-MM-DD)"},
      {"2019-02-00", "\"2019-02-00\" is not a date (expected YYYY-MM-DD)"},
      {"1599-12-32", "\"1599-12-32\" is not a date (expected YYYY-MM-DD)"},
      {"29/2 2019", "\"29/2 2019\" is not a date (expected YYYY-MM-DD)"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct ut_error err;
    assert_int_equal(ut_no_iso_date(ut_text_of(rows[i][0]), UT_BAD_INPUT, &err), UT_BAD_INPUT);
    assert_string_equal(err.text, rows[i][1]);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(says_which)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
