/* Rows packed as numbers of texts. */
#include "base/packed.h"

#include "../rows.h"

enum { ROWS = 20000, CELLS = 3 };

/* Cells of row i: a text of its own, one of seven, and in every other row none. */
static void cells_of(size_t i, char bytes[32], struct ut_text cells[CELLS])
{
  static const char *const few[] = {"a", "bb", "", "dddddddd", "*", "\n\"", "å"};
  cells[0] = (struct ut_text){bytes, (size_t)sprintf(bytes, "row %zu", i)};
  cells[1] = ut_text_of(few[i % 7]);
  cells[2] = i % 2 ? (struct ut_text){NULL, 0} : cells[1];
}

static void expect_row(const struct ut_packed *p, size_t at, size_t i)
{
  char bytes[32];
  struct ut_text expected[CELLS], found[CELLS];
  cells_of(i, bytes, expected);
  ut_packed_get(p, at, found, CELLS);
  for (size_t c = 0; c < CELLS; c++)
    assert_true(ut_text_equal(found[c], expected[c]));
}

/* Numbers of one, two and three bytes. */
static void what_is_put_comes_back(void **state)
{
  (void)state;
  struct ut_packed p = {0};
  static size_t at[ROWS];
  for (size_t i = 0; i < ROWS; i++) {
    char bytes[32];
    struct ut_text cells[CELLS];
    cells_of(i, bytes, cells);
    at[i] = UT_NOT_PACKED;
    assert_int_equal(ut_packed_put(&p, cells, CELLS, &at[i]), UT_OK);
  }
  for (size_t i = ROWS; i-- > 0;)
    expect_row(&p, at[i], i);
  assert_true(p.rows.len < 5 * ROWS);
  ut_packed_clear(&p);
}

/* A row takes the place of another where it is no longer, and leaves its neighbours alone. */
static void a_place_is_taken_anew(void **state)
{
  (void)state;
  struct ut_packed p = {0};
  size_t at[2] = {UT_NOT_PACKED, UT_NOT_PACKED}, before;
  char bytes[32];
  struct ut_text cells[CELLS];
  for (size_t i = 0; i < 2; i++) {
    cells_of(i, bytes, cells);
    assert_int_equal(ut_packed_put(&p, cells, CELLS, &at[i]), UT_OK);
  }
  before = p.rows.len;
  for (size_t i = 2; i < ROWS; i++) {
    cells_of(i, bytes, cells);
    assert_int_equal(ut_packed_put(&p, cells, CELLS, &at[0]), UT_OK);
    expect_row(&p, at[0], i);
  }
  expect_row(&p, at[1], 1);
  assert_true(p.rows.len < before + 20); /* longer twice, as numbers take more bytes */
  cells_of(1, bytes, cells);
  assert_int_equal(ut_packed_put(&p, cells, CELLS, &at[0]), UT_OK);
  expect_row(&p, at[0], 1);
  ut_packed_clear(&p);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_put_comes_back),
      cmocka_unit_test(a_place_is_taken_anew),
  };
  return cmocka_run_group_tests_name("packed", tests, NULL, NULL);
}
