/* Deadweight as a number and as a file. */
#include "payback/deadweight.h"

#include "../rows.h"

static const struct ut_names kon = {{{"kon", 3}}, 1}, nothing = {.count = 0};

static enum ut_status load(struct ut_deadweight *d, const char *csv, const struct ut_names *by, struct ut_error *err)
{
  char path[32];
  int fd = file_of(csv, path);
  *d = (struct ut_deadweight){0};
  enum ut_status status = ut_deadweight_load(d, path, by, NULL, err);
  close(fd);
  return status;
}

static void expect_share(const struct ut_deadweight *d, const char *key, const struct ut_names *by, double expected)
{
  double percent;
  const struct ut_text keys = ut_text_of(key);
  assert_int_equal(ut_deadweight_of(d, &keys, by, &percent, NULL), UT_OK);
  assert_close(percent, expected, 0);
}

static void a_number_is_everybody_s(void **state)
{
  (void)state;
  struct ut_deadweight d = {0};
  assert_int_equal(ut_deadweight_load(&d, "37,5", &kon, NULL, NULL), UT_OK);
  expect_share(&d, "K", &kon, 37.5);
  assert_int_equal(ut_deadweight_load(&d, "100.1", &kon, NULL, NULL), UT_USAGE);
  ut_deadweight_clear(&d);
}

static void shares_are_those_of_their_group(void **state)
{
  (void)state;
  struct ut_deadweight d;
  struct ut_error err = {0};
  double percent;
  const struct ut_text unknown = ut_text_of("Q");
  assert_int_equal(load(&d, "kon,bas,dodvikt_pct\nK,9,66.2\nM,4,-3\n,2,130\n*,15,20\nQ,1,\n", &kon, NULL), UT_OK);
  expect_share(&d, "K", &kon, 66.2);
  expect_share(&d, "M", &kon, 0);
  expect_share(&d, "", &kon, 100);
  assert_int_equal(d.clamped, 2);
  assert_int_equal(d.line, 3);
  assert_int_equal(ut_deadweight_of(&d, &unknown, &kon, &percent, &err), UT_USAGE);
  assert_string_equal(err.text, "the file says no dodvikt_pct of kon \"Q\"");
  ut_deadweight_clear(&d);
}

static void without_groups_there_is_one_row(void **state)
{
  (void)state;
  struct ut_deadweight d;
  struct ut_error err = {0};
  double percent;
  assert_int_equal(load(&d, "dodvikt_pct\n12.5\n", &nothing, NULL), UT_OK);
  expect_share(&d, "", &nothing, 12.5);
  ut_deadweight_clear(&d);
  assert_int_equal(load(&d, "dodvikt_pct\n12.5\n13\n", &nothing, &err), UT_BAD_INPUT);
  assert_string_equal(err.text, "the group stands twice");
  ut_deadweight_clear(&d);
  err = (struct ut_error){0};
  assert_int_equal(load(&d, "dodvikt_pct\n", &nothing, NULL), UT_OK);
  assert_int_equal(ut_deadweight_of(&d, NULL, &nothing, &percent, &err), UT_USAGE);
  assert_string_equal(err.text, "the file says no dodvikt_pct");
  ut_deadweight_clear(&d);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_number_is_everybody_s),
      cmocka_unit_test(shares_are_those_of_their_group),
      cmocka_unit_test(without_groups_there_is_one_row),
  };
  return cmocka_run_group_tests_name("deadweight", tests, NULL, NULL);
}
