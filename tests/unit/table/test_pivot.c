/* Rows and columns out of tidy rows. The expected tables are laid out by hand beside each input. */
#include "table/pivot.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

enum { COLUMNS = 5, FILLER = 20000 };

static const char *const column_names[COLUMNS] = {"insats", "kon", "klass", "antal", "skyddad"};

struct fixture {
  struct ut_text names[COLUMNS];
  struct ut_pivot *pivot;
  bool has_col;
  size_t line;
};

static void open_pivot(struct fixture *f, const size_t *rows, size_t row_count, ptrdiff_t col)
{
  for (size_t i = 0; i < COLUMNS; i++)
    f->names[i] = ut_text_of(column_names[i]);
  const size_t cols[] = {(size_t)col}, values[] = {3};
  const struct ut_pivot_spec spec = {f->names, COLUMNS, rows, row_count, cols, col >= 0, values, 1, NULL};
  assert_int_equal(ut_pivot_new(&f->pivot, &spec), UT_OK);
  f->has_col = col >= 0;
  f->line = 1;
}

static enum ut_status add(struct fixture *f, const char *const cells[COLUMNS], struct ut_error *err)
{
  struct ut_text fields[COLUMNS];
  for (size_t i = 0; i < COLUMNS; i++)
    fields[i] = ut_text_of(cells[i]);
  struct ut_row row = {fields, {NULL, 0}, "t.csv", ++f->line};
  return ut_pivot_add(f->pivot, &row, err);
}

static void add_all(struct fixture *f, const char *const (*rows)[COLUMNS], size_t count)
{
  struct ut_error err;
  for (size_t i = 0; i < count; i++)
    assert_int_equal(add(f, rows[i], &err), UT_OK);
}

/* The whole table as text: heads, then rows; `-` is no row, `?` a total that was not computed, `..` a blanked cell. */
static void assert_table(struct fixture *f, size_t keys, const char *expected)
{
  struct ut_buf out = {0};
  struct ut_pivot_row row;
  assert_int_equal(ut_pivot_sort(f->pivot), UT_OK);
  for (size_t i = 0; i < ut_pivot_heads(f->pivot); i++) {
    struct ut_text head = f->has_col ? ut_pivot_head(f->pivot, i, 0) : ut_text_of("");
    ut_buf_format(&out, "[%.*s]", (int)head.len, head.ptr);
  }
  while (ut_pivot_next(f->pivot, &row)) {
    ut_buf_add_string(&out, "\n");
    for (size_t i = 0; i < keys; i++)
      ut_buf_format(&out, "%.*s:", (int)row.keys[i].len, row.keys[i].len ? row.keys[i].ptr : "");
    for (size_t i = 0; i < ut_pivot_heads(f->pivot); i++) {
      struct ut_text text = row.cells[i].text;
      static const char *const marks[] = {
          [UT_CELL_NONE] = "-", [UT_CELL_UNKNOWN] = "?", [UT_CELL_VALUE] = "", [UT_CELL_HIDDEN] = ".."};
      ut_buf_format(&out, " %s%.*s", marks[row.cells[i].state], (int)text.len, text.len ? text.ptr : "");
    }
  }
  assert_string_equal(ut_buf_string(&out), expected);
  ut_buf_clear(&out);
  ut_pivot_free(f->pivot);
}

static void by_appearance_and_totals_last(void **state)
{
  static const char *const rows[][COLUMNS] = {
      {"*", "*", "*", "10", ""}, {"B", "*", "*", "6", ""}, {"B", "M", "y", "2", ""}, {"B", "K", "x", "4", ""},
      {"A", "K", "y", "3", ""},  {"A", "M", "y", "1", ""}, {"A", "*", "*", "4", ""},
  };
  struct fixture f;
  (void)state;
  open_pivot(&f, (const size_t[]){0, 1}, 2, 2);
  add_all(&f, rows, sizeof rows / sizeof *rows);
  /* M appeared before K, so it stands before it in A too. */
  assert_table(&f, 2,
               "[y][x][*]\n"
               "B:M: 2 - ?\n"
               "B:K: - 4 ?\n"
               "B:*: ? ? 6\n"
               "A:M: 1 - ?\n"
               "A:K: 3 - ?\n"
               "A:*: ? - 4\n"
               "*:*: ? ? 10");
}

