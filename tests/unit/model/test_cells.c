/* Cells as they are decoded. */
#include "utfall/column.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

static struct ut_cells *cells_of(const char *name)
{
  struct ut_cells *cells;
  assert_int_equal(ut_cells_new(&cells, name ? ut_column_find(ut_text_of(name)) : &ut_column_unknown), UT_OK);
  return cells;
}

static struct ut_value decoded(struct ut_cells *cells, const char *cell)
{
  struct ut_value value;
  assert_int_equal(ut_cells_decode(cells, ut_text_of(cell), &value, NULL), UT_OK);
  assert_true(ut_text_is(value.text, cell));
  assert_int_equal(value.missing, cell[0] == '\0');
  return value;
}

static void test_text_is_what_stands_in_the_cell(void **state)
{
  (void)state;
  struct ut_cells *cells = cells_of(NULL);
  decoded(cells, " Intag 2 ");
  decoded(cells, "");
  ut_cells_free(cells);
  ut_cells_free(NULL);
}

static void test_dates_and_numbers(void **state)
{
  (void)state;
  struct ut_cells *start = cells_of("start"), *born = cells_of("fodelsear"), *share = cells_of("andel");
  assert_int_equal(decoded(start, "1970-01-02").number, 1);
  assert_int_equal(decoded(start, "2019-12-31").number, 18261); /* date -d 2019-12-31 +%s / 86400 */
  decoded(start, "");
  struct ut_value year = decoded(born, "1850");
  assert_int_equal(year.number, 1850);
  assert_int_equal(year.divisor, 1);
  struct ut_value percent = decoded(share, "12.5");
  assert_int_equal(percent.number, 125);
  assert_int_equal(percent.divisor, 10);
  ut_cells_free(start);
  ut_cells_free(born);
  ut_cells_free(share);
}

static void test_codes(void **state)
{
  (void)state;
  struct ut_cells *cells = cells_of("kon");
  for (int round = 0; round < 3; round++) {
    assert_int_equal(decoded(cells, "K").number, 0);
    assert_int_equal(decoded(cells, "M").number, 1);
    decoded(cells, "");
    assert_int_equal(decoded(cells, "M").number, 1);
  }
  ut_cells_free(cells);
}

static void test_lists(void **state)
{
  (void)state;
  struct ut_cells *cells = cells_of("sysselsattning_efter");
  const struct ut_list *half = decoded(cells, "arbete:50|studier:12.5").list;
  const struct ut_list *whole = decoded(cells, "arbete").list;
  assert_int_equal(half->has, 0x5);
  assert_int_equal(half->extent[0], 5000);
  assert_int_equal(half->extent[1], 0);
  assert_int_equal(half->extent[2], 1250);
  assert_int_equal(half->least, 1250);
  assert_int_equal(half->most, 5000);
  assert_int_equal(decoded(cells, "studier:12.5|arbete:50").list->least, 1250);
  assert_int_equal(decoded(cells, "studier:12.5|arbete:50").list->most, 5000);
  assert_int_equal(whole->has, 1);
  assert_int_equal(whole->extent[0], 10000);
  assert_int_equal(decoded(cells, "arbete:25|arbete:25.25").list->extent[0], 5025); /* named twice */
  assert_int_equal(decoded(cells, "ingen:0").list->has, 1 << 10);
  assert_int_equal(decoded(cells, "ingen:100.00").list->extent[10], 10000);
  assert_ptr_equal(decoded(cells, "arbete:50|studier:12.5").list, half); /* remembered, in its place */
  assert_true(decoded(cells, "").missing);
  ut_cells_free(cells);
}

/* More spellings than are remembered, each read twice, in a changing order: nothing is mistaken for another. */
static void test_many_spellings(void **state)
{
  (void)state;
  struct ut_cells *cells = cells_of("sysselsattning_fore");
  for (int round = 0; round < 2; round++)
    for (int i = 0; i <= 10000; i++) {
      int hundredths = round ? 10000 - i : i;
      char cell[80];
      snprintf(cell, sizeof cell, "%sstudier:%d.%02d", i % 2 ? "" : "arbete|", hundredths / 100, hundredths % 100);
      const struct ut_list *list = decoded(cells, cell).list;
      assert_int_equal(list->has, i % 2 ? 0x4 : 0x5);
      assert_int_equal(list->extent[2], hundredths);
      assert_int_equal(decoded(cells, cell).list->extent[2], hundredths);
    }
  ut_cells_free(cells);
}

