/* Notes: what is counted, and how one is said. */
#include "budget/note.h"

#include "../rows.h"

static void listen(void *context, const char *text, bool error)
{
  assert_false(error);
  struct ut_buf *heard = context;
  heard->len = 0;
  assert_int_equal(ut_buf_add_string(heard, text), UT_OK);
}

static void expect_note(const struct ut_note *n, const char *insats, const char *text, const char *expected)
{
  struct ut_buf heard = {0};
  struct ut_run run = {.say = listen, .context = &heard};
  ut_note_say(n, ut_text_of(insats), UT_NOTE_EJ_REKVIRERAT, text, &run);
  ut_run_clear(&run);
  assert_string_equal(ut_buf_string(&heard), expected);
  ut_buf_clear(&heard);
}

static void expect_strangers(const struct ut_note *n, const char *expected)
{
  struct ut_buf heard = {0};
  struct ut_run run = {.say = listen, .context = &heard};
  ut_note_say_strangers(n, &run);
  assert_int_equal(run.noted[UT_NOTE_OKAND_INSATS].count, n->rows);
  ut_run_clear(&run);
  assert_string_equal(ut_buf_string(&heard), expected);
  ut_buf_clear(&heard);
}

static void rows_sum_and_the_first_is_named(void **state)
{
  (void)state;
  struct ut_note n = {0};
  char source[] = "a.csv";
  assert_int_equal(ut_note_add(&n, 150, source, 3, NULL), UT_OK);
  source[0] = 'x'; /* the note has its own */
  expect_note(&n, "Steget", "late", "\"Steget\": 1.50 kr in 1 row, the first a.csv:3: late");
  assert_int_equal(ut_note_add(&n, -50, "b.csv", 9, NULL), UT_OK);
  expect_note(&n, "", "late", "1 kr in 2 rows, the first a.csv:3: late");
  ut_note_clear(&n);
  expect_note(&n, "Steget", "none", "\"Steget\": none");
}

/* The first that has a name, and no personnummer even where that is the name. */
static void a_stranger_is_named(void **state)
{
  (void)state;
  struct ut_note n = {0};
  char name[] = "Steget";
  expect_strangers(&n, "");
  assert_int_equal(ut_note_add_stranger(&n, (struct ut_text){"", 0}, 100, "a.csv", 3, NULL), UT_OK);
  expect_strangers(&n, "1 kr in 1 row, the first a.csv:3: of insatser in neither plan nor decisions, ignored");
  assert_int_equal(ut_note_add_stranger(&n, ut_text_of(name), 100, "a.csv", 4, NULL), UT_OK);
  name[0] = 'x'; /* the note has its own */
  assert_int_equal(ut_note_add_stranger(&n, ut_text_of("Bron"), 100, "a.csv", 5, NULL), UT_OK);
  expect_strangers(&n, "3 kr in 3 rows, the first a.csv:3: of insatser in neither plan nor decisions, such as "
                       "\"Steget\", ignored");
  ut_note_clear(&n);
  assert_int_equal(ut_note_add_stranger(&n, ut_text_of("19900101-1234"), 100, "a.csv", 1, NULL), UT_OK);
  expect_strangers(&n, "1 kr in 1 row, the first a.csv:1: of insatser in neither plan nor decisions, such as "
                       "\"xxxxxxxx-xxxx\", ignored");
  ut_note_clear(&n);
}

static void sums_are_checked(void **state)
{
  (void)state;
  struct ut_note n = {0};
  assert_int_equal(ut_note_add(&n, INT64_MAX, "a", 1, NULL), UT_OK);
  assert_int_equal(ut_note_add(&n, 1, "a", 2, NULL), UT_BAD_INPUT);
  ut_note_clear(&n);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(rows_sum_and_the_first_is_named),
      cmocka_unit_test(a_stranger_is_named),
      cmocka_unit_test(sums_are_checked),
  };
  return cmocka_run_group_tests_name("note", tests, NULL, NULL);
}
