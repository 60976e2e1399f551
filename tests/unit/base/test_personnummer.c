/* Personnummer. Check digits are computed by hand: the ten digits times 2 1 2 1 2 1 2 1 2 1, digits of products added,
 * sum to a multiple of ten. 800101-980x: 16 0 0 1 0 1 18 8 0 gives 7+0+0+1+0+1+9+8+0 = 26, so x = 4. Serials 980-989
 * are never assigned. */
#include "base/personnummer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdint.h>
#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static ut_date date(const char *terminated)
{
  return terminated ? ut_date_parse(ut_text_of(terminated)) : UT_DATE_NONE;
}

static void assert_number(const char *text, const char *latest, const char *digits)
{
  struct ut_personnummer p;
  enum ut_pnr result = ut_personnummer_parse(ut_text_of(text), date(latest), &p);
  if (result != UT_PNR_VALID || memcmp(p.digits, digits, 12) != 0)
    fail_msg("%s by %s: %s, %.12s", text, latest ? latest : "-", ut_personnummer_reason(result), p.digits);
  assert_int_equal(p.birth_year,
                   (digits[0] - '0') * 1000 + (digits[1] - '0') * 100 + (digits[2] - '0') * 10 + (digits[3] - '0'));
}

static void every_spelling_is_one_number(void **state)
{
  (void)state;
  static const char *const spellings[] = {
      "8001019804",          "800101-9804",     "198001019804",     "19800101-9804",     " 800101-9804\t",
      "\u00A0198001019804 ", "19800101+9804",   "800101 9804",      "198 001 019 804",   "800101--9804",
      "80-01019804",         "(800101) 9804",   "800101\u00AD9804", "800101\u200B-9804", "８００１０１－９８０４",
      "198001019804.0",      "198001019804,00", "1980-01-01-9804"};
  for (size_t i = 0; i < COUNT(spellings); i++)
    assert_number(spellings[i], "2019-06-01", "198001019804");
}

/* 050101-980x: 0 5 0 1 0 1 18 8 0 gives 0+5+0+1+0+1+9+8+0 = 24, so x = 6; 000101 gives 19, so x = 1 */
static void zeros_that_a_spreadsheet_lost(void **state)
{
  (void)state;
  static const char *const spellings[] = {"501019806", "501019806.0", "501 019 806"};
  struct ut_personnummer p;
  for (size_t i = 0; i < COUNT(spellings); i++) {
    assert_number(spellings[i], "2030-01-01", "200501019806");
    ut_personnummer_parse(ut_text_of(spellings[i]), UT_DATE_NONE, &p);
    assert_true(p.padded);
  }
  assert_number("1019801", "2030-01-01", "200001019801");
  ut_personnummer_parse(ut_text_of("0501019806"), UT_DATE_NONE, &p);
  assert_false(p.padded);
}

static void parts(void **state)
{
  (void)state;
  struct ut_personnummer p;
  assert_int_equal(ut_personnummer_parse(ut_text_of("800101-9804"), date("2019-06-01"), &p), UT_PNR_VALID);
  assert_int_equal(p.birth_year, 1980);
  assert_int_equal(p.sex, 'K');
  /* serial 981: 1 doubled adds 2 to 26, so the check digit is 2 */
  assert_int_equal(ut_personnummer_parse(ut_text_of("800101-9812"), date("2019-06-01"), &p), UT_PNR_VALID);
  assert_int_equal(p.sex, 'M');
}

/* 800161-980x: 16 0 0 1 12 1 18 8 0 gives 7+0+0+1+3+1+9+8+0 = 29, so x = 1 */
static void samordningsnummer_keep_their_day(void **state)
{
  (void)state;
  struct ut_personnummer p;
  assert_int_equal(ut_personnummer_parse(ut_text_of("800161-9801"), date("2019-06-01"), &p), UT_PNR_VALID);
  assert_memory_equal(p.digits, "198001619801", 12);
  assert_int_equal(p.birth_year, 1980);
  assert_int_equal(p.sex, 'K');
  assert_number("198001619801", NULL, "198001619801");
}

/* 190101-980x: 2 9 0 1 0 1 18 8 0 gives 2+9+0+1+0+1+9+8+0 = 30, so x = 0 */
static void ten_digits_mean_the_latest_century(void **state)
{
  (void)state;
  assert_number("190101-9800", "2019-01-01", "201901019800");
  assert_number("190101-9800", "2018-12-31", "191901019800");
  assert_number("190101+9800", "2019-01-01", "191901019800");
  assert_number("190101+9800", "2018-12-31", "181901019800");
  assert_number("190101-9800", NULL, "231901019800");
  assert_number("800101-9804", "1999-12-31", "198001019804");
  assert_number("800101-9804", "1980-01-01", "198001019804");
  assert_number("800101-9804", "1979-12-31", "188001019804");
}

