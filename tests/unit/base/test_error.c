/* Errors: status, place, text, and values that are shown without giving anybody away. */
#include "utfall/error.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static void set_formats_and_clears_the_place(void **state)
{
  (void)state;
  struct ut_error err = {UT_IO, "old.csv", 7, 2, "B!C7", "start", "old"};
  assert_int_equal(ut_error_set(&err, UT_BAD_ROW, "%d of %s", 3, err.text), UT_BAD_ROW);
  assert_int_equal(err.status, UT_BAD_ROW);
  assert_string_equal(err.text, "3 of old");
  assert_string_equal(err.source, "");
  assert_int_equal(err.line, 0);
  assert_int_equal(err.column, 0);
  assert_string_equal(err.cell, "");
  assert_string_equal(err.field, "");
}

static void set_without_an_error_passes_the_status_on(void **state)
{
  (void)state;
  assert_int_equal(ut_error_set(NULL, UT_USAGE, "x"), UT_USAGE);
  assert_int_equal(ut_error_turn(NULL, UT_BAD_INPUT), UT_BAD_INPUT);
  assert_int_equal(ut_error_nomem(NULL), UT_NOMEM);
  ut_error_at(NULL, "a", 1, 1, "b");
  assert_int_equal(ut_error_blame(UT_USAGE, "b", NULL), UT_USAGE);
}

static void long_texts_are_cut(void **state)
{
  (void)state;
  struct ut_error err;
  char text[2 * UT_ERROR_TEXT];
  memset(text, 'a', sizeof text - 1);
  text[sizeof text - 1] = '\0';
  ut_error_set(&err, UT_BAD_INPUT, "%s", text);
  assert_int_equal(strlen(err.text), UT_ERROR_TEXT - 1);
  assert_string_equal(err.text + UT_ERROR_TEXT - 5, "a\u2026");
  ut_error_set(&err, UT_BAD_INPUT, "%.*s\u00e5%s", UT_ERROR_TEXT - 5, text, "aaa"); /* the cut is within the å */
  assert_string_equal(err.text + UT_ERROR_TEXT - 6, "a\u2026");
  ut_error_at(&err, NULL, 0, 0, text);
  assert_int_equal(strlen(err.field), UT_ERROR_FIELD - 1);
}

static void a_place_is_added_once(void **state)
{
  (void)state;
  struct ut_error err;
  ut_error_set(&err, UT_BAD_ROW, "wrong");
  ut_error_at(&err, NULL, 0, 0, NULL);
  assert_int_equal(err.status, UT_BAD_ROW);
  assert_string_equal(err.source, "");
  ut_error_at(&err, NULL, 17, 0, "start");
  ut_error_at(&err, "raw/2019.csv", 99, 4, "slut");
  assert_string_equal(err.source, "raw/2019.csv");
  assert_int_equal(err.line, 17);
  assert_int_equal(err.column, 4);
  assert_string_equal(err.field, "start");
}

static void a_turn_keeps_text_and_place(void **state)
{
  (void)state;
  struct ut_error err;
  ut_error_set(&err, UT_BAD_ROW, "wrong");
  ut_error_at(&err, "a.csv", 1, 2, "start");
  assert_int_equal(ut_error_turn(&err, UT_BAD_INPUT), UT_BAD_INPUT);
  assert_int_equal(err.status, UT_BAD_INPUT);
  assert_string_equal(err.text, "wrong");
  assert_string_equal(err.source, "a.csv");
  assert_int_equal(err.line, 1);
  assert_int_equal(err.column, 2);
  assert_string_equal(err.field, "start");
}

static void what_fails_is_blamed_on_a_field(void **state)
{
  (void)state;
  struct ut_error err = {0};
  assert_int_equal(ut_error_blame(UT_OK, "--where", &err), UT_OK);
  assert_string_equal(err.field, "");
  assert_int_equal(ut_error_blame(ut_error_set(&err, UT_USAGE, "wrong"), "--where", &err), UT_USAGE);
  assert_string_equal(err.field, "--where");
  assert_int_equal(ut_error_blame(UT_USAGE, "--by", &err), UT_USAGE);
  assert_string_equal(err.field, "--where");
}

