/* The columns of --by: keys, order, and what cannot be grouped by. */
#include "participation/grouping.h"

#include "../rows.h"

static const char stays[] =
    "insats,kon,fodelsear,sysselsattning_efter,start\nA,K,1990,arbete,2019-02-01\nB,,1985,,2019-03-01\n";

static void keys_of_a_row(void **state)
{
  (void)state;
  struct ut_names by = {{ut_text_of("kon"), ut_text_of("alder"), ut_text_of("insats")}, 3};
  struct ut_participations *p = participations_of(stays, UT_DATE_NONE);
  struct ut_grouping g;
  assert_int_equal(ut_grouping_init(&g, p, &by, NULL), UT_OK);
  assert_ptr_equal(g.vocabularies[0], ut_vocabulary_named("kon"));
  assert_null(g.vocabularies[2]);
  assert_int_equal(ut_participations_next(p, NULL), UT_OK);
  const struct ut_text *keys = ut_grouping_keys(&g, ut_participations_values(p));
  assert_true(ut_text_is(keys[0], "K") && ut_text_is(keys[1], "29") && ut_text_is(keys[2], "A"));
  assert_int_equal(ut_participations_next(p, NULL), UT_OK);
  keys = ut_grouping_keys(&g, ut_participations_values(p));
  assert_true(ut_text_is(keys[0], "") && ut_text_is(keys[1], "34") && ut_text_is(keys[2], "B"));
  ut_participations_free(p);
}

static void what_cannot_be_grouped_by(void **state)
{
  (void)state;
  static const struct {
    const char *name, *message;
  } wrong[] = {
      {"sysselsattning", "sysselsattning_efter holds lists: a participation would be in several groups"},
      {"ordning", "there is no column ordning here; cohort --derive ordning adds it for the filters after it"}};
  struct ut_participations *p = participations_of(stays, UT_DATE_NONE);
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    struct ut_names by = {{ut_text_of(wrong[i].name)}, 1};
    struct ut_grouping g;
    struct ut_error err = {0};
    assert_int_equal(ut_grouping_init(&g, p, &by, &err), UT_USAGE);
    assert_string_equal(err.field, "--by");
    assert_string_equal(err.text, wrong[i].message);
  }
  ut_participations_free(p);
}

static void the_tables_own_columns(void **state)
{
  (void)state;
  static const char *const own[] = {"period", "insats"};
  struct ut_names by = {{ut_text_of("kon"), ut_text_of("insats")}, 2};
  struct ut_error err = {0};
  assert_int_equal(ut_grouping_apart(&by, own, 1, &err), UT_OK);
  assert_int_equal(ut_grouping_apart(&by, own, 2, &err), UT_USAGE);
  assert_string_equal(err.text, "the table has a column insats of its own");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(keys_of_a_row),
      cmocka_unit_test(what_cannot_be_grouped_by),
      cmocka_unit_test(the_tables_own_columns),
  };
  return cmocka_run_group_tests_name("grouping", tests, NULL, NULL);
}
