/* Dates: every day of 1600..2400 there and back, strict parsing, formats, months and years between, periods. */
#include "utfall/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static ut_date date(const char *terminated)
{
  ut_date d = ut_date_parse(ut_text_of(terminated));
  assert_int_not_equal(d, UT_DATE_NONE);
  return d;
}

static void assert_date(ut_date d, const char *expected)
{
  char buf[11];
  assert_string_equal(ut_date_format(d, buf), expected);
}

/* GNU date: date -u -d 2019-11-30 +%s, divided by 86400; 1900-03-01 also as sqlite3's julianday difference. */
static void day_numbers_are_those_of_other_tools(void **state)
{
  (void)state;
  assert_int_equal(date("1970-01-01"), 0);
  assert_int_equal(date("1600-01-01"), -135140);
  assert_int_equal(date("1899-12-31"), -25568);
  assert_int_equal(date("1900-03-01"), -25508);
  assert_int_equal(date("2000-02-29"), 11016);
  assert_int_equal(date("2019-11-30"), 18230);
  assert_int_equal(date("2400-12-31"), 157419);
}

/* Walks the calendar by its rule, a day at a time. */
static void every_day_goes_there_and_back(void **state)
{
  (void)state;
  static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  ut_date expected = -135140;
  for (int year = 1600; year <= 2400; year++)
    for (int month = 1; month <= 12; month++) {
      bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
      int length = lengths[month - 1] + (month == 2 && leap);
      for (int day = 1; day <= length; day++, expected++) {
        char made[32], formatted[11];
        snprintf(made, sizeof made, "%04d-%02d-%02d", year, month, day);
        struct ut_ymd ymd = ut_date_split(expected);
        if (ut_date_make(year, month, day) != expected || ut_date_parse(ut_text_of(made)) != expected ||
            ymd.year != year || ymd.month != month || ymd.day != day || ut_date_year(expected) != year ||
            strcmp(ut_date_format(expected, formatted), made) != 0)
          fail_msg("%s", made);
      }
      assert_int_equal(ut_date_make(year, month, length + 1), UT_DATE_NONE);
      assert_int_equal(ut_date_make(year, month, 0), UT_DATE_NONE);
    }
  assert_int_equal(expected, 157420);
}

static void days_that_do_not_exist(void **state)
{
  (void)state;
  static const int rows[][3] = {{2019, 2, 29}, {1900, 2, 29}, {2019, 4, 31},  {2019, 13, 1}, {2019, 0, 1},
                                {2019, 1, 0},  {2019, 1, 32}, {1599, 12, 31}, {2401, 1, 1},  {2019, -1, 1}};
  for (size_t i = 0; i < COUNT(rows); i++)
    assert_int_equal(ut_date_make(rows[i][0], rows[i][1], rows[i][2]), UT_DATE_NONE);
}

static void only_iso_is_parsed(void **state)
{
  (void)state;
  static const char *const bad[] = {"",
                                    "2019-1-1",
                                    "20190101",
                                    "2019/01/01",
                                    "2019-01-01 ",
                                    " 2019-01-01",
                                    "2019-13-01",
                                    "2019-00-10",
                                    "2019-02-29",
                                    "2019-06-31",
                                    "2019-01-00",
                                    "1599-12-31",
                                    "2401-01-01",
                                    "2019-01-0a",
                                    "2019-01-a1",
                                    "2O19-01-01",
                                    "2019-01:01",
                                    "2019.01-01",
                                    "+019-01-01",
                                    "2019-01--1",
                                    "2019-0/-01",
                                    "201:-01-01",
                                    "----------",
                                    "2019-1 -01",
                                    "\xB2"
                                    "019-01-01",
                                    "2019-01\xAD"
                                    "01",
                                    "2019-01-1\xB1",
                                    "0000-00-00"};
  for (size_t i = 0; i < COUNT(bad); i++)
    assert_int_equal(ut_date_parse(ut_text_of(bad[i])), UT_DATE_NONE);
}

