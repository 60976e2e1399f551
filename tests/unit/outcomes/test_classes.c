/* Outcome classes: files of rules, good and bad, and which class a row falls into. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../files.h"
#include "utfall/classes.h"

static void expect_refusal(const char *text, const char *expected)
{
  struct ut_classes *c;
  struct ut_error err = {0};
  char shown[UT_ERROR_TEXT + UT_ERROR_SOURCE];
  write_file("c.csv", text, strlen(text));
  assert_int_not_equal(ut_classes_load(&c, "c.csv", NULL, &err), UT_OK);
  ut_classes_free(c);
  assert_string_equal(ut_error_format(&err, shown, sizeof shown), expected);
}

static struct ut_classes *loaded(const char *text)
{
  struct ut_classes *c = NULL;
  struct ut_error err = {0};
  write_file("c.csv", text, strlen(text));
  if (ut_classes_load(&c, "c.csv", NULL, &err) != UT_OK)
    fail_msg("%s", err.text);
  return c;
}

static void test_files_that_are_refused(void **state)
{
  (void)state;
  expect_refusal("", "c.csv: there is no header: the input is empty");
  expect_refusal("klass,etikett\na,A\n", "c.csv: there is no column \"villkor\"; the columns are klass, etikett");
  expect_refusal("villkor\ntrue\n", "c.csv: there is no column \"klass\"; the columns are villkor");
  expect_refusal("klass,villkor\n", "c.csv: there are no rules");
  expect_refusal("[]", "c.csv: there are no rules");
  expect_refusal("klass,villkor\na,true\n ,true\n", "c.csv:3: a rule needs both klass and villkor");
  expect_refusal("klass,villkor\na,\n", "c.csv:2: a rule needs both klass and villkor");
  expect_refusal("klass,villkor\na,true\novrigt,true\n", "c.csv:3: no class can be named \"ovrigt\"");
  expect_refusal("klass,villkor\nuppgift_saknas,true\n", "c.csv:2: no class can be named \"uppgift_saknas\"");
  expect_refusal("klass,villkor\n*,true\n", "c.csv:2: no class can be named \"*\", which stands for a total");
  expect_refusal("klass,villkor\nb\u00E5da,true\n",
                 "c.csv:2: no class can be named \"b\u00E5da\", which stands for a total");
  expect_refusal("klass,villkor\na,true,x\n", "c.csv:2: the row has 3 fields and the header 2");
}

static void test_missing_file(void **state)
{
  struct ut_classes *c;
  struct ut_error err;
  (void)state;
  assert_int_equal(ut_classes_load(&c, "none.csv", NULL, &err), UT_IO);
  ut_classes_free(c);
  assert_string_equal(err.text, "cannot open: No such file or directory");
}

static void test_labels_may_be_left_out(void **state)
{
  struct ut_classes *c = loaded("klass,villkor\narbete,true\n");
  (void)state;
  assert_int_equal(ut_classes_count(c), 1);
  assert_true(ut_text_is(ut_classes_get(c, 0), "arbete"));
  assert_int_equal(ut_classes_labels(c).labels[0].sv.len, 0);
  assert_int_equal(ut_classes_labels(c).labels[0].en.len, 0);
  ut_classes_free(c);
}

/* A class stands where it first occurs, with the labels it has there. */
static void test_several_rules_of_one_class(void **state)
{
  struct ut_classes *c =
      loaded("etikett,klass,villkor,etikett_en\nArbete,arbete,kon = K,Work\nStudier,studier,kon = M,Studies\n"
             "Annat,arbete,kon is empty,Other\n");
  (void)state;
  assert_int_equal(ut_classes_count(c), 2);
  assert_true(ut_text_is(ut_classes_labels(c).labels[0].sv, "Arbete"));
  assert_true(ut_text_is(ut_classes_labels(c).labels[1].en, "Studies"));
  assert_int_equal(ut_classes_find(c, ut_text_of("studier")), 1);
  assert_int_equal(ut_classes_find(c, ut_text_of("ovrigt")), -1);
  ut_classes_free(c);
}

/* Sixty-two classes and the two that need no rule fill the bits of a set. */
static void test_as_many_classes_as_there_may_be(void **state)
{
  struct ut_buf text = {0};
  (void)state;
  ut_buf_add_string(&text, "klass,villkor\n");
  for (int i = 0; i < UT_CLASSES_MAX; i++)
    ut_buf_format(&text, "k%d,true\n", i);
  ut_buf_add_string(&text, "k0,false or true\n");
  struct ut_classes *c = loaded(ut_buf_string(&text));
  assert_int_equal(ut_classes_count(c), 62);
  ut_classes_free(c);
  ut_buf_add_string(&text, "k62,true\n");
  expect_refusal(ut_buf_string(&text), "c.csv:65: more than 62 classes");
  ut_buf_clear(&text);
}

