/* How far suppressed cells can be from their values; the bounds are worked out by hand beside each case. */
#include "disclosure/audit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>
#include <glpk.h>

#include "disclosure/lp.h"

enum { CELLS = 16, FAR = 1000 };

/* An intruder who knows that counts are not below 0. */
struct fixture {
  struct ut_relations relations;
  bool suppressed[CELLS];
  struct ut_cell_bounds bounds[CELLS];
  struct ut_cell_interval intervals[CELLS];
  double cost[CELLS];
  bool moved[CELLS];
  struct ut_intruder intruder;
  struct ut_audit *audit;
  struct ut_lp *lp;
};

static void begin(struct fixture *f, const int64_t *values, size_t count)
{
  *f = (struct fixture){.intruder = {.suppressed = f->suppressed, .bounds = f->bounds, .intervals = f->intervals}};
  for (size_t i = 0; i < count; i++) {
    assert_int_equal(ut_relations_add_cell(&f->relations, values[i]), UT_OK);
    f->bounds[i] = (struct ut_cell_bounds){-values[i], FAR};
    f->cost[i] = (double)values[i];
  }
}

static void relate(struct fixture *f, uint32_t whole, const uint32_t *parts, size_t count)
{
  assert_int_equal(ut_relations_relate(&f->relations, whole, parts, count), UT_OK);
}

static void open_audit(struct fixture *f)
{
  assert_int_equal(ut_relations_index(&f->relations), UT_OK);
  assert_int_equal(ut_lp_new(&f->lp), UT_OK);
  assert_int_equal(ut_audit_new(&f->audit, &f->relations, &f->intruder, 1, f->lp), UT_OK);
}

static void end(struct fixture *f)
{
  ut_audit_free(f->audit);
  ut_lp_free(f->lp);
  ut_relations_clear(&f->relations);
}

static void assert_interval(struct fixture *f, uint32_t cell, int64_t enough, int64_t low, int64_t high)
{
  assert_int_equal(ut_audit_widen(f->audit, &f->intruder, cell, enough), UT_OK);
  assert_int_equal(f->intervals[cell].low, low);
  assert_int_equal(f->intervals[cell].high, high);
}

/* 2 + 8 of 10: alone, the 2 is 10 less 8. With the 8 suppressed it is 0 to 10. */
static void a_sum_gives_its_last_part_away(void **state)
{
  (void)state;
  struct fixture f;
  begin(&f, (const int64_t[]){10, 2, 8}, 3);
  relate(&f, 0, (const uint32_t[]){1, 2}, 2);
  open_audit(&f);
  f.suppressed[1] = true;
  assert_interval(&f, 1, 5, 0, 0);
  f.suppressed[2] = true;
  assert_interval(&f, 1, 20, -2, 8);
  /* The solutions widen the interval of the other part too. */
  assert_int_equal(f.intervals[2].low, -8);
  assert_int_equal(f.intervals[2].high, 2);
  end(&f);
}

/* No further than is asked for: up first, then down by what is missing. */
static void enough_is_enough(void **state)
{
  (void)state;
  struct fixture f;
  begin(&f, (const int64_t[]){10, 2, 8}, 3);
  relate(&f, 0, (const uint32_t[]){1, 2}, 2);
  open_audit(&f);
  f.suppressed[1] = f.suppressed[2] = true;
  assert_interval(&f, 1, 5, 0, 5);
  assert_interval(&f, 2, 5, -5, 0);
  end(&f);
}

/* 3 and 4 of a total of 9 that has other parts too: the 3 is at most 5, and 9 once the 4 is suppressed. */
static void an_inequality_binds(void **state)
{
  (void)state;
  struct fixture f;
  begin(&f, (const int64_t[]){9, 3, 4}, 3);
  relate(&f, 0, (const uint32_t[]){1, 2}, 2);
  open_audit(&f);
  f.suppressed[1] = true;
  assert_interval(&f, 1, 20, -3, 2);
  f.suppressed[2] = true;
  assert_interval(&f, 1, 20, -3, 6);
  end(&f);
}

/* What is in no relation can be anything within its bounds. */
static void a_cell_on_its_own(void **state)
{
  (void)state;
  struct fixture f;
  begin(&f, (const int64_t[]){3}, 1);
  open_audit(&f);
  f.suppressed[0] = true;
  assert_interval(&f, 0, 5, 0, 5);
  end(&f);
}

