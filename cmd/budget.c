/* budget: what was decided, planned, paid and is left, from a plan, decisions and ledgers. */
#include <limits.h>
#include <unistd.h>

#include "budget/calc.h"
#include "budget/statement.h"
#include "cli/cli.h"
#include "stream/apart.h"
#include "stream/lock.h"

enum { CALC = UT_ENTRIES + 1, REPORTS }; /* beside the statements */

struct options {
  int report; /* CALC, or an enum ut_statement_kind */
  struct ut_statement_options statement;
  const char *published, *accounts, *record, *refused;
};

#define NAMES "calc, balance, requisition, forecast, cost or entries"

static const struct ut_choice reports[] = {{"calc", CALC},
                                           {"balance", UT_BALANCE},
                                           {"requisition", UT_REQUISITION},
                                           {"forecast", UT_FORECAST},
                                           {"cost", UT_COST},
                                           {"entries", UT_ENTRIES},
                                           {0}};

static const struct ut_option option_table[] = {
    UT_CHOICE(report, "R", NAMES, reports),
    UT_TEXT(statement.plan, "FILE", "what is planned, by insats, category, item, period", .input = true,
            .defines = true, .again = true),
    UT_TEXT(statement.decisions, "FILE", "funds and insatstid of each insats", .defines = true, .again = true),
    UT_TEXT(published, "FILE", "a published budgetkalkyl to hold against its parts", .input = true),
    UT_TEXT(accounts, "NAME|FILE", "a chart of accounts, ranges of a category", .shared = "accounts"),
    UT_FLAG(statement.books.negate, "ledger, plan or published table write costs as negative"),
    UT_DATE(statement.as_of, "DATE", "the day of the balance, or whose decisions count"),
    UT_PERIOD(statement.period, "P", "the period of the requisition, or the years of the cost"),
    UT_TEXT(statement.requisitioned, "FILE", "what was requisitioned before"),
    UT_TEXT(record, "FILE", "write that with what is requisitioned now", .written = true, .renews = "requisitioned"),
    UT_TEXT(refused, "FILE", "write the entries that are refused, and why", .written = true),
    UT_FLAG(statement.allow_shrunk, "take back what was requisitioned and is not in the ledgers",
            .name = "allow-shrunk"),
    UT_INTEGER(statement.limit, "P", "percent of the budget under which there must be an action plan", 1, 100),
    UT_TEXT(statement.participations, "FILE", "who took part, to share the cost"),
    UT_TEXT(statement.insatser, "FILE", "the catalogue, which says what is administration", .defines = true,
            .again = true),
    UT_INTEGER(statement.books.dimension, "N", "the dimension of SIE whose objects are insatser (6)", 1, INT_MAX,
               .name = "dim"),
    UT_FLAG(statement.books.lenient, "report faults in SIE and go on"),
    {0},
};

#define OF_LEDGER "report negate accounts dim lenient "

static const struct ut_mode modes[REPORTS] = {
    [CALC] = {"calc", "", OF_LEDGER "plan published"},
    [UT_BALANCE] = {"balance", "plan decisions as-of", OF_LEDGER},
    [UT_REQUISITION] = {"requisition", "plan decisions period",
                        OF_LEDGER "as-of requisitioned record refused allow-shrunk"},
    [UT_FORECAST] = {"forecast", "plan decisions as-of", OF_LEDGER "limit"},
    [UT_COST] = {"cost", "decisions", OF_LEDGER "plan as-of period participations insatser"},
    [UT_ENTRIES] = {"entries", "decisions as-of", OF_LEDGER "plan"},
};

/* A published table can only be added up. */
static const struct ut_mode published = {"calc of --published", "", "report published negate"};

static enum ut_status check(const void *options, const struct ut_cli *cli, struct ut_error *err)
{
  const struct options *o = options;
  bool calc = o->report == CALC, plan = o->statement.plan;
  const struct ut_mode *mode = calc && o->published && !plan ? &published : &modes[o->report];
  if (!ut_cli_given(cli, &o->report))
    return ut_error_set(err, UT_USAGE, "--report says what to write: " NAMES);
  if (calc && (cli->operand_count > 1 || strcmp(cli->operands[0], "-") != 0))
    return ut_error_set(err, UT_USAGE, "%s reads no ledger", mode->name);
  if ((cli->partial || cli->merging) && o->report != UT_BALANCE && o->report != UT_COST)
    return ut_error_set(err, UT_USAGE, "--partial is for balance and cost");
  bool in_ledger = false;
  if (!plan && !cli->partial)
    UT_TRY(ut_plan_is_in(cli->operands, cli->operand_count, &in_ledger, err));
  UT_TRY(ut_cli_check_mode(cli, mode, in_ledger ? "plan" : NULL, err));
  if (calc && plan + !!o->published != 1)
    return ut_error_set(err, UT_USAGE, "calc needs one of --plan, --published");
  return UT_OK;
}

