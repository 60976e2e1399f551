/* Flow: events are counted per group and period as the rows go by; stocks follow from them afterwards. */
#include "utfall/flow.h"

#include <stdio.h>
#include <stdlib.h>

#include "utfall/stats.h"

enum { NAME = 12, KEYS_MAX = UT_NAMES_MAX + 1 };

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

static enum ut_status count(struct ut_flow *f, struct ut_text *keys, ut_date day, size_t counter, int64_t n,
                            struct ut_error *err)
{
  char name[NAME];
  int64_t *counters;
  keys[f->keys] = ut_text_of(ut_period_format(day, f->unit, name));
  enum ut_status status = ut_table_find(f->events, keys, &counters, err);
  if (status == UT_OK)
    counters[counter] += n;
  return status;
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
  struct ut_period period = ut_period_next(ut_period_of(p.start, f->unit), f->unit);
  enum ut_status status = count(f, keys, p.start, IN, 1, err);
  for (; period.first <= p.slut && status == UT_OK; period = ut_period_next(period, f->unit))
    status = count(f, keys, period.first, ANONYMOUS, 1, err);
  return status;
}

static enum ut_status add_known(struct ut_flow *f, struct ut_text *keys, struct ut_participation p,
                                struct ut_error *err)
{
  struct ut_period begun = ut_period_of(p.start, f->unit);
  bool within = p.slut != UT_DATE_NONE && p.slut <= begun.last;
  enum ut_status status = count(f, keys, p.start, IN, 1, err);
  if (status == UT_OK)
    status = count(f, keys, p.start, STAYING, 1, err);
  if (status == UT_OK)
    status = count(f, keys, p.start, PARTIAL_DAYS, days(f, p.start, within ? p.slut : begun.last), err);
  if (p.slut == UT_DATE_NONE || status != UT_OK)
    return status;
  widen(f, p.slut);
  status = count(f, keys, p.slut, OUT, 1, err);
  if (within || status != UT_OK)
    return status;
  status = count(f, keys, p.slut, OUT_FROM_PAST, 1, err);
  if (status == UT_OK)
    status = count(f, keys, p.slut, PARTIAL_DAYS, days(f, ut_period_of(p.slut, f->unit).first, p.slut), err);
  return status;
}

