/* Duplicates and overlaps over many rows, held against counts that are known by how the rows are made. */
#include "import/duplicates.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "../files.h"

/* 40000 persons of two stays each, in two insatser by turns: the second begins on the day the first ends, or 10 days
 * before where the person's number is a multiple of 100. Every thousandth row stands there again at the end. */
enum { PERSONS = 40000, AGAIN = 80 };

static void add_stay(struct ut_buf *csv, int person, int second)
{
  char start[11], slut[11];
  ut_date from = ut_date_make(2010, 1, 1) + person % 1000 + 100 * second - (second && person % 100 == 0 ? 10 : 0);
  ut_buf_format(csv, "%s,p%d,%s,%s\n", person % 2 ? "A" : "B", person, ut_date_format(from, start),
                ut_date_format(ut_date_make(2010, 1, 1) + person % 1000 + 100 + 100 * second, slut));
}

static void make_file(void)
{
  struct ut_buf csv = {0};
  ut_buf_add_string(&csv, "insats,id,start,slut\n");
  for (int i = 0; i < PERSONS; i++)
    add_stay(&csv, i, 0);
  for (int i = 0; i < PERSONS; i++)
    add_stay(&csv, i, 1);
  for (int i = 0; i < 2 * PERSONS; i += 1000)
    add_stay(&csv, i % PERSONS, i / PERSONS);
  write_file("many.csv", csv.ptr, csv.len);
  ut_buf_clear(&csv);
}

static void by_rule(enum ut_duplicates_rule rule, size_t rejected, size_t written)
{
  static char name[] = "many.csv";
  char *paths[] = {name};
  struct ut_reader *reader;
  struct ut_import *import;
  struct ut_writer *writer;
  struct ut_duplicates *d;
  struct ut_output output;
  struct ut_imported row;
  struct ut_error err;
  struct ut_run run = {0};
  const struct ut_reader_options reading = {0};
  const struct ut_import_options options = {0};
  size_t columns, bad = 0, lines = 0;
  assert_int_equal(ut_reader_open(&reader, paths, 1, &reading, &err), UT_OK);
  assert_int_equal(ut_import_open(&import, reader, &options, &err), UT_OK);
  assert_int_equal(ut_output_open(&output, "out.csv", &err), UT_OK);
  const struct ut_text *names = ut_import_columns(import, &columns);
  assert_int_equal(ut_writer_open(&writer, &output, UT_CSV, names, columns, NULL, &err), UT_OK);
  assert_int_equal(ut_duplicates_new(&d, rule, import, writer, &err), UT_OK);
  while (ut_import_next(import, &row, &err) == UT_OK)
    bad += ut_duplicates_take(d, &row, &err) == UT_BAD_ROW;
  assert_int_equal(ut_duplicates_finish(d, &run, &err), UT_OK);
  assert_int_equal(ut_writer_close(writer, true, &err), UT_OK);
  assert_int_equal(ut_output_commit(&output, &err), UT_OK);
  FILE *f = fopen("out.csv", "r");
  assert_non_null(f);
  for (int c; (c = getc(f)) != EOF;)
    lines += c == '\n';
  (void)fclose(f);
  assert_int_equal(bad, rejected);
  assert_int_equal(lines, written + 1);
  assert_int_equal(run.noted[UT_NOTE_DUBBEL_DELTAGANDE].count, AGAIN);
  assert_int_equal(run.noted[UT_NOTE_OVERLAPP].count, PERSONS / 100);
  ut_run_clear(&run);
  ut_duplicates_free(d);
  ut_import_free(import);
  ut_reader_free(reader);
}

static void every_rule(void **state)
{
  (void)state;
  make_file();
  by_rule(UT_DUPLICATES_REJECT, AGAIN, 2 * PERSONS);
  by_rule(UT_DUPLICATES_LAST, 0, 2 * PERSONS);
  by_rule(UT_DUPLICATES_KEEP, 0, 2 * PERSONS + AGAIN);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(every_rule)};
  return cmocka_run_group_tests_name("duplicates", tests, enter_scratch, leave_scratch);
}
