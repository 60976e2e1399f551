/* budget: what was decided, planned, paid and is left, from a plan, decisions and ledgers. */
#include <limits.h>

#include "budget/calc.h"
#include "budget/statement.h"
#include "cli/cli.h"

enum report { CALC, BALANCE, REQUISITION, FORECAST, COST, ENTRIES };

struct options {
  enum report report;
  struct ut_statement_options statement;
  const char *published, *accounts, *record, *refused;
};

#define NAMES "calc, balance, requisition, forecast, cost or entries"

static const struct ut_choice report_names[] = {{"calc", CALC},
                                                {"balance", BALANCE},
                                                {"requisition", REQUISITION},
                                                {"forecast", FORECAST},
                                                {"cost", COST},
                                                {"entries", ENTRIES},
                                                {0}};

static const struct ut_option option_table[] = {
    UT_CHOICE(report, "R", NAMES, report_names),
    UT_TEXT(statement.plan, "FILE", "what is planned, by insats, category, item, period"),
    UT_TEXT(statement.decisions, "FILE", "funds and insatstid of each insats"),
    UT_TEXT(published, "FILE", "a published budgetkalkyl to hold against its parts"),
    UT_TEXT(accounts, "NAME|FILE", "a chart of accounts, ranges of a category"),
    UT_FLAG(statement.books.negate, "ledger, plan or published table write costs as negative"),
    UT_DATE(statement.as_of, "DATE", "the day of the balance, or whose decisions count"),
    UT_PERIOD(statement.period, "P", "the period of the requisition, or the years of the cost"),
    UT_TEXT(statement.requisitioned, "FILE", "what was requisitioned before"),
    UT_TEXT(record, "FILE", "write that with what is requisitioned now"),
    UT_TEXT(refused, "FILE", "write the entries that are refused, and why"),
    UT_INTEGER(statement.limit, "P", "percent of the budget under which there must be an action plan", 1, 100),
    UT_TEXT(statement.participations, "FILE", "who took part, to share the cost"),
    UT_TEXT(statement.insatser, "FILE", "the catalogue, which says what is administration"),
    UT_INTEGER(statement.books.dimension, "N", "the dimension of SIE whose objects are insatser (6)", 1, INT_MAX,
               .name = "dim"),
    UT_FLAG(statement.books.lenient, "report faults in SIE and go on"),
    {0},
};

struct run {
  struct ut_cli cli;
  struct options o;
  struct ut_accounts *accounts;
  struct ut_plan plan; /* of calc */
  enum ut_statement_kind kind;
  struct ut_statement *statement;
};

static void say(void *context, const char *text)
{
  struct run *r = context;
  ut_cli_note(&r->cli, "%s", text);
}

static void report_finding(void *context, enum ut_sie_severity severity, const struct ut_error *finding)
{
  struct run *r = context;
  char text[UT_ERROR_SOURCE + UT_ERROR_FIELD + UT_ERROR_TEXT];
  if (severity == UT_SIE_NOTE) {
    say(context, ut_error_format(finding, text, sizeof text));
  } else {
    ut_cli_warn(&r->cli, finding);
    ut_cli_short(&r->cli);
  }
}

/* What plan and ledgers have in common. */
static enum ut_status open_books(struct run *r, struct ut_error *err)
{
  struct ut_books *books = &r->o.statement.books;
  books->report = report_finding;
  books->report_context = r;
  if (!r->o.accounts)
    return UT_OK;
  enum ut_status status = ut_accounts_load(&r->accounts, r->o.accounts, err);
  books->accounts = r->accounts;
  return status;
}

static enum ut_status run_calc(struct run *r, struct ut_error *err)
{
  const struct ut_statement_options *o = &r->o.statement;
  const struct ut_listener listener = {say, r};
  if (r->o.published)
    return ut_published_write(r->o.published, o->books.negate, &r->cli.output, r->cli.to, err);
  UT_TRY(ut_plan_load(&r->plan, o->plan, &o->books, err));
  UT_TRY(ut_calc_write(&r->plan, &r->cli.output, r->cli.to, err));
  ut_plan_say_notes(&r->plan, &listener);
  return UT_OK;
}

