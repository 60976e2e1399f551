/* Rows of what each actor gets back. */
#include "payback/returns.h"

#include <math.h>

#include "table/tidy.h"
#include "payback/required.h"
#include "utfall/vocabulary.h"

enum { MONTH_DECIMALS = 1, RATIO_DECIMALS = 2 };

/* Those that are always there, those of draws, those of what is required, those of what is left. */
enum { ALWAYS = 15, DRAWN = 8, REQUIRED = 2, NET = 4, COLUMNS = ALWAYS + DRAWN + REQUIRED + NET };

static const char *const columns[COLUMNS] = {"aktor",
                                             "deltagare",
                                             "kostnad",
                                             "vinst_manad",
                                             "vinst_deltagare_ar",
                                             "summa_12",
                                             "nuvarde_12",
                                             "summa_horisont",
                                             "nuvarde_horisont",
                                             "aterbetalning_egen",
                                             "aterbetalning_hela",
                                             "aterbetalning_diskonterad",
                                             "nyttokvot",
                                             "internranta",
                                             "skal",
                                             "vinst_manad_p5",
                                             "vinst_manad_p50",
                                             "vinst_manad_p95",
                                             "aterbetalning_egen_p5",
                                             "aterbetalning_egen_p50",
                                             "aterbetalning_egen_p95",
                                             "andel_aterbetald",
                                             "andel_inom_mal",
                                             "fler_i_arbete",
                                             "skal_arbete",
                                             "netto_12",
                                             "netto_horisont",
                                             "potential",
                                             "verkningsgrad_pct"};

enum ut_status ut_returns_apart(const struct ut_names *by, struct ut_error *err)
{
  return ut_grouping_apart(by, columns, COLUMNS, err);
}

static void add_figure(struct ut_tidy *row, double value, int decimals)
{
  row->decimals = decimals;
  ut_tidy_double(row, value);
}

static void add_return(struct ut_tidy *row, const struct ut_return *r)
{
  if (r->cost == UT_COST_UNKNOWN)
    ut_tidy_empty(row, 1);
  else
    ut_tidy_money(row, r->cost);
  const double amounts[] = {r->gain, r->participant_year, r->sum_12, r->present_12, r->sum_horizon, r->present_horizon};
  for (size_t i = 0; i < sizeof amounts / sizeof *amounts; i++)
    ut_tidy_amount(row, amounts[i]);
  add_figure(row, r->own, MONTH_DECIMALS);
  add_figure(row, r->whole, MONTH_DECIMALS);
  add_figure(row, r->discounted, MONTH_DECIMALS);
  add_figure(row, r->ratio, RATIO_DECIMALS);
}

struct table {
  const struct ut_inputs *in;
  const struct ut_inputs_options *o;
  int decimals;
  struct ut_monthly_krona krona;
  struct ut_tidy row;
};

static void add_spread(struct table *t, const struct ut_draw_spread *spread)
{
  for (int i = 0; i < UT_SPREADS; i++)
    ut_tidy_amount(&t->row, spread->gain[i]);
  for (int i = 0; i < UT_SPREADS; i++)
    add_figure(&t->row, spread->own[i], MONTH_DECIMALS);
  bool shares = !isnan(spread->own[UT_SPREAD_50]), targeted = shares && !isnan(t->o->target);
  t->row.decimals = t->decimals;
  ut_tidy_ratio(&t->row, 100 * spread->repaid, shares ? t->o->draws.draws : 0);
  ut_tidy_ratio(&t->row, 100 * spread->within, targeted ? t->o->draws.draws : 0);
}

static void add_required(struct table *t, const struct ut_payback_group *group, int party, ut_money share)
{
  enum ut_required_reason reason;
  int64_t more = ut_required(&t->krona, group, t->in->prices, party, share, t->o->target, &reason);
  if (more >= 0)
    ut_tidy_count(&t->row, more);
  else
    ut_tidy_empty(&t->row, 1);
  ut_tidy_text(&t->row, ut_text_of(ut_required_reasons[reason]));
}

/* Present values, those of the actor's own gains, so that the actors' sum to those of society. What might have been is
 * the gain if all who are measured twice had come to full-time work. */