/* A has no women, whom the totals name before the men, and B nobody in x. */
static void totals_tell_the_order(void **state)
{
  static const char *const rows[][COLUMNS] = {
      {"A", "M", "x", "1", ""}, {"A", "*", "x", "1", ""}, {"B", "K", "y", "2", ""}, {"B", "M", "y", "3", ""},
      {"B", "*", "y", "5", ""}, {"*", "K", "y", "2", ""}, {"*", "K", "*", "2", ""}, {"*", "M", "*", "4", ""},
      {"*", "*", "y", "5", ""}, {"*", "*", "x", "1", ""},
  };
  struct fixture f;
  (void)state;
  open_pivot(&f, (const size_t[]){0, 1}, 2, 2);
  add_all(&f, rows, sizeof rows / sizeof *rows);
  assert_table(&f, 2,
               "[y][x][*]\n"
               "A:M: - 1 ?\n"
               "A:*: - 1 ?\n"
               "B:K: 2 - ?\n"
               "B:M: 3 - ?\n"
               "B:*: 5 - ?\n"
               "*:K: 2 - 2\n"
               "*:M: ? ? 4\n"
               "*:*: 5 1 ?");
}

/* No part of (A, *, y) or (B, *, x) has a row, so nothing is missing there; (B, K, y) is part of (*, K, y) and of
 * (*, *, y). */
static void a_total_of_nothing_is_none(void **state)
{
  static const char *const rows[][COLUMNS] = {
      {"A", "K", "x", "1", ""}, {"A", "*", "x", "1", ""}, {"B", "K", "y", "2", ""},
      {"B", "*", "y", "2", ""}, {"*", "K", "x", "1", ""}, {"*", "*", "x", "1", ""},
  };
  struct fixture f;
  (void)state;
  open_pivot(&f, (const size_t[]){0, 1}, 2, 2);
  add_all(&f, rows, sizeof rows / sizeof *rows);
  assert_table(&f, 2,
               "[x][y]\n"
               "A:K: 1 -\n"
               "A:*: 1 -\n"
               "B:K: - 2\n"
               "B:*: - 2\n"
               "*:K: 1 ?\n"
               "*:*: 1 ?");
}

static void without_columns_there_is_one(void **state)
{
  static const char *const rows[][COLUMNS] = {{"", "K", "", "4", ""}, {"", "", "", "5", ""}};
  struct fixture f;
  (void)state;
  open_pivot(&f, (const size_t[]){1}, 1, -1);
  add_all(&f, rows, 2);
  assert_table(&f, 1, "[]\nK: 4\n: 5");
}

static void without_rows_there_is_one(void **state)
{
  static const char *const rows[][COLUMNS] = {{"", "*", "", "9", ""}, {"", "K", "", "4", ""}, {"", "M", "", "5", ""}};
  struct fixture f;
  (void)state;
  open_pivot(&f, NULL, 0, 1);
  add_all(&f, rows, 3);
  assert_table(&f, 0, "[K][M][*]\n 4 5 9");
}

static void nothing_added_is_an_empty_table(void **state)
{
  struct fixture f;
  (void)state;
  open_pivot(&f, (const size_t[]){1}, 1, 2);
  assert_table(&f, 1, "");
  open_pivot(&f, (const size_t[]){1}, 1, -1);
  assert_table(&f, 1, "[]");
}

static void blanked_is_told_from_empty(void **state)
{
  static const char *const rows[][COLUMNS] = {
      {"", "K", "x", "", "primar"}, {"", "K", "y", "", ""}, {"", "M", "x", "7", "primar"}};
  struct fixture f;
  (void)state;
  open_pivot(&f, (const size_t[]){1}, 1, 2);
  add_all(&f, rows, 3);
  assert_table(&f, 1, "[x][y]\nK: .. \nM: 7 -");
}

static void two_rows_in_one_cell(void **state)
{
  static const char *const rows[][COLUMNS] = {
      {"A", "K", "x", "1", ""}, {"B", "K", "y", "2", "primar"}, {"A", "K", "x", "3", ""}};
  struct fixture f;
  struct ut_error err = {0};
  (void)state;
  open_pivot(&f, (const size_t[]){1}, 1, -1);
  add_all(&f, rows, 1);
  assert_int_equal(add(&f, rows[1], &err), UT_BAD_INPUT);
  assert_string_equal(err.text,
                      "two rows for kon \"K\" (the first is t.csv:2); they differ in insats, klass: make it a row "
                      "or column key, or select one value of it");
  assert_int_equal(err.line, 3);
  assert_int_equal(add(&f, rows[2], &err), UT_BAD_INPUT);
  assert_string_equal(err.text, "two rows for kon \"K\" (the first is t.csv:2)");
  ut_pivot_free(f.pivot);
}

