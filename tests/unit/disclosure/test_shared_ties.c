/* Counts of persons who may be in several rows. Slots are numbered row by row, count by count: personer, mottagare. */
#include "disclosure/shared_ties.h"

#include "../tidy_tables.h"
#include "relations_text.h"

static void assert_ties(const char *csv, const char *expected)
{
  struct table t;
  struct ut_error err = {0};
  struct ut_relations relations = {0};
  bool missing[32] = {false};
  if (read_table(&t, csv, NULL, "all", &err) != UT_OK)
    fail_msg("%s", err.text);
  size_t slots = ut_tidy_table_slots(t.tidy);
  assert_true(slots <= sizeof missing);
  for (size_t i = 0; i < slots; i++)
    assert_int_equal(ut_relations_add_cell(&relations, ut_tidy_table_slot(t.tidy, i)->count), UT_OK);
  assert_int_equal(ut_shared_ties_relate(&relations, t.tidy, missing), UT_OK);
  assert_relations(&relations, expected);
  ut_relations_clear(&relations);
  free_table(&t);
}

/* 7 persons, 5 and 4 of two codes: money adds up, so mottagare of * (5) moves with those of the codes (1, 3); of the
 * other occasion 11 with 7 and 9. */
static void totals_move_with_their_parts(void **state)
{
  (void)state;
  assert_ties("kod,tidpunkt,personer,mottagare,belopp\nlon,fore,9,5,50\nannan,fore,9,4,40\n*,fore,9,7,90\n"
              "lon,efter,9,1,50\nannan,efter,9,2,40\n*,efter,9,3,90\n",
              "+5-1-3=-2 +11-7-9=0 ");
}

static void other_keys_are_not_shared(void **state)
{
  (void)state;
  assert_ties("kon,tidpunkt,personer,mottagare,belopp\nK,fore,9,5,50\nM,fore,9,4,40\n*,fore,18,9,90\n", "");
  assert_ties("kod,antal\nlon,9\nannan,9\n*,11\n", "");
  assert_ties("kod,personer,mottagare\nlon,9,5\nannan,9,4\n", "");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(totals_move_with_their_parts),
      cmocka_unit_test(other_keys_are_not_shared),
  };
  return cmocka_run_group_tests_name("shared_ties", tests, NULL, NULL);
}
