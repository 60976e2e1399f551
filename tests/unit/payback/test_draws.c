/* Draws: against the binomial, hypergeometric and triangular distributions that R 4.2.2 gives. */
#include "payback/draws.h"

#include "../inputs.h"
#include "../near.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define KR 100.0

enum { DRAWS = 20000 };

static const struct ut_names nothing;

/* What is real is worth 1 000 kronor to the employer; a transfer of 400 goes with it. */
static const char prices[] = PRICE_HEADER "arbete,arbetsgivare,1000,real,2019,synthetic,,\n"
                                          "arbete,individ,400,transferering,2019,synthetic,,\n"
                                          "arbete,arbetsgivare,-400,transferering,2019,synthetic,,\n";

/* `workers` persons who begin to work, then others who do nothing, each in `times` participations. */
static char *persons(int workers, int others, int times, bool identified)
{
  char *text;
  size_t size;
  FILE *f = open_memstream(&text, &size);
  fputs("insats,id,start,sysselsattning_fore,sysselsattning_efter\n", f);
  for (int t = 0; t < times; t++)
    for (int i = 0; i < workers + others; i++) {
      char id[16] = "";
      if (identified)
        snprintf(id, sizeof id, "p%d", i);
      fprintf(f, "Steget,%s,2019-01-01,ingen,%s\n", id, i < workers ? "arbete" : "ingen");
    }
  assert_int_equal(fclose(f), 0);
  return text;
}

static void draw(const char *list, char *rows, const char *cost, double target, int64_t population,
                 struct ut_draw_spread spreads[UT_PARTIES])
{
  struct ut_inputs in;
  struct ut_monthly_krona krona;
  struct ut_error err = {0};
  const struct ut_draw_options options = {.draws = DRAWS, .seed = 17, .population = population};
  open_inputs(&in, list, rows, cost, &nothing);
  ut_monthly_krona_init(&krona, &in.assumptions);
  if (ut_draws_run(ut_payback_groups_get(in.groups, 0), in.prices, &krona, in.shares[0], target, &options, spreads,
                   &err))
    fail_msg("%s", err.text);
  close_inputs(&in);
  free(rows);
}

static void assert_share(int64_t count, double probability)
{
  double error = sqrt(probability * (1 - probability) / DRAWS), share = (double)count / DRAWS;
  if (fabs(share - probability) > 4 * error)
    fail_msg("%.4f is not %.4f within %.4f", share, probability, 4 * error);
}

static void assert_spread(const double got[UT_SPREADS], double low, double middle, double high)
{
  assert_near(got[UT_SPREAD_5], low, 1e-9);
  assert_near(got[UT_SPREAD_50], middle, 1e-9);
  assert_near(got[UT_SPREAD_95], high, 1e-9);
}

/* Of 16 persons 6 gain 1 000 a month. R: qbinom(c(.05, .5, .95), 16, 6/16) is 3, 6, 9; the cost of 30 000 is then paid
 * back in 10, 5 and 3 1/3 months; within 5 in 1 - pbinom(5, 16, 6/16) of the draws, ever in 1 - pbinom(0, 16, 6/16). */
static void persons_are_drawn_with_replacement(void **state)
{
  (void)state;
  struct ut_draw_spread s[UT_PARTIES];
  draw(prices, persons(6, 10, 1, true), "30000", 5, 0, s);
  assert_spread(s[UT_SAMHALLE].gain, 3000 * KR, 6000 * KR, 9000 * KR);
  assert_spread(s[UT_INDIVID].gain, 1200 * KR, 2400 * KR, 3600 * KR);
  assert_spread(s[UT_SAMHALLE].own, 30 / 9.0, 5, 10);
  assert_share(s[UT_SAMHALLE].within, 1 - 0.4067317663);
  assert_share(s[UT_SAMHALLE].repaid, 1 - 0.0005421011);
  assert_true(isnan(s[UT_INDIVID].own[UT_SPREAD_50])); /* pays no share */
  assert_int_equal(s[UT_INDIVID].repaid, 0);
  assert_true(isinf(s[UT_REGION].own[UT_SPREAD_5])); /* pays one and gains nothing */
  assert_int_equal(s[UT_REGION].within, 0);
}

