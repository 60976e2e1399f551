/* The reports of outcomes: what all kinds do alike. The kinds are in shares.c, transition.c, duration.c,
 * time_to_event.c, paid.c and effect.c. */
#include "outcomes/report.h"

#include <stdlib.h>

static const struct ut_kind *const kinds[UT_REPORTS] = {
    [UT_SHARES] = &ut_kind_shares,   [UT_CHANGE] = &ut_kind_change, [UT_GAINED] = &ut_kind_gained,
    [UT_SUPPORT] = &ut_kind_support, [UT_MATRIX] = &ut_kind_matrix, [UT_DURATION] = &ut_kind_duration,
    [UT_REASONS] = &ut_kind_reasons, [UT_TIME] = &ut_kind_time,     [UT_PAID] = &ut_kind_paid,
    [UT_EFFECT] = &ut_kind_effect,
};

/* Of some kinds an option asks for another table. */
static const struct ut_kind *kind_of(const struct ut_report_options *o)
{
  const struct {
    enum ut_report_kind kind;
    bool asked;
    const struct ut_kind *other;
  } others[] = {{UT_SHARES, o->bounds, &ut_kind_bounds},
                {UT_DURATION, o->spread, &ut_kind_spread},
                {UT_PAID, o->paying.unit == UT_PAID_YEAR, &ut_kind_paid_years},
                {UT_EFFECT, o->comparing.balance, &ut_kind_balance}};
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    if (o->kind == others[i].kind && others[i].asked)
      return others[i].other;
  return kinds[o->kind];
}

bool ut_report_traces(const struct ut_report_options *o)
{
  return kind_of(o)->trace;
}

void ut_trace_add(struct ut_trace *t, struct ut_text klass)
{
  if (t->klass.len > 0)
    ut_buf_add(&t->klass, "|", 1);
  ut_buf_add_text(&t->klass, klass);
}

static size_t column_count(const struct ut_kind *kind)
{
  size_t count = 0;
  while (kind->columns[count])
    count++;
  return count;
}

static enum ut_status open_table(struct ut_report *r, struct ut_error *err)
{
  const struct ut_vocabulary *vocabularies[2 * UT_NAMES_MAX] = {NULL};
  size_t by = r->by.names->count;
  memcpy(vocabularies, r->by.vocabularies, by * sizeof(const struct ut_vocabulary *));
  vocabularies[by] = r->codes;
  if (r->kind == &ut_kind_effect)
    memcpy(vocabularies + by, r->effect.strata.vocabularies, r->keys * sizeof(const struct ut_vocabulary *));
  size_t counters = r->sets * (UT_PART_COUNTERS + r->kind->own_figures + r->kind->part_sets * r->parts);
  if (ut_table_new(&r->table, vocabularies, by + r->keys, counters))
    return ut_error_nomem(err);
  ut_grouping_watch(&r->by, r->p, r->table);
  if (r->kind->watch)
    r->kind->watch(r);
  return UT_OK;
}

enum ut_status ut_report_count_in(struct ut_report *r, const struct ut_text *keys, struct ut_error *err)
{
  const struct ut_value *values = ut_participations_values(r->p);
  struct ut_text all[2 * UT_NAMES_MAX];
  size_t by = r->by.names->count;
  int64_t *counters;
  const struct ut_text *group = ut_grouping_keys(&r->by, values);
  if (keys) {
    memcpy(all, group, by * sizeof *all);
    memcpy(all + by, keys, r->keys * sizeof *all);
    group = all;
  }
  UT_TRY(ut_table_find(r->table, group, &counters, err));
  r->kind->count(r, values, counters);
  return UT_OK;
}

enum ut_status ut_report_each_by(struct ut_report *r, ut_report_write_by *write, struct ut_error *err)
{
  struct ut_text all[UT_NAMES_MAX];
  size_t i = 0, groups = ut_table_groups(r->table), by = r->by.names->count;
  if (groups == 0 && by > 0 && !r->o.totals)
    return UT_OK;
  for (size_t k = 0; k < by; k++)
    all[k] = ut_text_of(UT_ALL);
  do {
    size_t first = i;
    UT_TRY(write(r, groups > 0 ? ut_table_group(r->table, i).keys : all, &i, err));
    if (i == first && i < groups)
      return ut_error_set(err, UT_BAD_INPUT, "there is a group in the parts that this report cannot count");
  } while (i < groups);
  return UT_OK;
}

struct ut_text ut_report_part(const struct ut_report *r, size_t i)
{
  if (!r->codes)
    return ut_classes_name(r->o.classes, i);
  return ut_text_of(i < r->named ? r->codes->codes[i].code : UT_CLASS_UNKNOWN);
}

