/* Decisions: the funds and the insatstid of each insats, and which decision was in force when. */
#ifndef UTFALL_DECISION_H
#define UTFALL_DECISION_H

#include "utfall/date.h"
#include "utfall/money.h"

struct ut_decision {
  struct ut_text insats;
  ut_date datum;        /* in force from this day on; UT_DATE_NONE: from the beginning */
  struct ut_period tid; /* the insatstid, both days included */
  ut_money funds;       /* of all financiers together */
};

struct ut_decisions;

/* Reads a stream of insats, beslutat, start, slut and perhaps datum and finansiar. Rows of one insats and datum are one
 * decision: they name different financiers and the same insatstid, and their funds add up. UT_USAGE: a column is
 * lacking. UT_BAD_INPUT with its place: what is no date or amount; an insatstid that ends before it starts; rows of
 * one decision that do not go together. */
enum ut_status ut_decisions_load(struct ut_decisions **out, const char *path, struct ut_error *err);

/* All of them, in the order of their first rows. */
size_t ut_decisions_count(const struct ut_decisions *d);
const struct ut_decision *ut_decisions_get(const struct ut_decisions *d, size_t index);

/* What one financier gives to a decision; a row of the file. */
struct ut_share {
  const struct ut_decision *decision;
  struct ut_text financier; /* empty: it is not said who */
  ut_money funds;
};
size_t ut_decisions_shares(const struct ut_decisions *d);
struct ut_share ut_decisions_share(const struct ut_decisions *d, size_t index);

/* The latest decision on the insats of at most that day; NULL: none yet. */
const struct ut_decision *ut_decisions_in_force(const struct ut_decisions *d, struct ut_text insats, ut_date at);

/* The day from which totals run: the start of the decision in force where it replaced one that started earlier, whose
 * costs are not its own. UT_DATE_NONE where there is no such decision: everything is part of the totals. */
ut_date ut_decisions_totals_from(const struct ut_decisions *d, struct ut_text insats, ut_date at);

void ut_decisions_free(struct ut_decisions *d);

#endif