static void rows_without_id_are_persons(void **state)
{
  (void)state;
  struct ut_draw_spread named[UT_PARTIES], unnamed[UT_PARTIES];
  draw(prices, persons(6, 10, 1, true), "30000", 5, 0, named);
  draw(prices, persons(6, 10, 1, false), "30000", 5, 0, unnamed);
  for (int i = 0; i < UT_PARTIES; i++)
    assert_memory_equal(&named[i], &unnamed[i], sizeof *named);
}

/* 8 persons of 2 participations each, of which 3 gain. R: 2 * qbinom(c(.05, .5, .95), 8, 3/8) is 2, 6, 10, while 16
 * separate ones would give 3, 6, 9; 30 000 within 4 months takes 4 persons: 1 - pbinom(3, 8, 3/8). */
static void a_person_is_drawn_with_all_participations(void **state)
{
  (void)state;
  struct ut_draw_spread s[UT_PARTIES];
  draw(prices, persons(3, 5, 2, true), "30000", 4, 0, s);
  assert_spread(s[UT_SAMHALLE].gain, 2000 * KR, 6000 * KR, 10000 * KR);
  assert_share(s[UT_SAMHALLE].within, 0.348633);
}

/* 16 of 20 followed. R: the hypergeometric mixture of a population in which each is once and 4 twice,
 * p <- cumsum(sapply(0:16, function(x) sum(sapply(0:4, function(h)
 * dhyper(h, 6, 10, 4) * dhyper(x, 6 + h, 14 - h, 16)))));
 * sapply(c(.05, .5, .95), function(a) which(p >= a)[1] - 1) is 4, 6, 8; 1 - p[8] is 0.0849, against 0.2171. */
static void a_finite_population_narrows_the_spread(void **state)
{
  (void)state;
  struct ut_draw_spread s[UT_PARTIES];
  draw(prices, persons(6, 10, 1, true), "32000", 4, 20, s);
  assert_spread(s[UT_SAMHALLE].gain, 4000 * KR, 6000 * KR, 8000 * KR);
  assert_share(s[UT_SAMHALLE].within, 0.0849011669);
  draw(prices, persons(6, 10, 1, true), "32000", 4, 16, s);
  assert_spread(s[UT_SAMHALLE].gain, 6000 * KR, 6000 * KR, 6000 * KR);
}

/* One person, prices of 800 to 1 500 with 1 000 as mode. R: the quantiles of that triangle, f <- 2/7;
 * p <- c(.05, .5, .95); ifelse(p < f, .8 + sqrt(p * .7 * .2), 1.5 - sqrt((1 - p) * .7 * .5)); the density at them is
 * 2 (x - .8) / (.7 * .2) and 2 (1.5 - x) / (.7 * .5). Limits are four standard errors of a quantile. */
static void prices_are_drawn_from_triangles(void **state)
{
  (void)state;
  static const char ranged[] = PRICE_HEADER "arbete,arbetsgivare,1000,real,2019,synthetic,800,1500\n";
  static const double quantiles[] = {0.8836660027, 1.0816699867, 1.3677124344}, parts[] = {.05, .5, .95};
  struct ut_draw_spread s[UT_PARTIES];
  draw(ranged, persons(1, 0, 1, true), "0", NAN, 0, s);
  for (int i = 0; i < UT_SPREADS; i++) {
    double density = i == 0 ? 2 * (quantiles[i] - .8) / .14 : 2 * (1.5 - quantiles[i]) / .35;
    double error = sqrt(parts[i] * (1 - parts[i]) / DRAWS) / density;
    assert_near(s[UT_SAMHALLE].gain[i] / (1000 * KR), quantiles[i], 4 * error);
  }
}

/* Transfers vary by one factor for all actors, so that they cancel in every draw: what is real alone spreads. */
static void transfers_balance_in_every_draw(void **state)
{
  (void)state;
  static const char list[] = PRICE_HEADER "arbete,individ,300,transferering,2019,synthetic,150,450\n"
                                          "arbete,kommun,100,transferering,2019,synthetic,,\n"
                                          "arbete,fk,-400,transferering,2019,synthetic,-700,-400\n"
                                          "arbete,region,-7,real,2019,synthetic,,\n";
  struct ut_draw_spread s[UT_PARTIES];
  draw(list, persons(5, 0, 1, true), "0", NAN, 0, s);
  assert_spread(s[UT_SAMHALLE].gain, -35 * KR, -35 * KR, -35 * KR);
  assert_true(s[UT_INDIVID].gain[UT_SPREAD_95] > s[UT_INDIVID].gain[UT_SPREAD_5]);
  for (int i = 0; i < UT_SPREADS; i++) {
    assert_near(s[UT_INDIVID].gain[i], 3 * s[UT_KOMMUN].gain[i], 1e-6);
    assert_near(-s[UT_FK].gain[2 - i] / (4 * s[UT_KOMMUN].gain[i]), 1, 1e-3); /* neighbouring draws */
  }
}