/* a + b = 6, b + c = 6, c + a = 6 leave nothing but 3, 3, 3. */
static void equations_without_freedom(void **state)
{
  (void)state;
  struct fixture f;
  begin(&f, (const int64_t[]){6, 6, 6, 3, 3, 3}, 6);
  relate(&f, 0, (const uint32_t[]){3, 4}, 2);
  relate(&f, 1, (const uint32_t[]){4, 5}, 2);
  relate(&f, 2, (const uint32_t[]){5, 3}, 2);
  open_audit(&f);
  f.suppressed[3] = f.suppressed[4] = f.suppressed[5] = true;
  assert_interval(&f, 3, 5, 0, 0);
  end(&f);
}

/* 1 and 8 of 9; the 8 is no less than the 1 and another 1 together. So twice the first 1 is at most 9, and it at most
 * 4 1/2, which as a count is 4. */
static void halves_are_rounded_inward(void **state)
{
  (void)state;
  struct fixture f;
  begin(&f, (const int64_t[]){9, 1, 8, 1}, 4);
  relate(&f, 0, (const uint32_t[]){1, 2}, 2);
  relate(&f, 2, (const uint32_t[]){1, 3}, 2);
  open_audit(&f);
  f.suppressed[1] = f.suppressed[2] = f.suppressed[3] = true;
  assert_interval(&f, 1, 20, -1, 3);
  end(&f);
}

/* 2 x 2 with totals: to hide the 2 takes its square; the row of 9 and 5 is cheaper than that of 20 and 30. */
static void the_cheapest_square(void **state)
{
  (void)state;
  struct fixture f;
  bool possible;
  /* rows 0-2, 3-5, 6-8; row totals 9-11, column totals 12-14 */
  begin(&f, (const int64_t[]){2, 9, 20, 8, 5, 30, 9, 40, 30, 31, 43, 79, 19, 54, 80}, 15);
  for (uint32_t i = 0; i < 3; i++) {
    relate(&f, 9 + i, (const uint32_t[]){3 * i, 3 * i + 1, 3 * i + 2}, 3);
    relate(&f, 12 + i, (const uint32_t[]){i, i + 3, i + 6}, 3);
  }
  open_audit(&f);
  f.suppressed[0] = true;
  assert_int_equal(ut_audit_cheapest(f.audit, &f.intruder, 0, 5, f.cost, f.moved, &possible), UT_OK);
  assert_true(possible);
  static const bool square[CELLS] = {true, true, false, true, true};
  assert_memory_equal(f.moved, square, sizeof square);
  assert_int_equal(f.intervals[0].high, 5);
  /* Down by 3 is below 0. */
  assert_int_equal(ut_audit_cheapest(f.audit, &f.intruder, 0, -3, f.cost, f.moved, &possible), UT_OK);
  assert_false(possible);
  assert_false(f.moved[0]);
  end(&f);
}

/* Counts of a billion, of which one more or less is as certain as with small ones. */
static void large_counts(void **state)
{
  (void)state;
  struct fixture f;
  begin(&f, (const int64_t[]){1000000000, 999999999, 1}, 3);
  relate(&f, 0, (const uint32_t[]){1, 2}, 2);
  for (size_t i = 0; i < 3; i++)
    f.bounds[i].low = f.bounds[i].low < -FAR ? -FAR : f.bounds[i].low;
  open_audit(&f);
  f.suppressed[1] = f.suppressed[2] = true;
  assert_interval(&f, 1, 5, -4, 1);
  end(&f);
}

/* One of 20 000 ones can be 601, which takes 600 others to 0: more than are near, so that the whole table is asked.
 * GLPK has a limit of memory: it neither prints nor ends the program, and works again after that. */
static void without_memory(void **state)
{
  (void)state;
  enum { MANY = 20000 };
  struct ut_relations relations = {0};
  struct ut_audit *audit = NULL;
  struct ut_lp *lp;
  uint32_t *parts = malloc(MANY * sizeof *parts);
  bool *suppressed = calloc(MANY + 1, sizeof *suppressed), *moved = calloc(MANY + 1, sizeof *moved), possible;
  double *cost = calloc(MANY + 1, sizeof *cost);
  struct ut_cell_bounds *bounds = calloc(MANY + 1, sizeof *bounds);
  struct ut_cell_interval *intervals = calloc(MANY + 1, sizeof *intervals);
  assert_int_equal(ut_relations_add_cell(&relations, MANY), UT_OK);
  for (uint32_t i = 1; i <= MANY; i++) {
    assert_int_equal(ut_relations_add_cell(&relations, 1), UT_OK);
    parts[i - 1] = i;
    suppressed[i] = true;
    bounds[i] = (struct ut_cell_bounds){-1, FAR};
  }
  assert_int_equal(ut_relations_relate(&relations, 0, parts, MANY), UT_OK);
  assert_int_equal(ut_relations_index(&relations), UT_OK);
  const struct ut_intruder intruder = {.suppressed = suppressed, .bounds = bounds, .intervals = intervals};
  assert_int_equal(ut_lp_new(&lp), UT_OK);
  assert_int_equal(ut_audit_new(&audit, &relations, &intruder, 1, lp), UT_OK);
  glp_mem_limit(1);
  assert_int_equal(ut_audit_cheapest(audit, &intruder, 1, 600, cost, moved, &possible), UT_NOMEM);
  ut_audit_free(audit);
  assert_int_equal(ut_audit_new(&audit, &relations, &intruder, 1, lp), UT_OK);
  assert_int_equal(ut_audit_cheapest(audit, &intruder, 1, 600, cost, moved, &possible), UT_OK);
  assert_true(possible);
  assert_int_equal(intervals[1].high, 600);
  ut_audit_free(audit);
  ut_lp_free(lp);
  ut_relations_clear(&relations);
  free(parts);
  free(suppressed);
  free(moved);
  free(cost);
  free(bounds);
  free(intervals);
}

