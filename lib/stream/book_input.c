/* Rows of a sheet of a workbook. */
#include "stream/stream_input.h"

#include <stdlib.h>

#include "stream/book.h"
#include "stream/heading_rows.h"

static const size_t unnamed_column = SIZE_MAX;

static enum ut_status open_book(const struct ut_reader *r, struct ut_stream_input *in, struct ut_error *err)
{
  const struct ut_reader_options *o = &r->options;
  struct ut_sheet_options options = {o->visible, !o->operands, UT_MERGED_REFUSED, o->skip_lines};
  if (o->fill_merged || o->keep_merged)
    options.merges = o->fill_merged ? UT_MERGED_FILLED : UT_MERGED_KEPT;
  UT_TRY(ut_book_open(&in->book, &in->source, o->from, err));
  return ut_workbook_choose(in->book, in->source.sheet ? in->source.sheet : o->sheet, &options, err);
}

/* The next row as one of headings, which must be whole. */
static enum ut_status next_sheet_headings(struct ut_stream_input *in, struct ut_error *err)
{
  const struct ut_sheet_state *state = ut_workbook_state(in->book);
  char shown[UT_QUOTED];
  enum ut_status status = ut_workbook_next(in->book, err);
  if (status == UT_END)
    return ut_error_set(err, UT_BAD_INPUT, "there is no header: the sheet %s is empty",
                        ut_quote(shown, state->name.ptr, state->name.len));
  UT_TRY(status);
  in->header_line = state->row.number;
  in->width = state->row.width > in->width ? state->row.width : in->width;
  if (state->row.problem == UT_OK)
    return UT_OK;
  *err = state->row.why;
  return ut_error_turn(err, UT_BAD_INPUT);
}

/* The names of the sheet's columns up to the last with one: by its rows of headings, or by their numbers. They live as
 * long as the rows. */
static enum ut_status read_sheet_headings(const struct ut_reader *r, struct ut_stream_input *in,
                                          struct ut_heading_rows *rows, struct ut_text **names, struct ut_error *err)
{
  const struct ut_sheet_row *row = &ut_workbook_state(in->book)->row;
  size_t wanted = r->options.heading_rows > 1 && !r->options.headless ? r->options.heading_rows : 1;
  for (size_t i = 0; i < wanted; i++) {
    UT_TRY(next_sheet_headings(in, err));
    if (!r->options.headless && ut_heading_rows_add(rows, row->cells, row->width))
      return ut_error_nomem(err);
  }
  in->pending = r->options.headless;
  if (in->pending && ut_heading_rows_number(rows, in->width))
    return ut_error_nomem(err);
  if (in->pending || wanted > 1)
    return ut_heading_rows_join(rows, names, &in->width) ? ut_error_nomem(err) : UT_OK;
  *names = row->cells;
  return UT_OK;
}

/* Which columns of the sheet are ours: those with a heading, or, where headings may be empty, all up to the last. */
static enum ut_status number_columns(const struct ut_reader *r, struct ut_stream_input *in, const struct ut_text *names,
                                     struct ut_error *err)
{
  const struct ut_sheet_state *state = ut_workbook_state(in->book);
  struct ut_text *ours = calloc(in->width + 1, sizeof *ours);
  in->fields = calloc(in->width + 1, sizeof *in->fields);
  in->sheet_columns = calloc(in->width + 1, sizeof *in->sheet_columns);
  size_t count = 0;
  for (size_t i = 0; ours && in->fields && in->sheet_columns && i < in->width; i++) {
    bool named = names[i].len > 0 || (r->options.loose && ut_sheet_reads(state, i));
    in->fields[i] = named ? count : unnamed_column;
    in->sheet_columns[count] = i;
    ours[count] = names[i];
    count += named;
  }
  enum ut_status status =
      ours && in->fields && in->sheet_columns ? ut_stream_input_name(in, ours, count, err) : ut_error_nomem(err);
  free(ours);
  return status;
}

/* Of the header, which must be without repetition. */
static enum ut_status check_sheet_headings(const struct ut_reader *r, struct ut_stream_input *in, struct ut_error *err)
{
  char quoted[UT_QUOTED];
  size_t repeated;
  if (r->options.loose)
    return UT_OK;
  UT_TRY(ut_stream_input_repeated(in, &repeated, err));
  if (repeated == in->count)
    return UT_OK;
  ut_error_set(err, UT_BAD_INPUT, "the heading %s stands twice",
               ut_quote(quoted, in->names[repeated].ptr, in->names[repeated].len));
  ut_cell_blame(err, ut_workbook_state(in->book)->name, in->header_line, in->sheet_columns[repeated]);
  return UT_BAD_INPUT;
}

