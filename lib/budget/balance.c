/* Ekonomi i balans: a record per insats, of which there are dozens, and sums in öre. */
#include "budget/balance.h"

#include <stdio.h>
#include <stdlib.h>

#include "budget/insatser.h"
#include "table/tidy.h"

/* What there is to remark on. */
enum remark {
  NO_DECISION,   /* none in force on the insats; no rows, no amount */
  PLAN_OUTSIDE,  /* rows of the plan outside the insatstid, spread over their own months */
  COSTS_OUTSIDE, /* entries outside the insatstid, counted */
  COSTS_EARLIER, /* entries left to an earlier decision */
  COSTS_UNKNOWN, /* entries of insatser that are not known, ignored */
  COSTS_AFTER,   /* entries after the date, not counted */
  REMARKS
};

struct insats {
  struct ut_standing is;
  ut_date totals_from;
  struct ut_note remarks[REMARKS];
};

struct ut_balance {
  const struct ut_decisions *decisions;
  const struct ut_plan *plan;
  ut_date as_of;
  struct ut_insatser known;
  struct insats *insatser;         /* one for each that is known */
  struct ut_note remarks[REMARKS]; /* of no insats in particular */
};

/* ---- insatser ---- */

static struct insats *find(struct ut_balance *b, struct ut_text name)
{
  size_t i = ut_insatser_find(&b->known, name);
  return i < b->known.count ? &b->insatser[i] : NULL;
}

static enum ut_status gather_insatser(struct ut_balance *b, struct ut_error *err)
{
  enum ut_status status = ut_insatser_gather(&b->known, b->decisions, b->plan, err);
  if (status != UT_OK)
    return status;
  b->insatser = calloc(b->known.count + 1, sizeof *b->insatser);
  if (!b->insatser)
    return ut_error_nomem(err);
  for (size_t i = 0; i < b->known.count; i++) {
    b->insatser[i].is.insats = b->known.names[i];
    b->insatser[i].is.decision = ut_decisions_in_force(b->decisions, b->known.names[i], b->as_of);
    b->insatser[i].totals_from = ut_decisions_totals_from(b->decisions, b->known.names[i], b->as_of);
  }
  return UT_OK;
}

/* ---- the plan ---- */

static enum ut_status plan_row(void *context, const struct ut_plan_row *row, struct ut_error *err)
{
  struct ut_balance *b = context;
  struct insats *i = find(b, row->insats);
  struct ut_spread spread = ut_plan_spread(row, i->is.decision ? &i->is.decision->tid : NULL);
  int now = ut_month_of(b->as_of), january = now - now % 12;
  int from = i->totals_from == UT_DATE_NONE ? spread.first : ut_month_of(i->totals_from);
  enum ut_status status = ut_money_add(&i->is.budget_year, ut_spread_within(&spread, january, january + 11), err);
  i->is.planned |= spread.first <= january + 11 && spread.first + spread.count > january;
  if (status == UT_OK)
    status = ut_money_add(&i->is.expected_year, ut_spread_within(&spread, january, now), err);
  if (status == UT_OK && from <= now)
    status = ut_money_add(&i->is.expected_total, ut_spread_within(&spread, from, now), err);
  if (status == UT_OK && spread.outside)
    status = ut_note_add(&i->remarks[PLAN_OUTSIDE], row->belopp, ut_plan_source(b->plan), row->line, err);
  return status;
}

enum ut_status ut_balance_new(struct ut_balance **out, const struct ut_decisions *decisions, const struct ut_plan *plan,
                              ut_date as_of, struct ut_error *err)
{
  struct ut_balance *b = calloc(1, sizeof *b);
  *out = b;
  if (!b)
    return ut_error_nomem(err);
  b->decisions = decisions;
  b->plan = plan;
  b->as_of = as_of;
  enum ut_status status = gather_insatser(b, err);
  if (status == UT_OK && plan)
    status = ut_plan_visit(b->plan, plan_row, b, err);
  if (status != UT_OK) {
    ut_balance_free(b);
    *out = NULL;
  }
  return status;
}

/* ---- the ledger ---- */

