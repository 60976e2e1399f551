/* Which row a figure is held against. */
#include "disclosure/beside.h"

#include "../tidy_tables.h"

static void what_was_before_is_held_against(void **state)
{
  (void)state;
  struct table t = table_of("kod,tidpunkt,antal,forandring_pct\nlon,fore,9,\nlon,under,9,1\nlon,efter,9,2\n"
                            "annan,fore,9,\nannan,under,9,3\n");
  assert_true(ut_beside_is_figure(t.tidy, 3));
  assert_false(ut_beside_is_figure(t.tidy, 2));
  assert_true(ut_beside_is_row(t.tidy, 3, 1, 0));
  assert_true(ut_beside_is_row(t.tidy, 3, 2, 0));
  assert_false(ut_beside_is_row(t.tidy, 3, 2, 1));
  assert_false(ut_beside_is_row(t.tidy, 3, 0, 1));
  assert_false(ut_beside_is_row(t.tidy, 3, 4, 0));
  assert_false(ut_beside_is_row(t.tidy, 3, 1, 1));
  free_table(&t);
}

static void the_year_before_is_held_against(void **state)
{
  (void)state;
  struct table t = table_of("ar,antal,forandring_pct\n2018,9,\n2019,9,1\n2020,9,2\n");
  assert_true(ut_beside_is_row(t.tidy, 2, 1, 0));
  assert_false(ut_beside_is_row(t.tidy, 2, 2, 0));
  assert_false(ut_beside_is_row(t.tidy, 2, 0, 1));
  free_table(&t);
}

/* The share of what stands in the row itself is of no other. */
static void shares_are_of_their_own_row(void **state)
{
  (void)state;
  struct table t = table_of("ar,antal,forandring,forandring_pct\n2018,9,-1,-11\n2019,9,-1,-11\n");
  assert_false(ut_beside_is_figure(t.tidy, 3));
  free_table(&t);
  t = table_of("kon,antal,forandring_pct\nK,9,\nM,9,1\n");
  assert_false(ut_beside_is_figure(t.tidy, 2));
  free_table(&t);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_was_before_is_held_against),
      cmocka_unit_test(the_year_before_is_held_against),
      cmocka_unit_test(shares_are_of_their_own_row),
  };
  return cmocka_run_group_tests_name("beside", tests, NULL, NULL);
}
