/* What a cell of a workbook holds: a number, a day or a text, and how it looks. */
#include <stdio.h>
#include <stdlib.h>

#include "table/figure.h"
#include "table/grid.h"
#include "table/spreadsheet_parts.h"
#include "utfall/date.h"

enum { INK = 0x1F2933, TINT = 0xE3EAF2, LINE = 0x12436D, QUIET = 0x505A63 };

enum ut_status ut_sheet_status(const struct ut_spreadsheet *s, lxw_error code, struct ut_error *err)
{
  if (code == LXW_NO_ERROR)
    return UT_OK;
  if (code == LXW_ERROR_MEMORY_MALLOC_FAILED)
    return ut_error_nomem(err);
  ut_error_set(err, UT_IO, "cannot write the workbook: %s", s->lib.lxw_strerror(code));
  ut_error_at(err, s->output->name, 0, 0, NULL);
  return UT_IO;
}

/* ---- how it looks ---- */

/* #,##0.00, or 0.00. */
static void set_digits(const struct ut_spreadsheet *s, lxw_format *f, size_t decimals, bool apart)
{
  char digits[UT_SHEET_DIGITS + 8];
  snprintf(digits, sizeof digits, "%s%s%.*s", apart ? "#,##0" : "0", decimals ? "." : "", (int)decimals,
           "000000000000000");
  s->lib.format_set_num_format(f, digits);
}

static bool is_apart(size_t style)
{
  return style == UT_SHEET_HEAD_APART || style == UT_SHEET_PLAIN_APART || style == UT_SHEET_DATE_APART;
}

static void set_heading(const struct ut_spreadsheet *s, lxw_format *f, size_t style)
{
  const struct ut_libxlsxwriter *lib = &s->lib;
  lib->format_set_bold(f);
  lib->format_set_text_wrap(f);
  lib->format_set_bg_color(f, TINT);
  lib->format_set_font_color(f, INK);
  lib->format_set_bottom(f, LXW_BORDER_THIN);
  lib->format_set_bottom_color(f, LINE);
  lib->format_set_align(f, LXW_ALIGN_VERTICAL_BOTTOM);
  if (style == UT_SHEET_HEAD_RIGHT)
    lib->format_set_align(f, LXW_ALIGN_RIGHT);
  if (style == UT_SHEET_HEAD_GROUP)
    lib->format_set_align(f, LXW_ALIGN_CENTER);
}

static void set_body(const struct ut_spreadsheet *s, lxw_format *f, size_t style)
{
  const struct ut_libxlsxwriter *lib = &s->lib;
  lib->format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
  if (style == UT_SHEET_PLAIN || style == UT_SHEET_PLAIN_APART || style == UT_SHEET_NOTE)
    lib->format_set_text_wrap(f);
  if (style == UT_SHEET_RIGHT)
    lib->format_set_align(f, LXW_ALIGN_RIGHT);
  if (style == UT_SHEET_NOTE)
    lib->format_set_font_color(f, QUIET);
  if (style == UT_SHEET_DATE || style == UT_SHEET_DATE_APART) {
    lib->format_set_num_format(f, "yyyy\\-mm\\-dd");
    lib->format_set_align(f, LXW_ALIGN_LEFT);
  }
}

static void set_style(const struct ut_spreadsheet *s, lxw_format *f, size_t style)
{
  if (style >= UT_SHEET_NUMBER) {
    bool apart = style < UT_SHEET_AS_IS;
    set_digits(s, f, style - (apart ? UT_SHEET_NUMBER : UT_SHEET_AS_IS), apart);
    s->lib.format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
  } else if (style == UT_SHEET_TITLE) {
    s->lib.format_set_bold(f);
    s->lib.format_set_font_size(f, 14);
  } else if (style >= UT_SHEET_HEAD && style <= UT_SHEET_HEAD_GROUP) {
    set_heading(s, f, style);
  } else {
    set_body(s, f, style);
  }
  if (is_apart(style)) {
    s->lib.format_set_align(f, LXW_ALIGN_LEFT);
    s->lib.format_set_indent(f, 1);
  }
}

lxw_format *ut_sheet_format(struct ut_spreadsheet *s, size_t style)
{
  if (!s->styles[style]) {
    s->styles[style] = s->lib.workbook_add_format(s->book);
    if (s->styles[style])
      set_style(s, s->styles[style], style);
  }
  return s->styles[style];
}

