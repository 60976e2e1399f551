/* Money: every spelling that is read, every one that is refused and why. */
#include "utfall/money.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void spellings_that_are_read(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    ut_money expected;
  } rows[] = {
      {"1362250", 136225000},
      {"1 362 250,00", 136225000},
      {"1 362 250.00", 136225000},
      {"1\u00A0362\u00A0250,00", 136225000},
      {"1\u202F362\u202F250", 136225000},
      {"1 362\u00A0250", 136225000},
      {"1\u2009362\u2009250,50", 136225050},
      {"-1 362 250", -136225000},
      {"- 1 362 250", -136225000},
      {"\u22121\u00A0362\u00A0250", -136225000},
      {"1362250-", -136225000},
      {"1362250\u2212", -136225000},
      {"1362250 -", -136225000},
      {"(1 362 250)", -136225000},
      {"( 1 362 250,50 )", -136225050},
      {"1 362 250 kr", 136225000},
      {"1 362 250:-", 136225000},
      {"-250:-", -25000},
      {"1362250kr", 136225000},
      {"-1 362 250,5\u00A0kr", -136225050},
      {"(1 362 250) kr", -136225000},
      {"1362250- kr", -136225000},
      {" \t12,34 ", 1234},
      {"1,5", 150},
      {"1.5", 150},
      {"0", 0},
      {"-0", 0},
      {"0,01", 1},
      {"-0,01", -1},
      {"007", 700},
      {"12 345", 1234500},
      {"100.0000", 10000},
      {"1362250,000", 136225000},
      {"1 234,500", 123450},
      {"-2,5000", -250},
      {"0,000", 0},
      {"123 456", 12345600},
      {"92233720368547758,07", INT64_MAX},
      {"-92233720368547758,08", INT64_MIN},
      {"(92 233 720 368 547 758,08)", INT64_MIN},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    ut_money m = 42;
    struct ut_error err = {.text = ""};
    if (ut_money_parse(ut_text_of(rows[i].text), &m, &err) != UT_OK || m != rows[i].expected)
      fail_msg("%s: %lld %s", rows[i].text, (long long)m, err.text);
  }
}

static void spellings_that_are_refused(void **state)
{
  (void)state;
  static const struct {
    const char *text, *why;
  } rows[] = {
      {"", "no digits where the amount should begin"},
      {"  ", "no digits where the amount should begin"},
      {"kr", "no digits where the amount should begin"},
      {"-", "no digits where the amount should begin"},
      {"()", "no digits where the amount should begin"},
      {"abc", "no digits where the amount should begin"},
      {"+5", "no digits where the amount should begin"},
      {"kr 5", "no digits where the amount should begin"},
      {"1,234", "more than two decimals"},
      {"1.362", "more than two decimals"},
      {"0,005", "more than two decimals"},
      {"100.000", "more than two decimals"},
      {"2,5001", "more than two decimals"},
      {"1,362,250", "more than one decimal separator"},
      {"1.362.250", "more than one decimal separator"},
      {"1.362.250,00", "more than one decimal separator"},
      {"1,362,250.00", "more than one decimal separator"},
      {"1,,5", "more than one decimal separator"},
      {",50", "a decimal separator without digits on both sides"},
      {"5,", "a decimal separator without digits on both sides"},
      {"5,-", "a decimal separator without digits on both sides"},
      {"5,a", "a decimal separator without digits on both sides"},
      {"5, 0", "a decimal separator without digits on both sides"},
      {"5,-1", "a decimal separator without digits on both sides"},
      {"1 36 250", "digits are not in groups of three"},
      {"1362 250", "digits are not in groups of three"},
      {"1 3622", "digits are not in groups of three"},
      {"1  362", "a character is out of place"},
      {"1 362 ,00", "a character is out of place"},
      {"1\t362", "a character is out of place"},
      {"1'362", "a character is out of place"},
      {"1e5", "a character is out of place"},
      {"5 kr kr", "a character is out of place"},
      {"5 SEK", "a character is out of place"},
      {"--5", "no digits where the amount should begin"},
      {"-5-", "more than one sign"},
      {"(-5)", "more than one sign"},
      {"(5-)", "more than one sign"},
      {"(5", "a bracket is missing"},
      {"(", "a bracket is missing"},
      {")", "a bracket is missing"},
      {"5)", "a bracket is missing"},
      {"92233720368547758,08", "too large"},
      {"-92233720368547758,09", "too large"},
      {"92233720368547759", "too large"},
      {"99999999999999999999", "too large"},
      {"9 999 999 999 999 999 999 999", "too large"},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    ut_money m = 42;
    struct ut_error err = {.text = ""};
    enum ut_status status = ut_money_parse(ut_text_of(rows[i].text), &m, &err);
    if (status != UT_BAD_INPUT || m != 42 || !strstr(err.text, rows[i].why))
      fail_msg("%s: %lld %s", rows[i].text, (long long)m, err.text);
  }
}

