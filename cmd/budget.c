/* budget: what was decided, planned, paid and is left, from a plan, decisions and ledgers. */
#include <limits.h>
#include <stddef.h>

#include "budget/calc.h"
#include "budget/statement.h"
#include "cli/cli.h"

enum { NOT_GIVEN = -1 };

struct options {
  int report;
  const char *published, *accounts, *record, *refused;
  struct ut_statement_options of;
};

#define AT(member) offsetof(struct options, member)

enum { CALC, BALANCE, REQUISITION, FORECAST, COST, ENTRIES, REPORTS };
static const char *const report_names[REPORTS + 1] = {"calc", "balance", "requisition", "forecast",
                                                      "cost", "entries", NULL};
#define NAMES "calc, balance, requisition, forecast, cost or entries"

enum {
  REPORT,
  PLAN,
  DECISIONS,
  PUBLISHED,
  ACCOUNTS,
  NEGATE,
  AS_OF,
  PERIOD,
  REQUISITIONED,
  RECORD,
  REFUSED,
  LIMIT,
  PARTICIPATIONS,
  INSATSER,
  DIM,
  LENIENT,
  OPTIONS
};
static const struct ut_option option_table[OPTIONS] = {
    [REPORT] = {"report", UT_OPT_CHOICE, AT(report), "R", NAMES, report_names, 0, 0},
    [PLAN] = {"plan", UT_OPT_TEXT, AT(of.plan), "FILE", "what is planned, by insats, category, item, period", NULL, 0,
              0},
    [DECISIONS] = {"decisions", UT_OPT_TEXT, AT(of.decisions), "FILE", "funds and insatstid of each insats", NULL, 0,
                   0},
    [PUBLISHED] = {"published", UT_OPT_TEXT, AT(published), "FILE",
                   "a published budgetkalkyl to hold against its parts", NULL, 0, 0},
    [ACCOUNTS] = {"accounts", UT_OPT_TEXT, AT(accounts), "NAME|FILE", "a chart of accounts, ranges of a category", NULL,
                  0, 0},
    [NEGATE] = {"negate", UT_OPT_FLAG, AT(of.books.negate), NULL,
                "ledger, plan or published table write costs as negative", NULL, 0, 0},
    [AS_OF] = {"as-of", UT_OPT_DATE, AT(of.as_of), "DATE", "the day of the balance, or whose decisions count", NULL, 0,
               0},
    [PERIOD] = {"period", UT_OPT_PERIOD, AT(of.period), "P", "the period of the requisition, or the years of the cost",
                NULL, 0, 0},
    [REQUISITIONED] = {"requisitioned", UT_OPT_TEXT, AT(of.requisitioned), "FILE", "what was requisitioned before",
                       NULL, 0, 0},
    [RECORD] = {"record", UT_OPT_TEXT, AT(record), "FILE", "write that with what is requisitioned now", NULL, 0, 0},
    [REFUSED] = {"refused", UT_OPT_TEXT, AT(refused), "FILE", "write the entries that are refused, and why", NULL, 0,
                 0},
    [LIMIT] = {"limit", UT_OPT_INTEGER, AT(of.limit), "P",
               "percent of the budget under which there must be an action plan", NULL, 1, 100},
    [PARTICIPATIONS] = {"participations", UT_OPT_TEXT, AT(of.participations), "FILE",
                        "who took part, to share the cost", NULL, 0, 0},
    [INSATSER] = {"insatser", UT_OPT_TEXT, AT(of.insatser), "FILE", "the catalogue, which says what is administration",
                  NULL, 0, 0},
    [DIM] = {"dim", UT_OPT_INTEGER, AT(of.books.dimension), "N", "the dimension of SIE whose objects are insatser (6)",
             NULL, 1, INT_MAX},
    [LENIENT] = {"lenient", UT_OPT_FLAG, AT(of.books.lenient), NULL, "report faults in SIE and go on", NULL, 0, 0},
};

struct run {
  struct ut_cli *cli;
  struct options *o;
  struct ut_accounts *accounts;
  struct ut_plan plan; /* of calc */
  enum ut_statement_kind kind;
  struct ut_statement *statement;
};

static void say(void *context, const char *text)
{
  const struct run *r = context;
  ut_cli_note(r->cli, "%s", text);
}

static void report_finding(void *context, enum ut_sie_severity severity, const struct ut_error *finding)
{
  const struct run *r = context;
  char text[UT_ERROR_SOURCE + UT_ERROR_FIELD + UT_ERROR_TEXT];
  if (severity == UT_SIE_NOTE) {
    say(context, ut_error_format(finding, text, sizeof text));
  } else {
    ut_cli_warn(r->cli, finding);
    ut_cli_short(r->cli);
  }
}

/* What plan and ledgers have in common. */
static enum ut_status open_books(struct run *r, struct ut_error *err)
{
  struct ut_books *books = &r->o->of.books;
  books->report = report_finding;
  books->report_context = r;
  if (!r->o->accounts)
    return UT_OK;
  enum ut_status status = ut_accounts_load(&r->accounts, r->o->accounts, err);
  books->accounts = r->accounts;
  return status;
}

