/* Values as a last key of groups, so that totals know which are the same. */
#include "participation/variety.h"

#include <stdlib.h>

#include "participation/grouping.h"
#include "table/runs.h"
#include "table/tidy.h"

struct ut_variety {
  struct ut_participations *p;
  struct ut_names names; /* of the keys: those of --by, then the column */
  struct ut_grouping keys;
  struct ut_table *table;
};

static const char *const columns[] = {"antal_olika", "antal", "antal_saknas"};
enum { COLUMNS = sizeof columns / sizeof *columns };

static enum ut_status add_column(struct ut_variety *v, const char *name, struct ut_error *err)
{
  const struct ut_column *column;
  size_t slot;
  if (ut_names_have(&v->names, name))
    return ut_error_set(err, UT_USAGE, "%s is a column of --by", name);
  UT_TRY(ut_participations_slot(v->p, ut_text_of(name), &slot, &column, err));
  if (column->type == UT_TYPE_LIST)
    return ut_error_set(err, UT_USAGE, "%s holds lists, not values", name);
  if (v->names.count == UT_NAMES_MAX)
    return ut_error_set(err, UT_USAGE, "--by has too many columns");
  v->names.names[v->names.count++] = ut_text_of(name);
  return UT_OK;
}

enum ut_status ut_variety_new(struct ut_variety **out, struct ut_participations *p, const char *column,
                              const struct ut_names *by, struct ut_error *err)
{
  struct ut_variety *v = *out = calloc(1, sizeof *v);
  if (!v)
    return ut_error_nomem(err);
  v->p = p;
  v->names = *by;
  UT_TRY(ut_grouping_apart(by, columns, COLUMNS, err));
  UT_TRY(ut_error_blame(add_column(v, column, err), "--distinct", err));
  UT_TRY(ut_grouping_init(&v->keys, p, &v->names, err));
  if (ut_table_new(&v->table, v->keys.vocabularies, v->names.count, 1))
    return ut_error_nomem(err);
  ut_grouping_watch(&v->keys, p, v->table);
  return UT_OK;
}

enum ut_status ut_variety_add(struct ut_variety *v, struct ut_error *err)
{
  int64_t *count;
  UT_TRY(ut_table_find(v->table, ut_grouping_keys(&v->keys, ut_participations_values(v->p)), &count, err));
  ++*count;
  return UT_OK;
}

enum ut_status ut_variety_close(struct ut_variety *v, struct ut_partial *part, struct ut_error *err)
{
  return ut_partial_table(part, "antal", v->table, err);
}

/* The groups of these keys from `*i` on, which differ in the value alone; *i becomes the one behind them. */
static enum ut_status write_group(const struct ut_variety *v, struct ut_tidy *row, const struct ut_text *keys,
                                  size_t *i, struct ut_error *err)
{
  size_t by = v->names.count - 1;
  int64_t values = 0, have = 0, lack = 0;
  for (; ut_table_begins(v->table, *i, keys, by); ++*i) {
    struct ut_group group = ut_table_group(v->table, *i);
    bool known = group.keys[by].len > 0;
    values += known;
    *(known ? &have : &lack) += *group.counters;
  }
  ut_tidy_begin(row, keys, by);
  ut_tidy_count(row, values);
  ut_tidy_count(row, have);
  ut_tidy_count(row, lack);
  return ut_tidy_end(row, err);
}

/* Without a participation there is still the total, as in other tables. */
static enum ut_status write_groups(const struct ut_variety *v, bool totals, struct ut_tidy *row, struct ut_error *err)
{
  struct ut_text all[UT_NAMES_MAX];
  size_t i = 0, groups = ut_table_groups(v->table), by = v->names.count - 1;
  for (size_t k = 0; k < by; k++)
    all[k] = ut_text_of(UT_ALL);
  if (groups == 0)
    return by > 0 && !totals ? UT_OK : write_group(v, row, all, &i, err);
  while (i < groups)
    UT_TRY(write_group(v, row, ut_table_group(v->table, i).keys, &i, err));
  return UT_OK;
}

static enum ut_status write_table(struct ut_variety *v, bool totals, struct ut_output *output, enum ut_format to,
                                  struct ut_tidy *row, struct ut_error *err)
{
  size_t by = v->names.count - 1;
  UT_TRY(ut_table_meet(v->table, err));
  if (totals && ut_table_groups(v->table) > 0)
    UT_TRY(ut_table_add_totals(v->table, by, err));
  ut_table_sort(v->table);
  ut_tidy_begin(row, v->names.names, by);
  for (size_t i = 0; i < COLUMNS; i++)
    ut_tidy_text(row, ut_text_of(columns[i]));
  UT_TRY(ut_writer_open(&row->writer, output, to, row->cells, row->filled, NULL, err));
  return write_groups(v, totals, row, err);
}

enum ut_status ut_variety_write(struct ut_variety *v, bool totals, struct ut_output *output, enum ut_format to,
                                struct ut_error *err)
{
  struct ut_tidy row = {0};
  return ut_tidy_close(&row, write_table(v, totals, output, to, &row, err), err);
}

void ut_variety_free(struct ut_variety *v)
{
  if (!v)
    return;
  ut_table_free(v->table);
  free(v);
}
