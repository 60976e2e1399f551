/* Which due days of a stay are missed: of a schedule, and every so often. */
#include "progress/due_days.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static ut_date day(const char *text)
{
  return ut_date_parse(ut_text_of(text));
}

/* From 2019-01-01 to the end: how many are missed, and which first. */
static int missed(const char *schedule, const char *end, bool ended, const char *last, ut_date *first)
{
  struct ut_due_days d;
  assert_int_equal(ut_due_days_parse(NULL, schedule, &d, NULL), UT_OK);
  return ut_due_days_missed(&d, (struct ut_stay){day("2019-01-01"), day(end), ended}, day(last), first);
}

/* Week 8 ends on 2019-02-26. */
static void an_assessment_meets_the_nearest(void **state)
{
  ut_date first;
  (void)state;
  assert_int_equal(missed("8w,slut", "2019-06-30", true, "", &first), 2);
  assert_int_equal(first, day("2019-02-26"));
  assert_int_equal(missed("8w,slut", "2019-06-30", true, "2019-01-29", &first), 2); /* half-way: the start's */
  assert_int_equal(missed("8w,slut", "2019-06-30", true, "2019-01-30", &first), 1);
  assert_int_equal(first, day("2019-06-30"));
  assert_int_equal(missed("8w,slut", "2019-06-30", true, "2019-04-29", &first),
                   1); /* 62 days from both: the earlier's */
  assert_int_equal(missed("8w,slut", "2019-06-30", true, "2019-04-30", &first), 0);
  assert_int_equal(missed("slut,8w", "2019-06-30", false, "", &first), 1);
  assert_int_equal(missed("8w,slut", "2019-02-25", true, "", &first), 1);
  assert_int_equal(first, day("2019-02-25"));
  assert_int_equal(missed("8w,slut", "2019-02-26", true, "", &first), 1); /* both on one day */
  assert_int_equal(missed("8w", "2019-02-25", false, "", &first), 0);
  assert_int_equal(missed("slut", "2019-01-01", true, "2019-01-01", &first), 0);
  assert_int_equal(missed("slut", "2019-01-01", true, "", &first), 1);
}

/* Every eight weeks: 02-26, 04-23, 06-18. */
static void every_so_often(void **state)
{
  struct ut_due_days d;
  ut_date first;
  const struct ut_stay stay = {day("2019-01-01"), day("2019-06-18"), false};
  (void)state;
  assert_int_equal(ut_due_days_parse("8w", NULL, &d, NULL), UT_OK);
  assert_int_equal(ut_due_days_missed(&d, stay, UT_DATE_NONE, &first), 3);
  assert_int_equal(first, day("2019-02-26"));
  assert_int_equal(ut_due_days_missed(&d, stay, day("2019-02-26"), &first), 2);
  assert_int_equal(ut_due_days_missed(&d, stay, day("2019-02-27"), &first), 1);
  assert_int_equal(first, day("2019-06-18"));
  assert_int_equal(ut_due_days_parse(NULL, NULL, &d, NULL), UT_OK);
  assert_int_equal(d.every.months, 3);
}

static void what_is_no_schedule(void **state)
{
  static const char *const none[] = {"8", "8w,", "8w,8w", "1w,7d", "start", "8w;slut"};
  struct ut_due_days d;
  struct ut_error err;
  (void)state;
  for (size_t i = 0; i < sizeof none / sizeof *none; i++)
    assert_int_equal(ut_due_days_parse(NULL, none[i], &d, &err), UT_USAGE);
  assert_int_equal(ut_due_days_parse("8", NULL, &d, &err), UT_USAGE);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_assessment_meets_the_nearest),
      cmocka_unit_test(every_so_often),
      cmocka_unit_test(what_is_no_schedule),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
