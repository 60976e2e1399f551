/* The cost report: who is counted in which year, and sums that cannot be held. */
#include "../books.h"

/* 120 kr over 12 months, two of them in 2018. One came and went the same day, one before it came (which counts as the
 * same day), one stays on, one is registered by mistake, one is anonymous and took part in 2019 alone. */
static void years_of_participations(void **state)
{
  (void)state;
  WRITE_FILE("participations.csv",
             "insats,start,slut,anonym,avslutsorsak\nAlfa,2018-12-31,2018-12-31,,fullfoljd\n"
             "Alfa,2019-01-01,2018-12-31,,fullfoljd\nAlfa,2018-11-01,,,\n"
             "Alfa,2018-11-01,2018-11-02,,felregistrering\nAlfa,2019-05-05,2020-02-02,ja,fullfoljd\n");
  WRITE_FILE("decisions.csv", "insats,beslutat,start,slut\nAlfa,120,2018-11-15,2019-10-31\n");
  WRITE_FILE("ledger.csv", "insats,datum,belopp\nAlfa,2018-12-31,10\nAlfa,2021-01-01,10\nBeta,2018-12-31,10\n");
  const struct ut_statement_options options = {
      .participations = "participations.csv", .as_of = day("2020-12-31"), .period.first = UT_DATE_NONE};
  write_well(UT_COST, &options);
  char *table = read_file("table.csv");
  assert_non_null(
      strstr(table, "Alfa,2018,*,20,10,,2,1,5,10\nAlfa,2019,*,100,0,,3,1,0,0\nAlfa,2020,*,,0,,1,0,0,\n*,2018"));
  free(table);
  assert_file("notes.txt", "slut is before start, and counts as on it: 1, the first participations.csv:3\n"
                           "10 kr in 1 row, the first ledger.csv:4: of insatser in neither plan nor decisions, such as "
                           "\"Beta\", ignored\n");
}

static void sums_that_cannot_be_held(void **state)
{
  (void)state;
  WRITE_FILE("decisions.csv", "insats,beslutat,start,slut\nAlfa,1,2019-01-01,2019-12-31\n");
  WRITE_FILE("ledger.csv", "insats,datum,belopp\nAlfa,2019-01-01,92233720368547758.07\nAlfa,2019-12-31,0.01\n");
  const struct ut_statement_options options = {.as_of = UT_DATE_NONE, .period.first = UT_DATE_NONE};
  struct ut_error err = {0};
  char text[512];
  assert_int_equal(write_statement(UT_COST, options, &err), UT_BAD_INPUT);
  assert_string_equal(ut_error_format(&err, text, sizeof text), "ledger.csv:3: belopp: a sum of amounts is too large");
}

/* No part that a filter writes has them: the files that name the insatser are the same for all of them. The first and
 * the last year there can be are counted. */
static void groups_of_parts_that_there_cannot_be(void **state)
{
  static const struct {
    struct foreign group;
    const char *text;
  } rows[] = {
      {{0, {{"Beta", 4}, {"2019", 4}}}, "parts have the insats \"Beta\", which is in neither plan nor decisions"},
      {{1, {{"Beta", 4}}}, "parts have the insats \"Beta\", which is in neither plan nor decisions"},
      {{0, {{"Alfa", 4}, {"1599", 4}}}, "parts have the year \"1599\", which there is not"},
      {{0, {{"Alfa", 4}, {"2401", 4}}}, "parts have the year \"2401\", which there is not"},
      {{0, {{"Alfa", 4}, {"x", 1}}}, "parts have the year \"x\", which there is not"},
      {{0, {{"Alfa", 4}, {"1600", 4}}}, ""},
      {{0, {{"Alfa", 4}, {"2400", 4}}}, ""}};
  (void)state;
  WRITE_FILE("decisions.csv", "insats,beslutat,start,slut\nAlfa,1,2019-01-01,2019-12-31\n");
  WRITE_FILE("ledger.csv", "insats,datum,belopp\nAlfa,2019-01-01,1\n");
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    const struct ut_statement_options options = {.as_of = UT_DATE_NONE, .period.first = UT_DATE_NONE};
    struct ut_error err = {0};
    enum ut_status expected = *rows[i].text ? UT_BAD_INPUT : UT_OK;
    assert_int_equal(write_merged(UT_COST, options, &rows[i].group, &err), expected);
    assert_string_equal(err.text, rows[i].text);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(years_of_participations),
      cmocka_unit_test(sums_that_cannot_be_held),
      cmocka_unit_test(groups_of_parts_that_there_cannot_be),
  };
  return cmocka_run_group_tests_name("cost", tests, enter_scratch, leave_scratch);
}
