/* The ledger as it is read from rows and from SIE. */
#include "budget/ledger.h"

#include "../rows.h"

static char ledger_path[32]; /* the reader does not copy it */

/* The caller frees what a failure leaves. */
static enum ut_status open_ledger(struct ut_ledger **l, const char *text, bool negate, struct ut_error *err)
{
  const struct ut_books books = {.negate = negate};
  char *paths[] = {ledger_path};
  int fd = file_of(text, ledger_path);
  enum ut_status status = ut_ledger_open(l, &(struct ut_ledger_files){.paths = paths, .count = 1}, &books, err);
  close(fd);
  return status;
}

static struct ut_ledger *ledger_of(const char *text, bool negate)
{
  struct ut_ledger *l;
  assert_int_equal(open_ledger(&l, text, negate, NULL), UT_OK);
  return l;
}

static void entries_as_they_are(void **state)
{
  (void)state;
  struct ut_entry e;
  struct ut_ledger *l = ledger_of("verifikat;belopp;datum;insats;konto\nA1;1 362,50;2019-02-03;Alfa;5010\n"
                                  "A2;(5);2019-02-04;;\n",
                                  false);
  assert_int_equal(ut_ledger_next(l, &e, NULL), UT_OK);
  assert_true(e.belopp == 136250 && e.datum == day("2019-02-03") && e.line == 2);
  assert_true(ut_text_is(e.insats, "Alfa") && ut_text_is(e.konto, "5010") && ut_text_is(e.verifikat, "A1"));
  assert_true(e.text.len == 0 && e.kategori.len == 0);
  assert_int_equal(ut_ledger_next(l, &e, NULL), UT_OK);
  assert_true(e.belopp == -500 && e.insats.len == 0);
  assert_int_equal(ut_ledger_next(l, &e, NULL), UT_END);
  ut_ledger_free(l);
  l = ledger_of("insats,datum,belopp\nAlfa,2019-02-03,\u22121 000\n", true);
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
      {"insats,datum,belopp\nA,2019-02-30,1\n", "datum", "\"2019-02-30\" is not a date: February 2019 has 28 days"},
      {"insats,datum,belopp\nA,2019-02-03,1,5\n", "", "the row has 4 fields and the header 3"},
      {"insats,datum,belopp\nA,2019-02-03,1.2.3\n", "belopp",
       "\"1.2.3\" is not an amount: more than one decimal separator"},
      {"insats,datum,belopp\nA,2019-02-03,-92233720368547758.08\n", "belopp",
       "the amount is too large to turn its sign"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct ut_entry e;
    struct ut_error err = {0};
    struct ut_ledger *l = ledger_of(cases[i].text, true);
    assert_int_not_equal(ut_ledger_next(l, &e, &err), UT_OK);
    assert_int_equal(err.line, 2);
    assert_string_equal(err.field, cases[i].field);
    assert_string_equal(err.text, cases[i].message);
    ut_ledger_free(l);
  }
  struct ut_error err = {0};
  struct ut_ledger *l;
  assert_int_equal(open_ledger(&l, "insats,belopp\n", false, &err), UT_USAGE);
  assert_string_equal(err.text, "there is no column \"datum\"; the columns are insats, belopp");
  ut_ledger_free(l);
}

#define SIE_HEAD                                                                                                       \
  "#FLAGGA 0\n#RAR 0 20190101 20191231\n#KONTO 1930 Bank\n#KONTO 3010 Bidrag\n#KONTO 5010 L\u00f6ner\n"                \
  "#OBJEKT 6 JF Jobb\n#OBJEKT 6 ST Steget\n#OBJEKT 1 V V\u00e4st\n"

struct expected {
  const char *insats, *datum, *konto, *text, *verifikat;
  ut_money belopp;
};

static void expect(struct ut_ledger *l, const struct expected *expected, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    struct ut_entry e;
    assert_int_equal(ut_ledger_next(l, &e, NULL), UT_OK);
    assert_true(ut_text_is(e.insats, expected[i].insats) && ut_text_is(e.konto, expected[i].konto));
    assert_true(ut_text_is(e.text, expected[i].text) && ut_text_is(e.verifikat, expected[i].verifikat));
    assert_true(e.datum == day(expected[i].datum) && e.belopp == expected[i].belopp && e.kategori.len == 0);
  }
}

