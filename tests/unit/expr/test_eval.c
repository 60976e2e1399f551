/* Conditions: each form of comparison, precedence, missing values, and every error word for word with its caret. */
#include "utfall/expr.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

enum { SLOTS = 20 };

/* The columns of the test's rows: known ones by name, and two that utfall does not know. */
static const char *const names[SLOTS] = {
    "kon",     "alder",  "avslutsorsak",         "dagar",           "slut",       "start",   "insats",
    "manader", "kommun", "sysselsattning_efter", "aldersgrupp",     "andel",      "id",      "senaste",
    "in",      "kod",    "forsorjning_fore",     "tid_forsorjning", "Intern anm", "fritext",
};

static enum ut_status find_column(void *context, struct ut_text name, size_t *slot, const struct ut_column **column,
                                  struct ut_error *err)
{
  char shown[UT_QUOTED];
  (void)context;
  for (size_t i = 0; i < SLOTS; i++)
    if (ut_text_is(name, names[i])) {
      *slot = i;
      *column = ut_column_find(name) ? ut_column_find(name) : &ut_column_unknown;
      return UT_OK;
    }
  return ut_error_set(err, UT_USAGE, "no column %s", ut_quote(shown, name.ptr, name.len));
}

static const struct ut_scope scope = {.column = find_column};

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

static char *repeat(char *out, const char *what, int times)
{
  *out = '\0';
  for (int i = 0; i < times; i++)
    out = stpcpy(out, what);
  return out;
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

struct refused {
  const char *text, *message;
};

static void check_refused(const struct refused *refused, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    struct ut_expr *e = NULL;
    struct ut_error err = {0};
    assert_int_equal(ut_expr_compile(&e, refused[i].text, &scope, &err), UT_USAGE);
    assert_string_equal(err.text, refused[i].message);
    assert_int_equal(err.status, UT_USAGE);
    assert_int_equal(ut_expr_compile(&e, refused[i].text, &scope, NULL), UT_USAGE);
    assert_null(e);
  }
}

static void test_unknown_names_and_types(void **state)
{
  (void)state;
  static const struct refused refused[] = {
      {"sysselsattning_efter has arbette", "unknown code \"arbette\" of sysselsattning (did you mean arbete?)\n"
                                           "  sysselsattning_efter has arbette\n"
                                           "                           ^"},
      {"sysselsattning_efter.pensionär > 5", "unknown code \"pensionär\" of sysselsattning\n"
                                             "  sysselsattning_efter.pensionär > 5\n"
                                             "                       ^"},
      {"alder > 3 and kon = X", "unknown code \"X\" of kon (expected K, M)\n"
                                "  alder > 3 and kon = X\n"
                                "                      ^"},
      {"kon in (K, Man)", "unknown code \"Man\" of kon (did you mean M?)\n"
                          "  kon in (K, Man)\n"
                          "             ^"},
      {"kommun = \"Åmål\" and kön = K", "no column \"kön\"\n"
                                        "  kommun = \"Åmål\" and kön = K\n"
                                        "                      ^"},
      {"alder = nitton", "\"nitton\" is not a number\n"
                         "  alder = nitton\n"
                         "          ^"},
      {"alder = 1234567890123456789", "\"xxxxxxxxxxxxxxxxxxx\" is not a number\n"
                                      "  alder = 1234567890123456789\n"
                                      "          ^"},
      {"slut in 2019Q5",
       "\"2019Q5\" is not a date or a period (expected 2019-07-15, 2019-07, 2019Q3, 2019T2, 2019H2 or 2019)\n"
       "  slut in 2019Q5\n"
       "          ^"},
      {"slut < 2019-02-29",
       "\"2019-02-29\" is not a date or a period (expected 2019-07-15, 2019-07, 2019Q3, 2019T2, 2019H2 or 2019)\n"
       "  slut < 2019-02-29\n"
       "         ^"},
      {"kon < M", "the codes of kon have no order: use =, != or in (...)\n"
                  "  kon < M\n"
                  "      ^"},
      {"avslutsorsak in flytt..pension", "the codes of avslutsorsak have no order: use =, != or in (...)\n"
                                         "  avslutsorsak in flytt..pension\n"
                                         "                       ^"},
      {"sysselsattning_efter = arbete", "\"sysselsattning_efter\" holds several codes: use has instead of =\n"
                                        "  sysselsattning_efter = arbete\n"
                                        "                       ^"},
      {"sysselsattning_efter in (arbete)", "\"sysselsattning_efter\" holds several codes: use has instead of in\n"
                                           "  sysselsattning_efter in (arbete)\n"
                                           "                       ^"},
      {"sysselsattning_efter like a*", "\"sysselsattning_efter\" holds several codes: use has instead of like\n"
                                       "  sysselsattning_efter like a*\n"
                                       "                       ^"},
      {"alder like \"1*\"", "like compares text, and \"alder\" is a number\n"
                            "  alder like \"1*\"\n"
                            "        ^"},
      {"kon has K", "has is for columns with several codes, and \"kon\" holds one code\n"
                    "  kon has K\n"
                    "      ^"},
      {"slut.arbete > 5", "an extent is of a code in a column with several, and \"slut\" is a date\n"
                          "  slut.arbete > 5\n"
                          "      ^"},
      {"alder in 29..19", "nothing lies in this range: its first end is above its last\n"
                          "  alder in 29..19\n"
                          "           ^"},
      {"aldersgrupp in 60-..16-19", "nothing lies in this range: its first end is above its last\n"
                                    "  aldersgrupp in 60-..16-19\n"
                                    "                 ^"},
  };
  check_refused(refused, sizeof refused / sizeof *refused);
}

