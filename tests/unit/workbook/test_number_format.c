/* Formats of numbers. The texts are what Excel and LibreOffice show, written as streams have them. */
#include "workbook/number_format.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

static void shows(const char *code, const char *stored, const char *wanted)
{
  struct ut_number_format format;
  struct ut_buf out = {0};
  struct ut_error err = {0};
  ut_number_format_read(&format, ut_text_of(code));
  assert_int_equal(ut_number_write(&format, ut_text_of(stored), false, &out, &err), UT_OK);
  assert_string_equal(ut_buf_string(&out), wanted);
  ut_buf_clear(&out);
}

static void refuses(const char *code, const char *stored, bool from_1904, const char *why)
{
  struct ut_number_format format;
  struct ut_buf out = {0};
  struct ut_error err = {0};
  ut_number_format_read(&format, ut_text_of(code));
  assert_int_equal(ut_number_write(&format, ut_text_of(stored), from_1904, &out, &err), UT_BAD_ROW);
  assert_string_equal(err.text, why);
  ut_buf_clear(&out);
}

static void test_plain(void **state)
{
  (void)state;
  shows("", "0.30000000000000004", "0.3");
  shows("General", "12", "12");
  shows("General", "-0", "0");
  shows("General", "05", "5");
  shows("General", "-05", "-5");
  shows("General", "1234567890123456", "1234567890123460"); /* fifteen digits are kept */
  shows("General", "-123456789012345", "-123456789012345");
  shows("General", "1e15", "1000000000000000");
  shows("0.00", "1.005", "1.005");
  shows("General", "1.7976931348623157E+308",
        "179769313486232" /* and 294 zeros */
        "000000000000000000000000000000000000000000000000000000000000000000000"
        "000000000000000000000000000000000000000000000000000000000000000000000"
        "000000000000000000000000000000000000000000000000000000000000000000000"
        "000000000000000000000000000000000000000000000000000000000000000000000"
        "000000000000000000");
}

static void test_kinds(void **state)
{
  static const struct {
    const char *code;
    enum ut_number_kind kind;
  } kinds[] = {{"General", UT_NUMBER_PLAIN},
               {"0", UT_NUMBER_PLAIN},
               {"0.00", UT_NUMBER_PLAIN},
               {"\"d\"0", UT_NUMBER_PLAIN},
               {"\\d0", UT_NUMBER_PLAIN},
               {"_d0", UT_NUMBER_PLAIN},
               {"*d0", UT_NUMBER_PLAIN},
               {"[Red]0", UT_NUMBER_PLAIN},
               {"[$-41D]0", UT_NUMBER_PLAIN},
               {"[$SEK]\\ #,##0", UT_NUMBER_PLAIN},
               {"0.00E+00", UT_NUMBER_PLAIN},
               {"00/00", UT_NUMBER_PLAIN},
               {"\"%\"0", UT_NUMBER_PLAIN},
               {"0%", UT_NUMBER_PERCENT},
               {"#,##0.0\\ %", UT_NUMBER_PERCENT},
               {"00", UT_NUMBER_PADDED},
               {"000000\\-0000", UT_NUMBER_PADDED},
               {"[$-41D]000000-0000", UT_NUMBER_PADDED},
               {"yyyy", UT_NUMBER_DATE},
               {"M", UT_NUMBER_DATE},
               {"mmm", UT_NUMBER_DATE},
               {"dd", UT_NUMBER_DATE},
               {"h:mm", UT_NUMBER_TIME},
               {"mm:ss.0", UT_NUMBER_TIME},
               {"h AM/PM", UT_NUMBER_TIME},
               {"[h]:mm", UT_NUMBER_DURATION},
               {"åååå-MM-dd", UT_NUMBER_DATE},
               {"ÅÅÅÅ", UT_NUMBER_DATE},
               {"tt:mm", UT_NUMBER_TIME},
               {"T:mm", UT_NUMBER_TIME},
               {"åååå-MM-dd tt:mm", UT_NUMBER_DATE},
               {"[tt]:mm", UT_NUMBER_DURATION},
               {"0 å", UT_NUMBER_PLAIN},
               {"0 t", UT_NUMBER_PLAIN},
               {"\"tt\"0", UT_NUMBER_PLAIN},
               {"[MM]", UT_NUMBER_DURATION},
               {"[s]", UT_NUMBER_DURATION},
               {"[Magenta]0", UT_NUMBER_PLAIN}};
  (void)state;
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    struct ut_number_format format;
    ut_number_format_read(&format, ut_text_of(kinds[i].code));
    if (format.sections[0].kind != kinds[i].kind)
      print_error("%s\n", kinds[i].code);
    assert_int_equal(format.sections[0].kind, kinds[i].kind);
  }
}

static void test_sections(void **state)
{
  (void)state;
  shows("0;0%", "5", "5");
  shows("0;0%", "-0.5", "-50%");
  shows("0;0%", "0", "0");
  shows("0;0;0%", "0", "0%");
  shows("[>100]0;0%", "101", "101");
  shows("[>100]0;0%", "1", "100%");
  shows("[=1]0%;0", "1", "100%");
  shows("[=1]0%;0", "2", "2");
  shows("[<>1]0%;0", "2", "200%");
  shows("0%;@", "-1", "-100%");
  shows("0%;;;@", "1", "100%");
  shows("\";\"0%", "1", "100%");
}

static void test_dates_that_are_none(void **state)
{
  (void)state;
  refuses("yyyy", "60", false, "\"60\" is no date: it stands for 1900-02-29, which there never was");
  refuses("yyyy", "-0.5", false, "\"-0.5\" is no date: days are counted from 0");
  refuses("yyyy", "2958466", false, "\"2958466\" is no date: it is after 9999-12-31");
  refuses("yyyy", "2957004", true, "\"2957004\" is no date: it is after 9999-12-31");
  refuses("[h]", "1e300", false, "\"1e300\" is no duration");
  refuses("0", "1,5", false, "\"1,5\" is no number");
  refuses("0", "0x10", false, "\"0x10\" is no number");
  refuses("0", "nan", false, "\"nan\" is no number");
  refuses("0", "", false, "\"\" is no number");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_plain),
      cmocka_unit_test(test_kinds),
      cmocka_unit_test(test_sections),
      cmocka_unit_test(test_dates_that_are_none),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
