/* Lengths of time: what is one, what it adds, how many there are between two days. */
#include "base/timespan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static ut_date day(const char *text)
{
  return ut_date_parse(ut_text_of(text));
}

static void what_is_a_length(void **state)
{
  static const char *const none[] = {"",    "m",  "6",    "0m",     "-1m", "+6m", " 6m",
                                     "6 m", "6M", "1.5m", "10000d", "6mm", "1y"};
  struct ut_timespan t;
  (void)state;
  for (size_t i = 0; i < sizeof none / sizeof *none; i++)
    assert_false(ut_timespan_parse(ut_text_of(none[i]), &t));
  assert_true(ut_timespan_parse(ut_text_of("1m"), &t) && t.months == 1 && t.days == 0);
  assert_true(ut_timespan_parse(ut_text_of("6m"), &t) && t.months == 6 && t.days == 0);
  assert_true(ut_timespan_parse(ut_text_of("8w"), &t) && t.months == 0 && t.days == 56);
  assert_true(ut_timespan_parse(ut_text_of("9999d"), &t) && t.months == 0 && t.days == 9999);
}

static void what_it_adds(void **state)
{
  static const struct ut_timespan month = {.months = 1}, weeks = {.days = 14};
  (void)state;
  assert_int_equal(ut_timespan_after(day("2019-01-31"), month, 1), day("2019-02-28"));
  assert_int_equal(ut_timespan_after(day("2019-01-31"), month, 2), day("2019-03-31"));
  assert_int_equal(ut_timespan_after(day("2019-12-24"), weeks, 1), day("2020-01-07"));
  assert_int_equal(ut_timespan_after(day("2019-12-24"), weeks, 2), day("2020-01-21"));
  assert_int_equal(ut_timespan_after(day("2400-12-17"), weeks, 1), day("2400-12-31"));
  assert_int_equal(ut_timespan_after(day("2400-12-18"), weeks, 1), UT_DATE_NONE);
  assert_int_equal(ut_timespan_after(day("2400-12-20"), month, 1), UT_DATE_NONE);
  assert_int_equal(ut_timespan_after(UT_DATE_NONE, weeks, 1), UT_DATE_NONE);
}

static void how_many_there_are(void **state)
{
  static const struct ut_timespan quarter = {.months = 3}, week = {.days = 7};
  (void)state;
  assert_int_equal(ut_timespan_between(day("2019-01-01"), day("2019-03-31"), quarter), 0);
  assert_int_equal(ut_timespan_between(day("2019-01-01"), day("2019-04-01"), quarter), 1);
  assert_int_equal(ut_timespan_between(day("2018-11-30"), day("2019-02-28"), quarter), 1);
  assert_int_equal(ut_timespan_between(day("2019-01-01"), day("2019-01-14"), week), 1);
  assert_int_equal(ut_timespan_between(day("2019-01-01"), day("2019-01-15"), week), 2);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_a_length),
      cmocka_unit_test(what_it_adds),
      cmocka_unit_test(how_many_there_are),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
