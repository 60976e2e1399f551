/* outcomes: outcome classes and the reports that follow from them. */
#include "cli/spread.h"
#include "outcomes/named_classes.h"
#include "outcomes/reporting.h"

struct options {
  struct ut_report_options report;
  struct ut_report_base_options base;
  struct ut_rolling_options rolling;
  struct ut_report_input_options inputs;
  const char *classes;
  int64_t threads;
  bool assign;
};

static const struct ut_choice occasions[] = {
    {"fore", UT_FORE}, {"under", UT_UNDER}, {"efter", UT_EFTER}, {"6m", UT_6M}, {"12m", UT_12M}, {"24m", UT_24M}, {0}};
static const struct ut_choice reports[] = {{"shares", UT_SHARES},
                                           {"change", UT_CHANGE},
                                           {"gained", UT_GAINED},
                                           {"support", UT_SUPPORT},
                                           {"matrix", UT_MATRIX},
                                           {"duration", UT_DURATION},
                                           {"reasons", UT_REASONS},
                                           {"time", UT_TIME},
                                           {"paid", UT_PAID},
                                           {"effect", UT_EFFECT},
                                           {0}};
static const struct ut_choice units[] = {{"year", UT_PAID_YEAR}, {0}};
static const struct ut_choice steps[] = {{"month", UT_MONTH}, {"quarter", UT_QUARTER}, {"tertial", UT_THIRD},
                                         {"half", UT_HALF},   {"year", UT_YEAR},       {0}};

static const struct ut_option option_table[] = {
    UT_CHOICE(report.at, "T", "when: fore, under, efter (default), 6m, 12m, 24m", occasions),
    UT_DATE(report.as_of, "DATE", "as the world was that day; says which follow-ups are due"),
    UT_TEXT(classes, "NAME|FILE", "the classes and their rules (sus)", .shared = "classes"),
    UT_TEXT(base.base, "EXPR", "who is in the base, instead of the default"),
    UT_TEXT(base.exclude, "EXPR", "who is taken from the base"),
    UT_NAMES(report.by, "COLS", "for each group of these columns"),
    UT_FLAG(report.totals, "add totals over every subset of --by"),
    UT_FLAG(report.multiple, "count every class that matches, not the first"),
    UT_TEXT(rolling.months, "Nm", "a report for each window of N months of exits", .name = "rolling"),
    UT_CHOICE(rolling.step, "UNIT", "--rolling: a window ends with each month, quarter, tertial, half or year", steps),
    UT_PERIOD(rolling.period, "A..B", "--rolling: that ends in this period"),
    UT_FLAG(report.bounds, "add what those who are not known could have been"),
    UT_FLAG(base.not_due, "with --base at 6m, 12m, 24m: those whose follow-up is not due yet, too"),
    UT_FLAG(assign, "pass the rows through with what counts them, and why"),
    UT_NUMBER(report.confidence, "P", "of the intervals, in percent (95)", 0, 100),
    UT_CHOICE(report.kind, "R",
              "shares (default), change, gained, support, matrix, duration, reasons, time, paid, effect", reports,
              .name = "report"),
    UT_FLAG(report.spread, "duration: add the standard deviation"),
    UT_TEXT(inputs.event, "EXPR", "time: what is waited for, as it is at the exit; effect: what may have come of it"),
    UT_EITHER(report.waiting.employment, "COL", "time: its day, slut (default) or anstallning_start", "slut",
              "anstallning_start", .name = "event-date"),
    UT_TEXT(inputs.months, "M,M|all", "time: months from the start (6,12,18), or every day with an event"),
    UT_TEXT(inputs.payments, "FILE", "paid: what was paid to whom, month by month"),
    UT_TEXT(inputs.covered, "A..B|FILE", "paid: the months that the payments are of, all of them or by person"),
    UT_EITHER(report.paying.employment, "A", "paid: before, during and after the insats (default) or anstallning",
              "insats", "anstallning", .name = "anchor"),
    UT_INTEGER(report.paying.window, "MONTHS", "paid: so many before and after (3)", 1, UT_PAID_WINDOW),
    UT_CHOICE(report.paying.unit, "year", "paid: by calendar years instead", units),
    UT_TEXT(inputs.treated, "EXPR", "effect: who took part; all others are compared with"),
    UT_NAMES(report.comparing.strata, "COLS", "effect: only those who are alike in these columns are compared"),
    UT_FLAG(report.comparing.balance, "effect: how alike the two groups are in these columns, instead"),
    UT_INTEGER(threads, "N", "count by so many processes at once", 1, UT_WORKERS_MOST, .parts = true),
    {0},
};

