/* Exact figures: read, compared, rounded. */
#include "base/fraction.h"

#include "../rows.h"

static struct ut_fraction of(const char *text)
{
  struct ut_fraction f;
  int decimals;
  assert_true(ut_fraction_parse(ut_text_of(text), &f, &decimals));
  return f;
}

static void what_is_a_number(void **state)
{
  (void)state;
  const struct {
    const char *text;
    int64_t numerator, denominator;
    int decimals;
  } cases[] = {
      {"25", 25, 1, 0},
      {"-3", -3, 1, 0},
      {"0", 0, 1, 0},
      {"12.50", 25, 2, 2},
      {"0.125", 1, 8, 3},
      {"-0.0", 0, 1, 1},
      {"12,5", 25, 2, 1},
      {"1 362 250", 1362250, 1, 0},
      {"1\u00A0362\u202F250,50 kr", 2724501, 2, 2},
      {"1\u2009005", 1005, 1, 0},
      {"\u2212"
       "1,25",
       -5, 4, 2},
      {"0,0352", 22, 625, 4},
      {"1,0000", 1, 1, 4},
      {"0,125", 1, 8, 3},
      {"-0,125", -1, 8, 3},
      {"12,7273 %", 127273, 10000, 4},
      {"13 %", 13, 1, 0},
      {" 12,7\u00A0% ", 127, 10, 1},
      {"999999999999999999", 999999999999999999, 1, 0},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct ut_fraction f = {0, 0};
    int decimals = -1;
    assert_true(ut_fraction_parse(ut_text_of(cases[i].text), &f, &decimals));
    assert_true(f.numerator == cases[i].numerator && f.denominator == cases[i].denominator);
    assert_int_equal(decimals, cases[i].decimals);
  }
}

static void what_is_none(void **state)
{
  (void)state;
  static const char *const texts[] = {
      "",       " ",          "%",        "x",    "ca 3", "..", "\u2013", "1,2,3", "1.362,50", "12,345",
      "-1,362", "1 362,5001", "1,2345,6", "1 36", "--1",  "5.", ".5",     "1e3",   "13 %%",    "9999999999999999999"};
  struct ut_fraction f;
  int decimals;
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    assert_false(ut_fraction_parse(ut_text_of(texts[i]), &f, &decimals));
}

static void assert_shown(struct ut_fraction f, int decimals, const char *expected)
{
  char shown[UT_RATIO_SIZE];
  assert_string_equal(ut_fraction_format(f, decimals, shown), expected);
}

/* 7 of 55 is 12.7272..., -1 of 3 is -33.333..., 0.5 kr of 1000.50 is 0.04997.... */
static void percentages(void **state)
{
  (void)state;
  struct ut_fraction f;
  assert_true(ut_fraction_percent(of("7"), of("55"), &f));
  assert_true(f.numerator == 140 && f.denominator == 11);
  assert_shown(f, 0, "13");
  assert_shown(f, 4, "12.7273");
  assert_true(ut_fraction_percent(of("-1"), of("3"), &f));
  assert_shown(f, 1, "-33.3");
  assert_true(ut_fraction_percent(of("1"), of("-3"), &f));
  assert_true(f.denominator == 3 && f.numerator == -100);
  assert_true(ut_fraction_percent(of("0.5"), of("1000.50"), &f));
  assert_shown(f, 4, "0.0500");
  assert_true(ut_fraction_percent(of("0"), of("3"), &f));
  assert_true(f.numerator == 0 && f.denominator == 1);
  assert_false(ut_fraction_percent(of("999999999999999999"), of("0.1"), &f));
}

static void differences(void **state)
{
  (void)state;
  struct ut_fraction f;
  assert_true(ut_fraction_subtract(of("12.5"), of("25"), &f));
  assert_true(f.numerator == -25 && f.denominator == 2);
  assert_true(ut_fraction_subtract(of("0.1"), of("0.1"), &f));
  assert_true(f.numerator == 0 && f.denominator == 1);
  assert_false(ut_fraction_subtract(of("999999999999999999"), of("0.123456789"), &f));
}

/* No double tells 0.1 + 0.2 from 0.3 rightly, nor these from each other. */
static void order(void **state)
{
  (void)state;
  assert_true(ut_fraction_compare(of("24.96"), of("25")) < 0);
  assert_true(ut_fraction_compare(of("-1"), of("-2")) > 0);
  assert_true(ut_fraction_compare(of("12.50"), of("12,5")) == 0);
  assert_true(ut_fraction_compare(of("999999999999999998"), of("999999999999999999")) < 0);
  assert_true(ut_fraction_compare(of("0.99999999999999998"), of("0.99999999999999999")) < 0);
}

static void rounding(void **state)
{
  (void)state;
  struct ut_fraction f;
  assert_true(ut_fraction_round(of("12.5"), 0, &f));
  assert_true(f.numerator == 13 && f.denominator == 1);
  assert_true(ut_fraction_round(of("-12.5"), 0, &f));
  assert_true(f.numerator == -13);
  assert_true(ut_fraction_round(of("12.45"), 0, &f));
  assert_true(f.numerator == 12);
  assert_true(ut_fraction_round(of("12.45"), 1, &f));
  assert_true(f.numerator == 25 && f.denominator == 2);
  assert_false(ut_fraction_round(of("999999999999999999"), 9, &f));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_a_number), cmocka_unit_test(what_is_none), cmocka_unit_test(percentages),
      cmocka_unit_test(differences),      cmocka_unit_test(order),        cmocka_unit_test(rounding),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