enum ut_status ut_flow_new(struct ut_flow **out, enum ut_unit unit, const struct ut_vocabulary *const *vocabularies,
                           size_t keys, ut_date as_of)
{
  const struct ut_vocabulary *with_period[KEYS_MAX] = {NULL};
  struct ut_flow *f = calloc(1, sizeof *f);
  *out = NULL;
  if (!f || keys > UT_NAMES_MAX) {
    free(f);
    return UT_NOMEM;
  }
  f->keys = keys;
  f->unit = unit;
  f->as_of = as_of;
  f->first = f->last = UT_DATE_NONE;
  for (size_t i = 0; i < keys; i++)
    with_period[i] = vocabularies[i];
  if (ut_table_new(&f->events, with_period, keys + 1, COUNTERS) != UT_OK ||
      ut_table_new(&f->groups, vocabularies, keys, 1) != UT_OK) {
    ut_flow_free(f);
    return UT_NOMEM;
  }
  *out = f;
  return UT_OK;
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
  enum ut_status status = ut_flow_add_group(f, keys, err);
  if (f->keys > 0)
    memcpy(with_period, keys, f->keys * sizeof *keys);
  if (p.slut != UT_DATE_NONE && p.slut < p.start)
    p.slut = p.start;
  widen(f, p.start);
  if (status != UT_OK)
    return status;
  return p.anonymous ? add_anonymous(f, with_period, p, err) : add_known(f, with_period, p, err);
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

static enum ut_status prepare(struct ut_flow *f, bool totals, struct ut_error *err)
{
  enum ut_status status = UT_OK;
  if (totals)
    status = ut_table_add_totals(f->events, f->keys, err);
  if (totals && status == UT_OK)
    status = ut_table_add_totals(f->groups, f->keys, err);
  ut_table_sort(f->groups);
  if (f->as_of != UT_DATE_NONE && f->last != UT_DATE_NONE)
    widen(f, f->as_of);
  return status;
}

enum ut_status ut_flow_visit_rows(struct ut_flow *f, struct ut_period range, bool totals, ut_flow_visit *visit,
                                  void *context, struct ut_error *err)
{
  enum ut_status status = prepare(f, totals, err);
  bool bounded = range.first != UT_DATE_NONE;
  ut_date first = f->first == UT_DATE_NONE ? range.first : f->first;
  ut_date last = bounded ? range.last : f->last;
  if (first == UT_DATE_NONE || status != UT_OK)
    return status;
  if (bounded && range.first < first)
    first = range.first;
  struct ut_flow_row row = {.period = ut_period_of(first, f->unit)};
  for (; row.period.first <= last; row.period = ut_period_next(row.period, f->unit))
    for (size_t i = 0; i < ut_table_groups(f->groups); i++) {
      make_row(f, ut_table_group(f->groups, i), &row);
      if ((!bounded || row.period.last >= range.first))
        status = visit(context, &row, err);
      if (status != UT_OK)
        return status;
    }
  return UT_OK;
}

/* ---- the table ---- */

enum { PERIOD_NAME = 12, NUMBER = 24, FIGURES = 7 };

struct table_writer {
  const struct ut_flow_table *table;
  struct ut_writer *writer;
  enum ut_unit unit;
  ptrdiff_t insats; /* its place among the keys; -1: not among them */
};

static struct ut_text digits(char buf[NUMBER], int64_t n)
{
  snprintf(buf, NUMBER, "%lld", (long long)n);
  return ut_text_of(buf);
}

/* Places belong to insatser: a group that is narrower than an insats has none of its own. */
static int64_t places_of(const struct table_writer *w, const struct ut_flow_row *row)
{
  for (size_t i = 0; i < w->table->keys; i++)
    if ((ptrdiff_t)i != w->insats && !ut_text_is(row->keys[i], UT_ALL))
      return -1;
  return ut_catalogue_places(w->table->catalogue, w->insats < 0 ? ut_text_of(UT_ALL) : row->keys[w->insats],
                             row->period);
}

static enum ut_status write_row(void *context, const struct ut_flow_row *row, struct ut_error *err)
{
  struct table_writer *w = context;
  struct ut_text cells[UT_NAMES_MAX + 1 + FIGURES];
  char name[PERIOD_NAME], numbers[5][NUMBER], year_places[UT_RATIO_SIZE], used[UT_RATIO_SIZE];
  size_t n = 0;
  cells[n++] = ut_text_of(ut_period_format(row->period.first, w->unit, name));
  for (size_t i = 0; i < w->table->keys; i++)
    cells[n++] = row->keys[i];
  const int64_t counts[4] = {row->in, row->out, row->left, row->active};
  for (size_t i = 0; i < 4; i++)
    cells[n++] = digits(numbers[i], counts[i]);
  if (!w->table->catalogue)
    return ut_writer_row(w->writer, cells, err);
  int64_t places = places_of(w, row), length = row->period.last - row->period.first + 1;
  cells[n++] = places < 0 ? (struct ut_text){"", 0} : digits(numbers[4], places);
  cells[n++] = ut_text_of(ut_ratio_format(row->person_days, length, w->table->decimals, year_places));
  cells[n++] =
      ut_text_of(ut_ratio_format(100 * row->person_days, places < 0 ? 0 : places * length, w->table->decimals, used));
  return ut_writer_row(w->writer, cells, err);
}

static enum ut_status open_table(struct table_writer *w, struct ut_output *output, struct ut_error *err)
{
  static const char *const figures[FIGURES] = {"in", "ut", "kvar", "deltagare", "platser", "arsplatser", "belaggning"};
  struct ut_text names[UT_NAMES_MAX + 1 + FIGURES];
  size_t n = 0;
  names[n++] = ut_text_of("period");
  for (size_t i = 0; i < w->table->keys; i++)
    names[n++] = w->table->names[i];
  for (size_t i = 0; i < (w->table->catalogue ? FIGURES : 4); i++)
    names[n++] = ut_text_of(figures[i]);
  return ut_writer_open(&w->writer, output, w->table->to, names, n, NULL, err);
}

static enum ut_status add_planned(struct ut_flow *f, const struct ut_flow_table *table, struct ut_error *err)
{
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < ut_catalogue_count(table->catalogue) && status == UT_OK; i++) {
    struct ut_text name = ut_catalogue_name(table->catalogue, i);
    status = ut_flow_add_group(f, &name, err);
  }
  return status;
}

enum ut_status ut_flow_write(struct ut_flow *f, const struct ut_flow_table *table, struct ut_output *output,
                             struct ut_error *err)
{
  struct table_writer w = {.table = table, .unit = f->unit, .insats = -1};
  for (size_t i = 0; i < table->keys; i++)
    if (ut_text_is(table->names[i], "insats"))
      w.insats = (ptrdiff_t)i;
  enum ut_status status = open_table(&w, output, err);
  if (status == UT_OK && table->catalogue && table->keys == 1 && w.insats == 0)
    status = add_planned(f, table, err);
  if (status == UT_OK)
    status = ut_flow_visit_rows(f, table->range, table->totals, write_row, &w, err);
  enum ut_status closed = ut_writer_close(w.writer, status == UT_OK, err);
  return status == UT_OK ? closed : status;
}

void ut_flow_free(struct ut_flow *f)
{
  if (!f)
    return;
  ut_table_free(f->events);
  ut_table_free(f->groups);
  free(f);
}
