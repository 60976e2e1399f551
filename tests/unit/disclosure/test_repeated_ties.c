/* Counts that a group of rows has in common. Slots are numbered row by row, count by count. */
#include "disclosure/repeated_ties.h"

#include "../tidy_tables.h"
#include "relations_text.h"

static void assert_ties(const char *csv, const char *expected)
{
  struct table t;
  struct ut_error err = {0};
  struct ut_relations relations = {0};
  bool missing[32];
  if (read_table(&t, csv, NULL, "all", &err) != UT_OK)
    fail_msg("%s", err.text);
  size_t slots = ut_tidy_table_slots(t.tidy);
  assert_true(slots <= sizeof missing);
  for (size_t i = 0; i < slots; i++) {
    int64_t count = ut_tidy_table_slot(t.tidy, i)->count;
    missing[i] = count < 0;
    assert_int_equal(ut_relations_add_cell(&relations, count < 0 ? 0 : count), UT_OK);
  }
  assert_int_equal(ut_repeated_ties_relate(&relations, t.tidy, missing), UT_OK);
  assert_relations(&relations, expected);
  ut_relations_clear(&relations);
  free_table(&t);
}

/* saknas (1 and 3) is the same in both rows, and the row of those who are not known (4) counts as many. */
static void who_is_not_known_is_counted_once(void **state)
{
  (void)state;
  assert_ties("klass,antal,bas,saknas\na,10,20,3\nb,7,20,3\nuppgift_saknas,3,20,\n", "+3-1=0 +4-1=0 ");
}

/* bas_mot (2 and 5) is one base, which antal_mot (1 and 4) adds up to. */
static void another_base_is_divided_as_bas_is(void **state)
{
  (void)state;
  assert_ties("klass,antal,antal_mot,bas_mot\na,1,2,6\nb,1,4,6\n", "+5-2=0 +2-1-4=0 ");
}

/* With more in other rows it is no less than the sum; with less the rows overlap. A total is no part. */
static void parts_need_not_be_all(void **state)
{
  (void)state;
  assert_ties("klass,antal,antal_mot,bas_mot\na,1,2,7\nb,1,4,7\n*,2,6,7\n", "+5-2=0 +2-1-4>=-1 ");
  assert_ties("klass,antal,antal_mot,bas_mot\na,1,4,6\nb,1,4,6\n", "+5-2=0 ");
}

/* The groups have bases of their own, or there is nothing that repeats. */
static void what_changes_is_no_base(void **state)
{
  (void)state;
  assert_ties("kon,antal,antal_mot,bas_mot\nK,1,2,6\nM,1,4,7\n", "");
  assert_ties("kon,antal,antal_mot,bas_mot\nK,1,2,6\n", "");
  assert_ties("kon,antal,borjat\nK,1,2\nM,1,2\n", "");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(who_is_not_known_is_counted_once),
      cmocka_unit_test(another_base_is_divided_as_bas_is),
      cmocka_unit_test(parts_need_not_be_all),
      cmocka_unit_test(what_changes_is_no_base),
  };
  return cmocka_run_group_tests_name("repeated_ties", tests, NULL, NULL);
}
