/* Rows of a sheet. */
#include "workbook/sheet_row.h"

#include <stdlib.h>

#include "base/grow.h"

void ut_sheet_row_begin(struct ut_sheet_row *r, size_t number, bool hidden)
{
  for (size_t i = 0; i < r->count; i++) {
    r->taken[r->entries[i].column] = false;
    r->cells[r->entries[i].column] = (struct ut_text){"", 0};
  }
  r->number = number;
  r->hidden = hidden;
  r->count = r->width = r->text.len = 0;
  r->problem = UT_OK;
}

/* Room for the column, without a cell so far. */
static enum ut_status make_room(struct ut_sheet_row *r, size_t column)
{
  if (column < r->room)
    return UT_OK;
  size_t room = 2 * r->room > column + 1 ? 2 * r->room : column + 1;
  struct ut_text *cells = reallocarray(r->cells, room, sizeof *cells);
  r->cells = cells ? cells : r->cells;
  bool *taken = reallocarray(r->taken, room, sizeof *taken);
  r->taken = taken ? taken : r->taken;
  if (!cells || !taken)
    return UT_NOMEM;
  for (; r->room < room; r->room++) {
    r->cells[r->room] = (struct ut_text){"", 0};
    r->taken[r->room] = false;
  }
  return UT_OK;
}

static enum ut_status add(struct ut_sheet_row *r, const struct ut_sheet_entry *entry)
{
  UT_TRY(make_room(r, entry->column));
  if (r->taken[entry->column])
    return UT_END;
  struct ut_sheet_entry *entries = ut_grow(r->entries, r->count, &r->entry_room, sizeof *entries);
  if (!entries)
    return UT_NOMEM;
  r->entries = entries;
  r->entries[r->count++] = *entry;
  r->taken[entry->column] = true;
  return UT_OK;
}

enum ut_status ut_sheet_row_add(struct ut_sheet_row *r, size_t column, struct ut_text text)
{
  return add(r, &(struct ut_sheet_entry){column, text.len > 0 ? text.ptr : "", 0, text.len});
}

enum ut_status ut_sheet_row_add_new(struct ut_sheet_row *r, size_t column, size_t at)
{
  return r->text.failed ? UT_NOMEM : add(r, &(struct ut_sheet_entry){column, NULL, at, r->text.len - at});
}

static bool is_blank(struct ut_text t)
{
  return ut_text_trim(t).len == 0;
}

bool ut_sheet_row_settle(struct ut_sheet_row *r)
{
  bool holds = r->problem != UT_OK;
  for (size_t i = 0; i < r->count; i++) {
    const struct ut_sheet_entry *e = &r->entries[i];
    const char *ptr = e->ptr ? e->ptr : e->len > 0 ? r->text.ptr + e->at : "";
    r->cells[e->column] = (struct ut_text){ptr, e->len};
    r->width = e->len > 0 && e->column >= r->width ? e->column + 1 : r->width;
    holds = holds || !is_blank(r->cells[e->column]);
  }
  return holds;
}

void ut_sheet_row_clear(struct ut_sheet_row *r)
{
  free(r->cells);
  free(r->taken);
  free(r->entries);
  ut_buf_clear(&r->text);
  *r = (struct ut_sheet_row){0};
}
