/* Statements of account: the reports that count the entries of ledgers against what was decided and planned. */
#ifndef UTFALL_STATEMENT_H
#define UTFALL_STATEMENT_H

#include "budget/ledger.h"
#include "budget/note.h"
#include "table/partial.h"

enum ut_statement_kind { UT_BALANCE, UT_REQUISITION, UT_FORECAST, UT_COST, UT_ENTRIES };

struct ut_statement_options {
  /* Files. Without a plan, cost and entries go without; the others read it from the first ledger, a SIE file. */
  const char *plan, *decisions;
  struct ut_books books; /* of plan and ledgers; `known` is the statement's own */
  ut_date as_of;         /* the day of a balance; of others whose decisions count, or UT_DATE_NONE */
  int64_t limit;         /* of a forecast: percent of the budget under which an action plan is needed; 0: none */
  /* Of a requisition a month, quarter, third of a year, half-year or year; of cost whole years, UT_DATE_NONE: all. */
  struct ut_period period;
  /* Of a requisition: the file of earlier ones, as of ut_register_open; where these and what is requisitioned now go;
   * where the entries that are refused go. Each may be NULL. */
  const char *requisitioned;
  struct ut_output *record, *refused;
  bool allow_shrunk; /* what is gone from the ledger is taken back, whatever else came; else that may be UT_SHORT */
  /* Of cost: a stream of participations, NULL: they are not known; the catalogue, in which an insats of typ
   * administration is the förbund's own, NULL: none is. */
  const char *participations, *insatser;
  bool partial, merging; /* of balance and cost: only what can be added is wanted, or it comes from parts */
};

struct ut_statement;

/* Loads decisions and plan and opens the ledger, unless there are no files of it. The options are copied; what they
 * point at, the paths and the output are borrowed. The caller frees what a failure leaves. UT_USAGE: a column that is
 * missing, a period that the statement cannot be of. UT_BAD_INPUT as of ut_decisions_load, ut_plan_load,
 * ut_ledger_open, ut_register_open, ut_participations_next; a sum that is too large. */
enum ut_status ut_statement_open(struct ut_statement **out, enum ut_statement_kind kind,
                                 const struct ut_statement_options *options, const struct ut_ledger_files *ledger,
                                 struct ut_output *output, enum ut_format to, struct ut_error *err);

/* Takes the entries of the ledger in, and names what balance and cost have counted; with `partial` notes what the
 * reader should know of them. Once. UT_BAD_INPUT as of ut_ledger_next; with the place of an entry, a sum that is too
 * large or a `*`. */
enum ut_status ut_statement_read(struct ut_statement *s, struct ut_partial *part, struct ut_error *err);

/* Writes the statement, then notes what the reader should know of; once, after that. UT_BAD_INPUT: parts have an insats
 * or a year that there cannot be. UT_SHORT: the ledgers have less of an insats than was requisitioned of it, and
 * nothing is to be written; the faults were told to the run. */
enum ut_status ut_statement_write(struct ut_statement *s, struct ut_error *err);

void ut_statement_free(struct ut_statement *s);

#endif
