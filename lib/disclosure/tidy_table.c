/* Reading a tidy table whole. */
#include "disclosure/tidy_table.h"

#include <stdlib.h>

#include "stream/keys.h"
#include "utfall/table.h"

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

/* What a report says of a row is no key wherever it stands: it would stay, and give the count away. */
static enum ut_status add_left_keys(struct ut_tidy_table *t, struct ut_error *err)
{
  for (size_t i = 0; i < t->count; i++)
    if (!ut_role_is_figure(ut_tidy_table_role(t, i)))
      UT_TRY(add_key(t, i, err));
  return UT_OK;
}

static enum ut_status learn_names(struct ut_tidy_table *t, const struct ut_reader *r, struct ut_error *err)
{
  t->columns = ut_reader_columns(r);
  t->names = calloc(t->columns + 1, sizeof *t->names);
  t->known = calloc(t->columns + 1, sizeof *t->known);
  if (!t->names || !t->known)
    return ut_error_nomem(err);
  t->antal = ut_reader_find(r, ut_text_of("antal")) >= 0;
  for (size_t i = 0; i < t->columns; i++) {
    t->names[i] = ut_reader_column(r, i);
    t->known[i] = ut_column_of(t->names[i]);
  }
  return UT_OK;
}

static enum ut_status find_columns(struct ut_tidy_table *t, struct ut_reader *r, const struct ut_names *keys,
                                   const char *count, struct ut_error *err)
{
  ptrdiff_t index;
  UT_TRY(learn_names(t, r, err));
  UT_TRY(ut_reader_need(r, ut_text_of(count), &index, err));
  if (ut_reader_is_empty(r))
    return UT_OK;
  t->count = (size_t)index;
  for (size_t i = 0; i < t->columns; i++)
    if (t->known[i]->role == UT_ROLE_BASE && i != t->count)
      t->base = (ptrdiff_t)i;
  ut_reader_want_all(r);
  UT_TRY(keys && keys->count > 0 ? add_named_keys(t, r, keys, err) : add_left_keys(t, err));
  if (t->key_count == 0)
    return ut_error_set(err, UT_USAGE, "there is no key column left of \"%s\"", count);
  return UT_OK;
}

/* ---- rows ---- */

static enum ut_status refuse_count(struct ut_text cell, const char *source, size_t line, const char *name,
                                   struct ut_error *err)
{
  char quoted[UT_QUOTED];
  ut_error_set(err, UT_BAD_INPUT, "%s is not a count (expected a whole number from 0 to 10^9)",
               ut_quote(quoted, cell.ptr, cell.len));
  ut_error_at(err, source, line, 0, name);
  return UT_BAD_INPUT;
}

