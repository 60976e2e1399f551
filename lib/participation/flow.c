/* Flow: events are counted per group and period as the rows go by; stocks follow from them afterwards. */
#include "participation/flow.h"

#include "table/watch.h"

#include <stdlib.h>

enum { NAME = 12, KEYS_MAX = UT_NAMES_MAX + 1, YEAR_FIRST = 1600, YEAR_LAST = 2400 }; /* of open periods */

/* Per group and period. */
enum {
  IN,            /* started, anonymous ones included */
  STAYING,       /* started, anonymous ones not included */
  OUT,           /* ended */
  OUT_FROM_PAST, /* ended, having started in an earlier period */
  PARTIAL_DAYS,  /* of those who started or ended in it */
  ANONYMOUS,     /* anonymous ones who started in an earlier period of the year */
  COUNTERS
};

struct ut_flow {
  struct ut_table *events; /* by the keys and the period's name */
  struct ut_table *groups; /* by the keys; counter: in at the end of the last period visited */
  size_t keys;
  enum ut_unit unit;
  ut_date as_of, first, last;
};

/* The counters of the keys in the period of the day. */
static enum ut_status find(struct ut_flow *f, struct ut_text *keys, ut_date day, int64_t **counters,
                           struct ut_error *err)
{
  char name[NAME];
  keys[f->keys] = ut_text_of(ut_period_format(day, f->unit, name));
  return ut_table_find(f->events, keys, counters, err);
}

static void widen(struct ut_flow *f, ut_date day)
{
  if (f->first == UT_DATE_NONE || day < f->first)
    f->first = day;
  if (f->last == UT_DATE_NONE || day > f->last)
    f->last = day;
}

/* Days from a to b, both included, as far as they have passed. */
static int64_t days(const struct ut_flow *f, ut_date a, ut_date b)
{
  if (f->as_of != UT_DATE_NONE && b > f->as_of)
    b = f->as_of;
  return b < a ? 0 : b - a + 1;
}

static enum ut_status add_anonymous(struct ut_flow *f, struct ut_text *keys, struct ut_participation p,
                                    struct ut_error *err)
{
  struct ut_period period = ut_period_of(p.start, f->unit);
  int64_t *n;
  UT_TRY(find(f, keys, p.start, &n, err));
  n[IN]++;
  while (period.last < p.slut) {
    period = ut_period_next(period, f->unit);
    UT_TRY(find(f, keys, period.first, &n, err));
    n[ANONYMOUS]++;
  }
  return UT_OK;
}

static enum ut_status add_known(struct ut_flow *f, struct ut_text *keys, struct ut_participation p,
                                struct ut_error *err)
{
  struct ut_period begun = ut_period_of(p.start, f->unit);
  bool within = p.slut != UT_DATE_NONE && p.slut <= begun.last;
  int64_t *n;
  UT_TRY(find(f, keys, p.start, &n, err));
  n[IN]++;
  n[STAYING]++;
  n[PARTIAL_DAYS] += days(f, p.start, within ? p.slut : begun.last);
  if (p.slut == UT_DATE_NONE)
    return UT_OK;
  UT_TRY(find(f, keys, p.slut, &n, err));
  n[OUT]++;
  if (!within) {
    n[OUT_FROM_PAST]++;
    n[PARTIAL_DAYS] += days(f, ut_period_of(p.slut, f->unit).first, p.slut);
  }
  return UT_OK;
}

enum ut_status ut_flow_new(struct ut_flow **out, enum ut_unit unit, const struct ut_vocabulary *const *vocabularies,
                           size_t keys, ut_date as_of)
{
  const struct ut_vocabulary *with_period[KEYS_MAX] = {NULL};
  struct ut_flow *f = *out = calloc(1, sizeof *f);
  if (!f || keys > UT_NAMES_MAX)
    return UT_NOMEM;
  f->keys = keys;
  f->unit = unit;
  f->as_of = as_of;
  f->first = f->last = UT_DATE_NONE;
  for (size_t i = 0; i < keys; i++)
    with_period[i] = vocabularies[i];
  UT_TRY(ut_table_new(&f->events, with_period, keys + 1, COUNTERS));
  return ut_table_new(&f->groups, vocabularies, keys, 1);
}

struct ut_table *ut_flow_groups(struct ut_flow *f)
{
  return f->groups;
}

