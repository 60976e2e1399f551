/* outcomes: outcome classes and the reports that follow from them. */
#include <stddef.h>
#include <stdlib.h>

#include "outcomes/assignment.h"
#include "outcomes/report.h"
#include "base/share.h"
#include "cli/cli.h"

enum { NOT_GIVEN = -1 };

struct options {
  int at, report;
  ut_date as_of;
  const char *classes, *base, *exclude;
  struct ut_names by;
  bool totals, multiple, assign;
  double confidence;
};

#define AT(member) offsetof(struct options, member)

static const char *const occasions[] = {"fore", "under", "efter", "6m", "12m", "24m", NULL};

static const struct ut_option option_table[] = {
    {"at", UT_OPT_CHOICE, AT(at), "T", "when: fore, under, efter (default), 6m, 12m, 24m", occasions, 0, 0},
    {"as-of", UT_OPT_DATE, AT(as_of), "DATE", "as the world was that day; says which follow-ups are due", NULL, 0, 0},
    {"classes", UT_OPT_TEXT, AT(classes), "NAME|FILE", "the classes and their rules (sus)", NULL, 0, 0},
    {"base", UT_OPT_TEXT, AT(base), "EXPR", "who is in the base, instead of the default", NULL, 0, 0},
    {"exclude", UT_OPT_TEXT, AT(exclude), "EXPR", "who is taken from the base", NULL, 0, 0},
    {"by", UT_OPT_NAMES, AT(by), "COLS", "for each group of these columns", NULL, 0, 0},
    {"totals", UT_OPT_FLAG, AT(totals), NULL, "add totals over every subset of --by", NULL, 0, 0},
    {"multiple", UT_OPT_FLAG, AT(multiple), NULL, "count every class that matches, not the first", NULL, 0, 0},
    {"assign", UT_OPT_FLAG, AT(assign), NULL, "pass the rows through with their class and its rule", NULL, 0, 0},
    {"confidence", UT_OPT_NUMBER, AT(confidence), "P", "of the intervals, in percent (95)", NULL, 0, 100},
    {"report", UT_OPT_CHOICE, AT(report), "R", "shares (default), change, gained, support, matrix, duration, reasons",
     ut_report_names, 0, 0},
};

static enum ut_status check(const void *options, const struct ut_cli *cli, struct ut_error *err)
{
  const struct options *o = options;
  (void)cli;
  enum ut_report_kind kind = (enum ut_report_kind)o->report;
  bool shares = kind == UT_SHARES, compares = kind >= UT_CHANGE && kind <= UT_MATRIX;
  bool support = kind == UT_SUPPORT || kind == UT_MATRIX;
  const struct ut_conflict conflicts[] = {
      {o->at >= UT_6M && o->as_of == UT_DATE_NONE,
       "--at 6m, 12m and 24m need --as-of: only follow-ups that are due are counted"},
      {o->assign && (!shares || o->by.count > 0 || o->totals),
       "--assign passes rows through; it does not go with --report, --by or --totals"},
      {(o->classes || o->multiple) && !shares, "--classes and --multiple are for shares"},
      {o->confidence != NOT_GIVEN && (!shares || o->assign), "--confidence is for the intervals of shares"},
      {o->confidence != NOT_GIVEN && (o->confidence <= 0 || o->confidence >= 100),
       "--confidence is more than 0 and less than 100 percent"},
      {compares && o->at == UT_FORE, "change, gained, support and matrix compare with fore; --at is another occasion"},
      {support && o->at == UT_UNDER, "support is not asked during a participation: --at under has none"},
  };
  return ut_cli_check_conflicts(conflicts, sizeof conflicts / sizeof *conflicts, err);
}

static const struct ut_command command = {.name = "outcomes",
                                          .summary = "Counts outcomes of participations.",
                                          .operands = "[FILE...]",
                                          .options = option_table,
                                          .count = sizeof option_table / sizeof *option_table,
                                          .decimals = true,
                                          .check = check};

struct run {
  struct ut_cli *cli;
  const struct options *o;
  struct ut_participations *p;
  struct ut_classes *classes;
  struct ut_expr *base, *exclude;
  struct ut_assignment *assignment; /* with --assign */
  struct ut_report *report;         /* without it */
};

static bool in_default_base(const struct options *o, struct ut_participation now)
{
  if (o->at < UT_EFTER || o->report == UT_DURATION)
    return true;
  int months = ut_occasion_months((enum ut_occasion)o->at);
  ut_date due = ut_participation_due(now, months);
  return due != UT_DATE_NONE && (months == 0 || due <= o->as_of);
}

