/* Which columns of a table are keys, and which are counts. */
#include "disclosure/tidy_table.h"
#include "stream/headers.h"

struct chosen {
  size_t columns[UT_TIDY_TABLE_KEYS], count;
};

static enum ut_status add_key(struct chosen *keys, size_t column, struct ut_error *err)
{
  if (keys->count == UT_TIDY_TABLE_KEYS - 1)
    return ut_error_set(err, UT_USAGE, "a table of more than %d key columns", UT_TIDY_TABLE_KEYS - 1);
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
  }
  return ut_error_blame(status, "--keys", err);
}

/* ---- which columns count ---- */

static enum ut_status add_count(struct ut_tidy_table *t, size_t column, struct ut_error *err)
{
  if (t->count_count == UT_TIDY_TABLE_COUNTS)
    return ut_error_set(err, UT_USAGE, "a table of more than %d columns of counts", UT_TIDY_TABLE_COUNTS);
  t->counts[t->count_count++] = column;
  return UT_OK;
}

static enum ut_status add_named_counts(struct ut_tidy_table *t, const struct ut_reader *r, const struct ut_names *names,
                                       struct ut_error *err)
{
  for (size_t i = 0; i < names->count; i++) {
    ptrdiff_t index;
    UT_TRY(ut_reader_need(r, names->names[i], &index, err));
    UT_TRY(add_count(t, (size_t)index, err));
  }
  return UT_OK;
}

/* Does the column count persons in this table? */
static bool counts_persons(const struct ut_tidy_table *t, size_t column)
{
  return ut_tidy_table_role(t, column) == UT_ROLE_COUNT && ut_column_of(t->names[column])->persons;
}

static bool is_named(const struct ut_names *names, struct ut_text name)
{
  for (size_t i = 0; names && i < names->count; i++)
    if (ut_text_equal(names->names[i], name))
      return true;
  return false;
}

/* The first column of all that counts persons: the one that a table without any is missing. */
static struct ut_text usual_count(void)
{
  size_t count, i = 0;
  const struct ut_column *all = ut_columns(&count);
  while (!all[i].persons)
    i++;
  return ut_text_of(all[i].name);
}

/* All columns that count persons and are no keys. */
static enum ut_status add_all_counts(struct ut_tidy_table *t, const struct ut_reader *r, const struct ut_names *keys,
                                     struct ut_error *err)
{
  const struct ut_names usual = {{usual_count()}, 1};
  for (size_t i = 0; i < t->columns; i++)
    if (counts_persons(t, i) && !is_named(keys, t->names[i]))
      UT_TRY(add_count(t, i, err));
  return t->count_count > 0 ? UT_OK : add_named_counts(t, r, &usual, err);
}

static bool is_all(const struct ut_names *names)
{
  return !names || names->count == 0 || (names->count == 1 && ut_text_is(names->names[0], "all"));
}

/* A base belongs to the first of the counts that are some of it. */
static void find_base(struct ut_tidy_table *t)
{
  for (size_t i = 0; i < t->columns; i++)
    if (ut_column_of(t->names[i])->role == UT_ROLE_BASE && !ut_tidy_table_is_count(t, i))
      t->base = (ptrdiff_t)i;
}

static void find_based(const struct ut_tidy_table *t, size_t file)
{
  struct ut_tidy_file *f = ut_tidy_table_file(t, file);
  f->based = 0;
  for (size_t i = t->count_count; i-- > 0;) {
    bool within = t->base >= 0 && ut_column_is_within(ut_column_of(t->names[t->counts[i]]), t->names[t->base]);
    bool has = ut_tidy_table_has(t, file, t->counts[i]);
    f->counts += has;
    if (has && (within || !ut_tidy_table_has(t, file, t->counts[f->based])))
      f->based = i;
  }
}

static bool is_chosen(const struct chosen *keys, size_t column)
{
  for (size_t i = 0; i < keys->count; i++)
    if (keys->columns[i] == column)
      return true;
  return false;
}

/* What a report says of a row is no key wherever it stands: it would stay, and give the count away. Of several tables
 * each has keys left of its own counts, which are keys of all. */
static enum ut_status add_left_keys(struct chosen *keys, const struct ut_tidy_table *t, struct ut_header header,
                                    struct ut_error *err)
{
  size_t left = 0;
  while (left < header.count && !ut_tidy_table_is_count(t, header.places[left]))
    left++;
  for (size_t i = 0; i < left && left < header.count; i++)
    if (!ut_role_is_figure(ut_tidy_table_role(t, header.places[i])) && !is_chosen(keys, header.places[i]))
      UT_TRY(add_key(keys, header.places[i], err));
  return UT_OK;
}

