/* payback: what an insats gives back, to whom and when. */
#include <math.h>
#include <stddef.h>

#include "payback/returns.h"
#include "payback/sensitivity.h"
#include "cli/cli.h"

enum { AFTER_FIRST = UT_EFTER, NOT_GIVEN = -1, SEED = 1 };

struct options {
  const char *prices, *cost, *index, *decay, *financing;
  int at, missing, unpriced;
  int64_t horizon, writeoff, price_year; /* 0: not given */
  double discount, deadweight;
  double target;                   /* NAN: not given */
  int64_t draws, seed, population; /* 0: not given; seed NOT_GIVEN */
  bool sensitivity, required;
  struct ut_names by;
};

#define AT(member) offsetof(struct options, member)

static const char *const occasions[] = {"efter", "6m", "12m", "24m", NULL};
static const char *const missing[] = {"unchanged", "drop", "error", NULL};
static const char *const unpriced[] = {"error", "zero", NULL};

static const struct ut_option option_table[] = {
    {"prices", UT_OPT_TEXT, AT(prices), "NAME|FILE", "what a month of a code is worth to each actor", NULL, 0, 0},
    {"cost", UT_OPT_TEXT, AT(cost), "KR|FILE", "an amount, or insats and utbetalt_totalt of budget", NULL, 0, 0},
    {"at", UT_OPT_CHOICE, AT(at), "T", "when after is: efter (default), 6m, 12m, 24m", occasions, 0, 0},
    {"by", UT_OPT_NAMES, AT(by), "COLS", "for each group of these columns", NULL, 0, 0},
    {"horizon", UT_OPT_INTEGER, AT(horizon), "MONTHS", "of the longer sums (60)", NULL, 1, UT_PAYBACK_MONTHS},
    {"discount", UT_OPT_NUMBER, AT(discount), "P", "percent a year (3.5)", NULL, 0, 100},
    {"deadweight", UT_OPT_NUMBER, AT(deadweight), "P", "percent of the gain that would have come anyway (0)", NULL, 0,
     100},
    {"decay", UT_OPT_TEXT, AT(decay), "FILE|observed", "how long gains last: manad and andel; follow-ups", NULL, 0, 0},
    {"writeoff", UT_OPT_INTEGER, AT(writeoff), "MONTHS", "the cost is spread over these", NULL, 1, UT_PAYBACK_MONTHS},
    {"financing", UT_OPT_TEXT, AT(financing), "SHARES", "who pays the cost (stat=50,region=25,kommun=25)", NULL, 0, 0},
    {"missing", UT_OPT_CHOICE, AT(missing), "M", "not measured twice: unchanged (default), drop, error", missing, 0, 0},
    {"unpriced", UT_OPT_CHOICE, AT(unpriced), "U", "codes without a price: error (default), zero", unpriced, 0, 0},
    {"price-year", UT_OPT_INTEGER, AT(price_year), "YEAR", "of the prices, instead of that of exit", NULL, 1900, 2100},
    {"index", UT_OPT_TEXT, AT(index), "NAME|FILE", "ar and varde, by which prices move between years", NULL, 0, 0},
    {"target", UT_OPT_NUMBER, AT(target), "MONTHS", "payback that is aimed at", NULL, 1, UT_PAYBACK_MONTHS},
    {"draws", UT_OPT_INTEGER, AT(draws), "N", "resample persons and prices so many times", NULL, 1, UT_DRAWS_MAX},
    {"seed", UT_OPT_INTEGER, AT(seed), "S", "of the draws (1)", NULL, 0, INT64_MAX},
    {"finite", UT_OPT_INTEGER, AT(population), "N", "persons that those followed are a sample of", NULL, 1, INT32_MAX},
    {"sensitivity", UT_OPT_FLAG, AT(sensitivity), NULL, "what each assumption does, instead", NULL, 0, 0},
    {"required", UT_OPT_FLAG, AT(required), NULL, "add how many more must be in work for the target", NULL, 0, 0},
};

static enum ut_status check(const void *options, const struct ut_cli *cli, struct ut_error *err)
{
  const struct options *o = options;
  (void)cli;
  bool target = !isnan(o->target);
  const struct ut_conflict conflicts[] = {
      {!o->prices || !o->cost, "--prices and --cost are needed"},
      {!o->draws && (o->seed != NOT_GIVEN || o->population), "--seed and --finite are for --draws"},
      {o->required && !target, "--required needs --target"},
      {target && !o->draws && !o->required, "--target is for --draws and --required"},
      {o->sensitivity && (o->draws || o->required),
       "--sensitivity is a table of its own, without --draws and --required"},
  };
  return ut_cli_check_conflicts(conflicts, sizeof conflicts / sizeof *conflicts, err);
}

static const struct ut_command command = {.name = "payback",
                                          .summary = "What an insats gives back, to whom and when.",
                                          .operands = "[FILE...]",
                                          .options = option_table,
                                          .count = sizeof option_table / sizeof *option_table,
                                          .decimals = true,
                                          .check = check};

struct run {
  struct ut_cli *cli;
  const struct options *o;
  struct ut_participations *p;
  struct ut_inputs in;
};

/* ---- notes ---- */

static void note_missing(struct run *r)
{
  int64_t all = 0, incomplete = 0;
  for (size_t i = 0; i < r->in.groups->count; i++) {
    all += r->in.groups->groups[i].all;
    incomplete += r->in.groups->groups[i].incomplete;
  }
  if (incomplete > 0)
    ut_cli_note(r->cli, "%lld of %lld participations are not measured both before and after: %s", (long long)incomplete,
                (long long)all, r->o->missing == UT_MISSING_DROP ? "dropped" : "unchanged");
}

