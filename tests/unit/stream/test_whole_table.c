/* Streams read whole. */
#include "stream/whole_table.h"

#include "../rows.h"

static enum ut_status load(struct ut_whole_table **f, char path[32], const char *text, struct ut_error *err)
{
  struct ut_reader_options options = {.from = UT_AUTO};
  int fd = file_of(text, path);
  enum ut_status status = ut_whole_table_load(f, path, &options, err);
  close(fd);
  return status;
}

static void cells_stay(void **state)
{
  (void)state;
  char path[32];
  struct ut_whole_table *f;
  struct ut_error err = {0};
  assert_int_equal(load(&f, path, "a,b\n,\n\"x,\ny\",2\nlast,\n", NULL), UT_OK);
  assert_true(ut_whole_table_columns(f) == 2 && ut_whole_table_rows(f) == 3);
  assert_true(ut_whole_table_cell(f, 0, 0).len == 0 && ut_whole_table_cell(f, 0, 1).len == 0);
  assert_true(ut_text_is(ut_whole_table_cell(f, 1, 0), "x,\ny") && ut_text_is(ut_whole_table_cell(f, 1, 1), "2"));
  assert_true(ut_text_is(ut_whole_table_cell(f, 2, 0), "last") && ut_whole_table_cell(f, 2, 1).len == 0);
  assert_true(ut_whole_table_line(f, 0) == 2 && ut_whole_table_line(f, 1) == 3 && ut_whole_table_line(f, 2) == 5);
  assert_true(ut_reader_find(ut_whole_table_header(f), ut_text_of("b")) == 1);
  ut_error_set(&err, UT_BAD_INPUT, "no");
  ut_whole_table_blame(f, 2, 1, &err);
  assert_string_equal(err.field, "b");
  assert_true(err.line == 5 && strcmp(err.source, ut_whole_table_source(f)) == 0);
  ut_whole_table_free(f);
}

static void nothing_in_it(void **state)
{
  (void)state;
  char path[32];
  struct ut_whole_table *f;
  struct ut_error err = {0};
  assert_int_equal(load(&f, path, "a,b\n", NULL), UT_OK);
  assert_true(ut_whole_table_columns(f) == 2 && ut_whole_table_rows(f) == 0);
  ut_whole_table_free(f);
  assert_int_equal(load(&f, path, "[]", NULL), UT_OK);
  assert_true(ut_whole_table_columns(f) == 0 && ut_whole_table_rows(f) == 0 &&
              ut_reader_is_empty(ut_whole_table_header(f)));
  ut_whole_table_free(f);
  assert_int_equal(load(&f, path, "{}\n{}\n", NULL), UT_OK);
  assert_true(ut_whole_table_columns(f) == 0 && ut_whole_table_rows(f) == 0);
  ut_whole_table_free(f);
  assert_int_equal(load(&f, path, "a,b\n1,2\n3\n", &err), UT_BAD_ROW);
  assert_null(f);
  ut_whole_table_free(f);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(cells_stay), cmocka_unit_test(nothing_in_it)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
