/* The statements, each a row of steps over the module that computes it. */
#include "budget/statement.h"

#include <stdlib.h>

#include "budget/cost_report.h"
#include "budget/forecast.h"
#include "budget/requisition.h"
#include "budget/entries.h"

struct kind {
  enum ut_status (*open)(struct ut_statement *s, struct ut_error *err); /* the plan and the decisions are loaded */
  bool (*knows)(struct ut_statement *s, struct ut_text name);
  enum ut_status (*take)(struct ut_statement *s, const struct ut_entry *entry, struct ut_error *err);
  enum ut_status (*write)(struct ut_statement *s, struct ut_error *err);
  void (*say_notes)(const struct ut_statement *s, ut_note_say *say, void *context);
  bool plans; /* it shows figures of the plan */
};

struct ut_statement {
  const struct kind *kind;
  struct ut_statement_options o;
  struct ut_output *output;
  struct ut_plan *plan;
  struct ut_decisions *decisions;
  struct ut_balance *balance;   /* of balance, entries and forecast */
  struct ut_entries *trace;     /* of entries */
  struct ut_forecast *forecast; /* of forecast */
  struct ut_requisition *requisition;
  struct ut_cost_report *cost;
};

/* ---- balance ---- */

static enum ut_status open_balance(struct ut_statement *s, struct ut_error *err)
{
  return ut_balance_new(&s->balance, s->decisions, s->plan, s->o.as_of, err);
}

static bool balance_knows(struct ut_statement *s, struct ut_text name)
{
  return ut_balance_knows(s->balance, name);
}

static enum ut_status balance_entry(struct ut_statement *s, const struct ut_entry *entry, struct ut_error *err)
{
  return ut_balance_add(s->balance, entry, NULL, err);
}

static enum ut_status write_balance(struct ut_statement *s, struct ut_error *err)
{
  return ut_balance_write(s->balance, s->output, s->o.to, err);
}

static void say_balance(const struct ut_statement *s, ut_note_say *say, void *context)
{
  ut_balance_say_notes(s->balance, s->kind->plans, say, context);
}

/* ---- entries: the trace of a balance ---- */

static enum ut_status trace_entry(struct ut_statement *s, const struct ut_entry *entry, struct ut_error *err)
{
  struct ut_counted counted;
  enum ut_status status = s->trace ? UT_OK : ut_entries_open(&s->trace, s->output, s->o.to, err);
  if (status == UT_OK)
    status = ut_balance_add(s->balance, entry, &counted, err);
  return status == UT_OK ? ut_entries_add(s->trace, entry, &counted, err) : status;
}

static enum ut_status end_trace(struct ut_statement *s, struct ut_error *err)
{
  enum ut_status status = s->trace ? UT_OK : ut_entries_open(&s->trace, s->output, s->o.to, err);
  struct ut_entries *trace = s->trace;
  s->trace = NULL;
  enum ut_status closed = ut_entries_close(trace, status == UT_OK, err);
  return status == UT_OK ? closed : status;
}

/* ---- forecast: a balance that looks ahead ---- */

static enum ut_status open_forecast(struct ut_statement *s, struct ut_error *err)
{
  enum ut_status status = open_balance(s, err);
  if (status == UT_OK)
    status = ut_forecast_new(&s->forecast, s->balance, s->decisions, s->o.as_of, s->o.limit, err);
  return status;
}

static enum ut_status forecast_entry(struct ut_statement *s, const struct ut_entry *entry, struct ut_error *err)
{
  return ut_forecast_add(s->forecast, entry, err);
}

static enum ut_status write_forecast(struct ut_statement *s, struct ut_error *err)
{
  return ut_forecast_write(s->forecast, s->output, s->o.to, err);
}

/* ---- requisition ---- */

static enum ut_status open_requisition(struct ut_statement *s, struct ut_error *err)
{
  const struct ut_requisition_options options = {.period = s->o.period,
                                                 .as_of = s->o.as_of,
                                                 .requisitioned = s->o.requisitioned,
                                                 .record = s->o.record,
                                                 .refused = s->o.refused};
  return ut_requisition_new(&s->requisition, s->decisions, s->plan, &options, err);
}

static bool requisition_knows(struct ut_statement *s, struct ut_text name)
{
  return ut_requisition_knows(s->requisition, name);
}

static enum ut_status requisition_entry(struct ut_statement *s, const struct ut_entry *entry, struct ut_error *err)
{
  return ut_requisition_add(s->requisition, entry, err);
}

