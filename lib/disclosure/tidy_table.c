/* Reading a tidy table whole. */
#include "disclosure/tidy_table.h"

#include <stdlib.h>

#include "utfall/column.h"
#include "utfall/table.h"

#include "stream/keys.h"

static const char base_name[] = "bas";

/* ---- columns ---- */

static enum ut_status add_key(struct ut_tidy_table *t, size_t column, struct ut_error *err)
{
  if (t->key_count == UT_TIDY_TABLE_KEYS)
    return ut_error_set(err, UT_USAGE, "a table of more than %d key columns", UT_TIDY_TABLE_KEYS);
  t->keys[t->key_count++] = column;
  return UT_OK;
}

static enum ut_status add_named_keys(struct ut_tidy_table *t, const struct ut_reader *r, const struct ut_names *keys,
                                     struct ut_error *err)
{
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < keys->count && status == UT_OK; i++) {
    ptrdiff_t index;
    status = ut_reader_need(r, keys->names[i], &index, err);
    if (status == UT_OK)
      status = add_key(t, (size_t)index, err);
    if (status != UT_OK)
      ut_error_at(err, NULL, 0, 0, "--keys");
  }
  return status;
}

/* What a report says of a row is no key wherever it stands: it would stay, and give the count away. A report of several
 * counts has them side by side: no count is the key of another. Left of antal, fore and efter are keys. */
static enum ut_status add_left_keys(struct ut_tidy_table *t, struct ut_error *err)
{
  bool antal = ut_text_is(t->names[t->count], "antal");
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < t->count && status == UT_OK; i++)
    if (!ut_role_is_figure(ut_column_role(ut_column_of(t->names[i]), antal)))
      status = add_key(t, i, err);
  return status;
}

static enum ut_status learn_names(struct ut_tidy_table *t, const struct ut_reader *r, struct ut_error *err)
{
  t->columns = ut_reader_columns(r);
  t->names = calloc(t->columns + 1, sizeof *t->names);
  if (!t->names)
    return ut_error_nomem(err);
  for (size_t i = 0; i < t->columns; i++)
    t->names[i] = ut_reader_column(r, i);
  return UT_OK;
}

static enum ut_status find_columns(struct ut_tidy_table *t, struct ut_reader *r, const struct ut_names *keys,
                                   const char *count, struct ut_error *err)
{
  ptrdiff_t index;
  enum ut_status status = learn_names(t, r, err);
  if (status == UT_OK)
    status = ut_reader_need(r, ut_text_of(count), &index, err);
  if (status != UT_OK || ut_reader_is_empty(r))
    return status;
  t->count = (size_t)index;
  t->base = strcmp(count, base_name) == 0 ? -1 : ut_reader_find(r, ut_text_of(base_name));
  ut_reader_want_all(r);
  status = keys && keys->count > 0 ? add_named_keys(t, r, keys, err) : add_left_keys(t, err);
  if (status == UT_OK && t->key_count == 0)
    return ut_error_set(err, UT_USAGE, "there is no key column left of \"%s\"", count);
  return status;
}

/* ---- rows ---- */

static enum ut_status parse_count(const struct ut_row *row, size_t column, const char *name, int64_t *out,
                                  struct ut_error *err)
{
  char quoted[UT_QUOTED];
  struct ut_text cell = row->fields[column];
  if (ut_text_integer(cell, out) && *out >= 0 && *out <= UT_TIDY_TABLE_COUNT)
    return UT_OK;
  ut_error_set(err, UT_BAD_INPUT, "%s is not a count (expected a whole number from 0 to 10^9)",
               ut_quote(quoted, cell.ptr, cell.len));
  ut_error_at(err, row->source, row->line, 0, name);
  return UT_BAD_INPUT;
}

static enum ut_status refuse_second(const struct ut_tidy_table *t, const struct ut_row *row, size_t first,
                                    struct ut_error *err)
{
  struct ut_buf keys = {0};
  const struct ut_tidy_table_row *earlier = ut_tidy_table_row(t, first);
  const char *text = ut_keys_describe(&keys, t->names, t->keys, t->key_count, row) ? NULL : ut_buf_string(&keys);
  enum ut_status status = text ? UT_BAD_INPUT : ut_error_nomem(err);
  if (text)
    ut_error_set(err, status, "two rows for %s (the first is %s:%zu)", text, earlier->source, earlier->line);
  ut_error_at(err, row->source, row->line, 0, NULL);
  ut_buf_clear(&keys);
  return status;
}

