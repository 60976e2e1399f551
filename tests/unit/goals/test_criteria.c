/* Criteria, answers and what is left to ask. */
#include "goals/criteria.h"

#include "../rows.h"

static const char three[] = "kriterium\na\nb\nc\n";

static enum ut_status load(struct ut_criteria **c, const char *text, struct ut_error *err)
{
  char path[32];
  int fd = file_of(text, path);
  enum ut_status status = ut_criteria_load(c, path, &(struct ut_criteria_options){0}, NULL, err);
  close(fd);
  return status;
}

static enum ut_status answer(struct ut_criteria *c, const char *text, struct ut_error *err)
{
  char path[32];
  char *paths[] = {path};
  struct ut_reader_options options = {.from = UT_AUTO};
  int fd = file_of(text, path);
  enum ut_status status = ut_criteria_answer(c, paths, 1, &options, err);
  close(fd);
  return status;
}

static bool assert_written(struct ut_criteria *c, int64_t limit, const char *expected)
{
  char text[1024] = "";
  int ends[2];
  bool all_met;
  struct ut_output output;
  struct ut_error err = {0};
  assert_int_equal(pipe(ends), 0);
  ut_output_init(&output, ends[1], "<stdout>");
  assert_int_equal(ut_criteria_write(c, &output, UT_CSV, limit, 1, &all_met, &err), UT_OK);
  assert_int_equal(ut_output_commit(&output, &err), UT_OK);
  assert_true(read(ends[0], text, sizeof text - 1) > 0);
  assert_string_equal(strchr(text, '\n') + 1, expected);
  close(ends[0]);
  close(ends[1]);
  return all_met;
}

static void answers_of_two(void **state)
{
  (void)state;
  struct ut_criteria *c;
  assert_int_equal(load(&c, three, NULL), UT_OK);
  assert_int_equal(answer(c, "kommun,kriterium,svar\nY,b,helt\nY,a,delvis\nX,a,helt\n", NULL), UT_OK);
  assert_int_equal(answer(c, "svar,kommun,kriterium\nhelt,X,b\nhelt,X,c\nobesvarat,Y,c\n", NULL), UT_OK);
  assert_false(assert_written(c, 67,
                              "X,*,3,3,100.0,0,0,0,helt,\nY,*,1,3,33.3,1,0,1,nej,c\n*,a,1,2,50.0,1,0,0,,\n"
                              "*,b,2,2,100.0,0,0,0,,\n*,c,1,2,50.0,0,0,1,,Y\n"));
  ut_criteria_free(c);
}

/* A criterion that is named late has no answer of those who came before. */
static void answers_name_the_criteria(void **state)
{
  (void)state;
  struct ut_criteria *c;
  struct ut_error err = {0};
  assert_int_equal(load(&c, three, NULL), UT_OK);
  assert_false(ut_criteria_answered(c));
  ut_criteria_free(c);
  assert_int_equal(load(&c, "kommun,kriterium,svar\nY,b,helt\nX,b,nej\nX,a,helt\nY,c,delvis\n", NULL), UT_OK);
  assert_true(ut_criteria_answered(c));
  assert_false(assert_written(c, 100,
                              "X,*,1,3,33.3,0,1,1,nej,c\nY,*,1,3,33.3,1,0,1,nej,a\n*,b,1,2,50.0,0,1,0,,\n"
                              "*,a,1,2,50.0,0,0,1,,Y\n*,c,0,2,0.0,1,0,1,,X\n"));
  ut_criteria_free(c);
  assert_int_equal(load(&c, "kommun,kriterium,svar\nY,b,helt\nY,b,nej\n", &err), UT_BAD_INPUT);
  ut_criteria_free(c);
}

/* One of three is 33.3 percent, two of three are 66.7: enough for 66 if the one that is unanswered is met. */
static void what_the_unanswered_may_lift(void **state)
{
  (void)state;
  struct ut_criteria *c;
  assert_int_equal(load(&c, three, NULL), UT_OK);
  assert_int_equal(answer(c, "kommun,kriterium,svar\nY,a,helt\nY,b,nej\n", NULL), UT_OK);
  static const char rest[] = "*,a,1,1,100.0,0,0,0,,\n*,b,0,1,0.0,0,1,0,,\n*,c,0,1,0.0,0,0,1,,Y\n";
  const struct {
    int64_t limit;
    const char *met;
    bool all_met;
  } cases[] = {{33, "i_stort", true}, {34, "oklart", false}, {66, "oklart", false}, {67, "nej", false}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char expected[256];
    snprintf(expected, sizeof expected, "Y,*,1,3,33.3,0,1,1,%s,c\n%s", cases[i].met, rest);
    assert_int_equal(assert_written(c, cases[i].limit, expected), cases[i].all_met);
  }
  ut_criteria_free(c);
}

static void what_is_no_criterion(void **state)
{
  (void)state;
  static const char *const texts[] = {"kriterium\n", "kriterium\na\na\n", "kriterium\n*\n", "kriterium\n\"\"\n",
                                      "x\ny\n"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    struct ut_criteria *c;
    struct ut_error err = {0};
    assert_int_not_equal(load(&c, texts[i], &err), UT_OK);
    ut_criteria_free(c);
  }
}

static void what_is_no_answer(void **state)
{
  (void)state;
  const struct {
    const char *rows, *field;
  } cases[] = {
      {"X,d,helt\n", "kriterium"}, {"X,a,ja\n", "svar"}, {",a,helt\n", "kommun"}, {"X,a,\nX,a,helt\n", "svar"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char text[64];
    struct ut_criteria *c;
    struct ut_error err = {0};
    assert_int_equal(load(&c, three, NULL), UT_OK);
    snprintf(text, sizeof text, "kommun,kriterium,svar\n%s", cases[i].rows);
    assert_int_equal(answer(c, text, &err), UT_BAD_INPUT);
    assert_string_equal(err.field, cases[i].field);
    ut_criteria_free(c);
  }
}

/* 5 is met and 1 is not; what was not answered is in no mean: (5 + 3) / 2, 5, and of a 5, of b 3. */
static void scores(void **state)
{
  (void)state;
  static const char text[] = "insats,kriterium,svar\nX,a,5\nX,b,3\nY,a,5\nY,b,\n";
  char path[32];
  struct ut_criteria *c;
  int fd = file_of(text, path);
  assert_int_equal(ut_criteria_load(&c, path, &(struct ut_criteria_options){"insats", {1, 5}}, NULL, NULL), UT_OK);
  assert_false(assert_written(c, 100,
                              "X,*,1,2,50.0,1,0,0,nej,,4.0\nY,*,1,2,50.0,0,0,1,oklart,b,5.0\n"
                              "*,a,2,2,100.0,0,0,0,,,5.0\n*,b,0,2,0.0,1,0,1,,Y,3.0\n"));
  ut_criteria_free(c);
  close(fd);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(answers_of_two),
      cmocka_unit_test(answers_name_the_criteria),
      cmocka_unit_test(what_the_unanswered_may_lift),
      cmocka_unit_test(what_is_no_criterion),
      cmocka_unit_test(what_is_no_answer),
      cmocka_unit_test(scores),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
