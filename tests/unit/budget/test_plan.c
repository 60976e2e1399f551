/* The plan: what is read, and how an amount is spread over months. */
#include "budget/plan.h"

#include "../rows.h"

static enum ut_status load(struct ut_plan *p, const char *text, bool negate, struct ut_error *err)
{
  char path[32];
  int fd = file_of(text, path);
  const struct ut_books books = {.negate = negate};
  *p = (struct ut_plan){0};
  enum ut_status status = ut_plan_load(p, path, &books, err);
  close(fd);
  return status;
}

static struct ut_plan_row row_of(const char *period, ut_money belopp)
{
  struct ut_plan_row row = {.belopp = belopp};
  assert_int_equal(ut_period_parse(ut_text_of(period), &row.period, NULL), UT_OK);
  return row;
}

static ut_money until(const struct ut_spread *s, const char *iso)
{
  return ut_spread_within(s, s->first, ut_month_of(day(iso)));
}

static void rows_as_they_are(void **state)
{
  (void)state;
  struct ut_plan p;
  assert_int_equal(load(&p, "belopp;period;insats;post\n1 362 250,50;2019Q3;Alfa;Lön\n-5;2019-07;Beta;\n", false, NULL),
                   UT_OK);
  assert_int_equal(p.count, 2);
  const struct ut_plan_row *first = &p.rows[0], *second = &p.rows[1];
  assert_true(ut_text_is(first->insats, "Alfa") && ut_text_is(first->post, "Lön") && first->kategori.len == 0);
  assert_true(first->belopp == 136225050 && first->line == 2);
  assert_true(first->period.first == day("2019-07-01") && first->period.last == day("2019-09-30"));
  assert_true(second->belopp == -500 && second->line == 3);
  ut_plan_clear(&p);
  assert_int_equal(load(&p, "insats,period,belopp\nAlfa,2019,-10.50\n", true, NULL), UT_OK);
  assert_true(p.rows[0].belopp == 1050);
  ut_plan_clear(&p);
  assert_int_equal(load(&p, "[]", false, NULL), UT_OK);
  assert_int_equal(p.count, 0);
  ut_plan_clear(&p);
}

#define SIE_HEAD                                                                                                       \
  "#FLAGGA 0\n#SIETYP 3\n#RAR 0 20190101 20191231\n#KONTO 1930 Bank\n#KONTO 3510 Bidrag\n#KONTO 5010 L\u00f6ner\n"     \
  "#KONTO 9010 Internt\n#KTYP 9010 K\n#OBJEKT 6 JF Jobb\n"

static void check_row(const struct ut_plan_row *row, const char *insats, const char *post, const char *first,
                      ut_money belopp)
{
  assert_true(ut_text_is(row->insats, insats) && ut_text_is(row->post, post) && row->kategori.len == 0);
  assert_true(row->period.first == day(first) && row->belopp == belopp);
}

/* Not the totals (of which objects are the parts), not those by another dimension, no balance accounts; every year. */
static void budgets_of_sie(void **state)
{
  (void)state;
  struct ut_plan p;
  const char *text = SIE_HEAD "#PBUDGET 0 201901 5010 {} 9\n#PBUDGET 0 201901 5010 {6 JF} 8.50\n"
                              "#PBUDGET 0 201901 5010 {1 V} 7\n#PBUDGET -1 201812 9010 {1 V 6 X} 6\n"
                              "#PBUDGET 0 201902 3510 {6 JF} -5\n#PBUDGET 0 201901 1930 {6 JF} 4\n";
  assert_int_equal(load(&p, text, true, NULL), UT_OK);
  assert_int_equal(p.count, 3);
  check_row(&p.rows[0], "Jobb", "L\u00f6ner", "2019-01-01", 850);
  check_row(&p.rows[1], "X", "Internt", "2018-12-01", 600);
  check_row(&p.rows[2], "Jobb", "Bidrag", "2019-02-01", -500);
  assert_true(p.rows[1].period.last == day("2018-12-31") && p.rows[0].line == 11);
  ut_plan_clear(&p);
}

