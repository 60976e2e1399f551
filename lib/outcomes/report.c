/* The reports of outcomes: what all kinds do alike. shares.c, transition.c and duration.c hold the kinds. */
#include "outcomes/report.h"

#include <stdlib.h>

const char *const ut_report_names[UT_REPORTS + 1] = {"shares", "change",   "gained",  "support",
                                                     "matrix", "duration", "reasons", NULL};

static const struct ut_kind *const kinds[UT_REPORTS] = {
    [UT_SHARES] = &ut_kind_shares,   [UT_CHANGE] = &ut_kind_change, [UT_GAINED] = &ut_kind_gained,
    [UT_SUPPORT] = &ut_kind_support, [UT_MATRIX] = &ut_kind_matrix, [UT_DURATION] = &ut_kind_duration,
    [UT_REASONS] = &ut_kind_reasons,
};

static size_t column_count(const struct ut_kind *kind)
{
  size_t count = 0;
  while (kind->columns[count])
    count++;
  return count;
}

static enum ut_status open_table(struct ut_report *r, struct ut_error *err)
{
  const struct ut_vocabulary *vocabularies[UT_NAMES_MAX + 2] = {NULL};
  size_t by = r->by.names->count;
  memcpy(vocabularies, r->by.vocabularies, by * sizeof(const struct ut_vocabulary *));
  vocabularies[by] = r->codes;
  if (ut_table_new(&r->table, vocabularies, by + r->kind->keys, r->kind->counters(r)) != UT_OK)
    return ut_error_nomem(err);
  return UT_OK;
}

static enum ut_status write_groups(struct ut_report *r, struct ut_error *err)
{
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < ut_table_groups(r->table) && status == UT_OK; i++)
    status = r->kind->write_group(r, ut_table_group(r->table, i), err);
  return status;
}

enum ut_status ut_report_count_in(struct ut_report *r, const struct ut_text *keys, struct ut_error *err)
{
  const struct ut_value *values = ut_participations_values(r->p);
  struct ut_text all[UT_NAMES_MAX + 2];
  size_t by = r->by.names->count;
  int64_t *counters;
  const struct ut_text *group = ut_grouping_keys(&r->by, values);
  if (keys) {
    memcpy(all, group, by * sizeof *all);
    memcpy(all + by, keys, r->kind->keys * sizeof *all);
    group = all;
  }
  enum ut_status status = ut_table_find(r->table, group, &counters, err);
  if (status == UT_OK)
    r->kind->count(r, values, counters);
  return status;
}

size_t ut_report_code_counters(const struct ut_report *r)
{
  return UT_CODE_COUNTERS + r->codes->count + 1;
}

struct ut_text ut_report_code(const struct ut_report *r, size_t i)
{
  return ut_text_of(i < r->codes->count ? r->codes->codes[i].code : UT_CLASS_UNKNOWN);
}

enum ut_status ut_report_write_codes(struct ut_report *r, struct ut_group group, struct ut_error *err)
{
  enum ut_status status = UT_OK;
  for (size_t i = 0; i <= r->codes->count && status == UT_OK; i++) {
    int64_t n = group.counters[UT_CODE_COUNTERS + i];
    struct ut_text code = ut_report_code(r, i);
    bool dropped = ut_text_is(code, "felregistrering"); /* never counted, by any filter */
    if (dropped || (i == r->codes->count && n == 0))
      continue;
    ut_tidy_begin(&r->row, group.keys, r->by.names->count + r->kind->keys);
    ut_tidy_text(&r->row, code);
    ut_tidy_share(&r->row, n, group.counters[UT_BASE_COUNTER]);
    status = ut_tidy_end(&r->row, err);
  }
  return status;
}

enum ut_status ut_report_new(struct ut_report **out, struct ut_participations *p,
                             const struct ut_report_options *options, struct ut_error *err)
{
  struct ut_report *r = calloc(1, sizeof *r);
  *out = NULL;
  if (!r)
    return ut_error_nomem(err);
  r->o = *options;
  r->kind = kinds[options->kind];
  r->p = p;
  r->z = ut_normal_quantile(options->confidence);
  r->row.decimals = options->decimals;
  enum ut_status status = ut_grouping_init(&r->by, p, options->by, err);
  if (status == UT_OK)
    status = ut_grouping_apart(&r->by, r->kind->columns, column_count(r->kind), err);
  if (status == UT_OK && r->kind->open)
    status = r->kind->open(r, err);
  if (status == UT_OK)
    status = open_table(r, err);
  if (status == UT_OK)
    *out = r;
  else
    ut_report_free(r);
  return status;
}

enum ut_status ut_report_take(struct ut_report *r, struct ut_error *err)
{
  return r->kind->take ? r->kind->take(r, err) : ut_report_count_in(r, NULL, err);
}

enum ut_status ut_report_write(struct ut_report *r, struct ut_output *output, struct ut_error *err)
{
  const struct ut_kind *kind = r->kind;
  struct ut_tidy *row = &r->row;
  enum ut_status status = UT_OK;
  ut_tidy_begin(row, r->by.names->names, r->by.names->count);
  for (size_t i = 0; i < column_count(kind); i++)
    ut_tidy_text(row, ut_text_of(kind->columns[i]));
  /* The group of all `*` that an empty table gets would have `*` for the kind's own keys too. */
  if (r->o.totals && (kind->keys == 0 || ut_table_groups(r->table) > 0))
    status = ut_table_add_totals(r->table, r->by.names->count, err);
  ut_table_sort(r->table);
  if (status == UT_OK)
    status = ut_writer_open(&row->writer, output, r->o.to, row->cells, row->filled, NULL, err);
  if (status == UT_OK)
    status = kind->write ? kind->write(r, err) : write_groups(r, err);
  return ut_tidy_close(row, status, err);
}

void ut_report_free(struct ut_report *r)
{
  if (!r)
    return;
  ut_table_free(r->table);
  free(r);
}
