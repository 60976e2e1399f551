/* Streams out: what is quoted and what is not, records passed on as they stand, JSON. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../files.h"
#include "utfall/stream.h"

enum { CELLS = 8 };

/* Writes the columns and rows (the cells of a row are separated by `|`) and compares with `expected`. */
static void expect(enum ut_format to, const char *columns, const char *const *rows, const char *expected)
{
  struct ut_output o;
  struct ut_writer *w;
  struct ut_error err;
  struct ut_text cells[CELLS], rest = ut_text_of(columns);
  size_t count = 0;
  while (ut_text_split(&rest, '|', &cells[count]))
    count++;
  assert_int_equal(ut_output_open(&o, "out", &err), UT_OK);
  assert_int_equal(ut_writer_open(&w, &o, to, cells, count, NULL, &err), UT_OK);
  for (; *rows; rows++) {
    rest = ut_text_of(*rows);
    for (size_t i = 0; i < count; i++)
      assert_true(ut_text_split(&rest, '|', &cells[i]));
    assert_int_equal(ut_writer_row(w, cells, &err), UT_OK);
  }
  assert_int_equal(ut_writer_close(w, true, &err), UT_OK);
  assert_int_equal(ut_output_commit(&o, &err), UT_OK);
  assert_file("out", expected);
}

#define ROWS(...) ((const char *const[]){__VA_ARGS__, NULL})
#define NO_ROWS ((const char *const[]){NULL})

static void test_quotes_only_where_needed(void **state)
{
  (void)state;
  expect(UT_CSV, "a|b,c", ROWS("1|2", "|", "x,y|", "|5\" pipe", "two\nlines|cr\r", " blank |;", "\xC3\xA5|\""),
         "a,\"b,c\"\n1,2\n,\n\"x,y\",\n,\"5\"\" pipe\"\n\"two\nlines\",\"cr\r\"\n blank ,;\n\xC3\xA5,\"\"\"\"\n");
}

static void test_lone_empty_field_is_no_blank_line(void **state)
{
  (void)state;
  expect(UT_CSV, "a", ROWS("", "x"), "a\n\"\"\nx\n");
}

/* A field is quoted for what it holds, wherever in the block of 64 bytes that is. */
static void test_quoting_at_each_place(void **state)
{
  (void)state;
  for (size_t place = 0; place < 140; place++) {
    char row[160], expected[200];
    memset(row, 'x', 140);
    row[place] = '"';
    snprintf(row + 140, sizeof row - 140, "|y");
    snprintf(expected, sizeof expected, "a,b\n\"%.*s\"\"%.*s\",y\n", (int)place, row, (int)(139 - place),
             row + place + 1);
    expect(UT_CSV, "a|b", ROWS(row), expected);
  }
}

/* And so is a short one, whatever its length; without such a character it is not. */
static void test_quoting_of_short_fields(void **state)
{
  enum { LONGEST = 40, ROOM = LONGEST + 4 };
  static const char specials[] = ",\n\r";
  (void)state;
  for (size_t len = 1; len <= LONGEST; len++) {
    char cells[LONGEST + 1][ROOM], expected[8 + (LONGEST + 1) * ROOM];
    const char *rows[LONGEST + 2] = {NULL};
    char *to = stpcpy(expected, "a,b\n");
    for (size_t place = 0; place <= len; place++) { /* the last has none */
      memset(cells[place], 'x', len);
      if (place < len)
        cells[place][place] = specials[place % 3];
      to += snprintf(to, ROOM + 4, place < len ? "\"%.*s\",\n" : "%.*s,\n", (int)len, cells[place]);
      strcpy(cells[place] + len, "|");
      rows[place] = cells[place];
    }
    expect(UT_CSV, "a|b", rows, expected);
  }
}

static void test_header_only(void **state)
{
  (void)state;
  expect(UT_CSV, "a|b", NO_ROWS, "a,b\n");
  expect(UT_AUTO, "a|b", NO_ROWS, "a,b\n");
  expect(UT_JSON, "a|b", NO_ROWS, "[]\n");
  expect(UT_JSONL, "a|b", NO_ROWS, "");
}

