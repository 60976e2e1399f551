/* Follow-ups counted. The table is keyed by days of delay too, so that totals need nothing but sums. */
#include "participation/due_count.h"

#include <stdio.h>
#include <stdlib.h>

#include "participation/due.h"
#include "participation/grouping.h"
#include "table/runs.h"
#include "table/tidy.h"

enum { DUE, DONE, COUNTS };
enum { DAYS_TEXT = 24 };

struct ut_due_count {
  struct ut_participations *p;
  struct ut_due due;
  struct ut_grouping by;
  struct ut_table *table;
  struct ut_tidy row;
};

static const char *const columns[] = {"antal", "gjorda", "andel", "ki_lag", "ki_hog", "median_dagar_sen"};
enum { COLUMNS = sizeof columns / sizeof *columns };

enum ut_status ut_due_count_new(struct ut_due_count **out, struct ut_participations *p, enum ut_occasion at,
                                const struct ut_names *by, struct ut_run *run, struct ut_error *err)
{
  const struct ut_vocabulary *vocabularies[UT_NAMES_MAX + 1] = {NULL};
  struct ut_due_count *c = *out = calloc(1, sizeof *c);
  if (!c)
    return ut_error_nomem(err);
  c->p = p;
  UT_TRY(ut_due_init(&c->due, p, at, run, err));
  UT_TRY(ut_grouping_init(&c->by, p, by, err));
  UT_TRY(ut_grouping_apart(by, columns, COLUMNS, err));
  memcpy(vocabularies, c->by.vocabularies, by->count * sizeof(const struct ut_vocabulary *));
  if (ut_table_new(&c->table, vocabularies, by->count + 1, COUNTS))
    return ut_error_nomem(err);
  ut_grouping_watch(&c->by, p, c->table);
  return UT_OK;
}

enum ut_status ut_due_count_add(struct ut_due_count *c, struct ut_error *err)
{
  struct ut_follow_up f;
  struct ut_text keys[UT_NAMES_MAX + 1];
  size_t by = c->by.names->count;
  char days[DAYS_TEXT] = "";
  int64_t *counts;
  if (!ut_due_now(&c->due, c->p, &f))
    return UT_OK;
  if (f.day != UT_DATE_NONE)
    snprintf(days, sizeof days, "%d", f.day - f.due);
  memcpy(keys, ut_grouping_keys(&c->by, ut_participations_values(c->p)), by * sizeof *keys);
  keys[by] = ut_text_of(days);
  UT_TRY(ut_table_find(c->table, keys, &counts, err));
  counts[DUE]++;
  counts[DONE] += f.done;
  return UT_OK;
}

enum ut_status ut_due_count_close(struct ut_due_count *c, struct ut_partial *part, struct ut_error *err)
{
  return ut_partial_table(part, "antal", c->table, err);
}

/* The groups of these keys from `*i` on, which differ in days alone; *i becomes the one behind them. */
static enum ut_status write_group(struct ut_due_count *c, const struct ut_text *keys, size_t *i, struct ut_counts *days,
                                  struct ut_error *err)
{
  struct ut_tidy *row = &c->row;
  size_t by = c->by.names->count;
  int64_t due = 0, done = 0, late;
  for (; ut_table_begins(c->table, *i, keys, by); ++*i) {
    struct ut_group group = ut_table_group(c->table, *i);
    due += group.counters[DUE];
    done += group.counters[DONE];
    if (ut_text_integer(group.keys[by], &late) && ut_counts_add(days, late, group.counters[DONE]))
      return ut_error_nomem(err);
  }
  bool any = ut_counts_total(days) > 0;
  ut_tidy_begin(row, keys, by);
  ut_tidy_count(row, due);
  ut_tidy_count(row, done);
  ut_tidy_ratio(row, 100 * done, due);
  ut_tidy_interval(row, done, due, ut_normal_quantile(95));
  ut_tidy_ratio(row, any ? ut_counts_median2(days) : 0, any ? 2 : 0);
  return ut_tidy_end(row, err);
}

static enum ut_status write_next(struct ut_due_count *c, const struct ut_text *keys, size_t *i, struct ut_error *err)
{
  struct ut_counts *days;
  enum ut_status status = ut_counts_new(&days);
  status = status ? ut_error_nomem(err) : write_group(c, keys, i, days, err);
  ut_counts_free(days);
  return status;
}

/* Without a follow-up that is due there is still the total, as in other tables. */
static enum ut_status write_groups(struct ut_due_count *c, bool totals, struct ut_error *err)
{
  struct ut_text all[UT_NAMES_MAX];
  size_t i = 0, groups = ut_table_groups(c->table), by = c->by.names->count;
  for (size_t k = 0; k < by; k++)
    all[k] = ut_text_of(UT_ALL);
  if (groups == 0)
    return by > 0 && !totals ? UT_OK : write_next(c, all, &i, err);
  while (i < groups)
    UT_TRY(write_next(c, ut_table_group(c->table, i).keys, &i, err));
  return UT_OK;
}

static enum ut_status write_table(struct ut_due_count *c, bool totals, struct ut_output *output, enum ut_format to,
                                  struct ut_error *err)
{
  struct ut_tidy *row = &c->row;
  UT_TRY(ut_table_meet(c->table, err));
  if (totals && ut_table_groups(c->table) > 0)
    UT_TRY(ut_table_add_totals(c->table, c->by.names->count, err));
  ut_table_sort(c->table);
  ut_tidy_begin(row, c->by.names->names, c->by.names->count);
  for (size_t i = 0; i < COLUMNS; i++)
    ut_tidy_text(row, ut_text_of(columns[i]));
  UT_TRY(ut_writer_open(&row->writer, output, to, row->cells, row->filled, NULL, err));
  return write_groups(c, totals, err);
}

enum ut_status ut_due_count_write(struct ut_due_count *c, bool totals, struct ut_output *output, enum ut_format to,
                                  int decimals, struct ut_error *err)
{
  c->row.decimals = decimals;
  return ut_tidy_close(&c->row, write_table(c, totals, output, to, err), err);
}

void ut_due_count_free(struct ut_due_count *c)
{
  if (!c)
    return;
  ut_table_free(c->table);
  free(c);
}
