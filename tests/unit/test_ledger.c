/* The ledger as it is read from rows. */
#include "utfall/ledger.h"

#include "rows.h"

static char ledger_path[32]; /* the reader does not copy it */

static struct ut_ledger *ledger_of(const char *text, bool negate, struct ut_error *err)
{
  struct ut_reader_options options = {.from = UT_AUTO};
  struct ut_ledger *l = NULL;
  char *paths[] = {ledger_path};
  int fd = file_of(text, ledger_path);
  ut_ledger_open(&l, paths, 1, &options, negate, err);
  close(fd);
  return l;
}

static void entries_as_they_stand(void **state)
{
  (void)state;
  struct ut_entry e;
  struct ut_ledger *l = ledger_of("verifikat;belopp;datum;insats;konto\nA1;1 362,50;2019-02-03;Alfa;5010\n"
                                  "A2;(5);2019-02-04;;\n",
                                  false, NULL);
  assert_int_equal(ut_ledger_next(l, &e, NULL), UT_OK);
  assert_true(e.belopp == 136250 && e.datum == day("2019-02-03") && e.line == 2);
  assert_true(ut_text_is(e.insats, "Alfa") && ut_text_is(e.konto, "5010") && ut_text_is(e.verifikat, "A1"));
  assert_true(e.text.len == 0 && e.kategori.len == 0);
  assert_int_equal(ut_ledger_next(l, &e, NULL), UT_OK);
  assert_true(e.belopp == -500 && e.insats.len == 0);
  assert_int_equal(ut_ledger_next(l, &e, NULL), UT_END);
  ut_ledger_free(l);
  l = ledger_of("insats,datum,belopp\nAlfa,2019-02-03,\u22121 000\n", true, NULL);
  assert_int_equal(ut_ledger_next(l, &e, NULL), UT_OK);
  assert_true(e.belopp == 100000);
  ut_ledger_free(l);
}

static void what_is_no_ledger(void **state)
{
  (void)state;
  const struct {
    const char *text, *field, *message;
  } cases[] = {
      {"insats,datum,belopp\nA,2019-02-30,1\n", "datum", "\"2019-02-30\" is not a date (expected YYYY-MM-DD)"},
      {"insats,datum,belopp\nA,2019-02-03,1,5\n", "", "the row has 4 fields and the header 3"},
      {"insats,datum,belopp\nA,2019-02-03,1.2.3\n", "belopp",
       "\"1.2.3\" is not an amount: more than one decimal separator"},
      {"insats,datum,belopp\nA,2019-02-03,-92233720368547758.08\n", "belopp",
       "the amount is too large to turn its sign"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct ut_entry e;
    struct ut_error err = {0};
    struct ut_ledger *l = ledger_of(cases[i].text, true, &err);
    assert_non_null(l);
    assert_int_not_equal(ut_ledger_next(l, &e, &err), UT_OK);
    assert_int_equal(err.line, 2);
    assert_string_equal(err.field, cases[i].field);
    assert_string_equal(err.text, cases[i].message);
    ut_ledger_free(l);
  }
  struct ut_error err = {0};
  assert_null(ledger_of("insats,belopp\n", false, &err));
  assert_string_equal(err.text, "there is no column \"datum\"; the columns are insats, belopp");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(entries_as_they_stand),
      cmocka_unit_test(what_is_no_ledger),
  };
  return cmocka_run_group_tests_name("ledger", tests, NULL, NULL);
}