static const struct ut_command command = {
    .name = "budget",
    .summary = "What was decided, planned, paid and is left.",
    .operands = "[LEDGER...]",
    .example = "budget --report balance --plan plan.csv --decisions beslut.csv --as-of 2019-12-31 bok.csv",
    .options = option_table,
    .merges = true,
    .check = check,
};

struct run {
  struct ut_cli cli;
  struct options o;
  struct ut_accounts *accounts;
  struct ut_plan plan; /* of calc */
  struct ut_statement *statement;
  int lock; /* of the folder of the record; -1: none */
};

static enum ut_status run_calc(struct run *r, struct ut_error *err)
{
  const struct ut_statement_options *o = &r->o.statement;
  ut_cli_confine(&r->cli);
  if (r->o.published)
    return ut_published_write(r->o.published, o->books.negate, &r->cli.output, r->cli.to, o->books.run, err);
  UT_TRY(ut_plan_load(&r->plan, o->plan, &o->books, err));
  UT_TRY(ut_plan_settle(&r->plan, UT_DATE_NONE, err));
  UT_TRY(ut_calc_write(&r->plan, &r->cli.output, r->cli.to, err));
  ut_plan_say_notes(&r->plan, o->books.run);
  return UT_OK;
}

/* A ledger that is taken for the register too would have all in it requisitioned already. */
static enum ut_status check_register(const struct run *r, struct ut_error *err)
{
  const char *path = r->o.statement.requisitioned;
  for (size_t i = 0; path && i < r->cli.operand_count; i++)
    UT_TRY(ut_error_blame(ut_files_apart((char *[]){r->cli.operands[i], (char *)path}, 2, 0, false, err),
                          "--requisitioned", err));
  return UT_OK;
}

/* From before the register is read until all is in place, no other run records in that folder. The record is put in
 * place first: what was handed on as requisitioned is registered, whatever happens then. */
static enum ut_status run_statement(struct run *r, struct ut_error *err)
{
  struct ut_cli *cli = &r->cli;
  struct ut_statement_options *o = &r->o.statement;
  const struct ut_ledger_files ledger = {cli->operands, cli->operand_count, cli->reading};
  struct ut_partial part = {0};
  bool written;
  o->partial = cli->partial;
  o->merging = cli->merging;
  UT_TRY(check_register(r, err));
  if (r->o.record)
    UT_TRY(ut_folder_lock(r->o.record, &r->lock, err));
  UT_TRY(ut_cli_open(cli, r->o.record, &o->record, err));
  UT_TRY(ut_cli_open(cli, r->o.refused, &o->refused, err));
  ut_cli_confine(cli);
  UT_TRY(ut_statement_open(&r->statement, (enum ut_statement_kind)r->o.report, o, &ledger, &cli->output, cli->to, err));
  UT_TRY(ut_statement_read(r->statement, &part, err));
  UT_TRY(ut_cli_part(cli, &part, &written, err));
  return written ? UT_OK : ut_statement_write(r->statement, err);
}

static enum ut_status run(struct run *r, struct ut_error *err)
{
  struct ut_books *books = &r->o.statement.books;
  books->run = r->cli.reading.run;
  if (r->o.accounts && !r->cli.merging)
    UT_TRY(ut_accounts_load(&r->accounts, r->o.accounts, books->run, err));
  books->accounts = r->accounts;
  return r->o.report == CALC ? run_calc(r, err) : run_statement(r, err);
}

int main(int argc, char **argv)
{
  struct run r = {.lock = -1};
  struct ut_error err = {0};
  enum ut_status status = ut_cli_parse(&r.cli, &command, &r.o, argc, argv, 1, 2);
  if (status == UT_OK)
    status = run(&r, &err);
  ut_statement_free(r.statement);
  ut_plan_clear(&r.plan);
  ut_accounts_free(r.accounts);
  int code = ut_cli_finish(&r.cli, status, &err);
  if (r.lock >= 0)
    close(r.lock);
  return code;
}
