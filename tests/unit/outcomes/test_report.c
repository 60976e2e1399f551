/* Reports of outcomes, and rows with their class: counted by hand from a few participations. The intervals are what R
 * 4.2 answers to prop.test(n, base, correct = FALSE). */
#include "outcomes/report.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "outcomes/assignment.h"

#define HEADER                                                                                                         \
  "insats,anonym,kon,start,slut,avslutsorsak,sysselsattning_fore,sysselsattning_efter,forsorjning_fore,"               \
  "forsorjning_efter\n"

/* Four who have ended and one who is still in. */
static const char people[] =
    HEADER "A,,K,2019-01-01,2019-01-11,fullfoljd,ingen,arbete:50,sjukpenning,lon\n"
           "A,,M,2019-01-01,2019-01-21,flytt,arbete:50,arbete:75|studier:25,sjukpenning|lon,lon\n"
           "A,,K,2019-01-01,2019-01-02,fullfoljd,,studier,,\n"
           "A,,M,2019-01-01,2019-01-05,,arbete,,a_kassa,a_kassa\n"
           "A,,K,2019-01-01,,,arbete,,a_kassa,\n";

static const char rules[] = "klass,villkor\njobb,sysselsattning has arbete\nplugg,sysselsattning has studier\n";

static char *write_file(const char *text)
{
  char *path = strdup("/tmp/utfall-report.XXXXXX");
  int fd = mkstemp(path);
  assert_true(fd >= 0);
  assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
  close(fd);
  return path;
}

static void remove_file(char *path)
{
  unlink(path);
  free(path);
}

static struct ut_participations *open_rows(const char *path, ut_date as_of, enum ut_occasion at)
{
  struct ut_reader_options options = {.from = UT_AUTO};
  struct ut_reader *reader;
  struct ut_participations *p;
  char *paths[] = {(char *)path};
  assert_int_equal(ut_reader_open(&reader, paths, 1, &options, NULL), UT_OK);
  assert_int_equal(ut_participations_open(&p, reader, as_of, at, NULL), UT_OK);
  return p;
}

static struct ut_classes *load_rules(struct ut_participations *p)
{
  struct ut_scope scope = ut_participations_scope(p);
  struct ut_classes *classes;
  char *path = write_file(rules);
  assert_int_equal(ut_classes_load(&classes, path, NULL, NULL), UT_OK);
  assert_int_equal(ut_classes_compile(classes, &scope, NULL), UT_OK);
  remove_file(path);
  return classes;
}

/* Opens an output on a new file, whose path is returned. */
static char *open_output(struct ut_output *output)
{
  char *path = write_file("");
  assert_int_equal(ut_output_open(output, path, NULL), UT_OK);
  return path;
}

static void expect_output(struct ut_output *output, char *path, const char *expected)
{
  char got[8192];
  assert_int_equal(ut_output_commit(output, NULL), UT_OK);
  int fd = open(path, O_RDONLY);
  ssize_t len = read(fd, got, sizeof got - 1);
  assert_true(len >= 0);
  got[len] = '\0';
  close(fd);
  remove_file(path);
  assert_string_equal(got, expected);
}

static struct ut_report_options options_of(enum ut_report_kind kind, struct ut_names by)
{
  return (struct ut_report_options){.kind = kind, .at = UT_EFTER, .as_of = UT_DATE_NONE, .by = by, .confidence = 95};
}

static struct ut_names names_of(const char *first, const char *second)
{
  struct ut_names by = {.count = 0};
  if (first)
    by.names[by.count++] = ut_text_of(first);
  if (second)
    by.names[by.count++] = ut_text_of(second);
  return by;
}

static enum ut_status close_and_write(struct ut_report *r, struct ut_output *output, enum ut_format to, int decimals)
{
  struct ut_partial part = {0};
  enum ut_status status = ut_report_close(r, "antal", &part, NULL);
  ut_partial_clear(&part);
  return status == UT_OK ? ut_report_write(r, output, to, decimals, NULL) : status;
}

