/* Reading a tidy table whole. */
#include "disclosure/tidy_table.h"

#include <stdlib.h>

#include "base/whole.h"
#include "table/share_of_one.h"
#include "utfall/table.h"

/* ---- columns ---- */

struct chosen {
  size_t columns[UT_TIDY_TABLE_KEYS], count;
};

static enum ut_status add_key(struct chosen *keys, size_t column, struct ut_error *err)
{
  if (keys->count == UT_TIDY_TABLE_KEYS)
    return ut_error_set(err, UT_USAGE, "a table of more than %d key columns", UT_TIDY_TABLE_KEYS);
  keys->columns[keys->count++] = column;
  return UT_OK;
}

static enum ut_status add_named_keys(struct chosen *keys, const struct ut_reader *r, const struct ut_names *names,
                                     struct ut_error *err)
{
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < names->count && status == UT_OK; i++) {
    ptrdiff_t index;
    status = ut_reader_need(r, names->names[i], &index, err);
    if (status == UT_OK)
      status = add_key(keys, (size_t)index, err);
    if (status != UT_OK)
      ut_error_at(err, NULL, 0, 0, "--keys");
  }
  return status;
}

/* What a report says of a row is no key wherever it stands: it would stay, and give the count away. */
static enum ut_status add_left_keys(struct chosen *keys, const struct ut_tidy_table *t, struct ut_error *err)
{
  for (size_t i = 0; i < t->count; i++)
    if (!ut_role_is_figure(ut_tidy_table_role(t, i)))
      UT_TRY(add_key(keys, i, err));
  return UT_OK;
}

static enum ut_status find_columns(struct ut_tidy_table *t, const struct ut_reader *r, const struct ut_names *names,
                                   const char *count, struct ut_error *err)
{
  struct chosen keys = {.count = 0};
  ptrdiff_t index;
  t->columns = ut_reader_columns(r);
  t->names = ut_reader_names(r);
  t->antal = ut_reader_find(r, ut_text_of("antal")) >= 0;
  UT_TRY(ut_reader_need(r, ut_text_of(count), &index, err));
  if (ut_reader_is_empty(r))
    return UT_OK;
  t->count = (size_t)index;
  for (size_t i = 0; i < t->columns; i++)
    if (ut_column_of(t->names[i])->role == UT_ROLE_BASE && i != t->count)
      t->base = (ptrdiff_t)i;
  UT_TRY(names && names->count > 0 ? add_named_keys(&keys, r, names, err) : add_left_keys(&keys, t, err));
  if (keys.count == 0)
    return ut_error_set(err, UT_USAGE, "there is no key column left of \"%s\"", count);
  return ut_whole_table_index(t->whole, keys.columns, keys.count) == UT_OK ? UT_OK : ut_error_nomem(err);
}

/* ---- rows ---- */

static enum ut_status parse_count(const struct ut_tidy_table *t, size_t line, size_t column, int64_t *out,
                                  struct ut_error *err)
{
  char quoted[UT_QUOTED];
  struct ut_text cell = ut_tidy_table_cell(t, line, column);
  if (ut_number_whole(cell, out) && *out >= 0 && *out <= UT_TIDY_TABLE_COUNT)
    return UT_OK;
  ut_error_set(err, UT_BAD_INPUT, "%s is not a count (expected a whole number from 0 to 10^9)",
               ut_quote(quoted, cell.ptr, cell.len));
  ut_whole_table_blame(t->whole, line, column, err);
  return UT_BAD_INPUT;
}

/* Does the line hold money, and no count, base or share? */
static bool counts_nobody(const struct ut_tidy_table *t, size_t line)
{
  bool money = false;
  if (ut_tidy_table_cell(t, line, t->count).len > 0)
    return false;
  for (size_t i = 0; i < t->columns; i++) {
    enum ut_role role = ut_tidy_table_role(t, i);
    if (ut_tidy_table_cell(t, line, i).len == 0 || ut_tidy_table_is_key(t, i))
      continue;
    if (ut_role_is_count(role) || role == UT_ROLE_SHARE)
      return false;
    money = money || role == UT_ROLE_MONEY;
  }
  return money;
}

static enum ut_status add_row(struct ut_tidy_table *t, size_t line, uint32_t *number, struct ut_error *err)
{
  struct ut_tidy_table_row new = {.base = -1};
  UT_TRY(parse_count(t, line, t->count, &new.count, err));
  if (t->base >= 0 && ut_tidy_table_cell(t, line, (size_t)t->base).len > 0)
    UT_TRY(parse_count(t, line, (size_t)t->base, &new.base, err));
  UT_TRY(ut_whole_table_enter(t->whole, number, err));
  return ut_buf_add(&t->rows, &new, sizeof new) == UT_OK ? UT_OK : ut_error_nomem(err);
}

