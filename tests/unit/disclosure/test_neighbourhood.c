/* Which cells a part of a table has; worked out by hand beside each case. */
#include "disclosure/neighbourhood.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { SIDE = 20, CELLS = SIDE * SIDE + 2 * SIDE, FAR = 1000 };

struct fixture {
  struct ut_relations relations;
  bool suppressed[CELLS];
  struct ut_cell_bounds bounds[CELLS];
  struct ut_intruder intruder;
  struct ut_neighbourhood part;
};

/* A square of ones: cell SIDE * row + column; then the totals of the rows, and of the columns. */
static void begin(struct fixture *f)
{
  *f = (struct fixture){.intruder = {.suppressed = f->suppressed, .bounds = f->bounds}};
  for (uint32_t i = 0; i < CELLS; i++) {
    bool inner = i < SIDE * SIDE;
    assert_int_equal(ut_relations_add_cell(&f->relations, inner ? 1 : SIDE), UT_OK);
    f->suppressed[i] = inner;
    f->bounds[i] = (struct ut_cell_bounds){inner ? -1 : -SIDE, FAR};
  }
  for (uint32_t i = 0; i < SIDE; i++) {
    uint32_t row[SIDE], column[SIDE];
    for (uint32_t k = 0; k < SIDE; k++)
      row[k] = SIDE * i + k, column[k] = SIDE * k + i;
    assert_int_equal(ut_relations_relate(&f->relations, SIDE * SIDE + i, row, SIDE), UT_OK);
    assert_int_equal(ut_relations_relate(&f->relations, SIDE * SIDE + SIDE + i, column, SIDE), UT_OK);
  }
  assert_int_equal(ut_relations_index(&f->relations), UT_OK);
  assert_int_equal(ut_neighbourhood_init(&f->part, &f->relations), UT_OK);
}

static void end(struct fixture *f)
{
  ut_neighbourhood_clear(&f->part);
  ut_relations_clear(&f->relations);
}

/* About 16 of 400: a square of 4 by 4 with the cell in its corner, so that each row and column has others to make
 * up. */
static void a_part_is_a_box(void **state)
{
  (void)state;
  struct fixture f;
  begin(&f);
  ut_neighbourhood_find(&f.part, &f.intruder, false, 0, 16);
  assert_int_equal(f.part.cell_count, 16);
  assert_int_equal(f.part.relation_count, 8);
  assert_int_equal(f.part.cells[0], 0);
  assert_false(f.part.whole);
  for (uint32_t i = 0; i < CELLS; i++) {
    bool inside = i < SIDE * SIDE && i / SIDE < 4 && i % SIDE < 4;
    assert_int_equal(f.part.columns[i] != 0, inside);
  }
  end(&f);
}

/* All that is suppressed where there is room for it; the totals too where all may be. */
static void all_of_it(void **state)
{
  (void)state;
  struct fixture f;
  begin(&f);
  ut_neighbourhood_find(&f.part, &f.intruder, false, 7, SIZE_MAX);
  assert_int_equal(f.part.cell_count, SIDE * SIDE);
  assert_true(f.part.whole);
  ut_neighbourhood_find(&f.part, &f.intruder, true, 7, SIZE_MAX);
  assert_int_equal(f.part.cell_count, CELLS);
  assert_int_equal(f.part.relation_count, 2 * SIDE);
  assert_true(f.part.whole);
  end(&f);
}

/* Beside the first cell only one of its row is suppressed, and nothing else of their columns. */
static void what_is_shown_stays_out(void **state)
{
  (void)state;
  struct fixture f;
  begin(&f);
  for (uint32_t i = 0; i < SIDE * SIDE; i++)
    f.suppressed[i] = i == 0 || i == 3 || i == 27;
  ut_neighbourhood_find(&f.part, &f.intruder, false, 0, SIZE_MAX);
  assert_int_equal(f.part.cell_count, 2);
  assert_int_equal(f.part.cells[1], 3);
  f.bounds[3] = (struct ut_cell_bounds){0, 0};
  ut_neighbourhood_find(&f.part, &f.intruder, false, 0, SIZE_MAX);
  assert_int_equal(f.part.cell_count, 1);
  end(&f);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_part_is_a_box),
      cmocka_unit_test(all_of_it),
      cmocka_unit_test(what_is_shown_stays_out),
  };
  return cmocka_run_group_tests_name("neighbourhood", tests, NULL, NULL);
}