static void the_message_says_what_was_found(void **state)
{
  (void)state;
  ut_money m;
  struct ut_error err;
  ut_money_parse(ut_text_of("1,362,250"), &m, &err);
  assert_string_equal(err.text, "\"1,362,250\" is not an amount: more than one decimal separator");
  assert_int_equal(ut_money_parse((struct ut_text){NULL, 0}, &m, NULL), UT_BAD_INPUT);
}

static void amounts_are_written(void **state)
{
  (void)state;
  static const struct {
    ut_money m;
    const char *expected;
  } rows[] = {
      {136225000, "1362250"},
      {136225050, "1362250.50"},
      {-136225005, "-1362250.05"},
      {0, "0"},
      {1, "0.01"},
      {-1, "-0.01"},
      {-100, "-1"},
      {INT64_MAX, "92233720368547758.07"},
      {INT64_MIN, "-92233720368547758.08"},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    char buf[UT_MONEY_SIZE];
    ut_money back = 42;
    assert_string_equal(ut_money_format(rows[i].m, buf), rows[i].expected);
    assert_int_equal(ut_money_parse(ut_text_of(buf), &back, NULL), UT_OK);
    assert_true(back == rows[i].m);
  }
}

static void sums_are_checked(void **state)
{
  (void)state;
  ut_money sum = 0;
  struct ut_error err;
  assert_int_equal(ut_money_add(&sum, INT64_MAX, &err), UT_OK);
  assert_int_equal(ut_money_add(&sum, 1, &err), UT_BAD_INPUT);
  assert_true(sum == INT64_MAX);
  assert_string_equal(err.text, "a sum of amounts is too large");
  assert_int_equal(ut_money_add(&sum, -1, NULL), UT_OK);
  assert_true(sum == INT64_MAX - 1);
  assert_int_equal(ut_money_subtract(-3, sum, &sum, &err), UT_BAD_INPUT);
  assert_true(sum == INT64_MAX - 1);
  assert_string_equal(err.text, "a difference of amounts is too large");
  assert_int_equal(ut_money_subtract(-1, INT64_MAX, &sum, NULL), UT_OK);
  assert_true(sum == INT64_MIN);
}

/* The kronor below are 100, -26 and 0, the öre above them 50, 51 and 49: 75.50 is 76, so two kronor go to the first
 * two. Of equals, the first. */
static void parts_round_to_the_rounded_sum(void **state)
{
  (void)state;
  static const struct {
    ut_money parts[4], rounded[4], total;
  } rows[] = {
      {{10050, -2549, 49}, {10100, -2500, 0}, 7600},
      {{33, 33, 34}, {0, 0, 100}, 100},
      {{50, 50}, {100, 0}, 100},
      {{-50, -50}, {0, -100}, -100},
      {{-33, -33, -34}, {0, 0, -100}, -100},
      {{-150, 150}, {-100, 100}, 0},
      {{150}, {200}, 200},
      {{-150}, {-200}, -200},
      {{149}, {100}, 100},
      {{-149}, {-100}, -100},
      {{100, -300}, {100, -300}, -200},
      {{-1, 1, 0, 99}, {0, 0, 0, 100}, 100},
      {{0}, {0}, 0},
      {{INT64_MAX}, {INT64_MAX - 7}, INT64_MAX - 7},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    ut_money rounded[4], total;
    assert_int_equal(ut_money_round(rows[i].parts, 4, rounded, &total, NULL), UT_OK);
    assert_memory_equal(rounded, rows[i].rounded, sizeof rounded);
    assert_true(total == rows[i].total);
  }
}

