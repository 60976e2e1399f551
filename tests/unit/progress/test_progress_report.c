/* The reports of progress over a handful of answers, counted by hand. */
#include "progress/progress_report.h"

#include "../answers.h"

static enum ut_status take(void *context, const struct ut_answer *a, struct ut_error *err)
{
  return ut_progress_take(context, a, err);
}

/* The report without its header, in `text`; how many answers it could not count. */
static size_t report_of(const char *csv, struct ut_progress_options options, char *text, size_t size)
{
  struct ut_answers *answers = answers_of(csv, &options.answers.by, NULL);
  struct ut_progress *p;
  struct ut_output output;
  int fd = memfd_create("report", 0);
  char written[4096];
  struct ut_partial part = {0};
  assert_non_null(answers);
  options.answers.scale = (struct ut_range){1, 5};
  options.answers.dont_know = unknown_codes;
  assert_int_equal(ut_progress_new(&p, &options, ut_answers_vocabularies(answers), NULL), UT_OK);
  assert_int_equal(ut_answers_each(answers, take, p, NULL), UT_OK);
  ut_output_init(&output, fd, "report");
  assert_int_equal(ut_progress_close(p, &part, NULL), UT_OK);
  ut_partial_clear(&part);
  assert_int_equal(ut_progress_write(p, &output, UT_CSV, 1, NULL), UT_OK);
  assert_int_equal(ut_output_commit(&output, NULL), UT_OK);
  read_written(fd, written, sizeof written);
  snprintf(text, size, "%s", strchr(written, '\n') + 1);
  size_t unlinked = p->unlinked;
  ut_progress_free(p);
  ut_answers_free(answers);
  close(fd);
  return unlinked;
}

/* a 2 to 4, b 3 to 3, c 5 to 1, d only at start, e only at exit, f unknown at start. Start 2, 3, 5, 4: mean 3.5, median
 * 3.5, two of four at 4 or more. Exit 4, 3, 1, 2, 5: mean 3, median 3, two of five. One of three each way; with one
 * against one p is 1. Wilson of 1 in 3: 6.1 to 79.2 (R: prop.test(1, 3, correct = FALSE)). */
static const char hand[] = "matt,tillfalle,varde,id\nm,start,2,a\nm,slut,4,a\nm,start,3,b\nm,slut,3,b\nm,start,5,c\n"
                           "m,slut,1,c\nm,start,4,d\nm,slut,2,e\nm,start,vet ej,f\nm,slut,5,f\n";

static void start_against_exit(void **state)
{
  char text[1024];
  (void)state;
  report_of(hand, (struct ut_progress_options){.agree = 4, .agrees = true}, text, sizeof text);
  assert_string_equal(text, "m,4,5,3,3.5,3.0,1,1,1,33.3,6.1,79.2,1.0000,50.0,40.0,3.5,3.0,2,"
                            "33.3,6.1,79.2,33.3,6.1,79.2,1,0,2,2\n");
}

/* Five improve, none becomes worse: p = 2 / 32. Lower is better, and agreeing still counts the values from 2 on. */
static void lower_is_better(void **state)
{
  char text[1024];
  (void)state;
  report_of("matt,tillfalle,varde,id\nm,start,2,a\nm,slut,1,a\nm,start,5,b\nm,slut,1,b\nm,start,3,c\nm,slut,2,c\n"
            "m,start,4,d\nm,slut,3,d\nm,start,2,e\nm,slut,1,e\n",
            (struct ut_progress_options){.lower = true, .agree = 2, .agrees = true}, text, sizeof text);
  assert_string_equal(text, "m,5,5,5,3.2,1.6,5,0,0,100.0,56.6,100.0,0.0625,100.0,40.0,3.0,1.0,5,"
                            "0.0,0.0,43.4,0.0,0.0,43.4,0,0,5,2\n");
}

/* a: 2 first, 4 last, though they come the other way round. b: an exit alone. c: a day alone is a start. d: from start
 * to a day. One answer on a day is nobody's. */
static void days_from_first_to_last(void **state)
{
  char text[1024];
  (void)state;
  assert_int_equal(report_of("matt,tillfalle,varde,id\nm,2019-09-01,4,a\nm,2019-01-01,2,a\nm,2019-05-01,5,a\n"
                             "m,slut,5,b\nm,2019-01-01,1,c\nm,start,3,d\nm,2018-01-01,2,d\nm,2019-01-01,1,\n",
                             (struct ut_progress_options){0}, text, sizeof text),
                   1);
  assert_string_equal(text,
                      "m,3,3,2,2.0,3.7,1,0,1,50.0,9.5,90.5,1.0000,,,2.0,4.0,2,0.0,0.0,65.8,50.0,9.5,90.5,0,0,,\n");
}

