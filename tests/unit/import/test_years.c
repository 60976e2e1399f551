/* Years, held against starts of known ones. */
#include "import/years.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static void note(void *context, const char *text, bool error)
{
  char *said = context;
  (void)error;
  strncat(said, text, 400 - strlen(said) - 1);
  strncat(said, "\n", 400 - strlen(said) - 1);
}

static void see(struct ut_years *s, const char *cell, int year, size_t line)
{
  ut_years_see_short(s, ut_text_of(cell), ut_date_make(year, 1, 5), "a.csv", line);
}

static void says(struct ut_years *s, const char *expected)
{
  char said[400] = "";
  struct ut_run run = {.say = note, .context = said};
  ut_years_note(s, &run);
  assert_string_equal(said, expected);
  ut_run_clear(&run);
}

static void start(struct ut_years *s, int year, size_t line)
{
  ut_years_count_start(s, ut_date_make(year, 3, 1), "a.csv", line);
}

/* The first and the last day of every year are of that year, or next to it. */
static void years_are_told_to_the_day(void **state)
{
  (void)state;
  for (int year = 1600; year < 2400; year++) {
    int middle = (int)ut_years_index(ut_date_make(year, 7, 1)), after = year - UT_YEARS_FIRST;
    assert_int_equal(middle, after);
    assert_in_range(ut_years_index(ut_date_make(year, 1, 1)) + 1, (size_t)after, (size_t)after + 1);
    assert_in_range(ut_years_index(ut_date_make(year, 12, 31)), (size_t)after, (size_t)after + 1);
  }
  assert_int_equal(ut_years_index(UT_DATE_NONE), UT_YEARS);
}

static void far_ones_are_said(void **state)
{
  (void)state;
  struct ut_years s = {0};
  for (int year = 2017; year <= 2020; year++)
    start(&s, year, 2);
  see(&s, "19-01-05", 2019, 2);
  see(&s, "29-01-05", 2029, 3);
  see(&s, "29-01-05", 2029, 4);
  see(&s, "2028-01-05", 2028, 5); /* four digits */
  says(&s, "years of two digits that are read as 2029, more than three years from most dates: 2, the first a.csv:3\n");
  says(&s, "");
}

/* Two years are empty, or three: 2020 and 2023, 2024. */
static void near_ones_are_not(void **state)
{
  (void)state;
  struct ut_years s = {0};
  start(&s, 2020, 2);
  see(&s, "23-01-05", 2023, 2);
  see(&s, "26-01-05", 2026, 3);
  says(&s, "");
  start(&s, 2020, 2);
  see(&s, "24-01-05", 2024, 2);
  says(&s, "years of two digits that are read as 2024, more than three years from most dates: 1, the first a.csv:2\n");
}

/* A start mistyped, an end of 1900, and 2100, which may stand for none: 2029 and 2030 are nine years from 2020. */
static void four_digits_far_from_others(void **state)
{
  (void)state;
  struct ut_years s = {0};
  start(&s, 2019, 2);
  start(&s, 2020, 3);
  start(&s, 2109, 4);
  ut_years_count_end(&s, ut_date_make(1900, 3, 1), "a.csv", 5);
  ut_years_count_end(&s, ut_date_make(2100, 3, 1), "a.csv", 6);
  ut_years_count_end(&s, ut_date_make(2030, 3, 1), "a.csv", 7);
  says(&s, "dates more than ten years from most others: 2, the earliest a.csv:5\n");
  says(&s, "");
}

static void of_either_century(void **state)
{
  (void)state;
  struct ut_years s = {0};
  see(&s, "98-01-05", 1998, 2);
  see(&s, "31-01-05", 2031, 3);
  says(&s, "years of two digits above 40 are read as 19xx: 1, the first a.csv:2\n"
           "years of two digits from 31 to 40 are read as 20xx: 1, the first a.csv:3\n");
}

/* What two processes counted is what one would have, of lines 1 to 10 and those behind them. */
static void are_handed_on(void **state)
{
  (void)state;
  struct ut_years all = {0}, of = {0};
  struct ut_buf handed = {0};
  for (size_t line = 2; line <= 6; line++)
    start(&of, 2019, line);
  assert_int_equal(ut_years_hand(&of, &handed), UT_OK);
  assert_int_equal(of.dates[2019 - UT_YEARS_FIRST].count, 0);
  ut_years_add(&all, ut_buf_text(&handed), "a.csv", 0);
  handed.len = 0;
  start(&of, 1985, 3);
  start(&of, 1985, 4);
  assert_int_equal(ut_years_hand(&of, &handed), UT_OK);
  ut_years_add(&all, ut_buf_text(&handed), "a.csv", 10);
  says(&all, "dates more than ten years from most others: 2, the earliest a.csv:13\n");
  handed.len = 0;
  see(&of, "98-01-05", 1998, 2);
  see(&of, "98-01-06", 1998, 3);
  assert_int_equal(ut_years_hand(&of, &handed), UT_OK);
  assert_int_equal(of.shorts[1998 - UT_YEARS_FIRST].count, 0);
  ut_years_add(&all, ut_buf_text(&handed), "a.csv", 10);
  ut_years_add(&all, ut_buf_text(&handed), "a.csv", 20);
  says(&all, "years of two digits above 40 are read as 19xx: 4, the first a.csv:12\n");
  ut_buf_clear(&handed);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(years_are_told_to_the_day), cmocka_unit_test(far_ones_are_said),
      cmocka_unit_test(near_ones_are_not),         cmocka_unit_test(four_digits_far_from_others),
      cmocka_unit_test(of_either_century),         cmocka_unit_test(are_handed_on),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
