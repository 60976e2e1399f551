/* Rows of a stream: of any length up to the longest, and any number of them. */
#include "../files.h"
#include "utfall/stream.h"

static const struct ut_reader_options plain = {.from = UT_AUTO};

/* Records that no buffer holds at first, with and without quotes, decoded or not. */
static void test_long_records(void **state)
{
  static const struct ut_reader_options options[] = {{.from = UT_AUTO}, {.encoding = "windows-1252"}};
  enum { LONG = 700000 };
  char path[] = "f.csv";
  char *paths[] = {path};
  struct ut_buf text = {0};
  (void)state;
  ut_buf_add_string(&text, "a,b\n");
  for (size_t i = 0; i < 3; i++) {
    ut_buf_add_string(&text, i == 1 ? "\"" : "");
    assert_int_equal(ut_buf_reserve(&text, LONG), UT_OK);
    memset(text.ptr + text.len, 'x', LONG);
    text.len += LONG;
    ut_buf_format(&text, "%s,%zu\n", i == 1 ? "\"" : "", i);
  }
  write_file(path, text.ptr, text.len);
  ut_buf_clear(&text);
  for (size_t i = 0; i < 2; i++) {
    struct ut_reader *r;
    struct ut_row row;
    struct ut_error err;
    assert_int_equal(ut_reader_open(&r, paths, 1, &options[i], &err), UT_OK);
    ut_reader_want_all(r);
    for (size_t line = 2; line <= 4; line++) {
      char number[2] = {(char)('0' + line - 2), '\0'};
      assert_int_equal(ut_reader_next(r, &row, &err), UT_OK);
      assert_int_equal(row.line, line);
      assert_int_equal(row.fields[0].len, LONG);
      assert_true(ut_text_is(row.fields[1], number));
    }
    assert_int_equal(ut_reader_next(r, &row, &err), UT_END);
    ut_reader_free(r);
  }
}

/* The first column of the rows in a span of a file that holds `text`, or what is wrong with it. */
static void assert_span(const char *text, int64_t from, int64_t to, const char *wanted)
{
  char path[] = "f.csv";
  char *paths[] = {path};
  const struct ut_file_span span = {from, to};
  const struct ut_reader_options options = {.from = UT_AUTO, .span = &span};
  struct ut_buf got = {0};
  struct ut_reader *r;
  struct ut_row row;
  struct ut_error err;
  write_file(path, text, strlen(text));
  enum ut_status status = ut_reader_open(&r, paths, 1, &options, &err);
  if (status == UT_OK)
    ut_reader_want_all(r);
  while (status == UT_OK && (status = ut_reader_next(r, &row, &err)) == UT_OK)
    ut_buf_add_text(&got, row.fields[0]);
  if (status != UT_END)
    ut_buf_add_string(&got, err.text);
  ut_buf_add(&got, "", 1);
  assert_string_equal(got.ptr, wanted);
  ut_buf_clear(&got);
  ut_reader_free(r);
}

static void test_span(void **state)
{
  const char *const csv = "a,b\n1,2\n3,4\n5,6\n", *const lines = "{\"a\":\"1\"}\n{\"a\":\"2\"}\n{\"a\":\"3\"}\n";
  const char *const none = "no span of this can be read";
  (void)state;
  assert_span(csv, 0, 16, "135");
  assert_span(csv, 0, 8, "1");
  assert_span(csv, 0, 4, "");
  assert_span(csv, 8, 12, "3");
  assert_span(csv, 8, 16, "35");
  assert_span(csv, 4, 8, "1");
  assert_span(csv, 0, 3, none); /* within the header */
  assert_span(csv, 2, 8, none);
  assert_span("a,b\n1,\"x\ny\"\n3,4\n", 0, 9, "this quote is never closed");
  assert_span("a,b\n1,\"x\ny\"\n3,4\n", 0, 12, "1");
  assert_span("\xEF\xBB\xBF"
              "a\n1\n2\n",
              0, 7, "1");
  assert_span(lines, 0, 10, "1");
  assert_span(lines, 10, 20, "2");
  assert_span(lines, 10, 30, "23");
  assert_span("[{\"a\":\"1\"},\n{\"a\":\"2\"}]\n", 0, 12, none);
  assert_span("a\n\xE5\n2\n", 2, 6,
              "\xC3\xA5"
              "2"); /* Windows-1252, which is noted */
}

/* A record that goes on for more than the library will hold; the file is a hole. */
static void test_record_too_long(void **state)
{
  char path[] = "f.csv";
  char *paths[] = {path};
  struct ut_reader *r;
  struct ut_row row;
  struct ut_error err;
  (void)state;
  int fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0666);
  assert_int_equal(write(fd, "a\n", 2), 2);
  assert_int_equal(ftruncate(fd, (off_t)300 << 20), 0);
  close(fd);
  assert_int_equal(ut_reader_open(&r, paths, 1, &plain, &err), UT_OK);
  assert_int_equal(ut_reader_next(r, &row, &err), UT_BAD_INPUT);
  assert_string_equal(err.text, "a record of more than 128 MiB (a quote that is never closed?)");
  assert_string_equal(err.source, "f.csv");
  ut_reader_free(r);
}

/* Many rows, so that records meet the ends of buffers everywhere; the sum of the numbers 0 to n-1 is n(n-1)/2. */
static void test_many_rows(void **state)
{
  enum { ROWS = 100000 };
  char path[] = "f.csv";
  char *paths[] = {path};
  struct ut_buf text = {0};
  struct ut_reader *r;
  struct ut_row row;
  struct ut_error err;
  int64_t sum = 0, number, line = 2;
  (void)state;
  ut_buf_add_string(&text, "text;number\n");
  for (size_t i = 0; i < ROWS; i++)
    ut_buf_format(&text, i % 3 ? "plain;%zu\n" : "\"two\nlines\";%zu\r\n", i);
  write_file(path, text.ptr, text.len);
  ut_buf_clear(&text);
  assert_int_equal(ut_reader_open(&r, paths, 1, &plain, &err), UT_OK);
  ut_reader_want(r, 1);
  for (size_t i = 0; i < ROWS; i++) {
    assert_int_equal(ut_reader_next(r, &row, &err), UT_OK);
    assert_int_equal(row.line, line);
    assert_true(ut_text_integer(row.fields[1], &number));
    sum += number;
    line += i % 3 ? 1 : 2;
  }
  assert_int_equal(ut_reader_next(r, &row, &err), UT_END);
  assert_int_equal(sum, 4999950000);
  ut_reader_free(r);
}

int main(void)
{
  static const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_long_records),
      cmocka_unit_test(test_span),
      cmocka_unit_test(test_record_too_long),
      cmocka_unit_test(test_many_rows),
  };
  return cmocka_run_group_tests_name("reader_rows", tests, enter_scratch, leave_scratch);
}
