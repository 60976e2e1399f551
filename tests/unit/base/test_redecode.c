/* Texts that were decoded twice, and texts that only have such letters.
 * Expected: python3, s.encode("utf-8").decode("cp1252"). */
#include "base/redecode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void check(const char *text, const char *was)
{
  struct ut_buf out = {0};
  bool twice;
  assert_int_equal(ut_text_redecode(ut_text_of(text), &out, &twice), UT_OK);
  assert_int_equal(twice, was != NULL);
  if (was)
    assert_true(ut_text_is(ut_buf_text(&out), was));
  ut_buf_clear(&out);
}

static void decoded_twice(void **state)
{
  (void)state;
  check("K\u00C3\u00B6n", "K\u00F6n");
  check("\u00C3\u2026tg\u00C3\u00A4rd", "\u00C5tg\u00E4rd");
  check("\u00C3\xC2\x85rsta", "\u00C5rsta"); /* by ISO-8859-1 */
  check("2019\u00E2\u20AC\u201C2020", "2019\u20132020");
  check("12\u00C2\u00A0345", "12\u00A0345");
  check("K\u00C3\u00B6n p\u00E5", "K\u00F6n p\u00E5");
}

static void not_decoded_twice(void **state)
{
  (void)state;
  check("", NULL);
  check("Kon", NULL);
  check("\u00C5tg\u00E4rd", NULL);
  check("S\u00C3O PAULO", NULL);
  check("ch\u00E2teau", NULL);
  check("\u00C3", NULL);
  check("\u00E2\u20AC", NULL);
  check("\u00C3\u00B6\xFF", NULL); /* no UTF-8 */
}

static void letters_that_are_lost(void **state)
{
  (void)state;
  static const char *const yes[] = {"Ume\u2020",  "Malm?",      "V?ster?s",   "Malm\uFFFD", "Malm&ouml;",
                                    "&Aring;re",  "Malm&#246;", "Malm&#xF6;", "Malm%C3%B6", "Malm\\u00f6 stad",
                                    "\u00D6rebr?"};
  static const char *const no[] = {
      "",       "?",        "Malm\u00F6", "Ja?",    "Vem? Jag",           "R&D; ny",        "A & B",
      "A&B AB", "100 % C3", "50%C",       "C:\\u0", "Var, n\u00E4r? Hur", "Vill du arbeta?"};
  for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
    assert_true(ut_text_is_garbled(ut_text_of(yes[i])));
  for (size_t i = 0; i < sizeof no / sizeof *no; i++)
    if (ut_text_is_garbled(ut_text_of(no[i])))
      fail_msg("%s", no[i]);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(decoded_twice), cmocka_unit_test(not_decoded_twice),
                                     cmocka_unit_test(letters_that_are_lost)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
