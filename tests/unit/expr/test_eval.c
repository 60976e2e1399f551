/* Conditions: each form of comparison, precedence, missing values, how deep they nest. */
#include "utfall/expr.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "../conditions.h"

static struct ut_expr *compiled(const char *text)
{
  struct ut_expr *e = NULL;
  struct ut_error err = {0};
  if (ut_expr_compile(&e, text, &scope, &err))
    fail_msg("%s: %s", text, err.text);
  return e;
}

struct row {
  struct ut_cells *cells[SLOTS];
  struct ut_value values[SLOTS];
};

static void set_cell(struct row *row, struct ut_text cell)
{
  struct ut_text name;
  ut_text_split(&cell, '=', &name);
  for (size_t i = 0; i < SLOTS; i++)
    if (ut_text_is(name, names[i])) {
      assert_int_equal(ut_cells_decode(row->cells[i], cell, &row->values[i], NULL), UT_OK);
      return;
    }
  fail_msg("no such column in the test");
}

/* A row from "kon=K;alder=30"; what is not named is missing. */
static void row_init(struct row *row, const char *cells)
{
  struct ut_text rest = ut_text_of(cells), cell;
  for (size_t i = 0; i < SLOTS; i++) {
    const struct ut_column *column = ut_column_find(ut_text_of(names[i]));
    assert_int_equal(ut_cells_new(&row->cells[i], column ? column : &ut_column_unknown), UT_OK);
    row->values[i] = (struct ut_value){.text = {"", 0}, .divisor = 1, .missing = true};
  }
  while (ut_text_split(&rest, ';', &cell))
    if (cell.len > 0)
      set_cell(row, cell);
}

static void row_clear(struct row *row)
{
  for (size_t i = 0; i < SLOTS; i++)
    ut_cells_free(row->cells[i]);
}

static bool is_true(const char *text, const char *cells)
{
  struct row row;
  struct ut_expr *e = compiled(text);
  row_init(&row, cells);
  bool result = ut_expr_true(e, row.values);
  row_clear(&row);
  ut_expr_free(e);
  return result;
}

struct example {
  const char *cells, *holds[12], *fails[12];
};

static void check(const struct example *examples, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    for (size_t j = 0; j < 12 && examples[i].holds[j]; j++)
      if (!is_true(examples[i].holds[j], examples[i].cells))
        fail_msg("%s should hold for %s", examples[i].holds[j], examples[i].cells);
    for (size_t j = 0; j < 12 && examples[i].fails[j]; j++)
      if (is_true(examples[i].fails[j], examples[i].cells))
        fail_msg("%s should not hold for %s", examples[i].fails[j], examples[i].cells);
  }
}

#define CHECK(examples) check(examples, sizeof(examples) / sizeof *(examples))

static void test_codes(void **state)
{
  (void)state;
  static const struct example examples[] = {
      {"kon=K",
       {"kon = K", "kon != M", "kon in (K, M)", "kon=K", "kon = \"K\"", "kon = 'K'", "kon IN (M,K)"},
       {"kon = M", "kon != K", "kon in (M)"}},
      {"senaste=nej", {"senaste = nej"}, {"senaste = ja"}},
  };
  CHECK(examples);
}

static void test_bands_have_an_order(void **state)
{
  (void)state;
  static const struct example examples[] = {
      {"aldersgrupp=16-19",
       {"aldersgrupp = 16-19", "aldersgrupp = \"16-19\"", "aldersgrupp > -15", "aldersgrupp < 60-",
        "aldersgrupp <= 16-19", "aldersgrupp in -15..20-24", "aldersgrupp in 16-19..60-", "aldersgrupp in ..16-19",
        "aldersgrupp in 16-19..", "aldersgrupp in (60-, 16-19)", "aldersgrupp != 60-"},
       {"aldersgrupp = 60-", "aldersgrupp < 16-19", "aldersgrupp > 16-19", "aldersgrupp in 20-24..60-",
        "aldersgrupp in (-15, 60-)", "aldersgrupp in ..-15", "aldersgrupp in 20-24.."}},
      {"aldersgrupp=-15", {"aldersgrupp = -15", "aldersgrupp < 16-19"}, {"aldersgrupp = 60-"}},
      {"aldersgrupp=60-", {"aldersgrupp = 60-", "aldersgrupp >= 60-", "(aldersgrupp = 60-)"}, {"aldersgrupp < 60-"}},
  };
  CHECK(examples);
}