bool ut_balance_knows(struct ut_balance *b, struct ut_text name)
{
  return find(b, name) != NULL;
}

size_t ut_balance_count(const struct ut_balance *b)
{
  return b->known.count;
}

const struct ut_standing *ut_balance_get(const struct ut_balance *b, size_t index)
{
  return &b->insatser[index].is;
}

static const char *const reasons[REMARKS] = {[COSTS_OUTSIDE] = "utanfor_insatstid",
                                             [COSTS_EARLIER] = "fore_beslutet",
                                             [COSTS_UNKNOWN] = "okand_insats",
                                             [COSTS_AFTER] = "efter_as_of"};

/* What there is to say of an entry; REMARKS: nothing. */
static enum remark judge(const struct ut_balance *b, const struct insats *i, ut_date datum)
{
  if (!i)
    return COSTS_UNKNOWN;
  if (datum > b->as_of)
    return COSTS_AFTER;
  if (datum < i->totals_from)
    return COSTS_EARLIER;
  bool outside = i->is.decision && (datum < i->is.decision->tid.first || datum > i->is.decision->tid.last);
  return outside ? COSTS_OUTSIDE : REMARKS;
}

static enum ut_status count(struct insats *i, const struct ut_counted *c, ut_money amount, struct ut_error *err)
{
  enum ut_status status = c->year ? ut_money_add(&i->is.paid_year, amount, err) : UT_OK;
  return status == UT_OK && c->total ? ut_money_add(&i->is.paid_total, amount, err) : status;
}

static enum ut_status remark_on(struct ut_balance *b, struct insats *i, enum remark what, const struct ut_entry *entry,
                                struct ut_error *err)
{
  if (what == COSTS_UNKNOWN)
    return ut_note_add_stranger(&b->remarks[what], entry->insats, entry->belopp, entry->source, entry->line, err);
  struct ut_note *remarks = what == COSTS_AFTER ? b->remarks : i->remarks;
  return ut_note_add(&remarks[what], entry->belopp, entry->source, entry->line, err);
}

enum ut_status ut_balance_add(struct ut_balance *b, const struct ut_entry *entry, struct ut_counted *counted,
                              struct ut_error *err)
{
  struct insats *i = find(b, entry->insats);
  enum remark what = judge(b, i, entry->datum);
  bool known = what != COSTS_UNKNOWN && what != COSTS_AFTER;
  struct ut_counted c = {.year = known && ut_date_year(entry->datum) == ut_date_year(b->as_of),
                         .total = known && what != COSTS_EARLIER,
                         .insats = i ? (size_t)(i - b->insatser) : b->known.count,
                         .reason = what == REMARKS ? "" : reasons[what]};
  enum ut_status status = known ? count(i, &c, entry->belopp, err) : UT_OK;
  if (status == UT_OK && what != REMARKS)
    status = remark_on(b, i, what, entry, err);
  if (status != UT_OK)
    ut_error_at(err, entry->source, entry->line, 0, "belopp");
  if (counted)
    *counted = c;
  return status;
}

/* ---- writing ---- */

static const char *const column_names[] = {
    "insats",           "insatstid",        "beslutat_totalt", "budget_ar",          "forvantat_ar",
    "forvantat_totalt", "utbetalt_ar",      "utbetalt_totalt", "forbrukning_ar_pct", "forbrukning_totalt_pct",
    "differens_ar",     "differens_totalt", "aterstar_ar",     "aterstar_totalt"};

/* What is left is never below 0. */
static enum ut_status put_difference(struct ut_tidy *t, ut_money a, ut_money b, bool left, struct ut_error *err)
{
  ut_money difference;
  if (__builtin_sub_overflow(a, b, &difference))
    return ut_error_set(err, UT_BAD_INPUT, "a difference of amounts is too large");
  ut_tidy_money(t, left && difference < 0 ? 0 : difference);
  return UT_OK;
}

