/* Spans of months: a single one, or lists of them by person in one growing array. */
#include "outcomes/covered.h"

#include <stdlib.h>

#include "base/grow.h"
#include "utfall/table.h"

enum { ID, FRAN, TILL, COLUMNS };
static const char *const column_names[COLUMNS] = {"id", "fran", "till"};

/* Places are counted from 1: 0 is none. */
struct span {
  int first, last; /* months */
  size_t next;
};

struct ut_covered {
  struct ut_table *ids; /* counter: the place of the person's first span; NULL: the span is everybody's */
  struct span *spans;
  size_t count;
};

static int least(int a, int b)
{
  return a < b ? a : b;
}

static int most(int a, int b)
{
  return a > b ? a : b;
}

static enum ut_status add_span(struct ut_covered *c, struct span span, struct ut_error *err)
{
  struct span *new = ut_grow_add(&c->spans, &c->count, sizeof *new);
  if (!new)
    return ut_error_nomem(err);
  *new = span;
  return UT_OK;
}

/* ---- of a file ---- */

static enum ut_status read_period(const struct ut_fields *f, size_t column, struct ut_period *out, struct ut_error *err)
{
  enum ut_unit unit;
  bool known = ut_period_parse(f->cells[column], out, NULL) == UT_OK && ut_period_unit(*out, &unit);
  return known ? UT_OK : ut_fields_not(f, column, err, "a month or a day (expected YYYY-MM or YYYY-MM-DD)");
}

static enum ut_status add_row(void *context, const struct ut_fields *f, struct ut_error *err)
{
  struct ut_covered *c = context;
  struct ut_period from, until;
  int64_t *place;
  UT_TRY(read_period(f, FRAN, &from, err));
  UT_TRY(read_period(f, TILL, &until, err));
  struct span span = {ut_month_from(from.first), ut_month_until(until.last), 0};
  if (until.last < from.first)
    return ut_fields_refuse(f, TILL, err, "till is before fran");
  if (f->cells[ID].len == 0)
    return ut_fields_refuse(f, ID, err, "the id is empty");
  UT_TRY(ut_table_find(c->ids, &f->cells[ID], &place, err));
  for (size_t i = (size_t)*place; i > 0; i = c->spans[i - 1].next)
    if (span.first <= c->spans[i - 1].last && c->spans[i - 1].first <= span.last)
      return ut_fields_refuse(f, FRAN, err, "the months overlap those of another row of the id");
  span.next = (size_t)*place;
  UT_TRY(add_span(c, span, err));
  *place = (int64_t)c->count;
  return UT_OK;
}

static enum ut_status load_file(struct ut_covered *c, const char *path, struct ut_run *run, struct ut_error *err)
{
  static const struct ut_vocabulary *const natural[] = {NULL};
  if (ut_table_new(&c->ids, natural, 1, 1))
    return ut_error_nomem(err);
  return ut_fields_read(path, run, column_names, COLUMNS, COLUMNS, add_row, c, err);
}

/* ---- public ---- */

enum ut_status ut_covered_load(struct ut_covered **out, const char *text, struct ut_run *run, struct ut_error *err)
{
  struct ut_period period;
  struct ut_covered *c = *out = calloc(1, sizeof *c);
  if (!c)
    return ut_error_nomem(err);
  if (ut_period_parse(ut_text_of(text), &period, NULL) != UT_OK)
    return load_file(c, text, run, err);
  if (period.first == ut_date_make(1600, 1, 1) || period.last == ut_date_make(2400, 12, 31))
    return ut_error_set(err, UT_USAGE, "what is covered has a first and a last month (expected A..B)");
  return add_span(c, (struct span){ut_month_from(period.first), ut_month_until(period.last), 0}, err);
}

void ut_covered_ends(const struct ut_covered *c, int *first, int *last)
{
  *first = c->count > 0 ? c->spans[0].first : 0;
  *last = c->count > 0 ? c->spans[0].last : -1;
  for (size_t i = 1; i < c->count; i++) {
    *first = least(*first, c->spans[i].first);
    *last = most(*last, c->spans[i].last);
  }
}

size_t ut_covered_find(const struct ut_covered *c, struct ut_text id)
{
  const int64_t *place = c->ids ? ut_table_get(c->ids, &id) : NULL;
  return place ? (size_t)*place : c->ids ? 0 : 1;
}

int ut_covered_months(const struct ut_covered *c, size_t who, int first, int last)
{
  int months = 0;
  for (size_t i = who; i > 0; i = c->spans[i - 1].next)
    months += most(0, least(last, c->spans[i - 1].last) - most(first, c->spans[i - 1].first) + 1);
  return months;
}

void ut_covered_free(struct ut_covered *c)
{
  if (!c)
    return;
  ut_table_free(c->ids);
  free(c->spans);
  free(c);
}
