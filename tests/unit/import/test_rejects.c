/* The limit of rejected rows. */
#include "import/rejects.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static bool exceeds(const char *limit, int rejected, int64_t rows)
{
  struct ut_rejects *r;
  struct ut_error why = {.line = 2};
  assert_int_equal(ut_rejects_new(&r, NULL, limit, NULL), UT_OK);
  for (int i = 0; i < rejected; i++)
    assert_int_equal(ut_rejects_add(r, &why, true, NULL), UT_OK);
  bool exceeded = ut_rejects_exceed(r, rows);
  assert_int_equal(ut_rejects_finish(r, NULL), UT_OK);
  ut_rejects_free(r);
  return exceeded;
}

static void limits(void **state)
{
  (void)state;
  assert_false(exceeds(NULL, 0, 0));
  assert_true(exceeds(NULL, 1, 10));
  assert_false(exceeds("2", 2, 2));
  assert_true(exceeds("2", 3, 1000));
  assert_false(exceeds("0.5%", 1, 200));
  assert_true(exceeds("0.5%", 1, 199));
  assert_false(exceeds("100%", 3, 3));
  assert_false(exceeds("0%", 0, 0));
}

static void what_is_no_limit(void **state)
{
  (void)state;
  static const char *const texts[] = {"",     "%",        "x",       "-1",  "1.5",
                                      "101%", "100.001%", "0.0001%", "1 %", "9999999999999999"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    struct ut_rejects *r;
    struct ut_error err;
    assert_int_equal(ut_rejects_new(&r, NULL, texts[i], &err), UT_USAGE);
    ut_rejects_free(r);
    assert_string_equal(err.field, "--max-rejects");
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(limits), cmocka_unit_test(what_is_no_limit)};
  return cmocka_run_group_tests_name("rejects", tests, NULL, NULL);
}
