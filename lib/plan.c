/* The plan, read whole, and the spreading of its amounts. */
#include "utfall/plan.h"

#include <stdlib.h>

#include "fields.h"

enum { INSATS, PERIOD, BELOPP, NEEDED, KATEGORI = NEEDED, POST, COLUMNS };
static const char *const column_names[COLUMNS] = {"insats", "period", "belopp", "kategori", "post"};

enum { FIRST_ROOM = 64 };

struct ut_plan {
  struct ut_plan_row *rows;
  size_t count, room;
  char *source;
};

static enum ut_status read_period(const struct ut_fields *f, struct ut_period *out, struct ut_error *err)
{
  char quoted[UT_QUOTED];
  struct ut_text cell = f->cells[PERIOD];
  enum ut_status status = ut_period_parse(cell, out, err);
  if (status != UT_OK)
    status = ut_error_set(err, UT_BAD_INPUT, "%s is not a period (expected 2019, 2019H1, 2019T1, 2019Q3 or 2019-07)",
                          ut_quote(quoted, cell.ptr, cell.len));
  else if (out->first == ut_date_make(1600, 1, 1) || out->last == ut_date_make(2400, 12, 31))
    status = ut_error_set(err, UT_BAD_INPUT, "%s is a period without an end; an amount cannot be spread over it",
                          ut_quote(quoted, cell.ptr, cell.len));
  if (status != UT_OK)
    ut_fields_blame(f, PERIOD, err);
  return status;
}

/* A new row, which is freed with the plan from now on, whatever becomes of it; NULL when out of memory. */
static struct ut_plan_row *next_row(struct ut_plan *p)
{
  if (p->count == p->room) {
    size_t room = p->room ? 2 * p->room : FIRST_ROOM;
    struct ut_plan_row *grown = reallocarray(p->rows, room, sizeof *grown);
    if (!grown)
      return NULL;
    p->rows = grown;
    p->room = room;
  }
  struct ut_plan_row *row = &p->rows[p->count++];
  *row = (struct ut_plan_row){0};
  return row;
}

static enum ut_status add_row(struct ut_plan *p, const struct ut_fields *f, bool negate, struct ut_error *err)
{
  struct ut_plan_row *row = next_row(p);
  if (!row)
    return ut_error_nomem(err);
  row->line = f->row.line;
  enum ut_status status = ut_fields_name(f, INSATS, &row->insats, err);
  if (status == UT_OK)
    status = ut_fields_label(f, KATEGORI, &row->kategori, err);
  if (status == UT_OK)
    status = ut_fields_label(f, POST, &row->post, err);
  if (status == UT_OK)
    status = read_period(f, &row->period, err);
  return status == UT_OK ? ut_fields_money(f, BELOPP, negate, &row->belopp, err) : status;
}

enum ut_status ut_plan_load(struct ut_plan **out, const char *path, bool negate, struct ut_error *err)
{
  struct ut_reader_options options = {.from = UT_AUTO};
  struct ut_fields fields = {0};
  char *paths[] = {(char *)path};
  *out = calloc(1, sizeof **out);
  if (!*out)
    return ut_error_nomem(err);
  (*out)->source = strdup(path);
  enum ut_status status = (*out)->source ? UT_OK : ut_error_nomem(err);
  if (status == UT_OK)
    status = ut_fields_open(&fields, paths, 1, &options, column_names, COLUMNS, NEEDED, err);
  while (status == UT_OK && (status = ut_fields_next(&fields, err)) == UT_OK)
    status = add_row(*out, &fields, negate, err);
  ut_fields_clear(&fields);
  if (status == UT_END)
    return UT_OK;
  ut_plan_free(*out);
  *out = NULL;
  return status;
}

size_t ut_plan_count(const struct ut_plan *p)
{
  return p->count;
}

const struct ut_plan_row *ut_plan_get(const struct ut_plan *p, size_t index)
{
  return &p->rows[index];
}

const char *ut_plan_source(const struct ut_plan *p)
{
  return p->source;
}

void ut_plan_free(struct ut_plan *p)
{
  if (!p)
    return;
  for (size_t i = 0; i < p->count; i++) {
    free((char *)p->rows[i].insats.ptr);
    free((char *)p->rows[i].kategori.ptr);
    free((char *)p->rows[i].post.ptr);
  }
  free(p->rows);
  free(p->source);
  free(p);
}

struct ut_spread ut_plan_spread(const struct ut_plan_row *row, const struct ut_period *tid)
{
  struct ut_period over = row->period;
  bool outside = tid && (tid->first > over.last || tid->last < over.first);
  if (tid && !outside) {
    over.first = tid->first > over.first ? tid->first : over.first;
    over.last = tid->last < over.last ? tid->last : over.last;
  }
  int first = ut_month_of(over.first);
  return (struct ut_spread){row->belopp, first, ut_month_of(over.last) - first + 1, outside};
}

/* amount x months / count in two steps that cannot overflow: whole öre per month, then what is left over. */
ut_money ut_spread_until(const struct ut_spread *s, int month)
{
  int months = month - s->first + 1;
  if (months <= 0)
    return 0;
  if (months >= s->count)
    return s->amount;
  int64_t twice = 2 * (s->amount % s->count) * months;
  return s->amount / s->count * months + (twice + (twice < 0 ? -s->count : s->count)) / (INT64_C(2) * s->count);
}

ut_money ut_spread_within(const struct ut_spread *s, int first, int last)
{
  return ut_spread_until(s, last) - ut_spread_until(s, first - 1);
}