enum ut_status ut_book_input_open(struct ut_reader *r, struct ut_stream_input *in, struct ut_error *err)
{
  struct ut_heading_rows rows = {0};
  struct ut_text *names = NULL;
  UT_TRY(open_book(r, in, err));
  enum ut_status status = read_sheet_headings(r, in, &rows, &names, err);
  if (status == UT_OK)
    status = number_columns(r, in, names, err);
  ut_heading_rows_clear(&rows);
  UT_TRY(status);
  UT_TRY(check_sheet_headings(r, in, err));
  return ut_workbook_begin(in->book, in->pending ? in->header_line - 1 : in->header_line, err);
}

/* A cell beside the table: nothing says what it is. */
static enum ut_status refuse_unnamed(const struct ut_sheet_state *state, size_t column, struct ut_error *err)
{
  ut_error_set(
      err, UT_BAD_ROW,
      "a value under no heading (where the header is further down, --skip-lines says so; one merged over several "
      "columns is that of the first)");
  ut_cell_blame(err, state->name, state->row.number, column);
  return UT_BAD_ROW;
}

static enum ut_status place_cells(struct ut_reader *r, const struct ut_stream_input *in, struct ut_error *err)
{
  const struct ut_sheet_state *state = ut_workbook_state(in->book);
  size_t unnamed = SIZE_MAX;
  ut_reader_blank(r);
  for (size_t i = 0; i < state->row.count; i++) {
    size_t column = state->row.entries[i].column, field = column < in->width ? in->fields[column] : unnamed_column;
    if (field != unnamed_column)
      r->fields[in->places[field]] = state->row.cells[column];
    else if (column < unnamed && state->row.cells[column].len > 0)
      unnamed = column;
  }
  if (state->row.problem != UT_OK) {
    *err = state->row.why;
    return UT_BAD_ROW;
  }
  return unnamed == SIZE_MAX ? UT_OK : refuse_unnamed(state, unnamed, err);
}

/* How far the sheet is read, in bytes of the file. */
static void tick_book(struct ut_reader *r, const struct ut_stream_input *in)
{
  size_t share = r->meter.total > 0 ? r->meter.total / r->input_count : 0;
  size_t bytes = r->meter.bytes + (size_t)(ut_workbook_progress(in->book) * (double)share);
  if (r->meter.rows % 1024 == 0)
    ut_run_tick(r->meter.run, bytes, r->meter.total, r->meter.rows);
}

enum ut_status ut_book_input_next(struct ut_reader *r, struct ut_stream_input *in, struct ut_row *row,
                                  struct ut_error *err)
{
  if (!in->pending)
    UT_TRY(ut_workbook_next(in->book, err));
  in->pending = false;
  const struct ut_sheet_row *sheet_row = &ut_workbook_state(in->book)->row;
  if (sheet_row->hidden && in->hidden_rows++ == 0)
    in->hidden_row = sheet_row->number;
  r->meter.rows++;
  tick_book(r, in);
  *row = (struct ut_row){r->fields, {NULL, 0}, in->source.name, sheet_row->number};
  return place_cells(r, in, err);
}

static size_t count_hidden_columns(const struct ut_stream_input *in)
{
  size_t count = 0;
  for (size_t i = 0; i < in->count; i++)
    count += ut_column_is_hidden(&ut_workbook_state(in->book)->hidden, in->sheet_columns[i]);
  return count;
}

/* What there is to remark on a sheet, at its end. */
void ut_book_input_note(const struct ut_reader *r, const struct ut_stream_input *in)
{
  const struct ut_sheet_state *state = ut_workbook_state(in->book);
  size_t rows = in->hidden_rows, columns = count_hidden_columns(in);
  ut_run_note(r->options.run, UT_NOTE_DOLT, rows + columns, in->source.name, in->hidden_row,
              "%s: %zu hidden row%s and %zu hidden column%s are read (--visible leaves them out)", in->source.name,
              rows, rows == 1 ? "" : "s", columns, columns == 1 ? "" : "s");
  ut_run_note(r->options.run, UT_NOTE_FORMEL_NOLL, state->doubtful, in->source.name, state->doubtful_row,
              "%s: %zu formula%s of the value 0, in a workbook that a program wrote without calculating it, the first "
              "in row %zu (open it and save it)",
              in->source.name, state->doubtful, state->doubtful == 1 ? "" : "s", state->doubtful_row);
  ut_run_note(r->options.run, UT_NOTE_ID_AVKORTAT, state->cut, in->source.name, state->cut_row,
              "%s: %zu number%s of 16 digits or more, of which a workbook keeps 15, the first in row %zu (two ids may "
              "have become one: they are typed as text)",
              in->source.name, state->cut, state->cut == 1 ? "" : "s", state->cut_row);
}