static struct ut_text first_insats(const char *path, const struct ut_books *books, struct ut_plan *p)
{
  ut_plan_clear(p);
  assert_int_equal(ut_plan_load(p, path, books, NULL), UT_OK);
  return p->rows[0].insats;
}

static void sie_by_number_and_dimension(void **state)
{
  (void)state;
  char path[32];
  struct ut_plan p = {0};
  struct ut_distinct known = {0};
  struct ut_books books = {.known = &known};
  uint32_t number;
  int fd = file_of(SIE_HEAD "#PBUDGET 0 201901 5010 {1 V 6 JF} 8\n", path);
  assert_int_equal(ut_distinct_add(&known, ut_text_of("JF"), &number), UT_OK);
  assert_true(ut_text_is(first_insats(path, &books, &p), "JF"));
  books.dimension = 1;
  assert_true(ut_text_is(first_insats(path, &books, &p), "V"));
  ut_plan_clear(&p);
  struct ut_error err = {0};
  books.dimension = 2;
  assert_int_equal(ut_plan_load(&p, path, &books, &err), UT_BAD_INPUT);
  assert_string_equal(err.text, "no budget (#PBUDGET) of an object of dimension 2 is in this SIE file");
  ut_plan_clear(&p);
  ut_distinct_clear(&known);
  close(fd);
}

/* 100,00 kr over September-December 2018 of an insatstid that begins in the middle of September: 25 kr a month. */
static void months_begun_count(void **state)
{
  (void)state;
  struct ut_period tid = {day("2018-09-15"), day("2021-06-30")};
  struct ut_plan_row row = row_of("2018", 10000);
  struct ut_spread s = ut_plan_spread(&row, &tid);
  assert_true(s.count == 4 && !s.outside);
  assert_true(until(&s, "2018-08-31") == 0 && until(&s, "2018-09-01") == 2500 && until(&s, "2018-11-30") == 7500);
  assert_true(until(&s, "2018-12-01") == 10000 && until(&s, "2030-01-01") == 10000);
  row = row_of("2021", 600);
  s = ut_plan_spread(&row, &tid);
  assert_true(s.count == 6 && until(&s, "2021-03-01") == 300 && until(&s, "2021-06-30") == 600);
}

/* 1,00 kr over three months: 33.3 -> 33, 66.7 -> 67, 100 öre; halves go away from zero: 1 öre over two months. */
static void rounding_is_cumulative(void **state)
{
  (void)state;
  struct ut_plan_row row = row_of("2019Q1", 100);
  struct ut_spread s = ut_plan_spread(&row, NULL);
  assert_true(until(&s, "2019-01-31") == 33 && until(&s, "2019-02-01") == 67 && until(&s, "2019-03-01") == 100);
  int january = ut_month_of(day("2019-01-01"));
  assert_true(ut_spread_within(&s, january, january) + ut_spread_within(&s, january + 1, january + 1) +
                  ut_spread_within(&s, january + 2, january + 2) ==
              100);
  row = row_of("2019-01..2019-02", -1);
  s = ut_plan_spread(&row, NULL);
  assert_true(until(&s, "2019-01-31") == -1 && until(&s, "2019-02-28") == -1);
  row = row_of("2019-01..2019-02", 1);
  s = ut_plan_spread(&row, NULL);
  assert_true(until(&s, "2019-01-31") == 1);
}

/* (2^63 - 1) x 7 / 12 = 5380300354831952554.08 (bc). */
static void large_amounts_do_not_overflow(void **state)
{
  (void)state;
  struct ut_plan_row row = row_of("2019", INT64_MAX);
  struct ut_spread s = ut_plan_spread(&row, NULL);
  assert_true(until(&s, "2019-07-01") == INT64_C(5380300354831952554));
  row.belopp = -INT64_MAX;
  s = ut_plan_spread(&row, NULL);
  assert_true(until(&s, "2019-07-01") == INT64_C(-5380300354831952554));
}

