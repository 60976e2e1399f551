/* What a table says of each value in each group, and what it does not say. */
#include "contrast/members.h"

#include "../members.h"

static struct table table_of(const char *csv, const char *key)
{
  struct table t;
  struct ut_error err = {0};
  if (read_members(&t, csv, key, &err) != UT_OK)
    fail_msg("%s", err.text);
  return t;
}

static void assert_member(struct ut_member member, enum ut_member_state state, int64_t count, int64_t base)
{
  assert_int_equal(member.state, state);
  assert_int_equal(member.of.count, state == UT_MEMBER_KNOWN ? count : member.of.count);
  assert_int_equal(member.of.base, state == UT_MEMBER_KNOWN ? base : member.of.base);
}

static void members_are_found_by_group_and_value(void **state)
{
  (void)state;
  struct table t = table_of("insats,kon,antal,bas\nA,K,1,4\nB,K,2,5\nA,M,3,6\n*,K,3,9\n", "kon");
  size_t value;
  assert_int_equal(ut_members_groups(t.members), 3);
  assert_int_equal(ut_members_values(t.members), 2);
  assert_true(ut_members_find_value(t.members, ut_text_of("M"), &value));
  assert_member(ut_members_get(t.members, 0, value), UT_MEMBER_KNOWN, 3, 6);
  assert_member(ut_members_get(t.members, 1, value), UT_MEMBER_NONE, 0, 0);
  assert_false(ut_members_is_total_group(t.members, 0));
  assert_true(ut_members_is_total_group(t.members, 2));
  assert_int_equal(ut_members_keys(t.members), 1);
  assert_true(ut_text_is(ut_members_key(t.members, 1, 0), "B"));
  assert_false(ut_members_marked(t.members));
  free_members(&t);
}

/* B lists no ovrigt: none of its base. That it lists no b, though classes are listed with zeros, is not known to mean
 * anything. C is not there at all. */
static void classes_that_occur_nowhere_are_none_of_the_base(void **state)
{
  (void)state;
  struct table t = table_of("insats,klass,antal,bas\nA,a,1,4\nA,b,1,4\nA,ovrigt,2,4\nB,a,5,5\nC,c,1,1\n", "insats");
  assert_member(ut_members_get(t.members, 2, 1), UT_MEMBER_KNOWN, 0, 5);
  assert_member(ut_members_get(t.members, 1, 1), UT_MEMBER_LACKING, 0, 0);
  assert_member(ut_members_sum(t.members, 1, 0), UT_MEMBER_LACKING, 0, 0);
  assert_member(ut_members_sum(t.members, 2, 0), UT_MEMBER_KNOWN, 0, 6);
  free_members(&t);
}

static void sums_leave_totals_out(void **state)
{
  (void)state;
  struct table t = table_of(
      "insats,antal,bas\nA,1,4\n,2,5\nTotalt,9,9\n*,9,9\nSUMMA,9,9\nSamtliga,9,9\nAlla,9,9\ntotal,9,9\n", "insats");
  assert_member(ut_members_sum(t.members, 0, SIZE_MAX), UT_MEMBER_KNOWN, 3, 9);
  assert_member(ut_members_sum(t.members, 0, 0), UT_MEMBER_KNOWN, 2, 5);
  free_members(&t);
}

static void what_is_blanked_blanks_sums(void **state)
{
  (void)state;
  struct table t = table_of("insats,antal,bas,skyddad\nA,,,primar\nB,..,5,\nC,1,5,antal:sekundar\nD,1,5,kvar:primar\n"
                            "E,1,5,sekundar\n",
                            "insats");
  const enum ut_member_state states[] = {UT_MEMBER_PRIMARY, UT_MEMBER_BLANKED, UT_MEMBER_BLANKED, UT_MEMBER_KNOWN,
                                         UT_MEMBER_BLANKED};
  for (size_t value = 0; value < sizeof states / sizeof *states; value++)
    assert_int_equal(ut_members_get(t.members, 0, value).state, states[value]);
  assert_int_equal(ut_members_sum(t.members, 0, 3).state, UT_MEMBER_BLANKED);
  assert_true(ut_members_marked(t.members));
  free_members(&t);
  /* What is not known to be anybody changes nothing of that: of C it is not known how many are in b. */
  t = table_of("insats,klass,antal,bas\nA,b,1,4\nB,b,..,..\nC,a,1,4\nD,b,2,4\n", "insats");
  assert_int_equal(ut_members_sum(t.members, 0, 1).state, UT_MEMBER_LACKING);
  assert_int_equal(ut_members_sum(t.members, 0, 0).state, UT_MEMBER_BLANKED);
  free_members(&t);
}

