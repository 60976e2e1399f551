/* Ekonomi i balans: decided, planned, paid and left, per insats at a date. */
#ifndef UTFALL_BALANCE_H
#define UTFALL_BALANCE_H

#include "budget/decision.h"
#include "budget/ledger.h"
#include "budget/note.h"
#include "budget/plan.h"

struct ut_balance;

/* The insatser of the decisions, then those of the plan alone, with what was decided and planned as of that day: in
 * the year up to it, and in total from ut_decisions_totals_from on. The month of `as_of` counts whole in what is
 * expected, as a month begun. Borrows decisions and plan, which may be NULL. UT_BAD_INPUT: a sum that is too large. */
enum ut_status ut_balance_new(struct ut_balance **out, const struct ut_decisions *decisions, const struct ut_plan *plan,
                              ut_date as_of, struct ut_error *err);

/* Is there an insats of that name in plan or decisions? */
bool ut_balance_knows(struct ut_balance *b, struct ut_text name);

/* An insats as it stands: amounts as of ut_balance_write. */
struct ut_standing {
  struct ut_text insats;
  const struct ut_decision *decision; /* in force; NULL: none */
  bool planned;                       /* the plan has something for the year, be it 0 */
  ut_money budget_year, expected_year, expected_total, paid_year, paid_total;
};
size_t ut_balance_count(const struct ut_balance *b);
const struct ut_standing *ut_balance_get(const struct ut_balance *b, size_t index);

/* Where an entry was counted, and why not or what is remarked on it. */
struct ut_counted {
  bool year, total;   /* in utbetalt_ar, in utbetalt_totalt */
  size_t insats;      /* its place, of ut_balance_get; ut_balance_count where it is not known */
  const char *reason; /* okand_insats, efter_as_of, fore_beslutet, utanfor_insatstid (counted all the same), or "" */
};

/* Takes an entry in and says in *counted (NULL: nobody asks) where. Entries of insatser in neither plan nor decisions
 * and those after the date are not counted; those before ut_decisions_totals_from are left out of the total.
 * UT_BAD_INPUT with its place: a sum that is too large. */
enum ut_status ut_balance_add(struct ut_balance *b, const struct ut_entry *entry, struct ut_counted *counted,
                              struct ut_error *err);

/* Writes a row per insats: insats, insatstid, beslutat_totalt, budget_ar, forvantat_ar, forvantat_totalt, utbetalt_ar,
 * utbetalt_totalt, forbrukning_ar_pct (utbetalt_ar / budget_ar, whole percent), forbrukning_totalt_pct (utbetalt_totalt
 * / beslutat_totalt), differens_ar and differens_totalt (expected less paid), aterstar_ar and aterstar_totalt (budget
 * and decided less paid, never below 0). What comes of a decision is empty where none is in force. */
enum ut_status ut_balance_write(const struct ut_balance *b, struct ut_output *output, enum ut_format to,
                                struct ut_error *err);

/* Says what was done that the reader should know of, by insats, then of none: no decision in force; entries outside the
 * insatstid; entries left to an earlier decision; entries of insatser that are not known; and, where `plan` says that
 * figures of the plan are shown, its rows outside the insatstid. */
void ut_balance_say_notes(const struct ut_balance *b, bool plan, ut_note_say *say, void *context);

void ut_balance_free(struct ut_balance *b);

#endif
