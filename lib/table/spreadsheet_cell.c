/* What a cell of a workbook holds: a number, a day or a text, and how it looks. */
#include <stdio.h>
#include <stdlib.h>

#include "table/figure.h"
#include "table/grid.h"
#include "table/spreadsheet_parts.h"
#include "utfall/date.h"

/* ---- texts ---- */

void ut_sheet_escape(struct ut_buf *out, struct ut_text text)
{
  static const char *const shown[256] = {['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['\''] = "&#39;"};
  const char *at = text.ptr, *end = text.len ? at + text.len : at, *from = at;
  for (; at < end; at++)
    if (shown[(unsigned char)*at]) {
      ut_buf_add_text(out, ut_text_between(from, at));
      ut_buf_add_string(out, shown[(unsigned char)*at]);
      from = at + 1;
    }
  ut_buf_add_text(out, ut_text_between(from, end));
}

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

/* The text of a cell, in which nothing stands for a character by its number. */
static void escape_cell(struct ut_buf *out, struct ut_text text)
{
  const char *at = text.ptr, *end = at + text.len, *from = at;
  for (; (at = memchr(at, '_', (size_t)(end - at))); at++) {
    if (!is_escape(at, end))
      continue;
    ut_sheet_escape(out, ut_text_between(from, at));
    ut_buf_add_string(out, "_x005F");
    from = at;
  }
  ut_sheet_escape(out, ut_text_between(from, end));
}

struct ut_text ut_sheet_safe(struct ut_spreadsheet *s, struct ut_text text)
{
  s->text.len = 0;
  ut_grid_add_safe_as(UT_XLSX, &s->text, text);
  return ut_buf_text(&s->text);
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

/* The widest of its lines, or of its words. */
static size_t widest(struct ut_text text, char between)
{
  size_t width = 0;
  struct ut_text part;
  while (ut_text_split(&text, between, &part))
    width = ut_sheet_larger(width, ut_text_width(part));
  return width;
}

size_t ut_sheet_lines(struct ut_text text, size_t width)
{
  size_t lines = 0;
  struct ut_text line, word;
  while (ut_text_split(&text, '\n', &line)) {
    lines++;
    for (size_t used = 0; ut_text_split(&line, ' ', &word);) {
      size_t needed = ut_text_width(word);
      bool fits = used == 0 || used + 1 + needed <= width;
      lines += !fits + (needed > 0 ? (needed - 1) / width : 0);
      used = fits && used ? used + 1 + needed : needed;
    }
  }
  return lines;
}

/* How wide a column has to be, and how high the row, whose width is known once the sheet is open. */
static void see_size(struct ut_spreadsheet *s, size_t column, struct ut_text text, size_t style)
{
  struct ut_sheet_width *w = &s->at.widths[column];
  size_t apart = style == UT_SHEET_HEAD_APART || style == UT_SHEET_PLAIN_APART;
  if (style >= UT_SHEET_HEAD && style <= UT_SHEET_HEAD_RIGHT) {
    w->head = ut_sheet_larger(w->head, widest(text, '\n') + apart);
    w->word = ut_sheet_larger(w->word, widest(text, ' ') + apart);
  } else if (style >= UT_SHEET_PLAIN && style <= UT_SHEET_RIGHT) {
    w->body = ut_sheet_larger(w->body, widest(text, '\n') + apart);
    s->at.lines = ut_sheet_larger(s->at.lines, ut_sheet_lines(text, w->fixed ? w->fixed - 1 : UT_SHEET_WIDE));
  }
}

static void begin_cell(struct ut_spreadsheet *s, size_t column, size_t style)
{
  char name[UT_CELL_NAME];
  ut_buf_format(&s->cells, "<c r='%s' s='%zu'", ut_cell_name_write(s->at.row + 1, column, name), style);
}

static void add_text(struct ut_spreadsheet *s, size_t column, struct ut_text text, size_t style)
{
  begin_cell(s, column, style);
  if (text.len == 0) {
    ut_buf_add_string(&s->cells, "/>");
    return;
  }
  ut_buf_add_string(&s->cells, " t='inlineStr'><is><t xml:space='preserve'>");
  escape_cell(&s->cells, text);
  ut_buf_add_string(&s->cells, "</t></is></c>");
}

static void merge(struct ut_spreadsheet *s, size_t first, size_t last)
{
  char from[UT_CELL_NAME], to[UT_CELL_NAME];
  ut_buf_format(&s->merges, "<mergeCell ref='%s:%s'/>", ut_cell_name_write(s->at.row + 1, first, from),
                ut_cell_name_write(s->at.row + 1, last, to));
}

enum ut_status ut_sheet_text(struct ut_spreadsheet *s, size_t column, size_t across, struct ut_text text, size_t style,
                             struct ut_error *err)
{
  struct ut_text safe = ut_sheet_safe(s, text);
  if (s->text.failed)
    return ut_error_nomem(err);
  if (units_of(safe) > UT_SHEET_TEXT)
    return refuse_text(s, column, err);
  see_size(s, column, safe, style);
  add_text(s, column, safe, style);
  for (size_t i = 1; i < across; i++)
    add_text(s, column + i, ut_text_of(""), style);
  if (across > 1)
    merge(s, column, column + across - 1);
  return UT_OK;
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

/* Without the zeros at its end, as a double is written; its format has them. */
static void write_number(struct ut_spreadsheet *s, size_t column, enum ut_grid_kind kind, struct ut_text number)
{
  struct ut_sheet_width *width = &s->at.widths[column];
  size_t decimals = decimals_of(number), apart = kind == UT_GRID_NUMBER ? (number.len - decimals) / 3 : 0;
  begin_cell(s, column, decimals + (kind == UT_GRID_NUMBER ? UT_SHEET_NUMBER : UT_SHEET_AS_IS));
  width->body = ut_sheet_larger(width->body, number.len + apart);
  width->numbers = true;
  s->at.numbers++;
  for (size_t i = 0; i < decimals && number.ptr[number.len - 1] == '0'; i++)
    number.len--;
  number.len -= number.ptr[number.len - 1] == '.';
  ut_buf_format(&s->cells, "><v>%.*s</v></c>", (int)number.len, number.ptr);
}

/* The number of a day that all programs agree on; 0: there is none. Excel has a 29th of February in 1900. */
static int day_number(struct ut_text t)
{
  ut_date day = ut_date_parse(t);
  if (day == UT_DATE_NONE || day < ut_date_make(1900, 3, 1))
    return 0;
  return day - ut_date_make(1899, 12, 30);
}

static void write_day(struct ut_spreadsheet *s, size_t column, int day)
{
  enum { WIDTH = 12 };
  struct ut_sheet_width *width = &s->at.widths[column];
  begin_cell(s, column, width->apart ? UT_SHEET_DATE_APART : UT_SHEET_DATE);
  width->body = ut_sheet_larger(width->body, WIDTH);
  ut_buf_format(&s->cells, "><v>%d</v></c>", day);
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
  if (day) {
    write_day(s, column, day);
    return UT_OK;
  }
  if (kind != UT_GRID_TEXT && kind != UT_GRID_DATE && kind != UT_GRID_CELL && is_number(field)) {
    write_number(s, column, kind, field);
    return UT_OK;
  }
  bool right = ut_sheet_is_right(kind) || field.ptr == ut_hidden;
  size_t plain = s->at.widths[column].apart ? UT_SHEET_PLAIN_APART : UT_SHEET_PLAIN;
  return ut_sheet_text(s, column, 1, field, right ? UT_SHEET_RIGHT : plain, err);
}
