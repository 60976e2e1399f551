/* Cells by column and row. */
#include "table/turn.h"

#include "table/render.h"

static enum ut_status join_keys(struct ut_turn *t, size_t row)
{
  struct ut_buf key = {0};
  for (size_t i = 0; i < t->stub; i++) {
    ut_buf_add_string(&key, i ? UT_GRID_BETWEEN : "");
    ut_buf_add_text(&key, ut_texts_get(t->cells, row * t->count + i));
  }
  enum ut_status status = key.failed ? UT_NOMEM : ut_texts_add(&t->keys, ut_buf_text(&key));
  ut_buf_clear(&key);
  return status;
}

enum ut_status ut_turn_init(struct ut_turn *t, const struct ut_texts *cells, size_t count, size_t stub)
{
  *t = (struct ut_turn){.cells = cells, .count = count, .stub = stub};
  for (size_t row = 0; row < ut_texts_count(cells) / count; row++)
    UT_TRY(join_keys(t, row));
  return UT_OK;
}

size_t ut_turn_columns(const struct ut_turn *t)
{
  return ut_texts_count(&t->keys);
}

size_t ut_turn_rows(const struct ut_turn *t)
{
  return t->count - t->stub;
}

struct ut_text ut_turn_cell(const struct ut_turn *t, size_t row, size_t column)
{
  return row == 0 ? ut_texts_get(&t->keys, column) : ut_texts_get(t->cells, column * t->count + t->stub + row - 1);
}

void ut_turn_clear(struct ut_turn *t)
{
  ut_texts_clear(&t->keys);
}
