/* Ekonomi i balans: a record per insats, of which there are dozens, and sums in öre. */
#include "budget/balance.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- decisions and plan ---- */

static enum ut_status plan_row(struct ut_statement *s, size_t insats, const struct ut_plan_row *row,
                               struct ut_error *err)
{
  struct ut_standing *i = &((struct ut_balance *)s->own)->insatser[insats];
  struct ut_spread spread = ut_plan_spread(row, i->decision ? &i->decision->tid : NULL);
  int now = ut_month_of(s->o.as_of), january = now - now % 12;
  int from = i->totals_from == UT_DATE_NONE ? spread.first : ut_month_of(i->totals_from);
  UT_TRY(ut_money_add(&i->budget_year, ut_spread_within(&spread, january, january + 11), err));
  i->planned |= spread.first <= january + 11 && spread.first + spread.count > january;
  UT_TRY(ut_money_add(&i->expected_year, ut_spread_within(&spread, january, now), err));
  if (from <= now)
    UT_TRY(ut_money_add(&i->expected_total, ut_spread_within(&spread, from, now), err));
  if (!spread.outside)
    return UT_OK;
  return ut_note_add(&i->notes[UT_PLAN_OUTSIDE], row->belopp, s->plan.source, row->line, err);
}

enum ut_status ut_balance_begin(struct ut_statement *s, struct ut_error *err)
{
  struct ut_balance *b = s->own;
  b->insatser = calloc(ut_statement_count(s) + 1, sizeof *b->insatser);
  if (!b->insatser)
    return ut_error_nomem(err);
  for (size_t i = 0; i < ut_statement_count(s); i++) {
    struct ut_text name = ut_statement_name(s, i);
    b->insatser[i].decision = ut_decisions_in_force(&s->decisions, name, s->o.as_of);
    b->insatser[i].totals_from = ut_decisions_totals_from(&s->decisions, name, s->o.as_of);
  }
  return ut_statement_visit_plan(s, plan_row, err);
}

/* ---- the ledger ---- */

enum { FAR_YEARS = 10 };

static const char *const reasons[UT_REMARKS] = {
    [UT_COSTS_OUTSIDE] = "utanfor_insatstid", [UT_COSTS_EARLIER] = "fore_beslutet", [UT_COSTS_UNKNOWN] = "okand_insats",
    [UT_COSTS_AFTER] = "efter_as_of",         [UT_COSTS_FAR] = "efter_as_of",       [UT_NO_REMARK] = ""};

static enum ut_remark judge(const struct ut_standing *i, ut_date datum, ut_date as_of)
{
  if (!i)
    return UT_COSTS_UNKNOWN;
  if (datum > as_of)
    return ut_date_year(datum) - ut_date_year(as_of) > FAR_YEARS ? UT_COSTS_FAR : UT_COSTS_AFTER;
  if (datum < i->totals_from)
    return UT_COSTS_EARLIER;
  bool outside = i->decision && (datum < i->decision->tid.first || datum > i->decision->tid.last);
  return outside ? UT_COSTS_OUTSIDE : UT_NO_REMARK;
}

enum ut_status ut_balance_add(struct ut_statement *s, size_t insats, const struct ut_entry *entry,
                              struct ut_counted *counted, struct ut_error *err)
{
  const struct ut_balance *b = s->own;
  struct ut_standing *i = insats < ut_statement_count(s) ? &b->insatser[insats] : NULL;
  enum ut_remark remark = judge(i, entry->datum, s->o.as_of);
  bool known = remark != UT_COSTS_UNKNOWN && remark != UT_COSTS_AFTER && remark != UT_COSTS_FAR;
  *counted = (struct ut_counted){.year = known && ut_date_year(entry->datum) == ut_date_year(s->o.as_of),
                                 .total = known && remark != UT_COSTS_EARLIER,
                                 .reason = reasons[remark]};
  if (counted->year)
    UT_TRY(ut_money_add(&i->paid_year, entry->belopp, err));
  if (counted->total)
    UT_TRY(ut_money_add(&i->paid_total, entry->belopp, err));
  return remark < UT_NOTED_REMARKS ? ut_entry_note(&i->notes[remark], entry, err) : UT_OK;
}

