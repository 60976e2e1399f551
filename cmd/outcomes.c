/* outcomes: outcome classes and the reports that follow from them. */
#include "cli/cli.h"
#include "model/tally.h"
#include "outcomes/assignment.h"
#include "outcomes/report.h"

struct options {
  struct ut_report_options report;
  const char *classes, *base, *exclude;
  bool assign;
};

static const struct ut_choice occasions[] = {
    {"fore", UT_FORE}, {"under", UT_UNDER}, {"efter", UT_EFTER}, {"6m", UT_6M}, {"12m", UT_12M}, {"24m", UT_24M}, {0}};
static const struct ut_choice reports[] = {
    {"shares", UT_SHARES}, {"change", UT_CHANGE},     {"gained", UT_GAINED},   {"support", UT_SUPPORT},
    {"matrix", UT_MATRIX}, {"duration", UT_DURATION}, {"reasons", UT_REASONS}, {0}};

static const struct ut_option option_table[] = {
    UT_CHOICE(report.at, "T", "when: fore, under, efter (default), 6m, 12m, 24m", occasions),
    UT_DATE(report.as_of, "DATE", "as the world was that day; says which follow-ups are due"),
    UT_TEXT(classes, "NAME|FILE", "the classes and their rules (sus)"),
    UT_TEXT(base, "EXPR", "who is in the base, instead of the default"),
    UT_TEXT(exclude, "EXPR", "who is taken from the base"),
    UT_NAMES(report.by, "COLS", "for each group of these columns"),
    UT_FLAG(report.totals, "add totals over every subset of --by"),
    UT_FLAG(report.multiple, "count every class that matches, not the first"),
    UT_FLAG(assign, "pass the rows through with their class and its rule"),
    UT_NUMBER(report.confidence, "P", "of the intervals, in percent (95)", 0, 100),
    UT_CHOICE(report.kind, "R", "shares (default), change, gained, support, matrix, duration, reasons", reports,
              .name = "report"),
    {0},
};

static enum ut_status check(const void *options, const struct ut_cli *cli, struct ut_error *err)
{
  const struct options *all = options;
  const struct ut_report_options *o = &all->report;
  bool shares = o->kind == UT_SHARES, compares = o->kind >= UT_CHANGE && o->kind <= UT_MATRIX;
  bool support = o->kind == UT_SUPPORT || o->kind == UT_MATRIX, confidence = ut_cli_given(cli, &o->confidence);
  const struct ut_conflict conflicts[] = {
      {o->at >= UT_6M && !ut_cli_given(cli, &o->as_of),
       "--at 6m, 12m and 24m need --as-of: only follow-ups that are due are counted"},
      {all->assign && (!shares || o->by.count > 0 || o->totals),
       "--assign passes rows through; it does not go with --report, --by or --totals"},
      {(ut_cli_given(cli, &all->classes) || o->multiple) && !shares, "--classes and --multiple are for shares"},
      {confidence && (!shares || all->assign), "--confidence is for the intervals of shares"},
      {o->confidence <= 0 || o->confidence >= 100, "--confidence is more than 0 and less than 100 percent"},
      {o->confidence < 1, "--confidence is in percent: 95, not 0.95"},
      {compares && o->at == UT_FORE, "change, gained, support and matrix compare with fore; --at is another occasion"},
      {support && o->at == UT_UNDER, "support is not asked during a participation: --at under has none"},
      {0},
  };
  return ut_cli_check(conflicts, err);
}

static const struct ut_command command = {
    .name = "outcomes",
    .summary = "Counts outcomes of participations.",
    .operands = "[FILE...]",
    .options = option_table,
    .decimals = true,
    .check = check,
};

struct run {
  struct ut_cli cli;
  struct options o;
  struct ut_participations *p;
  struct ut_expr *base, *exclude;
  struct ut_assignment *assignment; /* with --assign */
  struct ut_report *report;         /* without it */
  struct ut_tally early;            /* in the base of --base before their follow-up is due */
};

/* Those who have left and whose follow-up, if it is one that is counted, is due. */
static bool in_default_base(const struct ut_report_options *o, struct ut_participation now)
{
  ut_date due = ut_participation_due(now, ut_occasion_months(o->at));
  return o->at < UT_EFTER || o->kind == UT_DURATION || (due != UT_DATE_NONE && (o->at == UT_EFTER || due <= o->as_of));
}

