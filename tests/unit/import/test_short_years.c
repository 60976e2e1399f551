/* Years of two digits, held against starts of known years. */
#include "import/short_years.h"

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

static void see(struct ut_short_years *s, const char *cell, int year, size_t line)
{
  ut_short_years_see(s, ut_text_of(cell), ut_date_make(year, 1, 5), "a.csv", line);
}

static void says(struct ut_short_years *s, const char *expected)
{
  char said[400] = "";
  struct ut_run run = {.say = note, .context = said};
  ut_short_years_note(s, &run);
  assert_string_equal(said, expected);
  ut_run_clear(&run);
}

/* The first and the last day of every year are of that year: 2000 to 2030, and none beside them. */
static void counts_years(void **state)
{
  (void)state;
  struct ut_short_years s = {0};
  for (int year = 1990; year <= 2040; year++) {
    ut_short_years_count(&s, ut_date_make(year, 1, 1));
    ut_short_years_count(&s, ut_date_make(year, 12, 31));
  }
  ut_short_years_count(&s, UT_DATE_NONE);
  for (size_t i = 0; i < UT_SHORT_YEARS; i++)
    assert_int_equal(s.starts[i], 2);
}

static void far_ones_are_said(void **state)
{
  (void)state;
  struct ut_short_years s = {0};
  for (int year = 2017; year <= 2020; year++)
    ut_short_years_count(&s, ut_date_make(year, 3, 1));
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
  struct ut_short_years s = {0};
  ut_short_years_count(&s, ut_date_make(2020, 3, 1));
  see(&s, "23-01-05", 2023, 2);
  see(&s, "26-01-05", 2026, 3);
  says(&s, "");
  ut_short_years_count(&s, ut_date_make(2020, 3, 1));
  see(&s, "24-01-05", 2024, 2);
  says(&s, "years of two digits that are read as 2024, more than three years from most dates: 1, the first a.csv:2\n");
}

static void of_either_century(void **state)
{
  (void)state;
  struct ut_short_years s = {0};
  see(&s, "98-01-05", 1998, 2);
  see(&s, "31-01-05", 2031, 3);
  says(&s, "years of two digits above 40 are read as 19xx: 1, the first a.csv:2\n"
           "years of two digits from 31 to 40 are read as 20xx: 1, the first a.csv:3\n");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(counts_years),
      cmocka_unit_test(far_ones_are_said),
      cmocka_unit_test(near_ones_are_not),
      cmocka_unit_test(of_either_century),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
