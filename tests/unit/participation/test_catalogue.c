/* The catalogue: places of the insatser that run, and what is no catalogue. */
#include "participation/catalogue.h"

#include "../rows.h"

static const char insatser[] =
    "typ;platser;slut;insats;start\nteam;2;;Alfa;2018-01-01\nprojekt;4;2019-06-30;Beta;2019-01-01\n"
    "projekt;;;Gamma;\nteam;0;;Åkern;\n";

static enum ut_status load(struct ut_catalogue **c, const char *text, const char *pattern, struct ut_error *err)
{
  char path[32];
  int fd = file_of(text, path);
  enum ut_status status = ut_catalogue_load(c, path, pattern, NULL, err);
  close(fd);
  return status;
}

static int64_t places(const struct ut_catalogue *c, const char *insats, const char *first, const char *last)
{
  return ut_catalogue_places(c, ut_text_of(insats), (struct ut_period){day(first), day(last)});
}

static void places_while_it_runs(void **state)
{
  (void)state;
  struct ut_catalogue *c;
  assert_int_equal(load(&c, insatser, NULL, NULL), UT_OK);
  assert_int_equal(ut_catalogue_count(c), 4);
  assert_true(ut_text_is(ut_catalogue_name(c, 1), "Beta"));
  assert_int_equal(places(c, "Alfa", "2017-01-01", "2017-12-31"), 0);
  assert_int_equal(places(c, "Alfa", "2030-01-01", "2030-12-31"), 2);
  assert_int_equal(places(c, "Beta", "2018-12-01", "2018-12-31"), 0);
  assert_int_equal(places(c, "Beta", "2018-12-01", "2019-01-01"), 4);
  assert_int_equal(places(c, "Beta", "2019-06-30", "2019-12-31"), 4);
  assert_int_equal(places(c, "Beta", "2019-07-01", "2019-12-31"), 0);
  assert_int_equal(places(c, "Åkern", "2019-01-01", "2019-12-31"), 0);
  assert_int_equal(places(c, "Gamma", "2019-01-01", "2019-12-31"), -1);
  assert_int_equal(places(c, "Delta", "2019-01-01", "2019-12-31"), -1);
  assert_int_equal(places(c, "*", "2019-01-01", "2019-12-31"), 6);
  assert_int_equal(places(c, "*", "2019-07-01", "2019-12-31"), 2);
  assert_true(ut_catalogue_plans(c, ut_text_of("Åkern")));
  assert_false(ut_catalogue_plans(c, ut_text_of("Gamma")) || ut_catalogue_plans(c, ut_text_of("Delta")));
  ut_catalogue_free(c);
}

static void only_those_that_match(void **state)
{
  (void)state;
  struct ut_catalogue *c;
  assert_int_equal(load(&c, insatser, "?????", NULL), UT_OK);
  assert_int_equal(ut_catalogue_count(c), 2);
  assert_int_equal(places(c, "*", "2019-01-01", "2019-12-31"), 0);
  ut_catalogue_free(c);
  assert_int_equal(load(&c, "[]", NULL, NULL), UT_OK);
  assert_int_equal(places(c, "*", "2019-01-01", "2019-12-31"), -1);
  ut_catalogue_free(c);
}

static void what_is_no_catalogue(void **state)
{
  (void)state;
  static const struct {
    const char *text, *field, *message;
    size_t line;
  } wrong[] = {
      {"insats\nA\n", "", "there is no column \"platser\"; the columns are insats", 0},
      {"insats,platser\nA,1\nA,2\n", "insats", "\"A\" stands twice", 3},
      {"insats,platser\n,2\n", "insats", "\"\" is no name", 2},
      {"insats,platser\nA,två\n", "platser", "\"två\" is not a number of places", 2},
      {"insats,platser\nA,-1\n", "platser", "\"-1\" is not a number of places", 2},
      {"insats,platser\nA,1000001\n", "platser", "\"1000001\" is not a number of places", 2},
      {"insats,platser,start\nA,1,2019\n", "start", "\"2019\" is not a date (expected YYYY-MM-DD)", 2},
      {"insats,platser,start,slut\nA,1,2019-02-01,2019-01-31\n", "slut", "the insats ends before it starts", 2},
      {"insats,platser\nA\n", "", "the row has 1 fields and the header 2", 2},
  };
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    struct ut_catalogue *c;
    struct ut_error err = {0};
    assert_int_not_equal(load(&c, wrong[i].text, NULL, &err), UT_OK);
    ut_catalogue_free(c);
    assert_string_equal(err.text, wrong[i].message);
    assert_string_equal(err.field, wrong[i].field);
    assert_int_equal(err.line, wrong[i].line);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(places_while_it_runs),
      cmocka_unit_test(only_those_that_match),
      cmocka_unit_test(what_is_no_catalogue),
  };
  return cmocka_run_group_tests_name("catalogue", tests, NULL, NULL);
}
