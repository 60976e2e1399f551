/* Payback of each actor. Figures are from R: cumsum and which for payback, uniroot for rates. */
#include "payback/payback.h"

#include "../rows.h"

/* Öre a month, with offentlig and samhalle. */
static const double worth[UT_PARTIES] = {100000, 200000, -30000, 400000, 0, 50000, 10000, 620000, 730000};

static struct ut_assumptions plain(double discount, int horizon)
{
  struct ut_assumptions a = {.discount = discount, .horizon = horizon};
  assert_int_equal(ut_financing_parse(ut_text_of("stat=50,region=25,kommun=25"), a.financing, NULL), UT_OK);
  return a;
}

static void same(double got, double expected)
{
  if (isnan(expected))
    assert_true(isnan(got));
  else
    assert_close(got, expected, 1e-9 * (fabs(expected) + 1));
}

struct row { /* NOLINT(clang-analyzer-optin.performance.Padding): as the rows read */
  int party;
  double present_12, sum_horizon, present_horizon, own, whole, discounted, ratio, rate;
  enum ut_payback_reason reason;
};

static void compare(const struct ut_assumptions *a, ut_money cost, const struct row *rows, size_t count)
{
  struct ut_monthly_krona krona;
  struct ut_return returns[UT_PARTIES];
  ut_monthly_krona_init(&krona, a);
  ut_payback_evaluate(&krona, worth, cost, 20, returns);
  for (size_t i = 0; i < count; i++) {
    const struct row *e = &rows[i];
    const struct ut_return *r = &returns[e->party];
    same(r->present_12, e->present_12);
    same(r->sum_horizon, e->sum_horizon);
    same(r->present_horizon, e->present_horizon);
    same(r->own, e->own);
    same(r->whole, e->whole);
    same(r->discounted, e->discounted);
    same(r->ratio, e->ratio);
    same(ut_payback_rate(&krona, worth, r->cost, e->party), e->rate);
    assert_int_equal(r->reason, e->reason);
  }
}

static void discounted(void **state)
{
  (void)state;
  const struct ut_assumptions a = plain(3.5, 60);
  static const struct row rows[] = {
      {UT_INDIVID, 1177903.8005092, 6000000, 5504437.7599048, NAN, 100, NAN, NAN, NAN, UT_NO_SHARE},
      {UT_KOMMUN, 2355807.6010184, 12000000, 11008875.5198095, 12.5, 50, 12.74833791691, 4.4035502079238,
       149.5121477331, UT_PAYS_BACK},
      {UT_REGION, -353371.1401528, -1800000, -1651331.3279714, NAN, NAN, NAN, -0.6605325311886, NAN, UT_NO_GAIN},
      {UT_AF, 0, 0, 0, NAN, NAN, NAN, NAN, NAN, UT_NO_GAIN},
      {UT_STAT, 588951.9002546, 3000000, 2752218.8799524, 100 / 9.0, 200 / 9.0, 11.30869566473, 4.9539939839143,
       179.6410892760, UT_PAYS_BACK},
      {UT_SAMHALLE, 8598697.7437170, 43800000, 40182395.6473048, 13.69863013699, 13.69863013699, 13.99533100894,
       4.0182395647305, 129.9758027201, UT_PAYS_BACK},
  };
  compare(&a, 10000000, rows, sizeof rows / sizeof *rows);
}

static void with_deadweight_and_decay(void **state)
{
  (void)state;
  struct ut_assumptions a = plain(6, 48);
  a.deadweight = 20;
  a.decay = (struct ut_retention){.points = {{6, 80}, {24, 40}}, .count = 2};
  static const struct row rows[] = {
      {UT_KOMMUN, 1496572.10663235, 4080000, 3702735.5996669, 23.3125, 140.5, 25.49345272974, 1.481094239867,
       38.94157213587, UT_PAYS_BACK},
      {UT_FK, 2993144.21326471, 8160000, 7405471.1993339, NAN, 62.375, NAN, NAN, NAN, UT_NO_SHARE},
      {UT_OFFENTLIG, 4639373.53056030, 12648000, 11478480.3589675, 34.65322580645, 34.65322580645, 38.77910328858,
       1.147848035897, 15.75527422715, UT_PAYS_BACK},
  };
  compare(&a, 10000000, rows, sizeof rows / sizeof *rows);
}

