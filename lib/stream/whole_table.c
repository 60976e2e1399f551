/* Streams read whole. */
#include "stream/whole_table.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/shown.h"
#include "model/alike.h"
#include "utfall/column.h"

struct cell_place {
  const char *source;
  size_t line;
};

struct ut_whole_table {
  struct ut_reader *reader;
  bool own;          /* the reader is freed with the table */
  char *source;      /* as it is shown; NULL: of the caller's reader */
  struct ut_row row; /* the last */
  size_t columns;
  ptrdiff_t mark;        /* the column of marks; -1: none */
  struct ut_texts cells; /* row by row */
  struct ut_buf places;  /* struct cell_place of each row */
  struct ut_keys keys;
  struct ut_buf entered; /* size_t: the row of each number of keys */
};

static ptrdiff_t find_mark(const struct ut_reader *reader)
{
  for (size_t i = 0; i < ut_reader_columns(reader); i++)
    if (ut_column_of(ut_reader_column(reader, i))->role == UT_ROLE_MARK)
      return (ptrdiff_t)i;
  return -1;
}

static void begin(struct ut_whole_table *t, struct ut_reader *reader)
{
  t->reader = reader;
  t->columns = ut_reader_columns(reader);
  t->mark = find_mark(reader);
  ut_reader_want_all(reader);
}

enum ut_status ut_whole_table_new(struct ut_whole_table **out, struct ut_reader *reader, struct ut_error *err)
{
  *out = calloc(1, sizeof **out);
  if (!*out)
    return ut_error_nomem(err);
  begin(*out, reader);
  return UT_OK;
}

enum ut_status ut_whole_table_open(struct ut_whole_table **out, const char *path,
                                   const struct ut_reader_options *options, struct ut_error *err)
{
  char *paths[] = {(char *)path};
  struct ut_whole_table *t = *out = calloc(1, sizeof *t);
  if (!t)
    return ut_error_nomem(err);
  t->own = true;
  t->source = ut_shown_name(strcmp(path, "-") == 0 ? "<stdin>" : path);
  if (!t->source)
    return ut_error_nomem(err);
  UT_TRY(ut_reader_open(&t->reader, paths, 1, options, err));
  begin(t, t->reader);
  return UT_OK;
}

enum ut_status ut_whole_table_next(struct ut_whole_table *t, struct ut_error *err)
{
  do
    UT_TRY(ut_reader_next(t->reader, &t->row, err));
  while (t->columns == 0);
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < t->columns; i++)
    status = ut_texts_add(&t->cells, t->row.fields[i]);
  if (status == UT_OK)
    status = ut_buf_add(&t->places, &(struct cell_place){t->row.source, t->row.line}, sizeof(struct cell_place));
  return status == UT_OK ? UT_OK : ut_error_nomem(err);
}

enum ut_status ut_whole_table_load(struct ut_whole_table **out, const char *path,
                                   const struct ut_reader_options *options, struct ut_error *err)
{
  enum ut_status status = ut_whole_table_open(out, path, options, err);
  while (status == UT_OK)
    status = ut_whole_table_next(*out, err);
  return status == UT_END ? UT_OK : status;
}

/* ---- the index ---- */

enum ut_status ut_whole_table_index(struct ut_whole_table *t, const size_t *columns, size_t count)
{
  return ut_keys_init(&t->keys, columns, count);
}

static enum ut_status refuse_second(const struct ut_whole_table *t, const struct ut_text *fields, size_t hidden,
                                    size_t first, struct ut_error *err)
{
  struct ut_buf keys = {0};
  ut_keys_describe(&keys, ut_reader_names(t->reader), t->keys.columns, t->keys.count - hidden, fields);
  const char *text = ut_buf_string(&keys);
  const char *format = t->keys.count > hidden ? "two rows for %s (the first is %s:%zu)"
                                              : "two rows%s and no key column (the first is %s:%zu)";
  enum ut_status status = text ? ut_error_set(err, UT_BAD_INPUT, format, text, ut_whole_table_row_source(t, first),
                                              ut_whole_table_line(t, first))
                               : ut_error_nomem(err);
  ut_error_at(err, t->row.source, t->row.line, 0, NULL);
  ut_buf_clear(&keys);
  return status;
}

