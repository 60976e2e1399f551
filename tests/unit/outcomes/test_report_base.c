/* Bases of reports: who is in them, as anyone sees from the rows. */
#include "outcomes/report_base.h"

#include "../rows.h"

/* One who left and whose 6 months had passed by 2020-01-01, one whose had not, one who is still in, one anonymous. */
static const char people[] = "insats,anonym,kon,start,slut\n"
                             "A,,K,2019-01-01,2019-06-30\n"
                             "A,,M,2019-01-01,2019-09-30\n"
                             "A,,K,2019-01-01,\n"
                             "A,ja,K,2019-01-01,\n";
enum { PEOPLE = 4 };

static const char out[] = "utanfor_bas";

static void expect_base(struct ut_report_base_options options, enum ut_occasion at, const char *const lacks[PEOPLE],
                        size_t early)
{
  struct ut_report_options report = {.kind = UT_SHARES, .at = at, .as_of = day("2020-01-01")};
  struct ut_participations *p = participations_of(people, report.as_of);
  struct ut_report_base base = {0};
  assert_int_equal(ut_report_base_open(&base, p, &options, &report, NULL), UT_OK);
  for (size_t i = 0; i < PEOPLE; i++) {
    assert_int_equal(ut_participations_next(p, NULL), UT_OK);
    ut_report_base_begin(&base);
    const char *got = ut_report_base_lacks(&base, report.as_of);
    if (strcmp(got ? got : "", lacks[i] ? lacks[i] : "") != 0)
      fail_msg("row %zu: %s, expected %s", i + 1, got ? got : "in it", lacks[i] ? lacks[i] : "in it");
    assert_true(ut_report_base_lacks(&base, report.as_of) == got); /* asked for another window, it counts once */
  }
  assert_int_equal(base.early.count, early);
  assert_int_equal(base.early.line, early ? 3 : 0);
  ut_report_base_clear(&base);
  ut_participations_free(p);
}

static void by_default_whoever_has_left_and_is_due(void **state)
{
  (void)state;
  expect_base((struct ut_report_base_options){0}, UT_FORE, (const char *[]){NULL, NULL, NULL, "anonym"}, 0);
  expect_base((struct ut_report_base_options){0}, UT_EFTER, (const char *[]){NULL, NULL, out, "anonym"}, 0);
  expect_base((struct ut_report_base_options){0}, UT_6M, (const char *[]){NULL, out, out, "anonym"}, 0);
}

static void conditions_say_who_else(void **state)
{
  (void)state;
  expect_base((struct ut_report_base_options){.exclude = "kon=K"}, UT_FORE,
              (const char *[]){"undantagen", NULL, "undantagen", "anonym"}, 0);
  expect_base((struct ut_report_base_options){.base = "kon=M"}, UT_EFTER, (const char *[]){out, NULL, out, "anonym"},
              0);
  expect_base((struct ut_report_base_options){.base = "true"}, UT_6M, (const char *[]){NULL, out, out, "anonym"}, 0);
}

static void those_who_are_not_due_are_counted(void **state)
{
  (void)state;
  expect_base((struct ut_report_base_options){.base = "slut is not empty", .not_due = true}, UT_6M,
              (const char *[]){NULL, NULL, out, "anonym"}, 1);
}

static void a_fault_names_its_option(void **state)
{
  (void)state;
  struct ut_report_options report = {.kind = UT_SHARES, .at = UT_EFTER};
  struct ut_participations *p = participations_of(people, UT_DATE_NONE);
  struct ut_report_base base = {0};
  struct ut_error err = {0};
  assert_int_equal(ut_report_base_open(&base, p, &(struct ut_report_base_options){.exclude = "kon="}, &report, &err),
                   UT_USAGE);
  assert_string_equal(err.field, "--exclude");
  ut_report_base_clear(&base);
  ut_participations_free(p);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(by_default_whoever_has_left_and_is_due),
      cmocka_unit_test(conditions_say_who_else),
      cmocka_unit_test(those_who_are_not_due_are_counted),
      cmocka_unit_test(a_fault_names_its_option),
  };
  return cmocka_run_group_tests_name("report_base", tests, NULL, NULL);
}