bool ut_report_lists(const struct ut_report *r, size_t i, int64_t n)
{
  bool dropped = ut_text_is(ut_report_part(r, i), "felregistrering"); /* never counted, by any filter */
  return !dropped && (i < r->named || n > 0);
}

void ut_report_begin_part(struct ut_report *r, struct ut_group group, size_t i)
{
  int64_t base = group.counters[UT_BASE_COUNTER], n = group.counters[UT_PART_COUNTERS + i];
  ut_tidy_begin(&r->row, group.keys, r->by.names->count + r->keys);
  ut_tidy_text(&r->row, ut_report_part(r, i));
  ut_tidy_share(&r->row, n, base);
  if (!r->codes)
    ut_tidy_interval(&r->row, n, base, r->z);
}

enum ut_status ut_report_write_parts(struct ut_report *r, struct ut_group group, struct ut_error *err)
{
  for (size_t i = 0; i < r->parts; i++) {
    if (!ut_report_lists(r, i, group.counters[UT_PART_COUNTERS + i]))
      continue;
    ut_report_begin_part(r, group, i);
    UT_TRY(ut_tidy_end(&r->row, err));
  }
  return UT_OK;
}

enum ut_status ut_report_new(struct ut_report **out, struct ut_participations *p,
                             const struct ut_report_options *options, struct ut_error *err)
{
  struct ut_report *r = *out = calloc(1, sizeof *r);
  if (!r)
    return ut_error_nomem(err);
  r->o = *options;
  r->kind = kind_of(options);
  r->p = p;
  r->sets = 1;
  r->keys = r->kind->keys;
  r->z = ut_normal_quantile(options->confidence);
  UT_TRY(ut_grouping_init(&r->by, p, &r->o.by, err));
  UT_TRY(ut_grouping_apart(&r->o.by, r->kind->columns, column_count(r->kind), err));
  if (r->kind->open)
    UT_TRY(r->kind->open(r, err));
  if (r->codes || r->o.classes)
    r->named = r->codes ? r->codes->count : ut_classes_count(r->o.classes);
  r->parts = r->named + (r->codes ? 1 : 2); /* uppgift_saknas; of classes ovrigt, too */
  return open_table(r, err);
}

enum ut_status ut_report_take(struct ut_report *r, struct ut_error *err)
{
  return r->kind->take ? r->kind->take(r, err) : ut_report_count_in(r, NULL, err);
}

enum ut_status ut_report_close(struct ut_report *r, const char *name, struct ut_partial *part, struct ut_error *err)
{
  if (r->kind->close)
    UT_TRY(r->kind->close(r, err));
  return ut_partial_table(part, name, r->table, err);
}

enum ut_status ut_report_open(const struct ut_report *r, struct ut_tidy *header, struct ut_output *output,
                              enum ut_format to, struct ut_error *err)
{
  ut_tidy_begin(header, r->by.names->names, r->by.names->count);
  for (size_t i = 0; i < column_count(r->kind); i++)
    ut_tidy_text(header, ut_text_of(r->kind->columns[i]));
  return ut_writer_open(&header->writer, output, to, header->cells, header->filled, NULL, err);
}

static enum ut_status write_table(struct ut_report *r, struct ut_error *err)
{
  const struct ut_kind *kind = r->kind;
  UT_TRY(ut_table_meet(r->table, err));
  /* The group of all `*` that an empty table gets would have `*` for the kind's own keys too. */
  if (r->o.totals && (r->keys == 0 || ut_table_groups(r->table) > 0))
    UT_TRY(ut_table_add_totals(r->table, r->by.names->count, err));
  ut_table_sort(r->table);
  if (kind->write)
    return kind->write(r, err);
  for (size_t i = 0; i < ut_table_groups(r->table); i++)
    UT_TRY(kind->write_group(r, ut_table_group(r->table, i), err));
  return UT_OK;
}

enum ut_status ut_report_write_rows(struct ut_report *r, struct ut_writer *writer, struct ut_text lead, int decimals,
                                    struct ut_error *err)
{
  r->row.writer = writer;
  r->row.lead = lead;
  r->row.decimals = decimals;
  return write_table(r, err);
}

enum ut_status ut_report_write(struct ut_report *r, struct ut_output *output, enum ut_format to, int decimals,
                               struct ut_error *err)
{
  r->row.decimals = decimals;
  enum ut_status status = ut_report_open(r, &r->row, output, to, err);
  if (status == UT_OK)
    status = write_table(r, err);
  return ut_tidy_close(&r->row, status, err);
}

void ut_report_free(struct ut_report *r)
{
  if (!r)
    return;
  ut_table_free(r->table);
  ut_paid_clear(&r->paid);
  free(r);
}