static void test_syntax(void **state)
{
  (void)state;
  static const struct refused refused[] = {
      {"", "expected a column, \"(\", not or true, found the end\n"
           "  \n"
           "  ^"},
      {"kon = K and", "expected a column, \"(\", not or true, found the end\n"
                      "  kon = K and\n"
                      "             ^"},
      {"kon = K and or true", "expected a column, \"(\", not or true, found \"or\"\n"
                              "  kon = K and or true\n"
                              "              ^"},
      {"kon", "expected a comparison (= != < <= > >= in like has is), found the end\n"
              "  kon\n"
              "     ^"},
      {"kon not in (K)", "expected a comparison (= != < <= > >= in like has is), found \"not\"\n"
                         "  kon not in (K)\n"
                         "      ^"},
      {"kon = ", "expected a code, found the end\n"
                 "  kon = \n"
                 "        ^"},
      {"kon == K", "expected a code, found \"=\"\n"
                   "  kon == K\n"
                   "       ^"},
      {"alder > and", "expected a number, found \"and\"\n"
                      "  alder > and\n"
                      "          ^"},
      {"slut >)", "expected a date or a period, found \")\"\n"
                  "  slut >)\n"
                  "        ^"},
      {"kommun = (Sala)", "expected a text, found \"(\"\n"
                          "  kommun = (Sala)\n"
                          "           ^"},
      {"kommun = Upplands Väsby",
       "expected and, or or the end, found \"Väsby\" (text with blanks or signs needs quotes)\n"
       "  kommun = Upplands Väsby\n"
       "                    ^"},
      {"(insats = Jobb2.0 or true)", "expected and, or or \")\", found \".\" (text with blanks or signs needs quotes)\n"
                                     "  (insats = Jobb2.0 or true)\n"
                                     "                 ^"},
      {"manader >= 2,5", "expected and, or or the end, found \",\" (decimals have a point)\n"
                         "  manader >= 2,5\n"
                         "              ^"},
      {"alder = 1..5", "expected and, or or the end, found \"..\" (a range is written after in)\n"
                       "  alder = 1..5\n"
                       "           ^"},
      {"(kon = K", "expected and, or or \")\", found the end\n"
                   "  (kon = K\n"
                   "          ^"},
      {"kon = K)", "expected and, or or the end, found \")\"\n"
                   "  kon = K)\n"
                   "         ^"},
      {"kon in (K", "expected \",\" or \")\", found the end\n"
                    "  kon in (K\n"
                    "           ^"},
      {"kon in ()", "expected a code, found \")\"\n"
                    "  kon in ()\n"
                    "          ^"},
      {"kon in (K,)", "expected a code, found \")\"\n"
                      "  kon in (K,)\n"
                      "            ^"},
      {"alder in ..", "expected a number, found the end\n"
                      "  alder in ..\n"
                      "             ^"},
      {"alder in 19",
       "expected \"..\" after the first end of a range (a list is written in parentheses), found the end\n"
       "  alder in 19\n"
       "             ^"},
      {"kon is K", "expected empty or not empty, found \"K\"\n"
                   "  kon is K\n"
                   "         ^"},
      {"kon is not K", "expected empty, found \"K\"\n"
                       "  kon is not K\n"
                       "             ^"},
      {"sysselsattning_efter.arbete is empty", "expected = != < <= > >= or in, found \"is\"\n"
                                               "  sysselsattning_efter.arbete is empty\n"
                                               "                              ^"},
      {"insats = \"Jobb", "this quote is not closed\n"
                          "  insats = \"Jobb\n"
                          "           ^"},
      {"kommun = \u201cSala\u201d", "\"\u201c\" has no meaning outside quotes\n"
                                    "  kommun = \u201cSala\u201d\n"
                                    "           ^"},
      {"kon = K && true", "\"&\" has no meaning outside quotes\n"
                          "  kon = K && true\n"
                          "          ^"},
      {"kon ! K", "\"!\" has no meaning outside quotes\n"
                  "  kon ! K\n"
                  "      ^"},
      {"kon =\n\tQ", "unknown code \"Q\" of kon (expected K, M)\n"
                     "  kon =  Q\n"
                     "         ^"},
      {"kon = \xff", "the expression is not valid UTF-8"},
  };
  check_refused(refused, sizeof refused / sizeof *refused);
}