static void test_a_long_list_is_read_but_does_not_overflow(void **state)
{
  (void)state;
  enum { PARTS = 400000 };
  char *cell = malloc((size_t)PARTS * 7), *p = cell;
  assert_non_null(cell);
  for (int i = 0; i < PARTS; i++)
    p = mempcpy(p, i ? "|arbete" : "arbete", i ? 7 : 6);
  struct ut_cells *cells = cells_of("sysselsattning_fore");
  struct ut_value value;
  assert_int_equal(ut_cells_decode(cells, (struct ut_text){cell, (size_t)(p - cell)}, &value, NULL), UT_OK);
  assert_true(value.list->extent[0] > 2000000000);
  ut_cells_free(cells);
  free(cell);
}

struct refused {
  const char *column, *cell, *message;
};

static void test_what_cannot_be_decoded_is_named(void **state)
{
  (void)state;
  static const struct refused refused[] = {
      {"start", "2019-13-01", "start: \"2019-13-01\" is not a date (expected YYYY-MM-DD)"},
      {"slut", "20191231", "slut: \"20191231\" is not a date (expected YYYY-MM-DD)"},
      {"fodelsear", "1849", "fodelsear: \"1849\" is not a year of birth (expected 1850-2100)"},
      {"fodelsear", "2101", "fodelsear: \"2101\" is not a year of birth (expected 1850-2100)"},
      {"fodelsear", "1980.5", "fodelsear: \"1980.5\" is not a year of birth (expected 1850-2100)"},
      {"fodelsear", "800101-9802", "fodelsear: \"xxxxxx-xxxx\" is not a year of birth (expected 1850-2100)"},
      {"tid_forsorjning", "-1", "tid_forsorjning: \"-1\" is not a number of months (expected a whole number from 0)"},
      {"antal", "tre", "antal: \"tre\" is not a number"},
      {"kon", "k", "kon: \"k\" is not a code of kon (did you mean K?)"},
      {"kon", "X", "kon: \"X\" is not a code of kon (expected K, M)"},
      {"sysselsattning_efter", "arbette",
       "sysselsattning_efter: \"arbette\" is not a code of sysselsattning (did you mean arbete?)"},
      {"sysselsattning_efter", "arbete|", "sysselsattning_efter: \"\" is not a code of sysselsattning"},
      {"sysselsattning_efter",
       "arbete:", "sysselsattning_efter: \"\" is not an extent (expected 0-100 percent, at most two decimals)"},
      {"sysselsattning_efter", "arbete:100.01",
       "sysselsattning_efter: \"100.01\" is not an extent (expected 0-100 percent, at most two decimals)"},
      {"sysselsattning_efter", "studier|arbete:-5",
       "sysselsattning_efter: \"-5\" is not an extent (expected 0-100 percent, at most two decimals)"},
      {"sysselsattning_efter", "arbete:1.125",
       "sysselsattning_efter: \"1.125\" is not an extent (expected 0-100 percent, at most two decimals)"},
  };
  for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
    struct ut_cells *cells = cells_of(refused[i].column);
    struct ut_value value;
    struct ut_error err = {0};
    char message[600];
    for (int round = 0; round < 2; round++)
      assert_int_equal(ut_cells_decode(cells, ut_text_of(refused[i].cell), &value, &err), UT_BAD_INPUT);
    assert_string_equal(ut_error_format(&err, message, sizeof message), refused[i].message);
    ut_cells_free(cells);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_text_is_what_stands_in_the_cell),
      cmocka_unit_test(test_dates_and_numbers),
      cmocka_unit_test(test_codes),
      cmocka_unit_test(test_lists),
      cmocka_unit_test(test_many_spellings),
      cmocka_unit_test(test_a_long_list_is_read_but_does_not_overflow),
      cmocka_unit_test(test_what_cannot_be_decoded_is_named),
  };
  return cmocka_run_group_tests_name("cells", tests, NULL, NULL);
}
