/* Funnels: the figures that the contract has by hand, and what is told of small ones. */
#include "contrast/funnel.h"

#include "../members.h"

static enum ut_status by_insats(const struct ut_members *m, struct ut_output *output, struct ut_run *run,
                                struct ut_error *err)
{
  return ut_funnel_write(m, "insats", output, UT_CSV, 1, run, err);
}

/* p0 = 39/114. z of 15 of 37 is 0.8115, of 24 of 77 -0.5625: their squares' mean is 0.5. */
static void figures_are_those_by_hand(void **state)
{
  (void)state;
  struct ut_run run = {0};
  assert_written("insats,antal,bas\nA,15,37\nB,24,77\n*,39,114\n", "insats", by_insats, &run,
                 "A,15,37,40.5,34.2,17.9,48.5,10.4,58.0,inom,0.5\nB,24,77,31.2,34.2,23.2,44.4,17.5,50.7,inom,0.5\n");
  assert_int_equal(run.noted[UT_NOTE_LITET_UNDERLAG].count, 1);
  ut_run_clear(&run);
}

static void small_bases_are_told_one_by_one(void **state)
{
  (void)state;
  struct ut_run run = {0};
  assert_written("insats,antal,bas\nA,0,9\nB,0,10\nC,0,0\n", "insats", by_insats, &run,
                 "A,0,9,0.0,0.0,0.0,0.0,0.0,0.0,inom,\nB,0,10,0.0,0.0,0.0,0.0,0.0,0.0,inom,\nC,0,0,,,,,,,,\n");
  assert_int_equal(run.noted[UT_NOTE_LITET_UNDERLAG].count, 2);
  ut_run_clear(&run);
}

/* Half of each of three: nobody differs. Limits: R, qbinom, pbinom and dbinom. */
static void healthy_groups_are_quiet(void **state)
{
  (void)state;
  struct ut_run run = {0};
  assert_written("insats,antal,bas\nA,10,20\nB,10,20\nC,10,20\n", "insats", by_insats, &run,
                 "A,10,20,50.0,50.0,25.6,69.4,13.7,81.3,inom,0.0\nB,10,20,50.0,50.0,25.6,69.4,13.7,81.3,inom,0.0\n"
                 "C,10,20,50.0,50.0,25.6,69.4,13.7,81.3,inom,0.0\n");
  for (size_t i = 0; i < UT_NOTES; i++)
    assert_int_equal(run.noted[i].count, 0);
  ut_run_clear(&run);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(figures_are_those_by_hand),
      cmocka_unit_test(small_bases_are_told_one_by_one),
      cmocka_unit_test(healthy_groups_are_quiet),
  };
  return cmocka_run_group_tests_name("funnel", tests, NULL, NULL);
}
