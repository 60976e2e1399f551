/* Participations: what is always decoded, what as-of hides, what is derived. Days and months are counted by hand; bands
 * and the columns themselves have their golden cases. */
#include "utfall/participation.h"

#include "../rows.h"

static size_t slot_of(struct ut_participations *p, const char *name)
{
  const struct ut_column *column;
  struct ut_error err = {0};
  size_t slot;
  if (ut_participations_slot(p, ut_text_of(name), &slot, &column, &err) != UT_OK)
    fail_msg("%s", err.text);
  return slot;
}

static void expect_cell(const struct ut_participations *p, size_t slot, const char *expected)
{
  const struct ut_value *v = &ut_participations_values(p)[slot];
  char text[64];
  snprintf(text, sizeof text, "%.*s", (int)v->text.len, v->text.ptr);
  assert_string_equal(text, expected);
  assert_int_equal(v->missing, expected[0] == 0);
}

static void expect_current(struct ut_participations *p, const char *start, const char *slut, bool anonymous)
{
  assert_int_equal(ut_participations_next(p, NULL), UT_OK);
  struct ut_participation now = ut_participations_current(p);
  assert_int_equal(now.start, day(start));
  assert_int_equal(now.slut, day(slut));
  assert_int_equal(now.anonymous, anonymous);
}

static void dates_are_settled(void **state)
{
  (void)state;
  struct ut_participations *p = participations_of("insats,anonym,start,slut,avslutsorsak\n"
                                                  "A,,2019-02-01,2019-03-31,fullfoljd\n"
                                                  "A,nej,2019-02-01,,\n"
                                                  "A,,2019-02-01,2019-03-31,felregistrering\n"
                                                  "A,,2019-02-01,2019-01-31,flytt\n"
                                                  "A,ja,2019-05-06,2019-06-30,\n",
                                                  UT_DATE_NONE);
  expect_current(p, "2019-02-01", "2019-03-31", false);
  expect_current(p, "2019-02-01", "", false);
  expect_current(p, "2019-02-01", "2019-02-01", false);
  expect_current(p, "2019-01-01", "2019-12-31", true);
  assert_int_equal(ut_participations_next(p, NULL), UT_END);
  ut_participations_free(p);
}

static void only_insats_and_start_are_needed(void **state)
{
  (void)state;
  struct ut_participations *p = participations_of("start;insats\n2019-02-01;A\n", UT_DATE_NONE);
  expect_current(p, "2019-02-01", "", false);
  ut_participations_free(p);
}

static void as_of_hides_what_was_not_known(void **state)
{
  (void)state;
  static const struct {
    const char *day, *slut, *reason, *efter, *six, *days, *support;
  } known[] = {{"2019-08-30", "", "", "", "", "", ""},
               {"2019-08-31", "2019-08-31", "flytt", "arbete", "", "242", ""},
               {"2020-02-28", "2019-08-31", "flytt", "arbete", "", "242", ""},
               {"2020-02-29", "2019-08-31", "flytt", "arbete", "ingen", "242", "ja"}};
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    struct ut_participations *p =
        participations_of("insats,start,slut,avslutsorsak,sysselsattning_efter,sysselsattning_6m,forsorjning_6m\n"
                          "A,2019-01-01,2019-08-31,flytt,arbete,ingen,a_kassa\n",
                          day(known[i].day));
    size_t slut = slot_of(p, "slut"), reason = slot_of(p, "avslutsorsak"), efter = slot_of(p, "sysselsattning");
    size_t six = slot_of(p, "sysselsattning_6m"), days = slot_of(p, "dagar"), support = slot_of(p, "offentlig_6m");
    expect_current(p, "2019-01-01", known[i].slut, false);
    expect_cell(p, slut, known[i].slut);
    expect_cell(p, reason, known[i].reason);
    expect_cell(p, efter, known[i].efter);
    expect_cell(p, six, known[i].six);
    expect_cell(p, days, known[i].days);
    expect_cell(p, support, known[i].support);
    assert_int_equal(ut_participations_row(p)->fields[2].len, strlen(known[i].slut));
    ut_participations_free(p);
  }
}

