/* Forecasts: a balance goes on counting the year, the shape of the year before stands beside it. */
#include "budget/forecast.h"

#include <stdlib.h>

#include "table/tidy.h"

/* Last year of an insats. */
struct shape {
  struct ut_period window; /* the year's window, a year earlier */
  bool whole;              /* the insats ran from its first day on */
  ut_money by_then, in_all;
};

struct ut_forecast {
  struct ut_balance *balance;
  ut_date as_of, then; /* then: the same day a year earlier */
  int64_t limit;
  struct shape *shapes; /* one per insats of the balance */
};

/* ---- days ---- */

/* The last day of a month stays the last one. */
static ut_date year_before(ut_date d)
{
  ut_date before = ut_date_add_months(d, -12);
  return d == ut_period_of(d, UT_MONTH).last ? ut_period_of(before, UT_MONTH).last : before;
}

/* The days of the year that are in the insatstid; all of them where none is. */
static struct ut_period window_of(const struct ut_decision *d, ut_date as_of)
{
  struct ut_period year = ut_period_of(as_of, UT_YEAR), window = year;
  if (!d || d->tid.first > year.last || d->tid.last < year.first)
    return year;
  window.first = d->tid.first > year.first ? d->tid.first : year.first;
  window.last = d->tid.last < year.last ? d->tid.last : year.last;
  return window;
}

/* Does a decision that was made by then have the insats begin no later than that day? Where none was made, nothing is
 * known against it. */
static bool has_begun(const struct ut_decisions *decisions, const struct ut_standing *i, ut_date day, ut_date as_of)
{
  bool begun = !i->decision;
  for (size_t k = 0; k < ut_decisions_count(decisions) && !begun; k++) {
    const struct ut_decision *d = ut_decisions_get(decisions, k);
    begun = d->datum <= as_of && d->tid.first <= day && ut_text_equal(d->insats, i->insats);
  }
  return begun;
}

/* ---- taking in ---- */

enum ut_status ut_forecast_new(struct ut_forecast **out, struct ut_balance *balance,
                               const struct ut_decisions *decisions, ut_date as_of, int64_t limit, struct ut_error *err)
{
  struct ut_forecast *f = calloc(1, sizeof *f);
  *out = f;
  if (!f)
    return ut_error_nomem(err);
  *f = (struct ut_forecast){.balance = balance, .as_of = as_of, .then = year_before(as_of), .limit = limit};
  f->shapes = calloc(ut_balance_count(balance) + 1, sizeof *f->shapes);
  if (!f->shapes) {
    ut_forecast_free(f);
    *out = NULL;
    return ut_error_nomem(err);
  }
  for (size_t i = 0; i < ut_balance_count(balance); i++) {
    const struct ut_standing *standing = ut_balance_get(balance, i);
    struct ut_period window = window_of(standing->decision, as_of);
    window = (struct ut_period){year_before(window.first), year_before(window.last)};
    f->shapes[i] = (struct shape){.window = window, .whole = has_begun(decisions, standing, window.first, as_of)};
  }
  return UT_OK;
}

enum ut_status ut_forecast_add(struct ut_forecast *f, const struct ut_entry *entry, struct ut_error *err)
{
  struct ut_counted counted;
  enum ut_status status = ut_balance_add(f->balance, entry, &counted, err);
  if (status != UT_OK || counted.insats == ut_balance_count(f->balance))
    return status;
  struct shape *shape = &f->shapes[counted.insats];
  if (entry->datum < shape->window.first || entry->datum > shape->window.last)
    return UT_OK;
  status = ut_money_add(&shape->in_all, entry->belopp, err);
  if (status == UT_OK && entry->datum <= f->then)
    status = ut_money_add(&shape->by_then, entry->belopp, err);
  if (status != UT_OK)
    ut_error_at(err, entry->source, entry->line, 0, "belopp");
  return status;
}

/* ---- the methods ---- */

/* What a method says of an insats. */
struct prospect {
  ut_money amount;
  const char *reason; /* not empty: there is no amount */
};

static enum ut_status by_rate(const struct ut_forecast *f, size_t index, struct prospect *p, struct ut_error *err)
{
  const struct ut_standing *i = ut_balance_get(f->balance, index);
  struct ut_period window = window_of(i->decision, f->as_of);
  ut_date until = f->as_of < window.last ? f->as_of : window.last;
  int first = ut_month_of(window.first);
  if (f->as_of < window.first) {
    p->reason = "inte_borjad";
    return UT_OK;
  }
  return ut_money_scale(i->paid_year, ut_month_of(window.last) - first + 1, ut_month_of(until) - first + 1, &p->amount,
                        err);
}

