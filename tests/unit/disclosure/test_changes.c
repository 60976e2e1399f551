/* Changes of counts: over marks, and what marks of an earlier table say. */
#include "disclosure/figures.h"

#include "../tidy_tables.h"
#include "relations_text.h"

static void assert_relations_of(const char *csv, const char *counts, const char *relations)
{
  struct table t;
  struct ut_error err = {0};
  struct ut_figures f;
  const struct ut_figure_sizes sizes = {1, 5, INT64_MAX, INT64_MAX};
  assert_int_equal(read_table(&t, csv, NULL, counts, &err), UT_OK);
  assert_int_equal(ut_figures_init(&f, t.tidy, &sizes), UT_OK);
  assert_relations(&f.relations, relations);
  ut_figures_clear(&f);
  free_table(&t);
}

/* Cells 0 to 2 are the rows, which stand in no order; 3 is what came from 6 to 12 months, 4 from 12 to 18. */
static void counts_grow_by_changes(void **state)
{
  (void)state;
  assert_relations_of("efter_manader,handelser\n12,7\n6,4\n18,9\n", "handelser", "+0-1-3=0 +2-0-4=0 ");
}

/* Who is left to follow is fewer from mark to mark. */
static void counts_fall_by_changes(void **state)
{
  (void)state;
  assert_relations_of("efter_manader,risk\n6,9\n12,4\n", "risk", "+0-1-2=0 ");
}

static void what_does_neither_has_none(void **state)
{
  (void)state;
  assert_relations_of("efter_manader,handelser\n6,4\n12,7\n18,5\n", "handelser", "");
}

/* Each of two groups by itself, and days where there are no months. */
static void groups_and_days(void **state)
{
  (void)state;
  assert_relations_of("kon,efter_manader,efter_dagar,ater\nK,,30,1\nK,,9,0\nM,,30,2\n", "ater", "+0-1-3=0 ");
}

/* Of one mark those that come first do. 2 and 4 are 3 and 5 more than what stands before them. */
static void rows_of_one_mark(void **state)
{
  (void)state;
  assert_relations_of("efter_manader,efter_dagar,ater\n1,30,1\n2,30,4\n3,40,9\n", "ater", "+1-0-3=0 +2-1-4=0 ");
}

/* What is not there is neither more nor less. 0, 2 and 4 are those who came back, whose changes are 6 and 7; 1 and 5
 * are participants, of whom there is no number between. */
static void counts_that_are_missing(void **state)
{
  (void)state;
  assert_relations_of("efter_manader,ater,deltagare\n6,4,9\n12,7,\n18,9,9\n", "all", "+2-0-6=0 +4-2-7=0 ");
}

/* Of three, two are left to follow at the first mark and one at the second: 0 to 2 and 3 to 5 are the same three. Those
 * left are fewer, the events and what precludes them more. */
static void who_splits_a_group_is_the_group(void **state)
{
  (void)state;
  assert_relations_of("efter_manader,risk,handelser,konkurrerande\n1,2,0,1\n3,1,1,1\n", "all",
                      "+0-3-6=0 +4-1-7=0 +5-2-8=0 +0+1+2-3-4-5=0 ");
}

static void marks_say_which(void **state)
{
  (void)state;
  struct ut_text in = ut_text_of("in"), several = ut_text_of("ut:sekundar|in:primar");
  assert_int_equal(ut_mark_read(ut_text_of("primar"), in, true), UT_BLANK_SMALL);
  assert_int_equal(ut_mark_read(ut_text_of("sekundar"), in, true), UT_BLANK_LARGE);
  assert_int_equal(ut_mark_read(ut_text_of("ja"), in, true), UT_BLANK_ANY);
  assert_int_equal(ut_mark_read(ut_text_of(""), in, true), UT_BLANK_NONE);
  assert_int_equal(ut_mark_read(several, in, false), UT_BLANK_SMALL);
  assert_int_equal(ut_mark_read(several, ut_text_of("ut"), false), UT_BLANK_LARGE);
  assert_int_equal(ut_mark_read(several, ut_text_of("kvar"), false), UT_BLANK_NONE);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(counts_grow_by_changes),     cmocka_unit_test(counts_fall_by_changes),
      cmocka_unit_test(what_does_neither_has_none), cmocka_unit_test(groups_and_days),
      cmocka_unit_test(rows_of_one_mark),           cmocka_unit_test(who_splits_a_group_is_the_group),
      cmocka_unit_test(counts_that_are_missing),    cmocka_unit_test(marks_say_which),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
