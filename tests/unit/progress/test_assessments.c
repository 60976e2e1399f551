/* Series: the assessments of a person on a measure, in order. */
#include "progress/assessments.h"

#include "../answers.h"

static enum ut_status add(void *context, const struct ut_answer *a, struct ut_error *err)
{
  return ut_assessments_add(context, a, err);
}

static struct ut_assessments *series_of(const char *csv, const struct ut_names *by, struct ut_error *err)
{
  struct ut_answers *answers = answers_of(csv, by, err);
  struct ut_assessments *all;
  assert_non_null(answers);
  assert_int_equal(ut_assessments_new(&all, by->count), UT_OK);
  if (ut_answers_each(answers, add, all, err) != UT_OK) {
    ut_assessments_free(all);
    all = NULL;
  }
  ut_answers_free(answers);
  return all;
}

static void expect_values(const struct ut_assessments *all, size_t series, const char *expected)
{
  char text[32] = "";
  for (const struct ut_assessment *a = ut_assessments_first(all, series); a; a = ut_assessments_next(all, a))
    snprintf(text + strlen(text), sizeof text - strlen(text), "%d ", a->value + 1);
  assert_string_equal(text, expected);
}

/* Whatever order they come in: start, days, slut. */
static void assessments_stand_in_order(void **state)
{
  struct ut_assessments *all =
      series_of("matt,tillfalle,varde,id,insats\n"
                "m,slut,5,a,I\nm,2019-02-01,3,a,I\nm,start,1,b,I\nm,2019-01-01,2,a,I\n"
                "m,start,1,a,I\nm,2019-03-01,4,a,I\nn,start,5,a,I\nm,start,4,a,II\nm,slut,vet_ej,b,I\n",
                &no_columns, NULL);
  const struct ut_text there[3] = {ut_text_of("a"), ut_text_of("I"), ut_text_of("n")};
  const struct ut_text absent[3] = {ut_text_of("b"), ut_text_of("I"), ut_text_of("n")};
  (void)state;
  assert_non_null(all);
  assert_int_equal(ut_assessments_count(all), 4);
  expect_values(all, 0, "1 2 3 4 5 ");
  expect_values(all, 1, "1 0 ");
  expect_values(all, 2, "5 ");
  expect_values(all, 3, "4 ");
  assert_true(ut_text_is(ut_assessments_person(all, 3)[0], "a") && ut_text_is(ut_assessments_person(all, 3)[1], "II"));
  assert_true(ut_text_is(ut_assessments_group(all, 2)[0], "n"));
  assert_int_equal(ut_assessments_find(all, there), 2);
  assert_int_equal(ut_assessments_find(all, absent), 4);
  ut_assessments_free(all);
  ut_assessments_free(NULL);
}

static void many_series_keep_their_places(void **state)
{
  struct ut_buf text = {0};
  (void)state;
  ut_buf_add_string(&text, "matt,tillfalle,varde,id\n");
  for (int occasion = 0; occasion < 3; occasion++)
    for (int id = 0; id < 500; id++)
      ut_buf_format(&text, "m,2019-0%d-01,%d,p%d\n", 3 - occasion, (id + occasion) % 5 + 1, id);
  struct ut_assessments *all = series_of(ut_buf_string(&text), &no_columns, NULL);
  assert_non_null(all);
  assert_int_equal(ut_assessments_count(all), 500);
  for (int id = 0; id < 500; id++) {
    char expected[16];
    snprintf(expected, sizeof expected, "%d %d %d ", (id + 2) % 5 + 1, (id + 1) % 5 + 1, id % 5 + 1);
    expect_values(all, (size_t)id, expected);
  }
  ut_assessments_free(all);
  ut_buf_clear(&text);
}

static void groups_of_series(void **state)
{
  const struct ut_names by = {.names = {{"kon", 3}}, .count = 1};
  struct ut_assessments *all =
      series_of("matt,tillfalle,varde,id,kon\nm,start,1,a,K\nm,start,1,b,M\nm,slut,1,a,K\nn,slut,1,a,M\n", &by, NULL);
  (void)state;
  assert_non_null(all);
  assert_true(ut_text_is(ut_assessments_group(all, 0)[0], "K") && ut_text_is(ut_assessments_group(all, 0)[1], "m"));
  assert_true(ut_text_is(ut_assessments_group(all, 1)[0], "M") && ut_text_is(ut_assessments_group(all, 1)[1], "m"));
  assert_true(ut_text_is(ut_assessments_group(all, 2)[0], "M") && ut_text_is(ut_assessments_group(all, 2)[1], "n"));
  ut_assessments_free(all);
}

static void what_cannot_be_one_series(void **state)
{
  static const struct {
    const char *row, *field, *message;
  } cases[] = {
      {"m,start,2,a,K", "tillfalle", "the person has answered this on that occasion before"},
      {"m,2019-01-01,vet_ej,a,K", "tillfalle", "the person has answered this on that occasion before"},
      {"m,slut,1,a,M", "--by", "the person has answered this before, in another group"},
      {"m,slut,1,a,", "--by", "the person has answered this before, in another group"},
      {"m,slut,1,*,K", "", "a value is \"*\", which stands for all values together"},
      {"*,slut,1,a,K", "", "a value is \"*\", which stands for all values together"},
  };
  const struct ut_names by = {.names = {{"kon", 3}}, .count = 1};
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char text[256];
    struct ut_error err = {0};
    snprintf(text, sizeof text,
             "matt,tillfalle,varde,id,kon\nm,start,2,a,K\nm,2019-02-01,3,a,K\nm,2019-01-01,3,a,K\n%s\n", cases[i].row);
    assert_null(series_of(text, &by, &err));
    assert_string_equal(err.text, cases[i].message);
    assert_string_equal(err.field, cases[i].field);
    assert_int_equal(err.line, 5);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(assessments_stand_in_order),
      cmocka_unit_test(many_series_keep_their_places),
      cmocka_unit_test(groups_of_series),
      cmocka_unit_test(what_cannot_be_one_series),
  };
  return cmocka_run_group_tests_name("assessments", tests, NULL, NULL);
}
