/* Maps: what they say, and what is wrong with them. */
#include "import/map.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct ut_map *parse(const char *text)
{
  struct ut_map *map;
  struct ut_error err;
  assert_int_equal(ut_map_parse(&map, text, strlen(text), &err), UT_OK);
  return map;
}

static void expect_error(const char *text, const char *field, const char *message)
{
  struct ut_map *map;
  struct ut_error err;
  assert_int_equal(ut_map_parse(&map, text, strlen(text), &err), UT_BAD_INPUT);
  ut_map_free(map);
  assert_string_equal(err.field, field);
  assert_string_equal(err.text, message);
}

static const struct ut_column *column(const char *name)
{
  return ut_column_find(ut_text_of(name));
}

static struct ut_text value(const struct ut_map *map, const char *name, const char *cell)
{
  struct ut_buf slug = {0};
  assert_int_equal(ut_text_slug(ut_text_of(cell), &slug), UT_OK);
  struct ut_text found = ut_map_value(map, column(name), ut_text_of(cell), ut_buf_text(&slug));
  ut_buf_clear(&slug);
  return found;
}

static void an_empty_map_says_nothing(void **state)
{
  (void)state;
  struct ut_map *map = parse("{}");
  assert_null(map->encoding);
  assert_int_equal(map->delimiter, 0);
  assert_int_equal(map->skip_lines, 0);
  assert_null(map->total_column.ptr);
  assert_null(ut_map_find(map, ut_text_of("kon"), 1));
  assert_null(ut_map_constant(map, column("insats")).ptr);
  assert_null(value(map, "kon", "K").ptr);
  assert_null(ut_map_nearest(map, column("kon"), ut_text_of("k")).ptr);
  ut_map_free(map);
  assert_null(ut_map_find(NULL, ut_text_of("kon"), 1));
  assert_null(value(NULL, "kon", "K").ptr);
  ut_map_free(NULL);
}

static void plain_keys(void **state)
{
  (void)state;
  struct ut_map *map =
      parse("{\"encoding\": \"windows-1252\", \"delimiter\": \"tab\", \"skip_lines\": 2, \"decimal\": \",\","
            "\"total_row\": {\"starts\": \"Totalt\", \"column\": \"Insats namn\"},"
            "\"constants\": {\"insats\": \"PIMA\"}, \"dates\": [\"%d/%m/%Y\", \"%y%m%d %T\"]}");
  assert_string_equal(map->encoding, "windows-1252");
  assert_int_equal(map->delimiter, '\t');
  assert_int_equal(map->skip_lines, 2);
  assert_int_equal(map->decimal, ',');
  assert_true(ut_text_is(map->total_column, "insats_namn"));
  assert_int_equal(map->total_start_count, 1);
  assert_true(ut_text_is(map->total_starts[0], "Totalt"));
  assert_true(ut_text_is(ut_map_constant(map, column("insats")), "PIMA"));
  assert_int_equal(map->date_count, 2);
  assert_string_equal(map->dates[0], "%d/%m/%Y");
  ut_map_free(map);
}

static void columns_in_their_order(void **state)
{
  (void)state;
  struct ut_map *map = parse("{\"columns\": {\"K\u00f6n\": \"kon\", \"S 1\": \"sysselsattning_efter\", \"Anm\": null,"
                             "\"O 1\": \"sysselsattning_efter.percent\", \"S 2\": \"sysselsattning_efter\","
                             "\"O 2\": \"sysselsattning_efter.percent\", \"Team\": \"arbetslag\"}}");
  assert_int_equal(map->column_count, 7);
  const struct ut_map_column *c = ut_map_find(map, ut_text_of("kon"), 1);
  assert_true(ut_text_is(c->target, "kon"));
  assert_int_equal(c->source, UT_NO_SOURCE);
  c = ut_map_find(map, ut_text_of("o_1"), 1);
  assert_true(c->extent);
  assert_true(ut_text_is(c->target, "sysselsattning_efter"));
  assert_int_equal(c->source, 1);
  assert_int_equal(ut_map_find(map, ut_text_of("o_2"), 1)->source, 4);
  assert_null(ut_map_find(map, ut_text_of("anm"), 1)->target.ptr);
  assert_true(ut_text_is(ut_map_find(map, ut_text_of("team"), 1)->target, "arbetslag"));
  ut_map_free(map);
}

static void values_by_spelling(void **state)
{
  (void)state;
  struct ut_map *map = parse("{\"values\": {\"kon\": {\"Kvinna\": \"K\", \"Ok\u00e4nt\": null},"
                             "\"sysselsattning\": {\"Anst\u00e4lld\": \"arbete\", \"Kurs\": \"studier\"},"
                             "\"sysselsattning_6m\": {\"Anst\u00e4lld\": \"arbete:50|studier:50\"},"
                             "\"kommun\": {\"va\": \"Vara\", \"VA\": \"Vansbro\"}}}");
  assert_true(ut_text_is(value(map, "kon", "Kvinna"), "K"));
  assert_true(ut_text_is(value(map, "kon", "KVINNA"), "K"));
  assert_non_null(value(map, "kon", "okant").ptr);
  assert_int_equal(value(map, "kon", "okant").len, 0);
  assert_null(value(map, "kon", "Man").ptr);
  assert_true(ut_text_is(value(map, "sysselsattning_fore", "anst\u00e4lld"), "arbete"));
  assert_true(ut_text_is(value(map, "sysselsattning_6m", "Anst\u00e4lld"), "arbete:50|studier:50"));
  assert_true(ut_text_is(value(map, "sysselsattning_6m", "Kurs"), "studier"));
  assert_true(ut_text_is(value(map, "kommun", "VA"), "Vansbro"));
  assert_null(value(map, "kommun", "Va").ptr);
  assert_true(ut_text_is(ut_map_nearest(map, column("sysselsattning_fore"), ut_text_of("anstald")), "arbete"));
  assert_null(ut_map_nearest(map, column("sysselsattning_fore"), ut_text_of("pension")).ptr);
  ut_map_free(map);
}

