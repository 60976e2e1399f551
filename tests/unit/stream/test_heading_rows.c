/* Several rows of headings as one. */
#include "stream/heading_rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { WIDEST = 8 };

/* A row with | between its cells. */
static void add(struct ut_heading_rows *h, const char *row)
{
  struct ut_text cells[WIDEST];
  size_t count = 0;
  for (struct ut_text rest = ut_text_of(row); ut_text_split(&rest, '|', &cells[count]);)
    count++;
  assert_int_equal(ut_heading_rows_add(h, cells, count), UT_OK);
}

static void expect(struct ut_heading_rows *h, const char *names)
{
  struct ut_text *found, name;
  size_t count, i = 0;
  assert_int_equal(ut_heading_rows_join(h, &found, &count), UT_OK);
  for (struct ut_text rest = ut_text_of(names); ut_text_split(&rest, '|', &name); i++) {
    assert_true(i < count);
    if (!ut_text_equal(found[i], name))
      fail_msg("%.*s", (int)found[i].len, found[i].ptr);
  }
  assert_int_equal(i, count);
  ut_heading_rows_clear(h);
}

static void titles_go_before(void **state)
{
  struct ut_heading_rows h = {0};
  (void)state;
  add(&h, "Insats|Vid avslut||");
  add(&h, "|Syss|F\u00F6rs|\u00A0");
  expect(&h, "Insats|Vid avslut / Syss|Vid avslut / F\u00F6rs|");
}

static void a_title_of_its_own_ends_another(void **state)
{
  struct ut_heading_rows h = {0};
  (void)state;
  add(&h, "Person|||");
  add(&h, "Nr|K\u00F6n|Start");
  expect(&h, "Person / Nr|Person / K\u00F6n|Person / Start|");
  add(&h, "Person||Start|");
  add(&h, "Nr|K\u00F6n||Slut");
  expect(&h, "Person / Nr|Person / K\u00F6n|Start|Slut");
}

static void three_rows_of_unequal_width(void **state)
{
  struct ut_heading_rows h = {0};
  (void)state;
  add(&h, "F\u00F6re||Efter");
  add(&h, "A||A|B");
  add(&h, "1|2|1|1|x");
  expect(&h, "F\u00F6re / A / 1|F\u00F6re / A / 2|Efter / A / 1|Efter / B / 1|Efter / B / x");
}

static void numbers(void **state)
{
  struct ut_heading_rows h = {0};
  (void)state;
  assert_int_equal(ut_heading_rows_number(&h, 11), UT_OK);
  expect(&h, "1|2|3|4|5|6|7|8|9|10|11");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(titles_go_before),
      cmocka_unit_test(a_title_of_its_own_ends_another),
      cmocka_unit_test(three_rows_of_unequal_width),
      cmocka_unit_test(numbers),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
