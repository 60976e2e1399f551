/* Tallies: what one process says, and what several say together. */
#include "model/tally.h"

#include "../rows.h"

static const struct ut_tally_words exits = {UT_NOTE_AVSLUT_UTAN_UTFALL, "of ", " exit", " exits", ", nothing is known"};
static const struct ut_tally_words ends = {UT_NOTE_DATUM_OPPET, "late ends: ", "", "", ""};

static void hear(void *context, const char *text, bool error)
{
  assert_int_equal(ut_buf_format(context, "%s%s\n", error ? "error: " : "", text), UT_OK);
}

/* Notes two tallies of lines that are counted from where the rows of the run begin. */
static void note(struct ut_run *run, size_t count, size_t line, size_t late, size_t late_line)
{
  ut_tally_note(run, &(struct ut_tally){count, "a.csv", line}, &exits);
  ut_tally_note(run, &(struct ut_tally){late, "a.csv", late_line}, &ends);
}

static void one_says_them(void **state)
{
  (void)state;
  struct ut_buf heard = {0};
  struct ut_run run = {.say = hear, .context = &heard};
  run.strict[UT_NOTE_DATUM_OPPET] = true;
  note(&run, 1, 7, 2, 9);
  note(&run, 2, 8, 0, 0);
  assert_string_equal(ut_buf_string(&heard), "of 1 exit, the first a.csv:7, nothing is known\n"
                                             "error: late ends: 2, the first a.csv:9\n"
                                             "of 2 exits, the first a.csv:8, nothing is known\n");
  ut_buf_clear(&heard);
  ut_run_clear(&run);
}

/* Three of rows behind 0, 100 and 250 lines. */
static void several_add_up(void **state)
{
  (void)state;
  static const size_t before[] = {0, 100, 250};
  struct ut_buf kept[3] = {0}, heard = {0};
  struct ut_tallies of[3] = {0};
  for (size_t i = 0; i < 3; i++) {
    struct ut_run run = {.say = hear, .context = &heard, .tallies = &kept[i]};
    note(&run, 2 * i, 5, 3 - i, 6 + i);
    of[i] = (struct ut_tallies){ut_buf_text(&kept[i]), before[i]};
    assert_true(ut_tallies_any(of[i].kept));
  }
  assert_int_equal(heard.len, 0);
  struct ut_run run = {.say = hear, .context = &heard};
  assert_true(ut_tallies_note(&run, of, 3, "a.csv"));
  assert_string_equal(ut_buf_string(&heard), "of 6 exits, the first a.csv:105, nothing is known\n"
                                             "late ends: 6, the first a.csv:6\n");
  assert_int_equal(run.noted[UT_NOTE_DATUM_OPPET].count, 6);
  ut_buf_clear(&heard);
  ut_run_clear(&run);
  for (size_t i = 0; i < 3; i++)
    ut_buf_clear(&kept[i]);
}

/* Nothing is said of what was not counted in step. */
static void others_are_refused(void **state)
{
  (void)state;
  struct ut_buf a = {0}, b = {0}, heard = {0};
  struct ut_run first = {.tallies = &a}, second = {.tallies = &b}, run = {.say = hear, .context = &heard};
  note(&first, 1, 2, 3, 4);
  ut_tally_note(&second, &(struct ut_tally){1, "a.csv", 1}, &exits);
  struct ut_tallies of[] = {{ut_buf_text(&a), 0}, {ut_buf_text(&b), 9}};
  assert_false(ut_tallies_note(&run, of, 2, "a.csv"));
  struct ut_tally_words others = ends;
  others.before = "such ends: ";
  ut_tally_note(&second, &(struct ut_tally){1, "a.csv", 1}, &others);
  of[1].kept = ut_buf_text(&b);
  assert_int_equal(of[1].kept.len, of[0].kept.len);
  assert_false(ut_tallies_note(&run, of, 2, "a.csv"));
  assert_int_equal(heard.len, 0);
  ut_buf_clear(&a);
  ut_buf_clear(&b);
}

static void nothing_counted_says_nothing(void **state)
{
  (void)state;
  struct ut_buf kept = {0}, heard = {0};
  struct ut_run keeps = {.tallies = &kept}, run = {.say = hear, .context = &heard};
  note(&keeps, 0, 0, 0, 0);
  const struct ut_tallies of = {ut_buf_text(&kept), 0};
  assert_false(ut_tallies_any(of.kept));
  assert_true(ut_tallies_note(&run, &of, 1, "a.csv"));
  assert_int_equal(heard.len, 0);
  ut_buf_clear(&kept);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(one_says_them),
      cmocka_unit_test(several_add_up),
      cmocka_unit_test(others_are_refused),
      cmocka_unit_test(nothing_counted_says_nothing),
  };
  return cmocka_run_group_tests_name("tally", tests, NULL, NULL);
}
