/* A table in a sheet of a workbook: what stands above it, headings, rows, what stands below it. */
#include <stdlib.h>

#include "table/spreadsheet_parts.h"

enum {
  A4 = 9,
  NARROW = 6,
  WIDE = 60,
  BESIDE = 40,
  PORTRAIT = 95,
  LINE_HEIGHT = 15,
  OTHER = 8 /* a column that is not of the table */
};

/* ---- above the rows ---- */

static enum ut_status add_above(struct ut_spreadsheet *s, const char *text, size_t style, struct ut_error *err)
{
  if (!text)
    return UT_OK;
  UT_TRY(ut_sheet_text(s, 0, 1, ut_text_of(text), style, err));
  return ut_sheet_next(s, err);
}

/* How many columns from this one on have the same headings down to this level, as in HTML. */
static size_t run_of(const struct ut_grid_shape *shape, size_t level, size_t column)
{
  size_t end = column + 1, count = shape->count - shape->stub;
  for (bool same = true; same && end < count; end += same)
    for (size_t i = 0; i <= level; i++)
      same = same && ut_text_equal(shape->paths[column * shape->levels + i], shape->paths[end * shape->levels + i]);
  return end - column;
}

/* A level of headings above the last. */
static enum ut_status add_level(struct ut_spreadsheet *s, const struct ut_grid_shape *shape, size_t level,
                                struct ut_error *err)
{
  for (size_t i = 0; i < shape->stub; i++)
    UT_TRY(ut_sheet_text(s, i, 1, ut_text_of(""), UT_SHEET_HEAD, err));
  for (size_t i = 0, run; i < shape->count - shape->stub; i += run) {
    run = run_of(shape, level, i);
    UT_TRY(ut_sheet_text(s, shape->stub + i, run, shape->paths[i * shape->levels + level], UT_SHEET_HEAD_GROUP, err));
  }
  return ut_sheet_next(s, err);
}

/* A heading may stand in three lines, no word of it cut, beside the button of the filter. */
static size_t width_of_heading(const struct ut_sheet_width *w)
{
  enum { LINES = 3, BUTTON = 3 };
  size_t width = (w->head + LINES - 1) / LINES;
  return BUTTON + (width > w->word ? width : w->word);
}

/* How many lines the words of a text take. */
static size_t lines_of(struct ut_text text, size_t width)
{
  size_t lines = 1, used = 0;
  struct ut_text word;
  while (ut_text_split(&text, ' ', &word)) {
    size_t needed = ut_text_width(word);
    bool fits = used == 0 || used + 1 + needed <= width;
    lines += !fits;
    used = fits && used ? used + 1 + needed : needed;
  }
  return lines;
}

/* Not every program finds out by itself how high a row has to be. */
static enum ut_status set_height(struct ut_spreadsheet *s, size_t row, size_t lines, struct ut_error *err)
{
  double height = (double)(LINE_HEIGHT * (lines ? lines : 1));
  return ut_sheet_status(s, s->lib.worksheet_set_row(s->at.sheet, (lxw_row_t)row, height, NULL), err);
}

static struct ut_text last_heading(const struct ut_grid_shape *shape, size_t column)
{
  bool levels = shape->paths && shape->levels > 1 && !shape->transpose && column >= shape->stub;
  return levels ? shape->paths[(column - shape->stub + 1) * shape->levels - 1] : shape->columns[column].heading;
}

/* The last level, which each column has a cell of. */
static enum ut_status add_headings(struct ut_spreadsheet *s, const struct ut_grid_shape *shape, struct ut_error *err)
{
  bool levels = shape->paths && shape->levels > 1 && !shape->transpose;
  size_t most = 1;
  for (size_t level = 0; levels && level + 1 < shape->levels; level++)
    UT_TRY(add_level(s, shape, level, err));
  s->at.top = s->at.row;
  for (size_t i = 0; i < shape->count; i++) {
    struct ut_text heading = last_heading(shape, i);
    s->at.widths[i].apart = i > 0 && ut_sheet_is_right(shape->columns[i - 1].kind);
    size_t plain = s->at.widths[i].apart ? UT_SHEET_HEAD_APART : UT_SHEET_HEAD;
    size_t style = ut_sheet_is_right(shape->columns[i].kind) ? UT_SHEET_HEAD_RIGHT : plain;
    UT_TRY(ut_sheet_text(s, i, 1, heading, style, err));
    size_t lines = lines_of(heading, width_of_heading(&s->at.widths[i]));
    most = lines > most ? lines : most;
  }
  UT_TRY(set_height(s, s->at.row, most, err));
  return ut_sheet_next(s, err);
}

static enum ut_status begin(struct ut_spreadsheet *s, const struct ut_grid_shape *shape, struct ut_error *err)
{
  struct ut_written_sheet *at = &s->at;
  if (shape->count > UT_COLUMNS_MOST)
    return ut_error_set(err, UT_BAD_INPUT, "the table has %zu columns, and a sheet of a workbook at most %d",
                        shape->count, UT_COLUMNS_MOST);
  at->widths = calloc(shape->count + 1, sizeof *at->widths);
  if (!at->widths)
    return ut_error_nomem(err);
  at->count = shape->count;
  at->stub = shape->stub;
  at->named = shape->paths || shape->transpose;
  UT_TRY(add_above(s, shape->title, UT_SHEET_TITLE, err));
  UT_TRY(add_above(s, shape->caption, UT_SHEET_CAPTION, err));
  if (shape->title || shape->caption)
    UT_TRY(ut_sheet_next(s, err));
  at->headings = at->row;
  return shape->count > 0 ? add_headings(s, shape, err) : UT_OK;
}

