/* SIE files: told from others without taking anything, read to the end, errors with their source. */
#include "utfall/siefile.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <cmocka.h>

static const char typ4[] = "testdata/ledgers/sie/typ4.se";

/* Sums what was booked on 5010; 553910812 öre is the awk of testdata/ledgers/sie/README.md for $2 == 5010. */
static ut_money sum_wages(const char *path)
{
  struct ut_sie_file *f;
  struct ut_sie_record record;
  struct ut_error err;
  enum ut_status status;
  ut_money sum = 0;
  assert_int_equal(ut_sie_file_open(&f, path, NULL, NULL, &err), UT_OK);
  while ((status = ut_sie_file_next(f, &record, &err)) == UT_OK)
    if (record.kind == UT_SIE_TRANSACTION && ut_text_is(record.account->number, "5010"))
      sum += record.amount;
  assert_int_equal(status, UT_END);
  assert_int_equal(ut_sie_type(ut_sie_file_facts(f)), 4);
  ut_sie_file_free(f);
  return sum;
}

static void a_file(void **state)
{
  (void)state;
  assert_true(ut_sie_file_is(typ4));
  assert_int_equal(sum_wages(typ4), 553910812);
}

static void other_files(void **state)
{
  (void)state;
  assert_false(ut_sie_file_is("testdata/published/balance-2019.csv"));
  assert_false(ut_sie_file_is("testdata"));
  assert_false(ut_sie_file_is("testdata/lacking.se"));
  struct ut_sie_file *f;
  struct ut_error err;
  assert_int_equal(ut_sie_file_open(&f, "testdata/lacking.se", NULL, NULL, &err), UT_IO);
  assert_string_equal(err.source, "testdata/lacking.se");
  assert_null(f);
}

/* A pipe that holds the file, which is smaller than what a pipe takes, and then ends. */
static int pipe_of(const char *path)
{
  int ends[2];
  char buf[20000];
  FILE *file = fopen(path, "rb");
  assert_non_null(file);
  size_t len = fread(buf, 1, sizeof buf, file);
  assert_int_equal(fclose(file), 0);
  assert_int_equal(pipe(ends), 0);
  assert_int_equal(write(ends[1], buf, len), len);
  close(ends[1]);
  return ends[0];
}

/* Looking into standard input twice leaves all of it to be read, from a pipe and from a file. */
static void standard_input(void **state)
{
  (void)state;
  int before = dup(STDIN_FILENO), inputs[] = {pipe_of(typ4), open(typ4, O_RDONLY)};
  for (size_t i = 0; i < 2; i++) {
    assert_int_equal(dup2(inputs[i], STDIN_FILENO), STDIN_FILENO);
    close(inputs[i]);
    assert_true(ut_sie_file_is("-"));
    assert_true(ut_sie_file_is("-"));
    assert_int_equal(sum_wages("-"), 553910812);
  }
  assert_int_equal(dup2(before, STDIN_FILENO), STDIN_FILENO);
  close(before);
}

static void errors_name_the_file(void **state)
{
  (void)state;
  struct ut_sie_file *f;
  struct ut_sie_record record;
  struct ut_error err;
  char shown[600];
  const char *path = "testdata/published/balance-2019.csv";
  assert_int_equal(ut_sie_file_open(&f, path, NULL, NULL, &err), UT_OK);
  assert_string_equal(ut_sie_file_name(f), path);
  assert_int_equal(ut_sie_file_next(f, &record, &err), UT_BAD_INPUT);
  assert_string_equal(ut_error_format(&err, shown, sizeof shown),
                      "testdata/published/balance-2019.csv:1: a line that does not begin with a label (expected # and "
                      "its name)");
  ut_sie_file_free(f);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_file),
      cmocka_unit_test(other_files),
      cmocka_unit_test(standard_input),
      cmocka_unit_test(errors_name_the_file),
  };
  return cmocka_run_group_tests_name("siefile", tests, NULL, NULL);
}