/* The report over all participations of `csv` that have ended, or all of them. */
static void expect_written(const char *csv, struct ut_report_options options, bool all, enum ut_format to, int decimals,
                           const char *expected)
{
  char *path = write_file(csv);
  struct ut_participations *p = open_rows(path, options.as_of, options.at);
  struct ut_classes *classes = options.kind == UT_SHARES ? load_rules(p) : NULL;
  struct ut_report *r;
  struct ut_output output;
  options.classes = classes;
  assert_int_equal(ut_report_new(&r, p, &options, NULL), UT_OK);
  while (ut_participations_next(p, NULL) == UT_OK)
    if (all || ut_participations_current(p).slut != UT_DATE_NONE)
      assert_int_equal(ut_report_take(r, NULL), UT_OK);
  char *out = open_output(&output);
  assert_int_equal(close_and_write(r, &output, to, decimals), UT_OK);
  expect_output(&output, out, expected);
  ut_report_free(r);
  ut_classes_free(classes);
  ut_participations_free(p);
  remove_file(path);
}

static void expect_report(const char *csv, struct ut_report_options options, bool all, const char *expected)
{
  expect_written(csv, options, all, UT_CSV, 1, expected);
}

/* K: employed on day 91 of a stay that goes on, out on day 183 without. M: employed after the exit of day 30, no event.
 * 30o 91e 183o: 1/3 by 3 months; the day of the exit is inside the mark of 6. */
static void time_is_counted_from_the_start(void **state)
{
  static const char csv[] = "insats,kon,start,slut,anstallning_start\n"
                            "A,K,2019-01-01,,2019-04-02\n"
                            "A,K,2019-01-01,2019-07-03,\n"
                            "A,M,2019-01-01,2019-01-31,2019-02-01\n";
  struct ut_report_options options = options_of(UT_TIME, names_of(NULL, NULL));
  (void)state;
  options.as_of = ut_date_make(2020, 12, 31);
  options.waiting = (struct ut_waiting){.employment = true, .marks = {{1, 3, 6}, 3}};
  expect_report(
      csv, options, true,
      "efter_manader,efter_dagar,risk,handelser,konkurrerande,censurerade,andel,ki_lag,ki_hog,median_manader\n"
      "1,30,2,0,1,0,0.0,,,\n"
      "3,91,1,1,1,0,33.3,0.9,77.4,\n"
      "6,183,0,1,2,0,33.3,0.9,77.4,\n");
}

static void expect_refused(const char *csv, enum ut_report_kind kind, const char *by, const char *field,
                           const char *text)
{
  char *path = write_file(csv);
  struct ut_participations *p = open_rows(path, UT_DATE_NONE, UT_EFTER);
  struct ut_names names = names_of(by, NULL);
  struct ut_report_options options = options_of(kind, names);
  struct ut_report *r;
  struct ut_error err = {0};
  assert_int_equal(ut_report_new(&r, p, &options, &err), UT_USAGE);
  ut_report_free(r);
  assert_string_equal(err.field, field);
  assert_non_null(strstr(err.text, text));
  ut_participations_free(p);
  remove_file(path);
}

