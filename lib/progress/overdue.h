/* Overdue assessments: who has not been assessed by the day on which it fell due. */
#ifndef UTFALL_OVERDUE_H
#define UTFALL_OVERDUE_H

#include "progress/answers.h"
#include "progress/due_days.h"

struct ut_overdue_options {
  struct ut_run *run; /* NULL: nobody listens */
  struct ut_due_days due;
  ut_date as_of;
  const char *participations; /* file of those who are to be assessed, borrowed; NULL: only those who have been */
};

struct ut_overdue;

/* The options are copied. `by_insats`: an answer says of which insats it is. After a failure, too, the caller frees
 * *out. UT_NOMEM. */
enum ut_status ut_overdue_new(struct ut_overdue **out, const struct ut_overdue_options *options, bool by_insats,
                              struct ut_error *err);

/* Sees values that look alike as the answers, and participations, come. */
void ut_overdue_watch(struct ut_overdue *o, const struct ut_answers *answers);

/* Takes in an answer: an assessment unless its cell is empty or its day is after `as_of`. Errors of
 * ut_assessments_add. */
enum ut_status ut_overdue_take(struct ut_overdue *o, const struct ut_answer *answer, struct ut_error *err);

/* Writes insats, id, matt, bedomd (day of the last assessment; empty: none), forfallodag (the first due day since then)
 * and antal_forfallna (how many there are). Due days are those of ut_due_days_missed, up to `as_of` and to the last day
 * of a stay that has ended. An assessment counts for the stay that it falls in, of which start and slut are the first
 * and the last day. Of the participations, all but anonymous ones and felregistrering, every measure that the answers
 * name is expected; in a stream without answers one without a name. Without participations a series starts with its
 * first assessment. Once, after the last answer; notes what the list leaves out. */
enum ut_status ut_overdue_write(struct ut_overdue *o, struct ut_output *output, enum ut_format to,
                                struct ut_error *err);

void ut_overdue_free(struct ut_overdue *o);

#endif
