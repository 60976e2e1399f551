/* A grid, a writer, CSV for Excel, or a sheet of a workbook, whichever the format asks for. */
#include "table/sink.h"

#include <stdlib.h>

#include "table/excel.h"
#include "table/spreadsheet.h"
#include "table/turn.h"
#include "utfall/column.h"

struct ut_sink {
  struct ut_output *output;
  struct ut_grid_shape shape;
  struct ut_grid *grid;
  struct ut_writer *writer;
  struct ut_texts held; /* a stream that is to be turned: headings first */
};

static enum ut_grid_kind kind_of(struct ut_text name)
{
  const struct ut_column *column = ut_column_of(name);
  if (column->year)
    return UT_GRID_YEAR;
  if (column->type == UT_TYPE_DATE)
    return UT_GRID_DATE;
  if (ut_column_is_number(column))
    return UT_GRID_NUMBER;
  return column == &ut_column_unknown ? UT_GRID_GUESS : UT_GRID_TEXT;
}

enum ut_grid_kind ut_sink_kind(struct ut_text name)
{
  char slug[UT_SLUG];
  enum ut_grid_kind kind = kind_of(name);
  return kind == UT_GRID_GUESS ? kind_of(ut_text_slug_short(name, slug)) : kind;
}

bool ut_sink_for_people(enum ut_format to)
{
  return to == UT_TEXT || to == UT_MARKDOWN || to == UT_HTML || to == UT_XLSX;
}

static int compare_texts(const void *a, const void *b)
{
  return ut_text_compare(*(const struct ut_text *)a, *(const struct ut_text *)b);
}

/* The headings of columns, which the caller frees; NULL when out of memory. */
static struct ut_text *headings_of(const struct ut_grid_column *columns, size_t count)
{
  struct ut_text *headings = calloc(count + 1, sizeof *headings);
  for (size_t i = 0; headings && i < count; i++)
    headings[i] = columns[i].heading;
  return headings;
}

enum ut_status ut_sink_check_headings(const struct ut_grid_column *columns, size_t count, struct ut_error *err)
{
  char quoted[UT_QUOTED];
  struct ut_text *sorted = headings_of(columns, count);
  enum ut_status status = sorted ? UT_OK : ut_error_nomem(err);
  if (sorted)
    qsort(sorted, count, sizeof *sorted, compare_texts);
  for (size_t i = 1; sorted && i < count && status == UT_OK; i++) {
    if (ut_text_equal(sorted[i - 1], sorted[i]))
      status = ut_error_set(err, UT_BAD_INPUT, "two columns would be called %s",
                            ut_quote(quoted, sorted[i].ptr, sorted[i].len));
  }
  free(sorted);
  return status;
}

/* ---- a stream ---- */

static enum ut_status open_writer(struct ut_sink *s, const struct ut_grid_column *columns, size_t count,
                                  const struct ut_text *headings, struct ut_error *err)
{
  bool *numeric = calloc(count + 1, sizeof *numeric);
  for (size_t i = 0; numeric && i < count; i++)
    numeric[i] = columns[i].numeric;
  enum ut_status status =
      numeric ? ut_writer_open(&s->writer, s->output, s->shape.to, headings, count, numeric, err) : ut_error_nomem(err);
  free(numeric);
  return status;
}

static enum ut_status open_excel(struct ut_sink *s, size_t count, const struct ut_text *headings, struct ut_error *err)
{
  if (count == 0)
    return UT_OK;
  return ut_excel_begin(s->output, count) ? ut_error_nomem(err) : ut_excel_row(s->output, headings, NULL, count, err);
}

static enum ut_status begin_sheet(struct ut_sink *s, const struct ut_grid_column *columns, size_t count,
                                  struct ut_error *err)
{
  struct ut_grid_shape shape = s->shape;
  shape.columns = columns;
  shape.count = count;
  shape.stub = shape.transpose ? 1 : shape.stub;
  return ut_spreadsheet_begin(shape.book, &shape, err);
}

static enum ut_status begin(struct ut_sink *s, const struct ut_grid_column *columns, size_t count, struct ut_error *err)
{
  if (s->shape.book)
    return begin_sheet(s, columns, count, err);
  struct ut_text *headings = headings_of(columns, count);
  if (!headings)
    return ut_error_nomem(err);
  enum ut_status status =
      s->shape.excel ? open_excel(s, count, headings, err) : open_writer(s, columns, count, headings, err);
  free(headings);
  return status;
}

static enum ut_status put(struct ut_sink *s, const struct ut_text *fields, const struct ut_grid_column *columns,
                          size_t count, struct ut_error *err)
{
  if (s->shape.book)
    return ut_spreadsheet_row(s->shape.book, fields, columns, err);
  return s->shape.excel ? ut_excel_row(s->output, fields, columns, count, err) : ut_writer_row(s->writer, fields, err);
}

/* ---- a stream that is turned ---- */