static void test_numbers(void **state)
{
  (void)state;
  static const struct example examples[] = {
      {"alder=19",
       {"alder = 19", "alder >= 19", "alder <= 19", "alder in 19..29", "alder in 10..19", "alder in 19..",
        "alder in ..19", "alder < 19.5", "alder in (5, 19)", "alder in (20..30, ..19)", "alder = 19.0", "alder != 18"},
       {"alder = 20", "alder < 19", "alder > 19", "alder in 20..29", "alder in ..18.99", "alder in 19.01..",
        "alder in (1, 9)", "alder != 19", "alder = -19"}},
      {"andel=33.3", {"andel = 33.30", "andel < 33.31", "andel > 33.29999999999999"}, {"andel = 33", "andel < 33.3"}},
      {"andel=-0.5", {"andel < 0", "andel in -1..-0.25", "andel > -0.51"}, {"andel in -0.25..0"}},
      {"andel=0.00000000000000001", /* the widest products that there can be */
       {"andel < 999999999999999999", "andel > -999999999999999999", "andel > 0"},
       {"andel > 999999999999999999", "andel = 0"}},
  };
  CHECK(examples);
}

/* 76 days are 76 x 12 / 365.25 = 3648 / 1461 = 2.4969 months, 77 days 3696 / 1461 = 2.5298. */
static void test_fractions_are_compared_exactly(void **state)
{
  (void)state;
  struct ut_expr *e = compiled("manader >= 2.5"), *third = compiled("manader = 0.33333333333333333");
  struct ut_value values[SLOTS] = {0};
  values[7] = (struct ut_value){.number = 3648, .divisor = 1461};
  assert_false(ut_expr_true(e, values));
  values[7].number = 3696;
  assert_true(ut_expr_true(e, values));
  values[7] = (struct ut_value){.number = 5, .divisor = 2};
  assert_true(ut_expr_true(e, values));
  values[7] = (struct ut_value){.number = 1, .divisor = 3};
  assert_false(ut_expr_true(third, values));
  values[7] = (struct ut_value){.number = 33333333333333333, .divisor = 100000000000000000};
  assert_true(ut_expr_true(third, values));
  ut_expr_free(e);
  ut_expr_free(third);
}

static void test_dates_and_periods(void **state)
{
  (void)state;
  static const struct example examples[] = {
      {"slut=2019-07-01",
       {"slut = 2019-07-01", "slut = 2019", "slut in 2019Q3", "slut = 2019-07", "slut in 2019T2", "slut = 2019H2",
        "slut in 2019Q1..2019Q3", "slut in 2019-07-01..", "slut in ..2019-07", "slut in (2018, 2019Q3)",
        "slut > 2019H1", "slut != 2019-06"},
       {"slut in 2019Q2", "slut = 2018", "slut < 2019", "slut > 2019", "slut < 2019-07-01", "slut != 2019Q3",
        "slut in ..2019-06", "slut in 2019-08..", "slut in (2018, 2020)", "slut >= 2019Q4"}},
      {"start=2018-12-31", {"start < 2019", "start <= 2018", "start <= 2019", "start >= 2018"}, {"start >= 2019"}},
      {"start=2019-01-01", {"start >= 2019", "start <= 2019", "start > 2018"}, {"start < 2019", "start <= 2018"}},
      {"start=2019-12-31",
       {"start <= 2019", "start = \"2019-12-31\"", "start in 2019"},
       {"start > 2019", "start < 2019"}},
  };
  CHECK(examples);
}