/* The record is the last output: where it says that something was requisitioned, everything else is there. */
static enum ut_status run_statement(struct run *r, struct ut_error *err)
{
  struct ut_cli *cli = &r->cli;
  struct ut_statement_options *o = &r->o.statement;
  const struct ut_ledger_files ledger = {cli->operands, cli->operand_count, cli->reading};
  const struct ut_listener listener = {say, r};
  UT_TRY(ut_cli_open(cli, r->o.refused, &o->refused, err));
  UT_TRY(ut_cli_open(cli, r->o.record, &o->record, err));
  UT_TRY(ut_statement_open(&r->statement, r->kind, o, &ledger, &cli->output, cli->to, err));
  UT_TRY(ut_statement_write(r->statement, err));
  ut_statement_say_notes(r->statement, &listener);
  return UT_OK;
}

/* ---- the reports ---- */

#define OF_LEDGER "report negate accounts dim lenient "

static const struct {
  struct ut_mode mode;
  enum ut_status (*run)(struct run *r, struct ut_error *err);
  enum ut_statement_kind kind; /* of a statement */
} reports[] = {
    [CALC] = {{"calc", "", OF_LEDGER "plan published"}, run_calc, 0},
    [BALANCE] = {{"balance", "plan decisions as-of", OF_LEDGER}, run_statement, UT_BALANCE},
    [REQUISITION] = {{"requisition", "plan decisions period", OF_LEDGER "as-of requisitioned record refused"},
                     run_statement,
                     UT_REQUISITION},
    [FORECAST] = {{"forecast", "plan decisions as-of", OF_LEDGER "limit"}, run_statement, UT_FORECAST},
    [COST] = {{"cost", "decisions", OF_LEDGER "plan as-of period participations insatser"}, run_statement, UT_COST},
    [ENTRIES] = {{"entries", "decisions as-of", OF_LEDGER "plan"}, run_statement, UT_ENTRIES},
};

/* A published table can only be added up. */
static const struct ut_mode published = {"calc of --published", "", "report published negate"};

static enum ut_status check(const void *options, const struct ut_cli *cli, struct ut_error *err)
{
  const struct options *o = options;
  bool calc = o->report == CALC, plan = o->statement.plan;
  if (!ut_cli_given(cli, &o->report))
    return ut_error_set(err, UT_USAGE, "--report says what to write: " NAMES);
  const struct ut_mode *mode = calc && o->published && !plan ? &published : &reports[o->report].mode;
  if (calc && (cli->operand_count > 1 || strcmp(cli->operands[0], "-") != 0))
    return ut_error_set(err, UT_USAGE, "%s reads no ledger", mode->name);
  bool in_ledger = !plan && ut_plan_is_in(cli->operands, cli->operand_count);
  UT_TRY(ut_cli_check_mode(cli, mode, in_ledger ? "plan" : NULL, err));
  const struct ut_conflict conflicts[] = {{calc && plan + !!o->published != 1, "calc needs one of --plan, --published"},
                                          {0}};
  return ut_cli_check(conflicts, err);
}

static const struct ut_command command = {
    .name = "budget",
    .summary = "What was decided, planned, paid and is left.",
    .operands = "[LEDGER...]",
    .options = option_table,
    .check = check,
};

static enum ut_status run(struct run *r, struct ut_error *err)
{
  r->kind = reports[r->o.report].kind;
  UT_TRY(open_books(r, err));
  return reports[r->o.report].run(r, err);
}

int main(int argc, char **argv)
{
  struct run r = {0};
  struct ut_error err = {0};
  enum ut_status status = ut_cli_parse(&r.cli, &command, &r.o, argc, argv, 1, 2);
  if (status == UT_OK)
    status = run(&r, &err);
  ut_statement_free(r.statement);
  ut_plan_clear(&r.plan);
  ut_accounts_free(r.accounts);
  return ut_cli_finish(&r.cli, status, &err);
}
