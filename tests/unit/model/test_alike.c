/* Values that look the same. */
#include "model/alike.h"

#include "../rows.h"

static void expect_fold(const char *value, const char *expected)
{
  struct ut_buf out = {0};
  assert_int_equal(ut_alike_fold(ut_text_of(value), &out), UT_OK);
  if (!ut_text_is(ut_buf_text(&out), expected))
    fail_msg("\"%s\" folds to \"%.*s\"", value, (int)out.len, out.ptr);
  ut_buf_clear(&out);
}

static void what_is_not_seen_is_folded(void **state)
{
  (void)state;
  expect_fold("Steget", "Steget");
  expect_fold(" Steget \t", "Steget");
  expect_fold("Norra\u00A0Steget", "Norra Steget");
  expect_fold("Norra  Steget", "Norra Steget");
  expect_fold("Malmo\u0308", "Malm\u00F6");
  expect_fold("Ste\u00ADget\u200B", "Steget");
  expect_fold("\uFEFFp1", "p1");
  expect_fold("17.0", "17");
  expect_fold(" \u00A0", "");
  expect_fold("", "");
  expect_fold("a\xFF ", "a\xFF");
}

/* Case, other letters and other digits are seen. */
static void what_is_seen_is_not(void **state)
{
  static const char *const values[] = {"steget", "Steget-", "STEGET", "16\u201329", "1.5", "12.000", "\u00E9", "a_b"};
  (void)state;
  for (size_t i = 0; i < sizeof values / sizeof *values; i++)
    expect_fold(values[i], values[i]);
}

static void expect_shown(const char *value, const char *expected)
{
  struct ut_buf out = {0};
  assert_int_equal(ut_alike_show(ut_text_of(value), &out), UT_OK);
  assert_string_equal(ut_buf_string(&out), expected);
  ut_buf_clear(&out);
}

static void what_is_not_seen_is_shown(void **state)
{
  (void)state;
  expect_shown("p1 ", "\"p1 \"");
  expect_shown("Malmo\u0308", "\"Malmo\\u0308\"");
  expect_shown("Malm\u00F6\u00A0", "\"Malm\u00F6\\u00a0\"");
  expect_shown("a\t\u200B\u00AD", "\"a\\t\\u200b\\u00ad\"");
  expect_shown("\xFF", "\"\uFFFD\"");
  expect_shown("19900105-9808 ", "\"xxxxxxxx-xxxx \"");
  expect_shown("199001059808\u00A0", "\"xxxxxxxxxxxx\u00A0\"");
}

static size_t noted(struct ut_run *run)
{
  ut_alike_note(run);
  return run->noted[UT_NOTE_OSYNLIG_SKILLNAD].count;
}

static void values_of_a_column_are_counted_once(void **state)
{
  static const char *const values[] = {"A",
                                       "A ",
                                       "B",
                                       "A ",
                                       ("\u00A0"
                                        "A"),
                                       "A",
                                       "b",
                                       " "};
  const struct ut_text insats = {"insats", 6}, other = {"kommun", 6};
  struct ut_run run = {0};
  (void)state;
  for (size_t i = 0; i < sizeof values / sizeof *values; i++)
    assert_int_equal(ut_alike_see(&run, insats, ut_text_of(values[i]), (struct ut_alike_place){"a.csv", i + 2}), UT_OK);
  assert_int_equal(ut_alike_see(&run, other, ut_text_of("B "), (struct ut_alike_place){"a.csv", 2}), UT_OK);
  assert_int_equal(noted(&run), 3); /* two beside A, and what looks empty */
  assert_string_equal(run.noted[UT_NOTE_OSYNLIG_SKILLNAD].source, "a.csv");
  assert_int_equal(run.noted[UT_NOTE_OSYNLIG_SKILLNAD].line, 3);
  ut_run_clear(&run);
  assert_int_equal(ut_alike_see(NULL, insats, ut_text_of("A "), (struct ut_alike_place){"a.csv", 2}), UT_OK);
}

/* Case and dashes: two beside Steget, of which one differs unseen as well, and two beside a dash without blanks; other
 * letters and signs are other names, and ids are not spelt. What is sought in two spellings is told of the third. */
static void spellings_of_a_name_are_counted(void **state)
{
  static const char *const values[] = {"Steget",      "STEGET", "steget ", "Stegen", "Malm\u00F6", "Malmo",
                                       "16\u2013 29", "16-29",  "16 - 29", "1629",   "16/29"};
  const struct ut_text insats = {"insats", 6}, id = {"id", 2}, kommun = {"kommun", 6};
  const struct ut_alike_place place = {"a.csv", 2};
  struct ut_run run = {0};
  (void)state;
  for (size_t i = 0; i < sizeof values / sizeof *values; i++)
    assert_int_equal(ut_alike_see(&run, insats, ut_text_of(values[i]), place), UT_OK);
  assert_int_equal(ut_alike_see(&run, id, ut_text_of("aB"), place), UT_OK);
  assert_int_equal(ut_alike_see(&run, id, ut_text_of("Ab"), place), UT_OK);
  assert_int_equal(ut_alike_seek(&run, kommun, ut_text_of("A")), UT_OK);
  assert_int_equal(ut_alike_seek(&run, kommun, ut_text_of("a")), UT_OK);
  assert_int_equal(noted(&run), 0);
  assert_int_equal(run.noted[UT_NOTE_SKRIVS_OLIKA].count, 4);
  ut_run_clear(&run);
}

/* Of many, those that look like themselves are met at the end alone. */
static void one_of_many_is_met(void **state)
{
  const struct ut_text id = {"id", 2};
  struct ut_run run = {0};
  (void)state;
  assert_int_equal(ut_alike_see_one_of_many(&run, id, ut_text_of("p1"), (struct ut_alike_place){"a.csv", 2}), UT_OK);
  assert_false(ut_alike_is_odd(&run, id));
  assert_int_equal(ut_alike_see_one_of_many(&run, id, ut_text_of("p1 "), (struct ut_alike_place){"a.csv", 3}), UT_OK);
  assert_int_equal(ut_alike_see_one_of_many(&run, id, ut_text_of("p2 "), (struct ut_alike_place){"a.csv", 4}), UT_OK);
  assert_true(ut_alike_is_odd(&run, id));
  for (int twice = 0; twice < 2; twice++) {
    assert_int_equal(ut_alike_meet(&run, id, ut_text_of("p1")), UT_OK);
    assert_int_equal(ut_alike_meet(&run, id, ut_text_of("p1 ")), UT_OK);
    assert_int_equal(ut_alike_meet(&run, id, ut_text_of("p3")), UT_OK);
  }
  assert_int_equal(noted(&run), 1);
  assert_int_equal(run.noted[UT_NOTE_OSYNLIG_SKILLNAD].line, 3);
  ut_run_clear(&run);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_not_seen_is_folded), cmocka_unit_test(what_is_seen_is_not),
      cmocka_unit_test(what_is_not_seen_is_shown),  cmocka_unit_test(values_of_a_column_are_counted_once),
      cmocka_unit_test(one_of_many_is_met),         cmocka_unit_test(spellings_of_a_name_are_counted),
  };
  return cmocka_run_group_tests_name("alike", tests, NULL, NULL);
}
