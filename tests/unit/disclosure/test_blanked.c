/* What a blanked row loses, and the report of it. */
#include "utfall/suppress.h"

#include "../tidy_tables.h"

static const struct ut_suppress_options usual = {.min = 5, .interval = 5};

typedef enum ut_status write_function(const struct ut_suppress *s, struct ut_output *output);

static enum ut_status write_csv(const struct ut_suppress *s, struct ut_output *output)
{
  return ut_suppress_write(s, output, UT_CSV, NULL);
}

static enum ut_status write_json(const struct ut_suppress *s, struct ut_output *output)
{
  return ut_suppress_write(s, output, UT_JSONL, NULL);
}

static enum ut_status write_report(const struct ut_suppress *s, struct ut_output *output)
{
  return ut_suppress_report(s, output, NULL);
}

static void assert_written(const char *csv, write_function *write_table, const char *expected)
{
  struct table t = table_of(csv);
  struct ut_suppress *s;
  struct ut_output output;
  char written[512] = "";
  int fd = memfd_create("written", 0);
  assert_int_equal(ut_suppress_new(&s, t.tidy, &usual, NULL), UT_OK);
  ut_output_init(&output, fd, "written");
  assert_int_equal(write_table(s, &output), UT_OK);
  assert_int_equal(ut_output_commit(&output, NULL), UT_OK);
  assert_true(pread(fd, written, sizeof written - 1, 0) >= 0);
  assert_string_equal(written, expected);
  close(fd);
  ut_suppress_free(s);
  free_table(&t);
}

/* Numbers go by the name of their column or by their looks; keys and words stay, numbers or not. */
static void what_a_row_loses(void **state)
{
  (void)state;
  assert_written("startar,antal,andel,omfang,anm\n2019,3,okand,\"12,5 %\",från 2018\n2020,9,75.0,-1,12\n", write_csv,
                 "startar,antal,andel,omfang,anm,skyddad\n2019,,,,från 2018,primar\n2020,9,75.0,-1,12,\n");
  assert_written("ort,antal,pris\nA,3,4 000 kr\nB,2,1e+05\nC,1,2 av 12\nD,4,från 7\n", write_csv,
                 "ort,antal,pris,skyddad\nA,,,primar\nB,,,primar\nC,,,primar\nD,,från 7,primar\n");
}

/* A line that counts nobody is written in its place. */
static void money_without_a_count_stays(void **state)
{
  (void)state;
  assert_written("insats,finansiar,kostnad,antal\nA,FK,10,\nA,*,10,3\nB,FK,5,\n", write_csv,
                 "insats,finansiar,kostnad,antal,skyddad\nA,FK,10,,\nA,*,,,primar\nB,FK,5,,\n");
}

static void null_in_json(void **state)
{
  (void)state;
  assert_written("a,antal\nx,3\ny,9\n*,12\n", write_json,
                 "{\"a\":\"x\",\"antal\":null,\"skyddad\":\"primar\"}\n"
                 "{\"a\":\"y\",\"antal\":null,\"skyddad\":\"sekundar\"}\n"
                 "{\"a\":\"*\",\"antal\":12,\"skyddad\":\"\"}\n");
}

/* 3 and 9 of the 100 that rows other than the total hold. */
static void what_was_lost(void **state)
{
  (void)state;
  assert_written("a,antal\nx,3\ny,9\nz,88\n*,100\n", write_report,
                 "skal,antal,bas,andel,deltagare,andel_deltagare\n"
                 "litet_antal,1,4,25.0,3,3.0\n"
                 "sekundar,1,4,25.0,9,9.0\n"
                 "*,2,4,50.0,12,12.0\n");
}

/* A total that is blanked counts as a row, and adds no persons. */
static void totals_add_no_persons(void **state)
{
  (void)state;
  assert_written("a,antal\nx,3\n*,3\n", write_report,
                 "skal,antal,bas,andel,deltagare,andel_deltagare\n"
                 "litet_antal,2,2,100.0,3,100.0\n"
                 "*,2,2,100.0,3,100.0\n");
}

static void nothing_lost(void **state)
{
  (void)state;
  assert_written("a,antal\n", write_report, "skal,antal,bas,andel,deltagare,andel_deltagare\n");
  assert_written("[]", write_csv, "");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_a_row_loses), cmocka_unit_test(money_without_a_count_stays), cmocka_unit_test(null_in_json),
      cmocka_unit_test(what_was_lost),    cmocka_unit_test(totals_add_no_persons),       cmocka_unit_test(nothing_lost),
  };
  return cmocka_run_group_tests_name("blanked", tests, NULL, NULL);
}
