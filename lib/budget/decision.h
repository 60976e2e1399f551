/* Decisions: the funds and the insatstid of each insats, and which decision was in force when. */
#ifndef UTFALL_DECISION_H
#define UTFALL_DECISION_H

#include "utfall/date.h"
#include "utfall/money.h"
#include "utfall/run.h"

struct ut_decision {
  struct ut_text insats;
  ut_date datum;        /* in force from this day on; UT_DATE_NONE: from the beginning */
  struct ut_period tid; /* the insatstid, both days included */
  ut_money funds;       /* of all financiers together */
};

/* What one financier gives to a decision; a row of the file. */
struct ut_share {
  size_t decision;          /* its place among the decisions */
  struct ut_text financier; /* empty: it is not said who */
  ut_money funds;
};

/* Zero-initialised: none. */
struct ut_decisions {
  struct ut_decision *decisions; /* in the order of their first rows */
  struct ut_share *shares;
  size_t count, share_count;
};

/* Reads a stream of insats, beslutat, start, slut and perhaps datum and finansiar. Rows of one insats and datum are one
 * decision: they name different financiers and the same insatstid, and their funds add up. UT_USAGE: a needed column is
 * missing. UT_BAD_INPUT with its place: what is no date or amount; an insatstid that ends before it starts; rows of
 * one decision that do not go together. ut_decisions_clear is due in every case. */
enum ut_status ut_decisions_load(struct ut_decisions *d, const char *path, struct ut_run *run, struct ut_error *err);

/* The latest decision on the insats of at most that day; NULL: none yet. */
const struct ut_decision *ut_decisions_in_force(const struct ut_decisions *d, struct ut_text insats, ut_date at);

/* The day from which totals run: the start of the decision in force where it replaced one that started earlier, whose
 * costs are not its own. UT_DATE_NONE where there is no such decision: everything is part of the totals. */
ut_date ut_decisions_totals_from(const struct ut_decisions *d, struct ut_text insats, ut_date at);

void ut_decisions_clear(struct ut_decisions *d);

#endif
