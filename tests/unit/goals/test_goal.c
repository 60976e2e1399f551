/* Which result a target finds, what is left over, and what is refused. */
#include "goals/goal.h"

#include "../rows.h"

enum { TABLES = 2 };

/* The rows of all that goals writes, without its header; NULL when it fails. */
struct outcome {
  char text[1024];
  bool all_met;
  struct ut_error err;
};

static enum ut_status hold(const char *targets, const char *const tables[TABLES], struct outcome *out)
{
  char paths[TABLES + 1][32];
  int fds[TABLES + 1] = {-1, -1, -1}, pipe_ends[2];
  struct ut_reader_options reading = {.from = UT_AUTO};
  struct ut_targets *t = NULL;
  struct ut_goals *g = NULL;
  struct ut_output output;
  *out = (struct outcome){0};
  assert_int_equal(pipe(pipe_ends), 0);
  ut_output_init(&output, pipe_ends[1], "<stdout>");
  fds[TABLES] = file_of(targets, paths[TABLES]);
  assert_int_equal(ut_targets_load(&t, paths[TABLES], NULL, &out->err), UT_OK);
  enum ut_status status = ut_goals_new(&g, t, NULL, &out->err);
  for (size_t i = 0; i < TABLES && tables[i] && status == UT_OK; i++) {
    fds[i] = file_of(tables[i], paths[i]);
    status = ut_goals_add(g, paths[i], &reading, &out->err);
  }
  if (status == UT_OK)
    status = ut_goals_find(g, &out->err);
  if (status == UT_OK)
    status = ut_goals_write(g, &output, UT_CSV, 1, true, &out->all_met, &out->err);
  if (status == UT_OK) {
    assert_int_equal(ut_output_commit(&output, &out->err), UT_OK);
    assert_true(read(pipe_ends[0], out->text, sizeof out->text - 1) > 0);
  } else {
    ut_output_abandon(&output);
  }
  ut_goals_free(g);
  ut_targets_free(t);
  for (size_t i = 0; i <= TABLES; i++)
    if (fds[i] >= 0)
      close(fds[i]);
  close(pipe_ends[0]);
  close(pipe_ends[1]);
  return status;
}

static void assert_rows(const char *targets, const char *first, const char *second, const char *expected, bool all_met)
{
  const char *const tables[TABLES] = {first, second};
  struct outcome out;
  assert_int_equal(hold(targets, tables, &out), UT_OK);
  assert_string_equal(strchr(out.text, '\n') + 1, expected);
  assert_int_equal(out.all_met, all_met);
}

static const char by_sex[] = "kon,klass,antal,bas\nK,a,1,4\nM,a,3,4\n*,a,4,8\nK,b,3,4\nM,b,1,4\n*,b,4,8\n";

static void totals_stand_for_keys_that_are_lacking(void **state)
{
  (void)state;
  assert_rows("klass,op,mal\na,>=,50\nb,<=,49.9\n", by_sex, NULL,
              "a,andel,>=,50,50.0,0.0,ja,\nb,andel,<=,49.9,50.0,0.1,nej,\n", false);
}

static void what_has_no_target_follows(void **state)
{
  (void)state;
  assert_rows("klass,kon,op,mal\na,K,=,25\n", by_sex, NULL,
              "a,K,andel,=,25,25,0,ja,\na,M,andel,,,75.0,,,\na,*,andel,,,50.0,,,\nb,K,andel,,,75.0,,,\n"
              "b,M,andel,,,25.0,,,\nb,*,andel,,,50.0,,,\n",
              true);
}

static void an_empty_key_does_not_apply(void **state)
{
  (void)state;
  assert_rows("klass,matt,kolumn,op,mal\na,,,>=,50\n,halsa,medel,>=,3\n", by_sex, "matt,medel\nhalsa,2.5\n",
              "a,,andel,>=,50,50.0,0.0,ja,\n,halsa,medel,>=,3,2.5,-0.5,nej,\nb,,andel,,,50.0,,,\n", false);
}

static void no_result_is_not_zero(void **state)
{
  (void)state;
  assert_rows("klass,op,mal\nc,<=,50\n", "klass,antal,bas\nc,0,0\n", NULL, "c,andel,<=,50,,,saknas,\n", false);
  assert_rows("klass,op,mal\nd,<=,50\n", "klass,antal,bas\n", NULL, "d,andel,<=,50,,,saknas,\n", false);
  assert_rows("klass,op,mal\n", "klass,antal,bas\n", "[]", "", true);
}

/* 24 to 35 of 73: 32.9 to 47.9 percent. */
static void those_who_are_not_known_decide(void **state)
{
  (void)state;
  assert_rows("klass,op,mal\na,>=,32\na,>=,40\na,>=,48\na,<=,40\n",
              "klass,antal,bas,andel,saknas,andel_lagst,andel_hogst\na,24,73,32.9,11,32.9,47.9\n", NULL,
              "a,andel,>=,32,32.9,0.9,ja,\na,andel,>=,40,32.9,-7.1,oklart,\na,andel,>=,48,32.9,-15.1,nej,\n"
              "a,andel,<=,40,32.9,-7.1,oklart,\n",
              false);
  assert_rows("klass,op,mal\na,<=,48\n", "klass,antal,bas,saknas,andel_lagst,andel_hogst\na,24,73,11,32.9,47.9\n", NULL,
              "a,andel,<=,48,32.9,-15.1,ja,\n", true);
}

static void what_is_refused(void **state)
{
  (void)state;
  const struct {
    const char *targets, *first, *second, *message;
  } cases[] = {
      {"klass,op,mal\na,>=,1\n", "kon,klass,antal,bas\nK,a,1,4\nM,a,3,4\n", NULL, "two results for this target: "},
      {"klass,op,mal\na,>=,1\n", "klass,antal,bas\na,1,4\n", "klass,andel\na,1\n", "two results for this target: "},
      {"matt,op,mal\na,>=,1\n", by_sex, NULL, "the key column \"matt\" is in none of the tables: "},
      {"klass,op,mal\na,>=,1\n", "klass,antal,bas\na,x,4\n", NULL, "\"x\" is not a number"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const char *const tables[TABLES] = {cases[i].first, cases[i].second};
    struct outcome out;
    assert_int_not_equal(hold(cases[i].targets, tables, &out), UT_OK);
    assert_memory_equal(out.err.text, cases[i].message, strlen(cases[i].message));
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(totals_stand_for_keys_that_are_lacking),
      cmocka_unit_test(what_has_no_target_follows),
      cmocka_unit_test(an_empty_key_does_not_apply),
      cmocka_unit_test(no_result_is_not_zero),
      cmocka_unit_test(those_who_are_not_known_decide),
      cmocka_unit_test(what_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