/* 2 500 000 written off over 36 months is less than the gain of each of them, so that no month is a loss and there is
 * no rate; ten times that is more. */
static void written_off(void **state)
{
  (void)state;
  struct ut_assumptions a = plain(6, 60);
  a.writeoff = 36;
  static const struct row cheap[] = {{UT_KOMMUN, 2325760.0645353, 12000000, 10384764.3179493, 12.5, 50, 11.80051853535,
                                      4.5385534864042, NAN, UT_PAYS_BACK}};
  static const struct row dear[] = {{UT_KOMMUN, 2325760.0645353, 48000000, 28276861.796316, 125, 500, 167.6184041822,
                                     1.2358109029823, 9.722669598945, UT_PAYS_BACK}};
  compare(&a, 10000000, cheap, 1);
  a.horizon = 240;
  compare(&a, 100000000, dear, 1);
}

/* kommun gains 2 000 kronor in each of the first two months and nothing then. By hand: of a share of 70 000 written off
 * over 36 months each month costs 1 944, of one of 1 000 000 27 778: nothing is invested in the first case, though its
 * one change of sign has a rate at which the value is zero, and nothing comes back in the second. */
static void a_rate_is_of_what_is_invested(void **state)
{
  (void)state;
  struct ut_monthly_krona krona;
  struct ut_assumptions a = plain(6, 60);
  a.writeoff = 36;
  a.decay = (struct ut_retention){.points = {{2, 100}, {3, 0}}, .count = 2};
  ut_monthly_krona_init(&krona, &a);
  assert_true(isnan(ut_payback_rate(&krona, worth, 7000000, UT_KOMMUN)));
  assert_true(isnan(ut_payback_rate(&krona, worth, 100000000, UT_KOMMUN)));
}

static void gains_a_month_and_a_year(void **state)
{
  (void)state;
  struct ut_monthly_krona krona;
  struct ut_return returns[UT_PARTIES];
  struct ut_assumptions a = plain(0, 24);
  a.deadweight = 25;
  ut_monthly_krona_init(&krona, &a);
  ut_payback_evaluate(&krona, worth, 1000, 20, returns);
  assert_close(returns[UT_KOMMUN].gain, 150000, 0);
  assert_close(returns[UT_KOMMUN].participant_year, 90000, 0); /* 12 x 150 000 / 20 */
  assert_close(returns[UT_KOMMUN].sum_12, 1800000, 0);
  assert_close(returns[UT_KOMMUN].present_horizon, 3600000, 0);
  ut_payback_evaluate(&krona, worth, 1000, 0, returns);
  assert_true(isnan(returns[UT_KOMMUN].participant_year));
}

static void sums_of_actors_are_those_of_society(void **state)
{
  (void)state;
  struct ut_monthly_krona krona;
  struct ut_return returns[UT_PARTIES];
  const struct ut_assumptions a = plain(3.5, 60);
  double gain = 0, present = 0;
  ut_money cost = 0;
  ut_monthly_krona_init(&krona, &a);
  ut_payback_evaluate(&krona, worth, 1003, 20, returns);
  for (int i = 0; i < UT_ACTORS; i++) {
    gain += returns[i].gain;
    present += returns[i].present_horizon;
    cost += returns[i].cost;
  }
  same(gain, returns[UT_SAMHALLE].gain);
  same(present, returns[UT_SAMHALLE].present_horizon);
  /* 10.03 kronor in 25, 25 and 50 percent: 2.5075 and 5.015 and 10.03 summed up, and the differences between them. */
  assert_true(returns[UT_KOMMUN].cost == 251 && returns[UT_REGION].cost == 251 && returns[UT_STAT].cost == 501);
  assert_true(cost == 1003 && returns[UT_OFFENTLIG].cost == 1003 && returns[UT_SAMHALLE].cost == 1003);
}

