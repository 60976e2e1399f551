/* Names and messages as they are shown. */
#include "base/shown.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

static void characters(void **state)
{
  static const struct {
    const char *text, *shown;
  } rows[] = {
      {"a", "a"},
      {"å", "å"},
      {"\n", "\\n"},
      {"\r", "\\r"},
      {"\t", "\\t"},
      {"\x1b", "\\x1b"},
      {"\x7f", "\\x7f"},
      {"\xc2\x80", "\\u0080"},
      {"\xc2\x9f", "\\u009f"},
      {"\u00a0", "\u00a0"},
      {"\u00ad", "\\u00ad"},
      {"\u200b", "\\u200b"},
      {"\u2028", "\\u2028"},
      {"\u2029", "\\u2029"},
      {"\u2066", "\\u2066"},
      {"\ufeff", "\\ufeff"},
      {"\xe5", "\uFFFD"},
      {" ", " "},
      {"~", "~"},
      {"\x1f", "\\x1f"},
  };
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    char shown[UT_SHOWN];
    const char *p = rows[i].text, *end = p + strlen(p);
    assert_int_equal(ut_show_character(shown, &p, end), strlen(rows[i].shown));
    assert_string_equal(shown, rows[i].shown);
    assert_ptr_equal(p, end);
  }
}

/* The end of a name, the beginning of a heading; no character and no escape is cut in two. */
static void what_is_too_long(void **state)
{
  char out[8];
  (void)state;
  ut_show_name(out, sizeof out, "abcdefg");
  assert_string_equal(out, "abcdefg");
  ut_show_name(out, sizeof out, "abcdefgh");
  assert_string_equal(out, "bcdefgh");
  ut_show_name(out, sizeof out, "a\u202Ecd");
  assert_string_equal(out, "cd");
  ut_show_heading(out, sizeof out, "abcdefgh");
  assert_string_equal(out, "abcdefg");
  ut_show_heading(out, sizeof out, "ab\u202Ecd");
  assert_string_equal(out, "ab");
  ut_show_heading(out, sizeof out, "800101-9802");
  assert_string_equal(out, "xxxxxx-");
}

/* A line end is one of ours where two blanks follow it. */
static void messages(void **state)
{
  char out[40];
  (void)state;
  assert_int_equal(ut_show_message(out, sizeof out, "no\n  a = b\n  ^"), 14);
  assert_string_equal(out, "no\n  a = b\n  ^");
  assert_int_equal(ut_show_message(out, sizeof out, "a\nb: note\n c\x1b"), 18);
  assert_string_equal(out, "a\\nb: note\\n c\\x1b");
  char text[100] = "";
  memset(text, 'a', sizeof text - 1);
  assert_int_equal(ut_show_message(out, sizeof out, text), sizeof out - UT_SHOWN);
}

static void names_of_their_own(void **state)
{
  (void)state;
  char *shown = ut_shown_name("800101-9802\x1b\x1b\x1b\x1b");
  assert_string_equal(shown, "xxxxxx-xxxx\\x1b\\x1b\\x1b\\x1b");
  free(shown);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(characters),
      cmocka_unit_test(what_is_too_long),
      cmocka_unit_test(messages),
      cmocka_unit_test(names_of_their_own),
  };
  return cmocka_run_group_tests_name("shown", tests, NULL, NULL);
}