static void test_long_expressions_are_shown_in_part(void **state)
{
  (void)state;
  const char *text = "kommun in (Arboga, Fagersta, Hallstahammar, Kungsör, Köping, Norberg, Sala, Skinnskatteberg, "
                     "Surahammar, Västerås) and alder > x and kommun in (Arboga, Fagersta, Hallstahammar, Kungsör, "
                     "Köping, Norberg, Sala)";
  struct ut_expr *e;
  struct ut_error err;
  assert_int_equal(ut_expr_compile(&e, text, &scope, &err), UT_USAGE);
  const char *first = strchr(err.text, '\n') + 1, *second = strchr(first, '\n') + 1;
  assert_memory_equal(err.text, "\"x\" is not a number\n", 20);
  assert_memory_equal(first, "  …", 5);
  assert_memory_equal(second - 4, "…\n", 4);
  assert_int_equal(ut_utf8_length((struct ut_text){first, (size_t)(second - first - 1)}), 104);
  /* The caret stands under the x: as many characters before it as before "x and" in the line above. */
  const char *x = strstr(first, "x and");
  assert_int_equal(ut_utf8_length((struct ut_text){first, (size_t)(x - first)}), strlen(second) - 1);
}

static const char *const all_long = "a column whose name is very long indeed";

static enum ut_status long_message(void *context, struct ut_text name,
                                   size_t *slot, /* NOLINT(readability-non-const-parameter): as ut_scope has it */
                                   const struct ut_column **column, struct ut_error *err)
{
  (void)context, (void)name, (void)slot, (void)column;
  return ut_error_set(err, UT_USAGE, "no such column; there are %s, %s, %s, %s, %s, %s, %s, %s", all_long, all_long,
                      all_long, all_long, all_long, all_long, all_long, all_long);
}

/* Whatever the message and the text, the place is shown. */
static void test_a_long_message_leaves_room_for_the_caret(void **state)
{
  (void)state;
  const struct ut_scope talkative = {.column = long_message};
  struct ut_expr *e;
  struct ut_error err;
  char text[700];
  for (int before = 0; before < 200; before += 7)
    for (int after = 0; after < 200; after += 13) {
      memset(text, ' ', (size_t)before);
      repeat(text + before, "å", after + 1);
      assert_int_equal(ut_expr_compile(&e, text, &talkative, &err), UT_USAGE);
      size_t len = strlen(err.text);
      assert_true(len < UT_ERROR_TEXT);
      assert_int_equal(err.text[len - 1], '^');
      assert_int_equal(ut_utf8_valid(err.text, len), len);
      const char *first = strchr(err.text, '\n') + 1, *second = strchr(first, '\n') + 1;
      const char *place = strstr(first, "å");
      assert_int_equal(ut_utf8_length((struct ut_text){first, (size_t)(place - first)}), strlen(second) - 1);
    }
}

/* The excerpt of a text of two-byte letters begins and ends between letters, wherever the place is. */
static void test_an_excerpt_is_cut_between_characters(void **state)
{
  (void)state;
  struct ut_expr *e;
  struct ut_error err;
  char text[1300];
  for (int blanks = 1; blanks <= 2; blanks++) {
    char *end = stpcpy(repeat(stpcpy(text, "kommun = '"), "å", 300), "'");
    repeat(stpcpy(repeat(end, " ", blanks), blanks == 1 ? "xx" : "x"), "å", 300);
    assert_int_equal(ut_expr_compile(&e, text, &scope, &err), UT_USAGE);
    assert_memory_equal(err.text, "expected and, or or the end, found ", 35);
    assert_int_equal(ut_utf8_valid(err.text, strlen(err.text)), strlen(err.text));
    const char *first = strchr(err.text, '\n') + 1, *second = strchr(first, '\n') + 1;
    const char *place = strchr(first, 'x');
    assert_int_equal(ut_utf8_length((struct ut_text){first, (size_t)(place - first)}), strlen(second) - 1);
  }
}

static void test_an_endless_expression_is_refused(void **state)
{
  (void)state;
  size_t len = 1024 * 1024 + 1;
  char *text = malloc(len + 1);
  assert_non_null(text);
  memset(text, '(', len);
  text[len] = '\0';
  struct ut_expr *e;
  struct ut_error err;
  assert_int_equal(ut_expr_compile(&e, text, &scope, &err), UT_USAGE);
  assert_string_equal(err.text, "the expression is longer than 1048576 bytes");
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
      cmocka_unit_test(test_lists),
      cmocka_unit_test(test_a_missing_value_is_only_found_by_is_empty),
      cmocka_unit_test(test_precedence),
      cmocka_unit_test(test_the_example_of_the_manual),
      cmocka_unit_test(test_true_reads_nothing),
      cmocka_unit_test(test_lacks),
      cmocka_unit_test(test_blanks_of_every_kind),
      cmocka_unit_test(test_nesting_is_bounded_and_chains_are_not),
      cmocka_unit_test(test_unknown_names_and_types),
      cmocka_unit_test(test_syntax),
      cmocka_unit_test(test_long_expressions_are_shown_in_part),
      cmocka_unit_test(test_a_long_message_leaves_room_for_the_caret),
      cmocka_unit_test(test_an_excerpt_is_cut_between_characters),
      cmocka_unit_test(test_an_endless_expression_is_refused),
  };
  return cmocka_run_group_tests_name("expr", tests, NULL, NULL);
}