/* May spans of a file be counted, and what was counted be added? */
static bool spreads(const struct options *o)
{
  return !o->assign && o->report.kind != UT_PAID;
}

/* The conflicts of the windows of --rolling, and of the reports that need a day or options of their own. */
static enum ut_status check_days(const struct options *all, const struct ut_cli *cli, struct ut_error *err)
{
  const struct ut_report_options *o = &all->report;
  bool step = ut_cli_given(cli, &all->rolling.step), period = ut_cli_given(cli, &all->rolling.period);
  bool rolling = all->rolling.months, as_of = ut_cli_given(cli, &o->as_of), known = as_of || rolling;
  bool time = o->kind == UT_TIME, employment = ut_cli_given(cli, &o->waiting.employment);
  const struct ut_conflict conflicts[] = {
      {(all->inputs.months || employment) && !time, "--event-date and --months are for --report time"},
      {all->inputs.months && all->assign, "--assign passes rows through; it does not go with --months"},
      {all->inputs.event && !time && o->kind != UT_EFFECT, "--event is for --report time and effect"},
      {time && o->at != UT_EFTER, "--report time reads what is known at the exit; it does not go with --at"},
      {(rolling || step || period) && !(rolling && step && period), "--rolling, --step and --period need each other"},
      {rolling && as_of, "--rolling sees each window as of its last day; it does not go with --as-of"},
      {rolling && all->assign, "--assign passes rows through; it does not go with --rolling"},
      {time && !known, "--report time needs --as-of: those still in are followed until then"},
      {time && !all->inputs.event && !o->waiting.employment,
       "--report time needs --event, or --event-date anstallning_start"},
      {o->at >= UT_6M && !known, "--at 6m, 12m and 24m need --as-of: only follow-ups that are due are counted"},
      {o->kind == UT_PAID && !known, "--report paid needs --as-of: months after it have not passed"},
      {0},
  };
  return ut_cli_check(conflicts, err);
}

static enum ut_status check_inputs(const struct options *all, const struct ut_cli *cli, struct ut_error *err)
{
  const struct ut_report_options *o = &all->report;
  const struct ut_report_input_options *in = &all->inputs;
  bool paid = o->kind == UT_PAID, effect = o->kind == UT_EFFECT, strata = o->comparing.strata.count > 0;
  bool anchor = ut_cli_given(cli, &o->paying.employment) || ut_cli_given(cli, &o->paying.window);
  bool years = ut_cli_given(cli, &o->paying.unit);
  struct ut_period months;
  const struct ut_conflict conflicts[] = {
      {(in->payments || in->covered || anchor || years) && !paid,
       "--payments, --covered, --anchor, --window and --unit are for --report paid"},
      {paid && (!in->payments || !in->covered), "--report paid needs --payments and --covered"},
      {paid && ut_cli_given(cli, &o->at), "--report paid is about months; it does not go with --at"},
      {years && anchor, "--unit year has calendar years, without --anchor and --window"},
      {(in->treated || strata || o->comparing.balance) && !effect,
       "--treated, --strata and --balance are for --report effect"},
      {effect && (!in->treated || !in->event || !strata), "--report effect needs --treated, --event and --strata"},
      {cli->partial && all->assign, "--assign passes rows through; it does not go with --partial"},
      {cli->partial && years && in->covered && ut_period_parse(ut_text_of(in->covered), &months, NULL) != UT_OK,
       "--partial of --unit year needs --covered A..B, which says what years there are"},
      {ut_cli_given(cli, &all->threads) && !spreads(all),
       "--threads goes neither with --assign nor with --report paid"},
      {o->spread && o->kind != UT_DURATION, "--spread is for duration"},
      {0},
  };
  return ut_cli_check(conflicts, err);
}