static void when_there_is_no_payback(void **state)
{
  (void)state;
  struct ut_monthly_krona krona;
  struct ut_return returns[UT_PARTIES];
  struct ut_assumptions a = plain(3.5, 60);
  ut_monthly_krona_init(&krona, &a);
  ut_payback_evaluate(&krona, worth, UT_COST_UNKNOWN, 20, returns);
  assert_int_equal(returns[UT_SAMHALLE].reason, UT_NO_COST);
  assert_true(returns[UT_KOMMUN].cost == UT_COST_UNKNOWN && returns[UT_KOMMUN].gain == 200000);
  assert_true(isnan(ut_payback_rate(&krona, worth, UT_COST_UNKNOWN, UT_KOMMUN)));
  /* 600 months of the municipality's gain are 120 000 000: a quarter of four times that takes exactly all of them, and
   * the whole cost, and any discounted one, is never covered. */
  ut_payback_evaluate(&krona, worth, 480000000, 20, returns);
  assert_close(returns[UT_KOMMUN].own, 600, 0);
  assert_true(isnan(returns[UT_KOMMUN].whole) && isnan(returns[UT_KOMMUN].discounted));
  assert_int_equal(returns[UT_KOMMUN].reason, UT_NOT_IN_TIME);
  assert_string_equal(ut_payback_reasons[UT_NOT_IN_TIME], "ej_inom_600_manader");
  ut_payback_evaluate(&krona, worth, 0, 20, returns);
  assert_true(returns[UT_FK].own == 0 && returns[UT_FK].whole == 0 && isnan(returns[UT_FK].ratio));
  assert_int_equal(returns[UT_FK].reason, UT_PAYS_BACK);
  assert_int_equal(returns[UT_REGION].reason, UT_NO_GAIN);
}

/* ---- what holds for any cost and gain ---- */

/* Numerical Recipes' generator (Press et al. 1992, ranqd1). */
static uint32_t random_number(uint32_t *seed)
{
  *seed = *seed * 1664525 + 1013904223;
  return *seed >> 8;
}

static double society_pays(const struct ut_monthly_krona *krona, double gain, ut_money cost)
{
  struct ut_return returns[UT_PARTIES];
  const double all[UT_PARTIES] = {[UT_ARBETSGIVARE] = gain, [UT_SAMHALLE] = gain};
  ut_payback_evaluate(krona, all, cost, 1, returns);
  return returns[UT_SAMHALLE].whole;
}

static void without_discount_and_decay_it_is_cost_over_gain(void **state)
{
  (void)state;
  uint32_t seed = 12;
  struct ut_monthly_krona krona;
  const struct ut_assumptions a = plain(0, 60);
  ut_monthly_krona_init(&krona, &a);
  for (int i = 0; i < 10000; i++) {
    double gain = 1 + random_number(&seed);
    ut_money cost = (ut_money)(gain * (random_number(&seed) % 599)) + random_number(&seed) % 100;
    assert_close(society_pays(&krona, gain, cost), (double)cost / gain, 1e-10);
  }
}

static void payback_scales_with_cost_when_not_discounted(void **state)
{
  (void)state;
  uint32_t seed = 13;
  struct ut_monthly_krona krona;
  const struct ut_assumptions a = plain(0, 60);
  ut_monthly_krona_init(&krona, &a);
  for (int i = 0; i < 1000; i++) {
    double gain = 1000 + random_number(&seed);
    ut_money cost = random_number(&seed);
    double months = society_pays(&krona, gain, cost);
    if (7 * months > UT_PAYBACK_MONTHS)
      continue;
    assert_close(society_pays(&krona, gain, 7 * cost), 7 * months, 1e-9);
  }
}