static struct ut_participations *participations(const char *text)
{
  char path[] = "rows.csv";
  char *paths[] = {path};
  struct ut_reader_options options = {.from = UT_AUTO};
  struct ut_reader *r;
  struct ut_participations *p;
  struct ut_error err;
  write_file(path, text, strlen(text));
  assert_int_equal(ut_reader_open(&r, paths, 1, &options, &err), UT_OK);
  assert_int_equal(ut_participations_open(&p, r, UT_DATE_NONE, UT_EFTER, &err), UT_OK);
  return p;
}

static void test_condition_that_does_not_compile(void **state)
{
  struct ut_classes *c = loaded("klass,villkor\na,true\nb,sysselsattning has arbette\n");
  struct ut_participations *p = participations("insats,start,sysselsattning_efter\n");
  struct ut_scope scope = ut_participations_scope(p);
  struct ut_error err = {0};
  char shown[UT_ERROR_TEXT + UT_ERROR_SOURCE];
  (void)state;
  assert_int_equal(ut_classes_compile(c, &scope, &err), UT_USAGE);
  assert_string_equal(ut_error_format(&err, shown, sizeof shown),
                      "c.csv:3: villkor: unknown code \"arbette\" of sysselsattning (did you mean arbete?)\n"
                      "  sysselsattning has arbette\n"
                      "                     ^");
  ut_classes_free(c);
  ut_participations_free(p);
}

static const char rules[] = "klass,etikett,etikett_en,villkor\n"
                            "arbete,Arbete,Work,sysselsattning has arbete\n"
                            "studier,Studier,Studies,sysselsattning has studier\n"
                            "arbete,Arbete,Work,forsorjning has lon\n";
enum { ARBETE = 1, STUDIER = 2, OVRIGT = 4, SAKNAS = 8 };

struct match {
  const char *cells; /* occupation and support after */
  uint64_t first;
  size_t rule;
  uint64_t all;
  size_t all_rule;
};

static void check_match(const struct match *m)
{
  struct ut_buf text = {0};
  struct ut_error err;
  size_t rule;
  ut_buf_format(&text, "insats,start,slut,sysselsattning_efter,forsorjning_efter\nPIMA,2019-01-01,2019-06-30,%s\n",
                m->cells);
  struct ut_participations *p = participations(ut_buf_string(&text));
  struct ut_scope scope = ut_participations_scope(p);
  struct ut_classes *c = loaded(rules);
  assert_int_equal(ut_classes_compile(c, &scope, &err), UT_OK);
  assert_int_equal(ut_participations_next(p, &err), UT_OK);
  const struct ut_value *values = ut_participations_values(p);
  if (ut_classes_match(c, values, false, &rule) != m->first || rule != m->rule)
    fail_msg("%s: not the class expected", m->cells);
  if (ut_classes_match(c, values, true, &rule) != m->all || rule != m->all_rule)
    fail_msg("%s: not the classes expected", m->cells);
  ut_classes_free(c);
  ut_participations_free(p);
  ut_buf_clear(&text);
}

/* Subsidised work is work where a rule says work. Nothing matched: it is `ovrigt` if all that the rules read is there,
 * else it cannot be known; an occupation that is there and does not match does not make up for support that is not. */
static void test_match(void **state)
{
  static const struct match cases[] = {
      {"arbete,sjukpenning", ARBETE, 1, ARBETE, 1},
      {"arbete_subventionerat,sjukpenning", ARBETE, 1, ARBETE, 1},
      {"studier,studiestod", STUDIER, 2, STUDIER, 2},
      {"arbete:50|studier:50,lon", ARBETE, 1, ARBETE | STUDIER, 1},
      {"studier,lon", STUDIER, 2, ARBETE | STUDIER, 2},
      {"ingen,lon", ARBETE, 3, ARBETE, 3},
      {",lon", ARBETE, 3, ARBETE, 3},
      {"ingen,ingen", OVRIGT, 0, OVRIGT, 0},
      {"praktik,a_kassa", OVRIGT, 0, OVRIGT, 0},
      {",ingen", SAKNAS, 0, SAKNAS, 0},
      {"ingen,", SAKNAS, 0, SAKNAS, 0},
      {",", SAKNAS, 0, SAKNAS, 0},
      {"arbete,", ARBETE, 1, ARBETE, 1},
  };
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    check_match(&cases[i]);
}

static void test_free_of_nothing(void **state)
{
  (void)state;
  ut_classes_free(NULL);
}

int main(void)
{
  static const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_files_that_are_refused),
      cmocka_unit_test(test_missing_file),
      cmocka_unit_test(test_labels_may_be_left_out),
      cmocka_unit_test(test_several_rules_of_one_class),
      cmocka_unit_test(test_as_many_classes_as_there_may_be),
      cmocka_unit_test(test_condition_that_does_not_compile),
      cmocka_unit_test(test_match),
      cmocka_unit_test(test_free_of_nothing),
  };
  return cmocka_run_group_tests_name("outcome", tests, enter_scratch, leave_scratch);
}
