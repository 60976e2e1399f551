/* Accounts and their categories: by first digits, ends included, and what a chart must not hold. */
#include "budget/accounts.h"

#include "../rows.h"

static enum ut_status load(struct ut_accounts **a, const char *text, struct ut_error *err)
{
  char path[32];
  int fd = file_of(text, path);
  enum ut_status status = ut_accounts_load(a, path, NULL, err);
  close(fd);
  return status;
}

static bool is(const struct ut_accounts *a, const char *account, const char *category)
{
  return ut_text_is(ut_accounts_category(a, ut_text_of(account)), category);
}

static void by_first_digits(void **state)
{
  (void)state;
  struct ut_accounts *a;
  assert_int_equal(
      load(&a, "till;fran;kategori;benamning\n59;50;Personal;\n6099;6010;Lokaler;x\n61;6100;Drift;\n", NULL), UT_OK);
  assert_true(is(a, "5000", "Personal") && is(a, "5999", "Personal") && is(a, "50", "Personal"));
  assert_true(is(a, "501020", "Personal") && is(a, "5999999999999999", "Personal"));
  assert_true(is(a, "6010", "Lokaler") && is(a, "60999", "Lokaler") && is(a, "6100", "Drift") && is(a, "619", "Drift"));
  assert_true(is(a, "5010 Löner", "Personal") && is(a, "6010-1", "Lokaler"));
  assert_true(is(a, "5", "Personal") && is(a, "60", "") && is(a, "601", "Lokaler") && is(a, "6", ""));
  assert_true(is(a, "6009", "") && is(a, "4999", "") && is(a, "6200", "") && is(a, "", "") && is(a, "A5010", ""));
  ut_accounts_free(a);
  assert_int_equal(load(&a, "fran,till,kategori\n", NULL), UT_OK);
  assert_true(is(a, "5010", ""));
  ut_accounts_free(a);
  ut_accounts_free(NULL);
}

/* What is shipped: an account of each that a ledger of an insats has, as the charts name their groups. */
static void shared_charts(void **state)
{
  (void)state;
  struct ut_accounts *a;
  assert_int_equal(ut_accounts_load(&a, "kommunbas", NULL, NULL), UT_OK);
  assert_true(is(a, "5010", "Personal") && is(a, "5610", "Personal") && is(a, "6010", "Lokaler"));
  assert_true(is(a, "7410", "Köp av tjänster") && is(a, "3510", "Bidrag") && is(a, "1930", ""));
  ut_accounts_free(a);
  assert_int_equal(ut_accounts_load(&a, "bas", NULL, NULL), UT_OK);
  assert_true(is(a, "5010", "Lokaler") && is(a, "7210", "Personal") && is(a, "3985", "Bidrag") && is(a, "2440", ""));
  ut_accounts_free(a);
}

static void what_is_refused(void **state)
{
  (void)state;
  static const struct {
    const char *rows, *message;
  } cases[] = {
      {"50,59,A\n60,60,B\n5900,6000,C\n", ":4: fran: the range overlaps that of line 2"},
      {"6000,6099,A\n50,60,B\n", ":3: fran: the range overlaps that of line 2"},
      {"50,50,A\n50,50,A\n", ":3: fran: the range overlaps that of line 2"},
      {"50,x,A\n", ":2: till: \"x\" is not an account (expected 1 to 12 digits)"},
      {",59,A\n", ":2: fran: \"\" is not an account (expected 1 to 12 digits)"},
      {"5O10,5999,A\n", ":2: fran: \"5O10\" is not an account (expected 1 to 12 digits)"},
      {"6000,5999,A\n", ":2: till: the range ends before it begins"},
      {"50,59,\n", ":2: kategori: the name is empty"},
      {"50,59,*\n", ":2: kategori: \"*\" is no name: it stands for totals"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char text[200], shown[600];
    struct ut_accounts *a;
    struct ut_error err = {0};
    snprintf(text, sizeof text, "fran,till,kategori\n%s", cases[i].rows);
    assert_int_equal(load(&a, text, &err), UT_BAD_INPUT);
    ut_accounts_free(a);
    ut_error_format(&err, shown, sizeof shown);
    assert_non_null(strchr(shown, ':'));
    assert_string_equal(strchr(shown, ':'), cases[i].message);
  }
  struct ut_accounts *a;
  struct ut_error err;
  assert_int_equal(ut_accounts_load(&a, "no-such-chart", NULL, &err), UT_USAGE);
  assert_string_equal(err.text,
                      "no file \"no-such-chart\", and none of that name among the shared accounts: bas, kommunbas");
  ut_accounts_free(a);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(by_first_digits),
      cmocka_unit_test(shared_charts),
      cmocka_unit_test(what_is_refused),
  };
  return cmocka_run_group_tests_name("accounts", tests, NULL, NULL);
}