static void no_cost_and_nobody_have_no_payback(void **state)
{
  (void)state;
  struct ut_draw_spread s[UT_PARTIES];
  draw(prices, persons(0, 0, 1, true), "30000", 5, 0, s);
  assert_spread(s[UT_SAMHALLE].gain, 0, 0, 0);
  assert_true(isinf(s[UT_SAMHALLE].own[UT_SPREAD_5]));
  draw(prices, persons(3, 0, 1, true), "0", 5, 0, s);
  assert_spread(s[UT_SAMHALLE].own, 0, 0, 0);
  assert_int_equal(s[UT_SAMHALLE].within, DRAWS);
}

/* A group has the same figures alone and among others. */
static void groups_do_not_touch_each_other(void **state)
{
  (void)state;
  static const char header[] = "insats,id,start,kon,sysselsattning_fore,sysselsattning_efter\n";
  static const char women[] = "A,1,2019-01-01,K,ingen,arbete\nA,2,2019-01-01,K,ingen,ingen\n";
  static const char men[] = "A,3,2019-01-01,M,ingen,arbete\nA,4,2019-01-01,M,ingen,arbete:50\n";
  const struct ut_names by = {{ut_text_of("kon")}, 1};
  const struct ut_draw_options options = {.draws = 200, .seed = 3};
  char all[512], some[512];
  snprintf(all, sizeof all, "%s%s%s", header, women, men);
  snprintf(some, sizeof some, "%s%s", header, men);
  struct ut_draw_spread spreads[2][UT_PARTIES];
  for (int i = 0; i < 2; i++) {
    struct ut_inputs in;
    struct ut_monthly_krona krona;
    open_inputs(&in, prices, i == 0 ? all : some, "1000", &by);
    ut_monthly_krona_init(&krona, &in.assumptions);
    const struct ut_payback_group *group = ut_payback_groups_get(in.groups, in.groups->count - 1);
    assert_int_equal(ut_draws_run(group, in.prices, &krona, 100000, 12, &options, spreads[i], NULL), UT_OK);
    close_inputs(&in);
  }
  assert_memory_equal(spreads[0], spreads[1], sizeof spreads[0]);
}

static void a_population_is_not_smaller_than_what_was_followed(void **state)
{
  (void)state;
  struct ut_inputs in;
  struct ut_monthly_krona krona;
  struct ut_error err = {0};
  struct ut_draw_spread s[UT_PARTIES];
  char *rows = persons(6, 10, 1, true);
  const struct ut_draw_options options = {.draws = 1, .seed = 1, .population = 15};
  open_inputs(&in, prices, rows, "1000", &nothing);
  ut_monthly_krona_init(&krona, &in.assumptions);
  assert_int_equal(ut_draws_run(ut_payback_groups_get(in.groups, 0), in.prices, &krona, 1, 12, &options, s, &err),
                   UT_USAGE);
  assert_string_equal(err.text, "the population is 15, but 16 were observed");
  assert_string_equal(err.field, "--finite");
  close_inputs(&in);
  free(rows);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(persons_are_drawn_with_replacement),
      cmocka_unit_test(rows_without_id_are_persons),
      cmocka_unit_test(a_person_is_drawn_with_all_participations),
      cmocka_unit_test(a_finite_population_narrows_the_spread),
      cmocka_unit_test(prices_are_drawn_from_triangles),
      cmocka_unit_test(transfers_balance_in_every_draw),
      cmocka_unit_test(no_cost_and_nobody_have_no_payback),
      cmocka_unit_test(groups_do_not_touch_each_other),
      cmocka_unit_test(a_population_is_not_smaller_than_what_was_followed),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