static enum ut_status check(const void *options, const struct ut_cli *cli, struct ut_error *err)
{
  const struct options *all = options;
  const struct ut_report_options *o = &all->report;
  bool shares = o->kind == UT_SHARES, compares = o->kind >= UT_CHANGE && o->kind <= UT_MATRIX;
  bool support = o->kind == UT_SUPPORT || o->kind == UT_MATRIX, passes = ut_report_traces(o) || o->kind == UT_PAID;
  bool intervals = shares || o->kind == UT_TIME || (o->kind == UT_EFFECT && !o->comparing.balance);
  const struct ut_conflict conflicts[] = {
      {all->assign && (!passes || o->by.count > 0 || o->totals),
       "--assign passes rows through; it is for shares, time, paid and effect, without --by and --totals"},
      {(ut_cli_given(cli, &all->classes) || o->multiple) && !shares, "--classes and --multiple are for shares"},
      {ut_cli_given(cli, &o->confidence) && (!intervals || all->assign),
       "--confidence is for the intervals of shares, time and effect"},
      {o->bounds && (!shares || all->assign), "--bounds is for shares"},
      {all->base.not_due && (!all->base.base || o->at < UT_6M), "--not-due is for --base with --at 6m, 12m or 24m"},
      {o->confidence <= 0 || o->confidence >= 100, "--confidence is more than 0 and less than 100 percent"},
      {o->confidence < 1, "--confidence is in percent: 95, not 0.95"},
      {compares && o->at == UT_FORE, "change, gained, support and matrix compare with fore; --at is another occasion"},
      {support && o->at == UT_UNDER, "support is not asked during a participation: --at under has none"},
      {0},
  };
  UT_TRY(check_days(all, cli, err));
  UT_TRY(check_inputs(all, cli, err));
  return ut_cli_check(conflicts, err);
}

static const struct ut_command command = {
    .name = "outcomes",
    .summary = "Counts outcomes of participations.",
    .operands = "[FILE...]",
    .example = "outcomes --by kon --totals deltaganden.csv",
    .options = option_table,
    .decimals = true,
    .merges = true,
    .check = check,
};

struct run {
  struct ut_cli cli;
  struct options o;
  struct ut_reporting r;
};

static enum ut_status load_classes(struct run *r, const struct ut_scope *scope, struct ut_error *err)
{
  if (r->cli.merging)
    return ut_named_classes_load(&r->o.report.classes, r->cli.parts[0], err);
  UT_TRY(ut_cli_find(&r->cli, &r->o.classes, "classes", ".csv", "--classes", err));
  UT_TRY(ut_classes_load(&r->o.report.classes, r->o.classes, r->cli.reading.run, err));
  return ut_classes_compile(r->o.report.classes, scope, err);
}

static enum ut_status open_all(struct run *run, struct ut_error *err)
{
  struct ut_cli *cli = &run->cli;
  struct ut_reporting *r = &run->r;
  struct ut_report_options *o = &run->o.report;
  if (run->o.rolling.months) {
    bool due = o->at >= UT_6M && o->kind != UT_DURATION && !run->o.base.not_due;
    run->o.rolling.follow_up = due ? ut_occasion_months(o->at) : 0;
    UT_TRY(ut_windows_make(&r->windows, &run->o.rolling, err));
    o->as_of = ut_windows_end(&r->windows);
  }
  UT_TRY(ut_participations_open_files(&r->p, cli->operands, cli->operand_count, &cli->reading, o->as_of, o->at, err));
  struct ut_scope scope = ut_participations_scope(r->p);
  if (o->kind == UT_SHARES)
    UT_TRY(load_classes(run, &scope, err));
  UT_TRY(ut_report_inputs_open(&r->in, r->p, &run->o.inputs, o, err));
  UT_TRY(ut_report_base_open(&r->base, r->p, &run->o.base, o, err));
  return ut_reporting_open(r, o, run->o.assign, &cli->output, cli->to, err);
}

static enum ut_status report(struct run *run, struct ut_error *err)
{
  struct ut_partial part = {0};
  bool written;
  if (spreads(&run->o))
    ut_cli_spread(&run->cli, run->o.threads);
  UT_TRY(open_all(run, err));
  ut_cli_confine(&run->cli);
  UT_TRY(ut_reporting_read(&run->r, err));
  UT_TRY(ut_reporting_close(&run->r, &part, err));
  UT_TRY(ut_cli_part(&run->cli, &part, &written, err));
  if (written)
    return UT_OK;
  return ut_reporting_write(&run->r, &run->cli.output, run->cli.to, run->cli.decimals, err);
}

int main(int argc, char **argv)
{
  struct run r = {.o = {.report = {.at = UT_EFTER, .confidence = 95, .paying.window = 3}, .classes = "sus"}};
  struct ut_error err = {0};
  enum ut_status status = ut_cli_parse(&r.cli, &command, &r.o, argc, argv, 1, 2);
  if (status == UT_OK)
    status = report(&r, &err);
  ut_reporting_clear(&r.r);
  ut_classes_free(r.o.report.classes);
  return ut_cli_finish(&r.cli, status, &err);
}