/* ---- texts ---- */

/* Does what Excel takes for a character by its number begin here, as _x0041_? */
static bool is_escape(const char *at, const char *end)
{
  enum { LENGTH = 7 };
  if (end - at < LENGTH || at[0] != '_' || at[1] != 'x' || at[LENGTH - 1] != '_')
    return false;
  for (int i = 2; i < LENGTH - 1; i++)
    if (!memchr("0123456789abcdefABCDEF", at[i], sizeof "0123456789abcdefABCDEF" - 1))
      return false;
  return true;
}

const char *ut_sheet_safe(struct ut_spreadsheet *s, struct ut_text text)
{
  const char *at = text.ptr, *end = text.len ? at + text.len : at, *from = at;
  s->text.len = 0;
  for (; at < end; at++) {
    if (!is_escape(at, end))
      continue;
    ut_grid_add_safe_as(UT_XLSX, &s->text, ut_text_between(from, at));
    ut_buf_add_string(&s->text, "_x005F");
    from = at;
  }
  ut_grid_add_safe_as(UT_XLSX, &s->text, (struct ut_text){from, (size_t)(end - from)});
  return ut_buf_string(&s->text);
}

/* Characters as UTF-16 counts them. */
static size_t units_of(struct ut_text text)
{
  size_t units = 0;
  for (size_t i = 0; i < text.len; i++) {
    unsigned char byte = (unsigned char)text.ptr[i];
    units += (byte & 0xC0) != 0x80;
    units += byte >= 0xF0;
  }
  return units;
}

static enum ut_status refuse_text(const struct ut_spreadsheet *s, size_t column, struct ut_error *err)
{
  return ut_error_set(err, UT_BAD_INPUT,
                      "the cell of row %zu and column %zu is longer than the %d characters that a cell of a workbook "
                      "holds",
                      s->at.row + 1, column + 1, UT_SHEET_TEXT);
}

/* The widest of its lines. */
static size_t width_of(struct ut_text text)
{
  size_t widest = 0;
  struct ut_text line;
  while (ut_text_split(&text, '\n', &line)) {
    size_t width = ut_text_width(line);
    widest = width > widest ? width : widest;
  }
  return widest;
}

static size_t longest_word(struct ut_text text)
{
  size_t longest = 0;
  struct ut_text word;
  while (ut_text_split(&text, ' ', &word)) {
    size_t width = ut_text_width(word);
    longest = width > longest ? width : longest;
  }
  return longest;
}

static void see_width(struct ut_spreadsheet *s, size_t column, size_t style)
{
  struct ut_text text = ut_buf_text(&s->text);
  if (!s->at.widths || column >= s->at.count)
    return;
  struct ut_sheet_width *w = &s->at.widths[column];
  size_t width = width_of(text), word = longest_word(text);
  bool head = style == UT_SHEET_HEAD || style == UT_SHEET_HEAD_APART || style == UT_SHEET_HEAD_RIGHT;
  width += is_apart(style);
  word += is_apart(style);
  if (head && width > w->head)
    w->head = width;
  if (head && word > w->word)
    w->word = word;
  if ((style == UT_SHEET_PLAIN || style == UT_SHEET_PLAIN_APART || style == UT_SHEET_RIGHT) && width > w->body)
    w->body = width;
}

enum ut_status ut_sheet_text(struct ut_spreadsheet *s, size_t column, size_t across, struct ut_text text, size_t style,
                             struct ut_error *err)
{
  lxw_format *format = ut_sheet_format(s, style);
  lxw_row_t row = (lxw_row_t)s->at.row;
  const char *string = ut_sheet_safe(s, text);
  if (!format || !string)
    return ut_error_nomem(err);
  if (units_of(ut_buf_text(&s->text)) > UT_SHEET_TEXT)
    return refuse_text(s, column, err);
  lxw_col_t first = (lxw_col_t)column, last = (lxw_col_t)(column + across - 1);
  see_width(s, column, across == 1 ? style : UT_SHEET_HEAD_GROUP);
  lxw_error code = across == 1 ? s->lib.worksheet_write_string(s->at.sheet, row, first, string, format)
                               : s->lib.worksheet_merge_range(s->at.sheet, row, first, row, last, string, format);
  return ut_sheet_status(s, code, err);
}