/* --base takes in whom it names, also those whose follow-up cannot have been made yet. */
static void count_early(struct run *r, struct ut_participation now)
{
  const struct ut_report_options *o = &r->o.report;
  if (!r->base || o->at <= UT_EFTER || o->as_of == UT_DATE_NONE)
    return;
  ut_date due = ut_participation_due(now, ut_occasion_months(o->at));
  if (due != UT_DATE_NONE && due <= o->as_of)
    return;
  const struct ut_row *row = ut_participations_row(r->p);
  ut_tally_add(&r->early, row->source, row->line);
}

/* Why a participation is not in the base; NULL when it is. */
static const char *left_out(struct run *r)
{
  struct ut_participation now = ut_participations_current(r->p);
  const struct ut_value *values = ut_participations_values(r->p);
  if (now.anonymous)
    return "anonym";
  if (r->base ? !ut_expr_true(r->base, values) : !in_default_base(&r->o.report, now))
    return "utanfor_bas";
  if (r->exclude && ut_expr_true(r->exclude, values))
    return "undantagen";
  count_early(r, now);
  return NULL;
}

static enum ut_status load_classes(struct run *r, const struct ut_scope *scope, struct ut_error *err)
{
  UT_TRY(ut_cli_find(&r->cli, &r->o.classes, "classes", ".csv", "--classes", err));
  UT_TRY(ut_classes_load(&r->o.report.classes, r->o.classes, r->cli.reading.run, err));
  return ut_classes_compile(r->o.report.classes, scope, err);
}

static enum ut_status compile(struct ut_expr **out, const char *text, const struct ut_scope *scope, const char *option,
                              struct ut_error *err)
{
  return text ? ut_error_blame(ut_expr_compile(out, text, scope, err), option, err) : UT_OK;
}

static enum ut_status open_all(struct run *r, struct ut_error *err)
{
  struct ut_cli *cli = &r->cli;
  const struct ut_report_options *o = &r->o.report;
  UT_TRY(ut_participations_open_files(&r->p, cli->operands, cli->operand_count, &cli->reading, o->as_of, o->at, err));
  struct ut_scope scope = ut_participations_scope(r->p);
  if (o->kind == UT_SHARES)
    UT_TRY(load_classes(r, &scope, err));
  UT_TRY(compile(&r->base, r->o.base, &scope, "--base", err));
  UT_TRY(compile(&r->exclude, r->o.exclude, &scope, "--exclude", err));
  if (!r->base && (o->at >= UT_EFTER || o->kind == UT_DURATION))
    ut_participations_exits(r->p);
  if (r->o.assign)
    return ut_assignment_new(&r->assignment, r->p, o->classes, o->multiple, &cli->output, cli->to, err);
  return ut_report_new(&r->report, r->p, o, err);
}

static enum ut_status take_row(void *context, struct ut_error *err)
{
  struct run *r = context;
  if (r->assignment)
    return ut_assignment_add(r->assignment, left_out(r), err);
  return left_out(r) ? UT_OK : ut_report_take(r->report, err);
}

static void note_early(struct run *r)
{
  const struct ut_tally *early = &r->early;
  ut_run_note(&r->cli.run, UT_NOTE_UPPFOLJNING_EJ_FORFALLEN, early->count, early->source, early->line,
              "--base takes in %zu participation%s, the first %s:%zu, whose follow-up of %s is not due yet",
              early->count, early->count == 1 ? "" : "s", early->source, early->line,
              ut_occasion_names[r->o.report.at]);
}

static enum ut_status run(struct run *r, struct ut_error *err)
{
  UT_TRY(open_all(r, err));
  ut_cli_confine(&r->cli);
  UT_TRY(ut_participations_each(r->p, take_row, r, err));
  note_early(r);
  if (r->assignment)
    return ut_assignment_finish(r->assignment, err);
  return ut_report_write(r->report, &r->cli.output, r->cli.to, r->cli.decimals, err);
}

int main(int argc, char **argv)
{
  struct run r = {.o = {.report = {.at = UT_EFTER, .confidence = 95}, .classes = "sus"}};
  struct ut_error err = {0};
  enum ut_status status = ut_cli_parse(&r.cli, &command, &r.o, argc, argv, 1, 2);
  if (status == UT_OK)
    status = run(&r, &err);
  ut_assignment_free(r.assignment);
  ut_report_free(r.report);
  ut_expr_free(r.base);
  ut_expr_free(r.exclude);
  ut_classes_free(r.o.report.classes);
  ut_participations_free(r.p);
  return ut_cli_finish(&r.cli, status, &err);
}
