/* Relations of cells. */
#include "relations_text.h"

static void add_cells(struct ut_relations *s, const int64_t *values, size_t count)
{
  for (size_t i = 0; i < count; i++)
    assert_int_equal(ut_relations_add_cell(s, values[i]), UT_OK);
}

static void a_whole_is_its_parts(void **state)
{
  (void)state;
  struct ut_relations s = {0};
  add_cells(&s, (const int64_t[]){7, 3, 4}, 3);
  assert_int_equal(ut_relations_relate(&s, 0, (const uint32_t[]){1, 2}, 2), UT_OK);
  assert_relations(&s, "+0-1-2=0 ");
  ut_relations_clear(&s);
}

static void parts_may_be_missing(void **state)
{
  (void)state;
  struct ut_relations s = {0};
  add_cells(&s, (const int64_t[]){9, 3, 4}, 3);
  assert_int_equal(ut_relations_relate(&s, 0, (const uint32_t[]){1, 2}, 2), UT_OK);
  assert_relations(&s, "+0-1-2>=-2 ");
  ut_relations_clear(&s);
}

/* 5 persons, 3 and 4 of them in two classes: no more than 7, no less than either. */
static void parts_may_overlap(void **state)
{
  (void)state;
  struct ut_relations s = {0};
  add_cells(&s, (const int64_t[]){5, 3, 4}, 3);
  assert_int_equal(ut_relations_relate(&s, 0, (const uint32_t[]){1, 2}, 2), UT_OK);
  assert_relations(&s, "+1+2-0>=-2 +0-1>=-2 +0-2>=-1 ");
  ut_relations_clear(&s);
}

/* 12 and 20 are 3 and 29, and no less than 3 and 28; nor are 3 and 29 less than 12 and 19. */
static void sums_of_two_tables(void **state)
{
  (void)state;
  static const struct {
    int64_t values[4];
    const char *relation;
  } cases[] = {
      {{12, 20, 3, 29}, "+0+1-2-3=0 "}, {{12, 20, 3, 28}, "+0+1-2-3>=-1 "}, {{12, 19, 3, 29}, "+2+3-0-1>=-1 "}};
  for (size_t i = 0; i < 3; i++) {
    struct ut_relations s = {0};
    add_cells(&s, cases[i].values, 4);
    assert_int_equal(ut_relations_compare(&s, (const uint32_t[]){0, 1}, 2, (const uint32_t[]){2, 3}, 2), UT_OK);
    assert_relations(&s, cases[i].relation);
    ut_relations_clear(&s);
  }
}

/* What they differ by does not change. */
static void parts_may_move_with_their_whole(void **state)
{
  (void)state;
  struct ut_relations s = {0};
  add_cells(&s, (const int64_t[]){5, 3, 4}, 3);
  assert_int_equal(ut_relations_tie(&s, 0, (const uint32_t[]){1, 2}, 2), UT_OK);
  assert_relations(&s, "+0-1-2=-2 ");
  ut_relations_clear(&s);
}

static void a_part_is_no_more_than_its_whole(void **state)
{
  (void)state;
  struct ut_relations s = {0};
  add_cells(&s, (const int64_t[]){5, 5, 6}, 3);
  assert_int_equal(ut_relations_bound(&s, 0, 1), UT_OK);
  assert_int_equal(ut_relations_bound(&s, 0, 2), UT_OK);
  assert_relations(&s, "+0-1>=-0 ");
  ut_relations_clear(&s);
}

static void cells_find_their_places(void **state)
{
  (void)state;
  struct ut_relations s = {0};
  add_cells(&s, (const int64_t[]){7, 3, 4, 11, 2}, 5);
  assert_int_equal(ut_relations_relate(&s, 0, (const uint32_t[]){1, 2}, 2), UT_OK);
  assert_int_equal(ut_relations_relate(&s, 3, (const uint32_t[]){0, 2}, 2), UT_OK);
  assert_int_equal(ut_relations_index(&s), UT_OK);
  static const size_t first[] = {0, 2, 3, 5, 6, 6};
  static const struct ut_relation_place places[] = {{0, 1}, {1, -1}, {0, -1}, {0, -1}, {1, -1}, {1, 1}};
  assert_memory_equal(s.first, first, sizeof first);
  assert_memory_equal(s.places, places, sizeof places);
  ut_relations_clear(&s);
}

/* 7 is 3 and 4, and 11 is 7 and 4, the second one added twice: in the order of the ranks, where the 11 is the first,
 * once each, and found at their places. */
static void in_the_order_of_ranks(void **state)
{
  (void)state;
  struct ut_relations s = {0};
  add_cells(&s, (const int64_t[]){7, 3, 4, 11}, 4);
  assert_int_equal(ut_relations_relate(&s, 0, (const uint32_t[]){1, 2}, 2), UT_OK);
  assert_int_equal(ut_relations_relate(&s, 3, (const uint32_t[]){0, 2}, 2), UT_OK);
  assert_int_equal(ut_relations_relate(&s, 3, (const uint32_t[]){2, 0}, 2), UT_OK);
  assert_int_equal(ut_relations_arrange(&s, (const uint32_t[]){3, 2, 1, 0}), UT_OK);
  assert_relations(&s, "+3-2-0=0 -2-1+0=0 ");
  static const size_t first[] = {0, 2, 3, 5, 6};
  static const struct ut_relation_place places[] = {{0, -1}, {1, 1}, {1, -1}, {0, -1}, {1, -1}, {0, 1}};
  assert_memory_equal(s.first, first, sizeof first);
  assert_memory_equal(s.places, places, sizeof places);
  ut_relations_clear(&s);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_whole_is_its_parts),
      cmocka_unit_test(parts_may_be_missing),
      cmocka_unit_test(parts_may_overlap),
      cmocka_unit_test(sums_of_two_tables),
      cmocka_unit_test(parts_may_move_with_their_whole),
      cmocka_unit_test(a_part_is_no_more_than_its_whole),
      cmocka_unit_test(cells_find_their_places),
      cmocka_unit_test(in_the_order_of_ranks),
  };
  return cmocka_run_group_tests_name("relations", tests, NULL, NULL);
}