/* The number of the row's keys, which is that of the row when it is new. UT_NOMEM. */
static enum ut_status number_keys(struct ut_tidy_table *t, const struct ut_row *row, uint32_t *number)
{
  uint32_t tuple[UT_TIDY_TABLE_KEYS];
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < t->key_count && status == UT_OK; i++) {
    struct ut_text value = row->fields[t->keys[i]];
    tuple[i] = UT_TIDY_TABLE_ALL;
    if (!ut_text_is(value, UT_ALL))
      status = ut_distinct_add(&t->values[i], value, &tuple[i]);
  }
  if (status != UT_OK)
    return status;
  return ut_distinct_add(&t->tuples, (struct ut_text){(const char *)tuple, t->key_count * sizeof *tuple}, number);
}

static enum ut_status keep_cells(struct ut_tidy_table *t, const struct ut_row *row)
{
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < t->columns && status == UT_OK; i++)
    status = ut_texts_add(&t->cells, row->fields[i]);
  return status;
}

static enum ut_status add_row(struct ut_tidy_table *t, const struct ut_row *row, const char *count,
                              struct ut_error *err)
{
  struct ut_tidy_table_row new = {.base = -1, .source = row->source, .line = row->line};
  uint32_t number = 0;
  enum ut_status status = parse_count(row, t->count, count, &new.count, err);
  if (status == UT_OK && t->base >= 0 && row->fields[t->base].len > 0)
    status = parse_count(row, (size_t)t->base, base_name, &new.base, err);
  if (status != UT_OK)
    return status;
  status = number_keys(t, row, &number);
  if (status == UT_OK && number < ut_tidy_table_rows(t))
    return refuse_second(t, row, number, err);
  if (status == UT_OK)
    status = keep_cells(t, row);
  if (status == UT_OK)
    status = ut_buf_add(&t->rows, &new, sizeof new);
  return status == UT_OK ? UT_OK : ut_error_nomem(err);
}

/* ---- public ---- */

enum ut_status ut_tidy_table_new(struct ut_tidy_table **out, struct ut_reader *r, const struct ut_names *keys,
                                 const char *count, struct ut_error *err)
{
  struct ut_row row;
  struct ut_tidy_table *t = *out = calloc(1, sizeof *t);
  if (!t)
    return ut_error_nomem(err);
  t->base = -1;
  if (ut_reader_find(r, ut_text_of(UT_SUPPRESS_MARK)) >= 0)
    return ut_error_set(err, UT_USAGE, "there is a column skyddad: the table has been protected, and lacks counts");
  enum ut_status status = find_columns(t, r, keys, count, err);
  while (status == UT_OK && (status = ut_reader_next(r, &row, err)) == UT_OK)
    status = add_row(t, &row, count, err);
  return status == UT_END ? UT_OK : status;
}

bool ut_tidy_table_is_key(const struct ut_tidy_table *t, size_t column)
{
  for (size_t i = 0; i < t->key_count; i++)
    if (t->keys[i] == column)
      return true;
  return false;
}

bool ut_tidy_table_is_other_count(const struct ut_tidy_table *t, size_t column)
{
  return column != t->count && (ptrdiff_t)column != t->base && !ut_tidy_table_is_key(t, column) &&
         ut_role_is_count(ut_column_of(t->names[column])->role);
}

bool ut_tidy_table_is_total(const struct ut_tidy_table *t, size_t row)
{
  const uint32_t *tuple = ut_tidy_table_tuple(t, row);
  for (size_t i = 0; i < t->key_count; i++)
    if (tuple[i] == UT_TIDY_TABLE_ALL)
      return true;
  return false;
}

void ut_tidy_table_free(struct ut_tidy_table *t)
{
  if (!t)
    return;
  free(t->names);
  for (size_t i = 0; i < UT_TIDY_TABLE_KEYS; i++)
    ut_distinct_clear(&t->values[i]);
  ut_distinct_clear(&t->tuples);
  ut_buf_clear(&t->rows);
  ut_texts_clear(&t->cells);
  free(t);
}
