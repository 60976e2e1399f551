/* The forecast: the three methods, what keeps one from saying anything, and amounts that cannot be held. */
#include "../books.h"

#define HEAD "insats,metod,utfall,prognos,budget,avvikelse,prognos_pct,atgardsplan,skal\n"
#define LEDGER_HEAD "insats,datum,belopp\n"
#define DECIDED "insats,beslutat,start,slut\nAlfa,9,2018-01-01,2020-12-31\n"

static struct ut_statement_options forecast_at(const char *as_of)
{
  return (struct ut_statement_options){.plan = "plan.csv", .as_of = day(as_of)};
}

/* By the end of August 8 of 12 months have begun: 800 x 12/8; 800 and a third of 1200; 800 x 1500/1000. */
static void three_methods(void **state)
{
  (void)state;
  const struct ut_statement_options o = forecast_at("2019-08-31");
  WRITE_FILE("decisions.csv", DECIDED);
  WRITE_FILE("plan.csv", "insats,period,belopp\nAlfa,2019,1200\n");
  WRITE_FILE("ledger.csv", LEDGER_HEAD "Alfa,2018-08-31,1000\nAlfa,2018-09-01,500\nAlfa,2019-08-31,800\n"
                                       "Alfa,2019-09-01,700\n");
  write_well(UT_FORECAST, &o);
  assert_file("table.csv", HEAD "Alfa,takt,800,1200,1200,0,100,nej,\nAlfa,plan,800,1200,1200,0,100,nej,\n"
                                "Alfa,foregaende_ar,800,1200,1200,0,100,nej,\n");
}

/* It began under an earlier decision, so last year was whole although the one in force began this year. */
static void begun_by_an_earlier_decision(void **state)
{
  (void)state;
  const struct ut_statement_options o = forecast_at("2019-06-30");
  WRITE_FILE("decisions.csv", "insats,datum,beslutat,start,slut\nAlfa,,9,2018-01-01,2018-12-31\n"
                              "Alfa,2018-12-01,9,2019-01-01,2019-12-31\nAlfa,2019-07-01,9,2010-01-01,2019-12-31\n");
  WRITE_FILE("plan.csv", "insats,period,belopp\nAlfa,2019,10\n");
  WRITE_FILE("ledger.csv", LEDGER_HEAD "Alfa,2018-02-01,1\nAlfa,2019-02-01,2\n");
  write_well(UT_FORECAST, &o);
  char *table = read_file("table.csv");
  assert_non_null(strstr(table, "Alfa,foregaende_ar,2,2,10,8,20,nej,\n"));
  free(table);
}

static void expect_error(const char *ledger, const char *message)
{
  struct ut_error err = {0};
  char text[512];
  write_file("ledger.csv", ledger, strlen(ledger));
  assert_int_equal(write_statement(UT_FORECAST, forecast_at("2019-06-30"), &err), UT_BAD_INPUT);
  assert_string_equal(ut_error_format(&err, text, sizeof text), message);
}

static void amounts_that_cannot_be_held(void **state)
{
  (void)state;
  WRITE_FILE("decisions.csv", DECIDED);
  WRITE_FILE("plan.csv", "insats,period,belopp\nAlfa,2019,1\n");
  expect_error(LEDGER_HEAD "Alfa,2019-01-01,46116860184273879.04\n", "prognos: an amount is too large");
  expect_error(LEDGER_HEAD "Alfa,2019-01-01,46116860184273879.04\nAlfa,2019-01-01,92233720368547758.07\n",
               "ledger.csv:3: belopp: a sum of amounts is too large");
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