static void test_text(void **state)
{
  (void)state;
  static const struct example examples[] = {
      {"insats=JobbFokus 2.0",
       {"insats like \"Jobb*\"", "insats = \"JobbFokus 2.0\"", "insats like 'Jobb????? 2.0'", "insats != Jobb",
        "insats like \"*2.0\"", "insats in (PIMA, \"JobbFokus 2.0\")"},
       {"insats like \"jobb*\"", "insats = \"JobbFokus 2\"", "insats != \"JobbFokus 2.0\"", "insats like Jobb",
        "insats in (PIMA)"}},
      {"kommun=Västerås",
       {"kommun = Västerås", "kommun > Tierp", "kommun < Åre", "kommun in Sala..Örebro", "kommun like 'V?ster*'",
        "kommun in Västerås..Västerås"},
       {"kommun = Vasteras", "kommun in Åre..Örebro", "kommun < Västerås", "kommun > Västerås"}},
      {"fritext=Intag 2",
       {"fritext < \"Intag 10\"", "fritext in \"Intag 1\"..\"Intag 9\""},
       {"fritext > \"Intag 10\""}},
      {"fritext=a \"b\" 'c' \\d",
       {"fritext = \"a \"\"b\"\" 'c' \\d\"", "fritext = 'a \"b\" ''c'' \\d'", "fritext = \"a \\\"b\\\" 'c' \\\\d\""},
       {"fritext = \"a b c d\""}},
      {"fritext=and", {"fritext = \"and\"", "fritext in ('and')"}, {"fritext = true"}},
      {"id=upp-sala_2", {"id = upp-sala_2"}, {"id = upp-sala"}},
      {"kod=arbete", {"kod = arbete", "kod = kod or kod like 'arb*'"}, {"kod = nonsens"}},
      {"Intern anm=x", {"\"Intern anm\" = x", "'Intern anm' is not empty"}, {"\"Intern anm\" = y"}},
      {"in=7", {"in > 6", "in in 7..8", "in in (7)"}, {"in < 7"}},
  };
  CHECK(examples);
}

/* A list in any order, with ranges and one text twice; each is found, and what lies between them is not. */
static void test_long_lists_of_texts(void **state)
{
  (void)state;
  struct ut_buf list = {0}, other = {0};
  char cell[32];
  ut_buf_add_string(&list, "insats in (zz..zzz, \"\", A1");
  for (unsigned i = 0; i < 500; i++)
    ut_buf_format(&list, ", A%u", i * 7919 % 1000); /* 7919 is prime to 1000 */
  ut_buf_add_string(&list, ", A7)");
  ut_buf_format(&other, "insats != A1");
  for (unsigned i = 0, in = 0; i < 1000; i++, in = 0) {
    for (unsigned k = 0; k < 500 && !in; k++)
      in = i == 1 || i == 7 || i == k * 7919 % 1000;
    snprintf(cell, sizeof cell, "insats=A%u", i);
    assert_int_equal(is_true(ut_buf_string(&list), cell), in);
  }
  assert_true(is_true(ut_buf_string(&list), "insats=zzb"));
  assert_false(is_true(ut_buf_string(&list), "insats=b"));
  assert_true(is_true(ut_buf_string(&other), "insats=A2"));
  ut_buf_clear(&list);
  ut_buf_clear(&other);
}

