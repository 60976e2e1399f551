/* Requisitions: what is taken, what is refused and why, and what is requisitioned. Figures by hand. */
#include "../books.h"

#define LEDGER_HEAD "datum,insats,belopp,verifikat,kategori,konto\n"
#define RECORD_HEAD "rekvisition,insats,datum,konto,kategori,text,verifikat,belopp,forekomst,sen\n"
#define REFUSED_HEAD "fil,rad,insats,datum,konto,kategori,text,verifikat,belopp,skal\n"
#define TABLE_HEAD "insats,kategori,budget,utfall,ack_budget,ack_utfall,avvikelse,avvikelse_pct,att_rekvirera\n"

/* 100 kr for 2019, of which 40 are planned for wages. */
#define DECIDED "insats,datum,beslutat,start,slut\nAlfa,,100,2019-01-01,2019-12-31\n"
#define PLANNED "insats,kategori,period,belopp\nAlfa,Personal,2019,40\n"

static bool allow_shrunk;

/* Requisitions from the files decisions.csv, plan.csv, ledger.csv and, where `again`, record.csv; writes table.csv,
 * record.csv, refused.csv and notes.txt. */
static enum ut_status requisition(const char *period, const char *as_of, bool again, struct ut_error *err)
{
  struct ut_output record, refused, *outputs[] = {&record, &refused};
  struct ut_statement_options options = {.plan = "plan.csv",
                                         .as_of = day(as_of),
                                         .requisitioned = again ? "record.csv" : NULL,
                                         .record = &record,
                                         .allow_shrunk = allow_shrunk,
                                         .refused = &refused};
  assert_int_equal(ut_period_parse(ut_text_of(period), &options.period, NULL), UT_OK);
  assert_int_equal(ut_output_open(&record, "record.csv", NULL), UT_OK);
  assert_int_equal(ut_output_open(&refused, "refused.csv", NULL), UT_OK);
  enum ut_status status = write_statement(UT_REQUISITION, options, err);
  for (size_t i = 0; i < 2; i++)
    if (status == UT_OK)
      assert_int_equal(ut_output_commit(outputs[i], NULL), UT_OK);
    else
      ut_output_abandon(outputs[i]);
  return status;
}

static void requisition_well(const char *period, const char *as_of, bool again)
{
  struct ut_error err = {0};
  if (requisition(period, as_of, again, &err) != UT_OK)
    fail_msg("%s:%zu: %s", err.source, err.line, err.text);
}

static int fresh_books(void **state)
{
  (void)state;
  WRITE_FILE("decisions.csv", DECIDED);
  WRITE_FILE("plan.csv", PLANNED);
  unlink("record.csv");
  return 0;
}