static enum ut_status add_line(struct ut_tidy_table *t, struct ut_error *err)
{
  size_t line = ut_tidy_table_lines(t);
  uint32_t number = UT_TIDY_TABLE_NO_ROW;
  if (!counts_nobody(t, line))
    UT_TRY(add_row(t, line, &number, err));
  return ut_buf_add(&t->lines, &number, sizeof number) == UT_OK ? UT_OK : ut_error_nomem(err);
}

/* ---- lines that count nobody ---- */

/* The keys by which the counts are divided: those that are not `*` in every row. */
static uint32_t find_divided(const struct ut_tidy_table *t)
{
  uint32_t divided = 0;
  for (size_t row = 0; row < ut_tidy_table_rows(t); row++)
    for (size_t i = 0; i < t->keys->count; i++)
      divided |= (uint32_t)(ut_tidy_table_tuple(t, row)[i] != UT_KEY_ALL) << i;
  return divided;
}

/* Has the line a value of a key by which no count is divided, so that it is about something else? */
static bool is_part_of_money(const struct ut_tidy_table *t, size_t line, uint32_t divided)
{
  for (size_t i = 0; i < t->keys->count; i++)
    if (!(divided >> i & 1) && !ut_text_is(ut_tidy_table_cell(t, line, t->keys->columns[i]), UT_ALL))
      return ut_tidy_table_rows(t) > 0;
  return false;
}

static enum ut_status judge_uncounted(struct ut_tidy_table *t, struct ut_error *err)
{
  uint32_t divided = find_divided(t);
  int64_t none;
  for (size_t line = 0; line < ut_tidy_table_lines(t); line++) {
    if (ut_tidy_table_row_of(t, line) != UT_TIDY_TABLE_NO_ROW || is_part_of_money(t, line, divided))
      continue;
    if (!ut_column_of(t->names[t->count])->may_lack)
      return parse_count(t, line, t->count, &none, err);
    if (t->unknown++ == 0)
      t->first_unknown = line;
  }
  return UT_OK;
}

/* ---- public ---- */

enum ut_status ut_tidy_table_new(struct ut_tidy_table **out, struct ut_reader *r, const struct ut_names *keys,
                                 const char *count, struct ut_error *err)
{
  struct ut_tidy_table *t = *out = calloc(1, sizeof *t);
  if (!t)
    return ut_error_nomem(err);
  t->base = -1;
  if (ut_reader_find(r, ut_text_of(UT_SUPPRESS_MARK)) >= 0)
    return ut_error_set(err, UT_USAGE, "there is a column skyddad: the table has been protected, and lacks counts");
  UT_TRY(ut_whole_table_new(&t->whole, r, err));
  t->keys = ut_whole_table_keys(t->whole);
  UT_TRY(find_columns(t, r, keys, count, err));
  enum ut_status status;
  while ((status = ut_whole_table_next(t->whole, err)) == UT_OK)
    UT_TRY(add_line(t, err));
  if (status != UT_END)
    return status;
  UT_TRY(ut_tidy_table_tell_keys_apart(t, err));
  UT_TRY(ut_shares_of_one_check(t->whole, ut_reader_run(r), err));
  UT_TRY(judge_uncounted(t, err));
  return keys && keys->count > 0 ? UT_OK : ut_tidy_table_doubt_keys(t, err);
}

bool ut_tidy_table_is_key(const struct ut_tidy_table *t, size_t column)
{
  for (size_t i = 0; i < t->keys->count; i++)
    if (t->keys->columns[i] == column)
      return true;
  return false;
}

bool ut_tidy_table_is_other_count(const struct ut_tidy_table *t, size_t column)
{
  return column != t->count && (ptrdiff_t)column != t->base && !ut_tidy_table_is_key(t, column) &&
         ut_role_is_count(ut_column_of(t->names[column])->role);
}

size_t ut_tidy_table_unknown(const struct ut_tidy_table *t, const char **source, size_t *line)
{
  *source = t->unknown > 0 ? ut_whole_table_row_source(t->whole, t->first_unknown) : NULL;
  *line = t->unknown > 0 ? ut_whole_table_line(t->whole, t->first_unknown) : 0;
  return t->unknown;
}

bool ut_tidy_table_is_total(const struct ut_tidy_table *t, size_t row)
{
  const uint32_t *tuple = ut_tidy_table_tuple(t, row);
  for (size_t i = 0; i < t->keys->count; i++)
    if (tuple[i] == UT_KEY_ALL)
      return true;
  return false;
}

void ut_tidy_table_free(struct ut_tidy_table *t)
{
  if (!t)
    return;
  ut_whole_table_free(t->whole);
  ut_buf_clear(&t->rows);
  ut_buf_clear(&t->lines);
  free(t);
}