static void test_lists(void **state)
{
  (void)state;
  static const struct example examples[] = {
      {"sysselsattning_efter=arbete_subventionerat:50|studier:25",
       {"sysselsattning_efter has arbete", "sysselsattning_efter has arbete_subventionerat",
        "sysselsattning_efter has \"studier\"", "sysselsattning_efter.arbete >= 50",
        "sysselsattning_efter.studier = 25", "sysselsattning_efter.studier in 20..30",
        "sysselsattning_efter.praktik = 0", "sysselsattning_efter.studier < 25.01",
        "sysselsattning_efter . studier in (10, 25)", "sysselsattning_efter.arbete != 49.99"},
       {"sysselsattning_efter has praktik", "sysselsattning_efter.arbete > 50", "sysselsattning_efter.praktik > 0",
        "sysselsattning_efter.arbete != 50"}},
      {"sysselsattning_efter=arbete:25|arbete_subventionerat:50",
       {"sysselsattning_efter.arbete = 75", "sysselsattning_efter.arbete_subventionerat = 50"},
       {"sysselsattning_efter.arbete = 25"}},
      {"sysselsattning_efter=arbete",
       {"sysselsattning_efter.arbete = 100", "sysselsattning_efter has arbete"},
       {"sysselsattning_efter has arbete_subventionerat"}},
      {"sysselsattning_efter=arbete:0", {"sysselsattning_efter has arbete", "sysselsattning_efter.arbete = 0"}, {NULL}},
      {"forsorjning_fore=ingen",
       {"forsorjning_fore has ingen", "forsorjning_fore is not empty"},
       {"forsorjning_fore is empty"}},
  };
  CHECK(examples);
}

static void test_a_missing_value_is_only_found_by_is_empty(void **state)
{
  (void)state;
  static const struct example examples[] = {
      {"kon=K",
       {"slut is empty", "not (slut = 2019)", "not slut in 2019..", "not (kommun != Sala)",
        "sysselsattning_efter is empty", "kon is not empty", "kommun is empty and kon = K"},
       {"slut = 2019", "slut != 2019", "alder < 200", "alder != 0", "kommun != Sala", "sysselsattning_efter.arbete = 0",
        "sysselsattning_efter has arbete", "kommun like \"*\"", "aldersgrupp in -15..60-", "slut is not empty",
        "kon is empty"}},
  };
  CHECK(examples);
}

/* not binds before and, and before or: with a, b, c true or false in all ways. */
static void test_precedence(void **state)
{
  (void)state;
  for (int bits = 0; bits < 8; bits++) {
    bool a = bits & 1, b = bits & 2, c = bits & 4;
    char cells[80];
    snprintf(cells, sizeof cells, "alder=%d;dagar=%d;andel=%d", a, b, c);
    assert_int_equal(is_true("alder = 1 or dagar = 1 and andel = 1", cells), a || (b && c));
    assert_int_equal(is_true("alder = 1 and dagar = 1 or andel = 1", cells), (a && b) || c);
    assert_int_equal(is_true("(alder = 1 or dagar = 1) and andel = 1", cells), (a || b) && c);
    assert_int_equal(is_true("alder = 1 and (dagar = 1 or andel = 1)", cells), a && (b || c));
    assert_int_equal(is_true("not alder = 1 and dagar = 1", cells), !a && b);
    assert_int_equal(is_true("not (alder = 1 and dagar = 1) or andel = 1", cells), !(a && b) || c);
    assert_int_equal(is_true("not not alder = 1", cells), a);
    assert_int_equal(is_true("not (not alder = 1 or not (dagar = 1 and not andel = 1))", cells), a && (b && !c));
    assert_int_equal(is_true("alder = 1 or dagar = 1 or andel = 1", cells), a || b || c);
    assert_int_equal(is_true("alder = 1 and dagar = 1 and andel = 1", cells), a && b && c);
    assert_int_equal(is_true("true and not true or alder = 1", cells), a);
    assert_int_equal(is_true("NOT alder = 1 OR dagar = 1 AND TRUE", cells), !a || b);
  }
}

static void test_the_example_of_the_manual(void **state)
{
  (void)state;
  const char *text = "kon = K and alder in 19..29 and not (avslutsorsak = flytt or dagar < 90)";
  assert_true(is_true(text, "kon=K;alder=29;avslutsorsak=fullfoljd;dagar=90"));
  assert_true(is_true(text, "kon=K;alder=29"));
  assert_false(is_true(text, "kon=M;alder=29;avslutsorsak=fullfoljd;dagar=90"));
  assert_false(is_true(text, "kon=K;alder=30;avslutsorsak=fullfoljd;dagar=90"));
  assert_false(is_true(text, "kon=K;alder=29;avslutsorsak=flytt;dagar=90"));
  assert_false(is_true(text, "kon=K;alder=29;avslutsorsak=fullfoljd;dagar=89"));
}

