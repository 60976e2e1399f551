/* Sensitivity: outcomes of one who begins to work, as R 4.2.2 gives them. */
#include "payback/sensitivity.h"

#include "../inputs.h"
#include "../near.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define KR 100.0

static const struct ut_names nothing;
static const char rows[] = "insats,id,start,sysselsattning_fore,sysselsattning_efter\n"
                           "Steget,a,2019-01-01,arbetssokande,arbete\n";
static const char prices[] = PRICE_HEADER "arbete,arbetsgivare,1000,real,2019,synthetic,,\n"
                                          "arbete,individ,400,transferering,2019,synthetic,,\n"
                                          "arbete,arbetsgivare,-400,transferering,2019,synthetic,,\n"
                                          "arbetssokande,af,0,real,2019,synthetic,,\n"
                                          "studier,individ,500,real,2019,synthetic,,\n";

static struct ut_sensitivity *rank(const struct ut_inputs *in, size_t *count)
{
  struct ut_sensitivity *ranked;
  struct ut_error err = {0};
  if (ut_sensitivity_rank(&ranked, count, in, 0, &err))
    fail_msg("%s", err.text);
  return ranked;
}

/* R: npv <- function(disc = 10, dead = 10, keep = 100, hor = 10, v = 1000) { k <- 1:hor;
 * v * (1 - dead / 100) * sum((1 + (keep / 100 - 1) * k / 10) * (1 + disc / 100)^(-k / 12)) - 5000 }; npv(disc = 8) and
 * so on. Transfers do nothing to society; prices that nobody touches, or that are 0, are not among them. */
static void one_assumption_moves_at_a_time(void **state)
{
  (void)state;
  static const struct ut_sensitivity expected[] = {
      {UT_PRICE, 0, {80, 100, 120}, {1894.040891, 3617.551113, 5341.061336}, 3447.020445},
      {UT_HORIZON, 0, {8, 10, 12}, {1948.357476, 3617.551113, 5260.439046}, 3312.081571},
      {UT_DEADWEIGHT, 0, {0, 10, 30}, {4575.056793, 3617.551113, 1702.539755}, 2872.517038},
      {UT_DECAY, 0, {80, 100, 100}, {2680.912722, 3617.551113, 3617.551113}, 936.638392},
      {UT_DISCOUNT, 0, {8, 10, 12}, {3689.543709, 3617.551113, 3547.596611}, 141.947098},
      {UT_PRICE, 1, {80, 100, 120}, {3617.551113, 3617.551113, 3617.551113}, 0},
  };
  struct ut_inputs in;
  size_t count;
  open_inputs(&in, prices, rows, "5000", &nothing);
  in.assumptions.discount = 10;
  in.assumptions.deadweight = 10;
  in.assumptions.horizon = 10;
  struct ut_sensitivity *ranked = rank(&in, &count);
  assert_int_equal(count, COUNT(expected));
  for (size_t i = 0; i < count; i++) {
    assert_int_equal(ranked[i].assumption, expected[i].assumption);
    for (int j = 0; j < UT_SETTINGS; j++) {
      assert_near(ranked[i].values[j], expected[i].values[j], 1e-9);
      assert_near(ranked[i].outcomes[j] / KR, expected[i].outcomes[j], 1e-5);
    }
    assert_near(ranked[i].span / KR, expected[i].span, 1e-5);
  }
  assert_int_equal(in.prices->lines[ranked[0].line].actor, UT_ARBETSGIVARE);
  assert_int_equal(in.prices->lines[ranked[5].line].actor, UT_ACTORS);
  free(ranked);
  close_inputs(&in);
}

static void points_of_the_decay_move_together(void **state)
{
  (void)state;
  struct ut_inputs in;
  size_t count, at = 0;
  open_inputs(&in, prices, rows, "0", &nothing);
  in.assumptions.horizon = 2;
  in.assumptions.decay = (struct ut_retention){.points = {{1, 90}, {2, 10}}, .count = 2};
  struct ut_sensitivity *ranked = rank(&in, &count);
  while (ranked[at].assumption != UT_DECAY)
    at++;
  /* 1 000 a month: 90 + 10 percent; 70 + 0; 100 + 30 */
  assert_near(ranked[at].outcomes[UT_AS_IS], 1000 * KR, 1e-6);
  assert_near(ranked[at].outcomes[UT_LOWER], 700 * KR, 1e-6);
  assert_near(ranked[at].outcomes[UT_HIGHER], 1300 * KR, 1e-6);
  assert_near(ranked[at].values[UT_LOWER], 0, 1e-9);
  assert_near(ranked[at].values[UT_HIGHER], 30, 1e-9);
  free(ranked);
  close_inputs(&in);
}

static void a_horizon_stays_within_what_is_followed(void **state)
{
  (void)state;
  static const struct {
    int horizon;
    double lower, higher;
  } cases[] = {{1, 1, 1}, {2, 2, 2}, {3, 2, 4}, {600, 480, 600}};
  for (size_t i = 0; i < COUNT(cases); i++) {
    struct ut_inputs in;
    size_t count, at = 0;
    open_inputs(&in, prices, rows, "0", &nothing);
    in.assumptions.horizon = cases[i].horizon;
    struct ut_sensitivity *ranked = rank(&in, &count);
    while (ranked[at].assumption != UT_HORIZON)
      at++;
    assert_near(ranked[at].values[UT_LOWER], cases[i].lower, 0);
    assert_near(ranked[at].values[UT_HIGHER], cases[i].higher, 0);
    free(ranked);
    close_inputs(&in);
  }
}

static void an_unknown_cost_has_no_outcome(void **state)
{
  (void)state;
  struct ut_inputs in;
  size_t count;
  open_inputs(&in, prices, rows, "0", &nothing);
  in.shares[0] = UT_COST_UNKNOWN;
  struct ut_sensitivity *ranked = rank(&in, &count);
  for (size_t i = 0; i < count; i++)
    assert_true(isnan(ranked[i].outcomes[UT_AS_IS]) && isnan(ranked[i].span));
  assert_int_equal(ranked[0].assumption, UT_DISCOUNT); /* nothing to rank by: in their order */
  free(ranked);
  close_inputs(&in);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(one_assumption_moves_at_a_time),
      cmocka_unit_test(points_of_the_decay_move_together),
      cmocka_unit_test(a_horizon_stays_within_what_is_followed),
      cmocka_unit_test(an_unknown_cost_has_no_outcome),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
