/* A grid or a writer, whichever the format asks for. */
#include "table/sink.h"

#include <stdlib.h>

#include "utfall/column.h"

struct ut_sink {
  struct ut_output *output;
  struct ut_grid *grid;
  struct ut_writer *writer;
};

static enum ut_grid_kind kind_of(struct ut_text name)
{
  const struct ut_column *column = ut_column_of(name);
  if (column->year)
    return UT_GRID_YEAR;
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
  return to == UT_TEXT || to == UT_MARKDOWN || to == UT_HTML;
}

static enum ut_status open_writer(struct ut_sink *s, const struct ut_grid_shape *shape, struct ut_error *err)
{
  size_t count = shape->count;
  struct ut_text *headings = calloc(count + 1, sizeof *headings);
  bool *numeric = calloc(count + 1, sizeof *numeric);
  for (size_t i = 0; headings && numeric && i < count; i++) {
    headings[i] = shape->columns[i].heading;
    numeric[i] = shape->columns[i].numeric;
  }
  enum ut_status status = headings && numeric
                              ? ut_writer_open(&s->writer, s->output, shape->to, headings, count, numeric, err)
                              : ut_error_nomem(err);
  free(headings);
  free(numeric);
  return status;
}

enum ut_status ut_sink_open(struct ut_sink **out, struct ut_output *output, const struct ut_grid_shape *shape,
                            struct ut_error *err)
{
  struct ut_sink *s = *out = calloc(1, sizeof *s);
  if (!s)
    return ut_error_nomem(err);
  s->output = output;
  if (!ut_sink_for_people(shape->to))
    return open_writer(s, shape, err);
  return ut_grid_new(&s->grid, shape) ? ut_error_nomem(err) : UT_OK;
}

enum ut_status ut_sink_row(struct ut_sink *s, const struct ut_text *fields, struct ut_error *err)
{
  if (s->writer)
    return ut_writer_row(s->writer, fields, err);
  return ut_grid_row(s->grid, fields) ? ut_error_nomem(err) : UT_OK;
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
  struct ut_writer *writer = s->writer;
  s->writer = NULL;
  return ut_writer_close(writer, true, err);
}

void ut_sink_free(struct ut_sink *s)
{
  if (!s)
    return;
  ut_grid_free(s->grid);
  ut_writer_close(s->writer, false, NULL);
  free(s);
}
