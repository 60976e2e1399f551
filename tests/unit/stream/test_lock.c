/* The lock of a folder: one at a time, and who has it. */
#include "stream/lock.h"

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

static void one_at_a_time(void **state)
{
  int first, second;
  char who[64];
  struct ut_error err = {0};
  (void)state;
  assert_int_equal(mkdir("annan", 0777), 0);
  assert_int_equal(ut_folder_lock("reg.csv", &first, &err), UT_OK);
  assert_int_equal(ut_folder_lock("./ny.csv", &second, &err), UT_USAGE);
  snprintf(who, sizeof who, "process %ld is at work in this folder; wait for its end", (long)getpid());
  assert_string_equal(err.text, who);
  close(second);
  assert_int_equal(ut_folder_lock("annan/reg.csv", &second, &err), UT_OK);
  close(second);
  close(first);
  assert_int_equal(ut_folder_lock("reg.csv", &second, &err), UT_OK);
  close(second);
}

/* A link is locked where the file is that it leads to. */
static void links_are_followed(void **state)
{
  int first, second;
  (void)state;
  assert_int_equal(mkdir("register", 0777), 0);
  WRITE_FILE("register/reg.csv", "x\n");
  assert_int_equal(symlink("register/reg.csv", "lank.csv"), 0);
  assert_int_equal(ut_folder_lock("lank.csv", &first, NULL), UT_OK);
  assert_int_equal(ut_folder_lock("register/reg.csv", &second, NULL), UT_USAGE);
  close(second);
  close(first);
}

static void nothing_to_lock(void **state)
{
  int fd;
  (void)state;
  assert_int_equal(ut_folder_lock("/dev/null", &fd, NULL), UT_OK);
  assert_int_equal(fd, -1);
  assert_int_equal(ut_folder_lock("nowhere/reg.csv", &fd, NULL), UT_OK);
  assert_int_equal(fd, -1);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(one_at_a_time),
      cmocka_unit_test(links_are_followed),
      cmocka_unit_test(nothing_to_lock),
  };
  return cmocka_run_group_tests_name("lock", tests, enter_scratch, leave_scratch);
}
