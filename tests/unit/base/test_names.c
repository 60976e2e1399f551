/* Lists of names and ranges, as options write them. */
#include "base/names.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static void lists_are_taken_apart(void **state)
{
  struct ut_names names = {0};
  (void)state;
  assert_int_equal(ut_names_parse("kon, insats", &names, NULL), UT_OK);
  assert_int_equal(names.count, 2);
  assert_true(ut_names_have(&names, "kon") && ut_names_have(&names, "insats"));
  assert_false(ut_names_have(&names, "start"));
}

static void bad_lists_are_refused(void **state)
{
  static const struct {
    const char *list, *message;
  } rows[] = {
      {"", "an empty name in the list"},
      {"a,,b", "an empty name in the list"},
      {"a, ", "an empty name in the list"},
      {"a,b,a", "\"a\" stands twice"},
  };
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct ut_names names = {0};
    struct ut_error err;
    assert_int_equal(ut_names_parse(rows[i].list, &names, &err), UT_USAGE);
    assert_string_equal(err.text, rows[i].message);
  }
}

static void names_are_bounded(void **state)
{
  struct ut_names names = {0};
  struct ut_buf text = {0};
  struct ut_error err;
  (void)state;
  ut_buf_add_string(&text, "n1");
  for (int i = 2; i <= UT_NAMES_MAX; i++)
    ut_buf_format(&text, ",n%d", i);
  assert_int_equal(ut_names_parse(ut_buf_string(&text), &names, &err), UT_OK);
  ut_buf_add_string(&text, ",one_more");
  names.count = 0;
  assert_int_equal(ut_names_parse(ut_buf_string(&text), &names, &err), UT_USAGE);
  assert_string_equal(err.text, "more than 64 names");
  ut_buf_clear(&text);
}

static void ranges_go_up(void **state)
{
  static const char *const refused[] = {"", "5", "5..5", "5..1", "1...5", "..5", "1..", "1..5.5"};
  struct ut_range range;
  (void)state;
  assert_true(ut_range_parse("-2..9", &range));
  assert_true(range.low == -2 && range.high == 9);
  for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
    assert_false(ut_range_parse(refused[i], &range));
}

static void months_rise(void **state)
{
  static const struct {
    const char *list, *message;
  } refused[] = {
      {"6,6", "\"6\" stands twice"},
      {"6,06", "6 stands twice"},
      {"0", "\"0\" is not a number of months (expected 1 to 1200, such as 6,12,18)"},
      {"1201", "\"1201\" is not a number of months (expected 1 to 1200, such as 6,12,18)"},
      {"6m", "\"6m\" is not a number of months (expected 1 to 1200, such as 6,12,18)"},
      {"1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25", "more than 24 numbers of months"},
  };
  struct ut_months months;
  (void)state;
  assert_int_equal(ut_months_parse("18, 6,12", &months, NULL), UT_OK);
  assert_int_equal(months.count, 3);
  assert_true(months.months[0] == 6 && months.months[1] == 12 && months.months[2] == 18);
  for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
    struct ut_error err = {0};
    assert_int_equal(ut_months_parse(refused[i].list, &months, &err), UT_USAGE);
    assert_string_equal(err.text, refused[i].message);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(lists_are_taken_apart), cmocka_unit_test(bad_lists_are_refused),
      cmocka_unit_test(names_are_bounded),     cmocka_unit_test(ranges_go_up),
      cmocka_unit_test(months_rise),
  };
  return cmocka_run_group_tests_name("names", tests, NULL, NULL);
}