static enum ut_status write_requisition(struct ut_statement *s, struct ut_error *err)
{
  return ut_requisition_write(s->requisition, s->output, s->o.to, err);
}

static void say_requisition(const struct ut_statement *s, ut_note_say *say, void *context)
{
  ut_requisition_say_notes(s->requisition, say, context);
}

/* ---- cost ---- */

static enum ut_status open_cost(struct ut_statement *s, struct ut_error *err)
{
  const struct ut_cost_report_options options = {
      .participations = s->o.participations, .insatser = s->o.insatser, .as_of = s->o.as_of, .period = s->o.period};
  return ut_cost_report_new(&s->cost, s->decisions, s->plan, &options, err);
}

static bool cost_knows(struct ut_statement *s, struct ut_text name)
{
  return ut_cost_report_knows(s->cost, name);
}

static enum ut_status cost_entry(struct ut_statement *s, const struct ut_entry *entry, struct ut_error *err)
{
  return ut_cost_report_add(s->cost, entry, err);
}

static enum ut_status write_cost(struct ut_statement *s, struct ut_error *err)
{
  return ut_cost_report_write(s->cost, s->output, s->o.to, err);
}

static void say_cost(const struct ut_statement *s, ut_note_say *say, void *context)
{
  ut_cost_report_say_notes(s->cost, say, context);
}

static const struct kind kinds[] = {
    [UT_BALANCE] = {open_balance, balance_knows, balance_entry, write_balance, say_balance, true},
    [UT_REQUISITION] = {open_requisition, requisition_knows, requisition_entry, write_requisition, say_requisition,
                        true},
    [UT_COST] = {open_cost, cost_knows, cost_entry, write_cost, say_cost, false},
    [UT_ENTRIES] = {open_balance, balance_knows, trace_entry, end_trace, say_balance, false},
    [UT_FORECAST] = {open_forecast, balance_knows, forecast_entry, write_forecast, say_balance, true},
};

/* Of a plan out of SIE, whose objects are to go by the names that the decisions have for them. */
static bool is_decided(void *context, struct ut_text name)
{
  return ut_decisions_in_force(context, name, INT32_MAX) != NULL;
}

enum ut_status ut_statement_open(struct ut_statement **out, enum ut_statement_kind kind,
                                 const struct ut_statement_options *options, struct ut_output *output,
                                 struct ut_error *err)
{
  struct ut_statement *s = calloc(1, sizeof *s);
  *out = s;
  if (!s)
    return ut_error_nomem(err);
  s->kind = &kinds[kind];
  s->o = *options;
  s->output = output;
  enum ut_status status = ut_decisions_load(&s->decisions, options->decisions, err);
  s->o.books.known = is_decided;
  s->o.books.known_context = s->decisions;
  if (status == UT_OK && options->plan)
    status = ut_plan_load(&s->plan, options->plan, &s->o.books, err);
  if (status == UT_OK)
    status = s->kind->open(s, err);
  if (status != UT_OK) {
    ut_statement_free(s);
    *out = NULL;
  }
  return status;
}

bool ut_statement_knows(struct ut_statement *s, struct ut_text name)
{
  return s->kind->knows(s, name);
}

enum ut_status ut_statement_take(struct ut_statement *s, struct ut_ledger *ledger, struct ut_error *err)
{
  struct ut_entry entry;
  enum ut_status status;
  do {
    status = ut_ledger_next(ledger, &entry, err);
    if (status == UT_OK)
      status = s->kind->take(s, &entry, err);
  } while (status == UT_OK);
  return status == UT_END ? UT_OK : status;
}

enum ut_status ut_statement_write(struct ut_statement *s, struct ut_error *err)
{
  return s->kind->write(s, err);
}

void ut_statement_say_notes(const struct ut_statement *s, ut_note_say *say, void *context)
{
  if (s->plan && s->kind->plans)
    ut_plan_say_notes(s->plan, say, context);
  s->kind->say_notes(s, say, context);
}

void ut_statement_free(struct ut_statement *s)
{
  if (!s)
    return;
  ut_entries_close(s->trace, false, NULL);
  ut_forecast_free(s->forecast);
  ut_cost_report_free(s->cost);
  ut_balance_free(s->balance);
  ut_requisition_free(s->requisition);
  ut_plan_free(s->plan);
  ut_decisions_free(s->decisions);
  free(s);
}
