/* The forecast: the three methods, what keeps one from saying anything, and amounts that cannot be held. */
#include "budget/forecast.h"

#include "../books.h"

#include "../files.h"

struct books {
  struct ut_decisions *decisions;
  struct ut_plan *plan;
  struct ut_balance *balance;
  struct ut_forecast *forecast;
};

static struct books books_of(const char *decisions, const char *plan, const char *as_of)
{
  struct books b = {.decisions = decisions_of(decisions), .plan = plan_of(plan)};
  assert_int_equal(ut_balance_new(&b.balance, b.decisions, b.plan, day(as_of), NULL), UT_OK);
  assert_int_equal(ut_forecast_new(&b.forecast, b.balance, b.decisions, day(as_of), 0, NULL), UT_OK);
  return b;
}

static void close_books(struct books *b)
{
  ut_forecast_free(b->forecast);
  ut_balance_free(b->balance);
  ut_plan_free(b->plan);
  ut_decisions_free(b->decisions);
}

static enum ut_status add(struct books *b, const char *datum, ut_money belopp, struct ut_error *err)
{
  struct ut_entry e = {.insats = ut_text_of("Alfa"), .datum = day(datum), .belopp = belopp, .source = "l", .line = 7};
  return ut_forecast_add(b->forecast, &e, err);
}

/* What is written after the header; the caller frees. */
static char *written(struct books *b, enum ut_status expected, struct ut_error *err)
{
  struct ut_output out;
  assert_int_equal(ut_output_open(&out, "out", err), UT_OK);
  assert_int_equal(ut_forecast_write(b->forecast, &out, UT_CSV, err), expected);
  if (expected != UT_OK) {
    ut_output_abandon(&out);
    return NULL;
  }
  assert_int_equal(ut_output_commit(&out, err), UT_OK);
  char *text = read_file("out"), *rows = strdup(strchr(text, '\n') + 1);
  free(text);
  return rows;
}

/* By the end of August 8 of 12 months have begun: 800 x 12/8; 800 and a third of 1200; 800 x 1500/1000. */
static void three_methods(void **state)
{
  (void)state;
  struct books b = books_of("insats,beslutat,start,slut\nAlfa,9,2018-01-01,2020-12-31\n",
                            "insats,period,belopp\nAlfa,2019,1200\n", "2019-08-31");
  struct ut_error err;
  assert_int_equal(add(&b, "2018-08-31", 100000, &err), UT_OK);
  assert_int_equal(add(&b, "2018-09-01", 50000, &err), UT_OK);
  assert_int_equal(add(&b, "2019-08-31", 80000, &err), UT_OK);
  assert_int_equal(add(&b, "2019-09-01", 70000, &err), UT_OK);
  char *rows = written(&b, UT_OK, &err);
  assert_string_equal(rows, "Alfa,takt,800,1200,1200,0,100,nej,\nAlfa,plan,800,1200,1200,0,100,nej,\n"
                            "Alfa,foregaende_ar,800,1200,1200,0,100,nej,\n");
  free(rows);
  close_books(&b);
}

/* It began under an earlier decision, so last year was whole although the one in force began this year. */
static void begun_by_an_earlier_decision(void **state)
{
  (void)state;
  struct books b = books_of("insats,datum,beslutat,start,slut\nAlfa,,9,2018-01-01,2018-12-31\n"
                            "Alfa,2018-12-01,9,2019-01-01,2019-12-31\nAlfa,2019-07-01,9,2010-01-01,2019-12-31\n",
                            "insats,period,belopp\nAlfa,2019,10\n", "2019-06-30");
  struct ut_error err;
  assert_int_equal(add(&b, "2018-02-01", 100, &err), UT_OK);
  assert_int_equal(add(&b, "2019-02-01", 200, &err), UT_OK);
  char *rows = written(&b, UT_OK, &err);
  assert_non_null(strstr(rows, "Alfa,foregaende_ar,2,2,10,8,20,nej,\n"));
  free(rows);
  close_books(&b);
}

static void amounts_that_cannot_be_held(void **state)
{
  (void)state;
  struct books b = books_of("insats,beslutat,start,slut\nAlfa,9,2018-01-01,2020-12-31\n",
                            "insats,period,belopp\nAlfa,2019,1\n", "2019-06-30");
  struct ut_error err = {0};
  assert_int_equal(add(&b, "2019-01-01", INT64_MAX / 2 + 1, &err), UT_OK);
  assert_null(written(&b, UT_BAD_INPUT, &err));
  assert_string_equal(err.text, "an amount is too large");
  assert_int_equal(add(&b, "2019-01-01", INT64_MAX, &err), UT_BAD_INPUT);
  assert_true(err.line == 7);
  assert_string_equal(err.source, "l");
  close_books(&b);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(three_methods),
      cmocka_unit_test(begun_by_an_earlier_decision),
      cmocka_unit_test(amounts_that_cannot_be_held),
  };
  return cmocka_run_group_tests_name("forecast", tests, enter_scratch, leave_scratch);
}