/* A ledger of rows, then of vouchers, then of rows with other columns. */
static void vouchers_between_rows(void **state)
{
  (void)state;
  char names[3][32], *paths[] = {names[0], names[1], names[2]};
  const int fds[] = {file_of("insats,datum,belopp\nAlfa,2019-02-03,1\n", names[0]),
                     file_of(SIE_HEAD
                             "#SIETYP 4\n#VER A 7 20190228 Mars\n{\n#TRANS 5010 {6 JF} 9.50\n"
                             "#TRANS 5010 {1 V 6 ST} 2 20190301 Egen\n#TRANS 3010 {6 X} -1\n"
                             "#TRANS 5010 {1 V} 4\n#TRANS 1930 {6 JF} -14.50\n}\n#PSALDO 0 201902 5010 {6 JF} 9.50\n",
                             names[1]),
                     file_of("belopp,verifikat,datum,insats\n2,B1,2019-02-04,Beta\n", names[2])};
  const struct expected expected[] = {
      {"Alfa", "2019-02-03", "", "", "", 100},         {"Jobb", "2019-02-28", "5010", "Mars", "A7", 950},
      {"ST", "2019-03-01", "5010", "Egen", "A7", 200}, {"X", "2019-02-28", "3010", "Mars", "A7", -100},
      {"", "2019-02-28", "5010", "Mars", "A7", 400},   {"Beta", "2019-02-04", "", "", "B1", 200},
  };
  const struct ut_ledger_files files = {.paths = paths, .count = 3};
  struct ut_distinct known = {0};
  struct ut_ledger *l;
  struct ut_entry e;
  uint32_t number;
  assert_int_equal(ut_distinct_add(&known, ut_text_of("ST"), &number), UT_OK);
  assert_int_equal(ut_ledger_open(&l, &files, &(struct ut_books){.known = &known}, NULL), UT_OK);
  expect(l, expected, sizeof expected / sizeof *expected);
  assert_int_equal(ut_ledger_next(l, &e, NULL), UT_END);
  ut_ledger_free(l);
  ut_distinct_clear(&known);
  for (size_t i = 0; i < 3; i++)
    close(fds[i]);
}

/* Not the totals, not last year's, not those by another dimension, no balance accounts. `negate` is not for SIE. */
static void months_by_object(void **state)
{
  (void)state;
  struct ut_entry e;
  struct ut_ledger *l = ledger_of(
      SIE_HEAD "#RAR -1 20180101 20181231\n#SIETYP 3\n#PSALDO 0 201902 5010 {} 9\n#PSALDO 0 201902 5010 {6 JF} 8\n"
               "#PSALDO 0 201902 5010 {1 V} 9\n#PSALDO -1 201802 5010 {6 JF} 7\n#PSALDO 0 201902 1930 {6 JF} -8\n",
      true);
  expect(l, &(struct expected){"Jobb", "2019-02-28", "5010", "L\u00f6ner", "", 800}, 1);
  assert_int_equal(ut_ledger_next(l, &e, NULL), UT_END);
  ut_ledger_free(l);
}

static void sie_without_insatser(void **state)
{
  (void)state;
  const struct {
    const char *text, *message;
  } cases[] = {
      {"#FLAGGA 0\n#SIETYP 1\n", "a SIE file of type 1 has no objects: only types 3 and 4 say what an insats paid"},
      {SIE_HEAD "#SIETYP 2\n#PSALDO 0 201902 5010 {} 9\n",
       "a SIE file of type 2 has no objects: only types 3 and 4 say what an insats paid"},
      {SIE_HEAD "#SIETYP 3\n#PSALDO 0 201902 5010 {1 V} 9\n",
       "no month of an object of dimension 6 is in this SIE file of type 3"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct ut_entry e;
    struct ut_error err = {0};
    struct ut_ledger *l = ledger_of(cases[i].text, false);
    assert_int_equal(ut_ledger_next(l, &e, &err), UT_BAD_INPUT);
    assert_string_equal(err.text, cases[i].message);
    assert_string_equal(err.source, ledger_path);
    ut_ledger_free(l);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(entries_as_they_are),   cmocka_unit_test(what_is_no_ledger),
      cmocka_unit_test(vouchers_between_rows), cmocka_unit_test(months_by_object),
      cmocka_unit_test(sie_without_insatser),
  };
  return cmocka_run_group_tests_name("ledger", tests, NULL, NULL);
}