/* 000229-980x: 0 0 0 2 4 9 18 8 0 gives 0+0+0+2+4+9+9+8+0 = 32, so x = 8; 1900 had no 29 February */
static void a_leap_day_is_looked_for_in_its_century(void **state)
{
  (void)state;
  struct ut_personnummer p;
  assert_number("000229-9808", "2019-06-01", "200002299808");
  assert_number("000229-9808", "2000-02-29", "200002299808");
  assert_int_equal(ut_personnummer_parse(ut_text_of("000229-9808"), date("2000-02-28"), &p), UT_PNR_BAD_DATE);
  assert_int_equal(ut_personnummer_parse(ut_text_of("000229+9808"), date("2019-06-01"), &p), UT_PNR_BAD_DATE);
}

static void what_is_wrong_is_told_apart(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    enum ut_pnr result;
  } rows[] = {
      {"", UT_PNR_NOT_ONE},
      {"800101", UT_PNR_NOT_ONE},
      {"800101980", UT_PNR_NOT_ONE},
      {"80010198044", UT_PNR_NOT_ONE},
      {"1980010198044", UT_PNR_NOT_ONE},
      {"1980010198040", UT_PNR_NOT_ONE},
      {"12345678", UT_PNR_NOT_ONE},  /* padded, 00-12-34 */
      {"501019802", UT_PNR_NOT_ONE}, /* padded, the check digit is wrong */
      {"50101-9801", UT_PNR_NOT_ONE},
      {"50101-9806", UT_PNR_NOT_ONE},    /* 050101-9806 is right, but no spreadsheet writes a stroke */
      {"1019801.", UT_PNR_NOT_ONE},      /* no decimals */
      {"800101-9804.0", UT_PNR_NOT_ONE}, /* no number of a spreadsheet */
      {"800101-TT980", UT_PNR_NOT_ONE},
      {"800101-\u0154980", UT_PNR_NOT_ONE}, /* U+0154 is no T, which is 0x54 */
      {"800101-T980", UT_PNR_INTERIM},
      {"19800101x980", UT_PNR_INTERIM},
      {"800101-A980", UT_PNR_NOT_ONE},
      {"800101-TT98", UT_PNR_NOT_ONE},
      {"800101-0007", UT_PNR_NOBODY}, /* 7+0+0+1+0+1+0+0+0 = 9, and any check digit */
      {"19800101-0001", UT_PNR_NOBODY},
      {"000000-0000", UT_PNR_NOBODY},
      {"800101-98O4", UT_PNR_NOT_ONE},
      {"8001O1-9804", UT_PNR_NOT_ONE},
      {"1980010-9804", UT_PNR_NOT_ONE},
      {"Anna Andersson", UT_PNR_NOT_ONE},
      {"800101-9805", UT_PNR_BAD_CHECK},
      {"198001019803", UT_PNR_BAD_CHECK},
      {"801301-9809", UT_PNR_BAD_DATE},
      {"010229-9807", UT_PNR_BAD_DATE}, /* 0+1+0+2+4+9+9+8+0 = 33: the check digit is right, the day is not there */
      {"800132-9807", UT_PNR_BAD_DATE}, /* one day above January */
      {"800193-9803", UT_PNR_BAD_DATE}, /* and above a samordningsnummer's */
      {"150001019804", UT_PNR_BAD_DATE},
      {"201906029801", UT_PNR_BAD_CHECK},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    struct ut_personnummer p = {.birth_year = 1}, zero = {.birth_year = 0};
    memset(&zero, 0, sizeof zero);
    assert_int_equal(ut_personnummer_parse(ut_text_of(rows[i].text), date("2019-06-01"), &p), rows[i].result);
    assert_memory_equal(&p, &zero, sizeof p);
  }
}

/* 20190101: the same sum as 190101, check digit 0 */
static void twelve_digits_after_the_latest_day(void **state)
{
  (void)state;
  struct ut_personnummer p;
  assert_int_equal(ut_personnummer_parse(ut_text_of("20190101-9800"), date("2018-12-31"), &p), UT_PNR_FUTURE);
  assert_int_equal(p.birth_year, 0);
  assert_number("20190101-9800", "2019-01-01", "201901019800");
}

