/* Sheets of workbooks. */
#include "workbook/sheets.h"

#include <stdlib.h>

enum { DIGITS_KEPT = 15 }; /* of a number, as a double holds it */

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

/* Padded numbers, which begin with 0, are shorter than they look. */
static bool is_cut(struct ut_text number)
{
  if (number.len <= DIGITS_KEPT || number.ptr[0] == '0')
    return false;
  for (size_t i = 0; i < number.len; i++)
    if (i < DIGITS_KEPT ? !ut_char_is_digit(number.ptr[i]) : number.ptr[i] != '0')
      return false;
  return true;
}

void ut_sheet_see_number(struct ut_sheet_state *s, size_t column, size_t at)
{
  struct ut_text all = ut_buf_text(&s->row.text);
  if (at < all.len && !ut_column_is_hidden(&s->spared, column) &&
      is_cut((struct ut_text){all.ptr + at, all.len - at}) && s->cut++ == 0)
    s->cut_row = s->row.number;
}

void ut_sheet_state_clear(struct ut_sheet_state *s)
{
  ut_sheet_row_clear(&s->row);
  ut_merges_clear(&s->merges);
  free(s->hidden.columns);
  free(s->spared.columns);
  *s = (struct ut_sheet_state){.name = s->name};
}
