/* What a sum of a hierarchy lacks, by counts that are reckoned by hand. */
#include "disclosure/forgotten_parts.h"

#include "../tidy_tables.h"

#define HIERARCHY "kod,del_av\nNorr,\nAlby,Norr\nBerg,Norr\nDal,\nEk,\n"

/* The sums of the key, "Norr=Alby+Berg+Dal ", and behind them how many were found. */
static void assert_sums(const char *csv, const char *expected)
{
  static char path[32], tree[32];
  char option[64];
  char *paths[] = {path};
  struct table t;
  struct ut_buf text = {0};
  struct ut_error err = {0};
  const struct ut_reader_options options = {.from = UT_AUTO};
  int fd = file_of(csv, path), tree_fd = file_of(HIERARCHY, tree);
  snprintf(option, sizeof option, "ort=%s", tree);
  const struct ut_names hierarchies = {{ut_text_of(option)}, 1}, counts = {{ut_text_of("antal")}, 1};
  const struct ut_tidy_table_options options_of = {.counts = &counts, .hierarchies = &hierarchies};
  assert_int_equal(ut_reader_open(&t.reader, paths, 1, &options, &err), UT_OK);
  if (ut_tidy_table_new(&t.tidy, t.reader, &options_of, &err) != UT_OK)
    fail_msg("%s", err.text);
  close(fd);
  close(tree_fd);
  const struct ut_key_sums *sums = &t.tidy->sums[0];
  for (size_t i = 0; i < ut_key_sums_count(sums); i++) {
    const struct ut_key_sum *sum = ut_key_sums_at(sums, i);
    ut_buf_add_text(&text, ut_keys_value(t.tidy->keys, 0, sum->whole));
    for (size_t k = 0; k < sum->count; k++) {
      ut_buf_add_string(&text, k > 0 ? "+" : "=");
      ut_buf_add_text(&text, ut_keys_value(t.tidy->keys, 0, ut_key_sums_parts(sums, sum)[k]));
    }
    ut_buf_add_string(&text, " ");
  }
  ut_buf_format(&text, "%zu", t.tidy->found.len / sizeof(struct ut_found_sum));
  assert_string_equal(ut_buf_string(&text), expected);
  ut_buf_clear(&text);
  free_table(&t);
}

/* 20 is 3 + 10 and the 7 of Dal; two values make up 22; nothing makes up 21, and 13 lacks nothing. Dal has more than
 * chance: log2(7 + 1) bits against log2 of 5 values. */
static void what_is_left_is_another(void **state)
{
  (void)state;
  assert_sums("ort,antal\nAlby,3\nBerg,10\nDal,7\nEk,30\nNorr,20\n", "Norr=Alby+Berg Norr=Alby+Berg+Dal 1");
  assert_sums("ort,antal\nAlby,3\nBerg,10\nDal,7\nEk,2\nNorr,22\n", "Norr=Alby+Berg Norr=Alby+Berg+Dal+Ek 1");
  assert_sums("ort,antal\nAlby,3\nBerg,10\nDal,7\nEk,30\nNorr,21\n", "Norr=Alby+Berg 0");
  assert_sums("ort,antal\nAlby,3\nBerg,10\nDal,7\nEk,30\nNorr,13\n", "Norr=Alby+Berg 0");
}

/* One person is left, whom Dal, too, has: log2(1 + 1) is less than log2(5). */
static void little_is_chance(void **state)
{
  (void)state;
  assert_sums("ort,antal\nAlby,3\nBerg,10\nDal,1\nEk,30\nNorr,14\n", "Norr=Alby+Berg 0");
}

/* In every row: 7 of the men, and of the women 4 that Dal has, or has not. */
static void in_every_row(void **state)
{
  (void)state;
  assert_sums("ort,kon,antal\nAlby,M,3\nBerg,M,10\nDal,M,7\nNorr,M,20\nAlby,K,5\nBerg,K,6\nDal,K,4\nNorr,K,15\n",
              "Norr=Alby+Berg Norr=Alby+Berg+Dal 1");
  assert_sums("ort,kon,antal\nAlby,M,3\nBerg,M,10\nDal,M,7\nNorr,M,20\nAlby,K,5\nBerg,K,6\nDal,K,5\nNorr,K,15\n",
              "Norr=Alby+Berg 0");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_left_is_another),
      cmocka_unit_test(little_is_chance),
      cmocka_unit_test(in_every_row),
  };
  return cmocka_run_group_tests_name("forgotten_parts", tests, NULL, NULL);
}