/* The first reason that holds; what is refused for its day is refused whatever was requisitioned. */
static void entries_are_refused_for_the_first_reason(void **state)
{
  (void)state;
  WRITE_FILE("decisions.csv", DECIDED "Beta,2019-07-01,100,2019-01-01,2019-12-31\n");
  WRITE_FILE("ledger.csv", LEDGER_HEAD "2018-12-31,Alfa,1,V1,,\n2020-01-01,Alfa,2,V2,,\n2019-07-01,Alfa,3,V3,,\n"
                                       "2019-02-01,Alfa,4,V4,,\n2019-02-02,Alfa,5,V5,,\n2019-02-03,Alfa,97,V6,,\n"
                                       "2019-02-04,Beta,7,V7,,\n2019-02-04,Gamma,8,V8,,\n2019-06-30,Alfa,9,V9,,\n");
  WRITE_FILE("record.csv", RECORD_HEAD ",Alfa,2019-02-01,,,,V4,4,1,\n,Alfa,2020-01-01,,,,V2,0,1,\n");
  requisition_well("2019H1", "", true);
  assert_file("refused.csv", REFUSED_HEAD "ledger.csv,2,Alfa,2018-12-31,,,,V1,1,utanfor_insatstid\n"
                                          "ledger.csv,3,Alfa,2020-01-01,,,,V2,2,utanfor_insatstid\n"
                                          "ledger.csv,4,Alfa,2019-07-01,,,,V3,3,efter_perioden\n"
                                          "ledger.csv,5,Alfa,2019-02-01,,,,V4,4,redan_rekvirerad\n"
                                          "ledger.csv,8,Beta,2019-02-04,,,,V7,7,utan_beslut\n"
                                          "ledger.csv,7,Alfa,2019-02-03,,,,V6,97,over_beslutat\n");
  assert_file("record.csv", RECORD_HEAD ",Alfa,2019-02-01,,,,V4,4,1,\n,Alfa,2020-01-01,,,,V2,0,1,\n"
                                        "2019H1,Alfa,2019-02-02,,,,V5,5,1,nej\n2019H1,Alfa,2019-06-30,,,,V9,9,1,nej\n");
  assert_file("notes.txt", "\"Alfa\": 3 kr in 2 rows, the first ledger.csv:2: dated outside the insatstid, refused\n"
                           "\"Alfa\": 97 kr in 1 row, the first ledger.csv:7: more than is left of the decided funds, "
                           "refused\n"
                           "\"Beta\": 7 kr in 1 row, the first ledger.csv:8: no decision is in force, nothing is "
                           "requisitioned\n"
                           "8 kr in 1 row, the first ledger.csv:9: of insatser in neither plan nor decisions, such as "
                           "\"Gamma\", ignored\n");
  /* Outcome is what the ledger has in the insatstid, requisitioned or not: 4 + 5 + 97 + 9. */
  assert_file("table.csv", TABLE_HEAD "Alfa,Personal,20,0,20,0,20,100,0\nAlfa,,0,115,0,115,-115,,14\n"
                                      "Alfa,*,20,115,20,115,-95,-475,14\nBeta,*,0,0,0,0,0,,0\n");
}

/* 100 kr are decided. Of costs of 60, 51, 30 and 11 in the order of their days, the one of 51 does not fit though 10
 * are given back; those after it do: 60 + 30 + 11 - 10 is 91. */
static void costs_beyond_the_funds_are_refused_one_by_one(void **state)
{
  (void)state;
  WRITE_FILE("ledger.csv", LEDGER_HEAD "2019-01-03,Alfa,30,V3,Lokaler,\n2019-01-01,Alfa,60,V1,Personal,\n"
                                       "2019-01-02,Alfa,51,V2,Personal,\n2019-03-31,Alfa,11,V4,Lokaler,\n"
                                       "2019-03-31,Alfa,-10,V5,Lokaler,\n");
  requisition_well("2019Q1", "", false);
  assert_file("refused.csv", REFUSED_HEAD "ledger.csv,4,Alfa,2019-01-02,,Personal,,V2,51,over_beslutat\n");
  assert_file("record.csv", RECORD_HEAD "2019Q1,Alfa,2019-01-01,,Personal,,V1,60,1,nej\n"
                                        "2019Q1,Alfa,2019-01-03,,Lokaler,,V3,30,1,nej\n"
                                        "2019Q1,Alfa,2019-03-31,,Lokaler,,V4,11,1,nej\n"
                                        "2019Q1,Alfa,2019-03-31,,Lokaler,,V5,-10,1,nej\n");
  assert_file("table.csv", TABLE_HEAD "Alfa,Personal,10,111,10,111,-101,-1010,60\nAlfa,Lokaler,0,31,0,31,-31,,31\n"
                                      "Alfa,*,10,142,10,142,-132,-1320,91\n");
}

/* Exactly what is decided fits; one öre more does not. */
static void the_last_ore_of_the_funds(void **state)
{
  (void)state;
  WRITE_FILE("ledger.csv", LEDGER_HEAD "2019-01-01,Alfa,\"99,99\",V1,,\n2019-01-02,Alfa,\"0,02\",V2,,\n"
                                       "2019-01-03,Alfa,\"0,01\",V3,,\n2019-01-04,Alfa,\"0,01\",V4,,\n");
  requisition_well("2019-01", "", false);
  assert_file("refused.csv", REFUSED_HEAD "ledger.csv,3,Alfa,2019-01-02,,,,V2,0.02,over_beslutat\n"
                                          "ledger.csv,5,Alfa,2019-01-04,,,,V4,0.01,over_beslutat\n");
}

