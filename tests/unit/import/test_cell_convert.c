/* Cells to canonical cells, each kind of column. */
#include "import/cell_convert.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../defaults.h"

#define SECRET "holds a personnummer, which is not shown"
#define LONG "Socialtjanstens mottagning for unga och vuxna i stadens sodra d" /* 63 bytes */

static struct ut_cell_converter *converter(const char *name, const struct ut_map *map)
{
  struct ut_cell_converter *c;
  assert_int_equal(ut_cell_converter_new(&c, ut_column_find(ut_text_of(name)), map), UT_OK);
  return c;
}

/* Twice: anew and remembered. */
static void gives(struct ut_cell_converter *c, const char *cell, const char *text)
{
  struct ut_cell_converted out;
  struct ut_error err;
  for (int i = 0; i < 2; i++) {
    assert_int_equal(ut_cell_convert(c, ut_text_of(cell), &out, &err), UT_OK);
    assert_int_equal(out.text.len, strlen(text));
    assert_memory_equal(out.text.ptr, text, out.text.len);
  }
}

static void gives_number(struct ut_cell_converter *c, const char *cell, const char *text, int64_t number)
{
  struct ut_cell_converted out;
  gives(c, cell, text);
  assert_int_equal(ut_cell_convert(c, ut_text_of(cell), &out, NULL), UT_OK);
  assert_int_equal(out.number, number);
}

static void refuses(struct ut_cell_converter *c, const char *cell, const char *message)
{
  struct ut_cell_converted out;
  struct ut_error err;
  for (int i = 0; i < 2; i++) {
    assert_int_equal(ut_cell_convert(c, ut_text_of(cell), &out, &err), UT_BAD_ROW);
    assert_string_equal(err.text, message);
  }
}

static void texts(void **state)
{
  (void)state;
  struct ut_cell_converter *c = converter("kommun", NULL);
  gives(c, " V\u00e4ster\u00e5s\u00a0", "V\u00e4ster\u00e5s");
  gives(c, "Upplands\u00a0 V\u00e4sby", "Upplands V\u00e4sby");
  gives(c, "  ", "");
  gives(c, "A kommun with a name that is longer than what is remembered",
        "A kommun with a name that is longer than what is remembered");
  refuses(c, " * ", "a lone * cannot be a value: it stands for all in tables");
  refuses(c, "Arboga 19700214-9800", SECRET);
  ut_cell_converter_free(c);
}

/* 2019-02-04 is day 17931: date -u -d 2019-02-04 +%s / 86400 */
static void dates(void **state)
{
  (void)state;
  struct ut_cell_converter *c = converter("start", NULL);
  gives_number(c, "2019-02-04", "2019-02-04", 17931);
  gives_number(c, "20190204", "2019-02-04", 17931);
  gives_number(c, " 2019-02-04 00:00", "2019-02-04", 17931);
  refuses(c, "2019-2-4", "\"2019-2-4\" is not a date (expected YYYY-MM-DD)");
  refuses(c, "2019-2-28", "\"2019-2-28\" is not a date (expected YYYY-MM-DD)");
  refuses(c, "20190229", "\"20190229\" is not a date: February 2019 has 28 days");
  refuses(c, "2019-01-32", "\"2019-01-32\" is not a date: January 2019 has 31 days");
  refuses(c, "20191232", "\"20191232\" is not a date: December 2019 has 31 days");
  refuses(c, "2019-13-01", "\"2019-13-01\" is not a date (expected YYYY-MM-DD)");
  refuses(c, "9999-13-01", "\"9999-13-01\" is not a date (expected YYYY-MM-DD)"); /* nor an end that is open */
  refuses(c, "2019024", "\"2019024\" is not a date (expected YYYY-MM-DD)");
  refuses(c, "2019-02-04 12:30", "\"2019-02-04 12:30\" is not a date (expected YYYY-MM-DD)");
  refuses(c, "700214-9800", SECRET);
  assert_null(ut_cell_converter_memo(c));
  ut_cell_converter_free(c);
}