static void groups_without_ids(void **state)
{
  char text[1024];
  (void)state;
  report_of("matt,tillfalle,varde\nm,start,2\nm,slut,4\nm,slut,\n", (struct ut_progress_options){0}, text, sizeof text);
  assert_string_equal(text, "m,1,1,0,2.0,4.0,,,,,,,,,,2.0,4.0,,,,,,,,0,1,,\n");
}

static void distributions(void **state)
{
  const struct ut_names by = {.names = {{"kon", 3}}, .count = 1};
  char text[2048];
  (void)state;
  report_of(
      "matt,tillfalle,varde,kon\nm,slut,5,K\nm,start,99,K\nm,start,2,M\nm,slut,,K\nm,2019-01-01,1,M\nm,slut,5,M\n",
      (struct ut_progress_options){.kind = UT_PROGRESS_DISTRIBUTION, .answers.by = by, .totals = true}, text,
      sizeof text);
  assert_non_null(strstr(text, "K,m,start,1,0,0,\nK,m,start,2,0,0,\nK,m,start,3,0,0,\nK,m,start,4,0,0,\n"
                               "K,m,start,5,0,0,\nK,m,start,99,1,,\nK,m,slut,1,0,1,0.0\n"));
  assert_non_null(strstr(text, "K,m,slut,5,1,1,100.0\nK,m,slut,uppgift_saknas,1,,\nM,m,start,1,0,1,0.0\n"));
  assert_non_null(strstr(text, "*,m,slut,5,2,2,100.0\n*,m,slut,uppgift_saknas,1,,\n*,m,2019-01-01,1,1,1,100.0\n"));
}

/* a: 1, 3, unknown, 2, 5: +2 in the first quarter, -1 in the third, +3 at exit. b: 4, 4 in the first, then +1. */
static const char series[] =
    "matt,tillfalle,varde,id\nm,start,1,a\nm,2019-03-31,3,a\nm,2019-06-30,vet_ej,a\n"
    "m,2019-07-01,2,a\nm,slut,5,a\nm,2018-12-31,4,b\nm,2019-01-01,4,b\nm,2019-02-01,5,b\nm,slut,1,\n";

static void steps_by_quarter(void **state)
{
  char text[512];
  (void)state;
  assert_int_equal(report_of(series, (struct ut_progress_options){.kind = UT_PROGRESS_STEPS}, text, sizeof text), 1);
  assert_string_equal(text, "m,2019Q1,0,1\nm,2019Q1,1,1\nm,2019Q1,2,1\nm,2019Q3,-1,1\nm,,3,1\n");
  report_of(series, (struct ut_progress_options){.kind = UT_PROGRESS_STEPS, .lower = true}, text, sizeof text);
  assert_string_equal(text, "m,2019Q1,-2,1\nm,2019Q1,-1,1\nm,2019Q1,0,1\nm,2019Q3,1,1\nm,,-3,1\n");
}

static void columns_of_its_own(void **state)
{
  const struct ut_names by = {.names = {{"tillfalle", 9}}, .count = 1};
  const struct ut_vocabulary *orders[] = {NULL};
  const struct ut_progress_options options = {.kind = UT_PROGRESS_DISTRIBUTION, .answers = {.scale = {1, 5}, .by = by}};
  struct ut_progress *p;
  struct ut_error err = {0};
  (void)state;
  assert_int_equal(ut_progress_new(&p, &options, orders, &err), UT_USAGE);
  ut_progress_free(p);
  assert_string_equal(err.text, "the table has a column tillfalle of its own");
  assert_string_equal(err.field, "--by");
  ut_progress_free(NULL);
}

/* In the second quarter a moved up 2 in m and down 1 in n, b up 1 in m alone: 1 step each over both. */
static void steps_over_all_measures(void **state)
{
  char text[1024];
  (void)state;
  report_of("matt,tillfalle,varde,id\nm,2019-01-10,2,a\nm,2019-04-10,4,a\nn,2019-01-10,3,a\nn,2019-05-10,2,a\n"
            "m,2019-02-10,1,b\nm,2019-06-10,2,b\nn,2019-06-10,5,c\n",
            (struct ut_progress_options){.kind = UT_PROGRESS_STEPS_OVER}, text, sizeof text);
  assert_string_equal(text, "*,2019Q2,1,2\n");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(start_against_exit),      cmocka_unit_test(lower_is_better),
      cmocka_unit_test(days_from_first_to_last), cmocka_unit_test(groups_without_ids),
      cmocka_unit_test(distributions),           cmocka_unit_test(steps_by_quarter),
      cmocka_unit_test(columns_of_its_own),      cmocka_unit_test(steps_over_all_measures),
  };
  return cmocka_run_group_tests_name("progress", tests, NULL, NULL);
}