static enum ut_status take(struct ut_statement *s, size_t insats, const struct ut_entry *entry, struct ut_error *err)
{
  struct ut_counted counted;
  return ut_balance_add(s, insats, entry, &counted, err);
}

/* ---- parts ---- */

enum { PAID_YEAR, PAID_TOTAL, PAID };

static enum ut_status close(struct ut_statement *s, struct ut_partial *part, struct ut_error *err)
{
  static const struct ut_vocabulary *const natural[] = {NULL};
  struct ut_balance *b = s->own;
  if (ut_table_new(&b->paid, natural, 1, PAID))
    return ut_error_nomem(err);
  for (size_t i = 0; i < ut_statement_count(s); i++) {
    struct ut_text name = ut_statement_name(s, i);
    int64_t *sums;
    UT_TRY(ut_table_find(b->paid, &name, &sums, err));
    sums[PAID_YEAR] = b->insatser[i].paid_year;
    sums[PAID_TOTAL] = b->insatser[i].paid_total;
  }
  return ut_partial_table(part, "utbetalt", b->paid, err);
}

static enum ut_status take_sums(struct ut_statement *s, struct ut_error *err)
{
  const struct ut_balance *b = s->own;
  for (size_t i = 0; i < ut_table_groups(b->paid); i++) {
    struct ut_group group = ut_table_group(b->paid, i);
    size_t insats;
    UT_TRY(ut_statement_find_part(s, *group.keys, &insats, err));
    b->insatser[insats].paid_year = group.counters[PAID_YEAR];
    b->insatser[insats].paid_total = group.counters[PAID_TOTAL];
  }
  return UT_OK;
}

/* ---- the table ---- */

/* insatstid is `start..slut`, forbrukning whole percent; differens is expected less paid, aterstar budget and decided
 * less paid, never below 0. The cells that come of a decision are empty where none is in force. */
static const char *const column_names[] = {
    "insats",           "insatstid",        "beslutat_totalt", "budget_ar",          "forvantat_ar",
    "forvantat_totalt", "utbetalt_ar",      "utbetalt_totalt", "forbrukning_ar_pct", "forbrukning_totalt_pct",
    "differens_ar",     "differens_totalt", "aterstar_ar",     "aterstar_totalt"};

static enum ut_status put_difference(struct ut_tidy *t, ut_money a, ut_money b, bool left, struct ut_error *err)
{
  ut_money difference;
  UT_TRY(ut_money_subtract(a, b, &difference, err));
  ut_tidy_money(t, left && difference < 0 ? 0 : difference);
  return UT_OK;
}

static enum ut_status write_insats(struct ut_tidy *t, struct ut_text name, const struct ut_standing *i,
                                   struct ut_error *err)
{
  const ut_money sums[] = {i->budget_year, i->expected_year, i->expected_total, i->paid_year, i->paid_total};
  const struct ut_decision *d = i->decision;
  char tid[24] = "", first[11], last[11];
  if (d)
    snprintf(tid, sizeof tid, "%s..%s", ut_date_format(d->tid.first, first), ut_date_format(d->tid.last, last));
  ut_tidy_begin(t, (const struct ut_text[]){name, ut_text_of(tid)}, 2);
  if (d)
    ut_tidy_money(t, d->funds);
  else
    ut_tidy_empty(t, 1);
  for (size_t k = 0; k < sizeof sums / sizeof *sums; k++)
    ut_tidy_money(t, sums[k]);
  ut_tidy_percent(t, i->paid_year, i->budget_year);
  ut_tidy_percent(t, i->paid_total, d ? d->funds : 0);
  UT_TRY(put_difference(t, i->expected_year, i->paid_year, false, err));
  UT_TRY(put_difference(t, i->expected_total, i->paid_total, false, err));
  UT_TRY(put_difference(t, i->budget_year, i->paid_year, true, err));
  if (d)
    UT_TRY(put_difference(t, d->funds, i->paid_total, true, err));
  else
    ut_tidy_empty(t, 1);
  return ut_tidy_end(t, err);
}

static enum ut_status write_rows(struct ut_statement *s, struct ut_error *err)
{
  const struct ut_balance *b = s->own;
  UT_TRY(take_sums(s, err));
  for (size_t i = 0; i < ut_statement_count(s); i++)
    UT_TRY(write_insats(&s->table, ut_statement_name(s, i), &b->insatser[i], err));
  return UT_OK;
}

