/* Days and months of exports that nobody has described. */
#include "import/proposal_dates.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void days(void **state)
{
  (void)state;
  static const struct {
    const char *cell;
    bool any, far; /* what is far is not asked whether it is any */
  } table[] = {
      {"2019-02-04", true, false},
      {"4/2/2019", true, false},
      {"4 feb 2019", true, false},
      {"den 4 februari 2019", true, false},
      {"43500", true, false},
      {"2019-02-04 13:45", true, false},
      {"2024/01/01 3:04:05 em CET", true, false},
      {"pågår", false, false},
      {"0701740605", false, false},
      {"12", false, false},
      {"9999-12-31", false, true},
      {"31/12/9999", false, true},
      {"99991231", false, true},
      {"9999-12-31 00:00:00", false, true},
      {"31 dec 9999", false, true},
      {"2097-12-31", true, false},
      {"991231", true, false}, /* of 1999 */
  };
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    struct ut_text cell = ut_text_of(table[i].cell);
    if (!table[i].far)
      assert_int_equal(ut_proposed_date_any(cell), table[i].any);
    assert_int_equal(ut_proposed_date_far(cell), table[i].far);
  }
}

static void months(void **state)
{
  (void)state;
  static const struct {
    const char *heading, *month; /* NULL: none */
  } table[] = {
      {"jan 2019", "2019-01"}, {"Utbetalt juli 2019", "2019-07"},
      {"2019-07", "2019-07"},  {"jan-24", "2024-01"},
      {"Mars", "?"},           {"Summa", NULL},
      {"Kön", NULL},
  };
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    char month[UT_PROPOSAL_AMOUNT];
    bool found = ut_proposed_month(ut_text_of(table[i].heading), month);
    assert_int_equal(found, table[i].month != NULL);
    if (found)
      assert_string_equal(month, table[i].month);
  }
  assert_true(ut_proposed_kind_day(ut_text_of("jan 2019"), UT_KIND_MONTH));
  assert_false(ut_proposed_kind_day(ut_text_of("jan 2019"), UT_KIND_DAY));
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(days), cmocka_unit_test(months)};
  return cmocka_run_group_tests_name("proposal dates", tests, NULL, NULL);
}
