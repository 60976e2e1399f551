/* Rows of other kinds: their columns, their days, months and amounts. What becomes of rows is in tests/golden. */
#include "import/kinds.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void columns(void **state)
{
  (void)state;
  static const struct {
    const char *name;
    enum ut_map_kind kind;
    int cell; /* -1: there is no such column */
  } table[] = {
      {"manad", UT_MAP_PAYMENTS, UT_KIND_MONTH},   {"kod", UT_MAP_PAYMENTS, UT_KIND_SUPPORT},
      {"belopp", UT_MAP_LEDGER, UT_KIND_MONEY},    {"debet", UT_MAP_LEDGER, UT_KIND_DEBIT},
      {"kredit", UT_MAP_LEDGER, UT_KIND_CREDIT},   {"debet", UT_MAP_PAYMENTS, -1},
      {"matt", UT_MAP_MEASURES, UT_KIND_MEASURE},  {"varde", UT_MAP_MEASURES, UT_KIND_ANSWER},
      {"tillfalle", UT_MAP_MEASURES, UT_KIND_DAY}, {"belopp", UT_MAP_PARTICIPATIONS, -1},
      {"tillfalle", UT_MAP_PARTICIPATIONS, -1},
  };
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    const struct ut_kind_column *found = ut_kind_find(table[i].kind, ut_text_of(table[i].name));
    assert_int_equal(found ? (int)found->cell : -1, table[i].cell);
  }
  assert_true(ut_kind_has_amounts(UT_KIND_MONEY) && ut_kind_has_amounts(UT_KIND_CREDIT));
  assert_false(ut_kind_has_amounts(UT_KIND_ANSWER));
}

static void days(void **state)
{
  (void)state;
  static const struct {
    const char *cell, *day; /* NULL: none */
  } table[] = {
      {"2019-07", "2019-07-01"},  {"201907", "2019-07-01"}, {"2019-07-25", "2019-07-25"},
      {"20190725", "2019-07-25"}, {"2019-13", NULL},        {"2019-7", NULL},
      {"190725", NULL},           {"juli", NULL},
  };
  char iso[11];
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    ut_date day = ut_kind_day(NULL, ut_text_of(table[i].cell));
    assert_int_equal(day != UT_DATE_NONE, table[i].day != NULL);
    if (table[i].day)
      assert_string_equal(ut_date_format(day, iso), table[i].day);
  }
}

static void months(void **state)
{
  (void)state;
  static const struct {
    const char *cell;
    int month; /* 0: none */
  } table[] = {{"1", 1},   {"01", 1},      {"12", 12},   {"13", 0}, {"0", 0},
               {"jan", 1}, {"Januari", 1}, {"okt.", 10}, {"ja", 0}};
  for (size_t i = 0; i < sizeof table / sizeof *table; i++)
    assert_int_equal(ut_kind_month_alone(ut_text_of(table[i].cell)), table[i].month);
}

static void amounts(void **state)
{
  (void)state;
  static const struct {
    const char *cell;
    char thousands;
    int64_t ore; /* -1: none */
  } table[] = {
      {"4250,50", 0, 425050},    {"4 250,50", 0, 425050}, {"4.250,50", '.', 425050}, {"1.234.567", '.', 123456700},
      {"4,250.50", ',', 425050}, {"4.25,50", '.', -1},    {"4.250,50", 0, -1},       {"", '.', -1},
  };
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    ut_money money = -1;
    enum ut_status status = ut_kind_money(ut_text_of(table[i].cell), table[i].thousands, &money, NULL);
    assert_int_equal(status == UT_OK ? money : -1, table[i].ore);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(columns), cmocka_unit_test(days), cmocka_unit_test(months),
                                     cmocka_unit_test(amounts)};
  return cmocka_run_group_tests_name("kinds", tests, NULL, NULL);
}
