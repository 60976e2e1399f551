/* Selection: each status at the edges of a period, and what cannot be asked. */
#include "participation/selection.h"

#include "../rows.h"

/* How many of the rows are selected? */
static int count(const char *csv, struct ut_selection_options options)
{
  struct ut_participations *p = participations_of(csv, UT_DATE_NONE);
  struct ut_selection *s;
  struct ut_error err = {0};
  int n = 0;
  if (ut_selection_new(&s, p, &options, &err) != UT_OK)
    fail_msg("%s", err.text);
  while (ut_participations_next(p, NULL) == UT_OK)
    n += ut_selection_has(s, p);
  ut_selection_free(s);
  ut_participations_free(p);
  return n;
}

static void everything_without_a_question(void **state)
{
  (void)state;
  struct ut_selection_options any = {.period = {UT_DATE_NONE, UT_DATE_NONE}};
  assert_int_equal(count("insats,start\nA,2019-01-01\nB,1700-01-01\n", any), 2);
}

static void statuses_at_the_edges(void **state)
{
  (void)state;
  static const struct {
    const char *start, *slut;
    bool selected[4]; /* active, started, ended, open */
  } stays[] = {
      {"2018-01-01", "2018-12-31", {0, 0, 0, 0}}, {"2018-01-01", "2019-01-01", {1, 0, 1, 0}},
      {"2019-01-01", "2019-12-31", {1, 1, 1, 0}}, {"2019-12-31", "2020-01-01", {1, 1, 0, 1}},
      {"2018-01-01", "", {1, 0, 0, 1}},           {"2020-01-01", "", {0, 0, 0, 0}},
  };
  for (size_t i = 0; i < sizeof stays / sizeof *stays; i++)
    for (int status = UT_ACTIVE; status <= UT_OPEN; status++) {
      struct ut_selection_options in_2019 = {.period = {day("2019-01-01"), day("2019-12-31")},
                                             .status = (enum ut_selection_status)status};
      char csv[80];
      snprintf(csv, sizeof csv, "insats,start,slut\nA,%s,%s\n", stays[i].start, stays[i].slut);
      assert_int_equal(count(csv, in_2019), stays[i].selected[status]);
    }
}

static void all_must_hold(void **state)
{
  (void)state;
  static const char csv[] =
      "insats,kon,fodelsear,start\nAlfa,K,1990,2019-01-01\nAlfa,M,1990,2019-01-01\n"
      "Beta,K,1990,2019-01-01\nAlfa,K,1970,2019-01-01\nAlfa,K,,2019-01-01\nAlfa,K,1990,2020-01-01\n";
  struct ut_selection_options o = {.period = {day("2019-01-01"), day("2019-12-31")}};
  assert_int_equal(count(csv, o), 5);
  o.insats = "A*";
  assert_int_equal(count(csv, o), 4);
  o.age = "..30";
  assert_int_equal(count(csv, o), 2);
  o.where = "kon = K";
  assert_int_equal(count(csv, o), 1);
}

static void what_cannot_be_asked(void **state)
{
  (void)state;
  static const struct {
    struct ut_selection_options options;
    const char *field;
  } wrong[] = {{{.age = "20"}, "--age"},         {{.age = ".."}, "--age"},       {{.age = "30..20"}, "--age"},
               {{.age = "20..x"}, "--age"},      {{.age = "-5..20"}, "--age"},   {{.age = "1...5"}, "--age"},
               {{.where = "kn = K"}, "--where"}, {{.where = "kon ="}, "--where"}};
  struct ut_participations *p = participations_of("insats,start,kon,fodelsear\n", UT_DATE_NONE);
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    struct ut_selection *s;
    struct ut_error err = {0};
    assert_int_equal(ut_selection_new(&s, p, &wrong[i].options, &err), UT_USAGE);
    ut_selection_free(s);
    assert_string_equal(err.field, wrong[i].field);
  }
  ut_participations_free(p);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(everything_without_a_question),
      cmocka_unit_test(statuses_at_the_edges),
      cmocka_unit_test(all_must_hold),
      cmocka_unit_test(what_cannot_be_asked),
  };
  return cmocka_run_group_tests_name("selection", tests, NULL, NULL);
}