static void test_json(void **state)
{
  (void)state;
  expect(UT_JSON, "insats|antal", ROWS("PIMA|3", "|"),
         "[\n{\"insats\":\"PIMA\",\"antal\":3},\n{\"insats\":\"\",\"antal\":null}\n]\n");
  expect(UT_JSONL, "insats|antal", ROWS("PIMA|3", "|"),
         "{\"insats\":\"PIMA\",\"antal\":3}\n{\"insats\":\"\",\"antal\":null}\n");
}

static void test_json_escapes(void **state)
{
  (void)state;
  expect(UT_JSONL, "a\"b", ROWS("say \"hi\" \\ \n\t\x01\xC3\xA5"),
         "{\"a\\\"b\":\"say \\\"hi\\\" \\\\ \\n\\t\\u0001\xC3\xA5\"}\n");
}

/* A numeric column keeps a number's own text; what is none (a protected cell, a decimal comma) is a string. */
static void test_json_numbers(void **state)
{
  (void)state;
  expect(UT_JSONL, "antal|kon", ROWS("12.50|1", "-0|", "..|x", "1,5|", "01|", "1e3|"),
         "{\"antal\":12.50,\"kon\":\"1\"}\n{\"antal\":-0,\"kon\":\"\"}\n{\"antal\":\"..\",\"kon\":\"x\"}\n"
         "{\"antal\":\"1,5\",\"kon\":\"\"}\n{\"antal\":\"01\",\"kon\":\"\"}\n{\"antal\":1e3,\"kon\":\"\"}\n");
}

static void test_numeric_as_told(void **state)
{
  struct ut_output o;
  struct ut_writer *w;
  struct ut_error err;
  const struct ut_text columns[] = {{"antal", 5}, {"x", 1}}, row[] = {{"1", 1}, {"2", 1}};
  const bool numeric[] = {false, true};
  (void)state;
  assert_int_equal(ut_output_open(&o, "out", &err), UT_OK);
  assert_int_equal(ut_writer_open(&w, &o, UT_JSONL, columns, 2, numeric, &err), UT_OK);
  assert_int_equal(ut_writer_row(w, row, &err), UT_OK);
  assert_int_equal(ut_writer_close(w, true, &err), UT_OK);
  assert_int_equal(ut_output_commit(&o, &err), UT_OK);
  assert_file("out", "{\"antal\":\"1\",\"x\":2}\n");
}

/* Passes every row of `name` on with a column more, wanting one column, or all. */
static void pass(const char *name, enum ut_format to, bool all, bool more, const char *out)
{
  char path[16];
  char *paths[] = {path};
  struct ut_reader_options options = {.from = UT_AUTO};
  struct ut_reader *r;
  struct ut_writer *w;
  struct ut_output o;
  struct ut_row row;
  struct ut_error err;
  struct ut_text columns[CELLS];
  const struct ut_text extra = {"x,\"", 3};
  snprintf(path, sizeof path, "%s", name);
  assert_int_equal(ut_reader_open(&r, paths, 1, &options, &err), UT_OK);
  size_t count = ut_reader_columns(r);
  for (size_t i = 0; i < count; i++)
    columns[i] = ut_reader_column(r, i);
  columns[count] = (struct ut_text){"more", 4};
  if (all)
    ut_reader_want_all(r);
  else
    ut_reader_want(r, 0);
  assert_int_equal(ut_output_open(&o, out, &err), UT_OK);
  assert_int_equal(ut_writer_open(&w, &o, to, columns, count + more, NULL, &err), UT_OK);
  while (ut_reader_next(r, &row, &err) == UT_OK)
    assert_int_equal(ut_writer_pass(w, r, &row, &extra, &err), UT_OK);
  assert_int_equal(ut_writer_close(w, true, &err), UT_OK);
  assert_int_equal(ut_output_commit(&o, &err), UT_OK);
  ut_reader_free(r);
}