/* Sums of the nine: 800100 25, 800001 25, 800160 28, 800000 24 */
static void an_unknown_day_is_no_error_of_writing(void **state)
{
  (void)state;
  static const char *const rows[] = {"800100-9805", "800001-9805", "19800160-9802", "800000-9806"};
  for (size_t i = 0; i < COUNT(rows); i++) {
    struct ut_personnummer p;
    assert_int_equal(ut_personnummer_parse(ut_text_of(rows[i]), date("2019-06-01"), &p), UT_PNR_UNKNOWN_DAY);
    assert_int_equal(p.birth_year, 1980);
    assert_int_equal(p.sex, 'K');
  }
  struct ut_personnummer p;
  assert_int_equal(ut_personnummer_parse(ut_text_of("800100-9804"), date("2019-06-01"), &p), UT_PNR_BAD_CHECK);
  /* 1980 has begun, so somebody of an unknown day may be born in it; in 1979 it has not */
  assert_int_equal(ut_personnummer_parse(ut_text_of("800000-9806"), date("1980-01-01"), &p), UT_PNR_UNKNOWN_DAY);
  assert_int_equal(p.birth_year, 1980);
  assert_int_equal(ut_personnummer_parse(ut_text_of("800000-9806"), date("1979-12-31"), &p), UT_PNR_UNKNOWN_DAY);
  assert_int_equal(p.birth_year, 1880);
}

static void reasons_never_hold_a_number(void **state)
{
  (void)state;
  assert_string_equal(ut_personnummer_reason(UT_PNR_BAD_CHECK), "the check digit is wrong");
  for (int i = UT_PNR_VALID; i <= UT_PNR_INTERIM; i++)
    assert_true(strlen(ut_personnummer_reason((enum ut_pnr)i)) > 10);
}

static void numbers_in_text_are_found(void **state)
{
  (void)state;
  static const char *const found[] = {
      "800101-9804", "ring Anna 800101-9804 imorgon", "(198001019804)", "x8001019804x", "19800101+9804.", "800101 9804",
      "800101\u00A09804", "19800101–9804", "åäö800161-9801", "1 800101-9804 2", "5 800101 800101-9804", "800160-9802",
      "2019-12-31;8001019804", "800101-9805",
      /* bare, or with one blank: the check digit may be wrong */
      "8001019805", "800101 9805", "198001019805",
      /* whatever stands between */
      "800101 - 9804", "800101/9804", "800101_9804", "800101.9804", "800101~9804", "(800101)9804", "800101-98-04",
      "800101--9804", "800101\u00AD9804", "800101\u200B9804", "800101\u200B-9804", "80 01 01 98 04", "198 001 019 804",
      "1980-01-01-9804", "1980-01-01 9804", "1980/01/01/9804", "800101\u22129804", "800101\n9804",
      "8.0.0.1.0.1.9.8.0.4",
      /* no month of a year: 2003 11 980x is 4+0+0+3+2+1+9+8+0 = 27, so x = 3 */
      "2003/11/9803",
      /* six and six digits that are no period: 12 12 01 980x is 2+2+2+2+0+1+9+8+0 = 26, so x = 4 */
      "198001-019804", "201212-019804",
      /* of nobody yet: 99 01 01 201x is 9+9+0+1+0+1+4+0+2 = 26, so x = 4; a date ends it, and none begins within */
      "2099-01/01/2014",
      /* other signs, with a wrong check digit */
      "800101+9805", "800101\uFF0D9805", "800101\uFE639805",
      /* digits of other scripts: full-width, Arabic, Devanagari, mathematical bold */
      "８００１０１-９８０４", "８００１０１９８０４", "\u0668\u0660\u0660\u0661\u0660\u0661-9804",
      "\u096E\u0966\u0966\u0967\u0966\u0967-9804", "\U0001D7D6\U0001D7CE\U0001D7CE\U0001D7CF\U0001D7CE\U0001D7CF-9804",
      /* interim letters */
      "800101-T980", "19800101T980", "800101 - x980", "Anna 800101-T980.",
      /* a samordningsnummer of 31 April: 800491-980x: 16 0 0 4 18 1 18 8 0 gives 7+0+0+4+9+1+9+8+0 = 38, so x = 2 */
      "8004919802", "800491-9802", "800491 - 9802",
      /* nobody's: 9 and any check digit, 1 */
      "800101-0001", "8001010001"};
  static const char *const clean[] = {
      "", "arbete", "801301-9804", "18001019804", "80010198041", "800101-98041", "2019-12-31", "0701-23 45 67",
      "800101-980", "19800101-98040", "9800101-9804", "abcdefghijklmnopabcdefghijklmnop", "99999999999999999999",
      /* letters touch, and the check digit is wrong */
      "a8001019805", "8001019805b", "3f8001019805e1", "8001019805z", "8001019805A", "8001019805Z",
      /* month or day is not known, and the check digit is wrong */
      "8001009804", "8000019804", "800100 9804",
      /* a telephone number; its check digit is wrong */
      "0701740605",
      /* the check digit is wrong, and more than a sign stands between */
      "800101 - 9805", "800101/9805", "80 01 01 98 05",
      /* no number between letters, and letters that are not interim */
      "800101 till 9804", "800101\u00C59804", "800101\u00E59804", "800101\u05D09804", "800101-\u0154980", "800101-A980",
      "PIMA 190101-A001", "800101-T9804", "800101-T98", "800101T980a",
      /* dates, periods, times, whose check digits are right where there is one: 1005011232 gives
       * 2+0+0+5+0+1+2+2+6+2 = 20; a period is none whatever it is */
      "2010-05-01 12:32", "2010-05-01 12.32", "2010-05-01T12:32:00", "20100501 12:32", "2010-05-01 12:32:45",
      /* the first and the last year of dates; 0005011218 gives 0+0+0+5+0+1+2+2+2+8 = 20 */
      "1900-05-01 12:18", "2100-05-01 12:18", "2019-01-01 - 2019-03-31", "2019-01-01--2019-03-31",
      "2019-01-01..2019-03-31", "190101-190331", "20190101-20190331", "2019-01 - 2019-03", "01/01/2019 - 31/03/2019",
      "1.1.2019-31.3.2019", "1/1 2019 - 31/3 2019", "2010, 2011, 2012", "2018-2019", "00000000-0000", "0000000000"};
  struct ut_personnummer_found number;
  for (size_t i = 0; i < COUNT(found); i++)
    if (!ut_personnummer_find(ut_text_of(found[i]), &number))
      fail_msg("%s", found[i]);
  for (size_t i = 0; i < COUNT(clean); i++)
    if (ut_personnummer_find(ut_text_of(clean[i]), &number))
      fail_msg("%s: %.*s", clean[i], (int)number.text.len, number.text.ptr);
  assert_false(ut_personnummer_find((struct ut_text){NULL, 0}, &number));
}