/* 2 and 3 of 5: that the 2 may be 3 shows that it may be 1 too, with the 3 a 4. To somebody who knows that the 3 is at
 * most 3 it shows only the first. Who relies on the 3 is found. */
static void what_one_solution_shows(void **state)
{
  (void)state;
  struct fixture f, other;
  struct ut_buf reliant = {0};
  begin(&f, (const int64_t[]){5, 2, 3}, 3);
  begin(&other, (const int64_t[]){5, 2, 3}, 3);
  other.bounds[2].high = 0;
  other.intruder.suppressed = f.suppressed;
  relate(&f, 0, (const uint32_t[]){1, 2}, 2);
  assert_int_equal(ut_relations_index(&f.relations), UT_OK);
  const struct ut_intruder intruders[] = {f.intruder, other.intruder};
  assert_int_equal(ut_lp_new(&f.lp), UT_OK);
  assert_int_equal(ut_audit_new(&f.audit, &f.relations, intruders, 2, f.lp), UT_OK);
  f.suppressed[1] = f.suppressed[2] = true;
  assert_int_equal(ut_audit_widen(f.audit, &intruders[0], 1, 1), UT_OK);
  assert_int_equal(f.intervals[1].high, 1);
  assert_int_equal(f.intervals[1].low, -1);
  assert_int_equal(other.intervals[1].high, 1);
  assert_int_equal(other.intervals[1].low, 0);
  assert_true(ut_audit_holds(f.audit, &intruders[0], 1));
  assert_int_equal(ut_audit_reliant(f.audit, &intruders[1], 2, &reliant), UT_OK);
  assert_int_equal(reliant.len, 2 * sizeof(uint32_t)); /* the 2, and the 3 itself */
  ut_buf_clear(&reliant);
  ut_relations_clear(&other.relations);
  end(&f);
}

/* What is proven of the 2 of 2 + 8 needs the 8 suppressed, and both within their bounds. */
static void a_proof_holds(void **state)
{
  (void)state;
  struct fixture f;
  begin(&f, (const int64_t[]){10, 2, 8}, 3);
  relate(&f, 0, (const uint32_t[]){1, 2}, 2);
  open_audit(&f);
  f.suppressed[1] = f.suppressed[2] = true;
  assert_true(ut_audit_holds(f.audit, &f.intruder, 1)); /* nothing is known yet */
  assert_interval(&f, 1, 5, 0, 5);
  assert_true(ut_audit_holds(f.audit, &f.intruder, 1));
  f.suppressed[2] = false;
  assert_false(ut_audit_holds(f.audit, &f.intruder, 1));
  f.suppressed[2] = true;
  f.bounds[2].low = -4;
  assert_false(ut_audit_holds(f.audit, &f.intruder, 1));
  f.bounds[2].low = -8;
  f.intervals[1].high = 6; /* more than the solution shows */
  assert_false(ut_audit_holds(f.audit, &f.intruder, 1));
  end(&f);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_sum_gives_its_last_part_away),
      cmocka_unit_test(enough_is_enough),
      cmocka_unit_test(an_inequality_binds),
      cmocka_unit_test(a_cell_on_its_own),
      cmocka_unit_test(equations_without_freedom),
      cmocka_unit_test(halves_are_rounded_inward),
      cmocka_unit_test(what_one_solution_shows),
      cmocka_unit_test(a_proof_holds),
      cmocka_unit_test(the_cheapest_square),
      cmocka_unit_test(large_counts),
      cmocka_unit_test(without_memory),
  };
  return cmocka_run_group_tests_name("audit", tests, NULL, NULL);
}
