/* Values of keys that are sums by their counts alone, in whatever order their rows are tried. */
#include "../tidy_tables.h"

enum { VALUES = 30, GROUPS = 8 };

/* Counts of 1 to 39, but of the last value, which is the second, third and fifth together. */
static int count_at(int group, int value)
{
  unsigned state = (unsigned)(group * VALUES + value + 1);
  for (int i = 0; i < 9; i++)
    state = state * 1103515245U + 12345U;
  return value < VALUES - 1 ? 1 + (int)(state >> 16) % 39
                            : count_at(group, 1) + count_at(group, 2) + count_at(group, 4);
}

static void assert_one_sum(bool last_first)
{
  struct ut_buf csv = {0};
  ut_buf_add_string(&csv, "kommun,insats,antal\n");
  for (int i = 0; i < GROUPS * VALUES; i++) {
    int value = last_first ? VALUES - 1 - i % VALUES : i % VALUES;
    ut_buf_format(&csv, "k%d,v%d,%d\n", i / VALUES, value, count_at(i / VALUES, value));
  }
  struct table t = table_of(ut_buf_string(&csv));
  assert_int_equal(t.tidy->found.len / sizeof(struct ut_found_sum), 1);
  struct ut_found_sum found = *(const struct ut_found_sum *)(const void *)t.tidy->found.ptr;
  assert_int_equal(found.key, 1);
  struct ut_text value = ut_keys_value(t.tidy->keys, 1, found.whole);
  assert_true(ut_text_is(value, "v29"));
  free_table(&t);
  ut_buf_clear(&csv);
}

/* There are more sets of 30 values than are tried. */
static void of_many_values_in_any_order(void **state)
{
  (void)state;
  assert_one_sum(false);
  assert_one_sum(true);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(of_many_values_in_any_order),
  };
  return cmocka_run_group_tests_name("found_sums", tests, NULL, NULL);
}
