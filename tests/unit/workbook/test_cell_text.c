/* Texts and names of cells. */
#include "workbook/cell_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

#include "workbook/cell_name.h"

static void decodes(const char *stored, const char *wanted)
{
  struct ut_buf b = {0};
  ut_buf_add_string(&b, "_x0041_"); /* what stands before is left */
  ut_buf_add_string(&b, stored);
  ut_cell_text_decode(&b, 7);
  assert_string_equal(ut_buf_string(&b) + 7, wanted);
  ut_buf_clear(&b);
}

static void test_decode(void **state)
{
  (void)state;
  decodes("", "");
  decodes("a_b", "a_b");
  decodes("_x0041_", "A");
  decodes("_x005F_x0041_", "_x0041_");
  decodes("_x00E5__x20AC_", "å€");
  decodes("_xD83D__xDE00_", "😀");
  decodes("_xD83D_x", "_xD83D_x");
  decodes("_xDE00_", "_xDE00_");
  decodes("_x0000_", "_x0000_");
  decodes("_X0041_", "_X0041_");
  decodes("_x004_", "_x004_");
  decodes("_x00", "_x00");
  decodes("a\r\nb\rc", "a\nb\rc");
  decodes("a_x000D__x000A_b", "a\nb");
  decodes("a_x000D_\nb", "a\nb");
}

static void test_date(void **state)
{
  static const struct {
    const char *iso, *wanted; /* NULL: none */
  } dates[] = {{"2019-01-07", "2019-01-07"},
               {"2019-01-07T00:00:00Z", "2019-01-07"},
               {"2019-01-07T08:30:00.25", "2019-01-07T08:30:00"},
               {"2019-01-07T08:30:59.5", "2019-01-07T08:31:00"},
               {"2019-12-31T23:59:59.9999", "2020-01-01"},
               {"08:30:00", "08:30:00"},
               {"2019-1-7", NULL},
               {"2019-01-07 08:30:00", NULL},
               {"2019-01-07T0830", NULL},
               {"", NULL}};
  (void)state;
  for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
    struct ut_buf b = {0};
    bool good = ut_cell_text_date(ut_text_of(dates[i].iso), &b);
    assert_int_equal(good, dates[i].wanted != NULL);
    if (good)
      assert_string_equal(ut_buf_string(&b), dates[i].wanted);
    ut_buf_clear(&b);
  }
}

static void test_names(void **state)
{
  static const struct {
    const char *name;
    size_t row, column; /* row 0: no name */
  } names[] = {{"A1", 1, 0},     {"Z9", 9, 25},    {"AA10", 10, 26}, {"XFD1048576", 1048576, 16383},
               {"$C$17", 17, 2}, {"c3", 3, 2},     {"XFE1", 0, 0},   {"A1048577", 0, 0},
               {"A0", 0, 0},     {"A", 0, 0},      {"1", 0, 0},      {"", 0, 0},
               {"A1B", 0, 0},    {"ABCDE1", 0, 0}, {"A-1", 0, 0}};
  char buf[UT_CELL_NAME];
  (void)state;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    size_t row, column;
    bool good = ut_cell_name_read(ut_text_of(names[i].name), &row, &column);
    assert_int_equal(good, names[i].row > 0);
    if (good) {
      assert_int_equal(row, names[i].row);
      assert_int_equal(column, names[i].column);
    }
  }
  assert_string_equal(ut_cell_name_write(17, 2, buf), "C17");
  assert_string_equal(ut_cell_name_write(1048576, 16383, buf), "XFD1048576");
  assert_string_equal(ut_cell_name_write(1, 701, buf), "ZZ1");
  assert_string_equal(ut_cell_name_write(1, 702, buf), "AAA1");
}

static void test_ranges(void **state)
{
  struct ut_cell_range r;
  (void)state;
  assert_true(ut_cell_range_read(ut_text_of("B2:C17"), &r));
  assert_int_equal(r.row, 2);
  assert_int_equal(r.column, 1);
  assert_int_equal(r.last_row, 17);
  assert_int_equal(r.last_column, 2);
  assert_true(ut_cell_range_read(ut_text_of("B2"), &r));
  assert_int_equal(r.last_row, 2);
  assert_false(ut_cell_range_read(ut_text_of("C17:B2"), &r));
  assert_false(ut_cell_range_read(ut_text_of("A1:B2:C3"), &r));
  assert_false(ut_cell_range_read(ut_text_of(""), &r));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_decode),
      cmocka_unit_test(test_date),
      cmocka_unit_test(test_names),
      cmocka_unit_test(test_ranges),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