static void add_net(struct table *t, const struct ut_payback_group *group, int party, const struct ut_return *r)
{
  const struct ut_monthly_krona *krona = &t->krona;
  double worth[UT_PARTIES], further[UT_PARTIES];
  double cost = r->cost == UT_COST_UNKNOWN ? NAN : (double)r->cost * krona->cost, net = r->present_horizon - cost;
  ut_prices_value(t->in->prices, group->units.at, NULL, worth);
  ut_prices_value(t->in->prices, group->to_full.at, NULL, further);
  bool known = ut_effects_of_work(&t->in->groups->effects) && group->all > group->incomplete;
  double all = (worth[party] + further[party]) * (1 - krona->assumptions.deadweight / 100) * krona->present_horizon;
  ut_tidy_amount(&t->row, r->present_12 - cost);
  ut_tidy_amount(&t->row, net);
  ut_tidy_amount(&t->row, known ? all : NAN);
  add_figure(&t->row, known && all > 0 ? 100 * net / all : NAN, t->decimals);
}

static enum ut_status write_group(struct table *t, size_t index, struct ut_error *err)
{
  const struct ut_payback_group *group = ut_payback_groups_get(t->in->groups, index);
  bool drawn = t->o->draws.draws > 0;
  ut_money cost = t->in->shares[index];
  struct ut_tidy *row = &t->row;
  t->krona.assumptions.deadweight = ut_inputs_deadweight(t->in, index);
  struct ut_return returns[UT_PARTIES];
  struct ut_draw_spread spreads[UT_PARTIES];
  double worth[UT_PARTIES];
  ut_prices_value(t->in->prices, group->units.at, NULL, worth);
  ut_payback_evaluate(&t->krona, worth, cost, group->participations, returns);
  if (drawn)
    UT_TRY(ut_draws_run(group, t->in->prices, &t->krona, cost, t->o->target, &t->o->draws, spreads, err));
  for (int i = 0; i < UT_PARTIES; i++) {
    ut_tidy_begin(row, group->keys, t->in->o.by.count);
    ut_tidy_text(row, ut_text_of(ut_vocabularies[UT_AKTOR].codes[i].code));
    ut_tidy_count(row, group->participations);
    add_return(row, &returns[i]);
    add_figure(row, ut_payback_rate(&t->krona, worth, returns[i].cost, i), t->decimals);
    ut_tidy_text(row, ut_text_of(ut_payback_reasons[returns[i].reason]));
    if (drawn)
      add_spread(t, &spreads[i]);
    if (t->o->required)
      add_required(t, group, i, returns[i].cost);
    if (t->o->net)
      add_net(t, group, i, &returns[i]);
    UT_TRY(ut_tidy_end(row, err));
  }
  return UT_OK;
}

static bool has_column(const struct ut_inputs_options *o, int i)
{
  if (i < ALWAYS)
    return true;
  if (i < ALWAYS + DRAWN)
    return o->draws.draws > 0;
  return i < ALWAYS + DRAWN + REQUIRED ? o->required : o->net;
}

static enum ut_status write_rows(struct table *t, enum ut_format to, struct ut_output *output, struct ut_error *err)
{
  ut_tidy_begin(&t->row, t->in->o.by.names, t->in->o.by.count);
  for (int i = 0; i < COLUMNS; i++)
    if (has_column(t->o, i))
      ut_tidy_text(&t->row, ut_text_of(columns[i]));
  UT_TRY(ut_writer_open(&t->row.writer, output, to, t->row.cells, t->row.filled, NULL, err));
  for (size_t i = 0; i < t->in->groups->count; i++)
    UT_TRY(write_group(t, i, err));
  return UT_OK;
}

enum ut_status ut_returns_write(const struct ut_inputs *in, int decimals, enum ut_format to, struct ut_output *output,
                                struct ut_error *err)
{
  struct table t = {.in = in, .o = &in->o, .decimals = decimals};
  ut_monthly_krona_init(&t.krona, &in->assumptions);
  return ut_tidy_close(&t.row, write_rows(&t, to, output, err), err);
}