static void what_cannot_be(void **state)
{
  (void)state;
  expect_error("[]", "", "expected an object");
  expect_error("{\"value\": {}}", "", "unknown key \"value\" (did you mean values?)");
  expect_error("{\"x\": {}}", "", "unknown key \"x\"");
  expect_error("{\"values\": {\"kon\": {\"Q\": \"Kv\"}}}", "values.kon.\"Q\"",
               "\"Kv\" is not a code of kon (expected K, M)");
  expect_error("{\"columns\": {\"A\": \"alder\"}}", "columns.\"A\"",
               "\"alder\" is computed from other columns and cannot be imported");
  expect_error("{\"columns\": {\"A\": \"avslutorsak\"}}", "columns.\"A\"",
               "\"avslutorsak\" is not a column of participations (did you mean avslutsorsak?)");
  expect_error("{\"columns\": {\"S\": \"sysselsattning_efter\", \"A\": \"sysselsattning_efter.percent\","
               "\"B\": \"sysselsattning_efter.percent\"}}",
               "columns.\"B\"", "an extent follows the source that it belongs to");
  expect_error("{\"dates\": [\"%d/%m/%Y %H\"]}", "dates",
               "expected formats of %Y or %y, %m and %d, as in \"%d/%m/%Y\"");
  expect_error("{\"delimiter\": \"\\\"\"}", "delimiter", "expected one character that separates fields");
}

static void a_syntax_error_has_its_place(void **state)
{
  (void)state;
  struct ut_map *map;
  struct ut_error err;
  assert_int_equal(ut_map_parse(&map, "{\n \"columns\" {}}", 15, &err), UT_BAD_INPUT);
  assert_int_equal(err.line, 2);
  assert_int_equal(err.column, 12);
  ut_map_free(map);
}

static void a_missing_file(void **state)
{
  (void)state;
  struct ut_map *map;
  struct ut_error err;
  assert_int_equal(ut_map_load(&map, "/nowhere/x.json", NULL, &err), UT_IO);
  assert_string_equal(err.source, "/nowhere/x.json");
}

static void patterns_and_defaults(void **state)
{
  (void)state;
  static const struct {
    const char *cell, *value;
  } table[] = {{"Komvux grund", "studier"},
               {"KOMVUX GRUND", "studier"},
               {"Komvux", NULL},
               {"L\u00c4RLING", "praktik"},
               {"l\u00e4rlingen", NULL},
               {"ab", "annat"},
               {"acb", "annat"},
               {"acbacb", "annat"},
               {"abc", NULL}};
  struct ut_map *map = parse("{\"values\": {\"sysselsattning\": {\"~Komvux *\": \"studier\","
                             "\"~l?rling\": \"praktik\", \"~a*b\": \"annat\", \"*\": \"ingen\"}}}");
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    struct ut_text found = value(map, "sysselsattning_efter", table[i].cell);
    assert_true(table[i].value ? ut_text_is(found, table[i].value) : !found.ptr);
  }
  assert_true(ut_text_is(ut_map_default(map, column("sysselsattning_fore")), "ingen"));
  assert_null(ut_map_default(map, column("kon")).ptr);
  ut_map_free(map);
}

/* 43500 is 2019-02-04: date -d '1899-12-30 + 43500 days' */
static void days_that_are_counted(void **state)
{
  (void)state;
  struct ut_map *map = parse("{\"dates\": [\"excel\"]}"), *other = parse("{}");
  assert_int_equal(ut_map_date(map, ut_text_of("43500")), 17931);
  assert_int_equal(ut_map_date(map, ut_text_of("43500.0")), 17931);
  assert_int_equal(ut_map_date(map, ut_text_of("43500.5")), UT_DATE_NONE);
  assert_int_equal(ut_map_date(map, ut_text_of("2019")), UT_DATE_NONE);
  assert_int_equal(ut_map_date(map, ut_text_of("-43500")), UT_DATE_NONE);
  assert_int_equal(ut_map_date(map, ut_text_of("20190204")), UT_DATE_NONE);
  assert_int_equal(ut_map_date(other, ut_text_of("43500")), UT_DATE_NONE);
  ut_map_free(map);
  ut_map_free(other);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(patterns_and_defaults),
      cmocka_unit_test(days_that_are_counted),
      cmocka_unit_test(an_empty_map_says_nothing),
      cmocka_unit_test(plain_keys),
      cmocka_unit_test(columns_in_their_order),
      cmocka_unit_test(values_by_spelling),
      cmocka_unit_test(what_cannot_be),
      cmocka_unit_test(a_syntax_error_has_its_place),
      cmocka_unit_test(a_missing_file),
  };
  return cmocka_run_group_tests_name("map", tests, NULL, NULL);
}