/* Every split of -1.50 to 1.50 over three parts: the parts sum to the total, which is the sum rounded half away from
 * zero, and none moves by a krona. */
static void no_part_moves_by_a_krona(void **state)
{
  (void)state;
  for (ut_money a = -150; a <= 150; a += 7)
    for (ut_money b = -150; b <= 150; b += 5)
      for (ut_money c = -150; c <= 150; c++) {
        const ut_money parts[] = {a, b, c};
        ut_money rounded[3], total, sum = a + b + c, left = sum;
        assert_int_equal(ut_money_round(parts, 3, rounded, &total, NULL), UT_OK);
        for (size_t i = 0; i < 3; i++) {
          ut_money moved = parts[i] - rounded[i];
          assert_true(rounded[i] % 100 == 0 && moved > -100 && moved < 100);
          left -= moved;
        }
        assert_true(left == total && total == (sum + (sum < 0 ? -50 : 50)) / 100 * 100);
      }
}

static void what_cannot_be_rounded(void **state)
{
  (void)state;
  const ut_money low[] = {INT64_MIN}, sum[] = {INT64_MAX, 1};
  ut_money rounded[2], total;
  struct ut_error err;
  assert_int_equal(ut_money_round(low, 1, rounded, &total, &err), UT_BAD_INPUT);
  assert_string_equal(err.text, "an amount is too large to round");
  assert_int_equal(ut_money_round(sum, 2, rounded, &total, &err), UT_BAD_INPUT);
  assert_string_equal(err.text, "a sum of amounts is too large");
  assert_int_equal(ut_money_round(NULL, 0, NULL, &total, &err), UT_OK);
  assert_true(total == 0);
}

/* Half away from zero, whatever the signs; in between it may be as large as two int64 make it. */
static void amounts_are_scaled(void **state)
{
  (void)state;
  static const struct {
    ut_money amount;
    int64_t numerator, denominator;
    ut_money expected;
  } rows[] = {
      {100, 7, 3, 233},
      {10000, 7, 3, 23333},
      {200, 1, 3, 67},
      {5, 1, 2, 3},
      {-5, 1, 2, -3},
      {5, -1, 2, -3},
      {5, 1, -2, -3},
      {-5, 1, -2, 3},
      {4, 1, 8, 1},
      {3, 1, 8, 0},
      {-4, 1, 8, -1},
      {7, 1, 1, 7},
      {0, 5, 7, 0},
      {-7, 1, -1, 7},
      {INT64_MAX, 9, 9, INT64_MAX},
      {INT64_MIN, 3, 3, INT64_MIN},
  };
  ut_money out = 42;
  struct ut_error err;
  for (size_t i = 0; i < COUNT(rows); i++) {
    assert_int_equal(ut_money_scale(rows[i].amount, rows[i].numerator, rows[i].denominator, &out, NULL), UT_OK);
    assert_true(out == rows[i].expected);
  }
  out = 42;
  assert_int_equal(ut_money_scale(INT64_MAX, 2, 1, &out, &err), UT_BAD_INPUT);
  assert_string_equal(err.text, "an amount is too large");
  assert_int_equal(ut_money_scale(INT64_MIN, 1, -1, &out, NULL), UT_BAD_INPUT);
  assert_true(out == 42);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(spellings_that_are_read),
      cmocka_unit_test(spellings_that_are_refused),
      cmocka_unit_test(the_message_says_what_was_found),
      cmocka_unit_test(amounts_are_written),
      cmocka_unit_test(sums_are_checked),
      cmocka_unit_test(parts_round_to_the_rounded_sum),
      cmocka_unit_test(no_part_moves_by_a_krona),
      cmocka_unit_test(what_cannot_be_rounded),
      cmocka_unit_test(amounts_are_scaled),
  };
  return cmocka_run_group_tests_name("money", tests, NULL, NULL);
}