static void test_shares(void **state)
{
  struct ut_names none = names_of(NULL, NULL), kon = names_of("kon", NULL);
  struct ut_report_options options = options_of(UT_SHARES, none);
  (void)state;
  expect_report(people, options, false,
                "klass,antal,bas,andel,ki_lag,ki_hog\njobb,2,4,50.0,15.0,85.0\nplugg,1,4,25.0,4.6,69.9\n"
                "uppgift_saknas,1,4,25.0,4.6,69.9\n");
  options.multiple = true;
  expect_report(people, options, false,
                "klass,antal,bas,andel,ki_lag,ki_hog\njobb,2,4,50.0,15.0,85.0\nplugg,2,4,50.0,15.0,85.0\n"
                "uppgift_saknas,1,4,25.0,4.6,69.9\n");
  options = options_of(UT_SHARES, kon);
  options.totals = true;
  expect_written(people, options, false, UT_CSV, 0,
                 "kon,klass,antal,bas,andel,ki_lag,ki_hog\nK,jobb,1,2,50,9,91\nK,plugg,1,2,50,9,91\n"
                 "M,jobb,1,2,50,9,91\nM,plugg,0,2,0,0,66\nM,uppgift_saknas,1,2,50,9,91\n"
                 "*,jobb,2,4,50,15,85\n*,plugg,1,4,25,5,70\n*,uppgift_saknas,1,4,25,5,70\n");
}

static void test_shares_of_nobody(void **state)
{
  struct ut_names none = names_of(NULL, NULL), kon = names_of("kon", NULL);
  struct ut_report_options options = options_of(UT_SHARES, none);
  (void)state;
  expect_report(HEADER, options, true, "klass,antal,bas,andel,ki_lag,ki_hog\njobb,0,0,,,\nplugg,0,0,,,\n");
  options.by = kon;
  expect_report(HEADER, options, true, "kon,klass,antal,bas,andel,ki_lag,ki_hog\n");
  options.totals = true;
  expect_written(
      HEADER, options, true, UT_JSONL, 1,
      "{\"kon\":\"*\",\"klass\":\"jobb\",\"antal\":0,\"bas\":0,\"andel\":null,\"ki_lag\":null,\"ki_hog\":null}\n"
      "{\"kon\":\"*\",\"klass\":\"plugg\",\"antal\":0,\"bas\":0,\"andel\":null,\"ki_lag\":null,\"ki_hog\":null}\n");
}

static void test_change(void **state)
{
  struct ut_names none = names_of(NULL, NULL);
  (void)state;
  expect_report(people, options_of(UT_CHANGE, none), false,
                "kod,fore,efter,forandring,forandring_pct\narbete,2,2,0,0.0\narbete_subventionerat,0,0,0,\n"
                "studier,0,2,2,\narbetssokande,0,0,0,\npraktik,0,0,0,\nrehabilitering,0,0,0,\n"
                "forstarkt_samarbete,0,0,0,\ndaglig_verksamhet,0,0,0,\nforaldraledig,0,0,0,\nannat,0,0,0,\n"
                "ingen,1,0,-1,-100.0\nuppgift_saknas,1,1,0,0.0\n");
}

/* The first began, the second went from 50 to 100 percent, of the third it is not known what was before. */
static void test_gained(void **state)
{
  struct ut_names none = names_of(NULL, NULL), kon = names_of("kon", NULL);
  struct ut_report_options options = options_of(UT_GAINED, none);
  (void)state;
  expect_report(people, options, false, "arbetar_studerar,bas,andel,borjat,okat\n3,4,75.0,1,1\n");
  expect_report(HEADER, options, false, "arbetar_studerar,bas,andel,borjat,okat\n0,0,,0,0\n");
  options.by = kon;
  options.totals = true;
  expect_report(people, options, false,
                "kon,arbetar_studerar,bas,andel,borjat,okat\nK,2,2,100.0,1,0\nM,1,2,50.0,0,1\n*,3,4,75.0,1,1\n");
}

static void test_support(void **state)
{
  struct ut_names none = names_of(NULL, NULL);
  (void)state;
  expect_report(people, options_of(UT_SUPPORT, none), false,
                "kod,fore,efter,forandring,forandring_pct\nsjukpenning,2,0,-2,-100.0\naktivitetsersattning,0,0,0,\n"
                "sjukersattning,0,0,0,\na_kassa,1,1,0,0.0\naktivitetsstod,0,0,0,\netableringsersattning,0,0,0,\n"
                "forsorjningsstod,0,0,0,\nhabiliteringsersattning,0,0,0,\nstudiestod,0,0,0,\nforaldrapenning,0,0,0,\n"
                "alderspension,0,0,0,\nlon,1,2,1,100.0\nannan,0,0,0,\ningen,0,0,0,\nuppgift_saknas,1,1,0,0.0\n");
}

