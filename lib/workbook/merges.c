/* Merged cells. */
#include "workbook/merges.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/grow.h"

enum { MERGES_MOST = 1 << 16 };

static enum ut_status check(const struct ut_merges *m, const struct ut_cell_range *range, struct ut_text sheet,
                            struct ut_error *err)
{
  char cell[UT_ERROR_CELL], shown[UT_QUOTED], first[UT_CELL_NAME], last[UT_CELL_NAME];
  if (m->rule != UT_MERGED_REFUSED || !m->settled || range->last_row <= m->header)
    return UT_OK;
  ut_error_set(
      err, UT_BAD_INPUT,
      "merged cells below the header: --fill-merged gives each of them the value, --keep-merged the first alone");
  snprintf(cell, sizeof cell, "%s!%s:%s", ut_quote_name(shown, sheet.ptr, sheet.len),
           ut_cell_name_write(range->row, range->column, first),
           ut_cell_name_write(range->last_row, range->last_column, last));
  ut_error_at(err, NULL, range->row, 0, NULL);
  ut_error_at_cell(err, cell);
  return UT_BAD_INPUT;
}

enum ut_status ut_merges_add(struct ut_merges *m, struct ut_cell_range range, struct ut_text sheet,
                             struct ut_error *err)
{
  if (range.row == range.last_row && range.column == range.last_column)
    return UT_OK;
  UT_TRY(check(m, &range, sheet, err));
  if (m->rule == UT_MERGED_KEPT || (m->rule == UT_MERGED_REFUSED && m->settled))
    return UT_OK;
  if (m->count == MERGES_MOST)
    return ut_error_set(err, UT_BAD_INPUT, "a sheet with more than %d merged cells", MERGES_MOST);
  struct ut_merge *list = ut_grow(m->list, m->count, &m->room, sizeof *list);
  if (!list)
    return ut_error_nomem(err);
  m->list = list;
  m->sorted = m->sorted && (m->count == 0 || range.row >= list[m->count - 1].range.row);
  list[m->count++] = (struct ut_merge){range, {NULL, 0}};
  return UT_OK;
}

enum ut_status ut_merges_settle(struct ut_merges *m, size_t header, struct ut_text sheet, struct ut_error *err)
{
  m->settled = true;
  m->header = header;
  for (size_t i = 0; i < m->count; i++)
    UT_TRY(check(m, &m->list[i].range, sheet, err));
  return UT_OK;
}

static int by_row(const void *a, const void *b)
{
  const struct ut_cell_range *x = &((const struct ut_merge *)a)->range, *y = &((const struct ut_merge *)b)->range;
  return (x->row > y->row) - (x->row < y->row);
}

/* What the first of the cells holds. */
static enum ut_status remember(struct ut_merge *merge, const struct ut_sheet_row *row)
{
  struct ut_text value = {"", 0};
  for (size_t i = 0; i < row->count; i++)
    if (row->entries[i].column == merge->range.column)
      value = (struct ut_text){row->entries[i].ptr ? row->entries[i].ptr : row->text.ptr + row->entries[i].at,
                               row->entries[i].len};
  char *copy = ut_text_copy(value);
  merge->value = (struct ut_text){copy, value.len};
  return copy ? UT_OK : UT_NOMEM;
}

static enum ut_status fill_one(struct ut_merge *merge, struct ut_sheet_row *row)
{
  if (row->number == merge->range.row)
    UT_TRY(remember(merge, row));
  for (size_t i = merge->range.column; merge->value.len > 0 && i <= merge->range.last_column; i++) {
    enum ut_status status = ut_sheet_row_add(row, i, merge->value);
    if (status != UT_OK && status != UT_END)
      return status;
  }
  return UT_OK;
}

enum ut_status ut_merges_fill(struct ut_merges *m, struct ut_sheet_row *row, struct ut_error *err)
{
  if (m->rule != UT_MERGED_FILLED || !m->settled || row->number <= m->header || row->count == 0)
    return UT_OK;
  if (!m->sorted && m->count > 0)
    qsort(m->list, m->count, sizeof *m->list, by_row);
  m->sorted = true;
  while (m->begun < m->count && m->list[m->begun].range.row <= row->number)
    m->begun++;
  while (m->first < m->begun && m->list[m->first].range.last_row < row->number)
    m->first++;
  for (size_t i = m->first; i < m->begun; i++) {
    const struct ut_cell_range *range = &m->list[i].range;
    if (range->row > m->header && range->last_row >= row->number && fill_one(&m->list[i], row) != UT_OK)
      return ut_error_nomem(err);
  }
  return UT_OK;
}

void ut_merges_clear(struct ut_merges *m)
{
  for (size_t i = 0; i < m->count; i++)
    free((char *)m->list[i].value.ptr); /* made by remember */
  free(m->list);
  *m = (struct ut_merges){.rule = m->rule};
}
