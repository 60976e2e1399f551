/* Requisitions: what an insats may ask for of the costs of a period, by category, so that nothing is asked for twice,
 * outside the insatstid or beyond the decided funds. */
#ifndef UTFALL_REQUISITION_H
#define UTFALL_REQUISITION_H

#include "budget/decision.h"
#include "budget/ledger.h"
#include "budget/note.h"
#include "budget/plan.h"

struct ut_requisition_options {
  struct ut_period period;   /* a month, quarter, third of a year, half-year or year */
  ut_date as_of;             /* whose decisions are in force; UT_DATE_NONE: the last day of the period */
  const char *requisitioned; /* file of earlier requisitions, as of ut_register_open; NULL: there are none */
  struct ut_output *record;  /* gets them and what is requisitioned now; NULL: not asked for */
  struct ut_output *refused; /* gets the entries that are refused; NULL: not asked for */
};

struct ut_requisition;

/* The insatser of the decisions, then those of the plan alone, with what is planned for the period and, accumulated,
 * from the start of the insatstid. The options are copied; decisions, plan, path and outputs are borrowed. UT_USAGE: a
 * period that is none of those units, a column that is lacking. UT_BAD_INPUT: as of ut_register_open, a sum that is too
 * large. */
enum ut_status ut_requisition_new(struct ut_requisition **out, const struct ut_decisions *decisions,
                                  const struct ut_plan *plan, const struct ut_requisition_options *options,
                                  struct ut_error *err);

/* Is there an insats of that name in plan or decisions? */
bool ut_requisition_knows(struct ut_requisition *r, struct ut_text name);

/* Takes an entry of the ledger in. It is refused at once, for the first of these reasons that holds: utan_beslut (no
 * decision is in force on its insats), utanfor_insatstid, efter_perioden, redan_rekvirerad (it stands in the earlier
 * requisitions); one of an insats that is not known is ignored. Others are kept for ut_requisition_write.
 * UT_BAD_INPUT with its place: a sum that is too large, a `*`. */
enum ut_status ut_requisition_add(struct ut_requisition *r, const struct ut_entry *entry, struct ut_error *err);

/* Decides on the entries that were kept and writes a row per insats and category, and one of category `*`: insats,
 * kategori, budget, utfall (what the ledger has in the period and the insatstid), ack_budget and ack_utfall (the same
 * from the start of the insatstid), avvikelse (budget less utfall), avvikelse_pct (of the size of the budget, whole
 * percent), att_rekvirera (whole kronor, as of ut_money_round). All that is kept is requisitioned, income first and
 * then costs by day and place in the ledger, but for costs with which all requisitions together would exceed the
 * decided funds (over_beslutat): each is judged by itself, so that a smaller one after it may be taken. Writes what is
 * requisitioned to the record and what is refused to its list, both by day. Once, after the last entry. */
enum ut_status ut_requisition_write(struct ut_requisition *r, struct ut_output *output, enum ut_format to,
                                    struct ut_error *err);

/* Says what the reader should know of, by insats, then of none: no decision in force; rows of the plan and entries
 * outside the insatstid; entries beyond the funds; late ones; earlier requisitioned ones that the ledger, from its
 * first entry of the insats on, no longer has; entries of insatser that are not known. */
void ut_requisition_say_notes(const struct ut_requisition *r, ut_note_say *say, void *context);

void ut_requisition_free(struct ut_requisition *r);

#endif
