/* Which tables are not for the public. */
#include "report/exposure.h"

#include "../rows.h"

static enum ut_status judge(const char *csv, struct ut_error *err)
{
  char path[32];
  int fd = file_of(csv, path);
  const struct ut_reader_options options = {0};
  struct ut_whole_table *t;
  assert_int_equal(ut_whole_table_load(&t, path, &options, err), UT_OK);
  enum ut_status status = ut_exposure_check(t, err);
  ut_whole_table_free(t);
  close(fd);
  return status;
}

static void assert_public(const char *csv)
{
  struct ut_error err = {0};
  if (judge(csv, &err) != UT_OK)
    fail_msg("%s%s", csv, err.text);
}

static void assert_exposed(const char *csv, const char *why)
{
  struct ut_error err = {0};
  assert_int_equal(judge(csv, &err), UT_SHORT);
  if (!strstr(err.text, why))
    fail_msg("%s%s", csv, err.text);
}

static void counts_of_persons_are_not_public(void **state)
{
  (void)state;
  assert_exposed("klass,antal\na,1\n", "counts persons (column antal)");
  assert_exposed("klass,antal_dagar\na,1\n", "counts persons (column antal_dagar)");
  assert_exposed("period,in\n2019,1\n", "counts persons (column in)");
  assert_exposed("kod,fore,efter\narbete,1,2\n", "counts persons (column fore)");
  assert_exposed("insats,kostnad,deltagare\nBron,1,2\n", "counts persons (column deltagare)");
}

static void shares_of_persons_are_not_public(void **state)
{
  (void)state;
  assert_exposed("klass,andel\na,33.3\n", "counts persons (column andel)");
  assert_exposed("klass,ki_lag\na,33.3\n", "counts persons (column ki_lag)");
  assert_exposed("kolumn,resultat\nandel,33.3\n", "counts persons (column kolumn)");
  assert_public("kolumn,resultat\nforbrukning_ar_pct,70\n");
}

static void rows_of_persons_are_not_public(void **state)
{
  (void)state;
  assert_exposed("id,matt,varde\na,halsa,3\n", "a row for each person");
  assert_exposed("insats,start,kon\nBron,2019-01-01,K\n", "a row for each person");
  assert_exposed("id,kon,skyddad\na,K,\n", "a row for each person (column id)");
  assert_exposed("insats,start,skyddad\nBron,2019-01-01,ja\n", "a row for each person");
  assert_public("insats,agare,start,platser\nBron,Staden,2019-01-01,40\n");
}

static void numbers_that_are_not_known_are_not_public(void **state)
{
  (void)state;
  assert_exposed("klass,K,M\na,1,2\n", "may count persons (column K)");
  assert_exposed("klass,K,M\na,..,..\n", "may count persons (column K)");
  assert_exposed("klass,2018\na,1\n", "may count persons (column 2018)");
  assert_exposed("klass,K\na,–\nb,12 (41.2 %)\n", "may count persons (column K)");
  assert_exposed("klass;K\na;41,2\n", "may count persons (column K)");
  assert_exposed("klass,K\na,1\u00A0234\n", "may count persons (column K)");
  assert_exposed("klass,K\na,x\nb,7\n", "may count persons (column K)");
  assert_public("insats,2018,totalt\nBron,1,1\n");
  assert_public("plats,ort\nStorgatan 1,Bro\n");
  assert_public("vecka,dag,spann\n1. Intro,2019-01-07,16-29\n");
}

static void a_mark_or_money_alone_is_public(void **state)
{
  (void)state;
  assert_public("klass,antal,skyddad\na,12,\n");
  assert_public("insats,budget_ar,forbrukning_ar_pct\nBron,100,70\n");
  assert_public("[]");
}

static void a_personnummer_is_never_shown(void **state)
{
  struct ut_error err = {0};
  (void)state;
  assert_int_equal(judge("insats,antal,skyddad\n640814-9834,12,\n", &err), UT_BAD_INPUT);
  assert_null(strstr(err.text, "640814"));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(counts_of_persons_are_not_public), cmocka_unit_test(shares_of_persons_are_not_public),
      cmocka_unit_test(rows_of_persons_are_not_public),   cmocka_unit_test(numbers_that_are_not_known_are_not_public),
      cmocka_unit_test(a_mark_or_money_alone_is_public),  cmocka_unit_test(a_personnummer_is_never_shown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
