/* Decisions: the funds and the insatstid of each insats, and which decision was in force when. */
#ifndef UTFALL_DECISION_H
#define UTFALL_DECISION_H

#include "base/distinct.h"
#include "utfall/date.h"
#include "utfall/money.h"
#include "utfall/run.h"

struct ut_decision {
  struct ut_text insats;
  ut_date datum;        /* in force from this day on; UT_DATE_NONE: from the beginning */
  struct ut_period tid; /* the insatstid, both days included */
  ut_money funds;       /* of all financiers together */
  size_t before;        /* the place, from 1, of the one before it on the insats; 0: it is the first */
  size_t last_share;    /* the place, from 1, of its last share */
};

/* What one financier gives to a decision; a row of the file. */
struct ut_share {
  size_t decision;          /* its place among the decisions */
  size_t before;            /* the place, from 1, of the one before it of the decision; 0: it is the first */
  struct ut_text financier; /* empty: it is not said who */
  ut_money funds;
};

/* Zero-initialised: none. */
struct ut_decisions {
  struct ut_decision *decisions; /* in the order of their first rows */
  struct ut_share *shares;
  size_t count, share_count;
  struct ut_distinct insatser;
  struct ut_buf last; /* by insats, a size_t: the place, from 1, of its last decision */
};

/* Reads a stream of insats, beslutat, start, slut and perhaps datum and finansiar. Rows of one insats and datum are one
 * decision: they name different financiers and the same insatstid, and their funds add up. UT_USAGE: a needed column is
 * missing. UT_BAD_INPUT with its place: what is no date or amount; an insatstid that ends before it starts; rows of
 * one decision that do not go together. ut_decisions_clear is due in every case. */
enum ut_status ut_decisions_load(struct ut_decisions *d, const char *path, struct ut_run *run, struct ut_error *err);

/* The last decision on the insats in the file, and the one before a decision; NULL: there is none. */
const struct ut_decision *ut_decisions_last(const struct ut_decisions *d, struct ut_text insats);
const struct ut_decision *ut_decisions_before(const struct ut_decisions *d, const struct ut_decision *one);

/* The latest decision on the insats of at most that day; NULL: none yet. */
const struct ut_decision *ut_decisions_in_force(const struct ut_decisions *d, struct ut_text insats, ut_date at);

/* The day from which totals run: the start of the decision in force where it replaced one that started earlier, whose
 * costs are not its own. UT_DATE_NONE where there is no such decision: everything is part of the totals. */
ut_date ut_decisions_totals_from(const struct ut_decisions *d, struct ut_text insats, ut_date at);

void ut_decisions_clear(struct ut_decisions *d);

#endif