static enum ut_status hold(struct ut_sink *s, const struct ut_text *fields)
{
  for (size_t i = 0; i < s->shape.count; i++)
    UT_TRY(ut_texts_add(&s->held, fields ? fields[i] : s->shape.columns[i].heading));
  return UT_OK;
}

/* A column needs a name: that of an empty key is the code for it. */
static enum ut_status begin_turned(struct ut_sink *s, const struct ut_turn *t, struct ut_grid_column *columns,
                                   struct ut_error *err)
{
  bool numeric = true;
  for (size_t i = t->stub; i < s->shape.count; i++)
    numeric = numeric && s->shape.columns[i].numeric;
  for (size_t i = 0; i < ut_turn_columns(t); i++) {
    struct ut_text name = ut_turn_cell(t, 0, i);
    columns[i] = (struct ut_grid_column){name.len ? name : ut_text_of(UT_CLASS_UNKNOWN),
                                         i > 0 && numeric ? UT_GRID_NUMBER : UT_GRID_TEXT, i > 0 && numeric};
  }
  UT_TRY(ut_sink_check_headings(columns, ut_turn_columns(t), err));
  return begin(s, columns, ut_turn_columns(t), err);
}

static enum ut_status put_turned(struct ut_sink *s, const struct ut_turn *t, struct ut_grid_column *columns,
                                 struct ut_text *fields, struct ut_error *err)
{
  size_t count = ut_turn_columns(t);
  UT_TRY(begin_turned(s, t, columns, err));
  for (size_t row = 1; row <= ut_turn_rows(t); row++) {
    for (size_t i = 0; i < count; i++) {
      fields[i] = ut_turn_cell(t, row, i);
      columns[i].kind = i ? s->shape.columns[t->stub + row - 1].kind : UT_GRID_TEXT;
    }
    UT_TRY(put(s, fields, columns, count, err));
  }
  return UT_OK;
}

static enum ut_status write_turned(struct ut_sink *s, struct ut_error *err)
{
  struct ut_turn t;
  enum ut_status status = ut_turn_init(&t, &s->held, s->shape.count, s->shape.stub);
  struct ut_grid_column *columns = calloc(ut_turn_columns(&t) + 1, sizeof *columns);
  struct ut_text *fields = calloc(ut_turn_columns(&t) + 1, sizeof *fields);
  status = status || !columns || !fields ? ut_error_nomem(err) : put_turned(s, &t, columns, fields, err);
  free(columns);
  free(fields);
  ut_turn_clear(&t);
  return status;
}

/* ---- either ---- */

/* Is the whole table needed before a stream of it can be written? */
static bool holds(const struct ut_sink *s)
{
  return s->shape.transpose && s->shape.count > 0;
}

enum ut_status ut_sink_open(struct ut_sink **out, struct ut_output *output, const struct ut_grid_shape *shape,
                            struct ut_error *err)
{
  struct ut_sink *s = *out = calloc(1, sizeof *s);
  if (!s)
    return ut_error_nomem(err);
  s->output = output;
  s->shape = *shape;
  if (ut_sink_for_people(shape->to) && !shape->book)
    return ut_grid_new(&s->grid, shape) ? ut_error_nomem(err) : UT_OK;
  if (holds(s))
    return hold(s, NULL) ? ut_error_nomem(err) : UT_OK;
  return begin(s, shape->columns, shape->count, err);
}

enum ut_status ut_sink_row(struct ut_sink *s, const struct ut_text *fields, struct ut_error *err)
{
  if (s->grid)
    return ut_grid_row(s->grid, fields) ? ut_error_nomem(err) : UT_OK;
  if (holds(s))
    return hold(s, fields) ? ut_error_nomem(err) : UT_OK;
  return put(s, fields, s->shape.columns, s->shape.count, err);
}

enum ut_status ut_sink_pass(struct ut_sink *s, struct ut_reader *r, struct ut_row *row, struct ut_error *err)
{
  if (s->writer)
    return ut_writer_pass(s->writer, r, row, NULL, err);
  UT_TRY(ut_reader_split(r, row, err));
  return ut_sink_row(s, row->fields, err);
}

const struct ut_grid *ut_sink_grid(const struct ut_sink *s)
{
  return s->grid;
}

enum ut_status ut_sink_close(struct ut_sink *s, const struct ut_frame *frame, struct ut_error *err)
{
  if (s->grid)
    return ut_grid_write(s->grid, frame, s->output, err);
  if (holds(s))
    UT_TRY(write_turned(s, err));
  if (s->shape.book)
    return ut_spreadsheet_end(s->shape.book, frame, err);
  struct ut_writer *writer = s->writer;
  s->writer = NULL;
  return ut_writer_close(writer, true, err);
}

void ut_sink_free(struct ut_sink *s)
{
  if (!s)
    return;
  ut_grid_free(s->grid);
  ut_texts_clear(&s->held);
  ut_writer_close(s->writer, false, NULL);
  free(s);
}