static void test_true_reads_nothing(void **state)
{
  (void)state;
  struct ut_expr *e = compiled("true");
  assert_true(ut_expr_true(e, NULL));
  assert_false(ut_expr_lacks(e, NULL));
  ut_expr_free(e);
  ut_expr_free(NULL);
}

static bool lacks(const char *text, const char *cells)
{
  struct row row;
  struct ut_expr *e = compiled(text);
  row_init(&row, cells);
  bool result = ut_expr_lacks(e, row.values);
  row_clear(&row);
  ut_expr_free(e);
  return result;
}

static void test_lacks(void **state)
{
  (void)state;
  assert_true(lacks("kon = K", ""));
  assert_false(lacks("kon = K", "kon=M"));
  assert_true(lacks("kon = K or alder > 3", "kon=K"));
  assert_false(lacks("slut is empty", ""));
  assert_false(lacks("slut is not empty and kon = K", "kon=K"));
  assert_true(lacks("slut is empty or slut > 2019", ""));
  assert_true(lacks("sysselsattning_efter.arbete > 0", "kon=K"));
  assert_false(lacks("sysselsattning_efter has arbete", "sysselsattning_efter=ingen"));
}

static void test_blanks_of_every_kind(void **state)
{
  (void)state;
  assert_true(is_true("\t kon\n=\u00a0K\u202f and\r\ntrue ", "kon=K"));
  assert_true(is_true("(kon=K)and(true)", "kon=K"));
}

static void test_nesting_is_bounded_and_chains_are_not(void **state)
{
  (void)state;
  enum { LONG = 100000 };
  char *text = malloc((size_t)LONG * 12);
  assert_non_null(text);
  repeat(stpcpy(repeat(text, "(", 199), "kon = K"), ")", 199);
  assert_true(is_true(text, "kon=K"));

  struct ut_expr *e;
  struct ut_error err;
  repeat(text, "not ", LONG);
  assert_int_equal(ut_expr_compile(&e, text, &scope, &err), UT_USAGE);
  assert_memory_equal(err.text, "nested more than 200 deep\n", 26);
  repeat(text, "(", LONG);
  assert_int_equal(ut_expr_compile(&e, text, &scope, &err), UT_USAGE);
  assert_memory_equal(err.text, "nested more than 200 deep\n", 26);

  stpcpy(repeat(text, "alder=1 or ", 50000), "kon = K");
  assert_true(is_true(text, "kon=K"));
  assert_false(is_true(text, "kon=M"));
  stpcpy(repeat(text, "alder=1 and ", 50000), "kon = K");
  assert_true(is_true(text, "kon=K;alder=1"));
  assert_false(is_true(text, "kon=K;alder=2"));
  free(text);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_codes),
      cmocka_unit_test(test_bands_have_an_order),
      cmocka_unit_test(test_numbers),
      cmocka_unit_test(test_fractions_are_compared_exactly),
      cmocka_unit_test(test_dates_and_periods),
      cmocka_unit_test(test_text),
      cmocka_unit_test(test_long_lists_of_texts),
      cmocka_unit_test(test_lists),
      cmocka_unit_test(test_a_missing_value_is_only_found_by_is_empty),
      cmocka_unit_test(test_precedence),
      cmocka_unit_test(test_the_example_of_the_manual),
      cmocka_unit_test(test_true_reads_nothing),
      cmocka_unit_test(test_lacks),
      cmocka_unit_test(test_blanks_of_every_kind),
      cmocka_unit_test(test_nesting_is_bounded_and_chains_are_not),
  };
  return cmocka_run_group_tests_name("expr", tests, NULL, NULL);
}