/* Columns of insats and, within it, kon; two values a cell. A total of an insats that has parts in the row is not 0. */
static void heads_are_nested(void **state)
{
  static const char *const rows[][COLUMNS] = {
      {"B", "K", "x", "1", ""}, {"A", "M", "x", "", "p"}, {"B", "*", "x", "3", ""}, {"B", "K", "y", "4", ""},
      {"*", "*", "x", "5", ""}, {"A", "K", "z", "6", ""}, {"B", "K", "*", "7", ""}};
  struct fixture f;
  struct ut_buf out = {0};
  struct ut_pivot_row row;
  (void)state;
  for (size_t i = 0; i < COLUMNS; i++)
    f.names[i] = ut_text_of(column_names[i]);
  const size_t klass[] = {2}, heads[] = {0, 1}, values[] = {3, 3};
  const struct ut_pivot_spec spec = {f.names, COLUMNS, klass, 1, heads, 2, values, 2, NULL};
  assert_int_equal(ut_pivot_new(&f.pivot, &spec), UT_OK);
  f.line = 1;
  add_all(&f, rows, 7);
  assert_int_equal(ut_pivot_sort(f.pivot), UT_OK);
  for (size_t i = 0; i < ut_pivot_heads(f.pivot); i++)
    ut_buf_format(&out, "[%.*s %.*s]", 1, ut_pivot_head(f.pivot, i, 0).ptr, 1, ut_pivot_head(f.pivot, i, 1).ptr);
  while (ut_pivot_next(f.pivot, &row)) {
    ut_buf_format(&out, "\n%.*s:", 1, row.keys[0].ptr);
    for (size_t i = 0; i < ut_pivot_heads(f.pivot); i++) {
      struct ut_pivot_cell cell = row.cells[2 * i + 1];
      static const char *const marks[] = {"-", "?", "", ".."};
      assert_int_equal(cell.state, row.cells[2 * i].state);
      ut_buf_format(&out, " %s%.*s", marks[cell.state], (int)cell.text.len, cell.text.len ? cell.text.ptr : "");
    }
  }
  assert_string_equal(ut_buf_string(&out), "[B K][B *][A K][A M][* *]\n"
                                           "x: 1 3 - .. 5\n"
                                           "y: 4 ? - - ?\n"
                                           "z: - - 6 - ?\n"
                                           "*: 7 ? ? ? ?");
  ut_buf_clear(&out);
  ut_pivot_free(f.pivot);
}

/* Keys that differ only in where one ends and the next begins are different cells. */
static void keys_do_not_run_together(void **state)
{
  static const char *const rows[][COLUMNS] = {
      {"ab", "c", "", "1", ""}, {"a", "bc", "", "2", ""}, {"abc", "", "", "3", ""}};
  struct fixture f;
  (void)state;
  open_pivot(&f, (const size_t[]){0, 1}, 2, -1);
  add_all(&f, rows, 3);
  assert_table(&f, 2, "[]\nab:c: 1\na:bc: 2\nabc:: 3");
}

static void many_keys_are_all_found(void **state)
{
  struct fixture f;
  struct ut_error err;
  struct ut_pivot_row row;
  char key[16], value[16];
  (void)state;
  open_pivot(&f, (const size_t[]){0}, 1, -1);
  for (int i = 0; i < FILLER; i++) {
    snprintf(key, sizeof key, "k%d", i);
    snprintf(value, sizeof value, "%d", 3 * i);
    assert_int_equal(add(&f, (const char *const[]){key, "", "", value, ""}, &err), UT_OK);
  }
  assert_int_equal(add(&f, (const char *const[]){"k17", "", "", "0", ""}, &err), UT_BAD_INPUT);
  assert_int_equal(ut_pivot_sort(f.pivot), UT_OK);
  for (int i = 0; i < FILLER; i++) {
    snprintf(key, sizeof key, "k%d", i);
    snprintf(value, sizeof value, "%d", 3 * i);
    assert_true(ut_pivot_next(f.pivot, &row));
    assert_true(ut_text_is(row.keys[0], key));
    assert_true(ut_text_is(row.cells[0].text, value));
  }
  assert_false(ut_pivot_next(f.pivot, &row));
  ut_pivot_free(f.pivot);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(by_appearance_and_totals_last),
      cmocka_unit_test(totals_tell_the_order),
      cmocka_unit_test(a_total_of_nothing_is_none),
      cmocka_unit_test(without_columns_there_is_one),
      cmocka_unit_test(without_rows_there_is_one),
      cmocka_unit_test(nothing_added_is_an_empty_table),
      cmocka_unit_test(blanked_is_told_from_empty),
      cmocka_unit_test(two_rows_in_one_cell),
      cmocka_unit_test(heads_are_nested),
      cmocka_unit_test(keys_do_not_run_together),
      cmocka_unit_test(many_keys_are_all_found),
  };
  return cmocka_run_group_tests_name("pivot", tests, NULL, NULL);
}
