/* payback: what an insats gives back, to whom and when. */
#include <math.h>

#include "cli/cli.h"
#include "payback/curve.h"
#include "payback/returns.h"
#include "payback/sensitivity.h"

struct options {
  struct ut_inputs_options inputs;
  bool sensitivity, curve;
};

static const struct ut_choice occasions[] = {{"efter", UT_EFTER}, {"6m", UT_6M}, {"12m", UT_12M}, {"24m", UT_24M}, {0}};
static const struct ut_choice missing[] = {
    {"unchanged", UT_MISSING_UNCHANGED}, {"drop", UT_MISSING_DROP}, {"error", UT_MISSING_ERROR}, {0}};

static const struct ut_option option_table[] = {
    UT_TEXT(inputs.prices, "NAME|FILE", "what a month of a code is worth to each actor", .shared = "prices"),
    UT_TEXT(inputs.cost, "KR|FILE", "an amount, or insats and utbetalt_totalt of budget"),
    UT_CHOICE(inputs.at, "T", "when after is: efter (default), 6m, 12m, 24m", occasions),
    UT_NAMES(inputs.by, "COLS", "for each group of these columns"),
    UT_INTEGER(inputs.horizon, "MONTHS", "of the longer sums (60)", 1, UT_PAYBACK_MONTHS),
    UT_NUMBER(inputs.discount, "P", "percent a year (3.5)", 0, 100),
    UT_TEXT(inputs.deadweight, "P|FILE", "percent of the gain that would have come anyway (0); by group dodvikt_pct"),
    UT_TEXT(inputs.decay, "FILE|observed", "how long gains last: manad and andel; follow-ups"),
    UT_INTEGER(inputs.writeoff, "MONTHS", "the cost is spread over these", 1, UT_PAYBACK_MONTHS),
    UT_TEXT(inputs.financing, "SHARES", "who pays the cost (stat=50,region=25,kommun=25)"),
    UT_CHOICE(inputs.missing, "M", "not measured twice: unchanged (default), drop, error", missing),
    UT_EITHER(inputs.unpriced_zero, "U", "codes without a price: error (default), zero", "error", "zero",
              .name = "unpriced"),
    UT_INTEGER(inputs.price_year, "YEAR", "of the prices, instead of that of exit", 1900, 2100),
    UT_TEXT(inputs.index, "NAME|FILE", "ar and varde, by which prices move between years", .shared = "prices"),
    UT_NUMBER(inputs.target, "MONTHS", "payback that is aimed at", 1, UT_PAYBACK_MONTHS),
    UT_INTEGER(inputs.draws.draws, "N", "resample persons and prices so many times", 1, UT_DRAWS_MAX),
    UT_INTEGER(inputs.draws.seed, "S", "of the draws (1)", 0, INT64_MAX),
    UT_INTEGER(inputs.draws.population, "N", "persons that those followed are a sample of", 1, INT32_MAX,
               .name = "finite"),
    UT_FLAG(sensitivity, "what each assumption does, instead"),
    UT_FLAG(curve, "what is gained and paid by each month, instead"),
    UT_FLAG(inputs.net, "add gains less costs, and what of the possible gain they are"),
    UT_FLAG(inputs.required, "add how many more must be in work for the target"),
    {0},
};

static enum ut_status check(const void *options, const struct ut_cli *cli, struct ut_error *err)
{
  const struct options *all = options;
  const struct ut_inputs_options *o = &all->inputs;
  bool target = ut_cli_given(cli, &o->target), draws = o->draws.draws > 0;
  const struct ut_conflict conflicts[] = {
      {!o->prices || !o->cost, "--prices and --cost are needed"},
      {!draws && (ut_cli_given(cli, &o->draws.seed) || o->draws.population), "--seed and --finite are for --draws"},
      {o->required && !target, "--required needs --target"},
      {target && !draws && !o->required, "--target is for --draws and --required"},
      {all->sensitivity && (draws || o->required),
       "--sensitivity is a table of its own, without --draws and --required"},
      {all->sensitivity && o->net, "--sensitivity is a table of its own, without --net"},
      {all->curve && (all->sensitivity || draws || o->required || o->net),
       "--curve is a table of its own, without --sensitivity, --draws, --required and --net"},
      {0},
  };
  return ut_cli_check(conflicts, err);
}

static const struct ut_command command = {
    .name = "payback",
    .summary = "What an insats gives back, to whom and when.",
    .operands = "[FILE...]",
    .example = "payback --prices exempel-2019 --cost 1500000 deltaganden.csv",
    .options = option_table,
    .decimals = true,
    .check = check,
};

struct run {
  struct ut_cli cli;
  struct options o;
  struct ut_participations *p;
  struct ut_inputs in;
};

/* No column of --by may be one of the table's own. */
static enum ut_status check_names(const struct options *o, struct ut_error *err)
{
  if (o->curve)
    return ut_curve_apart(&o->inputs.by, err);
  return o->sensitivity ? ut_sensitivity_table_apart(&o->inputs.by, err) : ut_returns_apart(&o->inputs.by, err);
}

static enum ut_status write_table(struct run *r, struct ut_error *err)
{
  struct ut_cli *cli = &r->cli;
  if (r->o.curve)
    return ut_curve_write(&r->in, cli->to, &cli->output, err);
  if (r->o.sensitivity)
    return ut_sensitivity_table_write(&r->in, cli->decimals, cli->to, &cli->output, err);
  return ut_returns_write(&r->in, cli->decimals, cli->to, &cli->output, err);
}

static enum ut_status run(struct run *r, struct ut_error *err)
{
  struct ut_cli *cli = &r->cli;
  struct ut_inputs_options *o = &r->o.inputs;
  o->run = cli->reading.run;
  UT_TRY(check_names(&r->o, err));
  UT_TRY(
      ut_participations_open_files(&r->p, cli->operands, cli->operand_count, &cli->reading, UT_DATE_NONE, o->at, err));
  UT_TRY(ut_inputs_open(&r->in, r->p, o, err));
  ut_cli_confine(cli);
  UT_TRY(ut_participations_each(r->p, ut_inputs_take, &r->in, err));
  UT_TRY(ut_inputs_finish(&r->in, err));
  if (o->draws.population && r->in.groups->count > 1)
    return ut_error_set(err, UT_USAGE, "--finite is of one population, not of several groups");
  UT_TRY(write_table(r, err));
  ut_inputs_note(&r->in);
  return UT_OK;
}

int main(int argc, char **argv)
{
  struct run r = {.o.inputs = {.financing = "stat=50,region=25,kommun=25",
                               .at = UT_EFTER,
                               .horizon = 60,
                               .discount = 3.5,
                               .target = NAN,
                               .draws.seed = 1}};
  struct ut_error err = {0};
  enum ut_status status = ut_cli_parse(&r.cli, &command, &r.o, argc, argv, 1, 2);
  if (status == UT_OK)
    status = run(&r, &err);
  ut_inputs_clear(&r.in);
  ut_participations_free(r.p);
  return ut_cli_finish(&r.cli, status, &err);
}
