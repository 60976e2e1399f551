/* Whole numbers as other programs write them. */
#include "base/whole.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct reading {
  const char *text;
  int64_t expected;
};

static void decimals_that_are_zeros_do_not_count(void **state)
{
  static const struct reading rows[] = {
      {"1970", 1970},
      {"1970.0", 1970},
      {"1970,0", 1970},
      {"12.00", 12},
      {"-3.0", -3},
      {"100.0000", 100},
      {"1970.000", 1970},
      {"0.000", 0},
      {"0,000", 0},
      {" 12 ", 12},
      {"1 234", 1234},
      {"1 234.0", 1234},
      {"1\u00A0234\u00A0567,00", 1234567},
      {"007", 7},
      {"-1 234", -1234},
      {"1 234.000", 1234},
      {"999999999999999999", 999999999999999999},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    int64_t n = 42;
    if (!ut_number_whole(ut_text_of(rows[i].text), &n) || n != rows[i].expected)
      fail_msg("%s: %lld", rows[i].text, (long long)n);
  }
}

static void others_are_no_whole_numbers(void **state)
{
  static const char *const rows[] = {"",      " ",   "12.5", "12.000", "12,000", "-1.000", "1.234",
                                     "1,234", "12.", ".0",   "1.0.0",  "1,0.0",  "1e3",    "12 kr",
                                     "(12)",  "12-", "1 23", "12 34",  "+1",     "1.0 0",  "1000000000000000000"};
  int64_t n;
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++)
    if (ut_number_whole(ut_text_of(rows[i]), &n))
      fail_msg("%s: %lld", rows[i], (long long)n);
  assert_false(ut_number_whole((struct ut_text){NULL, 0}, &n));
}

static void as_exact_as_it_is_asked_for(void **state)
{
  static const struct reading rows[] = {{"50", 5000},     {"50.0", 5000},  {"62,5", 6250}, {"62.5000", 6250},
                                        {"50.000", 5000}, {"-1.25", -125}, {"0.1000", 10}};
  int64_t n;
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++)
    if (!ut_number_exact(ut_text_of(rows[i].text), 2, &n) || n != rows[i].expected)
      fail_msg("%s: %lld", rows[i].text, (long long)n);
  assert_false(ut_number_exact(ut_text_of("62.505"), 2, &n));
  assert_false(ut_number_exact(ut_text_of("1,2,3"), 2, &n));
  assert_false(ut_number_exact(ut_text_of("halv"), 2, &n));
  assert_false(ut_number_exact(ut_text_of("999999999999999999"), 2, &n));
  assert_true(ut_number_exact(ut_text_of("3.0"), 0, &n) && n == 3);
}

static void zeros_are_taken_off_numbers_alone(void **state)
{
  static const char *const rows[][2] = {{"5010.0", "5010"},   {"A17.0", "A17.0"}, {"17", "17"},        {"1.5", "1.5"},
                                        {"12.000", "12.000"}, {".0", ".0"},       {"2019.00", "2019"}, {"", ""}};
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++)
    if (!ut_text_is(ut_number_bare(ut_text_of(rows[i][0])), rows[i][1]))
      fail_msg("%s", rows[i][0]);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(decimals_that_are_zeros_do_not_count),
      cmocka_unit_test(others_are_no_whole_numbers),
      cmocka_unit_test(as_exact_as_it_is_asked_for),
      cmocka_unit_test(zeros_are_taken_off_numbers_alone),
  };
  return cmocka_run_group_tests_name("whole", tests, NULL, NULL);
}
