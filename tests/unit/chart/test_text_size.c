/* Advances as DejaVu Sans has them in its hmtx table: a 613, b 635, blank 318, ellipsis 1000 thousandths. */
#include "chart/text_size.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void assert_line(const struct ut_wrapped *w, size_t line, const char *text)
{
  assert_true(line < w->count && ut_text_is(w->lines[line], text));
}

static void test_size(void **state)
{
  (void)state;
  assert_true(ut_text_size(ut_text_of(""), 10, false) == 0);
  assert_true(ut_text_size(ut_text_of("ab"), 1000, false) == 613 + 635);
  assert_true(ut_text_size(ut_text_of("å"), 1000, false) == 613);
  assert_true(ut_text_size(ut_text_of("−"), 1000, false) == 838);
  assert_true(ut_text_size(ut_text_of("a"), 100, true) > ut_text_size(ut_text_of("a"), 100, false));
}

static void test_wrap(void **state)
{
  (void)state;
  struct ut_wrapped w;
  /* At size 10 a letter takes 6.1: "aa aa" 27.7, "aaaa" 24.5. */
  ut_text_wrap(&w, ut_text_of("aa aa aaaa"), 10, false, 28, 4);
  assert_int_equal(w.count, 2);
  assert_line(&w, 0, "aa aa");
  assert_line(&w, 1, "aaaa");
  assert_false(w.cut);
  ut_text_wrap(&w, ut_text_of("aa-aa/aa"), 10, false, 20, 4);
  assert_int_equal(w.count, 3);
  assert_line(&w, 0, "aa-");
  assert_line(&w, 1, "aa/");
}

static void test_wrap_cuts(void **state)
{
  (void)state;
  struct ut_wrapped w;
  /* Within a word of seven, four letters go into a line; with 10 for the ellipsis, two into the last. */
  ut_text_wrap(&w, ut_text_of("aaaaaaa"), 10, false, 25, 4);
  assert_int_equal(w.count, 2);
  assert_line(&w, 0, "aaaa");
  ut_text_wrap(&w, ut_text_of("aaaaaaa"), 10, false, 25, 1);
  assert_true(w.cut);
  assert_line(&w, 0, "aa");
  ut_text_wrap(&w, ut_text_of(""), 10, false, 25, 4);
  assert_int_equal(w.count, 0);
  /* At least one character goes into a line that has room for none. */
  ut_text_wrap(&w, ut_text_of("ab"), 10, false, 1, 4);
  assert_int_equal(w.count, 2);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_size),
      cmocka_unit_test(test_wrap),
      cmocka_unit_test(test_wrap_cuts),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
