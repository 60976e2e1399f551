/* Columns of counts that hold sums over rows: what is found is reckoned by hand. */
#include "disclosure/spread_sums.h"

#include "../tidy_tables.h"

enum { UNKNOWN = 1, NAMED = 2 };

/* Appends "1<0 2@1=0,2 ": in row 2 column 1 is what it is in row 1 and column 0 in rows 0 and 2. */
static enum ut_status write_sum(void *context, const struct ut_spread_sum *sum)
{
  struct ut_buf *out = context;
  ut_buf_format(out, "%zu<%zu %u", sum->whole, sum->part, sum->row);
  if (sum->before != UT_SPREAD_SUMS_NO_ROW)
    ut_buf_format(out, "@%u", sum->before);
  for (size_t i = 0; i < sum->count; i++)
    ut_buf_format(out, "%s%u", i > 0 ? "," : "=", sum->rows[i]);
  return ut_buf_add_string(out, "; ");
}

/* Two columns of numbers, those of one after those of the other; what is said of the second. */
static void assert_found(const char *csv, const int64_t *numbers, int said, const char *expected)
{
  struct table t = table_of(csv);
  struct ut_buf out = {0};
  uint32_t unknown = said & UNKNOWN ? 2 : 0, named = said & NAMED ? 2 : 0;
  assert_int_equal(ut_spread_sums_find(t.tidy, numbers, 2, unknown, named, write_sum, &out), UT_OK);
  const char *found = ut_buf_string(&out);
  assert_string_equal(found ? found : "", expected);
  ut_buf_clear(&out);
  free_table(&t);
}

/* The rows of A have 8 each, those of B 4. */
static const char two_groups[] = "kommun,insats,antal\nA,x,5\nA,y,3\nB,x,4\n";

/* By the kommun, and by the value, which tells the same groups apart: what is found twice is handed over twice. */
static void totals_of_groups(void **state)
{
  (void)state;
  assert_found(two_groups, (const int64_t[]){5, 3, 4, 8, 8, 4}, 0,
               "1<0 0=0,1; 1<0 1@0; 1<0 2=2; "
               "1<0 0=0,1; 1<0 1@0; 1<0 2=2; ");
  assert_found(two_groups, (const int64_t[]){5, 3, 4, 8, 8, 5}, 0, "");
  assert_found(two_groups, (const int64_t[]){5, 3, 4, 8, 7, 4}, 0, "");
}

/* A column called a total may hold others besides; one that is less than its parts is none. */
static void totals_that_hold_more(void **state)
{
  (void)state;
  assert_found(two_groups, (const int64_t[]){5, 3, 4, 9, 9, 4}, 0, "");
  assert_found(two_groups, (const int64_t[]){5, 3, 4, 9, 9, 4}, NAMED, "1<0 0=0,1; 1<0 1@0; 1<0 2=2; ");
  assert_found(two_groups, (const int64_t[]){5, 3, 4, 7, 7, 4}, NAMED, "");
}

/* No key has the groups: rows of the same value of the column are one, 5 + 3 and 4 + 2. */
static void groups_by_value(void **state)
{
  (void)state;
  assert_found("insats,antal\na,5\nb,4\nc,3\nd,2\n", (const int64_t[]){5, 4, 3, 2, 8, 6, 8, 6}, 0,
               "1<0 0=0,2; 1<0 2@0; 1<0 1=1,3; 1<0 3@1; ");
}

static const char months[] = "manad,antal\n2019-01,5\n2019-02,3\n2019-03,4\n";

/* 5, 8, 12 are sums so far, of a column whose name says nothing; 12, 7, 4 those from the last row on. */
static void sums_so_far(void **state)
{
  (void)state;
  const int64_t down[] = {5, 3, 4, 5, 8, 12}, up[] = {5, 3, 4, 12, 7, 4};
  assert_found(months, down, 0, "");
  assert_found(months, down, UNKNOWN, "1<0 0=0; 1<0 1@0=1; 1<0 2@1=2; ");
  assert_found(months, up, UNKNOWN, "1<0 2=2; 1<0 1@2=1; 1<0 0@1=0; ");
  assert_found(months, (const int64_t[]){5, 3, 4, 5, 8, 13}, UNKNOWN, "");
}

static void the_same_again(void **state)
{
  (void)state;
  assert_found(months, (const int64_t[]){5, 3, 4, 5, 3, 4}, UNKNOWN, "1<0 0=0; 1<0 1=1; 1<0 2=2; ");
  assert_found(months, (const int64_t[]){5, 3, 4, 5, 3, 4}, 0, "");
  assert_found(months, (const int64_t[]){5, -1, 4, 5, 3, 4}, UNKNOWN, "1<0 0=0; 1<0 2=2; ");
  assert_found(months, (const int64_t[]){0, 0, 0, 0, 0, 0}, UNKNOWN, "");
}

/* A total's row is no part: 5 + 3, and the row * has 8 itself. */
static void rows_of_totals(void **state)
{
  (void)state;
  assert_found("insats,antal\nx,5\ny,3\n*,8\n", (const int64_t[]){5, 3, 8, 8, 8, 8}, 0,
               "1<0 0=0,1; 1<0 1@0; 1<0 2@0; "
               "1<0 0=0,1; 1<0 1@0; 1<0 2@0; ");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(totals_of_groups), cmocka_unit_test(totals_that_hold_more), cmocka_unit_test(groups_by_value),
      cmocka_unit_test(sums_so_far),      cmocka_unit_test(the_same_again),        cmocka_unit_test(rows_of_totals),
  };
  return cmocka_run_group_tests_name("spread_sums", tests, NULL, NULL);
}
