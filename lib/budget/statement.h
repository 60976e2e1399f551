/* Statements of account: the reports that count the entries of ledgers against what was decided and planned. A
 * statement is opened, takes every entry, is written, and tells its notes. */
#ifndef UTFALL_STATEMENT_H
#define UTFALL_STATEMENT_H

#include "budget/ledger.h"
#include "budget/note.h"

enum ut_statement_kind { UT_BALANCE, UT_REQUISITION, UT_FORECAST, UT_COST, UT_ENTRIES };

struct ut_statement_options {
  const char *plan, *decisions; /* files; cost and entries need no plan: NULL */
  struct ut_books books;        /* of the plan; whom the decisions name is known */
  ut_date as_of;
  int64_t limit;             /* of a forecast: percent of the budget under which an action plan is needed; 0: none */
  struct ut_period period;   /* of a requisition or of cost */
  const char *requisitioned; /* the rest of a requisition, as of struct ut_requisition_options */
  struct ut_output *record, *refused;
  const char *participations, *insatser; /* of cost, as of struct ut_cost_report_options */
  enum ut_format to;
};

struct ut_statement;

/* Loads what the statement stands on: plan and decisions. The options are copied, what they point at and the output are
 * borrowed. Errors as those of ut_plan_load, ut_decisions_load and of what makes the statement. */
enum ut_status ut_statement_open(struct ut_statement **out, enum ut_statement_kind kind,
                                 const struct ut_statement_options *options, struct ut_output *output,
                                 struct ut_error *err);

/* Is there an insats of that name in what it stands on? */
bool ut_statement_knows(struct ut_statement *s, struct ut_text name);

/* Takes the entries of a ledger, to its end. Errors are those of the ledger and, with the place of the entry, of the
 * statement: UT_BAD_INPUT, a sum that is too large. */
enum ut_status ut_statement_take(struct ut_statement *s, struct ut_ledger *ledger, struct ut_error *err);

/* Writes it; once, after the last entry. */
enum ut_status ut_statement_write(struct ut_statement *s, struct ut_error *err);

/* Says what the reader should know of. */
void ut_statement_say_notes(const struct ut_statement *s, ut_note_say *say, void *context);

void ut_statement_free(struct ut_statement *s);

#endif