enum ut_status ut_whole_table_enter_as(struct ut_whole_table *t, const struct ut_text *fields, size_t hidden,
                                       uint32_t *number, struct ut_error *err)
{
  size_t before = ut_keys_entered(&t->keys), row = ut_whole_table_rows(t) - 1;
  if (ut_keys_enter(&t->keys, fields, number) != UT_OK)
    return ut_error_nomem(err);
  if (*number < before)
    return refuse_second(t, fields, hidden, ut_whole_table_entered(t, *number), err);
  return ut_buf_add(&t->entered, &row, sizeof row) == UT_OK ? UT_OK : ut_error_nomem(err);
}

enum ut_status ut_whole_table_enter(struct ut_whole_table *t, uint32_t *number, struct ut_error *err)
{
  return ut_whole_table_enter_as(t, t->row.fields, 0, number, err);
}

const struct ut_keys *ut_whole_table_keys(const struct ut_whole_table *t)
{
  return &t->keys;
}

size_t ut_whole_table_entered(const struct ut_whole_table *t, size_t number)
{
  return ((const size_t *)(const void *)t->entered.ptr)[number];
}

/* ---- what it holds ---- */

static const struct cell_place *place_of(const struct ut_whole_table *t, size_t row)
{
  return (const struct cell_place *)(const void *)t->places.ptr + row;
}

const struct ut_reader *ut_whole_table_header(const struct ut_whole_table *t)
{
  return t->reader;
}

size_t ut_whole_table_columns(const struct ut_whole_table *t)
{
  return t->columns;
}

ptrdiff_t ut_whole_table_mark(const struct ut_whole_table *t)
{
  return t->mark;
}

size_t ut_whole_table_rows(const struct ut_whole_table *t)
{
  return t->places.len / sizeof(struct cell_place);
}

struct ut_text ut_whole_table_cell(const struct ut_whole_table *t, size_t row, size_t column)
{
  return ut_texts_get(&t->cells, row * t->columns + column);
}

size_t ut_whole_table_line(const struct ut_whole_table *t, size_t row)
{
  return place_of(t, row)->line;
}

const char *ut_whole_table_row_source(const struct ut_whole_table *t, size_t row)
{
  return place_of(t, row)->source;
}

enum ut_status ut_whole_table_see(const struct ut_whole_table *t, size_t row, size_t column)
{
  const struct ut_alike_place place = {ut_whole_table_row_source(t, row), ut_whole_table_line(t, row)};
  return ut_alike_see(ut_reader_run(t->reader), ut_reader_column(t->reader, column),
                      ut_whole_table_cell(t, row, column), place);
}

const char *ut_whole_table_source(const struct ut_whole_table *t)
{
  return t->source;
}

void ut_whole_table_blame(const struct ut_whole_table *t, size_t row, size_t column, struct ut_error *err)
{
  char heading[UT_ERROR_FIELD];
  struct ut_text name = ut_reader_column(t->reader, column);
  snprintf(heading, sizeof heading, "%.*s", (int)name.len, name.ptr);
  ut_error_at(err, ut_whole_table_row_source(t, row), ut_whole_table_line(t, row), 0, heading);
  ut_reader_at_cell(t->reader, ut_whole_table_row_source(t, row), ut_whole_table_line(t, row), column, err);
}

void ut_whole_table_free(struct ut_whole_table *t)
{
  if (!t)
    return;
  if (t->own)
    ut_reader_free(t->reader);
  ut_texts_clear(&t->cells);
  ut_buf_clear(&t->places);
  ut_keys_clear(&t->keys);
  ut_buf_clear(&t->entered);
  free(t->source);
  free(t);
}