static size_t leftmost_count(const struct ut_tidy_table *t)
{
  size_t least = t->counts[0];
  for (size_t i = 1; i < t->count_count; i++)
    least = t->counts[i] < least ? t->counts[i] : least;
  return least;
}

/* The columns left of the counts: in all files, or, where these are one table, in the table. */
static enum ut_status add_all_left_keys(struct chosen *keys, const struct ut_tidy_table *t, const struct ut_reader *r,
                                        struct ut_error *err)
{
  for (size_t i = 0; i < leftmost_count(t) && !t->linked; i++)
    if (!ut_role_is_figure(ut_tidy_table_role(t, i)))
      UT_TRY(add_key(keys, i, err));
  for (size_t i = 0; i < ut_reader_headers(r); i++)
    if (t->linked || ut_tidy_table_file(t, i)->kind != UT_TIDY_SHOWN)
      UT_TRY(add_left_keys(keys, t, ut_reader_header(r, i), err));
  return UT_OK;
}

/* A report without groups has one row, and only columns that reports have: none of them can be a key that stands right
 * of the count. */
static bool has_no_groups(const struct ut_tidy_table *t, const struct ut_reader *r)
{
  bool known = true;
  for (size_t i = 0; i < ut_reader_columns(r); i++)
    known = known && (ut_tidy_table_is_count(t, i) || ut_role_is_figure(ut_tidy_table_role(t, i)));
  return known;
}

/* The last key is that which tells tables apart, where there are several. */
static enum ut_status index_keys(struct ut_tidy_table *t, const struct ut_reader *r, struct chosen *keys,
                                 struct ut_error *err)
{
  if (t->several)
    keys->columns[keys->count++] = ut_reader_columns(r);
  return ut_whole_table_index(t->whole, keys->columns, keys->count) == UT_OK ? UT_OK : ut_error_nomem(err);
}

enum ut_status ut_tidy_table_find_columns(struct ut_tidy_table *t, const struct ut_reader *r,
                                          const struct ut_tidy_table_options *o, struct ut_error *err)
{
  struct chosen keys = {.count = 0};
  t->antal = ut_reader_find(r, ut_text_of("antal")) >= 0;
  if (ut_reader_is_empty(r))
    return UT_OK;
  UT_TRY(is_all(o->counts) ? add_all_counts(t, r, o->keys, err) : add_named_counts(t, r, o->counts, err));
  find_base(t);
  for (size_t i = 0; i < ut_tidy_table_files(t); i++)
    find_based(t, i);
  UT_TRY(o->keys && o->keys->count > 0 ? add_named_keys(&keys, r, o->keys, err) : add_all_left_keys(&keys, t, r, err));
  if (keys.count == 0 && !has_no_groups(t, r))
    return ut_error_set(err, UT_USAGE, "there is no key column left of \"%.*s\"", (int)t->names[leftmost_count(t)].len,
                        t->names[leftmost_count(t)].ptr);
  return index_keys(t, r, &keys, err);
}

/* ---- what a column is ---- */

bool ut_tidy_table_is_key(const struct ut_tidy_table *t, size_t column)
{
  for (size_t i = 0; i < t->keys->count; i++)
    if (t->keys->columns[i] == column)
      return true;
  return false;
}

bool ut_tidy_table_is_count(const struct ut_tidy_table *t, size_t column)
{
  for (size_t i = 0; i < t->count_count; i++)
    if (t->counts[i] == column)
      return true;
  return false;
}

bool ut_tidy_table_is_other_count(const struct ut_tidy_table *t, size_t column)
{
  return !ut_tidy_table_is_count(t, column) && (ptrdiff_t)column != t->base && !ut_tidy_table_is_key(t, column) &&
         ut_role_is_count(ut_column_of(t->names[column])->role) && ut_column_of(t->names[column])->persons;
}

bool ut_tidy_table_counts_group(const struct ut_tidy_table *t)
{
  for (size_t i = 0; i < t->count_count; i++) {
    const struct ut_column *column = ut_column_of(t->names[t->counts[i]]);
    if (column->splits_group)
      return true;
    for (size_t k = 0; k < t->count_count; k++)
      if (ut_column_is_within(column, t->names[t->counts[k]]))
        return true;
  }
  return false;
}