/* As much as the others together in every group where anybody is; of two values that says nothing. */
static void totals_by_another_name_are_told(void **state)
{
  (void)state;
  static const struct {
    const char *csv;
    size_t noted;
  } cases[] = {
      {"insats,kon,antal,bas\nA,K,1,4\nB,K,2,5\nLand,K,3,9\nA,M,1,2\nLand,M,1,2\n", 1},
      {"insats,kon,antal,bas\nA,K,1,4\nB,K,2,5\nLand,K,3,9\nA,M,1,2\nLand,M,1,3\n", 0},
      {"insats,antal,bas\nA,1,4\nB,1,4\n", 0},
      {"insats,antal,bas\nA,0,0\nB,0,0\nC,0,0\n", 0},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct table t = table_of(cases[i].csv, "insats");
    struct ut_run run = {0};
    assert_int_equal(ut_members_doubt_totals(t.members, &run), UT_OK);
    assert_int_equal(run.noted[UT_NOTE_SUMMA_I_NYCKEL].count, cases[i].noted);
    ut_run_clear(&run);
    free_members(&t);
  }
}

/* Reasons of one base: 1 + 2 + 3 of 6, in every group where anybody is. Two are by chance. */
static void parts_of_one_base_are_told(void **state)
{
  (void)state;
  static const struct {
    const char *csv;
    size_t noted;
  } cases[] = {
      {"skal,kon,antal,bas\na,K,1,6\nb,K,2,6\nc,K,3,6\n*,K,6,6\na,M,1,3\nb,M,1,3\nc,M,1,3\na,,0,0\n", 1},
      {"skal,kon,antal,bas\na,K,1,6\nb,K,2,6\nc,K,3,6\na,M,1,3\nb,M,1,3\nc,M,1,4\n", 0},
      {"skal,antal,bas\na,3,6\nb,3,6\n", 0},
      {"skal,antal,bas\na,0,0\nb,0,0\nc,0,0\n", 0},
      {"skal,antal,bas\na,1,6\nb,..,..\nc,3,6\n", 0},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct table t = table_of(cases[i].csv, "skal");
    struct ut_run run = {0};
    ut_members_doubt_parts(t.members, &run);
    assert_int_equal(run.noted[UT_NOTE_SAMMA_PERSONER].count, cases[i].noted);
    ut_run_clear(&run);
    free_members(&t);
  }
}

static void what_is_refused(void **state)
{
  (void)state;
  static const struct {
    const char *csv, *key, *message;
  } cases[] = {
      {"kon,antal,bas\nK,1,4\nK,1,4\n", "kon", "two rows for kon \"K\""},
      {"kon,antal,bas\nK,5,4\n", "kon", "5 of 4: more than its base"},
      {"kon,antal,bas\nK,-1,4\n", "kon", "\"-1\" is not a count"},
      {"kon,antal,bas\nK,10 %,40\n", "kon", "\"10 %\" is not a count"},
      {"kon,antal\nK,1\n", "kon", "there is no column \"bas\""},
      {"klass,antal,bas\na,1,4\n", "klass", "the values of klass are parts of one base"},
      {"bas,kon,antal\n4,K,1\n", "bas", "bas is a figure"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct table t;
    struct ut_error err = {0};
    assert_int_not_equal(read_members(&t, cases[i].csv, cases[i].key, &err), UT_OK);
    assert_memory_equal(err.text, cases[i].message, strlen(cases[i].message));
    free_members(&t);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(members_are_found_by_group_and_value),
      cmocka_unit_test(classes_that_occur_nowhere_are_none_of_the_base),
      cmocka_unit_test(sums_leave_totals_out),
      cmocka_unit_test(what_is_blanked_blanks_sums),
      cmocka_unit_test(totals_by_another_name_are_told),
      cmocka_unit_test(parts_of_one_base_are_told),
      cmocka_unit_test(what_is_refused),
  };
  return cmocka_run_group_tests_name("members", tests, NULL, NULL);
}