/* ---- numbers and days ---- */

static size_t decimals_of(struct ut_text number)
{
  const char *point = memchr(number.ptr, '.', number.len);
  return point ? (size_t)(number.ptr + number.len - point) - 1 : 0;
}

/* Is it a number that a double holds as it is written? What has zeros before it is the name of something. */
static bool is_number(struct ut_text t)
{
  if (!ut_figure_is(t))
    return false;
  bool minus = t.ptr[0] == '-';
  const char *first = t.ptr + minus, *end = t.ptr + t.len;
  size_t digits = (size_t)(end - first) - (memchr(t.ptr, '.', t.len) != NULL);
  bool padded = *first == '0' && end - first > 1 && first[1] != '.';
  return !padded && digits <= UT_SHEET_DIGITS;
}

static enum ut_status write_number(struct ut_spreadsheet *s, size_t column, enum ut_grid_kind kind,
                                   struct ut_text number, struct ut_error *err)
{
  char text[UT_SHEET_DIGITS + 3];
  size_t decimals = decimals_of(number), apart = kind == UT_GRID_NUMBER ? (number.len - decimals) / 3 : 0;
  lxw_format *format = ut_sheet_format(s, decimals + (kind == UT_GRID_NUMBER ? UT_SHEET_NUMBER : UT_SHEET_AS_IS));
  if (!format)
    return ut_error_nomem(err);
  snprintf(text, sizeof text, "%.*s", (int)number.len, number.ptr);
  if (number.len + apart > s->at.widths[column].body)
    s->at.widths[column].body = number.len + apart;
  double value = strtod(text, NULL);
  s->at.numbers++;
  lxw_error code = s->lib.worksheet_write_number(s->at.sheet, (lxw_row_t)s->at.row, (lxw_col_t)column, value, format);
  return ut_sheet_status(s, code, err);
}

/* The number of a day that all programs agree on; 0: there is none. Excel has a 29th of February in 1900. */
static int day_number(struct ut_text t)
{
  ut_date day = ut_date_parse(t);
  if (day == UT_DATE_NONE || day < ut_date_make(1900, 3, 1))
    return 0;
  return day - ut_date_make(1899, 12, 30);
}

static enum ut_status write_day(struct ut_spreadsheet *s, size_t column, int day, struct ut_error *err)
{
  enum { WIDTH = 12 };
  lxw_format *format = ut_sheet_format(s, s->at.widths[column].apart ? UT_SHEET_DATE_APART : UT_SHEET_DATE);
  if (!format)
    return ut_error_nomem(err);
  if (s->at.widths[column].body < WIDTH)
    s->at.widths[column].body = WIDTH;
  lxw_error code = s->lib.worksheet_write_number(s->at.sheet, (lxw_row_t)s->at.row, (lxw_col_t)column, day, format);
  return ut_sheet_status(s, code, err);
}

bool ut_sheet_is_right(enum ut_grid_kind kind)
{
  return kind == UT_GRID_NUMBER || kind == UT_GRID_CELL || kind == UT_GRID_YEAR;
}

enum ut_status ut_sheet_field(struct ut_spreadsheet *s, size_t column, enum ut_grid_kind kind, struct ut_text field,
                              struct ut_error *err)
{
  int day = kind == UT_GRID_DATE ? day_number(field) : 0;
  if (field.len == 0)
    return UT_OK;
  if (day)
    return write_day(s, column, day, err);
  if (kind != UT_GRID_TEXT && kind != UT_GRID_DATE && kind != UT_GRID_CELL && is_number(field))
    return write_number(s, column, kind, field, err);
  bool right = ut_sheet_is_right(kind) || field.ptr == ut_hidden;
  size_t plain = s->at.widths[column].apart ? UT_SHEET_PLAIN_APART : UT_SHEET_PLAIN;
  return ut_sheet_text(s, column, 1, field, right ? UT_SHEET_RIGHT : plain, err);
}

enum ut_status ut_sheet_next(struct ut_spreadsheet *s, struct ut_error *err)
{
  s->at.row++;
  if (s->at.row < UT_ROWS_MOST)
    return UT_OK;
  return ut_error_set(err, UT_BAD_INPUT, "the table has more rows than the %d of a sheet of a workbook", UT_ROWS_MOST);
}
