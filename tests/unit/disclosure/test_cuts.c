/* What has been learnt of what must be suppressed; worked out by hand beside each case. */
#include "disclosure/cuts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { CELLS = 4, FAR = 100 };

/* 2 and 3 are parts of 9 with a 4; each can be 0 up to 100 more. */
static void begin(struct ut_relations *relations, struct ut_cell_bounds *bounds, bool whole)
{
  static const int64_t values[CELLS] = {9, 2, 3, 4};
  *relations = (struct ut_relations){0};
  for (size_t i = 0; i < CELLS; i++) {
    assert_int_equal(ut_relations_add_cell(relations, values[i]), UT_OK);
    bounds[i] = (struct ut_cell_bounds){-values[i], FAR};
  }
  assert_int_equal(ut_relations_relate(relations, 0, (const uint32_t[]){1, 2, 3}, whole ? 3 : 2), UT_OK);
  assert_int_equal(ut_relations_index(relations), UT_OK);
}

/* Up, the 2 is the 9 less the 3 and the 4: 100 by the 9, and 3 and 4 by the others. Down it is the other way round: 9
 * by the 9, and 100 by each of the others. The 3 alone makes 103, with the 4 it is 207. */
static void a_cut_says_what_must_go(void **state)
{
  (void)state;
  struct ut_relations relations;
  struct ut_cell_bounds bounds[CELLS];
  struct ut_cuts cuts;
  bool suppressed[CELLS] = {false, true, false, false};
  begin(&relations, bounds, true);
  const struct ut_intruder who = {.suppressed = suppressed, .bounds = bounds};
  assert_int_equal(ut_cuts_init(&cuts, &relations), UT_OK);
  ut_cuts_begin(&cuts);
  for (int side = 1; side >= -1; side -= 2) {
    assert_int_equal(ut_cuts_multiply(&cuts, 0, -side * UT_CUTS_UNIT), UT_OK);
    assert_int_equal(ut_cuts_end_side(&cuts, &who, 1, side), UT_OK);
  }
  assert_int_equal(ut_cuts_keep(&cuts, 1, 105), UT_OK);
  assert_true(ut_cuts_refute(&cuts, suppressed, 2));
  suppressed[2] = true; /* 103 */
  assert_true(ut_cuts_refute(&cuts, suppressed, 3));
  suppressed[3] = true; /* 207 */
  assert_false(ut_cuts_refute(&cuts, suppressed, 2));
  suppressed[3] = false;
  suppressed[1] = false; /* which is shown now, and need not be uncertain */
  assert_false(ut_cuts_refute(&cuts, suppressed, 2));
  assert_false(ut_cuts_refute(&cuts, suppressed, 1)); /* no part of it: only what makes up for it is */
  ut_cuts_clear(&cuts);
  ut_relations_clear(&relations);
}

/* 2 and 3 of 9, of which 4 are elsewhere: the 2 can be 4 more with nothing else suppressed. */
static void slack_counts(void **state)
{
  (void)state;
  struct ut_relations relations;
  struct ut_cell_bounds bounds[CELLS];
  struct ut_cuts cuts;
  bool suppressed[CELLS] = {false, true, false, false};
  begin(&relations, bounds, false);
  const struct ut_intruder who = {.suppressed = suppressed, .bounds = bounds};
  assert_int_equal(ut_cuts_init(&cuts, &relations), UT_OK);
  for (int64_t enough = 4; enough <= 5; enough++) {
    ut_cuts_begin(&cuts);
    assert_int_equal(ut_cuts_multiply(&cuts, 0, -UT_CUTS_UNIT), UT_OK);
    assert_int_equal(ut_cuts_end_side(&cuts, &who, 1, 1), UT_OK);
    assert_int_equal(ut_cuts_keep(&cuts, 1, enough), UT_OK);
    assert_int_equal(ut_cuts_refute(&cuts, suppressed, 2), enough > 4);
  }
  ut_cuts_clear(&cuts);
  ut_relations_clear(&relations);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_cut_says_what_must_go),
      cmocka_unit_test(slack_counts),
  };
  return cmocka_run_group_tests_name("cuts", tests, NULL, NULL);
}
