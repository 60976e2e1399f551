/* Sheets of workbooks. */
#include "workbook/sheets.h"

#include <stdlib.h>

enum ut_status ut_column_hide(struct ut_hidden_columns *h, size_t first, size_t last)
{
  if (!h->columns && !(h->columns = calloc(UT_COLUMNS_MOST, sizeof *h->columns)))
    return UT_NOMEM;
  for (size_t i = first; i <= last && i < UT_COLUMNS_MOST; i++)
    h->columns[i] = true;
  return UT_OK;
}

enum ut_status ut_sheet_refuse_cell(struct ut_sheet_state *s, size_t column, const char *why, struct ut_error *err)
{
  struct ut_sheet_row *row = &s->row;
  if (ut_sheet_row_add(row, column, (struct ut_text){"", 0}) == UT_NOMEM)
    return ut_error_nomem(err);
  if (row->problem != UT_OK || ut_column_is_hidden(&s->spared, column))
    return UT_OK;
  row->problem = why ? ut_error_set(&row->why, UT_BAD_ROW, "%s", why) : UT_BAD_ROW;
  ut_cell_blame(&row->why, s->name, row->number, column);
  return UT_OK;
}

void ut_sheet_state_clear(struct ut_sheet_state *s)
{
  ut_sheet_row_clear(&s->row);
  ut_merges_clear(&s->merges);
  free(s->hidden.columns);
  free(s->spared.columns);
  *s = (struct ut_sheet_state){.name = s->name};
}
