/* Streams read whole. */
#include "stream/whole_table.h"

#include <stdio.h>
#include <stdlib.h>

struct ut_whole_table {
  struct ut_reader *reader;
  const char *source;
  size_t columns, rows;
  struct ut_buf bytes, ends, lines; /* of all cells; where each cell ends, where each row begins: size_t */
};

static const char *source_name(const char *path)
{
  return strcmp(path, "-") == 0 ? "<stdin>" : path;
}

static enum ut_status add_row(struct ut_whole_table *f, const struct ut_row *row)
{
  enum ut_status status = ut_buf_add(&f->lines, &row->line, sizeof row->line);
  for (size_t i = 0; i < f->columns && status == UT_OK; i++) {
    status = ut_buf_add_text(&f->bytes, row->fields[i]);
    if (status == UT_OK)
      status = ut_buf_add(&f->ends, &f->bytes.len, sizeof f->bytes.len);
  }
  f->rows++;
  return status;
}

static enum ut_status read_rows(struct ut_whole_table *f, struct ut_error *err)
{
  struct ut_row row;
  enum ut_status status;
  ut_reader_want_all(f->reader);
  f->columns = ut_reader_columns(f->reader);
  while ((status = ut_reader_next(f->reader, &row, err)) == UT_OK)
    if (f->columns > 0 && add_row(f, &row) != UT_OK)
      return ut_error_nomem(err);
  return status == UT_END ? UT_OK : status;
}

enum ut_status ut_whole_table_load(struct ut_whole_table **out, const char *path,
                                   const struct ut_reader_options *options, struct ut_error *err)
{
  char *paths[] = {(char *)path};
  struct ut_whole_table *f = calloc(1, sizeof *f);
  *out = NULL;
  if (!f)
    return ut_error_nomem(err);
  f->source = source_name(path);
  enum ut_status status = ut_reader_open(&f->reader, paths, 1, options, err);
  if (status == UT_OK)
    status = read_rows(f, err);
  if (status == UT_OK)
    *out = f;
  else
    ut_whole_table_free(f);
  return status;
}

const struct ut_reader *ut_whole_table_header(const struct ut_whole_table *f)
{
  return f->reader;
}

size_t ut_whole_table_columns(const struct ut_whole_table *f)
{
  return f->columns;
}

size_t ut_whole_table_rows(const struct ut_whole_table *f)
{
  return f->rows;
}

struct ut_text ut_whole_table_cell(const struct ut_whole_table *f, size_t row, size_t column)
{
  const size_t *ends = (const void *)f->ends.ptr;
  size_t index = row * f->columns + column, begin = index > 0 ? ends[index - 1] : 0;
  return (struct ut_text){f->bytes.ptr ? f->bytes.ptr + begin : "", ends[index] - begin};
}

size_t ut_whole_table_line(const struct ut_whole_table *f, size_t row)
{
  return ((const size_t *)(const void *)f->lines.ptr)[row];
}

const char *ut_whole_table_source(const struct ut_whole_table *f)
{
  return f->source;
}

void ut_whole_table_blame(const struct ut_whole_table *f, size_t row, size_t column, struct ut_error *err)
{
  char heading[UT_ERROR_FIELD];
  struct ut_text name = ut_reader_column(f->reader, column);
  snprintf(heading, sizeof heading, "%.*s", (int)name.len, name.ptr);
  ut_error_at(err, f->source, ut_whole_table_line(f, row), 0, heading);
}

void ut_whole_table_free(struct ut_whole_table *f)
{
  if (!f)
    return;
  ut_reader_free(f->reader);
  ut_buf_clear(&f->bytes);
  ut_buf_clear(&f->ends);
  ut_buf_clear(&f->lines);
  free(f);
}