static enum ut_status by_plan(const struct ut_forecast *f, size_t index, struct prospect *p, struct ut_error *err)
{
  const struct ut_standing *i = ut_balance_get(f->balance, index);
  ut_money left;
  if (!i->planned)
    p->reason = "ingen_plan";
  if (__builtin_sub_overflow(i->budget_year, i->expected_year, &left))
    return ut_error_set(err, UT_BAD_INPUT, "a difference of amounts is too large");
  p->amount = i->paid_year;
  return ut_money_add(&p->amount, left, err);
}

static enum ut_status by_last_year(const struct ut_forecast *f, size_t index, struct prospect *p, struct ut_error *err)
{
  const struct shape *shape = &f->shapes[index];
  if (!shape->whole)
    p->reason = "inte_hela_foregaende_ar";
  else if (shape->by_then <= 0 || shape->in_all <= 0)
    p->reason = "inget_utfall_foregaende_ar";
  if (p->reason[0])
    return UT_OK;
  return ut_money_scale(ut_balance_get(f->balance, index)->paid_year, shape->in_all, shape->by_then, &p->amount, err);
}

static const struct {
  const char *name;
  enum ut_status (*run)(const struct ut_forecast *f, size_t index, struct prospect *p, struct ut_error *err);
} methods[] = {{"takt", by_rate}, {"plan", by_plan}, {"foregaende_ar", by_last_year}};

enum { METHODS = sizeof methods / sizeof *methods };

/* ---- writing ---- */

static const char *const column_names[] = {"insats",    "metod",       "utfall",      "prognos", "budget",
                                           "avvikelse", "prognos_pct", "atgardsplan", "skal"};
enum { COLUMNS = sizeof column_names / sizeof *column_names };

/* Over the budget, or under the limit: 100 x prognos < limit x budget. */
static bool needs_plan(const struct ut_forecast *f, ut_money prospect, ut_money budget)
{
  return prospect > budget || (f->limit > 0 && (__int128)100 * prospect < (__int128)f->limit * budget);
}

static enum ut_status put_prospect(const struct ut_forecast *f, struct ut_tidy *t, ut_money amount, ut_money budget,
                                   struct ut_error *err)
{
  ut_money left;
  if (__builtin_sub_overflow(budget, amount, &left))
    return ut_error_set(err, UT_BAD_INPUT, "a difference of amounts is too large");
  ut_tidy_money(t, amount);
  ut_tidy_money(t, budget);
  ut_tidy_money(t, left);
  ut_tidy_percent(t, amount, budget);
  ut_tidy_text(t, ut_text_of(needs_plan(f, amount, budget) ? "ja" : "nej"));
  return UT_OK;
}

static enum ut_status write_row(const struct ut_forecast *f, struct ut_tidy *t, size_t index, size_t method,
                                struct ut_error *err)
{
  const struct ut_standing *i = ut_balance_get(f->balance, index);
  const struct ut_text keys[] = {i->insats, ut_text_of(methods[method].name)};
  struct prospect p = {.reason = ""};
  enum ut_status status = methods[method].run(f, index, &p, err);
  if (status != UT_OK) {
    ut_error_at(err, NULL, 0, 0, "prognos");
    return status;
  }
  ut_tidy_begin(t, keys, 2);
  ut_tidy_money(t, i->paid_year);
  if (p.reason[0] == '\0') {
    status = put_prospect(f, t, p.amount, i->budget_year, err);
  } else {
    ut_tidy_empty(t, 1);
    ut_tidy_money(t, i->budget_year);
    ut_tidy_empty(t, COLUMNS - 1 - t->filled);
  }
  ut_tidy_text(t, ut_text_of(p.reason));
  return status == UT_OK ? ut_tidy_end(t, err) : status;
}

enum ut_status ut_forecast_write(const struct ut_forecast *f, struct ut_output *output, enum ut_format to,
                                 struct ut_error *err)
{
  struct ut_tidy t = {0};
  enum ut_status status = ut_tidy_open(&t, output, to, column_names, COLUMNS, err);
  for (size_t i = 0; i < METHODS * ut_balance_count(f->balance) && status == UT_OK; i++)
    status = write_row(f, &t, i / METHODS, i % METHODS, err);
  return ut_tidy_close(&t, status, err);
}

void ut_forecast_free(struct ut_forecast *f)
{
  if (!f)
    return;
  free(f->shapes);
  free(f);
}
