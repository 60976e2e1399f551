/* Fuzzing conditions: an expression up to the first NUL byte, then cells "column=cell" separated by NUL bytes.
 * - An error shows valid UTF-8, with the caret under a character of the text or just after it.
 * - What compiles is the opposite of its negation, and itself in parentheses, doubled by and, or
 *   with true, for any row. */
#include "utfall/expr.h"

#include <stdio.h>
#include <stdlib.h>

enum { SLOTS = 512, CELLS = 32 };

struct row {
  struct ut_value values[SLOTS];
  struct ut_cells *cells[CELLS];
  size_t count;
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool holds, const char *what)
{
  if (holds)
    return;
  fprintf(stderr, "fuzz_expr: %s\n", what);
  abort();
}

/* Every known column has its own slot; a name that begins with x is a column that utfall does not know. */
static enum ut_status find_column(void *context, struct ut_text name, size_t *slot, const struct ut_column **column,
                                  struct ut_error *err)
{
  size_t count;
  char shown[UT_QUOTED];
  (void)context;
  const struct ut_column *all = ut_columns(&count);
  demand(count < SLOTS, "more columns than slots");
  *column = ut_column_find(name);
  *slot = *column ? (size_t)(*column - all) : count;
  if (!*column && name.len > 0 && name.ptr[0] == 'x')
    *column = &ut_column_unknown;
  return *column ? UT_OK : ut_error_set(err, UT_USAGE, "no column %s", ut_quote(shown, name.ptr, name.len));
}

static const struct ut_scope scope = {.column = find_column};

static void set_cell(struct row *row, struct ut_text cell)
{
  struct ut_text name;
  const struct ut_column *column;
  struct ut_value value;
  size_t slot;
  ut_text_split(&cell, '=', &name);
  if (!cell.ptr || row->count == CELLS || find_column(NULL, name, &slot, &column, NULL))
    return;
  demand(ut_cells_new(&row->cells[row->count], column) == UT_OK, "out of memory");
  if (ut_utf8_valid(cell.ptr, cell.len) == cell.len &&
      ut_cells_decode(row->cells[row->count], cell, &value, NULL) == UT_OK)
    row->values[slot] = value;
  row->count++;
}

static void row_init(struct row *row, struct ut_text cells)
{
  struct ut_text cell;
  memset(row, 0, sizeof *row);
  for (size_t i = 0; i < SLOTS; i++)
    row->values[i] = (struct ut_value){.text = {"", 0}, .divisor = 1, .missing = true};
  while (cells.ptr && ut_text_split(&cells, '\0', &cell))
    set_cell(row, cell);
}

static void row_clear(struct row *row)
{
  for (size_t i = 0; i < row->count; i++)
    ut_cells_free(row->cells[i]);
}

static void check_error(const char *text, const struct ut_error *err)
{
  struct ut_text shown = ut_text_of(err->text);
  demand(err->status == UT_USAGE, "a status that cannot be");
  demand(ut_utf8_valid(shown.ptr, shown.len) == shown.len && shown.len + 1 < UT_ERROR_TEXT, "bad error");
  const char *first = strchr(shown.ptr, '\n');
  if (!first) {
    demand(ut_utf8_valid(text, strlen(text)) != strlen(text), "an error without its place");
    return;
  }
  const char *second = strchr(first + 1, '\n');
  demand(second && shown.ptr[shown.len - 1] == '^' && !strchr(second + 1, '\n'), "no caret");
  size_t width = ut_text_width((struct ut_text){first + 1, (size_t)(second - first - 1)});
  demand(strlen(second + 1) <= width + 1, "a caret beyond the text");
}

/* The text within a frame; is `expected` what it gives? A frame may nest too deep. */
static void check_frame(const char *frame, const char *text, const struct row *row, bool expected)
{
  struct ut_buf b = {0};
  struct ut_expr *e;
  struct ut_error err;
  for (const char *p = frame; *p; p++)
    demand((*p == '@' ? ut_buf_add_string(&b, text) : ut_buf_add(&b, p, 1)) == UT_OK, "out of memory");
  enum ut_status status = ut_expr_compile(&e, ut_buf_string(&b), &scope, &err);
  demand(status == UT_OK || strstr(err.text, "nested") || strstr(err.text, "longer"), "a frame that does not compile");
  if (status == UT_OK) {
    demand(ut_expr_true(e, row->values) == expected, "a frame that changes the meaning");
    ut_expr_free(e);
  }
  ut_buf_clear(&b);
}

static void check_meaning(const struct ut_expr *e, const char *text, struct ut_text cells)
{
  struct row row;
  row_init(&row, cells);
  bool result = ut_expr_true(e, row.values);
  ut_expr_lacks(e, row.values);
  check_frame("(@)", text, &row, result);
  check_frame("not (@)", text, &row, !result);
  check_frame("(@) and (@)", text, &row, result);
  check_frame("not (not (@) or not true)", text, &row, result);
  check_frame("not true or @", text, &row, result);
  row_clear(&row);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  char *text = malloc(size + 1);
  demand(text != NULL, "out of memory");
  memcpy(text, data, size);
  text[size] = '\0';
  size_t len = strlen(text);
  struct ut_text cells = len < size ? (struct ut_text){text + len + 1, size - len - 1} : (struct ut_text){NULL, 0};
  struct ut_expr *e;
  struct ut_error err;
  if (ut_expr_compile(&e, text, &scope, &err) == UT_OK) {
    check_meaning(e, text, cells);
    ut_expr_free(e);
  } else
    check_error(text, &err);
  free(text);
  return 0;
}