/* What was refused for lack of funds is taken once a decision raises them; only as of a day on which it is in force. */
static void a_revised_decision_raises_the_funds(void **state)
{
  (void)state;
  WRITE_FILE("decisions.csv", DECIDED "Alfa,2019-04-10,160,2019-01-01,2019-12-31\n");
  WRITE_FILE("ledger.csv", LEDGER_HEAD "2019-01-01,Alfa,60,V1,,\n2019-01-02,Alfa,50,V2,,\n2019-04-01,Alfa,50,V3,,\n");
  requisition_well("2019Q1", "", false);
  assert_file("record.csv", RECORD_HEAD "2019Q1,Alfa,2019-01-01,,,,V1,60,1,nej\n");
  requisition_well("2019Q1", "2019-04-10", true);
  assert_file("record.csv",
              RECORD_HEAD "2019Q1,Alfa,2019-01-01,,,,V1,60,1,nej\n2019Q1,Alfa,2019-01-02,,,,V2,50,1,nej\n");
  requisition_well("2019Q2", "", true);
  assert_file("record.csv", RECORD_HEAD "2019Q1,Alfa,2019-01-01,,,,V1,60,1,nej\n2019Q1,Alfa,2019-01-02,,,,V2,50,1,nej\n"
                                        "2019Q2,Alfa,2019-04-01,,,,V3,50,1,nej\n");
}

/* A decision for a new period has funds of its own, and leaves what is dated before it to the earlier one. */
static void a_new_period_has_funds_of_its_own(void **state)
{
  (void)state;
  WRITE_FILE("decisions.csv", DECIDED "Alfa,2020-01-01,70,2020-01-01,2020-12-31\n");
  WRITE_FILE("record.csv", RECORD_HEAD "2019,Alfa,2019-05-01,,,,V1,90,1,nej\n");
  WRITE_FILE("ledger.csv", LEDGER_HEAD "2019-12-31,Alfa,5,V2,,\n2020-01-01,Alfa,70,V3,,\n");
  requisition_well("2020Q1", "", true);
  assert_file("refused.csv", REFUSED_HEAD "ledger.csv,2,Alfa,2019-12-31,,,,V2,5,utanfor_insatstid\n");
  assert_file("record.csv", RECORD_HEAD "2019,Alfa,2019-05-01,,,,V1,90,1,nej\n2020Q1,Alfa,2020-01-01,,,,V3,70,1,nej\n");
}

/* A month later, one entry was posted late and an equal of one that was requisitioned has come. A third run has nothing
 * to take. */
static void late_entries_are_taken_once(void **state)
{
  (void)state;
  WRITE_FILE("ledger.csv", LEDGER_HEAD "2019-01-10,Alfa,10,V1,,\n2019-01-10,Alfa,10,V1,,\n");
  requisition_well("2019-01", "", false);
  WRITE_FILE("ledger.csv", LEDGER_HEAD "2019-01-10,Alfa,10,V1,,\n2019-01-10,Alfa,10,V1,,\n2019-01-10,Alfa,10,V1,,\n"
                                       "2019-02-01,Alfa,1,V2,,\n2019-01-05,Alfa,2,V3,,\n");
  requisition_well("2019-02", "", true);
  const char *record = RECORD_HEAD "2019-01,Alfa,2019-01-10,,,,V1,10,1,nej\n2019-01,Alfa,2019-01-10,,,,V1,10,2,nej\n"
                                   "2019-02,Alfa,2019-01-05,,,,V3,2,1,ja\n2019-02,Alfa,2019-01-10,,,,V1,10,3,ja\n"
                                   "2019-02,Alfa,2019-02-01,,,,V2,1,1,nej\n";
  assert_file("record.csv", record);
  assert_file("notes.txt", "\"Alfa\": 12 kr in 2 rows, the first ledger.csv:6: dated before the period and not "
                           "requisitioned then, taken now\n");
  /* 40 / 12 a month, cumulatively rounded: 3.33 and 6.67. */
  assert_file("table.csv", TABLE_HEAD "Alfa,Personal,3.34,0,6.67,0,3.34,100,0\nAlfa,,0,1,0,33,-1,,13\n"
                                      "Alfa,*,3.34,1,6.67,33,2.34,70,13\n");
  requisition_well("2019-02", "", true);
  assert_file("record.csv", record);
  assert_file("notes.txt", "");
  assert_file("table.csv", TABLE_HEAD "Alfa,Personal,3.34,0,6.67,0,3.34,100,0\nAlfa,,0,1,0,33,-1,,0\n"
                                      "Alfa,*,3.34,1,6.67,33,2.34,70,0\n");
}