static void format_shows_what_is_known(void **state)
{
  (void)state;
  char buf[200];
  struct ut_error err;
  ut_error_set(&err, UT_BAD_ROW, "\"2019-13-01\" is not a date (expected YYYY-MM-DD)");
  assert_string_equal(ut_error_format(&err, buf, sizeof buf), "\"2019-13-01\" is not a date (expected YYYY-MM-DD)");
  ut_error_at(&err, NULL, 0, 0, "start");
  assert_string_equal(ut_error_format(&err, buf, sizeof buf),
                      "start: \"2019-13-01\" is not a date (expected YYYY-MM-DD)");
  ut_error_at(&err, "raw/2019.csv", 17, 0, NULL);
  assert_string_equal(ut_error_format(&err, buf, sizeof buf),
                      "raw/2019.csv:17: start: \"2019-13-01\" is not a date (expected YYYY-MM-DD)");
  ut_error_at(&err, NULL, 0, 5, NULL);
  assert_string_equal(ut_error_format(&err, buf, sizeof buf),
                      "raw/2019.csv:17:5: start: \"2019-13-01\" is not a date (expected YYYY-MM-DD)");
  assert_string_equal(ut_error_format(&err, buf, 8), "raw/201");
}

static void errno_becomes_text(void **state)
{
  (void)state;
  struct ut_error err;
  errno = ENOENT;
  assert_int_equal(ut_error_errno(&err, "open"), UT_IO);
  assert_string_equal(err.text, "cannot open: No such file or directory");
  errno = EPIPE;
  assert_int_equal(ut_error_errno(&err, "write"), UT_CLOSED);
}

static void nomem_has_a_text(void **state)
{
  (void)state;
  struct ut_error err;
  assert_int_equal(ut_error_nomem(&err), UT_NOMEM);
  assert_string_equal(err.text, "out of memory");
}

static const char *quoted(const char *value)
{
  static char buf[UT_QUOTED];
  return ut_quote(buf, value, strlen(value));
}

static void values_are_quoted(void **state)
{
  (void)state;
  char buf[UT_QUOTED];
  assert_string_equal(quoted("Kvinna"), "\"Kvinna\"");
  assert_string_equal(quoted(""), "\"\"");
  assert_string_equal(ut_quote(buf, NULL, 0), "\"\"");
  assert_string_equal(quoted("åtgärd 2019-13-01"), "\"åtgärd 2019-13-01\"");
  assert_string_equal(quoted("a\tb\x1b[31m\x7f"), "\"a\\tb\\x1b[31m\\x7f\"");
  assert_string_equal(quoted("\xe5tg\xc2\x9b\xc3"), "\"\uFFFDtg\\u009b\uFFFD\"");
  assert_string_equal(ut_quote(buf, "a\0b", 3), "\"a\\x00b\"");
  assert_string_equal(quoted("a\u202Eb\u200Bc\u00ADd\U000E0001"), "\"a\\u202eb\\u200bc\\u00add\\ue0001\"");
}

static void long_values_are_cut(void **state)
{
  (void)state;
  assert_string_equal(quoted("aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd"),
                      "\"aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd\"");
  assert_string_equal(quoted("aaaaaaaaaabbbbbbbbbbccccccccccdddddddddde"),
                      "\"aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd…\"");
  /* 58 bytes are there for the characters: 29 of two bytes */
  assert_string_equal(quoted("åååååååååååååååååååååååååååååååååååååååååååååååå"), "\"ååååååååååååååååååååååååååååå…\"");
}

static void what_could_be_a_personnummer_is_hidden(void **state)
{
  (void)state;
  assert_string_equal(quoted("800101-9802"), "\"xxxxxx-xxxx\"");
  assert_string_equal(quoted("19800101-9802"), "\"xxxxxxxx-xxxx\"");
  assert_string_equal(quoted("8001019802"), "\"xxxxxxxxxx\"");
  assert_string_equal(quoted("198001019802"), "\"xxxxxxxxxxxx\"");
  assert_string_equal(quoted("190101+9804 Anna"), "\"xxxxxx+xxxx Anna\"");
  assert_string_equal(quoted("1980-01-01-9802"), "\"xxxx-xx-xx-xxxx\"");
  assert_string_equal(quoted("800101 9802"), "\"xxxxxx xxxx\"");
  assert_string_equal(quoted("800101 - 9802"), "\"xxxxxx - xxxx\"");
  assert_string_equal(quoted("800101–9802"), "\"xxxxxx–xxxx\"");
  assert_string_equal(quoted("tel 12.800101-9802."), "\"tel 12.xxxxxx-xxxx.\"");
  assert_string_equal(quoted("800101 9802-1"), "\"xxxxxx xxxx-x\"");
  assert_string_equal(quoted("1980-01-01 9802"), "\"xxxx-xx-xx xxxx\"");
  assert_string_equal(quoted("a8001019802b8001019802"), "\"axxxxxxxxxxbxxxxxxxxxx\"");
}

