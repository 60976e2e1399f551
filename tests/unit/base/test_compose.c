/* Composed texts. What is expected is NFC by hand: a base letter and its mark are one character. */
#include "base/compose.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void texts_that_look_alike_are_alike(void **state)
{
  (void)state;
  static const char *const rows[][2] = {
      {"A\u030Atga\u0308rd O\u0308st", "\u00C5tg\u00E4rd \u00D6st"},
      {"\u00A0p1\u202F ", "p1"},
      {"p1\u200B", "p1"},
      {"\uFEFFp1", "p1"},
      {"Re\u00ADhab", "Rehab"},
      {"\u3000Intag\u00A01\u2009", "Intag\u00A01"},
      {"\u200B \u200B", ""},
      {"", ""},
      {" a b ", "a b"},
      {"e\u0301", "\u00E9"},
  };
  struct ut_buf buf = {0};
  struct ut_text out;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    assert_int_equal(ut_text_compose(ut_text_of(rows[i][0]), &buf, &out), UT_OK);
    if (!ut_text_is(out, rows[i][1]))
      fail_msg("%s: %.*s", rows[i][0], (int)out.len, out.ptr);
  }
  ut_buf_clear(&buf);
}

static void what_is_composed_is_borrowed(void **state)
{
  (void)state;
  static const char *const rows[] = {"arbete", "\u00C5tg\u00E4rd", "caf\u00E9", "\xFF\xFE broken"};
  struct ut_buf buf = {0};
  struct ut_text out;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    assert_int_equal(ut_text_compose(ut_text_of(rows[i]), &buf, &out), UT_OK);
    assert_ptr_equal(out.ptr, rows[i]);
    assert_int_equal(out.len, strlen(rows[i]));
  }
  ut_buf_clear(&buf);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(texts_that_look_alike_are_alike),
      cmocka_unit_test(what_is_composed_is_borrowed),
  };
  return cmocka_run_group_tests_name("compose", tests, NULL, NULL);
}