/* 14 sources after for each of sjukpenning, a_kassa, lon and what is not known before, of which one row each here. */
static void test_matrix(void **state)
{
  char *path = write_file(people);
  struct ut_participations *p = open_rows(path, UT_DATE_NONE, UT_EFTER);
  struct ut_names none = names_of(NULL, NULL);
  struct ut_report_options options = options_of(UT_MATRIX, none);
  struct ut_report *r;
  struct ut_output output;
  (void)state;
  assert_int_equal(ut_report_new(&r, p, &options, NULL), UT_OK);
  while (ut_participations_next(p, NULL) == UT_OK)
    assert_int_equal(ut_report_take(r, NULL), UT_OK);
  ut_output_init(&output, -1, "nowhere");
  assert_int_equal(close_and_write(r, &output, UT_CSV, 1), UT_OK);
  const char *text = ut_buf_string(&output.buf);
  size_t lines = 0;
  for (const char *at = text; (at = strchr(at, '\n')); at++)
    lines++;
  assert_int_equal(lines, 1 + 4 * 14 + 2); /* a_kassa and uppgift_saknas have one of which nothing is known after */
  assert_non_null(strstr(text, "fore,efter,antal,bas,andel\nsjukpenning,sjukpenning,0,2,0.0\n"));
  assert_non_null(strstr(text, "sjukpenning,lon,2,2,100.0\n"));
  assert_non_null(strstr(text, "a_kassa,a_kassa,1,2,50.0\n"));
  assert_non_null(strstr(text, "a_kassa,ingen,0,2,0.0\na_kassa,uppgift_saknas,1,2,50.0\nlon,sjukpenning,0,1,0.0\n"));
  assert_non_null(strstr(text, "lon,lon,1,1,100.0\n"));
  assert_non_null(strstr(text, "uppgift_saknas,uppgift_saknas,1,1,100.0\n"));
  ut_output_abandon(&output);
  ut_report_free(r);
  ut_participations_free(p);
  remove_file(path);
}

/* A group that is none of the report's, as another program may write into a part, is an error, and no endless loop. */
static void test_foreign_group(void **state)
{
  char *path = write_file(people);
  struct ut_participations *p = open_rows(path, UT_DATE_NONE, UT_EFTER);
  struct ut_report_options options = options_of(UT_DURATION, names_of(NULL, NULL));
  const struct ut_text foreign[] = {ut_text_of("x"), ut_text_of("1")};
  struct ut_partial part = {0};
  struct ut_error err = {0};
  struct ut_report *r;
  struct ut_output output;
  int64_t *counters;
  (void)state;
  assert_int_equal(ut_report_new(&r, p, &options, NULL), UT_OK);
  while (ut_participations_next(p, NULL) == UT_OK)
    assert_int_equal(ut_report_take(r, NULL), UT_OK);
  assert_int_equal(ut_report_close(r, "antal", &part, NULL), UT_OK);
  assert_int_equal(ut_table_find(part.fields[0].table, foreign, &counters, NULL), UT_OK);
  counters[0] = 1;
  ut_partial_clear(&part);
  ut_output_init(&output, -1, "nowhere");
  assert_int_equal(ut_report_write(r, &output, UT_CSV, 1, &err), UT_BAD_INPUT);
  assert_non_null(strstr(err.text, "cannot count"));
  ut_output_abandon(&output);
  ut_report_free(r);
  ut_participations_free(p);
  remove_file(path);
}

