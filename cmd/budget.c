/* budget: what was decided, planned, paid and is left, from a plan, decisions and ledgers. */
#include <limits.h>
#include <stddef.h>

#include "utfall/calc.h"
#include "utfall/trace.h"

enum { NOT_GIVEN = -1 };
enum report { CALC, BALANCE, ENTRIES };

struct options {
  int report;
  const char *plan, *decisions, *published;
  bool negate, lenient;
  ut_date as_of;
  int64_t dimension; /* 0: not given */
};

#define AT(member) offsetof(struct options, member)

static const char *const reports[] = {"calc", "balance", "entries", NULL};

static const struct ut_option option_table[] = {
    {"report", UT_OPT_CHOICE, AT(report), "R", "calc, balance, entries", reports, 0, 0},
    {"plan", UT_OPT_TEXT, AT(plan), "FILE", "what is planned for, by insats, category, item and period", NULL, 0, 0},
    {"decisions", UT_OPT_TEXT, AT(decisions), "FILE", "funds and insatstid of each insats", NULL, 0, 0},
    {"published", UT_OPT_TEXT, AT(published), "FILE", "a published budgetkalkyl to hold against its parts", NULL, 0, 0},
    {"negate", UT_OPT_FLAG, AT(negate), NULL, "ledger, plan or published table write costs as negative", NULL, 0, 0},
    {"as-of", UT_OPT_DATE, AT(as_of), "DATE", "the day of the balance", NULL, 0, 0},
    {"dim", UT_OPT_INTEGER, AT(dimension), "N", "the dimension of SIE whose objects are insatser (6)", NULL, 1,
     INT_MAX},
    {"lenient", UT_OPT_FLAG, AT(lenient), NULL, "report faults in SIE and go on", NULL, 0, 0},
};

/* What does not go together; NULL when all is well. */
static const char *conflict(const struct options *o, const struct ut_cli *cli)
{
  bool calc = o->report == CALC, ledger = cli->operand_count > 1 || strcmp(cli->operands[0], "-") != 0;
  const struct {
    bool holds;
    const char *text;
  } conflicts[] = {
      {o->report == NOT_GIVEN, "--report says what to write: calc, balance or entries"},
      {calc && !o->plan == !o->published, "calc is of --plan FILE or of --published FILE, one of them"},
      {calc && (o->decisions || o->as_of != UT_DATE_NONE), "--decisions and --as-of are for balance and entries"},
      {calc && ledger, "calc reads no ledger"},
      {calc && (o->dimension || o->lenient), "--dim and --lenient are for ledgers, which calc does not read"},
      {!calc && o->published, "--published is for calc"},
      {!calc && (!o->plan || !o->decisions || o->as_of == UT_DATE_NONE),
       "balance and entries need --plan, --decisions and --as-of"},
  };
  for (size_t i = 0; i < sizeof conflicts / sizeof *conflicts; i++)
    if (conflicts[i].holds)
      return conflicts[i].text;
  return NULL;
}

static enum ut_status check(const void *options, const struct ut_cli *cli, struct ut_error *err)
{
  const char *reason = conflict(options, cli);
  return reason ? ut_error_set(err, UT_USAGE, "%s", reason) : UT_OK;
}

static const struct ut_command command = {.name = "budget",
                                          .summary = "What was decided, planned, paid and is left.",
                                          .operands = "[LEDGER...]",
                                          .options = option_table,
                                          .count = sizeof option_table / sizeof *option_table,
                                          .check = check};

struct run {
  struct ut_cli *cli;
  const struct options *o;
  struct ut_plan *plan;
  struct ut_decisions *decisions;
  struct ut_ledger *ledger;
  struct ut_balance *balance;
  struct ut_trace *trace; /* with entries */
};

/* ---- notes ---- */

static const char *const remarks[UT_REMARKS] = {
    [UT_NO_DECISION] = "no decision is in force",
    [UT_PLAN_OUTSIDE] = "planned for periods outside the insatstid, spread over their own months",
    [UT_COSTS_OUTSIDE] = "dated outside the insatstid, counted",
    [UT_COSTS_EARLIER] = "dated before the decision in force began, left to an earlier one",
    [UT_COSTS_UNKNOWN] = "of insatser in neither plan nor decisions, ignored",
    [UT_COSTS_AFTER] = NULL, /* as was asked for */
};

