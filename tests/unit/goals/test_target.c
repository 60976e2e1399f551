/* Targets of a file, and those that a published table makes. */
#include "goals/target.h"

#include "../rows.h"

static enum ut_status load(struct ut_targets **t, const char *text, struct ut_error *err)
{
  static char path[32]; /* borrowed by the targets */
  int fd = file_of(text, path);
  enum ut_status status = ut_targets_load(t, path, NULL, err);
  close(fd);
  return status;
}

static enum ut_status load_published(struct ut_targets **t, const char *text, const char *cols, struct ut_error *err)
{
  static char path[32];
  int fd = file_of(text, path);
  enum ut_status status = ut_targets_load_published(t, path, cols, "antal", NULL, err);
  close(fd);
  return status;
}

static void a_file_of_targets(void **state)
{
  (void)state;
  struct ut_targets *t;
  assert_int_equal(load(&t,
                        "mal,klass,decimaler,op,kolumn,insats,kalla\n25,arbete,,>=,,,beslut\n"
                        "12.7,,,=,antal, Steget ,\n13,,2,<=,,,\n",
                        NULL),
                   UT_OK);
  assert_true(t->key_count == 2 && t->count == 3 && !t->published);
  assert_true(ut_text_is(t->key_names[0], "klass") && ut_text_is(t->key_names[1], "insats"));
  const struct ut_target *first = &t->targets[0], *second = &t->targets[1], *third = &t->targets[2];
  assert_true(ut_text_is(first->keys[0], "arbete") && first->keys[1].len == 0 && ut_text_is(first->column, "andel"));
  assert_true(first->op == UT_AT_LEAST && first->goal.numerator == 25 && first->decimals == -1 && first->line == 2);
  assert_true(ut_text_is(first->origin, "beslut"));
  assert_true(ut_text_is(second->keys[1], "Steget") && ut_text_is(second->column, "antal"));
  assert_true(second->op == UT_EQUALS && second->decimals == 1 && second->goal_decimals == 1);
  assert_true(third->op == UT_AT_MOST && third->decimals == 2 && third->goal_decimals == 0);
  ut_targets_free(t);
}

static void no_targets(void **state)
{
  (void)state;
  struct ut_targets *t;
  assert_int_equal(load(&t, "klass,op,mal\n", NULL), UT_OK);
  assert_true(t->key_count == 1 && t->count == 0);
  ut_targets_free(t);
  assert_int_equal(load(&t, "[]", NULL), UT_OK);
  assert_true(t->key_count == 0 && t->count == 0);
  ut_targets_free(t);
}

static void headings_are_keys(void **state)
{
  (void)state;
  struct ut_targets *t;
  assert_int_equal(
      load_published(&t, "kon,ar,I arbete,Praktik\nKvinnor,2018,1 362,\nM\xc3\xa4n,2019,..,\"2,50\"\n", "klass", NULL),
      UT_OK);
  assert_true(t->key_count == 3 && t->count == 2 && t->published);
  assert_true(ut_text_is(t->key_names[1], "ar") && ut_text_is(t->key_names[2], "klass"));
  const struct ut_target *first = &t->targets[0], *second = &t->targets[1];
  assert_true(ut_text_is(first->keys[0], "Kvinnor") && ut_text_is(first->keys[1], "2018"));
  assert_true(ut_text_is(first->keys[2], "I arbete") && ut_text_is(first->column, "antal"));
  assert_true(first->op == UT_EQUALS && first->goal.numerator == 1362 && first->decimals == 0 && first->line == 2);
  assert_true(ut_text_is(second->keys[2], "Praktik") && second->goal.numerator == 5 && second->decimals == 2);
  char origin[48];
  snprintf(origin, sizeof origin, "%s:3", t->targets[0].source);
  assert_true(ut_text_is(second->origin, origin));
  ut_targets_free(t);
}

static void headings_are_columns(void **state)
{
  (void)state;
  struct ut_targets *t;
  assert_int_equal(load_published(&t, "insats,utbetalt_ar\nSteget,5\n", NULL, NULL), UT_OK);
  assert_true(t->key_count == 1 && t->count == 1);
  assert_true(ut_text_is(t->targets[0].column, "utbetalt_ar"));
  ut_targets_free(t);
}

static void what_stands_for_no_figure(void **state)
{
  (void)state;
  struct ut_targets *t;
  assert_int_equal(load_published(&t, "kon,a,b,c\nK,1,\u2013,.\nM,\u2014, \u2212,..\n*,-,,2\n", "klass", NULL), UT_OK);
  assert_true(t->key_count == 2 && t->count == 2);
  assert_true(ut_text_is(t->targets[1].keys[0], "*") && ut_text_is(t->targets[1].keys[1], "c"));
  ut_targets_free(t);
}

static void what_is_no_target(void **state)
{
  (void)state;
  const struct {
    const char *text, *field, *message;
  } cases[] = {
      {"op,mal\n>,1\n", "op", "\">\" is not one of >=, <=, ="},
      {"op,mal\n>=,\n", "mal", "\"\" is not a number (expected one such as 25 or 12,5)"},
      {"op,mal,decimaler\n>=,1,-1\n", "decimaler", "\"-1\" is not a number of decimals (expected 0-9)"},
      {"op,mal,decimaler\n=,1.25,1\n", "decimaler", "the target has more decimals: nothing could equal it"},
      {"op,mal,uppfyllt\n=,1.25,1\n", "", "the targets have a column uppfyllt, which is for results"},
      {"op\n=\n", "", "there is no column \"mal\"; the columns are op"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct ut_targets *t;
    struct ut_error err = {0};
    assert_int_not_equal(load(&t, cases[i].text, &err), UT_OK);
    assert_string_equal(err.field, cases[i].field);
    assert_string_equal(err.text, cases[i].message);
    ut_targets_free(t);
  }
}

static void what_is_no_published_table(void **state)
{
  (void)state;
  struct ut_targets *t;
  struct ut_error err = {0};
  assert_int_equal(load_published(&t, "kon,a\nK,1\nM,x\n", "klass", &err), UT_BAD_INPUT);
  assert_true(err.line == 3 && strcmp(err.field, "a") == 0);
  ut_targets_free(t);
  assert_int_equal(load_published(&t, "kon,a\nK,1\n", "kon", &err), UT_USAGE);
  ut_targets_free(t);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_file_of_targets),         cmocka_unit_test(no_targets),
      cmocka_unit_test(headings_are_keys),         cmocka_unit_test(headings_are_columns),
      cmocka_unit_test(what_is_no_target),         cmocka_unit_test(what_is_no_published_table),
      cmocka_unit_test(what_stands_for_no_figure),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
