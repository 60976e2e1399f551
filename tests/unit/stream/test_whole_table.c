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
  assert_int_equal(load(&f, path, "a,b\n,0\n\"x,\ny\",2\nlast,\n", NULL), UT_OK);
  assert_true(ut_whole_table_columns(f) == 2 && ut_whole_table_rows(f) == 3);
  assert_true(ut_whole_table_cell(f, 0, 0).len == 0 && ut_text_is(ut_whole_table_cell(f, 0, 1), "0"));
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

/* The second row of `kept` is left out. */
static void rows_are_read_again(void **state)
{
  (void)state;
  static const bool kept[] = {true, false, true};
  char path[32];
  struct ut_whole_table *f;
  struct ut_reader *r;
  struct ut_row row;
  assert_int_equal(load(&f, path, "a,b,skyddad\n1,x,\n2,y,\n\n3,z,\n", NULL), UT_OK);
  assert_int_equal(ut_whole_table_mark(f), 2);
  for (size_t pass = 0; pass < 2; pass++) {
    assert_int_equal(ut_whole_table_reader(&r, f, pass ? kept : NULL, NULL, NULL), UT_OK);
    assert_true(ut_reader_columns(r) == 3 && ut_reader_find(r, ut_text_of("b")) == 1);
    assert_int_equal(ut_reader_next(r, &row, NULL), UT_OK);
    assert_true(row.line == 2 && ut_text_is(row.fields[1], "x") && !row.raw.ptr);
    assert_string_equal(row.source, ut_whole_table_source(f));
    if (pass == 0)
      assert_int_equal(ut_reader_next(r, &row, NULL), UT_OK);
    assert_int_equal(ut_reader_next(r, &row, NULL), UT_OK);
    assert_true(row.line == 5 && ut_text_is(row.fields[0], "3"));
    assert_int_equal(ut_reader_next(r, &row, NULL), UT_END);
    ut_reader_free(r);
  }
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
  assert_int_equal(load(&f, path, "{}\n{}\n", NULL), UT_BAD_INPUT);
  ut_whole_table_free(f);
  assert_int_equal(load(&f, path, "a,b\n1,2\n3\n", &err), UT_BAD_ROW);
  ut_whole_table_free(f);
}

/* Keys by rank of appearance, `*` apart, in two files of different columns. The second row is not entered. */
static void rows_are_known_by_their_keys(void **state)
{
  (void)state;
  char first[32], second[32], *paths[] = {first, second}, text[512];
  const size_t keys[] = {1, 0};
  int a = file_of("kon,klass,antal\nK,arbete,1\nK,arbete,\nM,arbete,2\n*,arbete,3\n", first);
  int b = file_of("antal,klass,kon\n7,studier,K\n8,arbete,M\n", second);
  struct ut_reader_options options = {.from = UT_AUTO};
  struct ut_reader *reader;
  struct ut_whole_table *t;
  struct ut_error err = {0};
  uint32_t number;
  assert_int_equal(ut_reader_open(&reader, paths, 2, &options, &err), UT_OK);
  assert_int_equal(ut_whole_table_new(&t, reader, &err), UT_OK);
  assert_int_equal(ut_whole_table_index(t, keys, 2), UT_OK);
  for (size_t row = 0; row < 5; row++) {
    assert_int_equal(ut_whole_table_next(t, &err), UT_OK);
    if (row == 1)
      continue;
    assert_int_equal(ut_whole_table_enter(t, &number, &err), UT_OK);
    assert_true(ut_whole_table_entered(t, number) == row);
  }
  const struct ut_keys *k = ut_whole_table_keys(t);
  assert_int_equal(ut_keys_entered(k), 4);
  assert_true(ut_keys_tuple(k, 1)[0] == 0 && ut_keys_tuple(k, 1)[1] == 1);
  assert_true(ut_keys_tuple(k, 2)[0] == 0 && ut_keys_tuple(k, 2)[1] == UT_KEY_ALL);
  assert_true(ut_text_is(ut_keys_value(k, 0, 1), "studier") && ut_text_is(ut_keys_value(k, 1, UT_KEY_ALL), "*"));
  assert_true(ut_text_is(ut_whole_table_cell(t, 4, 2), "7"));
  assert_int_equal(ut_whole_table_next(t, &err), UT_OK);
  assert_int_equal(ut_whole_table_enter(t, &number, &err), UT_BAD_INPUT);
  snprintf(text, sizeof text, "two rows for klass \"arbete\", kon \"M\" (the first is %s:4)", first);
  assert_string_equal(err.text, text);
  assert_true(err.line == 3 && strcmp(err.source, second) == 0);
  assert_int_equal(ut_whole_table_next(t, &err), UT_END);
  ut_whole_table_free(t);
  ut_reader_free(reader);
  close(a);
  close(b);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(cells_stay),
      cmocka_unit_test(rows_are_read_again),
      cmocka_unit_test(nothing_in_it),
      cmocka_unit_test(rows_are_known_by_their_keys),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