/* An entry whose amount was changed is taken back, and the new one taken: 20 become 21, and the register sums to the
 * ledger. What is of no insats that is known stays. */
static void entries_that_have_gone_are_taken_back(void **state)
{
  (void)state;
  const char *before = RECORD_HEAD "2019-01,Alfa,2019-01-10,,,,V1,10,1,nej\n2019-01,Alfa,2019-01-31,,A,,V2,20,1,nej\n"
                                   "2019-01,Borta,2019-01-31,,,,V2,20,1,nej\n";
  write_file("record.csv", before, strlen(before));
  WRITE_FILE("ledger.csv", LEDGER_HEAD "2019-02-10,Alfa,1,V3,,\n2019-01-31,Alfa,21,V2,,\n2019-01-10,Alfa,10,V1,,\n");
  requisition_well("2019-02", "", true);
  assert_file("notes.txt",
              "\"Alfa\": 21 kr in 1 row, the first ledger.csv:3: dated before the period and not "
              "requisitioned then, taken now\n"
              "\"Alfa\": 20 kr in 1 row, the first record.csv:3: requisitioned before, and no longer in the "
              "ledger, taken back\n");
  assert_file("record.csv",
              RECORD_HEAD "2019-01,Alfa,2019-01-10,,,,V1,10,1,nej\n2019-01,Alfa,2019-01-31,,A,,V2,20,1,nej\n"
                          "2019-01,Borta,2019-01-31,,,,V2,20,1,nej\n2019-02,Alfa,2019-01-31,,A,,V2,-20,1,borta\n"
                          "2019-02,Alfa,2019-01-31,,,,V2,21,1,ja\n2019-02,Alfa,2019-02-10,,,,V3,1,1,nej\n");
  assert_file("table.csv", TABLE_HEAD "Alfa,Personal,3.34,0,6.67,0,3.34,100,0\nAlfa,,0,1,0,32,-1,,22\n"
                                      "Alfa,A,0,0,0,0,0,,-20\nAlfa,*,3.34,1,6.67,32,2.34,70,2\n");
  requisition_well("2019-02", "", true);
  assert_file("notes.txt", "");
}

/* By number where the day moved, by day where the number did, by amount where both did; of two, each once. The funds
 * of 100 hold them, as they were requisitioned before. */
static void entries_that_have_moved_are_known(void **state)
{
  (void)state;
  WRITE_FILE("record.csv",
             RECORD_HEAD "2019-01,Alfa,2019-01-10,,,,V1,30,1,nej\n2019-01,Alfa,2019-01-10,,,,V2,30,1,nej\n"
                         "2019-01,Alfa,2019-01-11,,,,V3,40,1,nej\n");
  WRITE_FILE("ledger.csv", LEDGER_HEAD "2019-01-09,Alfa,2,V0,,\n2019-01-12,Alfa,30,V2,,\n2019-01-10,Alfa,30,B1,,\n"
                                       "2019-01-20,Alfa,40,B2,,\n");
  requisition_well("2019-02", "", true);
  assert_file(
      "notes.txt",
      "\"Alfa\": 2 kr in 1 row, the first ledger.csv:2: more than is left of the decided funds, refused\n"
      "\"Alfa\": 100 kr in 3 rows, the first ledger.csv:4: requisitioned before by another number or day, moved "
      "in the register\n");
  assert_file("table.csv", TABLE_HEAD "Alfa,Personal,3.34,0,6.67,0,3.34,100,0\nAlfa,,0,0,0,102,0,,0\n"
                                      "Alfa,*,3.34,0,6.67,102,3.34,100,0\n");
}

