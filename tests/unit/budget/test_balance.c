/* Where entries are counted, and what is remarked on them. */
#include "../books.h"

static const char decisions[] = "insats,datum,beslutat,start,slut\nAlfa,,100,2017-01-01,2018-12-31\n"
                                "Alfa,2018-12-01,200,2019-03-01,2020-12-31\nBeta,,50,2019-01-01,2019-06-30\n";

#define LEDGER_HEAD "insats,datum,belopp\n"

static struct ut_statement_options balance_of(const char *plan, const char *ledger)
{
  write_file("decisions.csv", decisions, strlen(decisions));
  write_file("plan.csv", plan, strlen(plan));
  write_file("ledger.csv", ledger, strlen(ledger));
  return (struct ut_statement_options){.plan = "plan.csv", .as_of = day("2019-12-31")};
}

static void where_entries_are_counted(void **state)
{
  (void)state;
  const struct {
    const char *insats, *datum, *counted; /* rakning and skal */
  } cases[] = {
      {"Alfa", "2019-03-01", "utbetalt_ar|utbetalt_totalt,"},
      {"Alfa", "2019-02-28", "utbetalt_ar,fore_beslutet"},
      {"Alfa", "2018-05-01", ",fore_beslutet"},
      {"Alfa", "2020-01-01", ",efter_as_of"},
      {"Beta", "2019-06-30", "utbetalt_ar|utbetalt_totalt,"},
      {"Beta", "2019-07-01", "utbetalt_ar|utbetalt_totalt,utanfor_insatstid"},
      {"Beta", "2018-12-31", "utbetalt_totalt,utanfor_insatstid"},
      {"Gamma", "2018-12-31", "utbetalt_totalt,"},
      {"Delta", "2019-01-01", ",okand_insats"},
      {"", "2019-01-01", ",okand_insats"},
  };
  struct ut_buf ledger = {0}, expected = {0};
  ut_buf_add_string(&ledger, LEDGER_HEAD);
  ut_buf_add_string(&expected, "fil,rad,insats,datum,konto,kategori,text,verifikat,belopp,rakning,skal\n");
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ut_buf_format(&ledger, "%s,%s,1\n", cases[i].insats, cases[i].datum);
    ut_buf_format(&expected, "ledger.csv,%zu,%s,%s,,,,,1,%s\n", i + 2, cases[i].insats, cases[i].datum,
                  cases[i].counted);
  }
  const struct ut_statement_options o = balance_of("insats,period,belopp\nGamma,2019,5\n", ut_buf_string(&ledger));
  write_well(UT_ENTRIES, &o);
  assert_file("table.csv", ut_buf_string(&expected));
  ut_buf_clear(&expected);
  ut_buf_clear(&ledger);
}

static void notes_say_what_was_done(void **state)
{
  (void)state;
  const struct ut_statement_options o =
      balance_of("insats,period,belopp\nGamma,2019,5\nBeta,2020,6\nBeta,2018,7\n",
                 LEDGER_HEAD "Beta,2019-07-01,0.10\nBeta,2019-07-02,0.20\nAlfa,2019-02-28,0.40\nDelta,2019-02-28,0.80\n"
                             "Alfa,2020-02-28,1.60\n");
  write_well(UT_BALANCE, &o);
  assert_file(
      "notes.txt",
      "\"Alfa\": 0.40 kr in 1 row, the first ledger.csv:4: dated before the decision in force began, left to an "
      "earlier one\n"
      "\"Beta\": 13 kr in 2 rows, the first plan.csv:3: planned for periods outside the insatstid, spread over "
      "their own months\n"
      "\"Beta\": 0.30 kr in 2 rows, the first ledger.csv:2: dated outside the insatstid, counted\n"
      "\"Gamma\": no decision is in force\n"
      "0.80 kr in 1 row, the first ledger.csv:5: of insatser in neither plan nor decisions, such as \"Delta\", "
      "ignored\n");
}

static void sums_are_checked(void **state)
{
  (void)state;
  struct ut_error err = {0};
  char text[512];
  const struct ut_statement_options o =
      balance_of("insats,period,belopp\n", LEDGER_HEAD "Beta,2019-05-01,92233720368547758.07\nBeta,2019-05-01,0.01\n");
  assert_int_equal(write_statement(UT_BALANCE, o, &err), UT_BAD_INPUT);
  assert_string_equal(ut_error_format(&err, text, sizeof text), "ledger.csv:3: belopp: a sum of amounts is too large");
}

static void insats_of_a_part_that_nothing_names(void **state)
{
  (void)state;
  struct ut_error err = {0};
  const struct ut_statement_options o = balance_of("insats,period,belopp\n", LEDGER_HEAD);
  const struct foreign group = {0, {{"Gamma", 5}}};
  assert_int_equal(write_merged(UT_BALANCE, o, &group, &err), UT_BAD_INPUT);
  assert_string_equal(err.text, "parts have the insats \"Gamma\", which is in neither plan nor decisions");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(where_entries_are_counted),
      cmocka_unit_test(notes_say_what_was_done),
      cmocka_unit_test(sums_are_checked),
      cmocka_unit_test(insats_of_a_part_that_nothing_names),
  };
  return cmocka_run_group_tests_name("balance", tests, enter_scratch, leave_scratch);
}