static void test_pass(void **state)
{
  static const char comma[] = "a,b\n1,2\n\"x,y\",\"two\nlines\"\n\"\"\"\",\n";
  static const char semicolon[] = "a;b\r\n1;2\r\nx,y;\"two\nlines\"\r\n\"\"\"\";\"\"\r\n";
  (void)state;
  for (int all = 0; all < 2; all++) {
    WRITE_FILE("in", comma);
    pass("in", UT_CSV, all, false, "out");
    assert_file("out", comma);
    pass("in", UT_CSV, all, true, "out");
    assert_file("out", "a,b,more\n1,2,\"x,\"\"\"\n\"x,y\",\"two\nlines\",\"x,\"\"\"\n\"\"\"\",,\"x,\"\"\"\n");
    WRITE_FILE("in", semicolon);
    pass("in", UT_CSV, all, false, "out");
    assert_file("out", comma);
    pass("in", UT_JSONL, all, true, "out");
    assert_file("out", "{\"a\":\"1\",\"b\":\"2\",\"more\":\"x,\\\"\"}\n"
                       "{\"a\":\"x,y\",\"b\":\"two\\nlines\",\"more\":\"x,\\\"\"}\n"
                       "{\"a\":\"\\\"\",\"b\":\"\",\"more\":\"x,\\\"\"}\n");
  }
}

/* The record of a lone empty field, with and without something behind it. */
static void test_pass_lone_empty_field(void **state)
{
  (void)state;
  WRITE_FILE("in", "a\n\"\"\n");
  pass("in", UT_CSV, true, false, "out");
  assert_file("out", "a\n\"\"\n");
  pass("in", UT_CSV, true, true, "out");
  assert_file("out", "a,more\n\"\",\"x,\"\"\"\n");
}

/* CSV to JSON to JSON lines to CSV is where it began. */
static void test_round_trip(void **state)
{
  static const char text[] = "insats,antal,text\nPIMA,12,\"a \"\"b\"\"\"\n,,\"x\r\ny\"\n\xC3\xA5,1.50,\\\n";
  (void)state;
  WRITE_FILE("in", text);
  pass("in", UT_JSON, true, false, "out");
  pass("out", UT_JSONL, true, false, "out2");
  pass("out2", UT_CSV, true, false, "out");
  assert_file("out", text);
}

/* What was flushed before a failure cannot be taken for whole: no reader gets past the mark. */
static void test_abandoned_stream_does_not_read(void **state)
{
  static const enum ut_format formats[] = {UT_CSV, UT_JSON, UT_JSONL};
  const struct ut_text column = {"a", 1}, cell = {"some text that fills", 20};
  (void)state;
  for (size_t i = 0; i < 3; i++) {
    struct ut_output o;
    struct ut_writer *w;
    struct ut_error err;
    int fd = open("out", O_WRONLY | O_CREAT | O_TRUNC, 0666);
    ut_output_init(&o, fd, "<stdout>");
    assert_int_equal(ut_writer_open(&w, &o, formats[i], &column, 1, NULL, &err), UT_OK);
    while (!o.flushed)
      assert_int_equal(ut_writer_row(w, &cell, &err), UT_OK);
    assert_int_equal(ut_writer_close(w, false, &err), UT_OK);
    ut_output_abandon(&o);
    close(fd);
    char path[] = "out";
    char *paths[] = {path};
    struct ut_reader_options options = {.from = UT_AUTO};
    struct ut_reader *r;
    struct ut_row row;
    enum ut_status status;
    assert_int_equal(ut_reader_open(&r, paths, 1, &options, &err), UT_OK);
    while ((status = ut_reader_next(r, &row, &err)) == UT_OK)
      continue;
    assert_true(status == UT_BAD_ROW || status == UT_BAD_INPUT);
    ut_reader_free(r);
  }
}

static void test_close_of_nothing(void **state)
{
  (void)state;
  assert_int_equal(ut_writer_close(NULL, true, NULL), UT_OK);
}

int main(void)
{
  static const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_quotes_only_where_needed),
      cmocka_unit_test(test_lone_empty_field_is_no_blank_line),
      cmocka_unit_test(test_quoting_at_each_place),
      cmocka_unit_test(test_quoting_of_short_fields),
      cmocka_unit_test(test_header_only),
      cmocka_unit_test(test_json),
      cmocka_unit_test(test_json_escapes),
      cmocka_unit_test(test_json_numbers),
      cmocka_unit_test(test_numeric_as_told),
      cmocka_unit_test(test_pass),
      cmocka_unit_test(test_pass_lone_empty_field),
      cmocka_unit_test(test_round_trip),
      cmocka_unit_test(test_abandoned_stream_does_not_read),
      cmocka_unit_test(test_close_of_nothing),
  };
  return cmocka_run_group_tests_name("writer", tests, enter_scratch, leave_scratch);
}
