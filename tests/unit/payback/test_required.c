/* How many more in work: figures by hand, and that the number found is the least that reaches the target. */
#include "payback/required.h"

#include "../inputs.h"
#include "../near.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Work is worth 20 000 to the employer and 8 000 to the state, and takes 500 from the region; a sickness benefit is
 * 12 000 from fk; who seeks work costs af 1 000. */
static const char prices[] = PRICE_HEADER "arbete,arbetsgivare,20000,real,2019,synthetic,,\n"
                                          "arbete,arbetsgivare,-8000,transferering,2019,synthetic,,\n"
                                          "arbete,stat,8000,transferering,2019,synthetic,,\n"
                                          "arbete,region,-500,real,2019,synthetic,,\n"
                                          "arbetssokande,af,-1000,real,2019,synthetic,,\n"
                                          "sjukpenning,individ,12000,transferering,2019,synthetic,,\n"
                                          "sjukpenning,fk,-12000,transferering,2019,synthetic,,\n";
/* 1 came to work; 3 did not, of whom 1 half on benefit and 1 by nothing; 1 works in part and has work already; 1 is not
 * measured twice. */
static const char rows[] =
    "insats,id,start,sysselsattning_fore,forsorjning_fore,sysselsattning_efter,forsorjning_efter\n"
    "Steget,a,2019-01-01,arbetssokande,sjukpenning,arbete,ingen\n"
    "Steget,b,2019-01-01,arbetssokande,sjukpenning,arbetssokande,sjukpenning\n"
    "Steget,c,2019-01-01,arbetssokande,sjukpenning,arbetssokande,sjukpenning:50\n"
    "Steget,d,2019-01-01,ingen,ingen,ingen,ingen\n"
    "Steget,e,2019-01-01,arbete_subventionerat:25,ingen,arbete_subventionerat:25,ingen\n"
    "Steget,f,2019-01-01,arbetssokande,sjukpenning,,\n";

static const struct ut_names nothing;

static int64_t required(const char *list, int party, const char *cost, double target, enum ut_required_reason *reason)
{
  struct ut_inputs in;
  struct ut_monthly_krona krona;
  struct ut_return returns[UT_PARTIES];
  double worth[UT_PARTIES];
  open_inputs(&in, list, rows, cost, &nothing);
  ut_monthly_krona_init(&krona, &in.assumptions);
  const struct ut_payback_group *group = ut_payback_groups_get(in.groups, 0);
  ut_prices_value(in.prices, group->units.at, NULL, worth);
  ut_payback_evaluate(&krona, worth, in.shares[0], group->participations, returns);
  int64_t more = ut_required(&krona, group, in.prices, party, returns[party].cost, target, reason);
  if (more >= 0) { /* the least number: with it the share is covered in time, with one less it is not */
    const int64_t steps[] = {more, more - 1};
    double now = ut_payback_repaying(&krona, worth, party), each = 0;
    ut_prices_value(in.prices, group->to_work.at, NULL, worth);
    each = ut_payback_repaying(&krona, worth, party) / (double)group->idle;
    for (int i = 0; i < 2 && steps[i] >= 0; i++)
      assert_true(((now + each * (double)steps[i]) * target >= (double)returns[party].cost - 1e-6) == (i == 0));
  }
  close_inputs(&in);
  return more;
}

static void who_is_idle_and_what_work_would_change(void **state)
{
  (void)state;
  struct ut_inputs in;
  double worth[UT_PARTIES];
  open_inputs(&in, prices, rows, "0", &nothing);
  const struct ut_payback_group *group = ut_payback_groups_get(in.groups, 0);
  assert_int_equal(group->idle, 3); /* b, c, d */
  ut_prices_value(in.prices, group->to_work.at, NULL, worth);
  /* three times work, less two seeking work; less one and a half benefits */
  assert_near(worth[UT_SAMHALLE], 100.0 * (3 * 19500 + 2 * 1000), 1e-6);
  assert_near(worth[UT_FK], 100.0 * 1.5 * 12000, 1e-6);
  assert_near(worth[UT_INDIVID], -100.0 * 1.5 * 12000, 1e-6);
  assert_near(worth[UT_STAT], 100.0 * 3 * 8000, 1e-6);
  close_inputs(&in);
}

