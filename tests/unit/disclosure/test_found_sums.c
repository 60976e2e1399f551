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

static size_t sums_found(const char *csv)
{
  struct table t = table_of(csv);
  size_t count = t.tidy->found.len / sizeof(struct ut_found_sum);
  free_table(&t);
  return count;
}

/* Every value is in one of three groups of three rows, and in two of them one is the sum of the others. Chance has
 * log2 of the 3 choices of two groups, and 2 of each, log2(9 rows / 3 groups + 1): 1.6 + 4 bits. Sums of 3 and 5 are
 * log2(4) + log2(6) = 4.6 bits, which is less; 7 and 7 are 6, which is more. */
static void of_values_of_one_group_each(void **state)
{
  (void)state;
  assert_int_equal(sums_found("kommun,insats,antal\nA,a1,1\nA,a2,2\nA,a3,3\nB,b1,1\nB,b2,4\nB,b3,5\n"
                              "C,c1,6\nC,c2,7\nC,c3,8\n"),
                   0);
  assert_int_equal(sums_found("kommun,insats,antal\nA,a1,3\nA,a2,4\nA,a3,7\nB,b1,3\nB,b2,4\nB,b3,7\n"
                              "C,c1,6\nC,c2,7\nC,c3,8\n"),
                   2);
}

/* Two of the others in three groups; where one of the two is 0, or is not there, the group says nothing of them. */
static void of_some_only_where_all_are_above_nothing(void **state)
{
  (void)state;
  static const char two[] = "kommun,insats,antal\n"
                            "A,a,31\nA,b,44\nA,c,17\nA,x,75\nB,a,52\nB,b,29\nB,c,9\nB,x,81\n";
  static const char *const third[] = {"C,a,5\nC,b,56\nC,c,13\nC,x,61\n", "C,a,0\nC,b,61\nC,c,13\nC,x,61\n",
                                      "C,b,61\nC,c,13\nC,x,61\n"};
  for (size_t i = 0; i < sizeof third / sizeof *third; i++) {
    struct ut_buf csv = {0};
    ut_buf_format(&csv, "%s%s", two, third[i]);
    assert_int_equal(sums_found(ut_buf_string(&csv)), i == 0);
    ut_buf_clear(&csv);
  }
}

static size_t corners_found(const char *csv)
{
  struct table t = table_of(csv);
  size_t count = t.tidy->corners.len / sizeof(struct ut_corner);
  free_table(&t);
  return count;
}

/* z has no value in common with x and y, and is 3 + 4: a total over both keys, whatever it is called. A number may be a
 * name; with decimals it is a measure. */
static void over_two_keys(void **state)
{
  (void)state;
  assert_int_equal(corners_found("insats,kommun,antal\nx,p,3\ny,q,4\nz,r,7\n"), 1);
  assert_int_equal(corners_found("insats,kommun,antal\nx,p,3\ny,q,4\nz,9,7\n"), 1);
  assert_int_equal(corners_found("insats,kommun,antal\nx,p,3\ny,q,4\nz,9.5,7\n"), 0);
  assert_int_equal(corners_found("insats,kommun,antal\nx,p,3\ny,q,4\nz,r,8\n"), 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(of_many_values_in_any_order),
      cmocka_unit_test(of_values_of_one_group_each),
      cmocka_unit_test(of_some_only_where_all_are_above_nothing),
      cmocka_unit_test(over_two_keys),
  };
  return cmocka_run_group_tests_name("found_sums", tests, NULL, NULL);
}
