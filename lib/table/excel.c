/* Excel looks at a cell of CSV as if it had been typed: quotes do not keep it from computing =1+1. */
#include "table/excel.h"

#include "table/figure.h"

enum ut_status ut_excel_begin(struct ut_output *o, size_t columns)
{
  o->mark = "\"x"; /* as of any CSV: inside quotes or not, a quote that is out of place */
  o->within = columns > 1 ? ';' : '\n';
  return ut_buf_add_string(&o->buf, "\uFEFF");
}

static bool has_any(struct ut_text field, const char *marks)
{
  for (size_t i = 0; i < field.len; i++)
    if (field.ptr[i] && strchr(marks, field.ptr[i]))
      return true;
  return false;
}

/* Where a column stands alone, a comma would be taken for what separates columns, and nothing for a blank line. */
static bool needs_quotes(struct ut_text field, bool alone)
{
  return alone ? field.len == 0 || has_any(field, ";,\t\"\r\n") : has_any(field, ";\"\r\n");
}

static void add_number(struct ut_buf *out, struct ut_text number, bool alone)
{
  const struct ut_figure_style style = ut_figure_style(UT_CSV, UT_SWEDISH, true);
  const char *quote = alone && memchr(number.ptr, '.', number.len) ? "\"" : "";
  ut_buf_add_string(out, quote);
  ut_figure_add(out, number, &style);
  ut_buf_add_string(out, quote);
}

/* Where figures are typed in full width, their marks are formulas, too. */
static bool begins_formula(struct ut_text field)
{
  static const char wide[] = "\uFF1D\uFF0B\uFF0D\uFF20"; /* = + - @ */
  enum { WIDE = 3 };
  struct ut_text first = {field.ptr, field.len > 0};
  return has_any(first, "=+-@\t\r\n") || (field.len >= WIDE && memmem(wide, sizeof wide - 1, field.ptr, WIDE));
}

static void add_text(struct ut_buf *out, struct ut_text field, bool alone)
{
  const char *quote = needs_quotes(field, alone) ? "\"" : "";
  ut_buf_add_string(out, quote);
  ut_buf_add_string(out, begins_formula(field) ? "'" : "");
  for (size_t i = 0; i < field.len; i++)
    ut_buf_add(out, field.ptr[i] == '"' ? "\"\"" : field.ptr + i, field.ptr[i] == '"' ? 2 : 1);
  ut_buf_add_string(out, quote);
}

enum ut_status ut_excel_row(struct ut_output *o, const struct ut_text *fields, const struct ut_grid_column *columns,
                            size_t count, struct ut_error *err)
{
  for (size_t i = 0; i < count; i++) {
    ut_buf_add_string(&o->buf, i ? ";" : "");
    if (columns && columns[i].kind != UT_GRID_TEXT && columns[i].kind != UT_GRID_DATE && ut_figure_is(fields[i]))
      add_number(&o->buf, fields[i], count == 1);
    else
      add_text(&o->buf, fields[i], count == 1);
  }
  ut_buf_add_string(&o->buf, "\n");
  if (o->buf.failed)
    return ut_error_nomem(err);
  return ut_output_drain(o, err);
}
