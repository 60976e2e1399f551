/* Who lacks an assessment, over stays and days counted on the calendar. */
#include "progress/overdue.h"

#include "../answers.h"

static enum ut_status take(void *context, const struct ut_answer *a, struct ut_error *err)
{
  return ut_overdue_take(context, a, err);
}

struct list {
  char text[1024]; /* without its header */
  char said[512];  /* what it leaves out */
};

static void add_note(void *context, const char *text, bool error)
{
  struct list *list = context;
  (void)error;
  snprintf(list->said + strlen(list->said), sizeof list->said - strlen(list->said), "%s\n", text);
}

/* `stays` NULL: no participations. */
static struct list list_of(const char *stays, const char *csv, const char *as_of, int every)
{
  struct list list = {0};
  struct ut_run run = {.say = add_note, .context = &list};
  struct ut_answers *answers = answers_of(csv, &no_columns, NULL);
  char path[32], written[1024];
  int fd = memfd_create("list", 0), stays_fd = stays ? file_of(stays, path) : -1;
  assert_non_null(answers);
  const struct ut_overdue_options options = {
      .run = &run, .due.every.months = every, .as_of = day(as_of), .participations = stays ? path : NULL};
  struct ut_overdue *o;
  struct ut_output output;
  assert_int_equal(ut_overdue_new(&o, &options, ut_answers_have_insats(answers), NULL), UT_OK);
  assert_int_equal(ut_answers_each(answers, take, o, NULL), UT_OK);
  ut_output_init(&output, fd, "list");
  assert_int_equal(ut_overdue_write(o, &output, UT_CSV, NULL), UT_OK);
  assert_int_equal(ut_output_commit(&output, NULL), UT_OK);
  read_written(fd, written, sizeof written);
  snprintf(list.text, sizeof list.text, "%s", strchr(written, '\n') + 1);
  ut_overdue_free(o);
  ut_answers_free(answers);
  ut_run_clear(&run);
  close(fd);
  if (stays_fd >= 0)
    close(stays_fd);
  return list;
}

/* From 30 November: due on 28 February, 30 May, 30 August. */
static void due_days_end_with_their_month(void **state)
{
  static const char stays[] = "insats,id,start\nI,a,2018-11-30\n", nothing[] = "matt,tillfalle,varde,id\nm,slut,1,\n";
  (void)state;
  assert_string_equal(list_of(stays, nothing, "2019-02-27", 3).text, "");
  assert_string_equal(list_of(stays, nothing, "2019-02-28", 3).text, "I,a,m,,2019-02-28,1\n");
  assert_string_equal(list_of(stays, nothing, "2019-05-29", 3).text, "I,a,m,,2019-02-28,1\n");
  assert_string_equal(list_of(stays, nothing, "2019-05-30", 3).text, "I,a,m,,2019-02-28,2\n");
  assert_string_equal(list_of(stays, nothing, "2019-02-28", 6).text, "");
  assert_string_equal(list_of(stays, nothing, "2019-05-30", 6).text, "I,a,m,,2019-05-30,1\n");
}

/* From 1 January: due on 1 April, 1 July, 1 October. */
static void what_an_assessment_meets(void **state)
{
  static const struct {
    const char *assessed, *as_of, *expected;
  } cases[] = {
      {"2019-01-01", "2019-04-01", "I,a,m,2019-01-01,2019-04-01,1\n"}, /* on the first day: none of them */
      {"2019-01-02", "2019-04-01", ""},                                /* early: the first */
      {"2019-04-01", "2019-06-30", ""},                                /* on the day */
      {"2019-04-01", "2019-07-01", "I,a,m,2019-04-01,2019-07-01,1\n"},
      {"2019-04-02", "2019-07-01", ""}, /* late: the second, and those before it */
      {"2019-04-02", "2019-10-01", "I,a,m,2019-04-02,2019-10-01,1\n"},
      {"2018-12-31", "2019-07-01", "I,a,m,,2019-04-01,2\n"}, /* before the stay */
      {"2019-07-02", "2019-07-01", "I,a,m,,2019-04-01,2\n"}, /* not there yet */
  };
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char csv[128];
    snprintf(csv, sizeof csv, "matt,tillfalle,varde,id,insats\nm,%s,vet_ej,a,I\n", cases[i].assessed);
    assert_string_equal(list_of("insats,id,start\nI,a,2019-01-01\n", csv, cases[i].as_of, 3).text, cases[i].expected);
  }
}

