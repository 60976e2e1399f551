/* Months of an object alone beside those that it has with others. */
#include "../sie_log.h"

#define START "#SIETYP 3\n#RAR 0 20190101 20191231\n#KONTO 5010 Hyra\n#KONTO 5020 El\n"

/* Reads months of objects, of which only those of dimension `dimension` are added up; logs what is told. */
static enum ut_status read_months(const char *months, int dimension, bool lenient, struct ut_buf *log)
{
  struct ut_buf text = {0};
  struct ut_sie *s;
  struct ut_sie_record record;
  struct ut_error err = {0};
  char shown[UT_ERROR_TEXT + 100];
  struct ut_sie_options options = {lenient, log_finding, log, 0, dimension};
  enum ut_status status;
  size_t used, at = 0;
  ut_buf_format(&text, START "%s", months);
  assert_int_equal(ut_sie_new(&s, &options), UT_OK);
  while ((status = ut_sie_next(s, text.ptr + at, text.len - at, true, &used, &record, &err)) == UT_OK)
    at += used;
  if (status == UT_BAD_INPUT)
    ut_buf_format(log, "error %s\n", ut_error_format(&err, shown, sizeof shown));
  ut_sie_free(s);
  ut_buf_clear(&text);
  return status;
}

static void expect_months(const char *months, int dimension, const char *expected)
{
  struct ut_buf log = {0};
  enum ut_status status = read_months(months, dimension, false, &log);
  const char *found = ut_buf_string(&log);
  assert_string_equal(found ? found : "", expected);
  assert_int_equal(status, *expected ? UT_BAD_INPUT : UT_END);
  ut_buf_clear(&log);
}

#define TWICE(line, object)                                                                                            \
  "error line " line ": the months of object \"" object                                                                \
  "\" alone are what it has together with other objects: leave one of the two out\n"

/* 100 alone and 60 + 40 with others is the same twice, in whatever order; of another dimension nobody asks. */
static void the_same_money_twice(void **state)
{
  (void)state;
  static const char months[] = "#PSALDO 0 201901 5010 {6 P} 100\n#PSALDO 0 201901 5010 {1 A 6 P} 60\n"
                               "#PSALDO 0 201901 5010 {1 B 6 P} 40\n";
  expect_months(months, 6, TWICE("5", "P"));
  expect_months("#PSALDO 0 201901 5010 {1 A 6 P} 60\n#PSALDO 0 201901 5010 {1 B 6 P} 40\n"
                "#PSALDO 0 201901 5010 {6 P} 100\n",
                6, TWICE("7", "P"));
  expect_months(months, 1, "");
  expect_months(months, 0, "");
}

/* 30 beside 60 + 40 is other money; so is 0, and what has nothing beside it. */
static void other_money(void **state)
{
  (void)state;
  expect_months("#PSALDO 0 201901 5010 {6 P} 30\n#PSALDO 0 201901 5010 {1 A 6 P} 60\n"
                "#PSALDO 0 201901 5010 {1 B 6 P} 40\n",
                6, "");
  expect_months("#PSALDO 0 201901 5010 {6 P} 0\n#PSALDO 0 201901 5010 {1 A 6 P} 60\n"
                "#PSALDO 0 201901 5010 {1 B 6 P} -60\n",
                6, "");
  expect_months("#PSALDO 0 201901 5010 {6 P} 100\n#PSALDO 0 201902 5010 {1 A 6 P} 100\n", 6, "");
  expect_months("#PSALDO 0 201901 5010 {6 P} 100\n#PSALDO 0 201901 5020 {1 A 6 P} 100\n", 6, "");
  expect_months("#PSALDO 0 201901 5010 {6 P} 100\n#PSALDO 0 201901 5010 {1 A 6 Q} 100\n", 6, "");
}

/* An object of which one month is other money is given apart in all of them: January alone would be an error. */
static void one_month_says_it_of_all(void **state)
{
  (void)state;
  static const char january[] = "#PSALDO 0 201901 5010 {6 P} 100\n#PSALDO 0 201901 5010 {1 A 6 P} 100\n";
  struct ut_buf both = {0};
  expect_months(january, 6, TWICE("5", "P"));
  ut_buf_format(&both, "%s#PSALDO 0 201902 5010 {6 P} 7\n#PSALDO 0 201902 5010 {1 A 6 P} 3\n", january);
  expect_months(ut_buf_string(&both), 6, "");
  ut_buf_clear(&both);
}

/* Read on regardless, each object is told once. */
static void told_once_and_read_on(void **state)
{
  (void)state;
  struct ut_buf log = {0};
  assert_int_equal(read_months("#PSALDO 0 201901 5010 {6 P} 100\n#PSALDO 0 201901 5010 {1 A 6 P} 100\n"
                               "#PSALDO 0 201902 5010 {6 P} 7\n#PSALDO 0 201902 5010 {1 A 6 P} 7\n",
                               6, true, &log),
                   UT_END);
  assert_string_equal(ut_buf_string(&log), "fault line 5: the months of object \"P\" alone are what it has together "
                                           "with other objects: leave one of the two out\n");
  ut_buf_clear(&log);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_same_money_twice),
      cmocka_unit_test(other_money),
      cmocka_unit_test(one_month_says_it_of_all),
      cmocka_unit_test(told_once_and_read_on),
  };
  return cmocka_run_group_tests_name("sieobjects", tests, NULL, NULL);
}