static void say(void *context, const struct ut_balance_note *note)
{
  struct run *r = context;
  char quoted[UT_QUOTED], money[UT_MONEY_SIZE];
  const char *text = remarks[note->remark];
  ut_quote(quoted, note->insats.ptr, note->insats.len);
  if (text && note->rows == 0)
    ut_cli_note(r->cli, "%s: %s", quoted, text);
  else if (text)
    ut_cli_note(r->cli, "%s%s%s kr in %zu row%s, the first %s:%zu: %s", note->insats.len ? quoted : "",
                note->insats.len ? ": " : "", ut_money_format(note->amount, money), note->rows,
                note->rows == 1 ? "" : "s", note->source, note->line, text);
}

/* ---- balance and entries ---- */

static bool is_known(void *context, struct ut_text name)
{
  const struct run *r = context;
  return ut_balance_knows(r->balance, name);
}

static void report_finding(void *context, enum ut_sie_severity severity, const struct ut_error *finding)
{
  const struct run *r = context;
  char text[UT_ERROR_SOURCE + UT_ERROR_FIELD + UT_ERROR_TEXT];
  if (severity == UT_SIE_NOTE) {
    ut_cli_note(r->cli, "%s", ut_error_format(finding, text, sizeof text));
  } else {
    ut_cli_warn(r->cli, finding);
    ut_cli_short(r->cli);
  }
}

static enum ut_status open_ledger(struct run *r, struct ut_error *err)
{
  const struct ut_ledger_options options = {.reading = ut_reader_options_of(r->cli),
                                            .negate = r->o->negate,
                                            .dimension = (int)r->o->dimension,
                                            .lenient = r->o->lenient,
                                            .report = report_finding,
                                            .known = is_known,
                                            .context = r};
  return ut_ledger_open(&r->ledger, r->cli->operands, r->cli->operand_count, &options, err);
}

static enum ut_status open_balance(struct run *r, struct ut_error *err)
{
  const struct options *o = r->o;
  enum ut_status status = ut_decisions_load(&r->decisions, o->decisions, err);
  if (status == UT_OK)
    status = ut_plan_load(&r->plan, o->plan, o->negate, err);
  if (status == UT_OK)
    status = ut_balance_new(&r->balance, r->decisions, r->plan, o->as_of, err);
  if (status == UT_OK)
    status = open_ledger(r, err);
  if (status == UT_OK && o->report == ENTRIES)
    status = ut_trace_open(&r->trace, &r->cli->output, r->cli->to, err);
  return status;
}

static enum ut_status take_entries(struct run *r, struct ut_error *err)
{
  struct ut_entry entry;
  enum ut_status status;
  while ((status = ut_ledger_next(r->ledger, &entry, err)) == UT_OK) {
    struct ut_counted counted;
    status = ut_balance_add(r->balance, &entry, &counted, err);
    if (status == UT_OK && r->trace)
      status = ut_trace_add(r->trace, &entry, &counted, err);
    if (status != UT_OK)
      return status;
  }
  return status == UT_END ? UT_OK : status;
}

static enum ut_status run_balance(struct run *r, struct ut_error *err)
{
  enum ut_status status = open_balance(r, err);
  if (status == UT_OK)
    status = take_entries(r, err);
  if (r->trace) {
    enum ut_status closed = ut_trace_close(r->trace, status == UT_OK, err);
    status = status == UT_OK ? closed : status;
  } else if (status == UT_OK) {
    status = ut_balance_write(r->balance, &r->cli->output, r->cli->to, err);
  }
  if (status == UT_OK)
    ut_balance_visit_notes(r->balance, say, r);
  return status;
}

/* ---- calc ---- */

static enum ut_status run_calc(struct run *r, struct ut_error *err)
{
  const struct options *o = r->o;
  if (o->published)
    return ut_published_write(o->published, o->negate, &r->cli->output, r->cli->to, err);
  enum ut_status status = ut_plan_load(&r->plan, o->plan, o->negate, err);
  return status == UT_OK ? ut_calc_write(r->plan, &r->cli->output, r->cli->to, err) : status;
}

int main(int argc, char **argv)
{
  struct options options = {.report = NOT_GIVEN};
  struct ut_cli cli;
  struct run r = {.cli = &cli, .o = &options};
  struct ut_error err = {0};
  enum ut_status status = UT_OK;
  if (ut_cli_parse(&cli, &command, &options, argc, argv, 1, 2) == UT_OK)
    status = options.report == CALC ? run_calc(&r, &err) : run_balance(&r, &err);
  ut_balance_free(r.balance);
  ut_ledger_free(r.ledger);
  ut_decisions_free(r.decisions);
  ut_plan_free(r.plan);
  return ut_cli_finish(&cli, status, &err);
}
