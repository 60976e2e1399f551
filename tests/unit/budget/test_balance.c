/* Where entries are counted, and what is remarked on them. */
#include "budget/balance.h"

#include "../books.h"

struct books {
  struct ut_decisions *decisions;
  struct ut_plan *plan;
  struct ut_balance *balance;
};

static struct books books_of(const char *decisions, const char *plan, const char *as_of)
{
  struct books b = {.decisions = decisions_of(decisions), .plan = plan_of(plan)};
  assert_int_equal(ut_balance_new(&b.balance, b.decisions, b.plan, day(as_of), NULL), UT_OK);
  return b;
}

static void close_books(struct books *b)
{
  ut_balance_free(b->balance);
  ut_plan_free(b->plan);
  ut_decisions_free(b->decisions);
}

static struct ut_counted counted(struct books *b, const char *insats, const char *datum, ut_money belopp)
{
  struct ut_entry e = {.insats = ut_text_of(insats), .datum = day(datum), .belopp = belopp, .source = "l", .line = 7};
  struct ut_counted c;
  assert_int_equal(ut_balance_add(b->balance, &e, &c, NULL), UT_OK);
  return c;
}

static const char decisions[] = "insats,datum,beslutat,start,slut\nAlfa,,100,2017-01-01,2018-12-31\n"
                                "Alfa,2018-12-01,200,2019-03-01,2020-12-31\nBeta,,50,2019-01-01,2019-06-30\n";

static void where_entries_are_counted(void **state)
{
  (void)state;
  struct books b = books_of(decisions, "insats,period,belopp\nGamma,2019,5\n", "2019-12-31");
  const struct {
    const char *insats, *datum;
    bool year, total;
    const char *reason;
  } cases[] = {
      {"Alfa", "2019-03-01", true, true, ""},
      {"Alfa", "2019-02-28", true, false, "fore_beslutet"},
      {"Alfa", "2018-05-01", false, false, "fore_beslutet"},
      {"Alfa", "2020-01-01", false, false, "efter_as_of"},
      {"Beta", "2019-06-30", true, true, ""},
      {"Beta", "2019-07-01", true, true, "utanfor_insatstid"},
      {"Beta", "2018-12-31", false, true, "utanfor_insatstid"},
      {"Gamma", "2018-12-31", false, true, ""},
      {"Delta", "2019-01-01", false, false, "okand_insats"},
      {"", "2019-01-01", false, false, "okand_insats"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct ut_counted c = counted(&b, cases[i].insats, cases[i].datum, 1);
    assert_string_equal(c.reason, cases[i].reason);
    assert_true(c.year == cases[i].year && c.total == cases[i].total);
  }
  close_books(&b);
}

static void see(void *context, const char *text)
{
  struct ut_buf *all = context;
  assert_int_equal(ut_buf_format(all, "%s\n", text), UT_OK);
}

static void notes_tell_what_was_done(void **state)
{
  (void)state;
  struct books b = books_of(decisions, "insats,period,belopp\nGamma,2019,5\nBeta,2020,6\nBeta,2018,7\n", "2019-12-31");
  counted(&b, "Beta", "2019-07-01", 10);
  counted(&b, "Beta", "2019-07-02", 20);
  counted(&b, "Alfa", "2019-02-28", 40);
  counted(&b, "Delta", "2019-02-28", 80);
  counted(&b, "Alfa", "2020-02-28", 160);
  struct ut_buf all = {0}, expected = {0};
  ut_balance_say_notes(b.balance, true, see, &all);
  ut_buf_format(
      &expected,
      "\"Alfa\": 0.40 kr in 1 row, the first l:7: dated before the decision in force began, left to an earlier "
      "one\n"
      "\"Beta\": 13 kr in 2 rows, the first %s:3: planned for periods outside the insatstid, spread over their "
      "own months\n"
      "\"Beta\": 0.30 kr in 2 rows, the first l:7: dated outside the insatstid, counted\n"
      "\"Gamma\": no decision is in force\n"
      "0.80 kr in 1 row, the first l:7: of insatser in neither plan nor decisions, such as \"Delta\", "
      "ignored\n",
      ut_plan_source(b.plan));
  assert_string_equal(ut_buf_string(&all), ut_buf_string(&expected));
  ut_buf_clear(&expected);
  ut_buf_clear(&all);
  close_books(&b);
}

static void sums_are_checked(void **state)
{
  (void)state;
  struct books b = books_of(decisions, "insats,period,belopp\n", "2019-12-31");
  counted(&b, "Beta", "2019-05-01", INT64_MAX);
  struct ut_entry e = {.insats = ut_text_of("Beta"), .datum = day("2019-05-01"), .belopp = 1, .source = "l", .line = 8};
  struct ut_error err = {0};
  assert_int_equal(ut_balance_add(b.balance, &e, NULL, &err), UT_BAD_INPUT);
  assert_string_equal(err.text, "a sum of amounts is too large");
  assert_true(err.line == 8 && strcmp(err.source, "l") == 0 && strcmp(err.field, "belopp") == 0);
  close_books(&b);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(where_entries_are_counted),
      cmocka_unit_test(notes_tell_what_was_done),
      cmocka_unit_test(sums_are_checked),
  };
  return cmocka_run_group_tests_name("balance", tests, NULL, NULL);
}