/* Discounting, decay and deadweight only ever postpone. */
static void assumptions_postpone(void **state)
{
  (void)state;
  uint32_t seed = 14;
  struct ut_assumptions a = plain(0, 60), strict = plain(5, 60);
  struct ut_monthly_krona krona, harder;
  a.decay = (struct ut_retention){.points = {{12, 90}}, .count = 1};
  strict.decay = (struct ut_retention){.points = {{12, 80}}, .count = 1};
  strict.deadweight = 10;
  ut_monthly_krona_init(&krona, &a);
  ut_monthly_krona_init(&harder, &strict);
  for (int i = 0; i < 1000; i++) {
    double gain = 1000 + random_number(&seed);
    ut_money cost = 1 + (ut_money)(gain * (random_number(&seed) % 200));
    assert_true(society_pays(&harder, gain, cost) > society_pays(&krona, gain, cost));
  }
}

/* ---- published figures ---- */

/* 7 077 454 in 94 months is 75 292.06 a month, in 34 months 208 160.41; 324 000 a year for each of 18 participants
 * pays 4 385 000 back in 4 385 000 / 486 000 = 9.02 months. By hand. */
static void published(void **state)
{
  (void)state;
  struct ut_monthly_krona krona;
  const struct ut_assumptions a = plain(0, 60);
  ut_monthly_krona_init(&krona, &a);
  assert_close(society_pays(&krona, 7529206, 707745400), 94, 1e-5);
  assert_close(society_pays(&krona, 20816041, 707745400), 34, 1e-5);
  assert_close(society_pays(&krona, 18.0 * 32400000 / 12, 438500000), 9.0226337, 1e-6);
}

/* ---- financing ---- */

static void shares_of_the_cost(void **state)
{
  (void)state;
  int32_t financing[UT_ACTORS];
  assert_int_equal(ut_financing_parse(ut_text_of("kommun=33.33,region=33.33,af=33.34"), financing, NULL), UT_OK);
  assert_true(financing[UT_KOMMUN] == 3333 && financing[UT_AF] == 3334 && financing[UT_STAT] == 0);
  static const char *const cases[][2] = {
      {"", "\"\" is not an actor (expected individ, kommun, region, fk, af, stat, arbetsgivare)"},
      {"samhalle=100", "\"samhalle\" is not an actor (expected individ, kommun, region, fk, af, stat, arbetsgivare)"},
      {"stat", "\"stat\" gives no share (expected ACTOR=PERCENT, at most two decimals)"},
      {"stat=-5", "\"stat=-5\" gives no share (expected ACTOR=PERCENT, at most two decimals)"},
      {"stat=33.333", "\"stat=33.333\" gives no share (expected ACTOR=PERCENT, at most two decimals)"},
      {"stat=101", "\"stat=101\" gives no share (expected ACTOR=PERCENT, at most two decimals)"},
      {"stat=50,stat=50", "\"stat\" stands twice"},
      {"stat=50,region=49.5", "the shares sum to 99.5 percent (expected 100)"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct ut_error err = {0};
    assert_int_equal(ut_financing_parse(ut_text_of(cases[i][0]), financing, &err), UT_USAGE);
    assert_string_equal(err.text, cases[i][1]);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(discounted),
      cmocka_unit_test(with_deadweight_and_decay),
      cmocka_unit_test(written_off),
      cmocka_unit_test(a_rate_is_of_what_is_invested),
      cmocka_unit_test(gains_a_month_and_a_year),
      cmocka_unit_test(sums_of_actors_are_those_of_society),
      cmocka_unit_test(when_there_is_no_payback),
      cmocka_unit_test(without_discount_and_decay_it_is_cost_over_gain),
      cmocka_unit_test(payback_scales_with_cost_when_not_discounted),
      cmocka_unit_test(assumptions_postpone),
      cmocka_unit_test(published),
      cmocka_unit_test(shares_of_the_cost),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