static void note_columns(struct run *r)
{
  char quoted[UT_QUOTED];
  const struct ut_effects *effects = &r->in.groups->effects;
  for (size_t i = 0; i < UT_EFFECT_KINDS; i++)
    if (effects->kinds[i].unpaired)
      ut_cli_note(r->cli, "there is no column %s: its kind is not compared", effects->kinds[i].unpaired);
  if (r->o->draws && !r->in.groups->identified)
    ut_cli_note(r->cli, "there is no column id: every participation is drawn as a person of its own");
  for (const struct ut_unpriced *u = effects->unpriced; u < effects->unpriced + effects->unpriced_count; u++)
    ut_cli_note(r->cli, "%s has no price: taken for nothing in %lld participation%s",
                ut_quote(quoted, u->code.ptr, u->code.len), (long long)u->participations,
                u->participations == 1 ? "" : "s");
}

static void note_decay(struct run *r)
{
  const struct ut_followups *f = &r->in.followups;
  if (r->in.assumptions.decay.of_one)
    ut_cli_note(r->cli, "%s: no share is above 1: taken for parts of one, not for percent", r->o->decay);
  for (int at = UT_6M; r->in.observed && at <= UT_24M; at++)
    if (f->base[at] > 0)
      ut_cli_note(r->cli, "%s: %lld of %lld who began to work or study still do", ut_occasion_names[at],
                  (long long)f->still[at], (long long)f->base[at]);
}

static void note_costs(struct run *r)
{
  char quoted[UT_QUOTED], money[UT_MONEY_SIZE];
  for (size_t i = 0; i < r->in.costs->count; i++) {
    const struct ut_cost *cost = &r->in.costs->costs[i];
    ut_quote(quoted, cost->insats.ptr, cost->insats.len);
    if (cost->amount == UT_COST_UNKNOWN && cost->participations > 0)
      ut_cli_note(r->cli, "%s: %lld participation%s and no cost", quoted, (long long)cost->participations,
                  cost->participations == 1 ? "" : "s");
    if (cost->participations == 0 && cost->amount > 0)
      ut_cli_note(r->cli, "%s%s%s kr and nobody took part", cost->insats.len ? quoted : "",
                  cost->insats.len ? ": " : "", ut_money_format(cost->amount, money));
  }
}

static enum ut_status write_table(struct run *r, struct ut_error *err)
{
  const struct options *o = r->o;
  int decimals = (int)r->cli->decimals;
  const struct ut_draw_options draws = {
      .draws = o->draws, .seed = (uint64_t)(o->seed == NOT_GIVEN ? SEED : o->seed), .population = o->population};
  const struct ut_returns_options options = {
      .decimals = decimals, .target = o->target, .required = o->required, .draws = o->draws ? &draws : NULL};
  if (o->population && r->in.groups->count > 1)
    return ut_error_set(err, UT_USAGE, "--finite is of one population, not of several groups");
  if (o->sensitivity)
    return ut_sensitivity_table_write(&r->in, decimals, r->cli->to, &r->cli->output, err);
  return ut_returns_write(&r->in, &options, r->cli->to, &r->cli->output, err);
}

static enum ut_status run(struct run *r, struct ut_error *err)
{
  const struct options *o = r->o;
  const struct ut_inputs_options options = {.prices = o->prices,
                                            .index = o->index,
                                            .cost = o->cost,
                                            .decay = o->decay,
                                            .financing = o->financing,
                                            .at = (enum ut_occasion)(AFTER_FIRST + o->at),
                                            .missing = (enum ut_missing)o->missing,
                                            .unpriced_zero = o->unpriced,
                                            .persons = o->draws > 0,
                                            .idle = o->required,
                                            .price_year = (int)o->price_year,
                                            .discount = o->discount,
                                            .deadweight = o->deadweight,
                                            .horizon = (int)o->horizon,
                                            .writeoff = (int)o->writeoff,
                                            .by = &o->by};
  const struct ut_reader_options reading = ut_cli_reading(r->cli);
  enum ut_status status = (o->sensitivity ? ut_sensitivity_table_apart : ut_returns_apart)(&o->by, err);
  if (status == UT_OK)
    status = ut_participations_open_files(&r->p, r->cli->operands, r->cli->operand_count, &reading, UT_DATE_NONE,
                                          options.at, err);
  if (status == UT_OK)
    status = ut_inputs_open(&r->in, r->p, &options, err);
  if (status == UT_OK)
    status = ut_participations_each(r->p, ut_inputs_take, &r->in, err);
  if (status == UT_OK)
    status = ut_inputs_finish(&r->in, err);
  if (status == UT_OK)
    status = write_table(r, err);
  if (status != UT_OK)
    return status;
  note_columns(r);
  note_missing(r);
  note_decay(r);
  note_costs(r);
  return UT_OK;
}

int main(int argc, char **argv)
{
  struct options options = {
      .financing = "stat=50,region=25,kommun=25", .horizon = 60, .discount = 3.5, .target = NAN, .seed = NOT_GIVEN};
  struct ut_cli cli;
  struct run r = {.cli = &cli, .o = &options};
  struct ut_error err = {0};
  enum ut_status status = UT_OK;
  if (ut_cli_parse(&cli, &command, &options, argc, argv, 1, 2) == UT_OK)
    status = run(&r, &err);
  ut_inputs_clear(&r.in);
  ut_participations_free(r.p);
  return ut_cli_finish(&cli, status, &err);
}
