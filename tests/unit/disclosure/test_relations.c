/* Relations of cells, written out as `+0-1-2=0` (exact) or `+0-1>=-3` (what the others leave of it at least). */
#include "../tidy_tables.h"
#include "disclosure/relations.h"

static void assert_relations(const struct ut_relations *s, const char *expected)
{
  struct ut_buf out = {0};
  for (size_t i = 0; i < ut_relations_count(s); i++) {
    const struct ut_relation *r = ut_relations_at(s, i);
    for (size_t k = 0; k < r->count; k++)
      ut_buf_format(&out, "%c%u", ut_relations_terms(s, r)[k].sign > 0 ? '+' : '-', ut_relations_terms(s, r)[k].cell);
    ut_buf_format(&out, r->exact ? "=%lld " : ">=-%lld ", (long long)r->slack);
  }
  assert_string_equal(ut_buf_string(&out), expected);
  ut_buf_clear(&out);
}

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

static void parts_may_be_lacking(void **state)
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

/* The relations among the rows of a table; a row is a cell. */
static void assert_totals(const char *csv, const char *expected)
{
  struct table t = table_of(csv);
  struct ut_relations s = {0};
  for (size_t i = 0; i < ut_tidy_table_rows(&t.tidy); i++)
    assert_int_equal(ut_relations_add_cell(&s, ut_tidy_table_row(&t.tidy, i)->count), UT_OK);
  assert_int_equal(ut_relations_add_totals(&s, &t.tidy.tuples, t.tidy.key_count, 0), UT_OK);
  assert_relations(&s, expected);
  ut_relations_clear(&s);
  free_table(&t);
}

/* 0-3 are inside, 4 and 5 over a, 6 and 7 over b, 8 over both: the sum of 0-3 is implied. */
static void totals_over_each_key(void **state)
{
  (void)state;
  assert_totals("a,b,antal\nx,u,1\nx,v,2\ny,u,3\ny,v,4\n*,u,4\n*,v,6\nx,*,3\ny,*,7\n*,*,10\n",
                "+4-0-2=0 +5-1-3=0 +6-0-1=0 +7-2-3=0 +8-6-7=0 +8-4-5=0 ");
}

/* Nothing stands between the total and its parts. */
static void totals_over_both_keys_at_once(void **state)
{
  (void)state;
  assert_totals("a,b,antal\nx,u,1\ny,v,4\n*,*,5\n", "+2-0-1=0 ");
}

/* y has no total, so that those that there are do not say what it holds. */
static void a_total_that_is_not_there(void **state)
{
  (void)state;
  assert_totals("a,b,antal\nx,u,1\ny,v,0\nx,*,1\n*,*,1\n", "+2-0=0 +3-2=0 +3-0-1=0 ");
}

/* The part (x, u) of 3 is more than its total of 2: it is no part at all, and the total no more than the sum. */
static void what_does_not_add_up(void **state)
{
  (void)state;
  assert_totals("a,antal\nx,3\ny,1\n*,2\n", "+0+1-2>=-2 +2-1>=-1 ");
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
  static const struct ut_place places[] = {{0, 1}, {1, -1}, {0, -1}, {0, -1}, {1, -1}, {1, 1}};
  assert_memory_equal(s.first, first, sizeof first);
  assert_memory_equal(s.places, places, sizeof places);
  ut_relations_clear(&s);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_whole_is_its_parts),      cmocka_unit_test(parts_may_be_lacking),
      cmocka_unit_test(parts_may_overlap),         cmocka_unit_test(a_part_is_no_more_than_its_whole),
      cmocka_unit_test(totals_over_each_key),      cmocka_unit_test(totals_over_both_keys_at_once),
      cmocka_unit_test(a_total_that_is_not_there), cmocka_unit_test(what_does_not_add_up),
      cmocka_unit_test(cells_find_their_places),
  };
  return cmocka_run_group_tests_name("relations", tests, NULL, NULL);
}