/* Nothing falls due after the last day, and a later stay is another. Of two stays each has its own assessments. */
static void stays_that_ended(void **state)
{
  static const char nothing[] = "matt,tillfalle,varde,id\nm,slut,1,\n";
  (void)state;
  assert_string_equal(list_of("insats,id,start,slut\nI,a,2019-01-01,2019-03-31\n", nothing, "2019-12-31", 3).text, "");
  assert_string_equal(list_of("insats,id,start,slut\nI,a,2019-01-01,2019-04-01\n", nothing, "2019-12-31", 3).text,
                      "I,a,m,,2019-04-01,1\n");
  assert_string_equal(list_of("insats,id,start,slut\nI,a,2019-01-01,2019-05-01\nI,a,2019-06-01,\n",
                              "matt,tillfalle,varde,id,insats\nm,2019-08-01,1,a,I\n", "2019-12-31", 3)
                          .text,
                      "I,a,m,,2019-04-01,1\nI,a,m,2019-08-01,2019-12-01,1\n");
}

/* Later starts and ends are not known yet. Anonymous ones and mistakes are nobody to be assessed. */
static void who_is_expected(void **state)
{
  static const char stays[] = "insats,id,start,slut,avslutsorsak,anonym\nI,a,2019-01-01,2019-06-01,fullfoljd,\n"
                              "I,b,2019-05-01,,,\nI,c,2019-01-01,2019-02-01,felregistrering,\nI,,2019-01-01,,,ja\n"
                              "I,,2019-01-01,,,\n";
  (void)state;
  struct list list = list_of(stays,
                             "matt,tillfalle,varde,id\nn,2019-03-01,1,a\nm,2019-03-01,,a\nm,2019-02-01,2,x\n"
                             "m,start,2,x\nm,2019-02-01,2,\n",
                             "2019-04-15", 3);
  assert_string_equal(list.text, "I,a,m,,2019-04-01,1\n");
  assert_string_equal(list.said, "answers without an id, which are nobody's: 1\n"
                                 "participations without an id, assessed or not: 1\n"
                                 "courses of persons in no participation, left out: 1\n");
}

/* From 1 January to 15 July, due on 1 April and 1 July: the exit is an assessment on the last day, once it is there. */
static void start_and_slut_are_days_of_the_stay(void **state)
{
  static const char stays[] = "insats,id,start,slut\nI,a,2019-01-01,2019-07-15\nI,b,2019-01-01,\n";
  static const char csv[] = "matt,tillfalle,varde,id\nm,start,1,a\nm,slut,2,a\nm,start,1,b\nm,slut,2,b\n";
  (void)state;
  assert_string_equal(list_of(stays, csv, "2019-08-01", 3).text, "I,b,m,2019-01-01,2019-04-01,2\n");
  assert_string_equal(list_of(stays, csv, "2019-07-14", 3).text,
                      "I,a,m,2019-01-01,2019-04-01,2\nI,b,m,2019-01-01,2019-04-01,2\n");
  struct list list =
      list_of(NULL, "matt,tillfalle,varde,id\nm,start,1,a\nm,2019-01-01,1,a\nm,slut,1,b\n", "2019-04-01", 3);
  assert_string_equal(list.text, ",a,m,2019-01-01,2019-04-01,1\n");
  assert_string_equal(list.said, "answers at start or exit, whose day is not known: 2\n");
}

static void insats_tells_series_apart(void **state)
{
  static const char stays[] = "insats,id,start\nI,a,2019-01-01\nII,a,2019-01-01\n";
  (void)state;
  assert_string_equal(list_of(stays, "matt,tillfalle,varde,id,insats\nm,2019-03-01,1,a,II\n", "2019-04-01", 3).text,
                      "I,a,m,,2019-04-01,1\n");
  assert_string_equal(list_of(stays, "matt,tillfalle,varde,id\nm,2019-03-01,1,a\n", "2019-04-01", 3).text, "");
}

static void without_answers_or_participations(void **state)
{
  (void)state;
  assert_string_equal(list_of("insats,id,start\nI,a,2019-01-01\n", "matt,tillfalle,varde\n", "2019-04-01", 3).text,
                      "I,a,,,2019-04-01,1\n");
  assert_string_equal(
      list_of(NULL, "matt,tillfalle,varde,id\nm,2019-04-01,1,a\nm,2019-01-31,1,a\nm,2019-04-01,1,b\n", "2019-07-31", 3)
          .text,
      ",a,m,2019-04-01,2019-07-31,1\n,b,m,2019-04-01,2019-07-01,1\n");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(due_days_end_with_their_month),
      cmocka_unit_test(what_an_assessment_meets),
      cmocka_unit_test(stays_that_ended),
      cmocka_unit_test(who_is_expected),
      cmocka_unit_test(start_and_slut_are_days_of_the_stay),
      cmocka_unit_test(insats_tells_series_apart),
      cmocka_unit_test(without_answers_or_participations),
  };
  return cmocka_run_group_tests_name("overdue", tests, NULL, NULL);
}
