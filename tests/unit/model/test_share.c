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
  assert_string_equal(err.text, "no file \"three\", and none of that name among the shared maps: one");
  assert_null(path);
  assert_int_equal(ut_share_find(&path, "maps", "three.json", ".json", &err), UT_USAGE);
  assert_string_equal(err.text, "no file \"three.json\", and none of that name among the shared maps");
  assert_int_equal(ut_share_find(&path, "maps", "share", ".json", &err), UT_USAGE);
  unsetenv("UTFALL_SHARE");
  unlink("share/maps/one.json");
  rmdir("share/maps");
}

static void names_of_a_kind_are_listed(void **state)
{
  static const char *const files[] = {"share/maps/spelling.json", "share/maps/one.json", "share/maps/.hidden.json",
                                      "share/maps/README", "share/maps/.json"};
  struct ut_buf names = {0};
  struct ut_error err;
  char *path;
  (void)state;
  mkdir("share", 0777);
  mkdir("share/maps", 0777);
  for (size_t i = 0; i < sizeof files / sizeof *files; i++)
    WRITE_FILE(files[i], "{}");
  setenv("UTFALL_SHARE", "share", 1);
  assert_int_equal(ut_share_list("maps", ".json", &names), UT_OK);
  assert_string_equal(ut_buf_string(&names), "one\nspelling\n");
  ut_buf_clear(&names);
  assert_int_equal(ut_share_list("no-such-kind", ".json", &names), UT_OK);
  assert_int_equal(names.len, 0);
  ut_buf_clear(&names);
  assert_int_equal(ut_share_find(&path, "maps", "speling", ".json", &err), UT_USAGE);
  assert_string_equal(strstr(err.text, "shared"), "shared maps: one, spelling (did you mean spelling?)");
  unsetenv("UTFALL_SHARE");
  for (size_t i = 0; i < sizeof files / sizeof *files; i++)
    unlink(files[i]);
  rmdir("share/maps");
}

int main(void)
{
  static const struct CMUnitTest tests[] = {
      cmocka_unit_test(files_are_found_by_name),
      cmocka_unit_test(names_of_a_kind_are_listed),
  };
  return cmocka_run_group_tests_name("share", tests, enter_scratch, leave_scratch);
}