/* A workbook's time of day says nothing of the day. 2019-01-07 is four weeks before 2019-02-04. */
static void dates_of_a_workbook(void **state)
{
  (void)state;
  struct ut_cell_converter *c = converter("start", NULL);
  refuses(c, "2019-01-07T08:30:00", "\"2019-01-07T08:30:00\" is not a date (expected YYYY-MM-DD)");
  ut_cell_converter_type(c, true);
  gives_number(c, "2019-01-07T08:30:00", "2019-01-07", 17903);
  refuses(c, "2019-01-07T08:30", "\"2019-01-07T08:30\" is not a date (expected YYYY-MM-DD)");
  refuses(c, "2019-01-07 08:30:00", "\"2019-01-07 08:30:00\" is not a date (expected YYYY-MM-DD)");
  ut_cell_converter_free(c);
}

static void years_of_birth(void **state)
{
  (void)state;
  struct ut_cell_converter *c = converter("fodelsear", NULL);
  gives_number(c, "1990", "1990", 1990);
  gives_number(c, "1990-12-31", "1990", 1990);
  gives_number(c, "19901231", "1990", 1990);
  gives_number(c, "1850-01-01", "1850", 1850);
  refuses(c, "90", "\"90\" is not a year of birth (expected 1850-2100)");
  refuses(c, "1849-12-31", "\"1849-12-31\" is not a year of birth (expected 1850-2100)");
  refuses(c, "18491231", "\"18491231\" is not a year of birth (expected 1850-2100)");
  ut_cell_converter_free(c);
}

static void codes(void **state)
{
  (void)state;
  struct ut_map *map = default_map();
  struct ut_cell_converter *c = converter("remittent", map);
  gives(c, "af", "af");
  gives(c, "AF", "af");
  gives(c, "Arbetsf\u00f6rmedlingen", "af");
  refuses(c, "reginen", "\"reginen\" is not a code of remittent (did you mean region?)");
  assert_true(ut_cell_converter_unknown(c));
  refuses(c, "*", "a lone * cannot be a value: it stands for all in tables");
  assert_false(ut_cell_converter_unknown(c));
  ut_cell_converter_free(c);
  c = converter("anonym", map);
  gives(c, "Ja", "ja");
  gives(c, "x", "ja");
  gives(c, "nej", "");
  gives(c, "0", "");
  ut_cell_converter_free(c);
  ut_map_free(map);
}

static void lists(void **state)
{
  (void)state;
  struct ut_cell_converter *c = converter("sysselsattning_efter", NULL);
  gives(c, "arbete:50|studier:50", "arbete:50|studier:50");
  gives(c, "Arbete : 62,50 | Studier", "arbete:62.5|studier");
  gives(c, "arbete:100", "arbete:100");
  gives_number(c, "arbete:0", "arbete:0", 1); /* work of 0 percent */
  gives_number(c, "studier:0", "studier:0", 0);
  refuses(c, "arbete|", "\"\" is not a code of sysselsattning");
  refuses(c, "arbete:", "\"\" is not an extent (expected 0-100 percent, at most two decimals)");
  refuses(c, "arbete:101", "\"101\" is not an extent (expected 0-100 percent, at most two decimals)");
  ut_cell_converter_free(c);
}

static void extents(void **state)
{
  (void)state;
  struct ut_cell_converter *c;
  assert_int_equal(ut_cell_converter_new(&c, NULL, NULL), UT_OK);
  gives_number(c, "50", ":50", 5000);
  gives_number(c, "37,5 %", ":37.5", 3750);
  gives_number(c, "0.05", ":0.05", 5);
  gives_number(c, "100,00", ":100", 10000);
  gives_number(c, "37,5 Procent", ":37.5", 3750);
  refuses(c, "halvtid", "\"halvtid\" is not an extent (expected 0-100 percent, at most two decimals)");
  refuses(c, "100.01", "\"100.01\" is not an extent (expected 0-100 percent, at most two decimals)");
  refuses(c, "-1", "\"-1\" is not an extent (expected 0-100 percent, at most two decimals)");
  refuses(c, "%", "\"%\" is not an extent (expected 0-100 percent, at most two decimals)");
  ut_cell_converter_free(c);
}

