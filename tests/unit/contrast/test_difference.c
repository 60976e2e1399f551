/* Differences: the figures that the contract has by hand, which rows there are, and what is told of them. */
#include "contrast/difference.h"

#include "../members.h"

static enum ut_status women_against_men(const struct ut_members *m, struct ut_output *output, struct ut_run *run,
                                        struct ut_error *err)
{
  const struct ut_difference_options options = {"K", "M"};
  return ut_difference_write(m, &options, output, UT_CSV, 1, run, err);
}

static enum ut_status women_against_rest(const struct ut_members *m, struct ut_output *output, struct ut_run *run,
                                         struct ut_error *err)
{
  const struct ut_difference_options options = {"K", UT_REST};
  return ut_difference_write(m, &options, output, UT_CSV, 1, run, err);
}

/* 25 of 127 against 22 of 127, and 34 of 54 against 18 of 57. */
static void figures_are_those_by_hand(void **state)
{
  (void)state;
  assert_written("kon,antal,bas\nK,25,127\nM,22,127\n", "kon", women_against_men, NULL,
                 "25,127,22,127,19.7,17.3,2.4,-7.2,11.9,1.1,0.7468,0.7468\n");
  assert_written("kon,antal,bas\nK,34,54\nM,18,57\n", "kon", women_against_rest, NULL,
                 "34,54,18,57,63.0,31.6,31.4,12.8,47.1,2.0,0.0012,0.0012\n");
}

/* Two tests, the smaller p (R: 0.001206) is doubled; the total is none of them. */
static void totals_are_not_adjusted(void **state)
{
  (void)state;
  assert_written("insats,kon,antal,bas\nA,K,34,54\nA,M,18,57\nB,K,25,127\nB,M,22,127\n*,K,59,181\n*,M,59,181\n", "kon",
                 women_against_men, NULL,
                 "A,34,54,18,57,63.0,31.6,31.4,12.8,47.1,2.0,0.0012,0.0024\n"
                 "B,25,127,22,127,19.7,17.3,2.4,-7.2,11.9,1.1,0.7468,0.7468\n"
                 "*,59,181,59,181,32.6,32.6,0.0,-9.6,9.6,1.0,1.0000,\n");
}

static void rows_of_one_alone_are_told(void **state)
{
  (void)state;
  struct ut_run run = {0};
  assert_written("insats,kon,antal,bas\nA,K,1,4\nB,M,1,2\nC,,1,2\n", "kon", women_against_men, &run,
                 "A,1,4,,,25.0,,,,,,,\nB,,,1,2,,50.0,,,,,,\n");
  assert_int_equal(run.noted[UT_NOTE_JAMFORELSE_SAKNAS].count, 2);
  assert_int_equal(run.noted[UT_NOTE_JAMFORELSE_SAKNAS].line, 2);
  ut_run_clear(&run);
}

static void values_that_are_not_there_are_refused(void **state)
{
  (void)state;
  struct table t;
  struct ut_error err = {0};
  struct ut_output output;
  const struct ut_difference_options options = {"K", "Q"};
  ut_output_init(&output, -1, "<stdout>");
  assert_int_equal(read_members(&t, "kon,antal,bas\nK,1,4\nM,1,2\n", "kon", &err), UT_OK);
  assert_int_equal(ut_difference_write(t.members, &options, &output, UT_CSV, 1, NULL, &err), UT_USAGE);
  assert_string_equal(err.text, "no row has \"Q\" there; the values are \"K\", \"M\"");
  ut_output_abandon(&output);
  free_members(&t);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(figures_are_those_by_hand),
      cmocka_unit_test(totals_are_not_adjusted),
      cmocka_unit_test(rows_of_one_alone_are_told),
      cmocka_unit_test(values_that_are_not_there_are_refused),
  };
  return cmocka_run_group_tests_name("difference", tests, NULL, NULL);
}
