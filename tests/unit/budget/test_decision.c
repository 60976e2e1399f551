/* Decisions: financiers together, and which decision is in force. */
#include "budget/decision.h"

#include "../rows.h"

static enum ut_status load(struct ut_decisions *d, const char *text, struct ut_error *err)
{
  char path[32];
  *d = (struct ut_decisions){0};
  int fd = file_of(text, path);
  enum ut_status status = ut_decisions_load(d, path, NULL, err);
  close(fd);
  return status;
}

static void financiers_add_up(void **state)
{
  (void)state;
  struct ut_decisions d;
  assert_int_equal(load(&d,
                        "insats,beslutat,start,slut,finansiar\nAlfa,500,2019-01-01,2019-12-31,stat\n"
                        "Alfa,250.50,2019-01-01,2019-12-31,region\nBeta,1,2019-01-01,2019-12-31,\n",
                        NULL),
                   UT_OK);
  assert_int_equal(d.count, 2);
  assert_true(d.decisions[0].funds == 75050 && d.decisions[0].datum == UT_DATE_NONE);
  assert_true(ut_text_is(d.decisions[1].insats, "Beta"));
  assert_int_equal(d.share_count, 3);
  struct ut_share region = d.shares[1], unnamed = d.shares[2];
  assert_true(region.decision == 0 && region.funds == 25050);
  assert_true(ut_text_is(region.financier, "region") && unnamed.financier.len == 0);
  ut_decisions_clear(&d);
}

/* Twice 2^62 öre is 2^63, which wraps around to the sum of the three. */
static void half_a_sum_fits(void **state)
{
  (void)state;
  struct ut_decisions d;
  assert_int_equal(load(&d,
                        "insats,beslutat,start,slut,finansiar\nAlfa,46116860184273879.04,2019-01-01,2019-12-31,\n"
                        "Alfa,-46116860184273879.04,2019-01-01,2019-12-31,stat\n"
                        "Alfa,-92233720368547758.08,2019-01-01,2019-12-31,region\n",
                        NULL),
                   UT_OK);
  assert_true(d.decisions[0].funds == INT64_MIN);
  ut_decisions_clear(&d);
}

static const char revised[] = "insats,datum,beslutat,start,slut\nAlfa,2018-08-01,100,2018-09-01,2020-06-30\n"
                              "Alfa,2019-10-15,150,2018-09-01,2021-06-30\nAlfa,2021-06-01,90,2021-07-01,2022-06-30\n"
                              "Beta,,10,2019-01-01,2019-12-31\n";

static const struct ut_decision *at(const struct ut_decisions *d, const char *insats, const char *iso)
{
  return ut_decisions_in_force(d, ut_text_of(insats), day(iso));
}

static void a_later_one_replaces(void **state)
{
  (void)state;
  struct ut_decisions d;
  assert_int_equal(load(&d, revised, NULL), UT_OK);
  assert_null(at(&d, "Alfa", "2018-07-31"));
  assert_true(at(&d, "Alfa", "2018-08-01")->funds == 10000);
  assert_true(at(&d, "Alfa", "2019-10-14")->funds == 10000);
  assert_true(at(&d, "Alfa", "2019-10-15")->funds == 15000);
  assert_true(at(&d, "Alfa", "2021-06-01")->tid.last == day("2022-06-30"));
  assert_true(at(&d, "Beta", "1900-01-01")->funds == 1000);
  assert_null(at(&d, "Gamma", "2019-01-01"));
  ut_decisions_clear(&d);
}

/* An extension keeps its start, so that totals go on; a new period begins anew. */
static void where_totals_begin(void **state)
{
  (void)state;
  struct ut_decisions d;
  assert_int_equal(load(&d, revised, NULL), UT_OK);
  assert_true(ut_decisions_totals_from(&d, ut_text_of("Alfa"), day("2019-10-15")) == UT_DATE_NONE);
  assert_true(ut_decisions_totals_from(&d, ut_text_of("Alfa"), day("2021-06-01")) == day("2021-07-01"));
  assert_true(ut_decisions_totals_from(&d, ut_text_of("Beta"), day("2021-06-01")) == UT_DATE_NONE);
  ut_decisions_clear(&d);
}

static void what_is_no_decision(void **state)
{
  (void)state;
  const struct {
    const char *rows, *field, *message;
  } cases[] = {
      {",1,2019-01-01,2019-12-31,,\n", "insats", "the name is empty"},
      {"A,x,2019-01-01,2019-12-31,,\n", "beslutat", "\"x\" is not an amount: no digits where the amount should begin"},
      {"A,1,2019-13-01,2019-12-31,,\n", "start", "\"2019-13-01\" is not a date (expected YYYY-MM-DD)"},
      {"A,1,2019-01-01,,,\n", "slut", "\"\" is not a date (expected YYYY-MM-DD)"},
      {"A,1,2019-01-01,2018-12-31,,\n", "slut", "the insatstid ends before it starts"},
      {"A,1,2019-01-01,2019-12-31,2019,\n", "datum", "\"2019\" is not a date (expected YYYY-MM-DD)"},
      {"A,1,2019-01-01,2019-12-31,,stat\nA,1,2019-01-01,2020-12-31,,fk\n", "slut",
       "rows of one decision differ in their insatstid"},
      {"A,1,2019-01-01,2019-12-31,,\nA,2,2019-01-01,2019-12-31,,\n", "finansiar",
       "a second row of this insats, datum and finansiar"},
      {"A,92233720368547758,2019-01-01,2019-12-31,,\nA,1,2019-01-01,2019-12-31,,x\n", "beslutat",
       "a sum of amounts is too large"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct ut_decisions d;
    struct ut_error err = {0};
    char text[300];
    snprintf(text, sizeof text, "insats,beslutat,start,slut,datum,finansiar\n%s", cases[i].rows);
    assert_int_equal(load(&d, text, &err), UT_BAD_INPUT);
    ut_decisions_clear(&d);
    assert_string_equal(err.text, cases[i].message);
    assert_string_equal(err.field, cases[i].field);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(financiers_add_up),    cmocka_unit_test(half_a_sum_fits),
      cmocka_unit_test(a_later_one_replaces), cmocka_unit_test(where_totals_begin),
      cmocka_unit_test(what_is_no_decision),
  };
  return cmocka_run_group_tests_name("decision", tests, NULL, NULL);
}
