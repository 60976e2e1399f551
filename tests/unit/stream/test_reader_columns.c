/* Columns of a stream: those that are asked for, rows that are split from behind, and as they are written. */
#include "../files.h"
#include "utfall/stream.h"

static const struct ut_reader_options plain = {.from = UT_AUTO};

static struct ut_reader *open_one(const char *text)
{
  char path[] = "f.csv";
  char *paths[] = {path};
  struct ut_reader *r = NULL;
  struct ut_error err;
  write_file(path, text, strlen(text));
  assert_int_equal(ut_reader_open(&r, paths, 1, &plain, &err), UT_OK);
  return r;
}

static void test_needed_columns(void **state)
{
  struct ut_reader *r = open_one("insats,kon\nPIMA,K\n");
  struct ut_error err;
  ptrdiff_t index;
  (void)state;
  assert_int_equal(ut_reader_find(r, ut_text_of("kon")), 1);
  assert_int_equal(ut_reader_find(r, ut_text_of("ko")), -1);
  assert_int_equal(ut_reader_need(r, ut_text_of("kon"), &index, &err), UT_OK);
  assert_int_equal(index, 1);
  assert_int_equal(ut_reader_need(r, ut_text_of("start"), &index, &err), UT_USAGE);
  assert_string_equal(err.source, "f.csv");
  assert_string_equal(err.text, "there is no column \"start\"; the columns are insats, kon");
  assert_int_equal(ut_reader_need(r, ut_text_of("start"), &index, NULL), UT_USAGE);
  ut_reader_free(r);
}

/* Only what is wanted is filled, the rest on asking; raw is the record. */
static void test_wants_and_split(void **state)
{
  struct ut_reader *r = open_one("a,b,c\n1,\"2,\",3\n4,5,6\n");
  struct ut_row row;
  struct ut_error err;
  (void)state;
  ut_reader_want(r, 0);
  assert_int_equal(ut_reader_next(r, &row, &err), UT_OK);
  assert_true(ut_text_is(row.fields[0], "1"));
  assert_true(ut_text_is(row.raw, "1,\"2,\",3"));
  assert_int_equal(ut_reader_split(r, &row, &err), UT_OK);
  assert_true(ut_text_is(row.fields[1], "2,"));
  assert_true(ut_text_is(row.fields[2], "3"));
  ut_reader_want(r, 2);
  assert_int_equal(ut_reader_next(r, &row, &err), UT_OK);
  assert_true(ut_text_is(row.fields[0], "4"));
  assert_true(ut_text_is(row.fields[2], "6"));
  assert_int_equal(ut_reader_split(r, &row, &err), UT_OK);
  assert_int_equal(ut_reader_split(r, &row, &err), UT_OK);
  assert_true(ut_text_is(row.fields[1], "5"));
  ut_reader_free(r);
}

/* A file whose columns stand otherwise has its fields put in place, also those that are split late. */
static void test_split_in_another_order(void **state)
{
  char first[] = "a.csv", second[] = "b.csv";
  char *paths[] = {first, second};
  struct ut_reader *r;
  struct ut_row row;
  struct ut_error err;
  (void)state;
  WRITE_FILE("a.csv", "a,b\n1,2\n");
  WRITE_FILE("b.csv", "c,b,a\n3,4,5\n");
  assert_int_equal(ut_reader_open(&r, paths, 2, &plain, &err), UT_OK);
  ut_reader_want(r, 1);
  assert_int_equal(ut_reader_next(r, &row, &err), UT_OK);
  assert_null(row.raw.ptr);
  assert_true(ut_text_is(row.fields[1], "2"));
  assert_int_equal(ut_reader_next(r, &row, &err), UT_OK);
  assert_true(ut_text_is(row.fields[1], "4"));
  assert_int_equal(ut_reader_split(r, &row, &err), UT_OK);
  assert_true(ut_text_is(row.fields[0], "5"));
  assert_true(ut_text_is(row.fields[2], "3"));
  ut_reader_free(r);
}

/* And of an object whose names stand otherwise than those of the first. */
static void test_split_of_an_object_in_another_order(void **state)
{
  struct ut_reader *r = open_one("[{\"a\":\"1\",\"b\":\"2\"},{\"b\":\"3\",\"a\":\"4\"}]");
  struct ut_row row;
  struct ut_error err;
  (void)state;
  ut_reader_want(r, 0);
  for (int i = 0; i < 2; i++) {
    assert_int_equal(ut_reader_next(r, &row, &err), UT_OK);
    assert_int_equal(ut_reader_split(r, &row, &err), UT_OK);
    assert_true(ut_text_is(row.fields[0], i == 0 ? "1" : "4"));
    assert_true(ut_text_is(row.fields[1], i == 0 ? "2" : "3"));
  }
  ut_reader_free(r);
}

static void test_raw_only_where_it_can_be_copied(void **state)
{
  static const struct {
    const char *text, *raw;
  } cases[] = {{"a,b\r\n1,2\r\n", "1,2"}, {"a\n\"x\ny\"\n", "\"x\ny\""}, {"a\n\"\"\n", "\"\""}, {"a;b\n1;2\n", NULL},
               {"[{\"a\":1}]", NULL},     {"a,b\n,x\n", ",x"},           {"a,b\n1,2,\n", NULL}};
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct ut_reader *r = open_one(cases[i].text);
    struct ut_row row;
    struct ut_error err;
    assert_int_equal(ut_reader_next(r, &row, &err), UT_OK);
    if (cases[i].raw)
      assert_true(ut_text_is(row.raw, cases[i].raw));
    else
      assert_null(row.raw.ptr);
    ut_reader_free(r);
  }
}

int main(void)
{
  static const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_needed_columns),
      cmocka_unit_test(test_wants_and_split),
      cmocka_unit_test(test_split_in_another_order),
      cmocka_unit_test(test_split_of_an_object_in_another_order),
      cmocka_unit_test(test_raw_only_where_it_can_be_copied),
  };
  return cmocka_run_group_tests_name("reader_columns", tests, enter_scratch, leave_scratch);
}