/* Each byte of a date replaced by each other byte: a date exactly when strtol and the calendar would have it. */
static void every_other_byte_is_refused_or_right(void **state)
{
  (void)state;
  for (size_t at = 0; at < 10; at++)
    for (int c = 0; c < 256; c++) {
      char text[11] = "2011-11-11", back[11];
      text[at] = (char)c;
      ut_date d = ut_date_parse((struct ut_text){text, 10});
      bool digit = c >= '0' && c <= '9', dash = at == 4 || at == 7;
      if (dash ? c != '-' : !digit)
        assert_int_equal(d, UT_DATE_NONE);
      else if (d != UT_DATE_NONE)
        assert_string_equal(ut_date_format(d, back), text);
    }
}

static void no_date_has_no_text(void **state)
{
  (void)state;
  assert_date(UT_DATE_NONE, "");
}

static void formats(void **state)
{
  (void)state;
  static const struct {
    const char *text, *format, *expected;
  } rows[] = {
      {"2019-07-05", "%Y-%m-%d", "2019-07-05"},
      {"2019-7-5", "%Y-%m-%d", "2019-07-05"},
      {"20190705", "%Y%m%d", "2019-07-05"},
      {"2019705", "%Y%m%d", ""},
      {"2019075", "%Y%m%d", ""},
      {"5/7 2019", "%d/%m %Y", "2019-07-05"},
      {"05.07.19", "%d.%m.%y", "2019-07-05"},
      {"190705", "%y%m%d", "2019-07-05"},
      {"260101", "%y%m%d", "2026-01-01"},
      {"270101", "%y%m%d", "1927-01-01"},
      {"990101", "%y%m%d", "1999-01-01"},
      {"000229", "%y%m%d", "2000-02-29"},
      {"2019-07-05 00:00", "%Y-%m-%d", "2019-07-05"},
      {"2019-07-05T00:00:00.000", "%Y-%m-%d", "2019-07-05"},
      {"2019-07-05 00:01", "%Y-%m-%d", ""},
      {"2019-07-05 08:30:59", "%Y-%m-%d", ""},
      {"2019-07-05 08:30:59", "%Y-%m-%d %T", "2019-07-05"},
      {"2019-07-05T08:30:59.25", "%Y-%m-%d%T", "2019-07-05"},
      {"2019-7-5 08:30", "%Y-%m-%d%T", "2019-07-05"}, /* a time is no number beside the day */
      {"2019-07-05 23:59:59", "%Y-%m-%d %T", "2019-07-05"},
      {"2019-07-05", "%Y-%m-%d %T", "2019-07-05"},
      {"2019-07-05 24:00", "%Y-%m-%d %T", ""},
      {"2019-07-05 08:60", "%Y-%m-%d %T", ""},
      {"2019-07-05 08", "%Y-%m-%d %T", ""},
      {"2019-07-05 08:30Z", "%Y-%m-%d %T", "2019-07-05"},
      {"2019/07/05 3:04:05 em CET", "%Y/%m/%d %T", "2019-07-05"}, /* as Google's forms write it */
      {"2019-07-05 3:04 PM", "%Y-%m-%d %T", "2019-07-05"},
      {"2019-07-05 03.04", "%Y-%m-%d %T", "2019-07-05"},
      {"2019-07-05T08:30:59,25+01:00", "%Y-%m-%d%T", "2019-07-05"},
      {"2019-07-05 08:30 GMT+1", "%Y-%m-%d %T", "2019-07-05"},
      {"2019-07-05 13:04 PM", "%Y-%m-%d %T", ""},
      {"2019-07-05 08:30 XYZ", "%Y-%m-%d %T", ""},
      {"2019-07-05 08:30+99:00", "%Y-%m-%d %T", ""},
      {"2019-07-05 08:30.15:10", "%Y-%m-%d %T", ""},
      {"2019-07-05 08:30:", "%Y-%m-%d %T", ""},
      {"2019-07-05 00:00:00.", "%Y-%m-%d", ""},
      {"2019-07-05x", "%Y-%m-%d", ""},
      {"2019-07", "%Y-%m-%d", ""},
      {"2019-07", "%Y-%m", ""},
      {"2019-02-29", "%Y-%m-%d", ""},
      {"2019-07-05-2019", "%Y-%m-%d-%Y", ""},
      {"2019-00-05", "%Y-%m-%d", ""},
      {"2019-07-00", "%Y-%m-%d", ""},
      {"2019-00-07-05", "%Y-%m-%m-%d", ""},
      {"5/072019", "%d/%m%Y", "2019-07-05"},
      {"5/72019", "%d/%m%Y", ""},
      {"2019-07-05", "%Y-%m-%e", ""},
      {"5 jul 2019", "%d %b %Y", "2019-07-05"},
      {"5 Juli 2019", "%d %b %Y", "2019-07-05"},
      {"5 JUL. 2019", "%d %b %Y", "2019-07-05"},
      {"05juli2019", "%d%b%Y", "2019-07-05"},
      {"sept-05-19", "%b-%d-%y", "2019-09-05"},
      {"5 juli. 2019", "%d %b %Y", ""},
      {"5 julia 2019", "%d %b %Y", ""},
      {"5 ju 2019", "%d %b %Y", ""},
      {"5 juni 2019", "%d %b %m %Y", ""},
      {"2019-07-05", "%Y-%m-%d%", ""},
      {"", "%Y-%m-%d", ""},
      {"", "", ""},
  };
  for (size_t i = 0; i < COUNT(rows); i++)
    assert_date(ut_date_parse_format(ut_text_of(rows[i].text), rows[i].format, 2026), rows[i].expected);
}

