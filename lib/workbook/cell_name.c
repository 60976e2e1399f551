/* Names of cells. */
#include "workbook/cell_name.h"

#include <stdio.h>

bool ut_cell_name_read(struct ut_text name, size_t *row, size_t *column)
{
  size_t at = 0, letters = 0, digits = 0;
  *row = *column = 0;
  at += name.len > 0 && name.ptr[0] == '$';
  for (; at < name.len && (name.ptr[at] | 32) >= 'a' && (name.ptr[at] | 32) <= 'z' && letters < 4; at++, letters++)
    *column = *column * 26 + (size_t)((name.ptr[at] | 32) - 'a' + 1);
  at += at < name.len && name.ptr[at] == '$';
  for (; at < name.len && ut_char_is_digit(name.ptr[at]) && digits < 8; at++, digits++)
    *row = *row * 10 + (size_t)(name.ptr[at] - '0');
  bool good = at == name.len && letters > 0 && *row > 0 && *row <= UT_ROWS_MOST && *column <= UT_COLUMNS_MOST;
  *column -= good;
  return good;
}

bool ut_cell_range_read(struct ut_text name, struct ut_cell_range *out)
{
  struct ut_text rest = name, first, last;
  if (name.len == 0 || !ut_text_split(&rest, ':', &first) || !ut_cell_name_read(first, &out->row, &out->column))
    return false;
  if (!rest.ptr)
    last = first;
  else if (!ut_text_split(&rest, ':', &last) || rest.ptr)
    return false;
  return ut_cell_name_read(last, &out->last_row, &out->last_column) && out->last_row >= out->row &&
         out->last_column >= out->column;
}

char *ut_cell_name_write(size_t row, size_t column, char buf[UT_CELL_NAME])
{
  char letters[4], *p = letters + sizeof letters;
  size_t left = column + 1;
  for (*--p = '\0'; left > 0 && p > letters; left = (left - 1) / 26)
    *--p = (char)('A' + (left - 1) % 26);
  snprintf(buf, UT_CELL_NAME, "%s%zu", p, row);
  return buf;
}

void ut_cell_blame(struct ut_error *err, struct ut_text sheet, size_t row, size_t column)
{
  char shown[UT_QUOTED], name[UT_CELL_NAME], cell[UT_ERROR_CELL];
  snprintf(cell, sizeof cell, "%s!%s", ut_quote_name(shown, sheet.ptr, sheet.len),
           ut_cell_name_write(row, column, name));
  ut_error_at(err, NULL, row, 0, NULL);
  ut_error_at_cell(err, cell);
}
