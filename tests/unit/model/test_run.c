/* Notes: what is counted, what is said, and what makes an error of them. */
#include "utfall/run.h"

#include "../rows.h"
#include "utfall/vocabulary.h"

static void hear(void *context, const char *text, bool error)
{
  assert_int_equal(ut_buf_format(context, "%s%s\n", error ? "error: " : "", text), UT_OK);
}

static struct ut_run listening(struct ut_buf *heard, const char *quiet, const char *strict)
{
  struct ut_run run = {.say = hear, .context = heard};
  if (quiet)
    assert_int_equal(ut_run_codes(quiet, run.quiet, NULL), UT_OK);
  if (strict)
    assert_int_equal(ut_run_codes(strict, run.strict, NULL), UT_OK);
  return run;
}

static void expect_heard(struct ut_buf *heard, const char *expected)
{
  assert_string_equal(ut_buf_string(heard), expected);
  ut_buf_clear(heard);
}

static void counts_add_up_and_the_first_place_stays(void **state)
{
  (void)state;
  struct ut_buf heard = {0};
  struct ut_run run = listening(&heard, NULL, NULL);
  char source[] = "a.csv";
  ut_run_note(&run, UT_NOTE_TOTALRAD, 2, source, 7, "two of %s", "a");
  source[0] = 'x'; /* the note has its own */
  ut_run_note(&run, UT_NOTE_TOTALRAD, 3, "b.csv", 9, "three");
  ut_run_note(&run, UT_NOTE_OLAST, 0, "c.csv", 1, "none");
  assert_int_equal(run.noted[UT_NOTE_TOTALRAD].count, 5);
  assert_string_equal(run.noted[UT_NOTE_TOTALRAD].source, "a.csv");
  assert_int_equal(run.noted[UT_NOTE_TOTALRAD].line, 7);
  assert_int_equal(run.noted[UT_NOTE_OLAST].count, 0);
  assert_false(run.refused);
  expect_heard(&heard, "two of a\nthree\n");
  ut_run_clear(&run);
}

static void quiet_is_counted_and_not_said(void **state)
{
  (void)state;
  struct ut_buf heard = {0};
  struct ut_run run = listening(&heard, "totalrad,olast", NULL);
  ut_run_note(&run, UT_NOTE_TOTALRAD, 1, NULL, 0, "total");
  ut_run_note(&run, UT_NOTE_ID_SAKNAS, 1, NULL, 0, "id");
  assert_int_equal(run.noted[UT_NOTE_TOTALRAD].count, 1);
  assert_null(run.noted[UT_NOTE_TOTALRAD].source);
  expect_heard(&heard, "id\n");
  ut_run_clear(&run);
}

static void strict_makes_an_error_of_it_even_where_it_is_quiet(void **state)
{
  (void)state;
  struct ut_buf heard = {0};
  struct ut_run run = listening(&heard, "all", "totalrad");
  ut_run_note(&run, UT_NOTE_ID_SAKNAS, 1, NULL, 0, "id");
  assert_false(run.refused);
  ut_run_note(&run, UT_NOTE_TOTALRAD, 1, NULL, 0, "total");
  assert_true(run.refused);
  expect_heard(&heard, "error: total\n");
  ut_run_clear(&run);
}

static void a_fault_is_an_error_that_the_run_survives(void **state)
{
  (void)state;
  struct ut_buf heard = {0};
  struct ut_run run = listening(&heard, "sie_anmarkning", NULL);
  struct ut_error what;
  ut_error_set(&what, UT_BAD_INPUT, "does not sum to zero");
  ut_error_at(&what, "a.se", 4, 0, "#VER");
  ut_run_note(&run, UT_NOTE_SIE_ANMARKNING, 1, "a.se", 4, "a note");
  assert_false(run.fell_short);
  ut_run_fault(&run, UT_NOTE_SIE_ANMARKNING, &what);
  assert_true(run.fell_short);
  assert_false(run.refused);
  assert_int_equal(run.noted[UT_NOTE_SIE_ANMARKNING].count, 2);
  assert_int_equal(run.noted[UT_NOTE_SIE_ANMARKNING].line, 4);
  expect_heard(&heard, "error: a.se:4: #VER: does not sum to zero\n");
  ut_run_clear(&run);
}