static void months_are_added_to_the_months_end(void **state)
{
  (void)state;
  static const struct {
    const char *from;
    int months;
    const char *expected;
  } rows[] = {{"2018-08-31", 6, "2019-02-28"},
              {"2019-08-31", 6, "2020-02-29"},
              {"2019-08-30", 6, "2020-02-29"},
              {"2019-01-15", 12, "2020-01-15"},
              {"2020-02-29", 12, "2021-02-28"},
              {"2020-02-29", 48, "2024-02-29"},
              {"2019-03-31", -1, "2019-02-28"},
              {"2019-01-31", -1, "2018-12-31"},
              {"2019-01-01", -13, "2017-12-01"},
              {"2019-05-31", 0, "2019-05-31"},
              {"2399-12-31", 2, "2400-02-29"},
              {"1601-01-30", -11, "1600-02-29"},
              {"2400-12-31", 1, ""},
              {"1600-01-01", -1, ""},
              {"2019-01-01", INT32_MAX, ""},
              {"2019-01-01", INT32_MIN, ""}};
  for (size_t i = 0; i < COUNT(rows); i++)
    assert_date(ut_date_add_months(date(rows[i].from), rows[i].months), rows[i].expected);
  assert_int_equal(ut_date_add_months(UT_DATE_NONE, 6), UT_DATE_NONE);
}

static void whole_months_and_years_between(void **state)
{
  (void)state;
  static const struct {
    const char *from, *to;
    int months, years;
  } rows[] = {
      {"2019-01-15", "2019-01-15", 0, 0},    {"2019-01-15", "2019-02-14", 0, 0},
      {"2019-01-15", "2019-02-15", 1, 0},    {"2019-01-31", "2019-02-28", 1, 0},
      {"2019-01-31", "2019-03-30", 1, 0},    {"2018-08-31", "2019-02-28", 6, 0},
      {"2000-02-29", "2019-02-28", 228, 19}, {"2000-03-01", "2019-02-28", 227, 18},
      {"2000-01-01", "2020-01-01", 240, 20}, {"2019-02-15", "2019-01-15", -1, -1},
      {"2019-02-15", "2019-01-16", -1, -1},  {"2019-02-15", "2019-01-14", -2, -1},
      {"2019-03-31", "2019-02-28", -1, -1},  {"2019-03-31", "2019-02-27", -2, -1},
      {"2019-01-01", "2018-01-01", -12, -1}, {"2019-01-01", "2017-12-31", -13, -2},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    assert_int_equal(ut_date_months_between(date(rows[i].from), date(rows[i].to)), rows[i].months);
    assert_int_equal(ut_date_years_between(date(rows[i].from), date(rows[i].to)), rows[i].years);
  }
}