/* Employment is known from its days on, whether somebody has left or not. */
static void as_of_hides_employment_to_come(void **state)
{
  static const struct {
    const char *day, *slut, *from, *to;
  } known[] = {{"2019-03-31", "", "", ""},
               {"2019-04-01", "", "2019-04-01", ""},
               {"2019-08-31", "2019-08-31", "2019-04-01", ""},
               {"2019-09-30", "2019-08-31", "2019-04-01", "2019-09-30"},
               {"", "2019-08-31", "2019-04-01", "2019-09-30"}};
  (void)state;
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    struct ut_participations *p = participations_of("insats,anstallning_start,start,slut,anstallning_slut\n"
                                                    "A,2019-04-01,2019-01-01,2019-08-31,2019-09-30\n",
                                                    day(known[i].day));
    size_t from = slot_of(p, "anstallning_start"), to = slot_of(p, "anstallning_slut");
    expect_current(p, "2019-01-01", known[i].slut, false);
    expect_cell(p, from, known[i].from);
    expect_cell(p, to, known[i].to);
    assert_int_equal(ut_participations_mistakes(p), 0);
    ut_participations_free(p);
  }
}

static void later_starts_vanish(void **state)
{
  (void)state;
  struct ut_participations *p =
      participations_of("insats,start\nA,2019-06-30\nA,2019-07-01\nA,2018-01-01\n", day("2019-06-30"));
  expect_current(p, "2019-06-30", "", false);
  expect_current(p, "2018-01-01", "", false);
  assert_int_equal(ut_participations_next(p, NULL), UT_END);
  ut_participations_free(p);
}

static void derived_columns(void **state)
{
  (void)state;
  struct ut_participations *p = participations_of("insats,start,slut,fodelsear\nA,2019-05-15,2019-08-31,2003\n"
                                                  "A,2019-05-15,2019-05-14,\nA,2019-05-15,,2003\n",
                                                  UT_DATE_NONE);
  static const char *const names[] = {"alder",      "aldersgrupp", "dagar",     "manader",
                                      "langdgrupp", "kvartal",     "startmanad"};
  static const char *const expected[3][7] = {{"16", "16-19", "108", "3", "3-5", "2019Q3", "2019-05"},
                                             {"", "", "-1", "0", "", "2019Q2", "2019-05"},
                                             {"16", "16-19", "", "", "", "", "2019-05"}};
  size_t slots[7];
  for (size_t i = 0; i < 7; i++)
    slots[i] = slot_of(p, names[i]);
  for (size_t row = 0; row < 3; row++) {
    assert_int_equal(ut_participations_next(p, NULL), UT_OK);
    for (size_t i = 0; i < 7; i++)
      expect_cell(p, slots[i], expected[row][i]);
  }
  ut_participations_free(p);
}

