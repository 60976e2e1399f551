/* Who comes back: a few persons followed by hand. */
#include "participation/returning.h"

#include <fcntl.h>

#include "../rows.h"

/* Writes the table of `csv` into `got`; only rows of an insats that begins with A are selected. */
static void written(const char *csv, const char *as_of, const struct ut_returning_options *options, char got[1024])
{
  struct ut_participations *p = participations_of(csv, day(as_of));
  const struct ut_names by = {.count = 0};
  struct ut_returning *r;
  struct ut_partial part = {0};
  struct ut_output output;
  char path[] = "/tmp/utfall-returning.XXXXXX";
  close(mkstemp(path));
  assert_int_equal(ut_returning_new(&r, p, options, &by, NULL), UT_OK);
  while (ut_participations_next(p, NULL) == UT_OK)
    assert_int_equal(ut_returning_add(r, ut_participations_row(p)->fields[0].ptr[0] == 'A', NULL), UT_OK);
  assert_int_equal(ut_output_open(&output, path, NULL), UT_OK);
  assert_int_equal(ut_returning_close(r, &part, NULL), UT_OK);
  ut_partial_clear(&part);
  assert_int_equal(ut_returning_write(r, false, &output, UT_CSV, 1, NULL), UT_OK);
  assert_int_equal(ut_output_commit(&output, NULL), UT_OK);
  ut_returning_free(r);
  ut_participations_free(p);
  int fd = open(path, O_RDONLY);
  ssize_t len = read(fd, got, 1023);
  assert_true(len >= 0);
  got[len] = '\0';
  close(fd);
  unlink(path);
}

#define HEADER "efter_manader,utgangar,ater,andel,ki_lag,ki_hog,median_dagar\n"

static void one_of_two_is_back_within_a_year(void **state)
{
  static const char csv[] = "insats,id,start,slut,avslutsorsak\n"
                            "A,a,2017-01-01,2018-03-01,fullfoljd\n"
                            "A,b,2017-01-01,2018-05-01,fullfoljd\n"
                            "A,c,2017-01-01,2018-05-01,ovrigt\n"
                            "B,a,2019-02-01,,\n";
  const struct ut_returning_options options = {.returns = "24,6,12", .from = "avslutsorsak = fullfoljd", .gap = 14};
  char got[1024];
  (void)state;
  written(csv, "2020-12-31", &options, got);
  assert_string_equal(got, HEADER "6,2,0,0.0,0.0,65.8,\n"
                                  "12,2,1,50.0,9.5,90.5,337.0\n"
                                  "24,2,1,50.0,9.5,90.5,337.0\n");
}

/* The first exit counts, one comes back to rows that are not selected, and only to the insatser that are named. */
static void the_first_exit_and_the_first_return_count(void **state)
{
  static const char csv[] = "insats,id,start,slut\n"
                            "A,a,2019-01-01,2019-03-01\n"
                            "A,a,2018-01-01,2018-01-31\n"
                            "B,a,2018-02-14,2018-02-15\n"
                            "C,a,2018-04-01,2018-04-02\n";
  const struct ut_returning_options any = {.returns = "6", .from = "true", .gap = 14};
  const struct ut_returning_options none = {.returns = "6", .from = "true", .gap = 13};
  const struct ut_returning_options to = {.returns = "6", .from = "true", .to = "D*", .gap = 0};
  char got[1024];
  (void)state;
  written(csv, "2019-12-31", &any, got);
  assert_string_equal(got, HEADER "6,1,1,100.0,20.7,100.0,60.0\n");
  written(csv, "2019-12-31", &none, got);
  assert_string_equal(got, HEADER "6,1,1,100.0,20.7,100.0,14.0\n");
  written(csv, "2019-12-31", &to, got);
  assert_string_equal(got, HEADER "6,1,0,0.0,0.0,79.3,\n");
}

static void what_cannot_be_is_refused(void **state)
{
  static const struct {
    struct ut_returning_options options;
    const char *field;
  } rows[] = {{{.returns = "6m", .from = "true"}, "--returns"}, {{.returns = "6", .from = "start ="}, "--from"}};
  const struct ut_names by = {.count = 0};
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct ut_participations *p = participations_of("insats,id,start\nA,a,2018-01-01\n", day("2019-01-01"));
    struct ut_returning *r;
    struct ut_error err = {0};
    assert_int_equal(ut_returning_new(&r, p, &rows[i].options, &by, &err), UT_USAGE);
    assert_string_equal(err.field, rows[i].field);
    ut_returning_free(r);
    ut_participations_free(p);
  }
  ut_returning_free(NULL);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(one_of_two_is_back_within_a_year),
      cmocka_unit_test(the_first_exit_and_the_first_return_count),
      cmocka_unit_test(what_cannot_be_is_refused),
  };
  return cmocka_run_group_tests_name("returning", tests, NULL, NULL);
}
