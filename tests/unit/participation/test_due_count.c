/* Follow-ups that are due, how many were made, and how late. Counted by hand; intervals are Wilson's (R: prop.test
 * without correction). */
#include "participation/due_count.h"

#include "../captured.h"
#include "../rows.h"

static void written(const char *csv, const char *as_of, char *text, size_t size)
{
  struct ut_participations *p = participations_of(csv, day(as_of));
  const struct ut_names by = {.count = 0};
  struct ut_due_count *c;
  struct ut_output output;
  int fd = capture("due");
  assert_int_equal(ut_due_count_new(&c, p, UT_6M, &by, NULL, NULL), UT_OK);
  while (ut_participations_next(p, NULL) == UT_OK)
    assert_int_equal(ut_due_count_add(c, NULL), UT_OK);
  ut_output_init(&output, fd, "due");
  assert_int_equal(ut_due_count_write(c, false, &output, UT_CSV, 1, NULL), UT_OK);
  assert_int_equal(ut_output_commit(&output, NULL), UT_OK);
  read_back(fd, text, size);
  ut_due_count_free(c);
  ut_participations_free(p);
  close(fd);
}

#define HEADER "antal,gjorda,andel,ki_lag,ki_hog,median_dagar_sen\n"

/* 31 August and six months is 29 February: 3 days early and 8 late, whose median is 2.5. The third was made on a day
 * that nobody noted, the fourth not, and the fifth is not due until March. */
static void how_late(void **state)
{
  static const char csv[] = "insats,start,slut,uppfoljd_6m,sysselsattning_6m\n"
                            "A,2019-01-01,2019-08-31,2020-02-26,\nA,2019-01-01,2019-08-31,2020-03-08,arbete\n"
                            "A,2019-01-01,2019-08-01,,ingen\nA,2019-01-01,2019-08-01,,\n"
                            "A,2019-01-01,2019-09-10,,arbete\n";
  char text[256];
  (void)state;
  written(csv, "2020-03-09", text, sizeof text);
  assert_string_equal(text, HEADER "4,3,75.0,30.1,95.4,2.5\n");
}

/* On the day itself it is due; the day on which it is made is not known before that day. */
static void what_the_day_does_not_know(void **state)
{
  static const char csv[] = "insats,start,slut,uppfoljd_6m\nA,2019-01-01,2019-08-31,2020-03-08\n";
  char text[256];
  (void)state;
  written(csv, "2020-02-28", text, sizeof text);
  assert_string_equal(text, HEADER "0,0,,,,\n");
  written(csv, "2020-02-29", text, sizeof text);
  assert_string_equal(text, HEADER "1,0,0.0,0.0,79.3,\n");
  written(csv, "2020-03-08", text, sizeof text);
  assert_string_equal(text, HEADER "1,1,100.0,20.7,100.0,8.0\n");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(how_late),
      cmocka_unit_test(what_the_day_does_not_know),
  };
  return cmocka_run_group_tests_name("due_count", tests, NULL, NULL);
}