static enum ut_status parse_count(const struct ut_row *row, size_t column, const char *name, int64_t *out,
                                  struct ut_error *err)
{
  struct ut_text cell = row->fields[column];
  if (ut_text_integer(cell, out) && *out >= 0 && *out <= UT_TIDY_TABLE_COUNT)
    return UT_OK;
  return refuse_count(cell, row->source, row->line, name, err);
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

/* Keeps the line as it was read. UT_NOMEM. */
static enum ut_status keep_line(struct ut_tidy_table *t, const struct ut_row *row, uint32_t number)
{
  for (size_t i = 0; i < t->columns; i++)
    UT_TRY(ut_texts_add(&t->cells, row->fields[i]));
  return ut_buf_add(&t->lines, &number, sizeof number);
}

/* Does it hold money, and no count, base or share? */
static bool counts_nobody(const struct ut_tidy_table *t, const struct ut_row *row)
{
  bool money = false;
  if (row->fields[t->count].len > 0)
    return false;
  for (size_t i = 0; i < t->columns; i++) {
    enum ut_role role = ut_tidy_table_role(t, i);
    if (row->fields[i].len == 0 || ut_tidy_table_is_key(t, i))
      continue;
    if (ut_role_is_count(role) || role == UT_ROLE_SHARE)
      return false;
    money = money || role == UT_ROLE_MONEY;
  }
  return money;
}

static enum ut_status add_uncounted(struct ut_tidy_table *t, const struct ut_row *row)
{
  struct ut_tidy_table_uncounted new = {ut_tidy_table_lines(t), row->source, row->line};
  UT_TRY(ut_buf_add(&t->uncounted, &new, sizeof new));
  return keep_line(t, row, UT_TIDY_TABLE_NO_ROW);
}

static enum ut_status add_row(struct ut_tidy_table *t, const struct ut_row *row, const char *count,
                              struct ut_error *err)
{
  struct ut_tidy_table_row new = {.base = -1, .source = row->source, .line = row->line};
  uint32_t number = 0;
  if (counts_nobody(t, row))
    return add_uncounted(t, row) == UT_OK ? UT_OK : ut_error_nomem(err);
  UT_TRY(parse_count(row, t->count, count, &new.count, err));
  if (t->base >= 0 && row->fields[t->base].len > 0)
    UT_TRY(parse_count(row, (size_t)t->base, t->known[t->base]->name, &new.base, err));
  enum ut_status status = number_keys(t, row, &number);
  if (status == UT_OK && number < ut_tidy_table_rows(t))
    return refuse_second(t, row, number, err);
  if (status == UT_OK)
    status = keep_line(t, row, number);
  if (status == UT_OK)
    status = ut_buf_add(&t->rows, &new, sizeof new);
  return status == UT_OK ? UT_OK : ut_error_nomem(err);
}

/* ---- lines that count nobody ---- */

/* The keys by which the counts are divided: those that are not `*` in every row. */
static uint32_t find_divided(const struct ut_tidy_table *t)
{
  uint32_t divided = 0;
  for (size_t row = 0; row < ut_tidy_table_rows(t); row++)
    for (size_t i = 0; i < t->key_count; i++)
      divided |= (uint32_t)(ut_tidy_table_tuple(t, row)[i] != UT_TIDY_TABLE_ALL) << i;
  return divided;
}

/* Has the line a value of a key by which no count is divided, so that it is about something else? */
static bool is_part_of_money(const struct ut_tidy_table *t, size_t line, uint32_t divided)
{
  for (size_t i = 0; i < t->key_count; i++)
    if (!(divided >> i & 1) && !ut_text_is(ut_tidy_table_cell(t, line, t->keys[i]), UT_ALL))
      return ut_tidy_table_rows(t) > 0;
  return false;
}

static enum ut_status judge_uncounted(struct ut_tidy_table *t, const char *count, struct ut_error *err)
{
  const struct ut_tidy_table_uncounted *all = (const void *)t->uncounted.ptr;
  size_t lines = t->uncounted.len / sizeof *all;
  uint32_t divided = lines > 0 ? find_divided(t) : 0;
  for (size_t i = 0; i < lines; i++) {
    if (is_part_of_money(t, all[i].at, divided))
      continue;
    if (!t->known[t->count]->may_lack)
      return refuse_count((struct ut_text){"", 0}, all[i].source, all[i].line, count, err);
    if (t->unknown++ == 0)
      t->first_unknown = all[i];
  }
  return UT_OK;
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
  if (status != UT_END)
    return status;
  UT_TRY(judge_uncounted(t, count, err));
  return keys && keys->count > 0 ? UT_OK : ut_tidy_table_doubt_keys(t, err);
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
         ut_role_is_count(t->known[column]->role);
}

size_t ut_tidy_table_unknown(const struct ut_tidy_table *t, const char **source, size_t *line)
{
  *source = t->first_unknown.source;
  *line = t->first_unknown.line;
  return t->unknown;
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
  free(t->known);
  for (size_t i = 0; i < UT_TIDY_TABLE_KEYS; i++)
    ut_distinct_clear(&t->values[i]);
  ut_distinct_clear(&t->tuples);
  ut_buf_clear(&t->rows);
  ut_buf_clear(&t->lines);
  ut_buf_clear(&t->uncounted);
  ut_texts_clear(&t->cells);
  free(t);
}