/* Whatever stands before a text, and behind it, is no part of it. */
static void nothing_around_is_looked_at(void **state)
{
  (void)state;
  static const char within[] = "zzzzzzzzabcdefgh 800101-9804", before[] = "98040800101-98045";
  struct ut_personnummer_found number;
  assert_true(ut_personnummer_find((struct ut_text){within + 8, sizeof within - 9}, &number));
  assert_int_equal(number.text.len, 11);
  assert_true(ut_personnummer_find((struct ut_text){before + 5, 11}, &number));
  assert_int_equal(number.text.len, 11);
  assert_false(ut_personnummer_find((struct ut_text){before + 5, 12}, &number));
  assert_false(ut_personnummer_find((struct ut_text){before + 5, 10}, &number));
  assert_true(ut_personnummer_find((struct ut_text){"800101T9804", 10}, &number));
  assert_false(ut_personnummer_find((struct ut_text){"800101T9804", 9}, &number));
  /* the check digit is wrong: a letter that touches would make it none, half a letter does not */
  assert_false(ut_personnummer_find((struct ut_text){"8001019805\u00C5", 12}, &number));
  assert_true(ut_personnummer_find((struct ut_text){"8001019805\u00C5", 11}, &number));
  assert_true(ut_personnummer_find(ut_text_of("8001019805\xC3("), &number));
}

static const char *hidden(const char *text, const char *whole)
{
  static struct ut_error err;
  ut_error_set(&err, UT_BAD_INPUT, "%s", text);
  ut_personnummer_hide(&err, ut_text_of(whole));
  return err.text;
}

/* A message may quote a part of a cell alone. Two digits tell nothing. */
static void parts_of_numbers_are_hidden(void **state)
{
  (void)state;
  assert_string_equal(hidden("\"800101\" is no code", "arbete|800101|9804"), "\"xxxxxx\" is no code");
  assert_string_equal(hidden("\"9804\" and 9804", "800101:9804"), "\"xxxx\" and xxxx");
  assert_string_equal(hidden("\"800\", \"804\"", "800 101 9 804"), "\"xxx\", \"xxx\"");
  assert_string_equal(hidden("\"0101\" is no code", "80-0101-9804"), "\"xxxx\" is no code");
  assert_string_equal(hidden("80 of 01", "80 01 01 98 04"), "80 of 01");
  assert_string_equal(hidden("\"\uFF18\uFF10\uFF10\" is no code", "\uFF18\uFF10\uFF10-101-9804"), "\"xxx\" is no code");
  assert_string_equal(hidden("\"800101\" is no code", "arbete|800101|x"), "\"800101\" is no code");
  assert_string_equal(hidden("1980 800101 9804", "800101-9804, 19800101-9804"), "1980 xxxxxx xxxx");
  assert_string_equal(hidden("800101", ""), "800101");
  ut_personnummer_hide(NULL, ut_text_of("800101-9804"));
}

