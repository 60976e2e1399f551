/* Shared files: where they are looked for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sys/stat.h>

#include "../files.h"
#include "model/share.h"

static void files_are_found_by_name(void **state)
{
  struct ut_error err;
  char *path;
  (void)state;
  mkdir("share", 0777);
  mkdir("share/maps", 0777);
  WRITE_FILE("share/maps/one.json", "{}");
  WRITE_FILE("two.json", "{}");
  setenv("UTFALL_SHARE", "share", 1);
  assert_int_equal(ut_share_find(&path, "maps", "one", ".json", &err), UT_OK);
  assert_string_equal(path, "share/maps/one.json");
  free(path);
  assert_int_equal(ut_share_find(&path, "maps", "one.json", ".json", &err), UT_OK);
  assert_string_equal(path, "share/maps/one.json");
  free(path);
  assert_int_equal(ut_share_find(&path, "maps", "maps/one.json", ".json", &err), UT_OK);
  assert_string_equal(path, "share/maps/one.json");
  free(path);
  assert_int_equal(ut_share_find(&path, "maps", "two.json", ".json", &err), UT_OK);
  assert_string_equal(path, "two.json");
  free(path);
  assert_int_equal(ut_share_find(&path, "maps", "three", ".json", &err), UT_USAGE);
  assert_string_equal(err.text, "no file \"three\", and none of that name among the shared maps");
  assert_null(path);
  assert_int_equal(ut_share_find(&path, "maps", "share", ".json", &err), UT_USAGE);
  unsetenv("UTFALL_SHARE");
  unlink("share/maps/one.json");
  rmdir("share/maps");
}

int main(void)
{
  static const struct CMUnitTest tests[] = {
      cmocka_unit_test(files_are_found_by_name),
  };
  return cmocka_run_group_tests_name("share", tests, enter_scratch, leave_scratch);
}