/* The definition itself, around a leap February: the largest n with a + n months <= b. */
static void months_between_keep_their_definition(void **state)
{
  (void)state;
  for (ut_date a = date("2019-12-20"); a <= date("2020-03-10"); a++)
    for (ut_date b = date("2019-01-01"); b <= date("2021-03-31"); b++) {
      int n = ut_date_months_between(a, b);
      assert_true(ut_date_add_months(a, n) <= b);
      assert_true(ut_date_add_months(a, n + 1) > b);
    }
}

static void periods_are_parsed(void **state)
{
  (void)state;
  static const char *const rows[][3] = {
      {"2019", "2019-01-01", "2019-12-31"},
      {"2019H1", "2019-01-01", "2019-06-30"},
      {"2019H2", "2019-07-01", "2019-12-31"},
      {"2019T1", "2019-01-01", "2019-04-30"},
      {"2019T2", "2019-05-01", "2019-08-31"},
      {"2019T3", "2019-09-01", "2019-12-31"},
      {"2019Q1", "2019-01-01", "2019-03-31"},
      {"2019Q4", "2019-10-01", "2019-12-31"},
      {"2020-02", "2020-02-01", "2020-02-29"},
      {"2019-07-15", "2019-07-15", "2019-07-15"},
      {"2017..2019", "2017-01-01", "2019-12-31"},
      {"2019Q2..2020-02", "2019-04-01", "2020-02-29"},
      {"2019-07-15..2019-07-15", "2019-07-15", "2019-07-15"},
      {"2019..", "2019-01-01", "2400-12-31"},
      {"..2019T1", "1600-01-01", "2019-04-30"},
      {"1600", "1600-01-01", "1600-12-31"},
      {"2400", "2400-01-01", "2400-12-31"},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    struct ut_period p;
    assert_int_equal(ut_period_parse(ut_text_of(rows[i][0]), &p, NULL), UT_OK);
    assert_date(p.first, rows[i][1]);
    assert_date(p.last, rows[i][2]);
  }
}

static void what_is_no_period_is_said(void **state)
{
  (void)state;
  static const char *const bad[] = {"",        "19",          "2019Q5", "2019Q0",     "2019q1", "2019T4",  "2019H3",
                                    "2019-13", "2019-00",     "2019-1", "2019-02-29", "2019 ",  "2019X1",  "1599",
                                    "2401",    "2019...2020", "2019.",  "2019..x",    "2019Q",  "2019Q11", ".."};
  struct ut_error err;
  struct ut_period p;
  for (size_t i = 0; i < COUNT(bad); i++)
    assert_int_equal(ut_period_parse(ut_text_of(bad[i]), &p, &err), UT_USAGE);
  ut_period_parse(ut_text_of("2019Q5"), &p, &err);
  assert_string_equal(err.text, "\"2019Q5\" is not a period (expected 2019, 2019H1, 2019T1, 2019Q1, 2019-07, "
                                "2019-07-15 or A..B)");
  assert_int_equal(ut_period_parse(ut_text_of("2020..2019"), &p, &err), UT_USAGE);
  assert_string_equal(err.text, "the period \"2020..2019\" ends before it begins");
}

