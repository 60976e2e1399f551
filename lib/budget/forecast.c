/* The forecast: what an insats will have cost when the year ends, three ways. A balance counts this year, a shape last
 * year. */
#include <stdlib.h>

#include "budget/balance.h"

/* Last year of an insats. */
struct shape {
  struct ut_period window; /* the year's window, a year earlier */
  bool whole;              /* the insats ran from its first day on */
  ut_money by_then, in_all;
};

struct forecast {
  struct ut_balance balance;
  ut_date then;         /* the day, a year earlier */
  struct shape *shapes; /* one per insats */
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

/* Does a decision that was made by `as_of` have the insats begin no later than that day? */
static bool has_begun(const struct ut_decisions *decisions, struct ut_text insats, ut_date day, ut_date as_of)
{
  const struct ut_decision *d = ut_decisions_last(decisions, insats);
  while (d && (d->datum > as_of || d->tid.first > day))
    d = ut_decisions_before(decisions, d);
  return d;
}

/* ---- taking in ---- */

static enum ut_status begin(struct ut_statement *s, struct ut_error *err)
{
  struct forecast *f = s->own;
  UT_TRY(ut_balance_begin(s, err));
  f->then = year_before(s->o.as_of);
  f->shapes = calloc(ut_statement_count(s) + 1, sizeof *f->shapes);
  if (!f->shapes)
    return ut_error_nomem(err);
  for (size_t i = 0; i < ut_statement_count(s); i++) {
    const struct ut_decision *d = f->balance.insatser[i].decision;
    struct ut_period window = window_of(d, s->o.as_of);
    window = (struct ut_period){year_before(window.first), year_before(window.last)};
    f->shapes[i].window = window;
    /* Where no decision was made, nothing is known against it. */
    f->shapes[i].whole = !d || has_begun(&s->decisions, ut_statement_name(s, i), window.first, s->o.as_of);
  }
  return UT_OK;
}

static enum ut_status take(struct ut_statement *s, size_t insats, const struct ut_entry *entry, struct ut_error *err)
{
  const struct forecast *f = s->own;
  struct ut_counted counted;
  UT_TRY(ut_balance_add(s, insats, entry, &counted, err));
  struct shape *shape = &f->shapes[insats];
  if (insats == ut_statement_count(s) || entry->datum < shape->window.first || entry->datum > shape->window.last)
    return UT_OK;
  UT_TRY(ut_money_add(&shape->in_all, entry->belopp, err));
  return entry->datum <= f->then ? ut_money_add(&shape->by_then, entry->belopp, err) : UT_OK;
}

/* ---- the methods ---- */

/* What a method is given, and what it makes of it. */
struct prospect {
  const struct ut_standing *standing;
  const struct shape *shape;
  ut_date as_of;
  ut_money amount;
  const char *reason; /* not empty: there is no amount */
};

/* Paid x months of the window / months of it that have begun. */
static enum ut_status by_rate(struct prospect *p, struct ut_error *err)
{
  struct ut_period window = window_of(p->standing->decision, p->as_of);
  ut_date until = p->as_of < window.last ? p->as_of : window.last;
  int before = ut_month_of(window.first) - 1;
  if (p->as_of < window.first) {
    p->reason = "inte_borjad";
    return UT_OK;
  }
  return ut_money_scale(p->standing->paid_year, ut_month_of(window.last) - before, ut_month_of(until) - before,
                        &p->amount, err);
}

/* Paid, and what the plan has for the months after that of the day. */
static enum ut_status by_plan(struct prospect *p, struct ut_error *err)
{
  ut_money left;
  if (!p->standing->planned)
    p->reason = "ingen_plan";
  UT_TRY(ut_money_subtract(p->standing->budget_year, p->standing->expected_year, &left, err));
  p->amount = p->standing->paid_year;
  return ut_money_add(&p->amount, left, err);
}

/* Paid x what was paid in the window a year earlier / what was paid of that by the same day. */
static enum ut_status by_last_year(struct prospect *p, struct ut_error *err)
{
  if (!p->shape->whole)
    p->reason = "inte_hela_foregaende_ar";
  else if (p->shape->by_then <= 0 || p->shape->in_all <= 0)
    p->reason = "inget_utfall_foregaende_ar";
  if (p->reason[0])
    return UT_OK;
  return ut_money_scale(p->standing->paid_year, p->shape->in_all, p->shape->by_then, &p->amount, err);
}

static const struct {
  const char *name;
  enum ut_status (*run)(struct prospect *p, struct ut_error *err);
} methods[] = {{"takt", by_rate}, {"plan", by_plan}, {"foregaende_ar", by_last_year}};

enum { METHODS = sizeof methods / sizeof *methods };

/* ---- the table ---- */

/* utfall is paid in the year up to the day, avvikelse budget less prognos, prognos_pct prognos of the budget in whole
 * percent; skal says why there is no prognos. */
static const char *const column_names[] = {"insats",    "metod",       "utfall",      "prognos", "budget",
                                           "avvikelse", "prognos_pct", "atgardsplan", "skal"};
enum { COLUMNS = sizeof column_names / sizeof *column_names };

/* Over the budget, or under the limit: 100 x prognos < limit x budget. */
static bool needs_action(ut_money prospect, ut_money budget, int64_t limit)
{
  return prospect > budget || (limit > 0 && (__int128)100 * prospect < (__int128)limit * budget);
}

static enum ut_status put_prospect(struct ut_tidy *t, ut_money amount, ut_money budget, int64_t limit,
                                   struct ut_error *err)
{
  ut_money left;
  UT_TRY(ut_money_subtract(budget, amount, &left, err));
  ut_tidy_money(t, amount);
  ut_tidy_money(t, budget);
  ut_tidy_money(t, left);
  ut_tidy_percent(t, amount, budget);
  ut_tidy_text(t, ut_text_of(needs_action(amount, budget, limit) ? "ja" : "nej"));
  return UT_OK;
}

static enum ut_status write_row(struct ut_statement *s, size_t insats, size_t method, struct ut_error *err)
{
  const struct forecast *f = s->own;
  const struct ut_standing *i = &f->balance.insatser[insats];
  struct prospect p = {.standing = i, .shape = &f->shapes[insats], .as_of = s->o.as_of, .reason = ""};
  struct ut_tidy *t = &s->table;
  UT_TRY(ut_error_blame(methods[method].run(&p, err), "prognos", err));
  ut_tidy_begin(t, (const struct ut_text[]){ut_statement_name(s, insats), ut_text_of(methods[method].name)}, 2);
  ut_tidy_money(t, i->paid_year);
  if (p.reason[0] == '\0') {
    UT_TRY(put_prospect(t, p.amount, i->budget_year, s->o.limit, err));
  } else {
    ut_tidy_empty(t, 1);
    ut_tidy_money(t, i->budget_year);
    ut_tidy_empty(t, COLUMNS - 1 - t->filled);
  }
  ut_tidy_text(t, ut_text_of(p.reason));
  return ut_tidy_end(t, err);
}

static enum ut_status write_rows(struct ut_statement *s, struct ut_error *err)
{
  for (size_t i = 0; i < METHODS * ut_statement_count(s); i++)
    UT_TRY(write_row(s, i / METHODS, i % METHODS, err));
  return UT_OK;
}

static void clear(struct ut_statement *s)
{
  const struct forecast *f = s->own;
  free(f->shapes);
  ut_balance_clear(s);
}

const struct ut_statement_form ut_forecast_form = {.columns = column_names,
                                                   .column_count = COLUMNS,
                                                   .size = sizeof(struct forecast),
                                                   .shows_plan = true,
                                                   .field = "belopp",
                                                   .begin = begin,
                                                   .take = take,
                                                   .write = write_rows,
                                                   .say_notes = ut_balance_say_notes,
                                                   .clear = clear};