/* 10, 20, 1 and 4 days: mean 35 / 4, median 7, months 8.75 * 12 / 365.25 = 0.287. */
static void test_duration(void **state)
{
  struct ut_names none = names_of(NULL, NULL), kon = names_of("kon", NULL), two = names_of("kon", "insats");
  struct ut_report_options options = options_of(UT_DURATION, none);
  (void)state;
  expect_written(people, options, true, UT_CSV, 2,
                 "status,antal,medel_dagar,median_dagar,medel_manader\navslutad,4,8.75,7.00,0.29\npagaende,1,,,\n");
  options.as_of = ut_date_make(2019, 1, 5);
  expect_written(people, options, true, UT_CSV, 2,
                 "status,antal,medel_dagar,median_dagar,medel_manader\navslutad,2,2.50,2.50,0.08\n"
                 "pagaende,3,4.00,4.00,0.13\n");
  options = options_of(UT_DURATION, kon);
  options.totals = true;
  expect_report(people, options, true,
                "kon,status,antal,medel_dagar,median_dagar,medel_manader\nK,avslutad,2,5.5,5.5,0.2\nK,pagaende,1,,,\n"
                "M,avslutad,2,12.0,12.0,0.4\nM,pagaende,0,,,\n*,avslutad,4,8.8,7.0,0.3\n*,pagaende,1,,,\n");
  options.by = two;
  expect_report(
      HEADER, options, true,
      "kon,insats,status,antal,medel_dagar,median_dagar,medel_manader\n*,*,avslutad,0,,,\n*,*,pagaende,0,,,\n");
  options.totals = false;
  expect_report(HEADER, options, true, "kon,insats,status,antal,medel_dagar,median_dagar,medel_manader\n");
}

static void test_reasons(void **state)
{
  struct ut_names none = names_of(NULL, NULL);
  (void)state;
  expect_report(
      people, options_of(UT_REASONS, none), false,
      "avslutsorsak,antal,bas,andel\nfullfoljd,2,4,50.0\navbrott_halsa,0,4,0.0\navbrott_egen_begaran,0,4,0.0\n"
      "avbrott_misskotsel,0,4,0.0\nflytt,1,4,25.0\nforaldraledig,0,4,0.0\npension,0,4,0.0\n"
      "ej_forlangt_beslut,0,4,0.0\novrigt,0,4,0.0\nuppgift_saknas,1,4,25.0\n");
}

static void test_refused(void **state)
{
  (void)state;
  expect_refused("insats,start\n", UT_CHANGE, NULL, "", "no column \"sysselsattning_fore\"");
  expect_refused("insats,start\n", UT_MATRIX, NULL, "", "no column \"forsorjning_fore\"");
  expect_refused("insats,start\n", UT_REASONS, NULL, "", "no column \"avslutsorsak\"");
  expect_refused("insats,start\n", UT_DURATION, "kon", "--by", "no column \"kon\"");
  expect_refused(HEADER, UT_DURATION, "sysselsattning", "--by", "sysselsattning_efter holds lists");
  expect_refused(HEADER, UT_REASONS, "avslutsorsak", "--by", "a column avslutsorsak of its own");
}

/* A value that stands for all others cannot be a group. */
static void test_star(void **state)
{
  char *path = write_file("insats,start,slut\n*,2019-01-01,2019-01-02\n");
  struct ut_participations *p = open_rows(path, UT_DATE_NONE, UT_EFTER);
  struct ut_names by = names_of("insats", NULL);
  struct ut_report_options options = options_of(UT_DURATION, by);
  struct ut_report *r;
  (void)state;
  assert_int_equal(ut_report_new(&r, p, &options, NULL), UT_OK);
  assert_int_equal(ut_participations_next(p, NULL), UT_OK);
  assert_int_equal(ut_report_take(r, NULL), UT_BAD_INPUT);
  ut_report_free(r);
  ut_participations_free(p);
  remove_file(path);
}

