/* The cost report: per insats and year who paid for it, what it cost, and what that is per participant. */
#ifndef UTFALL_COST_REPORT_H
#define UTFALL_COST_REPORT_H

#include "budget/decision.h"
#include "budget/ledger.h"
#include "budget/plan.h"

struct ut_cost_report;

struct ut_cost_report_options {
  const char *participations; /* a stream of participations; NULL: they are not known */
  const char *insatser;       /* the catalogue: an insats of typ administration is the förbund's own; NULL: none is */
  ut_date as_of;              /* decisions, entries and participations of later days are not there; or UT_DATE_NONE */
  struct ut_period period;    /* whole years; first UT_DATE_NONE: all */
};

/* Of the insatser of the decisions, those of the plan alone (NULL: there is none), then those of the catalogue that are
 * administration. Borrows decisions and plan; what the options name is read at once. UT_USAGE: a period that is not
 * whole years, a column that is lacking. UT_BAD_INPUT as of ut_participations_next. */
enum ut_status ut_cost_report_new(struct ut_cost_report **out, const struct ut_decisions *decisions,
                                  const struct ut_plan *plan, const struct ut_cost_report_options *options,
                                  struct ut_error *err);

/* Is it one of these insatser? */
bool ut_cost_report_knows(struct ut_cost_report *c, struct ut_text name);

/* Takes an entry in. UT_BAD_INPUT with its place: a sum that is too large. */
enum ut_status ut_cost_report_add(struct ut_cost_report *c, const struct ut_entry *entry, struct ut_error *err);

/* Writes insats, ar, finansiar, finansierat, kostnad, administration, deltagare, fullfoljda, kostnad_deltagare,
 * kostnad_fullfoljd: for every year of an insats in which there was money or a participant, a row for each financier,
 * with finansierat alone, and one of `*` with all the figures; then the same of all insatser together, `*`. The years
 * are those of the period, or from the first with an insatstid, an entry or a participant to that of `as_of`, or to
 * the last with an entry, a start or an exit.
 * finansierat: the funds of the decisions spread evenly over the months of their insatstid, those of a month from
 * the latest decision, made by the year's end (or `as_of`), whose insatstid has a day in it. kostnad: the entries of
 * the year, of what is administration under administration instead. deltagare: participations that were active in
 * the year, anonymous ones included. fullfoljda: those that ended in it as fullfoljd. The two last are kostnad /
 * deltagare and kostnad / fullfoljda, in whole öre, half away from zero; empty where there are none. Of an insats
 * without any participation, and of a year of all insatser in which one of these cost something, it is not known how
 * many took part: their cells are empty. Of an insats without any entry it is not known what it cost: that cell is
 * empty, and so are the two last of a year of all insatser in which someone took part in one of these.
 * UT_BAD_INPUT: a sum that is too large. */
enum ut_status ut_cost_report_write(const struct ut_cost_report *c, struct ut_output *output, enum ut_format to,
                                    struct ut_error *err);

/* Says what the reader should know of: insatser that only the ledgers or only the participations name; entries and
 * participations of insatser that are not known; a last year that is not whole. */
void ut_cost_report_say_notes(const struct ut_cost_report *c, ut_note_say *say, void *context);

void ut_cost_report_free(struct ut_cost_report *c);

#endif
