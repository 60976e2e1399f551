/* Ekonomi i balans: decided, planned, paid and left, per insats at a date. What entries and forecast count too. */
#ifndef UTFALL_BALANCE_H
#define UTFALL_BALANCE_H

#include "budget/statement_form.h"

/* What there is to remark on: of an insats, then of single entries. */
enum ut_remark {
  UT_NO_DECISION,   /* none in force; no rows, no amount */
  UT_PLAN_OUTSIDE,  /* rows of the plan outside the insatstid, spread over their own months */
  UT_COSTS_OUTSIDE, /* entries outside the insatstid, counted */
  UT_COSTS_EARLIER, /* entries left to an earlier decision */
  UT_COSTS_FAR,     /* entries so long after the date that a digit of theirs may be wrong, not counted */
  UT_NOTED_REMARKS,
  UT_COSTS_UNKNOWN = UT_NOTED_REMARKS, /* an entry of an insats that is not known, ignored */
  UT_COSTS_AFTER,                      /* an entry after the date, not counted */
  UT_NO_REMARK,
  UT_REMARKS
};

/* An insats at the date: amounts as of the table. */
struct ut_standing {
  const struct ut_decision *decision; /* in force; NULL: none */
  ut_date totals_from;                /* as of ut_decisions_totals_from */
  bool planned;                       /* the plan has something for the year, be it 0 */
  ut_money budget_year, expected_year, expected_total, paid_year, paid_total;
  struct ut_note notes[UT_NOTED_REMARKS];
};

/* The first member of what balance, entries and forecast keep. */
struct ut_balance {
  struct ut_standing *insatser; /* one for each of the statement's */
  struct ut_table *paid;        /* of balance, once all entries are in: paid_year and paid_total by insats */
};

/* What was decided and planned as of the day: in the year up to it, and in total from totals_from on. The month of the
 * day counts whole in what is expected, as a month begun. UT_BAD_INPUT: a sum that is too large. */
enum ut_status ut_balance_begin(struct ut_statement *s, struct ut_error *err);

/* Where an entry was counted, and why not or what is remarked on it. */
struct ut_counted {
  bool year, total;   /* in utbetalt_ar, in utbetalt_totalt */
  const char *reason; /* okand_insats, efter_as_of, fore_beslutet, utanfor_insatstid (counted all the same), or "" */
};

/* Takes an entry in and says in *counted where. Entries of insatser that are not known and those after the date are not
 * counted; those before totals_from are left out of the total. UT_BAD_INPUT: a sum that is too large. */
enum ut_status ut_balance_add(struct ut_statement *s, size_t insats, const struct ut_entry *entry,
                              struct ut_counted *counted, struct ut_error *err);

/* Says what was done that the reader should know of, by insats, then of entries of insatser that are not known. */
void ut_balance_say_notes(const struct ut_statement *s, struct ut_run *run);

void ut_balance_clear(struct ut_statement *s);

#endif