/* ---- notes ---- */

static const struct {
  enum ut_note_code code;
  const char *text;
} remarks[UT_NOTED_REMARKS] = {
    [UT_NO_DECISION] = {UT_NOTE_BESLUT_SAKNAS, "no decision is in force"},
    [UT_PLAN_OUTSIDE] = {UT_NOTE_PLAN_UTANFOR,
                         "planned for periods outside the insatstid, spread over their own months"},
    [UT_COSTS_OUTSIDE] = {UT_NOTE_UTANFOR_INSATSTID, "dated outside the insatstid, counted"},
    [UT_COSTS_EARLIER] = {UT_NOTE_UTANFOR_INSATSTID,
                          "dated before the decision in force began, left to an earlier one"},
    [UT_COSTS_FAR] = {UT_NOTE_DATUM_AVVIKER, "dated more than ten years after the day of the balance, not counted"},
};

/* Is one amount so many times the other that one of them may be of thousands of kronor? A budget that is overspent, or
 * a decision of few months, comes nowhere near. */
static bool is_of_other_size(ut_money amount, ut_money held)
{
  enum { TIMES = 50 };
  return held > 0 && amount / TIMES >= held;
}

static void say_sizes(struct ut_text name, const struct ut_standing *i, struct ut_run *run)
{
  const ut_money funds = i->decision ? i->decision->funds : 0;
  const struct {
    ut_money amount, held;
    const char *what, *of;
  } pairs[] = {{i->budget_year, funds, "planned for the year", "decided"},
               {i->paid_year, i->budget_year, "paid in the year", "planned for it"},
               {i->paid_total, funds, "paid", "decided"}};
  char quoted[UT_QUOTED], amount[UT_MONEY_SIZE], held[UT_MONEY_SIZE];
  for (size_t k = 0; k < sizeof pairs / sizeof *pairs; k++) {
    if (!is_of_other_size(pairs[k].amount, pairs[k].held))
      continue;
    ut_run_note(run, UT_NOTE_BELOPP_AVVIKER, 1, NULL, 0,
                "%s: %s kr %s, and %s kr %s: is one of them in thousands of kronor?",
                ut_quote(quoted, name.ptr, name.len), ut_money_format(pairs[k].amount, amount), pairs[k].what,
                ut_money_format(pairs[k].held, held), pairs[k].of);
    return;
  }
}

/* The plan, which all parts share, is remarked on where the table shows figures of it. */
void ut_balance_say_notes(const struct ut_statement *s, struct ut_run *run)
{
  const struct ut_balance *b = s->own;
  for (size_t i = 0; i < ut_statement_count(s) && s->form->shows_plan && !s->o.partial; i++)
    say_sizes(ut_statement_name(s, i), &b->insatser[i], run);
  for (size_t i = 0; i < ut_statement_count(s); i++)
    for (enum ut_remark k = s->o.partial ? UT_COSTS_OUTSIDE : 0; k < UT_NOTED_REMARKS; k++) {
      const struct ut_note *n = &b->insatser[i].notes[k];
      if (k == UT_NO_DECISION ? !b->insatser[i].decision : n->rows > 0 && (k != UT_PLAN_OUTSIDE || s->form->shows_plan))
        ut_note_say(n, ut_statement_name(s, i), remarks[k].code, remarks[k].text, run);
    }
  ut_note_say_strangers(&s->strangers, run);
}

void ut_balance_clear(struct ut_statement *s)
{
  const struct ut_balance *b = s->own;
  for (size_t i = 0; b->insatser && i < ut_statement_count(s); i++)
    for (size_t k = 0; k < UT_NOTED_REMARKS; k++)
      ut_note_clear(&b->insatser[i].notes[k]);
  free(b->insatser);
  ut_table_free(b->paid);
}

const struct ut_statement_form ut_balance_form = {.columns = column_names,
                                                  .column_count = sizeof column_names / sizeof *column_names,
                                                  .size = sizeof(struct ut_balance),
                                                  .shows_plan = true,
                                                  .field = "belopp",
                                                  .begin = ut_balance_begin,
                                                  .take = take,
                                                  .close = close,
                                                  .write = write_rows,
                                                  .say_notes = ut_balance_say_notes,
                                                  .clear = ut_balance_clear};