static void the_first_failure_is_kept(void **state)
{
  (void)state;
  struct ut_buf heard = {0};
  struct ut_run run = listening(&heard, "all", "olast");
  ut_run_note(&run, UT_NOTE_TOTALRAD, 1, NULL, 0, "no failure");
  assert_null(run.failure);
  ut_run_note(&run, UT_NOTE_OLAST, 1, NULL, 0, "first");
  ut_run_note(&run, UT_NOTE_OLAST, 1, NULL, 0, "second");
  assert_string_equal(run.failure, "first");
  expect_heard(&heard, "error: first\nerror: second\n");
  ut_run_clear(&run);
}

static void inputs_are_listed_for_whoever_asks(void **state)
{
  (void)state;
  struct ut_run run = {0};
  unsigned char sum[UT_SHA256] = {7};
  size_t number, rows = 3;
  assert_int_equal(ut_run_add_input(&run, "a.csv", &number, NULL), UT_OK);
  assert_int_equal(number, 0);
  ut_run_input_read(&run, number, &rows, sum);
  run.lists = true;
  assert_int_equal(ut_run_add_input(&run, "key", &number, NULL), UT_OK);
  assert_int_equal(ut_run_add_input(&run, "a.csv", &number, NULL), UT_OK);
  ut_run_input_read(&run, number, &rows, sum);
  assert_int_equal(run.input_count, 2);
  assert_string_equal(run.inputs[0].name, "key");
  assert_false(run.inputs[0].counted || run.inputs[0].whole);
  assert_true(run.inputs[1].counted && run.inputs[1].whole && run.inputs[1].rows == 3);
  assert_int_equal(run.inputs[1].sha256[0], 7);
  ut_run_clear(&run);
  assert_int_equal(ut_run_add_input(NULL, "a.csv", &number, NULL), UT_OK);
}

static void nobody_needs_to_listen(void **state)
{
  (void)state;
  struct ut_run run = {0};
  struct ut_error what = {0};
  ut_run_note(NULL, UT_NOTE_TOTALRAD, 1, NULL, 0, "total");
  ut_run_fault(NULL, UT_NOTE_TOTALRAD, &what);
  ut_run_tick(NULL, 1, 1, 1);
  ut_run_tick(&run, 1, 1, 1);
  ut_run_note(&run, UT_NOTE_TOTALRAD, 1, NULL, 0, "total");
  assert_int_equal(run.noted[UT_NOTE_TOTALRAD].count, 1);
  ut_run_clear(&run);
}

static void lists_of_codes(void **state)
{
  (void)state;
  static const char *const bad[] = {"", "totalrad,", ",totalrad", "all,totalrad", "Totalrad", "total"};
  struct ut_error err;
  bool set[UT_NOTES];
  assert_int_equal(ut_run_codes("all", set, NULL), UT_OK);
  for (int i = 0; i < UT_NOTES; i++)
    assert_true(set[i]);
  assert_int_equal(ut_run_codes("fil_avhuggen,raknas_ut", set, NULL), UT_OK);
  for (int i = 0; i < UT_NOTES; i++)
    assert_int_equal(set[i], i == UT_NOTE_FIL_AVHUGGEN || i == UT_NOTE_RAKNAS_UT);
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    assert_int_equal(ut_run_codes(bad[i], set, &err), UT_USAGE);
    assert_non_null(strstr(err.text, "(expected all, or of fil_avhuggen, "));
    assert_non_null(strstr(err.text, ", raknas_ut)"));
  }
}

static void every_note_has_a_code(void **state)
{
  (void)state;
  const struct ut_vocabulary *v = &ut_vocabularies[UT_NOT];
  assert_int_equal(v->count, UT_NOTES);
  for (size_t i = 0; i < v->count; i++)
    assert_int_equal(ut_vocabulary_find(v, ut_text_of(v->codes[i].code)), i);
}

int main(void)
{
  static const struct CMUnitTest tests[] = {
      cmocka_unit_test(counts_add_up_and_the_first_place_stays),
      cmocka_unit_test(quiet_is_counted_and_not_said),
      cmocka_unit_test(strict_makes_an_error_of_it_even_where_it_is_quiet),
      cmocka_unit_test(a_fault_is_an_error_that_the_run_survives),
      cmocka_unit_test(the_first_failure_is_kept),
      cmocka_unit_test(inputs_are_listed_for_whoever_asks),
      cmocka_unit_test(nobody_needs_to_listen),
      cmocka_unit_test(lists_of_codes),
      cmocka_unit_test(every_note_has_a_code),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
