/* A table in a sheet of a workbook: what stands above it, headings, rows, what stands below it. */
#include <stdlib.h>

#include "table/spreadsheet_parts.h"

enum {
  NOTE = 60,      /* at least as wide as this is a line below the table */
  OTHER = 8,      /* a column that is not of the table */
  HIGH = 27,      /* lines, of a row that Excel takes */
  WAIT = 1 << 20, /* bytes of rows, of which the columns are made wide enough before any is written */
  MOVE = 1 << 16
};

enum ut_status ut_spreadsheet_add(struct ut_spreadsheet *s, const char *operand, struct ut_error *err)
{
  free(s->at.widths);
  s->at = (struct ut_written_sheet){0};
  UT_TRY(ut_sheet_choose_name(s, operand, err));
  return ut_sheet_own_part(s, "worksheets/sheet", "spreadsheetml.worksheet", err);
}

/* ---- rows ---- */

enum ut_status ut_sheet_next(struct ut_spreadsheet *s, struct ut_error *err)
{
  struct ut_written_sheet *at = &s->at;
  at->row++;
  at->high += at->lines > 1 ? at->lines : 1;
  if (s->cells.failed)
    return ut_error_nomem(err);
  if (s->cells.len > 0) {
    ut_buf_format(&s->rows, "<row r='%zu'", at->row);
    if (at->lines > 1) /* not every program finds out by itself how high a row has to be */
      ut_buf_format(&s->rows, " ht='%zu' customHeight='1'", UT_SHEET_LINE * (at->lines < HIGH ? at->lines : HIGH));
    ut_buf_add_string(&s->rows, ">");
    ut_buf_add_text(&s->rows, ut_buf_text(&s->cells));
    ut_buf_add_string(&s->rows, "</row>");
  }
  s->cells.len = at->lines = 0;
  if (at->row >= UT_ROWS_MOST)
    return ut_error_set(err, UT_BAD_INPUT, "the table has more rows than the %d of a sheet of a workbook",
                        UT_ROWS_MOST);
  if (s->rows.failed)
    return ut_error_nomem(err);
  if (s->rows.len < (at->open ? MOVE : WAIT))
    return UT_OK;
  UT_TRY(ut_sheet_open(s, false, err));
  return ut_sheet_move(s, &s->rows, err);
}

/* ---- above them ---- */

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
  s->at.fast = s->at.row + 1;
  for (size_t i = 0; i < shape->count; i++) {
    struct ut_text heading = last_heading(shape, i);
    s->at.widths[i].apart = i > 0 && ut_sheet_is_right(shape->columns[i - 1].kind);
    size_t plain = s->at.widths[i].apart ? UT_SHEET_HEAD_APART : UT_SHEET_HEAD;
    size_t style = ut_sheet_is_right(shape->columns[i].kind) ? UT_SHEET_HEAD_RIGHT : plain;
    UT_TRY(ut_sheet_text(s, i, 1, heading, style, err));
    size_t lines = ut_sheet_lines(heading, ut_sheet_heading_width(&s->at.widths[i]));
    most = lines > most ? lines : most;
  }
  s->at.lines = most;
  return ut_sheet_next(s, err);
}

enum ut_status ut_spreadsheet_begin(struct ut_spreadsheet *s, const struct ut_grid_shape *shape, struct ut_error *err)
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
  at->drawn = shape->chart;
  s->gaps.len = 0;
  UT_TRY(add_above(s, shape->title, UT_SHEET_TITLE, err));
  UT_TRY(add_above(s, shape->caption, UT_SHEET_CAPTION, err));
  if (shape->title || shape->caption)
    UT_TRY(ut_sheet_next(s, err));
  at->headings = at->row;
  at->head = at->high;
  if (shape->count > 0)
    UT_TRY(add_headings(s, shape, err));
  at->head = at->high - at->head;
  return UT_OK;
}

enum ut_status ut_spreadsheet_row(struct ut_spreadsheet *s, const struct ut_text *fields,
                                  const struct ut_grid_column *columns, struct ut_error *err)
{
  for (size_t i = 0; i < s->at.count; i++) {
    const struct ut_sheet_gap gap = {s->at.row + 1, i};
    size_t numbers = s->at.numbers;
    UT_TRY(ut_sheet_field(s, i, columns[i].kind, fields[i], err));
    if (s->at.drawn && i >= s->at.stub && s->at.numbers == numbers && ut_buf_add(&s->gaps, &gap, sizeof gap))
      return ut_error_nomem(err);
  }
  return ut_sheet_next(s, err);
}

/* ---- below them, and around ---- */

/* Over all columns, and some more where these are narrow, as high as its lines. */
static enum ut_status add_note(struct ut_spreadsheet *s, struct ut_text note, struct ut_error *err)
{
  size_t across = s->at.count, width = s->at.width;
  for (; width < NOTE; width += OTHER)
    across++;
  s->at.lines = ut_sheet_lines(note, width);
  UT_TRY(ut_sheet_text(s, 0, across, note, UT_SHEET_NOTE, err));
  return ut_sheet_next(s, err);
}

static enum ut_status add_notes(struct ut_spreadsheet *s, const struct ut_frame *frame, struct ut_error *err)
{
  if (frame->note_count > 0)
    UT_TRY(ut_sheet_next(s, err));
  for (size_t i = 0; i < frame->note_count; i++)
    UT_TRY(add_note(s, frame->notes[i], err));
  return UT_OK;
}

enum ut_status ut_spreadsheet_end(struct ut_spreadsheet *s, const struct ut_frame *frame, struct ut_error *err)
{
  s->at.end = s->at.row;
  UT_TRY(ut_sheet_open(s, true, err));
  UT_TRY(add_notes(s, frame, err));
  UT_TRY(ut_sheet_close(s, frame->chart, err));
  return frame->chart ? ut_sheet_chart(s, frame, err) : UT_OK;
}