/* Why a participation is not in the base; NULL when it is. */
static const char *left_out(const struct run *r)
{
  struct ut_participation now = ut_participations_current(r->p);
  const struct ut_value *values = ut_participations_values(r->p);
  if (now.anonymous)
    return "anonym";
  if (r->base ? !ut_expr_true(r->base, values) : !in_default_base(r->o, now))
    return "utanfor_bas";
  return r->exclude && ut_expr_true(r->exclude, values) ? "undantagen" : NULL;
}

static enum ut_status load_classes(struct run *r, struct ut_error *err)
{
  struct ut_scope scope = ut_participations_scope(r->p);
  char *path;
  enum ut_status status = ut_share_find(&path, "classes", r->o->classes ? r->o->classes : "sus", ".csv", err);
  if (status != UT_OK) {
    ut_error_at(err, NULL, 0, 0, "--classes");
    return status;
  }
  status = ut_classes_load(&r->classes, path, err);
  if (status == UT_OK)
    status = ut_classes_compile(r->classes, &scope, err);
  if (status != UT_OK)
    ut_error_at(err, path, 0, 0, NULL);
  free(path);
  return status;
}

static enum ut_status compile(struct run *r, const char *text, const char *option, struct ut_expr **out,
                              struct ut_error *err)
{
  struct ut_scope scope = ut_participations_scope(r->p);
  if (!text)
    return UT_OK;
  enum ut_status status = ut_expr_compile(out, text, &scope, err);
  if (status != UT_OK)
    ut_error_at(err, NULL, 0, 0, option);
  return status;
}

static enum ut_status open_report(struct run *r, struct ut_error *err)
{
  const struct options *o = r->o;
  struct ut_report_options options = {.kind = (enum ut_report_kind)o->report,
                                      .at = (enum ut_occasion)o->at,
                                      .as_of = o->as_of,
                                      .classes = r->classes,
                                      .by = &o->by,
                                      .totals = o->totals,
                                      .multiple = o->multiple,
                                      .confidence = o->confidence == NOT_GIVEN ? 95 : o->confidence,
                                      .decimals = (int)r->cli->decimals,
                                      .to = r->cli->to};
  return ut_report_new(&r->report, r->p, &options, err);
}

static enum ut_status open_assignment(struct run *r, struct ut_error *err)
{
  enum ut_status status =
      ut_assignment_new(&r->assignment, r->p, r->classes, r->o->multiple, &r->cli->output, r->cli->to, err);
  if (status != UT_OK)
    ut_error_at(err, NULL, 0, 0, "--assign");
  return status;
}

static enum ut_status take_row(void *context, struct ut_error *err)
{
  struct run *r = context;
  if (r->o->assign)
    return ut_assignment_add(r->assignment, left_out(r), err);
  return left_out(r) ? UT_OK : ut_report_take(r->report, err);
}

static enum ut_status open_run(struct run *r, struct ut_error *err)
{
  const struct ut_cli *cli = r->cli;
  const struct ut_reader_options reading = ut_cli_reading(cli);
  enum ut_status status = ut_participations_open_files(&r->p, cli->operands, cli->operand_count, &reading, r->o->as_of,
                                                       (enum ut_occasion)r->o->at, err);
  if (status == UT_OK && r->o->report == UT_SHARES)
    status = load_classes(r, err);
  if (status == UT_OK)
    status = compile(r, r->o->base, "--base", &r->base, err);
  if (status == UT_OK)
    status = compile(r, r->o->exclude, "--exclude", &r->exclude, err);
  if (status == UT_OK)
    status = r->o->assign ? open_assignment(r, err) : open_report(r, err);
  return status;
}

static enum ut_status run(struct run *r, struct ut_error *err)
{
  enum ut_status status = open_run(r, err);
  if (status == UT_OK)
    status = ut_participations_each(r->p, take_row, r, err);
  if (status != UT_OK)
    return status;
  return r->o->assign ? ut_assignment_finish(r->assignment, err) : ut_report_write(r->report, &r->cli->output, err);
}

int main(int argc, char **argv)
{
  struct options options = {.at = UT_EFTER, .confidence = NOT_GIVEN};
  struct ut_cli cli;
  struct run r = {.cli = &cli, .o = &options};
  struct ut_error err = {0};
  enum ut_status status = UT_OK;
  if (ut_cli_parse(&cli, &command, &options, argc, argv, 1, 2) == UT_OK)
    status = run(&r, &err);
  ut_assignment_free(r.assignment);
  ut_report_free(r.report);
  ut_expr_free(r.base);
  ut_expr_free(r.exclude);
  ut_classes_free(r.classes);
  ut_participations_free(r.p);
  return ut_cli_finish(&cli, status, &err);
}