static void numbers_that_begin_in_a_number(void **state)
{
  (void)state;
  static const struct {
    const char *text, *span;
  } rows[] = {{"a 800101-9804 b", "800101-9804"},
              {"2019-01-18 19 64 08 14 98 69 x", "2019-01-18 19 64 08 14 98 69"},
              {"800101-9804 och 800101-9804", "800101-9804"},
              {"800101-9804 2019-01-02", "800101-9804"}};
  for (size_t i = 0; i < COUNT(rows); i++) {
    struct ut_text span = ut_personnummer_span(ut_text_of(rows[i].text));
    if (!ut_text_is(span, rows[i].span))
      fail_msg("%s: %.*s", rows[i].text, (int)span.len, span.ptr);
  }
  assert_null(ut_personnummer_span(ut_text_of("2019-01-02")).ptr);
}

/* Every day, with every hour, as a period with its month's last day, and in the other orders: never a person. */
static void no_date_is_a_person(void **state)
{
  (void)state;
  struct ut_personnummer_found number;
  char text[64], day[11], last[11];
  for (ut_date d = ut_date_make(2000, 1, 1); d <= ut_date_make(2025, 12, 31); d++) {
    struct ut_ymd ymd = ut_date_split(d);
    ut_date_format(d, day);
    ut_date_format(ut_period_of(d, UT_MONTH).last, last);
    for (int form = 0; form < 28; form++) {
      if (form < 24)
        snprintf(text, sizeof text, "%s %02d:%02d", day, form, (d + form * 7) % 60);
      else if (form == 24)
        snprintf(text, sizeof text, "%s--%s", day, last);
      else if (form == 25)
        snprintf(text, sizeof text, "%.2s%.2s%.2s-%.2s%.2s%.2s", day + 2, day + 5, day + 8, last + 2, last + 5,
                 last + 8);
      else if (form == 26)
        snprintf(text, sizeof text, "%d/%d/%d till %s", ymd.day, ymd.month, ymd.year, last);
      else
        snprintf(text, sizeof text, "%02d.%02d.%d - %02d.%02d.%d", ymd.day, ymd.month, ymd.year, ymd.day, ymd.month,
                 ymd.year);
      if (ut_personnummer_find(ut_text_of(text), &number))
        fail_msg("%s: %.*s", text, (int)number.text.len, number.text.ptr);
    }
  }
}

static void what_cannot_be_anything_else(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    bool certain;
  } rows[] = {{"800101-9804", true},  {"800101 - 9804", true}, {"198001019804", true},   {"800101-T980", true},
              {"800101 9804", false}, {"8001019804", false},   {"80 01 01 98 04", false}};
  for (size_t i = 0; i < COUNT(rows); i++) {
    struct ut_personnummer_found number;
    assert_true(ut_personnummer_find(ut_text_of(rows[i].text), &number));
    assert_int_equal(number.certain, rows[i].certain);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_spelling_is_one_number),
      cmocka_unit_test(parts),
      cmocka_unit_test(samordningsnummer_keep_their_day),
      cmocka_unit_test(ten_digits_mean_the_latest_century),
      cmocka_unit_test(a_leap_day_is_looked_for_in_its_century),
      cmocka_unit_test(what_is_wrong_is_told_apart),
      cmocka_unit_test(twelve_digits_after_the_latest_day),
      cmocka_unit_test(an_unknown_day_is_no_error_of_writing),
      cmocka_unit_test(reasons_never_hold_a_number),
      cmocka_unit_test(numbers_in_text_are_found),
      cmocka_unit_test(nothing_around_is_looked_at),
      cmocka_unit_test(parts_of_numbers_are_hidden),
      cmocka_unit_test(numbers_that_begin_in_a_number),
      cmocka_unit_test(no_date_is_a_person),
      cmocka_unit_test(what_cannot_be_anything_else),
      cmocka_unit_test(zeros_that_a_spreadsheet_lost),
  };
  return cmocka_run_group_tests_name("personnummer", tests, NULL, NULL);
}
