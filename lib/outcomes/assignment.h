/* Participations passed on with what they are counted as and what decided it, so that any figure can
 * be traced. */
#ifndef UTFALL_ASSIGNMENT_H
#define UTFALL_ASSIGNMENT_H

#include "outcomes/report.h"

struct ut_assignment;

/* Begins a stream of the columns of the participations and klass and regel on `output`; of time efter_dagar, the days
 * from the start until the event, another exit or the day that is known, before them. The report, of a kind that
 * traces, is borrowed. UT_USAGE: one of these columns is there already. */
enum ut_status ut_assignment_new(struct ut_assignment **out, struct ut_report *report, struct ut_output *output,
                                 enum ut_format to, struct ut_error *err);

/* Passes the current participation on. `left_out`, a word for regel, says why it is in no class; NULL: klass is its
 * class (with --multiple all of them) or the columns of the table that count it, joined by |, and regel the number of
 * the rule that decided, the first of several, or a word for what is not known of it. */
enum ut_status ut_assignment_add(struct ut_assignment *a, const char *left_out, struct ut_error *err);

/* Ends the stream, after the last participation. */
enum ut_status ut_assignment_finish(struct ut_assignment *a, struct ut_error *err);

void ut_assignment_free(struct ut_assignment *a);

#endif
