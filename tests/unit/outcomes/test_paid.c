/* Where payments belong and what they add up to, by hand. */
#include "outcomes/paid.h"

#include "../rows.h"
#include "outcomes/report.h"

/* a works 2019-09..2020-05, b 2019-10 on. */
static const char people[] = "insats,id,start,slut,anstallning_start,anstallning_slut\n"
                             "A,a,2019-01-10,2019-12-20,2019-09-02,2020-05-29\n"
                             "A,b,2019-02-01,,2019-10-01,\n"
                             "A,a,2020-01-01,,2020-02-01,\n";

struct paid {
  struct ut_participations *p;
  struct ut_covered *covered;
  struct ut_report *report;
};

static struct paid open_report(const char *covered, struct ut_paying paying)
{
  struct paid d = {.p = participations_of(people, day("2020-08-31"))};
  struct ut_report_options options = {.kind = UT_PAID, .at = UT_EFTER, .as_of = day("2020-08-31"), .confidence = 95};
  assert_int_equal(ut_covered_load(&d.covered, covered, NULL, NULL), UT_OK);
  options.paying = paying;
  options.paying.covered = d.covered;
  assert_int_equal(ut_report_new(&d.report, d.p, &options, NULL), UT_OK);
  while (ut_participations_next(d.p, NULL) == UT_OK)
    assert_int_equal(ut_report_take(d.report, NULL), UT_OK);
  return d;
}

static void close_report(struct paid *d)
{
  ut_report_free(d->report);
  ut_covered_free(d->covered);
  ut_participations_free(d->p);
}

static struct ut_payment payment_of(const char *id, const char *month, const char *insats)
{
  static struct ut_row row = {.source = "u.csv", .line = 2};
  return (struct ut_payment){
      .id = ut_text_of(id), .insats = ut_text_of(insats), .month = ut_month_of(day(month)), .amount = 100, .row = &row};
}

static void expect_place(const struct paid *d, struct ut_payment payment, enum ut_paid_place place, const char *when)
{
  size_t person, slot = 0;
  assert_int_equal(ut_report_take_payment(d->report, &payment, NULL), UT_OK);
  assert_int_equal(ut_paid_place(d->report, &payment, &person, &slot), place);
  if (when)
    assert_string_equal(ut_paid_occasions[slot], when);
}

static void payments_belong_before_during_or_after(void **state)
{
  (void)state;
  struct paid d = open_report("2019-01..2020-08", (struct ut_paying){.employment = true, .window = 3});
  expect_place(&d, payment_of("a", "2019-05-01", ""), UT_PAID_OUTSIDE, NULL);
  expect_place(&d, payment_of("a", "2019-06-01", ""), UT_PAID_COUNTED, "fore");
  expect_place(&d, payment_of("a", "2019-08-01", "A"), UT_PAID_COUNTED, "fore");
  expect_place(&d, payment_of("a", "2019-08-01", "B"), UT_PAID_ELSEWHERE, NULL);
  expect_place(&d, payment_of("a", "2019-09-01", ""), UT_PAID_COUNTED, "under");
  expect_place(&d, payment_of("a", "2020-05-01", ""), UT_PAID_COUNTED, "under");
  expect_place(&d, payment_of("a", "2020-06-01", ""), UT_PAID_COUNTED, "efter");
  expect_place(&d, payment_of("a", "2020-08-01", ""), UT_PAID_COUNTED, "efter");
  expect_place(&d, payment_of("a", "2020-09-01", ""), UT_PAID_LATER, NULL);
  expect_place(&d, payment_of("b", "2020-08-01", ""), UT_PAID_COUNTED, "under");
  expect_place(&d, payment_of("b", "2018-12-01", ""), UT_PAID_UNCOVERED, NULL);
  expect_place(&d, payment_of("c", "2020-08-01", ""), UT_PAID_NOBODY, NULL);
  expect_place(&d, payment_of("", "2020-08-01", ""), UT_PAID_NOBODY, NULL);
  assert_int_equal(d.report->paid.repeated.count, 1);
  assert_int_equal(d.report->paid.unknown.count, 2);
  assert_int_equal(d.report->paid.uncovered.count, 1);
  close_report(&d);
}

/* A window that is not known to its end counts nobody. */
static void windows_are_whole(void **state)
{
  (void)state;
  struct paid d = open_report("2019-07..2020-07", (struct ut_paying){.employment = true, .window = 3});
  expect_place(&d, payment_of("a", "2019-08-01", ""), UT_PAID_OUTSIDE, NULL);
  expect_place(&d, payment_of("a", "2020-06-01", ""), UT_PAID_OUTSIDE, NULL);
  expect_place(&d, payment_of("b", "2019-07-01", ""), UT_PAID_COUNTED, "fore");
  close_report(&d);
}

static void years_have_no_window(void **state)
{
  (void)state;
  struct paid d = open_report("2018-12..2020", (struct ut_paying){.unit = UT_PAID_YEAR, .window = 3});
  size_t person, slot;
  struct ut_payment first = payment_of("b", "2018-12-01", ""), last = payment_of("b", "2020-08-01", "");
  expect_place(&d, first, UT_PAID_COUNTED, NULL);
  assert_int_equal(d.report->sets, 3);
  assert_int_equal(d.report->paid.first_year, 2018);
  assert_int_equal(ut_paid_place(d.report, &last, &person, &slot), UT_PAID_COUNTED);
  assert_int_equal(slot, 2);
  close_report(&d);
}

static void sums_that_do_not_fit_are_refused(void **state)
{
  (void)state;
  struct ut_error err = {0};
  struct paid d = open_report("2019-01..2020-08", (struct ut_paying){.window = 3});
  struct ut_payment large = payment_of("a", "2019-06-01", "");
  large.amount = INT64_MAX;
  assert_int_equal(ut_report_take_payment(d.report, &large, &err), UT_OK);
  assert_int_equal(ut_report_take_payment(d.report, &large, &err), UT_BAD_INPUT);
  close_report(&d);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(payments_belong_before_during_or_after),
      cmocka_unit_test(windows_are_whole),
      cmocka_unit_test(years_have_no_window),
      cmocka_unit_test(sums_that_do_not_fit_are_refused),
  };
  return cmocka_run_group_tests_name("paid", tests, NULL, NULL);
}
