/* What characters look like. The letters are those that ICU 72 (uspoof_getSkeleton) gives the same skeleton as the one
 * of ASCII; the rest is NFKC by Python's unicodedata. */
#include "base/look.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void texts_look_like_others(void **state)
{
  (void)state;
  static const char *const rows[][2] = {
      {"Rehab", "Rehab"},
      {"R\u0435h\u0430b", "Rehab"},              /* Cyrillic */
      {"\u0420\u0435\u043F\u0430", "Pe\u043Fa"}, /* one of its letters looks like itself alone */
      {"\u041A\u041C\u0421\u0425\u0455", "KMCXs"},
      {"\u0391\u0392\u039F\u03BF", "ABOo"}, /* Greek */
      {"\u04E7ppen", "\u00F6ppen"},         /* Cyrillic with a diaeresis */
      {"O\u0308ppen", "\u00D6ppen"},
      {"\uFB01xa \uFB04", "fixa ffl"},             /* ligatures */
      {"\uFF21\uFF12\uFF10\uFF11\uFF19", "A2019"}, /* wide */
      {"\uFF0A", "*"},
      {"Barn\u2019s \u201Chus\u201D", "Barn's \"hus\""},
      {"Re\u00ADhab\u200B", "Rehab"},
      {"Intag\u00A01", "Intag 1"},
      {"\u2161", "II"},
      {"\xFF\xFE", "\xFF\xFE"},
      {"", ""},
  };
  struct ut_buf buf = {0};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    buf.len = 0;
    assert_int_equal(ut_text_look(ut_text_of(rows[i][0]), &buf), UT_OK);
    if (!ut_text_is(ut_buf_text(&buf), rows[i][1]))
      fail_msg("%s: %.*s", rows[i][0], (int)buf.len, buf.ptr);
  }
  ut_buf_clear(&buf);
}

static void letters_of_one(void **state)
{
  (void)state;
  uint32_t letters[UT_LOOK_LETTERS];
  assert_int_equal(ut_look_letters(0xFB01, letters), 2);
  assert_int_equal(letters[0], 'f');
  assert_int_equal(letters[1], 'i');
  assert_int_equal(ut_look_letters(0x0430, letters), 1);
  assert_int_equal(letters[0], 'a');
  assert_int_equal(ut_look_letters(0xFDFA, letters), 0); /* 18 letters */
}

static void others_are_told_from_themselves(void **state)
{
  (void)state;
  static const uint32_t others[] = {0x0430, 0xFB01, 0xFF10, 0x00A0, 0x200B, 0x04E7},
                        own[] = {'a', 0x00E5, 0x0436, 0x2013};
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    assert_true(ut_look_is_of_another(others[i]));
  for (size_t i = 0; i < sizeof own / sizeof *own; i++)
    assert_false(ut_look_is_of_another(own[i]));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(texts_look_like_others),
      cmocka_unit_test(letters_of_one),
      cmocka_unit_test(others_are_told_from_themselves),
  };
  return cmocka_run_group_tests_name("look", tests, NULL, NULL);
}
