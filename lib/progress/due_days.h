/* The days of a stay on which assessments fall due, and which of them an assessment meets. */
#ifndef UTFALL_DUE_DAYS_H
#define UTFALL_DUE_DAYS_H

#include "base/timespan.h"

enum { UT_SCHEDULE_MAX = 12 };

/* Either every so often, or (count above 0, or at_exit) the times of a schedule. */
struct ut_due_days {
  struct ut_timespan every;
  struct ut_timespan at[UT_SCHEDULE_MAX]; /* after the start */
  size_t count;
  bool at_exit; /* on the last day of a stay that has ended, too */
};

/* From the start to the end, or to the day that is asked about. */
struct ut_stay {
  ut_date start, end;
  bool ended; /* so that its end is an exit */
};

/* Reads when they fall due: every so often (3m; NULL: that), or a schedule (NULL: none), times and perhaps slut with
 * commas between: 8w,slut. UT_USAGE: anything else, a time twice, more than UT_SCHEDULE_MAX. */
enum ut_status ut_due_days_parse(const char *every, const char *schedule, struct ut_due_days *out,
                                 struct ut_error *err);

/* How many of the due days up to the end an assessment on `last` has not met, and the first of these. UT_DATE_NONE:
 * there is no assessment. Every so often, it meets the first due day on or after it and those before; of a schedule,
 * the due day that is nearest and those before, or none where the start is nearer; of two that are as near, the
 * earlier. */
int ut_due_days_missed(const struct ut_due_days *d, struct ut_stay stay, ut_date last, ut_date *first);

#endif
