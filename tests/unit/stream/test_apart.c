/* Operands that are one file, or copies. */
#include "stream/apart.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "../files.h"
#include "utfall/text.h"

static enum ut_status check(const char *a, const char *b, size_t titles, struct ut_error *err)
{
  char *const paths[] = {(char *)a, (char *)b};
  return ut_files_apart(paths, 2, titles, false, err);
}

static void expect_refused(const char *a, const char *b, const char *text)
{
  struct ut_error err = {0};
  assert_int_equal(check(a, b, 0, &err), UT_BAD_INPUT);
  assert_string_equal(err.text, text);
  assert_string_equal(err.source, b);
}

static void one_file_by_two_names(void **state)
{
  (void)state;
  WRITE_FILE("a.csv", "a\n1\n");
  assert_int_equal(link("a.csv", "hard.csv"), 0);
  assert_int_equal(symlink("a.csv", "soft.csv"), 0);
  expect_refused("a.csv", "a.csv", "this is the file a.csv, which is read already");
  expect_refused("a.csv", "./a.csv", "this is the file a.csv, which is read already");
  expect_refused("hard.csv", "soft.csv", "this is the file hard.csv, which is read already");
}

/* Longer than what is read at once, and different in the last byte alone. */
static void copies_are_compared_to_their_ends(void **state)
{
  struct ut_buf text = {0};
  (void)state;
  while (text.len < 200000)
    ut_buf_add_string(&text, "a,b\n");
  write_file("lang.csv", text.ptr, text.len);
  write_file("kopia.csv", text.ptr, text.len);
  expect_refused("lang.csv", "kopia.csv", "a copy of lang.csv, byte by byte: its rows are read already");
  text.ptr[text.len - 2] = 'c';
  write_file("kopia.csv", text.ptr, text.len);
  assert_int_equal(check("lang.csv", "kopia.csv", 0, NULL), UT_OK);
  ut_buf_clear(&text);
}

struct content {
  const char *text;
  size_t len, titles;
};

static void expect_pair(const struct content *c, enum ut_status expected)
{
  struct ut_error err = {0};
  write_file("x", c->text, c->len);
  write_file("y", c->text, c->len);
  if (check("x", "y", c->titles, &err) != expected)
    fail_msg("\"%s\"", c->text);
}

#define CONTENT(text, titles)                                                                                          \
  {                                                                                                                    \
    text, sizeof(text) - 1, titles                                                                                     \
  }

static void without_rows_they_are_no_matter(void **state)
{
  static const struct content empty[] = {
      CONTENT("", 0),
      CONTENT("a,b", 0),
      CONTENT("a,b\r\n", 0),
      CONTENT("\n\na,b\n\n", 0),
      CONTENT("[]", 0),
      CONTENT("[\n]\n", 0),
      CONTENT("T\na\n", 1),
      CONTENT("\xEF\xBB\xBF"
              "a\n",
              0),
      CONTENT("\xFF\xFE"
              "a\0\n\0",
              0),
  };
  static const struct content rows[] = {
      CONTENT("a,b\n1,2", 0), CONTENT("a\r1", 0), CONTENT("[{}]", 0), CONTENT("{\"a\":1}", 0), CONTENT("T\na\n", 0),
  };
  (void)state;
  for (size_t i = 0; i < sizeof empty / sizeof *empty; i++)
    expect_pair(&empty[i], UT_OK);
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    expect_pair(&rows[i], UT_BAD_INPUT);
}

/* Many of one size: each but a copy differs, and headers alone are no copies. */
static void one_copy_among_many_of_one_size(void **state)
{
  enum { FILES = 60 };
  char names[FILES][16], text[16], *paths[FILES];
  struct ut_error err = {0};
  (void)state;
  for (int i = 0; i < FILES; i++) {
    snprintf(names[i], sizeof names[i], "%d.csv", i);
    snprintf(text, sizeof text, i % 3 == 0 ? "aaaaa\n" : "a,b\n%02d", i == 58 ? 23 : i);
    write_file(names[i], text, 6);
    paths[i] = names[i];
  }
  assert_int_equal(ut_files_apart(paths, FILES, 0, false, &err), UT_BAD_INPUT);
  assert_string_equal(err.text, "a copy of 23.csv, byte by byte: its rows are read already");
  assert_string_equal(err.source, "58.csv");
  assert_int_equal(ut_files_apart(paths, 58, 0, false, NULL), UT_OK);
  assert_int_equal(ut_files_apart(paths, FILES, 0, true, NULL), UT_OK);
  paths[40] = names[20];
  assert_int_equal(ut_files_apart(paths, FILES, 0, true, &err), UT_BAD_INPUT);
  assert_string_equal(err.text, "this is the file 20.csv, which is read already");
}

static void what_is_no_file_is_no_matter(void **state)
{
  (void)state;
  assert_int_equal(mkdir("d", 0777), 0);
  assert_int_equal(mkfifo("f", 0600), 0);
  assert_int_equal(check("d", "d", 0, NULL), UT_OK);
  assert_int_equal(check("f", "f", 0, NULL), UT_OK);
  assert_int_equal(check("none", "none", 0, NULL), UT_OK);
  assert_int_equal(check("/dev/null", "/dev/null", 0, NULL), UT_OK);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(one_file_by_two_names),           cmocka_unit_test(copies_are_compared_to_their_ends),
      cmocka_unit_test(without_rows_they_are_no_matter), cmocka_unit_test(one_copy_among_many_of_one_size),
      cmocka_unit_test(what_is_no_file_is_no_matter),
  };
  return cmocka_run_group_tests_name("apart", tests, enter_scratch, leave_scratch);
}