static void outside_the_insatstid(void **state)
{
  (void)state;
  struct ut_period tid = {day("2017-01-01"), day("2018-12-31")};
  struct ut_plan_row row = row_of("2019", 1200);
  struct ut_spread s = ut_plan_spread(&row, &tid);
  assert_true(s.outside && s.count == 12 && until(&s, "2019-01-01") == 100);
  row = row_of("2018-07..2019-06", 1200);
  s = ut_plan_spread(&row, &tid);
  assert_true(!s.outside && s.count == 6 && until(&s, "2018-12-31") == 1200);
}

static bool is_in(char *const *ledgers, size_t count)
{
  bool is;
  assert_int_equal(ut_plan_is_in(ledgers, count, &is, NULL), UT_OK);
  return is;
}

/* A ledger has its plan in it when it is a SIE file; a pipe could not be read twice. */
static void a_plan_in_a_ledger(void **state)
{
  (void)state;
  const struct {
    const char *text;
    bool is;
  } cases[] = {{"#FLAGGA 0\n", true}, {"insats,period,belopp\n", false}, {"", false}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char path[32];
    int fd = file_of(cases[i].text, path);
    char *const ledgers[] = {path, path};
    assert_true(is_in(ledgers, 1) == cases[i].is);
    assert_false(is_in(ledgers, 2));
    close(fd);
  }
  int ends[2];
  char path[32], none[] = "no-such.se", *const ledgers[] = {path}, *const nowhere[] = {none};
  assert_int_equal(pipe(ends), 0);
  assert_true(write(ends[1], "#FLAGGA 0\n", 10) == 10);
  snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
  assert_false(is_in(ledgers, 1));
  close(ends[0]);
  close(ends[1]);
  assert_false(is_in(nowhere, 1));
}

static void what_is_no_plan(void **state)
{
  (void)state;
  const struct {
    const char *text, *field, *message;
  } cases[] = {
      {"insats,period\n", "", "there is no column \"belopp\"; the columns are insats, period"},
      {"insats,period,belopp\n,2019,1\n", "insats", "the name is empty"},
      {"insats,period,belopp\n*,2019,1\n", "insats", "\"*\" is no name: it stands for totals"},
      {"insats,period,belopp,post\nA,2019,1,*\n", "post", "\"*\" is no name: it stands for totals"},
      {"insats,period,belopp\nA,2019Q5,1\n", "period",
       "\"2019Q5\" is not a period (expected 2019, 2019H1, 2019T1, 2019Q3 or 2019-07)"},
      {"insats,period,belopp\nA,2019..,1\n", "period",
       "\"2019..\" is a period without an end; an amount cannot be spread over it"},
      {"insats,period,belopp\nA,2019,\n", "belopp", "\"\" is not an amount: no digits where the amount should begin"},
      {"insats,period,belopp\nA,2019,1.234\n", "belopp", "\"1.234\" is not an amount: more than two decimals"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct ut_plan p;
    struct ut_error err = {0};
    assert_int_not_equal(load(&p, cases[i].text, false, &err), UT_OK);
    ut_plan_clear(&p);
    assert_string_equal(err.text, cases[i].message);
    assert_string_equal(err.field, cases[i].field);
    assert_true(err.line == (cases[i].field[0] ? 2 : 0));
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(rows_as_they_are),       cmocka_unit_test(months_begun_count),
      cmocka_unit_test(rounding_is_cumulative), cmocka_unit_test(large_amounts_do_not_overflow),
      cmocka_unit_test(outside_the_insatstid),  cmocka_unit_test(what_is_no_plan),
      cmocka_unit_test(budgets_of_sie),         cmocka_unit_test(sie_by_number_and_dimension),
      cmocka_unit_test(a_plan_in_a_ledger),
  };
  return cmocka_run_group_tests_name("plan", tests, NULL, NULL);
}
