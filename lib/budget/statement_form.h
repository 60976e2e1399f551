/* What all statements have, and the steps in which their forms differ: balance.c, entries.c, forecast.c, requisition.c
 * and cost_report.c each define one. */
#ifndef UTFALL_STATEMENT_FORM_H
#define UTFALL_STATEMENT_FORM_H

#include "budget/decision.h"
#include "budget/plan.h"
#include "budget/statement.h"
#include "table/tidy.h"

struct ut_statement {
  const struct ut_statement_form *form;
  struct ut_statement_options o;
  struct ut_decisions decisions;
  struct ut_plan plan; /* without rows where there is none */
  struct ut_distinct
      insatser; /* those of the decisions, then of the plan alone, then what the form adds: as rows come */
  struct ut_ledger *ledger;
  struct ut_tidy table;
  struct ut_note strangers; /* entries of insatser that are not among these */
  void *own;                /* what the form keeps, zeroed at first */
};

struct ut_statement_form {
  const char *const *columns;
  size_t column_count, size; /* of the table; of `own` */
  bool shows_plan;           /* the table has figures of the plan, which is needed */
  const char *field;         /* of an entry that cannot be taken in, for messages; NULL: none in particular */
  enum ut_status (*begin)(struct ut_statement *s, struct ut_error *err);
  /* `insats` is a number of s->insatser, or how many there are: it is not among them. */
  enum ut_status (*take)(struct ut_statement *s, size_t insats, const struct ut_entry *entry, struct ut_error *err);
  /* After the last one: what is counted in, from which `write` takes it again; NULL: it does not add up. */
  enum ut_status (*close)(struct ut_statement *s, struct ut_partial *part, struct ut_error *err);
  enum ut_status (*write)(struct ut_statement *s, struct ut_error *err); /* the rows; NULL: `take` has written them */
  void (*say_notes)(const struct ut_statement *s, struct ut_run *run);
  void (*clear)(struct ut_statement *s); /* frees what is in `own`, of which a failure leaves a part */
};

extern const struct ut_statement_form ut_balance_form, ut_entries_form, ut_forecast_form, ut_requisition_form,
    ut_cost_form;

/* How many insatser there are, the name of one, the number of a name (how many there are: it is not among them). */
size_t ut_statement_count(const struct ut_statement *s);
struct ut_text ut_statement_name(const struct ut_statement *s, size_t insats);
size_t ut_statement_find(const struct ut_statement *s, struct ut_text name);

/* A name of a column by which money is counted: the run sees whether others look alike. UT_NOMEM. */
enum ut_status ut_statement_see(const struct ut_statement *s, const char *column, struct ut_text name,
                                const char *source, size_t line, struct ut_error *err);

/* Calls `visit` with each row of the plan, in their order; a failure gets the row's place. */
typedef enum ut_status ut_plan_visit(struct ut_statement *s, size_t insats, const struct ut_plan_row *row,
                                     struct ut_error *err);
enum ut_status ut_statement_visit_plan(struct ut_statement *s, ut_plan_visit *visit, struct ut_error *err);

/* The number of the insats that a group of parts is of. UT_BAD_INPUT: it is in neither plan nor decisions. */
enum ut_status ut_statement_find_part(const struct ut_statement *s, struct ut_text name, size_t *insats,
                                      struct ut_error *err);

/* Counts an entry in a note. */
enum ut_status ut_entry_note(struct ut_note *n, const struct ut_entry *entry, struct ut_error *err);

#endif
