/* SIE files: distinguished from others wherever they come from, read to the end, errors with their source. */
#include "sie/siefile.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

static const char typ4[] = "testdata/ledgers/sie/typ4.se";

static void open_sie(struct ut_sie_file *f, const char *path)
{
  struct ut_opened input = {0};
  struct ut_error err;
  assert_int_equal(ut_opened_open(&input, path, NULL, &err), UT_OK);
  assert_int_equal(ut_sie_file_open(f, &input, NULL, &err), UT_OK);
  ut_opened_clear(&input);
}

static bool is_sie(const char *path)
{
  struct ut_opened input = {0};
  struct ut_error err;
  assert_int_equal(ut_opened_open(&input, path, NULL, &err), UT_OK);
  bool is = ut_sie_file_is(&input);
  ut_opened_clear(&input);
  return is;
}

/* Sums what was booked on 5010; 553910812 öre is the awk of testdata/ledgers/sie/README.md for $2 == 5010. */
static ut_money sum_wages(const char *path)
{
  struct ut_sie_file f = {0};
  struct ut_sie_record record;
  struct ut_error err;
  enum ut_status status;
  ut_money sum = 0;
  open_sie(&f, path);
  while ((status = ut_sie_file_next(&f, &record, &err)) == UT_OK)
    if (record.kind == UT_SIE_TRANSACTION && ut_text_is(record.account->number, "5010"))
      sum += record.amount;
  assert_int_equal(status, UT_END);
  assert_int_equal(ut_sie_type(f.sie), 4);
  ut_sie_file_clear(&f);
  return sum;
}

static void a_file(void **state)
{
  (void)state;
  assert_true(is_sie(typ4));
  assert_int_equal(sum_wages(typ4), 553910812);
}

static void other_files(void **state)
{
  (void)state;
  struct ut_opened input = {0};
  struct ut_error err;
  assert_false(is_sie("testdata/published/balance-2019.csv"));
  assert_false(is_sie("/dev/null"));
  assert_int_equal(ut_opened_open(&input, "testdata/lacking.se", NULL, &err), UT_IO);
  assert_string_equal(err.source, "testdata/lacking.se");
  ut_opened_clear(&input);
}

/* Writes the file, its first bytes one at a time with a pause behind each, from a process of its own. */
static void write_slowly(int to)
{
  enum { SLOW = 10, PAUSE = 2000 };
  char buf[20000];
  int from = open(typ4, O_RDONLY);
  ssize_t len = read(from, buf, sizeof buf), at = 0;
  for (; at < SLOW && write(to, buf + at, 1) == 1; at++)
    usleep(PAUSE);
  _exit(write(to, buf + at, (size_t)(len - at)) != len - at);
}

static void wait_for_writer(void)
{
  int status;
  assert_true(wait(&status) > 0);
  assert_int_equal(status, 0);
}

/* What comes in single bytes is recognised all the same, and all of it is read. */
static void a_pipe(void **state)
{
  (void)state;
  int ends[2], before = dup(STDIN_FILENO);
  assert_int_equal(pipe(ends), 0);
  if (fork() == 0)
    write_slowly(ends[1]);
  close(ends[1]);
  assert_int_equal(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
  close(ends[0]);
  assert_int_equal(sum_wages("-"), 553910812);
  wait_for_writer();
  assert_int_equal(dup2(before, STDIN_FILENO), STDIN_FILENO);
  close(before);
}

/* A named pipe is opened once: whoever writes to it would be ended by a second time. */
static void a_named_pipe(void **state)
{
  (void)state;
  char directory[] = "/tmp/utfall-XXXXXX", path[64];
  assert_non_null(mkdtemp(directory));
  snprintf(path, sizeof path, "%s/pipe", directory);
  assert_int_equal(mkfifo(path, 0600), 0);
  if (fork() == 0)
    write_slowly(open(path, O_WRONLY));
  struct ut_opened input = {0};
  struct ut_error err;
  assert_int_equal(ut_opened_open(&input, path, NULL, &err), UT_OK);
  assert_true(ut_sie_file_is(&input));
  ut_opened_clear(&input);
  wait_for_writer();
  unlink(path);
  rmdir(directory);
}

static void errors_name_the_file(void **state)
{
  (void)state;
  struct ut_sie_record record;
  struct ut_error err;
  char shown[600];
  const char *path = "testdata/published/balance-2019.csv";
  struct ut_sie_file f = {0};
  open_sie(&f, path);
  assert_string_equal(ut_sie_file_name(&f), path);
  assert_int_equal(ut_sie_file_next(&f, &record, &err), UT_BAD_INPUT);
  assert_string_equal(ut_error_format(&err, shown, sizeof shown),
                      "testdata/published/balance-2019.csv:1: a line that does not begin with a label (expected # and "
                      "its name)");
  ut_sie_file_clear(&f);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_file),       cmocka_unit_test(other_files),          cmocka_unit_test(a_pipe),
      cmocka_unit_test(a_named_pipe), cmocka_unit_test(errors_name_the_file),
  };
  return cmocka_run_group_tests_name("siefile", tests, NULL, NULL);
}