static enum ut_status run_calc(struct run *r, struct ut_error *err)
{
  const struct options *o = r->o;
  const struct ut_listener listener = {say, r};
  if (o->published)
    return ut_published_write(o->published, o->of.books.negate, &r->cli->output, r->cli->to, err);
  UT_TRY(ut_plan_load(&r->plan, o->of.plan, &o->of.books, err));
  UT_TRY(ut_calc_write(&r->plan, &r->cli->output, r->cli->to, err));
  ut_plan_say_notes(&r->plan, &listener);
  return UT_OK;
}

/* ---- statements: reports of ledgers ---- */

static enum ut_status open_output(struct run *r, const char *path, struct ut_output **out, struct ut_error *err)
{
  return path ? ut_cli_open(r->cli, path, out, err) : UT_OK;
}

/* The record is the last: where it says that something was requisitioned, everything else is there. */
static enum ut_status open_outputs(struct run *r, struct ut_error *err)
{
  UT_TRY(open_output(r, r->o->refused, &r->o->of.refused, err));
  return open_output(r, r->o->record, &r->o->of.record, err);
}

static enum ut_status run_statement(struct run *r, struct ut_error *err)
{
  const struct ut_ledger_files ledger = {r->cli->operands, r->cli->operand_count, ut_cli_reading(r->cli)};
  const struct ut_listener listener = {say, r};
  r->o->of.to = r->cli->to;
  UT_TRY(open_outputs(r, err));
  UT_TRY(ut_statement_open(&r->statement, r->kind, &r->o->of, &ledger, &r->cli->output, err));
  UT_TRY(ut_statement_write(r->statement, err));
  ut_statement_say_notes(r->statement, &listener);
  return UT_OK;
}

/* ---- the reports ---- */

#define BIT(option) (UINT64_C(1) << (option))
#define BOOKS (BIT(PLAN) | BIT(DECISIONS))
#define SIE (BIT(DIM) | BIT(LENIENT))
#define OF_LEDGER (BIT(NEGATE) | BIT(ACCOUNTS) | SIE)

static const struct {
  struct ut_mode mode;
  enum ut_status (*run)(struct run *r, struct ut_error *err);
  enum ut_statement_kind kind; /* of a statement */
} reports[REPORTS] = {
    [CALC] = {{"calc", 0, BIT(NEGATE) | BIT(ACCOUNTS) | SIE, BIT(PLAN) | BIT(PUBLISHED)}, run_calc, 0},
    [BALANCE] = {{"balance", BOOKS | BIT(AS_OF), OF_LEDGER, 0}, run_statement, UT_BALANCE},
    [REQUISITION] = {{"requisition", BOOKS | BIT(PERIOD),
                      OF_LEDGER | BIT(AS_OF) | BIT(REQUISITIONED) | BIT(RECORD) | BIT(REFUSED), 0},
                     run_statement,
                     UT_REQUISITION},
    [FORECAST] = {{"forecast", BOOKS | BIT(AS_OF), OF_LEDGER | BIT(LIMIT), 0}, run_statement, UT_FORECAST},
    [COST] = {{"cost", BIT(DECISIONS),
               OF_LEDGER | BIT(PLAN) | BIT(AS_OF) | BIT(PERIOD) | BIT(PARTICIPATIONS) | BIT(INSATSER), 0},
              run_statement,
              UT_COST},
    [ENTRIES] = {{"entries", BIT(DECISIONS) | BIT(AS_OF), OF_LEDGER | BIT(PLAN), 0}, run_statement, UT_ENTRIES},
};

/* Of a published table there is nothing to do but to add it up. */
static const struct ut_mode published = {"calc of --published", 0, BIT(NEGATE), BIT(PLAN) | BIT(PUBLISHED)};

static enum ut_status check(const void *options, const struct ut_cli *cli, struct ut_error *err)
{
  const struct options *o = options;
  if (o->report == NOT_GIVEN)
    return ut_error_set(err, UT_USAGE, "--report says what to write: " NAMES);
  struct ut_mode mode = o->report == CALC && o->published && !o->of.plan ? published : reports[o->report].mode;
  bool ledger = reports[o->report].run == run_statement;
  if (!ledger && (cli->operand_count > 1 || strcmp(cli->operands[0], "-") != 0))
    return ut_error_set(err, UT_USAGE, "%s reads no ledger", mode.name);
  if (!o->of.plan && ut_plan_is_in(cli->operands, cli->operand_count))
    mode.needs &= ~BIT(PLAN);
  return ut_cli_check_mode(cli, &mode, BIT(REPORT), err);
}

static const struct ut_command command = {.name = "budget",
                                          .summary = "What was decided, planned, paid and is left.",
                                          .operands = "[LEDGER...]",
                                          .options = option_table,
                                          .count = OPTIONS,
                                          .check = check};

int main(int argc, char **argv)
{
  struct options options = {.report = NOT_GIVEN};
  struct ut_cli cli;
  struct run r = {.cli = &cli, .o = &options};
  struct ut_error err = {0};
  enum ut_status status = UT_OK;
  if (ut_cli_parse(&cli, &command, &options, argc, argv, 1, 2) == UT_OK) {
    r.kind = reports[options.report].kind;
    status = open_books(&r, &err);
    if (status == UT_OK)
      status = reports[options.report].run(&r, &err);
  }
  ut_statement_free(r.statement);
  ut_plan_clear(&r.plan);
  ut_accounts_free(r.accounts);
  return ut_cli_finish(&cli, status, &err);
}