/* Society gains 19 500 + 1 000 now (a), and 60 500 / 3 more for each of the three. */
static void the_least_number_is_found(void **state)
{
  (void)state;
  static const struct { /* NOLINT(clang-analyzer-optin.performance.Padding): as the rows read */
    int party;
    const char *cost;
    double target;
    int64_t more;
    enum ut_required_reason reason;
  } cases[] = {
      {UT_SAMHALLE, "205000", 10, 0, UT_REQUIRED},    /* 20 500 a month is enough */
      {UT_SAMHALLE, "205010", 10, 1, UT_REQUIRED},    /* and one krona more is not */
      {UT_SAMHALLE, "406666.66", 10, 1, UT_REQUIRED}, /* 40 666.67 with one more */
      {UT_SAMHALLE, "406667", 10, 2, UT_REQUIRED},
      {UT_SAMHALLE, "810000", 10, 3, UT_REQUIRED}, /* 81 000 with all three */
      {UT_SAMHALLE, "810000.01", 10, -1, UT_REQUIRED_TOO_MANY},
      {UT_SAMHALLE, "410000", 20, 0, UT_REQUIRED}, /* 20 months of 20 500 */
      {UT_SAMHALLE, "30750", 1.5, 0, UT_REQUIRED}, /* a month and a half */
      {UT_SAMHALLE, "0", 10, -1, UT_REQUIRED_NO_SHARE},
      {UT_INDIVID, "100000", 10, -1, UT_REQUIRED_NO_SHARE},
      {UT_REGION, "100000", 10, -1, UT_REQUIRED_NO_GAIN}, /* work costs the region */
      {UT_STAT, "600000", 10, 1, UT_REQUIRED}, /* half the cost; fk, af and stat gain 12 000 + 6 000 + 1 000 + 8 000 */
  };
  for (size_t i = 0; i < COUNT(cases); i++) {
    enum ut_required_reason reason;
    int64_t more = required(prices, cases[i].party, cases[i].cost, cases[i].target, &reason);
    if (more != cases[i].more || reason != cases[i].reason)
      fail_msg("case %zu: %lld, reason %d", i, (long long)more, (int)reason);
  }
}

/* Where support is compared and lon has a price, who works has it: 5 000 more to society. */
static void work_comes_with_its_wage(void **state)
{
  (void)state;
  char list[2048];
  enum ut_required_reason reason;
  snprintf(list, sizeof list, "%slon,individ,5000,real,2019,synthetic,,\n", prices);
  assert_int_equal(required(list, UT_SAMHALLE, "455000", 10, &reason), 1); /* 20 500 + 25 166.67 */
  assert_int_equal(required(prices, UT_SAMHALLE, "455000", 10, &reason), 2);
}

static void an_unknown_cost_requires_nothing(void **state)
{
  (void)state;
  struct ut_inputs in;
  struct ut_monthly_krona krona;
  enum ut_required_reason reason;
  open_inputs(&in, prices, rows, "0", &nothing);
  ut_monthly_krona_init(&krona, &in.assumptions);
  assert_int_equal(
      ut_required(&krona, ut_payback_groups_get(in.groups, 0), in.prices, UT_SAMHALLE, UT_COST_UNKNOWN, 10, &reason),
      -1);
  assert_int_equal(reason, UT_REQUIRED_NO_COST);
  close_inputs(&in);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(who_is_idle_and_what_work_would_change),
      cmocka_unit_test(the_least_number_is_found),
      cmocka_unit_test(work_comes_with_its_wage),
      cmocka_unit_test(an_unknown_cost_requires_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