static void the_period_of_a_day_and_the_next(void **state)
{
  (void)state;
  static const struct {
    enum ut_unit unit;
    const char *day, *first, *last, *name, *next_name;
  } rows[] = {
      {UT_DAY, "2019-12-31", "2019-12-31", "2019-12-31", "2019-12-31", "2020-01-01"},
      {UT_MONTH, "2020-02-10", "2020-02-01", "2020-02-29", "2020-02", "2020-03"},
      {UT_QUARTER, "2019-09-30", "2019-07-01", "2019-09-30", "2019Q3", "2019Q4"},
      {UT_THIRD, "2019-09-01", "2019-09-01", "2019-12-31", "2019T3", "2020T1"},
      {UT_HALF, "2019-06-30", "2019-01-01", "2019-06-30", "2019H1", "2019H2"},
      {UT_YEAR, "2019-06-30", "2019-01-01", "2019-12-31", "2019", "2020"},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    char name[11];
    struct ut_period p = ut_period_of(date(rows[i].day), rows[i].unit);
    assert_date(p.first, rows[i].first);
    assert_date(p.last, rows[i].last);
    assert_string_equal(ut_period_format(date(rows[i].day), rows[i].unit, name), rows[i].name);
    p = ut_period_next(p, rows[i].unit);
    assert_string_equal(ut_period_format(p.first, rows[i].unit, name), rows[i].next_name);
    assert_string_equal(ut_period_format(p.last, rows[i].unit, name), rows[i].next_name);
  }
}

static void after_the_last_period_is_none(void **state)
{
  (void)state;
  for (int unit = UT_DAY; unit <= UT_YEAR; unit++) {
    struct ut_period last = ut_period_of(date("2400-12-31"), (enum ut_unit)unit);
    assert_int_equal(last.last, date("2400-12-31"));
    struct ut_period none = ut_period_next(last, (enum ut_unit)unit);
    assert_int_equal(none.first, UT_DATE_NONE);
    assert_int_equal(none.last, UT_DATE_NONE);
    assert_int_equal(ut_period_next(none, (enum ut_unit)unit).first, UT_DATE_NONE);
  }
}

static void the_unit_of_a_period(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    int unit; /* -1: none */
  } rows[] = {
      {"2019-07-15", UT_DAY},
      {"2019-07", UT_MONTH},
      {"2020Q1", UT_QUARTER},
      {"2019T3", UT_THIRD},
      {"2019H2", UT_HALF},
      {"2019", UT_YEAR},
      {"2019-01..2019-03", UT_QUARTER},
      {"2019Q1..2019Q4", UT_YEAR},
      {"2019-02..2019-04", -1},
      {"2019-01..2019-02", -1},
      {"2019..2020", -1},
      {"..2019", -1},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct ut_period p;
    enum ut_unit unit;
    assert_int_equal(ut_period_parse(ut_text_of(rows[i].text), &p, NULL), UT_OK);
    assert_int_equal(ut_period_unit(p, &unit), rows[i].unit >= 0);
    if (rows[i].unit >= 0)
      assert_int_equal(unit, rows[i].unit);
  }
  struct ut_period none = {UT_DATE_NONE, UT_DATE_NONE};
  enum ut_unit unit;
  assert_false(ut_period_unit(none, &unit));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(day_numbers_are_those_of_other_tools),
      cmocka_unit_test(every_day_goes_there_and_back),
      cmocka_unit_test(days_that_do_not_exist),
      cmocka_unit_test(only_iso_is_parsed),
      cmocka_unit_test(every_other_byte_is_refused_or_right),
      cmocka_unit_test(no_date_has_no_text),
      cmocka_unit_test(formats),
      cmocka_unit_test(months_are_added_to_the_months_end),
      cmocka_unit_test(whole_months_and_years_between),
      cmocka_unit_test(months_between_keep_their_definition),
      cmocka_unit_test(periods_are_parsed),
      cmocka_unit_test(what_is_no_period_is_said),
      cmocka_unit_test(the_period_of_a_day_and_the_next),
      cmocka_unit_test(after_the_last_period_is_none),
      cmocka_unit_test(the_unit_of_a_period),
  };
  return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