static void a_hidden_number_that_is_cut_stays_hidden(void **state)
{
  (void)state;
  assert_string_equal(quoted("aaaaaaaaaabbbbbbbbbbccccccccccdddd800101-9802"),
                      "\"aaaaaaaaaabbbbbbbbbbccccccccccddddxxxxxx…\"");
}

/* The date behind which a number stands makes other numbers with its first digits. */
static void numbers_that_begin_in_numbers_are_hidden(void **state)
{
  (void)state;
  char text[] = "2019-01-18 19 64 08 14 98 69";
  assert_string_equal(ut_error_mask(text), "xxxx-xx-xx xx xx xx xx xx xx");
}

static void names_are_shown_without_harm(void **state)
{
  (void)state;
  struct ut_error err;
  char name[400], buf[2000];
  memset(name, 'a', sizeof name - 1);
  memcpy(name, "\x1b/", 2);
  strcpy(name + sizeof name - 20, "800101-9802\u202Ev.csv");
  ut_error_set(&err, UT_BAD_ROW, "wrong");
  ut_error_at(&err, name, 3, 0, "800101-9802\n");
  assert_string_equal(err.field, "xxxxxx-xxxx\\n");
  assert_int_equal(strlen(err.source), UT_ERROR_SOURCE - 1);
  assert_string_equal(err.source + UT_ERROR_SOURCE - 24, "axxxxxx-xxxx\\u202ev.csv");
  ut_error_format(&err, buf, sizeof buf);
  assert_non_null(strstr(buf, "axxxxxx-xxxx\\u202ev.csv:3: xxxxxx-xxxx\\n: wrong"));
}

/* "800101-9802" with its last digits beyond what fits is not cut in two. */
static void what_is_cut_is_hidden_first(void **state)
{
  (void)state;
  struct ut_error err;
  char text[UT_ERROR_TEXT + 20];
  memset(text, 'a', sizeof text);
  strcpy(text + UT_ERROR_TEXT - 12, "800101-9802 aaaa");
  ut_error_set(&err, UT_BAD_ROW, "%s", text);
  assert_string_equal(err.text + UT_ERROR_TEXT - 13, "axxxxxx-x\u2026");
  memset(text, 'a', sizeof text);
  strcpy(text + UT_ERROR_FIELD - 6, "800101-9802");
  ut_error_set(&err, UT_BAD_ROW, "wrong");
  ut_error_at(&err, NULL, 0, 0, text);
  assert_string_equal(err.field + UT_ERROR_FIELD - 7, "axxxxx");
}

static void dates_and_amounts_are_shown(void **state)
{
  (void)state;
  assert_string_equal(quoted("2019-12-31"), "\"2019-12-31\"");
  assert_string_equal(quoted("20191301"), "\"20191301\"");
  assert_string_equal(quoted("2019-12-31..2019-01-01"), "\"2019-12-31..2019-01-01\"");
  assert_string_equal(quoted("1 362 250 000,00"), "\"1 362 250 000,00\"");
  assert_string_equal(quoted("2019-12-31 08:30"), "\"2019-12-31 08:30\"");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(set_formats_and_clears_the_place),
      cmocka_unit_test(set_without_an_error_passes_the_status_on),
      cmocka_unit_test(long_texts_are_cut),
      cmocka_unit_test(a_place_is_added_once),
      cmocka_unit_test(a_turn_keeps_text_and_place),
      cmocka_unit_test(what_fails_is_blamed_on_a_field),
      cmocka_unit_test(format_shows_what_is_known),
      cmocka_unit_test(errno_becomes_text),
      cmocka_unit_test(nomem_has_a_text),
      cmocka_unit_test(values_are_quoted),
      cmocka_unit_test(long_values_are_cut),
      cmocka_unit_test(what_could_be_a_personnummer_is_hidden),
      cmocka_unit_test(a_hidden_number_that_is_cut_stays_hidden),
      cmocka_unit_test(numbers_that_begin_in_numbers_are_hidden),
      cmocka_unit_test(names_are_shown_without_harm),
      cmocka_unit_test(what_is_cut_is_hidden_first),
      cmocka_unit_test(dates_and_amounts_are_shown),
  };
  return cmocka_run_group_tests_name("error", tests, NULL, NULL);
}
