/* Rows of an export: what comes out beside the cells. The cells are in tests/golden/sus-import. */
#include "utfall/import.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../defaults.h"
#include "../files.h"

struct opened {
  struct ut_map *map;
  struct ut_reader *reader;
  struct ut_import *import;
};

static struct opened open_text(const char *text, const struct ut_import_options *options)
{
  static char name[] = "in.csv";
  char *paths[] = {name};
  struct opened o;
  struct ut_error err;
  struct ut_reader_options reader = {.encoding = "auto"};
  write_file(name, text, strlen(text));
  assert_int_equal(ut_reader_open(&o.reader, paths, 1, &reader, &err), UT_OK);
  struct ut_import_options mapped = *options;
  mapped.map = o.map = default_map();
  assert_int_equal(ut_import_open(&o.import, o.reader, &mapped, &err), UT_OK);
  return o;
}

static void close_text(struct opened *o)
{
  ut_import_free(o->import);
  ut_reader_free(o->reader);
  ut_map_free(o->map);
}

static const struct ut_import_options dropping = {.drop_identity = true};

static void columns_in_canonical_order(void **state)
{
  (void)state;
  struct opened o = open_text("Slutdatum,Personnr,Start,Namn,Insats\n", &dropping);
  static const char *const expected[] = {"insats", "id", "kon", "fodelsear", "start", "slut"};
  size_t count;
  const struct ut_text *columns = ut_import_columns(o.import, &count);
  assert_int_equal(count, 6);
  for (size_t i = 0; i < count; i++)
    assert_true(ut_text_is(columns[i], expected[i]));
  struct ut_buf dropped = {0};
  assert_int_equal(ut_import_dropped(o.import, &dropped), UT_OK);
  assert_true(ut_text_is(ut_buf_text(&dropped), "\"Namn\""));
  ut_buf_clear(&dropped);
  close_text(&o);
}

/* Day 17931 is 2019-02-04, 18021 is 2019-05-05, 17969 is 2019-03-14 (date -u -d ... +%s / 86400). */
static void what_is_known_of_a_row(void **state)
{
  (void)state;
  struct opened o = open_text("insats,start,slut,Personnr,kon,fodelsear,registreringsdatum\n"
                              "A,2019-02-04,2019-05-05,19700214-9800,M,1971,2019-03-14\n"
                              "B,2019-02-04,,,,,not a date\n",
                              &dropping);
  struct ut_imported row;
  struct ut_error err;
  assert_int_equal(ut_import_next(o.import, &row, &err), UT_OK);
  assert_string_equal(row.source, "in.csv");
  assert_int_equal(row.line, 2);
  assert_int_equal(row.start, 17931);
  assert_int_equal(row.slut, 18021);
  assert_int_equal(row.registered, 17969);
  assert_true(row.numbered && row.other_sex && row.other_year && !row.unknown_day && !row.anonymous);
  assert_int_equal(ut_import_next(o.import, &row, &err), UT_OK);
  assert_int_equal(row.slut, UT_DATE_NONE);
  assert_int_equal(row.registered, UT_DATE_NONE);
  assert_false(row.numbered || row.other_sex || row.other_year);
  assert_int_equal(ut_import_next(o.import, &row, &err), UT_END);
  close_text(&o);
}

static void a_rejected_row_says_where_and_why(void **state)
{
  (void)state;
  struct opened o = open_text("insats,start,K\u00f6n\nA,2019-02-04,Q\nB,x,K\nC\nD,2019-02-04,K\n", &dropping);
  struct ut_imported row;
  struct ut_error err;
  assert_int_equal(ut_import_next(o.import, &row, &err), UT_BAD_ROW);
  assert_string_equal(row.problems[0].column, "kon");
  assert_true(row.problems[0].unknown_code);
  assert_string_equal(err.source, "in.csv");
  assert_int_equal(err.line, 2);
  assert_string_equal(err.field, "K\u00f6n");
  assert_int_equal(ut_import_next(o.import, &row, &err), UT_BAD_ROW);
  assert_string_equal(row.problems[0].column, "start");
  assert_false(row.problems[0].unknown_code);
  assert_int_equal(ut_import_next(o.import, &row, &err), UT_BAD_ROW);
  assert_string_equal(row.problems[0].column, "");
  assert_int_equal(row.line, 4);
  assert_int_equal(ut_import_next(o.import, &row, &err), UT_OK);
  assert_true(ut_text_is(row.fields[0], "D"));
  close_text(&o);
}

/* What a row says must not stay for the next one. */
static void nothing_is_carried_over(void **state)
{
  (void)state;
  struct opened o = open_text("insats,start,slut,anonym,Personnr,sysselsattning_efter 1,sysselsattning_efter 2\n"
                              "A,2019-02-04,2019-05-05,,19700214-9800,arbete,studier\n"
                              "B,2019-02-04,2019-05-05,ja,,arbete,\n"
                              "C,2019-02-04,,,,,\n",
                              &dropping);
  struct ut_imported row;
  struct ut_error err;
  size_t count;
  ut_import_columns(o.import, &count);
  ut_import_next(o.import, &row, &err);
  ut_import_next(o.import, &row, &err);
  assert_true(row.anonymous);
  ut_import_next(o.import, &row, &err);
  assert_false(row.anonymous);
  assert_int_equal(row.slut, UT_DATE_NONE);
  size_t said = 0;
  for (size_t i = 0; i < count; i++)
    said += row.fields[i].len > 0;
  assert_int_equal(said, 2);
  close_text(&o);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(columns_in_canonical_order),
      cmocka_unit_test(what_is_known_of_a_row),
      cmocka_unit_test(a_rejected_row_says_where_and_why),
      cmocka_unit_test(nothing_is_carried_over),
  };
  return cmocka_run_group_tests_name("import", tests, enter_scratch, leave_scratch);
}
