/* Columns that are sums of others in every row. */
#include "disclosure/column_sums.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { ROWS = 3 };

struct found {
  size_t count, whole;
  uint32_t parts;
};

static enum ut_status take(void *context, size_t whole, uint32_t parts, bool *done)
{
  struct found *found = context;
  *found = (struct found){found->count + 1, whole, parts};
  *done = false;
  return UT_OK;
}

static struct found find(const int64_t *numbers, size_t columns, size_t rows)
{
  struct found found = {0};
  assert_int_equal(ut_column_sums_find(numbers, columns, rows, ROWS, take, &found), UT_OK);
  return found;
}

static void of_all_others(void **state)
{
  (void)state;
  static const int64_t numbers[] = {15, 20, 12, 11, 3, 9}; /* 15 = 12 + 3, 20 = 11 + 9 */
  struct found found = find(numbers, 3, 2);
  assert_int_equal(found.count, 1);
  assert_int_equal(found.whole, 0);
  assert_int_equal(found.parts, 6);
}

/* The fourth column is none of them; two rows would be too few. */
static void of_some_in_three_rows(void **state)
{
  (void)state;
  static const int64_t numbers[] = {15, 20, 9, 12, 11, 4, 3, 9, 5, 7, 7, 8};
  assert_int_equal(find(numbers, 4, ROWS).count, 1);
  static const int64_t fewer[] = {15, 20, 12, 11, 3, 9, 7, 8};
  assert_int_equal(find(fewer, 4, 2).count, 0);
}

/* What is not known says nothing; what differs in one row is no sum; one part alone is the same number twice. */
static void of_what_is_known(void **state)
{
  (void)state;
  static const int64_t lacking[] = {15, 20, 12, -1, 3, 9}, differing[] = {15, 21, 12, 11, 3, 9};
  static const int64_t same[] = {15, 20, 15, 20, 0, 0}, nobody[] = {15, 0, 12, 11, 3, 9};
  assert_int_equal(find(lacking, 3, 2).count, 1);
  assert_int_equal(find(differing, 3, 2).count, 0);
  assert_int_equal(find(same, 3, 2).count, 0);
  assert_int_equal(find(nobody, 3, 2).count, 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(of_all_others),
      cmocka_unit_test(of_some_in_three_rows),
      cmocka_unit_test(of_what_is_known),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