static void the_map_comes_first(void **state)
{
  (void)state;
  static const char text[] =
      "{\"decimal\": \",\", \"dates\": [\"%d/%m %Y\"], \"values\": {\"kon\": {\"M\": \"K\", \"?\": \"\"},"
      "\"start\": {\"nyligen\": \"2019-02-04\"}, \"sysselsattning\": {\"Jobb\": \"arbete\", \"Studier: 50\": "
      "\"praktik\"}}}";
  struct ut_map *map;
  assert_int_equal(ut_map_parse(&map, text, sizeof text - 1, NULL), UT_OK);
  struct ut_cell_converter *c = converter("kon", map);
  gives(c, "M", "K");
  gives(c, "?", "");
  gives(c, "Man", "M");
  ut_cell_converter_free(c);
  c = converter("start", map);
  gives_number(c, "nyligen", "2019-02-04", 17931);
  gives_number(c, "4/2 2019", "2019-02-04", 17931);
  ut_cell_converter_free(c);
  c = converter("sysselsattning_6m", map);
  gives(c, "jobb:12,5|studier", "arbete:12.5|studier");
  gives(c, "studier: 50|studier: 60", "praktik|studier:60"); /* the map knows the first as it is */
  refuses(c, "jobb:12.5", "\"12.5\" is not an extent (expected 0-100 percent, at most two decimals)");
  ut_cell_converter_free(c);
  ut_map_free(map);
}

/* A word of 64 bytes is compared with those of the map, one of 65 is not. */
static void long_words_are_compared(void **state)
{
  (void)state;
  static const char text[] = "{\"values\": {\"remittent\": {\"" LONG "\": \"kommun\"}}}";
  struct ut_map *map;
  struct ut_cell_converted out;
  struct ut_error err;
  assert_int_equal(ut_map_parse(&map, text, sizeof text - 1, NULL), UT_OK);
  struct ut_cell_converter *c = converter("remittent", map);
  gives(c, LONG, "kommun");
  assert_int_equal(ut_cell_convert(c, ut_text_of(LONG "e"), &out, &err), UT_BAD_ROW);
  assert_non_null(strstr(err.text, "(did you mean kommun?)"));
  assert_int_equal(ut_cell_convert(c, ut_text_of(LONG "er"), &out, &err), UT_BAD_ROW);
  assert_null(strstr(err.text, "did you mean"));
  ut_cell_converter_free(c);
  ut_map_free(map);
}

static void what_passes_through(void **state)
{
  (void)state;
  assert_int_equal(ut_cell_convert_check(NULL, ut_text_of("ringt 070-174 06 05"), NULL), UT_OK);
  assert_int_equal(ut_cell_convert_check(NULL, ut_text_of("abcdefghijklmnopabcdefghijklmnop"), NULL), UT_OK);
  assert_int_equal(ut_cell_convert_check(NULL, ut_text_of("*"), NULL), UT_BAD_ROW);
  assert_int_equal(ut_cell_convert_check(NULL, ut_text_of("nr 7002149800"), NULL), UT_BAD_ROW);
  assert_int_equal(ut_cell_convert_check_dropped(NULL, ut_text_of("7002149800"), NULL), UT_OK);
  assert_int_equal(ut_cell_convert_check_dropped(NULL, ut_text_of("se 700214-9800!"), NULL), UT_BAD_ROW);
  assert_int_equal(ut_cell_convert_check_dropped(NULL, ut_text_of("197002149800"), NULL), UT_BAD_ROW);
  assert_int_equal(ut_cell_convert_check_dropped(NULL, ut_text_of("197002149801"), NULL), UT_BAD_ROW);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(texts),
      cmocka_unit_test(dates),
      cmocka_unit_test(dates_of_a_workbook),
      cmocka_unit_test(years_of_birth),
      cmocka_unit_test(codes),
      cmocka_unit_test(lists),
      cmocka_unit_test(extents),
      cmocka_unit_test(the_map_comes_first),
      cmocka_unit_test(long_words_are_compared),
      cmocka_unit_test(what_passes_through),
  };
  return cmocka_run_group_tests_name("cell_convert", tests, NULL, NULL);
}
