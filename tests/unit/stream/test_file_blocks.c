/* A file of rows in blocks: each row is in one, on its line. */
#include "../files.h"
#include "stream/file_blocks.h"

enum { ROWS = 40000, TITLES = 2 /* lines: a title and the header */ };

/* Rows with their number, in Windows-1252 or UTF-8. */
static struct ut_reader *open_rows(const char *letter, const char *last, const struct ut_reader_options *options)
{
  char *const paths[] = {"rader.csv"};
  struct ut_reader *r;
  struct ut_error err = {0};
  FILE *f = fopen("rader.csv", "w");
  assert_non_null(f);
  fprintf(f, "rapport\nnummer,%s\n", letter);
  for (int i = 0; i < ROWS; i++)
    fprintf(f, "%d,abcdefghijklmnopqrstuvwxyz%s\n", i, letter);
  fputs(last, f);
  assert_int_equal(fclose(f), 0);
  assert_int_equal(ut_reader_open(&r, paths, 1, options, &err), UT_OK);
  ut_reader_want_all(r);
  return r;
}

/* Reads a block whose first row has this number; returns how many it has. */
static int read_block(struct ut_reader *r, int first, size_t lines_before)
{
  struct ut_row row;
  struct ut_error err = {0};
  int rows = 0;
  int64_t number;
  enum ut_status status;
  while ((status = ut_reader_next(r, &row, &err)) == UT_OK) {
    assert_true(ut_text_integer(row.fields[0], &number));
    assert_int_equal(number, first + rows);
    assert_int_equal(lines_before + row.line, number + TITLES + 1);
    rows++;
  }
  assert_int_equal(status, UT_END);
  return rows;
}

static void each_row_is_in_one(void **state)
{
  (void)state;
  static const char *const letters[] = {"\xE5", "\xC3\xA5", "a"};
  const struct ut_reader_options options = {.skip_lines = 1, .encoding = "auto"};
  for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
    struct ut_reader *r = open_rows(letters[i], "", &options);
    struct ut_error err = {0};
    size_t lines = 0;
    int64_t size;
    size_t count = ut_reader_blocks(r, &size);
    assert_true(count > 2);
    assert_int_equal(ut_reader_by_blocks(r, &err), UT_OK);
    int rows = 0;
    for (size_t block = 0; block < count; block++) {
      assert_int_equal(ut_reader_take_block(r, block, size, &err), UT_OK);
      rows += read_block(r, rows, lines);
      lines += ut_reader_block_end(r).lines;
      assert_int_equal(ut_reader_block_end(r).checked, i == 1);
    }
    assert_int_equal(rows, ROWS);
    assert_int_equal(lines, ROWS + TITLES);
    ut_reader_free(r);
  }
}

/* The reader goes on behind blocks that others have read, with what they know of them. */
static void the_rest_is_read(void **state)
{
  (void)state;
  const struct ut_reader_options options = {.skip_lines = 1, .encoding = "auto"};
  for (size_t from = 1; from < 3; from++) {
    struct ut_reader *r = open_rows("a", "40000,\xE5\n", &options);
    struct ut_reader *before = open_rows("a", "40000,\xE5\n", &options);
    struct ut_row row;
    struct ut_error err = {0};
    struct ut_block_end end = {.checked = true}; /* by a letter in UTF-8, so that the last row is none */
    int64_t size;
    int rows = 0;
    size_t count = ut_reader_blocks(r, &size);
    assert_true(count > from);
    assert_int_equal(ut_reader_by_blocks(before, &err), UT_OK);
    for (size_t block = 0; block < from; block++) {
      assert_int_equal(ut_reader_take_block(before, block, size, &err), UT_OK);
      rows += read_block(before, rows, end.lines);
      end.lines += ut_reader_block_end(before).lines;
    }
    assert_int_equal(ut_reader_go_on(r, from, size, &end, &err), UT_OK);
    while (ut_reader_next(r, &row, &err) == UT_OK)
      assert_int_equal(row.line, ++rows + TITLES);
    assert_int_equal(rows, ROWS);
    assert_int_equal(ut_reader_next(r, &row, &err), UT_END);
    ut_reader_free(before);
    ut_reader_free(r);
  }
}

static void line_ends_are_counted(void **state)
{
  (void)state;
  static const char bytes[] = "a\nb\r\nc\rd\n\n";
  write_file("rader.csv", bytes, sizeof bytes - 1);
  int fd = open("rader.csv", O_RDONLY);
  assert_int_equal(ut_lines_before(fd, 0), 0);
  assert_int_equal(ut_lines_before(fd, 2), 1);
  assert_int_equal(ut_lines_before(fd, 5), 2);
  assert_int_equal(ut_lines_before(fd, 7), 3);
  assert_int_equal(ut_lines_before(fd, sizeof bytes - 1), 5);
  assert_int_equal(ut_lines_before(fd, sizeof bytes + 9), 0);
  close(fd);
}

/* The encoding is that of the first character that is not ASCII, which may be of another block. */
static void an_encoding_is_not_told_late(void **state)
{
  (void)state;
  const struct ut_reader_options options = {.skip_lines = 1, .encoding = "auto"};
  struct ut_reader *r = open_rows("a", "40000,\xE5\n", &options);
  struct ut_row row;
  struct ut_error err = {0};
  enum ut_status status;
  int64_t size;
  size_t count = ut_reader_blocks(r, &size);
  assert_int_equal(ut_reader_by_blocks(r, &err), UT_OK);
  assert_int_equal(ut_reader_take_block(r, count - 1, size, &err), UT_OK);
  while ((status = ut_reader_next(r, &row, &err)) == UT_OK)
    ;
  assert_int_equal(status, UT_BAD_INPUT);
  ut_reader_free(r);
}

static size_t blocks_of(char *const *paths, size_t count)
{
  struct ut_reader *r;
  int64_t size;
  assert_int_equal(ut_reader_open(&r, paths, count, &(struct ut_reader_options){0}, NULL), UT_OK);
  size_t blocks = ut_reader_blocks(r, &size);
  ut_reader_free(r);
  return blocks;
}

static void what_has_no_blocks(void **state)
{
  (void)state;
  static char *const names[] = {"a.csv", "b.csv"}, *const cut[] = {"cut.csv"}, *const json[] = {"rows.jsonl"},
                     *const wide[] = {"utf-16.csv"};
  static const char utf_16[] = {'\xFF', '\xFE', 'a', 0, '\n', 0, '1', 0, '\n', 0};
  write_file("a.csv", "a\n1\n", 4);
  write_file("b.csv", "a\n2\n", 4);
  write_file("cut.csv", "a\n2", 3);
  write_file("rows.jsonl", "{\"a\":1}\n", 8);
  write_file("utf-16.csv", utf_16, sizeof utf_16);
  assert_int_equal(blocks_of(names, 1), 1);
  assert_int_equal(blocks_of(names, 2), 0);
  assert_int_equal(blocks_of(cut, 1), 0);
  assert_int_equal(blocks_of(json, 1), 0);
  assert_int_equal(blocks_of(wide, 1), 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_row_is_in_one),    cmocka_unit_test(the_rest_is_read),
      cmocka_unit_test(line_ends_are_counted), cmocka_unit_test(an_encoding_is_not_told_late),
      cmocka_unit_test(what_has_no_blocks),
  };
  return cmocka_run_group_tests_name("file_blocks", tests, enter_scratch, leave_scratch);
}