/* The ledger has less than was requisitioned of it: nothing new has come (the first), or it begins too late, so that it
 * does not say what became of the rest (the second). Nothing is written, unless that is allowed. */
static void a_ledger_that_shrank(void **state)
{
  (void)state;
  static const struct {
    const char *ledger, *fault, *taken;
  } cases[] = {{"2019-01-10,Alfa,10,V1,,\n",
                "error: record.csv:3: \"Alfa\": 20 kr in 1 row of the register, this the first, are not in the "
                "ledgers, which have 10 kr and begin with 2019-01-10\n",
                "2019-02,Alfa,2019-01-31,,,,V2,-20,1,borta\n"},
               {"2019-01-31,Alfa,20,V2,,\n2019-02-01,Alfa,1,V3,,\n",
                "error: record.csv:2: \"Alfa\": 10 kr in 1 row of the register, this the first, are not in the "
                "ledgers, which have 21 kr and begin with 2019-01-31\n",
                "2019-02,Alfa,2019-01-10,,,,V1,-10,1,borta\n2019-02,Alfa,2019-02-01,,,,V3,1,1,nej\n"},
               {"",
                "error: record.csv:2: \"Alfa\": 30 kr in 2 rows of the register, this the first, are not in the "
                "ledgers, which have nothing of it\n",
                "2019-02,Alfa,2019-01-10,,,,V1,-10,1,borta\n2019-02,Alfa,2019-01-31,,,,V2,-20,1,borta\n"}};
  const char *record = RECORD_HEAD "2019-01,Alfa,2019-01-10,,,,V1,10,1,nej\n2019-01,Alfa,2019-01-31,,,,V2,20,1,nej\n";
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct ut_error err = {0};
    char text[500];
    write_file("record.csv", record, strlen(record));
    write_file("ledger.csv", text, (size_t)snprintf(text, sizeof text, LEDGER_HEAD "%s", cases[i].ledger));
    unlink("table.csv");
    assert_int_equal(requisition("2019-02", "", true, &err), UT_SHORT);
    assert_file("record.csv", record);
    assert_int_equal(access("table.csv", F_OK), -1);
    assert_file("notes.txt", cases[i].fault);
    allow_shrunk = true;
    requisition_well("2019-02", "", true);
    allow_shrunk = false;
    snprintf(text, sizeof text, "%s%s", record, cases[i].taken);
    assert_file("record.csv", text);
  }
}

/* Kronor by largest remainder: 10.40, 10.40 and -0.30 are 20.50, so 21; of 0.40, 0.40 and 0.70 above the kronor below
 * (10, 10 and -1), the last and the first are rounded up. Income that is planned has the sign of its deviation. */
static void income_reduces_what_is_requisitioned(void **state)
{
  (void)state;
  WRITE_FILE("plan.csv", PLANNED "Alfa,Statsbidrag,2019,-12\n");
  WRITE_FILE("ledger.csv", LEDGER_HEAD "2019-01-10,Alfa,\"10,40\",V1,Personal,\n2019-01-10,Alfa,\"10,40\",V2,Lokaler,\n"
                                       "2019-01-11,Alfa,\"-0,30\",V3,Statsbidrag,\n");
  requisition_well("2019Q1", "", false);
  assert_file("table.csv", TABLE_HEAD "Alfa,Personal,10,10.40,10,10.40,-0.40,-4,11\n"
                                      "Alfa,Statsbidrag,-3,-0.30,-3,-0.30,-2.70,-90,0\n"
                                      "Alfa,Lokaler,0,10.40,0,10.40,-10.40,,10\n"
                                      "Alfa,*,7,20.50,7,20.50,-13.50,-193,21\n");
}

