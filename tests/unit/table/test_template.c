/* Names and marks of a cell. Each text is taken apart by hand. */
#include "table/template.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* Names come out in brackets. */
static void assert_pieces(const char *text, const char *expected)
{
  struct ut_template t;
  struct ut_error err = {0};
  struct ut_buf out = {0};
  assert_int_equal(ut_template_read(&t, text, &err), UT_OK);
  for (size_t i = 0; i < t.count; i++) {
    struct ut_text piece = t.pieces[i].text;
    ut_buf_format(&out, t.pieces[i].column ? "[%.*s]" : "%.*s|", (int)piece.len, piece.ptr);
  }
  assert_string_equal(ut_buf_string(&out), expected);
  ut_buf_clear(&out);
}

static void names_are_told_from_marks(void **state)
{
  (void)state;
  assert_pieces("antal", "[antal]");
  assert_pieces("antal (andel %)", "[antal] (|[andel] %)|");
  assert_pieces("ki_lag–ki_hog", "[ki_lag]–|[ki_hog]");
  assert_pieces("år×3", "[år]×3|");
  assert_pieces("2019 antal2", "2019 |[antal2]");
  assert_pieces("±antal", "±|[antal]");
}

static void assert_refused(const char *text, const char *expected)
{
  struct ut_template t;
  struct ut_error err = {0};
  assert_int_equal(ut_template_read(&t, text, &err), UT_USAGE);
  assert_string_equal(err.text, expected);
}

static void what_is_no_cell_is_refused(void **state)
{
  (void)state;
  assert_refused("", "--cell: no column is named");
  assert_refused("(%)", "--cell: no column is named");
  assert_refused("antal..", "--cell: .. stands for a protected figure");
  assert_refused("a a a a a a a a a a a a a a a a a", "--cell: more than 32 names and marks");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(names_are_told_from_marks),
      cmocka_unit_test(what_is_no_cell_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