static enum ut_status put_figures(struct ut_tidy *t, const struct ut_standing *i, struct ut_error *err)
{
  const struct ut_decision *d = i->decision;
  const ut_money sums[] = {i->budget_year, i->expected_year, i->expected_total, i->paid_year, i->paid_total};
  if (d)
    ut_tidy_money(t, d->funds);
  else
    ut_tidy_empty(t, 1);
  for (size_t k = 0; k < sizeof sums / sizeof *sums; k++)
    ut_tidy_money(t, sums[k]);
  ut_tidy_percent(t, i->paid_year, i->budget_year);
  ut_tidy_percent(t, i->paid_total, d ? d->funds : 0);
  enum ut_status status = put_difference(t, i->expected_year, i->paid_year, false, err);
  if (status == UT_OK)
    status = put_difference(t, i->expected_total, i->paid_total, false, err);
  if (status == UT_OK)
    status = put_difference(t, i->budget_year, i->paid_year, true, err);
  if (status != UT_OK)
    return status;
  if (d)
    return put_difference(t, d->funds, i->paid_total, true, err);
  ut_tidy_empty(t, 1);
  return UT_OK;
}

static enum ut_status write_insats(struct ut_tidy *t, const struct ut_standing *i, struct ut_error *err)
{
  const struct ut_decision *d = i->decision;
  char tid[24] = "", first[11], last[11];
  if (d)
    snprintf(tid, sizeof tid, "%s..%s", ut_date_format(d->tid.first, first), ut_date_format(d->tid.last, last));
  const struct ut_text keys[] = {i->insats, ut_text_of(tid)};
  ut_tidy_begin(t, keys, 2);
  enum ut_status status = put_figures(t, i, err);
  return status == UT_OK ? ut_tidy_end(t, err) : status;
}

enum ut_status ut_balance_write(const struct ut_balance *b, struct ut_output *output, enum ut_format to,
                                struct ut_error *err)
{
  struct ut_tidy t = {0};
  enum ut_status status = ut_tidy_open(&t, output, to, column_names, sizeof column_names / sizeof *column_names, err);
  for (size_t i = 0; i < b->known.count && status == UT_OK; i++)
    status = write_insats(&t, &b->insatser[i].is, err);
  return ut_tidy_close(&t, status, err);
}

/* ---- notes ---- */

static const char *const texts[REMARKS] = {
    [NO_DECISION] = "no decision is in force",
    [PLAN_OUTSIDE] = "planned for periods outside the insatstid, spread over their own months",
    [COSTS_OUTSIDE] = "dated outside the insatstid, counted",
    [COSTS_EARLIER] = "dated before the decision in force began, left to an earlier one",
    [COSTS_UNKNOWN] = NULL, /* told of all of them together */
    [COSTS_AFTER] = NULL,   /* as was asked for */
};

static void say_remark(const struct ut_note *remark, struct ut_text insats, enum remark what, ut_note_say *say,
                       void *context)
{
  char text[UT_NOTE_SIZE];
  say(context, ut_note_format(remark, insats, texts[what], text));
}

void ut_balance_say_notes(const struct ut_balance *b, bool plan, ut_note_say *say, void *context)
{
  for (size_t i = 0; i < b->known.count; i++) {
    const struct insats *insats = &b->insatser[i];
    for (enum remark k = 0; k < REMARKS; k++)
      if (k == NO_DECISION ? !insats->is.decision : insats->remarks[k].rows > 0 && (plan || k != PLAN_OUTSIDE))
        say_remark(&insats->remarks[k], b->known.names[i], k, say, context);
  }
  char text[UT_NOTE_SIZE];
  if (b->remarks[COSTS_UNKNOWN].rows > 0)
    say(context, ut_note_format_strangers(&b->remarks[COSTS_UNKNOWN], text));
}

static void clear_remarks(struct ut_note *remarks)
{
  for (size_t k = 0; k < REMARKS; k++)
    ut_note_clear(&remarks[k]);
}

void ut_balance_free(struct ut_balance *b)
{
  if (!b)
    return;
  for (size_t i = 0; b->insatser && i < b->known.count; i++)
    clear_remarks(b->insatser[i].remarks);
  clear_remarks(b->remarks);
  ut_insatser_clear(&b->known);
  free(b->insatser);
  free(b);
}
