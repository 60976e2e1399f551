/* Cumulative incidence: an example by hand, and figures marked R, which survival 3.5-3 of R 4.2.2 gave for
 * survfit(Surv(t, s) ~ 1, conf.type = "log-log"), s a factor of the levels c, w and o. */
#include "stats/incidence.h"

#include "../near.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct times {
  int64_t day;
  enum ut_ending how;
  int64_t count;
};

static struct ut_incidence *made(const struct times *times, size_t count)
{
  struct ut_incidence *c;
  assert_int_equal(ut_incidence_new(&c), UT_OK);
  for (size_t i = 0; i < count; i++)
    assert_int_equal(ut_incidence_add(c, times[i].day, times[i].how, times[i].count), UT_OK);
  ut_incidence_compute(c);
  return c;
}

static const struct times by_hand[] = {{3, UT_EVENT, 1},     {5, UT_COMPETING, 1}, {6, UT_EVENT, 1},
                                       {8, UT_CENSORED, 1},  {9, UT_EVENT, 1},     {12, UT_COMPETING, 1},
                                       {14, UT_CENSORED, 1}, {18, UT_EVENT, 1}};

/* 1/8 = .125; S .875, then .75: + .75/6; S .625: + .625/4; S .46875, then .3125: all of it. */
static void shares_are_those_by_hand(void **state)
{
  static const struct {
    int64_t day, at_risk, ended[UT_ENDINGS];
    double share;
  } rows[] = {{2, 8, {0, 0, 0}, 0},        {3, 7, {1, 0, 0}, 0.125},    {5, 6, {1, 1, 0}, 0.125},
              {6, 5, {2, 1, 0}, 0.25},     {8, 4, {2, 1, 1}, 0.25},     {12, 2, {3, 2, 1}, 0.40625},
              {17, 1, {3, 2, 2}, 0.40625}, {18, 0, {4, 2, 2}, 0.71875}, {99, 0, {4, 2, 2}, 0.71875}};
  struct ut_incidence *c = made(by_hand, COUNT(by_hand));
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    struct ut_incidence_point p = ut_incidence_at(c, rows[i].day);
    assert_int_equal(p.at_risk, rows[i].at_risk);
    for (int how = 0; how < UT_ENDINGS; how++)
      assert_int_equal(p.ended[how], rows[i].ended[how]);
    assert_near(p.share, rows[i].share, 1e-15);
  }
  assert_int_equal(ut_incidence_median(c), 18);
  assert_int_equal(ut_incidence_known(c), -1);
  ut_incidence_free(c);
}

static void errors_and_limits_agree_with_r(void **state)
{
  static const struct {
    int64_t day;
    double error, low, high;
  } rows[] = {{6, 0.153093108923949, 3.706688163182987, 55.80841912806680},
              {12, 0.183884410874060, 8.965225175838393, 71.43132717749780},
              {18, 0.170090164508416, 26.04829802494498, 92.21272424724520}};
  struct ut_incidence *c = made(by_hand, COUNT(by_hand));
  struct ut_interval limits;
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    struct ut_incidence_point p = ut_incidence_at(c, rows[i].day);
    assert_near(p.error, rows[i].error, 1e-14);
    assert_true(ut_log_log_interval(p.share, p.error, ut_normal_quantile(95), &limits));
    assert_near(limits.low, rows[i].low, 1e-10);
    assert_near(limits.high, rows[i].high, 1e-10);
  }
  ut_incidence_free(c);
}

/* Several on a day, of all kinds, one of them on day 0; R with conf.int = .9. */
static void ties_agree_with_r(void **state)
{
  static const struct times tied[] = {{0, UT_EVENT, 2},     {10, UT_EVENT, 3}, {10, UT_COMPETING, 1},
                                      {10, UT_CENSORED, 4}, {20, UT_EVENT, 2}, {30, UT_COMPETING, 1},
                                      {30, UT_CENSORED, 5}, {45, UT_EVENT, 1}};
  static const struct {
    int64_t day;
    double share, error, low, high;
  } rows[] = {{0, 0.105263157894737, 0.0704059004273620, 2.5476794082720, 25.1322831634332},
              {10, 0.263157894736842, 0.1010226178881466, 11.7375090719660, 43.5225347020694},
              {20, 0.415204678362573, 0.1246825728384063, 21.3995395519455, 60.5857579990569},
              {30, 0.415204678362573, 0.1246825728384063, 21.3995395519455, 60.5857579990569},
              {45, 0.871345029239766, 0.0864921054587195, 63.7191919406616, 95.8790431198505}};
  struct ut_incidence *c = made(tied, COUNT(tied));
  struct ut_interval limits;
  (void)state;
  assert_int_equal(ut_incidence_days(c), COUNT(rows));
  for (size_t i = 0; i < COUNT(rows); i++) {
    struct ut_incidence_point p = ut_incidence_point(c, i);
    assert_int_equal(p.day, rows[i].day);
    assert_near(p.share, rows[i].share, 1e-14);
    assert_near(p.error, rows[i].error, 1e-14);
    assert_true(ut_log_log_interval(p.share, p.error, ut_normal_quantile(90), &limits));
    assert_near(limits.low, rows[i].low, 1e-11);
    assert_near(limits.high, rows[i].high, 1e-11);
    assert_int_equal(ut_incidence_steps(c, i), rows[i].day != 30);
  }
  ut_incidence_free(c);
}

static void all_and_none_have_no_limits(void **state)
{
  static const struct times thirds[] = {{1, UT_EVENT, 1}, {2, UT_EVENT, 1}, {3, UT_EVENT, 1}};
  struct ut_incidence *c = made(thirds, COUNT(thirds));
  struct ut_incidence_point all = ut_incidence_at(c, 3), none = ut_incidence_at(c, 0);
  struct ut_interval limits;
  (void)state;
  assert_near(all.share, 1, 1e-15);
  assert_false(ut_log_log_interval(all.share, all.error, 1.96, &limits));
  assert_int_equal(none.at_risk, 3);
  assert_false(ut_log_log_interval(none.share, none.error, 1.96, &limits));
  ut_incidence_free(c);
}

/* .5 by quotients whose sum is a hair less is a half. */
static void the_median_is_the_first_half(void **state)
{
  static const struct times six[] = {{1, UT_EVENT, 1}, {2, UT_EVENT, 1}, {3, UT_EVENT, 1}, {9, UT_CENSORED, 3}};
  static const struct times few[] = {{1, UT_EVENT, 1}, {9, UT_CENSORED, 3}};
  struct ut_incidence *c = made(six, COUNT(six)), *d = made(few, COUNT(few)), *nobody = made(few, 0);
  (void)state;
  assert_int_equal(ut_incidence_median(c), 3);
  assert_int_equal(ut_incidence_median(d), -1);
  assert_int_equal(ut_incidence_known(d), 9);
  assert_int_equal(ut_incidence_median(nobody), -1);
  assert_int_equal(ut_incidence_at(nobody, 5).at_risk, 0);
  ut_incidence_free(c);
  ut_incidence_free(d);
  ut_incidence_free(nobody);
  ut_incidence_free(NULL);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(shares_are_those_by_hand),
      cmocka_unit_test(errors_and_limits_agree_with_r),
      cmocka_unit_test(ties_agree_with_r),
      cmocka_unit_test(all_and_none_have_no_limits),
      cmocka_unit_test(the_median_is_the_first_half),
  };
  return cmocka_run_group_tests_name("incidence", tests, NULL, NULL);
}
