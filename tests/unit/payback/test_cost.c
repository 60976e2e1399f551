/* Costs, spread over groups so that the parts sum to them. */
#include "payback/cost.h"

#include "../rows.h"

static const char prices[] = "kod,aktor,belopp_manad,typ,ar,kalla\narbete,af,1,real,2019,x\n";

static struct ut_prices *prices_of(const char *text)
{
  char path[32];
  struct ut_prices *p;
  int fd = file_of(text, path);
  assert_int_equal(ut_prices_load(&p, path, NULL, NULL), UT_OK);
  close(fd);
  return p;
}

static enum ut_status load_file(struct ut_costs **c, const char *text, struct ut_error *err)
{
  char path[32];
  int fd = file_of(text, path);
  enum ut_status status = ut_costs_load(c, path, NULL, err);
  close(fd);
  return status;
}

/* Spreads over the groups that `by` makes of the rows of insats, start, kon, sysselsattning_fore and _efter. */
static void share(struct ut_costs *c, const struct ut_names *by, enum ut_missing missing, const char *csv,
                  const ut_money *expected, size_t count)
{
  struct ut_prices *p = prices_of(prices);
  struct ut_participations *rows = participations_of(csv, UT_DATE_NONE);
  const struct ut_payback_group_options options = {
      .prices = p, .at = UT_EFTER, .missing = missing, .insatser = c->by_insats, .by = by};
  struct ut_payback_groups *groups;
  ut_money costs[8];
  assert_int_equal(ut_payback_groups_new(&groups, rows, &options, NULL), UT_OK);
  while (ut_participations_next(rows, NULL) == UT_OK)
    assert_int_equal(ut_payback_groups_add(groups, NULL), UT_OK);
  assert_int_equal(ut_payback_groups_finish(groups, NULL), UT_OK);
  assert_int_equal(groups->count, count);
  assert_int_equal(ut_costs_share(c, groups, costs, NULL), UT_OK);
  for (size_t i = 0; i < count; i++)
    assert_true(costs[i] == expected[i]);
  ut_payback_groups_free(groups);
  ut_participations_free(rows);
  ut_prices_free(p);
}

#define HEADER "insats,start,kon,sysselsattning_fore,sysselsattning_efter\n"
static const char people[] = HEADER "A,2018-01-01,K,ingen,arbete\nA,2018-01-01,M,ingen,arbete\n"
                                    "A,2018-01-01,,ingen,\nB,2018-01-01,K,ingen,ingen\n";

static void one_amount_over_all(void **state)
{
  (void)state;
  static const ut_money whole[] = {10001}, groups[] = {5001, 2500, 2500}, dropped[] = {5001, 2500, 2500};
  const struct ut_names none = {.count = 0}, kon = {.names = {ut_text_of("kon")}, .count = 1};
  struct ut_costs *c;
  assert_int_equal(ut_costs_load(&c, "100,01 kr", NULL, NULL), UT_OK);
  assert_false(c->by_insats);
  share(c, &none, UT_MISSING_UNCHANGED, people, whole, 1);
  ut_costs_free(c);
  ut_costs_load(&c, "100.01", NULL, NULL);
  /* By hand: 2, 3 and 4 quarters of 10 001 are 5 000.5, 7 500.75 and 10 001. */
  share(c, &kon, UT_MISSING_UNCHANGED, people, groups, 3);
  ut_costs_free(c);
  ut_costs_load(&c, "100.01", NULL, NULL);
  share(c, &kon, UT_MISSING_DROP, people, dropped, 3); /* who is dropped cost all the same */
  ut_costs_free(c);
  ut_costs_load(&c, "100.01", NULL, NULL);
  share(c, &none, UT_MISSING_UNCHANGED, HEADER, whole, 1); /* a cost without anybody is still a cost */
  ut_costs_free(c);
}

