/* The cost report: who is counted in which year, and sums that cannot be held. */
#include "budget/cost_report.h"

#include "../books.h"

#include "../files.h"

static enum ut_status add(struct ut_cost_report *c, const char *insats, const char *datum, ut_money belopp,
                          struct ut_error *err)
{
  struct ut_entry e = {.insats = ut_text_of(insats), .datum = day(datum), .belopp = belopp, .source = "l", .line = 7};
  return ut_cost_report_add(c, &e, err);
}

/* What is written after the header; the caller frees. */
static char *written(const struct ut_cost_report *c)
{
  struct ut_output out;
  assert_int_equal(ut_output_open(&out, "out", NULL), UT_OK);
  assert_int_equal(ut_cost_report_write(c, &out, UT_CSV, NULL), UT_OK);
  assert_int_equal(ut_output_commit(&out, NULL), UT_OK);
  char *text = read_file("out"), *rows = strdup(strchr(text, '\n') + 1);
  free(text);
  return rows;
}

/* 120 kr over 12 months, two of them in 2018. One came and went the same day, one before it came (which counts as the
 * same day), one stays on, one is registered by mistake, one is anonymous and took part in 2019 alone. */
static void years_of_participations(void **state)
{
  (void)state;
  char path[32];
  int fd = file_of("insats,start,slut,anonym,avslutsorsak\nAlfa,2018-12-31,2018-12-31,,fullfoljd\n"
                   "Alfa,2019-01-01,2018-12-31,,fullfoljd\nAlfa,2018-11-01,,,\n"
                   "Alfa,2018-11-01,2018-11-02,,felregistrering\nAlfa,2019-05-05,2020-02-02,ja,fullfoljd\n",
                   path);
  struct ut_decisions *d = decisions_of("insats,beslutat,start,slut\nAlfa,120,2018-11-15,2019-10-31\n");
  const struct ut_cost_report_options options = {
      .participations = path, .as_of = day("2020-12-31"), .period.first = UT_DATE_NONE};
  struct ut_cost_report *c;
  assert_int_equal(ut_cost_report_new(&c, d, NULL, &options, NULL), UT_OK);
  assert_true(ut_cost_report_knows(c, ut_text_of("Alfa")) && !ut_cost_report_knows(c, ut_text_of("Beta")));
  assert_int_equal(add(c, "Alfa", "2018-12-31", 1000, NULL), UT_OK);
  assert_int_equal(add(c, "Alfa", "2021-01-01", 1000, NULL), UT_OK);
  char *rows = written(c);
  assert_non_null(
      strstr(rows, "Alfa,2018,*,20,10,,2,1,5,10\nAlfa,2019,*,100,0,,3,1,0,0\nAlfa,2020,*,,0,,1,0,0,\n*,2018"));
  free(rows);
  ut_cost_report_free(c);
  ut_decisions_free(d);
  close(fd);
}

static void sums_that_cannot_be_held(void **state)
{
  (void)state;
  struct ut_decisions *d = decisions_of("insats,beslutat,start,slut\nAlfa,1,2019-01-01,2019-12-31\n");
  const struct ut_cost_report_options options = {.as_of = UT_DATE_NONE, .period.first = UT_DATE_NONE};
  struct ut_cost_report *c;
  struct ut_error err = {0};
  assert_int_equal(ut_cost_report_new(&c, d, NULL, &options, NULL), UT_OK);
  assert_int_equal(add(c, "Alfa", "2019-01-01", INT64_MAX, &err), UT_OK);
  assert_int_equal(add(c, "Alfa", "2019-12-31", 1, &err), UT_BAD_INPUT);
  assert_true(err.line == 7);
  assert_string_equal(err.field, "belopp");
  ut_cost_report_free(c);
  ut_decisions_free(d);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(years_of_participations),
      cmocka_unit_test(sums_that_cannot_be_held),
  };
  return cmocka_run_group_tests_name("cost", tests, enter_scratch, leave_scratch);
}