enum ut_status ut_flow_add_group(struct ut_flow *f, const struct ut_text *keys, struct ut_error *err)
{
  int64_t *counters;
  return ut_table_find(f->groups, keys, &counters, err);
}

enum ut_status ut_flow_add(struct ut_flow *f, const struct ut_text *keys, struct ut_participation p,
                           struct ut_error *err)
{
  struct ut_text with_period[KEYS_MAX];
  UT_TRY(ut_flow_add_group(f, keys, err));
  if (f->keys > 0)
    memcpy(with_period, keys, f->keys * sizeof *keys);
  widen(f, p.start);
  if (p.slut != UT_DATE_NONE)
    widen(f, p.slut);
  return p.anonymous ? add_anonymous(f, with_period, p, err) : add_known(f, with_period, p, err);
}

enum ut_status ut_flow_close(struct ut_flow *f, struct ut_partial *part, struct ut_error *err)
{
  UT_TRY(ut_partial_table(part, "grupper", f->groups, err));
  UT_TRY(ut_partial_table(part, "handelser", f->events, err));
  UT_TRY(ut_partial_day(part, "forsta_dag", &f->first, false, err));
  return ut_partial_day(part, "sista_dag", &f->last, true, err);
}

/* What happened in the period turns who was in before it into who is in after it. */
static void make_row(struct ut_flow *f, struct ut_group group, struct ut_flow_row *row)
{
  static const int64_t nothing[COUNTERS] = {0};
  struct ut_text keys[KEYS_MAX];
  char name[NAME];
  if (f->keys > 0)
    memcpy(keys, group.keys, f->keys * sizeof *keys);
  keys[f->keys] = ut_text_of(ut_period_format(row->period.first, f->unit, name));
  const int64_t *found = ut_table_get(f->events, keys);
  const int64_t *n = found ? found : nothing;
  int64_t before = *group.counters;
  *group.counters += n[STAYING] - n[OUT];
  row->keys = group.keys;
  row->in = n[IN];
  row->out = n[OUT];
  row->left = *group.counters;
  row->active = before + n[IN] + n[ANONYMOUS];
  row->person_days = n[PARTIAL_DAYS] + (before - n[OUT_FROM_PAST]) * days(f, row->period.first, row->period.last);
}

/* The days that are reported: those of the range, whose open ends are as the data go, and none that has not come. */
static struct ut_period days_reported(const struct ut_flow *f, struct ut_period range)
{
  struct ut_period days = {f->first, f->as_of != UT_DATE_NONE ? f->as_of : f->last};
  if (range.first != UT_DATE_NONE && range.first > ut_date_make(YEAR_FIRST, 1, 1))
    days.first = range.first;
  if (range.first != UT_DATE_NONE && range.last < ut_date_make(YEAR_LAST, 12, 31))
    days.last = range.last;
  if (f->as_of != UT_DATE_NONE && days.last > f->as_of)
    days.last = f->as_of;
  return days;
}

/* Groups that look the same are told; then all are in order, with their totals. */
static enum ut_status arrange(struct ut_flow *f, bool totals, struct ut_error *err)
{
  UT_TRY(ut_table_meet(f->groups, err));
  if (totals) {
    UT_TRY(ut_table_add_totals(f->events, f->keys, err));
    UT_TRY(ut_table_add_totals(f->groups, f->keys, err));
  }
  ut_table_sort(f->groups);
  return UT_OK;
}

enum ut_status ut_flow_visit_rows(struct ut_flow *f, struct ut_period range, bool totals, ut_flow_visit *visit,
                                  void *context, struct ut_error *err)
{
  struct ut_period reported = days_reported(f, range);
  UT_TRY(arrange(f, totals, err));
  if (reported.first == UT_DATE_NONE)
    return UT_OK;
  bool earlier = f->first != UT_DATE_NONE && f->first < reported.first;
  struct ut_flow_row row = {.period = ut_period_of(earlier ? f->first : reported.first, f->unit)};
  for (; row.period.first != UT_DATE_NONE && row.period.first <= reported.last;
       row.period = ut_period_next(row.period, f->unit))
    for (size_t i = 0; i < ut_table_groups(f->groups); i++) {
      make_row(f, ut_table_group(f->groups, i), &row);
      if (row.period.last >= reported.first)
        UT_TRY(visit(context, &row, err));
    }
  return UT_OK;
}

void ut_flow_free(struct ut_flow *f)
{
  if (!f)
    return;
  ut_table_free(f->events);
  ut_table_free(f->groups);
  free(f);
}
