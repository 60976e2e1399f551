/* Sheets by the name of their file. */
#include "base/sheet_path.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void sheets_are_named_behind_files_that_there_are(void **state)
{
  static const struct {
    const char *name, *file, *sheet;
  } table[] = {
      {"Makefile:Plan", "Makefile", "Plan"},
      {"./Makefile:#2", "./Makefile", "#2"},
      {"Makefile", "Makefile", NULL},
      {"Makefile:", "Makefile:", NULL},
      {":Plan", ":Plan", NULL},
      {"nofile:Plan", "nofile:Plan", NULL},
      {"lib:Plan", "lib:Plan", NULL}, /* a folder */
      {"-", "-", NULL},
  };
  (void)state;
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    char file[PATH_MAX];
    const char *sheet = ut_sheet_path(table[i].name, file);
    assert_string_equal(file, table[i].file);
    assert_string_equal(sheet ? sheet : "", table[i].sheet ? table[i].sheet : "");
    assert_int_equal(sheet == NULL, table[i].sheet == NULL);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(sheets_are_named_behind_files_that_there_are)};
  return cmocka_run_group_tests_name("sheet_path", tests, NULL, NULL);
}