/* From the start of the insatstid in June 2019, to which the plan of a year is spread; a plan outside it is noted. */
static void what_is_accumulated(void **state)
{
  (void)state;
  WRITE_FILE("decisions.csv", "insats,beslutat,start,slut\nAlfa,1000,2019-06-15,2020-12-31\n");
  WRITE_FILE("plan.csv", "insats,kategori,period,belopp\nAlfa,A,2019,70\nAlfa,A,2020,240\nAlfa,B,2018,5\n");
  WRITE_FILE("ledger.csv", LEDGER_HEAD "2019-06-15,Alfa,3,V1,A,\n2019-06-14,Alfa,4,V2,A,\n2020-01-31,Alfa,5,V3,B,\n"
                                       "2020-02-29,Alfa,6,V4,B,\n");
  requisition_well("2020-02", "", false);
  assert_file("table.csv", TABLE_HEAD "Alfa,A,20,0,110,3,20,100,3\nAlfa,B,0,6,0,11,-6,,11\n"
                                      "Alfa,*,20,6,110,14,14,70,14\n");
  assert_file("notes.txt", "\"Alfa\": 4 kr in 1 row, the first ledger.csv:3: dated outside the insatstid, refused\n"
                           "\"Alfa\": 8 kr in 2 rows, the first ledger.csv:2: dated before the period and not "
                           "requisitioned then, taken now\n"
                           "\"Alfa\": 5 kr in 1 row, the first plan.csv:4: planned for periods outside the insatstid, "
                           "spread over their own months\n");
}

static void expect_error(const char *period, bool again, enum ut_status expected, const char *text)
{
  struct ut_error err = {0};
  char formatted[512];
  assert_int_equal(requisition(period, "", again, &err), expected);
  assert_string_equal(ut_error_format(&err, formatted, sizeof formatted), text);
  assert_int_equal(access("table.csv", F_OK), -1);
}

static void what_cannot_be_requisitioned(void **state)
{
  (void)state;
  const char *unit = "--period: a requisition is of a month, quarter, third of a year, half-year or year";
  WRITE_FILE("ledger.csv", LEDGER_HEAD);
  unlink("table.csv");
  expect_error("2019-01..2019-02", false, UT_USAGE, unit);
  expect_error("2019-01-05", false, UT_USAGE, unit);
  expect_error("2019..", false, UT_USAGE, unit);
  WRITE_FILE("ledger.csv", LEDGER_HEAD "2019-01-10,Alfa,92233720368547758,V1,,\n2019-01-10,Alfa,1,V2,,\n");
  expect_error("2019", false, UT_BAD_INPUT, "ledger.csv:3: a sum of amounts is too large");
  WRITE_FILE("ledger.csv", LEDGER_HEAD "2019-01-10,Alfa,1,V1,*,\n");
  expect_error("2019", false, UT_BAD_INPUT, "ledger.csv:2: \"*\" is no category: it stands for all of them");
  WRITE_FILE("ledger.csv", LEDGER_HEAD "2019-01-10,Alfa,1,*,,\n");
  expect_error("2019", false, UT_BAD_INPUT, "ledger.csv:2: a value is \"*\", which stands for all values together");
  WRITE_FILE("record.csv", "insats,datum,belopp,verifikat\nAlfa,2019-01-01,92233720368547758,A\n"
                           "Alfa,2019-01-01,92233720368547758,B\n");
  expect_error("2019", true, UT_BAD_INPUT, "record.csv:3: belopp: a sum of amounts is too large");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(entries_are_refused_for_the_first_reason, fresh_books),
      cmocka_unit_test_setup(costs_beyond_the_funds_are_refused_one_by_one, fresh_books),
      cmocka_unit_test_setup(the_last_ore_of_the_funds, fresh_books),
      cmocka_unit_test_setup(a_revised_decision_raises_the_funds, fresh_books),
      cmocka_unit_test_setup(a_new_period_has_funds_of_its_own, fresh_books),
      cmocka_unit_test_setup(late_entries_are_taken_once, fresh_books),
      cmocka_unit_test_setup(entries_that_have_gone_are_taken_back, fresh_books),
      cmocka_unit_test_setup(entries_that_have_moved_are_known, fresh_books),
      cmocka_unit_test_setup(a_ledger_that_shrank, fresh_books),
      cmocka_unit_test_setup(income_reduces_what_is_requisitioned, fresh_books),
      cmocka_unit_test_setup(what_is_accumulated, fresh_books),
      cmocka_unit_test_setup(what_cannot_be_requisitioned, fresh_books),
  };
  return cmocka_run_group_tests_name("requisition", tests, enter_scratch, leave_scratch);
}
