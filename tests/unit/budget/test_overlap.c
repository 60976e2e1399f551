/* What several files hold: which rows are known, and what of that is said. SIE is in test_ledger and golden cases. */
#include "budget/overlap.h"

#include "../rows.h"

#include "../files.h"

static struct ut_entry entry_of(const char *source, const char *verifikat, ut_money belopp)
{
  return (struct ut_entry){.insats = ut_text_of("Alfa"),
                           .datum = day("2019-01-31"),
                           .verifikat = ut_text_of(verifikat),
                           .belopp = belopp,
                           .source = source,
                           .line = 7};
}

static bool is_known(struct ut_overlap *o, const char *source, const char *verifikat, ut_money belopp)
{
  struct ut_entry e = entry_of(source, verifikat, belopp);
  bool known;
  assert_int_equal(ut_overlap_take_row(o, &e, &known, NULL), UT_OK);
  return known;
}

/* Two of a.csv and one of b.csv that both of the next have; the third of c.csv is one more than before. */
static void rows_are_known_from_other_files(void **state)
{
  struct ut_overlap *o;
  struct ut_error err = {0};
  bool known;
  (void)state;
  assert_int_equal(ut_overlap_new(&o), UT_OK);
  assert_false(is_known(o, "a.csv", "A1", 100));
  assert_false(is_known(o, "a.csv", "A1", 100));
  assert_false(is_known(o, "a.csv", "", 5));
  assert_false(is_known(o, "b.csv", "A2", 100));
  assert_false(is_known(o, "b.csv", "", 5));
  assert_true(is_known(o, "b.csv", "A1", 100));
  assert_true(is_known(o, "c.csv", "A1", 100));
  assert_true(is_known(o, "c.csv", "A2", 100));
  assert_true(is_known(o, "c.csv", "A1", 100));
  struct ut_entry third = entry_of("c.csv", "A1", 100), other = entry_of("c.csv", "A2", 99);
  assert_int_equal(ut_overlap_take_row(o, &third, &known, &err), UT_BAD_INPUT);
  assert_int_equal(ut_overlap_take_row(o, &other, &known, &err), UT_BAD_INPUT);
  assert_string_equal(err.text, "the entry of voucher \"A2\" is in b.csv:7 too, with another amount or not as often: "
                                "leave the file out that was exported first");
  ut_overlap_free(o);
}

static void say(void *context, const char *text, bool error)
{
  assert_false(error);
  ut_buf_format(context, "%s\n", text);
}

static void what_is_known_is_told_once(void **state)
{
  struct ut_buf notes = {0};
  struct ut_run run = {.say = say, .context = &notes};
  struct ut_overlap *o;
  (void)state;
  assert_int_equal(ut_overlap_new(&o), UT_OK);
  is_known(o, "a.csv", "A1", 100);
  is_known(o, "a.csv", "A2", 100);
  ut_overlap_say_notes(o, &run);
  assert_int_equal(notes.len, 0);
  is_known(o, "b.csv", "A2", 100);
  is_known(o, "b.csv", "A1", 100);
  ut_overlap_say_notes(o, &run);
  assert_string_equal(ut_buf_string(&notes),
                      "2 entries are in two files, the first a.csv:7 and b.csv:7: counted once\n");
  ut_run_clear(&run);
  ut_buf_clear(&notes);
  ut_overlap_free(o);
  ut_overlap_free(NULL);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(rows_are_known_from_other_files),
      cmocka_unit_test(what_is_known_is_told_once),
  };
  return cmocka_run_group_tests_name("overlap", tests, NULL, NULL);
}