static void expect_assigned(const char *csv, bool multiple, const char *left_out, const char *expected)
{
  char *path = write_file(csv);
  struct ut_participations *p = open_rows(path, UT_DATE_NONE, UT_EFTER);
  struct ut_classes *classes = load_rules(p);
  struct ut_report *r;
  struct ut_assignment *a;
  struct ut_output output;
  char *out = open_output(&output);
  const struct ut_report_options options = {.kind = UT_SHARES, .classes = classes, .multiple = multiple};
  assert_int_equal(ut_report_new(&r, p, &options, NULL), UT_OK);
  assert_int_equal(ut_assignment_new(&a, r, &output, UT_CSV, NULL), UT_OK);
  while (ut_participations_next(p, NULL) == UT_OK)
    assert_int_equal(ut_assignment_add(a, left_out, NULL), UT_OK);
  assert_int_equal(ut_assignment_finish(a, NULL), UT_OK);
  expect_output(&output, out, expected);
  ut_assignment_free(a);
  ut_report_free(r);
  ut_classes_free(classes);
  ut_participations_free(p);
  remove_file(path);
}

static void test_assignment(void **state)
{
  static const char rows[] = "insats;start;sysselsattning_efter\nA;2019-01-01;arbete|studier\nB;2019-01-01;studier\n"
                             "C;2019-01-01;ingen\nD;2019-01-01;\n";
  (void)state;
  expect_assigned(rows, false, NULL,
                  "insats,start,sysselsattning_efter,klass,regel\nA,2019-01-01,arbete|studier,jobb,1\n"
                  "B,2019-01-01,studier,plugg,2\nC,2019-01-01,ingen,ovrigt,\nD,2019-01-01,,uppgift_saknas,\n");
  expect_assigned(rows, true, NULL,
                  "insats,start,sysselsattning_efter,klass,regel\nA,2019-01-01,arbete|studier,jobb|plugg,1\n"
                  "B,2019-01-01,studier,plugg,2\nC,2019-01-01,ingen,ovrigt,\nD,2019-01-01,,uppgift_saknas,\n");
  expect_assigned("insats,start,sysselsattning_efter\nA,2019-01-01,arbete\n", false, "undantagen",
                  "insats,start,sysselsattning_efter,klass,regel\nA,2019-01-01,arbete,,undantagen\n");
  expect_assigned("[]", false, NULL, "insats,start,klass,regel\n");
}

static void test_assignment_twice(void **state)
{
  char *path = write_file("insats,start,sysselsattning_efter,regel\n");
  struct ut_participations *p = open_rows(path, UT_DATE_NONE, UT_EFTER);
  struct ut_classes *classes = load_rules(p);
  struct ut_report *r;
  struct ut_assignment *a;
  struct ut_output output;
  struct ut_error err = {0};
  const struct ut_report_options options = {.kind = UT_SHARES, .classes = classes};
  (void)state;
  ut_output_init(&output, -1, "nowhere");
  assert_int_equal(ut_report_new(&r, p, &options, NULL), UT_OK);
  assert_int_equal(ut_assignment_new(&a, r, &output, UT_CSV, &err), UT_USAGE);
  ut_assignment_free(a);
  ut_report_free(r);
  assert_string_equal(err.text, "the stream has a column regel already");
  ut_classes_free(classes);
  ut_participations_free(p);
  remove_file(path);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(time_is_counted_from_the_start),
      cmocka_unit_test(test_shares),
      cmocka_unit_test(test_shares_of_nobody),
      cmocka_unit_test(test_change),
      cmocka_unit_test(test_gained),
      cmocka_unit_test(test_support),
      cmocka_unit_test(test_foreign_group),
      cmocka_unit_test(test_matrix),
      cmocka_unit_test(test_duration),
      cmocka_unit_test(test_reasons),
      cmocka_unit_test(test_refused),
      cmocka_unit_test(test_star),
      cmocka_unit_test(test_assignment),
      cmocka_unit_test(test_assignment_twice),
  };
  return cmocka_run_group_tests_name("report", tests, NULL, NULL);
}