enum ut_status ut_spreadsheet_begin(struct ut_spreadsheet *s, const struct ut_grid_shape *shape, struct ut_error *err)
{
  return setjmp(*ut_sheet_guard(s)) ? ut_sheet_left(s, err) : begin(s, shape, err);
}

static enum ut_status add_row(struct ut_spreadsheet *s, const struct ut_text *fields,
                              const struct ut_grid_column *columns, struct ut_error *err)
{
  for (size_t i = 0; i < s->at.count; i++)
    UT_TRY(ut_sheet_field(s, i, columns[i].kind, fields[i], err));
  return ut_sheet_next(s, err);
}

enum ut_status ut_spreadsheet_row(struct ut_spreadsheet *s, const struct ut_text *fields,
                                  const struct ut_grid_column *columns, struct ut_error *err)
{
  return setjmp(*ut_sheet_guard(s)) ? ut_sheet_left(s, err) : add_row(s, fields, columns, err);
}

/* ---- below them, and around ---- */

static size_t width_of(const struct ut_sheet_width *w)
{
  size_t heading = width_of_heading(w), width = heading > w->body ? heading : w->body;
  return width < NARROW ? NARROW : width > WIDE ? WIDE : width;
}

static enum ut_status set_widths(struct ut_spreadsheet *s, size_t *all, size_t *stub, struct ut_error *err)
{
  *all = *stub = 0;
  for (size_t i = 0; i < s->at.count; i++) {
    size_t width = width_of(&s->at.widths[i]) + 1;
    lxw_error code = s->lib.worksheet_set_column(s->at.sheet, (lxw_col_t)i, (lxw_col_t)i, (double)width, NULL);
    UT_TRY(ut_sheet_status(s, code, err));
    *all += width;
    *stub += i < s->at.stub ? width : 0;
  }
  return UT_OK;
}

/* Over all columns, and some more where these are narrow, as high as its lines. */
static enum ut_status add_note(struct ut_spreadsheet *s, struct ut_text note, size_t width, struct ut_error *err)
{
  size_t across = s->at.count;
  for (; width < WIDE; width += OTHER)
    across++;
  UT_TRY(set_height(s, s->at.row, lines_of(note, width), err));
  UT_TRY(ut_sheet_text(s, 0, across, note, UT_SHEET_NOTE, err));
  return ut_sheet_next(s, err);
}

static enum ut_status add_notes(struct ut_spreadsheet *s, const struct ut_frame *frame, size_t width,
                                struct ut_error *err)
{
  if (frame->note_count > 0)
    UT_TRY(ut_sheet_next(s, err));
  for (size_t i = 0; i < frame->note_count; i++)
    UT_TRY(add_note(s, frame->notes[i], width, err));
  return UT_OK;
}

/* Headings stay in view and on every page; columns of names too where there are few. */
static enum ut_status set_view(struct ut_spreadsheet *s, size_t end, size_t width, size_t stub, struct ut_error *err)
{
  const struct ut_libxlsxwriter *lib = &s->lib;
  const struct ut_written_sheet *at = &s->at;
  lxw_row_t top = (lxw_row_t)at->top, first = (lxw_row_t)at->headings, last = (lxw_row_t)end - 1;
  lxw_col_t right = (lxw_col_t)(at->count - 1), beside = (lxw_col_t)(at->named && stub <= BESIDE ? at->stub : 0);
  lib->worksheet_freeze_panes(at->sheet, top + 1, beside);
  if (width > PORTRAIT)
    lib->worksheet_set_landscape(at->sheet);
  UT_TRY(ut_sheet_status(s, lib->worksheet_repeat_rows(at->sheet, first, top), err));
  return last > top ? ut_sheet_status(s, lib->worksheet_autofilter(at->sheet, top, 0, last, right), err) : UT_OK;
}

/* Numbers that name something are text, of which Excel need not warn. */
enum ut_status ut_sheet_page(struct ut_spreadsheet *s, struct ut_error *err)
{
  s->lib.worksheet_set_paper(s->at.sheet, A4);
  s->lib.worksheet_fit_to_pages(s->at.sheet, 1, 0);
  UT_TRY(ut_sheet_status(s, s->lib.worksheet_set_footer(s->at.sheet, "&L&A&R&P (&N)"), err));
  lxw_error code = s->lib.worksheet_ignore_errors(s->at.sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576");
  return ut_sheet_status(s, code, err);
}

static enum ut_status end(struct ut_spreadsheet *s, const struct ut_frame *frame, struct ut_error *err)
{
  size_t end = s->at.row, width, stub;
  UT_TRY(ut_sheet_page(s, err));
  UT_TRY(set_widths(s, &width, &stub, err));
  if (s->at.count > 0)
    UT_TRY(set_view(s, end, width, stub, err));
  UT_TRY(add_notes(s, frame, width, err));
  return frame->chart ? ut_sheet_chart(s, frame, err) : UT_OK;
}

enum ut_status ut_spreadsheet_end(struct ut_spreadsheet *s, const struct ut_frame *frame, struct ut_error *err)
{
  return setjmp(*ut_sheet_guard(s)) ? ut_sheet_left(s, err) : end(s, frame, err);
}