static void one_of_each_insats(void **state)
{
  (void)state;
  static const ut_money expected[] = {3333, 3334, 3333, UT_COST_UNKNOWN}; /* until 3 333.33, 6 666.67, 10 000 */
  const struct ut_names by = {.names = {ut_text_of("insats"), ut_text_of("kon")}, .count = 2};
  struct ut_costs *c;
  assert_int_equal(load_file(&c, "insatstid,insats,utbetalt_totalt\nx,A,100\nx,B,\nx,C,7\n", NULL), UT_OK);
  assert_true(c->by_insats && c->count == 3);
  assert_true(c->costs[1].amount == UT_COST_UNKNOWN);
  share(c, &by, UT_MISSING_UNCHANGED, people, expected, 4);
  assert_int_equal(c->costs[0].participations, 3);
  assert_int_equal(c->costs[2].participations, 0);
  assert_true(ut_text_is(c->costs[2].insats, "C"));
  ut_costs_free(c);
}

static void insatser_together(void **state)
{
  (void)state;
  /* By hand: A is shared by K, M and who is of neither, B is of K alone. */
  static const ut_money groups[] = {3333 + 500, 3334, 3333}, whole[] = {10500}, nothing[] = {0};
  static const ut_money lacks[] = {UT_COST_UNKNOWN, 3334, 3333};
  static const char costs[] = "insats,utbetalt_totalt\nB,5\nA,100\nC,7\n";
  const struct ut_names none = {.count = 0}, kon = {.names = {ut_text_of("kon")}, .count = 1};
  struct ut_costs *c;
  assert_int_equal(load_file(&c, costs, NULL), UT_OK);
  share(c, &kon, UT_MISSING_DROP, people, groups, 3);
  ut_costs_free(c);
  load_file(&c, costs, NULL);
  share(c, &none, UT_MISSING_UNCHANGED, people, whole, 1);
  ut_costs_free(c);
  load_file(&c, "insats,utbetalt_totalt\nA,100\n", NULL);
  share(c, &kon, UT_MISSING_UNCHANGED, people, lacks, 3);
  assert_true(c->count == 2 && c->costs[1].amount == UT_COST_UNKNOWN);
  assert_true(ut_text_is(c->costs[1].insats, "B") && c->costs[1].participations == 1);
  ut_costs_free(c);
  load_file(&c, costs, NULL);
  share(c, &none, UT_MISSING_UNCHANGED, HEADER, nothing, 1); /* nobody is of any of them */
  ut_costs_free(c);
}

static void what_is_no_cost(void **state)
{
  (void)state;
  static const char *const cases[][3] = {
      {"insats,utbetalt_totalt\nA,x\n", "utbetalt_totalt",
       "\"x\" is not an amount: no digits where the amount should begin"},
      {"insats,utbetalt_totalt\nA,-1\n", "utbetalt_totalt", "a cost is not below 0"},
      {"insats,utbetalt_totalt\n,1\n", "insats", "the name is empty"},
      {"insats,utbetalt_totalt\n*,1\n", "insats", "\"*\" is no name: it stands for totals"},
      {"insats,utbetalt_totalt\nA,1\nA,1\n", "insats", "the insats stands twice"},
      {"insats,belopp\nA,1\n", "", "there is no column \"utbetalt_totalt\"; the columns are insats, belopp"},
  };
  struct ut_costs *c;
  struct ut_error err = {0};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    err = (struct ut_error){0};
    assert_true(load_file(&c, cases[i][0], &err) != UT_OK);
    assert_string_equal(err.field, cases[i][1]);
    assert_string_equal(err.text, cases[i][2]);
    ut_costs_free(c);
  }
  assert_int_equal(ut_costs_load(&c, "-1", NULL, &err), UT_USAGE);
  assert_string_equal(err.text, "a cost is not below 0");
  ut_costs_free(c);
  assert_int_equal(ut_costs_load(&c, "nowhere.csv", NULL, &err), UT_IO);
  ut_costs_free(c);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(one_amount_over_all),
      cmocka_unit_test(one_of_each_insats),
      cmocka_unit_test(insatser_together),
      cmocka_unit_test(what_is_no_cost),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