/* The last day is one of the stay; a month that is too short ends with its own last day. By hand. */
static void months_are_whole_calendar_months(void **state)
{
  (void)state;
  static const struct {
    const char *start, *slut, *months, *band;
  } cases[] = {
      {"2019-01-01", "2019-12-31", "12", "12-23"}, {"2019-01-01", "2019-12-30", "11", "6-11"},
      {"2019-01-01", "2019-06-30", "6", "6-11"},   {"2019-01-01", "2019-06-29", "5", "3-5"},
      {"2019-01-01", "2019-03-31", "3", "3-5"},    {"2019-01-01", "2019-03-30", "2", "0-2"},
      {"2019-01-31", "2019-02-28", "1", "0-2"},    {"2019-01-31", "2019-02-27", "1", "0-2"},
      {"2019-01-31", "2019-02-26", "0", "0-2"},    {"2020-02-29", "2022-02-27", "24", "24-"},
      {"2020-02-29", "2022-02-26", "23", "12-23"}, {"2019-05-15", "2019-05-15", "0", "0-2"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char rows[80];
    snprintf(rows, sizeof rows, "insats,start,slut\nA,%s,%s\n", cases[i].start, cases[i].slut);
    struct ut_participations *p = participations_of(rows, UT_DATE_NONE);
    size_t months = slot_of(p, "manader"), band = slot_of(p, "langdgrupp");
    assert_int_equal(ut_participations_next(p, NULL), UT_OK);
    expect_cell(p, months, cases[i].months);
    expect_cell(p, band, cases[i].band);
    ut_participations_free(p);
  }
}

static void the_same_name_is_the_same_slot(void **state)
{
  (void)state;
  struct ut_participations *p =
      participations_of("insats,start,sysselsattning_efter\nA,2019-05-15,arbete\n", UT_DATE_NONE);
  assert_int_equal(slot_of(p, "insats"), slot_of(p, "insats"));
  assert_int_equal(slot_of(p, "startar"), slot_of(p, "startar"));
  assert_int_equal(slot_of(p, "sysselsattning"), slot_of(p, "sysselsattning_efter"));
  ut_participations_free(p);
}

static void columns_that_are_not_there(void **state)
{
  (void)state;
  static const struct {
    const char *name, *message;
  } wrong[] = {
      {"kon", "there is no column \"kon\"; the columns are insats, start"},
      {"dagar", "there is no column \"slut\"; the columns are insats, start"},
      {"slut", "there is no column \"slut\"; the columns are insats, start"},
      {"senaste", "there is no column senaste here; cohort --derive senaste adds it for the filters after it"}};
  struct ut_participations *p = participations_of("insats,start\nA,2019-05-15\n", UT_DATE_NONE);
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    const struct ut_column *column;
    struct ut_error err = {0};
    size_t slot;
    assert_int_equal(ut_participations_slot(p, ut_text_of(wrong[i].name), &slot, &column, &err), UT_USAGE);
    assert_string_equal(err.text, wrong[i].message);
  }
  ut_participations_free(p);
}

static void rows_that_cannot_be_used(void **state)
{
  (void)state;
  static const struct {
    const char *row, *message;
  } wrong[] = {{",2019-05-15,", "insats: the cell is empty, and every participation needs one"},
               {"A,,", "start: the cell is empty, and every participation needs one"},
               {"A,2019-02-29,", "start: \"2019-02-29\" is not a date: February 2019 has 28 days"},
               {"A,2019-05-15,19-06-30", "slut: \"19-06-30\" is not a date (expected YYYY-MM-DD)"}};
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    char csv[128], said[UT_ERROR_FIELD + UT_ERROR_TEXT + 2];
    struct ut_error err = {0};
    snprintf(csv, sizeof csv, "insats,start,slut\nA,2019-01-01,\n%s\n", wrong[i].row);
    struct ut_participations *p = participations_of(csv, UT_DATE_NONE);
    assert_int_equal(ut_participations_next(p, &err), UT_OK);
    assert_int_equal(ut_participations_next(p, &err), UT_BAD_INPUT);
    assert_int_equal(err.line, 3);
    snprintf(said, sizeof said, "%s: %s", err.field, err.text);
    assert_string_equal(said, wrong[i].message);
    ut_participations_free(p);
  }
}

static void follow_ups_fall_due(void **state)
{
  (void)state;
  struct ut_participation left = {day("2019-01-01"), day("2019-08-31"), false}, in = {left.start, UT_DATE_NONE, false};
  struct ut_participation anonymous = {left.start, day("2019-12-31"), true};
  assert_int_equal(ut_participation_due(left, 6), day("2020-02-29"));
  assert_int_equal(ut_participation_due(left, 24), day("2021-08-31"));
  assert_int_equal(ut_participation_due(in, 6), UT_DATE_NONE);
  assert_int_equal(ut_participation_due(anonymous, 6), UT_DATE_NONE);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(dates_are_settled),
      cmocka_unit_test(only_insats_and_start_are_needed),
      cmocka_unit_test(as_of_hides_what_was_not_known),
      cmocka_unit_test(as_of_hides_employment_to_come),
      cmocka_unit_test(later_starts_vanish),
      cmocka_unit_test(derived_columns),
      cmocka_unit_test(months_are_whole_calendar_months),
      cmocka_unit_test(the_same_name_is_the_same_slot),
      cmocka_unit_test(columns_that_are_not_there),
      cmocka_unit_test(rows_that_cannot_be_used),
      cmocka_unit_test(follow_ups_fall_due),
  };
  return cmocka_run_group_tests_name("participation", tests, NULL, NULL);
}
