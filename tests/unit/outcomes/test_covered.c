/* Months that are covered, counted by hand. */
#include "outcomes/covered.h"

#include "../rows.h"

static int month(const char *first)
{
  return ut_month_of(day(first));
}

static void whole_months_of_a_period(void **state)
{
  (void)state;
  struct ut_covered *c;
  int first, last;
  assert_int_equal(ut_covered_load(&c, "2019-01-02..2019-06-29", NULL, NULL), UT_OK);
  ut_covered_ends(c, &first, &last);
  assert_int_equal(first, month("2019-02-01"));
  assert_int_equal(last, month("2019-05-01"));
  size_t who = ut_covered_find(c, ut_text_of("whoever"));
  assert_int_equal(ut_covered_months(c, who, month("2018-12-01"), month("2019-03-01")), 2);
  assert_int_equal(ut_covered_months(c, who, month("2019-06-01"), month("2019-12-01")), 0);
  assert_int_equal(ut_covered_months(c, who, month("2019-04-01"), month("2019-03-01")), 0);
  ut_covered_free(c);
}

static enum ut_status load(struct ut_covered **c, const char *csv, struct ut_error *err)
{
  char path[32];
  int fd = file_of(csv, path);
  enum ut_status status = ut_covered_load(c, path, NULL, err);
  close(fd);
  return status;
}

/* a: 01-03 and 06, in two rows; b is not there. */
static void spans_of_a_person_add_up(void **state)
{
  (void)state;
  struct ut_covered *c;
  int first, last;
  assert_int_equal(load(&c, "id,fran,till\na,2019-06,2019-07-15\na,2019-01-01,2019-03\nc,2018,2018\n", NULL), UT_OK);
  size_t a = ut_covered_find(c, ut_text_of("a"));
  assert_int_equal(ut_covered_months(c, a, month("2019-01-01"), month("2019-12-01")), 4);
  assert_int_equal(ut_covered_months(c, a, month("2019-03-01"), month("2019-05-01")), 1);
  assert_int_equal(ut_covered_months(c, ut_covered_find(c, ut_text_of("b")), 0, INT32_MAX - 1), 0);
  ut_covered_ends(c, &first, &last);
  assert_int_equal(first, month("2018-01-01"));
  assert_int_equal(last, month("2019-06-01"));
  ut_covered_free(c);
}

static void nothing_is_covered_by_an_empty_file(void **state)
{
  (void)state;
  struct ut_covered *c;
  int first, last;
  assert_int_equal(load(&c, "id,fran,till\n", NULL), UT_OK);
  ut_covered_ends(c, &first, &last);
  assert_true(last < first);
  ut_covered_free(c);
}

static void what_cannot_be_is_refused(void **state)
{
  (void)state;
  static const struct {
    const char *csv, *text;
  } rows[] = {
      {"id,fran,till\na,2019-01,2019-06\na,2019-06,2019-07\n", "the months overlap those of another row of the id"},
      {"id,fran,till\na,2019-02,2019-01\n", "till is before fran"},
      {"id,fran,till\n,2019-02,2019-03\n", "the id is empty"},
      {"id,fran,till\na,2019-02,\n", "\"\" is not a month or a day (expected YYYY-MM or YYYY-MM-DD)"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct ut_covered *c;
    struct ut_error err = {0};
    assert_int_equal(load(&c, rows[i].csv, &err), UT_BAD_INPUT);
    assert_string_equal(err.text, rows[i].text);
    ut_covered_free(c);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(whole_months_of_a_period),
      cmocka_unit_test(spans_of_a_person_add_up),
      cmocka_unit_test(nothing_is_covered_by_an_empty_file),
      cmocka_unit_test(what_cannot_be_is_refused),
  };
  return cmocka_run_group_tests_name("covered", tests, NULL, NULL);
}
